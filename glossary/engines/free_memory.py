"""Memory that was used once and is free again, but not yet for others.

The C library keeps what was freed for the next time. After a large table has gone, that is hundreds of megabytes that
count as resident, and another library with an allocator of its own cannot use them.
"""

from __future__ import annotations

import ctypes
import sys

__all__ = ["give_back_memory"]


def give_back_memory() -> None:
    """Give free memory back to the system, where the C library can do so: that of GNU can, others do it unasked."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
