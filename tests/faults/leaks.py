"""Looks for words in whatever a process wrote: in any encoding, packed, in the streams and on the pages of
PDFs.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO

import pypdfium2

from tests.faults.disk import cut_to, write_into
from tests.faults.recorded import Did, Step

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_ZIP = b"PK\x03\x04"
_DEEPEST = 3
_PACKED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)


def written(steps: Iterable[Step]) -> Iterator[tuple[str, bytes]]:
    """Yield everything that was ever in a file: its path, and its content before it was cut or removed."""
    files: dict[str, bytearray] = {}
    for step in steps:
        match step.did:
            case Did.WRITE:
                content = files.setdefault(step.path, bytearray())
                before = bytes(content[step.offset : step.offset + len(step.data)])
                if before.strip(b"\x00 "):  # what is written over was there
                    yield step.path, before
                write_into(content, step.offset, step.data)
            case Did.TRUNCATE | Did.UNLINK | Did.CREATE if step.path in files:
                yield step.path, bytes(files[step.path])
                if step.did is Did.TRUNCATE:
                    cut_to(files[step.path], step.offset)
                else:
                    del files[step.path]
            case Did.RENAME if step.path in files:
                files[step.other] = files.pop(step.path)
    yield from ((path, bytes(content)) for path, content in files.items())


def found_in(content: bytes, words: Iterable[str]) -> set[str]:
    """Return the words that a content holds, however it is packed."""
    layers, asked = list(_layers(content, _DEEPEST)), set(words)
    return {word for word in asked if any(form in layer for form in _forms(word) for layer in layers)}


@cache
def _forms(word: str) -> tuple[bytes, ...]:
    forms = [json.dumps(word)[1:-1].encode()]
    for encoding in _ENCODINGS:
        with suppress(UnicodeEncodeError):
            forms.append(word.encode(encoding))
    return tuple(forms)


def _layers(content: bytes, deep: int) -> Iterator[bytes]:
    """Yield the content, and what is packed within it."""
    yield content
    if not deep:
        return
    for inner in (*_zipped(content), *_deflated(content), *_pages(content)):
        yield from _layers(inner, deep - 1)


def _zipped(content: bytes) -> Iterator[bytes]:
    if _ZIP in content:
        with suppress(*_PACKED), zipfile.ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                with suppress(*_PACKED):
                    yield package.read(name)


def _deflated(content: bytes) -> Iterator[bytes]:
    whole = memoryview(content)  # cut without copying: in what is encrypted every 20,000th byte looks like it
    for found in _ZLIB.finditer(content):
        with suppress(zlib.error):
            inner = zlib.decompressobj().decompress(whole[found.start() :])
            if inner:
                yield inner


def _pages(content: bytes) -> Iterator[bytes]:
    if b"%PDF-" not in content:
        return
    with suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(content[content.index(b"%PDF-") :])
        for page in document:
            yield page.get_textpage().get_text_bounded().encode()
        document.close()
