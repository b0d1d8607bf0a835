"""Which files an input names: folders recursively and sorted, without hidden files and the tool's own output."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import InputError
from glossary.messages import _
from glossary.writing import system_reason

__all__ = ["Input", "find_inputs"]

# What `glossary extract` writes into its output folder, by the name without suffixes.
OUTPUT_NAMES = frozenset({"glossary", "decisions", "candidates"})
# Folders between what several inputs have in common and an input, at the most, that its documents are known by.
NEAR_PARTS = 2
_OUTPUT_MARK = re.compile(rb'"format"\s*:\s*"glossary/1"')


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, and the path it is known by: relative to the folder that was named."""

    file: Path
    path: str
    suffix: str


def find_inputs(
    paths: Sequence[str | os.PathLike[str]], suffixes: Collection[str], excluded: Sequence[str | os.PathLike[str]] = ()
) -> Iterator[Input | InputError]:
    """Find the files to read, each once, in the order in which the paths were named.

    A named file must be of a known type; in a folder, files of other types are not taken. What cannot be used is given
    as an error in its place, so that the rest goes on.
    """
    seen: set[Path] = set()
    barred = {Path(path).resolve() for path in excluded}
    roots = [Path(path) for path in paths]
    for root in roots:
        for found in _of_root(root, suffixes, barred):
            if isinstance(found, Input):
                resolved = found.file.resolve()
                if resolved in seen:
                    continue
                seen.add(resolved)
                found = Input(found.file, _known_path(found, root, roots), found.suffix)
            yield found


def _known_path(found: Input, root: Path, roots: Sequence[Path]) -> str:
    """The relative path, where several folders or files were named with as much before it as tells them apart."""
    if len(roots) == 1:
        return found.path
    folders = [os.path.normpath((path if path.is_dir() else path.parent).absolute()) for path in roots]
    try:
        common = os.path.commonpath(folders)
    except ValueError:  # on Windows, different drives have nothing in common
        common = ""
    if common and all(len(Path(folder).relative_to(common).parts) <= NEAR_PARTS for folder in folders):
        return Path(os.path.normpath(found.file.absolute())).relative_to(common).as_posix()
    whole = {Path(os.path.normpath(path.absolute())).parts for path in roots}
    own = Path(os.path.normpath(root.absolute())).parts
    count = next(
        (count for count in range(1, len(own)) if sum(parts[-count:] == own[-count:] for parts in whole) == 1), len(own)
    )
    before = "/".join(part.strip("/\\:") for part in own[-count:])
    return f"{before}/{found.path}" if root.is_dir() else before


def _of_root(root: Path, suffixes: Collection[str], barred: Collection[Path]) -> Iterator[Input | InputError]:
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        yield InputError(_reason(error), where=str(root), hint=_("look at the path"))
        return
    if stat.S_ISDIR(mode):
        count = 0
        for found in _of_folder(root, suffixes, barred):
            count += 1
            yield found
        if not count:
            known = " ".join(sorted(suffixes))
            yield InputError(_("no documents in this folder"), where=str(root), hint=_("known: {names}", names=known))
    elif root.suffix.lower() not in suffixes:
        known = " ".join(sorted(suffixes))
        what = _("unknown type of file {suffix}", suffix=root.suffix or _("(no suffix)"))
        yield InputError(what, where=str(root), hint=_("known: {names}", names=known))
    else:
        yield Input(root, root.name, root.suffix.lower())


def _of_folder(root: Path, suffixes: Collection[str], barred: Collection[Path]) -> Iterator[Input | InputError]:
    errors: list[OSError] = []
    for folder, names, files in os.walk(root, onerror=errors.append):
        here = Path(folder)
        names[:] = sorted(name for name in names if not name.startswith(".") and (here / name).resolve() not in barred)
        is_output = "glossary.json" in files and _is_output(here / "glossary.json")
        if is_output and here != root:
            names.clear()
            continue
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            if name.startswith(".") or suffix not in suffixes or (is_output and name.split(".")[0] in OUTPUT_NAMES):
                continue
            if (here / name).resolve() not in barred:
                yield Input(here / name, (here / name).relative_to(root).as_posix(), suffix)
    for error in errors:
        yield InputError(_reason(error), where=str(error.filename), hint=_("look at its permissions"))


def _is_output(file: Path) -> bool:
    """Tell whether this is a glossary that the tool wrote."""
    try:
        with file.open("rb") as stream:
            return _OUTPUT_MARK.search(stream.read(4096)) is not None
    except OSError:
        return False


def _reason(error: Exception) -> str:
    return system_reason(error) if isinstance(error, OSError) else str(error)
