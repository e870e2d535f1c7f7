"""Words in a narrow place: smaller letters and a second line before any dots."""

import pytest
from PySide6.QtGui import QFontMetricsF

from ssu_desktop.language.pairs import HELD
from ssu_desktop.screens.lettering import fitted, held_words
from ssu_desktop.screens.theme import font

UNIT = "Отделение надомного обслуживания"


def test_words_that_have_room_stand_in_their_own_letters() -> None:
    assert fitted(UNIT, font(), 400, 34) == (font(), [UNIT])


@pytest.mark.parametrize(
    ("width", "lines"),
    [(225, [UNIT]), (150, ["Отделение надомного", "обслуживания"])],
)
def test_long_words_grow_smaller_and_take_a_second_line(width: int, lines: list[str]) -> None:
    letters, told = fitted(UNIT, font(), width, 34)
    assert told == lines
    assert letters.pointSizeF() < font().pointSizeF()
    assert all(QFontMetricsF(letters).horizontalAdvance(line) <= width for line in told)


def test_what_two_lines_cannot_hold_ends_in_dots() -> None:
    told = fitted(f"{UNIT} на дому пожилых и инвалидов", font(), 120, 34)[1]
    assert (len(told), told[-1][-1]) == (2, "…")


def test_a_low_place_and_a_single_long_word_keep_one_line() -> None:
    assert len(fitted(UNIT, font(), 150, 20)[1]) == 1
    assert fitted("Обслуживания", font(), 60, 34)[1][0].endswith("…")


def test_a_number_goes_to_the_second_line_with_its_sign_unless_it_is_too_wide_for_that() -> None:
    text, letters = "бірінші бұйрық № 17", font()
    metrics = QFontMetricsF(letters)
    assert held_words(text, metrics, metrics.horizontalAdvance("бірінші")) == f"бірінші бұйрық №{HELD}17"
    assert held_words(text, metrics, metrics.horizontalAdvance("№ ")) == text
    name = held_words("маман Сейтқали А. М.", metrics, metrics.horizontalAdvance("Сейтқали А."))
    assert name == f"маман Сейтқали А.{HELD}М."
