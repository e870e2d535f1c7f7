"""The two gettext catalogues, and the language of the interface."""

import gettext
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ssu_desktop import paths


class Language(StrEnum):
    """The two languages of the interface and of the forms."""

    KK = "kk"
    RU = "ru"


@dataclass(frozen=True)
class Bilingual:
    """Words that stand in both languages themselves, such as a row of the law: no msgid translates them."""

    kk: str
    ru: str

    def __str__(self) -> str:
        """Return them in the language of the interface."""
        return self.kk if _Interface.language is Language.KK else self.ru


@dataclass(frozen=True)
class Said:
    """A msgid within a sentence, said in the language in which the sentence is."""

    msgid: str

    def __str__(self) -> str:
        """Return it in the language of the interface."""
        return _(self.msgid)


class _Interface:
    """The one process-wide setting: the language that the interface speaks now."""

    language = Language.KK


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for a mark without translation
    """Mark `msgid` for the catalogues and return it unchanged; it is translated where it is shown."""
    return msgid


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    folder = str(paths.translations())
    return gettext.translation("ssu_desktop", folder, languages=[language.value], fallback=True)


def translate(language: Language, msgid: str, **values: object) -> str:
    """Return `msgid` in `language` with its named holes filled by `values`.

    What the catalogue lacks comes back as the English msgid without its `|context` suffix. Without
    values the text is returned as it stands, so that holes can be filled later by `str.format`. A value
    that has a `msgid` (a word of a closed list) is shown in `language` too, and so are `Words`.
    """
    text = _catalogue(language).gettext(msgid) if msgid else ""
    if text == msgid:
        text = msgid.partition("|")[0]
    if not values:
        return text
    return text.format(**{name: _worded(language, value) for name, value in values.items()})


def _worded(language: Language, value: object) -> object:
    if isinstance(value, Bilingual):
        return value.kk if language is Language.KK else value.ru
    msgid = getattr(value, "msgid", None)
    return translate(language, msgid) if isinstance(msgid, str) else value


def speak(language: Language) -> None:
    """Make `language` the language of the interface, at once and for the whole process."""
    _Interface.language = language


def spoken() -> Language:
    """Return the language of the interface."""
    return _Interface.language


def _(msgid: str, **values: object) -> str:
    """Return `msgid` in the language of the interface, its holes filled; see `translate`."""
    return translate(_Interface.language, msgid, **values)
