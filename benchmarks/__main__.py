"""`python -m benchmarks [--write FILE] [--quick] [--only NAME]`: measure and print the table."""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from benchmarks.history import history_rows
from benchmarks.importing import importing_rows
from benchmarks.marks import marks_rows
from benchmarks.measure import FULL, QUICK, Benchmark, Row
from benchmarks.people import people_rows
from benchmarks.person import person_rows
from benchmarks.printing import printing_rows
from benchmarks.report import markdown
from benchmarks.saving import opening_rows, saving_rows
from benchmarks.services import service_rows
from benchmarks.starting import starting_rows

BENCHMARKS: Mapping[str, Benchmark] = {
    "starting": starting_rows,
    "people": people_rows,
    "person": person_rows,
    "marks": marks_rows,
    "services": service_rows,
    "saving": saving_rows,
    "printing": printing_rows,
    "importing": importing_rows,
    "opening": opening_rows,
    "history": history_rows,
}


def main() -> None:
    """Measure, print, and write where asked."""
    parser = ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table to FILE, too")
    parser.add_argument("--quick", action="store_true", help="smaller files and fewer rounds")
    parser.add_argument("--only", choices=tuple(BENCHMARKS), action="append", help="only these parts")
    given = parser.parse_args()
    rows: list[Row] = []
    for name in given.only or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="ssu-bench-") as place:
            rows += BENCHMARKS[name](Path(place), QUICK if given.quick else FULL)
    document = markdown(rows)
    print(document)
    if given.write is not None:
        given.write.write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
