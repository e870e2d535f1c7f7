"""The facility that the tests of screens stand on."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_header
from ssu_desktop.records.kinds import Status


@pytest.mark.parametrize(
    ("surname", "status"),
    [
        ("Қасымова", Status.RECEIVING),
        ("Ғабитова", Status.AWAY),
        ("Дүйсенов", Status.QUEUED),
        ("Шмидт", Status.SUSPENDED),
        ("Жұмабеков", Status.DISCHARGED),
        ("Иванов", Status.NONE),
    ],
)
def test_people_of_the_facility_stand_where_it_says(
    desk: Desk, people: Mapping[str, UUID], surname: str, status: Status
) -> None:
    header = person_header(desk, people[surname])
    assert header is not None
    assert header.status is status


def test_the_facility_is_sound(desk: Desk) -> None:
    assert desk.file.check() == ()
