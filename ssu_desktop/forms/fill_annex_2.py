"""The journal (annex 2) from the stays of a unit (Order 230, paras 12(1), 23(1), 28(1), 37(2))."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from ssu_desktop.forms.annex_2 import Annex2, JournalRow
from ssu_desktop.forms.fill import (
    dated_order,
    day,
    official_day,
    span,
    stacked_orders,
    standing,
    word,
)
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import age_on
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind
from ssu_desktop.records.organisation import Organisation, Unit
from ssu_desktop.records.person import Person
from ssu_desktop.records.stay import Movement, Stay
from ssu_desktop.rules.person import latest_programme
from ssu_desktop.rules.stay import UnitPart, parts_of, status_word

_ENDED = (MovementKind.DISCHARGED, MovementKind.NOT_ARRIVED)
_AWAY = (MovementKind.LEFT, MovementKind.SUSPENDED)
_MOVED = (MovementKind.TRANSFERRED, MovementKind.TRANSFERRED_OUT)


def fill_annex_2(
    *,
    organisation: Organisation,
    unit: Unit,
    stays: Sequence[Stay],
    units: Mapping[UUID, Unit],
    language: Language,
    today: date,
    started: date | None = None,
    finished: date | None = None,
) -> Annex2:
    """Return the journal of a unit; see `journal_rows`."""
    return Annex2(
        language=language,
        bookmark=unit.name(language),
        kind=unit.kind.value,
        name_kk=organisation.name_kk,
        name_other=organisation.name_ru,
        started=official_day(started, language),
        finished=official_day(finished, language),
        rows=journal_rows(unit, stays, units, language, today),
    )


def journal_rows(
    unit: Unit,
    stays: Sequence[Stay],
    units: Mapping[UUID, Unit],
    language: Language,
    today: date,
    *,
    first: int = 1,
) -> tuple[JournalRow, ...]:
    """Return one row a stay, in the order given and numbered from `first`; ages are those of `today`.

    The screen, the form and the Excel table have them from here. A row tells of the stay in this unit only:
    who came from another unit arrived here by that transfer. To be loaded: of each stay `movements` and
    `person`, of the person `programmes`. `units` name where someone was transferred within the
    organisation."""
    return tuple(_row(number, stay, unit, units, language, today) for number, stay in enumerate(stays, first))


def _row(
    number: int, stay: Stay, unit: Unit, units: Mapping[UUID, Unit], language: Language, today: date
) -> JournalRow:
    person, kind = stay.person, unit.kind
    part = parts_of(stay, stay.movements).get(unit.id, UnitPart((), ()))
    ended, moved = standing(part.events, *_ENDED), standing(part.events, *_MOVED)
    return JournalRow(
        number=str(number),
        status=_status(stay.status if stay.unit_id == unit.id else Status.TRANSFERRED, kind, language),
        name=person.full_name,
        born=_born(person, language, today),
        sex=word(person.sex, language),
        address=person.address,
        phone=person.phone,
        programme=_programme(person, language),
        admitted="\n".join(_arrivals(stay, part.arrivals, kind, language)),
        left=stacked_orders(standing(part.events, *_AWAY)),
        discharged=stacked_orders(ended),
        reason=_reasons(part.events, kind, language),
        transferred=stacked_orders(moved),
        destination="\n".join(
            place for one in (*moved, *ended) if (place := _destination(one, units, language))
        ),
    )


def _status(status: Status, kind: UnitKind, language: Language) -> str:
    """Column 2 in small letters: the word of D and H for having left is also the name of an event."""
    text = translate(language, status_word(status, kind))
    return text[:1].lower() + text[1:]


def _born(person: Person, language: Language, today: date) -> str:
    return f"{day(person.born)}, {age_on(person.born, today, language)}" if person.born else ""


def _programme(person: Person, language: Language) -> str:
    last = latest_programme(person.programmes)
    if last is None:
        return ""
    if last.indefinite:
        return ", ".join(
            part for part in (day(last.issued_on), translate(language, N_("unlimited|term"))) if part
        )
    return span(last.issued_on, last.until)


def _arrivals(stay: Stay, arrivals: Sequence[Movement], kind: UnitKind, language: Language) -> Iterator[str]:
    """Column 9: home service names the decision; who was here before is marked as come back."""
    for place, one in enumerate(arrivals):
        text = dated_order(one.happened_on, one.order_number, one.order_date)
        admission = one.kind is MovementKind.ADMITTED
        if admission and kind is UnitKind.HOME and not one.order_number and stay.decision_number:
            text = f"{text}, № {stay.decision_number}"
        if place or (admission and stay.readmitted):
            text = f"{text}, {load_wording('annex-2').say('returned', language)}"
        yield text


def _reasons(events: Sequence[Movement], kind: UnitKind, language: Language) -> str:
    """Column 12: why someone left; where the paragraph asks for it also why for a time.

    Of day and home service those are the reasons of suspension (paras 23(1), 28(1)), of a temporary stay
    those of leave (para 37(2)); for stationary service para 12(1) asks for the reasons of discharge alone."""
    kinds = [*_ENDED, MovementKind.TRANSFERRED_OUT]
    if kind is not UnitKind.STATIONARY:
        kinds += _AWAY
    told = (_reason(one, language) for one in standing(events, *kinds))
    return "\n".join(text for text in told if text)


def _reason(movement: Movement, language: Language) -> str:
    """Return why someone left; an expulsion is named as the reason it is (paras 12(1), 37(2))."""
    expelled = translate(language, N_("expelled")) if movement.expelled else ""
    return ", ".join(text for text in (expelled, movement.reason) if text)


def _destination(movement: Movement, units: Mapping[UUID, Unit], language: Language) -> str:
    unit = units.get(movement.to_unit_id) if movement.to_unit_id else None
    return unit.name(language) if unit else movement.destination
