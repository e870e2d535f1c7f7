"""The journal as it is stored, and the entry of it that a printed register bears."""

from uuid import UUID

import pypdfium2
import pytest

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.journal import JournalQuery, agrees, journal_entries, last_entry
from ssu_desktop.actions.person import open_person
from ssu_desktop.actions.printing import print_form, print_unit
from ssu_desktop.actions.printouts import preview_printout, reprint, reprint_page
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import UnitKind
from tests.support.stays import admitted


def _words(pdf: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.KK, "Электрондық тарихтың {seq}-жазбасына дейін: {code}"),
        (Language.RU, "Электронная история до записи {seq}: {code}"),
    ],
)
def test_the_register_bears_the_last_entry_of_the_history_and_keeps_it_in_every_repeat(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, language: Language, said: str
) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    head = last_entry(desk)
    foot = said.format(seq=head.seq, code=head.code)
    printed = print_unit(desk, "annex-2", units[UnitKind.STATIONARY], language)
    open_person(desk, aigul)  # the history goes on
    (printout_id,) = printed.printout_ids
    assert foot in _words(printed.pdf)
    assert foot in _words(preview_printout(desk, printout_id))
    assert foot in _words(reprint_page(desk, printout_id, 1).pdf)
    again = reprint(desk, printout_id)
    assert foot in _words(again.pdf)
    assert foot in _words(preview_printout(desk, again.printout_ids[0]))
    assert foot in _words(reprint(desk, again.printout_ids[0]).pdf)


def test_other_forms_bear_no_entry(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    printed = print_form(desk, "annex-3", aigul, Language.RU)
    assert "история" not in _words(printed.pdf)


def test_a_paper_agrees_with_the_entry_it_names_and_with_no_other(desk: Desk, aigul: UUID) -> None:
    head = last_entry(desk)
    assert agrees(desk, head.seq, f" {head.code.lower()} ")
    assert not agrees(desk, head.seq - 1, head.code)
    assert not agrees(desk, head.seq + 1, head.code)
    assert not agrees(desk, head.seq, "0000-0000-0000-0000")


def test_entries_are_given_whole_of_one_person_or_the_last_ones(desk: Desk, aigul: UUID) -> None:
    everything = list(journal_entries(desk, JournalQuery()))
    assert [entry["seq"] for entry in everything] == list(range(1, last_entry(desk).seq + 1))
    (entered,) = journal_entries(desk, JournalQuery(person_id=aigul))
    assert (entered["operation"], entered["table"], entered["user"]) == (
        "insert",
        "person",
        desk.user.full_name,
    )
    assert entered["code"] == last_entry(desk).code
    assert list(journal_entries(desk, JournalQuery(last=2))) == everything[-2:]
