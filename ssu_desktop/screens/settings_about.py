"""About the program: its version, and the editions of the law that it works by."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

import ssu_desktop
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.law import Act
from ssu_desktop.screens.cards import Card, plain_label
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.theme import scaled


class AboutSection(Section):
    """Version and acts; an act is named with its registration and its latest known change."""

    code = "about"
    title_msgid = N_("About the program")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.version = plain_label(wraps=True)
        self.words.say(
            self.version.setText,
            N_("SSU Desktop {version}. Free software (Apache 2.0); it works without the internet."),
            version=ssu_desktop.__version__,
        )
        title = plain_label("subheading")
        self.words.say(title.setText, N_("The law that the program works by"))
        self._inner = QWidget()
        self._acts = QVBoxLayout(self._inner)
        self._acts.setContentsMargins(0, 0, scaled(8), 0)
        self._acts.setSpacing(scaled(10))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inner)
        self.column.addWidget(self.version)
        self.column.addWidget(title)
        self.column.addWidget(area, 1)

    def retranslate(self) -> None:
        """Name the acts in the language of the interface."""
        super().retranslate()
        while (item := self._acts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for act in self.desk.law.acts.values():
            self._acts.addWidget(_card_of(act))
        self._acts.addStretch(1)


def _card_of(act: Act) -> Card:
    kazakh = spoken() is Language.KK
    card = Card(titled=True)
    card.title.setText(act.short_kk if kazakh else act.short_ru)
    card.column.addWidget(plain_label(text=act.title_kk if kazakh else act.title_ru, wraps=True))
    lines = [
        _(
            N_("adopted on {day}, in force from {start}"),
            day=short(act.adopted_on),
            start=short(act.valid_from),
        )
    ]
    if act.registration_number is not None and act.registered_on is not None:
        number, day = act.registration_number, short(act.registered_on)
        lines.append(_(N_("registered on {day} under No {number}"), day=day, number=number))
    if act.editions:
        last = act.editions[-1]
        change = last.changed_by_kk if kazakh else last.changed_by_ru
        lines.append(_(N_("latest known change: {change}"), change=change))
    for line in lines:
        card.column.addWidget(plain_label("muted", line, wraps=True))
    return card
