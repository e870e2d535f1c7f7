"""Where the law says so: an act and its paragraph, as it is cited and in the order of the act."""

import re
from dataclasses import dataclass, field

_PARAGRAPH = re.compile(r"(\d+(?:-\d+)?)(?:\((\d+)\))?")
_ANNEX = re.compile(r"annex (\d+)")
_WITHIN_ANNEX = re.compile(r"annex (\d+), (.+)")
_CLAUSE = re.compile(r"article (\d+)")


@dataclass(frozen=True)
class Article:
    """Where the law says so: the key of the act ("order-230") and the paragraph ("12(3)", "annex 5").

    `about` is what of a long paragraph is meant: the key of the figure or the code of the row that was read,
    or the common beginning of several. It changes nothing of which paragraph it is.
    """

    act: str
    paragraph: str
    about: str = field(default="", compare=False)


def cite_paragraph(article: Article, language: str) -> str:
    """Return the paragraph alone: `12-т. 3)`, `4-қосымша`; `п. 12 пп. 3)`, `приложение 4`.

    A paragraph of an annex stands behind it: `1-қосымша, 28-т. 3)`.
    """
    kazakh = language == "kk"
    if match := _WITHIN_ANNEX.fullmatch(article.paragraph):
        annex, inner = f"annex {match[1]}", match[2]
        return ", ".join(cite_paragraph(Article(article.act, part), language) for part in (annex, inner))
    if match := _ANNEX.fullmatch(article.paragraph):
        return f"{match[1]}-қосымша" if kazakh else f"приложение {match[1]}"
    if match := _CLAUSE.fullmatch(article.paragraph):
        return f"{match[1]}-бап" if kazakh else f"ст. {match[1]}"
    if match := _PARAGRAPH.fullmatch(article.paragraph):
        point = f"{match[1]}-т." if kazakh else f"п. {match[1]}"
        below = "" if match[2] is None else f" {match[2]})" if kazakh else f" пп. {match[2]})"
        return point + below
    return article.paragraph


def paragraph_order(article: Article) -> tuple[bool, tuple[int, ...], str]:
    """Return what sorts the articles of one act: by their numbers, annexes behind the paragraphs."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", article.paragraph))
    return article.paragraph.startswith("annex"), numbers, article.paragraph
