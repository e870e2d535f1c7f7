"""Noting that papers came back signed: the day, a note, the scan; the chip that tells of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.dismissing import dismiss_papers
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.actions.signing import PaperRow, attach_signed, mark_signed
from ssu_desktop.language import N_, Language, Noun, _, counted, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import FormDialog, Submit
from ssu_desktop.screens.attaching import ask_file
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import submitting
from ssu_desktop.screens.fields import AnyField, DateField, NotesField, TextField

LANGUAGES = {Language.KK: N_("Kazakh|language"), Language.RU: N_("Russian|language")}

Done = Callable[[Saved], object]


def form_name(code: str) -> str:
    """Return what a form is called, in the language of the interface."""
    return _(FORM_NAMES[code]) if code in FORM_NAMES else code


def signed_chip(paper: PaperRow) -> Chip:
    """Return the chip that tells whether a paper came back signed, or is not to be signed at all."""
    if paper.dismissed_on is not None:
        return Chip(_(N_("dismissed {day}"), day=short(paper.dismissed_on)), Tone.NEUTRAL)
    if paper.signed_on is None:
        return Chip(_(N_("waits|a paper")), Tone.SOON)
    words = N_("signed {day}, scan") if paper.scan is not None else N_("signed {day}")
    return Chip(_(words, day=short(paper.signed_on)), Tone.DONE)


def ask_signed(parent: QWidget, desk: Desk, papers: Sequence[PaperRow], done: Done) -> None:
    """Ask on which day papers were signed, and note it of all of them."""

    def act(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Saved | Refused:
        signed_on, note = cast("date | None", values["signed_on"]), str(values["note"] or "")
        return mark_signed(desk, [paper.id for paper in papers], signed_on, note)

    note = TextField("note", N_("Note"))
    note.set_value(papers[0].note if len(papers) == 1 else "")
    title, fields = N_("Came back signed"), [_day(desk, papers), note]
    _ask(parent, title, papers, fields, N_("Note the signature"), submitting(act, done))


def ask_dismissal(parent: QWidget, desk: Desk, papers: Sequence[PaperRow], done: Done) -> None:
    """Ask why nobody is to sign papers, and take them off the list."""

    def act(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Saved | Refused:
        return dismiss_papers(desk, [paper.id for paper in papers], str(values["reason"] or ""))

    reason = NotesField("reason", N_("Why nobody is to sign it"), lines=3)
    verb = N_("Dismiss|a paper")
    _ask(parent, N_("Printed by mistake"), papers, [reason], verb, submitting(act, done))


def ask_scan(parent: QWidget, desk: Desk, paper: PaperRow, done: Done) -> None:
    """Ask for the file of a scan and on which day the paper was signed, and keep both."""
    if path := ask_file(parent, N_("Choose a scan")):
        take_scan(parent, desk, paper, path, done)


def take_scan(parent: QWidget, desk: Desk, paper: PaperRow, path: Path, done: Done) -> None:
    """Ask on which day the paper of this scan was signed, and keep both."""

    def act(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Saved | Refused:
        return attach_signed(desk, paper.id, path, cast("date | None", values["signed_on"]))

    title, fields = N_("Came back signed"), [_day(desk, [paper])]
    _ask(parent, title, [paper], fields, N_("Attach the scan"), submitting(act, done))


def _day(desk: Desk, papers: Sequence[PaperRow]) -> AnyField:
    day = DateField("signed_on", N_("Signed on"), lambda: desk.today, past=True)
    day.set_value(papers[0].signed_on or desk.today)
    return day


def _ask(
    parent: QWidget,
    title: str,
    papers: Sequence[PaperRow],
    fields: Sequence[AnyField],
    verb: str,
    submit: Submit,
) -> None:
    dialog = FormDialog(parent, title, fields, verb, submit)
    told = plain_label("muted", wraps=True)
    told.setText(_told(papers))
    dialog.column.insertWidget(0, told)
    dialog.open()


def _told(papers: Sequence[PaperRow]) -> str:
    if len(papers) == 1:
        return " · ".join(
            part for part in (form_name(papers[0].form), papers[0].person_name, papers[0].code) if part
        )
    return _(N_("Papers: {count}"), count=counted(spoken(), len(papers), Noun.RECORD))
