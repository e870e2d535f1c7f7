"""The recovery code: eight groups of five signs that a person can write down and read back."""

import secrets

from ssu_desktop.storage.errors import RecoveryCodeIsMistyped

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_GROUPS, _DATA = 8, 4  # a group is four random signs and their check sign: 160 random bits in all

# What looks the same on paper or stands on the same key of a Kazakh or Russian layout.
_READ_AS = str.maketrans("OILАВСЕНКМОРТХУІЅ", "011ABCEHKM0PTXY1S")


def new_code() -> str:
    """Return a fresh code such as `7KQ2M-...`, made of 160 random bits."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_DATA)) for _ in range(_GROUPS))
    return "-".join(group + _check_sign(group, place) for place, group in enumerate(groups))


def read_code(text: str) -> str:
    """Return the code as it was made; case, blanks, dashes and lookalikes do not matter.

    Raises RecoveryCodeIsMistyped naming the first group that cannot be right."""
    signs = "".join(char for char in text.upper().translate(_READ_AS) if char.isalnum())
    length = _DATA + 1
    groups = [signs[start : start + length] for start in range(0, len(signs), length)]
    for place in range(max(_GROUPS, len(groups))):
        group = groups[place] if place < len(groups) else ""
        if place >= _GROUPS or not _is_right(group, place):
            raise RecoveryCodeIsMistyped(group=min(place + 1, _GROUPS))
    return "-".join(groups)


def _is_right(group: str, place: int) -> bool:
    return (
        len(group) == _DATA + 1
        and all(sign in _SIGNS for sign in group)
        and group[-1] == _check_sign(group[:-1], place)
    )


def _check_sign(group: str, place: int) -> str:
    """Return the check sign (Luhn mod 32, begun with the group's place, so that swapped groups show)."""
    total = place
    for turn, sign in enumerate(reversed(group)):
        value = _SIGNS.index(sign) * (2 - turn % 2)
        total += value // 32 + value % 32
    return _SIGNS[-total % 32]
