"""The project file: schema, history, articles, tags, annotations. `Project` is its one front door; it knows no window."""

from reader.project.project import SUFFIX, Project

__all__ = ["SUFFIX", "Project"]
