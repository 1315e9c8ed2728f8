"""Global ids: UUIDv7 (RFC 9562, 5.7) as text. Ours, since the package for it slows every start (docs/decisions/0008)."""

from __future__ import annotations

import os
import threading
from time import time_ns

_lock = threading.Lock()
_last = 0


def new_uid() -> str:
    """A UUIDv7: 48 bits of milliseconds, 12 bits of their fraction (method 3), 62 random bits. Later ones sort later."""
    global _last
    with _lock:
        # Milliseconds with 12 bits of fraction; a clock that stands still or is set back is counted on by one.
        _last = moment = max(_last + 1, (time_ns() << 12) // 1_000_000)
    value = moment >> 12 << 80 | 7 << 76 | (moment & 0xFFF) << 64
    value |= 2 << 62 | int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
