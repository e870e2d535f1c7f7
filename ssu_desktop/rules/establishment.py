"""What sort of organisation a unit may be within its kind (Order 230, paras 3, 4, 13, 24 and 29)."""

from collections.abc import Iterator, Sequence
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Figure, Law, NoFigure
from ssu_desktop.records.kinds import Establishment, LegalForm, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.organisation import UnitDraft


def establishments_of(kind: UnitKind, law: Law, on: date) -> Sequence[Establishment]:
    """Return the sorts of organisation that the law knows for this kind of unit, in their order."""
    return [one for one in Establishment if _establishment(one, kind, law, on) is not None]


def _establishment(one: Establishment, kind: UnitKind, law: Law, on: date) -> Figure | None:
    try:
        return law.known_figure(f"unit.establishment.{one.value}", kind, on=on)
    except NoFigure:
        return None


def check_establishment(draft: UnitDraft, law: Law, today: date) -> Iterator[Finding]:
    """Warn of an establishment, a number of places or a legal form that its kind does not have."""
    if draft.establishment is not None:
        yield from _check_kind(draft, draft.establishment, law, today)
    if draft.legal_form is LegalForm.SUBDIVISION:
        allowed = article_of(law, "unit.legal_form.subdivision", draft.kind, today)
        if allowed is None:
            yield Finding(
                code="legal-form",
                text=N_("An organisation of this kind is a legal entity, not a part of one."),
                field="legal_form",
                article=article_of(law, "unit.legal_form.entity", draft.kind, today),
            )


def _check_kind(draft: UnitDraft, chosen: Establishment, law: Law, today: date) -> Iterator[Finding]:
    figure = _establishment(chosen, draft.kind, law, today)
    if figure is None:
        known = establishments_of(draft.kind, law, today)
        article = _establishment(known[0], draft.kind, law, today) if known else None
        yield Finding(
            code="establishment-foreign",
            text=N_("“{establishment}” is no sort of organisation of this kind of unit."),
            values={"establishment": chosen},
            field="establishment",
            article=article.article if article else None,
        )
    elif figure.values and draft.capacity is not None:
        least, most = figure.values
        if not least <= draft.capacity <= most:
            yield Finding(
                code="establishment-places",
                text=N_("“{establishment}” has from {least} to {most} places."),
                values={"establishment": chosen, "least": least, "most": most},
                field="capacity",
                article=figure.article,
            )
