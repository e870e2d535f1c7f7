"""A questionnaire of two questions, the second asked only where the first has two points."""

from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.questionnaire import (
    AnswerText,
    Condition,
    Hint,
    Question,
    QuestionnaireDraft,
    Suggestion,
)

SCALE = tuple(
    AnswerText(code=str(points), text_kk=f"{points} ұпай", text_ru=f"{points} б.", points=points)
    for points in range(5)
)
EXERCISES = Hint(text_kk="Емдік дене шынықтыру", text_ru="Лечебная физкультура")
WALKING = Question(
    code="walking",
    text_kk="Жүре ала ма?",
    text_ru="Ходит ли?",
    answers=SCALE,
    suggests=(Suggestion(points=2, services=(EXERCISES,)),),
)
AIDS = Question(
    code="aids",
    text_kk="Таяқ ұстай ала ма?",
    text_ru="Пользуется ли тростью?",
    answers=SCALE,
    asked_if=Condition(question="walking", points=1),
)


def questionnaire() -> QuestionnaireDraft:
    """Return a questionnaire that lacks nothing."""
    return QuestionnaireDraft(
        domain=Domain.MEDICAL,
        title_kk="Қозғалу",
        title_ru="Движение",
        source="Облыс әкімдігінің 2026 жылғы № 5 бұйрығы",
        questions=(WALKING, AIDS),
    )
