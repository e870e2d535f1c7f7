"""What the rules say about a form: beside the field, in words, with the article that it rests on."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.language import N_, _
from ssu_desktop.law import Article
from ssu_desktop.rules.finding import Finding, Weight, blocks
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.placing import Roll, fitting
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import icon_pixmap, mark, scaled, tokens, wear
from ssu_desktop.screens.words import Words

_PARAGRAPH = re.compile(r"(?P<point>\d+(?:-\d+)?)(?:\((?P<part>\d+(?:-\d+)?)\))?")
_ANNEX = re.compile(r"annex (?P<annex>\d+)")
_CLAUSE = re.compile(r"article (?P<clause>\d+)")
_POPOVER_WIDTH = 460
# Fields that are themselves the place for a reason: what stands there is the answer, nothing else asks.
_ANSWERS = frozenset({"reason", "out_of_turn_reason"})


@dataclass(frozen=True, kw_only=True)
class ArticleText:
    """What the popover shows: the act's name, the law's own Kazakh words, and what they mean.

    `meaning` is in the language of the interface, `in_other` in the other one.
    """

    title: str
    text: str = ""
    meaning: str = ""
    in_other: str = ""


Explain = Callable[[Article], ArticleText | None]


def article_words(article: Article) -> str:
    """Return an article as people write it: `12-тармақ 3)`, `п. 12, подп. 3)`."""
    if hit := _PARAGRAPH.fullmatch(article.paragraph):
        if hit["part"]:
            return _(N_("para {point}, sub {part})"), point=hit["point"], part=hit["part"])
        return _(N_("para {point}"), point=hit["point"])
    if hit := _ANNEX.fullmatch(article.paragraph):
        return _(N_("annex {annex}"), annex=hit["annex"])
    if hit := _CLAUSE.fullmatch(article.paragraph):
        return _(N_("article {clause}"), clause=hit["clause"])
    return article.paragraph


def to_answer(findings: Iterable[Finding], fields: Container[str]) -> list[Finding]:
    """Return the warnings that a reason answers: none for which the form has a field of its own."""
    return [
        found
        for found in findings
        if found.weight is Weight.WARN and not (found.field in _ANSWERS and found.field in fields)
    ]


class ArticleLink(QPushButton):
    """The article as a link; a click shows its words in a popover."""

    def __init__(
        self, article: Article, explain: Explain | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.article = article
        self._explain = explain
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(article_words(article))
        wear(self, "link")
        self.clicked.connect(lambda: show_article(self, self.article, self._explain))

    def changeEvent(self, event: QEvent) -> None:
        """Name the article in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.setText(article_words(self.article))


def show_article(
    beside: QWidget, article: Article, explain: Explain | None, corner: QPoint | None = None
) -> QWidget:
    """Show the article's words below `beside`, or with their upper left corner at `corner` of the display.

    They stand whole on the display: moved where they would leave it, scrolling where they are too long for
    it. A click elsewhere or Esc takes them away.
    """
    popover = QFrame(beside, Qt.WindowType.Popup)
    popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    wear(popover, "popup")
    words = _article_page(article, explain(article) if explain else None)
    frame = QVBoxLayout(popover)
    frame.setContentsMargins(0, 0, 0, 0)
    area = scrolling(words)
    area.setMinimumHeight(0)
    frame.addWidget(area)
    for label in words.findChildren(QLabel):
        label.ensurePolished()  # else its height is that of another letter
    width = scaled(_POPOVER_WIDTH)
    size = QSize(width, words.heightForWidth(width - scaled(16)) + scaled(4))
    wanted = QRect(corner or beside.mapToGlobal(QPoint(0, beside.height())), size)
    edge = scaled(8)
    within = beside.screen().availableGeometry().adjusted(edge, edge, -edge, -edge)
    place = fitting(wanted, within)
    popover.setFixedSize(place.size())
    popover.move(place.topLeft())
    popover.show()
    return popover


def _article_page(article: Article, told: ArticleText | None) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
    column.setSpacing(scaled(8))
    parts = (
        ("subheading", article_words(article)),
        ("hint", told.title if told else article.act),
        ("", told.text if told else ""),
        ("muted", told.meaning if told else ""),
        ("hint", told.in_other if told else ""),
    )
    for role, text in parts:
        if text:
            column.addWidget(plain_label(role, text, wraps=True))
    return page


class FindingsPanel(QFrame):
    """The remarks on a form.

    Those that name a field stand under it, and the first of them takes the cursor; the others stand here.
    Where one may go on in spite of them (`Weight.WARN`), the panel names also those at the fields and asks
    for the reason, which is recorded; not where the form has a field of its own for that reason. However
    many remarks there are, the place for the reason stays in sight: they scroll above it.
    """

    reasoned = Signal(str)  # the reason, at each keystroke

    def __init__(
        self,
        fields: Mapping[str, AnyField] | None = None,
        explain: Explain | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = Words()
        self.fields = dict(fields or {})
        self._explain = explain
        self._lines: list[QWidget] = []
        self._findings: Sequence[Finding] = ()
        self._at_fields: list[Finding] = []
        self._shown_for: Mapping[str, str] = {}
        self.why = TextField("reason", N_("Reason for going on"))
        self.why.hide()  # until there is something to go on in spite of
        self.why.changed.connect(lambda: self.reasoned.emit(self.reason()))
        self.overridden = plain_label("muted", wraps=True)
        self.overridden.hide()
        self._told = QWidget()
        self._column = QVBoxLayout(self._told)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(6))
        self._column.addWidget(self.overridden)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(14), scaled(10), scaled(14), scaled(10))
        whole.setSpacing(scaled(6))
        whole.addWidget(Roll(self._told))
        whole.addWidget(self.why)
        wear(self, "findings")
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these remarks in place of the former ones and go to the first field that has one."""
        self.clear()
        self._findings, self._shown_for = findings, self._typed()
        for finding in findings:
            field = self.fields.get(finding.field or "")
            if field is None:
                self._add_line(finding)
            else:
                self._remark(field, finding)
        warned = bool(self._to_answer())
        self.why.setVisible(warned and not blocks(findings))
        self._name_overridden()
        mark(self, "stop" if blocks(findings) else "warn" if warned else "")
        self._told.setVisible(bool(self._lines) or not self.overridden.isHidden())
        self.setVisible(bool(self._lines) or not self.why.isHidden())
        self._focus_first()

    def clear(self) -> None:
        """Take all remarks away; the reason stays."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines.clear()
        self._at_fields.clear()
        for field in self.fields.values():
            field.clear_error()
            field.settle()
            field.check()
        self._findings = ()
        self.hide()

    def reason(self) -> str:
        """Return why the user goes on in spite of the warnings."""
        return self.why.value()

    def needs_reason(self) -> bool:
        """Return whether a reason is asked for and not yet given.

        Not where an entry was changed since: what was put right needs none, and what was not is told anew."""
        asked = not self.why.isHidden() and not self.reason()
        return asked and self._typed() == self._shown_for

    def _typed(self) -> dict[str, str]:
        return {name: field.typed() for name, field in self.fields.items()}

    def ask_reason(self) -> None:
        """Say that the reason is missing and put the cursor there."""
        self.why.show_error(N_("Write the reason: it is kept in the journal."))
        self.why.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Say the remarks again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
            self._name_overridden()

    def _to_answer(self) -> list[Finding]:
        """Return the warnings that no field of the form answers."""
        return to_answer(self._findings, self.fields)

    def _name_overridden(self) -> None:
        """Name the warnings at the fields that the reason answers; the others stand above it in full."""
        rules = [_rule(found) for found in self._to_answer() if found in self._at_fields]
        self.overridden.setText(
            _(N_("The reason is kept also for what stands at the fields: {rules}"), rules=" · ".join(rules))
        )
        self.overridden.setVisible(bool(rules) and not self.why.isHidden())

    def _remark(self, field: AnyField, finding: Finding) -> None:
        if not field.error.isHidden():
            self._add_line(finding)  # the field has a remark already
            return
        self._at_fields.append(finding)
        field.show_error(finding.text, **finding.values)
        if finding.article is not None:
            field.put_beside(ArticleLink(finding.article, self._explain))

    def _add_line(self, finding: Finding) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(_sign(finding.weight), 0, Qt.AlignmentFlag.AlignTop)
        text = plain_label(wraps=True)
        self.words.say(text.setText, finding.text, **finding.values)
        row.addWidget(text, 1)
        if finding.article is not None:
            row.addWidget(ArticleLink(finding.article, self._explain), 0, Qt.AlignmentFlag.AlignTop)
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)

    def _focus_first(self) -> None:
        first = next(
            (field for found in self._findings if (field := self.fields.get(found.field or ""))), None
        )
        if first is not None:
            first.setFocus()
        if first is not None or not self.isHidden():
            in_sight: QWidget = first or self
            QTimer.singleShot(0, in_sight, partial(_bring_into_sight, in_sight))  # it stands after the layout


def _bring_into_sight(field: QWidget) -> None:
    above = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(field)


def _rule(finding: Finding) -> str:
    text = _(finding.text, **finding.values)
    if finding.article is None:
        return text
    return f"{text.removesuffix('.')} — {article_words(finding.article)}"


def _sign(weight: Weight) -> QLabel:
    look = tokens()
    name, colour = {
        Weight.STOP: ("stop", look.late),
        Weight.WARN: ("warning", look.soon),
        Weight.NOTE: ("note", look.muted),
    }[weight]
    sign = QLabel()
    sign.setPixmap(icon_pixmap(name, colour, size=scaled(18)))
    return sign
