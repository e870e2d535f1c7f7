"""Kazakh and Russian: catalogues, names, dates, numbers, sorting and search folding."""

from ssu_desktop.language.catalogue import Language, N_, _, speak, spoken, translate
from ssu_desktop.language.nouns import Noun, counted

__all__ = ["Language", "N_", "Noun", "_", "counted", "speak", "spoken", "translate"]
