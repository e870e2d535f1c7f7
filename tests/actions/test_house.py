"""The order of a unit in the data file: rules, signatures, self-check, size, and what Today says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.house import (
    acquaint,
    answer_point,
    order_page,
    reading_page,
    remove_rules,
    save_rules,
)
from ssu_desktop.actions.organisation import list_units, save_unit
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.rooms import save_room
from ssu_desktop.actions.stay import admit
from ssu_desktop.actions.today import obligations, today_page
from ssu_desktop.actions.unit_needs import unit_needs
from ssu_desktop.records import Departure
from ssu_desktop.records.kinds import Answer, Category, NoticeSigner, Sex, UnitKind
from ssu_desktop.rules.duty import Place
from ssu_desktop.rules.house import AcquaintanceDraft, CheckDraft, RulesDraft
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.room import RoomDraft
from tests.support.stays import admission, admitted, codes, saved

RULES = RulesDraft(approved_on=date(2026, 3, 2), order_number="3-ө", approved_by="Сейтқали А. М.")
SIGNED = AcquaintanceDraft(signed_on=date(2026, 3, 5))
HOUSE = ("internal-rules", "acquaintance", "self-check", "home-units")


def told(desk: Desk) -> list[tuple[str, str, str | None]]:
    """Return what Today says of houses: the code, whose it is, the paragraph."""
    return [
        (line.duty.code, line.name, line.article.paragraph if line.article else None)
        for line in obligations(desk)
        if line.duty.code in HOUSE
    ]


def on(desk: Desk, day: date) -> Desk:
    """Return the same desk on another day."""
    clock: Callable[[], date] = lambda: day  # noqa: E731 - a clock is a function
    return replace(desk, clock=clock)


def change_unit(desk: Desk, unit_id: UUID, **changes: bool) -> None:
    """Change a unit's marks."""
    unit = next(unit for unit in list_units(desk) if unit.id == unit_id)
    draft = replace(
        unit.draft,
        within_stationary=changes.get("within_stationary", False),
        round_the_clock=changes.get("round_the_clock", False),
    )
    saved(save_unit(desk, unit_id, draft))


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Қасымова, from 4 March on."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


def test_a_unit_where_people_live_asks_for_its_rules_and_then_for_the_newcomers_signature(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-119."""
    unit_id = units[UnitKind.STATIONARY]
    assert told(desk) == []
    stay_id = admitted(desk, aigul, unit_id)
    assert told(desk) == [("internal-rules", "", "9")]
    (line,) = today_page(desk).of_units
    assert (line.duty.place, line.unit_id) == (Place.UNIT, unit_id)
    saved(save_rules(desk, unit_id, None, RULES))
    assert told(desk) == [("acquaintance", "Қасымова Айгүл Болатқызы", "7")]
    assert today_page(desk).of_units == ()
    assert [one.stay_id for one in order_page(desk, unit_id).unread] == [stay_id]
    saved(acquaint(desk, [stay_id], SIGNED))
    assert told(desk) == []
    page = order_page(desk, unit_id)
    assert ([row.signed for row in page.editions], page.unread) == ([1], ())
    reading = reading_page(desk, stay_id)
    assert reading is not None
    assert (reading.approved_on, reading.signed_on, reading.signer) == (
        *(date(2026, 3, 2), date(2026, 3, 5)),
        NoticeSigner.RECIPIENT,
    )


def test_a_new_edition_is_to_be_shown_to_those_who_are_here_in_one_line_for_all(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID
) -> None:
    """R230-119."""
    unit_id = units[UnitKind.STATIONARY]
    saved(save_rules(desk, unit_id, None, RULES))
    saved(acquaint(desk, [stay_id], SIGNED))
    saved(save_rules(desk, unit_id, None, replace(RULES, approved_on=date(2026, 3, 9))))
    (line,) = today_page(desk).of_units
    assert (line.duty.code, line.duty.values) == ("acquaintance", {"count": 1})
    assert codes(acquaint(desk, [stay_id], SIGNED)) == ["signed-before-approval"]
    saved(acquaint(desk, [stay_id], replace(SIGNED, signed_on=date(2026, 3, 9))))
    assert told(desk) == []


def test_home_service_needs_no_rules(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    """R230-119."""
    stay_id = admitted(desk, aigul, units[UnitKind.HOME])
    assert told(desk) == []
    assert codes(save_rules(desk, units[UnitKind.HOME], None, RULES)) == ["rules-not-asked"]
    assert reading_page(desk, stay_id) is None
    assert not order_page(desk, units[UnitKind.HOME]).asked


def test_the_representative_signs_for_a_child_or_the_reason_is_recorded(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID
) -> None:
    """R230-119: several sign one sheet; a reason given for one of them is recorded of that one."""
    unit_id = units[UnitKind.STATIONARY]
    child = saved(save_person(desk, None, PersonDraft(surname="Бала", born=date(2015, 1, 1), sex=Sex.FEMALE)))
    other = saved(admit(desk, child, admission(unit_id, category=Category.CHILDREN)))
    saved(save_rules(desk, unit_id, None, RULES))
    assert codes(acquaint(desk, [stay_id, other], SIGNED)) == ["representative-signs"]
    saved(acquaint(desk, [stay_id, other], SIGNED, {"representative-signs": "анасы қасында болды"}))
    with desk.read() as session:
        assert [one.person_id for one in session.scalars(select(Departure))] == [child]


def test_rules_of_one_day_are_one_edition_and_signed_ones_stay(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    assert codes(acquaint(desk, [stay_id], SIGNED)) == ["record-gone"]
    rules = saved(save_rules(desk, unit_id, None, RULES))
    assert codes(save_rules(desk, unit_id, None, RULES)) == ["rules-same-day"]
    saved(acquaint(desk, [stay_id], SIGNED))
    assert codes(remove_rules(desk, rules)) == ["rules-signed"]
    late = replace(RULES, approved_on=date(2026, 3, 6))
    assert codes(save_rules(desk, unit_id, rules, late)) == ["signed-before-approval"]
    saved(save_rules(desk, unit_id, rules, replace(RULES, order_number="4-ө")))
    stale = replace(RULES, revision=1)
    assert codes(save_rules(desk, unit_id, rules, stale)) == ["changed-meanwhile"]
    fresh = saved(save_rules(desk, unit_id, None, replace(RULES, approved_on=date(2026, 3, 1))))
    saved(remove_rules(desk, fresh))
    assert codes(remove_rules(desk, fresh)) == ["record-gone"]


def test_an_own_entrance_is_asked_until_the_answer_is_yes(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    """R230-120."""
    unit_id = units[UnitKind.DAY]
    assert order_page(desk, unit_id).points == ()
    change_unit(desk, unit_id, within_stationary=True)
    assert told(desk) == [("self-check", "", "17")]
    (point,) = order_page(desk, unit_id).points
    assert (point.point, point.draft.answer) == ("own_entrance", None)
    answer = CheckDraft(answer=Answer.NO, checked_on=date(2026, 3, 10), checked_by="Сейтқали А. М.")
    saved(answer_point(desk, unit_id, "own_entrance", answer))
    assert told(desk) == [("self-check", "", "17")]
    saved(answer_point(desk, unit_id, "own_entrance", replace(answer, checked_on=desk.today)))
    saved(
        answer_point(desk, unit_id, "own_entrance", replace(answer, answer=Answer.YES, checked_on=desk.today))
    )
    assert told(desk) == []
    (point,) = order_page(desk, unit_id).points
    assert (point.draft.answer, point.draft.checked_on) == (Answer.YES, desk.today)
    assert codes(answer_point(desk, unit_id, "own_entrance", CheckDraft())) == [
        *("answer-missing", "date-missing")
    ]


def test_more_than_80_recipients_at_home_ask_for_another_unit(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    """R230-117."""
    unit_id = units[UnitKind.HOME]
    unit = next(unit for unit in list_units(desk) if unit.id == unit_id)
    saved(save_unit(desk, unit_id, replace(unit.draft, capacity=200)))
    for number in range(80):
        _serve(desk, unit_id, number)
    assert told(desk) == []
    _serve(desk, unit_id, 80)
    assert told(desk) == [("home-units", "", "annex 7")]
    (line,) = today_page(desk).of_units
    assert line.duty.values == {"count": 81, "units": 2, "limit": 80}
    need = unit_needs(desk, unit_id).home
    assert need is not None
    assert (need.count, need.least) == (81, 2)


def _serve(desk: Desk, unit_id: UUID, number: int) -> None:
    person = PersonDraft(surname=f"Адам{number}", born=date(1940, 1, 1), sex=Sex.MALE)
    admitted(desk, saved(save_person(desk, None, person)), unit_id)


def test_a_round_the_clock_part_needs_posts_for_its_beds(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-114."""
    unit_id = units[UnitKind.DAY]
    assert not unit_needs(desk, unit_id).round_the_clock
    change_unit(desk, unit_id, round_the_clock=True)
    assert unit_needs(desk, unit_id).beds == 0
    saved(admit(desk, aigul, admission(unit_id, night_stay=True), NIGHT))
    assert unit_needs(desk, unit_id).beds == 1
    saved(save_room(desk, unit_id, None, RoomDraft(name="1", beds=60)))
    saved(save_room(desk, unit_id, None, RoomDraft(name="2", beds=60)))
    needs = unit_needs(desk, unit_id)
    assert needs.beds == 120
    assert [(one.least, one.rates[0]) for one in needs.night] == [(2, 1050), (2, 1050)]


NIGHT = dict.fromkeys(("night-stay", "night-decision", "night-ground"), "шешім бар")
