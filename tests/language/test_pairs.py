"""Where a line must not end: numbers and their signs, dates, initials, short words before a figure."""

import pytest

from ssu_desktop.language.pairs import HELD, unbroken


@pytest.mark.parametrize(
    "text",
    [
        "№_17-ө",
        "04.03.2026 (№_17-ө, 05.03.2026)",
        "приказ №_230, п._12 пп._3)",
        "№_230 бұйрық, 12-т._3)",
        '2026_жылғы_"05"_қаңтар',
        "«05»_января_2026_года",
        "12_наурыз",
        "Бүгін, 12_марта",
        "Кенжебекова_А._Б.",
        "маман А._Б._Кенжебекова келді",
        "г._Алматы, ул._Абая, д._5, кв._12",
        "+7 705 402 98_40",
        "дом 5 и 6",
        "2026 жоспары",
        "Ли Ким Сен",
        "бір. Екі",
        "",
    ],
)
def test_pairs_are_held_together_and_nothing_else(text: str) -> None:
    assert unbroken(text.replace("_", " ")) == text.replace("_", HELD)
