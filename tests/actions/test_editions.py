"""An edition of the law comes as a file: the day of the event selects it, and nothing printed changes."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.editions import (
    add_edition,
    give_out_edition,
    give_out_law,
    list_editions,
    withdraw_edition,
)
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.service import service_offers
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.law import Article, shipped_rows
from ssu_desktop.records.kinds import Domain, UnitKind
from ssu_desktop.rules.plan import plan_deadlines
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.service import Fit, Offer
from tests.support.datafile import LOGIN, PASSWORD
from tests.support.stays import admitted

FIRST = date(2027, 1, 1)
ROW: Mapping[str, Any] = {
    "key": "plan.draft_within",
    "unit_kinds": ["S"],
    "values": [20],
    "measure": "calendar_days",
    "act": "order-230",
    "paragraph": "12(3)",
    "kk": "күнтізбелік жиырма күн ішінде",
    "meaning_kk": "Жоспар 20 күн ішінде әзірленеді.",
    "meaning_ru": "План разрабатывается в течение 20 дней.",
    "valid_from": "2027-01-01",
    "valid_to": None,
}
CHANGE = {
    "act": "order-230",
    "changed_on": "2026-11-01",
    "valid_from": "2027-01-01",
    "changed_by_kk": "01.11.2026 № 1 бұйрық",
    "changed_by_ru": "приказ от 01.11.2026 № 1",
}
ACT = {
    "key": "order-999",
    "short_kk": "№ 999 бұйрық",
    "short_ru": "приказ № 999",
    "title_kk": "Жаңа бұйрық",
    "title_ru": "Новый приказ",
    "number": "999",
    "adopted_on": "2026-11-01",
    "registration_number": None,
    "registered_on": None,
    "valid_from": "2027-01-01",
    "valid_to": None,
    "editions": [],
}


def write(path: Path, **parts: Any) -> Path:
    """Write a file of the law with these parts."""
    whole = {"format": "ssu-desktop-law", "version": 1, "title": "№ 1 бұйрық", "valid_from": "2027-01-01"}
    path.write_text(json.dumps({**whole, **parts}, ensure_ascii=False), encoding="utf-8")
    return path


def due(desk: Desk, kind: UnitKind, day: date) -> tuple[date, Article]:
    """Return by when a plan is to be drafted after an admission on `day`, and the paragraph."""
    deadlines = plan_deadlines(day, kind, desk.law, desk.calendar)
    assert deadlines is not None
    return deadlines.draft_by.due, deadlines.draft_by.article


def added(answer: Saved | Refused) -> UUID:
    """Return the id of an edition that was taken in."""
    assert isinstance(answer, Saved), answer
    return answer.id


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (FIRST - timedelta(days=1), 14),
        (FIRST, 20),
        (FIRST + timedelta(days=1), 20),
        (date(2026, 3, 4), 14),
    ],
)
def test_the_day_of_the_event_selects_the_edition(desk: Desk, tmp_path: Path, day: date, days: int) -> None:
    added(add_edition(desk, write(tmp_path / "law.json", figures=[ROW], changes=[CHANGE])))
    assert due(desk, UnitKind.STATIONARY, day)[0] == day + timedelta(days=days)
    assert due(desk, UnitKind.TEMPORARY, FIRST)[0] == FIRST + timedelta(days=5)  # other kinds go on
    assert desk.law.acts["order-230"].editions[-1].changed_by_ru == "приказ от 01.11.2026 № 1"


def test_an_edition_serves_at_the_next_opening_and_until_it_is_withdrawn(
    desk: Desk, file_path: Path, tmp_path: Path
) -> None:
    edition = added(add_edition(desk, write(tmp_path / "law.json", figures=[ROW])))
    desk.file.close()
    again = open_desk(file_path, LOGIN, PASSWORD, clock=desk.clock)
    try:
        assert due(again, UnitKind.STATIONARY, FIRST)[0] == FIRST + timedelta(days=20)
        assert isinstance(withdraw_edition(again, edition, " "), Refused)
        assert isinstance(withdraw_edition(again, edition, "қате"), Saved)
        assert due(again, UnitKind.STATIONARY, FIRST)[0] == FIRST + timedelta(days=14)
        (row,) = list_editions(again)
        assert (row.withdrawn_on, row.withdrawn_reason) == (again.today, "қате")
        assert isinstance(withdraw_edition(again, edition, "тағы"), Refused)
    finally:
        again.file.close()


def test_a_new_act_brings_its_own_paragraphs(desk: Desk, tmp_path: Path) -> None:
    figure = {
        **ROW,
        "act": "order-999",
        "paragraph": "7",
        "key": "text.999.7",
        "measure": "rule",
        "values": [],
    }
    added(add_edition(desk, write(tmp_path / "law.json", acts=[ACT], figures=[figure])))
    assert desk.law.cite(Article("order-999", "7"), "kk") == "№ 999 бұйрық, 7-т."


def test_an_edition_that_brought_an_act_stays_while_another_rests_on_it(desk: Desk, tmp_path: Path) -> None:
    first = added(add_edition(desk, write(tmp_path / "a.json", acts=[ACT], figures=[ROW])))
    resting = [{**ROW, "unit_kinds": ["T"], "values": [7], "act": "order-999"}]
    second = added(add_edition(desk, write(tmp_path / "b.json", figures=resting)))
    refused = withdraw_edition(desk, first, "қате")
    assert isinstance(refused, Refused)
    assert [finding.code for finding in refused.findings] == ["edition-needed"]
    assert due(desk, UnitKind.TEMPORARY, FIRST)[0] == FIRST + timedelta(days=7)
    assert isinstance(withdraw_edition(desk, second, "қате"), Saved)
    assert isinstance(withdraw_edition(desk, first, "қате"), Saved)
    assert due(desk, UnitKind.TEMPORARY, FIRST)[0] == FIRST + timedelta(days=5)


def test_undoing_an_edition_lets_the_rules_go_by_the_former_one_at_once(desk: Desk, tmp_path: Path) -> None:
    added(add_edition(desk, write(tmp_path / "law.json", figures=[ROW])))
    undone(desk)
    assert due(desk, UnitKind.STATIONARY, FIRST)[0] == FIRST + timedelta(days=14)


def test_an_edition_that_brought_an_act_is_not_undone_while_another_rests_on_it(
    desk: Desk, tmp_path: Path
) -> None:
    added(add_edition(desk, write(tmp_path / "a.json", acts=[ACT], figures=[ROW])))
    first = last_done(desk)
    assert first is not None
    resting = [{**ROW, "unit_kinds": ["T"], "values": [7], "act": "order-999"}]
    added(add_edition(desk, write(tmp_path / "b.json", figures=resting)))
    assert isinstance(undo(desk, first.action_id), Refused)
    assert len(list_editions(desk)) == 2


def undone(desk: Desk) -> None:
    """Take back what was done last."""
    last = last_done(desk)
    assert last is not None
    assert isinstance(undo(desk, last.action_id), Saved)


def test_an_edition_goes_out_as_the_file_that_it_came_from(desk: Desk, tmp_path: Path) -> None:
    edition = added(add_edition(desk, write(tmp_path / "law.json", figures=[ROW], changes=[CHANGE])))
    give_out_edition(desk, edition, tmp_path / "out.json")
    came, went = (
        json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("law.json", "out.json")
    )
    assert went.pop("checksum")
    assert {name: rows for name, rows in went.items() if rows} == came
    withdraw_edition(desk, edition, "қайта алу үшін")
    added(add_edition(desk, tmp_path / "out.json"))
    assert due(desk, UnitKind.STATIONARY, FIRST)[0] == FIRST + timedelta(days=20)


def test_the_programs_own_law_goes_out_and_is_refused_back_because_it_is_known(
    desk: Desk, tmp_path: Path
) -> None:
    give_out_law(desk, tmp_path / "law.json")
    told = json.loads((tmp_path / "law.json").read_text(encoding="utf-8"))
    assert len(told["figures"]) == len(desk.law.figures)
    refused = add_edition(desk, tmp_path / "law.json")
    assert isinstance(refused, Refused)
    assert {"act-known", "edition-overlaps"} <= {finding.code for finding in refused.findings}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_from": "2023-07-01"}, "edition-overlaps"),  # the very day of the known one
        ({"valid_from": "2020-01-01"}, "edition-overlaps"),  # runs into the known one
        ({"valid_from": "2020-01-01", "valid_to": "2023-06-30"}, ""),  # ends the day before
        ({"valid_from": "2020-01-01", "valid_to": "2023-07-01"}, "edition-overlaps"),
        ({"unit_kinds": None}, "edition-overlaps"),  # for all, over one for each
        ({"valid_to": "2026-12-31"}, "edition-backwards"),
        ({"act": "order-1000"}, "act-unknown"),
        ({"measure": "working_days"}, ""),  # as it is counted for D and H
        ({"measure": "months"}, "measure-differs"),
        ({"unit_kinds": ["D"], "measure": "working_days"}, ""),
        ({"key": "monitoring.enter_within", "measure": "calendar_days"}, ""),
        ({"key": "arrival.deferral", "measure": "working_days"}, "measure-differs"),
        ({"valid_to": "2027-12-31"}, "edition-ends"),  # from the next day on there would be none
        ({"values": [1, 2]}, "numbers-differ"),
        ({"values": [-1]}, "numbers-differ"),
        ({"unit_kinds": ["S", "X"]}, "kind-unknown"),
        ({"valid_from": "0001-01-01", "valid_to": "0001-02-01"}, "date-out-of-time"),
        ({"measure": "moons"}, "file-unreadable"),
        ({"values": ["20"]}, "file-unreadable"),
        ({"valid_from": "soon"}, "file-unreadable"),
        ({"kk": "а" * 20_001}, "file-unreadable"),
        ({"kk": None}, "file-unreadable"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_the_whole_file(
    desk: Desk, tmp_path: Path, changes: Mapping[str, Any], code: str
) -> None:
    before = desk.law
    answer = add_edition(desk, write(tmp_path / "law.json", figures=[{**ROW, **changes}], changes=[CHANGE]))
    if not code:
        added(answer)
        return
    assert isinstance(answer, Refused)
    assert answer.findings[0].code == code
    assert desk.law is before
    assert list_editions(desk) == ()


DOCUMENT = {**shipped_rows()["documents"][0], "valid_from": "2027-01-01"}
ITEM = {**shipped_rows()["items"][0], "valid_from": "2027-01-01"}
SERVICE: Mapping[str, Any] = {
    "code": "R999/3(1)",
    "act": "order-999",
    "paragraph": "3(1)",
    "domain": "household",
    "setting": "residential",
    "recipients": ["elderly"],
    "kk": "төсекте жуындыру;",
    "ru": "обтирание в постели;",
    "verbatim": "kk",
    "valid_from": "2027-01-01",
    "valid_to": None,
}


@pytest.mark.parametrize(
    ("part", "row", "taken"),
    [
        ("documents", {}, True),
        ("documents", {"form": "photograph"}, False),
        ("documents", {"unit_kind": "X"}, False),
        ("documents", {"stage": "attic"}, False),
        ("documents", {"order": "first"}, False),
        ("documents", {"categories": "elderly"}, False),
        ("documents", {"conditional_for": [1]}, False),
        ("documents", {"asked_if": ["programme"]}, False),
        ("documents", {"alternatives": {"minor_below": "18", "papers": []}}, False),
        (
            "documents",
            {"alternatives": {"minor_below": 18, "papers": [{"code": 1, "kk": "", "ru": ""}]}},
            False,
        ),
        ("items", {}, True),
        ("items", {"part": "rumour"}, False),
        ("items", {"seizures_from": "5"}, False),
        ("items", {"categories": [None]}, False),
        ("services", {}, True),
        ("services", {"domain": "spiritual"}, False),
        ("services", {"verbatim": "en"}, False),
        ("services", {"recipients": "all"}, False),
        ("services", {"recipients": [1]}, False),
        ("services", {"kk": None}, False),
    ],
)
def test_a_row_of_a_checklist_with_words_that_the_program_does_not_know_is_refused(
    desk: Desk, tmp_path: Path, part: str, row: Mapping[str, Any], taken: bool
) -> None:
    sound = {"documents": DOCUMENT, "items": ITEM, "services": {**SERVICE, "act": "order-230"}}
    whole = {**sound[part], **row}
    answer = add_edition(desk, write(tmp_path / "law.json", **{part: [whole]}))
    assert isinstance(answer, Saved) is taken, answer
    assert len(list_editions(desk)) == taken


def test_two_rows_of_one_file_must_not_overlap_either(desk: Desk, tmp_path: Path) -> None:
    later = {**ROW, "valid_from": "2028-01-01"}
    first = {**ROW, "valid_to": "2027-12-31"}
    assert isinstance(add_edition(desk, write(tmp_path / "a.json", figures=[ROW, later])), Refused)
    added(add_edition(desk, write(tmp_path / "b.json", figures=[first, later])))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "ssu-desktop-law", "version": 2}',
        b"x" * 3_000_000,
    ],
)
def test_what_is_no_edition_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "law.json").write_bytes(content)
    answer = add_edition(desk, tmp_path / "law.json")
    assert isinstance(answer, Refused)
    assert answer.findings[0].code == "file-unreadable"


def test_an_empty_file_and_one_with_too_many_rows_are_refused(desk: Desk, tmp_path: Path) -> None:
    assert isinstance(add_edition(desk, write(tmp_path / "a.json")), Refused)
    many = [{**ROW, "key": f"text.{number}", "valid_from": "2027-01-01"} for number in range(2_001)]
    assert isinstance(add_edition(desk, write(tmp_path / "b.json", figures=many)), Refused)


def offered(desk: Desk, stay_id: UUID) -> Mapping[str, Offer]:
    """Return what is offered to the plan of a stay, by its reference."""
    offers = service_offers(desk, stay_id)
    assert len({offer.ref for offer in offers}) == len(offers)
    return {offer.ref: offer for offer in offers}


@pytest.fixture
def stay_id(desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Айгүл, since 4 March 2026."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


def test_services_of_a_new_act_are_offered_from_its_first_day_on(
    desk: Desk, stay_id: UUID, tmp_path: Path
) -> None:
    added(add_edition(desk, write(tmp_path / "law.json", acts=[ACT], services=[SERVICE])))
    assert list_editions(desk)[0].rows == 2
    early, later = desk, replace(desk, clock=lambda: FIRST)
    assert not offered(early, stay_id)["R999/3(1)"].in_force
    offer = offered(later, stay_id)["R999/3(1)"]
    assert (offer.in_force, offer.fit, offer.ru) == (True, Fit.SUITS, "Обтирание в постели")
    assert offer.article == Article("order-999", "3(1)")


def test_a_changed_service_takes_the_place_of_the_former_one_and_plans_keep_their_words_in_both_languages(
    desk: Desk, stay_id: UUID, aigul: UUID, tmp_path: Path
) -> None:
    code = "R153-5/22(2)"
    former = desk.law.services.by_code[code]
    plan_id = added(start_plan(desk, stay_id))
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(domain=Domain.MEDICAL, service=former.words("kk"), service_ref=code)
    added(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    row = next(one for one in shipped_rows()["services"] if one["code"] == code)
    changed = {**row, "kk": "жаңа сөздер", "ru": "новые слова", "valid_from": "2027-01-01"}
    edition = added(add_edition(desk, write(tmp_path / "law.json", services=[changed])))
    assert offered(desk, stay_id)[code].ru == former.words("ru")
    assert offered(replace(desk, clock=lambda: FIRST), stay_id)[code].ru == "Новые слова"
    days = [(one.valid_from, one.valid_to) for one in desk.law.services.services if one.code == code]
    assert days == [(former.valid_from, FIRST - timedelta(days=1)), (FIRST, None)]
    assert former.words("ru") in _printed(desk, aigul)
    out = tmp_path / "out.json"
    give_out_edition(desk, edition, out)
    assert json.loads(out.read_text(encoding="utf-8"))["services"] == [changed]
    added(withdraw_edition(desk, edition, "қате"))
    assert offered(replace(desk, clock=lambda: FIRST), stay_id)[code].ru == former.words("ru")


def _printed(desk: Desk, person_id: UUID) -> str:
    with PdfDocument(print_form(desk, "annex-4", person_id, Language.RU).pdf) as document:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(pages.split())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"setting": "moon"}, "recipients-unknown"),
        ({"recipients": ["everybody"]}, "recipients-unknown"),
        ({"recipients": []}, "recipients-unknown"),
        ({"ru": " ; "}, "service-empty"),
        ({"act": "order-1000"}, "act-unknown"),
        ({"valid_to": "2026-12-31"}, "edition-backwards"),
        ({"code": "R165-1/9(4)", "valid_from": "2023-07-01"}, "edition-overlaps"),
    ],
)
def test_a_service_that_cannot_be_is_refused_with_the_whole_file(
    desk: Desk, tmp_path: Path, changes: Mapping[str, Any], code: str
) -> None:
    refused = add_edition(desk, write(tmp_path / "a.json", acts=[ACT], services=[{**SERVICE, **changes}]))
    assert isinstance(refused, Refused)
    assert code in {finding.code for finding in refused.findings}
    assert list_editions(desk) == ()
