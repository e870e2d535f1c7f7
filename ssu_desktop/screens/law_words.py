"""What an article says, for the popover beside its link: its Kazakh words, and what they mean in both."""

from collections.abc import Iterable, Sequence
from datetime import date

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import Language, spoken
from ssu_desktop.law import AdmissionItem, Article, Document, Figure, Law
from ssu_desktop.screens.findings import ArticleText, Explain

_Row = Figure | AdmissionItem | Document


def explaining(desk: Desk) -> Explain:
    """Return what explains an article by the law of `desk`; None for an act that is not known."""

    def explain(article: Article) -> ArticleText | None:
        act = desk.law.acts.get(article.act)
        if act is None:
            return None
        rows = _meant(desk.law, article, desk.today)
        other = Language.RU if spoken() is Language.KK else Language.KK
        return ArticleText(
            title=act.title_kk if spoken() == "kk" else act.title_ru,
            text=_joined(row.kk for row in rows),
            meaning=_joined(_meaning(row, spoken()) for row in rows),
            in_other=_joined(_meaning(row, other) for row in rows),
        )

    return explain


def _meant(law: Law, article: Article, on: date) -> Sequence[_Row]:
    """Return what of the paragraph is meant, as it is in force on the day; else all of the paragraph.

    A paragraph holds several rules: the one that was asked for stands alone. Where nobody said which (an
    entry of long ago), the figures come before the papers and the questions that share their paragraph."""
    catalogues: tuple[Sequence[_Row], ...] = (law.figures, law.document_rows, law.admission_items)
    here = [[row for row in rows if row.article == article] for rows in catalogues]
    if article.about:
        rows = [row for found in here for row in found]
        meant = [row for row in rows if row.article.about == article.about]
        meant = meant or [row for row in rows if row.article.about.startswith(f"{article.about}.")]
        if meant:
            return _in_force(meant, on) or meant
    return next((found for rows in here if (found := _in_force(rows, on))), ())


def _in_force(rows: Iterable[_Row], on: date) -> list[_Row]:
    return [row for row in rows if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]


def _meaning(row: _Row, language: Language) -> str:
    if isinstance(row, Figure):
        return row.meaning(language)
    if isinstance(row, AdmissionItem):
        return row.name(language)
    return row.name_kk if language is Language.KK else row.ru


def _joined(texts: Iterable[str]) -> str:
    """Return the different texts one below another."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
