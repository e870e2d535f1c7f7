"""The rules of the house that a machine can see: layers, catalogues, lock files."""

import ast
import io
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ssu_desktop.actions.roles import deeds
from ssu_desktop.commands.exits import Exit
from tests.support.action_names import named_in_sources

TOP = Path(__file__).resolve().parent.parent
LANGUAGES = ("kk", "ru")
INTERRUPTED = 130  # what every program ends with after Ctrl+C
LOCK_FILES = ("requirements-build.lock", "requirements.lock", "requirements-dev.lock")

# Where the data file is in hand: the desk itself, and what must be known before anybody sits at it.
FILE_IN_HAND = ["desk.py", "opening.py", "rulebook.py", "users.py"]

# Words that are truly written alike in English and in the language named, with the reason.
WRITTEN_ALIKE = {
    "kk": frozenset({"PDF", "Excel", "SSU Desktop"}),  # names
    "ru": frozenset({"PDF", "Excel", "SSU Desktop"}),
}

Where = dict[str, str]


def modules() -> list[Path]:
    return sorted((TOP / "ssu_desktop").rglob("*.py"))


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def catalogue(language: str) -> Catalog:
    path = TOP / "translations" / language / "LC_MESSAGES" / "ssu_desktop.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def translations(language: str) -> Where:
    """Return msgid -> translation, the header left out; no message here has plural forms."""
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


@cache
def spoken_in_sources() -> frozenset[str]:
    """Return the msgids that `make messages` finds, asked of the Makefile itself."""
    template = TOP / "build" / f"house-{os.getpid()}.pot"
    # The outer make's own settings would make the inner one print and build in another way.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    ask = f"TEMPLATE={template.relative_to(TOP)}"
    # A test sets nothing up: the stamp counts as new, whatever its age.
    command = [shutil.which("make") or "make", "-s", "-o", ".venv/.ready", "template", ask]
    try:
        subprocess.run(command, cwd=TOP, env=environment, check=True, capture_output=True)  # noqa: S603 - our own Makefile
        found = read_po(io.BytesIO(template.read_bytes()))
    finally:
        template.unlink(missing_ok=True)
    return frozenset(str(message.id) for message in found if message.id)


def holes(text: str) -> list[str]:
    """Return the names between braces, each once: a language may need to say a name twice."""
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def test_layers_import_downwards_only() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([lint_imports, "--no-cache"], cwd=TOP, capture_output=True, text=True)  # noqa: S603 - our own tool
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_module_begins_with_what_it_is() -> None:
    silent = [
        str(path.relative_to(TOP)) for path in modules() if not ast.get_docstring(ast.parse(source(path)))
    ]
    assert silent == []


def test_no_module_imports_platypus() -> None:
    # It parses mini-markup in user text and costs 250 ms to import: docs/decisions/0003.
    importing = re.compile(
        r"^\s*(?:from|import)\s+reportlab\.platypus|^\s*from reportlab import .*platypus", re.M
    )
    assert [str(path.relative_to(TOP)) for path in modules() if importing.search(source(path))] == []


def test_every_action_of_the_sources_stands_in_the_table_and_no_other() -> None:
    table = [action for deed in deeds() for action in deed.actions]
    assert len(table) == len(set(table)), "an action stands in two rows"
    assert sorted(named_in_sources() - set(table)) == [], (
        "add it to a row of resources/roles.json, and to EXPECTED in tests/actions/test_roles.py"
    )
    assert sorted(set(table) - named_in_sources()) == [], "no action has this name any more"


def test_actions_read_and_write_through_the_desk_which_asks_for_the_role() -> None:
    past_the_desk = re.compile(r"\bfile\.(?:read|read_rows|write)\(")
    reading = [
        path for path in (TOP / "ssu_desktop" / "actions").rglob("*.py") if past_the_desk.search(source(path))
    ]
    assert sorted(path.name for path in reading) == FILE_IN_HAND


def test_no_package_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "core", "common", "manager"}
    places = [path.relative_to(TOP).with_suffix("") for path in modules()]
    assert [str(place) for place in places if drawers & set(place.parts)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_what_the_sources_say_and_nothing_else(language: str) -> None:
    listed = frozenset(translations(language))
    assert sorted(spoken_in_sources() - listed) == [], "not in the catalogue: run `make messages`"
    assert sorted(listed - spoken_in_sources()) == [], "no longer said: run `make messages`"
    assert sorted(str(message) for message in catalogue(language).obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_translated_to_the_last_word(language: str) -> None:
    said = translations(language)
    assert sorted(msgid for msgid, text in said.items() if not text.strip()) == []
    assert sorted(str(message.id) for message in catalogue(language) if message.id and message.fuzzy) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_is_not_the_english_text_again(language: str) -> None:
    said = translations(language)
    alike = {msgid for msgid, text in said.items() if text in (msgid, msgid.partition("|")[0])}
    wordless = {msgid for msgid in alike if not re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", msgid))}
    assert sorted(alike - wordless - WRITTEN_ALIKE[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_has_the_holes_of_its_msgid(language: str) -> None:
    said = translations(language)
    torn = {msgid: text for msgid, text in said.items() if text and holes(msgid) != holes(text)}
    assert torn == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_shows_no_context_suffix(language: str) -> None:
    assert {msgid: text for msgid, text in translations(language).items() if "|" in text} == {}


@pytest.mark.parametrize("name", LOCK_FILES)
def test_lock_file_names_no_host(name: str) -> None:
    text = source(TOP / name)
    address = r"https?:|file://|@ |--(?:extra-)?index-url|--find-links|--trusted-host"
    assert re.findall(address, text) == []


@pytest.mark.parametrize("name", LOCK_FILES)
def test_lock_file_pins_every_package_with_hashes(name: str) -> None:
    entries = [
        entry for entry in re.split(r"\n(?=\S)", source(TOP / name).strip()) if not entry.startswith("#")
    ]
    assert entries
    assert [
        entry for entry in entries if not re.match(r"[a-z0-9-]+==\S+ \\\n    --hash=sha256:", entry)
    ] == []


def test_lock_files_agree_on_every_version() -> None:
    pins = [dict(re.findall(r"^([a-z0-9-]+)==(\S+)", source(TOP / name), re.M)) for name in LOCK_FILES]
    everything = pins[-1]
    assert [(name, pin) for few in pins[:2] for name, pin in few.items() if everything.get(name) != pin] == []


def test_readme_tells_every_exit_code() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \| ", source(TOP / "README.md"), re.M)}
    assert told == {*Exit, INTERRUPTED}
