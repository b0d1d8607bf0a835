"""Write the pins that `bootstrap.py` installs from the ranges in `pyproject.toml`, with hashes and without addresses.

    python scripts/build_pins.py              keep the versions that are pinned, add and drop what the ranges ask for
    python scripts/build_pins.py --upgrade    take the newest versions that the ranges allow

Needs `uv` on the path. The pins serve every platform and Python from 3.11 on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header",
    "--no-annotate", "--quiet",
)  # fmt: skip
SETS = {
    "requirements.txt": ("--group", "build"),
    "requirements-dev.txt": ("--group", "build", "--group", "dev", "--constraints", "requirements.txt"),
    "requirements-cluster.txt": ("--group", "cluster", "--constraints", "requirements-dev.txt"),
}


def main() -> int:
    """Compile the sets, the one for use first, because each is bound to the versions of the one before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    options = parser.parse_args()
    for name, arguments in SETS.items():
        upgrade = ["--upgrade"] if options.upgrade else []
        command = ["uv", "pip", "compile", "pyproject.toml", *COMMON, *arguments, *upgrade, "--output-file", name]
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
