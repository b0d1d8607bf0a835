"""The floors of quality move one way only, unless a person says otherwise."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path

import pytest

EVALUATE = runpy.run_path(str(Path(__file__).resolve().parent.parent / "scripts" / "evaluate.py"))
MEASUREMENT = EVALUATE["Measurement"]("terms", (), "", ("recall",), ("noise",))


@pytest.mark.parametrize(
    ("figures", "allow_lower", "expected"),
    [
        pytest.param({"recall": 0.7, "noise": 0.1}, False, {"recall": 0.7, "noise": 0.1}, id="better: bounds follow"),
        pytest.param({"recall": 0.5, "noise": 0.3}, False, {"recall": 0.6, "noise": 0.2}, id="worse: bounds stay"),
        pytest.param({"recall": 0.5, "noise": 0.3}, True, {"recall": 0.5, "noise": 0.3}, id="worse and allowed"),
        pytest.param(
            {"recall": 0.71239, "noise": 0.10001}, False, {"recall": 0.712, "noise": 0.101}, id="rounded away"
        ),
    ],
)
def test_pinning(figures: dict[str, float], allow_lower: bool, expected: dict[str, float]) -> None:
    """Pinning takes over what is better, and what is worse only when allowed; bounds are rounded to the safe side."""
    bounds = {"recall": 0.6, "noise": 0.2}

    assert expected == EVALUATE["pinned"](MEASUREMENT, figures, bounds, allow_lower=allow_lower)


def test_breaches_name_both_directions() -> None:
    """A figure under its floor and one over its ceiling are both reported."""
    lines = EVALUATE["breaches"](MEASUREMENT, {"recall": 0.5, "noise": 0.3}, {"recall": 0.6, "noise": 0.2})

    assert ["recall is 0.5000, its floor is 0.6", "noise is 0.3000, its ceiling is 0.2"] == lines


def test_what_is_pinned_is_not_breached() -> None:
    """The figures that set the bounds are within them."""
    figures = {"recall": 0.123456, "noise": 0.654321}
    bounds = EVALUATE["pinned"](MEASUREMENT, figures, {}, allow_lower=False)

    assert [] == EVALUATE["breaches"](MEASUREMENT, figures, bounds)


def test_floors_survive_their_file() -> None:
    """The file written holds the bounds that were to be written."""
    floors = {"seeds": {"data": "ab12", "P@100": 0.5, "glossary_terms": 900.0}}

    assert floors == tomllib.loads(EVALUATE["as_toml"](floors))
