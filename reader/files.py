"""Files of ours that travel with the program: `resources/` (fonts, icons) and `seeds/` (the sample project's sources).

They stand beside the package in the source tree and inside it in the wheel and in the bundle (pyproject.toml, build.spec).
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(*parts: str) -> Traversable:
    """A file or folder under `resources/`."""
    return _room("resources").joinpath(*parts)


def seed(*parts: str) -> Traversable:
    """A file or folder under `seeds/`."""
    return _room("seeds").joinpath(*parts)


def _room(name: str) -> Traversable:
    packed = files("reader").joinpath(name)
    return packed if packed.is_dir() else Path(__file__).parent.parent / name
