"""The demo's houses: rooms and who lives in them, internal rules, self-check, paid services."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from ssu_desktop.actions.demo.papers import scan_of
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.house import ReaderRow, acquaint, answer_point, order_page, reading_page, save_rules
from ssu_desktop.actions.paid import paid_page, save_act, save_contract
from ssu_desktop.actions.paid_prices import save_price
from ssu_desktop.actions.placing import place_person
from ssu_desktop.actions.rooms import DwellerRow, rooms_page, save_room
from ssu_desktop.actions.rules_scan import attach_rules_scan
from ssu_desktop.actions.scans import scanned_of
from ssu_desktop.language.dates import age
from ssu_desktop.records.kinds import Answer, Domain, Funding, NoticeSigner, Sex, UnitKind
from ssu_desktop.rules.house import OWN_ENTRANCE, AcquaintanceDraft, CheckDraft, RulesDraft
from ssu_desktop.rules.paid import ActDraft, ContractDraft, PriceDraft
from ssu_desktop.rules.room import PlaceDraft, RoomDraft

Done = Callable[[Callable[[Mapping[str, str]], Saved | Refused]], UUID]
Words = Mapping[str, Any]
_WITH_RULES = (UnitKind.STATIONARY, UnitKind.DAY, UnitKind.TEMPORARY)
_LIVED_IN = (UnitKind.STATIONARY, UnitKind.TEMPORARY)
_GROWN = 18  # how the demo sorts people into rooms; the rule itself looks into the law
_BEDS = 2


def furnish(desk: Desk, units: Mapping[UnitKind, UUID], told: Words, done: Done) -> None:
    """Give the units their rules and rooms; the newest person is left without either."""
    rules = {kind: _rules(desk, units[kind], told, done) for kind in _WITH_RULES}
    scanned = scanned_of("ishki-tartip.png", scan_of(told["rules_scan"]))
    done(lambda _reasons: attach_rules_scan(desk, rules[UnitKind.STATIONARY], scanned))
    for kind in _LIVED_IN:
        _rooms(desk, units[kind], told, done)
    answer = CheckDraft(
        answer=Answer.YES, checked_on=_ago(desk, told["rules_ago"]), checked_by=told["rules_by"]
    )
    done(lambda _reasons: answer_point(desk, units[UnitKind.DAY], OWN_ENTRANCE, answer))
    _paid(desk, units[UnitKind.STATIONARY], told, done)


def _ago(desk: Desk, days: int) -> date:
    return desk.today - timedelta(days=days)


def _rules(desk: Desk, unit_id: UUID, told: Words, done: Done) -> UUID:
    draft = RulesDraft(
        approved_on=_ago(desk, told["rules_ago"]),
        order_number=told["rules_order"],
        approved_by=told["rules_by"],
    )
    rules_id = done(partial(save_rules, desk, unit_id, None, draft))
    for reader in _by_admission(order_page(desk, unit_id).readers)[:-1]:
        page = reading_page(desk, reader.stay_id)
        by_another = page is not None and page.needs_representative
        signed = AcquaintanceDraft(
            signed_on=reader.admitted_on,
            signer=NoticeSigner.REPRESENTATIVE if by_another else NoticeSigner.RECIPIENT,
        )
        done(partial(acquaint, desk, [reader.stay_id], signed))
    return rules_id


def _by_admission(readers: Sequence[ReaderRow]) -> list[ReaderRow]:
    return sorted(readers, key=lambda reader: reader.admitted_on or date.max)


def _rooms(desk: Desk, unit_id: UUID, told: Words, done: Done) -> None:
    """Let people of one sex, children by themselves, live two in a room; one room stays free."""
    since = {row.stay_id: row.admitted_on for row in order_page(desk, unit_id).readers}
    newest = max(since, key=lambda stay_id: since[stay_id] or date.min)
    groups: dict[tuple[bool, Sex], list[DwellerRow]] = {}
    for one in rooms_page(desk, unit_id).without:
        if one.stay_id != newest and one.born is not None and one.sex is not None:
            groups.setdefault((age(one.born, desk.today) < _GROWN, one.sex), []).append(one)
    number = 0
    for (_child, sex), people in groups.items():
        for first in range(0, len(people), _BEDS):
            number += 1
            room = RoomDraft(name=str(number), beds=_BEDS, sex=sex)
            room_id = done(partial(save_room, desk, unit_id, None, room))
            for one in people[first : first + _BEDS]:
                place = PlaceDraft(
                    room_id=room_id, since=since[one.stay_id], compatibility=told["compatibility"]
                )
                done(partial(place_person, desk, one.stay_id, place))
    couple = RoomDraft(name=str(number + 1), beds=_BEDS, for_couples=True)
    done(partial(save_room, desk, unit_id, None, couple))


def _paid(desk: Desk, unit_id: UUID, told: Words, done: Done) -> None:
    """Enter the price list, and a contract with its act for the first of those who pay."""
    services = [
        done(partial(save_price, desk, None, _price(row, told, _ago(desk, told["rules_ago"]))))
        for row in told["prices"]
    ]
    readers = _by_admission(order_page(desk, unit_id).readers)
    pages = [paid_page(desk, reader.stay_id) for reader in readers]
    stay_id = next(page.stay_id for page in pages if page is not None and page.funding is Funding.PAID)
    signed_on = _ago(desk, told["contract_ago"])
    count: int = told["count"]
    items = dict.fromkeys(services, count)
    contract = ContractDraft(number=told["contract"], signed_on=signed_on, items=items)
    contract_id = done(lambda _reasons: save_contract(desk, stay_id, None, contract))
    page = paid_page(desk, stay_id)
    sold = page.contracts[0].items if page is not None else ()
    act = ActDraft(
        number="1",
        signed_on=_ago(desk, 1),
        since=signed_on,
        until=_ago(desk, 1),
        items={item.id: told["given"] for item in sold},
    )
    done(partial(save_act, desk, contract_id, None, act))


def _price(row: Words, told: Words, valid_from: date) -> PriceDraft:
    return PriceDraft(
        domain=Domain(row["domain"]),
        text_kk=row["kk"],
        text_ru=row["ru"],
        measure_kk=row["measure_kk"],
        measure_ru=row["measure_ru"],
        price=row["price"],
        valid_from=valid_from,
        approved_by=told["prices_by"],
    )
