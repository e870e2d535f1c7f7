"""What an import would bring in: shown to the user first (a dry run), stored by one action after that."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from enum import StrEnum
from typing import Any, Self

from ssu_desktop.exchange.headings import Field, Heading
from ssu_desktop.records.kinds import Category, DisabilityGroup, Sex, Status
from ssu_desktop.rules.stay import WAITING


@dataclass(frozen=True)
class Remark:
    """Something put right by itself: `reason` is a msgid that `values` fill, `field` a RegisterRow's."""

    field: str
    reason: str
    values: Mapping[str, object] = made(default_factory=dict)


@dataclass(frozen=True)
class Doubt(Remark):
    """Something a clerk must look at: the row comes in, marked."""


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One person as a row of a register tells: `row` is Excel's number, "" and None are "not told".

    `note` keeps verbatim, one a line and with its heading, all that found no place elsewhere. `stays_in` is
    the row where the same person came first: this row is another stay of that person."""

    row: int
    surname: str
    given_name: str = ""
    patronymic: str = ""
    iin: str | None = None
    born: date | None = None
    sex: Sex | None = None
    address: str = ""
    phones: str = ""
    category: Category | None = None
    disability_group: DisabilityGroup | None = None
    programme_until: date | None = None
    programme_indefinite: bool = False
    admitted_on: date | None = None
    admission_order: str = ""
    left_on: date | None = None
    left_order: str = ""
    discharged_on: date | None = None
    discharge_order: str = ""
    discharge_reason: str = ""
    destination: str = ""
    diagnosis: str = ""
    status_word: str = ""
    status: Status | None = None
    readmitted: bool = False
    note: str = ""
    stays_in: int | None = None
    doubts: tuple[Doubt, ...] = ()
    mended: tuple[Remark, ...] = ()

    def but(self, **told: Any) -> Self:
        """Return the row with some fields told otherwise; `dataclasses.replace` is a tenth of an import."""
        if not told.keys() <= vars(self).keys():
            raise TypeError(f"no fields of a row: {told.keys() - vars(self).keys()}")
        changed = object.__new__(type(self))
        vars(changed).update(vars(self), **told)
        return changed

    @property
    def is_back(self) -> bool:
        """Return whether the leave is over: the register says that services are received, and no end."""
        return self.left_on is not None and self.status is Status.RECEIVING and self.discharged_on is None

    @property
    def stays(self) -> tuple[Self, ...]:
        """Return one row for each stay told: who waits now and was discharged once was here before."""
        if self.status not in WAITING or self.admitted_on is None or self.discharged_on is None:
            return (self,)
        waiting = self.but(
            admitted_on=None,
            admission_order="",
            left_on=None,
            left_order="",
            discharged_on=None,
            discharge_order="",
            discharge_reason="",
            destination="",
            note="",
        )
        return self.but(status=None), waiting

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class SkipKind(StrEnum):
    """Why a row with something in it does not come in."""

    NAMELESS = "nameless"
    NOT_A_PERSON = "not_a_person"
    REPEATED = "repeated"
    HEADING = "heading"
    TOTAL = "total"


@dataclass(frozen=True)
class Skipped:
    """A row that does not come in: `reason` is a msgid that `values` fill."""

    row: int
    kind: SkipKind
    reason: str
    values: Mapping[str, object] = made(default_factory=dict)
    name: str = ""  # whom the row names, if anyone


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What one sheet would bring in. `stated_total` is the number that its totals row gives, if any."""

    sheet: str
    heading: Heading | None
    columns: Mapping[int, Field]
    noted_columns: tuple[str, ...]
    rows: tuple[RegisterRow, ...]
    skipped: tuple[Skipped, ...]
    stated_total: int | None = None

    @property
    def people(self) -> int:
        """Return how many different people come in; somebody with two stays counts once."""
        return sum(row.stays_in is None for row in self.rows)

    @property
    def doubtful(self) -> tuple[RegisterRow, ...]:
        """Return the rows that a clerk must look at."""
        return tuple(row for row in self.rows if row.doubts)

    @property
    def lost_rows(self) -> tuple[Skipped, ...]:
        """Return the skipped rows that may hold a person: what the user must be told of."""
        told = (SkipKind.NAMELESS, SkipKind.NOT_A_PERSON, SkipKind.REPEATED)
        return tuple(row for row in self.skipped if row.kind in told)
