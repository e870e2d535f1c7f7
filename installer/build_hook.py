"""The build hook of hatchling: the wheel takes the catalogues compiled."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Compile `translations/*/LC_MESSAGES/*.po` and put the results into the wheel, inside the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a build; an editable install only compiles."""
        root = Path(self.root)
        for source in sorted(root.glob("translations/*/LC_MESSAGES/*.po")):
            compiled = compile_catalogue(source)
            if version != "editable":
                build_data["force_include"][str(compiled)] = f"ssu_desktop/{compiled.relative_to(root)}"


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` beside the `.po` file `source` and return its path."""
    compiled = source.with_suffix(".mo")
    with source.open("rb") as po:
        catalogue = read_po(po, locale=source.parts[-3])
    with compiled.open("wb") as mo:
        write_mo(mo, catalogue)
    return compiled
