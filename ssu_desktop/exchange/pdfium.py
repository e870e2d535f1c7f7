"""PDFs opened in memory. pdfium is not thread-safe: one lock stands round every call."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

_PDFIUM = threading.Lock()


@contextmanager
def opened_pdf(data: bytes) -> Iterator["pypdfium2.PdfDocument"]:
    """Give the open document; raises `pypdfium2.PdfiumError` for bytes that are none."""
    import pypdfium2  # costs start-up time, needed only here

    with _PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
