"""What is kept: SQLAlchemy 2 typed mapped classes; this is the domain model.

They are mapped when the first of them is asked for: the closed lists of `kinds` are needed sooner, before
the data file is open, and SQLAlchemy with the mapping is a third of the program's start.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssu_desktop.records.admission import AdmissionAnswer, AdmissionSheet, IntakeRecord, Referral
    from ssu_desktop.records.base import Base, Kept, new_id, utc_now
    from ssu_desktop.records.change import Change
    from ssu_desktop.records.day import Attendance, Visit, VisitSchedule
    from ssu_desktop.records.file import Custody, FileDocument, PersonalFile, Scan, ScanKey
    from ssu_desktop.records.house import Acquaintance, InternalRules, SelfCheck
    from ssu_desktop.records.monitoring import ActivityMark, MonitoringJournal, MonitoringRound, RoundScore
    from ssu_desktop.records.needs import Assessment, CaseStep, Questionnaire
    from ssu_desktop.records.order import HeadOrder, OrderTemplate
    from ssu_desktop.records.organisation import Organisation, SavedDraft, Signatory, Staff, Unit, User
    from ssu_desktop.records.paid import PaidAct, PaidActItem, PaidContract, PaidItem, PaidService
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
    from ssu_desktop.records.plan import OwnService, Plan, PlanItem, PlanRevision, PlanSection, PlanTemplate
    from ssu_desktop.records.printout import DismissedPaper, Printout, SignedCopy
    from ssu_desktop.records.room import Room, RoomPlace
    from ssu_desktop.records.standing import CalendarDay, ConfirmedYear, LawEdition, Snooze
    from ssu_desktop.records.stay import Assignment, Departure, Movement, RegistrationCard, Stay, WaitingEntry

__all__ = [
    "Acquaintance",
    "ActivityMark",
    "AdmissionAnswer",
    "AdmissionSheet",
    "Assessment",
    "Assignment",
    "Attendance",
    "Base",
    "CalendarDay",
    "CaseStep",
    "Change",
    "ConfirmedYear",
    "Conviction",
    "Custody",
    "Departure",
    "Disability",
    "DismissedPaper",
    "FileDocument",
    "FormerName",
    "HeadOrder",
    "IdentityPaper",
    "IntakeRecord",
    "InternalRules",
    "Kept",
    "LawEdition",
    "MonitoringJournal",
    "MonitoringRound",
    "Movement",
    "OrderTemplate",
    "Organisation",
    "OwnService",
    "PaidAct",
    "PaidActItem",
    "PaidContract",
    "PaidItem",
    "PaidService",
    "Person",
    "PersonalFile",
    "Photo",
    "Plan",
    "PlanItem",
    "PlanRevision",
    "PlanSection",
    "PlanTemplate",
    "Printout",
    "Questionnaire",
    "Referral",
    "RegistrationCard",
    "RehabilitationProgramme",
    "Relative",
    "Room",
    "RoomPlace",
    "RoundScore",
    "SavedDraft",
    "Scan",
    "ScanKey",
    "SelfCheck",
    "Signatory",
    "SignedCopy",
    "Snooze",
    "Staff",
    "Stay",
    "Unit",
    "User",
    "Visit",
    "VisitSchedule",
    "WaitingEntry",
    "new_id",
    "utc_now",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        """Import them all, since they refer to each other, and return what was asked for."""
        if name not in __all__:
            raise AttributeError(name)
        for part in [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]:
            globals().update({known: vars(part)[known] for known in __all__ if known in vars(part)})
        return globals()[name]
