"""The words on a screen: Qt's own, and what its catalogue lacks."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTreeView
from pytestqt.qtbot import QtBot

from ssu_desktop.language import Language
from ssu_desktop.screens.words import switch_language


@pytest.mark.parametrize(
    ("language", "labels", "kind"),
    [
        (Language.KK, {"Қайда қарау:", "Файл аты:", "Файлдар түрі:"}, "Бума"),
        (Language.RU, {"Папка:", "Имя файла:", "Тип файлов:"}, "Папка"),
    ],
)
def test_the_dialog_that_asks_for_a_file_has_no_english_word(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, labels: set[str], kind: str
) -> None:
    (tmp_path / "a").mkdir()
    switch_language(qapp, language)
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    assert {label.text().replace("&", "") for label in dialog.findChildren(QLabel)} == labels
    table = dialog.findChild(QTreeView)
    assert table is not None
    model = table.model()
    qtbot.waitUntil(lambda: model.rowCount(table.rootIndex()) == 1)
    assert model.index(0, 2, table.rootIndex()).data() == kind
