"""Whether an organisation may be opened in a place (Order 230, paras 2-1 and 2-2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Figure, Law, NoFigure
from ssu_desktop.records.kinds import Ownership, Settlement, UnitKind
from ssu_desktop.rules.finding import Finding, Weight


@dataclass(frozen=True, kw_only=True)
class OpeningPlace:
    """What the thresholds ask of a place; numbers that are not known yet are None.

    `persons` are those in need of the services, `nearest_km` the distance to the nearest organisation of
    home service, `others` the temporary-stay organisations that the district has already.
    """

    kind: UnitKind
    ownership: Ownership | None = None
    settlement: Settlement | None = None
    persons: int | None = None
    population: int | None = None
    nearest_km: int | None = None
    others: int | None = None


def check_opening(place: OpeningPlace, law: Law, on: date) -> Iterator[Finding]:
    """Find what stands against opening; a NOTE asks for what is not known yet. Nothing found: it may be.

    The numbers of people bind the state sector only, the distance every organisation of home service.
    """
    if place.kind is UnitKind.HOME:
        yield from _check_distance(place, law, on)
    if place.ownership is Ownership.PRIVATE:
        return
    if place.ownership is None:
        yield _ask("ownership", N_("Choose whose the organisation is."))
    elif place.settlement is None:
        yield _ask("settlement", N_("Choose the class of the settlement."))
    elif place.kind is UnitKind.TEMPORARY:
        yield from _check_population(place, place.settlement, law, on)
    else:
        yield from _check_persons(place, place.settlement, law, on)


def _figure(law: Law, key: str, kind: UnitKind, on: date) -> Figure | None:
    """Return the threshold in force; None for a day before there was one."""
    try:
        return law.figure(key, kind, on=on)
    except NoFigure:
        return None


def _check_persons(place: OpeningPlace, settlement: Settlement, law: Law, on: date) -> Iterator[Finding]:
    figure = _figure(law, f"opening.persons.{settlement.value}", place.kind, on)
    if figure is None:
        return
    if place.persons is None:
        yield _ask("persons", N_("Enter how many people are in need of the services."), figure)
    elif place.persons < figure.value:
        text = N_("At least {count} people in need are needed here, and there are {known}.")
        yield _against("opening-persons", "persons", text, figure, known=place.persons)


def _check_population(place: OpeningPlace, settlement: Settlement, law: Law, on: date) -> Iterator[Finding]:
    above = _figure(law, f"opening.population_above.{settlement.value}", place.kind, on)
    least = _figure(law, f"opening.population_from.{settlement.value}", place.kind, on)
    figure = above or least
    if figure is None:
        return
    if place.population is None:
        yield _ask("population", N_("Enter the population."), figure)
    elif above is not None and place.population <= above.value:
        text = N_("The population must be above {count}, and it is {known}.")
        yield _against("opening-population", "population", text, above, known=place.population)
    elif least is not None and place.population < least.value:
        text = N_("The population must be at least {count}, and it is {known}.")
        yield _against("opening-population", "population", text, least, known=place.population)
    if least is not None and place.others:
        text = N_("One organisation of temporary stay a district may be created, and there is one already.")
        yield _against("opening-others", "others", text, least)


def _check_distance(place: OpeningPlace, law: Law, on: date) -> Iterator[Finding]:
    figure = _figure(law, "opening.distance_above", place.kind, on)
    if figure is None:
        return
    if place.nearest_km is None:
        yield _ask("nearest_km", N_("Enter the distance to the nearest home-service organisation."), figure)
    elif place.nearest_km <= figure.value:
        text = N_("Home-service organisations stand more than {count} km apart, and here it is {known} km.")
        yield _against("opening-distance", "nearest_km", text, figure, known=place.nearest_km)


def _ask(field: str, text: str, figure: Figure | None = None) -> Finding:
    article = figure.article if figure else None
    return Finding(code=f"{field}-unknown", text=text, field=field, article=article, weight=Weight.NOTE)


def _against(code: str, field: str, text: str, figure: Figure, **values: object) -> Finding:
    return Finding(
        code=code,
        text=text,
        values={"count": figure.value, **values} if "{" in text else {},
        field=field,
        article=figure.article,
    )
