"""The list of official forms, and the one function that turns their contents into a PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ssu_desktop.forms.annex_2 import Annex2
from ssu_desktop.forms.annex_3 import Annex3
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.annex_5 import Annex5
from ssu_desktop.forms.annex_9 import Annex9
from ssu_desktop.forms.binder import BinderClosing, BinderList
from ssu_desktop.forms.both import (
    LYING,
    STANDING,
    BothAnnex2,
    BothAnnex3,
    BothAnnex4,
    BothAnnex5,
    BothAnnex9,
)
from ssu_desktop.forms.content import Content, made_legible
from ssu_desktop.forms.custody import CustodyAct, CustodyReceipt, CustodyReturn
from ssu_desktop.forms.faces import Face, width
from ssu_desktop.forms.needs import CaseHistory, NeedsSheet
from ssu_desktop.forms.order import OrderPaper, OrderRegister
from ssu_desktop.forms.own_list import (
    AcquaintanceList,
    AttendanceList,
    DepartureList,
    DueList,
    PresentList,
    ProgressList,
    QueueList,
    ScheduleList,
    SeenList,
    UnsignedList,
    VisitedList,
    VisitSheet,
)
from ssu_desktop.forms.page import LANDSCAPE, MM, PORTRAIT, Paper, Sheets
from ssu_desktop.forms.paid import PaidActPaper, PaidContractPaper
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.pdf import Document, write
from ssu_desktop.forms.text import Glyphs, Mark, Rule, Run, Style, set_lines, shifted
from ssu_desktop.forms.transfer import Inventory, TransferAct
from ssu_desktop.forms.trend import Trend
from ssu_desktop.forms.week import MarksSheet, WeekSheet
from ssu_desktop.forms.wording import Wording, load_wording
from ssu_desktop.language import Language

_FOOT = 7.0
_DRAFT = 11.0
_RUNNING = 11.0  # the numbers of a bound volume are looked up by


@dataclass(frozen=True, kw_only=True)
class Form:
    """An official form: its code, what is put into it, and the paper and letters it is set in."""

    code: str
    content: type[Content]
    paper: Paper = PORTRAIT
    size: float = 12.0
    leading: float = 20.0

    @property
    def wording(self) -> Wording:
        """The words of the form; its edition is what a print is recorded with."""
        return load_wording(self.code)

    def blank(self, language: Language) -> Content:
        """Return the empty form, the monitoring journal with its continuation sheet."""
        if issubclass(self.content, Annex5):
            return self.content(language=language, continued=True)
        return self.content(language=language)


@dataclass(frozen=True, kw_only=True)
class Footer:
    """What stands under each page beside the edition: a print or reprint mark, and a code of the print.

    `first`: the number of the first page, where a volume is numbered through; 0: each form by itself; None:
    a sheet that is not counted among the others."""

    mark: str = ""
    code: str = ""
    first: int | None = 0


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished PDF; `starts` are the first pages of the documents, counted from 0, `lengths` their pages.

    `missing`: letters that no face has and that were printed as a box, to be shown to the user."""

    pdf: bytes
    pages: int
    missing: frozenset[str] = field(default_factory=frozenset)
    starts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()


FORMS: dict[str, Form] = {
    form.code: form
    for form in (
        Form(code="annex-2", content=Annex2, paper=LANDSCAPE, size=11.0),
        Form(code="annex-3", content=Annex3, leading=22.0),
        Form(code="annex-4", content=Annex4, size=11.0),
        Form(code="annex-5", content=Annex5, size=11.0),
        Form(code="annex-9", content=Annex9, size=11.0, leading=18.0),
    )
}


PAPERS: dict[str, Form] = {
    form.code: form
    for form in (
        Form(code="custody-act", content=CustodyAct),
        Form(code="custody-receipt", content=CustodyReceipt, leading=22.0),
        Form(code="custody-return", content=CustodyReturn),
        Form(code="inventory", content=Inventory),
        Form(code="transfer-act", content=TransferAct),
        Form(code="paid-contract", content=PaidContractPaper, size=11.0, leading=18.0),
        Form(code="paid-act", content=PaidActPaper),
        Form(code="order", content=OrderPaper),
        Form(code="order-register", content=OrderRegister, paper=LANDSCAPE),
        Form(code="due", content=DueList, size=11.0),
        Form(code="departures", content=DepartureList, paper=LANDSCAPE, size=11.0),
        Form(code="queue", content=QueueList, size=11.0),
        Form(code="present", content=PresentList, size=11.0),
        Form(code="unsigned", content=UnsignedList, size=11.0),
        Form(code="seen", content=SeenList, size=11.0),
        Form(code="acquaintance", content=AcquaintanceList, size=11.0),
        Form(code="progress", content=ProgressList, size=11.0),
        Form(code="attendance", content=AttendanceList, size=11.0),
        Form(code="visit-week", content=VisitSheet, paper=LANDSCAPE, size=11.0),
        Form(code="visit-schedules", content=ScheduleList, size=11.0),
        Form(code="visits-fewer", content=VisitedList, size=11.0),
        Form(code="trend", content=Trend, size=11.0, leading=16.0),
        Form(code="needs", content=NeedsSheet),
        Form(code="case-history", content=CaseHistory, leading=16.0, size=11.0),
        Form(code="week", content=WeekSheet, paper=LANDSCAPE, size=11.0),
        Form(code="week-marks", content=MarksSheet, size=11.0),
        Form(code="binder-list", content=BinderList),
        Form(code="binder-closing", content=BinderClosing, leading=22.0),
    )
}
"""Papers of which the order says that they must be, but not how they look: the facility's own forms."""


IN_BOTH: dict[str, Form] = {
    form.code: form
    for form in (
        Form(code="annex-2-both", content=BothAnnex2, paper=STANDING),
        Form(code="annex-3-both", content=BothAnnex3, paper=LYING),
        Form(code="annex-4-both", content=BothAnnex4, paper=LYING),
        Form(code="annex-5-both", content=BothAnnex5, paper=LYING),
        Form(code="annex-9-both", content=BothAnnex9, paper=LYING),
    )
}
"""The official forms with both languages side by side, for reading."""


def form_of(code: str) -> Form:
    """Return an official form, its version in both languages, or an own paper. Raises KeyError."""
    return FORMS.get(code) or IN_BOTH.get(code) or PAPERS[code]


def render(
    form_code: str,
    contents: Sequence[Content],
    *,
    footer: Footer | Sequence[Footer] | None = None,
    only_page: int | None = None,
    told: Callable[[int], None] | None = None,
) -> Rendered:
    """Draw the contents one after another as one PDF with a bookmark for each.

    `footer`: one for all, or one for each content. `only_page`: just this page of each content, counted
    from 1 and numbered as in the whole. `told` hears after each content how many are drawn; what it raises
    ends the drawing. The same contents and footers give the same bytes. Raises KeyError for an unknown
    form, TypeError for the content of another form."""
    parts = [(form_code, content) for content in contents]
    return render_parts(parts, footer=footer, only_page=only_page, told=told, titled=form_code)


def render_parts(
    parts: Sequence[tuple[str, Content]],
    *,
    footer: Footer | Sequence[Footer] | None = None,
    only_page: int | None = None,
    told: Callable[[int], None] | None = None,
    titled: str = "",
    duplex: bool = False,
) -> Rendered:
    """Draw contents of several forms one after another as one PDF, as `render` does those of one form.

    Each is (code of its form, content); the PDF is called after the form `titled`, else after the first.
    `duplex`: for paper printed on both sides; an empty page follows where the next one would not begin on
    the front of a sheet. It is counted in `pages`, not in `lengths`. Of all the pages only those of one
    content are held as marks at a time."""
    drawing = _Drawing(parts, _feet(footer, len(parts)), only_page, told, duplex=duplex)
    language = parts[0][1].language if parts else Language.KK
    title = _pdf_title(form_of(titled or parts[0][0]), language)
    pdf = write(drawing.documents(), title=title, language=language.value)
    return Rendered(
        pdf=pdf,
        pages=drawing.pages,
        missing=drawing.missing,
        starts=tuple(drawing.starts),
        lengths=tuple(drawing.lengths),
    )


def length_of(code: str, content: Content) -> int:
    """Return how many pages a content takes."""
    return len(_drawn(form_of(code), content).sheets.pages)


class _Drawing:
    """Contents drawn one by one, as they are asked for, and what is learnt of them on the way."""

    def __init__(
        self,
        parts: Sequence[tuple[str, Content]],
        feet: Sequence[Footer],
        only_page: int | None,
        told: Callable[[int], None] | None,
        *,
        duplex: bool,
    ) -> None:
        self.parts, self.feet, self.only_page, self.told = parts, feet, only_page, told
        self.duplex = duplex
        self.missing: frozenset[str] = frozenset()
        self.starts: list[int] = []
        self.lengths: list[int] = []
        self.pages = 0

    def documents(self) -> Iterator[Document]:
        """Yield each content as pages of marks."""
        for number, ((code, content), foot) in enumerate(zip(self.parts, self.feet, strict=True), start=1):
            form = form_of(code)
            if not isinstance(content, form.content):
                raise TypeError(f"{code} is not filled with {type(content).__name__}")
            (clean, clean_foot), lost = made_legible((content, foot))
            self.missing |= lost
            document = _document(form, clean, clean_foot, self.only_page)
            self.starts.append(self.pages)
            self.lengths.append(len(document.pages))
            if self.duplex and len(document.pages) % 2 and number < len(self.parts):
                document = replace(document, pages=[*document.pages, ()])
            self.pages += len(document.pages)
            yield document
            if self.told is not None:
                self.told(number)


def _feet(footer: Footer | Sequence[Footer] | None, count: int) -> Sequence[Footer]:
    if footer is None or isinstance(footer, Footer):
        return [footer or Footer()] * count
    return footer


def _pdf_title(form: Form, language: Language) -> str:
    return form.wording.say("edition_line", language)


def _drawn(form: Form, content: Content) -> Pen:
    pen = Pen(Sheets(form.paper), form.wording, content.language, size=form.size, leading=form.leading)
    content.draw(pen)
    return pen


def _document(form: Form, content: Content, footer: Footer, only_page: int | None) -> Document:
    pen = _drawn(form, content)
    sheets = pen.sheets
    total = len(sheets.pages)
    for number, page in enumerate(sheets.pages, start=1):
        page.extend(_foot_marks(pen, footer, content.draft, number, total))
    pages = sheets.pages if only_page is None else sheets.pages[only_page - 1 : only_page]
    return Document(paper=form.paper, pages=pages, bookmark=content.bookmark)


def _foot_marks(pen: Pen, footer: Footer, draft: bool, number: int, total: int) -> list[Mark]:
    """Return the footer: edition at the left, code and page at the right, the print mark under them."""
    paper = pen.sheets.paper
    top = paper.height - paper.bottom + 4 * MM
    marks: list[Mark] = [Rule(paper.left, top, paper.width - paper.right, top, 0.3)]
    right = paper.width - paper.right
    if footer.first:
        running = str(footer.first + number - 1)
        right -= width(running, Face.BOLD, _RUNNING)
        marks.append(Glyphs(right, top + 11, running, Face.BOLD, _RUNNING))
    page = f"{number}/{total}" if footer.first == 0 else ""
    right_text = f"{footer.code}    {page}" if footer.code else page
    right -= width(right_text, Face.REGULAR, _FOOT)
    marks.append(Glyphs(right, top + 9, right_text, Face.REGULAR, _FOOT))
    indent = 0.0
    if draft:
        word = pen.say("draft")
        marks.append(Glyphs(paper.left, top + 12, word, Face.BOLD, _DRAFT))
        indent = width(word, Face.BOLD, _DRAFT) + 8
    lines = set_lines([Run(pen.say("edition_line"))], right - paper.left - indent - 20, Style(_FOOT))[:2]
    if footer.mark:
        lines += set_lines([Run(footer.mark)], pen.sheets.width - indent, Style(_FOOT))[:2]
    y = top + 2.5
    for line in lines:
        marks += shifted(line, paper.left + indent, y)
        y += line.height
    return marks
