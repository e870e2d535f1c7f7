"""What guessing a password costs: Argon2id, as dear as this computer can bear at each sign-in."""

import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Final, Protocol

FLOOR_MEMORY_KIB: Final = 19 * 1024
FLOOR_PASSES: Final = 2
TOP_MEMORY_KIB: Final = 1024 * 1024  # more would be a garbled file that eats the memory
TOP_PASSES: Final = 100
TOP_LANES: Final = 64
_USUAL_MEMORY_KIB: Final = 64 * 1024
_SHORTEST, _WANTED, _LONGEST = 0.5, 0.75, 1.0  # seconds that one derivation may take


class Costly(Protocol):
    """What says how dear a derivation is."""

    @property
    def memory_kib(self) -> int:
        """Return the memory."""

    @property
    def passes(self) -> int:
        """Return how often the memory is gone over."""

    @property
    def lanes(self) -> int:
        """Return how many threads could share the work."""


@dataclass(frozen=True)
class KeyCost:
    """What guessing one password costs: Argon2id memory, passes and lanes; never below the floor."""

    memory_kib: int = _USUAL_MEMORY_KIB
    passes: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        """Refuse a cost below the floor."""
        if is_below_floor(self):
            raise ValueError("the key cost is below the floor")


@dataclass(frozen=True)
class WeakKeyCostForTests(KeyCost):
    """A cost without a floor, so that tests do not wait; the program itself never makes one."""

    memory_kib: int = 8
    passes: int = 1

    def __post_init__(self) -> None:
        """Accept any cost."""


@dataclass(frozen=True)
class Derived:
    """A derived key, and how many seconds of the processor it took."""

    key: bytes
    spent: float


def derive(secret: str, salt: bytes, cost: Costly) -> Derived:
    """Return the key of a password or code; how its letters were composed does not matter."""
    from argon2.low_level import Type, hash_secret_raw  # costs start-up time, needed only here

    began = time.thread_time()  # the thread's own: other work of the computer does not make a key look dearer
    key = hash_secret_raw(
        unicodedata.normalize("NFC", secret).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )
    return Derived(key, time.thread_time() - began)


def is_below_floor(cost: Costly) -> bool:
    """Return whether this is a cost that the program itself never makes: tests do."""
    return cost.memory_kib < FLOOR_MEMORY_KIB or cost.passes < FLOOR_PASSES


def fits(spent: float) -> bool:
    """Return whether a derivation takes as long as it should: half a second to a second."""
    return _SHORTEST <= spent <= _LONGEST


def cost_for(cost: Costly, spent: float) -> KeyCost:
    """Return the cost that takes about three quarters of a second where `cost` takes `spent` seconds.

    It has 64 MiB and as many passes as the time allows; on a computer too slow for two of them it has less
    memory, never below the floor of 19 MiB and two passes."""
    of_a_pass = max(spent, 0.001) / cost.passes * _USUAL_MEMORY_KIB / cost.memory_kib
    if FLOOR_PASSES * of_a_pass <= _LONGEST:
        return KeyCost(passes=max(FLOOR_PASSES, min(int(_WANTED / of_a_pass), TOP_PASSES)))
    memory = int(_USUAL_MEMORY_KIB * _WANTED / (FLOOR_PASSES * of_a_pass))
    return KeyCost(memory_kib=max(FLOOR_MEMORY_KIB, memory), passes=FLOOR_PASSES)


def tuned_cost() -> KeyCost:
    """Return the cost that takes about three quarters of a second on this computer, never below the floor."""
    trial = KeyCost(passes=FLOOR_PASSES)
    return cost_for(trial, derive("measure", secrets.token_bytes(16), trial).spent)
