"""What the vault remembers about its worker and place: name, role, organisation, local numbers; each change is audited."""

from __future__ import annotations

import json
from typing import Any

from toolkit.vault.audit import Audit, Author
from toolkit.vault.engine import Store

NAME, AUTHOR, ROLE, BACKED_UP = "vault_name", "author_name", "author_role", "backup_last"


class Facts:
    """Keys and values inside the database, never in a settings file."""

    def __init__(self, store: Store, audit: Audit) -> None:
        """Takes the store and the audit trail."""
        self._store = store
        self._audit = audit

    def get(self, key: str, default: Any = None) -> Any:
        """Gives a value, or the default when it was never set."""
        found = self._store.value("SELECT value FROM facts WHERE key = ?", [key])
        return default if found is None else json.loads(found)

    def set(self, key: str, value: Any) -> None:
        """Keeps a value that JSON can hold. The trail names the key, not the value. Nothing is written when it is the same."""
        text = json.dumps(value)
        with self._store.lock:
            if self._store.value("SELECT value FROM facts WHERE key = ?", [key]) == text:
                return
            with self._store.writing():
                self.keep(key, value)
                self._audit.add("setting changed", self.author().name, why=key)

    def keep(self, key: str, value: Any) -> None:
        """Keeps a value without a row of its own in the trail: within a step that has one."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO facts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, json.dumps(value)],
            )

    def all(self) -> dict[str, Any]:
        """Gives every key with its value."""
        return {
            row["key"]: json.loads(row["value"])
            for row in self._store.rows("SELECT * FROM facts ORDER BY key")
        }

    def author(self) -> Author:
        """Who writes in this vault."""
        return Author(str(self.get(AUTHOR, "")), str(self.get(ROLE, "")))
