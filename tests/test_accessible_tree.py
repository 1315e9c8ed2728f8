"""The window's tree is walked over AT-SPI on a virtual screen, as a screen reader does, while keys are pressed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("Xvfb", "xdotool", "openbox", "dbus-daemon", "dbus-monitor", "gdbus")
LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))


@pytest.mark.skipif(not all(which(tool) for tool in TOOLS), reason="no virtual screen or D-Bus here")
@pytest.mark.skipif(not any(path.exists() for path in LAUNCHERS), reason="no AT-SPI here (Debian: at-spi2-core)")
def test_the_tree_is_walked_as_a_screen_reader_does() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "tree_walk.py")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert run.returncode == 0, run.stderr
