"""Glossator: a desktop reader and annotator for people who code news by hand."""

__version__ = "0.1.0"
