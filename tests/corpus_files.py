"""The reading corpus: original files in every format, each with its golden text, made anew in every run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from xml.sax.saxutils import escape

import corpus_office as office
import corpus_pdf as pdf
from corpus_texts import NOTICE, PAIRS, PAPER, SIMPLIFIED, TRADITIONAL, zipped


@dataclass(frozen=True)
class CorpusFile:
    """A file, and every line of its normalised text in order."""

    name: str
    data: bytes
    golden: tuple[str, ...]


FILES: list[Callable[[], Iterator[CorpusFile]]] = []


def corpus(function: Callable[[], Iterator[CorpusFile]]) -> Callable[[], Iterator[CorpusFile]]:
    FILES.append(function)
    return function


def corpus_files() -> list[CorpusFile]:
    """All files, made once."""
    return [file for make in FILES for file in make()]


SITE_PAGE = "\n".join(
    (
        "欢迎来到青藤范文网！",
        "当前位置：首页 > 公文 > 通知",
        NOTICE[0],
        "时间：2023-11-02 09:15:00 来源：青藤范文网",
        "下面是小编为大家整理的通知范文，供大家参考。",
        *NOTICE[1:],
        "本文由网友自行上传，不代表本站观点。如有侵权，请联系我们删除。",
        "相关文章：",
        "1.供热公司年终总结",
        "2.安全生产主持词",
    )
)
WEB_PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{charset}'><title>{title}_新闻网</title><style>p {{}}</style></head>"
    "<body><header><a href='/'>首页</a></header><nav><ul><li>要闻</li><li>县区</li></ul></nav><article><h1>{title}</h1>"
    "{body}</article><aside>猜你喜欢</aside><script>var a = 1;</script><footer>版权所有 新闻网</footer></body></html>"
)


def _page(title: str, paragraphs: tuple[str, ...], charset: str) -> str:
    return WEB_PAGE.format(charset=charset, title=title, body="".join(f"<p>{each}</p>" for each in paragraphs))


@corpus
def texts() -> Iterator[CorpusFile]:
    text = "\n".join(NOTICE)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-32"):
        yield CorpusFile(f"notice_{encoding}.txt", text.encode(encoding), NOTICE)
    yield CorpusFile("notice_utf-16-be_bare.txt", text.encode("utf-16-be"), NOTICE)
    for encoding in ("big5", "big5hkscs", "utf-8"):
        yield CorpusFile(f"traditional_{encoding}.txt", "\n".join(TRADITIONAL).encode(encoding), SIMPLIFIED)
    yield CorpusFile(
        "line_ends.txt", "\r\n\r\n".join(NOTICE[:4]).encode() + b"\r" + "\r".join(NOTICE[4:]).encode(), NOTICE
    )
    nulls = "\n".join(NOTICE).replace("取暖", "取\0暖").replace("质量", "质\u200b量") + "\0\0"
    yield CorpusFile("nulls.txt", nulls.encode(), NOTICE)
    yield CorpusFile("site_page.txt", SITE_PAGE.encode("gb18030"), NOTICE)
    wide = "\n".join(NOTICE).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    yield CorpusFile("full_width_digits.txt", wide.encode(), NOTICE)


@corpus
def marked_up() -> Iterator[CorpusFile]:
    lines = ("# 值班制度", "## 一、总体要求", "| 任务 | 时限 |", "| --- | --- |", "| 清淤 | 六月 |", "- 免收押金；")
    yield CorpusFile("duty.md", "\n\n".join(lines).encode(), lines)
    yield CorpusFile("duty_crlf.markdown", "\r\n".join(lines).encode("utf-16"), lines)
    records = [{"text": "\n".join(NOTICE), "id": "甲"}, {"content": "\n".join(TRADITIONAL)}]
    data = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    yield CorpusFile("records.jsonl", data.encode(), (*NOTICE, *SIMPLIFIED))


@corpus
def web_pages() -> Iterator[CorpusFile]:
    for charset in ("utf-8", "gb2312", "big5"):
        lines = TRADITIONAL if charset == "big5" else NOTICE
        written = {"gb2312": "gb18030", "big5": "big5hkscs"}.get(charset, charset)
        golden = SIMPLIFIED if charset == "big5" else NOTICE
        yield CorpusFile(
            f"page_{charset}.html", _page(lines[0], lines[1:], charset).encode(written, "xmlcharrefreplace"), golden
        )
    yield CorpusFile("declared_wrongly.html", _page(NOTICE[0], NOTICE[1:], "gb2312").encode(), NOTICE)
    yield CorpusFile("declared_wrongly_too.htm", _page(NOTICE[0], NOTICE[1:], "utf-8").encode("gb18030"), NOTICE)
    learners = tuple(
        line.replace("縣", "縣(xiàn)").replace("獨", "獨（dú）").replace("熱", "熱(re)") for line in TRADITIONAL
    )
    yield CorpusFile("learners_gbk.html", _page(learners[0], learners[1:], "gbk").encode("gb18030"), SIMPLIFIED)
    yield CorpusFile("short.htm", "<p>短讯</p>".encode(), ("短讯",))
    yield CorpusFile("saved.mhtml", web_archive(_page(NOTICE[0], NOTICE[1:], "utf-8")), NOTICE)


PAGES = Path(__file__).parent / "cases" / "pages"


@corpus
def messy_pages() -> Iterator[CorpusFile]:
    """Pages with all that sites put around a text; beside each, in `.golden`, what its author wrote."""
    for file in sorted(PAGES.glob("*.*")):
        if file.suffix != ".golden":
            text = file.read_text(encoding="utf-8")
            golden = file.with_suffix(".golden").read_text(encoding="utf-8").splitlines()
            encoding = "gb18030" if "charset=gb2312" in text else "utf-8"
            yield CorpusFile(file.name, text.encode(encoding), tuple(golden))


def web_archive(page: str) -> bytes:
    """A page as browsers save it in one file, with a picture and a frame behind it."""
    archive = MIMEMultipart("related", type="text/html")
    archive.attach(MIMEText(page, "html", "utf-8"))
    archive.attach(MIMEImage(b"\x89PNG\r\n\x1a\n", "png"))
    archive.attach(MIMEText("<p>广告：茶叶大促销</p>", "html", "utf-8"))
    return archive.as_bytes()


@corpus
def word_documents() -> Iterator[CorpusFile]:
    yield CorpusFile("notice.docx", office.word(NOTICE[1:], NOTICE[0]), NOTICE)
    table = (("任务", "时限"), ("改造12000户", "2024年底"))
    data = office.word(NOTICE[1:], NOTICE[0], "内部资料", "注意保存", table)
    yield CorpusFile("table.docx", data, (*NOTICE, "任务", "时限", "改造12000户", "2024年底", "内部资料", "注意保存"))
    yield CorpusFile(
        "runs.docx", office.word_runs(["推行隐马", "尔可", "夫模", "型的研", "究"]), ("推行隐马尔可夫模型的研究",)
    )
    items = [(0, "总体要求"), (1, "指导思想"), (1, "基本原则"), (2, "统筹兼顾"), (0, "重点任务"), (1, "管网建设")]
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    golden = ("一、总体要求", "（一）指导思想", "（二）基本原则", "1. 统筹兼顾", "二、重点任务", "（一）管网建设")
    yield CorpusFile("numbered.docx", office.word_numbered(items, levels), golden)
    yield CorpusFile("tracked.docx", office.word_tracked("本县", "试行", "推行河长制"), ("本县推行河长制",))
    yield CorpusFile("box.docx", office.word_box("见下图", "图一 河网分布"), ("见下图", "图一 河网分布"))


@corpus
def portable_documents() -> Iterator[CorpusFile]:
    title = PAPER[0]
    # Each in other words at its start, so that lines at page edges do not repeat.
    paragraphs = [f"{stem}组：{text}" for stem in "甲乙丙丁戊己庚辛壬癸" for text in PAPER[1:]]
    options = ({"header": "青江大学学报"}, {"columns": 2}, {"size": 9, "margin": 100}, {"numbered": False, "size": 14})
    for number, chosen in enumerate(options):
        data = pdf.set_paragraphs(title, paragraphs, **chosen)
        yield CorpusFile(f"paper_{number}.pdf", data, (title, *paragraphs))
    yield CorpusFile("columns_interleaved.pdf", pdf.interleaved(PAPER[1:4], PAPER[4:]), PAPER[1:])
    yield CorpusFile("watermark.pdf", pdf.watermarked(paragraphs), tuple(paragraphs))
    pieces = (("本文在", "2024", "年采集的"), ("一共", "12", "个任务"))
    yield CorpusFile("digits.pdf", pdf.digits_apart(pieces, PAPER[1]), (*map("".join, pieces), PAPER[1]))
    english = (
        "Hidden Markov models remain useful where little speech has been transcribed. We compare them with end-to-end "
        "models on nine tasks in a provincial dialect of Chinese."
    )
    yield CorpusFile("english.pdf", pdf.english_hyphenated(), (english,))


@corpus
def presentations_and_workbooks() -> Iterator[CorpusFile]:
    pages = [("清洁取暖方案", ["一是改气", "二是改电"], "讲到这里停一停"), ("时间安排", ["年底完成"], "")]
    golden = ("清洁取暖方案", "一是改气", "二是改电", "讲到这里停一停", "时间安排", "年底完成")
    yield CorpusFile("plan.pptx", office.slides(pages), golden)
    table = (("任务", "时限"), ("换管", "九月"))
    yield CorpusFile(
        "table.pptx", office.slides(pages[1:], table), ("时间安排", "年底完成", "任务", "时限", "换管", "九月")
    )
    rows = [["项目", "投资", "说明"], ["智慧调度平台", 3.6, "同步建设"]]
    golden = ("项目", "投资", "说明", "智慧调度平台", "同步建设", "备注", "见通知")
    yield CorpusFile("plan.xlsx", office.workbook({"计划": rows, "附表": [["备注"], ["见通知"]]}), golden)
    yield CorpusFile("sparse.xlsx", office.workbook({"表": [[]] * 5000 + [["末行"]]}), ("末行",))


@corpus
def books_and_open_documents() -> Iterator[CorpusFile]:
    chapters = [("第一章 水", PAPER[1:3]), ("第二章 岸", PAPER[3:5])]
    yield CorpusFile("book.epub", office.book(chapters), ("第一章 水", *PAPER[1:3], "第二章 岸", *PAPER[3:5]))
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in NOTICE)
    yield CorpusFile("notice.odt", office.open_document(f"<office:text>{body}</office:text>"), NOTICE)
    body = (
        "<office:text><text:tracked-changes><text:p>删去的话</text:p></text:tracked-changes>"
        "<text:h>一、目标</text:h><text:p>推行<text:span>河长</text:span>制<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>注文在此</text:p></text:note-body></text:note>，落实责任。</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>任务</text:p></table:table-cell></table:table-row>"
        "</table:table></office:text>"
    )
    golden = ("一、目标", "推行河长制，落实责任。", "注文在此", "任务")
    yield CorpusFile("notes.odt", office.open_document(body), golden)
    body = (
        "<office:presentation><draw:page><draw:frame><draw:text-box><text:p>一是改气</text:p></draw:text-box></draw:frame>"
        "<presentation:notes><text:p>备注</text:p></presentation:notes></draw:page></office:presentation>"
    )
    yield CorpusFile("plan.odp", office.open_document(body), ("一是改气", "备注"))


@corpus
def official_documents() -> Iterator[CorpusFile]:
    size = 5.6
    width = 156
    lines: list[list[tuple[float, float, float, str]]] = [[(50, 37, 7.8, NOTICE[0])]]
    y = 55.0
    for paragraph in (PAPER[1], PAPER[2], PAPER[4]):
        for number, line in enumerate(pdf_wrap(paragraph, width, size)):
            lines[-1].append((28 + 2 * size * (number == 0), y, size, line))
            y += 9.8
    lines[-1].append((98, 270, 5, "— 1 —"))
    yield CorpusFile("official.ofd", office.fixed_layout(lines), (NOTICE[0], PAPER[1], PAPER[2], PAPER[4]))


def pdf_wrap(text: str, width: float, size: float) -> list[str]:
    """Lines of a grid in which every character is as wide as it is high."""
    lines, line, room = [], "", int(width / size) - 2
    for character in text:
        if room <= 0 and character not in pdf.NO_LINE_START:
            lines.append(line)
            line, room = "", int(width / size)
        line += character
        room -= 1
    return [*lines, line]


@corpus
def folders() -> Iterator[CorpusFile]:
    inner = zipped({"二.docx": office.word(PAPER[1:], PAPER[0])})
    data = zipped({"../../一.txt": "\n".join(NOTICE), "子/里.zip": inner, "图.png": b"\x89PNG", ".隐藏.txt": "隐藏"})
    yield CorpusFile("folder.zip", data, (*NOTICE, *PAPER))


def bitexts() -> Iterator[CorpusFile]:
    """Files in two languages; the golden lines are source, tab, target."""
    golden = tuple(f"{source}\t{target}" for source, target in PAIRS)
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{source}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'
        for source, target in PAIRS
    )
    yield CorpusFile("m.tmx", f'<tmx version="1.4"><header/><body>{units}</body></tmx>'.encode(), golden)
    units = "".join(
        f'<trans-unit id="{n}"><source>{source}</source><target>{target}</target></trans-unit>'
        for n, (source, target) in enumerate(PAIRS)
    )
    first = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh-CN" '
        f'target-language="en" original="a"><body>{units}</body></file></xliff>'
    )
    yield CorpusFile("first.xlf", first.encode("utf-16"), golden)
    units = "".join(
        f'<unit id="{n}"><segment><source>{source}</source><target>{target}</target></segment></unit>'
        for n, (source, target) in enumerate(PAIRS)
    )
    second = (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en">'
        f'<file id="f">{units}</file></xliff>'
    )
    yield CorpusFile("second.xliff", second.encode(), golden)
    yield CorpusFile("lines.tsv", "\n".join(golden).encode(), golden)
    rows = "\n".join(f'"{source}","{target}"' for source, target in PAIRS)
    yield CorpusFile("rows.csv", f"zh,en\n{rows}".encode("gb18030"), golden)
    yield CorpusFile("rows.xlsx", office.workbook({"译文": [("原文", "译文"), *PAIRS]}), golden)
    yield CorpusFile("rows.docx", office.word((), table=PAIRS), golden)
