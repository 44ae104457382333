"""Finds words in every record of a vault as they are typed; what was withdrawn is not found."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from toolkit.vault.engine import Store, clean
from toolkit.vault.rows import Status

_OPEN, _SHUT = "\ue000", "\ue001"
"""Marks around what was found; of the private use area, so that no text of a worker means anything by them."""
MOST_WORDS = 16


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
    """Full-text search over titles, names and all words of the standing revisions."""

    def __init__(self, store: Store) -> None:
        """Takes the store."""
        self._store = store

    def find(self, words: str, limit: int = 50, family_id: str | None = None) -> list[Hit]:
        """Gives the records that hold all the words, the last of them perhaps only begun; best first.

        Accents and case do not count. Quotes, operators and other odd characters are only characters; nothing to look
        for gives nothing.
        """
        asked = question(words)
        if not asked:
            return []
        where, values = ("AND r.family_id = ?", [family_id]) if family_id is not None else ("", [])
        query = f"""
            SELECT r.id, r.family_id, r.form_id, r.title, r.event, r.status, coalesce(f.title, '') AS family_name,
                snippet(search, 2, ?, ?, '…', 18) AS snippet
            FROM search JOIN records r ON r.row = search.rowid LEFT JOIN records f ON f.id = r.family_id
            WHERE search MATCH ? AND r.status IN ('draft', 'final', 'living') {where}
            ORDER BY bm25(search, 6.0, 4.0, 1.0), search.rowid DESC LIMIT ?"""
        rows = self._store.rows(query, [_OPEN, _SHUT, asked, *values, limit])
        return [
            Hit(
                record_id=row["id"],
                family_id=row["family_id"],
                form_id=row["form_id"],
                title=row["title"],
                event=row["event"],
                status=row["status"],
                family_name=row["family_name"],
                parts=_parts(row["snippet"] or ""),
            )
            for row in rows
        ]


def question(words: str) -> str:
    """What is asked of FTS5: each word as a quoted phrase, the last one as a beginning. Empty when there is no word."""
    plain = unicodedata.normalize("NFC", clean(words)).replace("\x00", " ")
    phrases = [word.replace('"', " ").strip() for word in plain.split()]
    phrases = [word for word in phrases if any(letter.isalnum() for letter in word)][:MOST_WORDS]
    if not phrases:
        return ""
    quoted = [f'"{word}"' for word in phrases]
    ended = plain[-1:].isspace()
    return " ".join(quoted) if ended else " ".join([*quoted[:-1], quoted[-1] + "*"])


def _parts(snippet: str) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    for at, piece in enumerate(snippet.split(_OPEN)):
        found, mark, rest = piece.partition(_SHUT)
        if at and mark:
            parts += [(found, True), (rest, False)]
        else:
            parts.append((piece, False))
    return tuple((" ".join(text.split("\n")), found) for text, found in parts if text)
