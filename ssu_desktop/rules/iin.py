"""The individual (IIN) and business (BIN) identification numbers of Kazakhstan."""

import re
from collections.abc import Sequence
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Sex
from ssu_desktop.rules.finding import Finding, Weight

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
_WEIGHTS = tuple(range(1, 12))
_SECOND_WEIGHTS = (*range(3, 12), 1, 2)
_NEVER_ISSUED = 10

# The seventh digit: the century of birth and the sex.
_CENTURIES = {
    "1": (1800, Sex.MALE),
    "2": (1800, Sex.FEMALE),
    "3": (1900, Sex.MALE),
    "4": (1900, Sex.FEMALE),
    "5": (2000, Sex.MALE),
    "6": (2000, Sex.FEMALE),
}


def check_digit(first_eleven: str) -> int | None:
    """Return the twelfth digit that belongs to eleven digits; None where such a number is never issued."""
    digits = [int(digit) for digit in first_eleven]
    for weights in (_WEIGHTS, _SECOND_WEIGHTS):
        rest = _weighed(digits, weights) % 11
        if rest != _NEVER_ISSUED:
            return rest
    return None


def _weighed(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))


def iin_born(text: str) -> tuple[date, Sex] | None:
    """Return the birth date and sex that an IIN says, whatever its check digit; None where it says none."""
    text = text.strip()
    if not _TWELVE_DIGITS.fullmatch(text) or text[6] not in _CENTURIES:
        return None
    century, sex = _CENTURIES[text[6]]
    try:
        return date(century + int(text[:2]), int(text[2:4]), int(text[4:6])), sex
    except ValueError:
        return None


def check_iin(text: str, born: date | None, sex: Sex | None) -> list[Finding]:
    """Return the findings on an IIN beside the person's birth date and sex; an absent IIN has none.

    Only what is not twelve digits is refused (code "iin-length"). Doubtful numbers stand on real papers
    and come in with a warning: "iin-check", "iin-date", "iin-born", "iin-sex".
    """
    text = text.strip()
    if not text:
        return []
    if not _TWELVE_DIGITS.fullmatch(text):
        message = N_("The IIN must have exactly 12 digits.")
        return [Finding(code="iin-length", text=message, field="iin", weight=Weight.STOP)]
    found = []
    if check_digit(text[:11]) != int(text[11]):
        message = N_("The IIN is doubtful: its check digit does not fit. Compare it with the document.")
        found.append(Finding(code="iin-check", text=message, field="iin"))
    return found + _check_against_person(text, born, sex)


def _check_against_person(text: str, born: date | None, sex: Sex | None) -> list[Finding]:
    said = iin_born(text)
    if said is None:
        message = N_("The IIN is doubtful: it holds no real birth date. Compare it with the document.")
        return [Finding(code="iin-date", text=message, field="iin")]
    found = []
    if born is not None and born != said[0]:
        message = N_("The IIN says that the person was born on {said}, the record says {born}.")
        values = {"said": short(said[0]), "born": short(born)}
        found.append(Finding(code="iin-born", text=message, values=values, field="iin"))
    if sex is not None and sex is not said[1]:
        message = N_("The sex in the record does not agree with the IIN.")
        found.append(Finding(code="iin-sex", text=message, field="iin"))
    return found


def check_bin(text: str) -> list[Finding]:
    """Return the findings on a BIN; an absent one has none. Codes: "bin-length" (refused), "bin-check"."""
    text = text.strip()
    if not text:
        return []
    if not _TWELVE_DIGITS.fullmatch(text):
        message = N_("The BIN must have exactly 12 digits.")
        return [Finding(code="bin-length", text=message, field="bin", weight=Weight.STOP)]
    if check_digit(text[:11]) != int(text[11]):
        message = N_("The BIN is doubtful: its check digit does not fit. Compare it with the document.")
        return [Finding(code="bin-check", text=message, field="bin")]
    return []
