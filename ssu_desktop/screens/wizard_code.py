"""The last pages of the first start: the recovery code, shown once, and where to begin."""

from datetime import date
from pathlib import Path

from ssu_desktop.actions.opening import Created
from ssu_desktop.language import N_
from ssu_desktop.rules.organisation import OrganisationDraft
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.recovery_sheet import RecoveryCode
from ssu_desktop.screens.steps import Step


class CodePage(Step):
    """The recovery code; one goes on when it is kept."""

    title = N_("Keep this recovery code")
    hint = N_(
        "It is shown only now. With it, and only with it, the data can be read when the password is "
        "forgotten. Print the sheet and keep it in the safe, apart from the computer."
    )
    goes_back = False

    def __init__(self) -> None:
        super().__init__()
        self.code: RecoveryCode | None = None

    def show_code(self, made: Created, organisation: OrganisationDraft, path: Path, today: date) -> None:
        """Show the code of the file that was just made."""
        self.code = RecoveryCode(made.recovery_code, organisation, path.name, today)
        self.code.proven.connect(self.altered)
        self.column.addWidget(self.code)
        self.finish()

    def complete(self) -> bool:
        """The code was typed back in part, or is said to be on paper."""
        return self.code is not None and self.code.kept()

    def take_focus(self) -> None:
        """Begin with printing the sheet."""
        if self.code is not None:
            self.code.print.setFocus()


class DonePage(Step):
    """The file stands: go to Today, or bring the old register in."""

    title = N_("The data file is ready")
    hint = N_(
        "If your people stand in an Excel register, bring it in now: the program first shows what it would "
        "do. Or begin with an empty file."
    )
    verb = N_("Begin")
    goes_back = False

    def __init__(self) -> None:
        super().__init__()
        self.bring_in = button("", "import")
        self.words.say(self.bring_in.setText, N_("Import a register from Excel"))
        self.column.addWidget(self.bring_in)
        self.finish()

    def take_focus(self) -> None:
        """Begin with the register: most facilities have one."""
        self.bring_in.setFocus()
