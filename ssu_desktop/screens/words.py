"""The words on a screen: said once, said again when the language changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ssu_desktop.language import N_, Language, _, speak, spoken
from ssu_desktop.rules.spelling import spelt_month, spelt_values

_LOCALES = {Language.KK: "kk_KZ", Language.RU: "ru_KZ"}
_QT_TRANSLATOR = "qt-translator"
# Words of Qt's file dialog that its Russian catalogue lacks: Qt's source text, and ours.
_QT_LACKS = {
    "&Look in:": N_("Folder:|file dialog"),
    "Files of &type:": N_("Kind of files:|file dialog"),
    "Folder": N_("Folder"),
}


@dataclass(frozen=True)
class _Saying:
    setter: Callable[[str], object]
    msgid: str
    values: dict[str, object]


class Words:
    """The texts of one widget: `say` sets a text now, `again` sets all of them in the new language."""

    def __init__(self) -> None:
        self._sayings: dict[object, _Saying] = {}

    def say(self, setter: Callable[[str], object], msgid: str, **values: object) -> None:
        """Put `msgid` (marked with `N_`) through `setter`; a later call for the same setter replaces it."""
        self._sayings[setter] = _Saying(setter, msgid, values)
        setter(_(msgid, **spelt_values(values)))

    def hush(self, setter: Callable[[str], object]) -> None:
        """Forget what `setter` said and empty its text."""
        self._sayings.pop(setter, None)
        setter("")

    def again(self) -> None:
        """Say everything again in the language of the interface."""
        for key, saying in list(self._sayings.items()):
            owner = getattr(saying.setter, "__self__", None)
            if isinstance(owner, QObject) and not isValid(owner):
                del self._sayings[key]
            else:
                saying.setter(_(saying.msgid, **spelt_values(saying.values)))


class _QtGaps(QTranslator):
    """Says what Qt's own catalogue has no words for; asked last, for it is installed first."""

    def translate(self, *asked: Any, **_named: Any) -> Any:
        """Return our words; None, which is no words, makes Qt keep its own."""
        context, source = asked[:2]
        msgid = _QT_LACKS.get(source) if context.startswith(("QFile", "QAbstractFile")) else None
        return _(msgid) if msgid is not None else None


def month_title(month: date) -> str:
    """Return a month with its year in the language of the interface."""
    return spelt_month(month, spoken())


def switch_language(app: QApplication, language: Language) -> None:
    """Make every open window speak `language`, at once: our own words, Qt's own, and the calendar's."""
    speak(language)
    QLocale.setDefault(QLocale(_LOCALES[language]))
    translator = app.findChild(QTranslator, _QT_TRANSLATOR)
    if translator is None:
        translator = QTranslator(app)
        translator.setObjectName(_QT_TRANSLATOR)
        app.installTranslator(_QtGaps(app))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language.value}", folder):
        app.installTranslator(translator)
    # Both calls above may post the event already; Qt folds equal ones into one.
    QCoreApplication.postEvent(app, QEvent(QEvent.Type.LanguageChange))
    QCoreApplication.sendPostedEvents(app, QEvent.Type.LanguageChange.value)
    # The application has posted it on to its windows: they are not to wait for the next turn of the loop.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
