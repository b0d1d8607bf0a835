"""How the kernels are compiled: on their first call, to machine code that later runs load from a cache.

numba writes the cache into `__pycache__` beside the module, or, where an installation is read-only, into the user's
cache folder; the environment variable `NUMBA_CACHE_DIR` names another place. Importing this module imports numba, so
only what is worth a second of waiting may import it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

__all__ = ["compiled"]

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Compile for each combination of argument types when it is first called; runs without the interpreter's lock."""
    return cast("_Function", njit(nogil=True, cache=True, error_model="numpy")(function))
