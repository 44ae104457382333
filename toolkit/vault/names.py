"""The names in all family files: read once, and again only of a family whose file was written since."""

from __future__ import annotations

from toolkit.forms.catalogue import FAMILY
from toolkit.forms.filed import FamilyNames, names_in
from toolkit.vault.engine import Store

_STAMPS = """
    SELECT r.id, r.digest, v.number, v.written FROM records r
    JOIN revisions v ON v.record_id = r.id AND v.number = (SELECT max(number) FROM revisions WHERE record_id = r.id)
    WHERE r.form_id = ? AND r.status = 'living' ORDER BY r.row"""


class Names:
    """Who is in the families of a vault; a file that was withdrawn is not among them."""

    def __init__(self, store: Store) -> None:
        """Takes the store."""
        self._store = store
        self._known: dict[str, tuple[tuple[object, ...], FamilyNames]] = {}
        self._all: tuple[FamilyNames, ...] = ()
        self._under = -1

    def families(self) -> tuple[FamilyNames, ...]:
        """Every family, in the order they were begun: the very same tuple as before while none of their names changed."""
        with self._store.lock:
            changes = self._store.changes()
            if changes != self._under:
                self._read()
                self._under = changes
            return self._all

    def _read(self) -> None:
        known, self._known = self._known, {}
        for row in self._store.rows(_STAMPS, [FAMILY]):
            stamp = row["digest"], row["number"], row["written"]
            kept = known.get(row["id"])
            self._known[row["id"]] = (
                kept
                if kept is not None and kept[0] == stamp
                else (stamp, self._one(row["id"], row["number"]))
            )
        families = tuple(family for _, family in self._known.values())
        if families != self._all:
            self._all = families

    def _one(self, record_id: str, number: int) -> FamilyNames:
        query = "SELECT answers FROM revisions WHERE record_id = ? AND number = ?"
        return names_in(record_id, str(self._store.value(query, [record_id, number])))
