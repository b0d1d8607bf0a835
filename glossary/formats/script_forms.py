"""Simplified, traditional and regional forms of Chinese terms, as terms of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.errors import SettingsError
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term

__all__ = ["FORMS", "add_forms"]

# OpenCC's conversions. Those of Taiwan replace words, too (软件, 軟體); what is converted is simplified first.
FORMS = {"zh-Hans": "t2s", "zh-Hant": "s2t", "zh-TW": "s2twp", "zh-HK": "s2hk"}


def add_forms(glossary: Glossary, languages: Sequence[str]) -> Glossary:
    """The glossary whose entries have a term in each of the languages, converted from their first Chinese one.

    A language that an entry has terms in stays as it is: a person knows better than a table.

    Raises:
        SettingsError: a language that nothing converts to.

    >>> entry = ConceptEntry("t1", (Term("数据库软件"),))
    >>> [term.text for term in add_forms(Glossary(entries=(entry,)), ["zh-Hant", "zh-TW"]).entries[0].terms]
    ['数据库软件', '數據庫軟件', '資料庫軟體']
    """
    from opencc import OpenCC

    unknown = [language for language in languages if language not in FORMS]
    if unknown:
        raise SettingsError(
            _("no conversion to {language}", language=", ".join(unknown)),
            where="--forms",
            hint=_("one of {names}", names=", ".join(FORMS)),
        )
    simplifier = OpenCC("t2s")
    converters = {language: OpenCC(FORMS[language]) for language in dict.fromkeys(languages)}

    def with_forms(entry: ConceptEntry) -> ConceptEntry:
        first = next((term for term in entry.terms if term.language.startswith("zh")), None)
        if first is None:
            return entry
        known = {term.language for term in entry.terms}
        added = [
            Term(
                converter.convert(simplifier.convert(first.text)),
                language,
                term_type=first.term_type,
                part_of_speech=first.part_of_speech,
                source=f"opencc:{FORMS[language]}",
            )
            for language, converter in converters.items()
            if language not in known
        ]
        return replace(entry, terms=(*entry.terms, *added))

    return replace(glossary, entries=tuple(map(with_forms, glossary.entries)))
