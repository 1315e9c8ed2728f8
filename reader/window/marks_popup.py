"""The popover that says which annotations stand out and which are dimmed: by kind, annotator, memo, tag. Acts at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.core.codebook import KINDS
from reader.core.shown import ALL

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

_MOST_HEIGHT = 420
_EDGE = 12


class MarksPopup(QFrame):
    """Ticked is what is seen plainly."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName("What is shown on the page")
        self._window = window
        self._boxes: list[QCheckBox] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._fill()
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the boxes in it have the keys
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        hint = inside.sizeHint()
        scroll.setFixedSize(
            max(hint.width() + scroll.verticalScrollBar().sizeHint().width(), 220), min(hint.height(), _MOST_HEIGHT)
        )
        self._everything = QPushButton("Show everything")
        self._everything.clicked.connect(self._show_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(scroll)
        layout.addWidget(self._everything, 0, Qt.AlignmentFlag.AlignLeading)
        self._refresh()

    def _fill(self) -> None:
        window, marks = self._window, self._window.marks
        title = QLabel("Shown on the page")
        title.setProperty("role", "title")
        self._column.addWidget(title)
        for kind in KINDS:
            self._box(
                f"{kind.glyph} {kind.plural.capitalize()}",
                kind.name not in marks.hidden_kinds,
                partial(marks.set_kind_shown, kind.name),
            )
        people = window.session.view.annotators.all()
        if len(people) > 1:
            self._head("Annotators")
        for one in people if len(people) > 1 else ():
            self._box(
                one.name,
                one.id not in marks.dimmed_annotators,
                partial(marks.set_annotator_shown, one.id),
            )
        if marks.dimmed_tags:
            self._head("Dimmed tags")
        for tag in sorted(marks.dimmed_tags):
            self._box(window.session.codebook.path(tag), False, partial(marks.set_tag_shown, tag))
        self._head("Memos")
        self._box("Annotations without a memo", not marks.memos_only, lambda on: marks.set_memos_only(not on))

    def _head(self, words: str) -> None:
        label = QLabel(words)
        label.setProperty("role", "secondary")
        self._column.addWidget(label)

    def _box(self, words: str, on: bool, act: Callable[[bool], None]) -> None:
        box = QCheckBox(words.replace("&", "&&"))
        box.setChecked(on)
        box.toggled.connect(act)
        box.toggled.connect(lambda _: self._refresh())
        self._boxes.append(box)
        self._column.addWidget(box)

    def _show_all(self) -> None:
        self._window.marks.show_all()
        for box in self._boxes:
            box.blockSignals(True)
            box.setChecked(True)
            box.blockSignals(False)
        self._refresh()

    def _refresh(self) -> None:
        self._everything.setEnabled(self._window.marks.hidden or self._window.marks.shown != ALL)

    def pop_up(self) -> None:
        """In the page's upper corner on the side of its margin."""
        self.adjustSize()
        page = self._window.page
        x = page.viewport().width() - self.width() - _EDGE
        if page.scene is not None and page.scene.mirrored:
            x = _EDGE
        self.move(page.viewport().mapToGlobal(QPoint(max(x, _EDGE), _EDGE)))
        self.show()
        self._boxes[0].setFocus(Qt.FocusReason.PopupFocusReason)
