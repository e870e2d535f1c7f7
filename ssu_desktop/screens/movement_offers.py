"""What may follow in the life of a person here: offered as verbs, done in dialogs, told as saved."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.queue_count import has_queue
from ssu_desktop.actions.stay import ACTION_OF
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.records.kinds import MovementKind, Status
from ssu_desktop.rules.stay import ENDED, PRESENT
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.application_form import ApplicationDialog
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.movement_words import movement_verb
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.undoing import undo_last

After = Callable[[], object]
Offer = tuple[str, Callable[[], object]]

_BY_APPLICATION = (MovementKind.APPLIED, MovementKind.QUEUED)


def offer_movements(desk: Desk, person_id: UUID, screen: Screen, after: After | None = None) -> list[Offer]:
    """Return what may be entered for a person now: the words of a menu, and what asks for it.

    After saving, `screen.saved` tells of it with Undo and `after` (else `screen.refresh`) is called.
    """
    header = person_header(desk, person_id)
    if header is None or header.merged_into_id is not None:
        return []
    then = after or screen.refresh
    running = [stay for stay in stay_history(desk, person_id) if stay.status not in ENDED]
    several = len(running) > 1
    offers: list[Offer] = [
        (
            _worded(stay, kind, several=several),
            partial(ask_movement, desk, person_id, stay, kind, screen, then),
        )
        for stay in running
        for kind in possible_of(stay)
        if desk.may(ACTION_OF[kind])
    ]
    if not running and desk.may(ACTION_OF[MovementKind.ADMITTED]):
        offers.append((f"{_(N_('Admit'))}…", partial(admit_person, desk, person_id, screen, then)))
    waits = desk.may(ACTION_OF[MovementKind.QUEUED]) and has_queue(desk)
    if waits and all(stay.status in PRESENT for stay in running):
        queue = partial(queue_person, desk, person_id, screen, then)
        offers.append((f"{_(N_('Put in the queue|verb'))}…", queue))
    return offers


def possible_of(stay: StayRow) -> tuple[MovementKind, ...]:
    """Return what may follow in a stay, the admission of one who waits first.

    A stay without any event was never applied for by a form of ours."""
    taken = _BY_APPLICATION if stay.status is Status.NONE else ()
    kinds = (kind for kind in stay.possible if kind not in taken)
    return tuple(sorted(kinds, key=lambda kind: kind is not MovementKind.ADMITTED))


def _worded(stay: StayRow, kind: MovementKind, *, several: bool) -> str:
    verb = f"{_(movement_verb(kind, stay.unit_kind))}…"
    return f"{stay.unit_name(spoken())}: {verb}" if several else verb


def ask_movement(
    desk: Desk, person_id: UUID, stay: StayRow, kind: MovementKind, screen: Screen, after: After
) -> None:
    """Open the dialog of an event of a stay."""
    if kind is MovementKind.ADMITTED:
        admit_person(desk, person_id, screen, after, stay.unit_id)
        return
    MovementDialog(screen, desk, stay, kind, telling(desk, screen, after)).open()


def admit_person(
    desk: Desk, person_id: UUID, parent_screen: Screen, after: After, unit_id: UUID | None = None
) -> None:
    """Open the admission of a person, into `unit_id` where it is known, from its queue where they wait."""
    done = telling(desk, parent_screen, after)
    AdmissionDialog(parent_screen, desk, person_id, done, unit_id).open()


def queue_person(desk: Desk, person_id: UUID, parent_screen: Screen, after: After) -> None:
    """Open the application of a person for the queue of a unit."""
    ApplicationDialog(parent_screen, desk, person_id, telling(desk, parent_screen, after)).open()


def telling(desk: Desk, screen: Screen, after: After) -> Callable[[Saved], None]:
    """Return what says on `screen` that it was saved, with Undo, and goes on with `after`."""

    def tell_saved(_saved: Saved) -> None:
        screen.saved.emit(_(N_("Saved")), undo_last(desk, screen, after))
        after()

    return tell_saved
