"""What can be done with a round of monitoring, at the foot of its tab."""

from PySide6.QtWidgets import QPushButton

from ssu_desktop.language import N_
from ssu_desktop.screens.cards import Footer, button
from ssu_desktop.screens.words import Words


class RoundButtons(Footer):
    """The buttons by what they do; the tab says what happens on a click. In a narrow place they say less."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.extra, self.drop, self.trend = button("quiet", "add"), button("quiet"), button("quiet")
        self.assess = button("quiet")
        self.print, self.complete, self.revise = button(), button("primary"), button("primary")
        words.say(self.revise.setText, N_("Revise the plan…"))
        self._name(short=False)
        self.drop.hide()
        self.add_left(self.assess, self.extra, self.drop, self.trend)
        self.revise.hide()
        self.add(self.print, self.complete, self.revise)

    def by_action(self) -> dict[str, tuple[QPushButton, ...]]:
        """Return the buttons by the action that a role needs for them."""
        return {
            N_("Save a round"): (self.extra,),
            N_("Save an assessment"): (self.assess,),
            N_("Take away a round that was not held"): (self.drop,),
            N_("Complete a monitoring round"): (self.complete,),
            N_("Begin a new version of a plan"): (self.revise,),
            N_("Print a form"): (self.print,),
        }

    def offer(self, *, stored: bool, done: bool, revises: bool) -> None:
        """Show what the round in sight allows: a completed one stays as it is, and may change the plan."""
        self.revise.setVisible(revises)
        self.drop.setVisible(stored and not done)
        self.complete.setVisible(not done)

    def fit_into(self, width: int) -> None:
        """Shorten the words where all of them have no room."""
        self._name(short=False)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
        self._name(short=self.sizeHint().width() >= width)

    def _name(self, *, short: bool) -> None:
        for made, whole, brief in (
            (self.assess, N_("Assess needs…"), N_("Assess…|short")),
            (self.extra, N_("Additional round"), N_("Additional|short")),
            (self.drop, N_("Remove this round"), N_("Remove")),
            (self.trend, N_("Trend of the points"), N_("Trend|short")),
            (self.print, N_("Print  F9"), N_("Print|short")),
            (self.complete, N_("Complete the round"), N_("Complete|short")),
        ):
            self._words.say(made.setText, brief if short else whole)
            self._words.say(made.setToolTip, whole)
            self._words.say(made.setAccessibleName, whole)
