"""What the program offers, read out of its own source, to hold the docs against."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.helpers import TOP

DOCS = TOP / "docs"
SCREENS = TOP / "toolkit" / "ui"
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|[A-Z][A-Za-z]+|[A-Z0-9])|F\d+")
SAME = {"Ctrl+Return": "Ctrl+Enter"}
"""Two names of one key."""


def guide() -> str:
    """Every word of the guide for workers, on one line a page so that a name is found across a line's end."""
    pages = [DOCS / "guide.md", *sorted((DOCS / "guide").glob("*.md"))]
    return "\n".join(" ".join(page.read_text(encoding="utf-8").split()) for page in pages)


def pages() -> list[Path]:
    """Every page of the docs, at the top of the repository and below `docs`."""
    return sorted([*TOP.glob("*.md"), *DOCS.rglob("*.md")])


def commands() -> set[str]:
    """The words of every command of a bar, as they stand on its button."""
    found: set[str] = set()
    for call in _calls("BarAction"):
        words = call.args[:1] or [one.value for one in call.keywords if one.arg == "text"]
        found |= {text for word in words for text in _texts(word)}
        found |= {text for one in call.keywords if one.arg == "name" for text in _texts(one.value)}
    return found - {""}


def titles() -> set[str]:
    """The title of every page of the program that has one of its own."""
    found = {text for call in _calls("set_title") for text in _texts(*call.args[:1])}
    for one in _nodes():
        if isinstance(one, ast.ClassDef) and any(_name(base) == "Page" for base in one.bases):
            found |= {text for call in _within(one, "__init__") for text in _texts(*call.args[2:3])}
    return found - {""}


def keys() -> set[str]:
    """Every key that the program listens to by name."""
    found = set()
    for one in _nodes():
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and KEYS.fullmatch(one.value):
            found.add(SAME.get(one.value, one.value))
    return found


def targets() -> list[str]:
    """Every target of the Makefile."""
    (line,) = re.findall(r"^\.PHONY:(.*)$", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return str(line).split()


def fenced(text: str, kind: str = "") -> list[str]:
    """The blocks of a page set as code, of one kind."""
    # Every block is read, of whatever kind: the end of one would pass for the beginning of the next.
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [words for said, words in blocks if said == kind]


@cache
def _nodes() -> tuple[ast.AST, ...]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SCREENS.rglob("*.py")))
    return tuple(one for tree in trees for one in ast.walk(tree))


def _calls(name: str) -> Iterator[ast.Call]:
    for one in _nodes():
        if isinstance(one, ast.Call) and _name(one.func) == name:
            yield one


def _within(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and _name(one.func) == name:
            yield one


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(*nodes: ast.expr) -> Iterator[str]:
    """Words that stand as they are, on either side of a choice; what is put together while it runs is left out."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _texts(node.body, node.orelse)
