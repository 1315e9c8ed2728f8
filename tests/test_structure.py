"""The house keeps its shape: imports point down, nothing below the window loads Qt, each file says what it is for."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "reader").rglob("*.py"))
LONGEST = 400
"""Lines; a longer file has two subjects."""
LONGEST_DOCSTRING = 4
"""Lines, with one blank line at most between them."""
ABOVE_QT = ("app.py", "window", "render")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_imports_point_down() -> None:
    """The contracts in pyproject.toml, section importlinter."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    run = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_nothing_below_the_window_loads_qt() -> None:
    below = [module_name(path) for path in FILES if path.relative_to(ROOT / "reader").parts[0] not in ABOVE_QT]
    assert "reader.core.spans" in below
    program = (
        "import importlib, sys\n"
        f"for name in {below!r}:\n"
        "    importlib.import_module(name)\n"
        "print(*[name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'reader.window'))])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.strip()) == (0, ""), run.stderr


def test_what_draws_needs_no_widgets() -> None:
    drawing = [module_name(path) for path in FILES if path.relative_to(ROOT / "reader").parts[0] == "render"]
    program = f"import importlib, sys\nfor name in {drawing!r}: importlib.import_module(name)\n"
    program += "sys.exit('PySide6.QtWidgets' in sys.modules or 'reader.window' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert drawing
    assert run.returncode == 0


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring is not None
    assert docstring.count("\n") < LONGEST_DOCSTRING + 2


def test_files_of_two_subjects_are_named() -> None:
    lengths = {module_name(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST}
    if too_long:
        warnings.warn(f"Has each of these just one subject? {too_long}", stacklevel=1)
    assert len(lengths) > len(too_long)
