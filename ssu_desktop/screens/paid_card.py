"""The card of paid services on the overview: contracts with their acts, apart from the guaranteed volume."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.paid import ActRow, ContractRow, PaidPage, paid_page
from ssu_desktop.actions.printing_papers import Asked
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.language.numbers import tenge
from ssu_desktop.records.kinds import Funding
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.paid_forms import ActDialog, ContractDialog, ask_end_of_contract
from ssu_desktop.screens.paper_dialog import print_paper_dialog

_Offer = tuple[str, str, Callable[[], object]]  # the words, the action that a role needs, what is done


class PaidCard(ListCard):
    """A line for each contract and each act; their papers and deeds lie in the menu of the line."""

    def __init__(self, desk: Desk, *, stored: Callable[[], object], printed: Callable[[], object]) -> None:
        self._desk, self._stored, self._printed = desk, stored, printed
        self._page: PaidPage | None = None
        empty = N_("No contract yet. The services that are paid for stand in it.")
        super().__init__(N_("Paid services|card"), N_("Conclude a contract…"), self.conclude, empty)

    def show_stay(self, stay_id: UUID | None) -> None:
        """Show the contracts of a stay that is paid for, or that has any."""
        page = self._page = paid_page(self._desk, stay_id) if stay_id is not None else None
        self.setVisible(page is not None and (page.funding is Funding.PAID or bool(page.contracts)))
        if page is not None:
            self.show_rows([row for contract in page.contracts for row in self._rows(contract)])

    def conclude(self) -> None:
        """Ask for a new contract."""
        if self._page is not None:
            ContractDialog(self, self._desk, self._page.stay_id, None, self._saved).open()

    def _rows(self, contract: ContractRow) -> list[QWidget]:
        row = EntryRow(_title(contract), _detail(contract), self._chip(contract), opens=not contract.acts)
        row.opened.connect(partial(self._change, contract))
        offered: list[_Offer] = [
            (
                N_("Print the contract…"),
                N_("Print a form"),
                partial(self._print, "paid-contract", contract.id),
            ),
            (N_("Make an act…"), N_("Make an act"), partial(self._act, contract, None)),
        ]
        if contract.ended_on is None:
            end = N_("End a contract of paid services")
            offered.append((N_("End the contract…"), end, partial(self._end, contract)))
        self._serve(row, N_("Change a contract of paid services"), offered)
        return [row, *(self._act_row(contract, act) for act in contract.acts)]

    def _act_row(self, contract: ContractRow, act: ActRow) -> QWidget:
        days = " – ".join(short(day) for day in (act.draft.since, act.draft.until) if day is not None)
        title = _(N_("act No. {number}"), number=act.draft.number)
        row = EntryRow(title, f"{days} · {_tenge(act.sum)}")
        row.opened.connect(partial(self._act, contract, act))
        paper = (N_("Print the act…"), N_("Print a form"), partial(self._print, "paid-act", act.id))
        self._serve(row, N_("Change an act of paid services"), [paper])
        return row

    def _serve(self, row: EntryRow, opens: str, offered: Sequence[_Offer]) -> None:
        """Let a line open and offer what the user may do."""
        if not self._desk.may(opens):
            row.shut()
        if allowed := [one for one in offered if self._desk.may(one[1])]:
            row.add_below(self._menu(allowed))

    def _menu(self, offered: Sequence[_Offer]) -> QPushButton:
        more = button("small", "more")
        more.setAccessibleName(_(N_("Papers and deeds")))
        more.setToolTip(_(N_("Papers and deeds")))
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        more.clicked.connect(partial(self._offer, more, offered))
        return more

    def _offer(self, more: QPushButton, offered: Sequence[_Offer], _on: bool = False) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, _action, act in offered:
            menu.addAction(_(words)).triggered.connect(partial(_do, act))
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))

    def _chip(self, contract: ContractRow) -> Chip:
        if contract.runs_on(self._desk.today):
            return Chip(_(N_("runs|contract")), Tone.DONE)
        return Chip(_(N_("ended|contract")), Tone.NEUTRAL)

    def _change(self, contract: ContractRow) -> None:
        if self._page is not None:
            ContractDialog(self, self._desk, self._page.stay_id, contract, self._saved).open()

    def _act(self, contract: ContractRow, act: ActRow | None) -> None:
        ActDialog(self, self._desk, contract, act, self._saved).open()

    def _end(self, contract: ContractRow) -> None:
        ask_end_of_contract(self, self._desk, contract.id, self._saved)

    def _print(self, form: str, record_id: UUID) -> None:
        print_paper_dialog(self.window(), self._desk, Asked(form=form, record_id=record_id), self._printed)

    def _saved(self, _saved: object) -> None:
        self._stored()


def _do(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _title(contract: ContractRow) -> str:
    draft = contract.draft
    day = short(draft.signed_on) if draft.signed_on else ""
    return _(N_("contract No. {number} of {day}"), number=draft.number, day=day)


def _detail(contract: ContractRow) -> str:
    services = ", ".join(f"{item.name} × {item.quantity}" for item in contract.items)
    sums = _(N_("given {given} of {total}"), given=tenge(contract.given), total=_tenge(contract.total))
    ended = ""
    if contract.ended_on is not None:
        told = N_("ended on {day}: {reason}")
        ended = _(told, day=short(contract.ended_on), reason=contract.end_reason)
    elif contract.draft.valid_until is not None:
        ended = _(N_("until {day}"), day=short(contract.draft.valid_until))
    return " · ".join(part for part in (services, sums, contract.draft.customer, ended) if part)


def _tenge(amount: int) -> str:
    return _(N_("{price} tenge"), price=tenge(amount))
