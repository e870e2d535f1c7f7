"""The package of a transfer: one PDF with a bookmark a paper, and what it lacks told before."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import select

from ssu_desktop.actions.custody import custody_begun, take_in
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.order_texts import begin_order
from ssu_desktop.actions.orders import save_order
from ssu_desktop.actions.personal_file import file_page, save_document
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.printing_office import CannotPrint
from ssu_desktop.actions.printing_papers import Asked, preview_paper, print_paper
from ssu_desktop.actions.printouts import list_printouts
from ssu_desktop.actions.stay import admit, record_movement
from ssu_desktop.actions.transfer_package import package_lacks, preview_package, print_package
from ssu_desktop.language import Language
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Category, MovementKind, Operation, UnitKind
from ssu_desktop.rules.custody import Original
from ssu_desktop.rules.personal_file import DocumentDraft
from tests.support.stays import admission, admitted, move, saved


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Қасымова, with an identity paper in her file."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    page = file_page(desk, stay_id)
    assert page is not None
    tick = DocumentDraft(code="S.file.identity", received_on=date(2026, 3, 4), pages=2)
    saved(save_document(desk, page.file_id, tick))
    return stay_id


def marks(pdf: bytes) -> list[str]:
    """Return the bookmarks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


def words(pdf: bytes) -> str:
    """Return the text of all pages on one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", " ")
    finally:
        document.close()


def lacks(desk: Desk, person_id: UUID) -> list[str]:
    """Return what the package lacks, in the words of the program."""
    return [remark.text.format(count=remark.count) for remark in package_lacks(desk, person_id)]


def test_the_package_is_whole_when_everything_was_done(desk: Desk, stay_id: UUID, aigul: UUID) -> None:
    """R230-166, R153-18: inventory, act, copy of the order and plan go along; a missing journal is told."""
    saved(start_plan(desk, stay_id))
    out = move(MovementKind.TRANSFERRED_OUT, desk.today, destination="«Шапағат» МӘМ")
    movement_id = saved(record_movement(desk, stay_id, out))
    order_id = saved(save_order(desk, None, begin_order(desk, movement_id=movement_id)))
    printed = print_package(desk, aigul, Language.RU)
    assert marks(printed.pdf) == [
        "Опись документов личного дела",
        "Акт приёма-передачи",
        "Копия приказа о выбытии",
        "Индивидуальный план (приложение 4)",
    ]
    said = words(printed.pdf)
    for piece in ("«Шапағат» МӘМ", "№ 20-ө, 12.03.2026", "Копия верна", "документов 1 , страниц 2"):
        assert piece in said, piece
    forms = [row.form for row in list_printouts(desk, aigul)]
    assert sorted(forms) == ["annex-4", "inventory", "order", "transfer-act"]
    with desk.read() as session:  # the order itself stands on paper, too
        noted = select(Change.row_id).where(
            Change.operation == Operation.PRINT, Change.table_name == "head_order"
        )
        assert session.scalars(noted).all() == [order_id]
    assert lacks(desk, aigul)[0] == "The individual plan is not approved."


def test_what_is_missing_is_told_before_it_is_printed(desk: Desk, stay_id: UUID, aigul: UUID) -> None:
    page = file_page(desk, stay_id)
    assert page is not None
    draft = replace(
        custody_begun(desk, page.file_id),
        originals=(Original(code="S.custody.pension"),),
        consent_on=date(2026, 3, 4),
    )
    saved(take_in(desk, page.file_id, draft))
    missing = page.completeness.needed - page.completeness.received + 1  # and the receipt for the original
    assert lacks(desk, aigul) == [
        "The transfer is not entered yet: date and receiving organisation stay blank.",
        "The discharge order is not written here: put its copy in.",
        "There is no individual plan.",
        "There is no monitoring journal.",
        f"Documents that the file lacks: {missing}.",
        "Originals that are still kept here: 1. Give them back first.",
    ]
    assert marks(preview_package(desk, aigul, Language.KK)) == [
        "Жеке іс құжаттарының тізімдемесі",
        "Қабылдау-тапсыру актісі",
    ]
    assert list_printouts(desk, aigul) == ()


def test_of_a_temporary_stay_the_contract_goes_along(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-167."""
    draft = admission(units[UnitKind.TEMPORARY], category=Category.HOMELESS)
    stay_id = saved(admit(desk, aigul, draft, _any_reasons()))
    assert "The rehabilitation contract is not in the file." in lacks(desk, aigul)
    page = file_page(desk, stay_id)
    assert page is not None
    saved(save_document(desk, page.file_id, DocumentDraft(code="T.file.contract", received_on=desk.today)))
    assert "Put the rehabilitation contract in: it lies in the file on paper." in lacks(desk, aigul)
    assert "Договор о реабилитации" in words(preview_package(desk, aigul, Language.RU))


def _any_reasons() -> dict[str, str]:
    return dict.fromkeys(("stay-term", "order-missing", "steps-missing", "decision-missing"), "бар")


def test_who_has_no_file_has_no_package(desk: Desk, aigul: UUID) -> None:
    with pytest.raises(CannotPrint):
        package_lacks(desk, aigul)
    with pytest.raises(CannotPrint):
        print_package(desk, aigul, Language.KK)


def test_the_papers_of_an_original_are_printed_and_remembered(desk: Desk, stay_id: UUID, aigul: UUID) -> None:
    page = file_page(desk, stay_id)
    assert page is not None
    draft = replace(
        custody_begun(desk, page.file_id),
        originals=(Original(code="S.custody.identity", number="041234567"), Original(title="Әскери билет")),
        consent_on=date(2026, 3, 4),
        place="сейф",
    )
    custody_id = saved(take_in(desk, page.file_id, draft))
    for form, said in (
        ("custody-act", "сейф"),
        ("custody-receipt", "ҚОЛХАТ"),
        ("inventory", "Жеке басын куәландыратын құжаттың көшірмесі"),
    ):
        asked = Asked(form=form, record_id=aigul if form == "inventory" else custody_id)
        assert said in words(print_paper(desk, asked, Language.KK).pdf)
    act = words(preview_paper(desk, Asked(form="custody-act", record_id=custody_id), Language.RU))
    assert "041234567" in act
    assert "Әскери билет" in act
    with pytest.raises(CannotPrint):
        preview_paper(desk, Asked(form="custody-return", record_id=custody_id), Language.KK)
    assert len(list_printouts(desk, aigul)) == 3
