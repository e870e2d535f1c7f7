"""Names: Kazakh order, search folding, lookalikes, splitting."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssu_desktop.language.names import calm, clean, mend_lookalikes, search_key, sort_key, split_name

ALPHABET = [*"АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"]

# As a clerk in Kazakhstan would shelve the files.
SHELVED = [
    "A. Smith",
    "Smith",
    "Абай",
    "Абдрахманова Алма",
    "Абдрахманова Әсел",
    "Аяпов",
    "Әбдірахманов",
    "Әлімбетов Серік",
    "Әлімбетова",
    "Байғабылов",
    "Габдуллин",
    "Гүлнәр",
    "Ғабитов",
    "Досмағамбетов",
    "Ермеков",
    "Ёлкин",
    "Жұмабеков",
    "Иванов",
    "Исаев",
    "Ким",
    "Кузнецов",
    "Қасымов",
    "Құрманғалиев",
    "Ли",
    "Нұрланов",
    "Омаров",
    "Өмірбек",
    "Пак",
    "Сәрсенбаев",
    "Сейтқали",
    "Төлегенов",
    "Тілеубергенов",
    "Умаров",
    "Ұлан",
    "Үсенов",
    "Хасенов",
    "Һарун",
    "Цой",
    "Шмидт",
    "Щербакова",
    "Ысқақов",
    "Іздібай",
    "Іңкәр",
    "Эрнст",
    "Юсупов",
    "Яковлев",
]

names = st.text(st.sampled_from([*"".join(ALPHABET), *"".join(ALPHABET).lower(), " ", "-", "a", "Z", "."]))


def test_the_forty_two_letters_sort_as_the_alphabet_has_them() -> None:
    assert len(ALPHABET) == 42
    assert sorted(set(ALPHABET), key=sort_key) == ALPHABET


def test_names_are_shelved_as_a_kazakh_clerk_shelves_them() -> None:
    assert sorted(set(SHELVED), key=sort_key) == SHELVED


def test_case_does_not_matter_to_the_order() -> None:
    assert sort_key("ӘЛІМБЕТОВ Серік") == sort_key("Әлімбетов серік")


@given(st.text(), st.text(), st.text())
def test_the_order_is_total(first: str, second: str, third: str) -> None:
    keys = sorted([sort_key(first), sort_key(second), sort_key(third)])
    assert keys[0] <= keys[1] <= keys[2]
    assert sort_key(first) == sort_key(unicodedata.normalize("NFD", first))


@given(names, names)
def test_the_order_is_that_of_the_first_letter_that_differs(first: str, second: str) -> None:
    def ranks(text: str) -> list[tuple[int, int]]:
        letters = clean(text).upper()
        return [(1, ALPHABET.index(char)) if char in ALPHABET else (0, ord(char.lower())) for char in letters]

    assert (sort_key(first) < sort_key(second)) == (ranks(first) < ranks(second))


@given(st.text())
@example("ё\u0308")
@example("\u0345")
@example("İ ß ſ \u0130")
@example("і\u0306")
def test_the_search_key_of_a_search_key_is_itself(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert unicodedata.is_normalized("NFC", key)
    assert not set("әғқңөұүһіё") & set(key)


@given(names)
def test_search_does_not_see_case_or_outer_blanks(text: str) -> None:
    assert search_key(f"  {text.upper()} ") == search_key(text.lower())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ӘҒҚҢӨҰҮҺІЁ", "агкноуухие"),
        ("Тілеубергенова  Қарлығаш", "тилеубергенова карлыгаш"),
        ("  Пётр ", "петр"),
        ("Smith", "smith"),
        ("Сейтқали-Ахметова", "сейткали-ахметова"),
        ("", ""),
    ],
)
def test_a_russian_keyboard_finds_a_kazakh_name(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text())
def test_a_clean_name_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text) == clean(text).strip()
    assert unicodedata.is_normalized("NFC", clean(text))


def test_invisible_characters_and_double_spaces_are_taken_out_of_a_name() -> None:
    assert clean("\ufeff Әлі\u00adмбетова\u00a0 Айгүл\u200b\n") == "Әлімбетова Айгүл"
    assert clean("Андреи\u0306") == "Андрей"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Үсеновa", "Үсенова"),
        ("Cмaгулов Eрлaн", "Смагулов Ерлан"),
        ("Бaйғaбылов iнкәр", "Байғабылов інкәр"),
        ("IIIмидт", "IIIмидт".replace("I", "І")),
        ("Smith Иван", "Smith Иван"),
        ("Сейтқaли-Smith", "Сейтқали-Smith"),
        ("Мұрaтqызы", "Мұрaтqызы"),
        ("ƏлімBетова", "ӘлімВетова"),
    ],
)
def test_latin_lookalikes_are_mended_only_in_mixed_words(text: str, mended: str) -> None:
    assert mend_lookalikes(text) == mended


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Қасымова Айгүл Болатқызы", ("Қасымова", "Айгүл", "Болатқызы")),
        ("Қасымова Айгүл Болат қызы", ("Қасымова", "Айгүл", "Болат қызы")),
        ("ҚАСЫМОВ СЕРІК БОЛАТ ҰЛЫ", ("ҚАСЫМОВ", "СЕРІК", "БОЛАТ ҰЛЫ")),
        ("Алиев Вагиф Мамед оглы", ("Алиев", "Вагиф", "Мамед оглы")),
        ("  Ахметжанов  Ринат ", ("Ахметжанов", "Ринат", "")),
        ("Болатұлы Серік", ("Болатұлы", "Серік", "")),
        ("Серік Болатұлы", ("", "Серік", "Болатұлы")),
        ("Айгүл Болат қызы", ("", "Айгүл", "Болат қызы")),
        ("Омаров Е.Б.", ("Омаров", "Е.", "Б.")),
        ("Шмидт, Виктор Иванович", ("Шмидт", "Виктор", "Иванович")),
        ("Ким Анна Мария Викторовна", ("Ким", "Анна Мария", "Викторовна")),
        ("Омаров", ("Омаров", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_whole_name_splits_into_its_parts(text: str, parts: tuple[str, str, str]) -> None:
    assert split_name(text) == parts


@given(st.text())
def test_splitting_loses_no_letter(text: str) -> None:
    def letters(part: str) -> str:
        return "".join(char for char in part if char not in " ,")

    assert letters("".join(split_name(text))) == letters(clean(text))


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("ТӨЛЕГЕНОВ Сағындық", "Төлегенов Сағындық"),
        ("СЕЙТҚАЛИ-АХМЕТОВА", "Сейтқали-Ахметова"),
        ("БОЛАТ ҰЛЫ", "Болат ұлы"),
        ("Омаров Е. Б.", "Омаров Е. Б."),
        ("Омаров", "Омаров"),
    ],
)
def test_shouted_names_are_calmed(text: str, quiet: str) -> None:
    assert calm(text) == quiet
