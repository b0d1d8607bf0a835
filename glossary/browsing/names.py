"""What measures, their units and the patterns of links are called in the reader's language.

In English they are called as in the manual and in the files; a name that is not listed stays as it is.
"""

from __future__ import annotations

from glossary.messages import _

__all__ = ["measure_name", "pattern_name", "unit_name"]


def measure_name(measure: str) -> str:
    """A measure of a score, or of a translation."""
    return (_shape_measures() | _text_measures()).get(measure, measure)


def _text_measures() -> dict[str, str]:
    """Is it one unit, and a term of this text?"""
    return {
        "base": _("base"),
        "branching_entropy": _("branching_entropy"),
        "accessor_variety": _("accessor_variety"),
        "cohesion": _("cohesion"),
        "free": _("free"),
        "bound_word": _("bound_word"),
        "disagreement": _("disagreement"),
        "rarity": _("rarity"),
        "familiarity": _("familiarity"),
        "shortfall": _("shortfall"),
        "known_term": _("known_term"),
        "after_naming_verb": _("after_naming_verb"),
        "common_parts": _("common_parts"),
        "length": _("length"),
        "generic": _("generic"),
        "generic_alone": _("generic_alone"),
        "general_word": _("general_word"),
        "general_phrase": _("general_phrase"),
        "particle": _("particle"),
        "quoted": _("quoted"),
        "quoted_head": _("quoted_head"),
        "titled": _("titled"),
        "heading": _("heading"),
        "in_title": _("in_title"),
        "listed": _("listed"),
        "parallel": _("parallel"),
        "head_added": _("head_added"),
        "expanded": _("expanded"),
        "member": _("member"),
        "counted": _("counted"),
        "overlapped": _("overlapped"),
        "translation_score": _("translation_score"),
        "translation_segments": _("translation_segments"),
    }


def _shape_measures() -> dict[str, str]:
    """Could it be a noun phrase?"""
    return {
        "noun_at_end": _("noun_at_end"),
        "term_head": _("term_head"),
        "head_alone": _("head_alone"),
        "loose_phrase": _("loose_phrase"),
        "adjective_at_end": _("adjective_at_end"),
        "verb_at_start": _("verb_at_start"),
        "short_verb_at_start": _("short_verb_at_start"),
        "light_verb": _("light_verb"),
        "governing_verb": _("governing_verb"),
        "clause": _("clause"),
        "object_inside": _("object_inside"),
        "light_verb_at_end": _("light_verb_at_end"),
        "weak_verb_at_start": _("weak_verb_at_start"),
        "object_verb_at_start": _("object_verb_at_start"),
        "after_adverb": _("after_adverb"),
        "describing_at_start": _("describing_at_start"),
        "cut_name_at_start": _("cut_name_at_start"),
        "torn": _("torn"),
        "adverb_at_start": _("adverb_at_start"),
        "abstract_at_end": _("abstract_at_end"),
        "activity_at_end": _("activity_at_end"),
        "bare_verb": _("bare_verb"),
        "connective": _("connective"),
        "guess": _("guess"),
        "single_character": _("single_character"),
        "no_chinese": _("no_chinese"),
    }


def unit_name(unit: str) -> str:
    """What a measure counts in."""
    return {
        "bits": _("bits"),
        "characters": _("characters"),
        "constant": _("constant"),
        "occurrences": _("occurrences"),
        "segments": _("segments"),
        "share": _("share"),
        "yes/no": _("yes/no"),
    }.get(unit, unit)


def pattern_name(pattern: str) -> str:
    """How a link was found."""
    return (_list_patterns() | _name_patterns()).get(pattern, pattern)


def _list_patterns() -> dict[str, str]:
    """Members and slots."""
    return {
        "adjacent-quotes": _("adjacent-quotes"),
        "bracketed-list-after": _("bracketed-list-after"),
        "called-together": _("called-together"),
        "copular": _("copular"),
        "counts": _("counts"),
        "explained-slots": _("explained-slots"),
        "head-character": _("head-character"),
        "headings-after": _("headings-after"),
        "list-after": _("list-after"),
        "list-before": _("list-before"),
        "mapping": _("mapping"),
        "part-by-part": _("part-by-part"),
        "plus-in-text": _("plus-in-text"),
        "quoted-list-before": _("quoted-list-before"),
        "self-contained": _("self-contained"),
        "series-after": _("series-after"),
        "series-before": _("series-before"),
        "shared-head": _("shared-head"),
        "slots": _("slots"),
    }


def _name_patterns() -> dict[str, str]:
    """Full forms, definitions and variants."""
    return {
        "acronym-english": _("acronym-english"),
        "acronym-explained": _("acronym-explained"),
        "acronym-in-brackets": _("acronym-in-brackets"),
        "blend": _("blend"),
        "clipping-in-brackets": _("clipping-in-brackets"),
        "connective": _("connective"),
        "guess": _("guess"),
        "defined-in-brackets": _("defined-in-brackets"),
        "defined-in-passing": _("defined-in-passing"),
        "english-name": _("english-name"),
        "expanded-in-brackets": _("expanded-in-brackets"),
        "full-form-elsewhere": _("full-form-elsewhere"),
        "full-form-here": _("full-form-here"),
        "full-name-given": _("full-name-given"),
        "initials": _("initials"),
        "lexicon": _("lexicon"),
        "name-without-its-noun": _("name-without-its-noun"),
        "near-synonym": _("near-synonym"),
        "one-character-each": _("one-character-each"),
        "spelling": _("spelling"),
        "suspected-paraphrase": _("suspected-paraphrase"),
        "word-order": _("word-order"),
        "written-form": _("written-form"),
    }
