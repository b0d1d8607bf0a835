"""Every sentence a person reads goes through here: one gettext catalogue, English and Chinese.

The English sentence is the key. `locale/zh_CN/LC_MESSAGES/glossary.po` holds the Chinese ones;
`scripts/build_messages.py` collects new keys and compiles it.
"""

from __future__ import annotations

import gettext
import locale
import os
from contextvars import ContextVar
from pathlib import Path

__all__ = ["LANGUAGES", "_", "choose_language", "current_language"]

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh_CN")

_language: ContextVar[str | None] = ContextVar("language", default=None)
_catalogues: dict[str, gettext.NullTranslations] = {}


def _(text: str, **values: object) -> str:
    """Give `text` in the reader's language, with `{name}` fields filled from `values`.

    >>> _("{count} documents", count=3)
    '3 documents'
    """
    translated = _catalogue(current_language()).gettext(text)
    return translated.format(**values) if values else translated


def choose_language(language: str | None) -> None:
    """Speak `language` from now on in this context; None goes back to the one the environment names.

    Raises:
        ValueError: the language is none of `LANGUAGES`.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}: one of {', '.join(LANGUAGES)}")
    _language.set(language)


def current_language() -> str:
    """The language that messages are in: the chosen one, else Chinese in a Chinese environment, else English."""
    chosen = _language.get()
    if chosen is not None:
        return chosen
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh_CN" if value.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh_CN" if system.lower().startswith(("zh", "chinese")) else "en"


def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _catalogues:
        _catalogues[language] = gettext.translation(
            "glossary", localedir=LOCALE_FOLDER, languages=[language], fallback=True
        )
    return _catalogues[language]
