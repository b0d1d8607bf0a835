"""The way through the house, read from the imports of every module."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import glossary
from glossary.cli import command_names

PACKAGE = Path(glossary.__file__).parent
# Left to right: a folder imports from itself, from the base modules and from what stands on a line above it. Folders on
# one line are siblings and never import each other.
FLOW = (
    ("reading",),
    ("text",),
    ("extraction",),
    ("linking",),
    ("ranking",),
    ("formats", "browsing", "checking"),
    ("engines",),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
BASE = {
    "__init__",
    "decisions",
    "errors",
    "expansions",
    "identifiers",
    "keeping",
    "lexicons",
    "locations",
    "messages",
    "model",
    "settings",
    "sharing",
    "writing",
}
VAGUE_NAMES = {"common", "helper", "helpers", "misc", "tools", "util", "utilities", "utils"}
LONGEST_MODULE = 400
LONGER_MODULES: dict[str, str] = {
    "extraction/counting/kernels.py": "compiled loops that numba inlines into one another, each with its invariants",
    "model.py": "every record in one place, each with its docstring",
}
HEAVY = (
    "charset_normalizer",
    "hanlp",
    "jieba",
    "lxml",
    "msgspec",
    "numba",
    "numpy",
    "opencc",
    "polars",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "rich",
    "rjieba",
    "spacy_pkuseg",
    "torch",
    "trafilatura",
    "xlsxwriter",
)


def module_name(path: Path) -> str:
    """The dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def resolved(target: str) -> str:
    """The module that an imported dotted name lives in: the longest beginning that is a module."""
    while target not in MODULES:
        target = target.rpartition(".")[0]
    return target


def imports_of(tree: ast.AST, name: str) -> set[str]:
    """The modules of this package that the statements in `tree` import."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{origin}.{alias.name}" for alias in node.names}
    return {resolved(target) for target in found if target == "glossary" or target.startswith("glossary.")}


def at_import(tree: ast.Module) -> ast.Module:
    """What runs when a module is imported: neither the bodies of functions nor what only type checkers see."""

    class Pruning(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            return None

        visit_Lambda = visit_FunctionDef  # type: ignore[assignment]

        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if ast.unparse(node.test) == "TYPE_CHECKING" else self.generic_visit(node)

    pruned = Pruning().visit(tree)
    assert isinstance(pruned, ast.Module)
    return pruned


def parsed(name: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def place(name: str) -> str:
    """The folder or base module directly under the package that holds a module."""
    return name.split(".")[1] if "." in name else "__init__"


STAGE = {folder: stage for stage, folders in enumerate(FLOW) for folder in folders} | dict.fromkeys(BASE, -1)


def test_every_module_has_its_place() -> None:
    """A new folder or module at the top of the package is put into the flow on purpose, or not at all."""
    assert set() == {place(name) for name in MODULES} - set(STAGE)


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_leftwards(name: str) -> None:
    """A folder imports from what comes before it and never from a sibling; base modules import base modules."""
    if name == "glossary":
        pytest.skip("the package offers names from everywhere, loaded when used")
    here = place(name)
    wrong = [
        target
        for target in imports_of(parsed(name), name)
        if target != "glossary" and place(target) != here and STAGE[place(target)] >= max(STAGE[here], 0)
    ]

    assert [] == wrong


def test_nothing_imports_in_a_circle() -> None:
    """What modules import when they are imported forms no cycle."""
    graph = {name: imports_of(at_import(parsed(name)), name) - {name} for name in MODULES}
    # Importing a.b.c runs a and a.b first, but a package may import its own modules.
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))

    assert set(order) == set(MODULES)


def test_no_vague_names() -> None:
    """A module is named after what it holds."""
    assert [] == [name for name in MODULES if name.rpartition(".")[2] in VAGUE_NAMES]


def test_modules_fit_in_the_head() -> None:
    """No module is longer than the limit, but for those listed with their reason, which are still longer."""
    lengths = {
        str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES.values()
    }
    longer = {name for name, length in lengths.items() if length > LONGEST_MODULE}

    assert set(LONGER_MODULES) == longer


@pytest.mark.parametrize("arguments", [[], *([name] for name in command_names())], ids=" ".join)
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    """Every help text comes up without any of the libraries that take long to load."""
    script = (
        "import sys\n"
        "from glossary.cli import main\n"
        f"status = main([*{arguments!r}, '--help'], standalone_mode=False)\n"
        f"print(status, *sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")

    assert "0" == run.stderr.strip()


def test_public_names_are_sorted_and_complete() -> None:
    """`__all__` is sorted, every name in it loads, and type checkers see the same names."""
    tree = parsed("glossary")
    seen_by_type_checkers = {
        alias.asname or alias.name
        for block in ast.walk(tree)
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert sorted(glossary.__all__) == list(glossary.__all__)
    assert seen_by_type_checkers | {"__version__"} == set(glossary.__all__)
    for module, names in glossary._HOMES.items():
        for name in names:
            assert getattr(import_module(module), name) is getattr(glossary, name)


def test_every_documented_layer_exists() -> None:
    """The docstring of the package names every folder of the flow."""
    assert glossary.__doc__ is not None

    named = [folder for folders in FLOW for folder in folders if folder != "__main__"]

    assert [] == [folder for folder in named if f"`{folder}`" not in glossary.__doc__]
