"""Keys by their place: the Kazakh layout has letters where figures are."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ssu_desktop.screens.keys import KAZAKH_NUMBER_ROW, control_letter, digit_of, figure_sign, physical_sign

FIXTURE = Path(__file__).with_name("kazakh_layout.txt")
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def struck(text: str, scan_code: int = 0, key: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


def layout_row() -> str:
    """The number row of the standard Kazakh layout (RST KazSSR 903-90), from the names of its signs."""
    signs = dict(line.split() for line in FIXTURE.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return "".join(chr(int(code, 16)) for _key, code in sorted(signs.items()))


def test_our_row_is_the_row_of_the_standard_kazakh_layout() -> None:
    assert layout_row() == KAZAKH_NUMBER_ROW


@pytest.mark.parametrize(("platform", "offset"), [("xcb", 8), ("wayland", 8), ("windows", 0)])
def test_the_number_row_gives_figures_by_its_place_whatever_the_layout_writes(
    platform: str, offset: int
) -> None:
    for layout in (KAZAKH_NUMBER_ROW, "1234567890-=", '!"№;%:?*()_+'):
        got = [figure_sign(struck(sign, offset + 2 + n), platform) for n, sign in enumerate(layout)]
        assert "".join(sign or "?" for sign in got) == "1234567890-="


def test_without_places_the_kazakh_letters_stand_for_their_digits() -> None:
    got = [figure_sign(struck(sign), "offscreen") or "" for sign in '"әіңғүұқөһ']
    assert "".join(got) == "1234" + "5" + "890-="


def test_without_places_comma_and_stop_part_a_date_but_are_digits_in_a_number() -> None:
    assert [figure_sign(struck(sign), "offscreen") for sign in ",."] == [",", "."]
    assert [digit_of(struck(sign), "offscreen") for sign in ",."] == ["6", "7"]


def test_the_stop_key_of_a_known_place_is_no_digit() -> None:
    assert digit_of(struck(".", 60), "xcb") is None
    assert digit_of(struck(".", 16), "xcb") == "7"


@pytest.mark.parametrize(
    ("sign", "scan_code", "letter"), [("ғ", 0x21 + 8, "f"), ("а", 0x21 + 8, "f"), ("з", 33, "p")]
)
def test_control_with_a_cyrillic_letter_is_known_by_its_place(sign: str, scan_code: int, letter: str) -> None:
    assert control_letter(struck(sign, scan_code, ord(sign), CTRL), "xcb") == letter


def test_control_letter_falls_back_on_the_latin_key_and_needs_control_alone() -> None:
    assert control_letter(struck("", 0, Qt.Key.Key_P, CTRL), "offscreen") == "p"
    assert control_letter(struck("p", 33, Qt.Key.Key_P), "xcb") is None
    both = CTRL | Qt.KeyboardModifier.ShiftModifier
    assert control_letter(struck("p", 33, Qt.Key.Key_P, both), "xcb") is None


def test_the_number_pad_is_left_alone() -> None:
    pad = struck("5", 84, Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier)
    assert physical_sign(pad, "xcb") is None
    assert digit_of(pad, "xcb") == "5"
