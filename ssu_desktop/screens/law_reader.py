"""The law to read: its paragraphs in the order of the acts, in Kazakh, with their meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import search_key
from ssu_desktop.law import Article, Law, paragraph_order
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.findings import article_words
from ssu_desktop.screens.placing import room
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled

_LIST_WIDTH, _WIDTH, _HEIGHT = 250, 980, 560


@dataclass(frozen=True)
class Passage:
    """One text of a paragraph in one edition: verbatim Kazakh, and what it means in both languages."""

    kk: str
    meaning_kk: str
    meaning_ru: str
    valid_from: date
    valid_to: date | None
    sure: bool = True


def passages(law: Law) -> dict[Article, list[Passage]]:
    """Return all that the program knows, paragraph by paragraph in the order of the acts."""
    found: dict[Article, list[Passage]] = {}
    for article, passage in _all(law):
        texts = found.setdefault(article, [])
        if passage not in texts:
            texts.append(passage)
    acts = list(law.acts)
    return dict(sorted(found.items(), key=lambda one: (acts.index(one[0].act), paragraph_order(one[0]))))


def _all(law: Law) -> Iterable[tuple[Article, Passage]]:
    for figure in law.figures:
        yield (
            figure.article,
            Passage(
                figure.kk,
                figure.meaning_kk,
                figure.meaning_ru,
                figure.valid_from,
                figure.valid_to,
                figure.sure,
            ),
        )
    for row in law.document_rows:
        yield row.article, Passage(row.kk, row.name_kk, row.ru, row.valid_from, row.valid_to)
    for item in law.admission_items:
        yield item.article, Passage(item.kk, item.name_kk, item.ru, item.valid_from, item.valid_to)


class LawReader(Dialog):
    """Paragraphs at the left, found as one types; the chosen one at the right. Esc closes it."""

    def __init__(self, parent: QWidget | None, desk: Desk, article: Article | None = None) -> None:
        super().__init__(parent, N_("The law that the program works by"))
        self._law, self._known = desk.law, passages(desk.law)
        self.sought = TextField("sought", N_("Search in the texts"))
        self.names = QListWidget()
        self.names.setFixedWidth(scaled(_LIST_WIDTH))
        self.names.setWordWrap(True)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._inner = QWidget()
        self.texts = QVBoxLayout(self._inner)
        self.texts.setContentsMargins(scaled(16), scaled(4), scaled(16), scaled(4))
        self.texts.setSpacing(scaled(8))
        self._lay_out()
        self.sought.line.textChanged.connect(lambda _text: self._list())
        self.names.currentItemChanged.connect(lambda item, _former: self._show(item))
        self._list(article)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inner)
        left = QVBoxLayout()
        left.setSpacing(scaled(8))
        left.addWidget(self.sought)
        left.addWidget(self.names, 1)
        row = QHBoxLayout()
        row.setSpacing(scaled(16))
        row.addLayout(left)
        row.addWidget(area, 1)
        self.column.addLayout(row, 1)
        close = button("primary")
        self.words.say(close.setText, N_("Close"))
        close.clicked.connect(self.accept)
        self.footer.add(close)
        self.setMinimumSize(QSize(scaled(_WIDTH), scaled(_HEIGHT)).boundedTo(room(self).size()))

    def _list(self, chosen: Article | None = None) -> None:
        self.names.clear()
        words = search_key(self.sought.value()).split()
        for article, texts in self._known.items():
            if all(word in _sought_in(article, texts) for word in words):
                act = self._law.acts[article.act]
                short_act = act.short_kk if spoken() == "kk" else act.short_ru
                item = QListWidgetItem(f"{short_act}, {article_words(article)}")
                item.setData(Qt.ItemDataRole.UserRole, (article.act, article.paragraph))
                self.names.addItem(item)
                if article == chosen:
                    self.names.setCurrentItem(item)
        if self.names.currentItem() is None:
            self.names.setCurrentRow(0)
        if not self.names.count():
            self._show(None)

    def _show(self, item: QListWidgetItem | None) -> None:
        while (old := self.texts.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        if item is None:
            self.texts.addWidget(plain_label("muted", _(N_("Nothing was found.")), wraps=True))
        else:
            article = Article(*item.data(Qt.ItemDataRole.UserRole))
            for passage in self._known[article]:
                self._add(passage)
        self.texts.addStretch(1)

    def _add(self, passage: Passage) -> None:
        term = _(N_("valid from {day}"), day=short(passage.valid_from))
        if passage.valid_to is not None:
            term = _(
                N_("valid from {day} until {last}"),
                day=short(passage.valid_from),
                last=short(passage.valid_to),
            )
        self.texts.addWidget(plain_label("muted", term))
        if not passage.sure:
            text = N_("The number or its first day is not in the source texts: have it confirmed.")
            self.texts.addWidget(plain_label("muted", _(text), wraps=True))
        for style, text in (("", passage.kk), ("muted", passage.meaning_kk), ("muted", passage.meaning_ru)):
            if text:
                label = plain_label(style, text, wraps=True)
                label.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                self.texts.addWidget(label)
        self.texts.addSpacing(scaled(10))


def _sought_in(article: Article, texts: Sequence[Passage]) -> str:
    told = " ".join(f"{one.kk} {one.meaning_kk} {one.meaning_ru}" for one in texts)
    return search_key(f"{article.paragraph} {told}")
