"""The command `print`: every form in both languages, values, refusals, hostile names and places."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.printing import FORM_CODES, list_printouts
from ssu_desktop.commands.exits import Exit
from ssu_desktop.language import Language
from ssu_desktop.language.numbers import in_words
from ssu_desktop.records import MonitoringJournal, MonitoringRound, Stay, new_id
from ssu_desktop.records.kinds import RoundKind, UnitKind
from tests.commands.conftest import TODAY, UNITS, Told
from tests.forms.pages import squeezed
from tests.support.books import NASTY_NAMES, write_book
from tests.support.by_hand import by_hand
from tests.support.datafile import LOGIN, PASSWORD

TEMPORARY = UNITS[UnitKind.TEMPORARY][1]
FORMS = ("annex-2", "annex-3", "annex-4", "annex-5", "annex-9")
TITLES = {"kk": "қосымша", "ru": "Приложение"}


def _text(path: Path) -> str:
    """Return all the words of a PDF without white space; a text of one page that is torn is torn here."""
    document = pypdfium2.PdfDocument(path)
    try:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def _people(told: Told, file: Path, *words: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(told("people", file, "--json", "--on", TODAY, *words).out)
    return found


def _has(told: Told, file: Path, folder: Path, form: str, person_id: str) -> bool:
    """Return whether the person has what the form tells of."""
    out = folder / "try.pdf"
    return told("print", file, form, "--person", person_id, "-o", out, "--on", TODAY).code == Exit.DONE


def _print(told: Told, file: Path, out: Path, form: str, *words: object) -> str:
    said = told("print", file, form, *words, "-o", out, "--on", TODAY)
    assert said.code == Exit.DONE
    assert out.name in said.out
    return _text(out)


def test_the_forms_are_those_of_the_order() -> None:
    assert FORM_CODES == FORMS


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_printed_for_a_person_for_a_unit_and_blank(
    told: Told, demo: Path, tmp_path: Path, form: str, language: str
) -> None:
    unit = "Уақытша болу бөлімшесі"  # the smallest one
    spoken = ("--language", language)
    served = (each for each in _people(told, demo, "--unit", unit) if each["status"] == "receiving")
    someone = next(each for each in served if _has(told, demo, tmp_path, form, each["id"]))
    out = tmp_path / "шыққан нысан 1.pdf"
    blank = _print(told, demo, out, form, "--blank", *spoken)
    of_unit = _print(told, demo, out, form, "--unit", unit, *spoken)
    of_person = _print(told, demo, out, form, "--person", someone["id"], *spoken)
    names = [squeezed(each["name"]) for each in _people(told, demo)]
    assert not any(name in blank for name in names)
    surname = someone["name"].split()[0]
    for filled in (of_unit, of_person):
        assert TITLES[language] in filled or TITLES[language].lower() in filled.lower()
        assert surname in filled
    surnames = {squeezed(each["name"].split()[0]) for each in _people(told, demo, "--unit", unit)}
    assert sum(name in of_unit for name in surnames) > 1
    assert not list(tmp_path.glob("*.part"))


def test_values_are_printed_as_they_stand_in_the_records(told: Told, demo: Path, tmp_path: Path) -> None:
    unit = "Уақытша болу бөлімшесі"
    someone = next(each for each in _people(told, demo, "--unit", unit) if each["status"] == "receiving")
    card = _print(told, demo, tmp_path / "a.pdf", "annex-9", "--person", someone["id"])
    for part in someone["name"].split():
        assert squeezed(part) in card
    assert someone["iin"] in card
    [served] = _people(told, demo, "--find", "Омаров Ерлан")
    register = _print(told, demo, tmp_path / "b.pdf", "annex-2", "--person", served["id"])
    assert ".".join(reversed(served["admitted_on"].split("-"))) in register


def _refusal(told: Told, file: Path, out: Path, *words: object) -> tuple[int, str]:
    said = told("print", file, *words, "-o", out, "--on", TODAY)
    assert not out.exists()
    return said.code, said.err


def test_who_cannot_be_printed_is_told_why(told: Told, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    [stationary] = _people(told, demo, "--find", "Омаров Ерлан")
    queued = next(each for each in _people(told, demo) if each["status"] == "queued")
    assert _refusal(told, demo, out, "annex-9", "--person", stationary["id"])[0] == Exit.NOT_FOUND
    for form in ("annex-4", "annex-5", "annex-9"):  # a file's cover is needed before the admission
        assert _refusal(told, demo, out, form, "--person", queued["id"])[0] == Exit.NOT_FOUND
    for form in FORMS:
        assert _refusal(told, demo, out, form, "--person", UUID(int=7))[0] == Exit.NOT_FOUND
        assert _refusal(told, demo, out, form, "--unit", "Ванна")[0] == Exit.NOT_FOUND
        assert _refusal(told, demo, out, form, "--unit", "")[0] == Exit.NOT_FOUND
    for word in ("", "Омаров", "1", stationary["id"][:-1], stationary["id"] + "0"):
        assert _refusal(told, demo, out, "annex-3", "--person", word)[0] == Exit.USAGE


def test_an_output_never_takes_the_place_of_a_part_of_a_data_file(
    told: Told, file: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(file / "data.db")
    before = (file / "keys.json").read_bytes()
    for out in (file, file / "data.db", file / "keys.json", file / "scans" / "a.pdf", link):
        said = told("print", file, "annex-2", "--blank", "-o", out)
        assert said.code == Exit.CANNOT_WRITE
    assert not (file / "data.db").read_bytes().startswith(b"%PDF")
    assert (file / "keys.json").read_bytes() == before
    assert told("check", file).code == Exit.DONE


def test_a_place_that_cannot_be_written_is_told(told: Told, file: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    places = (
        tmp_path,
        tmp_path / "absent" / "a.pdf",
        tmp_path / "plain" / "a.pdf",
        tmp_path / ("x" * 300),
        "",
    )
    for out in places:
        said = told("print", file, "annex-2", "--blank", "-o", out)
        assert said.code == Exit.CANNOT_WRITE
        assert "Errno" not in said.err
    assert told("print", file, "annex-2", "--blank", "-o", "/dev/full").code == Exit.CANNOT_WRITE
    assert told("print", file, "annex-2", "--blank", "-o", "/dev/null").code == Exit.DONE
    assert Path("/dev/null").is_char_device()


def test_an_older_print_is_replaced_whole(told: Told, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old" * 1_000_000)
    assert "АОЖБ" not in _print(told, file, out, "annex-3", "--blank")
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.glob("*a.pdf*")] == ["a.pdf"]


@pytest.fixture
def nasty(told: Told, file: Path, tmp_path: Path) -> Iterator[Path]:
    """Return the facility with hostile names taken in from a register, each with a plan and a journal."""
    rows = [
        (number, name, None, f"0{number}.02.1950", "04.03.2026 № 5", "<i>ескертпе</i> & \u202e😀")
        for number, name in enumerate(NASTY_NAMES[:-1], 1)
    ]
    book = write_book(tmp_path / "nasty.xlsx", *rows)
    assert told("import", file, book, "--unit", TEMPORARY, "--on", TODAY).code == Exit.DONE
    desk = open_desk(file, LOGIN, PASSWORD, clock=lambda: date.fromisoformat(TODAY))
    try:
        _plan_and_observe(desk)
    finally:
        desk.file.close()
    return file


def _plan_and_observe(desk: Desk) -> None:
    with desk.read() as session:
        stays = list(session.scalars(select(Stay.id)))
    for stay_id in stays:
        assert isinstance(start_plan(desk, stay_id), Saved)
    with by_hand(desk) as session:
        for stay_id in stays:
            on = date(2026, 3, 4)
            journal = MonitoringJournal(id=new_id(), stay_id=stay_id, plan_number=1, started_on=on)
            session.add(journal)
            session.flush()
            goal = "<b>мақсат</b> & «бір»"
            session.add(
                MonitoringRound(journal_id=journal.id, kind=RoundKind.ADMISSION, held_on=on, goal=goal)
            )


def _on_paper(name: str) -> list[str]:
    """Return the words of a name that a typeface of ours can show."""
    return [word for word in name.split() if all(ord(sign) < 0x2000 for sign in word)]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_are_printed_letter_by_letter(
    told: Told, nasty: Path, tmp_path: Path, form: str, language: str
) -> None:
    printed = _print(told, nasty, tmp_path / "a.pdf", form, "--unit", TEMPORARY, "--language", language)
    people = _people(told, nasty)
    assert len(people) == len(NASTY_NAMES) - 1
    for each in people:
        for word in _on_paper(each["name"]):
            assert squeezed(word) in printed, each["name"]
    if form == "annex-5":
        assert squeezed("<b>мақсат</b> & «бір»") in printed


def test_signs_without_a_glyph_are_told(told: Told, nasty: Path, tmp_path: Path) -> None:
    [someone] = _people(told, nasty, "--find", "Күлімов")
    said = told("print", nasty, "annex-3", "--person", someone["id"], "-o", tmp_path / "a.pdf")
    assert "😀" in said.err
    assert len(said.err.splitlines()) == 1
    desk = open_desk(nasty, LOGIN, PASSWORD)
    try:
        [printout] = list_printouts(desk, UUID(someone["id"]))
    finally:
        desk.file.close()
    assert printout.form == "annex-3"


def test_a_pack_of_a_unit_is_one_file_and_who_lacks_a_form_is_told(
    told: Told, demo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    words = ("pack", "--unit", "Стационар", "--forms", "annex-4, annex-5", "--duplex", "--language", "ru")
    said = told("print", demo, *words, "-o", out, "--on", TODAY)
    assert said.code == Exit.DONE
    assert "Юсупов" in said.err
    document = pypdfium2.PdfDocument(out)
    titles = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert any(title.endswith(": Индивидуальный план (приложение 4)") for title in titles)
    names = [title.split(":")[0] for title in titles]
    assert names == [name for name in dict.fromkeys(names) for _form in range(names.count(name))]


def test_a_pack_is_of_the_people_that_are_named_in_their_order(
    told: Told, demo: Path, tmp_path: Path
) -> None:
    planned = [each for each in _people(told, demo) if (each["admitted_on"] or "").startswith("2025-03")]
    last, first = planned[-1], planned[0]
    words = [part for one in (last, first, last) for part in ("--person", one["id"])]
    out = tmp_path / "pack.pdf"
    assert told("print", demo, "pack", *words, "--forms", "annex-4,annex-3", "-o", out).code == Exit.DONE
    with pypdfium2.PdfDocument(out) as document:
        names = [mark.get_title().split(":")[0] for mark in document.get_toc()]
    assert names == [last["name"], last["name"], first["name"], first["name"]]


def test_a_binder_of_a_year_is_numbered_and_closed(told: Told, demo: Path, tmp_path: Path) -> None:
    someone = next(each for each in _people(told, demo) if (each["admitted_on"] or "").startswith("2025-03"))
    out = tmp_path / "binder.pdf"
    text = _print(told, demo, out, "binder", "--person", someone["id"], "--year", "2025", "--language", "ru")
    document = pypdfium2.PdfDocument(out)
    sheets = len(document) - 1
    document.close()
    assert squeezed(f"Пронумеровано и прошнуровано {sheets} {in_words(sheets, Language.RU)} листов") in text
    assert all(squeezed(part) in text for part in someone["name"].split())
    said = told("print", demo, "binder", "--person", someone["id"], "--year", "1999", "-o", out)
    assert said.code == Exit.NOT_FOUND


@pytest.mark.parametrize(
    "words",
    [
        ("custody-act", "--person", str(UUID(int=7))),
        ("queue", "--person", str(UUID(int=7))),
        ("week", "--unit", "Стационар"),
        ("pack", "--unit", "Стационар"),
        ("pack", "--unit", "Стационар", "--forms", ""),
        ("pack", "--unit", "Стационар", "--forms", "annex-4,annex-7"),
        ("pack", "--blank", "--forms", "annex-4"),
        ("binder", "--unit", "Стационар", "--year", "2025"),
        ("binder", "--person", str(UUID(int=7))),
        ("binder", "--person", "Омаров", "--year", "2025"),
        ("binder", "--person", str(UUID(int=7)), "--person", str(UUID(int=8)), "--year", "2025"),
        ("annex-4", "--person", str(UUID(int=7)), "--person", str(UUID(int=8))),
        ("pack", "--person", str(UUID(int=7)), "--person", "Омаров", "--forms", "annex-3"),
    ],
)
def test_what_is_not_told_of_whom_or_what_is_refused(
    told: Told, demo: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert _refusal(told, demo, tmp_path / "a.pdf", *words)[0] == Exit.USAGE
