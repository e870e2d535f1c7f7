"""The history of the data file: its last entry, compared with a printed register; the way to all of it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import READ_ALL
from ssu_desktop.actions.journal import agrees, last_entry
from ssu_desktop.language import N_
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.ask import FormDialog, tell
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.history_screen import HistoryScreen
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.texts import TextField


class HistorySection(Section):
    """What the history is, what its last entry is, and whether a printed register agrees with it."""

    code = "history"
    title_msgid = N_("History")
    hint = N_(
        "Who signed in, saw, changed, printed and exported, and when. Nothing in it can be changed or "
        "removed: each entry is sealed together with the one before."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        card, foot = Card(titled=True), QHBoxLayout()
        self.last, self.compare, self.go = plain_label(wraps=True), button(), button("primary")
        self.words.say(card.title.setText, N_("The last entry"))
        self.words.say(self.compare.setText, N_("Compare with a paper…"))
        self.words.say(self.go.setText, N_("Show the history"))
        inside = QHBoxLayout()
        inside.addStretch(1)
        inside.addWidget(self.compare)
        card.column.addWidget(self.last)
        card.column.addLayout(inside)
        foot.addStretch(1)
        foot.addWidget(self.go)
        self.go.setVisible(desk.may(READ_ALL))
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.column.addLayout(foot)
        self.compare.clicked.connect(self.ask_paper)
        self.go.clicked.connect(lambda: self.opens.emit(HistoryScreen(self.desk)))

    def refresh(self) -> None:
        """Read what the last entry is now."""
        head = last_entry(self.desk)
        said = N_(
            "{seq}, code {code}. A printed register bears the entry and the code of its moment: "
            "so one sees on paper whether the history before it was altered or replaced."
        )
        self.words.say(self.last.setText, said, seq=head.seq, code=head.code)

    def take_focus(self) -> None:
        """Begin with the way to all of it."""
        self.go.setFocus()

    def ask_paper(self) -> None:
        """Ask for the entry and the code at the foot of a printed register, and say whether they agree."""
        FormDialog(
            self,
            N_("Compare with a printed register"),
            [
                TextField("entry", N_("Entry"), hint=N_("the number at the foot of the page")),
                TextField("code", N_("Code"), hint=N_("such as 7F3A-91BC-0D4E-55AA")),
            ],
            N_("Compare"),
            lambda values, _reason: self._compare(values),
        ).exec()

    def _compare(self, values: Mapping[str, object]) -> tuple[Finding, ...]:
        number, code = str(values["entry"]).strip(), str(values["code"])
        if not number.isdecimal():
            return (_stop("entry", N_("Write the number of the entry.")),)
        if not agrees(self.desk, int(number), code):
            text = N_(
                "Entry {seq} has another code than the paper: the history was altered or replaced since."
            )
            return (_stop("code", text, seq=number),)
        title = N_("The paper and the history agree")
        text = N_("Up to entry {seq} the history is the one that was there when the paper was printed.")
        tell(self.window(), title, text, seq=number)
        return ()


def _stop(field: str, text: str, **values: object) -> Finding:
    return Finding(code="paper", text=text, values=values, field=field, weight=Weight.STOP)
