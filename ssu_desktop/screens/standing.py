"""Where a person stands, and how long a paper runs, as chips: a word and a tone that says the same."""

from collections.abc import Mapping
from datetime import date

from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.kinds import Category, Status, UnitKind
from ssu_desktop.rules.duty import SOON
from ssu_desktop.rules.stay import ENDED, WAITING, status_word
from ssu_desktop.screens.chips import Chip, Tone

_IN_SHORT: Mapping[Category, str] = {
    Category.CHILDREN: N_("child|short"),
    Category.MUSCULOSKELETAL: N_("child with a musculoskeletal disorder|short"),
    Category.ADULTS: N_("over 18|short"),
    Category.DISABLED: N_("disability of group I or II|short"),
    Category.ELDERLY: N_("elderly|short"),
    Category.HOMELESS: N_("no fixed abode|short"),
    Category.RELEASED: N_("released from prison|short"),
    Category.PROBATION: N_("on probation|short"),
    Category.TRAFFICKING: N_("victim of trafficking|short"),
    Category.VIOLENCE: N_("victim of violence|short"),
}


def category_word(category: Category | None) -> str:
    """Return a category in a word or two, for headers and columns; forms have the order's own words."""
    return _(_IN_SHORT[category]) if category else ""


def state_word(status: Status, unit_kind: UnitKind | None) -> str:
    """Return a state in the words of the unit's kind, short enough for a chip; forms have the whole words."""
    msgid = status_word(status, unit_kind)
    return _(N_("services ceased|short") if msgid != status.msgid else msgid)


def status_chip(status: Status, unit_kind: UnitKind | None = None, since: date | None = None) -> Chip:
    """Return the state in the words of the unit's kind, with the day that it began."""
    word = state_word(status, unit_kind)
    if since is not None:
        word = _(N_("{status}, since {day}"), status=word, day=short(since))
    return Chip(word, _status_tone(status))


def _status_tone(status: Status) -> Tone:
    if status is Status.RECEIVING:
        return Tone.DONE
    if status in ENDED or status in WAITING or status is Status.NONE:
        return Tone.NEUTRAL
    return Tone.SOON


def term_chip(until: date | None, today: date, *, indefinite: bool = False) -> Chip:
    """Return how a term runs: without end, over by so many days, ending in so many days, or until a day."""
    if indefinite:
        return Chip(_(N_("indefinite")), Tone.DONE)
    if until is None:
        return Chip(_(N_("term not known")), Tone.NEUTRAL)
    left = (until - today).days
    if left < 0:
        return Chip(_(N_("ended {count} ago"), count=counted(spoken(), -left, Noun.DAY)), Tone.LATE)
    if left == 0:
        return Chip(_(N_("ends today")), Tone.SOON)
    if left <= SOON:
        return Chip(_(N_("{count} left"), count=counted(spoken(), left, Noun.DAY)), Tone.SOON)
    return Chip(_(N_("until {day}"), day=short(until)), Tone.DONE)
