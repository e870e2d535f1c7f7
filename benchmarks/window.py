"""One process that opens a window and tells what that took: `python -m benchmarks.window KIND [FILE]`.

Nothing but the standard library is imported before a kind begins: its imports belong to its start.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

_TYPING_SECONDS = 2.0  # a password of ten letters, typed by one who types well

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ssu_desktop.app.window import Program
    from ssu_desktop.storage.key_cost import Costly, Derived


def main() -> None:
    """Run the kind that the command line names."""
    kind, *words = sys.argv[1:]
    if kind == "bare":
        _bare()
    elif kind == "door":
        _door(Path(words[0]))
    else:
        _program(Path(words[0]), everything=kind == "everything")


def _tell(key_busy: float = 0.0, *, door_at: float = 0.0, asked_at: float = 0.0) -> None:
    seen = {
        "busy": time.process_time(),
        "painted_at": time.perf_counter(),
        "key_busy": key_busy,
        "door_at": door_at,
        "asked_at": asked_at,
        "memory": _memory(),
    }
    print(json.dumps(seen))


def _memory() -> int:
    """Return the resident bytes of this process; 0 where the system does not tell them so."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def _bare() -> None:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication(sys.argv[:1])
    model = QStandardItemModel(50, 8)
    for row in range(50):
        for column in range(8):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table, window = QTableView(), QMainWindow()
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    window.grab()  # offscreen, this is the painting
    _tell()


def _begin(path: Path, password: str | None) -> tuple["Program", list[float]]:
    """Start the program as `ssu-desktop` does; return it with the seconds of each key's derivation.

    They are those of the deriving thread's own work: what is done beside it is not taken off with it."""
    from ssu_desktop import commands

    if password is not None:
        commands.parser(
            "open"
        )  # the command line is read before the window is built; after a click there is none
    from ssu_desktop.app import begin
    from ssu_desktop.storage import sealing

    spent: list[float] = []
    derive = sealing.derive

    def derived(secret: str, salt: bytes, cost: "Costly") -> "Derived":
        found = derive(secret, salt, cost)
        spent.append(found.spent)
        return found

    sealing.derive = derived
    return begin(path, login=None, password=password, clock=date.today, remembers=False), spent


def _program(path: Path, *, everything: bool) -> None:
    program, spent = _begin(path, "bench" if everything else "demo")
    _paint(program)
    if everything:
        _open_all(program, program.app)
    _tell(sum(spent))
    program.close()


def _paint(program: "Program") -> None:
    program.app.processEvents()
    if program.shell is None:
        raise RuntimeError("the window did not open")
    program.shell.grab()  # offscreen, this is the painting


def _door(path: Path) -> None:
    """Show the door, let the user type, open."""
    from ssu_desktop.screens.unlock import UnlockScreen

    program, spent = _begin(path, None)
    program.app.processEvents()
    if program.door is None:
        raise RuntimeError("the door is not there")
    program.door.grab()
    door_at, unlock = time.perf_counter(), program.door.findChild(UnlockScreen)
    typed_at = door_at + _TYPING_SECONDS
    while time.perf_counter() < typed_at:
        program.app.processEvents()
        time.sleep(0.005)
    unlock.password.set_value("demo")
    asked_at = time.perf_counter()
    unlock.open_file()
    while program.shell is None:
        program.app.processEvents()
    _paint(program)
    _tell(sum(spent), door_at=door_at, asked_at=asked_at)
    program.close()


def _open_all(program: "Program", app: "QApplication") -> None:
    """Open every place, a person's page with all its tabs, and the import, one after another."""
    from ssu_desktop.actions.people import list_people
    from ssu_desktop.screens.import_register import ImportScreen
    from ssu_desktop.screens.person import PersonScreen

    if program.shell is None or program.desk is None:
        raise RuntimeError("the window did not open")
    for code in program.shell.places:
        program.shell.open_place(code)
        app.processEvents()
        program.shell.grab()
    page = PersonScreen(program.desk, list_people(program.desk).rows[0].id)
    program.shell.open_screen(page)
    for tab in page.tab_codes():
        page.show_tab(tab)
        app.processEvents()
        program.shell.grab()
    program.shell.open_screen(ImportScreen(program.desk))
    app.processEvents()
    program.shell.grab()


if __name__ == "__main__":
    main()
