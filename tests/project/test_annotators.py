"""Who codes, and in which round."""

from __future__ import annotations

import pytest

from reader.core.errors import NotFound, Refused
from reader.project import Project


def test_a_name_is_stored_with_the_first_gesture(project: Project) -> None:
    project.act_as("  Ben \n Adler ")
    assert project.annotator is not None
    assert (project.annotator.name, project.annotator.stored, project.annotator.id) == ("Ben Adler", False, 0)
    assert len(project.annotators.all()) == 1
    project.tags.add("actor", "Ines Okar")
    assert project.annotator.stored
    assert project.annotators.get(project.annotator.id) == project.annotator
    assert [known.name for known in project.annotators.all()] == ["Ann", "Ben Adler"]


def test_an_empty_name_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match=r"An annotator needs a name\."):
        project.act_as(" ")
    assert project.annotator is not None
    assert project.annotator.name == "Ann"


def test_rounds_begin_with_main(project: Project) -> None:
    assert [known.name for known in project.annotators.rounds()] == ["main"]
    assert project.round == project.annotators.round("main")
    with pytest.raises(NotFound, match="no round “pilot”"):
        project.annotators.round("pilot")
    with pytest.raises(NotFound, match="no annotator with the number 9"):
        project.annotators.get(9)


def test_a_name_that_two_programs_bring_is_one_annotator(project: Project) -> None:
    with Project.open(project.path, annotator="Ben") as one, Project.open(project.path, annotator="Ben") as two:
        one.tags.add("actor", "Ines Okar")
        two.tags.add("actor", "Tomas Rell")
        assert one.annotator is not None
        assert two.annotator is not None
        assert one.annotator.id == two.annotator.id == 2
        assert two.history.undo().name == "Add actor “Tomas Rell”"
        assert two.history.undo().name == "Add actor “Ines Okar”"
    assert project.check() == []
