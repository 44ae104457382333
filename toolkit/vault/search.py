"""Finds words in every record of a vault as they are typed; what was withdrawn is not found."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, TypeAlias

from toolkit.errors import ToolkitError
from toolkit.vault.engine import Store, clean
from toolkit.vault.migrations import FINISHED, OPEN
from toolkit.vault.rows import Status

_OPEN, _SHUT = "\ue000", "\ue001"
"""Marks around what was found; of the private use area, so that no text of a worker means anything by them."""
MOST_WORDS = 16
Between: TypeAlias = tuple[str, str]
"""ISO text: from the first on, and before the second."""
Narrow: TypeAlias = tuple[str, list[str]]
"""What narrows a query, and its values."""

_BETWEEN = "AND r.event >= ? AND r.event < ?"
_DAYS = """
    SELECT r.row, r.id, r.family_id, r.form_id, r.title, r.event, r.status, coalesce(f.title, '') AS family_name,
        r.summary AS snippet
    FROM records r LEFT JOIN records f ON f.id = r.family_id
    WHERE r.row IN (SELECT r.row FROM records r WHERE r.status IN ('draft', 'final') {narrow}
        ORDER BY r.event DESC, r.row DESC LIMIT ?)
    ORDER BY r.event DESC, r.row DESC"""
"""The rows are picked from an index alone; whole rows are read only of those. What lives has no one day."""
_ROWS = """
    SELECT r.row, r.id, r.family_id, r.form_id, r.title, r.event, r.status, coalesce(f.title, '') AS family_name,
        {snippet} AS snippet
    FROM {table} s JOIN records r ON r.row = s.rowid LEFT JOIN records f ON f.id = r.family_id
    WHERE {match} AND r.status IN ('draft', 'final', 'living') {narrow}
    ORDER BY s.rowid DESC LIMIT ?"""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One record that was found. `parts` is the snippet in pieces, each with whether it is what was looked for."""

    record_id: str
    family_id: str | None
    form_id: str
    title: str
    event: str
    status: Status
    family_name: str
    parts: tuple[tuple[str, bool], ...]

    @property
    def snippet(self) -> str:
        """The words around the place, without marks."""
        return "".join(text for text, _ in self.parts)


class Search:
    """Full-text search over names, titles and all words of the standing revisions."""

    def __init__(self, store: Store) -> None:
        """Takes the store."""
        self._store = store

    def find(
        self, words: str, limit: int = 50, family_id: str | None = None, between: Between | None = None
    ) -> list[Hit]:
        """Gives the records that hold all the words, each of them perhaps only begun, and whose event is in time.

        Families whose names hold them come first, then records whose title or people do, then the rest; the newest first
        among each. Accents and case do not count. Quotes, operators and other odd characters are only characters.
        """
        plain = unicodedata.normalize("NFC", clean(words)).replace("\x00", " ").strip()
        narrow = _narrow(family_id, between)
        tokens = split(plain)
        if not tokens:
            return self._scan(plain, limit, narrow) if plain or between is None else self._days(limit, narrow)
        asked = " ".join(f'"{word}"*' for word in tokens)
        found: dict[str, Hit] = {}
        try:
            with self._store.lock:
                for column in ("family", "title", "body"):
                    if len(found) < limit:
                        # Asked twice, so that the words are marked in the snippet too.
                        rows = self._match(f"{column} : ({asked}) AND ({asked})", limit, narrow)
                        found |= {row["id"]: _hit(row) for row in rows if row["id"] not in found}
        except ToolkitError as fault:
            # Letters newer than the engine's own tables: it may see two words where Python sees one.
            if type(fault) is not ToolkitError:
                raise
            return self._scan(plain, limit, narrow)
        return list(found.values())[:limit]

    def _match(self, asked: str, limit: int, narrow: Narrow) -> list[Any]:
        snippet = "snippet({table}, 2, ?, ?, '…', 18)"
        return self._rows("{table} MATCH ?", snippet, [_OPEN, _SHUT, asked], limit, narrow)

    def _scan(self, text: str, limit: int, narrow: Narrow) -> list[Hit]:
        """Looks for what has no letters, an emoji say, by reading every text."""
        if not text:
            return []
        snippet = "substr(s.body, max(1, instr(s.body, ?) - 60), 120)"
        rows = self._rows("instr(s.body, ?) > 0", snippet, [text, text], limit, narrow)
        return [_hit(row, text) for row in rows]

    def _days(self, limit: int, narrow: Narrow) -> list[Hit]:
        """The records of a time, whatever they say; what lives, as a family file does, has no one day."""
        where, values = narrow
        return [_hit(row) for row in self._store.rows(_DAYS.format(narrow=where), [*values, limit])]

    def _rows(self, match: str, snippet: str, values: list[object], limit: int, narrow: Narrow) -> list[Any]:
        """Asks both tables and gives the newest of both together."""
        where, more = narrow
        found = []
        for table in (OPEN, FINISHED):
            query = _ROWS.format(table=table, match=match, snippet=snippet, narrow=where).replace(
                "{table}", table
            )
            found += self._store.rows(query, [*values, *more, limit])
        return sorted(found, key=lambda row: -row["row"])[:limit]


def _narrow(family_id: str | None, between: Between | None) -> Narrow:
    where, values = "", []
    if family_id is not None:
        where, values = "AND r.family_id = ? ", [family_id]
    if between is not None:
        where, values = where + _BETWEEN, [*values, *between]
    return where, values


def split(text: str) -> list[str]:
    """The words that the index knows of a text: letters, marks and digits of any script, the rest falls between them."""
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
    return [word for word in kept.split() if unicodedata.category(word[0])[0] != "M" or len(word) > 1][
        :MOST_WORDS
    ]


def _hit(row: Any, found: str = "") -> Hit:
    snippet = str(row["snippet"] or "")
    return Hit(
        record_id=row["id"],
        family_id=row["family_id"],
        form_id=row["form_id"],
        title=row["title"],
        event=row["event"],
        status=row["status"],
        family_name=row["family_name"],
        parts=_parts(snippet.replace(found, f"{_OPEN}{found}{_SHUT}") if found else snippet),
    )


def _parts(snippet: str) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    for at, piece in enumerate(snippet.split(_OPEN)):
        found, mark, rest = piece.partition(_SHUT)
        if at and mark:
            parts += [(found, True), (rest, False)]
        else:
            parts.append((piece, False))
    return tuple((" ".join(text.split("\n")), found) for text, found in parts if text)
