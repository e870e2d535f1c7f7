"""What the forms and papers are called on the screen and in the history."""

from collections.abc import Mapping

from ssu_desktop.language import N_

FORM_NAMES: Mapping[str, str] = {
    "annex-2": N_("Register (annex 2)"),
    "annex-3": N_("Personal file (annex 3)"),
    "annex-4": N_("Individual plan (annex 4)"),
    "annex-5": N_("Monitoring journal (annex 5)"),
    "annex-9": N_("Registration card (annex 9)"),
    "annex-2-both": N_("Register in both languages"),
    "annex-3-both": N_("Personal file in both languages"),
    "annex-4-both": N_("Individual plan in both languages"),
    "annex-5-both": N_("Monitoring journal in both languages"),
    "annex-9-both": N_("Registration card in both languages"),
    "queue": N_("List of the queue"),
    "present": N_("List of those present"),
    "custody-act": N_("Act of taking originals in"),
    "custody-receipt": N_("Receipt for originals"),
    "custody-return": N_("Act of giving originals back"),
    "inventory": N_("Inventory of the file"),
    "transfer-act": N_("Acceptance-transfer act"),
    "transfer-package": N_("Package of a transfer"),
    "acquaintance": N_("Sheet of acquaintance with the rules"),
    "progress": N_("How a unit does"),
    "attendance": N_("Attendance"),
    "trend": N_("Trend of the points"),
    "needs": N_("Sheet of the assessment of needs"),
    "case-history": N_("History of social work"),
    "order": N_("Order of the head"),
    "order-register": N_("Register of orders"),
    "due": N_("What is due|paper"),
    "departures": N_("Recorded departures"),
    "unsigned": N_("Papers to be signed"),
    "pack": N_("Pack of forms"),
    "week": N_("Sheet of the week"),
    "week-marks": N_("Marks of activities"),
    "binder-list": N_("List of what is bound"),
    "binder-closing": N_("Closing sheet"),
    "seen": N_("Who has seen the data|paper"),
}
