"""Papers that nobody is to sign: printed by mistake, dismissed with a reason, and let wait again."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.signing import PaperRow, papers_with
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.records import DismissedPaper, Printout, new_id
from ssu_desktop.rules.signing import check_dismissal


def dismiss_papers(desk: Desk, paper_ids: Sequence[UUID], reason: str) -> Saved | Refused:
    """Take papers off the list of those that wait, for a reason; the prints themselves are kept.

    A paper that came back signed refuses all. `Saved.id` is the first of them."""
    reason = clean(reason)
    with desk.read() as session:
        papers = papers_with(session, paper_ids)
    if not papers:
        return Refused((gone(),))
    findings = tuple(check_dismissal(reason, signed=any(paper.signed_on is not None for paper in papers)))
    if findings:
        return Refused(findings)
    with desk.write(N_("Dismiss papers")) as session:
        for paper in papers:
            _dismiss(session, paper, desk, reason)
    return Saved(papers[0].id)


def _dismiss(session: Session, paper: PaperRow, desk: Desk, reason: str) -> None:
    """Dismiss every first print of a paper: a print of the same plan that comes later waits by itself."""
    known = set(session.scalars(select(DismissedPaper.printout_id)))
    prints = select(Printout.id).where(Printout.id.in_(paper.copies), Printout.reprint_of_id.is_(None))
    for printout_id in session.scalars(prints):
        if printout_id not in known:
            row = DismissedPaper(id=new_id(), printout_id=printout_id, dismissed_on=desk.today, reason=reason)
            session.add(row)


def let_wait_again(desk: Desk, paper_ids: Sequence[UUID]) -> Saved | Refused:
    """Put dismissed papers back on the list of those that wait."""
    with desk.read() as session:
        papers = [paper for paper in papers_with(session, paper_ids) if paper.dismissed_on is not None]
    if not papers:
        return Refused((gone(),))
    with desk.write(N_("Let papers wait again")) as session:
        copies = [copy for paper in papers for copy in paper.copies]
        for row in session.scalars(select(DismissedPaper).where(DismissedPaper.printout_id.in_(copies))):
            session.delete(row)
    return Saved(papers[0].id)
