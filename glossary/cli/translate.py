"""`glossary translate`: translations for the entries that have none, from a dictionary or a service that is named."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.options import dictionary_option
from glossary.cli.status import FINE
from glossary.errors import SettingsError
from glossary.messages import _

if TYPE_CHECKING:
    from glossary.model import Glossary

__all__ = ["command"]


@click.command(
    "translate",
    help=_(
        "Give the entries of GLOSSARY that have no English term one from dictionaries, then drafts from a language "
        "model. Terms and one context each are sent to the address that --url names, and nowhere else."
    ),
)
@click.argument("glossary", type=click.Path(path_type=Path))
@dictionary_option
@click.option("--url", metavar="URL", help=_("An OpenAI-compatible service, e.g. http://127.0.0.1:8080/v1."))
@click.option("--model", metavar="NAME", help=_("The model to ask."))
@click.option(
    "--key-variable",
    default="GLOSSARY_API_KEY",
    show_default=True,
    metavar="NAME",
    help=_("The environment variable that holds the key."),
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help=_("Seconds for one answer.")
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=_("Else GLOSSARY itself."))
def command(
    glossary: Path,
    dictionary: tuple[Path, ...],
    url: str | None,
    model: str | None,
    key_variable: str,
    timeout: float,
    output: Path | None,
) -> int:
    """Translate, write, and say how many there are of each kind."""
    from glossary.formats import read_glossary, write_glossary
    from glossary.linking.translations.services import ChatService, add_drafts
    from glossary.pipeline.dictionaries import add_from_files

    if bool(url) is not bool(model) or not (dictionary or url):
        raise SettingsError(
            _("nothing to translate with"), where="translate", hint=_("name a --dictionary, or a --url and a --model")
        )
    path = glossary / "glossary.json" if glossary.is_dir() else glossary
    found = read_glossary(path)
    before = _translated(found)
    found = replace(found, entries=add_from_files(found.entries, dictionary))
    after = _translated(found)
    if url and model:
        service = ChatService(url, model, os.environ.get(key_variable, ""), timeout)
        found = replace(found, entries=tuple(add_drafts(found.entries, service)))
    target = output or path
    target = target / "glossary.json" if target.suffix == "" else target
    write_glossary(found, target, "json")
    click.echo(
        _(
            "{path}: {known} translated before, {dictionary} from dictionaries, {drafts} drafts",
            path=target,
            known=before,
            dictionary=after - before,
            drafts=_translated(found) - after,
        )
    )
    return FINE


def _translated(glossary: Glossary) -> int:
    return sum(any(term.language.startswith("en") for term in entry.terms) for entry in glossary.entries)
