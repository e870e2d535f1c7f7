"""The sheet with the recovery code: one page in both languages, to be kept apart from the computer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ssu_desktop.forms.faces import Face, legible
from ssu_desktop.forms.page import MM, PORTRAIT, Sheets
from ssu_desktop.forms.pdf import Document, write
from ssu_desktop.forms.text import Block, Line, Rule, Run, Style, gap, set_lines
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short

_TITLE = N_("Recovery code of the data file")
_PROMISE = N_(
    "This code opens the data file when the password is forgotten. Whoever holds this sheet and the data file"
    " can read everything in it."
)
_ADVICE = N_(
    "Keep the sheet in the safe, apart from the computer and from the backups. Do not photograph it and do "
    "not send it to anybody. When a new code is made, destroy this sheet."
)
_FILE = N_("Data file: {name}")
_DAY = N_("Made on {date}")
_HOW = N_(
    "To use it: start the program, choose the data file, press “I forgot the password” and type the code. "
    "There is no letter O and no letter I in it: these are the digits 0 and 1."
)
_IN_A_ROW = 4


@dataclass(frozen=True, kw_only=True)
class RecoverySheet:
    """What stands on the sheet; `names` is the organisation in each language."""

    code: str
    names: Mapping[Language, str]
    file_name: str = ""
    made_on: date | None = None


def draw_recovery_sheet(sheet: RecoverySheet, first: Language) -> bytes:
    """Return the sheet as a PDF of one page; the code in the middle, `first` above it, the other below."""
    other = Language.RU if first is Language.KK else Language.KK
    sheets = Sheets(PORTRAIT)
    sheets.put(_told(sheets, sheet, first))
    sheets.put(_code(sheets, sheet.code))
    sheets.put(_told(sheets, sheet, other))
    document = Document(paper=sheets.paper, pages=sheets.pages, bookmark="")
    return write([document], title=translate(first, _TITLE), language=first.value)


def _told(sheets: Sheets, sheet: RecoverySheet, language: Language) -> Block:
    width = sheets.width
    facts = [legible(sheet.names[language])[0]]
    if sheet.file_name:
        facts.append(translate(language, _FILE, name=legible(sheet.file_name)[0]))
    if sheet.made_on:
        facts.append(translate(language, _DAY, date=short(sheet.made_on)))
    block = set_lines([Run(translate(language, _TITLE), Face.BOLD)], width, Style(15, align="centre")) + gap(
        8
    )
    for fact in facts:
        block += set_lines([Run(fact)], width, Style(11, align="centre"))
    block += gap(8)
    for text in (_PROMISE, _ADVICE, _HOW):
        block += set_lines([Run(translate(language, text))], width, Style(11.5)) + gap(6)
    return block


def _code(sheets: Sheets, code: str) -> Block:
    width, groups = sheets.width, code.split("-")
    block = [*gap(14), Line(2, (Rule(0, 1, width, 1, 1.0),)), *gap(16)]
    for start in range(0, len(groups), _IN_A_ROW):
        row = "   –   ".join(groups[start : start + _IN_A_ROW])
        block += set_lines([Run(row, Face.BOLD)], width, Style(20, leading=34, align="centre"))
    return [*block, *gap(6), Line(2, (Rule(0, 1, width, 1, 1.0),)), *gap(10 * MM)]
