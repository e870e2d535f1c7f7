"""How the program speaks and looks to this user: language, size of the text, light or dark; at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import set_language, set_text_size
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.own_password import ask_own_password
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.theme import DARK, apply_theme, tokens
from ssu_desktop.screens.words import switch_language
from ssu_desktop.storage import DataFileError

_SIZES = (100, 125, 150)
_LIGHT, _DARK = "light", "dark"


class LookSection(Section):
    """Each choice acts at once and is remembered for this user; the dark look for this computer."""

    changed_desk = Signal(object)  # the Desk with the user's new language or text size
    changed_look = Signal(int, bool)  # text size in per cent, dark: windows are laid out anew for it

    code = "look"
    title_msgid = N_("Language, text size, password")
    hint = N_("Each choice acts at once. Forms are printed in either language, whatever is chosen here.")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.language = Segments([(Language.KK.value, "Қазақша"), (Language.RU.value, "Русский")])
        self.sizes = Segments([(str(percent), f"{percent} %") for percent in _SIZES])
        self.theme = Segments([(_LIGHT, ""), (_DARK, "")])
        self.words.say(self.theme.button(_LIGHT).setText, N_("Light"))
        self.words.say(self.theme.button(_DARK).setText, N_("Dark"))
        for text, switch in (
            (N_("Language of the program"), self.language),
            (N_("Text size"), self.sizes),
            (N_("Look"), self.theme),
        ):
            label = plain_label("label")
            self.words.say(label.setText, text)
            self.column.addWidget(label)
            self.column.addWidget(switch)
        label = plain_label("label")
        self.words.say(label.setText, N_("Password"))
        self.password = button("", "key")
        self.words.say(self.password.setText, N_("Change my password…"))
        self.column.addWidget(label)
        self.column.addWidget(self.password, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.password.clicked.connect(self.change_password)
        self.language.chosen.connect(self.choose_language)
        self.sizes.chosen.connect(lambda _code: self._dress())
        self.theme.chosen.connect(lambda _code: self._dress())
        self.refresh()

    def refresh(self) -> None:
        """Show what is in use."""
        size = str(min(_SIZES, key=lambda percent: abs(percent - self.desk.user.text_size)))
        self.language.choose(spoken().value)
        self.sizes.choose(size)
        self.theme.choose(_DARK if tokens() is DARK else _LIGHT)

    def take_focus(self) -> None:
        """Begin with the language."""
        self.language.button(self.language.current()).setFocus()

    def retranslate(self) -> None:
        """Say the words again; the language may have been switched at the top of the window."""
        super().retranslate()
        self.language.choose(spoken().value)

    def change_password(self) -> None:
        """Ask for the present password and a new one."""
        ask_own_password(self.desk, self, lambda: self.tell_saved(undo=False))

    def choose_language(self, code: str) -> None:
        """Speak another language from now on."""
        app = QApplication.instance()
        try:
            self.desk = set_language(self.desk, Language(code))
        except DataFileError as error:
            tell(self.window(), N_("This stays as it is"), error.text, **error.values)
            self.refresh()
            return
        if isinstance(app, QApplication):
            switch_language(app, Language(code))
        self.changed_desk.emit(self.desk)
        self.saved.emit(_(N_("Saved")), None)

    def _dress(self) -> None:
        percent, dark = int(self.sizes.current()), self.theme.current() == _DARK
        if percent != self.desk.user.text_size:
            try:
                desk = set_text_size(self.desk, percent)
            except DataFileError as error:
                tell(self.window(), N_("This stays as it is"), error.text, **error.values)
                self.refresh()
                return
            if isinstance(desk, Desk):
                self.desk = desk
                self.changed_desk.emit(desk)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, dark=dark, scale=percent)
        self.changed_look.emit(percent, dark)
