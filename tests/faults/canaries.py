"""Words that stand nowhere else, put in by every way in which words come into the program, and looked for in every file."""

from __future__ import annotations

from pathlib import Path

from tests.faults import shim
from tests.helpers import _needles, files_holding

PASSPHRASE = "Obsidianferry lantern maple 13"
CANARIES = {
    "the passphrase": "Obsidianferry",
    "a family's name": "Quixoticlantern",
    "a finished note": "Zanzibarkettle",
    "a draft": "Vermilliontrunk",
    "a search": "Marzipanbassoon",
    "an attachment": "Tarpaulinwombat",
    "a setting": "Periwinkledynamo",
    "for whom a copy was": "Saffronhedgerow",
    "a fault": "Cobaltmongoose",
    "half a sentence at the crash": "Gossamerpelican",
}
CHANGING = 0o103
"""Opened to write, or made."""
WORDS = list(CANARIES.values())


def in_log(log: Path) -> list[str]:
    """Every canary in what was written to any file, gone since or not, and in the names of files."""
    found = []
    needles = [(word, encoding, needle) for word in WORDS for encoding, needle in _needles(word)]
    names: dict[int, str] = {}
    for step in shim.steps(log):
        if step.kind == "O":
            names[step.handle] = step.data.decode("utf-8", "replace")
            if not step.flags & CHANGING:
                continue
        for word, encoding, needle in needles:
            if needle in step.data or needle in step.other:
                found.append(
                    f"{Path(names.get(step.handle, '')).name}: {word!r} as {encoding}, kind {step.kind}"
                )
    return found


def open_and_gone() -> list[str]:
    """Every canary in a file that this process holds open after its name was removed."""
    found = []
    for handle in Path("/proc/self/fd").glob("*"):
        try:
            target = str(handle.readlink())
            if target.startswith("/") and "(deleted)" in target:
                data = handle.read_bytes()
                found += [
                    f"{target}: {word}" for word in WORDS for _, needle in _needles(word) if needle in data
                ]
        except OSError:
            continue
    return found


def look(home: Path) -> list[str]:
    """Every canary in the files under a home, in their names, and in files that are open and gone."""
    return files_holding(home, WORDS) + open_and_gone()
