"""The law as data: dated figures and catalogues with their article, read from `resources/law/`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """Where the law says so: a short name of the act ("order-230") and the paragraph ("12(3)")."""

    act: str
    paragraph: str
