"""All fields of a form, in one place to take them from."""

from ssu_desktop.screens.choices import CheckField, ChoiceField, PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.field import AnyField, Field, LineField
from ssu_desktop.screens.figures import IinField, MoneyField, NumberField, ScoreField
from ssu_desktop.screens.texts import NameField, NotesField, TextField

__all__ = [
    "AnyField",
    "CheckField",
    "ChoiceField",
    "DateField",
    "Field",
    "IinField",
    "LineField",
    "MoneyField",
    "NameField",
    "NotesField",
    "NumberField",
    "PickField",
    "ScoreField",
    "TextField",
]
