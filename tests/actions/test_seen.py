"""Who has seen a person's data: pages, papers, lists, commands; for the person's own request, on paper."""

from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_people, export_present, export_register
from ssu_desktop.actions.merge import merge_people
from ssu_desktop.actions.people import PeopleQuery
from ssu_desktop.actions.person import open_person, save_person
from ssu_desktop.actions.printing import print_form, print_unit
from ssu_desktop.actions.printing_lists import ListAsked, print_list
from ssu_desktop.actions.seen import who_has_seen
from ssu_desktop.actions.taken_out import note_told
from ssu_desktop.actions.today import obligations
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.person import PersonDraft
from tests.support.stays import admitted, saved


def _deeds(desk: Desk, person_id: UUID, language: Language = Language.RU) -> list[str]:
    (row,) = who_has_seen(desk, person_id, language)
    assert row.who == desk.user.full_name
    return list(row.deeds)


def test_each_look_print_and_change_is_told_once_a_day_with_how_often(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    for _time in range(3):
        open_person(desk, aigul)
    print_form(desk, "annex-3", aigul, Language.KK)
    assert _deeds(desk, aigul) == [
        "Печать формы: Личное дело (приложение 3)",
        "Просмотр страницы человека × 3",
        "Приём человека",
        "Добавление человека",
    ]


def test_every_list_on_which_somebody_stood_is_told_to_them_and_to_nobody_else(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, tmp_path: Path
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    other = saved(save_person(desk, None, PersonDraft(surname="Омаров")))
    admitted(desk, aigul, unit_id)
    export_people(desk, PeopleQuery(text="касымова"), tmp_path / "people.xlsx")
    export_register(desk, unit_id, tmp_path / "register.xlsx")
    export_present(desk, tmp_path / "present.xlsx", desk.today)
    print_unit(desk, "annex-2", unit_id, Language.KK)
    print_unit(desk, "present", unit_id, Language.KK)
    print_list(desk, ListAsked(form="due", lines=obligations(desk)), Language.KK)
    note_told(desk, "people", 1, [aigul])
    assert _deeds(desk, aigul)[:5] == [
        "Выдача списка командой",
        "Печать формы: Задачи на ближайшие дни",
        "Печать формы: Список получателей услуг на день",
        "Печать формы: Журнал (приложение 2)",
        "Выгрузка списка × 3",
    ]
    assert len(_deeds(desk, other)) == 1


def test_what_was_done_with_a_record_that_was_merged_counts(desk: Desk, aigul: UUID) -> None:
    twice = saved(save_person(desk, None, PersonDraft(surname="Касымова")))
    open_person(desk, twice)
    saved(merge_people(desk, aigul, twice))
    assert "Просмотр страницы человека" in _deeds(desk, aigul)


@pytest.mark.parametrize("language", Language)
def test_the_list_is_printed_for_the_person_in_either_language(
    desk: Desk, aigul: UUID, language: Language
) -> None:
    open_person(desk, aigul)
    printed = print_list(desk, ListAsked(form="seen", person_id=aigul), language)
    text = pypdfium2.PdfDocument(printed.pdf)[0].get_textpage().get_text_bounded()
    words = " ".join(text.split())
    assert "Қасымова Айгүл Болатқызы" in words
    assert desk.user.full_name in words
    looked = "Просмотр страницы человека" if language is Language.RU else "Адамның бетін қарау"
    assert looked in words
    assert any("Перечень видевших" in deed for deed in _deeds(desk, aigul))
