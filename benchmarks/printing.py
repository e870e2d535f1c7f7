"""Annex 4 on paper: one against the bare canvas, many in one PDF against typst."""

import importlib.util
import itertools
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from benchmarks.measure import Row, Scale, compare, elapsed, pair_of, timed
from ssu_desktop import paths
from ssu_desktop.forms.annex_4 import Annex4, PlanRow, Signer
from ssu_desktop.forms.faces import Face, font
from ssu_desktop.forms.pdf import Document
from ssu_desktop.forms.registry import FORMS, Footer, Rendered, _document, render, render_parts
from ssu_desktop.forms.text import Glyphs
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain

_FORM = "annex-4"


def printing_rows(place: Path, scale: Scale) -> Sequence[Row]:  # noqa: ARG001 - as all benchmarks
    """Measure one two-page annex 4, and many of them as one PDF."""
    return (_one(scale), _many(scale))


def plan(number: int) -> Annex4:
    """Return a filled plan of two pages; each has another name and other answers."""
    return Annex4(
        language=Language.KK,
        bookmark=f"Қасымова Айгүл {number}",
        kind="S",
        head="Сәрсенов Болат Қанатұлы",
        approved='2026 жылғы "20" наурыз',
        organisation="«Мейірім» арнаулы әлеуметтік қызметтер көрсету орталығы» КММ",
        name=f"Қасымова Айгүл Болатқызы {number}",
        born="11.05.1943",
        diagnosis="G80.1, спастикалық диплегия",
        admitted='2026 жылғы "04" наурыз',
        observed_from="04.03.2026",
        observed_until="18.03.2026",
        period_from="18.03.2026",
        period_until="17.03.2027",
        rows=tuple(_plan_row(domain, number) for domain in Domain for _ in range(2)),
        reviewed='2026 жылғы "18" маусым',
        signers=(
            Signer(role="social_worker", name="Жұмабаева Сәуле Маратқызы", date="18.03.2026"),
            Signer(role="psychologist", name="Ким Виктория Олеговна", date="18.03.2026"),
        ),
    )


def _plan_row(domain: Domain, number: int) -> PlanRow:
    return PlanRow(
        domain=domain.value,
        question="Өзіне-өзі қызмет көрсете ме?",
        answer=f"Киінуге көмек қажет, {number} рет",
        volume="Киіну дағдыларын қалыптастыру, 30 минут",
        specialist="Жұмабаева Сәуле Маратқызы",
        dates="аптасына 3 рет, 05.03.2026–05.06.2026",
    )


def _one(scale: Scale) -> Row:
    laid_out = _document(FORMS[_FORM], plan(0), Footer(), None)
    numbers = itertools.count(1)  # another person each time
    pair = compare(
        lambda: render(_FORM, [plan(next(numbers))]),
        partial(_canvas, laid_out),
        rounds=scale.rounds,
        times=2,
    )
    return Row(
        what=f"one annex 4 of {len(laid_out.pages)} pages",
        against="raw ReportLab canvas drawing the same text",
        goal="≤ 1.6x",
        measured=pair.told(),
        met=pair.ratio <= 1.6,
    )


def _canvas(document: Document) -> bytes:
    """Draw what is laid out already: no line is broken, no cell is measured here."""
    from reportlab.pdfgen.canvas import Canvas

    for face in Face:
        font(face)
    buffer, height = BytesIO(), document.paper.height
    canvas = Canvas(buffer, (document.paper.width, height), invariant=1, pageCompression=1)
    for marks in document.pages:
        for mark in marks:
            if isinstance(mark, Glyphs):
                canvas.setFont(mark.face.value, mark.size)
                canvas.drawString(mark.x, height - mark.y, mark.text)
            else:
                canvas.setLineWidth(mark.weight)
                canvas.line(mark.x, height - mark.y, mark.to_x, height - mark.to_y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _as_pack(contents: Sequence[Annex4]) -> Rendered:
    """Draw plans as a pack of forms does: each with its own code, from the front of a sheet."""
    feet = [
        Footer(mark="Басып шығарылды: 12.03.2026 10:00", code=f"{n:04}-PACK") for n in range(len(contents))
    ]
    return render_parts([(_FORM, content) for content in contents], footer=feet, duplex=True)


def _many(scale: Scale) -> Row:
    what = f"{scale.documents} annex 4 documents as one PDF"
    against, goal = "typst making the same form", "≤ 0.8x"
    if importlib.util.find_spec("typst") is None:
        measured = "typst is not installed here (`pip install typst`), so there is nothing to compare with"
        return Row(what=what, against=against, goal=goal, measured=measured, met=None)
    spent = []
    for turn in range(scale.long_rounds):  # new words each time: typst remembers what it has set once
        contents = [plan(turn * scale.documents + number) for number in range(scale.documents)]
        source = _typst_source(contents)
        ours = timed(partial(_as_pack, contents), clock=elapsed)
        spent.append((ours, timed(partial(_typst, source), clock=elapsed)))
    pair = pair_of(spent)
    return Row(what=what, against=against, goal=goal, measured=pair.told(), met=pair.ratio <= 0.8)


def _typst(source: bytes) -> bytes:
    typst = importlib.import_module("typst")
    made: bytes = typst.compile(source, font_paths=[str(paths.resources() / "fonts")])
    return made


def _typst_source(contents: Sequence[Annex4]) -> bytes:
    """Return the same words as markup: the lines above the table, the table with its head, the signatures."""
    setup = (
        '#set page(paper: "a4", margin: (left: 20mm, right: 10mm, top: 15mm, bottom: 20mm))\n'
        '#set text(font: "Tinos", size: 11pt, lang: "kk")\n'
    )
    return (setup + "\n#pagebreak()\n".join(map(_typst_plan, contents))).encode()


def _typst_plan(content: Annex4) -> str:
    wording, language = FORMS[_FORM].wording, content.language
    columns = [wording.say(f"column_{number}", language) for number in range(1, 7)]
    lines = [mark.text for mark in _above_table(content, columns[1])]
    cells = [f"table.header({', '.join(_quoted(column) for column in columns)})"]
    for number, row in enumerate(content.rows, start=1):
        if number % 2:
            domain = _quoted(wording.say(f"domain_{row.domain}", language))
            cells.append(f"table.cell(colspan: 6, align: center, strong({domain}))")
        texts = (str(number), row.question, row.answer, row.volume, row.specialist, row.dates)
        cells += map(_quoted, texts)
    table = "#table(columns: (26fr, 88fr, 82fr, 118fr, 112fr, 72fr), " + ", ".join(cells) + ")"
    signers = [f"{signer.name} {signer.date}" for signer in content.signers]
    return "\n\n".join(
        [*(f"#{_quoted(line)}" for line in lines), table, *(f"#{_quoted(s)}" for s in signers)]
    )


def _above_table(content: Annex4, first_head: str) -> Iterator[Glyphs]:
    document = _document(FORMS[_FORM], content, Footer(), None)
    for mark in document.pages[0]:
        if isinstance(mark, Glyphs):
            if first_head.startswith(mark.text):
                return
            yield mark


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
