"""What stands against adding an edition of the law: an unknown act, another measure, an overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Figure, Law, LawRows
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
    yield from _check_spans(_spans(rows), _spans_of(law))


def _stop(code: str, text: str, **values: object) -> Finding:
    return Finding(code=code, text=text, values=values, weight=Weight.STOP)


def _check_acts(rows: LawRows, law: Law) -> Iterator[Finding]:
    added = [act.key for act in rows.acts]
    for key in added:
        if key in law.acts or added.count(key) > 1:
            yield _stop("act-known", N_("The act “{act}” is known already: add a change of it."), act=key)
    named = {act for act, _change in rows.changes} | {row.article.act for row in rows.figures}
    named |= {row.article.act for row in rows.documents} | {row.article.act for row in rows.items}
    for key in sorted(named - set(added) - set(law.acts)):
        yield _stop(
            "act-unknown", N_("The act “{act}” is not known, and the file does not bring it."), act=key
        )


def _check_figure(figure: Figure, law: Law) -> Iterator[Finding]:
    if figure.unit_kinds is not None and not figure.unit_kinds <= _KINDS:
        text = N_("“{name}”: the kinds of unit are S, D, H and T.")
        yield _stop("kind-unknown", text, name=figure.key)
    known = next((other for other in law.figures if other.key == figure.key), None)
    if known is None:
        return
    if figure.measure is not known.measure:
        text = N_("“{name}” is counted in another measure than the known figure.")
        yield _stop("measure-differs", text, name=figure.key)
    elif len(figure.values) != len(known.values) or any(number < 0 for number in figure.values):
        text = N_("“{name}” has {known} numbers, none below 0.")
        yield _stop("numbers-differ", text, name=figure.key, known=len(known.values))


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


def _spans(rows: LawRows) -> list[_Span]:
    figures = [_Span(one.key, one.unit_kinds, one.valid_from, one.valid_to) for one in rows.figures]
    documents = [_Span(one.code, None, one.valid_from, one.valid_to) for one in rows.documents]
    items = [_Span(one.code, None, one.valid_from, one.valid_to) for one in rows.items]
    return figures + documents + items


def _spans_of(law: Law) -> list[_Span]:
    return _spans(LawRows(figures=law.figures, documents=law.document_rows, items=law.admission_items))
