"""Names that no one should type and someone will, by the thousand: what is read back is what was typed.

Each goes through the fields of the person's form into the file and comes back from it, from the search, from
the person's page, from the list on the screen, from every official form and from the exported workbook. Equal
means: normalised (NFC), trimmed, single blanks, without invisible marks, as a name is stored; on paper a
letter that the type faces lack is a box. A name that is refused is refused with a reason.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.export import export_people
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.person import person_page, save_person
from ssu_desktop.forms.faces import legible
from ssu_desktop.forms.registry import FORMS, render
from ssu_desktop.language.names import clean, search_key
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from tests.faults.conftest import Rows
from tests.faults.facility import Facility
from tests.faults.tally import Tally
from tests.faults.work import sit_down
from tests.forms.pages import Pages, squeezed
from tests.forms.test_nasty import filled_with

PORTION = 50  # names of one export
SCREENS = 10  # one of so many is shown on the person's page
LETTERS = "ә Ғ қызы Ұлы і Һ ё Щ Ольга O'Neil van der Ким Şahin Łukasz 漢字 𝔘 ﬁ İ ß ǅ ﷺ שלום مرحبا 😀 👨‍👩‍👧 ٣"
SIGNS = """ ' " «» ` -- ; % _ \\ /* &amp; <b> </para> <img {name} %s ${x} =2+5 +7 @SUM(1) -1 | * ( [ — """
UNSEEN = (" ", "  ", "\t", "\r\n", "\x00", "\x1b", *"\u00a0\u200b\u00ad\ufeff\u202e\u0301\ufffd", "\ud800")
PIECES = (*LETTERS.split(), *SIGNS.split(), *UNSEEN, "и\u0306", "А" * 60, "ұ" * 300)


@pytest.fixture
def desk(facility: Facility, tmp_path: Path) -> Iterator[Desk]:
    """Return an open desk in the facility."""
    facility.copy(tmp_path)
    made = sit_down(tmp_path)
    yield made
    made.file.close()


def name_of(seed: int) -> str:
    """Return a name: some pieces of what somebody could type, paste or scan."""
    random = Random(seed)  # noqa: S311 - a choice that can be repeated
    return "".join(random.choice(PIECES) for _ in range(random.randint(1, 7)))


def typed(qtbot: QtBot, desk: Desk, name: str) -> PersonForm:
    """Return the form of a new person with a name pasted into it."""
    form = PersonForm(desk)
    qtbot.addWidget(form)
    form.opens.connect(qtbot.addWidget)  # as the window does, somebody owns what opens
    form.fields["surname"].editor.insert("Бірегей")  # type: ignore[attr-defined]  # a line
    form.fields["given_name"].editor.insert(name)  # type: ignore[attr-defined]
    return form


def kept(desk: Desk, form: PersonForm, tally: Tally) -> UUID | None:
    """Save what the form holds; return who that is, None where it was refused with a reason."""
    answer = save_person(desk, None, form.draft(), {"person-same-name": "басқа адам"})
    if isinstance(answer, Refused):
        assert all(finding.text for finding in answer.findings)
        tally.saw("refused with a reason")
        return None
    tally.saw("kept")
    return answer.id


def assert_read_back(desk: Desk, person_id: UUID, name: str) -> None:
    """The page and the search give the name as it was typed."""
    page = person_page(desk, person_id)
    assert page is not None
    assert page.person.given_name == clean(name)
    if search_key(name).strip():
        query = PeopleQuery(text=f"Бірегей {clean(name)}", limit=5000)
        assert person_id in [row.id for row in list_people(desk, query).rows]


def assert_listed(people: PeopleScreen, name: str) -> None:
    """The list of people shows the name where one searches for it."""
    if search_key(name).strip():
        people.search.setText(f"Бірегей {clean(name)}")
        people.refresh()
        shown = {row.full_name for row in people.table.pages.all_rows()}
        assert f"Бірегей {clean(name)}".strip() in shown


def assert_printed(name: str, code: str) -> None:
    """A form of the kind prints the name, or a box for each letter that the faces lack."""
    printed, _missing = legible(clean(name))
    paper = Pages(render(code, [filled_with(code, clean(name))])).text
    assert plain(squeezed(printed)) in plain(paper), f"{name!r} on {code}"


def plain(text: str) -> str:
    """Return a text as readers of PDFs give it: ligatures apart, an accent upon the same accent once."""
    apart = unicodedata.normalize("NFKD", text)
    marks = zip(apart, f"{apart[1:]} ", strict=False)
    return "".join(sign for sign, after in marks if sign != after or not unicodedata.combining(sign))


def assert_exported(desk: Desk, path: Path, names: dict[UUID, str]) -> None:
    """The exported workbook holds every name, as text."""
    export_people(desk, PeopleQuery(), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.data_type == "s" for cell in cells)
    assert {f"Бірегей {clean(name)}".strip() for name in names.values()} <= {cell.value for cell in cells}


def test_a_name_comes_back_as_it_was_typed(row: Rows, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    tally = row("fuzzed names: form, file, search, page, official forms, Excel", unit="names")
    names: dict[UUID, str] = {}
    people = PeopleScreen(desk)
    qtbot.addWidget(people)
    people.show()
    for seed in tally.turns(quick=40, long=5000):
        name, code = name_of(seed), list(FORMS)[seed % len(FORMS)]
        form = typed(qtbot, desk, name)
        person_id = kept(desk, form, tally)
        form.deleteLater()
        if person_id is not None:
            names[person_id] = name
            assert_read_back(desk, person_id, name)
            assert_printed(name, code)
            if seed % SCREENS == 0:
                page = PersonScreen(desk, person_id)
                qtbot.addWidget(page)
                assert page.title() == f"Бірегей {clean(name)}".strip()
                tally.saw("shown on the person's page")
                assert_listed(people, name)
        if tally.count % PORTION == 0:
            assert_exported(desk, tmp_path / "people.xlsx", names)
    assert_exported(desk, tmp_path / "people.xlsx", names)
