"""The terms of a stay after the admission: prolonged, corrected, completed, each with what follows."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.stay import admit
from ssu_desktop.actions.stay_terms import change_terms, terms_of
from ssu_desktop.actions.today import duties_of
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records import Departure, Person
from ssu_desktop.records.kinds import Category, StayLength, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.stay_terms import TermsDraft
from tests.support.stays import admission, admitted, codes, saved

S, D, T = UnitKind.STATIONARY, UnitKind.DAY, UnitKind.TEMPORARY


def known(desk: Desk, stay_id: UUID) -> TermsDraft:
    """Return the terms of a stay that is known to be there."""
    terms = terms_of(desk, stay_id)
    assert terms is not None
    return terms


def brief(desk: Desk, person_id: UUID, unit_id: UUID, until: date) -> UUID:
    """Admit a person on 2 February for a time, with a contract."""
    draft = admission(
        unit_id,
        date(2026, 2, 2),
        length=StayLength.TEMPORARY,
        planned_until=until,
        contract_number="3",
        contract_date=date(2026, 2, 1),
    )
    return saved(admit(desk, person_id, draft))


def due(desk: Desk, stay_id: UUID, code: str) -> list[date | None]:
    """Return when duties of one code are due."""
    return [line.due for line in duties_of(desk, stay_id) if line.duty.code == code]


def test_a_temporary_stay_is_prolonged_and_today_follows(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-012, R230-014, R230-015, R230-111
    stay_id = brief(desk, aigul, units[S], date(2026, 3, 2))
    assert due(desk, stay_id, "stay-limit") == [date(2026, 3, 2)]
    reasons = {"decision-missing": "кейін"}
    longer = replace(known(desk, stay_id), planned_until=date(2026, 4, 1))
    saved(change_terms(desk, stay_id, longer, reasons))
    assert due(desk, stay_id, "stay-limit") == [date(2026, 4, 1)]
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert due(desk, stay_id, "stay-limit") == [date(2026, 3, 2)]


@pytest.mark.parametrize(
    ("until", "expected"),
    [(date(2026, 5, 1), []), (date(2026, 5, 2), []), (date(2026, 5, 3), ["stay-term"])],
)
def test_a_stay_that_is_prolonged_beyond_three_months_asks_for_a_reason_which_is_kept(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, until: date, expected: list[str]
) -> None:
    stay_id = brief(desk, aigul, units[S], date(2026, 3, 2))
    longer = replace(known(desk, stay_id), planned_until=until)
    answer = change_terms(desk, stay_id, longer)
    if not expected:
        saved(answer)
        return
    assert codes(answer) == expected
    saved(change_terms(desk, stay_id, longer, {"stay-term": "сот шешімі"}))
    with desk.read() as session:
        kept = session.scalars(select(Departure).where(Departure.code == "stay-term")).one()
        assert (kept.reason, kept.person_id) == ("сот шешімі", aigul)
    later = replace(known(desk, stay_id), note="ұзартылды")
    saved(change_terms(desk, stay_id, later))  # what stood with its reason is not asked about again
    longer_still = replace(known(desk, stay_id), planned_until=date(2026, 6, 1))
    assert codes(change_terms(desk, stay_id, longer_still)) == ["stay-term"]


def test_a_decision_that_was_not_there_at_admission_is_entered_later(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    decided = replace(
        known(desk, stay_id),
        decision_number="12",
        decision_date=date(2026, 3, 10),
        decision_body="Жұмыспен қамту бөлімі",
    )
    saved(change_terms(desk, stay_id, decided))
    assert known(desk, stay_id).decision_number == "12"
    (entry, *_earlier) = read_history(desk, HistoryQuery(person_id=aigul), Language.KK)
    assert entry.action == "Change the terms of a stay"
    taken_back = replace(known(desk, stay_id), decision_number="")
    assert codes(change_terms(desk, stay_id, taken_back)) == ["decision-missing"]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2008, 3, 13), ["too-young"]),  # 18 tomorrow
        (date(2008, 3, 12), []),
        (date(2008, 3, 11), []),
    ],
)
def test_who_turned_18_goes_on_as_an_adult_and_is_not_asked_to_leave(
    desk: Desk, units: dict[UnitKind, UUID], born: date, expected: list[str]
) -> None:  # R230-034, R230-036
    child = saved(save_person(desk, None, PersonDraft(surname="Ер", given_name="Али", born=born)))
    draft = admission(units[D], date(2026, 3, 2), category=Category.CHILDREN)
    stay_id = saved(admit(desk, child, draft))
    assert due(desk, stay_id, "age-18") == [date(2026, 3, born.day)]
    answer = change_terms(desk, stay_id, replace(known(desk, stay_id), category=Category.ADULTS))
    if expected:
        assert codes(answer) == expected
        return
    saved(answer)
    assert due(desk, stay_id, "age-18") == []
    with desk.read() as session:
        assert session.get_one(Person, child).present_category is Category.ADULTS


def test_terms_that_were_changed_meanwhile_and_stays_that_have_not_begun_are_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    read = known(desk, stay_id)
    saved(change_terms(desk, stay_id, replace(read, note="бірінші")))
    assert codes(change_terms(desk, stay_id, replace(read, note="екінші"))) == ["changed-meanwhile"]
    early = replace(known(desk, stay_id), planned_until=date(2026, 3, 3))
    assert change_terms(desk, stay_id, early, {"x": "y"}).findings[0].field == "planned_until"  # type: ignore[union-attr] - refused
    assert terms_of(desk, UUID(int=7)) is None
    assert codes(change_terms(desk, UUID(int=7), read)) == ["record-gone"]
