"""The build hook of hatchling: the wheel takes what the program reads, the catalogues compiled."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class HouseBuildHook(BuildHookInterface[Any]):
    """Put resources, migrations and compiled catalogues into the wheel, inside the package.

    In the source tree they stand at the top: `ssu_desktop/paths.py` knows both places, so an editable
    install takes no copies (they would grow old unseen).
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds the wheel; `version` is `standard` or `editable`."""
        root = Path(self.root)
        sources = sorted(root.glob("translations/*/LC_MESSAGES/*.po"))
        taken = [root / "resources", root / "migrations", *map(compile_catalogue, sources)]
        if version != "editable":
            for path in taken:
                build_data["force_include"][str(path)] = f"ssu_desktop/{path.relative_to(root).as_posix()}"


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` file beside the `.po` file `source` and return its path."""
    compiled = source.with_suffix(".mo")
    with source.open("rb") as po:
        catalogue = read_po(po, locale=source.parent.parent.name)
    with compiled.open("wb") as mo:
        write_mo(mo, catalogue)
    return compiled
