"""How complete a file is."""

from ssu_desktop.rules.personal_file import completeness


def test_what_is_not_needed_is_not_asked_for_and_what_is_not_required_is_not_counted() -> None:
    count = completeness(["a", "b", "c"], ["a", "extra"], ["c"])
    assert (count.received, count.needed, count.complete) == (1, 2, False)
    assert completeness(["a"], ["a"], []).complete
    assert completeness([], [], []).complete
