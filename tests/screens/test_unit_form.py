"""The form of a unit with what the law knows of it, and the answer whether it may be opened."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units, save_unit
from ssu_desktop.records.kinds import Establishment, LegalForm, Ownership, Settlement, UnitKind
from ssu_desktop.rules.organisation import UnitDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.deciding import submitting
from ssu_desktop.screens.fields import PickField
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.opening_form import OpeningDialog
from ssu_desktop.screens.unit_form import unit_dialog, unit_draft


@pytest.fixture
def change(qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]) -> Callable[[str], FormDialog]:
    """Open the form of the unit of a kind."""

    def opened(kind: str) -> FormDialog:
        (row,) = [one for one in list_units(desk) if one.id == units[kind]]

        def save(values: Mapping[str, object], reasons: Mapping[str, str]) -> object:
            return save_unit(desk, row.id, unit_draft(values, row.draft), reasons)

        dialog = unit_dialog(None, row.draft, submitting(save, lambda _saved: None), desk)
        qtbot.addWidget(dialog)
        return dialog

    return opened


def stored(desk: Desk, unit_id: UUID) -> UnitDraft:
    """Return the unit as it is kept."""
    return next(row.draft for row in list_units(desk) if row.id == unit_id)


def test_what_the_law_knows_of_a_unit_is_entered_and_kept(
    desk: Desk, units: Mapping[str, UUID], change: Callable[[str], FormDialog]
) -> None:
    dialog = change("S")
    given = {
        "establishment": Establishment.SERVICE_CENTRE,
        "legal_form": LegalForm.ENTITY,
        "ownership": Ownership.STATE,
        "settlement": Settlement.RURAL,
        "licence_number": "KZ-14",
        "licence_issued_on": date(2025, 2, 1),
        "licence_until": date(2030, 2, 1),
        "registered_on": date(2025, 2, 10),
    }
    for name, value in given.items():
        dialog.fields[name].set_value(value)
    before = stored(desk, units["S"])
    dialog.submit()
    after = stored(desk, units["S"])
    assert {name: getattr(after, name) for name in given} == given
    assert (after.name_kk, after.categories, after.closed_on) == (before.name_kk, before.categories, None)


def test_the_sorts_of_organisation_follow_the_kind(change: Callable[[str], FormDialog]) -> None:
    dialog = change("T")
    sort, kind = dialog.fields["establishment"], dialog.fields["kind"]
    assert isinstance(sort, PickField)
    assert sort.combo.count() == 5  # nothing, and the four of para 29
    kind.set_value(UnitKind.HOME)
    assert [sort.combo.itemText(row) for row in range(1, sort.combo.count())] == [
        "Үйде әлеуметтік көмек көрсету бөлімшесі"
    ]


def test_a_unit_against_the_law_is_kept_with_its_reason(
    desk: Desk, units: Mapping[str, UUID], change: Callable[[str], FormDialog]
) -> None:
    dialog = change("S")
    dialog.fields["establishment"].set_value(Establishment.SMALL_HOUSE)
    dialog.fields["legal_form"].set_value(LegalForm.SUBDIVISION)
    dialog.fields["capacity"].set_value(60)
    dialog.submit()
    assert dialog.fields["capacity"].error.text()
    assert dialog.fields["legal_form"].error.text()
    dialog.findings.why.set_value("қайта ұйымдастыру жүріп жатыр")
    dialog.submit()
    assert stored(desk, units["S"]).legal_form is LegalForm.SUBDIVISION
    assert {row.code for row in list_departures(desk)} >= {"establishment-places", "legal-form"}


def test_a_licence_that_runs_backwards_is_refused(change: Callable[[str], FormDialog]) -> None:
    dialog = change("D")
    dialog.fields["licence_issued_on"].set_value(date(2026, 2, 1))
    dialog.fields["licence_until"].set_value(date(2026, 1, 31))
    dialog.submit()
    assert dialog.fields["licence_until"].error.text()
    assert not dialog.findings.needs_reason()


def test_the_thresholds_of_opening_are_answered_with_their_paragraph(qtbot: QtBot, desk: Desk) -> None:
    unit = UnitDraft(kind=UnitKind.STATIONARY, ownership=Ownership.STATE, settlement=Settlement.RURAL)
    dialog = OpeningDialog(None, desk, unit)
    qtbot.addWidget(dialog)
    assert dialog.said.text() == "Тағы мәлімет қажет."
    dialog.fields["persons"].set_value(24)
    dialog.answer()
    assert dialog.said.text() == "Мұнда ұйым ашуға болмайды."
    links = [link for link in dialog.findChildren(ArticleLink) if link.isVisibleTo(dialog)]
    assert [link.article.paragraph for link in links] == ["2-1"]
    dialog.fields["persons"].set_value(25)
    dialog.answer()
    assert dialog.said.text() == "Мұнда ұйым ашуға болады."
    dialog.fields["kind"].set_value(UnitKind.TEMPORARY)
    dialog.answer()
    assert dialog.fields["population"].isVisibleTo(dialog)
    assert not dialog.fields["persons"].isVisibleTo(dialog)
    assert dialog.said.text() == "Тағы мәлімет қажет."


def test_home_service_names_its_hours_of_daytime_since_the_order_names_none(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID], change: Callable[[str], FormDialog]
) -> None:
    """R230-115."""
    other, dialog = change("D"), change("H")
    assert other.fields["daytime_from"].isHidden()
    first, last = dialog.fields["daytime_from"], dialog.fields["daytime_until"]
    assert not first.isHidden()
    assert "бұйрық сағат атамайды" in first.label.text()
    first.restore("9")
    dialog.submit()  # one hour alone
    assert not first.error.isHidden()
    last.restore("18")
    dialog.submit()
    assert (stored(desk, units["H"]).daytime_from, stored(desk, units["H"]).daytime_until) == (
        "09:00",
        "18:00",
    )
