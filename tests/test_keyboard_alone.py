"""An article is coded in the real window on a virtual screen with the keyboard alone; the CSV equals the stored one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(not all(which(tool) for tool in ("Xvfb", "xdotool", "openbox")), reason="no virtual screen here")
def test_an_article_is_coded_with_the_keyboard_alone() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "bundle_test.py"), "--source"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert run.returncode == 0, run.stderr
