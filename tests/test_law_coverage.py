"""docs/law-coverage.md says of each of the 543 rules where it is kept; and the checker of it can fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.law_coverage import (
    CAPABILITIES,
    COUNTS,
    PAGE,
    STATES,
    Rule,
    made_id,
    named_ids,
    names_in,
    page,
    problems,
    read_rules,
)

RULES = read_rules()
BY_ID = {rule.id: rule for rule in RULES}
SECTIONS = {
    "0": 6, "1": 19, "2": 18, "3": 9, "3a": 52, "4": 19, "5": 13, "6": 18, "7": 16, "7a": 62, "8": 22,
    "9": 12, "10": 4, "11": 28, "12": 4, "13": 10, "14": 6,
    "R153": 32, "R330": 13, "R240-R": 66, "R240-H": 37, "R240-S": 29, "R165-E": 29, "R165-C": 8, "R165-F": 11,
}  # fmt: skip


def test_every_rule_is_covered_or_later_or_not_software_and_all_of_it_is_there() -> None:
    assert problems(RULES) == []


def test_the_page_is_made_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(RULES), "run `make law-coverage`"


def test_there_are_543_rules_by_act_and_by_section() -> None:
    assert len(RULES) == len(BY_ID) == sum(COUNTS.values()) == sum(SECTIONS.values()) == 543
    found: dict[str, int] = {}
    for rule in RULES:
        section = rule.section.partition(".")[0]
        found[section] = found.get(section, 0) + 1
    assert found == SECTIONS


def test_the_sections_that_are_kept_now_wait_for_nothing_but_what_the_design_puts_off() -> None:
    now = [
        rule
        for rule in RULES
        if rule.id.startswith("R230-")
        and rule.section.partition(".")[0].rstrip("a") in ["1", "2", "3", "4", "6", "7", "8", "9", "10", "14"]
    ]
    assert len(now) == 257
    later = {rule.id: rule.where[0] for rule in now if rule.state == "later"}
    assert later == {}
    not_software = {rule.id for rule in now if rule.state == "not software"}
    assert not_software == {"R230-121", "R230-122", "R230-255"}


# -- the parser ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", []),
        ("R230-053", ["R230-053"]),
        ("(R230-053, R240-R49; R153-01).", ["R153-01", "R230-053", "R240-R49"]),
        ("R230-009 to R230-011", ["R230-009", "R230-010", "R230-011"]),
        ("R230-183..R230-185", ["R230-183", "R230-184", "R230-185"]),
        ("R240-H09 to R240-H11", ["R240-H09", "R240-H10", "R240-H11"]),
        ("R230-099 to R230-101", ["R230-099", "R230-100", "R230-101"]),
        ("R230-261 to\n    # R230-262", ["R230-261", "R230-262"]),
        ("R230-001 and R230-003", ["R230-001", "R230-003"]),
        ("R230-001 to say, R230-003", ["R230-001", "R230-003"]),
        ("R230-5 R230 XR230-001 R999-01", []),
        ("R230-0011", []),
    ],
)
def test_a_text_names_rules_alone_and_as_ranges(text: str, ids: list[str]) -> None:
    assert sorted(named_ids(text)) == ids


@pytest.mark.parametrize("text", ["R230-011 to R230-009", "R240-R01 to R240-H03", "R153-01..R230-009"])
def test_a_range_that_runs_backwards_or_over_two_acts_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="no range of rules"):
        named_ids(text)


def test_an_id_is_written_as_its_act_has_it() -> None:
    assert (made_id("R230-", 7), made_id("R240-R", 7), made_id("R240-R", 66)) == (
        "R230-007",
        "R240-R07",
        "R240-R66",
    )


# -- it can fail --------------------------------------------------------------------------------------------


def broken(rule_id: str, **changes: object) -> list[str]:
    """Return what is said of the table with one row changed."""
    row = replace(BY_ID[rule_id], **changes)
    return problems([row if rule.id == rule_id else rule for rule in RULES])


COVERED, LATER, NOT_SOFTWARE = "R230-234", "R230-127", "R230-121"


@pytest.mark.parametrize(
    ("rule_id", "changes", "said"),
    [
        (COVERED, {"state": "done"}, "“done” is no state"),
        (COVERED, {"state": ""}, "“” is no state"),
        (COVERED, {"where": ()}, "it is not said where it lives"),
        (COVERED, {"where": ("ssu_desktop/rules/none.py",)}, "there is no ssu_desktop/rules/none.py"),
        (
            COVERED,
            {"where": ("ssu_desktop/rules/plan.py:no_such",)},
            "there is no no_such in ssu_desktop/rules/plan.py",
        ),
        (
            COVERED,
            {"where": ("resources/law/figures.json:plan.unheard",)},
            "there is no plan.unheard in resources/law/figures.json",
        ),
        (COVERED, {"tests": ()}, "no test shows it"),
        (COVERED, {"tests": ("tests/test_none.py",)}, "there is no test tests/test_none.py"),
        (COVERED, {"tests": ("tests/conftest.py",)}, "there is no test tests/conftest.py"),
        (COVERED, {"tests": ("tests/rules/test_iin.py",)}, "tests/rules/test_iin.py does not name it"),
        (COVERED, {"rule": ""}, "section, paragraph, kinds or the sentence is missing"),
        (COVERED, {"paragraph": ""}, "section, paragraph, kinds or the sentence is missing"),
        (LATER, {"reason": ""}, "the reason is missing or no sentence"),
        (LATER, {"where": ("some day",)}, "('some day',) is no capability that is to come"),
        (LATER, {"where": ()}, "() is no capability that is to come"),
        (
            COVERED,
            {"state": "later", "where": ("service catalogue",), "tests": (), "reason": "It comes later."},
            "its section is kept now, it cannot wait for “service catalogue”",
        ),
        (LATER, {"tests": ("tests/test_law.py",)}, "a rule that is not covered has no tests"),
        (NOT_SOFTWARE, {"reason": " "}, "the reason is missing or no sentence"),
        (NOT_SOFTWARE, {"where": ("rooms and places",)}, "what is not software lives nowhere"),
    ],
)
def test_a_row_that_is_wrong_is_told(rule_id: str, changes: dict[str, object], said: str) -> None:
    assert broken(rule_id, **changes) == [f"{rule_id}: {said}"]


def test_a_rule_that_is_missing_unknown_or_there_twice_is_told() -> None:
    assert problems(RULES[1:]) == ["R230-001: is missing"]
    assert problems([*RULES, RULES[0]]) == ["R230-001: stands 2 times"]
    other = replace(RULES[-1], id="R165-F12")
    assert problems([*RULES, other]) == ["R165-F12: is no rule"]
    gap = [rule for rule in RULES if rule.id != "R240-R30"]
    assert problems(gap) == ["R240-R30: is missing"]


def test_the_page_changes_with_each_row_and_counts_them() -> None:
    assert page([replace(RULES[0], reason="Other."), *RULES[1:]]) != page(RULES)
    assert page(RULES[1:]) != page(RULES)
    one = Rule(
        id="R230-001", section="0. A", paragraph="1", kinds="S", rule="A | b.", state="covered",
        where=("a.py:b",), tests=("tests/test_a.py",), reason="",
    )  # fmt: skip
    text = page([one])
    assert "| 0. A | 1 | – | – | 1 |" in text
    row = "| R230-001 | 1 | S | A \\| b. | covered | `a.py:b`<br>[test_a.py](../tests/test_a.py) |  |"
    assert row in text.splitlines()


def test_places_may_name_functions_classes_fields_and_rows_of_data(tmp_path: Path) -> None:
    module = tmp_path / "one.py"
    module.write_text("class A:\n    field: int\n\n    def inner(self): ...\n\ndef outer(): ...\n")
    assert names_in(module) == {"A", "A.field", "outer"}
    data = tmp_path / "rows.json"
    data.write_text('[{"key": "a.b"}, {"code": "S.1"}]')
    assert names_in(data) == {"a.b", "S.1"}


def test_every_capability_is_waited_for_and_every_state_is_used() -> None:
    assert {rule.where[0] for rule in RULES if rule.state == "later"} == set(CAPABILITIES)
    assert {rule.state for rule in RULES} == set(STATES)
