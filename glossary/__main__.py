"""`python -m glossary`: the command line, for where no script folder is on the path."""

from __future__ import annotations

from glossary.cli import main

if __name__ == "__main__":
    main()
