"""A facility's own Excel register comes in whole, once, and nothing of it is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from xlsxwriter import Workbook

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.people import PeopleQuery, PersonRow, count_by_status, list_people
from ssu_desktop.actions.person import PersonPage, person_page, save_person
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.register_import import ImportResult, import_register, propose_import
from ssu_desktop.actions.today import today_page
from ssu_desktop.actions.waiting import apply
from ssu_desktop.exchange.register import Field
from ssu_desktop.exchange.workbook import CannotRead
from ssu_desktop.records import Change, FormerName, Movement, Person, Stay, Unit, WaitingEntry
from ssu_desktop.records.kinds import Category, DisabilityGroup, MovementKind, Operation, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.duty import Place as DutyPlace
from ssu_desktop.rules.person import PersonDraft
from tests.support.by_hand import by_hand

SAMPLES = Path(__file__).parent.parent / "exchange" / "registers"
HEADINGS = ("№", "Мәртебесі", "Тегі, аты, әкесінің аты", "ЖСН", "Туған күні", "Санаты")
HEADINGS += ("Түскен күні және бұйрықтың №", "Уақытша шыққан күні", "Шыққан күні және бұйрықтың №")
HEADINGS += ("Шығу себебі", "Ескерту")


def book(folder: Path, *rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    path = folder / "register.xlsx"
    made = Workbook(path)
    sheet = made.add_worksheet()
    for number, row in enumerate([headings, *rows]):
        sheet.write_row(number, 0, row)
    made.close()
    return path


def row(name: str, **cells: str) -> tuple[str, ...]:
    columns = ("number", "status", "name", "iin", "born", "category")
    columns += ("admitted", "left", "discharged", "reason", "note")
    return tuple({**cells, "name": name}.get(column, "") for column in columns)


def taken_in(desk: Desk, path: Path, unit_id: UUID) -> ImportResult:
    return import_register(desk, propose_import(desk, path, unit_id))


def everyone(desk: Desk) -> tuple[PersonRow, ...]:
    return list_people(desk, PeopleQuery(limit=1000)).rows


def the_one(desk: Desk) -> PersonPage:
    [only] = everyone(desk)
    page = person_page(desk, only.id)
    assert page is not None
    return page


def movements(desk: Desk) -> list[Movement]:
    with desk.read() as session:
        return list(session.scalars(select(Movement).order_by(Movement.happened_on, Movement.id)))


@pytest.mark.parametrize(("name", "people"), [("register_kk.xlsx", 60), ("register_ru.xlsx", 45)])
def test_sample_register_comes_in_whole_and_the_second_time_nobody(
    desk: Desk, units: dict[UnitKind, UUID], name: str, people: int
) -> None:
    """R230-003."""
    unit_id = units[UnitKind.STATIONARY]
    dry = propose_import(desk, SAMPLES / name, unit_id)
    assert (dry.imported, dry.already_known, len(everyone(desk))) == (people, 0, 0)
    first = import_register(desk, dry)
    assert (first.imported, first.already_known, len(everyone(desk))) == (people, 0, people)
    assert first.doubtful == dry.doubtful
    again = taken_in(desk, SAMPLES / name, unit_id)
    assert (again.imported, again.already_known, len(everyone(desk))) == (0, people, people)
    assert desk.file.check() == ()


def test_kazakh_sample_keeps_queue_service_and_discharge(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    taken_in(desk, SAMPLES / "register_kk.xlsx", units[UnitKind.STATIONARY])
    counts = count_by_status(desk, units[UnitKind.STATIONARY])
    assert counts[Status.QUEUED] == 3
    assert counts[Status.AWAY] == 0, "whom the register calls a recipient has come back from the leave"
    assert sum(counts.values()) == 60
    [tolegen] = list_people(desk, PeopleQuery(text="досмагамбетов толеген")).rows
    assert (tolegen.status, tolegen.admitted_on) == (Status.QUEUED, None)
    with desk.read() as session:
        assert session.scalar(select(func.count()).select_from(WaitingEntry)) == 3


def test_a_row_becomes_person_stay_events_disability_and_programme(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    taken_in(desk, SAMPLES / "register_ru.xlsx", units[UnitKind.DAY])
    [found] = list_people(desk, PeopleQuery(text="дуйсенова елена")).rows
    page = person_page(desk, found.id)
    assert page is not None
    [stay] = page.stays
    assert (stay.status, stay.admitted_on, stay.ended_on, stay.readmitted) == (
        Status.DISCHARGED,
        date(2024, 9, 19),
        date(2025, 11, 29),
        True,
    )
    assert (page.person.iin, page.person.born) == ("720526467463", date(1972, 5, 26))
    assert page.person.diagnosis == "G80.1 Спастикалық диплегия"
    assert [entry.draft.group for entry in page.disabilities] == [DisabilityGroup.FIRST]
    assert [entry.draft.until for entry in page.programmes] == [date(2027, 1, 6)]
    with desk.read() as session:
        events = session.scalars(select(Movement).where(Movement.stay_id == stay.id)).all()
        assert [(event.kind, event.happened_on) for event in events] == [
            (MovementKind.ADMITTED, date(2024, 9, 19)),
            (MovementKind.DISCHARGED, date(2025, 11, 29)),
        ]
        assert events[1].reason == "по собственному желанию"


def test_mark_of_return_that_the_register_tells_outlives_later_events(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row("Ким Виктор", born="01.02.1950", admitted="20.03.2024", note="повторно")
    taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    [stay] = the_one(desk).stays
    with by_hand(desk) as session:
        session.add(Movement(stay_id=stay.id, kind=MovementKind.LEFT, happened_on=date(2026, 3, 1)))
        refresh_present(session, everyone(desk)[0].id)
    [stay] = the_one(desk).stays
    assert (stay.status, stay.readmitted) == (Status.AWAY, True)


def test_order_numbers_stand_with_their_events(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row(
        "Ким Виктор",
        born="01.02.1950",
        admitted="20.03.2024 №103-ж",
        discharged="29.08.2024 № 165",
        reason="қайтыс болды",
    )
    taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    assert [(event.kind, event.order_number, event.reason) for event in movements(desk)] == [
        (MovementKind.ADMITTED, "103-ж", ""),
        (MovementKind.DISCHARGED, "165", "қайтыс болды"),
    ]


def test_temporary_leave_is_a_suspension_where_people_live_at_home(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row("Ким Виктор", born="01.02.1950", admitted="20.03.2024", left="01.05.2024")
    taken_in(desk, book(tmp_path, told), units[UnitKind.HOME])
    assert the_one(desk).header.status is Status.SUSPENDED


@pytest.mark.parametrize(
    ("kind", "pause", "back"),
    [
        (UnitKind.STATIONARY, MovementKind.LEFT, MovementKind.RETURNED),
        (UnitKind.HOME, MovementKind.SUSPENDED, MovementKind.RESUMED),
    ],
)
def test_who_receives_services_after_an_old_leave_has_come_back_and_the_dry_run_says_so(
    desk: Desk,
    units: dict[UnitKind, UUID],
    tmp_path: Path,
    kind: UnitKind,
    pause: MovementKind,
    back: MovementKind,
) -> None:
    told = row("Ким Виктор", status="алушы", born="01.02.1950", admitted="20.03.2024", left="01.05.2024")
    result = taken_in(desk, book(tmp_path, told), units[kind])
    assert the_one(desk).header.status is Status.RECEIVING
    assert [(event.kind, event.happened_on) for event in movements(desk)[1:]] == [
        (pause, date(2024, 5, 1)),
        (back, date(2024, 5, 1)),
    ]
    assert movements(desk)[-1].note == "Журналда қайтып келген күні көрсетілмеген: бұл – шыққан күні."
    [doubt] = result.doubtful
    assert (doubt.field, doubt.values) == ("left_on", {"word": "алушы", "day": "01.05.2024"})


def test_who_left_and_has_no_status_is_still_away(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row("Ким Виктор", born="01.02.1950", admitted="20.03.2024", left="01.05.2024")
    assert taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY]).doubtful == ()
    assert the_one(desk).header.status is Status.AWAY


def test_who_waits_after_a_stay_that_ended_has_both_and_the_dry_run_says_so(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row(
        "Ким Виктор",
        status="кезекте",
        born="01.02.1950",
        admitted="20.03.2023 № 1",
        left="01.05.2023 № 7",
        discharged="29.08.2024 № 165",
        reason="өз еркімен",
    )
    path = book(tmp_path, told)
    result = taken_in(desk, path, units[UnitKind.STATIONARY])
    assert [doubt.field for doubt in result.doubtful] == ["status", "admitted_on"]
    page = the_one(desk)
    assert page.header.status is Status.QUEUED
    assert [(stay.status, stay.admitted_on, stay.ended_on, stay.readmitted) for stay in page.stays] == [
        (Status.QUEUED, None, None, False),
        (Status.DISCHARGED, date(2023, 3, 20), date(2024, 8, 29), False),
    ]
    assert [(event.kind, event.order_number, event.reason) for event in movements(desk)] == [
        (MovementKind.ADMITTED, "1", ""),
        (MovementKind.LEFT, "7", ""),
        (MovementKind.DISCHARGED, "165", "өз еркімен"),
        (MovementKind.QUEUED, "", ""),
    ]
    again = taken_in(desk, path, units[UnitKind.STATIONARY])
    assert (again.imported, again.already_known, again.doubtful) == (0, 1, ())


def test_discharge_before_admission_is_doubted_and_both_dates_stay_in_the_note(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row(
        "Ким Виктор", status="шықты", born="01.02.1950", admitted="20.03.2024", discharged="19.03.2024"
    )
    result = taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    assert {doubt.row for doubt in result.doubtful} == {2}
    page = the_one(desk)
    assert "19.03.2024" in page.person.note
    assert page.header.status is Status.DISCHARGED
    end = movements(desk)[-1]
    assert (end.happened_on, bool(end.note)) == (desk.today, True)


def test_who_has_no_date_at_all_comes_in_with_a_doubt_and_no_invented_admission(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row("Ким Виктор", born="01.02.1950", admitted="былтыр күзде")
    result = taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    assert result.imported == 1
    assert result.doubtful
    assert movements(desk) == []
    page = the_one(desk)
    assert "былтыр күзде" in page.person.note
    [listed] = list_people(desk, PeopleQuery(unit_id=units[UnitKind.STATIONARY])).rows
    assert listed.status is Status.NONE


def test_same_person_twice_in_a_register_is_one_person_with_two_stays(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    first = row(
        "Ким Виктор", iin="500201300017", born="01.02.1950", admitted="20.03.2024", discharged="01.05.2024"
    )
    second = row("Ким Виктор", iin="500201300017", born="01.02.1950", admitted="10.01.2025")
    path = book(tmp_path, first, second)
    result = taken_in(desk, path, units[UnitKind.STATIONARY])
    assert result.imported == 1
    page = the_one(desk)
    assert [(stay.status, stay.readmitted) for stay in page.stays] == [
        (Status.RECEIVING, True),
        (Status.DISCHARGED, False),
    ]
    assert taken_in(desk, path, units[UnitKind.STATIONARY]).already_known == 1


def test_who_is_in_the_file_already_is_not_added_and_the_other_unit_is_told(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, tmp_path: Path
) -> None:
    told = row("Касымова Айгул Болатқызы", born="11.05.1943", admitted="20.03.2024")
    result = taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    assert (result.imported, result.already_known) == (0, 1)
    assert [doubt.field for doubt in result.doubtful] == ["admitted_on"]
    assert len(everyone(desk)) == 1


def test_who_came_into_the_file_after_the_dry_run_is_not_added_twice(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    dry = propose_import(
        desk, book(tmp_path, row("Ким Виктор", born="01.02.1950")), units[UnitKind.STATIONARY]
    )
    by_hand = PersonDraft(surname="Ким", given_name="Виктор", born=date(1950, 2, 1))
    assert isinstance(save_person(desk, None, by_hand), Saved)
    assert dry.imported == 1
    result = import_register(desk, dry)
    assert (result.imported, result.already_known, len(everyone(desk))) == (0, 1, 1)


def test_cancelled_import_leaves_nothing(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    dry = propose_import(desk, SAMPLES / "register_kk.xlsx", units[UnitKind.STATIONARY])
    asked: list[tuple[int, int]] = []

    def stop(done: int, everything: int) -> bool:
        asked.append((done, everything))
        return False

    result = import_register(desk, dry, go_on=stop)
    assert (result.cancelled, result.imported) == (True, 0)
    assert asked == [(0, 60)]
    assert everyone(desk) == ()
    assert desk.file.check() == ()
    with desk.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert not session.scalars(select(Change).where(Change.operation == Operation.IMPORT)).all()


def test_category_is_taken_from_the_row_else_from_age_and_unit_and_said_so(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    path = book(
        tmp_path,
        row("Ким Бірінші", born="01.02.2015", admitted="20.03.2024", category="қарт"),
        row("Ким Екінші", born="01.02.2015", admitted="20.03.2024"),
        row("Ким Үшінші", born="01.02.1940", admitted="20.03.2024"),
    )
    dry = propose_import(desk, path, units[UnitKind.DAY])
    assert [(each.category, each.category_assumed) for each in dry.incoming] == [
        (Category.ELDERLY, False),
        (Category.CHILDREN, True),
        (Category.ELDERLY, True),
    ]
    temporary = propose_import(desk, path, units[UnitKind.TEMPORARY])
    assert temporary.incoming[1].category is Category.HOMELESS


def test_a_child_in_a_unit_set_for_adults_stays_a_child_and_is_doubted(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    with by_hand(desk, "a unit for adults") as session:
        session.get_one(Unit, unit_id).categories = (Category.ADULTS,)
    path = book(
        tmp_path,
        row("Ким Бала", born="01.02.2015", admitted="20.03.2024"),
        row("Ким Ересек", born="01.02.1990", admitted="20.03.2024"),
        row("Ким Өзі", born="01.02.2015", admitted="20.03.2024", category="18 жастан асқан"),
    )
    dry = propose_import(desk, path, unit_id)
    assert [each.category for each in dry.incoming] == [Category.CHILDREN, Category.ADULTS, Category.ADULTS]
    assert [(doubt.row, doubt.field) for doubt in dry.doubtful] == [(2, "category")]


def test_what_was_doubtful_and_what_was_assumed_stand_in_the_note_of_the_person(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row("Ким Бала", iin="150201500001", born="01.02.2015", admitted="20.03.2024", note="повторно")
    result = taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    assert [doubt.field for doubt in result.doubtful] == ["iin"]
    assert the_one(desk).person.note.split("\n") == [
        "повторно",
        "ЖСН күмәнді: бақылау цифры сәйкес келмейді. Құжатпен салыстырыңыз.",
        "Санаты көрсетілмеген; болжам: Балалар.",
    ]


def test_hand_corrected_columns_are_followed(desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path) -> None:
    path = book(tmp_path, ("Ким Виктор", "01.02.1950"), headings=("кто", "когда"))
    with pytest.raises(CannotRead):
        propose_import(desk, path, units[UnitKind.DAY])
    columns = {0: Field.FULL_NAME, 1: Field.BORN}
    dry = propose_import(desk, path, units[UnitKind.DAY], columns)
    told = dry.incoming[-1].row
    assert (told.full_name, told.born) == ("Ким Виктор", date(1950, 2, 1))


def test_odd_names_and_endless_order_numbers_come_in_unharmed(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    path = book(
        tmp_path,
        row("<b>Ким</b> Виктор", born="01.02.1950", admitted="20.03.2024 № " + "9" * 500),
        row("Ә" * 150 + " " + "Б" * 150, born="01.01.0001", admitted="01.01.2999"),
        row("Оразов\u202e Ерлан 😀", born="02.02.1960"),
    )
    result = taken_in(desk, path, units[UnitKind.STATIONARY])
    assert result.imported == 3
    assert {doubt.row for doubt in result.doubtful} == {2, 3, 4}
    for listed in everyone(desk):
        assert len(listed.full_name) <= 610
        assert "\u202e" not in listed.full_name
    with desk.read() as session:
        assert any("9" * 500 in note for note in session.scalars(select(Person.note)))


@pytest.mark.parametrize(
    "content", [b"", b"only text", b"PK\x03\x04 broken"], ids=["empty", "text", "broken"]
)
def test_what_is_no_workbook_is_refused_with_a_message(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    with pytest.raises(CannotRead) as refused:
        propose_import(desk, path, units[UnitKind.DAY])
    assert "register.xlsx" in str(refused.value)


def test_import_is_one_action_of_the_journal_with_a_row_for_each_record(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    taken_in(
        desk,
        book(tmp_path, row("Ким Виктор", born="01.02.1950", admitted="20.03.2024")),
        units[UnitKind.DAY],
    )
    with desk.read() as session:
        last = session.scalars(select(Change.action_id).order_by(Change.seq.desc()).limit(1)).one()
        told = session.scalars(select(Change).where(Change.action_id == last).order_by(Change.seq)).all()
        assert [row.table_name for row in told] == ["person", "stay", "movement", "unit"]
        assert session.scalars(select(Stay)).one().revision == 1


def test_who_came_in_with_a_register_is_not_overdue_until_a_plan_is_begun_here(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    path = book(tmp_path, row("Қасымова Айгүл Болатқызы", born="01.02.1950", admitted="05.06.2023 № 12"))
    unit_id = units[UnitKind.STATIONARY]
    taken_in(desk, path, unit_id)
    page = today_page(desk)
    assert page.overdue == ()
    assert {line.duty.place for line in page.from_paper} == {DutyPlace.PLAN, DutyPlace.FILE}
    stay_id = page.from_paper[0].stay_id
    assert not isinstance(start_plan(desk, stay_id), Refused)
    page = today_page(desk)
    assert page.from_paper == ()
    assert page.overdue != ()


FULL = ("Фамилия, имя, отчество", "ИИН", "Дата рождения", "Статус", "Дата поступления", "№ приказа")
FULL += ("Дата выбытия", "Причина выбытия", "Куда выбыл", "Дата перевода и № приказа", "Временное выбытие")


def told_row(**cells: str) -> tuple[str, ...]:
    columns = (
        "name",
        "iin",
        "born",
        "status",
        "admitted",
        "order",
        "discharged",
        "reason",
        "where",
        "moved",
        "left",
    )
    usual = {"name": "Иванов Иван Иванович", "born": "01.02.1950"}
    return tuple({**usual, **cells}.get(column, "") for column in columns)


@pytest.mark.parametrize(
    ("cells", "kept", "doubted"),
    [
        ({"order": "77-Х"}, "№ приказа: 77-Х", "admitted_on"),
        ({"admitted": "№ 88"}, "Дата поступления: № 88", "admitted_on"),
        ({"admitted": "05.01.2020", "discharged": "№ 99"}, "Дата выбытия: № 99", "discharged_on"),
        ({"admitted": "05.01.2020", "reason": "Переезд"}, "Причина выбытия: Переезд", "discharged_on"),
        ({"admitted": "05.01.2020", "where": "Тараз"}, "Куда выбыл: Тараз", "discharged_on"),
        (
            {"admitted": "05.01.2020", "discharged": "05.01.2019", "reason": "Переезд"},
            "Причина выбытия: Переезд",
            "discharged_on",
        ),
    ],
)
def test_what_belongs_to_an_event_without_a_date_is_kept_in_the_note_and_doubted(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path, cells: dict[str, str], kept: str, doubted: str
) -> None:
    path = book(tmp_path, told_row(**cells), headings=FULL)
    result = taken_in(desk, path, units[UnitKind.STATIONARY])
    with desk.read() as session:
        assert kept in session.scalars(select(Person.note)).one().split("\n")
    assert doubted in {doubt.field for doubt in result.doubtful}


def test_a_transfer_comes_in_with_the_date_and_order_of_its_own_column(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    cells = {"status": "переведен", "admitted": "05.01.2020", "moved": "03.02.2022 № 12-п", "where": "Алматы"}
    path = book(tmp_path, told_row(**cells), headings=FULL)
    assert taken_in(desk, path, units[UnitKind.STATIONARY]).doubtful == ()
    _admitted, moved = movements(desk)
    assert (moved.kind, moved.happened_on) == (MovementKind.TRANSFERRED_OUT, date(2022, 2, 3))
    assert (moved.order_number, moved.destination, moved.note) == ("12-п", "Алматы", "")


@pytest.mark.parametrize(
    ("cells", "doubted", "said"),
    [
        ({"discharged": "10.02.2026"}, ["discharged_on"], "but not with the departure"),
        ({"admitted": "01.03.2026"}, ["admitted_on"], "but not with the admission"),
        ({"left": "10.02.2026"}, ["left_on"], "but not with the temporary leave"),
        ({"iin": "500201300115"}, ["iin"], "with another IIN"),
    ],
)
def test_what_a_later_register_tells_anew_of_a_known_person_is_said_and_not_lost_in_silence(
    desk: Desk,
    units: dict[UnitKind, UUID],
    tmp_path: Path,
    cells: dict[str, str],
    doubted: list[str],
    said: str,
) -> None:
    before = {"iin": "500201300016", "admitted": "05.01.2020"}
    taken_in(desk, book(tmp_path, told_row(**before), headings=FULL), units[UnitKind.STATIONARY])
    later = book(tmp_path, told_row(**{**before, **cells}), headings=FULL)
    dry = propose_import(desk, later, units[UnitKind.STATIONARY])
    assert (dry.imported, dry.already_known) == (0, 1)
    assert [doubt.field for doubt in dry.doubtful] == doubted
    assert said in dry.doubtful[0].reason


def test_the_mark_of_an_old_register_outlives_a_new_application(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    cells = {"admitted": "05.01.2020", "discharged": "10.02.2025", "status": "выбыл"}
    path = book(tmp_path, (*told_row(**cells), "возвратился"), headings=(*FULL, "Примечание"))
    taken_in(desk, path, unit_id)
    with desk.read() as session:
        person_id = session.scalars(select(Person.id)).one()
    draft = ApplicationDraft(
        unit_id=unit_id, category=Category.ELDERLY, applied_on=date(2026, 3, 1), application_number="1"
    )
    assert isinstance(apply(desk, person_id, draft), Saved)
    with desk.read() as session:
        marks = session.execute(select(Stay.admitted_on, Stay.readmitted)).all()
    assert set(map(tuple, marks)) == {(date(2020, 1, 5), True), (None, False)}


def namesake(desk: Desk, iin: str = "", born: date | None = None) -> None:
    draft = PersonDraft(surname="Ким", given_name="Виктор", iin=iin, born=born)
    assert isinstance(save_person(desk, None, draft), Saved)


def test_who_is_on_file_without_a_birth_date_does_not_come_in_twice_and_what_is_new_is_said(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    namesake(desk)
    path = book(tmp_path, row("Ким Виктор", iin="500201300017", born="01.02.1950", admitted="20.03.2024"))
    dry = propose_import(desk, path, units[UnitKind.STATIONARY])
    assert (dry.imported, dry.already_known) == (0, 1)
    assert [doubt.field for doubt in dry.doubtful] == ["surname", "iin", "born", "admitted_on"]
    assert import_register(desk, dry).imported == 0
    assert len(everyone(desk)) == 1


@pytest.mark.parametrize(
    ("iin", "born"), [("", None), ("", date(1950, 2, 1)), ("500201300017", None)], ids=["name", "born", "iin"]
)
def test_a_row_of_a_name_alone_is_left_out_beside_a_namesake_and_doubted(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path, iin: str, born: date | None
) -> None:
    namesake(desk, iin, born)
    dry = propose_import(desk, book(tmp_path, row("Ким Виктор")), units[UnitKind.STATIONARY])
    assert (dry.imported, dry.already_known) == (0, 1)
    assert "only the name tells" in dry.doubtful[0].reason


@pytest.mark.parametrize(
    ("iin", "born", "told"),
    [
        ("", date(1950, 2, 1), {"born": "02.02.1950"}),
        ("500201300017", None, {"iin": "500201300116", "born": "01.02.1950"}),
        ("500201300017", date(1950, 2, 1), {"iin": "500202300012", "born": "02.02.1950"}),
    ],
)
def test_a_namesake_whom_birth_date_or_iin_tells_apart_comes_in(
    desk: Desk,
    units: dict[UnitKind, UUID],
    tmp_path: Path,
    iin: str,
    born: date | None,
    told: dict[str, str],
) -> None:
    namesake(desk, iin, born)
    path = book(tmp_path, row("Ким Виктор", **told))
    assert propose_import(desk, path, units[UnitKind.STATIONARY]).imported == 1


def test_of_several_namesakes_a_row_is_the_one_whose_admission_it_tells(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    namesake(desk, born=date(1950, 2, 1))
    path = book(tmp_path, row("Ким Виктор", born="05.06.1960", admitted="20.03.2024"))
    taken_in(desk, path, unit_id)
    without_birth = book(tmp_path, row("Ким Виктор", admitted="20.03.2024"))
    again = propose_import(desk, without_birth, unit_id)
    assert (again.imported, again.already_known, again.doubtful) == (0, 1, again.doubtful[:1])
    assert "Nothing but" not in "".join(doubt.reason for doubt in again.doubtful)
    [known] = again.known
    assert (known.guessed, known.new_admission) == (False, None)


def test_who_is_known_by_a_former_name_is_told_so(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, tmp_path: Path
) -> None:
    with by_hand(desk) as session:
        session.add(FormerName(person_id=aigul, surname="Оспанова", given_name="Айгүл"))
    path = book(tmp_path, row("Оспанова Айгүл", born="11.05.1943"))
    dry = propose_import(desk, path, units[UnitKind.STATIONARY])
    assert (dry.imported, dry.already_known) == (0, 1)
    assert "once had this name" in dry.doubtful[0].reason


def test_who_came_in_with_texts_beyond_all_measure_can_be_saved_again_with_nothing_cut_off(
    desk: Desk, units: dict[UnitKind, UUID], tmp_path: Path
) -> None:
    told = row("Ким Виктор", born="01.02.1950", admitted="20.03.2024", note="ескертпе " * 3_000)
    taken_in(desk, book(tmp_path, told), units[UnitKind.STATIONARY])
    person = the_one(desk).person
    assert len(person.note) > 20_000
    [only] = everyone(desk)
    assert isinstance(save_person(desk, only.id, replace(person, phone="8 705 590 74 50")), Saved)
    assert the_one(desk).person.note == person.note
