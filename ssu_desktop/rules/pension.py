"""When a person reaches the pension age of the Social Code, by sex and year."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import Sex
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import age_reached


def pension_age_on(born: date, sex: Sex, law: Law) -> date | None:
    """Return the day on which the pension age is reached; None where no known edition reaches so far.

    Where the age rises between two years, who reached the former one in its time stays of that age.
    """
    for number, figure in enumerate(law.editions(f"pension_age.{sex.value}", None)):
        reached = age_reached(born, figure.value)
        if number:
            reached = max(reached, figure.valid_from)
        if figure.valid_to is None or reached <= figure.valid_to:
            return reached
    return None


def check_pension_age(
    born: date, sex: Sex | None, day: date, law: Law, article: Article, field: str
) -> Iterator[Finding]:
    """Warn of one who has not reached the pension age on the day; told only where the sex is not known.

    The Social Code is not among the sources of the program, so the warning asks to confirm the age. For a
    day before its earliest known figure nothing is said.
    """
    sexes = [sex] if sex is not None else list(Sex)
    reached = [known for one in sexes if (known := _reached(born, one, day, law)) is not None]
    if not reached or day >= max(reached):
        return
    if sex is None and day >= min(reached):
        text = N_("Enter the sex: without it the pension age cannot be told.")
        yield Finding(code="pension-age-unknown", text=text, field=field, article=article, weight=Weight.NOTE)
        return
    text = N_("The pension age is reached on {day} only (not given in the source texts: confirm it).")
    values = {"day": short(min(reached))}
    yield Finding(code="below-pension-age", text=text, values=values, field=field, article=article)


def _reached(born: date, sex: Sex, day: date, law: Law) -> date | None:
    editions = law.editions(f"pension_age.{sex.value}", None)
    return pension_age_on(born, sex, law) if editions and day >= editions[0].valid_from else None
