"""The facility's own services, and what is offered to the plan of a person."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.service import list_own_services, save_own_service, service_offers
from ssu_desktop.records.kinds import Domain, UnitKind
from ssu_desktop.rules.service import Fit, OwnServiceDraft, found
from tests.support.stays import admitted, codes, saved

CLUB = OwnServiceDraft(domain=Domain.CULTURAL, text_kk="Домбыра үйірмесі", text_ru="Кружок домбры")


def test_an_own_service_is_added_changed_and_offered_before_repealed_ones(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay = admitted(desk, aigul, units[UnitKind.STATIONARY])
    own_id = saved(save_own_service(desk, None, CLUB))
    offers = found(service_offers(desk, stay), "", domain=Domain.CULTURAL)
    assert (offers[0].ref, offers[0].kk) == (f"own:{own_id}", "Домбыра үйірмесі")
    assert not offers[1].in_force
    (row,) = list_own_services(desk)
    saved(save_own_service(desk, own_id, replace(row.draft, text_kk="Ән үйірмесі")))
    assert codes(save_own_service(desk, own_id, row.draft)) == ["changed-meanwhile"]
    assert found(service_offers(desk, stay), "ән үйір")[0].ref == f"own:{own_id}"


def test_the_same_words_are_not_added_twice_in_one_domain(desk: Desk) -> None:
    saved(save_own_service(desk, None, CLUB))
    again = replace(CLUB, text_kk="домбыра  ҮЙІРМЕСІ", text_ru="")
    assert codes(save_own_service(desk, None, again)) == ["service-twice"]
    saved(save_own_service(desk, None, replace(again, domain=Domain.LABOUR)))


def test_what_is_no_longer_offered_is_kept_in_the_list_and_not_offered_from_its_day_on(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay = admitted(desk, aigul, units[UnitKind.STATIONARY])
    saved(save_own_service(desk, None, replace(CLUB, retired_on=date(2026, 3, 13))))
    saved(save_own_service(desk, None, replace(CLUB, domain=Domain.LABOUR, retired_on=desk.today)))
    offered = [one.domain for one in service_offers(desk, stay) if one.ref.startswith("own:")]
    assert offered == [Domain.CULTURAL]
    assert [row.draft.domain for row in list_own_services(desk)] == [Domain.LABOUR, Domain.CULTURAL]


def test_an_elderly_person_in_a_social_unit_is_offered_nothing_of_other_sectors(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    offers = service_offers(desk, admitted(desk, aigul, units[UnitKind.STATIONARY]))
    suiting = {one.article.act for one in offers if one.fit is Fit.SUITS and one.article is not None}
    assert suiting == {"resolution-330"}
    assert [one.fit for one in offers] == sorted(one.fit for one in offers)
