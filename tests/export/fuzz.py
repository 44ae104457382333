"""Texts that break careless writers; the same ones in every run."""

from __future__ import annotations

import random

HARD = [
    "& < > \" ' &amp; &lt;b&gt; <![CDATA[ ]]> -->",
    "{{ 7*7 }} {% raw %} {# no #} ${x} %s %(a)s",
    "\u05e9\u05dc\u05d5\u05dd, Wren \u0645\u0631\u062d\u0628\u0627 12",
    "👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301 Z\u0351\u0343\u034a",
    "\x00\x01\x08\x0b\x0c\x0e\x1f\x7f\x80\x9f\ufffe\uffff",
    "  two  spaces  \tand tabs\t",
    "line\nline\r\nline\rline\u2028line\x85",
    "O’Thistlewick's “nest”",
    "=1+1 @cmd +44 -1",
    "\u202egnp.exe\u202c \u200b\u200d\ufeff",
    "x" * 3000,
]
_LETTERS = "abc &<>\"'{}%#\\/\n\t\u00e9\u05d0\u0627\u064e\u0301\U0001f600\x07\x0b\u200f"


def texts(count: int = 200) -> list[str]:
    """Texts with letters in them, hard ones first."""
    chance = random.Random(2041)
    made = ["a" + text + "z" for text in HARD]
    while len(made) < count:
        made.append("a" + "".join(chance.choice(_LETTERS) for _ in range(chance.randint(1, 60))) + "z")
    return made
