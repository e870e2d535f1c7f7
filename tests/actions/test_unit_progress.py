"""How a unit does: by the last two rounds of everyone present, with those who were not assessed."""

from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring_editing import save_round
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.printing import CannotPrint, print_form
from ssu_desktop.actions.printing_lists import ListAsked, print_list
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.unit_progress import count_progress, unit_progress
from ssu_desktop.forms.registry import Rendered
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain, MovementKind, RoundKind, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.progress import Course
from ssu_desktop.rules.round_draft import RoundDraft
from tests.forms.pages import Pages
from tests.support.stays import admitted, move, saved

ADMITTED = date(2025, 12, 1)


@pytest.fixture
def unit_id(desk: Desk, units: dict[UnitKind, UUID]) -> UUID:
    """Return a unit of four: one improves, one declines, one is away, one came lately."""
    unit = units[UnitKind.STATIONARY]
    for surname, later in (("Аманов", 9), ("Беков", 15), ("Ғалиев", None)):
        stay_id = admitted(desk, saved(save_person(desk, None, PersonDraft(surname=surname))), unit, ADMITTED)
        rounds = [(RoundKind.ADMISSION, ADMITTED, 12)]
        if later is not None:
            rounds.append((RoundKind.MONTHS_3, date(2026, 3, 2), later))
        for kind, day, points in rounds:
            scores = {Domain.MEDICAL: points}
            saved(save_round(desk, stay_id, RoundDraft(kind=kind, held_on=day, scores=scores)))
    saved(record_movement(desk, stay_id, move(MovementKind.LEFT, date(2026, 2, 20))))
    admitted(desk, saved(save_person(desk, None, PersonDraft(surname="Дәулет"))), unit, date(2026, 3, 10))
    return unit


def test_everyone_present_is_told_of_by_the_last_rounds(desk: Desk, unit_id: UUID) -> None:
    rows = unit_progress(desk, unit_id)
    told = [(row.name, row.course, row.total, row.change, row.since_admission) for row in rows]
    assert told == [
        ("Аманов", Course.IMPROVES, 9, -3, -3),
        ("Беков", Course.DECLINES, 15, 3, 3),
        ("Ғалиев", Course.NOT_ASSESSED, 12, None, None),
        ("Дәулет", Course.NOT_YET, None, None, None),
    ]
    missed = rows[2].missed
    assert missed is not None
    assert (missed.kind, missed.due) == (RoundKind.MONTHS_3, date(2026, 3, 1))
    assert [one.since for one in rows[2].away] == [date(2026, 2, 20)]
    assert rows[3].missed is None  # the first round is not due yet
    assert list(count_progress(rows).values()) == [1, 1, 0, 0, 1, 1]


def test_the_list_is_printed_and_remembered_for_the_unit(desk: Desk, unit_id: UUID) -> None:
    asked = ListAsked(form="progress", unit_id=unit_id, unit_kk="Стационар", unit_ru="Стационар")
    printed = print_list(desk, asked, Language.RU)
    pages = Pages(Rendered(pdf=printed.pdf, pages=printed.pages))
    at = pages.find("▼ 3")
    assert pages.find("▲ 3", at) > at
    pages.find("не оценён в срок: 20.02.2026–…")
    assert len(printed.printout_ids) == 1


def test_the_curves_of_a_person_are_printed_from_the_rounds(desk: Desk, unit_id: UUID) -> None:
    first = unit_progress(desk, unit_id)[0]
    printed = print_form(desk, "trend", first.person_id, Language.KK)
    pages = Pages(Rendered(pdf=printed.pdf, pages=printed.pages))
    pages.find("02.03.2026")
    pages.find("−3")
    with pytest.raises(CannotPrint):
        print_form(desk, "trend", unit_progress(desk, unit_id)[3].person_id, Language.KK)
