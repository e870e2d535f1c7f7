"""Records of a real data file become the texts of the forms, in the form's language."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from ssu_desktop.forms.annex_2 import JournalRow
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.annex_9 import IdentityDocument
from ssu_desktop.forms.fill import dated_order, head_name
from ssu_desktop.forms.fill_annex_2 import fill_annex_2, journal_rows
from ssu_desktop.forms.fill_annex_3 import fill_annex_3
from ssu_desktop.forms.fill_annex_4 import fill_annex_4
from ssu_desktop.forms.fill_annex_5 import fill_annex_5
from ssu_desktop.forms.fill_annex_9 import fill_annex_9
from ssu_desktop.forms.registry import render
from ssu_desktop.language import Language
from ssu_desktop.records import (
    ActivityMark,
    Conviction,
    IdentityPaper,
    MonitoringJournal,
    MonitoringRound,
    Movement,
    Organisation,
    Person,
    PersonalFile,
    Plan,
    PlanItem,
    PlanSection,
    RegistrationCard,
    RehabilitationProgramme,
    Relative,
    RoundScore,
    Signatory,
    Staff,
    Stay,
    Unit,
    utc_now,
)
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    MarkKind,
    MovementKind,
    PaperKind,
    Period,
    PlanState,
    Post,
    RelationKind,
    RoundKind,
    Sex,
    Status,
    UnitKind,
)
from tests.forms.pages import Pages, squeezed
from tests.support.datafile import prepared_file

KK, RU = Language.KK, Language.RU
TODAY = date(2026, 3, 20)


def _office(session: Session) -> None:
    session.add(Organisation(name_kk="«Шапағат» КММ", name_ru="КГУ «Шапағат»", bin=None, place="Көкшетау"))
    session.add(Signatory(name="Сәрсенов Б. Қ.", acting=True, valid_from=None, valid_until=None))
    for number, kind in enumerate(UnitKind):
        session.add(
            Unit(
                name_kk=f"{kind.name} бөлімі",
                name_ru=f"Отделение {kind.name}",
                kind=kind,
                capacity=10 + number,
            )
        )
    session.add(
        Staff(
            surname="Ким", given_name="Виктория", patronymic="Олеговна", sort_key="", post=Post.PSYCHOLOGIST
        )
    )
    session.flush()


def _person(session: Session) -> Person:
    person = Person(
        surname="Әбдірахманова",
        given_name="Гүлнұр",
        patronymic="Қайратқызы",
        sort_key="",
        search_key="",
        iin="140919650128",
        born=date(2014, 9, 19),
        sex=Sex.FEMALE,
        address="Абай көшесі, 12",
        registered_address="Ермеков көшесі, 5",
        diagnosis="G80.1",
    )
    session.add(person)
    session.flush()
    session.add_all(
        [
            Relative(
                person_id=person.id,
                relation=RelationKind.MOTHER,
                full_name="Әбдірахманова Айгүл",
                born=date(1988, 3, 12),
                absence_reason="қайтыс болған",
            ),
            Relative(person_id=person.id, relation=RelationKind.SIBLING, full_name="Әли", birth_year=2010),
            RehabilitationProgramme(
                person_id=person.id, issued_on=date(2026, 1, 12), until=date(2028, 1, 12)
            ),
            IdentityPaper(person_id=person.id, kind=PaperKind.IDENTITY_CARD, number="045678123"),
            Conviction(person_id=person.id, article="188-бап", term="2 жыл"),
        ]
    )
    return person


def _stay(session: Session, person: Person, kind: UnitKind) -> Stay:
    units = {unit.kind: unit for unit in session.scalars(select(Unit))}
    stay = Stay(
        person_id=person.id,
        unit_id=units[kind].id,
        category=Category.CHILDREN,
        status=Status.DISCHARGED,
        admitted_on=date(2026, 3, 4),
        decision_number="Ш-5",
        readmitted=True,
    )
    session.add(stay)
    session.flush()
    away = MovementKind.SUSPENDED if kind in (UnitKind.DAY, UnitKind.HOME) else MovementKind.LEFT

    def moved(what: MovementKind, month: int, order: str = "", day: int = 4, **more: object) -> Movement:
        return Movement(
            stay_id=stay.id, kind=what, happened_on=date(2026, month, day), order_number=order, **more
        )

    if kind is UnitKind.DAY:  # to another unit and back
        here, there = units[kind].id, units[UnitKind.STATIONARY].id
        transferred = MovementKind.TRANSFERRED
        session.add_all(
            [
                moved(transferred, 8, "50-ө", from_unit_id=here, to_unit_id=there),
                moved(MovementKind.LEFT, 8, "51-ө", day=10, reason="демалыс"),
                moved(transferred, 8, "52-ө", day=20, from_unit_id=there, to_unit_id=here),
            ]
        )

    session.add_all(
        [
            moved(MovementKind.DISCHARGED, 9, "30-ө", reason="өз еркімен", destination="Көкшетау"),
            moved(MovementKind.ADMITTED, 3, "" if kind is UnitKind.HOME else "17-ө"),
            moved(away, 7, "44-ө", reason="емделу"),
            moved(away, 5, "33-ө", reason="демалыс"),
            moved(away, 6, "99-ө", cancelled_at=utc_now(), cancel_reason="қате"),
            PersonalFile(stay_id=stay.id, number=f"{kind}-17", sheets=24, bound_on=date(2026, 3, 5)),
            RegistrationCard(
                stay_id=stay.id, document_kind=PaperKind.IDENTITY_CARD, health="жақсы", filled_on=TODAY
            ),
        ]
    )
    return stay


def _plan(session: Session, stay: Stay, state: PlanState) -> None:
    kim = session.scalars(select(Staff)).one()
    plan = Plan(
        stay_id=stay.id,
        number=1,
        state=state,
        period_from=date(2026, 3, 18),
        period_until=date(2027, 3, 17),
        approved_on=TODAY if state is PlanState.APPROVED else None,
    )
    session.add(plan)
    session.flush()
    item = PlanItem(
        plan_id=plan.id,
        domain=Domain.MEDICAL,
        service="Уқалау",
        responsible_id=kim.id,
        period=Period.WEEK,
        date_from=date(2026, 3, 18),
        date_until=date(2026, 6, 18),
    )
    journal = MonitoringJournal(stay_id=stay.id, plan_number=1, started_on=date(2026, 3, 18))
    session.add_all([item, journal])
    session.flush()
    held = {RoundKind.MONTHS_3: date(2026, 6, 4), RoundKind.EXTRA: date(2026, 7, 1)}
    for kind, day in held.items():
        one = MonitoringRound(
            journal_id=journal.id,
            kind=kind,
            held_on=day,
            decision="Түзету керек",
            revised_domains=(Domain.MEDICAL,),
            recommendations="Жалғастыру",
            specialist_id=kim.id,
        )
        session.add(one)
        session.flush()
        session.add(RoundScore(round_id=one.id, domain=Domain.MEDICAL, points=7))
        session.add(RoundScore(round_id=one.id, domain=Domain.HOUSEHOLD, points=5))
    session.add(
        ActivityMark(
            journal_id=journal.id,
            item_id=item.id,
            month=date(2026, 4, 1),
            mark=MarkKind.POSITIVE,
            noted_on=TODAY,
        )
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    prepared = prepared_file(tmp_path)
    with prepared.open() as file:
        with file.write("prepare", prepared.actor) as session:
            _office(session)
            person = _person(session)
            for kind in UnitKind:
                stay = _stay(session, person, kind)
                if kind in (UnitKind.DAY, UnitKind.HOME):
                    _plan(session, stay, PlanState.APPROVED if kind is UnitKind.DAY else PlanState.FILLED)
        with file.read() as session:
            yield session


def _stay_of(session: Session, kind: UnitKind) -> Stay:
    people = joinedload(Stay.person)
    asked = (
        select(Stay)
        .join(Stay.unit)
        .where(Unit.kind == kind)
        .options(
            selectinload(Stay.movements),
            joinedload(Stay.unit),
            joinedload(Stay.personal_file),
            joinedload(Stay.card),
            people.selectinload(Person.programmes),
            people.selectinload(Person.relatives),
            people.selectinload(Person.papers),
            people.selectinload(Person.convictions),
        )
    )
    return session.scalars(asked).one()


def _organisation(session: Session) -> Organisation:
    return session.scalars(select(Organisation)).one()


def _head(session: Session) -> Signatory:
    return session.scalars(select(Signatory)).one()


def _staff(session: Session) -> dict[UUID, Staff]:
    return {one.id: one for one in session.scalars(select(Staff))}


def _plan_of(session: Session, kind: UnitKind) -> Plan:
    stay = joinedload(Plan.stay)
    asked = (
        select(Plan)
        .where(Plan.stay_id == _stay_of(session, kind).id)
        .options(
            selectinload(Plan.items),
            selectinload(Plan.sections),
            stay.joinedload(Stay.person),
            stay.joinedload(Stay.unit),
        )
    )
    return session.scalars(asked).one()


def _journal_content(session: Session, kind: UnitKind, language: Language) -> JournalRow:
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    stay = _stay_of(session, kind)
    return fill_annex_2(
        organisation=_organisation(session),
        unit=stay.unit,
        stays=[stay],
        units=units,
        language=language,
        today=TODAY,
        started=date(2026, 1, 5),
    ).rows[0]


def test_journal_row_of_a_day_centre_has_events_by_their_dates_and_suspensions_in_column_10(
    session: Session,
) -> None:
    row = _journal_content(session, UnitKind.DAY, KK)
    assert row == JournalRow(
        number="1",
        status=row.status,
        name="Әбдірахманова Гүлнұр Қайратқызы",
        born="19.09.2014, 11 жаста",
        sex=row.sex,
        address="Абай көшесі, 12",
        phone="",
        programme="12.01.2026–12.01.2028",
        admitted="04.03.2026, № 17-ө, қайта оралды\n20.08.2026, № 52-ө, қайта оралды",
        left="04.05.2026, № 33-ө\n04.07.2026, № 44-ө",
        discharged="04.09.2026, № 30-ө",
        reason="демалыс\nемделу\nөз еркімен",
        transferred="04.08.2026, № 50-ө",
        destination="STATIONARY бөлімі\nКөкшетау",
    )


def test_journal_of_home_service_names_the_decision_and_a_stationary_one_no_leave_reasons(
    session: Session,
) -> None:
    home = _journal_content(session, UnitKind.HOME, RU)
    assert home.admitted == "04.03.2026, № Ш-5, возвратился"
    assert home.born == "19.09.2014, 11 лет"
    assert _journal_content(session, UnitKind.STATIONARY, RU).reason == "өз еркімен"


def test_journal_of_temporary_stays_gives_the_reasons_of_leave_too(session: Session) -> None:
    assert _journal_content(session, UnitKind.TEMPORARY, RU).reason == "демалыс\nемделу\nөз еркімен"


def test_the_row_of_another_unit_tells_what_happened_there(session: Session) -> None:
    units = {unit.kind: unit for unit in session.scalars(select(Unit))}
    (row,) = journal_rows(
        units[UnitKind.STATIONARY],
        [_stay_of(session, UnitKind.DAY)],
        {unit.id: unit for unit in units.values()},
        RU,
        TODAY,
        first=7,
    )
    assert (row.number, row.status) == ("7", "переведён(а)")
    assert (row.admitted, row.left, row.reason) == ("04.08.2026, № 50-ө", "10.08.2026, № 51-ө", "")
    assert (row.discharged, row.transferred, row.destination) == ("", "20.08.2026, № 52-ө", "Отделение DAY")


def test_cover_counts_sheets_in_words_and_names_the_parents_of_a_child(session: Session) -> None:
    """R230-169."""
    stay = _stay_of(session, UnitKind.DAY)
    cover = fill_annex_3(organisation=_organisation(session), head=_head(session), stay=stay, language=RU)
    assert (cover.number, cover.sheets, cover.sheets_in_words) == ("D-17", "24", "двадцать четыре")
    assert cover.date == "«05» марта 2026 года"
    assert cover.place == "Көкшетау"
    assert cover.parents.endswith("Әбдірахманова Айгүл, 12.03.1988, қайтыс болған")
    assert cover.parents_concern


def test_plan_is_a_draft_until_approved_and_gives_each_specialist_a_line(session: Session) -> None:
    """R230-250, R230-254."""

    def content(kind: UnitKind) -> Annex4:
        return fill_annex_4(
            organisation=_organisation(session),
            head=_head(session),
            plan=_plan_of(session, kind),
            staff=_staff(session),
            language=KK,
        )

    approved, draft = content(UnitKind.DAY), content(UnitKind.HOME)
    assert (approved.draft, draft.draft) == (False, True)
    assert approved.approved == '2026 жылғы "20" наурыз'
    assert draft.approved == ""
    assert [(one.role, one.name) for one in approved.signers] == [("psychologist", "Ким Виктория Олеговна")]
    assert approved.rows[0].dates.endswith(", 18.03.2026–18.06.2026")


def test_monitoring_puts_each_round_in_its_column_and_additional_ones_after_them(session: Session) -> None:
    """R230-264, R230-266."""
    stay = _stay_of(session, UnitKind.DAY)
    journal = session.scalars(
        select(MonitoringJournal)
        .where(MonitoringJournal.stay_id == stay.id)
        .options(
            selectinload(MonitoringJournal.marks),
            selectinload(MonitoringJournal.rounds).selectinload(MonitoringRound.scores),
            joinedload(MonitoringJournal.stay).joinedload(Stay.person),
        )
    ).one()
    items = {item.id: item for item in session.scalars(select(PlanItem))}
    content = fill_annex_5(journal=journal, items=items, staff=_staff(session), language=KK)
    assert [one.assessed for one in content.rounds] == ["", "04.06.2026", "", "", "", "01.07.2026"]
    assert content.rounds[1].points == ("5", "7", "", "", "", "", "", "")
    assert content.rounds[1].total == "12"
    assert content.rounds[1].decision == "Түзету керек: әлеуметтік-медициналық"
    assert content.marks[0].month == "сәуір 2026"
    assert [one.author for one in content.recommendations] == ["Ким Виктория Олеговна"] * 2
    assert render("annex-5", [content]).pages > 1


def test_card_has_the_iin_as_its_third_document_and_underlines_the_one_that_exists(session: Session) -> None:
    """R230-269."""
    card = fill_annex_9(stay=_stay_of(session, UnitKind.TEMPORARY), staff={}, language=KK)
    assert card.iin == IdentityDocument(number="140919650128")
    assert card.id_card.number == "045678123"
    assert card.document == "id_card"
    assert [one.born for one in card.relatives] == ["1988", "2010"]
    assert (card.health, card.date) == ("жақсы", "20.03.2026")
    assert card.convictions[0].term == "2 жыл"


def test_an_order_of_another_day_shows_its_own_date() -> None:
    assert dated_order(TODAY, "", None) == "20.03.2026"
    assert dated_order(TODAY, "5", TODAY) == "20.03.2026, № 5"
    assert dated_order(TODAY, "5", date(2026, 3, 19)) == "20.03.2026 (№ 5, 19.03.2026)"


def test_an_acting_head_is_called_so(session: Session) -> None:
    assert "Сәрсенов Б. Қ." in head_name(_head(session), KK)
    assert head_name(_head(session), KK) != "Сәрсенов Б. Қ."
    assert head_name(None, RU) == ""


def test_a_ceased_service_stands_in_small_letters_like_the_other_states(session: Session) -> None:
    assert _journal_content(session, UnitKind.HOME, RU).status == "услуги прекращены"


def test_an_acting_head_who_approved_a_plan_is_called_so(session: Session) -> None:
    plan = _plan_of(session, UnitKind.DAY)
    plan.approved_by = _head(session).name
    content = fill_annex_4(
        organisation=_organisation(session), head=_head(session), plan=plan, staff={}, language=RU
    )
    assert content.head == head_name(_head(session), RU)


def test_the_card_shows_the_document_that_was_issued_last_whatever_was_entered_last(session: Session) -> None:
    stay = _stay_of(session, UnitKind.TEMPORARY)
    for number, year in (("N2", 2025), ("N1", 2005)):
        issued = date(year, 1, 1)
        paper = IdentityPaper(kind=PaperKind.PASSPORT, number=number, issued_on=issued, issued_by="ІІМ")
        stay.person.papers.append(paper)
    card = fill_annex_9(stay=stay, staff={}, language=RU)
    assert card.passport == IdentityDocument(number="N2", issued="01.01.2025", issued_by="ІІМ")


def test_column_four_has_the_service_with_how_much_and_how_often_and_an_empty_domain_its_reason(
    session: Session,
) -> None:
    plan = _plan_of(session, UnitKind.DAY)
    (item,) = plan.items
    item.service_ref, item.volume, item.frequency = "own:1", "20 минут", "күніне 2 рет"
    plan.sections.append(PlanSection(domain=Domain.LEGAL, empty_reason="Заң көмегі керек емес"))
    plan.sections.append(PlanSection(domain=Domain.MEDICAL, empty_reason="бос емес"))

    def content(language: Language, known: dict[str, tuple[str, str]]) -> Annex4:
        return fill_annex_4(
            organisation=_organisation(session),
            head=_head(session),
            plan=plan,
            staff=_staff(session),
            language=language,
            services=known,
        )

    known = {"own:1": ("Уқалау", "Массаж")}
    assert content(RU, known).rows[0].volume == "Массаж\n20 минут, күніне 2 рет"
    assert content(RU, {}).rows[0].volume == "Уқалау\n20 минут, күніне 2 рет"
    item.service = "Арқаны уқалау"
    assert content(RU, known).rows[0].volume.startswith("Арқаны уқалау")
    pages = Pages(render("annex-4", [content(KK, known)])).text
    assert squeezed("Заң көмегі керек емес") in pages
    assert squeezed("бос емес") not in pages, "a domain with activities is not empty"
