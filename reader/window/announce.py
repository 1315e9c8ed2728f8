"""What a screen reader says of itself: what a gesture did, which no focus or text tells."""

from __future__ import annotations

from PySide6.QtCore import QObject


def announce(source: QObject, words: str) -> None:
    """Has a running screen reader say `words`; costs nothing where none runs."""
    if not words:
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # Qt makes them known slowly

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))
