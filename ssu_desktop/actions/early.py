"""What signing in and the first Today need, made ready while the password is typed or its key derived.

All of it can be done before the data file is open, and none of it needs the window."""

import sys
from importlib import import_module

from sqlalchemy.orm import configure_mappers

from ssu_desktop.law import load_law
from ssu_desktop.storage import prepare_questions

_HERE = "ssu_desktop.actions"
_ASKING = ("opening", "organisation", "queue_count", "rulebook", "snooze", "today", "users")
_OF_TODAY = f"{_HERE}.today_"  # what Today is made of
# What unlocks a slot imports it when it is called: the door is shown without it.
_UNLOCKING = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.asymmetric.x25519",
    "cryptography.hazmat.primitives.hpke",
    "cryptography.hazmat.backends.openssl.backend",
)


def make_ready() -> None:
    """Import it, compile what is asked, read the law."""
    for name in _UNLOCKING:
        import_module(name)
    asking = [import_module(f"{_HERE}.{name}") for name in _ASKING]
    configure_mappers()
    prepare_questions(
        [*asking, *(sys.modules[name] for name in sorted(sys.modules) if name.startswith(_OF_TODAY))]
    )
    load_law()
