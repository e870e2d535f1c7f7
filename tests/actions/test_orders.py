"""The register of orders: drafted from an event, numbered, found, cancelled, exported, printed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.order_texts import (
    begin_order,
    drop_template,
    order_templates,
    save_template,
    usual_text,
)
from ssu_desktop.actions.orders import (
    OrderQuery,
    cancel_order,
    export_orders,
    found_orders,
    order_of_movement,
    order_years,
    read_order,
    save_order,
)
from ssu_desktop.actions.printing import preview_printout, reprint
from ssu_desktop.actions.printing_papers import Asked, preview_paper, print_paper
from ssu_desktop.actions.stay import admit, record_movement
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language, speak
from ssu_desktop.records import Change, Movement
from ssu_desktop.records.kinds import MovementKind, Operation, OrderKind, UnitKind
from ssu_desktop.rules.order import OrderDraft
from tests.support.stays import admission, codes, move, saved


@pytest.fixture
def admitted_by(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The admission of Қасымова, whose order is not written yet: its movement."""
    draft = admission(units[UnitKind.STATIONARY], order_number="", order_date=None, decision_number="118")
    stay_id = saved(admit(desk, aigul, draft, {"order-missing": "кейін", "decision": "бар"}))
    with desk.read() as session:
        return session.scalars(select(Movement.id).where(Movement.stay_id == stay_id)).one()


def words(pdf: bytes) -> str:
    """Return the text of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def plain(desk: Desk, number: str, **others: object) -> UUID:
    """Write an order about nobody."""
    usual = OrderDraft(number=number, issued_on=desk.today, subject_kk="Өрт қауіпсіздігі туралы")
    return saved(save_order(desk, None, replace(usual, **others)))  # type: ignore[arg-type] - by name


def test_an_order_of_last_year_takes_the_next_number_of_that_year(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plain(desk, "41", issued_on=date(2025, 11, 3))
    plain(desk, "7")
    draft = admission(units[UnitKind.STATIONARY], date(2025, 12, 1), order_number="", order_date=None)
    stay_id = saved(admit(desk, aigul, draft, {"order-missing": "кейін"}))
    with desk.read() as session:
        movement_id = session.scalars(select(Movement.id).where(Movement.stay_id == stay_id)).one()
    begun = begin_order(desk, movement_id=movement_id)
    assert (begun.number, begun.issued_on) == ("42", date(2025, 12, 1))
    assert begin_order(desk).number == "8"


def test_an_order_drafted_from_an_event_fills_its_number_and_date_in(
    desk: Desk, aigul: UUID, admitted_by: UUID
) -> None:
    draft = begin_order(desk, movement_id=admitted_by)
    assert (draft.kind, draft.number, draft.person_id) == (OrderKind.ADMISSION, "1", aigul)
    assert draft.issued_on == date(2026, 3, 4)
    assert "2026 жылғы 4 наурыздан бастап" in draft.text_kk
    assert "с 4 марта 2026 года" in draft.text_ru
    assert "Қасымова Айгүл Болатқызы, туған күні 11.05.1943" in draft.text_kk
    assert "Стационар бөлімшесі" in draft.text_kk
    assert "Стационарное отделение" in draft.text_ru
    assert "S-2026/1" in draft.text_kk
    assert "Основание: № 118." in draft.text_ru
    assert "{" not in draft.text_kk + draft.text_ru
    assert draft.signed_by == "Сейтқали Арман Болатұлы"
    order_id = saved(save_order(desk, None, replace(draft, number="14-ө")))
    with desk.read() as session:
        movement = session.get_one(Movement, admitted_by)
        assert (movement.order_number, movement.order_date) == ("14-ө", date(2026, 3, 4))
    assert order_of_movement(desk, admitted_by) == order_id
    assert begin_order(desk).number == "15-ө"


def test_every_event_with_an_order_has_its_text(desk: Desk, admitted_by: UUID) -> None:
    with desk.read() as session:
        stay_id = session.get_one(Movement, admitted_by).stay_id
    away = move(MovementKind.LEFT, date(2026, 3, 5), until=date(2026, 3, 9))
    movement_id = saved(record_movement(desk, stay_id, away))
    draft = begin_order(desk, movement_id=movement_id)
    assert (draft.kind, draft.number) == (OrderKind.LEAVE, "20-ө")
    assert "2026 жылғы 9 наурызға дейін" in draft.text_kk
    assert "с 5 марта 2026 года по 9 марта 2026 года" in draft.text_ru
    assert "Алматы" in draft.text_ru


def test_an_order_changes_and_a_stale_one_is_refused(desk: Desk) -> None:
    order_id = plain(desk, "1")
    draft = read_order(desk, order_id)
    assert draft is not None
    saved(save_order(desk, order_id, replace(draft, subject_kk="Жаңа")))
    assert codes(save_order(desk, order_id, replace(draft, subject_kk="Кеш"))) == ["changed-meanwhile"]
    assert [row.subject("ru") for row in found_orders(desk, OrderQuery())] == ["Жаңа"]


def test_a_number_is_given_twice_only_with_a_reason_and_again_in_another_year(desk: Desk) -> None:
    plain(desk, "1")
    again = OrderDraft(number="1", issued_on=desk.today, subject_kk="а")
    assert codes(save_order(desk, None, again)) == ["order-number-taken"]
    assert isinstance(save_order(desk, None, again, {"order-number-taken": "бөлек журнал"}), Saved)
    plain(desk, "1", issued_on=date(2025, 12, 31))
    assert order_years(desk) == (2026, 2025)


def test_orders_are_found_by_year_kind_and_words(desk: Desk, aigul: UUID, admitted_by: UUID) -> None:
    saved(save_order(desk, None, begin_order(desk, movement_id=admitted_by)))
    plain(desk, "2")
    plain(desk, "7", issued_on=date(2025, 5, 5))

    def numbers(**query: object) -> list[str]:
        return [row.number for row in found_orders(desk, OrderQuery(**query))]  # type: ignore[arg-type]

    assert numbers() == ["2", "1", "7"]
    assert numbers(year=2025) == ["7"]
    assert numbers(kind=OrderKind.ADMISSION) == ["1"]
    assert numbers(text="касымова айгул") == ["1"]
    assert numbers(text="ӨРТ", year=2026) == ["2"]
    assert numbers(text="жоқ") == []


def test_a_cancelled_order_stays_with_its_reason_and_cannot_be_changed(desk: Desk) -> None:
    order_id = plain(desk, "1")
    assert codes(cancel_order(desk, order_id, " ")) == ["cancel-reason"]
    saved(cancel_order(desk, order_id, "қате"))
    (row,) = found_orders(desk, OrderQuery())
    assert (row.cancelled, row.cancel_reason) == (True, "қате")
    draft = read_order(desk, order_id)
    assert draft is not None
    assert codes(save_order(desk, order_id, draft)) == ["order-cancelled"]
    assert codes(cancel_order(desk, order_id, "тағы")) == ["record-gone"]
    assert begin_order(desk).number == "1"


def test_the_register_leaves_as_excel(desk: Desk, tmp_path: Path) -> None:
    plain(desk, "=1+1", subject_ru="О пожарной безопасности")
    speak(Language.RU)
    assert export_orders(desk, OrderQuery(year=2026), tmp_path / "orders.xlsx") == 1
    rows = CalamineWorkbook.from_path(tmp_path / "orders.xlsx").get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Номер приказа"
    assert rows[1][:4] == ["=1+1", "12.03.2026", "Прочее", "О пожарной безопасности"]
    with desk.read() as session:
        assert (
            session.scalars(select(Change.operation).order_by(Change.seq.desc())).first() is Operation.EXPORT
        )


def test_an_order_and_the_register_are_printed_in_both_languages(desk: Desk, admitted_by: UUID) -> None:
    order_id = saved(save_order(desk, None, begin_order(desk, movement_id=admitted_by)))
    asked = Asked(form="order", record_id=order_id)
    for language, said in ((Language.KK, "БҰЙРЫҚ № 1"), (Language.RU, "ПРИКАЗ № 1")):
        assert said in words(preview_paper(desk, asked, language))
        printed = print_paper(desk, asked, language)
        assert said in words(printed.pdf)
    repeated = reprint(desk, printed.printout_ids[0])
    assert "ПРИКАЗ № 1" in words(repeated.pdf)
    assert "ПРИКАЗ № 1" in words(preview_printout(desk, printed.printout_ids[0]))
    saved(cancel_order(desk, order_id, "қате"))
    register = print_paper(desk, Asked(form="order-register", orders=OrderQuery(year=2026)), Language.KK)
    assert "Күші жойылды: қате" in words(register.pdf).replace("\r\n", " ")


def test_an_order_is_taken_back_until_it_stands_on_paper(desk: Desk) -> None:
    plain(desk, "1")
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert found_orders(desk, OrderQuery()) == ()
    order_id = plain(desk, "1")
    done = last_done(desk)
    assert done is not None
    print_paper(desk, Asked(form="order", record_id=order_id), Language.KK)
    assert isinstance(undo(desk, done.action_id), Refused)
    assert [row.number for row in found_orders(desk, OrderQuery())] == ["1"]
    with desk.read() as session:
        noted = select(Change.table_name, Change.action_id).where(Change.operation == Operation.PRINT)
        tables, actions = zip(*session.execute(noted).all(), strict=True)
    assert sorted(tables) == ["head_order", "printout"]
    assert len(set(actions)) == 1  # one printing is one action, whole or not at all


def test_a_facility_writes_its_own_text_and_goes_back(desk: Desk, admitted_by: UUID) -> None:
    own = replace(usual_text(OrderKind.ADMISSION), text_kk="Қабылдансын: {person}.\n{head}")
    assert codes(save_template(desk, OrderKind.ADMISSION, replace(own, text_ru="{persn}"))) == [
        "hole-unknown"
    ]
    saved(save_template(desk, OrderKind.ADMISSION, own))
    draft = begin_order(desk, movement_id=admitted_by)
    assert draft.text_kk == "Қабылдансын: Қасымова Айгүл Болатқызы.\nСейтқали Арман Болатұлы"
    (row,) = [row for row in order_templates(desk) if row.own]
    stale = replace(own, revision=(row.draft.revision or 0) + 1)
    assert codes(save_template(desk, OrderKind.ADMISSION, stale)) == ["changed-meanwhile"]
    assert drop_template(desk, OrderKind.ADMISSION) is not None
    assert drop_template(desk, OrderKind.ADMISSION) is None
    assert not any(row.own for row in order_templates(desk))
