"""About the program: its version, and the editions of the law that it works by."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

import ssu_desktop
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.error_reports import copy_reports, list_reports
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.law import Act
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.stick import choose_folder
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
        self.reports, self.copy = plain_label("muted", wraps=True), button()
        self.words.say(self.copy.setText, N_("Copy the error reports to a stick…"))
        self.copy.clicked.connect(self.copy_reports)
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
        self.column.addWidget(self.reports)
        self.column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(title)
        self.column.addWidget(area, 1)

    def refresh(self) -> None:
        """Say how many error reports there are; without any, nothing is said."""
        count = len(list_reports())
        text = N_("Error reports on this computer: {count}. They hold no personal data.")
        self.words.say(self.reports.setText, text, count=count)
        self.reports.setVisible(bool(count))
        self.copy.setVisible(bool(count))

    def copy_reports(self) -> None:
        """Write them as one text file to the stick, for whoever looks after the program."""
        folder = choose_folder(self)
        if folder is None:
            return
        try:
            path = copy_reports(folder, datetime.now().astimezone())
        except OSError as error:
            text = N_("{path} cannot be written: {why}.")
            self.words.say(self.reports.setText, text, path=str(folder), why=error.strerror or "")
            return
        self.words.say(self.reports.setText, N_("The error reports were copied: {path}."), path=str(path))

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
