"""The stay that a row of a register tells of: admission, temporary leave, discharge, in their order."""

from datetime import date

from ssu_desktop.exchange import cells
from ssu_desktop.exchange.headings import Field
from ssu_desktop.exchange.proposal import RegisterRow
from ssu_desktop.exchange.told import Told
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.stay import WAITING

_OLDEST_EVENT = 1930  # no register of today goes further back
_ORDERS = {Field.ORDER_NUMBER: "admission_order", Field.LEFT: "left_order"}
_ENDED = frozenset({Status.DISCHARGED, Status.TRANSFERRED})


def with_stay(person: RegisterRow, told: Told) -> RegisterRow:
    """Return the person with admission, leave and discharge; what contradicts itself is doubted and kept."""
    admitted_on, admission_order = _event(told, Field.ADMITTED, Field.ORDER_NUMBER, "admitted_on")
    left_on, left_order = _event(told, Field.LEFT, None, "left_on")
    status_word = told.words(Field.STATUS)
    status = cells.read_status(status_word)
    moved = status is Status.TRANSFERRED and not told.words(Field.DISCHARGED)
    departed = Field.TRANSFERRED if moved else Field.DISCHARGED
    discharged_on, discharge_order = _event(told, departed, Field.DISCHARGE_ORDER, "discharged_on")
    person = person.but(
        admitted_on=admitted_on,
        admission_order=admission_order,
        left_on=left_on,
        left_order=left_order,
        discharged_on=discharged_on,
        discharge_order=discharge_order,
        status_word=status_word,
        status=status,
    )
    _doubt_admission(person, told)
    person = _leave_in_order(_discharge_in_order(person, told), told)
    person = _queue_in_order(person, told)
    _keep_untold(person, told)
    return person


def _event(told: Told, dated: Field, numbered: Field | None, name: str) -> tuple[date | None, str]:
    """Return an event's date and order number; both may stand in one column, or `numbered` has the number."""
    found = cells.read_dated(told.cell(dated), told.today)
    if found.rest:
        told.note(dated, told.words(dated))
        if len(found.rest) > cells.LONGEST_ORDER and cells.tells_of_order(told.words(dated)):
            _doubt_length(told, dated, numbered or dated)
    if found.unreadable:
        told.doubt_date(name, dated, found.unreadable)
    _doubt_several(told, dated, name)
    order = _order(told, numbered) if numbered else ""
    if numbered and order and found.order and order != found.order:
        told.note(numbered, order)
    return _likely(told, found.day, dated, name), found.order or order


def _order(told: Told, field: Field) -> str:
    """Return the order number of a column of its own: kept as it stands unless it is no number at all."""
    text = told.words(field)
    if len(text) <= cells.LONGEST_ORDER:
        return cells.read_order(text, bare=True) or text
    told.note(field, text)
    _doubt_length(told, field, field)
    return ""


def _doubt_length(told: Told, column: Field, numbered: Field) -> None:
    told.doubt(
        _ORDERS.get(numbered, "discharge_order"),
        N_("The order number in the column «{heading}» is too long; it stands in the note."),
        heading=told.heading(column),
    )


def _likely(told: Told, day: date | None, field: Field, name: str) -> date | None:
    """Return the date unless it is of another age; a date to come is taken and doubted."""
    if day is None:
        return None
    if day.year < _OLDEST_EVENT or day.year > told.today.year + 1:
        told.doubt_date(name, field, told.words(field))
        return None
    if day > told.today:
        message = N_("The date {date} in the column «{heading}» lies in the future.")
        told.doubt(name, message, date=short(day), heading=told.heading(field))
    return day


def _doubt_several(told: Told, field: Field, name: str) -> None:
    if cells.dates_in(told.words(field)) > 1:
        message = N_("Several dates stand in the column «{heading}»; only the first was taken.")
        told.doubt(name, message, heading=told.heading(field))


def _doubt_admission(person: RegisterRow, told: Told) -> None:
    """Only who waits in the queue has no admission; nobody is admitted before birth."""
    untold = told.heading(Field.ADMITTED) and not told.words(Field.ADMITTED)
    if untold and person.status is not Status.QUEUED:
        told.doubt("admitted_on", N_("There is no date of admission."))
    if person.born and person.admitted_on and person.admitted_on < person.born:
        told.doubt(
            "admitted_on",
            N_("The admission of {admitted} is before the birth of {born}."),
            admitted=short(person.admitted_on),
            born=short(person.born),
        )


def _discharge_in_order(person: RegisterRow, told: Told) -> RegisterRow:
    """A discharge before its admission is kept in the note with it, and not applied."""
    ended, began = person.discharged_on, person.admitted_on
    if ended is None:
        if person.status in _ENDED and not any(map(told.words, (Field.DISCHARGED, Field.TRANSFERRED))):
            message = N_("The status says «{status}», but there is no date of discharge.")
            told.doubt("discharged_on", message, status=person.status_word)
        return person
    if began is None or ended >= began:
        return person
    told.note(Field.ADMITTED, told.words(Field.ADMITTED))
    told.note(Field.DISCHARGED, told.words(Field.DISCHARGED))
    told.doubt(
        "discharged_on",
        N_(
            "The discharge of {discharged} is before the admission of {admitted}; it stands in the note only."
        ),
        discharged=short(ended),
        admitted=short(began),
    )
    told.note(Field.DISCHARGE_ORDER, told.words(Field.DISCHARGE_ORDER))
    return person.but(discharged_on=None, discharge_order="")


def _leave_in_order(person: RegisterRow, told: Told) -> RegisterRow:
    """A temporary leave outside the stay, or without a date, is kept in the note and not applied."""
    left, began, ended = person.left_on, person.admitted_on, person.discharged_on
    if left is None and person.left_order:
        told.doubt_date("left_on", Field.LEFT, told.words(Field.LEFT))
        return person.but(left_order="")
    if left is None or ((began is None or left >= began) and (ended is None or left <= ended)):
        return person
    told.note(Field.LEFT, told.words(Field.LEFT))
    message = N_("The temporary leave of {left} lies outside the stay; it stands in the note only.")
    told.doubt("left_on", message, left=short(left))
    return person.but(left_on=None, left_order="")


def _queue_in_order(person: RegisterRow, told: Told) -> RegisterRow:
    """Who waits and was never admitted has neither left nor been discharged: both stay in the note only."""
    if person.status not in WAITING or person.admitted_on or not (person.left_on or person.discharged_on):
        return person
    told.note(Field.LEFT, told.words(Field.LEFT))
    message = N_(
        "The register says «{status}», but tells of a leave or a discharge without an admission: they stand "
        "in the note only."
    )
    told.doubt("discharged_on", message, status=person.status_word)
    return person.but(left_on=None, left_order="", discharged_on=None, discharge_order="")


def _keep_untold(person: RegisterRow, told: Told) -> None:
    """Keep in the note what belongs to an admission or a departure that has no date: it does not come in."""
    if person.admitted_on is None:
        for field in (Field.ADMITTED, Field.ORDER_NUMBER):
            told.note(field, told.words(field))
    if person.discharged_on or person.status in _ENDED:
        return
    fields = (Field.DISCHARGED, Field.DISCHARGE_ORDER, Field.DISCHARGE_REASON, Field.DESTINATION)
    kept = [field for field in fields if told.words(field)]
    for field in kept:
        told.note(field, told.words(field))
    said = any(doubt.field == "discharged_on" for doubt in told.doubts)
    if not said and (kept or told.words(Field.TRANSFERRED)):
        message = N_("The row tells of a departure, but no date of it could be taken; it stands in the note.")
        told.doubt("discharged_on", message)
