"""Searching the services while a plan is built: each keystroke over the catalogue and the facility's own."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import select

from benchmarks.files import empty_file, fill_people, opened
from benchmarks.measure import Row, Scale, percentile, timed, told
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.service import service_offers
from ssu_desktop.records import OwnService, Stay, new_id
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.service import found
from ssu_desktop.storage import Actor, insert_many

_FRAME = 0.016
_TYPED = ("тамақтандыру күн", "кундиз", "социально бытов", "дене жаттыгу", "ә", "қызмет 1999", "помощь")


def service_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure each keystroke in the services of a plan, of one domain and of all."""
    with opened(empty_file(place / "services.ssu")) as desk:
        fill_people(desk, 4)
        _fill_own(desk, scale.own_services)
        with desk.read() as session:
            stay_id = session.scalars(select(Stay.id)).all()[0]
        offers = service_offers(desk, stay_id)
        keys = [
            timed(partial(found, offers, text[:length], domain=domain, others=others))
            for domain, others in ((Domain.HOUSEHOLD, False), (None, True))
            for text in _TYPED
            for length in range(1, len(text) + 1)
        ]
    slow = percentile(keys, 0.95)
    return (
        Row(
            what=f"a keystroke over the services, 397 of the acts and {scale.own_services:,} own",
            against="one frame",
            goal="p95 ≤ 16 ms",
            measured=f"p95 {told(slow)}, median {told(percentile(keys, 0.5))}, worst {told(max(keys))}",
            met=slow <= _FRAME,
        ),
    )


def _fill_own(desk: Desk, count: int) -> None:
    domains = list(Domain)
    with desk.file.write("Fill", Actor(desk.user.id, desk.user.full_name)) as session:
        insert_many(
            session,
            [
                OwnService(
                    id=new_id(),
                    domain=domains[number % len(domains)],
                    text_kk=f"Ұйымның өз қызметі {number}: күнделікті тамақтандыру және серуендету",
                    text_ru=f"Своя услуга организации {number}: ежедневное питание и прогулки",
                )
                for number in range(count)
            ],
        )
