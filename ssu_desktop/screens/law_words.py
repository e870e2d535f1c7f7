"""What an article says, for the popover beside its link: its Kazakh words, and what they mean in both."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import Language, spoken
from ssu_desktop.law import AdmissionItem, Article, Figure
from ssu_desktop.screens.findings import ArticleText, Explain

_MOST = 3
_R = TypeVar("_R", Figure, AdmissionItem)


def explaining(desk: Desk) -> Explain:
    """Return what explains an article by the law of `desk`; None for an act that is not known."""

    def explain(article: Article) -> ArticleText | None:
        act = desk.law.acts.get(article.act)
        if act is None:
            return None
        rows: Sequence[Figure | AdmissionItem] = _of(desk.law.figures, article, desk.today)
        if not rows:  # a paragraph that holds nothing but questions of the admission checklist
            rows = _of(desk.law.admission_items, article, desk.today)
        other = Language.RU if spoken() is Language.KK else Language.KK
        return ArticleText(
            title=act.title_kk if spoken() == "kk" else act.title_ru,
            text=_joined(row.kk for row in rows),
            meaning=_joined(_meaning(row, spoken()) for row in rows),
            in_other=_joined(_meaning(row, other) for row in rows),
        )

    return explain


def _meaning(row: Figure | AdmissionItem, language: Language) -> str:
    return row.meaning(language) if isinstance(row, Figure) else row.name(language)


def _of(rows: Sequence[_R], article: Article, on: date) -> list[_R]:
    """Return the rows of a paragraph that are in force on the day."""
    return [
        row
        for row in rows
        if row.article == article and row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
    ]


def _joined(texts: Iterable[str]) -> str:
    """Return the different texts one below another: several figures may rest on one paragraph."""
    return "\n".join(list(dict.fromkeys(text for text in texts if text))[:_MOST])
