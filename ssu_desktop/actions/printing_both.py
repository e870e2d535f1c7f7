"""Contents of forms in one language or, by the code of the form, in both side by side."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from ssu_desktop.actions.printing_loading import fill_for_person, fill_for_unit
from ssu_desktop.actions.printing_office import Choice, Filled, Lacking, Office
from ssu_desktop.forms.both import BOTH
from ssu_desktop.forms.registry import form_of
from ssu_desktop.language import Language


def filled_for_person(office: Office, form: str, person_id: UUID, choice: Choice) -> list[Filled]:
    """Return the content of a person's form, see `fill_for_person`. Raises CannotPrint."""
    if not form.endswith(BOTH):
        return fill_for_person(office, form, person_id, choice)
    one = form.removesuffix(BOTH)
    return [
        found
        for found in _in_both(office, form, lambda its: fill_for_person(its, one, person_id, choice))
        if isinstance(found, Filled)
    ]


def filled_for_unit(office: Office, form: str, unit_id: UUID, choice: Choice) -> list[Filled | Lacking]:
    """Return the contents for everyone present in a unit, see `fill_for_unit`. Raises CannotPrint."""
    if not form.endswith(BOTH):
        return fill_for_unit(office, form, unit_id, choice)
    one = form.removesuffix(BOTH)
    return _in_both(office, form, lambda its: fill_for_unit(its, one, unit_id, choice))


def _in_both(
    office: Office, form: str, fill: Callable[[Office], Sequence[Filled | Lacking]]
) -> list[Filled | Lacking]:
    """Return each content in Kazakh together with itself in Russian; what is lacking, lacks in both."""
    kazakh, russian = (fill(replace(office, language=language)) for language in (Language.KK, Language.RU))
    return [_joined(office, form, one, other) for one, other in zip(kazakh, russian, strict=True)]


def _joined(office: Office, form: str, one: Filled | Lacking, other: Filled | Lacking) -> Filled | Lacking:
    if isinstance(one, Lacking) or isinstance(other, Lacking):
        return one
    content = form_of(form).content.from_snapshot(
        {
            "language": office.language.value,
            "bookmark": one.content.bookmark,
            "draft": one.content.draft,
            "kazakh": one.content.to_snapshot(),
            "russian": other.content.to_snapshot(),
        }
    )
    return replace(one, content=content)
