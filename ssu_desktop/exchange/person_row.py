"""One row of a register becomes one person: each cell is understood, put right, doubted or kept as a note."""

import re
from datetime import date

from ssu_desktop.exchange import cells
from ssu_desktop.exchange.headings import Field
from ssu_desktop.exchange.proposal import RegisterRow
from ssu_desktop.exchange.stay_row import with_stay
from ssu_desktop.exchange.told import Told
from ssu_desktop.exchange.workbook import Cell
from ssu_desktop.language import N_
from ssu_desktop.language.dates import YEARS_AHEAD
from ssu_desktop.language.names import calm, mend_lookalikes, split_name
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.iin import check_iin, iin_born
from ssu_desktop.rules.person import LONGEST_DIAGNOSIS

LONGEST_NAME = 200
_OLDEST_BIRTH = 1890
_ODD_IN_NAMES = re.compile(r"[^\w\s.,'’ʼ()\-–]|[\d_]")
_AGE = re.compile(r"\(?\d{1,3}\s*(?:жаста|жас|ж|лет|года|год|л)?\.?\)?", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!\w)(?:до|дейін|по|с|бастап)(?!\w)\.?", re.IGNORECASE)


def read_person(told: Told) -> RegisterRow:
    """Return the person that the row tells of; the row must have a name."""
    person = _with_name(told)
    for step in (_with_identity, _with_programme, with_stay, _with_words):
        person = step(person, told)
    again = any(cells.says_again(text) for text in (*told.notes, told.words(Field.STATUS)))
    return person.but(
        readmitted=again,
        note="\n".join(told.notes),
        doubts=tuple(told.doubts),
        mended=tuple(told.mended),
    )


def _with_name(told: Told) -> RegisterRow:
    surname, given_name, patronymic = _parts(told)
    if told.is_only_a_name:
        told.doubt("surname", N_("Nothing but the name is filled in."))
    if odd := _ODD_IN_NAMES.search(told.name):
        told.doubt("surname", N_("The name holds a sign that names do not have: «{sign}»."), sign=odd[0])
    if len(told.name) > LONGEST_NAME:
        told.notes.append(told.name)
        told.doubt(
            "surname",
            N_("The name is longer than {limit} characters; the whole of it stands in the note."),
            limit=LONGEST_NAME,
        )
    if not surname:
        told.doubt("surname", N_("The surname is missing; the given name stands in its place."))
        surname, given_name = given_name or patronymic, "" if given_name else given_name
    elif not given_name:
        told.doubt("given_name", N_("The given name is missing."))
    return RegisterRow(
        row=told.row,
        surname=surname[:LONGEST_NAME].strip(),
        given_name=given_name[:LONGEST_NAME].strip(),
        patronymic=patronymic[:LONGEST_NAME].strip(),
    )


def _parts(told: Told) -> tuple[str, str, str]:
    """Return the name in three parts, mended and calmed; a whole name may stand in the surname's column."""
    whole = told.words(Field.FULL_NAME) or told.words(Field.SURNAME)
    given_name, patronymic = told.words(Field.GIVEN_NAME), told.words(Field.PATRONYMIC)
    parts = (told.words(Field.SURNAME) or whole, given_name, patronymic)
    if not given_name:
        split = split_name(_tidied(told, whole)[:LONGEST_NAME])
        return split[0], split[1], split[2] or _tidied(told, patronymic)
    surname, given_name, patronymic = (_tidied(told, part) for part in parts)
    return surname, given_name, patronymic


def _tidied(told: Told, name: str) -> str:
    mended = mend_lookalikes(name)
    if mended != name:
        told.mend(
            "surname",
            N_("Latin letters in the name were put right: «{before}» became «{after}»."),
            before=name,
            after=mended,
        )
    calmed = calm(mended)
    if calmed != mended:
        told.mend(
            "surname",
            N_("The name in capitals was calmed: «{before}» became «{after}»."),
            before=mended,
            after=calmed,
        )
    return calmed


def _with_identity(person: RegisterRow, told: Told) -> RegisterRow:
    born = _born(told)
    sex = told.known_word("sex", Field.SEX, cells.read_sex)
    iin = _iin(told, born)
    findings = [finding for finding in check_iin(iin or "", born, sex) if finding.weight is not Weight.NOTE]
    for finding in findings:
        told.doubt("iin", finding.text, **finding.values)
    said = iin_born(iin) if iin and not findings else None
    if said and born is None and not told.words(Field.BORN):
        born = said[0]
        told.mend("born", N_("The birth date was taken from the IIN."))
    if said and sex is None:
        sex = said[1]
        told.mend("sex", N_("The sex was taken from the IIN."))
    return person.but(born=born, sex=sex, iin=iin)


def _born(told: Told) -> date | None:
    day, text, rest = _past_day(told.cell(Field.BORN), told.today)
    if rest and not _AGE.fullmatch(rest):
        told.note(Field.BORN, told.words(Field.BORN))
    if day and day.year >= _OLDEST_BIRTH and day <= told.today:
        return day
    if text:
        told.doubt_date("born", Field.BORN, text)
    return None


def _past_day(cell: Cell, today: date) -> tuple[date | None, str, str]:
    """Read a day as `cells.read_day` does; a year of two digits is never one to come: 05.06.32 is 1932."""
    this_century = cells.read_day(cell, date(today.year - YEARS_AHEAD, 1, 1))
    if this_century[0] is None or this_century[0] <= today:
        return this_century
    return cells.read_day(cell, date(today.year - YEARS_AHEAD - 1, 1, 1))


def _iin(told: Told, born: date | None) -> str | None:
    """Return twelve digits, with the zeros that Excel drops put back where the number then fits; or None."""
    text = cells.iin_digits(told.cell(Field.IIN))
    if len(text) == 12 and text.isdecimal() and len(set(text)) > 1:
        return text
    if 9 <= len(text) < 12 and text.isdecimal() and not check_iin(text.zfill(12), born, None):
        told.mend("iin", N_("The zeros that Excel drops were put back before the IIN."))
        return text.zfill(12)
    told.note(Field.IIN, told.words(Field.IIN))
    if any(letter.isdigit() for letter in text):
        told.doubt("iin", N_("The IIN «{text}» cannot be read; it stands in the note."), text=text)
    return None


def _with_programme(person: RegisterRow, told: Told) -> RegisterRow:
    text = told.words(Field.PROGRAMME_UNTIL)
    if cells.is_indefinite(text):
        if cells.dates_in(text):
            told.note(Field.PROGRAMME_UNTIL, text)
        return person.but(programme_indefinite=True)
    day, unread, rest = cells.read_day(told.cell(Field.PROGRAMME_UNTIL), told.today)
    if _UNTIL.sub("", rest).strip(" .,;"):
        told.note(Field.PROGRAMME_UNTIL, text)
    if day is None and unread:
        told.doubt_date("programme_until", Field.PROGRAMME_UNTIL, unread)
    return person.but(programme_until=day)


def _with_words(person: RegisterRow, told: Told) -> RegisterRow:
    for field in (Field.TRANSFERRED, Field.NOTE):
        told.note(field, told.words(field))
    return person.but(
        address=told.line("address", Field.ADDRESS),
        phones=told.line("phones", Field.PHONE, cells.read_phones(told.cell(Field.PHONE))),
        category=told.known_word("category", Field.CATEGORY, cells.read_category),
        disability_group=told.known_word("disability_group", Field.DISABILITY_GROUP, cells.read_group),
        discharge_reason=told.line("discharge_reason", Field.DISCHARGE_REASON),
        destination=told.line("destination", Field.DESTINATION),
        diagnosis=told.line("diagnosis", Field.DIAGNOSIS, longest=LONGEST_DIAGNOSIS),
    )
