"""The domains of a plan: signed off by their specialists, taken back by a change, empty for a reason."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pypdfium2

from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.organisation import save_staff
from ssu_desktop.actions.plan import PlanView, read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import copy_plan, delete_plan, new_version, save_plan
from ssu_desktop.actions.plan_section import leave_empty, sign_section, take_sign_off_back
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain, UnitKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.organisation import StaffDraft
from ssu_desktop.rules.plan_section import SectionState, SignOffDraft, check_empty_domains
from tests.actions.test_plan import HELP, begun, view_of
from tests.support.stays import codes, saved

NURSE = SignOffDraft(signed_by="Ким В. О.", signed_on=date(2026, 3, 11))
MASSAGE = replace(HELP, domain=Domain.MEDICAL, service="Уқалау")


def signed(view: PlanView) -> dict[Domain, str]:
    """Return who signed which domain off."""
    return {one.domain: one.signed_by for one in view.sections.values() if one.signed_on is not None}


def test_each_specialist_signs_off_a_domain_and_a_change_of_it_alone_takes_that_back(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R240-R16, R240-S10."""
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP, MASSAGE)
    staff_id = saved(save_staff(desk, None, StaffDraft(surname="Ахметова", given_name="Сәуле")))
    saved(sign_section(desk, plan_id, Domain.HOUSEHOLD, replace(NURSE, signed_by_id=staff_id, signed_by="")))
    saved(sign_section(desk, plan_id, Domain.MEDICAL, NURSE))
    view = view_of(desk, plan_id)
    assert signed(view) == {Domain.HOUSEHOLD: "Ахметова С.", Domain.MEDICAL: "Ким В. О."}
    household, medical = view.draft.items
    saved(save_plan(desk, plan_id, replace(view.draft, items=(household, replace(medical, volume="10 рет")))))
    view = view_of(desk, plan_id)
    assert signed(view) == {Domain.HOUSEHOLD: "Ахметова С."}
    (told,) = [finding for finding in view.findings if finding.code == "section-reopened"]
    assert told.values == {"domain": Domain.MEDICAL, "name": "Ким В. О."}
    saved(sign_section(desk, plan_id, Domain.MEDICAL, NURSE))
    assert not [one for one in view_of(desk, plan_id).findings if one.code == "section-reopened"]


def test_saving_the_same_and_moving_a_row_take_no_sign_off_back_but_copying_rows_does(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP, replace(HELP, service="Жуыну"))
    saved(sign_section(desk, plan_id, Domain.HOUSEHOLD, NURSE))
    draft = view_of(desk, plan_id).draft
    saved(save_plan(desk, plan_id, replace(draft, items=draft.items[::-1])))
    assert Domain.HOUSEHOLD in signed(view_of(desk, plan_id))
    saved(copy_plan(desk, plan_id, plan_id))
    assert not signed(view_of(desk, plan_id))


def test_nobody_signs_nothing_and_not_ahead_of_time(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    assert codes(sign_section(desk, plan_id, Domain.LEGAL, NURSE)) == ["section-empty"]
    nobody = SignOffDraft()
    assert codes(sign_section(desk, plan_id, Domain.HOUSEHOLD, nobody)) == [
        "section-nobody",
        "date-missing",
    ]
    ahead = replace(NURSE, signed_on=desk.today + timedelta(days=1))
    assert codes(sign_section(desk, plan_id, Domain.HOUSEHOLD, ahead)) == ["date-in-future"]
    saved(sign_section(desk, plan_id, Domain.HOUSEHOLD, NURSE))
    saved(take_sign_off_back(desk, plan_id, Domain.HOUSEHOLD))
    view = view_of(desk, plan_id)
    assert (signed(view), [one.code for one in view.findings]) == ({}, [])


def test_an_empty_domain_says_why_until_it_has_rows_and_is_printed_so(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    assert codes(leave_empty(desk, plan_id, Domain.HOUSEHOLD, "жоқ")) == ["section-filled"]
    assert codes(leave_empty(desk, plan_id, Domain.LEGAL, "ә" * 301)) == ["text-too-long"]
    saved(leave_empty(desk, plan_id, Domain.LEGAL, "Заң көмегі керек емес"))
    saved(sign_section(desk, plan_id, Domain.LEGAL, NURSE))
    printed = print_form(desk, "annex-4", aigul, Language.KK, plan_id=plan_id)
    with pypdfium2.PdfDocument(printed.pdf) as document:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Заң көмегі керек емес" in " ".join(pages.split())
    draft = view_of(desk, plan_id).draft
    lawyer = replace(HELP, domain=Domain.LEGAL, service="Кеңес")
    saved(save_plan(desk, plan_id, replace(draft, items=(*draft.items, lawyer))))
    state = view_of(desk, plan_id).sections[Domain.LEGAL]
    assert (state.empty_reason, state.reopened) == ("", True)


def test_approval_warns_of_unsigned_domains_once_signing_off_is_used(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP, MASSAGE)
    saved(sign_section(desk, plan_id, Domain.MEDICAL, NURSE))
    saved(mark_filled(desk, plan_id))
    assert codes(approve_plan(desk, plan_id, desk.today)) == ["section-unsigned"]
    saved(approve_plan(desk, plan_id, desk.today, reasons={"section-unsigned": "маман демалыста"}))
    (departure,) = list_departures(desk)
    assert "Тұрмыстық" in str(departure.values["domains"])
    assert codes(sign_section(desk, plan_id, Domain.HOUSEHOLD, NURSE)) == ["plan-not-open"]


def test_approval_only_notes_unsigned_domains_where_nobody_ever_signed_one_off(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    saved(mark_filled(desk, plan_id))
    answer = approve_plan(desk, plan_id, desk.today)
    assert isinstance(answer, Saved)
    assert [finding.code for finding in answer.remarks] == ["section-unsigned"]


def test_a_new_version_keeps_the_sign_offs_of_what_it_leaves_as_it_was(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP, MASSAGE)
    for domain in (Domain.HOUSEHOLD, Domain.MEDICAL):
        saved(sign_section(desk, plan_id, domain, NURSE))
    saved(mark_filled(desk, plan_id))
    saved(approve_plan(desk, plan_id, desk.today))
    version = saved(new_version(desk, plan_id, "жағдайы жақсарды"))
    view = view_of(desk, version)
    assert set(signed(view)) == {Domain.HOUSEHOLD, Domain.MEDICAL}
    kept = tuple(item for item in view.draft.items if item.domain is Domain.MEDICAL)
    saved(save_plan(desk, version, replace(view.draft, items=kept)))
    assert set(signed(view_of(desk, version))) == {Domain.MEDICAL}
    assert set(signed(view_of(desk, plan_id))) == {Domain.HOUSEHOLD, Domain.MEDICAL}
    saved(delete_plan(desk, version))
    assert read_plan(desk, version) is None


def test_domains_that_are_empty_without_a_word_are_noted(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    saved(leave_empty(desk, plan_id, Domain.LEGAL, "керек емес"))
    view = view_of(desk, plan_id)
    (note,) = check_empty_domains({Domain.HOUSEHOLD}, view.sections)
    assert note.weight is Weight.NOTE
    named = str(note.values["domains"]).split(", ")
    assert len(named) == len(Domain) - 2
    assert "Құқықтық" not in named
    everything = {one: SectionState(domain=one, empty_reason="жоқ") for one in Domain}
    assert not list(check_empty_domains((), everything))


def test_a_sign_off_can_be_undone(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    saved(sign_section(desk, plan_id, Domain.HOUSEHOLD, NURSE))
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert not signed(view_of(desk, plan_id))
