"""Printing a pack: whose forms, which, in which order, in which language; with progress and Cancel."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.pack import FORM_TITLES, PACK, PackAsked, preview_pack, print_pack
from ssu_desktop.actions.people import PersonRow
from ssu_desktop.actions.printing import Printed
from ssu_desktop.language import N_, Language, Noun, _, counted, spoken
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.choices import CheckField, PickField
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.people_picker import PeoplePicker
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.work import Progress

_LISTED, _CHOSEN = "listed", "chosen"
_ORDERS = ((False, N_("By person")), (True, N_("By form")))
_CHOICES, _WIDTH, _HEIGHT = 360, 1040, 760


class PackDialog(PrintDialog):
    """The choices at the left, the pages of the first person at the right."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        *,
        people: tuple[UUID, ...] = (),
        unit_id: UUID | None = None,
    ) -> None:
        self.people, self._begin_with = people, unit_id
        self.chosen: Sequence[PersonRow] = ()
        super().__init__(parent, desk, PACK)

    def _lay_out(self) -> None:
        self.whose: PickField[UUID | str] = PickField(
            "whose", N_("For whom"), self._offered, empty=False, verb=N_("Choose people one by one…")
        )
        self.order: PickField[bool] = PickField(
            "order",
            N_("Order of the papers"),
            lambda: [(value, _(text)) for value, text in _ORDERS],
            empty=False,
        )
        self.forms = {code: CheckField(code, title) for code, title in FORM_TITLES.items()}
        self.duplex = CheckField("duplex", N_("For printing on both sides"))
        super()._lay_out()
        self.blank.hide()
        self.column.removeWidget(self.preview)
        both, choices = QHBoxLayout(), QVBoxLayout()
        both.setSpacing(scaled(18))
        choices.setSpacing(scaled(8))
        head = plain_label("muted")
        self.words.say(head.setText, N_("Forms"))
        for part in (self.whose, head, *self.forms.values(), self.order, self.duplex):
            choices.addWidget(part)
        choices.addStretch(1)
        left = QWidget()
        left.setLayout(choices)
        left.setFixedWidth(scaled(_CHOICES))
        choices.setContentsMargins(0, 0, 0, 0)
        both.addWidget(left)
        both.addWidget(self.preview, 1)
        self.column.insertLayout(0, both, 1)
        self.forms["annex-4"].set_value(True)
        if self._begin_with is not None:
            self.whose.set_value(self._begin_with)

    def _fitting(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(scaled(_WIDTH), scaled(_HEIGHT)).boundedTo(room - QSize(60, 60))

    def _bind(self) -> None:
        super()._bind()
        fields: list[AnyField] = [self.whose, self.order, self.duplex, *self.forms.values()]
        for field in fields:
            field.changed.connect(self.look)
        self.whose.combo.wanted.connect(self.choose_people)

    def _offered(self) -> Sequence[tuple[UUID | str, str]]:
        units: list[tuple[UUID | str, str]] = [
            (unit.id, unit.name(spoken())) for unit in list_units(self.desk)
        ]
        several = (
            (_LISTED, N_("Those in the list: {count}"), self.people),
            (_CHOSEN, N_("Those chosen: {count}"), self.chosen),
        )
        groups: list[tuple[UUID | str, str]] = [
            (code, _(text, count=counted(spoken(), len(people), Noun.PERSON)))
            for code, text, people in several
            if people
        ]
        return [*groups, *units]

    def choose_people(self) -> None:
        """Ask for people one by one; the pack is then of them."""
        PeoplePicker(self, self.desk, self.chosen, self.take_people).open()

    def take_people(self, people: Sequence[PersonRow]) -> None:
        """Let the pack be of these people."""
        self.chosen = people
        self.whose.refresh()
        self.whose.set_value(_CHOSEN)
        self.look()

    def asked(self) -> PackAsked:
        """Return what the choices ask for."""
        whose = self.whose.value()
        return PackAsked(
            forms=tuple(code for code, field in self.forms.items() if field.value()),
            unit_id=whose if isinstance(whose, UUID) else None,
            people=self._people(),
            by_form=bool(self.order.value()),
            duplex=self.duplex.value(),
        )

    def _people(self) -> tuple[UUID, ...]:
        if self.whose.value() == _CHOSEN:
            return tuple(row.id for row in self.chosen)
        return self.people if self.whose.value() == _LISTED else ()

    def look(self) -> None:
        """Draw the pages of the first person as they would be printed."""
        self.look_later(partial(preview_pack, self.desk, self.asked(), self.language))

    def is_long(self) -> bool:
        """A pack is always drawn with progress and Cancel."""
        return True

    def _page_count(self) -> int:
        return 0  # not known before all is drawn

    def drawing(self) -> Callable[[Progress], Printed]:
        """Return what draws the pack as it is chosen now, and remembers it."""
        asked, language = self.asked(), self.language
        return lambda progress: _draw(self.desk, asked, language, progress)


def _draw(desk: Desk, asked: PackAsked, language: Language, progress: Progress) -> Printed:
    return print_pack(desk, asked, language, progress=progress.tell)
