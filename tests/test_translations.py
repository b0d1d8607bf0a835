"""Terms find their translations in parallel texts, in brackets and in their members; nothing is invented."""

import os
import random
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Settings, align, analyse
from glossary.cli import main
from glossary.errors import InputError, MissingExtraError
from glossary.linking.translations import (
    SegmentPair,
    add_translations,
    pair_documents,
    pairs_of_lines,
    read_bitexts,
    sentence_pairs,
)
from glossary.linking.translations.eflomal import PROGRAM, align_words_with_eflomal, find_program
from glossary.linking.translations.gale_church import align_sequences
from glossary.linking.translations.word_alignment import align_words
from glossary.linking.translations.words import number_words
from glossary.messages import choose_language
from glossary.model import ConceptEntry, Document, Link, LinkKind, Relation, Term
from glossary.settings import Aligner

PAIRS = [
    ("水文站每天测量水位。", "The hydrological station measures the water level every day."),
    ("水文站记录雨量。", "The hydrological station records rainfall."),
    ("村民看见水位上涨。", "The villagers saw the water level rise."),
    ("雨量大，水位高。", "When rainfall is heavy, the water level is high."),
    ("河长走访水文站。", "The river chief visits the hydrological station."),
    ("河长和村民清理河道。", "The river chief and the villagers clear the channel."),
    ("河道里没有垃圾。", "There is no litter in the channel."),
    ("村民报告垃圾。", "Villagers report litter."),
    ("运走垃圾。", "Take the litter away."),
    ("河道很宽。", "The channel is wide."),
]


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")
    yield
    choose_language(None)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("水文站", "hydrological station"),
        ("水位", "water level"),
        ("河长", "river chief"),
        ("雨量", "rainfall"),
        ("河道", "channel"),
        ("垃圾", "litter"),
    ],
)
def test_terms_find_their_translations(term, expected):
    """The whole phrase, without articles, in the case of the text."""
    found = align(PAIRS, [term])

    assert expected == found[0].text
    assert all(later.score <= earlier.score for earlier, later in pairwise(found))
    assert term in found[0].evidence[0].source
    assert expected in found[0].evidence[0].target


def test_traditional_terms_and_texts_meet():
    """The term may be written in another script than the text; it comes back as it was asked for."""
    assert ("雨量計", "rain gauge") == next(
        (found.term, found.text)
        for found in align(
            [
                ("雨量计坏了。", "The rain gauge broke."),
                ("修雨量计。", "Mend the rain gauge."),
                ("大雨。", "Heavy rain."),
            ],
            ["雨量計"],
        )
    )


def test_case_is_that_of_most_occurrences():
    """A capital at the start of a segment says nothing; names keep theirs."""
    pairs = [
        ("茶园丰收。", "Plantations yield well."),
        ("茶园里下了雨。", "It rained in the plantations."),
        ("游客喜欢茶园。", "Visitors like plantations."),
        ("她走进茶园。", "She enters plantations."),
        ("茶园在青溪镇。", "The plantations are in Qingxi."),
        ("青溪镇很美。", "Qingxi is fair."),
        ("我们去青溪镇。", "We go to Qingxi."),
        ("青溪镇有集市。", "Qingxi holds a market."),
        ("老师来自青溪镇。", "The teacher is from Qingxi."),
        ("游客来了。", "Visitors come."),
        ("雨停了。", "The rain stops."),
    ]

    assert "plantations" == align(pairs, ["茶园"])[0].text
    assert "Qingxi" == align(pairs, ["青溪镇"])[0].text


@pytest.mark.parametrize("pairs", [[], [("", "")], [("甲", "")], [("，。", "...")], [("乙", "b" * 20_000)]])
def test_nothing_gives_nothing(pairs):
    """Without a segment that holds the term there is no translation, and no failure."""
    assert [] == [found for found in align(pairs, ["甲乙丙", "", " "]) if found.score > 0]


TEXTS = st.text(st.sampled_from("水文站a bc.,。\t—é'’1"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), max_size=5), st.lists(st.sampled_from(["水", "水文", "水文站", "a"]), max_size=4)
)
def test_any_pairs_give_phrases_of_the_text(pairs, terms):
    """Scores lie between 0 and 1, phrases stand in the target they come from, and terms come in their order."""
    found = align(pairs, terms, top=3)

    assert all(0 <= translation.score <= 1 for translation in found)
    assert all(translation.text.lower() in translation.evidence[0].target.lower() for translation in found)
    assert [term for term in dict.fromkeys(terms) if any(found.term == term for found in found)] == list(
        dict.fromkeys(translation.term for translation in found)
    )


def test_word_alignment_gives_probabilities():
    """What a word's row and column hold adds up to one at the most, and words that always meet belong together."""
    links = align_words(number_words([SegmentPair(*pair) for pair in PAIRS]))

    for link in links:
        assert np.all(link >= 0)
        assert np.all(link.sum(axis=0) <= (1 + link.shape[0]) / 2 + 1e-9)


def test_drawn_links_are_the_same_each_time():
    """Links are drawn by chance, but with a seed: equal input gives equal output."""
    words = number_words([SegmentPair(*pair) for pair in PAIRS])

    for first, second in zip(align_words(words), align_words(words), strict=True):
        assert np.array_equal(first, second)


# ------------------------------------------------------------------ paragraphs

PLACES = ["青溪镇", "白石村", "南湾街道", "松林乡", "东渡口", "柳岸社区", "石桥村", "云台镇"]
ENGLISH = [
    "Qingxi Town",
    "Baishi Village",
    "Nanwan Street",
    "Songlin Township",
    "Dongdu Ferry",
    "Liu'an",
    "Shiqiao",
    "Yuntai",
]
DEEDS = [
    ("完成投资{n}万元，修好了三条乡村道路", "invested {d} million yuan and repaired three country roads"),
    (
        "新建蓄水池{n}个，解决了两千多名群众的饮水问题，受到各方好评",
        "built {n} new cisterns, which solved the drinking water problem "
        "of more than two thousand people and won praise from all sides",
    ),
    ("种茶{n}亩", "planted tea on a wide area of land"),
    (
        "举办培训班，共有{n}人参加，考试合格后发给证书",
        "held training courses for {n} people in all, who received a certificate when they passed the test",
    ),
    ("与邻县签订协议", "signed an agreement with the neighbouring county"),
]


def parallel_paragraphs(count: int, seed: int) -> list[tuple[str, str]]:
    """Original paragraphs of one to four sentences each, with places, numbers and deeds drawn by chance."""
    chance = random.Random(seed)
    paragraphs = []
    for _number in range(count):
        chinese, english = "", []
        for _sentence in range(chance.randint(1, 4)):
            place, deed = chance.randrange(len(PLACES)), chance.choice(DEEDS)
            number = chance.randint(11, 9999)
            chinese += f"{PLACES[place]}{deed[0].format(n=number)}。"
            english.append(f"{ENGLISH[place]} {deed[1].format(n=number, d=number / 100)}.")
        paragraphs.append((chinese, " ".join(english)))
    return paragraphs


def test_deleted_and_merged_paragraphs_are_found():
    """Of 40 documents with a tenth of the translated paragraphs deleted and a tenth merged, F1 is at least 0.95."""
    right = proposed = wanted = 0
    for seed in range(40):
        chance = random.Random(seed + 1000)
        paragraphs = parallel_paragraphs(30, seed)
        targets: list[str] = []
        place: dict[int, int] = {}
        number = 0
        while number < len(paragraphs):
            kind = chance.random()
            if kind >= 0.1:
                merged = 2 if kind < 0.2 and number + 1 < len(paragraphs) else 1
                place |= dict.fromkeys(range(number, number + merged), len(targets))
                targets.append(" ".join(text for _chinese, text in paragraphs[number : number + merged]))
                number += merged
            else:
                number += 1
        beads = align_sequences([text for text, _english in paragraphs], targets)
        found = {
            (source, target)
            for bead in beads
            for source in range(bead.source_start, bead.source_end)
            for target in range(bead.target_start, bead.target_end)
        }
        right += len(found & set(place.items()))
        proposed += len(found)
        wanted += len(place)

    assert 2 * right / (proposed + wanted) >= 0.95


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=12), max_size=6))
def test_beads_cover_both_sides(source, target):
    """Whatever the texts, every one is in exactly one bead, in order."""
    beads = align_sequences(source, target)

    assert list(range(len(source))) == [n for bead in beads for n in range(bead.source_start, bead.source_end)]
    assert list(range(len(target))) == [n for bead in beads for n in range(bead.target_start, bead.target_end)]


def test_places_point_into_the_translation():
    """The place of a pair or a sentence gives its target back."""
    text = "\n".join(f"{chinese}\t{english}" for chinese, english in parallel_paragraphs(8, 1))
    for pair in sentence_pairs(pairs_of_lines(text)):
        assert pair.target == text[pair.target_start : pair.target_start + len(pair.target)]
        assert pair.target.startswith(text.split("\n")[pair.line - 1][pair.target_column - 1 :][:9])
    target = "\n\n".join(english for _chinese, english in parallel_paragraphs(8, 1))
    for pair in pair_documents("\n".join(chinese for chinese, _english in parallel_paragraphs(8, 1)), target):
        assert pair.target == target[pair.target_start : pair.target_start + len(pair.target)]


# ------------------------------------------------------------------ entries


def document(text: str) -> Document:
    return Document("d1", "a.txt", "a", text, "0" * 64, "utf-8")


def entry(*texts: str, links: tuple[str, ...] = ()) -> ConceptEntry:
    return ConceptEntry(f"t{texts[0]}", tuple(map(Term, texts)), links=links)


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("我站启用遥测终端（remote terminal unit）。", "遥测终端", "remote terminal unit"),
        ("启用遥测终端(Remote Terminal Unit，RTU)后", "遥测终端", "Remote Terminal Unit"),
        ("启用“遥测终端”（telemetry unit）", "遥测终端", "telemetry unit"),
        ("采用River Chief System（河长制）管护", "河长制", "River Chief System"),
        ("遥测终端（见附件）", "遥测终端", None),
        ("遥测终端（共3台）", "遥测终端", None),
        ("新遥测终端机（remote unit）", "遥测终端", None),
    ],
)
def test_brackets_give_translations(text, term, expected):
    """What stands in brackets beside a term is its translation, with its place in the original."""
    analysed = analyse(document(text), Settings())
    found = add_translations([entry(term)], [analysed], (), (), Settings())[0].terms[1:]

    assert ([expected] if expected else []) == [translation.text for translation in found]
    for translation in found:
        context = translation.contexts[0]
        assert context.surface == text[context.start : context.end] == expected
        assert "text" == translation.source


def test_segment_pairs_give_translations_with_evidence():
    """A translation from segments has its score, its segments and the sentence it was found in; others stay empty."""
    pairs = [SegmentPair(*pair, "river.tsv", line) for line, pair in enumerate(PAIRS, 1)]
    first, second = add_translations([entry("水位"), entry("无人机")], [], (), pairs, Settings())
    translation = first.terms[1]

    assert "water level" == translation.text
    assert translation.source is not None
    assert translation.source.startswith("bitext:river.tsv:")
    assert {"translation_score", "translation_segments"} == {evidence.measure for evidence in translation.evidence}
    assert "water level" == translation.contexts[0].surface
    assert "water level" in translation.contexts[0].text
    assert 1 == len(second.terms)


def test_members_compose_a_draft():
    """A numeral abbreviation without a translation gets one from its members, marked as a draft; or none at all."""
    link = Link("两园", LinkKind.NUMERAL, Relation.MEMBERS, ("茶园", "果园"), "p", 0.9, identifier="l1")
    members = [
        ConceptEntry(f"t{n}", (Term(zh), Term(en, "en")))
        for n, (zh, en) in enumerate([("茶园", "tea garden"), ("果园", "orchard")])
    ]
    composed = add_translations([entry("两园", links=("l1",)), *members], [], (link,), (), Settings())[0].terms[1]
    missing = add_translations([entry("两园", links=("l1",)), members[0]], [], (link,), (), Settings())[0]

    assert "tea garden and orchard" == composed.text
    assert composed.note is not None
    assert "draft" in composed.note
    assert 1 == len(missing.terms)


# ------------------------------------------------------------------ files


def test_align_command(tmp_path, capsys):
    """Lines in, a table with a heading out; the same from two documents whose paragraphs are aligned."""
    bitext, terms, table = (tmp_path / name for name in ("a.tsv", "terms.txt", "out.tsv"))
    bitext.write_text("".join(f"{chinese}\t{english}\n" for chinese, english in PAIRS), encoding="utf-8")
    terms.write_text("水位\n河长\n没有的词\n", encoding="utf-8")
    for number, side in enumerate(("zh", "en")):
        (tmp_path / f"{side}.txt").write_text("\n".join(pair[number] for pair in PAIRS), encoding="utf-8")
    for source in (["--bitext", str(bitext)], ["--parallel", str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")]):
        assert 0 == main(
            ["align", *source, "--terms", str(terms), "--top", "1", "-o", str(table)], standalone_mode=False
        )
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]

        assert ["term", "translation", "score", "count"] == rows[0]
        assert [("水位", "water level"), ("河长", "river chief")] == [(row[0], row[1]) for row in rows[1:]]


def test_tmx_and_no_pairs(tmp_path):
    """A translation memory gives its units; a file without a pair is an error in one line."""
    memory = tmp_path / "a.tmx"
    memory.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>water level</seg></tuv>'
        '<tuv xml:lang="zh-CN"><seg>水位</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    empty = tmp_path / "b.tsv"
    empty.write_text("甲\t\n", encoding="utf-8")

    assert [("水位", "water level")] == [(pair.source, pair.target) for pair in read_bitexts([memory])]
    with pytest.raises(InputError, match="no segment pairs"):
        read_bitexts([empty])


# ------------------------------------------------------------------ eflomal


def test_a_missing_aligner_is_named(monkeypatch, tmp_path):
    """Where eflomal is not installed, one line says how to install it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    with pytest.raises(MissingExtraError, match="not installed") as caught:
        align(PAIRS, ["水位"], aligner=Aligner.EFLOMAL)
    assert "pip install eflomal" in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script for a shell")
def test_a_failing_aligner_is_an_error(monkeypatch, tmp_path):
    """What the program says when it fails comes back as one line."""
    program = tmp_path / PROGRAM
    program.write_text("#!/bin/sh\necho out of memory >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    with pytest.raises(InputError, match="out of memory"):
        align(PAIRS, ["水位"], aligner=Aligner.EFLOMAL)


@pytest.mark.skipif(find_program() is None, reason="eflomal is not installed")
def test_eflomal_aligns_words():
    """Links of both directions become shares between 0 and 1, and terms find their translations."""
    for link in align_words_with_eflomal(number_words([SegmentPair(*pair) for pair in PAIRS])):
        assert set(np.unique(link)) <= {0.0, 0.5, 1.0}
    found = align(PAIRS * 20, ["水位", "河长"], top=1, aligner=Aligner.EFLOMAL)

    assert {"水位": "water level", "河长": "river chief"} == {each.term: each.text for each in found}
