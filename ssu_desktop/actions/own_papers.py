"""The facility's own lists as contents to print: the queue of a unit, who was in it on a day."""

from collections.abc import Callable, Mapping

from ssu_desktop.actions.present import PresentRow, count_present, present_in
from ssu_desktop.actions.printing_office import NOBODY, NOBODY_WAITS, CannotPrint, Choice, Filled, Office
from ssu_desktop.actions.queue_line import Waiting, queue_of, taken_in
from ssu_desktop.forms.fill import day, head_name, official_day, organisation_name
from ssu_desktop.forms.own_list import ListRow, PresentList, QueueList
from ssu_desktop.language import N_, translate
from ssu_desktop.records import Unit
from ssu_desktop.rules.stay import status_word
from ssu_desktop.rules.waiting import arrival_of


def _queue(office: Office, unit: Unit, _choice: Choice) -> Filled:
    """Return the queue of a unit as it stands today, signed by the head of today."""
    queue = queue_of(office.session, office.law, office.today, unit.id)
    if not queue:
        raise CannotPrint(NOBODY_WAITS)
    taken, kept = taken_in(office.session, unit.id), sum(one.applicant.called for one in queue)
    content = QueueList(
        language=office.language,
        bookmark=unit.name(office.language),
        organisation=organisation_name(office.organisation, office.language),
        unit=unit.name(office.language),
        day=official_day(office.today, office.language),
        places=tuple(str(count) for count in (unit.capacity, taken, kept, unit.capacity - taken - kept)),
        rows=tuple(_queue_row(office, one) for one in queue),
        total=str(len(queue)),
        head=head_name(office.head(office.today), office.language),
    )
    return Filled(content=content, unit_id=unit.id, people=tuple(one.person.id for one in queue))


def _queue_row(office: Office, one: Waiting) -> ListRow:
    language, entry = office.language, one.entry
    number = f"№ {entry.application_number}" if entry.application_number else ""
    application = " ".join(part for part in (day(entry.applied_on), entry.applied_time, number) if part)
    return ListRow(
        cells=(
            str(one.number),
            one.person.full_name,
            day(one.person.born),
            translate(language, one.stay.category.msgid),
            application,
            _special(office, one),
            _arrival(office, one),
        )
    )


def _special(office: Office, one: Waiting) -> str:
    """Return what is special about a place, with the ground or the reason."""
    if one.entry.out_of_turn_reason:
        ground = one.entry.out_of_turn_reason
        return translate(office.language, N_("Out of turn: {ground}"), ground=ground)
    remark = one.place.remark
    return translate(office.language, remark.text, **remark.values) if remark is not None else ""


def _arrival(office: Office, one: Waiting) -> str:
    arrival = arrival_of(one.unit.kind, one.entry.arrival_due, one.entry.place_kept_until, office.law)
    if arrival is None:
        return ""
    due = day(arrival.due)
    return translate(office.language, N_("{day}, deferred"), day=due) if arrival.deferred else due


def _present(office: Office, unit: Unit, choice: Choice) -> Filled:
    """Return who takes a place of a unit at the end of the day that is asked for."""
    on = choice.on or office.today
    rows = present_in(office.session, on, unit.id)
    if not rows:
        raise CannotPrint(NOBODY)
    count = count_present(rows)
    figures = (unit.capacity, count.taken, count.here, count.away, count.suspended)
    content = PresentList(
        language=office.language,
        bookmark=unit.name(office.language),
        organisation=organisation_name(office.organisation, office.language),
        unit=unit.name(office.language),
        day=official_day(on, office.language),
        places=tuple(str(figure) for figure in figures),
        rows=tuple(_present_row(office, number, row) for number, row in enumerate(rows, 1)),
        total=str(count.taken),
        head=head_name(office.head(on), office.language),
    )
    return Filled(content=content, unit_id=unit.id, people=tuple(row.person_id for row in rows))


def _present_row(office: Office, number: int, row: PresentRow) -> ListRow:
    return ListRow(
        cells=(
            str(number),
            row.name,
            day(row.born),
            translate(office.language, row.category.msgid),
            day(row.admitted_on),
            translate(office.language, status_word(row.status, row.unit_kind)),
            day(row.since),
        )
    )


OWN_PAPERS: Mapping[str, Callable[[Office, Unit, Choice], Filled]] = {"queue": _queue, "present": _present}
"""What fills each of the own lists, by its code."""
