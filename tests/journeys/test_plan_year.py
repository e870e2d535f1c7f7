"""A year of one person by keys and clicks: assessed, planned, monitored, the plan revised, all of it bound.

Assessment, suggested services, plan, approval, three rounds, decision, revised plan, binder.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from sqlalchemy import select

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.app.window import Program
from ssu_desktop.language import _
from ssu_desktop.law import load_services
from ssu_desktop.records import Plan, Stay, Unit
from ssu_desktop.records.kinds import Domain, PlanState, RoundKind, Status, UnitKind
from ssu_desktop.rules.progress import Course
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.assessment_dialog import AssessmentDialog
from ssu_desktop.screens.assessment_result import TakeOverDialog
from ssu_desktop.screens.binder_dialog import BinderDialog
from ssu_desktop.screens.monitoring_rounds import DOMAINS
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.unit_monitoring import MonitoringScreen
from tests.journeys.hands import CTRL, Hands, Pictures, saves_to, settle, text_of
from tests.journeys.seeing import clipped_words

ADMITTED, AFTER_3, AFTER_6 = date(2026, 3, 12), date(2026, 6, 11), date(2026, 9, 10)
EXERCISES = "Емдік дене шынықтыру сабақтары"
AIDS_REF = "R330/4(6)"  # teaching the use of aids, of the catalogue
AIDS = load_services().by_code[AIDS_REF].words("kk")
MEDICAL = DOMAINS.index(Domain.MEDICAL)


class Year:
    """One specialist, one person, and a calendar that goes on."""

    def __init__(self, program: Program, hands: Hands, demo: Path) -> None:
        self.hands, self.pictures = hands, Pictures("year")
        self.today, self.remarks = ADMITTED, list[str]()
        self.desk: Desk = open_desk(demo, LOGIN, PASSWORD, clock=lambda: self.today)
        program.sign_in(self.desk)
        assert program.shell is not None
        self.shell = program.shell
        self.specialist = list_staff(self.desk)[0].short_name
        self.person_id = self._without_a_plan()

    def _without_a_plan(self) -> UUID:
        """Return somebody who lives here and has no plan yet."""
        asked = (
            select(Stay.person_id)
            .join(Unit, Unit.id == Stay.unit_id)
            .where(
                Unit.kind == UnitKind.STATIONARY,
                Stay.status == Status.RECEIVING,
                Stay.id.not_in(select(Plan.stay_id)),
            )
        )
        with self.desk.read() as session:
            found = session.scalars(asked).first()
        assert found is not None
        return found

    def comes(self, day: date) -> None:
        """Let it be another day; the person's page is opened anew."""
        self.today = day
        self.shell.open_place("today")

    def plan(self) -> PlanTab:
        """Open the person's plan."""
        page = PersonScreen(self.desk, self.person_id, "plan")
        self.shell.open_screen(page)
        tab = page.tab()
        assert isinstance(tab, PlanTab)
        return tab

    def journal(self) -> MonitoringTab:
        """Go from the person's plan to the monitoring journal by key."""
        self.plan()
        page = self.shell.screen_in_front()
        assert isinstance(page, PersonScreen)
        self.hands.press(Qt.Key(Qt.Key.Key_1 + page.tab_codes().index("monitoring")), CTRL)
        tab = page.tab()
        assert isinstance(tab, MonitoringTab)
        return tab

    def look(self, dialog: QDialog, name: str) -> None:
        """Keep a picture, and remark what is cut off."""
        settle()
        self.pictures.take(dialog, name)
        self.remarks += [f"{name}: {word}" for word in clipped_words(dialog)]

    def answers(self, figures: str, domain: str = "Медициналық") -> Callable[[QDialog], None]:
        """Return what answers the questions of a domain by the places of the keys, and completes."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, AssessmentDialog)
            self.hands.choose(dialog.by.combo, domain)
            dialog.questions[0].switch.setFocus()
            self.hands.type_by_place(figures)
            self.look(dialog, "assessment")
            self.hands.choose(dialog.who.combo, self.specialist)
            self.hands.click(dialog.go)

        return answer

    def decide(self, tab: PlanTab, verb: str) -> None:
        """Do the next step of a plan; what it lacks is said, and a reason given."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, FormDialog)
            self.hands.click(dialog.go)
            if dialog.isVisible():
                dialog.findings.why.line.setFocus()
                self.hands.type("келесі отырыста қаралады")
                self.hands.click(dialog.go)

        self.hands.in_dialog(lambda: self.hands.click_on(tab, verb), answer)

    def complete(self, tab: MonitoringTab) -> None:
        """Complete the round in sight; what it lacks is said, and a reason given."""
        self.hands.choose(tab.fields.specialist.combo, self.specialist)
        self.hands.click(tab.buttons.complete)
        if tab.findings.needs_reason():
            tab.findings.why.line.setFocus()
            self.hands.type("белгілер кейін қойылады")
            self.hands.click(tab.buttons.complete)


@pytest.fixture
def year(program: Program, hands: Hands, demo: Path) -> Year:
    """The demo of 12 March 2026, from which the year goes on."""
    return Year(program, hands, demo)


def test_from_the_assessment_to_the_binder_of_the_year(
    year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _assess_into_the_plan(year)
    _approve(year, version=1)
    _round_of_admission(year)
    _round_after_three_months(year)
    _decision_after_six_months(year)
    _revised_plan(year)
    _seen_in_the_unit(year)
    saves_to(tmp_path / "binder.pdf", monkeypatch)
    _binder(year, tmp_path / "binder.pdf")
    assert not year.remarks, "\n" + "\n".join(year.remarks)


def _assess_into_the_plan(year: Year) -> None:
    """Two services are suggested and stay ticked, the others are not taken."""
    tab = year.plan()
    year.hands.click_on(tab, _("Begin the plan"))
    year.hands.click(tab.domains.buttons[Domain.MEDICAL.value])

    def take_over(dialog: QDialog) -> None:
        assert isinstance(dialog, TakeOverDialog)
        year.look(dialog, "take-over")
        for field in dialog.services:
            if field.taken[1].text_kk not in (EXERCISES, AIDS):
                year.hands.click(field.box)
        year.hands.click(dialog.go)

    # changing position 0, walking 3, aids 2 (asked because of it), outdoors 4, hands 0, medicines 1, health 0
    year.hands.in_dialog(
        lambda: year.hands.click(tab.editor.section.assess), year.answers("0324010"), take_over
    )
    assert tab.plan is not None
    assert [item.points for item in tab.plan.items] == [3, 2, 4, 1]
    assert tab.plan.points == {Domain.MEDICAL: 10}
    assert [(item.service, item.service_ref) for item in tab.plan.items] == [
        (EXERCISES, ""),
        (AIDS, AIDS_REF),
        ("", ""),
        ("", ""),
    ]
    assert tab.plan.items[0].question == "Үй ішінде өз бетінше жүре ала ма?"
    year.pictures.take(year.shell, "plan")


def _approve(year: Year, version: int) -> None:
    tab = year.plan()
    year.decide(tab, _("Mark as filled in"))
    year.decide(tab, _("Approve…"))
    assert tab.plan is not None
    assert (tab.plan.version, tab.plan.state) == (version, PlanState.APPROVED)


def _round_of_admission(year: Year) -> None:
    """The sums of the plan are the first column of the journal."""
    tab = year.journal()
    assert tab.rounds.columns[0].suggested == {Domain.MEDICAL: 10}
    tab.matrix.go_to(MEDICAL, 0)
    year.hands.click(tab.head.take)
    year.complete(tab)
    assert _points(tab) == {RoundKind.ADMISSION: 10}


def _round_after_three_months(year: Year) -> None:
    """The person walks alone by now: nobody asks for the aids any more; the sum is the cell of the round."""
    year.comes(AFTER_3)
    tab = year.journal()
    tab.matrix.go_to(MEDICAL, 1)
    year.hands.in_dialog(lambda: year.hands.click(tab.buttons.assess), year.answers("003010"))
    assert tab.rounds.points(MEDICAL, 1) == 4
    assert tab.rounds.difference(MEDICAL, 1) == -6
    year.complete(tab)
    assert _points(tab) == {RoundKind.ADMISSION: 10, RoundKind.MONTHS_3: 4}
    year.pictures.take(year.shell, "monitoring")


def _decision_after_six_months(year: Year) -> None:
    """The points are typed; what is decided leads to the plan's revision."""
    year.comes(AFTER_6)
    tab = year.journal()
    tab.matrix.go_to(MEDICAL, 2)
    year.hands.type("7")
    year.hands.fill(tab.fields.decision, "Медициналық қызметті қайта қарау")
    year.hands.click(tab.fields.revised.buttons[Domain.MEDICAL])
    year.hands.fill(tab.fields.recommendations, "ЕДШ күн сайын")
    year.complete(tab)
    assert _points(tab) == {RoundKind.ADMISSION: 10, RoundKind.MONTHS_3: 4, RoundKind.MONTHS_6: 7}
    assert (tab.rounds.difference(MEDICAL, 2), tab.rounds.since_admission(MEDICAL, 2)) == (3, -3)
    assert tab.rounds.columns[2].revised_domains == (Domain.MEDICAL,)

    def begin(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        assert "ЕДШ күн сайын" in dialog.fields["reason"].typed()
        year.hands.click(dialog.go)

    year.hands.in_dialog(lambda: year.hands.click(tab.buttons.revise), begin)


def _points(tab: MonitoringTab) -> Mapping[RoundKind, int | None]:
    """Return the points of the medical domain of the rounds that are completed."""
    done = [(n, column) for n, column in enumerate(tab.rounds.columns) if column.completed_on is not None]
    return {column.kind: tab.rounds.points(MEDICAL, n) for n, column in done}


def _revised_plan(year: Year) -> None:
    """The window is at the new version, which names its round; approved, it takes the old one's place."""
    page = year.shell.screen_in_front()
    assert isinstance(page, PersonScreen)
    tab = page.tab()
    assert isinstance(tab, PlanTab)
    assert tab.plan is not None
    assert (tab.plan.version, tab.plan.state) == (2, PlanState.DRAFT)
    assert tab.plan.after_round == (RoundKind.MONTHS_6, AFTER_6)
    assert "10.09.2026 мониторингінен кейін" in tab.head.told.text()
    assert tab.plan.items[1].service_ref == AIDS_REF
    _approve(year, version=2)
    page = year.plan().page
    assert page is not None
    states = {version.version: version.state for version in page.versions}
    assert states == {1: PlanState.REPLACED, 2: PlanState.APPROVED}


def _seen_in_the_unit(year: Year) -> None:
    """The unit's picture tells that the person does worse than at the round before."""
    year.shell.open_place("monitoring")
    unit = year.shell.screen_in_front()
    assert isinstance(unit, MonitoringScreen)
    year.hands.click(unit.parts.button("progress"))
    row = next(row for row in unit.progress.rows if row.person_id == year.person_id)
    assert (row.course, row.held_on) == (Course.DECLINES, AFTER_6)


def _binder(year: Year, target: Path) -> None:
    """Both versions, the journal with its three sums, numbered through and closed."""
    year.plan()
    page = year.shell.screen_in_front()
    assert isinstance(page, PersonScreen)

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, BinderDialog)
        year.look(dialog, "binder")
        year.hands.click_on(dialog, _("Save as PDF…"))

    line = year.hands.pick(page.band.print.menu(), _("Yearly binder…"))
    year.hands.in_dialog(line.trigger, save)
    pages = text_of(target)
    whole = " ".join(pages)
    assert whole.count(AIDS) == 2, "in both versions of the plan"
    assert whole.count("Үй ішінде өз бетінше жүре ала ма?") == 2
    assert "Медициналық қызметті қайта қарау" in whole
    assert "10 4 7" in whole, "the sums of the three rounds"
    assert f"Нөмірленген және тігілген {len(pages) - 1}" in pages[-1]
