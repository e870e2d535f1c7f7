"""Lists of the moment on paper are whole: what the screen cuts for its own sake is printed."""

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing_lists import ListAsked, print_list
from ssu_desktop.language import Language
from ssu_desktop.records import Departure, Printout
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
