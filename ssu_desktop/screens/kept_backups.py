"""The list of kept backups, and the words for one of them and for what a restore would lose."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ssu_desktop.actions.backups import Loss
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.storage.kept import KeptBackup
from ssu_desktop.storage.snapshot import Manifest

_MEGABYTE = 1_000_000
_MOST_ACTIONS = 8  # are told one by one

Rows = Callable[[], Sequence[KeptBackup]]


def moment_words(moment: datetime) -> str:
    """Return day and time as the computer's clock has them."""
    here = moment.astimezone()
    return f"{short(here.date())} {here:%H:%M}"


def size_words(size: int) -> str:
    """Return a size in megabytes."""
    return _(N_("{size} MB"), size=f"{size / _MEGABYTE:.1f}".replace(".", ","))


def manifest_words(manifest: Manifest) -> str:
    """Return what a backup holds, in one line."""
    text = N_("Backup of {moment}: {people} people, {entries} entries of the history, {scans} scans, {size}.")
    return _(
        text,
        moment=moment_words(manifest.made_at),
        people=manifest.people,
        entries=manifest.seq,
        scans=manifest.scans,
        size=size_words(manifest.size),
    )


def loss_words(loss: Loss) -> str:
    """Return what was done since a backup and is not in it, action by action."""
    if not loss.actions:
        return _(N_("Nothing was changed since this backup."))
    told = list(loss.actions.items())
    lines = [f"{_(action)}: {times}" for action, times in told[:_MOST_ACTIONS]]
    if rest := sum(times for _action, times in told[_MOST_ACTIONS:]):
        lines.append(_(N_("other entries: {count}"), count=rest))
    first = (
        N_("Since this backup was done, and is not in it:")
        if loss.same_history
        else N_("The backup is not of this file's history. All of this would be left out:")
    )
    return "\n".join((_(first), *lines))


def entries_words(count: int | None) -> str:
    """Return how much of a file that is not open came after a backup; None: it does not say."""
    if count is None:
        return _(N_("How much was entered after this backup cannot be told: the data file does not say."))
    if not count:
        return _(N_("Nothing was entered after this backup."))
    return _(
        N_("Entries of the history that came after this backup and are not in it: {count}."), count=count
    )


def backup_table(rows: Rows) -> PagedTable[KeptBackup]:
    """Return the list of kept backups that `rows` gives, the newest first."""
    return PagedTable(
        _columns(),
        lambda at, limit: rows()[at : at + limit],
        lambda: len(rows()),
        key=lambda kept: kept.number,
    )


def _columns() -> list[Column[KeptBackup]]:
    return [
        Column(title=N_("When"), value=_when, kind=ColumnKind.STRONG, width=136),
        Column(title=N_("Made|backup"), value=_occasion, stretch=True, width=120),
        Column(title=N_("People|number"), value=_count("people"), kind=ColumnKind.NUMBER, width=70),
        Column(title=N_("Entries|number"), value=_count("seq"), kind=ColumnKind.NUMBER, width=80, spare=True),
        Column(title=N_("Scans|number"), value=_count("scans"), kind=ColumnKind.NUMBER, width=70, spare=True),
        Column(title=N_("Size"), value=_size, kind=ColumnKind.NUMBER, width=90),
    ]


def _when(kept: KeptBackup) -> str:
    return moment_words(kept.manifest.made_at) if kept.manifest else kept.path.name


def _occasion(kept: KeptBackup) -> str:
    return _(kept.manifest.occasion.msgid) if kept.manifest else _(N_("cannot be read"))


def _count(name: str) -> Callable[[KeptBackup], object]:
    return lambda kept: getattr(kept.manifest, name) if kept.manifest else None


def _size(kept: KeptBackup) -> str:
    return size_words(kept.manifest.size) if kept.manifest else ""
