"""The tables of a vault, step by step, and the triggers that keep what was finished from ever changing.

Each step and its place in the list of applied steps are one transaction. sqlite-utils' `transform()` drops every trigger of
a table without a word, so the triggers are compared with `TRIGGERS` at every start and after every step.
"""

from __future__ import annotations

from typing import Any

from toolkit.errors import ProtectionMissing, RecordsNewer
from toolkit.vault.engine import FINAL_WORDS, Migrations, Store

SCHEMA_VERSION = 4
"""Kept in `user_version`; a file with a higher one was written by a newer program."""

APPLICATION_ID = 0x53475431
"""Kept in `application_id`."""

_TOLD = {"releases": "ALTER TABLE releases ADD COLUMN told TEXT NOT NULL DEFAULT '{}'"}

steps = Migrations("vault")

# `detail = column` is needed: with full positions, SQLite 3.53's secure-delete leaves a word behind that stood more than 127
# times in a replaced text, finds it for ever and fails its own integrity check. Letters of every script count as words with
# their marks (M*), or Hindi would fall apart into single letters. Taking a text out of a large index securely costs 10 ms (100
# with an index of beginnings), so what is saved every two seconds stands in a small index of its own until it is finished.
_SEARCH = (
    """CREATE VIRTUAL TABLE {name} USING fts5 (
    family, title, body,
    detail = column,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
)""",
    "INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)",
)


def search_table(name: str) -> list[str]:
    """The statements that make one of the two search tables."""
    return [words.format(name=name) for words in _SEARCH]


FINISHED, OPEN = "search", "search_open"
"""The two search tables: standing revisions that are finished or closed, and those still being written."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE records (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    form_id TEXT NOT NULL,
    family_id TEXT,
    status TEXT NOT NULL CHECK (status IN ('draft', 'final', 'living', 'withdrawn', 'discarded')),
    made TEXT NOT NULL,
    made_local TEXT NOT NULL,
    moved_from TEXT NOT NULL DEFAULT '',
    moved_to TEXT NOT NULL DEFAULT '',
    seq INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    event TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '[]',
    restricted INTEGER NOT NULL DEFAULT 0,
    late INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    digest TEXT NOT NULL DEFAULT ''
);
CREATE INDEX records_by_family ON records (family_id, event DESC, seq DESC);
CREATE INDEX records_by_form ON records (form_id, status);

CREATE TABLE revisions (
    record_id TEXT NOT NULL REFERENCES records (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'final', 'closed')),
    form_version INTEGER NOT NULL,
    answers TEXT NOT NULL,
    author TEXT NOT NULL,
    author_role TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    made TEXT NOT NULL,
    made_local TEXT NOT NULL,
    written TEXT NOT NULL,
    written_local TEXT NOT NULL,
    clock_back INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL,
    PRIMARY KEY (record_id, number)
);
CREATE INDEX revisions_open ON revisions (state, written, record_id) WHERE state = 'draft';

CREATE TABLE outlines (
    record_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    audience TEXT NOT NULL,
    outline BLOB NOT NULL,
    PRIMARY KEY (record_id, number, audience),
    FOREIGN KEY (record_id, number) REFERENCES revisions (record_id, number)
);

CREATE TABLE due (
    record_id TEXT NOT NULL REFERENCES records (id),
    place INTEGER NOT NULL,
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    done INTEGER NOT NULL,
    PRIMARY KEY (record_id, place)
) WITHOUT ROWID;
CREATE INDEX due_by_day ON due (day);

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    made_local TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    why TEXT NOT NULL,
    digest TEXT NOT NULL,
    clock_back INTEGER NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_by_record ON audit (record_id, revision);

CREATE TABLE releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id TEXT NOT NULL REFERENCES records (id),
    revision INTEGER NOT NULL,
    family_id TEXT,
    audience TEXT NOT NULL,
    recipient TEXT NOT NULL,
    how TEXT NOT NULL,
    why TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    made_local TEXT NOT NULL,
    seq INTEGER NOT NULL
);
CREATE INDEX releases_by_record ON releases (record_id);

-- These hold all that the caseload and Today ask for, so that no page of a record is read and decrypted for it.
CREATE INDEX records_counted ON records (family_id, status, event);
CREATE INDEX due_open ON due (day) WHERE done = 0;
"""


# The bytes come last: a row is read without them as long as nobody asks for what stands behind.
_FILES = """
CREATE TABLE attachments (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record_id TEXT NOT NULL REFERENCES records (id),
    revision INTEGER NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    made_local TEXT NOT NULL,
    seq INTEGER NOT NULL,
    data BLOB NOT NULL
)
"""


# What is erased is named first, by number and never by name; only what is named may then go.
_ERASING = (
    "CREATE TABLE erased_records (record_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE erased_files (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE erased_entries (seq INTEGER PRIMARY KEY, by INTEGER NOT NULL)",
    """CREATE TABLE holds (
    family_id TEXT PRIMARY KEY REFERENCES records (id),
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    made TEXT NOT NULL,
    made_local TEXT NOT NULL
) WITHOUT ROWID""",
)


def _never(name: str, when: str, condition: str = "") -> tuple[str, str]:
    guard = f" WHEN {condition}" if condition else ""
    body = f"CREATE TRIGGER {name} BEFORE {when}{guard} BEGIN SELECT RAISE(ABORT, '{FINAL_WORDS}'); END"
    return name, body


def _same(table: str, *columns: str) -> str:
    match = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {match})"


_FIRST: dict[str, str] = dict(
    [
        _never("about_kept_update", "UPDATE ON about"),
        _never("about_kept_delete", "DELETE ON about"),
        _never("audit_kept_update", "UPDATE ON audit"),
        _never("audit_kept_delete", "DELETE ON audit"),
        _never("audit_kept_insert", "INSERT ON audit", _same("audit", "seq")),
        _never("outlines_kept_update", "UPDATE ON outlines"),
        _never("outlines_kept_delete", "DELETE ON outlines"),
        _never(
            "outlines_kept_insert", "INSERT ON outlines", _same("outlines", "record_id", "number", "audience")
        ),
        _never("records_kept_delete", "DELETE ON records"),
        _never("records_kept_insert", "INSERT ON records", _same("records", "id")),
        _never(
            "records_kept_origin",
            "UPDATE ON records",
            "OLD.row <> NEW.row OR OLD.id <> NEW.id OR OLD.form_id <> NEW.form_id OR OLD.made <> NEW.made"
            " OR OLD.moved_from <> NEW.moved_from",
        ),
        _never(
            "records_kept_status",
            "UPDATE ON records",
            "OLD.status <> NEW.status AND (OLD.status IN ('withdrawn', 'discarded', 'living')"
            " AND NEW.status NOT IN ('withdrawn', 'discarded') OR OLD.status = 'final' AND NEW.status <> 'withdrawn'"
            " OR OLD.status = 'withdrawn' OR OLD.status = 'discarded')",
        ),
        _never("releases_kept_update", "UPDATE ON releases"),
        _never("releases_kept_delete", "DELETE ON releases"),
        _never("releases_kept_insert", "INSERT ON releases", _same("releases", "id")),
        _never("revisions_kept_update", "UPDATE ON revisions", "OLD.state <> 'draft'"),
        _never("revisions_kept_delete", "DELETE ON revisions", "OLD.state <> 'draft'"),
        _never("revisions_kept_insert", "INSERT ON revisions", _same("revisions", "record_id", "number")),
    ]
)
_OF_FILES: dict[str, str] = dict(
    [
        # A file comes into a draft, and is kept for good with the revision it came into once that is finished.
        _never(
            "attachments_kept_insert",
            "INSERT ON attachments",
            "EXISTS (SELECT 1 FROM attachments WHERE id = NEW.id OR row = NEW.row) OR NOT EXISTS (SELECT 1 FROM revisions"
            " WHERE record_id = NEW.record_id AND number = NEW.revision AND state = 'draft')",
        ),
        # Nothing of it changes but its record, when its words move to the right family.
        _never(
            "attachments_kept_update",
            "UPDATE ON attachments",
            "OLD.row <> NEW.row OR OLD.id <> NEW.id OR OLD.name <> NEW.name OR OLD.media <> NEW.media"
            " OR OLD.size <> NEW.size OR OLD.sha256 <> NEW.sha256 OR OLD.author <> NEW.author OR OLD.made <> NEW.made"
            " OR OLD.made_local <> NEW.made_local OR OLD.seq <> NEW.seq OR OLD.data <> NEW.data OR NOT EXISTS (SELECT 1"
            " FROM records WHERE id = NEW.record_id AND moved_from = OLD.record_id)",
        ),
        _never(
            "attachments_kept_delete",
            "DELETE ON attachments",
            "EXISTS (SELECT 1 FROM revisions WHERE record_id = OLD.record_id AND number = OLD.revision"
            " AND state <> 'draft')",
        ),
    ]
)
_NOT_ERASED = "NOT EXISTS (SELECT 1 FROM erased_records WHERE record_id = OLD.{column})"
_OF_ERASING: dict[str, str] = dict(
    [
        # An entry may lose its reason and its digest, and nothing else, once it is named as erased.
        _never(
            "audit_kept_update",
            "UPDATE ON audit",
            "NOT (NEW.why = '' AND NEW.digest = '' AND NEW.seq = OLD.seq AND NEW.made = OLD.made"
            " AND NEW.made_local = OLD.made_local AND NEW.who = OLD.who AND NEW.what = OLD.what"
            " AND NEW.record_id = OLD.record_id AND NEW.revision = OLD.revision AND NEW.clock_back = OLD.clock_back"
            " AND NEW.hash = OLD.hash AND EXISTS (SELECT 1 FROM erased_entries WHERE seq = OLD.seq))",
        ),
        _never("outlines_kept_delete", "DELETE ON outlines", _NOT_ERASED.format(column="record_id")),
        _never("records_kept_delete", "DELETE ON records", _NOT_ERASED.format(column="id")),
        _never("releases_kept_delete", "DELETE ON releases", _NOT_ERASED.format(column="record_id")),
        _never(
            "revisions_kept_delete",
            "DELETE ON revisions",
            "OLD.state <> 'draft' AND " + _NOT_ERASED.format(column="record_id"),
        ),
        _never(
            "attachments_kept_delete",
            "DELETE ON attachments",
            "EXISTS (SELECT 1 FROM revisions WHERE record_id = OLD.record_id AND number = OLD.revision"
            " AND state <> 'draft') AND NOT EXISTS (SELECT 1 FROM erased_files WHERE id = OLD.id) AND "
            + _NOT_ERASED.format(column="record_id"),
        ),
        *(
            _never(f"{table}_kept_{what.lower()}", f"{what} ON {table}")
            for table in ("erased_records", "erased_files", "erased_entries")
            for what in ("UPDATE", "DELETE")
        ),
    ]
)
TRIGGERS: dict[str, str] = _FIRST | _OF_FILES | _OF_ERASING
"""Every trigger a vault has, by name, with its exact words."""
_TRIGGERS_OF = {1: _FIRST, 2: _FIRST | _OF_FILES, 3: TRIGGERS}


@steps()
def m001_first_tables(db: Any) -> None:
    """Tables and triggers of the first version."""
    db.executescript(_TABLES)
    for name in (FINISHED, OPEN):
        for words in search_table(name):
            db.execute(words)
    for words in _FIRST.values():
        db.execute(words)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@steps()
def m002_attachments(db: Any) -> None:
    """Pictures and papers that are kept with a record."""
    # One by one: a script would end the transaction that this step is part of.
    db.execute(_FILES)
    db.execute("CREATE INDEX attachments_by_record ON attachments (record_id)")
    for words in _OF_FILES.values():
        db.execute(words)
    db.execute("PRAGMA user_version = 2")


@steps()
def m003_erasing(db: Any) -> None:
    """A family whose time is over can be erased, and one on hold cannot."""
    for words in _ERASING:
        db.execute(words)
    for name, words in _OF_ERASING.items():
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
        db.execute(words)
    db.execute("PRAGMA user_version = 3")


@steps()
def m004_what_was_told_of_a_copy(db: Any) -> None:
    """What a copy left out and what was put back, and the decision it rests on, as JSON."""
    for words in _TOLD.values():
        db.execute(words)
    db.execute("PRAGMA user_version = 4")


def check_version(store: Store) -> None:
    """Raises `RecordsNewer` when the file was written by a newer program. Writes nothing."""
    if int(store.value("PRAGMA user_version")) > SCHEMA_VERSION:
        raise RecordsNewer()


def migrate(store: Store) -> None:
    """Brings the tables up to date and compares the triggers. Raises `RecordsNewer` or `ProtectionMissing`."""
    check_version(store)
    with store.lock:
        if steps.pending(store.db):
            with store.writing():
                steps.apply(store.db)
                check_triggers(store)
    check_triggers(store)


def check_triggers(store: Store) -> None:
    """Raises `ProtectionMissing` unless the triggers are exactly those expected. Writes nothing.

    A file of an older version that is only read has the triggers of that version.
    """
    version = int(store.value("PRAGMA user_version")) if store.read_only else SCHEMA_VERSION
    found = {
        row["name"]: row["sql"]
        for row in store.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    }
    if found != _TRIGGERS_OF.get(version, TRIGGERS):
        raise ProtectionMissing()
