"""The name under which a file is offered to be saved."""

from pathlib import Path

import pytest

from ssu_desktop.screens.saving import proposed


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("Жеке іс (3-қосымша), Ким А.pdf", "Жеке іс (3-қосымша), Ким А.pdf"),
        ('Ким <b>"А"</b>: S-2026/1.pdf', "Ким _b__А___b__ S-2026_1.pdf"),
        ("\u202eКим.xlsx", "Ким.xlsx"),
        ("А" * 300 + ".pdf", "А" * 120 + ".pdf"),
    ],
)
def test_a_name_is_offered_without_what_no_file_may_be_called(name: str, offered: str) -> None:
    assert Path(proposed(name)).name == offered
