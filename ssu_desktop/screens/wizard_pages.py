"""The questions of the first start: language, place of the file, organisation, user, and a last look."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.records.kinds import Post
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.organisation import SetupDraft, UnitDraft, check_setup
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.choices import ChoiceField
from ssu_desktop.screens.figures import BinField
from ssu_desktop.screens.password import new_password
from ssu_desktop.screens.steps import Step
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import switch_language

Draft = Callable[[], SetupDraft]


class LanguagePage(Step):
    """Kazakh or Russian; it acts at once."""

    title = N_("Which language shall the program speak?")
    hint = N_("It can be switched at any time, and every form is printed in either language.")

    def __init__(self) -> None:
        super().__init__()
        self.choices = {Language.KK: button(), Language.RU: button()}
        for language, text in ((Language.KK, "Қазақша"), (Language.RU, "Русский")):
            one = self.choices[language]
            one.setText(text)
            one.setCheckable(True)
            one.setAutoExclusive(True)
            one.setAutoDefault(False)  # Enter is the wizard's: on the language in use it goes on
            one.setMinimumHeight(scaled(52))
            one.clicked.connect(lambda _on=False, language=language: self._choose(language))
            self.column.addWidget(one)
        self.retranslate()
        self.finish()

    def take_focus(self) -> None:
        """Put the cursor on the language in use."""
        self.choices[spoken()].setFocus()

    def retranslate(self) -> None:
        """Show which language it is."""
        super().retranslate()
        for language, one in getattr(self, "choices", {}).items():
            one.setChecked(language is spoken())
            wear(one, "primary" if language is spoken() else "")

    def _choose(self, language: Language) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            switch_language(app, language)
        self.retranslate()


def unit_name(unit: UnitDraft) -> str:
    """Return the unit's name in the language of the interface."""
    return unit.name_kk if spoken() is Language.KK else unit.name_ru


class _SetupPage(Step):
    """A page whose fields are named as in `SetupDraft`; its remarks are those of the rules on them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft

    def remarks(self) -> Iterable[Finding]:
        """Return what the rules say about the fields of this page."""
        return [finding for finding in check_setup(self._draft()) if finding.field in self.fields]


class NamePage(_SetupPage):
    """What the organisation is called, in both languages, and its BIN."""

    title = N_("What is your organisation called?")
    hint = N_("Exactly as in its charter: the names stand on every form that is printed.")

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.add_fields(
            TextField("organisation.name_kk", N_("Name in Kazakh"), longest=300),
            TextField("organisation.name_ru", N_("Name in Russian"), longest=300),
            BinField("organisation.bin"),
        )
        self.finish()


class AddressPage(_SetupPage):
    """Where the organisation is, and who heads it."""

    title = N_("Where is it, and who is its head?")
    hint = N_(
        "These words stand on the forms. What you do not know now can be entered later in the settings."
    )

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.add_fields(
            [
                TextField("organisation.region", N_("Region")),
                TextField("organisation.place", N_("Town or village")),
            ],
            TextField("organisation.address", N_("Address")),
            [
                TextField("organisation.phone", N_("Phone")),
                TextField("head_name", N_("Head of the organisation"), hint=N_("surname and initials")),
            ],
        )
        self.finish()


class UserPage(_SetupPage):
    """Who works with the program first, and the password."""

    title = N_("Who will work with the program?")
    hint = N_(
        "The first user looks after the program; more users can be added later. The password opens the data "
        "file: nobody can find it out, so the next page gives a code for the day when it is forgotten."
    )

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.post = ChoiceField("post", N_("Post, for the signature lines"), Post, empty=False)
        self.post.set_value(Post.SOCIAL_WORK_SPECIALIST)
        self.password, self.repeat, self.shown = new_password("user.password", N_("Password"))
        self.add_fields(
            TextField("user.full_name", N_("Full name"), hint=N_("surname, given name, patronymic")),
            TextField(
                "user.login", N_("User name for signing in"), longest=60, hint=N_("short, such as aigul")
            ),
            self.post,
            [self.password, self.repeat],
            self.shown,
        )
        self.finish()

    def ready(self) -> bool:
        """Look at the repeated password too."""
        return super().ready() and self.repeat.agrees()


class SummaryPage(Step):
    """A last look; the button makes the data file, and what goes wrong is said here."""

    title = N_("Is everything right?")
    hint = N_("Nothing has been made yet. You can go back and change anything.")
    verb = N_("Create the data file")

    def __init__(self, draft: Draft, path: Callable[[], Path]) -> None:
        super().__init__()
        self._draft, self._path = draft, path
        self.found: Callable[[Callable[[], object]], object] = lambda then: then()
        self.card = Card()
        self.trouble = plain_label("error", wraps=True)
        self.trouble.hide()
        self.column.addWidget(self.card)
        self.column.addWidget(self.trouble)
        self.finish()

    def enter(self) -> None:
        """Show what was answered."""
        self.words.hush(self.trouble.setText)
        self.trouble.hide()
        self._fill()

    def take_focus(self) -> None:
        """Leave the cursor to the button."""

    def go_on(self, then: Callable[[], object]) -> None:
        """Check everything once more, then make the file."""
        if self.ready():
            self.found(then)

    def show_trouble(self, text: str, **values: object) -> None:
        """Say why the file was not made; all answers stay."""
        self.words.say(self.trouble.setText, text, **values)
        self.trouble.show()

    def retranslate(self) -> None:
        """Show the answers in the language of the interface."""
        super().retranslate()
        if hasattr(self, "card"):
            self._fill()

    def _fill(self) -> None:
        while self.card.column.count():
            item = self.card.column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for label, value in self._lines():
            self.card.column.addWidget(plain_label("label", _(label)))
            self.card.column.addWidget(plain_label(text=value or "–", wraps=True))

    def _lines(self) -> list[tuple[str, str]]:
        draft = self._draft()
        organisation, user = draft.organisation, draft.user
        own = organisation.name_kk if spoken() is Language.KK else organisation.name_ru
        units = "\n".join(
            f"{unit_name(unit)} · {_(unit.kind.msgid)} · {unit.capacity}" for unit in draft.units
        )
        return [
            (N_("Organisation"), f"{own} · {organisation.bin}" if organisation.bin else own),
            (N_("Units"), units),
            (N_("First user"), f"{user.full_name} ({user.login})"),
            (N_("Data file"), str(self._path())),
        ]
