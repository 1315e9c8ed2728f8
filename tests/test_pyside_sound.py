"""PySide6 keeps its hands off None's reference count (docs/decisions/0001): a release that does not kills the process."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

CALLS = 5000
UNRELATED = 50
"""References that other code may take or give back meanwhile; the fault takes one a call."""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal: its count says nothing")
def test_calls_that_return_nothing_keep_their_hands_off_none(qapp: object) -> None:
    document = QTextDocument("A ferry left the harbour.")
    cursor = QTextCursor(document)
    before = sys.getrefcount(None)
    for position in range(CALLS):
        cursor.setPosition(position % 20)
    assert abs(sys.getrefcount(None) - before) < UNRELATED
