"""Everything behind one term: measures and what each adds to the score, contexts, links, other terms of the concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glossary.browsing.display import BAR_WIDTH, Prose, bar, inert
from glossary.browsing.labels import document_paths, label, place
from glossary.browsing.names import measure_name, pattern_name, unit_name
from glossary.browsing.selection import Row, find_row
from glossary.expansions import describe_members, links_by_identifier, links_naming
from glossary.locations import describe_location
from glossary.messages import _
from glossary.model import Context, Glossary, Link, Term

__all__ = ["explain", "explain_row"]


def explain(glossary: Glossary, term: str) -> Group:
    """All that the glossary knows about a term, given by its text in any language or by its identifier.

    Raises:
        SettingsError: there is no such term; the error names those most like it.
    """
    row = find_row(glossary, term)
    shown = next((one for one in row.entry.terms if one.text == term), row.term)
    naming = links_naming(row.entry, links_by_identifier(glossary))
    return explain_row(row, shown, naming, document_paths(glossary.documents))


def explain_row(row: Row, shown: Term, naming: Sequence[Link], paths: dict[str, str]) -> Group:
    """All that is known about a term of a row.

    Args:
        row: the entry and what it stands for.
        shown: the term, one of the entry's.
        naming: the links that name the entry as a member.
        paths: of the documents, by identifier.
    """
    parts: list[RenderableType] = [_title(shown), *_about(row, shown)]
    parts += _section(_("Score"), [_evidence(shown, row.entry.score)] if shown.evidence else [])
    parts += _section(_("Stands for"), [_link(link) for link in row.links])
    parts += _section(_("Named by"), [_link(link) for link in naming])
    parts += _section(_("Contexts"), [_context(context, paths) for context in shown.contexts])
    parts += _section(_("Other terms"), [_other(other, paths) for other in row.entry.terms if other is not shown])
    return Group(*parts)


def _title(term: Term) -> Text:
    text = Text(inert(term.text), style="bold")
    if term.reading:
        text.append(f"  {inert(term.reading)}", style="dim not bold")
    return text


def _about(row: Row, term: Term) -> Iterator[RenderableType]:
    entry = row.entry
    facts = [
        _("rank: {rank}", rank=row.rank),
        _("occurrences: {count}", count=term.frequency),
        _("documents: {count}", count=term.document_frequency),
        *(label(value) for value in (term.term_type, term.usage_status, entry.status) if value),
        *(value for value in (term.part_of_speech, term.language, entry.identifier) if value),
    ]
    yield Prose(Text(inert(" · ".join(facts)), style="dim"))
    for name, value in (
        (_("Subject field"), entry.subject_field),
        (_("Definition"), entry.definition),
        (_("Note"), entry.note),
        (_("Source"), term.source),
        (_("Note on the term"), term.note),
    ):
        if value:
            yield Prose(Text.assemble((f"{name}: ", "bold"), inert(value)))


def _section(title: str, parts: list[RenderableType]) -> list[RenderableType]:
    return [Text(""), Text(title, style="bold cyan"), *(Padding(part, (0, 0, 0, 2)) for part in parts)] if parts else []


def _evidence(term: Term, score: float | None) -> Table:
    """Each measure with its contribution, value times weight; below, their sum and the score, which is 0 to 1.

    A bar shows how much a contribution is beside the greatest one.
    """
    contributions = [evidence.value * evidence.weight for evidence in term.evidence]
    greatest = max(map(abs, contributions), default=0.0) or 1.0
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(_("Measure"), overflow="fold")
    table.add_column(_("Value"), justify="right")
    table.add_column(_("Unit"), overflow="fold")
    table.add_column(_("Weight"), justify="right")
    table.add_column(_("Contribution"), justify="right")
    table.add_column("", min_width=BAR_WIDTH, no_wrap=True)
    for evidence, contribution in zip(term.evidence, contributions, strict=True):
        style = "green" if contribution > 0 else "red"
        table.add_row(
            *(Text(inert(measure_name(evidence.measure))), f"{evidence.value:.4g}"),
            *(Text(inert(unit_name(evidence.unit))), f"{evidence.weight:g}"),
            *(f"{contribution:+.3f}" if evidence.weight else "", Text(bar(abs(contribution) / greatest), style=style)),
        )
    table.add_section()
    table.add_row(_("Sum"), "", "", "", f"{sum(contributions):+.3f}")
    if score is not None:
        table.add_row(
            *(Text(_("Score of the entry"), style="bold"), "", _("0 to 1"), "", Text(f"{score:.3f}", style="bold")),
            Text(bar(score), style="magenta"),
        )
    return table


def _link(link: Link) -> Prose:
    text = Text.assemble((inert(link.surface), "bold"), " → ", (inert(describe_members(link)), "green"))
    facts = (
        label(link.kind),
        label(link.relation),
        pattern_name(link.pattern),
        _("confidence {value:.2f}", value=link.confidence),
    )
    text.append("\n" + inert(" · ".join((*facts, place(link)))), style="dim")
    if link.evidence:
        text.append("\n" + inert(link.evidence.text))
    return Prose(text)


def _context(context: Context, paths: dict[str, str]) -> Prose:
    where = f"{paths.get(context.document, context.document)}:{context.line}:{context.column}"
    where = f"{where} ({describe_location(context.location)})" if context.location else where
    text = Text(inert(context.text))
    text.highlight_words([inert(context.surface)], style="bold yellow")
    return Prose(Text.assemble((inert(where), "dim"), "\n", text))


def _other(term: Term, paths: dict[str, str]) -> Group:
    text = Text.assemble((inert(term.text), "bold"))
    facts = (term.language, term.term_type, term.usage_status, term.source, term.note)
    text.append("  " + inert(" · ".join(label(fact) for fact in facts if fact)), style="dim")
    return Group(Prose(text), *(Padding(_context(context, paths), (0, 0, 0, 2)) for context in term.contexts))
