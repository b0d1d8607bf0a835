"""What can go wrong, in words a person can act on.

Every error says what happened, where, and what to do next, and prints as one line.
"""

from __future__ import annotations

from glossary.messages import _

__all__ = [
    "FormatError",
    "GlossaryError",
    "InputError",
    "MissingExtraError",
    "ModelError",
    "SegmenterError",
    "SettingsError",
]


class GlossaryError(Exception):
    """The base of every error that this package raises on purpose.

    Args:
        what: what happened, as a phrase (`"not a Word document"`).
        where: the file, the line or the option concerned; empty where there is none.
        hint: what to do next; empty where there is nothing to advise.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what)

    def __str__(self) -> str:
        """Where, what and what to do, on one line.

        >>> str(InputError("not a Word document", where="a.docx", hint="open it in Word and save it again"))
        'a.docx: not a Word document; open it in Word and save it again'
        """
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = _("{line}; {hint}", line=line, hint=self.hint) if self.hint else line
        return " ".join(line.split())


class InputError(GlossaryError):
    """A document that cannot be read. The other documents of a run are still read."""


class FormatError(GlossaryError):
    """A glossary file that cannot be read or written in the format asked for."""


class ModelError(GlossaryError):
    """A value that no glossary may hold, such as a control character in a term."""


class SettingsError(GlossaryError):
    """An option with an unknown name or a value out of range."""


class SegmenterError(GlossaryError):
    """A segmenter whose model cannot be used or fetched, or that lost a part of the text."""


class MissingExtraError(GlossaryError):
    """A feature whose optional dependency is not installed."""
