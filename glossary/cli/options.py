"""Options that several subcommands share, and the settings made from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from glossary.linking.concepts import KINDS
from glossary.messages import _
from glossary.settings import Aligner, DocumentUnit, Region, Script, Settings

__all__ = [
    "bitext_options",
    "chosen_settings",
    "dictionary_option",
    "documents_option",
    "extraction_options",
    "reading_options",
    "regional_option",
    "run_options",
    "terms_option",
]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def reading_options(function: Decorated) -> Decorated:
    """How documents are read: for every subcommand that takes them."""
    unit = click.option(
        "--document-unit",
        type=click.Choice([unit.value for unit in DocumentUnit]),
        default=Settings().document_unit.value,
        show_default=True,
        help=_("What counts as one document in a text file."),
    )
    return unit(function)


def documents_option(function: Decorated) -> Decorated:
    """The documents of a glossary, for what it does not keep of them."""
    option = click.option(
        "--documents",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="PATH",
        help=_("The documents the glossary was made from, for the charts that need them. May be given several times."),
    )
    return option(function)


def bitext_options(function: Decorated) -> Decorated:
    """Where translations may be found."""
    bitext = click.option(
        "--bitext",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=_("Segments in both languages: tmx, xliff, or lines of source, tab, target. May be given several times."),
    )
    parallel = click.option(
        "--parallel",
        nargs=2,
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="CHINESE TRANSLATION",
        help=_("A document and its translation, or two folders of them; their paragraphs are aligned."),
    )
    aligner = click.option(
        "--aligner",
        type=click.Choice([aligner.value for aligner in Aligner]),
        default=Settings().aligner.value,
        show_default=True,
        help=_("What aligns words; eflomal is a separate program: pip install eflomal."),
    )
    return bitext(parallel(aligner(function)))


def dictionary_option(function: Decorated) -> Decorated:
    """Where terms without a translation may find one."""
    option = click.option(
        "--dictionary",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help=_("CC-CEDICT (.u8) or any glossary that can be read. May be given several times, the best first."),
    )
    return option(function)


def run_options(function: Decorated) -> Decorated:
    """How much a run says on standard error."""
    quiet = click.option("-q", "--quiet", is_flag=True, help=_("Print results and errors only."))
    verbose = click.option("-v", "--verbose", is_flag=True, help=_("Say what each step took."))
    return quiet(verbose(function))


def regional_option(function: Decorated) -> Decorated:
    """Whose words are read as those of the mainland."""
    option = click.option(
        "--regional-words",
        type=click.Choice([region.value for region in Region]),
        default=Settings().regional_words.value,
        show_default=True,
        help=_("Words of Taiwan (tw) or Hong Kong (hk) in traditional text to read as those of the mainland."),
    )
    return option(function)


def terms_option(function: Decorated) -> Decorated:
    """Terms of the user's own that stay whole."""
    option = click.option(
        "--terms",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help=_("A term a line, or a glossary: no segmenter cuts these terms."),
    )
    return option(function)


def extraction_options(function: Decorated) -> Decorated:
    """What counts as a term, and how it is written."""
    default = Settings()
    decorators = (
        click.option(
            "--min-frequency",
            type=click.IntRange(min=1),
            default=default.minimum_frequency,
            show_default=True,
            metavar="N",
            help=_("Occurrences a term needs."),
        ),
        click.option(
            "--max-length",
            type=click.IntRange(min=2),
            default=default.maximum_length,
            show_default=True,
            metavar="N",
            help=_("Characters of the longest string that is counted."),
        ),
        click.option(
            "--min-length",
            type=click.IntRange(min=1),
            default=default.minimum_length,
            show_default=True,
            metavar="N",
            help=_("Characters of the shortest term."),
        ),
        click.option(
            "--stop",
            multiple=True,
            metavar="PATTERN",
            help=_("Terms to leave out: 新型* by the head, *情况 by the tail, *相关* by what is inside."),
        ),
        click.option(
            "--stop-list",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            help=_("Such patterns, one a line."),
        ),
        click.option(
            "--kind",
            multiple=True,
            type=click.Choice(KINDS),
            help=_("Only this kind of short form, name or type of term. May be given several times."),
        ),
        click.option(
            "--termbase",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            help=_("A glossary, or a term a line: what the documents hold of it is kept, whatever its score."),
        ),
        click.option("--new-only", is_flag=True, help=_("Leave out what the termbase holds.")),
        click.option(
            "--reference",
            multiple=True,
            type=click.Path(path_type=Path, exists=True),
            metavar="PATH",
            help=_("Texts to compare with: what is common there too says less. May be given several times."),
        ),
        click.option(
            "--top", type=click.IntRange(min=1), metavar="N", help=_("Keep the best N entries, whatever their score.")
        ),
        click.option(
            "--segmenter",
            default=",".join(default.segmenters),
            show_default=True,
            metavar="NAME[,NAME]",
            help=_(
                "Names of segmenters, or NAME=MODEL: the first one cuts; where others disagree counts against a term."
            ),
        ),
        terms_option,
        regional_option,
        click.option(
            "--script",
            type=click.Choice([script.value for script in Script]),
            default=default.script.value,
            show_default=True,
            help=_("Characters that terms are written in."),
        ),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def chosen_settings(
    *,
    document_unit: str = DocumentUnit.FILE.value,
    min_frequency: int | None = None,
    max_length: int | None = None,
    min_length: int | None = None,
    stop: Sequence[str] = (),
    stop_list: Path | None = None,
    kind: Sequence[str] = (),
    termbase: Path | None = None,
    new_only: bool = False,
    reference: Sequence[Path] = (),
    top: int | None = None,
    segmenter: str | None = None,
    terms: Path | None = None,
    script: str | None = None,
    regional_words: str = Region.KEEP.value,
    aligner: str = Aligner.BUILT_IN.value,
    dictionary: Sequence[Path] = (),
) -> Settings:
    """The settings for what was given on the command line.

    >>> chosen_settings(top=3, segmenter="jieba").top
    3
    """
    from glossary.cli.term_lists import read_terms

    default = Settings()
    return Settings(
        minimum_frequency=min_frequency or default.minimum_frequency,
        maximum_length=max_length or default.maximum_length,
        minimum_length=min_length or default.minimum_length,
        stop_patterns=(*stop, *(read_terms(stop_list) if stop_list else ())),
        kinds=tuple(kind),
        known_terms=read_terms(termbase) if termbase else (),
        new_only=new_only,
        reference=tuple(map(str, reference)),
        top=top,
        segmenters=tuple(filter(None, (segmenter or "").split(","))) or default.segmenters,
        whole_terms=read_terms(terms) if terms else (),
        script=Script(script or default.script),
        document_unit=DocumentUnit(document_unit),
        regional_words=Region(regional_words),
        aligner=Aligner(aligner),
        dictionaries=tuple(map(str, dictionary)),
    )
