"""The wheel holds all that it needs: installed outside the tree it answers, imports, and finds fonts, icons and samples."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "NOTICE", "reader", "resources", "seeds")
LOOK_INSIDE = """
import reader
from reader.files import resource, seed
from reader.sample import build_sample
from pathlib import Path
print(reader.__file__)
assert any(font.name.endswith(".ttf") for font in resource("fonts").iterdir())
assert resource("icon", "glossator.svg").is_file()
assert seed("codebook.json").is_file()
build_sample(Path("sample.gloss"), "Ada Lind")
"""


def call(*command: str | Path, cwd: Path, home: Path) -> str:
    """What a command prints, run with nothing of ours in its environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    environment |= {"GLOSSATOR_HOME": str(home), "GLOSSATOR_ANNOTATOR": "Ada Lind"}
    run = subprocess.run([*command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment outside the tree, with the wheel in it; of ours it sees only what the wheel depends on."""
    place = tmp_path_factory.mktemp("wheel")
    tree = place / "tree"
    tree.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, tree / name)
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=tree, home=place)
    (wheel,) = place.glob("glossator-*.whl")
    shutil.rmtree(tree)
    venv.create(place / "env", with_pip=False, symlinks=True)
    python = place / "env" / "bin" / "python"
    installed = Path(sysconfig.get_path("purelib", vars={"base": str(place / "env")}))
    installer = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
    ]
    call(*installer, cwd=place, home=place)
    # The dependencies are there already. A path file comes after the environment's own folder, and reads no path files
    # of the folder that it names: the tree's own package is not found through it.
    (installed / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


def test_the_wheel_runs_outside_the_tree(place: Path) -> None:
    def glossator(*arguments: str | Path) -> str:
        return call(place / "env" / "bin" / "glossator", *arguments, cwd=place, home=place)

    assert glossator("--version").startswith("glossator ")
    article = place / "article.txt"
    article.write_text("A ferry\n\nThe ferry left the harbour at dawn.\n", encoding="utf-8")
    glossator("new", "ferry.gloss")
    ((identity, title),) = [line.split("\t") for line in glossator("import", "ferry.gloss", article).splitlines()]
    assert title == "A ferry"
    assert "left the harbour" in glossator("text", "ferry.gloss", identity)


def test_the_wheel_brings_fonts_icons_and_samples(place: Path) -> None:
    said = call(place / "env" / "bin" / "python", "-c", LOOK_INSIDE, cwd=place, home=place)
    assert Path(said.strip()).is_relative_to(place)
    assert (place / "sample.gloss").is_file()
