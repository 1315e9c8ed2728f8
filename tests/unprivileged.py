"""Child processes that must ask for permission: a test run by root would otherwise be allowed everything."""

from __future__ import annotations

import ctypes
import os

PR_CAPBSET_DROP = 24
OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (linux/capability.h): what lets root pass file permissions."""


def give_up_privileges() -> None:
    """For `preexec_fn`: after the exec that follows, root is an owner like any other. Does nothing for other users."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in OVERRIDES:
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "this process may not give up its privileges")
