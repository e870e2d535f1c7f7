"""Lists leave as Excel tables that harm nobody."""

from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_people, export_register
from ssu_desktop.actions.people import PeopleQuery
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.register_import import import_register, propose_import
from ssu_desktop.language import Language, speak
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Operation, UnitKind
from ssu_desktop.rules.person import PersonDraft


def test_people_are_exported_as_shown_and_no_name_is_a_formula(
    desk: Desk, aigul: UUID, tmp_path: Path
) -> None:
    save_person(desk, None, PersonDraft(surname="=HYPERLINK(1)", given_name="+7", note="-"))
    assert export_people(desk, PeopleQuery(), tmp_path / "people.xlsx") == 2
    sheet = load_workbook(tmp_path / "people.xlsx").active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert {row[0] for row in cells} == {"=HYPERLINK(1) +7", "Қасымова Айгүл Болатқызы"}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_export_takes_all_pages_of_what_the_filter_shows(desk: Desk, aigul: UUID, tmp_path: Path) -> None:
    for number in range(3):
        save_person(desk, None, PersonDraft(surname=f"Ким{'а' * number}"))
    assert export_people(desk, PeopleQuery(text="ким", limit=1, offset=2), tmp_path / "people.xlsx") == 3


def test_headings_speak_the_language_of_the_screen(desk: Desk, aigul: UUID, tmp_path: Path) -> None:
    headings = []
    for language in Language:
        speak(language)
        export_people(desk, PeopleQuery(), tmp_path / "people.xlsx")
        sheet = load_workbook(tmp_path / "people.xlsx").active
        assert sheet is not None
        headings.append([cell.value for cell in next(sheet.iter_rows(max_row=1))])
    speak(Language.KK)
    assert headings[0] != headings[1]
    assert len(headings[0]) == len(headings[1]) == 9


def test_export_is_journalled_with_the_name_of_the_file(desk: Desk, aigul: UUID, tmp_path: Path) -> None:
    export_people(desk, PeopleQuery(), tmp_path / "people.xlsx")
    with desk.read() as session:
        [told] = session.scalars(select(Change).where(Change.operation == Operation.EXPORT)).all()
    assert "people.xlsx" in (told.after or "")


def test_folder_that_is_not_there_is_told_and_not_journalled(desk: Desk, aigul: UUID, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent"):
        export_people(desk, PeopleQuery(), tmp_path / "absent" / "people.xlsx")
    with desk.read() as session:
        assert not session.scalars(select(Change).where(Change.operation == Operation.EXPORT)).all()


def test_register_is_exported_in_the_columns_of_the_form_with_the_iin(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    samples = Path(__file__).parent.parent / "exchange" / "registers"
    unit_id = units[UnitKind.STATIONARY]
    import_register(desk, propose_import(desk, samples / "register_kk.xlsx", unit_id))
    assert export_register(desk, unit_id, tmp_path / "register.xlsx") == 60
    sheet = load_workbook(tmp_path / "register.xlsx").active
    assert sheet is not None
    cells = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert cells[0][1:5] == ["Мәртебесі", "Тегі, аты, әкесінің аты (бар болса)", "ЖСН", "Туған күні, жасы"]
    [found] = [row for row in cells if row[2] == "Рахымова Іңкәр Мұратқызы"]
    assert (found[3], found[9]) == ("140919697383", "20.03.2024, № 103-ж")
    again = propose_import(desk, tmp_path / "register.xlsx", unit_id)
    assert (again.imported, again.already_known) == (0, 60)
