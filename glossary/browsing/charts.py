"""Charts as files, drawn by Altair: the same figures as on the web page, for reports and slides.

Altair and its renderer come with the extra `charts`; neither asks the network for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from glossary.browsing.display import inert
from glossary.browsing.distributions import score_histogram
from glossary.browsing.occurrences import Occurrences
from glossary.browsing.selection import find_row, select_rows
from glossary.errors import MissingExtraError
from glossary.messages import _
from glossary.model import Glossary

if TYPE_CHECKING:
    import altair

__all__ = ["FILE_TYPES", "chart_image", "charts"]

FILE_TYPES = ("svg", "png")

_WIDTH, _HEIGHT = 480, 280
_BINS = 60
_TERMS_IN_COMPANY = 200
_BLUE = "#3d7fc4"
# The renderer takes the first of these that the system has; Chinese terms need one.
_FONTS = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif"


def charts(
    glossary: Glossary, locate: Callable[[], Occurrences] | None = None, term: str | None = None
) -> Iterator[tuple[str, altair.TopLevelMixin]]:
    """Name and chart, one after the other: scores; with occurrences, growth and company; with a term, its dispersion.

    Args:
        glossary: what is drawn.
        locate: finds the occurrences; asked once, after everything that can be wrong without reading documents.
        term: the term whose dispersion is drawn.

    Raises:
        MissingExtraError: the extra is not installed.
        SettingsError: the glossary has no such term; found before the first chart, so that none is left behind alone.
    """
    alt = _altair()
    drawn = find_row(glossary, term).term.text if term is not None else None
    occurrences = locate() if locate else None
    scores = [row.entry.score for row in select_rows(glossary) if row.entry.score is not None]
    if scores:
        yield "scores", _scores(alt, scores)
    if occurrences is None:
        return
    yield "growth", _growth(alt, occurrences)
    texts, pairs = occurrences.together([row.term.text for row in select_rows(glossary, top=_TERMS_IN_COMPANY)])
    if pairs:
        yield "company", _company(alt, texts, pairs)
    if drawn is not None:
        yield "dispersion", _dispersion(alt, drawn, occurrences)


def chart_image(chart: altair.TopLevelMixin, file_type: str) -> bytes:
    """A chart as the bytes of an image of one of `FILE_TYPES`; PNG at two pixels a point."""
    import vl_convert

    specification = chart.to_dict()
    if file_type == "svg":
        return vl_convert.vegalite_to_svg(specification).encode("utf-8")
    return bytes(vl_convert.vegalite_to_png(specification, scale=2))


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401  (found missing here, not after the first chart)
    except ImportError as error:
        raise MissingExtraError(
            _("the packages that draw charts are not installed"),
            hint=_("run {command}", command="pip install altair vl-convert-python"),
        ) from error
    return altair


def _rows(alt: Any, rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)


def _finished(chart: Any, title: str, width: int = _WIDTH, height: int = _HEIGHT) -> Any:
    properties = chart.properties(width=width, height=height, title=title)
    return properties.configure(font=_FONTS, background="white").configure_view(strokeWidth=0)


def _scores(alt: Any, scores: list[float]) -> Any:
    least, greatest, counts = score_histogram(scores)
    step = (greatest - least) / len(counts)
    rows = [
        {"from": least + place * step, "to": least + (place + 1) * step, "entries": count}
        for place, count in enumerate(counts)
    ]
    bars = alt.Chart(_rows(alt, rows)).mark_bar(color=_BLUE)
    encoded = bars.encode(
        x=alt.X("from:Q", title=_("Score"), scale=alt.Scale(zero=False)),
        x2="to:Q",
        y=alt.Y("entries:Q", title=_("Entries")),
    )
    return _finished(encoded, _("Entries by score"))


def _growth(alt: Any, occurrences: Occurrences) -> Any:
    rows = [{"characters": characters, "terms": terms} for characters, terms in [(0, 0), *occurrences.growth()]]
    line = alt.Chart(_rows(alt, rows)).mark_line(point=True, color=_BLUE)
    encoded = line.encode(x=alt.X("characters:Q", title=_("Characters")), y=alt.Y("terms:Q", title=_("Terms")))
    return _finished(encoded, _("Different terms after so many characters"))


def _dispersion(alt: Any, term: str, occurrences: Occurrences) -> Any:
    rows = [{"part": part + 1, "occurrences": count} for part, count in occurrences.bins(term, _BINS)]
    spread = occurrences.deviation_of_proportions(term)
    bars = alt.Chart(_rows(alt, rows)).mark_bar(color=_BLUE)
    encoded = bars.encode(
        x=alt.X("part:Q", title=_("Equal parts of the documents"), scale=alt.Scale(domain=[0, _BINS + 1])),
        y=alt.Y("occurrences:Q", title=_("Occurrences")),
    )
    if spread is None:
        return _finished(encoded, inert(term))
    return _finished(encoded, _("{term}: deviation of proportions {value:.2f}", term=inert(term), value=spread))


def _company(alt: Any, texts: list[str], pairs: list[tuple[int, int, float]]) -> Any:
    """Terms on a circle; a line joins two that share sentences."""
    angles = [2 * pi * place / len(texts) for place in range(len(texts))]
    nodes = [
        {"term": inert(text), "x": cos(angle), "y": sin(angle), "angle": _readable(angle), "left": cos(angle) < 0}
        for text, angle in zip(texts, angles, strict=True)
    ]
    ends = [(cos(angle), sin(angle)) for angle in angles]
    lines = [
        {"x": ends[one][0], "y": ends[one][1], "x2": ends[other][0], "y2": ends[other][1], "dice": strength}
        for one, other, strength in pairs
    ]
    scale = alt.Scale(domain=[-1.6, 1.6])
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    thickness = alt.Size("dice:Q", legend=None, scale=alt.Scale(range=[0.5, 3]))
    edges = alt.Chart(_rows(alt, lines)).mark_rule(color="#8a94a0").encode(x=x, y=y, x2="x2", y2="y2", size=thickness)
    points = alt.Chart(_rows(alt, nodes)).mark_circle(color=_BLUE, size=40, opacity=1).encode(x=x, y=y)
    captions = []
    for node in nodes:
        side = {"align": "right", "dx": -7} if node["left"] else {"align": "left", "dx": 7}
        caption = alt.Chart(_rows(alt, [node])).mark_text(angle=node["angle"], baseline="middle", **side)
        captions.append(caption.encode(x=x, y=y, text="term:N"))
    return _finished(alt.layer(edges, points, *captions), _("Terms that stand in the same sentences"), 600, 600)


def _readable(angle: float) -> float:
    """The turn of a caption that points away from the centre and is never upside down, in degrees clockwise."""
    degrees = -angle * 180 / pi
    return (degrees + 180 if cos(angle) < 0 else degrees) % 360
