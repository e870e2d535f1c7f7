"""After one who did not arrive: whose turn it is now (Order 230, paras 12(1), 23(1))."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.waiting import QueueRow
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label


class NextDialog(Dialog):
    """Names the next in line and offers to call or to admit them."""

    def __init__(
        self,
        parent: QWidget | None,
        row: QueueRow,
        call: Callable[[], object],
        admit: Callable[[], object],
    ) -> None:
        super().__init__(parent, N_("The next in line"))
        who = plain_label("subheading", row.name, wraps=True)
        says = plain_label("muted", wraps=True)
        text = N_("Applied on {day}. Call this person with a term of arrival, or admit them.")
        self.words.say(says.setText, text, day=short(row.applied_on))
        self.column.addWidget(who)
        self.column.addWidget(says)
        self.close_it, self.admit, self.call = button(), button(), button("primary")
        for made, word in (
            (self.close_it, N_("Close")),
            (self.admit, N_("Admit")),
            (self.call, N_("Term of arrival")),
        ):
            self.words.say(made.setText, word)
        self.call.setDefault(True)
        self.footer.add(self.close_it, self.admit, self.call)
        self.close_it.clicked.connect(self.reject)
        for made, act in ((self.admit, admit), (self.call, call)):
            made.clicked.connect(lambda _on=False, act=act: self._go(act))

    def _go(self, act: Callable[[], object]) -> None:
        self.accept()
        act()
