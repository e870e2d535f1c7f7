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


class Establishment(Kind):
    """What sort of organisation a unit is within its kind (Order 230, paras 4, 13, 24 and 29)."""

    MEDICAL_SOCIAL = "medical_social", N_("Medical-social institution")
    SERVICE_CENTRE = "service_centre", N_("Social service centre")
    SPECIAL_CENTRE = "special_centre", N_("Centre of special social services")
    SMALL_HOUSE = "small_house", N_("Small-capacity house")
    DAY_CENTRE = "day_centre", N_("Day-stay unit (centre)")
    REHABILITATION_CENTRE = "rehabilitation_centre", N_("Rehabilitation centre")
    TERRITORIAL_CENTRE = "territorial_centre", N_("Territorial centre")
    HOME_HELP = "home_help", N_("Unit of social help at home")
    ADAPTATION_CENTRE = "adaptation_centre", N_("Social adaptation centre")
    NIGHT_HOUSE = "night_house", N_("Night-stay house")
    CRISIS_CENTRE = "crisis_centre", N_("Crisis centre")
    SHELTER = "shelter", N_("Shelter")


class Ownership(Kind):
    """Whose the organisation is; the thresholds of opening concern the state sector (para 2-1)."""

    STATE = "state", N_("State|ownership")
    PRIVATE = "private", N_("Private")


class LegalForm(Kind):
    """What a unit is in law; S and T are legal entities only (Order 230, para 3)."""

    ENTITY = "entity", N_("Legal entity")
    SUBDIVISION = "subdivision", N_("Structural unit of a legal entity")


class Settlement(Kind):
    """The classes of settlement of paras 2-1 and 2-2."""

    REPUBLICAN = "republican", N_("City of republican significance or the capital")
    OBLAST = "oblast", N_("City of oblast significance")
    DISTRICT = "district", N_("City of district significance")
    RURAL = "rural", N_("Settlement, district or rural okrug")


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


class NoticeSigner(Kind):
    """Who signed the notice that the person cannot arrive in time (Order 230, paras 12(1), 23(1))."""

    RECIPIENT = "recipient", N_("the recipient of services")
    REPRESENTATIVE = "representative", N_("the legal representative")


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


class Placement(Kind):
    """Where in a stationary unit a person is placed (Order 230, para 5)."""

    ORDINARY = "ordinary", N_("Ordinary ward")
    INDEPENDENT = "independent", N_("Support of independent living")
    PALLIATIVE = "palliative", N_("Palliative ward")
    CRISIS = "crisis", N_("Crisis ward")


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


class CaseStepKind(Kind):
    """The four steps of social work in the health sector (Order 153, para 9)."""

    CONTACT = "contact", N_("Initial contact")
    ASSESSMENT = "assessment", N_("Assessment of needs")
    INTERVENTION = "intervention", N_("Planning and intervention")
    EVALUATION = "evaluation", N_("Evaluation and ending")


class Grade(Kind):
    """How urgent, complex or severe a situation is (Order 153, para 9(2))."""

    LOW = "low", N_("low|grade")
    MIDDLE = "middle", N_("middle|grade")
    HIGH = "high", N_("high|grade")


class Carried(Kind):
    """What becomes of an activity of the plan before in the next one."""

    CONTINUES = "continues", N_("continues|activity")
    CHANGES = "changes", N_("changes|activity")
    DONE = "done", N_("done|activity")


class DocumentForm(Kind):
    """In what form a document lies in the personal file."""

    COPY = "copy", N_("copy")
    ORIGINAL = "original", N_("original")
    EXTRACT = "extract", N_("extract")


class Answer(Kind):
    """The answer to one item of the admission checklist."""

    YES = "yes", N_("yes|answer")
    NO = "no", N_("no|answer")


class IntakeStep(Kind):
    """The steps before the registration card, in their order (Order 230, para 37(1))."""

    MEDICAL = "medical", N_("Medical examination")
    SANITARY = "sanitary", N_("Sanitary treatment")
    DISINFECTION = "disinfection", N_("Disinfection of clothes and belongings")


class OrderKind(Kind):
    """What an order of the head is about."""

    ADMISSION = "admission", N_("Admission|order")
    LEAVE = "leave", N_("Temporary leave|order")
    RETURN = "return", N_("Return|order")
    SUSPENSION = "suspension", N_("Suspension|order")
    RESUMPTION = "resumption", N_("Resumption|order")
    TRANSFER = "transfer", N_("Transfer between units|order")
    TRANSFER_OUT = "transfer_out", N_("Transfer to another organisation|order")
    DISCHARGE = "discharge", N_("Discharge|order")
    OTHER = "other", N_("Other|order")


class ScanMedia(Kind):
    """What a scan may be."""

    PDF = "pdf", N_("PDF document")
    JPEG = "jpeg", N_("JPEG picture")
    PNG = "png", N_("PNG picture")


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
    SIGN_OUT = "sign_out", N_("signed out")
    REFUSED_SIGN_IN = "refused_sign_in", N_("was refused at signing in")
    BACKUP = "backup", N_("backed up")
    RESTORE = "restore", N_("brought back from a backup")
