"""sqlite-utils on the encrypting engine, the steps that change tables, and the triggers that its `transform()` drops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from tests.vault.people import AUTHOR, FAMILY, note_answers, unlock
from toolkit.errors import DiskFault, OpenedToReadOnly, ProtectionMissing, RecordsDamaged, RecordsLocked
from toolkit.forms import catalogue
from toolkit.vault import engine, migrations
from toolkit.vault.audit import Audit
from toolkit.vault.engine import Migrations, Store
from toolkit.vault.records import Records

KEY, SALT = bytes(range(32)), bytes(range(16))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "some.db", KEY, SALT)
    yield made
    made.close()


# The shim: without it, sqlite-utils catches the exceptions of another module.


def test_only_the_engine_imports_sqlite_utils() -> None:
    room = Path(engine.__file__).parent
    importing = [
        path.name
        for path in room.glob("*.py")
        if re.search(r"^\s*(from|import) sqlite_utils", path.read_text("utf-8"), re.M)
    ]
    assert importing == ["engine.py"]


def test_sqlite_utils_took_the_encrypting_engine() -> None:
    import sqlcipher3

    assert sqlite_utils.db.sqlite3 is sqlcipher3
    assert sqlite_utils.utils.OperationalError is sqlcipher3.dbapi2.OperationalError


def test_what_needs_the_shim_works(store: Store) -> None:
    table: Any = store.db["people"]
    table.insert({"id": 1, "name": "Wren"}, pk="id")
    table.insert({"id": 2, "name": "Pip", "known_as": "P"}, alter=True)
    table.insert({"id": 2, "name": "Philippa"}, replace=True)
    table.upsert({"id": 1, "name": "Wren T"}, pk="id")
    assert list(store.db.query("INSERT INTO people (id, name) VALUES (3, 'Ash') RETURNING name")) == [
        {"name": "Ash"}
    ]
    assert [row["name"] for row in table.rows] == ["Wren T", "Philippa", "Ash"]
    store.db["no_such_table"].drop(ignore=True)
    table.enable_fts(["name"], create_triggers=True)
    assert [row["id"] for row in table.search("ash")] == [3]
    table.transform(rename={"name": "full_name"})
    assert table.columns_dict == {"id": int, "full_name": str, "known_as": str}
    store.db.vacuum()
    with pytest.raises(engine.driver.IntegrityError):
        table.insert({"id": 1})
    assert not store.db.conn.in_transaction


def test_a_copy_into_a_file_without_a_key_is_refused(store: Store, tmp_path: Path) -> None:
    store.rows("CREATE TABLE words (word)")
    plain = engine.driver.connect(str(tmp_path / "plain.db"))
    with pytest.raises(engine.driver.Error):
        store.db.conn.backup(plain)
    plain.close()
    copy = tmp_path / "plain.db"
    assert not copy.exists() or copy.stat().st_size == 0


# The store


def test_a_failing_block_is_undone_whole_and_a_block_within_is_part_of_it(store: Store) -> None:
    store.rows("CREATE TABLE words (word)")
    with pytest.raises(DiskFault):
        _write_and_fail(store)
    assert store.value("SELECT count(*) FROM words") == 0
    with store.writing() as outer:
        outer.execute("INSERT INTO words VALUES ('a')")
        with store.writing() as inner:
            inner.execute("INSERT INTO words VALUES ('b')")
    assert store.value("SELECT count(*) FROM words") == 2


def _write_and_fail(store: Store) -> None:
    with store.writing() as outer:
        outer.execute("INSERT INTO words VALUES ('a')")
        with store.writing() as inner:
            inner.execute("INSERT INTO words VALUES ('b')")
        raise DiskFault


def test_a_wrong_key_and_another_salt_do_not_open(store: Store, tmp_path: Path) -> None:
    store.rows("CREATE TABLE words (word)")
    store.close()
    path = tmp_path / "some.db"
    for key, salt in ((bytes(32), SALT), (KEY, bytes(16))):
        with pytest.raises(RecordsDamaged):
            Store(path, key, salt)
    Store(path, KEY, None).close()
    assert path.read_bytes()[:16] == SALT


def test_a_read_only_store_refuses_to_write(store: Store, tmp_path: Path) -> None:
    store.rows("CREATE TABLE words (word)")
    store.close()
    reading = Store(tmp_path / "some.db", KEY, SALT, read_only=True)
    with pytest.raises(OpenedToReadOnly), reading.writing():
        pytest.fail("a transaction was begun")
    with pytest.raises(OpenedToReadOnly):
        reading.rows("INSERT INTO words VALUES ('a')")
    reading.close()
    with pytest.raises(RecordsLocked):
        reading.rows("SELECT 1")


def test_pages_are_told_by_their_signature(store: Store, tmp_path: Path) -> None:
    store.rows("CREATE TABLE words (word)")
    store.rows("INSERT INTO words VALUES (?)", ["x" * 20_000])
    store.close()
    path = tmp_path / "some.db"
    assert engine.any_page_fits(path, KEY, SALT)
    assert engine.any_page_fits(path, KEY, SALT, first=1, most=1)
    assert not engine.any_page_fits(path, bytes(32), SALT)
    assert not engine.any_page_fits(path, KEY, bytes(16))


# Steps


def test_transform_drops_the_triggers_and_that_is_noticed(closed: Path) -> None:
    vault = unlock(closed)
    store = vault._opened.store  # type: ignore[union-attr]
    store.rows("PRAGMA foreign_keys = OFF")
    store.db["releases"].transform(rename={"why": "reason"})
    left = {row["name"] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    assert set(migrations.TRIGGERS) - left, (
        "transform() keeps triggers now: the warning in migrations.py can go"
    )
    with pytest.raises(ProtectionMissing):
        migrations.check_triggers(store)
    assert any("changed is missing" in finding.sentence for finding in vault.check())
    vault.close()
    with pytest.raises(ProtectionMissing):
        unlock(closed)


def test_a_step_that_drops_a_trigger_is_undone(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are one transaction with the comparison that follows them."""
    steps = Migrations("vault")
    for name in ("m001_first_tables", "m002_attachments", "m004_what_was_told_of_a_copy"):
        steps(name=name)(lambda db: pytest.fail("applied twice"))

    @steps()
    def m005_careless(db: Any) -> None:
        db.execute("DROP TRIGGER audit_kept_update")
        db.execute("PRAGMA user_version = 5")

    monkeypatch.setattr(migrations, "steps", steps)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 5)
    with pytest.raises(ProtectionMissing):
        unlock(closed)
    monkeypatch.undo()
    vault = unlock(closed)
    assert [finding.grade for finding in vault.check()] == ["GOOD"]
    vault.close()


def test_a_good_step_is_applied_once(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, applied = Migrations("vault"), []
    for name in ("m001_first_tables", "m002_attachments", "m004_what_was_told_of_a_copy"):
        steps(name=name)(lambda db: pytest.fail("applied twice"))

    @steps()
    def m005_more(db: Any) -> None:
        applied.append(1)
        db.execute("ALTER TABLE facts ADD COLUMN note TEXT NOT NULL DEFAULT ''")
        db.execute("PRAGMA user_version = 5")

    monkeypatch.setattr(migrations, "steps", steps)
    monkeypatch.setattr("toolkit.vault.opening.SCHEMA_VERSION", 5)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 5)
    for _ in range(2):
        vault = unlock(closed)
        assert vault._opened.store.value("PRAGMA user_version") == 5  # type: ignore[union-attr]
        vault.close()
    assert applied == [1]


def test_erased_words_leave_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same tables and the same steps without a key, so that the bytes can be read: what is discarded is gone from them."""

    def plain(path: Path, *_: object) -> Any:
        return engine.driver.connect(str(path), isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(engine, "_connect", plain)
    monkeypatch.setattr(engine, "prove_engine", lambda: None)
    path = tmp_path / "twin.db"
    twin = Store(path, KEY, SALT)
    migrations.migrate(twin)
    records = Records(twin, catalogue.load(), Audit(twin, KEY))
    family = records.create("family", None, FAMILY, AUTHOR)
    for number in range(40):
        note = records.create("case_note", family.id, note_answers(f"Zanzibar {number} " * 200), AUTHOR)
        records.save_draft(note.id, note_answers(f"Zanzibar again {number} " * 20))
        if number == 20:
            twin.checkpoint()
            assert b"zanzibar" in path.read_bytes().lower(), "the scan could not have found it"
        records.discard_draft(note.id, AUTHOR)
    twin.checkpoint()
    twin.close()
    data = path.read_bytes().lower()
    assert b"thistlewick" in data
    assert data.count(b"zanzibar") == 0
