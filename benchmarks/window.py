"""One process that opens a window and tells what that took: `python -m benchmarks.window KIND [FILE]`.

Nothing but the standard library is imported before a kind begins: its imports belong to its start.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ssu_desktop.app.window import Program


def main() -> None:
    """Run the kind that the command line names."""
    kind, *words = sys.argv[1:]
    if kind == "bare":
        _bare()
    else:
        _program(Path(words[0]), everything=kind == "everything")


def _tell(key_busy: float = 0.0, key_elapsed: float = 0.0) -> None:
    seen = {
        "busy": time.process_time(),
        "painted_at": time.perf_counter(),
        "key_busy": key_busy,
        "key_elapsed": key_elapsed,
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


def _program(path: Path, *, everything: bool) -> None:
    from ssu_desktop.commands import parser

    parser()  # the command line is read before the window is built
    from ssu_desktop.app import begin
    from ssu_desktop.storage import keys

    spent = [0.0, 0.0]
    derive = keys._derive

    def derived(secret: bytes, salt: bytes, cost: keys.KeyCost | keys.Slot) -> bytes:
        busy, elapsed = time.thread_time(), time.perf_counter()
        try:
            return derive(secret, salt, cost)
        finally:
            spent[0] += time.thread_time() - busy
            spent[1] += time.perf_counter() - elapsed

    keys._derive = derived
    password = "bench" if everything else "demo"
    program = begin(path, login=None, password=password, clock=date.today, remembers=False)
    program.app.processEvents()
    if program.shell is None:
        raise RuntimeError("the window did not open")
    program.shell.grab()
    if everything:
        _open_all(program, program.app)
    _tell(*spent)
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
