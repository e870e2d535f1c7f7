"""The curves of the points: figures at every point, lines told apart without colour, one page a person."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.scores import ScoreRow
from ssu_desktop.forms.fill_trend import fill_trend
from ssu_desktop.forms.registry import render
from ssu_desktop.forms.trend import Trend
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain, RoundKind
from tests.forms.pages import Pages
from tests.forms.paper_samples import trend
from tests.support.people import person


def held(kind: RoundKind, day: date, *, number: int = 1, **points: int) -> ScoreRow:
    return ScoreRow(
        person_id=UUID(int=1),
        stay_id=UUID(int=2),
        name="Қасымова",
        unit_kk="",
        unit_ru="",
        plan_number=number,
        kind=kind,
        held_on=day,
        completed=True,
        points={Domain(name): value for name, value in points.items()},
    )


def filled(*rounds: ScoreRow) -> Trend:
    return fill_trend(
        person=person("Қасымова"), organisation="", unit="", rounds=rounds, language=Language.RU
    )


ADMISSION = held(RoundKind.ADMISSION, date(2025, 3, 4), household=12, medical=7)
HALF = held(RoundKind.MONTHS_6, date(2025, 9, 4), household=9, labour=2)
EXTRA = held(RoundKind.EXTRA, date(2025, 10, 4), household=10)


def test_rounds_become_points_with_their_differences() -> None:
    first, second, third = filled(ADMISSION, HALF, EXTRA).rounds
    assert (first.at, first.total, first.change, first.since) == (0, "19", "", "")
    assert (second.at, second.total, second.change, second.since) == (184, "11", "−3", "−3")
    assert second.points == ("9", "", "", "", "2", "", "", "")
    assert (third.change, third.since, third.extra) == ("+1", "−2", True)


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        (ADMISSION, HALF, True),
        (HALF, EXTRA, False),
        (HALF, held(RoundKind.MONTHS_9, date(2025, 12, 4), household=8), False),
        (
            held(RoundKind.MONTHS_12, date(2026, 3, 4)),
            held(RoundKind.ADMISSION, date(2026, 3, 5), number=2),
            False,
        ),
        (HALF, held(RoundKind.MONTHS_3, date(2026, 6, 5), number=2, household=1), True),
    ],
)
def test_a_missed_round_breaks_the_line(before: ScoreRow, after: ScoreRow, broken: bool) -> None:
    assert filled(before, after).rounds[1].broken is broken


def test_a_broken_line_has_more_strokes_than_a_whole_one() -> None:
    content = trend(Language.RU)
    whole = replace(content, rounds=tuple(replace(one, broken=False) for one in content.rounds))
    counts = [len(Pages(render("trend", [one])).boxes) for one in (content, whole)]
    assert counts[0] > counts[1] + 50


@pytest.mark.parametrize("language", list(Language))
def test_five_rounds_and_their_figures_are_one_page(language: Language) -> None:
    content = trend(language)
    rounds = (*content.rounds, *(replace(one, at=one.at + 300) for one in content.rounds[1:]))
    rendered = render("trend", [replace(content, rounds=rounds)])
    assert rendered.pages == 1
    assert not rendered.missing


def test_the_figures_of_a_curve_stand_as_high_as_they_are_great() -> None:
    pages = Pages(render("trend", [trend(Language.RU)]))
    start = pages.find("Всего")
    first, second, third = (pages.place(total, start) for total in ("42", "37", "39"))
    assert first.left < second.left < third.left
    assert first.top > third.top > second.top


def test_many_rounds_go_on_in_further_tables() -> None:
    content = trend(Language.KK)
    rounds = tuple(
        replace(content.rounds[0], at=90 * number, day=f"0{number % 9 + 1}.03.2025") for number in range(11)
    )
    pages = Pages(render("trend", [replace(content, rounds=rounds)]))
    assert pages.text.count("Қабылданғанкезбенайырма") == 2
