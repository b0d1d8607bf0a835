"""From counts to a score that explains itself, and to entries that point at their places."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from glossary import Document, Link, Settings
from glossary.extraction.statistics import count_candidates
from glossary.linking.abbreviations import link_abbreviations
from glossary.model import LinkKind, Relation, TermType
from glossary.pipeline import analyse
from glossary.ranking.entries import build_entries
from glossary.ranking.measures import MEASURES, general_rarity
from glossary.ranking.scoring import evidence, score_candidates
from glossary.ranking.selection import select
from glossary.ranking.unmeasured import full_form_places

TEXT = (
    "全市推进灌区现代化改造。灌区现代化改造分三年实施，灌区现代化改造由水利局牵头。"
    "各县落实“一窗三办”，加快冷链仓储设施建设，抓好各项工作。"
)


def analysed(text: str, identifier: str = "d1"):
    return analyse(Document(identifier, f"{identifier}.txt", "", text, "0" * 64, "utf-8"), Settings())


def scored(text: str = TEXT, links=()):
    candidates = count_candidates([analysed(text)], Settings())
    return candidates, score_candidates(candidates, links, len(text))


def score_of(text: str, candidates, scores) -> float:
    return float(scores.sums[candidates.table["text"].to_list().index(text)])


def test_scores_are_the_sum_of_their_evidence():
    """Weight times value, added up over what `explain` shows, is the score."""
    _candidates, scores = scored()
    for row, values in enumerate(scores.by_row()):
        total = sum(entry.weight * entry.value for entry in evidence(values))

        assert math.isclose(float(scores.sums[row]), total, abs_tol=1e-3)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("一窗三办", "工作"),
        ("灌区现代化改造", "现代化改造由水利局"),
        ("冷链仓储设施建设", "仓储设施"),
        ("灌区现代化改造", "冷链仓储设施"),
    ],
)
def test_terms_rank_above_fragments_and_general_words(better, worse):
    """A coinage beats a general word, the whole phrase its fragment, what recurs what does not."""
    candidates, scores = scored()
    texts = candidates.table["text"].to_list()
    if worse in texts:
        assert score_of(better, candidates, scores) > score_of(worse, candidates, scores)
    else:
        assert better in texts


@pytest.mark.parametrize(
    ("name", "text", "marked", "unmarked"),
    [
        ("known_term", "推广数字孪生和数字水闸。", "数字孪生", "数字水闸"),
        ("after_naming_verb", "打造泵站云平台，检修泵站配电柜。", "泵站云平台", "泵站配电柜"),
        ("after_naming_verb", "打造“清渠”泵站群，检修“清渠”水闸群。", "“清渠”泵站群", "“清渠”水闸群"),
        ("after_adverb", "进一步疏浚河道，河道疏浚费另行核定。", "疏浚河道", "河道疏浚费"),
        ("describing_at_start", "现有水闸和液压水闸都要检修。", "现有水闸", "液压水闸"),
        ("object_verb_at_start", "盘活滩涂资源，滩涂养殖资源由村里经营。", "盘活滩涂资源", "滩涂养殖资源"),
        ("bound_word", "河道清淤船靠岸。泵站改造。", "清淤", "泵站"),
        ("parallel", "检修液压闸门、弧形闸门，移交泵房钥匙、台账。", "弧形闸门", "泵房钥匙"),
        ("head_added", "灌区渗灌管网。灌区渗灌管网。灌区渗灌管网图。灌区配电柜图。", "灌区渗灌管网图", "灌区配电柜图"),
        ("object_verb_at_start", "加快招引，加快养护。", "招引", "养护"),
        ("adverb_at_start", "全面，泵房。", "全面", "泵房"),
        ("clause", "村里负责灌区河道疏浚，素质提升行动已启动。", "村里负责灌区河道", "素质提升行动"),
        ("clause", "渠系不断改造工程量，渠系改造工程。", "渠系不断改造工程量", "渠系改造工程"),
        ("cut_name_at_start", "市灌溉泵站由市水务局管理。", "市灌溉泵站", "市水务局"),
        ("clause", "科学编制灌区图册，灌区编制图册。", "科学编制灌区图册", "灌区编制图册"),
        ("torn", "建设湾南科创走廊，泵站运维中心。", "南科创走廊", "泵站运维中心"),
        ("general_word", "附录列出泵房。", "附录", "泵房"),
        ("general_phrase", "经济环境和灌区管网都在变。", "经济环境", "灌区管网"),
        ("short_verb_at_start", "修泵房，泵房图。", "修泵房", "泵房图"),
        ("single_character", "检修泵和水利厅的闸门。", "检修泵", "水利厅"),
        ("weak_verb_at_start", "监测水库水位，监测型浮标已投放。", "监测水库", "监测型浮标"),
    ],
)
def test_measures_of_shape_and_place(name, text, marked, unmarked):
    """Each of these measures speaks of the one candidate and not of the other."""
    candidates, scores = scored(text)
    texts = candidates.table["text"].to_list()

    assert scores.values[name][texts.index(marked)] > 0
    assert 0 == scores.values[name][texts.index(unmarked)]


def test_parts_that_go_with_anything_speak_against_a_phrase():
    """泵站 stands with many words here; 渗灌 and 管材 with each other alone."""
    text = "泵站管理、泵站设备、泵站资金、泵站人员、泵站水源、泵站管网。渗灌管材要防冻，渗灌管材要抽检。" * 2
    candidates, scores = scored(text)
    texts = candidates.table["text"].to_list()
    parts = scores.values["common_parts"]

    assert parts[texts.index("泵站管网")] > parts[texts.index("渗灌管材")] == 0
    assert 0 == parts[texts.index("泵站")]
    assert (parts <= 1).all()


def test_a_link_lifts_its_surface():
    """What a text explains is worth an entry."""
    text = "建设创新平台、孵化器、加速器三大载体。"
    link = Link("三大载体", LinkKind.NUMERAL, Relation.MEMBERS, ("创新平台", "孵化器", "加速器"), "list-before", 0.9)
    candidates, without = scored(text)
    _, with_link = scored(text, (link,))

    assert score_of("三大载体", candidates, with_link) > score_of("三大载体", candidates, without)
    assert score_of("孵化器", candidates, with_link) > score_of("孵化器", candidates, without)


def test_selection_is_ordered_and_bounded():
    """Best first; `top` wins over the cut-off, the cut-off over nothing."""
    candidates, scores = scored()
    top = select(candidates, scores, len(TEXT), Settings(top=3))
    chosen = select(candidates, scores, len(TEXT), Settings())

    assert 3 == len(top)
    assert sorted(scores.sums[chosen], reverse=True) == scores.sums[chosen].tolist()
    assert (scores.sums[chosen] >= 0).all()


def test_longer_texts_give_longer_glossaries():
    """The cut-off allows more entries for more text, but fewer per character."""
    candidates, scores = scored()
    sizes = [len(select(candidates, scores, characters, Settings())) for characters in (1, 10, 100_000)]

    assert sizes == sorted(sizes)
    assert 1 == sizes[0]


def test_a_short_form_shares_the_entry_of_its_full_form():
    """One concept, one entry, with term types."""
    text = "绥河市现代农业产业技术研究院（以下简称“农研院”）挂牌。农研院设在绥河。"
    documents = [analysed(text)]
    link = Link(
        "农研院",
        LinkKind.DEFINED_SHORT_FORM,
        Relation.FULL_FORM,
        ("绥河市现代农业产业技术研究院",),
        "definition",
        0.95,
        document="d1.txt",
        identifier="l1",
    )
    candidates = count_candidates(documents, Settings())
    scores = score_candidates(candidates, (link,), len(text))
    rows = select(candidates, scores, len(text), Settings(top=50)).tolist()
    entries = build_entries(rows, candidates, scores, (link,), documents, Settings())
    entry = next(entry for entry in entries if "农研院" in {term.text for term in entry.terms})

    assert {"农研院": TermType.SHORT_FORM, "绥河市现代农业产业技术研究院": TermType.FULL_FORM} == {
        term.text: term.term_type for term in entry.terms
    }
    assert ("l1",) == entry.links
    assert 1 == sum("农研院" in {term.text for term in other.terms} for other in entries)


@pytest.mark.parametrize(
    ("text", "full_form", "shown"),
    [
        ("采用均方根误差（RMSE）评价。RMSE较小。", "均方根误差", True),
        ("其值与均方根误差（RMSE）不同。", "值与均方根误差", False),
    ],
)
def test_a_full_form_that_is_no_phrase_is_shown_where_its_edge_is_sure(text, full_form, shown):
    """Words may cut it; it must begin behind punctuation, a function word or a governing verb."""
    places = full_form_places([full_form], [analysed(text)])

    assert shown == (full_form in places)


def english_of(name: str, text: str) -> list[str]:
    documents = [analysed(text)]
    links = tuple(replace(link, identifier=str(number)) for number, link in enumerate(link_abbreviations(documents)))
    candidates = count_candidates(documents, Settings())
    scores = score_candidates(candidates, links, len(text))
    rows = select(candidates, scores, len(text), Settings(top=50)).tolist()
    entries = build_entries(rows, candidates, scores, links, documents, Settings())
    entry = next(entry for entry in entries if name in {term.text for term in entry.terms})
    return [term.text for term in entry.terms if term.language == "en"]


def test_the_lexicon_gives_english_only_where_the_text_means_the_same():
    """What the document defines otherwise has another English name."""
    said = "今年，CPI涨幅回落。CPI保持平稳，各地关注CPI走势。"
    defined = "综合绩效指数（CPI）逐月公布。各处室的CPI与奖金挂钩，CPI靠后的要说明。"

    assert ["consumer price index"] == english_of("CPI", said)
    assert [] == english_of("CPI", defined)


def test_general_words_are_not_rare():
    """Rarity falls with the count in general Chinese and has an upper bound."""
    assert general_rarity("的") < general_rarity("经济") < general_rarity("孵化器") <= general_rarity("一窗三办") <= 8


def test_every_measure_states_unit_and_source():
    """The table of measures can be printed as documentation."""
    assert len(MEASURES) == len({entry.name for entry in MEASURES})
    assert all(entry.unit and entry.source for entry in MEASURES)
