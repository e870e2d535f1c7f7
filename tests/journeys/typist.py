"""A user who types half a person and half a row of a plan, then waits to be killed: run as a process.

`python -m tests.journeys.typist FILE.ssu` says `kept` on stdout when both were kept by the program itself.
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.app.window import Program
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.plan_tab import PlanTab

TODAY = date(2026, 3, 12)
PERSON = "Қасымова Айгүл"
SURNAME, QUESTION = "Жартылайжазылған", "Аяқталмаған сұрақ"
KEPT = "kept"


def type_into(widget: QObject | None, text: str) -> None:
    """Type letters into a widget."""
    assert widget is not None
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def new_person(program: Program) -> PersonForm:
    """Open the form of a new person."""
    assert program.desk is not None
    assert program.shell is not None
    form = PersonForm(program.desk)
    program.shell.open_screen(form)
    return form


def plan_of_person(program: Program) -> PlanTab:
    """Open the plan of the one whose plan is a draft."""
    assert program.desk is not None
    assert program.shell is not None
    (row,) = list_people(program.desk, PeopleQuery(text=PERSON)).rows
    page = PersonScreen(program.desk, row.id, "plan")
    program.shell.open_screen(page)
    tab = page.tab()
    assert isinstance(tab, PlanTab)
    return tab


def main() -> int:
    """Type the person, then the plan, each kept by the pause of the program itself."""
    app = QApplication([])
    program = Program(app, clock=lambda: TODAY, remembers=False)
    program.start(desk=open_desk(Path(sys.argv[1]), LOGIN, PASSWORD, clock=lambda: TODAY))

    def type_plan() -> None:
        tab = plan_of_person(program)
        tab.keeper.pause.timeout.connect(lambda: print(KEPT, flush=True))  # after the keeper's own slot
        tab.editor.add_row()
        type_into(QApplication.focusWidget(), QUESTION)

    form = new_person(program)
    form.keeper.pause.timeout.connect(type_plan)
    type_into(form.fields["surname"].editor, SURNAME)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
