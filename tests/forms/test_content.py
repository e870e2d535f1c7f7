"""A content survives as a snapshot, so that an old print can be printed again as it was."""

import json

import pytest

from ssu_desktop.forms.annex_3 import Annex3
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.content import SnapshotError
from ssu_desktop.forms.registry import FORMS
from ssu_desktop.language import Language
from tests.forms.samples import FILLED


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize("language", list(Language))
def test_a_snapshot_read_back_through_json_is_the_same_content(code: str, language: Language) -> None:
    content = FILLED[code][language]
    again = FORMS[code].content.from_snapshot(json.loads(json.dumps(content.to_snapshot())))
    assert again == content
    assert again.language is language


def test_a_field_that_came_later_takes_its_default() -> None:
    assert Annex3.from_snapshot({"language": "ru", "name": "Ким"}) == Annex3(language=Language.RU, name="Ким")


@pytest.mark.parametrize(
    "snapshot",
    [{"colour": "red"}, {"rows": "none"}, {"draft": "yes"}, {"rows": ["row"]}, {"name": 5}, {"name": None}],
)
def test_a_snapshot_of_the_wrong_shape_is_refused(snapshot: dict[str, object]) -> None:
    with pytest.raises(SnapshotError):
        Annex4.from_snapshot(snapshot)  # type: ignore[arg-type]  # wrong on purpose
