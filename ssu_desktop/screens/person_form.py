"""The form of a person's own record: a new person, or a correction of what is kept."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import cast
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import check_person_in_file, person_page, save_person
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Sex
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.iin import check_iin, iin_born
from ssu_desktop.rules.person import LONGEST_DIAGNOSIS, PersonDraft
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.deciding import Decision, keeper_at
from ssu_desktop.screens.fields import (
    AnyField,
    CheckField,
    ChoiceField,
    DateField,
    IinField,
    NameField,
    NotesField,
    TextField,
)
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import icon_pixmap, scaled, tokens, wear
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.words import Words

_KNOWN = ("person-same-iin", "person-same-name")


class PersonForm(Screen):
    """Adds a person (`person_id` None) and opens their page, or changes the record and goes back.

    What is typed is kept as a draft until it is saved or given up.
    """

    stored = Signal(object)  # the person's id, after a change was saved

    title_msgid = N_("New person")
    help_topic = "person"

    def __init__(self, desk: Desk, person_id: UUID | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.person_id = desk, person_id
        if person_id is not None:
            self.title_msgid = N_("Change the record")
        self._base = _draft_of(desk, person_id)
        self._decision = Decision()
        rows = _rows(desk)
        self.fields: dict[str, AnyField] = {field.name: field for row in rows for field in row}
        self.findings = FindingsPanel(self.fields)
        self.iin_says = plain_label("hint", wraps=True)
        self.known = KnownPerson()
        self.keeper = keeper_at(desk, self)
        self._lay_out(rows)
        self._show(self._base)
        self._listen()
        waits = self.keeper.watch(f"person:{person_id or 'new'}", self.fields.values())
        if waits:
            self._form.insertWidget(0, self.keeper.offer())
        self.commands = {Command.SUBMIT: self.submit}

    def _lay_out(self, rows: Sequence[Sequence[AnyField]]) -> None:
        inner = QWidget()
        form = self._form = QVBoxLayout(inner)
        form.setContentsMargins(0, 0, scaled(12), 0)
        form.setSpacing(scaled(12))
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(scaled(12))
            for field in row:
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            form.addLayout(line)
            if row[0].name == "iin":
                form.addWidget(self.iin_says)
                form.addWidget(self.known)
        form.addStretch(1)
        scroll = scrolling(inner)
        self.cancel, self.go = button(), button("primary")
        header, footer = Header(), Footer()
        footer.add(self.cancel, self.go)
        column = page(self)
        for widget in (header, scroll, self.findings, footer):
            column.addWidget(widget, 1 if widget is scroll else 0)
        self.words.say(header.title.setText, self.title_msgid)
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.go.setText, N_("Save") if self.person_id else N_("Add the person"))

    def _listen(self) -> None:
        self._split_names()
        for name in ("iin", "born", "sex"):
            self.fields[name].committed.connect(self._compare_iin)
        for name in ("surname", "given_name", "patronymic", "born", "iin"):
            self.fields[name].committed.connect(self._look_for_same)
        self.known.asked.connect(self._open_known)
        self.cancel.clicked.connect(self._give_up)
        self.go.clicked.connect(self.submit)

    def _split_names(self) -> None:
        surname, given, patronymic = (self.fields[n] for n in ("surname", "given_name", "patronymic"))
        if isinstance(surname, NameField):
            surname.splits_into(cast("TextField", given), cast("TextField", patronymic))

    def take_focus(self) -> None:
        """Put the cursor into the surname."""
        self.fields["surname"].setFocus()

    def can_leave(self) -> bool:
        """Keep what was typed; it is offered again."""
        self.keeper.flush()
        return True

    def draft(self) -> PersonDraft:
        """Return what stands in the form."""
        values = {name: field.value() for name, field in self.fields.items()}
        values["iin"] = values["iin"] or ""
        return replace(self._base, **values)

    def submit(self) -> None:
        """Save, or show what stands in the way."""
        unreadable = [field for field in self.fields.values() if not field.check()]
        if unreadable:
            unreadable[0].setFocus()
            return
        if self.findings.needs_reason():
            self.findings.ask_reason()
            return
        standing = self._decision.attempt(
            lambda reasons: save_person(self.desk, self.person_id, self.draft(), reasons),
            self.findings.reason(),
        )
        if self._decision.saved is None:
            self.findings.show_findings([_beside_banner(finding) for finding in standing])
        else:
            self._finish(self._decision.saved.id)

    def retranslate(self) -> None:
        """Say also what the IIN says in the language of the interface."""
        super().retranslate()
        self._tell_iin()

    def _finish(self, person_id: UUID) -> None:
        self.keeper.forget()
        self.leaves.emit()
        self.stored.emit(person_id)
        if self.person_id is None:
            self._open(person_id, new=True)

    def _give_up(self) -> None:
        self.keeper.forget()
        self.leaves.emit()

    def _show(self, draft: PersonDraft) -> None:
        for field in fields(draft):
            if field.name in self.fields:
                self.fields[field.name].set_value(getattr(draft, field.name))

    def _compare_iin(self) -> None:
        """Fill the birth date and the sex from the IIN where they are empty; say where they disagree."""
        iin, born, sex = (self.fields[name] for name in ("iin", "born", "sex"))
        said = iin_born(iin.value() or "")
        if said is not None:
            for field, value in ((born, said[0]), (sex, said[1])):
                if not field.typed():
                    field.set_value(value)
                    field.changed.emit()
        self._tell_iin()
        if iin.value() is None:
            return
        iin.clear_error()
        for finding in check_iin(iin.value(), born.value(), sex.value())[:1]:
            iin.show_error(finding.text, **finding.values)

    def _tell_iin(self) -> None:
        said = iin_born(self.fields["iin"].value() or "")
        self.iin_says.setVisible(said is not None)
        if said is not None:
            text = _(N_("According to the IIN: born {born}, sex: {sex}"), born=short(said[0]), sex=said[1])
            self.iin_says.setText(text)

    def _look_for_same(self) -> None:
        """Show a person of the same IIN, or of the same name and birth date, with the way to their page."""
        found = check_person_in_file(self.desk, self.person_id, self.draft())
        self.known.show_finding(next((one for one in found if one.code in _KNOWN), None))

    def _open_known(self, person_id: UUID) -> None:
        self.keeper.flush()
        self._open(person_id)

    def _open(self, person_id: UUID, *, new: bool = False) -> None:
        from ssu_desktop.screens.person import PersonScreen  # the page knows this form

        shown = PersonScreen(self.desk, person_id)
        self.opens.emit(shown)
        if new:
            undo = undo_last(self.desk, shown, shown.refresh)
            shown.saved.emit(_(N_("The person was added")), undo)


class KnownPerson(QFrame):
    """A person of this name or IIN is there already: who, and the way to the page."""

    asked = Signal(object)  # the person's id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self._id: UUID | None = None
        sign = plain_label()
        sign.setPixmap(icon_pixmap("warning", tokens().soon, size=scaled(18)))
        self.text = plain_label(wraps=True)
        self.open = button("link")
        self.words.say(self.open.setText, N_("Open that record"))
        self.open.clicked.connect(lambda: self.asked.emit(self._id))
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(14), scaled(8), scaled(14), scaled(8))
        row.setSpacing(scaled(10))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        wear(self, "findings")
        self.setProperty("state", "warn")
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Say who is there already; None hides it."""
        self.setVisible(finding is not None)
        if finding is not None:
            self._id = UUID(str(finding.values["id"]))
            self.words.say(self.text.setText, finding.text, **finding.values)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


def _beside_banner(finding: Finding) -> Finding:
    # The banner stands below the names already; the reason is asked for at the foot.
    return replace(finding, field=None) if finding.code in _KNOWN else finding


def _draft_of(desk: Desk, person_id: UUID | None) -> PersonDraft:
    found = person_page(desk, person_id) if person_id else None
    return found.person if found else PersonDraft()


def _rows(desk: Desk) -> list[list[AnyField]]:
    line = TextField
    return [
        [
            NameField("surname", N_("Surname")),
            line("given_name", N_("Given name")),
            line("patronymic", N_("Patronymic")),
        ],
        [
            IinField("iin", N_("IIN")),
            DateField("born", N_("Birth date"), lambda: desk.today),
            ChoiceField("sex", N_("Sex"), Sex),
        ],
        [
            line("phone", N_("Phone")),
            line("nationality", N_("Nationality")),
            line("birthplace", N_("Place of birth")),
        ],
        [line("address", N_("Address")), line("registered_address", N_("Registered address"))],
        [
            line("education", N_("Education|of a person")),
            line("profession", N_("Profession")),
            line("social_status", N_("Social status")),
        ],
        [line("diagnosis", N_("Diagnosis"), longest=LONGEST_DIAGNOSIS)],
        [CheckField("without_parental_care", N_("Orphan, or left without parental care"))],
        [CheckField("legally_incapable", N_("Declared legally incapable by a court"))],
        [NotesField("note", N_("Notes"))],
    ]
