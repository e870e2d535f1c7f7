"""Registers that facilities keep by hand become proposals: counts, single cells, doubts, nothing dropped."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.exchange.headings import Field, find_heading, recognise
from ssu_desktop.exchange.proposal import Proposal, RegisterRow, SkipKind
from ssu_desktop.exchange.register import read_register
from ssu_desktop.exchange.workbook import CannotRead, Cell, SheetRow, SheetRows, read_workbook
from ssu_desktop.language import Language
from ssu_desktop.language.dates import official, short
from ssu_desktop.records.kinds import Category, DisabilityGroup, Sex, Status

REGISTERS = Path(__file__).parent / "registers"
TODAY = date(2026, 3, 12)
MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
GOOD_IIN = "170604633746"  # a girl born on 4 June 2017
HEADINGS = (
    "№",
    "Ф.И.О.",
    "ИИН",
    "Дата рождения",
    "Пол",
    "Дата зачисления и № приказа",
    "Выбыл",
    "Примечание",
)


def _sample(language: str) -> Proposal:
    [sheet] = read_workbook(REGISTERS / f"register_{language}.xlsx")
    return read_register(sheet, today=TODAY)


def _read(*rows: Sequence[Cell], headings: Sequence[Cell] = HEADINGS) -> Proposal:
    numbered = tuple(SheetRow(number, tuple(cells)) for number, cells in enumerate((headings, *rows), 1))
    return read_register(SheetRows("Лист1", numbered), today=TODAY)


def _one(**cells: Cell) -> RegisterRow:
    """Read one row; cells by field, headings by the field's usual words."""
    words = {
        "name": "Ф.И.О.", "iin": "ЖСН", "born": "Туған күні", "sex": "Жынысы", "phone": "Телефон",
        "programme": "АОЖБ мерзімі", "category": "Санаты", "group": "Мүгедектік тобы", "status": "Мәртебесі",
        "admitted": "Түскен күні және бұйрықтың №", "order": "Бұйрық №", "left": "Уақытша шыққан күні",
        "discharged": "Шыққан күні және бұйрықтың №", "note": "Ескертпе", "other": "Киім өлшемі",
        "moved": "Ауыстырылған күні", "diagnosis": "Диагнозы", "address": "Мекенжайы",
        "surname": "Тегі", "given": "Аты", "father": "Әкесінің аты",
    }  # fmt: skip
    if not cells.keys() & {"name", "surname"}:
        cells = {"name": "Омаров Ерлан Серікұлы", **cells}
    [row] = _read(list(cells.values()), headings=[words[name] for name in cells]).rows
    return row


def _reasons(row: RegisterRow) -> list[str]:
    return [doubt.reason.format(**doubt.values) for doubt in row.doubts]


def _by_row(proposal: Proposal) -> dict[int, RegisterRow]:
    return {row.row: row for row in proposal.rows}


# --- the two samples


@pytest.mark.parametrize(("language", "people"), [("kk", 60), ("ru", 45)])
def test_each_sample_gives_its_people_once_and_agrees_with_its_total(language: str, people: int) -> None:
    proposal = _sample(language)
    assert proposal.people == len(proposal.rows) == proposal.stated_total == people
    assert len({row.iin or (row.full_name, row.born) for row in proposal.rows}) == people
    assert [row.kind for row in proposal.skipped] == [SkipKind.REPEATED, SkipKind.TOTAL]
    assert proposal.noted_columns == ()


def test_doubtful_rows_of_the_samples_are_those_an_independent_count_finds() -> None:
    for language, iin, born, admitted, ended in (("kk", 3, 4, 10, 12), ("ru", 6, 4, 11, 13)):
        expected = _independently_doubtful(
            REGISTERS / f"register_{language}.xlsx", iin, born, admitted, ended
        )
        assert {row.row for row in _sample(language).doubtful} == expected
        assert expected == ({5, 45, 60, 62} if language == "kk" else set())


def _independently_doubtful(path: Path, iin: int, born: int, admitted: int, ended: int) -> set[int]:
    """Count with another reader and other code: check digits, birth dates, dates that run backwards."""
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    doubtful = set()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if not isinstance(row[0], int | float):
            continue
        text = str(row[iin] or "").removesuffix(".0")
        days = [_independent_date(row[column]) for column in (born, admitted, ended)]
        backwards = bool(days[1] and days[2] and days[2] < days[1])
        misborn = bool(text and f"{days[0]:%y%m%d}" != text[:6])
        if backwards or misborn or (text and not _check_digit_fits(text)):
            doubtful.add(number)
    return doubtful


def _check_digit_fits(text: str) -> bool:
    for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]):
        rest = sum(int(text[place]) * weights[place] for place in range(11)) % 11
        if rest < 10:
            return rest == int(text[11])
    return False


def _independent_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", str(value)):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d\d)[./](\d\d)[./](\d{4})", str(value)):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.match(r"(\d+) (\w+) (\d{4})", str(value)):
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    return None


def test_hand_picked_rows_of_the_kazakh_sample() -> None:
    rows = _by_row(_sample("kk"))
    assert rows[5].status is Status.QUEUED
    assert (rows[5].admitted_on, rows[5].born) == (None, date(2018, 9, 4))
    assert rows[7].full_name == "Рахымова Іңкәр Мұратқызы"
    assert (rows[7].born, rows[7].sex, rows[7].programme_indefinite) == (date(2014, 9, 19), Sex.FEMALE, True)
    assert (rows[9].discharged_on, rows[9].discharge_order) == (date(2024, 8, 29), "165")
    assert rows[9].discharge_reason == "мүгедектігі алынды"
    assert (rows[10].admitted_on, rows[10].admission_order) == (date(2024, 10, 7), "106")
    assert (rows[12].left_on, rows[12].category) == (date(2025, 12, 1), Category.DISABLED)
    assert (rows[17].iin, rows[17].phones) == ("721206414514", "")
    assert (rows[19].surname, rows[19].given_name, rows[19].patronymic) == ("Ахметжанов", "Ринат", "")
    assert rows[28].surname == "Үсенова"
    assert rows[28].mended[0].values["before"] == "Үсеновa Гүлнәр Қайратқызы"
    assert (rows[34].category, rows[34].phones) == (Category.CHILDREN, "+7 714 755 33 25")
    assert 36 not in rows
    assert rows[58].left_on == date(2025, 9, 17)


def test_hand_picked_rows_of_the_russian_sample() -> None:
    rows = _by_row(_sample("ru"))
    assert (rows[4].disability_group, rows[4].note) == (DisabilityGroup.CHILD, "на дому")
    assert (rows[4].born, rows[4].programme_until) == (date(1957, 3, 8), date(2027, 2, 5))
    assert (rows[6].admission_order, rows[6].discharged_on) == ("103", date(2024, 6, 20))
    assert (rows[8].surname, rows[8].disability_group) == ("Иванов", DisabilityGroup.THIRD)
    assert (rows[9].readmitted, rows[9].admission_order) == (True, "105-п")
    assert (rows[11].iin, rows[11].disability_group) == ("000521562025", DisabilityGroup.FIRST)
    assert (rows[21].iin, rows[21].disability_group) == ("640322471475", DisabilityGroup.SECOND)
    assert rows[29].surname == "Төлегенов"
    assert rows[44].iin is None
    assert rows[51].diagnosis == "G80.1 Спастикалық диплегия"


def test_nothing_written_in_the_samples_is_lost() -> None:
    """Each word of each person's row is found again somewhere in what comes in."""
    for language, [sheet] in (
        (name, read_workbook(REGISTERS / f"register_{name}.xlsx")) for name in ("kk", "ru")
    ):
        rows = _by_row(_sample(language))
        for raw in sheet.rows:
            if raw.number in rows:
                told = repr(rows[raw.number]).lower()
                texts = [
                    cell
                    for cell in raw.cells
                    if isinstance(cell, str) and not re.search(r"\d|^-$|ова$", cell)
                ]
                lost = [text for text in texts if " ".join(text.split()).split(" ")[-1].lower() not in told]
                assert set(lost) <= _understood(), (raw.number, lost)


def _understood() -> set[str]:
    sexes = {"ер", "е", "муж", "м", "ә", "әйел", "жен", "ж"}
    words = {"балалар", "ТҚА бұзылған балалар", "мүгедектігі бар адам", "қарт", "18 жастан асқан"}
    return sexes | words | {"мерзімсіз", "бессрочно", "реб.-инв.", "I", "II", "III"}


# --- headings


def test_headings_of_the_official_register_are_recognised_in_both_languages() -> None:
    kazakh = (
        "№", "Мәртебесі", "Тегі, аты, әкесінің аты (бар болса)", "Туған күні, жасы", "Жынысы",
        "Үйінің мекенжайы", "Телефон нөмірі",
        "Мүгедектігі бар адамды абилитациялау мен оңалтудың жеке бағдарламасының мерзімі",
        "Түскен күні және бұйрықтың №", "Уақытша шыққан күні және бұйрықтың №",
        "Шыққан күні және бұйрықтың №", "Шығу себебі", "Ауыстырылған күні және бұйрықтың №",
        "Қайда шықты (облыс, қала, аудан)",
    )  # fmt: skip
    russian = (
        "№ п/п", "Статус", "Фамилия, имя, отчество (при его наличии)", "Дата рождения, возраст", "Пол",
        "Домашний адрес", "Номер телефона", "Срок индивидуальной программы абилитации и реабилитации",
        "Дата поступления и № приказа", "Дата временного выбытия и № приказа", "Дата выбытия и № приказа",
        "Причина выбытия", "Дата перевода и № приказа", "Куда выбыл (область, город, район)",
    )  # fmt: skip
    fields = [
        Field.NUMBER, Field.STATUS, Field.FULL_NAME, Field.BORN, Field.SEX, Field.ADDRESS, Field.PHONE,
        Field.PROGRAMME_UNTIL, Field.ADMITTED, Field.LEFT, Field.DISCHARGED, Field.DISCHARGE_REASON,
        Field.TRANSFERRED, Field.DESTINATION,
    ]  # fmt: skip
    assert list(recognise(kazakh).values()) == list(recognise(russian).values()) == fields


def test_an_order_column_belongs_to_the_event_before_it() -> None:
    headings = (
        "ФИО",
        "Дата приема",
        "Приказ №",
        "Дата выбытия",
        "Приказ №",
        "Место рождения",
        "Тел. родственника",
    )
    assert recognise(headings) == {
        0: Field.FULL_NAME,
        1: Field.ADMITTED,
        2: Field.ORDER_NUMBER,
        3: Field.DISCHARGED,
        4: Field.DISCHARGE_ORDER,
    }


def test_a_heading_of_two_rows_is_joined_and_its_column_numbers_are_skipped() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Тізім",),
        ("№", "Аты-жөні", "Түскен", "", "Шыққан", "", "ЖСН"),
        ("", "", "күні", "бұйрық", "күні", "бұйрық", ""),
        (1, 2, 3, 4, 5, 6, 7),
        (1, "Омарова Айгүл", "01.02.2024", "5-ө", "03.04.2025", "17-ө", GOOD_IIN),
    )
    sheet = SheetRows("a", tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 1)))
    heading = find_heading(sheet.rows)
    assert heading is not None
    assert (heading.first, heading.last) == (2, 3)
    proposal = read_register(sheet, today=TODAY)
    [row] = proposal.rows
    assert [skipped.kind for skipped in proposal.skipped] == [SkipKind.HEADING]
    assert (row.admitted_on, row.admission_order) == (date(2024, 2, 1), "5-ө")
    assert (row.discharged_on, row.discharge_order) == (date(2025, 4, 3), "17-ө")


def test_a_title_right_above_the_heading_is_no_part_of_it() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Қызмет алушыларды қабылдау және бұйрықтар журналы",),
        ("№", "Аты-жөні", "ЖСН", "Киім өлшемі"),
        (1, "Омарова Айгүл", GOOD_IIN, "48"),
    )
    sheet = SheetRows("a", tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 1)))
    proposal = read_register(sheet, today=TODAY)
    assert proposal.heading is not None
    assert (proposal.heading.first, proposal.noted_columns) == (2, ("Киім өлшемі",))
    assert proposal.rows[0].note == "Киім өлшемі: 48"


def test_a_sheet_without_a_heading_is_refused_and_can_be_read_by_the_users_columns() -> None:
    sheet = SheetRows("Лист1", (SheetRow(1, ("Омаров Ерлан", "05.06.1980")),))
    with pytest.raises(CannotRead, match="No heading with people's names"):
        read_register(sheet, today=TODAY)
    [row] = read_register(sheet, {0: Field.FULL_NAME, 1: Field.BORN}, today=TODAY).rows
    assert (row.surname, row.born) == ("Омаров", date(1980, 6, 5))


def test_columns_corrected_by_the_user_stand_in_for_the_recognised_ones() -> None:
    sheet = SheetRows("a", (SheetRow(1, ("ФИО", "Дата")), SheetRow(2, ("Омаров Ерлан", "05.06.1980"))))
    assert read_register(sheet, today=TODAY).rows[0].note == "Дата: 05.06.1980"
    assert read_register(sheet, {0: Field.FULL_NAME, 1: Field.BORN}, today=TODAY).rows[0].born == date(
        1980, 6, 5
    )


# --- rows that do not come in, and rows that come twice


def test_totals_repeated_headings_nameless_rows_and_signatures_do_not_come_in() -> None:
    proposal = _read(
        (1, "Омарова Айгүл", GOOD_IIN),
        HEADINGS,
        ("", "", "", "05.06.1980", "м"),
        (2, "12345", "", "05.06.1980", "м"),
        ("", "Итого: 7 человек"),
        ("", "Руководитель ________ Ахметов А."),
    )
    assert [row.row for row in proposal.rows] == [2]
    kinds = [SkipKind.HEADING, SkipKind.NAMELESS, SkipKind.NAMELESS, SkipKind.TOTAL, SkipKind.NOT_A_PERSON]
    assert [row.kind for row in proposal.skipped] == kinds
    assert [row.row for row in proposal.lost_rows] == [4, 5, 7]
    assert proposal.lost_rows[0].values["text"] == "05.06.1980; м"
    assert proposal.stated_total == 7


def test_a_repeated_stay_is_merged_and_what_it_says_otherwise_is_kept() -> None:
    proposal = _read(
        (1, "Омарова Айгүл", GOOD_IIN, "", "", "01.02.2024", "", "тихая"),
        (2, "Омарова  Айгүл", int(GOOD_IIN), "04.06.2017", "ж", "01.02.2024 №5", "", "шумная"),
    )
    [row] = proposal.rows
    assert (row.admission_order, row.born, row.sex) == ("5", date(2017, 6, 4), Sex.FEMALE)
    assert "тихая" in row.note
    assert "№3, Примечание: шумная" in row.note
    assert [(skipped.row, skipped.values) for skipped in proposal.skipped] == [(3, {"first": 2})]


def test_a_second_stay_of_the_same_person_comes_in_as_a_stay() -> None:
    proposal = _read(
        (1, "Омарова Айгүл", GOOD_IIN, "", "", "01.02.2023", "01.03.2023"),
        (2, "Сериккызы Айгүл", GOOD_IIN, "", "", "01.02.2024", ""),
    )
    assert proposal.people == 1
    assert [(row.row, row.stays_in, row.readmitted) for row in proposal.rows] == [
        (2, None, False),
        (3, 2, True),
    ]


def test_one_iin_on_two_people_is_doubted_and_kept_in_the_note() -> None:
    proposal = _read((1, "Омарова Айгүл", GOOD_IIN), (2, "Ким Сергей", GOOD_IIN, "05.06.1980"))
    assert proposal.people == 2
    assert proposal.rows[1].iin is None
    assert GOOD_IIN in proposal.rows[1].note
    assert "The IIN 170604633746 belongs to row 2 already; here it stands in the note only." in _reasons(
        proposal.rows[1]
    )


def test_namesakes_are_one_person_only_with_one_birth_date() -> None:
    cells = (
        (1, "Ким Ұлан", "", "05.06.1980"),
        (2, "КИМ Улан", "", "1980-06-05"),
        (3, "Ким Ұлан", "", "05.06.1981"),
    )
    proposal = _read(*cells, (4, "Ким Ұлан", "", "", "м"))
    assert [row.row for row in proposal.rows] == [2, 4, 5]
    assert all("This may be" not in reason for row in proposal.rows[:2] for reason in _reasons(row))
    assert "This may be the person of row 2: the name is the same." in _reasons(proposal.rows[2])


# --- single cells


@pytest.mark.parametrize(
    ("cell", "day", "order"),
    [
        ("26.11.2024 №102-ж", date(2024, 11, 26), "102-ж"),
        ("7 қазан 2024 ж., № 106", date(2024, 10, 7), "106"),
        ("29.08.2024 № 165", date(2024, 8, 29), "165"),
        ("Приказ №14-п от 05.05.2025 г.", date(2025, 5, 5), "14-п"),
        ("05.05.2025ж. №7 бұйрық", date(2025, 5, 5), "7"),
        ("2024-05-05, 12/3-ө", date(2024, 5, 5), "12/3-ө"),
        ("№ 15 бұйрық", None, "15"),
        ("03.03.2021/5", date(2021, 3, 3), "5"),
        (45_000, date(2023, 3, 15), ""),
        (date(2024, 1, 2), date(2024, 1, 2), ""),
        ("2024 жылғы 3 наурыз №8", date(2024, 3, 3), "8"),
    ],
)
def test_a_date_and_an_order_stand_in_one_cell_in_any_order(cell: Cell, day: date | None, order: str) -> None:
    row = _one(admitted=cell)
    assert (row.admitted_on, row.admission_order, row.doubts) == (day, order, ())
    assert row.note == ("" if day else f"Түскен күні және бұйрықтың №: {cell}")


@pytest.mark.parametrize(
    "cell", ["31.02.2025", "осенью", "01.01.0001", "05.05.2999 №3", "2025", 2025, "05.05.1901"]
)
def test_a_date_that_cannot_be_read_is_doubted_and_kept_verbatim(cell: Cell) -> None:
    row = _one(admitted=cell)
    assert row.admitted_on is None
    assert row.note == f"Түскен күні және бұйрықтың №: {cell}"
    assert "cannot be read" in _reasons(row)[0]


def test_words_beside_a_date_go_to_the_note() -> None:
    row = _one(admitted="05.05.2025 повторно, из Семея")
    assert (row.admitted_on, row.readmitted, row.doubts) == (date(2025, 5, 5), True, ())
    assert "повторно, из Семея" in row.note


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("05.06.32", date(1932, 6, 5)),
        ("13.03.26", date(1926, 3, 13)),
        ("12.03.26", date(2026, 3, 12)),
        ("050636", date(1936, 6, 5)),
        ("05.06.32, 93 жаста", date(1932, 6, 5)),
    ],
)
def test_a_birth_year_of_two_digits_is_never_one_to_come(cell: str, day: date) -> None:
    row = _one(born=cell)
    assert (row.born, row.doubts) == (day, ())


@pytest.mark.parametrize("year", [1, 1066, 2027, 2999])
def test_a_birth_in_another_age_is_doubted_and_kept(year: int) -> None:
    row = _one(born=date(year, 5, 6))
    assert row.born is None
    assert f"Туған күні: 06.05.{year:04}" == row.note
    assert row.doubts[0].field == "born"


def test_an_age_beside_the_birth_date_is_no_news() -> None:
    assert _one(born="04.05.1943, 82 жаста").note == ""
    assert _one(born="04.05.1943 (82 года)").born == date(1943, 5, 4)


def test_a_future_admission_is_taken_and_doubted() -> None:
    row = _one(admitted="13.03.2026")
    assert row.admitted_on == date(2026, 3, 13)
    assert _reasons(row) == [
        "The date 13.03.2026 in the column «Түскен күні және бұйрықтың №» lies in the future."
    ]
    assert _one(admitted="12.03.2026").doubts == ()


def test_a_discharge_before_admission_is_not_applied_and_both_are_kept() -> None:
    row = _one(admitted="05.05.2025 №3", discharged="04.05.2025 №9")
    assert (row.admitted_on, row.discharged_on, row.discharge_order) == (date(2025, 5, 5), None, "")
    assert "05.05.2025 №3" in row.note
    assert "04.05.2025 №9" in row.note
    assert [doubt.field for doubt in row.doubts] == ["discharged_on"]
    assert _one(admitted="05.05.2025", discharged="05.05.2025").discharged_on == date(2025, 5, 5)


@pytest.mark.parametrize(("cell", "longest"), [("address", 300), ("diagnosis", 2000)])
def test_a_text_longer_than_its_field_is_cut_doubted_and_kept_whole_in_the_note(
    cell: str, longest: int
) -> None:
    row = _one(**{cell: "д" * (longest + 1)})
    assert getattr(row, cell) == "д" * (longest - 1) + "…"
    assert "д" * (longest + 1) in row.note
    assert [doubt.field for doubt in row.doubts] == [cell]
    assert _one(**{cell: "д" * longest}).doubts == ()


def test_a_leave_outside_the_stay_and_several_leaves_are_doubted() -> None:
    assert _one(admitted="05.05.2025", left="04.05.2025").left_on is None
    row = _one(admitted="05.05.2025", left="06.05.2025 №1")
    assert (row.left_on, row.left_order, row.note, row.doubts) == (date(2025, 5, 6), "1", "", ())
    row = _one(admitted="05.05.2025", left="№ 7")
    assert (row.left_on, row.left_order) == (None, "")
    assert "№ 7" in row.note
    assert [doubt.field for doubt in row.doubts] == ["left_on"]
    row = _one(admitted="05.05.2025", left="06.05.2025 №1; 08.07.2025 №2")
    assert row.left_on == date(2025, 5, 6)
    assert "06.05.2025 №1; 08.07.2025 №2" in row.note
    assert "only the first was taken" in _reasons(row)[0]


def test_who_waits_and_was_never_admitted_keeps_a_leave_and_a_discharge_in_the_note_only() -> None:
    row = _one(status="кезекте", left="04.05.2024", discharged="05.05.2025 №9")
    assert (row.left_on, row.discharged_on, row.discharge_order) == (None, None, "")
    assert "04.05.2024" in row.note
    assert "05.05.2025 №9" in row.note
    assert _reasons(row) == [
        "The register says «кезекте», but tells of a leave or a discharge without an admission: "
        "they stand in the note only."
    ]


def test_two_dates_in_the_column_of_admission_are_doubted_and_kept() -> None:
    row = _one(admitted="03.03.2021-05.05.2021")
    assert (row.admitted_on, row.discharged_on) == (date(2021, 3, 3), None)
    assert "03.03.2021-05.05.2021" in row.note
    assert "Several dates" in _reasons(row)[0]


def test_a_status_without_its_date_is_doubted() -> None:
    assert "no date of discharge" in _reasons(_one(status="шықты", admitted="05.05.2025"))[0]
    assert _reasons(_one(status="алушы", admitted="-")) == ["There is no date of admission."]
    assert _one(status="кезекте", admitted="").doubts == ()


@pytest.mark.parametrize("cell", [521562025, 521562025.0, "521562025", "0005 2156 2025"])
def test_zeros_that_excel_dropped_are_put_back_before_an_iin_that_then_fits(cell: Cell) -> None:
    row = _one(iin=int(cell) if isinstance(cell, float) else cell, born="21.05.2000")
    assert (row.iin, row.doubts) == ("000521562025", ())


def test_an_iin_too_short_that_fits_nothing_is_doubted_and_kept() -> None:
    for born in ("22.05.2000", "21.05.2000"):
        row = _one(iin=521562026 if born.startswith("21") else 521562025, born=born)
        assert row.iin is None
        assert row.note.startswith("ЖСН: 52156202")
        assert row.doubts[0].field == "iin"


def test_an_iin_against_birth_date_and_sex_is_doubted_and_taken() -> None:
    row = _one(iin=GOOD_IIN, born="05.06.2017", sex="ер")
    assert row.iin == GOOD_IIN
    assert len(row.doubts) == 2


def test_birth_date_and_sex_come_from_a_sound_iin_and_are_told() -> None:
    row = _one(iin=GOOD_IIN)
    assert (row.born, row.sex, row.doubts) == (date(2017, 6, 4), Sex.FEMALE, ())
    assert [remark.field for remark in row.mended] == ["born", "sex"]


@pytest.mark.parametrize("word", ["ер", "е", "Ер.", "муж", "мужской", "м", "М"])
def test_words_for_men(word: str) -> None:
    assert _one(sex=word).sex is Sex.MALE


@pytest.mark.parametrize("word", ["ә", "әйел", "Қыз", "жен", "женский", "ж", "Ж."])
def test_words_for_women(word: str) -> None:
    assert _one(sex=word).sex is Sex.FEMALE


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        (1, DisabilityGroup.FIRST), ("I", DisabilityGroup.FIRST), ("І топ", DisabilityGroup.FIRST),
        ("1 гр.", DisabilityGroup.FIRST), ("II", DisabilityGroup.SECOND), ("2-топ", DisabilityGroup.SECOND),
        ("ІІ", DisabilityGroup.SECOND), ("III группа", DisabilityGroup.THIRD), (3, DisabilityGroup.THIRD),
        ("вторая", DisabilityGroup.SECOND), ("реб.-инв.", DisabilityGroup.CHILD),
        ("мүгедек бала", DisabilityGroup.CHILD),
    ],
)  # fmt: skip
def test_disability_groups(cell: Cell, group: DisabilityGroup) -> None:
    assert _one(group=cell).disability_group is group


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("балалар", Category.CHILDREN), ("дети с ППНП", Category.CHILDREN),
        ("ТҚА бұзылған", Category.MUSCULOSKELETAL),
        ("18 жасқа дейінгі балалар", Category.CHILDREN), ("18 жастан асқан", Category.ADULTS),
        ("старше 18 лет", Category.ADULTS), ("мүгедектігі бар адам", Category.DISABLED),
        ("Қарт", Category.ELDERLY), ("престарелые", Category.ELDERLY), ("БОМЖ", Category.HOMELESS),
        ("пробация", Category.PROBATION), ("жертва бытового насилия", Category.VIOLENCE),
    ],
)  # fmt: skip
def test_categories(word: str, category: Category) -> None:
    assert _one(category=word).category is category


def test_an_unknown_word_is_doubted_and_kept() -> None:
    row = _one(group="көру", category="қонақ")
    assert (row.disability_group, row.category) == (None, None)
    assert "Мүгедектік тобы: көру" in row.note
    assert len(row.doubts) == 2


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("8 705 590 74 50", "+7 705 590 74 50"), ("+7(777)715-99-31", "+7 777 715 99 31"),
        (87146627387, "+7 714 662 73 87"), (7055907450, "+7 705 590 74 50"), ("-", ""),
        ("87055907450, 5-12-34 (сосед)", "+7 705 590 74 50, 5-12-34 (сосед)"),
    ],
)  # fmt: skip
def test_telephones_are_normalised_or_kept(cell: Cell, phones: str) -> None:
    assert _one(phone=cell).phones == phones


def test_a_programme_without_term_until_a_date_and_unreadable() -> None:
    assert _one(programme="Бессрочно").programme_indefinite
    assert _one(programme="05.06.2027 дейін").programme_until == date(2027, 6, 5)
    assert _one(programme="до 05.06.2027 г.").note == ""
    row = _one(programme="жасалуда")
    assert row.note == "АОЖБ мерзімі: жасалуда"
    assert row.doubts[0].field == "programme_until"


def test_names_are_mended_calmed_and_told_without_doubt() -> None:
    row = _one(name="  ӘБДIРАХМАНОВА\u200f  Гүлнәр\x07 МҰРАТҚЫЗЫ ", sex="ә")
    assert row.full_name == "Әбдірахманова Гүлнәр Мұратқызы"
    assert len(row.mended) == 2
    assert row.doubts == ()


def test_three_columns_of_names_may_hold_a_whole_name_in_the_first() -> None:
    row = _one(surname="Ким Анна Сергеевна", given="", father="")
    assert (row.surname, row.given_name, row.patronymic) == ("Ким", "Анна", "Сергеевна")
    assert _one(surname="Ким", given="Анна", father="-").full_name == "Ким Анна"


def test_half_a_name_and_odd_signs_are_doubted() -> None:
    assert _reasons(_one(name="Ким", sex="м")) == ["The given name is missing."]
    assert _one(name="Серік Болатұлы", sex="м").surname == "Серік"
    assert "«=»" in _reasons(_one(name="=cmd|' /C calc'!A0", sex="м"))[0]
    assert _reasons(_one(name="Ким Анна")) == ["Nothing but the name is filled in."]


def test_a_name_beyond_two_hundred_letters_is_kept_whole_in_the_note() -> None:
    name = "Ким " + "Анна" * 60
    row = _one(name=name, sex="ж")
    assert len(row.full_name) <= 200
    assert row.note == name
    assert "longer than 200" in _reasons(row)[0]


def test_an_order_number_of_five_hundred_signs_is_kept_in_the_note() -> None:
    number = "7" * 500
    row = _one(admitted="05.05.2025", order=number)
    assert (row.admission_order, row.note) == ("", f"Бұйрық №: {number}")
    row = _one(admitted=f"05.05.2025 №{number}")
    assert (row.admitted_on, row.admission_order) == (date(2025, 5, 5), "")
    assert number in row.note
    assert "too long" in _reasons(row)[0]


def test_what_has_no_column_of_its_own_goes_to_the_note_with_its_heading() -> None:
    row = _one(note="на дому", other="48", moved="05.05.2025 №4")
    assert row.note.splitlines() == ["Киім өлшемі: 48", "Ауыстырылған күні: 05.05.2025 №4", "на дому"]


def _notations(day: date) -> list[Cell]:
    return [
        day,
        (day - date(1899, 12, 30)).days,
        short(day),
        f"{short(day)} ж.",
        f" {day.day}.{day.month}.{day.year}г.",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day:%d/%m/%Y}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year} ж.",
        official(day, Language.KK),
        official(day, Language.RU),
    ]


@given(st.dates(date(1930, 1, 1), TODAY), st.integers(0, 10), st.integers(1, 9999))
def test_every_usual_notation_of_a_date_is_read_alone_and_beside_an_order(
    day: date, notation: int, number: int
) -> None:
    cell = _notations(day)[notation]
    row = _one(born=cell, admitted=cell)
    assert (row.born, row.admitted_on, row.doubts) == (day, day, ())
    if isinstance(cell, str):
        row = _one(born=day - timedelta(days=1), admitted=f"{cell.strip()} №{number}-ж")
        assert (row.admitted_on, row.admission_order, row.note) == (day, f"{number}-ж", "")


@given(
    st.lists(
        st.one_of(
            st.text(max_size=40), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.dates()
        ),
        min_size=len(HEADINGS),
        max_size=len(HEADINGS),
    )
)
def test_no_cell_whatever_breaks_the_reading(cells: list[Cell]) -> None:
    proposal = _read(cells)
    assert len(proposal.rows) + len(proposal.skipped) <= 1
