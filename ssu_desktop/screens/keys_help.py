"""What F1 shows: the keys of the window and what they do, and where rarer things are found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ssu_desktop.language import N_
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.placing import room
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import scaled

_SPACE = N_("Space|key")
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
    (_SPACE, "", N_("Tick a line; an event: it is in the portal")),
    ("Enter", "", N_("Open the chosen line")),
    ("Ctrl+Enter", "", N_("Press the main button")),
    ("Esc", "", N_("Go back")),
    ("Ctrl+1…8", "Ctrl+Tab", N_("Another tab of a person")),
    ("=", "", N_("Today's date, in a date field")),
    ("F8", "", N_("Checklist of an admission: “No” to the rest")),
    ("← →", "1 0", N_("Checklist of an admission: yes, no")),
    ("Ctrl+Ins", "", N_("Personal file, internal rules: attach a scan")),
    ("PgUp PgDn", "", N_("Calendar: another month; scan: another page")),
    ("Ctrl+↑ ↓", "Ctrl+← →", N_("Scan: larger, smaller; turn it")),
    ("0…4", "← → ↑ ↓", N_("Assessment of needs: the points of an answer; another question")),
    ("Ins", _SPACE, N_("Plan: services to pick; Space ticks several")),
    ("+ 0", "Del", N_("Marks: positive change, no change; take the mark away")),
    ("Enter", "Del", N_("Papers to be signed: signed; printed by mistake")),
)
_PLACES = (
    (N_("Assessment of needs"), N_("Plan or monitoring of a person: “Assess needs…”")),
    (N_("Services to pick, templates"), N_("Plan of a person: “Add a row”, “More”")),
    (N_("Marks of a unit, how it does"), N_("Monitoring, in the column at the left")),
    (N_("Trend of the points"), N_("Monitoring of a person, at the foot")),
    (N_("Pack of forms, signature round"), N_("People, the button “Papers”")),
    (N_("Sheet for a round of visits"), N_("Visits, the week of a care worker: F9")),
    (N_("Who sees whom and may do what"), N_("Settings, “Who may do what”")),
    (N_("Yearly binder, other papers"), N_("A person's page, the arrow beside “Print”")),
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
            if text == _SPACE:  # the key itself bears no word
                dialog.words.say(label.setText, text)
            else:
                label.setText(text)
            grid.addWidget(label, row, column)
        label = plain_label()
        dialog.words.say(label.setText, meaning)
        grid.addWidget(label, row, len((key, other)))
    _put_places(dialog, grid)
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


def _put_places(dialog: Dialog, grid: QGridLayout) -> None:
    """Put below the keys what has no key, and where it is."""
    head = plain_label("subheading")
    dialog.words.say(head.setText, N_("Where is what"))
    grid.setRowMinimumHeight(grid.rowCount(), scaled(10))
    grid.addWidget(head, grid.rowCount() + 1, 0, 1, 3)
    for what, where in _PLACES:
        row = grid.rowCount()
        for column, text in ((0, what), (2, where)):
            label = plain_label()
            dialog.words.say(label.setText, text)
            grid.addWidget(label, row, column, 1, 2 - column // 2)
