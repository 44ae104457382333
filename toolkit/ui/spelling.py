"""Spelling in British English while words are typed: underlined, with suggestions, and never in the way.

The dictionary is looked for when the first box is checked, so that starting the program does not pay for it. Where a
computer has none, nothing is underlined and the settings say so. Words a person adds are kept inside the vault; no word
of a record is ever written to a plain file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from toolkit.errors import ToolkitError
from toolkit.ui.theme import Theme

if TYPE_CHECKING:
    from toolkit.ui.session import Session

MY_WORDS = "my_words"
"""The fact under which a person's own words are kept in the vault."""
OWN_WORDS_FILE = "words.txt"
"""The organisation's own words, one a line, beside its own forms."""
LANGUAGE = "en_GB"
MOST_SUGGESTIONS = 6
LONGEST_WORD = 40
MOST_OWN_WORDS = 20_000
MOST_BYTES = 1_000_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")
_NO_WORDS = re.compile(r"[@/\\\d_]|\w\.\w")
_NAME_KEYS = (
    "name",
    "known_as",
    "previous_names",
    "described_as",
    "family_name",
    "address",
    "school",
    "agency",
)


class Dictionary(Protocol):
    """What a dictionary can do; that of enchant does."""

    def check(self, word: str) -> bool:
        """Whether a word is spelt right."""

    def suggest(self, word: str) -> list[str]:
        """What may have been meant, the likeliest first."""


def british() -> Dictionary | None:
    """The British dictionary of this computer, or None where it has none."""
    try:
        import enchant

        if not enchant.dict_exists(LANGUAGE):
            return None
        found: Dictionary = enchant.Dict(LANGUAGE)
        return found
    except Exception:
        # The package raises ImportError without its library, and faults of its own for a broken dictionary.
        return None


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word to be checked: start, end, and the word with plain apostrophes.

    Left out are web and mail addresses, words with figures, abbreviations in capitals, words in other letters than
    those of English, and pastes without spaces.
    """
    for token in _TOKEN.finditer(text):
        if _NO_WORDS.search(token[0].rstrip(".")):
            continue
        for found in _WORD.finditer(token[0]):
            word = found[0].replace("’", "'")
            short = len(word) < 2 or len(word) > LONGEST_WORD
            if short or word.isupper() or any(letter > "ɏ" for letter in word if letter.isalpha()):
                continue
            at = token.start()
            yield at + found.start(), at + found.end(), word


def is_name(key: str) -> bool:
    """Whether a field holds names or an address, which are never looked up."""
    return key in _NAME_KEYS or key.endswith(("_name", "_names"))


def names_in(answers: Mapping[str, Any]) -> set[str]:
    """The words of every name, school and address in a family file, in small letters."""
    return set(_names(answers, ""))


def _names(held: object, key: str) -> Iterator[str]:
    if isinstance(held, str):
        if key in _NAME_KEYS:
            yield from (found[0].replace("’", "'").lower() for found in _WORD.finditer(held))
    elif isinstance(held, Mapping):
        for inner, value in held.items():
            yield from _names(value, str(inner))
    elif isinstance(held, list):
        for value in held:
            yield from _names(value, key)


def read_list(text: str) -> set[str]:
    """An organisation's words from its list, one a line; lines that begin with # are notes."""
    lines = [line.strip() for line in text.splitlines()[:MOST_OWN_WORDS]]
    return {_plain(line) for line in lines if line and not line.startswith("#") and len(line) <= LONGEST_WORD}


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'").lower()


@dataclass
class Speller:
    """Checks words for one open vault: the dictionary, a person's own words and the organisation's.

    `load` gives the dictionary and is called at the first check. `mine` and `keep` read and keep a person's own words.
    """

    mine: Callable[[], list[str]]
    keep: Callable[[list[str]], object]
    theirs: Callable[[], set[str]] = set
    load: Callable[[], Dictionary | None] = british
    _loaded: bool = field(default=False, repr=False)
    _dictionary: Dictionary | None = field(default=None, repr=False)
    _own: set[str] = field(default_factory=set, repr=False)
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def available(self) -> bool:
        """Whether this computer has the dictionary."""
        if not self._loaded:
            self._loaded = True
            self._dictionary = self.load()
            self._own = {_plain(word) for word in self.mine()} | self.theirs()
        return self._dictionary is not None

    def right(self, word: str) -> bool:
        """Whether a word is spelt right, or added by this person or the organisation."""
        if not self.available:
            return True
        if word not in self._known:
            self._known[word] = self._right(_plain(word)) or self._spelt(word)
        return self._known[word]

    def _right(self, plain: str) -> bool:
        return plain in self._own or plain.removesuffix("'s") in self._own

    def _spelt(self, word: str) -> bool:
        assert self._dictionary is not None
        plain = word.replace("’", "'")
        try:
            return self._dictionary.check(plain) or (
                plain.endswith("'s") and self._dictionary.check(plain.removesuffix("'s"))
            )
        except Exception:
            # A word the dictionary cannot read is none it can judge.
            return True

    def suggestions(self, word: str) -> list[str]:
        """What may have been meant, the likeliest first; often none."""
        if not self.available or self._dictionary is None:
            return []
        try:
            return self._dictionary.suggest(word)[:MOST_SUGGESTIONS]
        except Exception:
            return []

    def my_words(self) -> list[str]:
        """The words this person added, in order."""
        return sorted(self.mine(), key=str.casefold)

    def add(self, word: str) -> None:
        """Keeps a word in the vault as spelt right. Raises what keeping it raises."""
        self.keep(sorted({*self.mine(), word}, key=str.casefold))
        self._own.add(_plain(word))
        self._known.clear()

    def take_out(self, word: str) -> None:
        """Takes a word out again. Raises what keeping the others raises."""
        self.keep([one for one in self.my_words() if one != word])
        self._own = {_plain(one) for one in self.mine()} | self.theirs()
        self._known.clear()


class Spelling(QObject):
    """A speller within one record: the names of its family never count as wrong, nor does a word left for now.

    `changed` is sent when a word was added or left; `failed` with the fault when a word could not be kept.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, speller: Speller, names: Iterable[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speller, self.names = speller, frozenset(names)
        self.left: set[str] = set()

    def wrong(self, text: str) -> list[tuple[int, int, str]]:
        """The words of a text that may be misspelt: start, end and word, in characters of the text."""
        return [one for one in words_in(text) if not self._fine(one[2])]

    def _fine(self, word: str) -> bool:
        plain = _plain(word)
        known = plain in self.names or plain.removesuffix("'s") in self.names or plain in self.left
        return known or self.speller.right(word)

    def add(self, word: str) -> None:
        """Keeps a word as spelt right and takes the line from under it wherever it stands."""
        try:
            self.speller.add(word)
        except ToolkitError as fault:
            self.failed.emit(fault)
            return
        self.changed.emit()

    def leave(self, word: str) -> None:
        """Leaves a word as it is in this record."""
        self.left.add(_plain(word))
        self.changed.emit()


class Underline(QSyntaxHighlighter):
    """Underlines what may be misspelt in one box. The word that is being typed is left alone until it is left.

    The words themselves, undo and what is saved are never touched.
    """

    def __init__(self, box: QTextEdit, spelling: Spelling, theme: Theme) -> None:
        super().__init__(box)
        self.box, self.spelling, self.theme = box, spelling, theme
        self._typing = -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._left)
        spelling.changed.connect(self.rehighlight)
        box.cursorPositionChanged.connect(self.look_soon)
        theme.changed.connect(self.rehighlight)
        # Set last: from here on every change is looked at.
        self.setDocument(box.document())

    def highlightBlock(self, text: str) -> None:
        """Marks the words of one paragraph; called by Qt."""
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        style.setUnderlineColor(self.theme.colour("red"))
        here = self._place_in(text)
        for start, end, _ in self.spelling.wrong(text):
            first, length = _units(text[:start]), _units(text[start:end])
            if first + length != here:
                self.setFormat(first, length, style)
        self.setCurrentBlockState(-1)

    def look_soon(self) -> None:
        """Looks again in a moment at what was being typed."""
        if self._typing >= 0:
            self._soon.start()

    def _place_in(self, text: str) -> int:
        """Where the cursor stands in the paragraph that is being marked, when it is being typed in; else -1."""
        cursor = self.box.textCursor()
        if not self.box.hasFocus() or cursor.block() != self.currentBlock():
            return -1
        self._typing = cursor.blockNumber()
        return cursor.positionInBlock()

    def _left(self) -> None:
        """Looks again at the paragraph whose last word was being typed, once the cursor is elsewhere."""
        block = self.document().findBlockByNumber(self._typing) if self._typing >= 0 else None
        self._typing = -1
        if block is not None and block.isValid():
            self.rehighlightBlock(block)

    def marks(self) -> list[tuple[int, int]]:
        """What is underlined now: start and length in the document as Qt counts them."""
        found = []
        block = self.document().begin()
        while block.isValid():
            for one in block.layout().formats():
                found.append((block.position() + one.start, one.length))
            block = block.next()
        return found


class SpellHelp(QObject):
    """Spelling for one box of words: the underline, its words in the menu, and the menu that F7 opens."""

    def __init__(self, box: QTextEdit, spelling: Spelling, theme: Theme) -> None:
        super().__init__(box)
        self.box, self.spelling, self.theme = box, spelling, theme
        self.underline = Underline(box, spelling, theme)
        self.menu: QMenu | None = None
        box.installEventFilter(self)
        box.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu of the right button and of the menu key gets the words to choose from."""
        if event.type() == QEvent.Type.FocusOut:
            self.underline.look_soon()
        if isinstance(event, QContextMenuEvent) and self.spelling.speller.available:
            keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
            if keyboard:
                cursor = self.box.textCursor()
                place = self.box.viewport().mapToGlobal(self.box.cursorRect().bottomLeft())
            else:
                # Both the box and its viewport send their own places.
                inside = watched is self.box.viewport()
                at = event.pos() if inside else self.box.viewport().mapFrom(self.box, event.pos())
                cursor, place = self.box.cursorForPosition(at), event.globalPos()
            wrong = self.at(cursor.position())
            if wrong is None:
                return False
            menu = self.box.createStandardContextMenu()
            before = menu.actions()[0] if menu.actions() else None
            self._fill(menu, *wrong, before)
            self._open(menu, place)
            return True
        return False

    def wrong(self) -> list[tuple[int, int, str]]:
        """What may be misspelt in the whole box: start and end as Qt counts them, and the word."""
        text = self.box.document().toRawText()
        return [
            (_units(text[:start]), _units(text[:start]) + _units(text[start:end]), word)
            for start, end, word in self.spelling.wrong(text)
        ]

    def at(self, place: int) -> tuple[int, int, str] | None:
        """The misspelt word at a place of the document, or None."""
        return next((one for one in self.wrong() if one[0] <= place <= one[1]), None)

    def offer(self, start: int, end: int, word: str) -> None:
        """Chooses a word in the box and opens the menu with what may have been meant."""
        cursor = self.box.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.box.setTextCursor(cursor)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.ensureCursorVisible()
        menu = QMenu(self.box)
        self._fill(menu, start, end, word, None)
        first = menu.actions()[0]
        below = self.box.cursorRect().bottomLeft() + QPoint(0, 2)
        self._open(menu, self.box.viewport().mapToGlobal(below))
        menu.setActiveAction(first)

    def _fill(self, menu: QMenu, start: int, end: int, word: str, before: QAction | None) -> None:
        made: list[QAction] = []
        for instead in self.spelling.speller.suggestions(word):
            action = QAction(instead.replace("&", "&&"), menu)
            action.triggered.connect(partial(self.use, start, end, word, instead))
            made.append(action)
        if not made:
            none = QAction(self.theme.say("No suggestion"), menu)
            none.setEnabled(False)
            made.append(none)
        for words, run in (
            (f"Add “{word}” to my words", partial(self.spelling.add, word)),
            ("Leave it in this record", partial(self.spelling.leave, word)),
        ):
            action = QAction(self.theme.say(words).replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, run=run: run())
            made.append(action)
        line = QAction(menu)
        line.setSeparator(True)
        made.insert(-2, line)
        if before is not None:
            end_line = QAction(menu)
            end_line.setSeparator(True)
            made.append(end_line)
            menu.insertActions(before, made)
        else:
            menu.addActions(made)

    def _open(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.theme.say("Spelling"))
        self.menu = menu
        menu.destroyed.connect(self._closed)
        menu.popup(place)

    def _closed(self) -> None:
        self.menu = None

    def use(self, start: int, end: int, word: str, instead: str, _checked: bool = False) -> None:
        """Puts another word in the place of one, as one step of undo; nothing when the word is no longer there."""
        cursor = self.box.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if _plain(cursor.selectedText()) == _plain(word):
            cursor.insertText(instead)
            self.box.setTextCursor(cursor)


def _units(text: str) -> int:
    """Length as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def speller_of(session: Session) -> Speller:
    """The speller of an open vault, made when it is first asked for."""
    if session.speller is None:
        facts = session.vault.facts
        session.speller = Speller(
            mine=lambda: [str(word) for word in facts.get(MY_WORDS, [])],
            keep=lambda words: facts.set(MY_WORDS, words),
            theirs=lambda: _organisations(session),
        )
    return session.speller


def spelling_for(session: Session, family_id: str | None, parent: QObject | None = None) -> Spelling | None:
    """Spelling for a record of a family, or None where it is switched off."""
    if not session.settings.spelling_on:
        return None
    author = session.author().name
    names = names_in({"name": author, "agency": str(session.fact("organisation"))})
    return Spelling(speller_of(session), names | names_in(session.family(family_id)), parent)


def _organisations(session: Session) -> set[str]:
    """The words of the organisation: those fixed for everyone, and the lists beside its forms and beside the records."""
    settings = session.settings
    folders = [Path(settings.forms_folder)] if settings.forms_folder else []
    lists = [_their_words(one / OWN_WORDS_FILE) for one in [*folders, session.vault.folder / "forms"]]
    return read_list("\n".join(settings.spelling_words.split())).union(*lists)


def _their_words(file: Path) -> set[str]:
    try:
        return read_list(file.read_text(encoding="utf-8-sig")) if file.stat().st_size <= MOST_BYTES else set()
    except (OSError, UnicodeDecodeError):
        return set()
