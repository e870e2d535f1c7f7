"""The signature round: which printed papers wait for signatures, and that they came back signed.

A paper is the first print of a form; its repeats are the same paper, and so are all prints of one version
of a plan in one language. A draft is no paper to be signed, nor is an empty official form.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.file_rows import ScanRow
from ssu_desktop.actions.print_footer import code_of
from ssu_desktop.actions.scans import kept_scan, read_scanned
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_, Language
from ssu_desktop.language.names import clean, search_key
from ssu_desktop.records import DismissedPaper, Person, Printout, Scan, SignedCopy, new_id
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.signing import check_signed_copy

PAPER_TITLES: Mapping[str, str] = {
    "annex-3": N_("Personal file (annex 3)"),
    "annex-4": N_("Individual plan (annex 4)"),
    "annex-5": N_("Monitoring journal (annex 5)"),
    "annex-9": N_("Registration card (annex 9)"),
    "custody-act": N_("Act of taking originals in"),
    "custody-receipt": N_("Receipt for originals"),
    "custody-return": N_("Act of giving originals back"),
    "inventory": N_("Inventory of the file"),
    "transfer-act": N_("Acceptance-transfer act"),
    "needs": N_("Sheet of the assessment of needs"),
    "case-history": N_("History of social work"),
    "paid-contract": N_("Contract of paid services"),
    "paid-act": N_("Act of paid services"),
    "order": N_("Order of the head"),
    "acquaintance": N_("Sheet of acquaintance with the rules"),
    "binder-closing": N_("Closing sheet"),
}
"""The papers that somebody signs by hand."""

_ALIKE = str.maketrans("АВСЕОавсео", "ABCE0abce0")  # a code is read off paper, and typed on any layout
_CODE = 8
_NO_PERSON = N_("This paper is of nobody: mark it as signed without a scan.")


@dataclass(frozen=True, kw_only=True)
class PaperQuery:
    """Which papers: those that wait, signed or dismissed ones, of a form, of a unit, by a name or by code."""

    signed: bool = False
    dismissed: bool = False
    form: str | None = None
    unit_id: UUID | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """A printed paper, `code` at the foot of its pages; it waits until it is signed or dismissed.

    `copies` are all its prints, the latest first; it can have been signed since `first_printed_at`."""

    id: UUID
    form: str
    language: Language
    printed_at: datetime
    first_printed_at: datetime
    printed_by: str
    pages: int
    code: str
    person_id: UUID | None
    person_name: str
    unit_id: UUID | None
    plan_id: UUID | None
    copies: tuple[UUID, ...] = ()
    signed_on: date | None = None
    note: str = ""
    scan: ScanRow | None = None
    dismissed_on: date | None = None
    dismissed_why: str = ""


def found_papers(desk: Desk, query: PaperQuery) -> tuple[PaperRow, ...]:
    """Return the papers that the query finds, the latest first."""
    group = (query.signed, query.dismissed)
    return tuple(paper for paper in _narrowed(desk, query) if _group(paper) == group)


def counted_papers(desk: Desk, query: PaperQuery) -> Mapping[tuple[bool, bool], int]:
    """Return how many papers of each group, as (signed, dismissed), the other parts of a query leave."""
    return Counter(map(_group, _narrowed(desk, query)))


def _group(paper: PaperRow) -> tuple[bool, bool]:
    return paper.signed_on is not None, paper.dismissed_on is not None


def _narrowed(desk: Desk, query: PaperQuery) -> Iterator[PaperRow]:
    with desk.read() as session:
        papers = _papers(session)
    sought = _as_code(query.text)
    words = search_key(query.text).split()
    for paper in papers:
        if (
            query.form in (None, paper.form)
            and query.unit_id in (None, paper.unit_id)
            and (_has_code(paper, sought) or all(word in search_key(paper.person_name) for word in words))
        ):
            yield paper


def papers_of(desk: Desk, person_id: UUID) -> tuple[PaperRow, ...]:
    """Return the papers of a person, signed or not."""
    with desk.read() as session:
        return tuple(_papers(session, Printout.person_id == person_id))


def papers_with(session: Session, paper_ids: Iterable[UUID]) -> list[PaperRow]:
    """Return the papers of which these are prints."""
    wanted = set(paper_ids)
    return [paper for paper in _papers(session) if wanted.intersection(paper.copies)]


def mark_signed(
    desk: Desk, paper_ids: Sequence[UUID], signed_on: date | None, note: str = ""
) -> Saved | Refused:
    """Note that papers came back signed on a day; `Saved.id` is the first. One wrong day refuses all."""
    with desk.read() as session:
        papers = papers_with(session, paper_ids)
    if not papers:
        return Refused((gone(),))
    if refused := _wrong(desk, papers, signed_on):
        return refused
    with desk.write(N_("Mark papers as signed")) as session:
        for paper in papers:
            _copy(session, paper, signed_on or desk.today).note = clean(note)
    return Saved(papers[0].id)


def attach_signed(desk: Desk, paper_id: UUID, path: Path, signed_on: date | None) -> Saved | Refused:
    """Attach the scan of a signed paper, which is marked as signed with it; `Saved.id` is the scan.

    Refused is what `attach_scan` refuses: nothing is kept then."""
    with desk.read() as session:
        paper = next((one for one in _papers(session) if paper_id in one.copies), None)
    if paper is None:
        return Refused((gone(),))
    if paper.person_id is None:
        finding = Finding(code="scan-of-nobody", text=_NO_PERSON, field="scan", weight=Weight.STOP)
        return Refused((finding,))
    if refused := _wrong(desk, [paper], signed_on):
        return refused
    scanned = read_scanned(path)
    if isinstance(scanned, Refused):
        return scanned
    with desk.write(N_("Attach the scan of a signed paper")) as session:
        scan = kept_scan(desk, session, scanned, person_id=paper.person_id)
        _copy(session, paper, signed_on or desk.today).scan_id = scan.id
        return Saved(scan.id)


def _wrong(desk: Desk, papers: Iterable[PaperRow], signed_on: date | None) -> Refused | None:
    last = max(paper.first_printed_at.astimezone().date() for paper in papers)
    dismissed = any(paper.dismissed_on is not None for paper in papers)
    findings = tuple(check_signed_copy(signed_on, last, desk.today, dismissed=dismissed))
    return Refused(findings) if findings else None


def _copy(session: Session, paper: PaperRow, signed_on: date) -> SignedCopy:
    found = session.scalar(select(SignedCopy).where(SignedCopy.printout_id.in_(paper.copies)).limit(1))
    if found is None:
        found = SignedCopy(id=new_id(), printout_id=paper.id, note="")
        session.add(found)
    found.signed_on = signed_on
    return found


def _papers(session: Session, *conditions: ColumnElement[bool]) -> list[PaperRow]:
    """Return every paper once, the latest first, with all its prints."""
    papers: dict[object, PaperRow] = {}
    of_print: dict[UUID, object] = {}
    for row in _prints(session, Printout.reprint_of_id.is_(None), *conditions):
        kept = row.dismissed_on is None  # what was dismissed is no print of the paper that waits
        key: object = (row.form, row.plan_id, row.language, kept) if row.plan_id is not None else row.id
        of_print[row.id] = key
        known = papers.get(key)
        papers[key] = _joined(known, row) if known else row
    for repeat_id, first_id in session.execute(
        select(Printout.id, Printout.reprint_of_id).where(Printout.reprint_of_id.in_(of_print))
    ):
        key = of_print[first_id] if first_id is not None else None
        papers[key] = replace(papers[key], copies=(*papers[key].copies, repeat_id))
    return list(papers.values())


def _joined(latest: PaperRow, earlier: PaperRow) -> PaperRow:
    """Return the latest print of a paper with what an earlier one knows of its signature."""
    signed = latest if latest.signed_on is not None else earlier
    return replace(
        latest,
        first_printed_at=earlier.first_printed_at,
        copies=(*latest.copies, *earlier.copies),
        signed_on=signed.signed_on,
        note=signed.note,
        scan=signed.scan,
    )


def _prints(session: Session, *conditions: ColumnElement[bool]) -> Iterator[PaperRow]:
    asked = (
        select(
            Printout.id,
            Printout.form,
            Printout.language,
            Printout.printed_at,
            Printout.printed_by,
            Printout.pages,
            Printout.person_id,
            Printout.plan_id,
            Person,
            SignedCopy,
            Scan,
            DismissedPaper,
        )
        .outerjoin(Person, Person.id == Printout.person_id)
        .outerjoin(SignedCopy, SignedCopy.printout_id == Printout.id)
        .outerjoin(DismissedPaper, DismissedPaper.printout_id == Printout.id)
        .outerjoin(Scan, (Scan.id == SignedCopy.scan_id) & Scan.removed_on.is_(None))
        .where(
            Printout.form.in_(PAPER_TITLES), Printout.content["draft"].as_boolean().is_not(True), *conditions
        )
        .where(or_(Printout.person_id.is_not(None), Printout.form.not_like("annex-%")))
        .order_by(Printout.printed_at.desc(), Printout.id)  # a pack in its own order
    )
    for row in session.execute(asked):
        yield PaperRow(
            id=row.id,
            form=row.form,
            language=Language(row.language),
            printed_at=row.printed_at,
            first_printed_at=row.printed_at,
            printed_by=row.printed_by,
            pages=row.pages,
            code=code_of(row.id),
            person_id=row.person_id,
            person_name=row.Person.full_name if row.Person else "",
            unit_id=row.Person.present_unit_id if row.Person else None,
            plan_id=row.plan_id,
            copies=(row.id,),
            signed_on=row.SignedCopy.signed_on if row.SignedCopy else None,
            note=row.SignedCopy.note if row.SignedCopy else "",
            scan=ScanRow.of(row.Scan) if row.Scan else None,
            dismissed_on=row.DismissedPaper.dismissed_on if row.DismissedPaper else None,
            dismissed_why=row.DismissedPaper.reason if row.DismissedPaper else "",
        )


def _as_code(text: str) -> str:
    """Return a typed code without its dash and in the letters of codes; "" where it is none."""
    bare = text.translate(_ALIKE).upper().replace("-", "").replace(" ", "")
    return bare if len(bare) == _CODE and all(sign in "0123456789ABCDEF" for sign in bare) else ""


def _has_code(paper: PaperRow, code: str) -> bool:
    return bool(code) and any(code_of(one).replace("-", "") == code for one in paper.copies)
