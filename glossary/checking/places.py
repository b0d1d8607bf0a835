"""Lines and columns of a draft's original text."""

from __future__ import annotations

from bisect import bisect_right

__all__ = ["Places"]


class Places:
    r"""Turns offsets of one text into lines and columns, both from 1, in code points.

    Lines end at LF or CRLF; the tab is one character.

    >>> Places("第一行\r\n第二行").place(6)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        r"""The offset of the character at a line and column.

        >>> Places("甲\n乙").offset(2, 1)
        2
        """
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        r"""The text of a line without its end.

        >>> Places("甲\n乙\n").line(2)
        '乙'
        """
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
