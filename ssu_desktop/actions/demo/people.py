"""Invented people: names, birth dates, IINs with a right check digit, addresses. Nobody here exists."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from ssu_desktop.language.names import split_name
from ssu_desktop.records.kinds import Category, Sex
from ssu_desktop.rules.iin import check_digit
from ssu_desktop.rules.person import PersonDraft

_SEED = 230
_YEAR = 365.25
_SHARES = (3, 1)


class People:
    """Invents a person for each story; the same stories give the same people."""

    def __init__(self, told: Mapping[str, Any], today: date) -> None:
        self._told = told
        self._today = today
        self._random = Random(_SEED)  # noqa: S311 - invented names need no secrecy
        self._names: set[str] = {story["name"] for story in told["stories"] if "name" in story}

    def invent(self, story: Mapping[str, Any]) -> PersonDraft:
        """Return the draft of the person that a story is about."""
        sex = Sex(story["sex"])
        category = Category(story["category"])
        name, nationality = (story["name"], "") if "name" in story else self._name(sex)
        surname, given_name, patronymic = split_name(name)
        days = int(story["age"] * _YEAR) + self._random.randrange(20, 330)
        born = self._today - timedelta(days=days)
        address = self._random.choice(self._told["addresses"])
        return PersonDraft(
            surname=surname,
            given_name=given_name,
            patronymic=patronymic,
            iin=self._iin(born, sex),
            born=born,
            sex=sex,
            nationality=nationality,
            address=address.format(n=self._random.randrange(1, 90), m=self._random.randrange(1, 60)),
            phone=f"8 705 {self._random.randrange(100, 999)} {self._random.randrange(10, 99)} 40",
            social_status=self._told["social_statuses"][category.value],
            diagnosis=self._random.choice(self._told["diagnoses"][category.value]),
            without_parental_care=story.get("orphan", False),
        )

    def _name(self, sex: Sex) -> tuple[str, str]:
        """Return a name that is not taken yet, of one people's words, and the nationality."""
        female = sex is Sex.FEMALE
        while True:
            words = self._random.choices(self._told["peoples"], weights=_SHARES)[0]
            surname = self._random.choice(words["surnames"])[female]
            given = self._random.choice(words["given"][sex.value])
            father, son_of, daughter_of = self._random.choice(words["fathers"])
            name = f"{surname} {given} {father}{daughter_of if female else son_of}"
            if name not in self._names:
                self._names.add(name)
                return name, words["nationality"]

    def _iin(self, born: date, sex: Sex) -> str:
        century = {18: 1, 19: 3, 20: 5}[born.year // 100] + (sex is Sex.FEMALE)
        while True:
            eleven = f"{born:%y%m%d}{century}{self._random.randrange(1, 9999):04}"
            if (digit := check_digit(eleven)) is not None:
                return f"{eleven}{digit}"
