"""Translations that have a source: from parallel texts, from brackets in the text, and composed from members."""

from glossary.linking.translations.adding import add_translations
from glossary.linking.translations.alignment import align
from glossary.linking.translations.bitexts import read_bitexts
from glossary.linking.translations.records import SegmentPair, Translation
from glossary.linking.translations.segments import pair_documents, pairs_of_lines, sentence_pairs

__all__ = [
    "SegmentPair",
    "Translation",
    "add_translations",
    "align",
    "pair_documents",
    "pairs_of_lines",
    "read_bitexts",
    "sentence_pairs",
]
