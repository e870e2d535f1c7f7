"""The cover of a personal file (annex 3) from a stay and its file."""

from dataclasses import replace

from ssu_desktop.forms.annex_3 import Annex3, sheets_in_words
from ssu_desktop.forms.fill import day, head_name, official_day, word
from ssu_desktop.language import Language
from ssu_desktop.records.file import PersonalFile
from ssu_desktop.records.kinds import Category, RelationKind
from ssu_desktop.records.organisation import Organisation, Signatory
from ssu_desktop.records.person import Person, Relative
from ssu_desktop.records.stay import Stay

_CHILDREN = (Category.CHILDREN, Category.MUSCULOSKELETAL)
_PARENTS = (RelationKind.MOTHER, RelationKind.FATHER, RelationKind.GUARDIAN)


def fill_annex_3(
    *, organisation: Organisation, head: Signatory | None, stay: Stay, language: Language
) -> Annex3:
    """Return the cover's texts; the parents' line has a dash for adults.

    To be loaded: the stay's `person` with `relatives`, and its `personal_file` (may be none yet)."""
    person = stay.person
    child = stay.category in _CHILDREN
    cover = Annex3(
        language=language,
        bookmark=person.full_name,
        name_kk=organisation.name_kk,
        name_other=organisation.name_ru,
        place=organisation.place,
        name=person.full_name,
        born=day(person.born),
        diagnosis=person.diagnosis,
        nationality=person.nationality,
        admitted=day(stay.admitted_on),
        came_from=stay.came_from,
        social_status=person.social_status,
        parents=_parents(person, language) if child else "",
        parents_concern=child,
        address=person.address,
        head=head_name(head, language),
    )
    return _bound(cover, stay.personal_file) if stay.personal_file else cover


def _bound(cover: Annex3, file: PersonalFile) -> Annex3:
    return replace(
        cover,
        number=file.number,
        place=file.place or cover.place,
        sheets="" if file.sheets is None else str(file.sheets),
        sheets_in_words="" if file.sheets is None else sheets_in_words(file.sheets, cover.language),
        date=official_day(file.bound_on, cover.language),
    )


def _parents(person: Person, language: Language) -> str:
    return "; ".join(_parent(one, language) for one in person.relatives if one.relation in _PARENTS)


def _parent(relative: Relative, language: Language) -> str:
    born = day(relative.born) or (str(relative.birth_year) if relative.birth_year else "")
    parts = (relative.full_name, born, relative.absence_reason, relative.absence_document)
    return f"{word(relative.relation, language)} " + ", ".join(part for part in parts if part)
