"""Words as a file can hold them: every character kept, or shown as something that can be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_MARKS = "\u200f\u202b\u202e\u2067"
_RTL_PART = re.compile(f"[{_RTL}{_MARKS}](?:[^A-Za-z\u00c0-\u024f\u0370-\u052f{_RTL}\n]*[{_RTL}{_MARKS}])*")


def visible(text: str) -> str:
    """The text with one kind of line end, and each control character that XML may not hold shown as its picture.

    A bell becomes ␇; what has no picture of its own becomes �. Nothing is dropped.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(_picture, _BREAKS.sub("\n", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is of a script written from right to left."""
    if text.isascii():
        return False
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Cuts a text into parts of one direction: each with whether it is written from right to left."""
    if text.isascii():
        if text:
            yield text, False
        return
    at = 0
    for match in _RTL_PART.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False
