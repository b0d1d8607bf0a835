"""A glossary made by hand from original sentences, for the tests of formats and browsing."""

from glossary.model import (
    ConceptEntry,
    Context,
    DocumentRecord,
    EntryStatus,
    Evidence,
    Glossary,
    Link,
    LinkEvidence,
    LinkKind,
    Provenance,
    Relation,
    Slot,
    Term,
    TermType,
    UsageStatus,
)

TEXTS = {
    "d1": (
        "plans/河畔新区工作要点.txt",
        "河畔新区今年抓好“一院三园”，也就是研究院、种业园、物流园和数字园。\n"
        "围绕“3+2”产业体系布局项目，三个主导产业是茶叶、竹木、水产，两个新兴产业是康养、研学。\n"
        "推行河湖长制，落实水岸同治要求，年内完成微改造十二处。\n",
    ),
    "d2": (
        "news/水文站.md",
        "水文站启用了地理信息系统（GIS）和遥测终端，GIS每五分钟更新一次水位。\n站长说，水岸同治之后，鱼多了。\n",
    ),
}


def sample_glossary() -> Glossary:
    """Seven entries of different kinds: with and without links, translations, contexts, readings and scores."""
    return Glossary(
        title="河畔新区",
        provenance=Provenance("0.1.0", {"top": "7"}, {"policy_abbreviations": "ab12"}, "cd34"),
        documents=tuple(
            DocumentRecord(identifier, path, path.split("/")[-1], f"{identifier}" * 32, "utf-8")
            for identifier, (path, _text) in TEXTS.items()
        ),
        entries=(
            _entry("一院三园", "yī yuàn sān yuán", 0.93, TermType.ABBREVIATION, ("l1",)),
            _entry("3+2", "3 + 2", 0.9, TermType.ABBREVIATION, ("l2",)),
            _entry("GIS", None, 0.81, TermType.ACRONYM, ("l3",), english="GIS"),
            _entry("水岸同治", "shuǐ àn tóng zhì", 0.74, TermType.PHRASE, (), english="joint care of river and bank"),
            _entry("河湖长制", "hé hú zhǎng zhì", 0.7, None, ("l4",)),
            _entry("遥测终端", "yáo cè zhōng duān", 0.55, None, ()),
            _entry("数字园", "shù zì yuán", None, None, (), status=EntryStatus.REJECTED),
        ),
        links=(
            _link("l1", "一院三园", LinkKind.NUMERAL, Relation.MEMBERS, ("研究院", "种业园", "物流园", "数字园"), "d1"),
            Link(
                "3+2",
                LinkKind.PLUS,
                Relation.SLOTS,
                ("茶叶", "竹木", "水产", "康养", "研学"),
                "plus-slots",
                0.85,
                document=TEXTS["d1"][0],
                evidence=LinkEvidence(TEXTS["d1"][0], 2, 4, TEXTS["d1"][1].split("\n")[1]),
                slots=(Slot("3", ("茶叶", "竹木", "水产")), Slot("2", ("康养", "研学"))),
                identifier="l2",
            ),
            _link("l3", "GIS", LinkKind.LATIN_ACRONYM, Relation.FULL_FORM, ("地理信息系统",), "d2"),
            Link(
                *("河湖长制", LinkKind.CLIPPING, Relation.FULL_FORM, ("河长制和湖长制",), "lexicon", 0.9),
                source="lexicon:policy_abbreviations",
                identifier="l4",
            ),
        ),
    )


def _entry(
    text: str,
    reading: str | None,
    score: float | None,
    term_type: TermType | None,
    links: tuple[str, ...],
    *,
    english: str | None = None,
    status: EntryStatus = EntryStatus.CANDIDATE,
) -> ConceptEntry:
    contexts = _contexts(text)
    term = Term(
        text,
        term_type=term_type,
        reading=reading,
        part_of_speech="noun",
        frequency=len(contexts),
        document_frequency=len({context.document for context in contexts}),
        evidence=(
            Evidence("frequency", float(len(contexts)), "occurrences", 0.05),
            Evidence("left_entropy", 1.584962500721156, "bits", 0.25),
            Evidence("c_value", 2.0, "bits"),
        ),
        contexts=contexts,
        usage_status=UsageStatus.PREFERRED if english else None,
    )
    terms = (term, Term(english, "en", source="bitext:river.tsv")) if english else (term,)
    identifier = f"t{sum(map(ord, text)):06x}"
    return ConceptEntry(identifier, terms, score=score, links=links, status=status)


def _contexts(text: str) -> tuple[Context, ...]:
    found = []
    for document, (_path, content) in TEXTS.items():
        start = content.find(text)
        while start >= 0:
            line = content.count("\n", 0, start) + 1
            line_start = content.rfind("\n", 0, start) + 1
            sentence = content[line_start : content.find("\n", start)]
            end = start + len(text)
            found.append(Context(document, start, end, line, start - line_start + 1, None, text, sentence))
            start = content.find(text, end)
    return tuple(found)


def _link(
    identifier: str, surface: str, kind: LinkKind, relation: Relation, members: tuple[str, ...], document: str
) -> Link:
    path, content = TEXTS[document]
    line = next(number for number, text in enumerate(content.split("\n"), 1) if surface in text)
    sentence = content.split("\n")[line - 1]
    evidence = LinkEvidence(path, line, sentence.index(surface) + 1, sentence)
    return Link(
        *(surface, kind, relation, members, "bracket", 0.95),
        document=path,
        evidence=evidence,
        identifier=identifier,
    )
