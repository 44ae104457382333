"""Every text of the program for a translator: `python -m tools.words_to_say` counts them; with the name of a file, such as cy.json,
it writes them there, keeps what was translated already, and says what is left to do and what is wrong.

Whole sentences stand as they are; a sentence with something in it (an f-string) has `{1}`, `{2}` where that goes. Cards,
wordings and local areas are practice and not in it; texts of forms are.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from toolkit import settings
from toolkit.errors import ToolkitError
from toolkit.ui import language

ROOMS = ("ui", "practice", "export", "forms", "vault")
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
    "execute",
    "compile",
    "startswith",
    "strftime",
}
"""Calls whose words are names for the program and not for a person."""
CLASS = re.compile(r"([A-Z][a-z]+){2,}")


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
            yield from _of_gaps(node, skip)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _for_people(node.value):
            yield node.value


def _of_gaps(node: ast.JoinedStr, skip: set[int]) -> Iterator[str]:
    # The words between the gaps are told with them; a text that is chosen inside a gap is one of its own.
    skip.update(id(part) for part in node.values if isinstance(part, ast.Constant))
    skip.update(
        id(part)
        for value in node.values
        if isinstance(value, ast.FormattedValue) and value.format_spec is not None
        for part in ast.walk(value.format_spec)
    )
    parts, gap = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            gap += 1
            parts.append(f"{{{gap}}}")
    text = "".join(parts)
    if _for_people(text):
        yield text


def of_settings() -> Iterator[str]:
    """The texts of the settings."""
    for row in settings.TABLE:
        texts = (row.label, row.hint, row.unit, *(words for _, words in row.choices))
        yield from filter(None, texts)


def _for_people(text: str) -> bool:
    """A word with a capital, or several words: what a person reads and no key of the program."""
    letters = [letter for letter in text if letter.isalpha()]
    if CLASS.fullmatch(text) or "</" in text or "/>" in text:
        return False
    return len(letters) > 1 and (text[:1].isupper() or " " in text.strip()) and not text.isupper()


@cache
def texts() -> frozenset[str]:
    """Every text."""
    code = (text for room in ROOMS for path in (TOP / room).rglob("*.py") for text in of_code(path))
    return frozenset((*code, *of_settings()))


def write(file: Path, every: frozenset[str]) -> None:
    """Writes them to a file and keeps the translations that stand in it; what the program no longer says goes to its end.

    Raises LanguageRefused when the file is there and cannot be used.
    """
    name, old = "", {}
    if file.exists():
        language.read(file)
        held = json.loads(file.read_text("utf-8"))
        name, old = held["language"], {**held.get("gone", {}), **held["words"]}
    words = {text: old.get(text, "") for text in sorted(every)}
    gone = {text: said for text, said in old.items() if said and text not in every}
    held = {"language": name or file.stem, "words": words, "gone": gone}
    file.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Counts them, or writes them to the file named."""
    every = texts()
    gaps = sum("{1}" in text for text in every)
    print(f"{len(every) - gaps} whole texts and {gaps} with gaps.")
    if not arguments:
        return 0
    file = Path(arguments[0])
    try:
        write(file, every)
        made = language.read(file)
    except ToolkitError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    held = json.loads(file.read_text("utf-8"))
    left = sum(not said for said in held["words"].values())
    print(f"{file}: {len(every) - left} translated, {left} to do, {len(held['gone'])} no longer said.")
    for text in made.wrong:
        print(f"The gaps or numbers differ, so it stays in English: {text}")
    return 1 if made.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
