"""Kazakh and Russian: catalogues, names, dates, numbers, sorting and search folding."""

from ssu_desktop.language.catalogue import N_, Bilingual, Language, Said, _, speak, spoken, translate
from ssu_desktop.language.nouns import Noun, counted

__all__ = ["N_", "Bilingual", "Language", "Noun", "Said", "_", "counted", "speak", "spoken", "translate"]
