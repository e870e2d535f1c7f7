"""Remarks of the rules: beside the field, in words, with their article."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_, Language
from ssu_desktop.law import Article
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.fields import TextField
from ssu_desktop.screens.findings import ArticleLink, ArticleText, FindingsPanel, article_words, show_article
from ssu_desktop.screens.words import switch_language

ARTICLE = Article("order-230", "12(3)")
EXPLAINED = ArticleText(title="Order 230", text="<b>Жеке жоспар</b>", meaning="The plan")


@pytest.fixture
def form(qtbot: QtBot) -> tuple[QWidget, TextField, FindingsPanel]:
    window = QWidget()
    qtbot.addWidget(window)
    field = TextField("surname", N_("Surname"))
    panel = FindingsPanel({"surname": field}, lambda _article: EXPLAINED)
    box = QVBoxLayout(window)
    box.addWidget(field)
    box.addWidget(panel)
    with qtbot.waitExposed(window):
        window.show()
    return window, field, panel


def finding(weight: Weight, field: str | None = None) -> Finding:
    return Finding(
        code="x", text=N_("This could not be finished: {work}"), values={"work": "а"}, field=field,
        article=ARTICLE, weight=weight,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("paragraph", "kazakh", "russian"),
    [
        ("12(3)", "12-тармақ 3)", "п. 12, подп. 3)"),
        ("13-1", "13-1-тармақ", "п. 13-1"),
        ("annex 4", "4-қосымша", "приложение 4"),
        ("", "", ""),
    ],
)
def test_an_article_is_named_as_people_write_it(
    qapp: QApplication, paragraph: str, kazakh: str, russian: str
) -> None:
    article = Article("order-230", paragraph)
    assert article_words(article) == kazakh
    switch_language(qapp, Language.RU)
    assert article_words(article) == russian


def test_a_remark_stands_under_its_field_which_takes_the_cursor(
    form: tuple[QWidget, TextField, FindingsPanel],
) -> None:
    window, field, panel = form
    panel.show_findings([finding(Weight.STOP, "surname")])
    assert field.error.isVisible()
    assert window.focusWidget() is field.line
    assert field.findChild(ArticleLink) is not None


def test_typing_takes_the_remark_away(form: tuple[QWidget, TextField, FindingsPanel], qtbot: QtBot) -> None:
    _window, field, panel = form
    panel.show_findings([finding(Weight.STOP, "surname")])
    qtbot.keyClicks(field.line, "a")
    assert not field.error.isVisible()


def test_a_warning_asks_for_the_reason_and_a_stop_does_not(
    form: tuple[QWidget, TextField, FindingsPanel], qtbot: QtBot
) -> None:
    _window, _field, panel = form
    panel.show_findings([finding(Weight.WARN)])
    assert panel.needs_reason()
    qtbot.keyClicks(panel.why.line, "court")
    assert (panel.needs_reason(), panel.reason()) == (False, "court")
    panel.show_findings([finding(Weight.STOP)])
    assert not panel.why.isVisible()
    panel.show_findings([])
    assert not panel.isVisible()


def test_what_was_put_right_after_a_warning_needs_no_reason(
    form: tuple[QWidget, TextField, FindingsPanel], qtbot: QtBot
) -> None:
    _window, field, panel = form
    panel.show_findings([finding(Weight.WARN, "surname")])
    assert panel.needs_reason()
    qtbot.keyClicks(field.line, "a")
    assert not panel.needs_reason()  # whoever asks judges the entry anew
    panel.show_findings([finding(Weight.WARN, "surname")])
    assert panel.needs_reason()


def test_a_click_on_the_article_shows_the_laws_own_words_as_plain_text(
    form: tuple[QWidget, TextField, FindingsPanel], qtbot: QtBot
) -> None:
    _window, _field, panel = form
    panel.show_findings([finding(Weight.WARN)])
    link = panel.findChild(ArticleLink)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    popover = QApplication.activePopupWidget()
    labels = popover.findChildren(QLabel)
    assert "<b>Жеке жоспар</b>" in [label.text() for label in labels]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    popover.close()


def test_remarks_and_articles_are_said_again_in_the_other_language(
    form: tuple[QWidget, TextField, FindingsPanel], qapp: QApplication
) -> None:
    _window, field, panel = form
    panel.show_findings([finding(Weight.WARN), finding(Weight.WARN, "surname")])
    kazakh = field.error.text()
    switch_language(qapp, Language.RU)
    assert field.error.text() != kazakh
    assert {link.text() for link in panel.findChildren(ArticleLink)} == {"п. 12, подп. 3)"}


def test_a_field_that_is_the_place_for_the_reason_answers_by_itself(
    qtbot: QtBot,
) -> None:
    why = TextField("out_of_turn_reason", N_("Why out of turn, if so"))
    panel = FindingsPanel({"out_of_turn_reason": why})
    qtbot.addWidget(why)
    qtbot.addWidget(panel)
    panel.show_findings([finding(Weight.WARN, "out_of_turn_reason")])
    assert panel.why.isHidden()
    assert not panel.needs_reason()
    assert not why.error.isHidden()
    panel.show_findings([finding(Weight.WARN, "out_of_turn_reason"), finding(Weight.WARN)])
    assert panel.needs_reason()
    assert panel.overridden.isHidden()


def test_what_stands_in_the_box_in_full_is_not_said_there_twice(
    form: tuple[QWidget, TextField, FindingsPanel],
) -> None:
    _window, _field, panel = form
    panel.show_findings([finding(Weight.WARN)])
    assert panel.overridden.isHidden()
    panel.show_findings([finding(Weight.WARN), finding(Weight.WARN, "surname")])
    assert panel.overridden.text().count("12-тармақ 3)") == 1


def test_the_place_for_the_reason_stays_in_sight_however_many_remarks_there_are(
    form: tuple[QWidget, TextField, FindingsPanel],
) -> None:
    window, _field, panel = form
    panel.show_findings([finding(Weight.WARN)] * 40)
    QApplication.processEvents()
    bottom = panel.why.mapTo(window, panel.why.rect().bottomLeft()).y()
    assert bottom < window.height() <= window.screen().availableGeometry().height()


def test_the_field_of_the_first_remark_comes_into_sight(qtbot: QtBot) -> None:
    area, inner = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    field = TextField("surname", N_("Surname"))
    panel = FindingsPanel({"surname": field})
    column = QVBoxLayout(inner)
    column.addSpacing(2000)
    column.addWidget(field)
    area.setWidget(inner)
    area.setFixedHeight(300)
    with qtbot.waitExposed(area):
        area.show()
    assert field.visibleRegion().isEmpty()
    panel.show_findings([finding(Weight.WARN, "surname")])
    qtbot.waitUntil(lambda: not field.line.visibleRegion().isEmpty())


@pytest.mark.parametrize(("times", "scrolls"), [(1, False), (9, False), (200, True)])
def test_the_words_of_the_law_stand_whole_on_the_display_wherever_they_are_asked_for(
    form: tuple[QWidget, TextField, FindingsPanel], times: int, scrolls: bool
) -> None:
    window, _field, _panel = form
    display = window.screen().availableGeometry()
    told = ArticleText(
        title="Order 230",
        text="Жеке жоспар он төрт күн ішінде әзірленеді. " * times,
        meaning="Индивидуальный план разрабатывается в течение четырнадцати дней. " * times,
    )
    popover = show_article(window, ARTICLE, lambda _article: told, display.bottomRight())
    QApplication.processEvents()
    assert display.contains(popover.frameGeometry())
    [area] = popover.findChildren(QScrollArea)
    assert (area.verticalScrollBar().maximum() > 0) is scrolls
    popover.close()


def test_remarks_of_no_field_come_into_sight_below_a_long_form(qtbot: QtBot) -> None:
    page, panel, area = QWidget(), FindingsPanel(), QScrollArea()
    box = QVBoxLayout(page)
    tall = QWidget()
    tall.setFixedHeight(1200)
    box.addWidget(tall)
    box.addWidget(panel)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(600, 400)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    panel.show_findings([finding(Weight.WARN)])
    qtbot.waitUntil(lambda: panel.why.visibleRegion().boundingRect().height() == panel.why.height())
