"""The closed lists of words that records use; each word has a msgid for screens and forms."""

from enum import StrEnum
from typing import Self

from ssu_desktop.language import N_


class Kind(StrEnum):
    """A word of a closed list: stored by its value, shown by its `msgid`."""

    msgid: str

    def __new__(cls, value: str, msgid: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.msgid = msgid
        return member


class UnitKind(Kind):
    """The four kinds of facility; everything in the law turns on them (Order 230, paras 3-3)."""

    STATIONARY = "S", N_("Stationary")
    DAY = "D", N_("Day care")
    HOME = "H", N_("Home service")
    TEMPORARY = "T", N_("Temporary stay")


class Sector(Kind):
    """The sector whose catalogues a unit uses."""

    SOCIAL = "social", N_("Social protection")
    HEALTH = "health", N_("Health care")
    EDUCATION = "education", N_("Education")


class Sex(Kind):
    """Sex as the forms have it."""

    MALE = "male", N_("male")
    FEMALE = "female", N_("female")


class Category(Kind):
    """Whom a stay serves; shown by the short names that Order 230, para 2, gives itself in brackets."""

    CHILDREN = "children", N_("Children with psychoneurological pathology")
    MUSCULOSKELETAL = "tqa", N_("Persons with musculoskeletal disorders")
    ADULTS = "adults_psy", N_("Adults with psychoneurological disease")
    DISABLED = "disabled", N_("Persons with disability, groups 1-2")
    ELDERLY = "elderly", N_("Elderly persons")
    HOMELESS = "homeless", N_("Persons of no fixed abode")
    RELEASED = "released", N_("Released from prison")
    PROBATION = "probation", N_("On the probation register")
    TRAFFICKING = "trafficking", N_("Victims of human trafficking")
    VIOLENCE = "violence", N_("Victims of domestic violence")


class MovementKind(Kind):
    """What can happen in a stay; the state of a stay is derived from these events."""

    APPLIED = "applied", N_("Applied")
    QUEUED = "queued", N_("Put in the queue")
    DEFERRED = "deferred", N_("Arrival deferred")
    ADMITTED = "admitted", N_("Admitted")
    LEFT = "left", N_("Left temporarily")
    RETURNED = "returned", N_("Returned")
    SUSPENDED = "suspended", N_("Suspended")
    RESUMED = "resumed", N_("Resumed")
    TRANSFERRED = "transferred", N_("Transferred between units")
    TRANSFERRED_OUT = "transferred_out", N_("Transferred to another organisation")
    DISCHARGED = "discharged", N_("Discharged")
    NOT_ARRIVED = "not_arrived", N_("Did not arrive")
    OBSERVATION = "observation", N_("Moved to observation")


class Status(Kind):
    """Where a stay stands today: derived from its movements, never typed."""

    NONE = "none", N_("No stay")
    APPLIED = "applied", N_("Has applied")
    QUEUED = "queued", N_("In the queue")
    RECEIVING = "receiving", N_("Receiving services")
    AWAY = "away", N_("Temporarily left")
    SUSPENDED = "suspended", N_("Suspended|state")
    OBSERVATION = "observation", N_("Under observation")
    DISCHARGED = "discharged", N_("Left")
    TRANSFERRED = "transferred", N_("Transferred")
    NOT_ARRIVED = "not_arrived", N_("Did not arrive|state")


class StayLength(Kind):
    """How long a stay is meant to be (Order 230, para 3)."""

    PERMANENT = "permanent", N_("Long-term")
    TEMPORARY = "temporary", N_("Temporary")


class Funding(Kind):
    """Who pays for the services."""

    GUARANTEED = "guaranteed", N_("Guaranteed volume")
    PAID = "paid", N_("Paid services")


class DisabilityGroup(Kind):
    """The established disability."""

    FIRST = "1", N_("Group I")
    SECOND = "2", N_("Group II")
    THIRD = "3", N_("Group III")
    CHILD = "child", N_("Child with disability")


class RelationKind(Kind):
    """What a relative or representative is to the person."""

    MOTHER = "mother", N_("mother")
    FATHER = "father", N_("father")
    SPOUSE = "spouse", N_("spouse")
    SON = "son", N_("son")
    DAUGHTER = "daughter", N_("daughter")
    SIBLING = "sibling", N_("brother or sister")
    GRANDPARENT = "grandparent", N_("grandparent")
    GRANDCHILD = "grandchild", N_("grandchild")
    GUARDIAN = "guardian", N_("guardian")
    OTHER = "other", N_("other")


class Domain(Kind):
    """The eight service domains, in the order of annexes 4 and 5."""

    HOUSEHOLD = "household", N_("Household")
    MEDICAL = "medical", N_("Medical")
    PSYCHOLOGICAL = "psychological", N_("Psychological")
    PEDAGOGICAL = "pedagogical", N_("Pedagogical")
    LABOUR = "labour", N_("Labour")
    CULTURAL = "cultural", N_("Cultural")
    ECONOMIC = "economic", N_("Economic")
    LEGAL = "legal", N_("Legal")


class PlanState(Kind):
    """The life of a plan version: draft, filled, approved; an approved one is replaced, never changed."""

    DRAFT = "draft", N_("draft")
    FILLED = "filled", N_("filled in")
    APPROVED = "approved", N_("approved")
    REPLACED = "replaced", N_("replaced by a new version")


class Period(Kind):
    """How often an activity takes place (Order 230, para 12(3))."""

    WEEK = "week", N_("week")
    MONTH = "month", N_("month")
    QUARTER = "quarter", N_("quarter")


class RoundKind(Kind):
    """The five columns of annex 5, in months after admission, and rounds held in between."""

    ADMISSION = "0", N_("At admission")
    MONTHS_3 = "3", N_("After 3 months")
    MONTHS_6 = "6", N_("After 6 months")
    MONTHS_9 = "9", N_("After 9 months")
    MONTHS_12 = "12", N_("After 12 months")
    EXTRA = "extra", N_("Additional")


class MarkKind(Kind):
    """The result of an activity (Order 230, para 12(4))."""

    POSITIVE = "positive", N_("positive change")
    NO_CHANGE = "no_change", N_("no change")


class DocumentForm(Kind):
    """In what form a document lies in the personal file."""

    COPY = "copy", N_("copy")
    ORIGINAL = "original", N_("original")
    EXTRACT = "extract", N_("extract")


class PaperKind(Kind):
    """The three fixed rows of table 9 of annex 9."""

    IDENTITY_CARD = "identity_card", N_("Identity card")
    PASSPORT = "passport", N_("Passport")
    IIN = "iin", N_("Individual identification number")


class Role(Kind):
    """What a user may do."""

    HEAD = "head", N_("Head")
    SOCIAL_WORKER = "social_worker", N_("Social worker")
    SPECIALIST = "specialist", N_("Specialist")
    MEDICAL = "medical", N_("Medical worker")
    CARE_WORKER = "care_worker", N_("Care worker")
    REGISTRAR = "registrar", N_("Registrar")
    AUDITOR = "auditor", N_("Auditor")
    ADMINISTRATOR = "administrator", N_("Administrator")


class Post(Kind):
    """What a member of staff is by trade; it chooses the signature line of annex 4."""

    HEAD = "head", N_("Head of the organisation")
    SOCIAL_WORK_SPECIALIST = "social_work_specialist", N_("Social work specialist")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    MEDICAL = "medical", N_("Medical staff specialist")
    TEACHER = "teacher", N_("Teacher or educator")
    LABOUR_INSTRUCTOR = "labour_instructor", N_("Labour instructor")
    LAWYER = "lawyer", N_("Lawyer")
    CONSULTANT = "consultant", N_("Social work consultant")
    CARE_WORKER = "care_worker", N_("Social care worker")
    OTHER = "other", N_("Specialist")


class Operation(Kind):
    """What a row of the change journal tells."""

    INSERT = "insert", N_("entered")
    UPDATE = "update", N_("changed")
    DELETE = "delete", N_("removed")
    VIEW = "view", N_("seen")
    PRINT = "print", N_("printed")
    EXPORT = "export", N_("exported")
    IMPORT = "import", N_("imported")
    SIGN_IN = "sign_in", N_("signed in")
