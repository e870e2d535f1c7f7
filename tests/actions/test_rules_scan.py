"""The scan of the internal rules: of no person, replaced, told by the history, read by every role."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.house import RulesRow, order_page, remove_rules, save_rules
from ssu_desktop.actions.journal import JournalQuery, journal_entries
from ssu_desktop.actions.merge import merge_people
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.rules_scan import attach_rules_scan
from ssu_desktop.actions.scans import copy_scan, scan_content, scanned_of
from ssu_desktop.actions.signing import PaperQuery, found_papers
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.exchange import scanned
from ssu_desktop.language import Language
from ssu_desktop.records import Scan
from ssu_desktop.records.kinds import Operation, Role, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.storage import open_data_file, restore_backup
from ssu_desktop.storage.errors import NotAllowed
from tests.actions.test_house import RULES
from tests.support.datafile import PASSWORD
from tests.support.papers import pdf, picture
from tests.support.stays import admitted, saved

PAPER = pdf(pages=3)


@pytest.fixture
def rules_id(desk: Desk, units: dict[UnitKind, UUID]) -> UUID:
    """The internal rules of the stationary unit."""
    return saved(save_rules(desk, units[UnitKind.STATIONARY], None, RULES))


def attached(desk: Desk, rules_id: UUID, content: bytes = PAPER, name: str = "қағида.pdf") -> UUID:
    """Attach a scan to an edition."""
    return saved(attach_rules_scan(desk, rules_id, scanned_of(name, content)))


def row_of(desk: Desk, units: dict[UnitKind, UUID]) -> RulesRow:
    """Return the edition as the page of the unit shows it."""
    (row,) = order_page(desk, units[UnitKind.STATIONARY]).editions
    return row


def test_a_scan_of_the_rules_is_of_nobody_and_is_seen_again(
    desk: Desk, units: dict[UnitKind, UUID], rules_id: UUID
) -> None:
    """R230-119."""
    scan_id = attached(desk, rules_id)
    row = row_of(desk, units)
    assert row.scan is not None
    assert (row.scan.id, row.scan.name, row.scan.pages) == (scan_id, "қағида.pdf", 3)
    assert scan_content(desk, scan_id) == PAPER
    assert copy_scan(desk, scan_id) == ("қағида.pdf", PAPER)
    assert desk.file.check() == ()
    told = [entry for entry in journal_entries(desk, JournalQuery()) if entry["table"] == "scan"]
    assert [(entry["operation"], entry["person_id"]) for entry in told] == [
        ("insert", None),
        ("view", None),
        ("export", None),
    ]


def test_another_scan_takes_the_place_of_the_first_and_the_history_tells_both(
    desk: Desk, units: dict[UnitKind, UUID], rules_id: UUID
) -> None:
    first = attached(desk, rules_id)
    second = attached(desk, rules_id, picture("PNG"), "жаңа.png")
    row = row_of(desk, units)
    assert row.scan is not None
    assert row.scan.id == second
    with desk.read() as session:
        assert session.get_one(Scan, first).removed_on == desk.today
    rows = read_history(desk, HistoryQuery(changing=True), Language.RU, limit=2)
    assert [row.action for row in rows] == ["Attach the scan of the internal rules"] * 2
    names = [change.after for row in rows for change in row.changes if change.field == "File name"]
    assert names == ["жаңа.png", "қағида.pdf"]
    assert ("Taken off on", "12.03.2026") in [(c.field, c.after) for c in rows[0].changes]
    assert scan_content(desk, first) == PAPER


def test_taking_the_attaching_back_brings_the_former_scan_back(
    desk: Desk, units: dict[UnitKind, UUID], rules_id: UUID
) -> None:
    first = attached(desk, rules_id)
    attached(desk, rules_id, picture("PNG"), "жаңа.png")
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    row = row_of(desk, units)
    assert row.scan is not None
    assert row.scan.id == first
    with desk.read() as session:
        assert session.get_one(Scan, first).removed_on is None


def test_what_is_no_scan_is_refused_and_rules_that_are_gone_take_none(desk: Desk, rules_id: UUID) -> None:
    answer = attach_rules_scan(desk, rules_id, scanned_of("program.pdf", b"MZ" + bytes(100)))
    assert isinstance(answer, Refused)
    assert [finding.text for finding in answer.findings] == [scanned.UNKNOWN]
    saved(remove_rules(desk, rules_id))
    assert isinstance(attach_rules_scan(desk, rules_id, scanned_of("а.pdf", PAPER)), Refused)
    assert list(desk.file.scans.iterdir()) == []


def test_rules_that_are_removed_leave_their_scan_to_the_history(desk: Desk, rules_id: UUID) -> None:
    scan_id = attached(desk, rules_id)
    saved(remove_rules(desk, rules_id))
    with desk.read() as session:
        assert session.scalars(select(Scan.removed_on).where(Scan.id == scan_id)).all() == [desk.today]
    assert desk.file.check() == ()


@pytest.mark.parametrize(
    ("role", "attaches", "sees", "copies"),
    [
        (Role.HEAD, True, True, True),
        (Role.SOCIAL_WORKER, True, True, True),
        (Role.REGISTRAR, False, True, True),
        (Role.CARE_WORKER, False, True, False),
        (Role.AUDITOR, False, True, False),
        (Role.ADMINISTRATOR, False, False, False),
    ],
)
def test_each_role_does_with_the_scan_what_it_may(
    desk: Desk, rules_id: UUID, role: Role, attaches: bool, sees: bool, copies: bool
) -> None:
    scan_id = attached(desk, rules_id)
    other = replace(desk, user=replace(desk.user, roles=frozenset({role})))
    for may, act in (
        (attaches, lambda: attach_rules_scan(other, rules_id, scanned_of("а.png", picture("PNG")))),
        (sees, lambda: scan_content(other, scan_id)),
        (copies, lambda: copy_scan(other, scan_id)),
    ):
        if may:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()


def test_an_administrator_reads_in_the_history_that_the_houses_own_scan_was_attached(
    desk: Desk, rules_id: UUID
) -> None:
    attached(desk, rules_id)
    other = replace(desk, user=replace(desk.user, roles=frozenset({Role.ADMINISTRATOR})))
    (row, *_) = read_history(other, HistoryQuery(changing=True), Language.KK)
    assert (row.action, row.operation) == ("Attach the scan of the internal rules", Operation.INSERT)


def test_a_backup_carries_the_scan_and_check_finds_it_where_it_is_missing(
    desk: Desk, rules_id: UUID, tmp_path: Path
) -> None:
    attached(desk, rules_id)
    desk.file.backup(tmp_path / "copy.ssu-backup")
    restore_backup(tmp_path / "copy.ssu-backup", tmp_path / "restored.ssu")
    with open_data_file(tmp_path / "restored.ssu", password=PASSWORD) as restored:
        assert restored.check() == ()
        with restored.read() as session:
            (digest,) = session.scalars(select(Scan.digest))
        assert restored.scan(digest) == PAPER
        (restored.scans / digest).unlink()
        (problem,) = restored.check()
    assert problem.text == "The scan “{name}” is missing or was altered."


def test_a_scan_of_nobody_stands_in_the_way_of_nothing_that_joins_people(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, rules_id: UUID
) -> None:
    scan_id = attached(desk, rules_id)
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    other = saved(save_person(desk, None, PersonDraft(surname="Қасымова", given_name="Айгүл")))
    saved(merge_people(desk, aigul, other))
    with desk.read() as session:
        assert session.get_one(Scan, scan_id).person_id is None
    assert found_papers(desk, PaperQuery()) == ()
    about = [row.about for row in read_history(desk, HistoryQuery(), Language.RU)]
    assert "Скан" in about
