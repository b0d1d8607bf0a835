"""Memory that was used once and is free again, but not yet for others.

The C library and polars keep what was freed for the next time. After a large table has gone, that is hundreds of
megabytes that count as resident, and the one cannot use what the other one keeps.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

__all__ = ["give_back_memory", "keep_little_memory"]

# Milliseconds that polars keeps what it freed; by default, a part of it for ever. 60 MB of 260 after counting 30 MB.
_POLARS = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
# Bytes from which an array is returned to the system as soon as it is freed. By itself the C library raises this to the
# largest it has seen, up to 32 MB: the windows of a range, a megabyte from each shard, then stayed, 145 MB of 710.
_RETURNED = 1 << 18
# `M_MMAP_THRESHOLD` of malloc.h.
_THRESHOLD = -3


def keep_little_memory() -> None:
    """Let what is freed go at once: polars' tables, where it is not loaded yet, and large arrays."""
    os.environ.setdefault(*_POLARS)
    set_option = _of_c_library("mallopt")
    if set_option is not None:
        set_option(_THRESHOLD, _RETURNED)


def give_back_memory() -> None:
    """Give free memory back to the system, where the C library can do so: that of GNU can, others do it unasked."""
    trim = _of_c_library("malloc_trim")
    if trim is not None:
        trim(0)


def _of_c_library(name: str) -> Any:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
