"""Every sentence a person reads exists in both languages."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from commands import run

from glossary.messages import _, choose_language, current_language

ROOT = Path(__file__).resolve().parent.parent


def test_the_catalogue_is_complete_and_compiled() -> None:
    """Every key in use is translated with the same fields, none is left over, and the .mo is that of the .po."""
    messages = runpy.run_path(str(ROOT / "scripts" / "build_messages.py"))

    assert [] == messages["faults"]()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh_CN"),
    ],
)
def test_the_environment_names_the_language(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables count in gettext's order; every Chinese locale gets the Chinese messages."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert expected == current_language()


def test_the_chosen_language_wins() -> None:
    """A chosen language outlasts the environment until it is given up."""
    choose_language("zh_CN")
    try:
        assert "已写出：terms.csv" == _("written: {path}", path="terms.csv")
    finally:
        choose_language(None)


def test_an_unknown_language_is_refused() -> None:
    """The error names the languages there are."""
    with pytest.raises(ValueError, match="en, zh_CN"):
        choose_language("tlh")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lang", "zh_CN", "extrac"], "您要的是 'extract' 吗？"),
        (["--lang", "zh_CN", "extract", "--nothing-of-the-kind"], "没有 '--nothing-of-the-kind' 这个选项"),
        (["--lang", "zh_CN", "extract", "--top", "many", "."], "的值无效"),
        (["--lang", "en", "extrac"], "Did you mean 'extract'?"),
        (["extract", "--lang", "zh_CN", "--top", "many", "."], "的值无效"),
        (["extract", "--top", "many", ".", "--lang=zh_CN"], "的值无效"),
        (["browse", "nowhere", "--lang"], "requires an argument"),
        (["extract", "--lang", "tlh", "."], "'tlh' is not one of"),
    ],
)
def test_click_speaks_the_chosen_language(arguments: list[str], expected: str) -> None:
    """What click says about options and arguments is in the language of everything else, on one line."""
    ran = run(*arguments, LANG="en_GB.UTF-8", LANGUAGE="")

    assert 2 == ran.returncode
    assert expected in ran.stderr
    assert 1 == len(ran.stderr.splitlines())
