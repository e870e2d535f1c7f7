"""Taking a register in: the dry run and the commit, against reading the sheet and inserting the same rows."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from benchmarks.files import Names, empty_file, opened, raw_connection
from benchmarks.measure import Row, Scale, elapsed, pair_of, timed, told
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.register_import import ImportProposal, import_register, propose_import
from ssu_desktop.language.dates import short

_HEADINGS = (
    *("№", "Мәртебесі", "Тегі, аты, әкесінің аты", "ЖСН", "Туған күні", "Жынысы", "Мекенжайы", "Телефоны"),
    *("Мүгедектік тобы", "ОЖБ мерзімі", "Түскен күні және бұйрықтың №", "Шыққан күні және бұйрықтың №"),
    *("Шығу себебі", "Ескерту"),
)
_TABLES = ("person", "disability", "rehabilitation_programme", "stay", "movement", "change")


def importing_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure the import of one large register."""
    book = register_book(place / "register.xlsx", scale.register)
    empty = empty_file(place / "register.ssu")
    spent = [_once(place, empty, book, number) for number in range(scale.long_rounds)]
    dry, commit, read, insert = (sorted(column)[len(column) // 2] for column in zip(*spent, strict=True))
    pair = pair_of([(one[0] + one[1], one[2] + one[3]) for one in spent])
    parts = f"dry run {told(dry)} + commit {told(commit)}; calamine {told(read)} + INSERTs {told(insert)}"
    return (
        Row(
            what=f"importing a register of {scale.register:,} rows",
            against="calamine and raw INSERTs of all that is stored, the journal too",
            goal="≤ 4x",
            measured=f"{pair.told()}: {parts}",
            met=pair.ratio <= 4,
        ),
    )


def register_book(path: Path, count: int) -> Path:
    """Write a register such as a facility keeps, with `count` people."""
    names, book = Names(), Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, _HEADINGS)
    for number in range(count):
        person = names.person(number)
        ended = number % 3 == 0
        sheet.write_row(
            number + 1,
            0,
            (
                number + 1,
                "шықты" if ended else "қызмет алуда",
                person.full_name,
                "",
                short(person.born) if person.born else "",
                "әйел" if number % 2 == 0 else "ер",
                person.address,
                f"8 705 {number:07}",
                "2 топ",
                f"{1 + number % 28:02}.01.2028",
                f"{1 + number % 28:02}.03.2025 № {number % 90}-ө",
                f"{1 + number % 28:02}.02.2026 № {number % 90}-ө" if ended else "",
                "өз еркімен" if ended else "",
                "",
            ),
        )
    book.close()
    return path


def _once(place: Path, empty: Path, book: Path, number: int) -> tuple[float, float, float, float]:
    ours, peer = place / f"ours-{number}.ssu", place / f"peer-{number}.ssu"
    shutil.copytree(empty, ours)
    shutil.copytree(empty, peer)
    with opened(ours) as desk:
        unit_id = list_units(desk)[0].id
        proposals: list[ImportProposal] = []
        dry = timed(lambda: proposals.append(propose_import(desk, book, unit_id)), clock=elapsed)
        commit = timed(lambda: import_register(desk, proposals[0]), clock=elapsed)
        with raw_connection(desk) as raw:
            rows = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}  # noqa: S608
    read = timed(partial(_read, book), clock=elapsed)
    with opened(peer) as desk, raw_connection(desk) as raw:
        known = raw.execute("SELECT max(seq) FROM change").fetchone()[0]
        rows["change"] = [row for row in rows["change"] if row[0] > known]
        insert = timed(partial(_insert, raw, rows), clock=elapsed)
    shutil.rmtree(ours)
    shutil.rmtree(peer)
    return dry, commit, read, insert


def _read(book: Path) -> list[list[Any]]:
    return list(CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python())


def _insert(raw: Any, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for table, kept in rows.items():
        if kept:
            raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(kept[0]))})", kept)  # noqa: S608
    raw.execute("COMMIT")
