"""Which annotation is lifted above the others: the one stepped to or clicked at once, the one pointed at after a rest.

The rests are those of the card, so that nothing flickers while the mouse crosses marks; nothing moves in between.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reader.core.annotation import Annotation
from reader.window.article_view.card import HIDE_AFTER, SHOW_AFTER


class Lifting(QObject):
    """`changed` tells that another annotation is lifted, or none."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lifted: Annotation | None = None
        self._held: Annotation | None = None
        self._pointed: Annotation | None = None
        self._wanted: Annotation | None = None
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._rested)

    @property
    def held(self) -> Annotation | None:
        """What is lifted until something else is, wherever mouse and caret go."""
        return self._held

    def hold(self, annotation: Annotation | None) -> None:
        """The annotation that is selected, if selecting it was to look at it; what was pointed at is over."""
        self._rest.stop()
        self._held, self._pointed, self._wanted = annotation, None, None
        self._settle()

    def point(self, annotation: Annotation | None) -> None:
        """The mouse or the caret is on an annotation, or on none: acts after a rest, shorter once one is lifted."""
        if _id(annotation) == _id(self._wanted) and (self._rest.isActive() or _id(self._pointed) == _id(annotation)):
            return
        self._wanted = annotation
        if _id(annotation) == _id(self._pointed):
            self._rest.stop()
        else:
            self._rest.start(SHOW_AFTER if self._pointed is None else HIDE_AFTER)

    def renew(self, lifted: Annotation | None) -> None:
        """The lifted annotation as it is now; None where it is there no more."""
        if lifted is None:
            self.hold(None)
            return
        self._held = lifted if _id(self._held) == lifted.id else self._held
        self._pointed = lifted if _id(self._pointed) == lifted.id else self._pointed
        if lifted != self.lifted:
            self.lifted = lifted
            self.changed.emit()

    def forget_pending(self) -> None:
        """What is just being pointed at may be gone or changed: the next movement tells."""
        if self._rest.isActive():
            self._rest.stop()
            self._wanted = self._pointed

    def _rested(self) -> None:
        self._pointed = self._wanted
        self._settle()

    def _settle(self) -> None:
        now = self._pointed or self._held
        if now is not None and now.span is None:
            now = None  # it marks no words that could stand out
        before, self.lifted = self.lifted, now
        if _id(before) != _id(now):
            self.changed.emit()


def _id(annotation: Annotation | None) -> int | None:
    return None if annotation is None else annotation.id
