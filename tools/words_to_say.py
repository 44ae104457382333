"""Every text of the program that a translator would need: `python -m tools.words_to_say` counts them, with a file name it writes them.

Whole sentences stand as they are; a sentence with something in it (an f-string) has `{1}`, `{2}` where that goes. Texts of
forms come from the forms themselves. The file is JSON: text -> "" to be filled in.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from toolkit.forms import catalogue

ROOMS = ("ui", "practice", "export")
TOP = Path(__file__).resolve().parent.parent / "toolkit"
PROGRAMMERS = {
    "setProperty",
    "property",
    "setObjectName",
    "findChild",
    "colour",
    "px",
    "getattr",
    "QKeySequence",
    "set_role",
}
"""Calls whose words are names for the program and not for a person."""


def of_code(path: Path) -> Iterator[str]:
    """The texts of one file, docstrings and names for the program left out."""
    tree = ast.parse(path.read_text("utf-8"))
    skip: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in PROGRAMMERS:
                skip.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) in skip:
            continue
        if isinstance(node, ast.JoinedStr):
            skip.update(id(part) for part in ast.walk(node))
            text = _with_gaps(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _for_people(text):
            yield text


def of_forms() -> Iterator[str]:
    """The texts of every form on offer: titles, labels, hints, options."""
    for entry in catalogue.load().offered():
        yield from _strings(msgspec.to_builtins(entry.form))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _for_people(value):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _strings(part)


def _with_gaps(node: ast.JoinedStr) -> str:
    parts, gap = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            gap += 1
            parts.append(f"{{{gap}}}")
    return "".join(parts)


def _for_people(text: str) -> bool:
    """A word with a capital, or several words: what a person reads and no key of the program."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and (text[:1].isupper() or " " in text.strip()) and not text.isupper()


def main(arguments: list[str]) -> int:
    """Counts them, or writes them to the file named."""
    code = {text for room in ROOMS for path in (TOP / room).rglob("*.py") for text in of_code(path)}
    forms = set(of_forms())
    whole = {text for text in code if "{1}" not in text}
    print(f"{len(whole)} whole texts, {len(code) - len(whole)} with gaps, {len(forms - code)} more of forms")
    if arguments:
        words = dict.fromkeys(sorted(code | forms), "")
        Path(arguments[0]).write_text(json.dumps(words, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
