"""Models of HanLP, fetched by HanLP's own downloader to where HanLP keeps them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from glossary.errors import MissingExtraError, SegmenterError
from glossary.messages import _
from glossary.text.segmenters.hanlp_models import DEFAULT_MODEL, component_folder, install_command, model_urls
from glossary.text.segmenters.network import require_network

__all__ = ["LICENCE", "install"]

LICENCE = "CC BY-NC-SA 4.0"


def install(name: str) -> Path:
    """Fetch a model by its name in HanLP, with what it needs, and load it once; give its folder.

    Raises:
        MissingExtraError: HanLP is not installed.
        SegmenterError: there is no model of that name, no network, or the download failed.
    """
    from glossary.text.segmenters import SEGMENTERS

    if find_spec("hanlp") is None:
        raise MissingExtraError(
            _("the segmenter {name} is not installed", name="hanlp"),
            hint=_("run {command}", command=f"pip install {SEGMENTERS['hanlp'].requirement}"),
        )
    name = name or DEFAULT_MODEL
    if name not in model_urls():
        known = ", ".join(sorted(model_urls()))
        raise SegmenterError(_("no model of that name"), where=name, hint=_("known: {names}", names=known))
    command = install_command(name)
    require_network(model_urls()[name], _("connect to the network, then run {command}", command=command))
    try:
        # HanLP's loader fetches what is missing: the component, and the vocabulary of its transformer.
        import_module("hanlp").load(model_urls()[name], verbose=False)
    except Exception as error:  # whatever a downloader, an archive or a model can raise
        reason = f"{type(error).__name__} {error}".splitlines()[0][:200]
        what = _("the model could not be fetched: {reason}", reason=reason)
        raise SegmenterError(what, where=name, hint=_("run {command}", command=command)) from error
    return component_folder(name)
