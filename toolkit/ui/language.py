"""The program's words in another language: a table in a file, looked up where words meet a widget.

The file is what `make words` writes for a translator: JSON with the language's own name and, for each English text, what to say
instead. A text with something in it has `{1}`, `{2}` where that goes. What is not in the table is said in English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.settings import Settings

FOLDER = "languages"
ENGLISH = "en-GB"
ENDING = ".json"
CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
"""What a file is called before its ending: the language’s code, as cy or en-GB."""
GAP = re.compile(r"\{(\d+)\}")
NUMBER = re.compile(r"\d{3,}")
MOST_BYTES = 8_000_000
JOINS = (". ", "  ·  ", ", ", ": ")


class LanguageRefused(ToolkitError):
    """A file of words that cannot be used; the sentence names the file and says why."""


@dataclass(frozen=True)
class _Gapped:
    """A text with gaps: what it looks like, its longest stretch of words, and what to say."""

    looks: re.Pattern[str]
    stretch: str
    order: tuple[str, ...]
    said: str


class Language:
    """Called with an English text it gives the text to show; one it does not know comes back as it was."""

    def __init__(self, code: str, name: str, words: Mapping[str, str]) -> None:
        self.code, self.name = code, name
        right = {text: said for text, said in words.items() if said.strip() and same_marks(text, said)}
        self.wrong = [text for text, said in words.items() if said.strip() and text not in right]
        """The texts whose translation has other gaps or numbers than they have; they stay in English."""
        self._whole = {text: said for text, said in right.items() if not GAP.search(text)}
        # The one with the most words of its own is asked first.
        gapped = (_gapped(text, said) for text, said in right.items() if GAP.search(text))
        self._gapped = sorted((one for one in gapped if one.stretch), key=lambda one: -len(one.looks.pattern))

    def __call__(self, text: str) -> str:
        if (said := self._one(text)) is not None:
            return said
        # Names of rows, cards and fields are put together from others.
        between = next((join for join in JOINS if join in text), "")
        return between.join(self._part(part, between) for part in text.split(between)) if between else text

    def _part(self, part: str, between: str) -> str:
        said = self._one(f"{part}.") if between == ". " and self._one(part) is None else None
        return self(part) if said is None else said.removesuffix(".")

    def _one(self, text: str) -> str | None:
        if text in self._whole:
            return self._whole[text]
        for one in self._gapped:
            if one.stretch in text and (fits := one.looks.fullmatch(text)):
                parts = dict(zip(one.order, fits.groups(), strict=True))
                pieces = GAP.split(one.said)
                pieces[1::2] = [self._whole.get(parts[gap], parts[gap]) for gap in pieces[1::2]]
                return "".join(pieces)
        return None


def _gapped(text: str, said: str) -> _Gapped:
    between = GAP.split(text)[::2]
    looks = "(.+?)".join(re.escape(part) for part in between)
    stretch = max(between, key=len)
    # Marks alone, as in "{1}: {2}", would fit what people wrote.
    has_words = any(letter.isalpha() for letter in stretch)
    return _Gapped(re.compile(looks, re.DOTALL), stretch if has_words else "", tuple(GAP.findall(text)), said)


def same_marks(text: str, said: str) -> bool:
    """Whether a translation has each gap and each number to ring of the text, such as 999, and no other."""
    return all(set(mark.findall(text)) == set(mark.findall(said)) for mark in (GAP, NUMBER))


def read(file: Path) -> Language:
    """Reads a file of words. Raises LanguageRefused when it cannot be used."""
    lead = f"The words in {file.name} could not be used"
    if not CODE.fullmatch(file.stem):
        raise LanguageRefused(f"{lead}: a file is called by its language’s code, as cy{ENDING}.")
    try:
        if file.stat().st_size > MOST_BYTES:
            raise LanguageRefused(f"{lead}: the file is too large.")
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise LanguageRefused(f"{lead}: the file cannot be read.") from None
    name = held.get("language") if isinstance(held, dict) else None
    words = held.get("words") if isinstance(held, dict) else None
    if not isinstance(name, str) or not name.strip() or not isinstance(words, dict):
        raise LanguageRefused(f"{lead}: it needs “language”, its own name, and “words”, the table.")
    if not all(isinstance(said, str) for said in words.values()):
        raise LanguageRefused(f"{lead}: each text needs one text to say instead.")
    return Language(file.stem, name.strip(), words)


def folders(settings: Settings) -> list[Path]:
    """Where files of words are looked for: what comes with the program, what IT put there, and this person's own."""
    own = [settings.folder] if settings.folder is not None else []
    return [place / FOLDER for place in (paths.resources(), paths.managed_settings().parent, *own)]


def found(folders: Iterable[Path]) -> Iterator[Path]:
    """The files of words in these folders; of two for one language the first."""
    met: set[str] = set()
    for folder in folders:
        try:
            files = sorted(folder.glob(f"*{ENDING}"))
        except OSError:
            continue
        for file in files:
            if file.stem not in met:
                met.add(file.stem)
                yield file


def offered(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """The languages that can be chosen besides English: code and name. A file that cannot be used is left out."""
    languages = []
    for file in found(folders):
        try:
            languages.append((file.stem, read(file).name))
        except LanguageRefused:
            continue
    return languages


def chosen(code: str, folders: Iterable[Path]) -> Language:
    """The language of a code. Raises LanguageRefused when there is none, or its file cannot be used."""
    for file in found(folders):
        if file.stem == code:
            return read(file)
    raise LanguageRefused("The words of the language you chose are not on this computer any more.")


def speak(settings: Settings) -> Callable[[str], str]:
    """What says the program's words: English as it is, or the language of the setting. One that cannot be used is told in the notice."""
    if not settings.language:
        return str
    try:
        return chosen(settings.language, folders(settings))
    except LanguageRefused as fault:
        settings.notice = f"{settings.notice} {fault.sentence} The program speaks English.".strip()
        return str
