"""What stands against adding an edition of the law: an unknown act, another measure, an overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Figure, Law, LawRows, Measure, NoFigure, Service, ServiceMapping, with_rows
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.fields import FIRST_DAY, LAST_DAY
from ssu_desktop.rules.finding import Finding, Weight

_KINDS = frozenset(UnitKind)


@dataclass(frozen=True)
class _Span:
    """One row of the law in one edition: what it is, for which kinds of unit, from when until when."""

    name: str
    kinds: frozenset[str] | None
    first: date
    last: date | None

    def overlaps(self, other: "_Span") -> bool:
        """Return whether both are in force on one day for one kind of unit."""
        if self.name != other.name or not _share(self.kinds, other.kinds):
            return False
        return self.first <= (other.last or date.max) and other.first <= (self.last or date.max)

    def closes(self, older: "_Span") -> bool:
        """Return whether this edition takes the place of an older one without an end, from its day on."""
        whole = self.kinds == older.kinds or (
            self.kinds is not None and older.kinds is not None and bool(self.kinds & older.kinds)
        )
        return older.last is None and older.first < self.first and whole


def _share(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    return one is None or other is None or bool(one & other)


def check_edition(rows: LawRows, law: Law) -> Iterator[Finding]:
    """Yield what is wrong with the rows of a new edition; every remark refuses the whole."""
    yield from _check_acts(rows, law)
    for figure in rows.figures:
        yield from _check_figure(figure, law)
    for service in rows.services:
        yield from _check_service(service, law.services.mapping)
    yield from _check_spans(_spans(rows), _spans_of(law))
    yield from _check_ends(rows.figures, law)


def _stop(code: str, text: str, **values: object) -> Finding:
    return Finding(code=code, text=text, values=values, weight=Weight.STOP)


def _check_acts(rows: LawRows, law: Law) -> Iterator[Finding]:
    added = [act.key for act in rows.acts]
    for key in added:
        if key in law.acts or added.count(key) > 1:
            yield _stop("act-known", N_("The act “{act}” is known already: add a change of it."), act=key)
    for key in sorted(rows.acts_named - set(added) - set(law.acts)):
        yield _stop(
            "act-unknown", N_("The act “{act}” is not known, and the file does not bring it."), act=key
        )


def _check_figure(figure: Figure, law: Law) -> Iterator[Finding]:
    if figure.unit_kinds is not None and not figure.unit_kinds <= _KINDS:
        text = N_("“{name}”: the kinds of unit are S, D, H and T.")
        yield _stop("kind-unknown", text, name=figure.key)
    known = [other for other in law.figures if other.key == figure.key]
    if not known:
        return
    count = len(known[0].values)
    if figure.measure not in _measures(known):
        text = N_("“{name}” is counted in another measure than the known figure.")
        yield _stop("measure-differs", text, name=figure.key)
    elif len(figure.values) != count or any(number < 0 for number in figure.values):
        text = N_("“{name}” has {known} numbers, none below 0.")
        yield _stop("numbers-differ", text, name=figure.key, known=count)


def _check_service(service: Service, mapping: ServiceMapping) -> Iterator[Finding]:
    """Refuse words of an act that nothing says the meaning of: the service would suit nobody."""
    known = service.setting in mapping.unit_kinds and all(
        one in mapping.categories for one in service.recipients
    )
    if not known or not service.recipients:
        text = N_("“{name}”: its setting or its recipients are none that the program knows.")
        yield _stop("recipients-unknown", text, name=service.code)
    if not service.words("kk") or not service.words("ru"):
        yield _stop("service-empty", N_("“{name}” has no words in one of the languages."), name=service.code)


def _measures(known: Sequence[Figure]) -> frozenset[Measure]:
    """Return in what a new edition of a figure may be counted: as for some kind of unit now.

    What is counted in working days anywhere goes through the calendar, and so may be either sort of days."""
    measures = frozenset(figure.measure for figure in known)
    days = frozenset({Measure.CALENDAR_DAYS, Measure.WORKING_DAYS})
    return measures | days if Measure.WORKING_DAYS in measures else measures


def _check_spans(new: Sequence[_Span], known: Sequence[_Span]) -> Iterator[Finding]:
    for place, span in enumerate(new):
        if span.last is not None and span.last < span.first:
            text = N_("“{name}” ends ({last}) before it begins ({first}).")
            yield _stop(
                "edition-backwards", text, name=span.name, last=short(span.last), first=short(span.first)
            )
        elif not FIRST_DAY <= span.first <= LAST_DAY:
            yield _stop("date-out-of-time", N_("The date {date} cannot be right."), date=short(span.first))
        others = [other for other in known if not span.closes(other)] + list(new[:place])
        if any(span.overlaps(other) for other in others):
            text = N_("“{name}”: another edition is in force on {day}. Two editions must not overlap.")
            yield _stop("edition-overlaps", text, name=span.name, day=short(span.first))


def _check_ends(figures: Sequence[Figure], law: Law) -> Iterator[Finding]:
    """Refuse a number that ends with nothing after it: the rules cannot count without it from that day on."""
    counted = {other.key for other in law.figures if other.measure is not Measure.RULE}
    then = with_rows(law, LawRows(figures=figures))
    for figure in figures:
        last = figure.valid_to
        if figure.key not in counted or last is None or not figure.valid_from <= last < LAST_DAY:
            continue
        if not all(_goes_on(figure.key, kind, last, then) for kind in figure.unit_kinds or _KINDS):
            text = N_("“{name}” ends on {day} and nothing follows: add the edition that comes after it, too.")
            yield _stop("edition-ends", text, name=figure.key, day=short(last))


def _goes_on(key: str, kind: str, last: date, law: Law) -> bool:
    try:
        law.figure(key, kind, on=last + timedelta(days=1))
    except NoFigure:
        return False
    return True


def _spans(rows: LawRows) -> list[_Span]:
    figures = [_Span(one.key, one.unit_kinds, one.valid_from, one.valid_to) for one in rows.figures]
    documents = [_Span(one.code, None, one.valid_from, one.valid_to) for one in rows.documents]
    items = [_Span(one.code, None, one.valid_from, one.valid_to) for one in rows.items]
    services = [_Span(one.code, None, one.valid_from, one.valid_to) for one in rows.services]
    return figures + documents + items + services


def _spans_of(law: Law) -> list[_Span]:
    return _spans(
        LawRows(
            figures=law.figures,
            documents=law.document_rows,
            items=law.admission_items,
            services=law.services.services,
        )
    )
