"""The facility: drafts of the organisation, its units, staff, signatories and users, and their rules."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ssu_desktop.language import N_, Language
from ssu_desktop.language.clock import parse_time
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    Establishment,
    LegalForm,
    Ownership,
    Post,
    Role,
    Sector,
    Settlement,
    UnitKind,
)
from ssu_desktop.rules.fields import LONGEST_NAME, check_fields, check_order, missing
from ssu_desktop.rules.file_number import USUAL_PATTERN, check_pattern
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.iin import check_bin

if TYPE_CHECKING:  # the door asks for passwords by these rules, before the records are mapped
    from ssu_desktop.records import Signatory

SHORTEST_PASSWORD = 15  # of a new one: docs/decisions/0016-fifteen-characters.md
_FEWEST_SIGNS = 5
_WALKS = (
    "12345678901234567890",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "йцукенгшщзхъфывапролджэячсмитьбю.",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
)
LARGEST_CAPACITY = 9999
_TEXT_SIZES = range(100, 151)
_LONGEST_NAME_OF_A_UNIT = 300


@dataclass(frozen=True, kw_only=True)
class OrganisationDraft:
    """The legal entity as it stands on the forms; `revision` is the one that was shown, if any."""

    name_kk: str = ""
    name_ru: str = ""
    bin: str = ""
    address: str = ""
    region: str = ""
    place: str = ""
    phone: str = ""
    file_number_pattern: str = USUAL_PATTERN
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnitDraft:
    """A department of one kind; of day care, whether it is part of a stationary one and has a night part."""

    name_kk: str = ""
    name_ru: str = ""
    kind: UnitKind = UnitKind.STATIONARY
    sector: Sector = Sector.SOCIAL
    categories: tuple[Category, ...] = ()
    capacity: int | None = None
    licence_number: str = ""
    licence_until: date | None = None
    licence_issued_on: date | None = None
    registered_on: date | None = None
    closed_on: date | None = None
    establishment: Establishment | None = None
    ownership: Ownership | None = None
    legal_form: LegalForm | None = None
    settlement: Settlement | None = None
    within_stationary: bool = False
    round_the_clock: bool = False
    daytime_from: str = ""
    daytime_until: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class StaffDraft:
    """A member of staff; `position_kk` and `position_ru` print as they stand."""

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    post: Post = Post.OTHER
    position_kk: str = ""
    position_ru: str = ""
    unit_id: UUID | None = None
    domain: Domain | None = None
    works_until: date | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class SignatoryDraft:
    """Who signs as head between two days; open ends mean from always, for ever.

    `revision` is the one that was read."""

    name: str = ""
    acting: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class UserDraft:
    """A new user of the data file."""

    login: str = ""
    full_name: str = ""
    role: Role = Role.SOCIAL_WORKER
    further_roles: tuple[Role, ...] = ()
    sees_victims: bool = False
    language: Language = Language.KK
    staff_id: UUID | None = None
    password: str = ""


@dataclass(frozen=True, kw_only=True)
class RolesDraft:
    """What a user may do: the roles, whether named to see victims' addresses and cards, who among the staff.

    The domains of a specialist and the people of a care worker are those of the member of staff."""

    role: Role = Role.SOCIAL_WORKER
    further_roles: tuple[Role, ...] = ()
    sees_victims: bool = False
    staff_id: UUID | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class SetupDraft:
    """All that the first start asks: the organisation, its head, its units and the first user.

    With `user_post` the first user is a member of staff of that post, and so is the head, if named; with
    None the staff are entered by themselves.
    """

    organisation: OrganisationDraft = OrganisationDraft()
    head_name: str = ""
    units: tuple[UnitDraft, ...] = ()
    user: UserDraft = UserDraft()
    user_post: Post | None = None


def check_setup(draft: SetupDraft, *, shortest_password: int = SHORTEST_PASSWORD) -> Iterator[Finding]:
    """Yield what is wrong with a first start; fields are named `organisation.bin`, `units.0.capacity`."""
    yield from check_organisation(draft.organisation, within="organisation.")
    yield from check_fields(draft, longest={"head_name": LONGEST_NAME})
    if not draft.units:
        yield missing("units", N_("Add at least one unit."), code="no-unit")
    for number, unit in enumerate(draft.units):
        yield from check_unit(unit, within=f"units.{number}.")
    yield from _check_names_differ(draft.units)
    yield from check_user(draft.user, within="user.", shortest_password=shortest_password)


def check_organisation(draft: OrganisationDraft, *, within: str = "") -> Iterator[Finding]:
    """Yield what is wrong with the organisation: both names, the BIN, the pattern of file numbers."""
    if not draft.name_kk:
        yield missing(
            within + "name_kk", N_("Enter the organisation's name in Kazakh."), code="organisation-unnamed-kk"
        )
    if not draft.name_ru:
        yield missing(
            within + "name_ru",
            N_("Enter the organisation's name in Russian."),
            code="organisation-unnamed-ru",
        )
    yield from check_fields(draft, within=within)
    yield from (replace(finding, field=within + "bin") for finding in check_bin(draft.bin))
    yield from check_pattern(draft.file_number_pattern, field=within + "file_number_pattern")


def check_unit(draft: UnitDraft, *, within: str = "") -> Iterator[Finding]:
    """Yield what is wrong with a unit: both names, a capacity, dates that run forward."""
    if not draft.name_kk:
        yield missing(within + "name_kk", N_("Enter the unit's name in Kazakh."), code="unit-unnamed-kk")
    if not draft.name_ru:
        yield missing(within + "name_ru", N_("Enter the unit's name in Russian."), code="unit-unnamed-ru")
    if draft.capacity is None or not 1 <= draft.capacity <= LARGEST_CAPACITY:
        yield missing(
            within + "capacity", N_("Enter how many people the unit has room for."), code="unit-capacity"
        )
    limits = {"name_kk": _LONGEST_NAME_OF_A_UNIT, "name_ru": _LONGEST_NAME_OF_A_UNIT}
    yield from check_fields(draft, longest=limits, within=within)
    yield from check_order(draft.registered_on, draft.closed_on, within + "closed_on")
    yield from check_order(draft.licence_issued_on, draft.licence_until, within + "licence_until")
    if draft.kind is UnitKind.HOME:
        yield from _check_daytime(draft, within)


def _check_daytime(draft: UnitDraft, within: str) -> Iterator[Finding]:
    """Yield a STOP for hours of daytime that are unreadable, alone, or run backwards."""
    first, last = draft.daytime_from, draft.daytime_until
    wrong = [text for text in (first, last) if text and parse_time(text) != text]
    if wrong or bool(first) != bool(last):
        text = N_("Write both hours of the daytime as 09:00, or none.")
        yield missing(f"{within}daytime_from", text, code="daytime-unreadable")
    elif first and last <= first:
        text = N_("The daytime must end after it begins.")
        yield missing(f"{within}daytime_until", text, code="daytime-backwards")


def _check_names_differ(units: Sequence[UnitDraft]) -> Iterator[Finding]:
    """Yield a STOP for each name that an earlier unit of the draft already bears."""
    for field in ("name_kk", "name_ru"):
        seen: Counter[str] = Counter()
        for number, unit in enumerate(units):
            name = getattr(unit, field)
            if name and seen[name]:
                yield unit_name_taken(f"units.{number}.{field}", name)
            seen[name] += 1


def unit_name_taken(field: str, name: str) -> Finding:
    """Return the STOP of a unit named like another one."""
    return Finding(
        code="unit-name-taken",
        text=N_("There is already a unit named {name}."),
        values={"name": name},
        field=field,
        weight=Weight.STOP,
    )


def check_staff(draft: StaffDraft) -> Iterator[Finding]:
    """Yield what is wrong with a member of staff."""
    if not draft.surname:
        yield missing("surname", N_("Enter the surname."), code="staff-nameless")
    yield from check_fields(
        draft, longest=dict.fromkeys(("surname", "given_name", "patronymic"), LONGEST_NAME)
    )


def check_signatory(draft: SignatoryDraft) -> Iterator[Finding]:
    """Yield what is wrong with a signatory."""
    if not draft.name:
        yield missing("name", N_("Enter the name of the person who signs."), code="signatory-nameless")
    yield from check_fields(draft, longest={"name": LONGEST_NAME})
    yield from check_order(draft.valid_from, draft.valid_until, "valid_until")


def head_on(signatories: Iterable["Signatory"], day: date) -> "Signatory | None":
    """Return who signs as head on `day`: an acting head before the head, then the one who began last."""
    valid = [
        one for one in signatories if (one.valid_from or date.min) <= day <= (one.valid_until or date.max)
    ]
    return max(valid, key=lambda one: (one.acting, one.valid_from or date.min, one.id), default=None)


def check_user(
    draft: UserDraft, *, within: str = "", shortest_password: int = SHORTEST_PASSWORD
) -> Iterator[Finding]:
    """Yield what is wrong with a new user: a login, a name, a password that is long enough."""
    if not draft.login:
        yield missing(within + "login", N_("Enter a user name for signing in."), code="user-without-login")
    if not draft.full_name:
        yield missing(within + "full_name", N_("Enter the user's full name."), code="user-nameless")
    yield from check_fields(draft, longest={"login": 60, "full_name": LONGEST_NAME}, within=within)
    yield from check_password(draft.password, field=within + "password", shortest=shortest_password)


def check_roles(draft: UserDraft | RolesDraft) -> Iterator[Finding]:
    """Yield a STOP for roles whose reach is that of a member of staff when none is named."""
    bound = {Role.SPECIALIST, Role.CARE_WORKER} & {draft.role, *draft.further_roles}
    if bound and draft.staff_id is None:
        yield Finding(
            code="roles-without-staff",
            text=N_(
                "Choose who among the staff this is: a specialist works in the own domain, a care worker "
                "with the own people."
            ),
            field="staff_id",
            weight=Weight.STOP,
        )


def check_password(
    password: str, *, field: str = "password", shortest: int = SHORTEST_PASSWORD
) -> Iterator[Finding]:
    """Yield a STOP for a password that is too short, or long but guessed at once.

    Length is what guards it, not riddles of signs."""
    if len(password) < shortest:
        yield Finding(
            code="password-too-short",
            text=N_(
                "The password needs at least {least} characters, blanks included. Three or four unrelated "
                "words are good; digits and signs are not asked for."
            ),
            values={"least": shortest},
            field=field,
            weight=Weight.STOP,
        )
    elif shortest == SHORTEST_PASSWORD and _is_guessed(password.casefold()):
        yield Finding(
            code="password-easy",
            text=N_(
                "This password is guessed at once: it repeats a few signs or walks along the keyboard. Three "
                "or four unrelated words are good."
            ),
            field=field,
            weight=Weight.STOP,
        )


def _is_guessed(password: str) -> bool:
    """Return whether a long password says next to nothing."""
    if len(set(password)) < _FEWEST_SIGNS:
        return True
    return any(password in 3 * walk or password in 3 * walk[::-1] for walk in _WALKS)


def check_text_size(percent: int) -> Iterator[Finding]:
    """Yield a STOP for a text size that is not within 100..150 percent."""
    if percent not in _TEXT_SIZES:
        yield missing("text_size", N_("The text size is from 100 to 150 percent."), code="text-size")
