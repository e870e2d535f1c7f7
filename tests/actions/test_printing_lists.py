"""Lists of the moment on paper are whole: what the screen cuts for its own sake is printed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing_lists import ListAsked, print_list
from ssu_desktop.actions.snooze import PutOff
from ssu_desktop.actions.today import TodayLine
from ssu_desktop.language import Language
from ssu_desktop.records import Departure, Printout
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.duty import Duty, Place
from tests.support.by_hand import by_hand

MANY = 2_001  # one more than the list on the screen holds


def test_the_head_gets_every_recorded_departure_on_paper(desk: Desk) -> None:
    with by_hand(desk, "depart") as session:
        session.add_all(
            Departure(
                user_id=desk.user.id,
                code="order-missing",
                finding='{"text": "The order number is missing.", "values": {}}',
                article="order-230 12(1)",
                reason="кейін",
                happened_on=desk.today,
            )
            for _number in range(MANY)
        )
    printed = print_list(desk, ListAsked(form="departures"), Language.KK)
    with desk.read() as session:
        kept = session.get_one(Printout, printed.printout_ids[0])
        assert f'"total":"{MANY}"' in str(kept.content).replace(" ", "").replace("'", '"')


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "26.03.2026"),
        ({"confirmed": False}, "26.03.2026, күнтізбе расталмаған"),
        ({"advisory": True}, "26.03.2026, ұсыным"),
        ({"paused": True}, "26.03.2026, кідіртілді"),
        ({"due": None}, ""),
    ],
)
def test_paper_says_beside_a_date_what_the_screen_says_beside_it(
    desk: Desk, told: dict[str, object], words: str
) -> None:
    line = due_line(Duty(code="x", text="Draft the individual plan", place=Place.PLAN, due=date(2026, 3, 26)))
    changed = replace(line, duty=replace(line.duty, **told))  # type: ignore[arg-type] - the fields come by name
    assert printed_day(desk, changed) == words


def test_paper_says_until_when_a_duty_is_put_off(desk: Desk) -> None:
    line = due_line(Duty(code="x", text="Draft the individual plan", place=Place.PLAN, due=date(2026, 3, 26)))
    put_off = PutOff(id=UUID(int=1), until=date(2026, 4, 1), reason="ауырып жүр", by="Айгүл")
    assert printed_day(desk, replace(line, put_off=put_off)) == "26.03.2026, 01.04.2026 дейін қалдырылды"


def due_line(duty: Duty) -> TodayLine:
    """Return a duty of nobody in particular as Today lists it."""
    return TodayLine(
        duty=duty,
        person_id=None,
        stay_id=None,
        name="",
        unit_id=UUID(int=1),
        unit_kk="Стационар",
        unit_ru="Стационар",
        unit_kind=UnitKind.STATIONARY,
        days=None,
    )


def printed_day(desk: Desk, line: TodayLine) -> str:
    """Print the list of what is due and return what stands in the column of the term."""
    printed = print_list(desk, ListAsked(form="due", lines=(line,)), Language.KK)
    with desk.read() as session:
        kept = session.get_one(Printout, printed.printout_ids[0])
        ((row,),) = (kept.content["rows"],)
        return str(row["cells"][4])
