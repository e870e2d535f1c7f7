"""The form of one question: its words, its answers with their points, when it is asked, what it suggests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.service import all_offers
from ssu_desktop.language import N_, Bilingual
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.questionnaire import AnswerText, Condition, Hint, Question, Suggestion
from ssu_desktop.rules.service import Offer
from ssu_desktop.screens.ask import FormDialog, tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.figures import NumberField
from ssu_desktop.screens.service_picker import ServicePicker
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled

_WIDTH = 820
_ANSWERS, _SERVICES = 6, 3  # empty rows that are offered at least
_LONGEST = 1000
_MOST = 999

Put = Callable[[Question], Sequence[Finding]]


class QuestionDialog(FormDialog):
    """Asks for a question of a questionnaire; rows that stay empty are left out.

    A suggested service is written, or picked from the services of the questionnaire's domain."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        at: int | None,
        others: Sequence[Question],
        put: Put,
        *,
        domain: Domain | None,
    ) -> None:
        self._desk, self._domain = desk, domain
        self._before = others[at] if at is not None else _new(others)
        self._answers = max(_ANSWERS, len(self._before.answers))
        self._hints = [(one.points, hint) for one in self._before.suggests for hint in one.services]
        self._services = max(_SERVICES, len(self._hints))
        self._refs = {(hint.text_kk, hint.text_ru): hint.ref for _points, hint in self._hints}
        earlier = others[: len(others) if at is None else at]
        super().__init__(
            parent,
            N_("Question of the questionnaire"),
            self._rows(earlier),
            N_("Done"),
            lambda values, _reason: put(self.question(values)),
        )
        self.setMinimumWidth(scaled(_WIDTH))
        self.pick = button()
        self.pick.setAutoDefault(False)
        self.words.say(self.pick.setText, N_("Suggest services of the catalogue…"))
        self.pick.clicked.connect(self.pick_services)
        self.footer.add_left(self.pick)
        self._show()

    def _rows(self, earlier: Sequence[Question]) -> list[AnyField | Sequence[AnyField]]:
        after: PickField[str] = PickField(
            "after",
            N_("Ask it only after"),
            lambda: [(one.code, str(Bilingual(one.text_kk, one.text_ru))) for one in earlier],
        )
        rows: list[AnyField | Sequence[AnyField]] = [
            _both("text", N_("Question in Kazakh"), N_("Question in Russian"))
        ]
        for number in range(self._answers):
            words = _both(f"answer.{number}", N_("Answer in Kazakh"), N_("Answer in Russian"))
            rows.append([*words, NumberField(f"answer.{number}.points", N_("Points"), highest=_MOST)])
        for number in range(self._services):
            rows.append(_service(number))
        if earlier:
            rows.append([after, NumberField("after_points", N_("where it has points from"), highest=_MOST)])
        return rows

    def _show(self) -> None:
        told: dict[str, object] = {"text_kk": self._before.text_kk, "text_ru": self._before.text_ru}
        for number, answer in enumerate(self._before.answers):
            told |= _values(f"answer.{number}", answer, answer.points)
        for number, (points, hint) in enumerate(self._hints):
            told |= _values(f"service.{number}", hint, points)
        if self._before.asked_if is not None:
            told |= {"after": self._before.asked_if.question, "after_points": self._before.asked_if.points}
        for name, value in told.items():
            if name in self.fields:
                self.fields[name].set_value(value)

    def pick_services(self) -> None:
        """Ask for services of the questionnaire's domain; they come into the first empty rows."""
        if self._domain is None:
            tell(self, N_("Choose the domain of the questionnaire first."))
            return
        ServicePicker(
            self,
            self._domain,
            all_offers(self._desk),
            self._desk.law.acts,
            chosen=self.take,
            own=lambda words: self._put_service(words, words),
        ).open()

    def take(self, offers: Sequence[Offer]) -> None:
        """Put services into rows; a row whose words stay as they are remembers which service it is."""
        for offer in offers:
            kk, ru = offer.kk or offer.ru, offer.ru or offer.kk
            self._refs[kk, ru] = offer.ref
            self._put_service(kk, ru)

    def _put_service(self, kk: str, ru: str) -> None:
        """Write a service into the first empty row, into a new one where there is none, and go there."""
        place = next((n for n in range(self._services) if self._is_free(n)), self._services)
        if place == self._services:
            self._add_service()
        for end, value in (("_kk", kk), ("_ru", ru), (".points", 1)):
            self.fields[f"service.{place}{end}"].set_value(value)
        field = self.fields[f"service.{place}.points"]
        field.setFocus()
        QTimer.singleShot(0, field, lambda: self.scrolled.ensureWidgetVisible(field))

    def _is_free(self, number: int) -> bool:
        return not any(self.fields[f"service.{number}{end}"].typed() for end in ("_kk", "_ru", ".points"))

    def _add_service(self) -> None:
        """Add a row for a service below the others, in the order of the cursor, too."""
        row = _service(self._services)
        before = self.fields[f"service.{self._services - 1}.points"]
        self.insert_row(1 + self._answers + self._services, row)
        for first, second in pairwise([before, *row]):
            QWidget.setTabOrder(first.editor, second.editor)
        self._services += 1

    def question(self, values: Mapping[str, object]) -> Question:
        """Return the question that the form's values make."""
        after, points = values.get("after"), values.get("after_points")
        asked_if = None
        if after is not None:
            asked_if = Condition(question=str(after), points=points if isinstance(points, int) else 1)
        return replace(
            self._before,
            text_kk=str(values["text_kk"]),
            text_ru=str(values["text_ru"]),
            answers=tuple(self._answers_of(values)),
            asked_if=asked_if,
            suggests=tuple(self._suggests_of(values)),
        )

    def _answers_of(self, values: Mapping[str, object]) -> list[AnswerText]:
        codes = [answer.code for answer in self._before.answers]
        free = (str(number) for number in range(_MOST) if str(number) not in codes)
        made = []
        for number in range(self._answers):
            kk, ru, points = _row(values, f"answer.{number}")
            if kk or ru or points is not None:
                code = codes[number] if number < len(codes) else next(free)
                made.append(AnswerText(code=code, text_kk=kk, text_ru=ru, points=points))
        return made

    def _suggests_of(self, values: Mapping[str, object]) -> list[Suggestion]:
        by_points: dict[int, list[Hint]] = {}
        for number in range(self._services):
            kk, ru, points = _row(values, f"service.{number}")
            if kk or ru:
                hint = Hint(ref=self._refs.get((kk, ru), ""), text_kk=kk or ru, text_ru=ru or kk)
                by_points.setdefault(1 if points is None else points, []).append(hint)
        return [
            Suggestion(points=points, services=tuple(hints)) for points, hints in sorted(by_points.items())
        ]


def _new(others: Sequence[Question]) -> Question:
    """Return an empty question with a code of its own and the answers of the question before it."""
    codes = {one.code for one in others}
    code = next(f"q{number}" for number in range(1, len(others) + 2) if f"q{number}" not in codes)
    return Question(code=code, answers=others[-1].answers if others else ())


def _service(number: int) -> list[AnyField]:
    name = f"service.{number}"
    words = _both(name, N_("Suggested service in Kazakh"), N_("Suggested service in Russian"))
    return [*words, NumberField(f"{name}.points", N_("From points"), highest=_MOST)]


def _both(name: str, kk: str, ru: str) -> list[AnyField]:
    return [TextField(f"{name}_kk", kk, longest=_LONGEST), TextField(f"{name}_ru", ru, longest=_LONGEST)]


def _values(name: str, thing: AnswerText | Hint, points: int | None) -> dict[str, object]:
    return {f"{name}_kk": thing.text_kk, f"{name}_ru": thing.text_ru, f"{name}.points": points}


def _row(values: Mapping[str, object], name: str) -> tuple[str, str, int | None]:
    points = values[f"{name}.points"]
    return str(values[f"{name}_kk"]), str(values[f"{name}_ru"]), points if isinstance(points, int) else None
