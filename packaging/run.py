"""What `make run` does: the window on the sample project, or, where no screen answers, the same window driven offscreen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOOK = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def screen_answers() -> bool:
    """Whether a window could be shown: asked of Qt in a process of its own, since it aborts where there is no screen."""
    if sys.platform != "linux":
        return True
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return False
    asked = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, check=False, timeout=30)
    return asked.returncode == 0


def open_sample() -> int:
    """The window as it starts, and then what its button for the sample project does."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from reader.app import main
    from reader.window.commands import BY_ID
    from reader.window.main_window import MainWindow

    app = QApplication(sys.argv[:1])

    def press() -> None:
        window = next(widget for widget in app.topLevelWidgets() if isinstance(widget, MainWindow))
        window.run(BY_ID["project.sample"])

    QTimer.singleShot(0, press)
    return main(None, [])


def main() -> int:
    if screen_answers():
        return open_sample()
    print("No screen answers here, so the same window is driven offscreen with key presses.", flush=True)
    return subprocess.run([sys.executable, str(ROOT / "packaging" / "tour.py")], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
