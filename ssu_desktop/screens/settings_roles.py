"""Who may do what: the table of roles by deed, in words."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.roles import Deed, Reach, deeds
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Role
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.theme import scaled

_REACH = {
    Reach.DOMAIN: N_("{role} (own domains)"),
    Reach.PEOPLE: N_("{role} (own people)"),
}


class RolesSection(Section):
    """Each deed with the roles that may do it; nothing is changed here."""

    code = "roles"
    title_msgid = N_("Who may do what")
    hint = N_(
        "A user may have several roles. The administrator looks after users and settings and sees no records "
        "of people without another role. A care worker sees and finds only the people for whom they answer. "
        "Addresses and cards of victims of violence and trafficking, their scans and printed papers are seen "
        "by the users who are named for it."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.mine = plain_label("subheading", wraps=True)
        self.told = [(plain_label(wraps=True), plain_label("muted", wraps=True)) for _deed in deeds()]
        inner, area = QWidget(), QScrollArea()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, scaled(8), 0)
        lines.setSpacing(scaled(2))
        for what, who in self.told:
            lines.addWidget(what)
            lines.addWidget(who)
            lines.addSpacing(scaled(10))
        lines.addStretch(1)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.column.addWidget(self.mine)
        self.column.addWidget(area, 1)

    def retranslate(self) -> None:
        """Say the table in the language of the interface."""
        super().retranslate()
        roles = ", ".join(_(role.msgid) for role in self.desk.user.roles)
        self.mine.setText(_(N_("Your roles: {roles}"), roles=roles))
        for deed, (what, who) in zip(deeds(), self.told, strict=True):
            what.setText(str(deed.words))
            who.setText(who_may(deed))


def who_may(deed: Deed) -> str:
    """Return who may do something, in the language of the interface."""
    if len(deed.may) == len(Role) and set(deed.may.values()) == {Reach.ALL}:
        return _(N_("everybody"))
    return ", ".join(_said(role, reach) for role, reach in deed.may.items())


def _said(role: Role, reach: Reach) -> str:
    return _(role.msgid) if reach is Reach.ALL else _(_REACH[reach], role=role)
