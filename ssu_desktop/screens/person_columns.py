"""The columns by which people are known in every list of them."""

from ssu_desktop.actions.people import PersonRow
from ssu_desktop.language import N_
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.standing import status_chip


def name_column(width: int = 280) -> Column[PersonRow]:
    """Return the column of the full name, which takes what room is left."""
    return Column(
        title=N_("Full name"),
        value=lambda row: row.full_name,
        kind=ColumnKind.STRONG,
        width=width,
        stretch=True,
    )


def status_column() -> Column[PersonRow]:
    """Return the column of where the person stands."""
    return Column(
        title=N_("Status"),
        value=lambda row: status_chip(row.status, row.unit_kind),
        kind=ColumnKind.CHIP,
        width=172,
    )
