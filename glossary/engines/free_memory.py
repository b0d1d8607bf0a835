"""Memory that was used once and is free again, but not yet for others.

The C library keeps what was freed for the next time. After a large table has gone, that is hundreds of megabytes that
count as resident, and another library with an allocator of its own cannot use them.
"""

from __future__ import annotations

import ctypes
import os
import sys

__all__ = ["give_back_memory", "let_tables_go_at_once"]

# Milliseconds that polars keeps what it freed; by default, a part of it for ever. 60 MB of 260 after counting 30 MB.
_POLARS = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")


def give_back_memory() -> None:
    """Give free memory back to the system, where the C library can do so: that of GNU can, others do it unasked."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def let_tables_go_at_once() -> None:
    """Let polars keep no free memory: only where it is not loaded yet, and nobody has decided otherwise."""
    os.environ.setdefault(*_POLARS)
