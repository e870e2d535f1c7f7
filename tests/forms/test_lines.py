"""Lines of measured text: what must stay together does, while there is room for it."""

from collections.abc import Sequence

from ssu_desktop.forms.faces import Face, width
from ssu_desktop.forms.text import Glyphs, Run, Style, set_lines

SIZE = 8.0


def lines(text: str, breadth: float) -> Sequence[str]:
    """Return the text as it is broken into lines of `breadth` points."""
    found = set_lines([Run(text)], breadth, Style(size=SIZE))
    return [" ".join(mark.text for mark in line.marks if isinstance(mark, Glyphs)) for line in found]


def room(text: str) -> float:
    """Return the width that a text takes."""
    return width(text, Face.REGULAR, SIZE)


def test_a_number_does_not_part_from_its_sign_wherever_it_stands() -> None:
    assert lines("04.03.2026 (№ 17-ө)", room("04.03.2026 (№ ")) == ["04.03.2026", "(№ 17-ө)"]
    assert lines("приказ от 5 января № 17", room("приказ от 5 января №")) == ["приказ от 5 января", "№ 17"]


def test_a_paragraph_a_day_and_initials_stay_together() -> None:
    assert lines("приказ, п. 12", room("приказ, п.")) == ["приказ,", "п. 12"]
    assert lines("№ 230 бұйрық, 12-тармақ", room("№ 230 бұйрық, 12-тар")) == ["№ 230 бұйрық,", "12-тармақ"]
    assert lines("Бекітілген күні 12 наурыз", room("Бекітілген күні 12 на")) == [
        "Бекітілген күні",
        "12 наурыз",
    ]
    assert lines("маман Сейтқали А. Б.", room("маман Сейтқали А.")) == ["маман", "Сейтқали А. Б."]


def test_what_does_not_fit_on_one_line_is_broken_at_its_blanks_not_within_a_word() -> None:
    assert lines("Сейтқали А. Б.", room("Сейтқали А.")) == ["Сейтқали", "А. Б."]
    assert lines("«05» января 2026 года", room("января")) == ["«05»", "января", "2026", "года"]
    assert lines("123456-ақпарат", room("123456-ақ")) == ["123456-", "ақпарат"]


def test_a_line_may_still_end_after_a_stroke_or_a_hyphen_between_words() -> None:
    assert lines("стационар/жартылай", room("стационар/жар")) == ["стационар/", "жартылай"]
    assert lines("Қызыл-орда", room("Қызыл-ор")) == ["Қызыл-", "орда"]
