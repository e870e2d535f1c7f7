"""Every test of screens starts light, at 100 %, in Kazakh; `desk` is a small facility in a real data file.

The facility is made once and copied for each test. Its day is Thursday, 12 March 2026. `people` are found
by surname, `units` by the letter of their kind, `staff` by surname:

    Қасымова     S  receiving since 04.03.2026, with a relative, disability, programme until 20.03.2026
    Омаров       S  receiving since 11.09.2025          Ғабитова   S  temporarily left until 10.03.2026
    Дүйсенов     S  in the queue                        Шмидт      D  suspended
    Петренко     H  receiving since 02.02.2026          Ким        T  receiving since 01.03.2026
    Жұмабеков    S  discharged 31.01.2026               Иванов     no stay, a note left by an import
"""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.naming import refresh_keys_of
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.language import Language
from ssu_desktop.language.names import sort_key, split_name
from ssu_desktop.records import (
    Disability,
    Movement,
    Organisation,
    Person,
    PersonalFile,
    RehabilitationProgramme,
    Relative,
    Signatory,
    Staff,
    Stay,
    Unit,
    User,
    WaitingEntry,
    new_id,
)
from ssu_desktop.records.kinds import (
    Category,
    DisabilityGroup,
    Domain,
    MovementKind,
    Post,
    RelationKind,
    Role,
    Sex,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.iin import check_digit
from ssu_desktop.rules.stay import MovementFact, derive
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.words import switch_language
from ssu_desktop.storage import Actor, WeakKeyCostForTests, create_data_file

TODAY = date(2026, 3, 12)
LOGIN, PASSWORD = "ainur", "a long test password"


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application, dressed once."""
    apply_theme(qapp)
    return qapp


@pytest.fixture(autouse=True)
def speaks_kazakh(dressed: QApplication) -> Iterator[QApplication]:
    """The application speaking Kazakh, before and after each test."""
    switch_language(dressed, Language.KK)
    yield dressed
    switch_language(dressed, Language.KK)


@pytest.fixture
def letters(dressed: QApplication) -> Iterator[Callable[[int], None]]:
    """Set the text size in per cent; after the test it is 100 again."""
    yield lambda percent: apply_theme(dressed, scale=percent)
    apply_theme(dressed)


@pytest.fixture
def save_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answer the window that asks where to save, as the user would."""
    return lambda path: monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))


@pytest.fixture(autouse=True)
def lets_go_of_windows(dressed: QApplication) -> Iterator[None]:
    """Destroy the closed windows of a test when it is over.

    No event loop runs between tests, so `deleteLater` waits; Python's collector would then destroy the
    windows in the middle of a later test's focus event, or in a worker's thread, and the process would crash.
    The running program has `screens.collecting` for that."""
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.enable()


@pytest.fixture
def speak_russian(speaks_kazakh: QApplication) -> Callable[[], None]:
    """Switch the interface to Russian while the window is open."""
    return lambda: switch_language(speaks_kazakh, Language.RU)


@pytest.fixture
def types() -> Callable[[QWidget, str], None]:
    """Type any letters: QTest knows Latin keys only."""

    def type_text(widget: QWidget, text: str) -> None:
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))

    return type_text


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facility's data file, made once and closed."""
    path = tmp_path_factory.mktemp("facility") / "prepared.ssu"
    user_id = new_id()
    made = create_data_file(path, login=LOGIN, password=PASSWORD, user_id=user_id, cost=WeakKeyCostForTests())
    with made.file.write("prepare", Actor(id=user_id, name="Тест")) as session:
        _found(session, user_id)
        units = {unit.kind.value: unit for unit in session.scalars(select(Unit))}
        _settle(session, units)
    made.file.close()
    return path


@pytest.fixture
def desk(prepared_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a fresh copy of the facility, on 12 March 2026."""
    path = tmp_path / "facility.ssu"
    shutil.copytree(prepared_file, path)
    opened = open_desk(path, LOGIN, PASSWORD, clock=lambda: TODAY)
    yield opened
    opened.file.close()


@pytest.fixture
def people(desk: Desk) -> Mapping[str, UUID]:
    """The ids of the people by surname."""
    with desk.read() as session:
        return {row.surname: row.id for row in session.execute(select(Person.surname, Person.id))}


@pytest.fixture
def stays(desk: Desk) -> Mapping[str, UUID]:
    """The ids of the stays by the person's surname."""
    with desk.read() as session:
        asked = select(Person.surname, Stay.id).join(Stay, Stay.person_id == Person.id)
        return {row.surname: row.id for row in session.execute(asked)}


@pytest.fixture
def units(desk: Desk) -> Mapping[str, UUID]:
    """The ids of the units by the letter of their kind."""
    with desk.read() as session:
        return {row.kind.value: row.id for row in session.execute(select(Unit.kind, Unit.id))}


@pytest.fixture
def staff(desk: Desk) -> Mapping[str, UUID]:
    """The ids of the staff by surname."""
    with desk.read() as session:
        return {row.surname: row.id for row in session.execute(select(Staff.surname, Staff.id))}


def _found(session: Session, user_id: UUID) -> None:
    organisation = Organisation(
        name_kk="«Мейірім» орталығы",
        name_ru="Центр «Мейірім»",
        bin="050640003471",
        address="Әулиекөл ауылы, Достық көшесі, 12",
        region="Қостанай облысы",
        place="Әулиекөл ауылы",
    )
    user = User(
        id=user_id,
        login=LOGIN,
        full_name="Сейтқали Айнұр Маратқызы",
        role=Role.ADMINISTRATOR,
        further_roles=(Role.HEAD,),
        sees_victims=True,
    )
    session.add_all([organisation, user, Signatory(name="Төлегенов А. Қ.")])
    every = tuple(Category)
    for position, (kind, name_kk, name_ru, places) in enumerate(
        (
            (UnitKind.STATIONARY, "Стационар", "Стационарное отделение", 50),
            (UnitKind.DAY, "Күндіз болу бөлімшесі", "Отделение дневного пребывания", 25),
            (UnitKind.HOME, "Үйде қызмет көрсету бөлімшесі", "Отделение надомного обслуживания", 80),
            (UnitKind.TEMPORARY, "Уақытша болу бөлімшесі", "Отделение временного пребывания", 20),
        )
    ):
        session.add(
            Unit(
                kind=kind,
                name_kk=name_kk,
                name_ru=name_ru,
                capacity=places,
                position=position,
                categories=every,
            )
        )
    for name, post, domain in (
        ("Сейтқали Айнұр Маратқызы", Post.SOCIAL_WORK_SPECIALIST, Domain.HOUSEHOLD),
        ("Омарова Гүлжан Серікқызы", Post.MEDICAL, Domain.MEDICAL),
        ("Әлиева Нұргүл Сәкенқызы", Post.PSYCHOLOGIST, Domain.PSYCHOLOGICAL),
        ("Петренко Ольга Николаевна", Post.TEACHER, Domain.PEDAGOGICAL),
    ):
        surname, given, patronymic = split_name(name)
        session.add(
            Staff(
                surname=surname,
                given_name=given,
                patronymic=patronymic,
                sort_key=sort_key(name),
                post=post,
                domain=domain,
            )
        )
    session.flush()


def _settle(session: Session, units: Mapping[str, Unit]) -> None:
    kind, day = MovementKind, date
    aigul = _person(session, "Қасымова Айгүл Болатқызы", day(1943, 5, 11), Sex.FEMALE)
    _belongings(session, aigul)
    _stay(session, aigul, units["S"], Category.ELDERLY, (kind.ADMITTED, day(2026, 3, 4)), number="S-2026/1")
    erlan = _person(session, "Омаров Ерлан Серікұлы", day(1991, 2, 14), Sex.MALE)
    _stay(session, erlan, units["S"], Category.ADULTS, (kind.ADMITTED, day(2025, 9, 11)), number="S-2025/7")
    dana = _person(session, "Ғабитова Дана Нұрланқызы", day(1988, 7, 2), Sex.FEMALE)
    gone = (kind.LEFT, day(2026, 2, 24))
    _stay(session, dana, units["S"], Category.DISABLED, (kind.ADMITTED, day(2025, 3, 3)), gone)
    murat = _person(session, "Дүйсенов Мұрат Қайратұлы", day(1950, 1, 9), Sex.MALE)
    queued = _stay(
        session,
        murat,
        units["S"],
        Category.ELDERLY,
        (kind.APPLIED, day(2026, 2, 10)),
        (kind.QUEUED, day(2026, 2, 11)),
    )
    session.add(WaitingEntry(stay_id=queued.id, applied_on=day(2026, 2, 10), application_number="14"))
    viktor = _person(session, "Шмидт Виктор Иванович", day(1979, 11, 30), Sex.MALE)
    paused = (kind.SUSPENDED, day(2026, 3, 2))
    _stay(session, viktor, units["D"], Category.DISABLED, (kind.ADMITTED, day(2025, 12, 1)), paused)
    nadezhda = _person(session, "Петренко Надежда Николаевна", day(1947, 4, 20), Sex.FEMALE)
    _stay(session, nadezhda, units["H"], Category.ELDERLY, (kind.ADMITTED, day(2026, 2, 2)))
    elena = _person(session, "Ким Елена Викторовна", day(1985, 6, 6), Sex.FEMALE)
    _stay(session, elena, units["T"], Category.HOMELESS, (kind.ADMITTED, day(2026, 3, 1)))
    bolat = _person(session, "Жұмабеков Болат Өмірбекұлы", day(1961, 10, 17), Sex.MALE)
    left = (kind.DISCHARGED, day(2026, 1, 31))
    _stay(session, bolat, units["S"], Category.DISABLED, (kind.ADMITTED, day(2024, 5, 6)), left)
    ivanov = _person(session, "Иванов Пётр Николаевич", None, None)
    ivanov.note = "register.xlsx, 17: туған күні «19.13.1956»"


def _person(session: Session, name: str, born: date | None, sex: Sex | None) -> Person:
    surname, given, patronymic = split_name(name)
    person = Person(
        id=new_id(),
        surname=surname,
        given_name=given,
        patronymic=patronymic,
        sort_key="",
        search_key="",
        born=born,
        sex=sex,
        iin=_iin(born, sex) if born and sex else None,
        address="Қостанай облысы, Әулиекөл ауылы, Байтұрсынұлы көшесі, 3",
        phone="8 714 53 2-11-40",
        diagnosis="I69.3 Инсульт салдары",
    )
    session.add(person)
    refresh_keys_of(session, person.id)
    return person


def _iin(born: date, sex: Sex) -> str:
    century = 3 if sex is Sex.MALE else 4
    numbers = (f"{born:%y%m%d}{century}{number:04}" for number in range(12, 99))
    return next(f"{eleven}{digit}" for eleven in numbers if (digit := check_digit(eleven)) is not None)


def _belongings(session: Session, person: Person) -> None:
    session.add_all(
        [
            Relative(
                person_id=person.id,
                relation=RelationKind.DAUGHTER,
                full_name="Қасымова Сәуле Маратқызы",
                phone="8 701 555 12 34",
                is_representative=True,
                representation_document="№ 12, 03.02.2026",
            ),
            Disability(
                person_id=person.id,
                group=DisabilityGroup.SECOND,
                established_on=date(2020, 6, 1),
                indefinite=True,
            ),
            RehabilitationProgramme(
                person_id=person.id, number="118", issued_on=date(2025, 3, 20), until=date(2026, 3, 20)
            ),
        ]
    )


def _stay(
    session: Session,
    person: Person,
    unit: Unit,
    category: Category,
    *events: tuple[MovementKind, date],
    number: str = "",
) -> Stay:
    stay = Stay(id=new_id(), person_id=person.id, unit_id=unit.id, category=category)
    stay.length = StayLength.PERMANENT
    facts = [
        MovementFact(kind=kind, happened_on=day, id=new_id(), until=_until(kind, day)) for kind, day in events
    ]
    state = derive(facts, unit.id)
    stay.status, stay.status_since = state.status, state.since
    stay.admitted_on, stay.ended_on = state.admitted_on, state.ended_on
    person.present_status, person.present_category = state.status, category
    person.present_unit_id, person.present_admitted_on = unit.id, state.admitted_on
    session.add(stay)
    session.flush()
    for n, fact in enumerate(facts, start=1):
        session.add(
            Movement(
                id=fact.id,
                stay_id=stay.id,
                kind=fact.kind,
                happened_on=fact.happened_on,
                until=fact.until,
                order_number=f"{n}-ж/б",
                order_date=fact.happened_on,
            )
        )
    if number:
        session.add(PersonalFile(stay_id=stay.id, number=number, opened_on=state.admitted_on))
    refresh_keys_of(session, person.id)
    return stay


def _until(kind: MovementKind, day: date) -> date | None:
    return day + timedelta(days=14) if kind is MovementKind.LEFT else None
