"""Workbooks: what is read, what is refused and how, what is written."""

import stat
import sys
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ssu_desktop.exchange.extent import extent
from ssu_desktop.exchange.safety import MAX_FILE, MAX_ROWS, safe_content
from ssu_desktop.exchange.workbook import CannotRead, read_workbook, write_table
from tests.support.books import write_hidden_bomb
from tests.support.calls import calls_within

REGISTERS = Path(__file__).parent / "registers"
SHEET = "xl/worksheets/sheet1.xml"


def _refusal(path: Path) -> str:
    with pytest.raises(CannotRead) as caught:
        read_workbook(path)
    return str(caught.value)


def _saved(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def _with_part(path: Path, name: str, content: bytes) -> Path:
    return _with_parts(path, {name: content})


def _with_texts(path: Path, texts: str) -> Path:
    """Write a sheet whose one cell is the first of the texts."""
    sheet = _sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    return _with_parts(path, {SHEET: sheet, "xl/sharedStrings.xml": texts.encode()})


def _with_parts(path: Path, fresh: dict[str, bytes]) -> Path:
    """Write the Kazakh sample with some of its parts replaced, or added."""
    with zipfile.ZipFile(REGISTERS / "register_kk.xlsx") as sample:
        parts = {part: sample.read(part) for part in sample.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in (parts | fresh).items():
            package.writestr(part, content)
    return path


def _sheet(cells: str) -> bytes:
    head = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    )
    return f"{head}<sheetData>{cells}</sheetData></worksheet>".encode()


def _number(place: str) -> str:
    row = "".join(filter(str.isdigit, place))
    return f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'


def test_rows_keep_excels_numbers_and_empty_rows_are_left_out() -> None:
    [sheet] = read_workbook(REGISTERS / "register_ru.xlsx")
    assert [row.number for row in sheet.rows[:6]] == [1, 3, 4, 5, 6, 8]
    assert sheet.name == "Лист1"


def test_numbers_and_dates_are_what_they_look_like(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.xlsx", [[None], [None, 5.0, 2.5, datetime(2026, 3, 4), "=1+1", True]])  # noqa: DTZ001 - a cell
    [sheet] = read_workbook(path)
    assert sheet.rows[0].number == 2
    assert sheet.rows[0].cells[:4] == ("", 5, 2.5, date(2026, 3, 4))
    assert sheet.rows[0].cells[-1] == "True"


def test_what_is_no_number_is_text(tmp_path: Path) -> None:
    path = _with_part(tmp_path / "a.xlsx", SHEET, _sheet('<row r="1"><c r="A1"><v>NaN</v></c></row>'))
    assert read_workbook(path)[0].rows[0].cells[0] in ("nan", "NaN")


def test_a_renamed_text_file_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "журнал.xlsx"
    path.write_text("Фамилия;Имя\n", encoding="utf-8")
    assert _refusal(path) == "The file журнал.xlsx is not an Excel workbook (.xlsx)."


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    assert "is not an Excel workbook" in _refusal(path)


def test_a_missing_an_empty_and_a_too_large_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert _refusal(path) == "There is no file a.xlsx."
    path.touch()
    assert _refusal(path) == "The file a.xlsx is empty."
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "too large" in _refusal(path)


def test_a_workbook_of_empty_sheets_is_refused(tmp_path: Path) -> None:
    assert "all its sheets are empty" in _refusal(_saved(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize(
    ("inside", "said"),
    [("EncryptedPackage".encode("utf-16-le"), "protected by a password"), (b"Workbook", "of an old format")],
)
def test_an_encrypted_and_an_old_workbook_say_what_to_do(tmp_path: Path, inside: bytes, said: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside + bytes(600))
    assert said in _refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _with_part(tmp_path / "a.xlsx", "xl/media/image1.bin", bytes(90 * 1024 * 1024))
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    try:
        assert "unreasonable size" in _refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 5 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_part_that_lies_about_its_size_is_damage(tmp_path: Path) -> None:
    path = _with_part(tmp_path / "a.xlsx", "xl/media/image1.bin", b"x" * 7_654_321)
    true, false = (7_654_321).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, false))
    assert "is damaged" in _refusal(path)


def test_what_lies_hidden_behind_the_end_of_a_part_is_not_given_to_the_reader(tmp_path: Path) -> None:
    path = write_hidden_bomb(tmp_path / "hidden.xlsx", megabytes=300)
    assert len(safe_content(path)) < 20_000, "unpacked, and without the 300 megabytes"
    [sheet] = read_workbook(path)
    assert sheet.rows[1].cells[1] == "Омаров Ерлан"


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    content = (REGISTERS / "register_kk.xlsx").read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(content[: len(content) // 2])
    assert "is not an Excel workbook" in _refusal(path)
    middle = len(content) // 2
    path.write_bytes(content[:middle] + b"spoiled spoiled" + content[middle + 15 :])
    assert "is damaged" in _refusal(path)
    assert "is damaged" in _refusal(_with_part(path, SHEET, b"<worksheet><sheetData><row></worksheet>"))


def test_hundred_thousand_empty_rows_are_quick_and_harmless(tmp_path: Path) -> None:
    styled = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"></c><c r="O{row}" s="1"/></row>'
        for row in range(2, 100_002)
    )
    path = _with_part(tmp_path / "a.xlsx", SHEET, _sheet(_number("B1") + styled))
    called = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        [sheet] = read_workbook(path)
    finally:
        sys.setprofile(None)
    assert [row.number for row in sheet.rows] == [1]
    assert called < 20 * 100_000, "more is done than once for each tag and cell"


def test_a_row_after_hundred_thousand_empty_ones_is_read(tmp_path: Path) -> None:
    path = _with_part(tmp_path / "a.xlsx", SHEET, _sheet(_number("B1") + _number("B100002")))
    [sheet] = read_workbook(path)
    assert [row.number for row in sheet.rows] == [1, 100_002]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (_number("A1") + _number("XFD1048576"), "more than 100 columns"),
        (_number("A1") + _number("J1048576"), "in row 1048576"),
        ('<row r="1048576"><c/><c/><c/><c/><c><v>1</v></c></row>', "in row 1048576"),
        ("<row r=\"1048576\"><c/><c/><c/><c/><c r = 'E1048576'><v>1</v></c></row>", "in row 1048576"),
    ],
)
def test_a_cell_far_away_is_refused_before_the_reader_makes_room_for_it(
    tmp_path: Path, cells: str, said: str
) -> None:
    assert said in _refusal(_with_part(tmp_path / "a.xlsx", SHEET, _sheet(cells)))


def test_too_many_filled_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, "a", ["№"], [[number] for number in range(MAX_ROWS)])
    assert "more than 20000 filled rows" in _refusal(path)


def test_a_written_table_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "тізім.xlsx"
    rows: list[list[str | int | float | date | None]] = [
        ["Әбдірахманов Ұлан", date(2026, 3, 4), 5, 2.5, None],
        ['=HYPERLINK("http://x")', date(1890, 1, 2), -1, 0, "+7 705 590 74 50"],
        ["@SUM(A1)", date(2000, 2, 29), 0, 1, "https://example.org"],
    ]
    write_table(path, "Адамдар: [тізім] / 2026", ["Аты", "Туған күні", "a", "b", "c"], rows)
    [sheet] = read_workbook(path)
    assert sheet.name == "Адамдар тізім 2026"
    assert sheet.rows[1].cells == ("Әбдірахманов Ұлан", date(2026, 3, 4), 5, 2.5, "")
    assert sheet.rows[2].cells == (rows[1][0], "02.01.1890", -1, 0, "+7 705 590 74 50")
    assert [path.name for path in tmp_path.iterdir()] == ["тізім.xlsx"]


def test_a_written_table_has_text_instead_of_formulas_real_dates_and_a_frozen_heading() -> None:
    made = BytesIO()
    write_table(made, "Тізім", ["a", "b"], [["=1+1", date(2026, 3, 4)], ["-2", None]])
    sheet = openpyxl.load_workbook(made).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == "=1+1"
    assert sheet["B2"].is_date
    assert sheet["B2"].number_format == "dd.mm.yyyy"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["B"].width > 10


def test_an_empty_table_and_a_title_of_signs_can_be_written(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", "'[]'", [], [])
    write_table(tmp_path / "a.xlsx", "x" * 40, ["a"], [])
    assert read_workbook(tmp_path / "a.xlsx")[0].name == "x" * 31


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.mkdir()  # a folder cannot be replaced by a file, whoever runs the test
    (target / "inside").touch()
    with pytest.raises(OSError, match=r"a\.xlsx"):
        write_table(target, "a", ["a"], [["b"]])
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert stat.S_ISDIR(target.stat().st_mode)


def test_a_workbook_that_lost_its_beginning_is_damaged(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.xlsx", [["Омаров"]])
    path.write_bytes(path.read_bytes()[400:])
    assert "is damaged" in _refusal(path)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" r="XFD1048576"><v>1</v></c>',
        '<c a=">" r="XFD1048576"><v>1</v></c>',
        '<c a=" r=\'A1\'" r="XFD1048576"><v>1</v></c>',
        '<!-- <row r="1"> --><c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<x:c xmlns:x="x" r="XFD1048576"><v>1</v></x:c>',
        f'<c r="B2{"9" * 400}"><v>1</v></c>',
        '<c r="B4294967295"><v>1</v></c>',
        '<c r="FXSHRXX1"><v>1</v></c>',
        '<c r="B1" t="n"><c r="XFD1048576"><v>1</v></c></c>',
        '<?a?><c r="XFD1048576"><v>1</v></c>',
        '<c r="A1"><v><![CDATA[1]]></v></c><c r="XFD1048576"><v>1</v></c>',
    ],
)
def test_a_far_cell_is_seen_however_its_place_is_hidden(tmp_path: Path, cell: str) -> None:
    path = _with_part(tmp_path / "a.xlsx", SHEET, _sheet(f'<row r="1">{cell}</row>'))
    assert any(words in _refusal(path) for words in ("is damaged", "more than 100 columns"))


def test_a_part_that_hides_the_parts_after_it_is_damage(tmp_path: Path) -> None:
    """One altered bit makes the parts after it a remark; without the styles a date would be a number."""
    path = tmp_path / "a.xlsx"
    write_table(path, "a", ["Туған күні"], [[date(1940, 2, 1)]])
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/sharedStrings.xml"))
    content[entry + 32] = 0xFF  # the length of the entry's remark
    path.write_bytes(content)
    assert "is damaged" in _refusal(path)


@pytest.mark.parametrize("count", ["99999999999", "9" * 400, "-1", "1e9"])
def test_a_list_of_texts_that_lies_about_its_length_is_damaged(tmp_path: Path, count: str) -> None:
    texts = f'<sst uniqueCount="{count}"><si><t>Омаров</t></si></sst>'
    assert "is damaged" in _refusal(_with_texts(tmp_path / "a.xlsx", texts))


def test_texts_with_signs_of_tags_are_texts(tmp_path: Path) -> None:
    texts = '<sst uniqueCount="1"><si><t><![CDATA[a="b>c" <d>]]> ="e>f</t></si></sst>'
    [sheet] = read_workbook(_with_texts(tmp_path / "a.xlsx", texts))
    assert [row.cells for row in sheet.rows] == [('a="b>c" <d> ="e>f',)]


def test_measuring_a_sheet_takes_five_calls_a_cell() -> None:
    rows = [_row(number, "ABCDEFGHIJ") for number in range(1, 101)]
    sheet = _sheet("".join(rows))
    calls = calls_within("ssu_desktop.exchange", lambda: extent(sheet))
    assert extent(sheet) == (100, 10)
    assert calls.total() <= 5 * 1_000 + 5 * 100 + 30


def _row(number: int, letters: str) -> str:
    cells = "".join(f'<c r="{letter}{number}"><v>1</v></c>' for letter in letters)
    return f'<row r="{number}">{cells}</row>'
