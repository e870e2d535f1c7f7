"""Tables: where the blanks for signatures stand, and how the lines between the cells are drawn."""

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ssu_desktop.forms.page import PORTRAIT, Sheets
from ssu_desktop.forms.pdf import Document, write
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import Rule
from tests.support.calls import calls_within


def drawn(*rows: Row) -> Sheets:
    """Return a table of three columns on its sheets."""
    sheets = Sheets(PORTRAIT)
    put_table(sheets, Table(shares=(1, 1, 1), heads=numbered_heads(["А", "Б", "В"]), rows=rows))
    return sheets


def test_blanks_for_signatures_of_a_row_stand_side_by_side_under_names_of_any_length() -> None:
    long = "Жұмабаева-Қонысбаева Сәуле Маратқызы, әлеуметтік жұмыс жөніндегі маман, бөлімше меңгерушісі"
    names = ("Ким В. О.", long, "")
    (page,) = drawn(Row(tuple(Cell(name, signed=True) for name in names))).pages
    column = PORTRAIT.inner_width / 3
    blanks = [mark for mark in page if isinstance(mark, Rule) and 0 < mark.to_x - mark.x < column - 1]
    assert len(blanks) == len(names)
    assert len({round(mark.y, 3) for mark in blanks}) == 1


def test_the_edges_of_a_table_are_drawn_down_the_whole_page_in_one_stroke() -> None:
    rows = [Row((Cell(f"{n}"), Cell("б"), Cell("в"))) for n in range(20)]
    sheets = drawn(*rows)
    (page,) = pdfium.PdfDocument(
        write([Document(paper=PORTRAIT, pages=sheets.pages, bookmark="")], title="", language="kk")
    )
    strokes = [stroke.get_bounds() for stroke in page.get_objects([pdfium_c.FPDF_PAGEOBJ_PATH])]
    down = [top - bottom for left, bottom, right, top in strokes if right - left < 2]
    height = sheets.y - PORTRAIT.top
    whole = [length for length in down if length > height * 0.9]
    assert len(whole) == 4, "the four edges of three columns"
    assert len(down) < 4 + 2 * 3 + 1, "no edge is drawn again for each row"


def test_the_heading_is_broken_into_lines_once_however_many_pages_bear_it() -> None:
    rows = [Row((Cell(f"{n}"), Cell("б"), Cell("в"))) for n in range(200)]
    assert len(drawn(*rows).pages) > 3
    assert calls_within("ssu_desktop.forms", lambda: drawn(*rows))["set_lines"] == 3
