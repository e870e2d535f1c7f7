"""What F1 shows: the keys of the window and what they do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ssu_desktop.language import N_
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.placing import room
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import scaled

_AROUND = 180  # the heading, the button and the margins of the dialog
_KEYS = (
    ("F1", "Ctrl+H", N_("This help")),
    ("F2", "Ctrl+E", N_("Change what is chosen")),
    ("F3", "Ctrl+F", N_("Find a person")),
    ("F5", "Ctrl+T", N_("Today")),
    ("F7", "Ctrl+J", N_("History of what is chosen")),
    ("F9", "Ctrl+P", N_("Print")),
    ("F12", "Ctrl+L", N_("Lock the program")),
    ("Ins", "Ctrl+N", N_("Add")),
    ("Del", "Ctrl+D", N_("Remove, after a question")),
    ("Space", "", N_("Tick a line; an event: it is in the portal")),
    ("Enter", "", N_("Open the chosen line")),
    ("Ctrl+Enter", "", N_("Press the main button")),
    ("Esc", "", N_("Go back")),
    ("Ctrl+1…8", "Ctrl+Tab", N_("Another tab of a person")),
    ("=", "", N_("Today's date, in a date field")),
    ("F8", "", N_("Checklist of an admission: “No” to the rest")),
    ("← →", "1 0", N_("Checklist of an admission: yes, no")),
    ("Ctrl+Ins", "", N_("Personal file: attach a scan")),
    ("PgUp PgDn", "", N_("Calendar: another month; scan: another page")),
    ("Ctrl+↑ ↓", "Ctrl+← →", N_("Scan: larger, smaller; turn it")),
)


def show_keys(parent: QWidget | None) -> None:
    """Show the keys until the user closes them; the letters go by their place on the keyboard."""
    dialog = Dialog(parent, N_("Keys"))
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, scaled(8), 0)
    grid.setHorizontalSpacing(scaled(24))
    grid.setVerticalSpacing(scaled(4))
    for row, (key, other, meaning) in enumerate(_KEYS):
        for column, text in enumerate((key, other)):
            label = plain_label("subheading" if column == 0 else "muted")
            label.setText(text)
            grid.addWidget(label, row, column)
        label = plain_label()
        dialog.words.say(label.setText, meaning)
        grid.addWidget(label, row, len((key, other)))
    area = scrolling(inner)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll where the display is low
    whole, most = inner.sizeHint(), room(dialog).height() - scaled(_AROUND)
    area.setMinimumSize(whole.width() + scaled(16), min(whole.height(), most))
    dialog.column.addWidget(area)
    close = button("primary")
    dialog.words.say(close.setText, N_("Close"))
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    dialog.footer.add(close)
    dialog.exec()
