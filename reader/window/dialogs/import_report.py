"""What came of an import: a toast where all went well, else one list of what did not and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.window.dialogs.findings import ListDialog

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


def show_report(
    window: MainWindow, *, added: int, already: int, failures: Sequence[str], notes: Sequence[str], cancelled: bool
) -> None:
    """`failures` and `notes` are whole sentences, each naming its file."""
    words = summary(added, already, len(failures), cancelled=cancelled)
    top = window.session.view.history.next_undo()
    # Not where one went on coding meanwhile: Undo would take that back first.
    window.session.say(words, undo=added > 0 and top is not None and top.name.startswith("Import"))
    if failures or notes:
        ListDialog("Import report", words, [*failures, *notes], window).show()


def summary(added: int, already: int, failed: int, *, cancelled: bool) -> str:
    """ "12 articles imported, 1 was there already, 2 files failed." """
    parts = [f"{_counted(added, 'article')} imported" if added else "No article imported"]
    if already:
        parts.append(f"{already:,} {'was' if already == 1 else 'were'} there already")
    if failed:
        parts.append(f"{_counted(failed, 'file')} failed")
    return f"{'Cancelled: ' if cancelled else ''}{', '.join(parts)}."


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
