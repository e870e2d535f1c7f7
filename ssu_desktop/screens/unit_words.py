"""The lines of a unit's page: each record in the words of the language of the interface."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.actions.house import PointRow
from ssu_desktop.actions.rooms import RoomRow, RoomsPage
from ssu_desktop.actions.unit_needs import UnitNeeds
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Answer
from ssu_desktop.rules.posts import HomeNeed, NightPost, in_rates
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.facts import EntryRow
from ssu_desktop.screens.findings import article_words
from ssu_desktop.screens.room_forms import KEPT_FOR, beds_words


def rooms_words(page: RoomsPage) -> str:
    """Return the heading of the rooms: how many beds there are, how many are free."""
    return _(N_("Rooms: {beds} beds, {free} free"), beds=page.beds, free=page.free)


def room_row(room: RoomRow) -> EntryRow:
    """Return the line of a room: for whom it is, who lives there, what is free."""
    kept = [_(KEPT_FOR[room.draft.sex])] if room.draft.sex else []
    kept += [_(N_("for a married couple"))] if room.draft.for_couples else []
    title = " · ".join((_(N_("room {name}"), name=room.draft.name), *kept))
    details = [", ".join(one.name for one in room.dwellers), room.draft.note]
    return EntryRow(title, " · ".join(part for part in details if part), _room_chip(room))


def _room_chip(room: RoomRow) -> Chip:
    if room.draft.closed_on is not None:
        return Chip(_(N_("closed from {day}"), day=short(room.draft.closed_on)))
    tone = Tone.LATE if room.free < 0 else Tone.DONE if room.free else Tone.NEUTRAL
    return Chip(beds_words(room), tone)


def reader_row(name: str, detail: str) -> EntryRow:
    """Return the line of somebody for whom something is to be done."""
    return EntryRow(name, detail)


def since_words(admitted_on: date | None) -> str:
    """Return since when somebody is here."""
    return _(N_("since {day}"), day=short(admitted_on)) if admitted_on else ""


def point_row(point: PointRow) -> EntryRow:
    """Return the line of a point of the self-check with its paragraph."""
    draft = point.draft
    checked = [short(draft.checked_on)] if draft.checked_on else []
    details = (article_words(point.figure.article), *checked, draft.checked_by, draft.note)
    chip = Chip(_(N_("no answer")), Tone.SOON)
    if draft.answer is not None:
        chip = Chip(_(draft.answer.msgid), Tone.DONE if draft.answer is Answer.YES else Tone.LATE)
    return EntryRow(point.figure.meaning(spoken()), " · ".join(part for part in details if part), chip)


def home_rows(need: HomeNeed) -> Iterator[EntryRow]:
    """Yield how many units the recipients take: in all, then by group of categories."""
    if not need.count:
        return
    told = N_("{count} recipients: at least {units} units, one for each {limit}")
    title = _(told, count=need.count, units=need.least, limit=need.limit)
    over = need.count > need.limit
    chip = Chip(_(N_("above the norm")), Tone.LATE) if over else Chip(_(N_("within the norm")), Tone.DONE)
    yield EntryRow(title, article_words(need.article), chip, opens=False)
    for group in need.groups:
        words = ", ".join(_(category.msgid) for category in group.categories)
        told = N_("{count} recipients, units of their own: {units}")
        yield EntryRow(words, _(told, count=group.count, units=group.units), opens=False)


def night_rows(needs: UnitNeeds) -> Iterator[EntryRow]:
    """Yield the posts of the night duty, each with what the table says of it."""
    for post in needs.night:
        yield _night_row(post, needs.beds)


def _night_row(post: NightPost, beds: int) -> EntryRow:
    rates = [in_rates(number) for number in dict.fromkeys(post.rates)]
    posts = [str(number) for number in dict.fromkeys((post.least, post.most))]
    chip = _(N_("posts {posts}, rates {rates}"), posts="–".join(posts), rates="–".join(rates))
    details = [article_words(post.figure.article), _(N_("beds here: {beds}"), beds=beds)]
    if post.below:
        details.append(_(N_("fewer beds than the norm forms a post for: by need and possibilities")))
    return EntryRow(post.figure.meaning(spoken()), " · ".join(details), Chip(chip), opens=False)
