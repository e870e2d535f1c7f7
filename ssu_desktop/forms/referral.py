"""The referral of a person to a health organisation: one page, in words of our own (Order 230, para 32)."""

from dataclasses import dataclass

from ssu_desktop.forms.content import made_legible
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.page import PORTRAIT, Sheets
from ssu_desktop.forms.parts import ruled_value
from ssu_desktop.forms.pdf import Document, write
from ssu_desktop.forms.text import Block, Run, Style, beside, gap, indented, set_lines
from ssu_desktop.language import N_, Language, translate

_TITLE = N_("REFERRAL")
_SUBTITLE = N_("to a health organisation")
_BASIS = N_(
    "Basis: paragraph 32 of the rules approved by Order No. 230 of 22 June 2023. The person has medical "
    "contraindications to a stay in the organisation."
)
_SIGNATURES = (N_("Head of the organisation"), N_("Specialist who refers"), N_("Accepted by"))
_LABELS = {
    "referred_on": N_("Date of the referral"),
    "referred_to": N_("Referred to"),
    "person": N_("Surname, given name, patronymic"),
    "born": N_("Birth date"),
    "reasons": N_("Reason of the referral"),
    "transport": N_("Transport"),
    "accompanied_by": N_("Accompanied by"),
    "note": N_("Note"),
}
_SHARE = 0.36


@dataclass(frozen=True, kw_only=True)
class ReferralPaper:
    """What stands on the paper, in its language; an empty text leaves a blank to write on."""

    organisation: str = ""
    unit: str = ""
    address: str = ""
    referred_on: str = ""
    referred_to: str = ""
    person: str = ""
    born: str = ""
    reasons: tuple[str, ...] = ()
    transport: str = ""
    accompanied_by: str = ""
    note: str = ""


def draw_referral(paper: ReferralPaper, language: Language) -> bytes:
    """Return the referral as a PDF of one page, or more where the reasons are long."""
    clean, _missing = made_legible(paper)
    sheets = Sheets(PORTRAIT)
    centred = Style(11, align="centre")
    for text in (clean.organisation, clean.unit, clean.address):
        if text:
            sheets.put(set_lines([Run(text)], sheets.width, centred))
    title = set_lines([Run(translate(language, _TITLE), Face.BOLD)], sheets.width, Style(15, align="centre"))
    under = set_lines([Run(translate(language, _SUBTITLE))], sheets.width, Style(12, align="centre"))
    sheets.put(gap(18) + title + under + gap(14))
    for name, label in _LABELS.items():
        value = "; ".join(clean.reasons) if name == "reasons" else str(getattr(clean, name))
        sheets.put(_line(sheets, translate(language, label), value))
    sheets.put(gap(10) + set_lines([Run(translate(language, _BASIS))], sheets.width, Style(10.5)) + gap(10))
    for label in _SIGNATURES:
        sheets.put(gap(14) + _line(sheets, translate(language, label), ""))
    document = Document(paper=sheets.paper, pages=sheets.pages, bookmark=clean.person)
    return write([document], title=translate(language, _TITLE), language=language.value)


def _line(sheets: Sheets, label: str, value: str) -> Block:
    breadth = sheets.width * _SHARE
    label_block = set_lines([Run(label)], breadth - 8, Style(11.5))
    value_block = ruled_value(value, sheets.width - breadth, Style(11.5))
    return beside(label_block, indented(value_block, breadth)) + gap(4)
