"""The command line in a process of its own, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ENGLISH = {**os.environ, "LANGUAGE": "en", "PYTHONIOENCODING": "utf-8"}


def run(
    *arguments: str | Path, preparation: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run it, in English where the environment does not say otherwise; what it prints is text."""
    return subprocess.run(
        [sys.executable, "-m", "glossary", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**ENGLISH, **environment},
        check=False,
        preexec_fn=preparation,
    )
