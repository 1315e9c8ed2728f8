"""Ids by their endings."""

from __future__ import annotations

import pytest

from reader.core.errors import Ambiguous, NotFound
from reader.project import Project
from reader.project.lookup import find_uid
from tests.project.made import article


def test_any_unambiguous_ending_names_a_row(project: Project) -> None:
    one = project.tags.add("actor", "One", uid="018f0000-0000-7000-8000-0000aaaa1234")
    two = project.tags.add("actor", "Two", uid="018f0000-0000-7000-8000-0000bbbb1234")
    connection = project._connection
    assert find_uid(connection, "tag", "a1234") == one.id
    assert find_uid(connection, "tag", f" {two.uid.upper()} ") == two.id
    with pytest.raises(Ambiguous, match="More than one tag has an id that ends in “1234”"):
        find_uid(connection, "tag", "1234")
    project.tags.remove([two.id])
    assert find_uid(connection, "tag", "1234") == one.id


@pytest.mark.parametrize("ending", ["123", "", "%%%%", "wxyz"])
def test_what_can_be_no_ending_is_said(project: Project, ending: str) -> None:
    project.articles.add(article())
    with pytest.raises(NotFound, match="is no id: give the whole id or at least its last 4 characters"):
        project.articles.find(ending)


def test_an_ending_of_nothing_is_said(project: Project) -> None:
    with pytest.raises(NotFound, match="no annotation whose id ends in “ffff”"):
        project.annotations.find("ffff")
