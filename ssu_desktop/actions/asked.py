"""Questions that several pages ask; what a page asks alone stands beside it."""

from sqlalchemy import bindparam, select

from ssu_desktop.records import Plan, PlanItem, Staff, Stay, Unit
from ssu_desktop.storage import records, records_with

stay_in_unit = records_with(
    lambda: select(Stay, Unit.kind).join(Unit, Unit.id == Stay.unit_id).where(Stay.id == bindparam("stay_id"))
)
all_units = records(lambda: select(Unit))
all_staff = records(lambda: select(Staff))
plans_of_stay = records(lambda: select(Plan).where(Plan.stay_id == bindparam("stay_id")))
items_of_plan = records(lambda: select(PlanItem).where(PlanItem.plan_id == bindparam("plan_id")))
