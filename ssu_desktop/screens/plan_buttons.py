"""What can be done with a plan, at the foot of its tab: offered as the state of the plan allows."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from ssu_desktop.actions.plan import PlanPage, PlanView
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import PlanState
from ssu_desktop.screens.cards import Footer, button
from ssu_desktop.screens.words import Words


class PlanButtons(Footer):
    """The buttons by what they do; the tab says what happens on a click."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.add_row = button("quiet", "add")
        self.more = button("quiet", "more")
        self.menu = QMenu(self.more)
        self.copy, self.template, self.keep, self.needs, self.drop = (
            self.menu.addAction("") for _each in range(5)
        )
        self.more.setMenu(self.menu)
        self.back, self.revise, self.next = button(), button(), button()
        self.fill, self.approve, self.print = button("primary"), button("primary"), button("primary")
        for made, text in (
            (self.add_row, N_("Add a row  Ins")),
            (self.back, N_("Return to draft")),
            (self.revise, N_("New version…")),
            (self.next, N_("Next plan")),
            (self.fill, N_("Mark as filled in")),
            (self.approve, N_("Approve…")),
            (self.print, N_("Print  F9")),
        ):
            words.say(made.setText, text)
            made.hide()  # until it is known which of them the plan's state offers
        for action, text in (
            (self.copy, N_("From the previous plan…")),
            (self.template, N_("From a template…")),
            (self.keep, N_("Keep as a template…")),
            (self.needs, N_("Print the assessment of needs…")),
            (self.drop, N_("Delete the draft…")),
        ):
            words.say(action.setText, text)
        words.say(self.more.setText, N_("More|actions"))
        self.add_left(self.add_row, self.more)
        self.add(self.back, self.revise, self.next, self.fill, self.approve, self.print)

    def by_action(self) -> dict[str, tuple[QPushButton | QAction, ...]]:
        """Return the buttons and entries by the action that a role needs for them."""
        return {
            N_("Save a plan"): (self.add_row,),
            N_("Return a plan to draft"): (self.back,),
            N_("Begin a new version of a plan"): (self.revise,),
            N_("Begin a plan"): (self.next,),
            N_("Fill in a plan"): (self.fill,),
            N_("Approve a plan"): (self.approve,),
            N_("Print a form"): (self.print, self.needs, self.more),  # whoever has more to do prints, too
            N_("Copy activities into a plan"): (self.copy,),
            N_("Begin a plan from a template"): (self.template,),
            N_("Keep a template of a plan"): (self.keep,),
            N_("Delete a draft of a plan"): (self.drop,),
        }

    def offer(self, page: PlanPage, plan: PlanView, *, copies: bool) -> None:
        """Show what this version of a plan allows; `copies`: there is an earlier plan to copy from."""
        draft, approved = plan.state is PlanState.DRAFT, plan.state is PlanState.APPROVED
        free = all(one.state not in (PlanState.DRAFT, PlanState.FILLED) for one in page.versions)
        offered: tuple[tuple[QPushButton, bool], ...] = (
            (self.add_row, draft),
            (self.fill, draft),
            (self.back, plan.state is PlanState.FILLED),
            (self.approve, plan.state is PlanState.FILLED),
            (self.revise, approved and free),
            (self.next, approved and free and page.versions[0].number == plan.number),
            (self.print, approved or plan.state is PlanState.REPLACED),
        )
        for made, shown in offered:
            made.setVisible(shown)
        self.copy.setVisible(draft and copies)
        self.template.setVisible(draft)
        self.keep.setEnabled(bool(plan.items))
        self.drop.setVisible(draft and not plan.printed)
