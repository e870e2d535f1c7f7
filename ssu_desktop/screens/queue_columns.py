"""The columns of the queue: the turn, the application, the arrival that is expected."""

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.waiting import QueueRow
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.pages import Column, ColumnKind

_REMARKS = {
    "programme-ran-out": (N_("programme ran out"), Tone.SOON),
    "place-unsaid": (N_("programme: what does it recommend?"), Tone.SOON),
    "place-not-kept": (N_("place not kept"), Tone.LATE),
    "place-kept": (N_("place kept"), Tone.DONE),
}


def queue_columns(desk: Desk) -> list[Column[QueueRow]]:
    """Return the columns; what is said by a chip stands in words under the list."""
    muted = ColumnKind.MUTED
    return [
        Column(title=N_("Unit"), value=lambda row: row.unit_name(spoken()), kind=muted, width=168),
        Column(title=N_("No|place"), value=lambda row: row.place, kind=ColumnKind.NUMBER, width=44),
        Column(
            title=N_("Person"),
            value=lambda row: row.name,
            kind=ColumnKind.STRONG,
            width=240,
            stretch=True,
        ),
        Column(title=N_("Applied on"), value=_applied, kind=ColumnKind.DATE, width=138),
        Column(
            title=N_("Place|in the queue"),
            value=place_chip,
            kind=ColumnKind.CHIP,
            width=150,
            spare=True,
        ),
        Column(
            title=N_("Waits"),
            value=lambda row: counted(spoken(), row.days_waiting, Noun.DAY),
            kind=muted,
            width=84,
            spare=True,
        ),
        Column(title=N_("Application No"), value=lambda row: row.application_number, width=112, spare=True),
        Column(
            title=N_("Category"),
            value=lambda row: _(row.category.msgid),
            kind=muted,
            width=130,
            stretch=True,
            spare=True,
        ),
        Column(
            title=N_("To arrive by"),
            value=lambda row: arrival_chip(desk, row),
            kind=ColumnKind.CHIP,
            width=212,
        ),
    ]


def _applied(row: QueueRow) -> str:
    return f"{short(row.applied_on)} {row.applied_time}".strip()


def place_chip(row: QueueRow) -> Chip:
    """Return what is special about a place, or nothing."""
    if row.out_of_turn_reason:
        return Chip(_(N_("out of turn")), Tone.ACCENT)
    if row.remark is None:
        return Chip("")
    word, tone = _REMARKS[row.remark.code]
    return Chip(_(word), tone)


def arrival_chip(desk: Desk, row: QueueRow) -> Chip:
    """Return until when one who was called must arrive: whether late, and whether deferred."""
    if row.arrival is None:
        return Chip("")
    day, late = short(row.arrival.due), row.is_late(desk.today)
    if late:
        count = counted(spoken(), (desk.today - row.arrival.due).days, Noun.DAY)
        return Chip(_(N_("{day}, late by {count}"), day=day, count=count), Tone.LATE)
    return Chip(_(N_("{day}, deferred"), day=day) if row.arrival.deferred else day, Tone.SOON)
