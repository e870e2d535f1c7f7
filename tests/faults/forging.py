"""Altering and forging: what a bad stick, a bad program or a bad person makes of a good file.

*Altered* is one thing wrong somewhere. *Forged* is sound outside and altered within: a zip is packed again,
JSON gets the check sum of its new content, a PNG those of its chunks; of a JPEG and a PDF what is changed is
a size, a length, a place or a reference.
"""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from random import Random
from typing import Any


def altered(content: bytes, random: Random) -> bytes:
    """Return the content with one thing wrong."""
    return random.choice(_WAYS)(bytearray(content), random)


def _bit(content: bytearray, random: Random) -> bytes:
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def _byte(content: bytearray, random: Random) -> bytes:
    content[random.randrange(len(content))] = random.choice((0, 0x7F, 0xFF, random.randrange(256)))
    return bytes(content)


def _end(content: bytearray, random: Random) -> bytes:
    return bytes(content[: random.randrange(len(content))])


def _piece(content: bytearray, random: Random) -> tuple[int, int]:
    at = random.randrange(len(content))
    return at, min(len(content), at + random.randrange(1, 400))


def _lost(content: bytearray, random: Random) -> bytes:
    at, end = _piece(content, random)
    return bytes(content[:at] + content[end:])


def _doubled(content: bytearray, random: Random) -> bytes:
    at, end = _piece(content, random)
    return bytes(content[:end] + content[at:])


def _zeroed(content: bytearray, random: Random) -> bytes:
    at, end = _piece(content, random)
    return bytes(content[:at] + bytes(end - at) + content[end:])


_WAYS: tuple[Callable[[bytearray, Random], bytes], ...] = (_bit, _bit, _byte, _end, _lost, _doubled, _zeroed)

_NASTY = (
    *(b"&xxe;", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", b"../../x", b"=HYPERLINK(1)"),
    *(b"9" * 400, b"1e999", b"-1", b"nan", b"true", b'r="XFD1048576"', b"<c>", b"</c>", b"</row>", b'"'),
    *(b"[[[[", b"\\ud800", b"null", b"{}", b"\x00", "Қ".encode() * 9000),
)

_TOLD = (
    *(
        b"9" * 400,
        b"99999999999",
        b"4294967296",
        b"-1",
        b"1e999",
        b"A0",
        b"XFD1048576",
        b"AAAAAAAA1",
        b"B4294967297",
    ),
    *(
        b"A1:XFD1048576",
        b"s",
        b"n",
        b"d",
        b"e",
        b"inlineStr",
        b"",
        b"&#65;1",
        b"../../x",
        "Қ".encode() * 9000,
    ),
)


def forged(content: bytes, random: Random) -> bytes:
    """Return a file that is sound outside and altered within: check sums that were there are right again."""
    for head, forge in _FORGED.items():
        if content.startswith(head):
            return forge(content, random)
    return _nasty(content, random)


def _forged_zip(content: bytes, random: Random) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bad:
        names = good.namelist()
        hit = random.choice([name for name in names if "sheet" in name or "shared" in name] or names)
        for name in names:
            part = good.read(name)
            bad.writestr(name, random.choice(_INSIDE)(part, random) if name == hit else part)
    return made.getvalue()


def _nasty(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + random.choice(_NASTY) + content[at + random.choice((0, 1, 8)) :]


def _told(content: bytes, random: Random) -> bytes:
    """Let one value of a tag say something else: a place, a length, a kind."""
    values = [match.span(1) for match in re.finditer(rb'="([^"]*)"', content)]
    if not values:
        return _nasty(content, random)
    start, end = random.choice(values)
    return content[:start] + random.choice(_TOLD) + content[end:]


_INSIDE = (altered, _nasty, _told)


def _forged_json(content: bytes, random: Random) -> bytes:
    """Let one value somewhere within be another, and the check sum that of the new content."""
    told = json.loads(content)
    told.pop("checksum", None)
    for _time in range(random.choice((1, 1, 2, 5))):
        _replace_one(told, random)
    told["checksum"] = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return json.dumps(told, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _replace_one(told: dict[str, Any], random: Random) -> None:
    """Walk down at random and put something else in a place, take it away, or give it twice."""
    place: Any = told
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        if not keys:
            return
        key = random.choice(list(keys))
        if isinstance(place[key], dict | list) and place[key] and random.random() < 0.85:
            place = place[key]
            continue
        break
    if random.random() < 0.2:
        del place[key]
    elif random.random() < 0.1 and isinstance(place, list):
        place.append(deepcopy(place[key]))
    else:
        place[key] = deepcopy(random.choice(_VALUES))  # the next file begins anew


_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 1e308, float("inf"), "", " ", "2027-02-30", "0000-00-00", "9999-12-31"),
    *(
        "\x00",
        "\ud800",
        "../../x",
        "{x}",
        "%s",
        "Қ" * 90_000,
        "9" * 400,
        [],
        [[]],
        {},
        {"": {}},
        [None],
        [0] * 3000,
    ),
    *(
        "S",
        "medical",
        "elderly",
        "2026-01-01",
        "plan.draft_within",
        {"kk": 1, "ru": []},
        ["S", "S"],
        [{"": ""}],
    ),
)


def _forged_png(content: bytes, random: Random) -> bytes:
    """Let a chunk, mostly the head, say something else; lengths and check sums are right again."""
    chunks, at = [], 8
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4])
        chunks.append((content[at + 4 : at + 8], content[at + 8 : at + 8 + size]))
        at += 12 + size
    hit = random.randrange(len(chunks)) if random.random() < 0.5 else 0
    name, data = chunks[hit]
    if name == b"IHDR":
        width, height = (random.choice(_SIZES) for _ in range(2))
        data = struct.pack(">II", width, height) + bytes(
            random.choice((0, 1, 2, 3, 6, 8, 16)) for _ in range(5)
        )
    elif name == b"IDAT" and random.random() < 0.5:
        data = zlib.compress(bytes(random.choice((0, 1, 1000, 10_000_000))))
    elif data:
        data = altered(data, random)
    chunks[hit] = (random.choice(_CHUNKS) if random.random() < 0.1 else name, data)
    if random.random() < 0.2:
        chunks.insert(1, (random.choice(_CHUNKS), random.randbytes(random.randrange(300))))
    parts = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return content[:8] + b"".join(parts)


_SIZES = (0, 1, 160, 161, 5000, 7745, 60_000, 65_535, 2**31 - 1, 2**31, 2**32 - 1)
_CHUNKS = (
    b"IDAT",
    b"IEND",
    b"IHDR",
    b"PLTE",
    b"tRNS",
    b"iCCP",
    b"zTXt",
    b"iTXt",
    b"eXIf",
    b"acTL",
    b"fcTL",
    b"pHYs",
    b"gAMA",
)


def _forged_jpeg(content: bytes, random: Random) -> bytes:
    """Let a part of the head say another size, count or length."""
    marks = [
        found.start() for found in re.finditer(rb"\xff[\xc0-\xc4\xda-\xdd\xe0-\xe2\xfe]", content[:2000])
    ]
    at, bad = random.choice(marks), bytearray(content)
    if (
        bad[at + 1] in (0xC0, 0xC1, 0xC2) and random.random() < 0.8
    ):  # the frame: height, width, parts of a colour
        bad[at + 5 : at + 9] = struct.pack(">HH", *(random.choice(_SIZES) & 0xFFFF for _ in range(2)))
        if random.random() < 0.3:
            bad[at + 9] = random.randrange(256)
        if random.random() < 0.3:
            bad[at + 1] = random.choice((0xC0, 0xC1, 0xC2, 0xC3, 0xC9))
    elif random.random() < 0.3:
        bad[at + 2 : at + 4] = struct.pack(">H", random.choice((0, 1, 2, 3, 0x7FFF, 0xFFFF)))
    else:
        place = min(len(bad) - 1, at + 4 + random.randrange(60))
        bad[place] = random.randrange(256)
    return bytes(bad)


def _forged_pdf(content: bytes, random: Random) -> bytes:
    """Let a number or a name be another one: a place in the index, a length, a size, a filter."""
    before = random.choice((rb"", rb"/Length ", rb"startxref\s+", rb"/Count ", rb"/Size ", rb"\[ ?", rb"/"))
    what = rb"([A-Za-z0-9]+)" if before == rb"/" else rb"(\d+)"
    hits = list(re.finditer(before + what, content)) or list(re.finditer(rb"(\d+)", content))
    start, end = random.choice(hits).span(1)
    told = random.choice(_PDF_NAMES if before == rb"/" else _PDF_NUMBERS)
    return content[:start] + told + content[end:]


_PDF_NUMBERS = (
    b"0",
    b"1",
    b"-1",
    b"3",
    b"5",
    b"99999",
    b"2147483647",
    b"4294967296",
    b"9" * 40,
    b"0000000000",
    b"1e9",
    b"",
)
_PDF_NAMES = (
    b"Page",
    b"Pages",
    b"Kids",
    b"Parent",
    b"Length",
    b"FlateDecode",
    b"JBIG2Decode",
    b"JPXDecode",
    b"Encrypt",
    b"ObjStm",
)

_FORGED: Mapping[bytes, Callable[[bytes, Random], bytes]] = {
    b"PK": _forged_zip,
    b"{": _forged_json,
    b"\x89PNG": _forged_png,
    b"\xff\xd8\xff": _forged_jpeg,
    b"%PDF": _forged_pdf,
}
