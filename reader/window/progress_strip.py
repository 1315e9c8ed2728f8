"""Long work, said without standing in the way: nothing at first, then that it runs, then a bar with counts and Cancel."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reader.window.writer import Work

BUSY_AFTER, BAR_AFTER, TIME_LEFT_AFTER = 0.3, 2.0, 10.0
"""Seconds (look-and-feel: Progress)."""
LOOK_EVERY = 100
"""Milliseconds."""


class ProgressStrip(QFrame):
    """Shows the work that was begun last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self._works: list[Work] = []
        self.still = False
        """Whether a bar that only says that work goes on, by moving, is left away."""
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(120)
        self._count = QLabel()
        self._count.setProperty("role", "secondary")
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(self._cancel_work)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._count)
        layout.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self.hide()

    def begin(self, work: Work) -> None:
        self._works.append(work)
        self._timer.start()

    def end(self, work: Work) -> None:
        if work in self._works:
            self._works.remove(work)
        self._look()

    def _look(self) -> None:
        if not self._works:
            self._timer.stop()
            self.hide()
            return
        work = self._works[-1]
        passed = monotonic() - work.started
        if passed < BUSY_AFTER:
            return
        self._title.setText(f"{work.title}…" if not work.cancelled else f"{work.title}: cancelling…")
        with_bar = passed >= BAR_AFTER
        self._bar.setVisible(with_bar and (bool(work.total) or not self.still))
        self._count.setVisible(with_bar)
        self._cancel.setVisible(with_bar)
        self._cancel.setEnabled(not work.cancelled)
        self._bar.setRange(0, work.total or 0)
        self._bar.setValue(work.done)
        self._count.setText(_count(work, passed))
        self.show()

    def _cancel_work(self) -> None:
        if self._works:
            self._works[-1].cancel()
            self._look()


def _count(work: Work, passed: float) -> str:
    if not work.total:
        return f"{work.done:,}" if work.done else ""
    text = f"{work.done:,} of {work.total:,}"
    if passed >= TIME_LEFT_AFTER and work.done:
        left = passed * (work.total - work.done) / work.done
        text += f" · {_duration(left)} left"
    return text


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
