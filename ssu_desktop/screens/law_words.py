"""What an article says, for the popover beside its link: the law's own Kazakh words and their meaning."""

from collections.abc import Iterable

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import spoken
from ssu_desktop.law import Article, Figure
from ssu_desktop.screens.findings import ArticleText, Explain

_MOST = 3


def explaining(desk: Desk) -> Explain:
    """Return what explains an article by the law of `desk`; None for an act that is not known."""

    def explain(article: Article) -> ArticleText | None:
        act = desk.law.acts.get(article.act)
        if act is None:
            return None
        figures = _in_force(desk, article)
        return ArticleText(
            title=act.title_kk if spoken() == "kk" else act.title_ru,
            text=_joined(figure.kk for figure in figures),
            meaning=_joined(figure.meaning(spoken()) for figure in figures),
        )

    return explain


def _in_force(desk: Desk, article: Article) -> list[Figure]:
    today = desk.today
    return [
        figure
        for figure in desk.law.figures
        if figure.article == article
        and figure.valid_from <= today
        and (figure.valid_to is None or today <= figure.valid_to)
    ]


def _joined(texts: Iterable[str]) -> str:
    """Return the different texts one below another: several figures may rest on one paragraph."""
    return "\n".join(list(dict.fromkeys(text for text in texts if text))[:_MOST])
