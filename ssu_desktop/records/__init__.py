"""What is kept: SQLAlchemy 2 typed mapped classes; this is the domain model."""

from ssu_desktop.records.base import Base, Kept, new_id, utc_now
from ssu_desktop.records.change import Change
from ssu_desktop.records.file import FileDocument, PersonalFile
from ssu_desktop.records.monitoring import ActivityMark, MonitoringJournal, MonitoringRound, RoundScore
from ssu_desktop.records.organisation import Organisation, SavedDraft, Signatory, Staff, Unit, User
from ssu_desktop.records.person import (
    Conviction,
    Disability,
    FormerName,
    IdentityPaper,
    Person,
    Photo,
    RehabilitationProgramme,
    Relative,
)
from ssu_desktop.records.plan import Plan, PlanItem
from ssu_desktop.records.printout import Printout
from ssu_desktop.records.stay import Departure, Movement, RegistrationCard, Stay, WaitingEntry

__all__ = [
    "ActivityMark",
    "Base",
    "Change",
    "Conviction",
    "Departure",
    "Disability",
    "FileDocument",
    "FormerName",
    "IdentityPaper",
    "Kept",
    "MonitoringJournal",
    "MonitoringRound",
    "Movement",
    "Organisation",
    "Person",
    "PersonalFile",
    "Photo",
    "Plan",
    "PlanItem",
    "Printout",
    "RegistrationCard",
    "RehabilitationProgramme",
    "Relative",
    "RoundScore",
    "SavedDraft",
    "Signatory",
    "Staff",
    "Stay",
    "Unit",
    "User",
    "WaitingEntry",
    "new_id",
    "utc_now",
]
