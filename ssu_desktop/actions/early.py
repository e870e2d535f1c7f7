"""What signing in and the first Today ask and need, made ready while the key is typed or derived.

All of it can be done before the data file is open, and none of it needs the window."""

import importlib

from sqlalchemy.orm import configure_mappers

from ssu_desktop.actions import (
    opening,
    organisation,
    queue_count,
    rulebook,
    snooze,
    today,
    today_facts,
    today_house,
    today_papers,
    today_plans,
    today_visits,
    users,
)
from ssu_desktop.law import load_law
from ssu_desktop.storage import prepare_questions

_ASKING = (
    *(opening, organisation, queue_count, rulebook, snooze, users),
    *(today, today_facts, today_house, today_papers, today_plans, today_visits),
)
# What unlocks a slot imports it when it is called: the door is shown without it.
_UNLOCKING = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.asymmetric.x25519",
    "cryptography.hazmat.primitives.hpke",
)


def make_ready() -> None:
    """Do it."""
    for name in _UNLOCKING:
        importlib.import_module(name)
    configure_mappers()
    prepare_questions(_ASKING)
    load_law()
