"""The trail: whatever is changed behind the program's back shows, with the first entry that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.people import AUTHOR, CODE, unlock
from toolkit.vault import engine
from toolkit.vault.keys import Keys
from toolkit.vault.migrations import TRIGGERS

TAMPERED = {
    "a name changed": "UPDATE audit SET who = 'Basil Quill' WHERE seq = 12",
    "a time changed": "UPDATE audit SET made = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 12",
    "a reason changed": "UPDATE audit SET why = 'another' WHERE seq = 12",
    "a flag taken away": "UPDATE audit SET clock_back = 1 WHERE seq = 12",
    "a row taken out": "DELETE FROM audit WHERE seq = 12",
    "the first row taken out": "DELETE FROM audit WHERE seq = 1",
    "the tail cut": "DELETE FROM audit WHERE seq > 40",
    "the last row cut": "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
    "a row put in": "INSERT INTO audit SELECT 1000, made, made_local, who, what, record_id, revision, why, digest,"
    " clock_back, hash FROM audit WHERE seq = 12",
    "rows swapped": "UPDATE audit SET seq = CASE seq WHEN 12 THEN -13 WHEN 13 THEN -12 ELSE seq END WHERE seq IN (12, 13)",
    "finished words changed": "UPDATE revisions SET answers = replace(answers, 'smiled', 'cried') WHERE seq = 20",
    "an outline changed": "UPDATE outlines SET outline = x'00' WHERE rowid = 5",
    "an outline taken out": "DELETE FROM outlines WHERE rowid = 5",
    "a revision made a draft again": "UPDATE revisions SET state = 'draft' WHERE seq = 20",
    "finished words put in": "INSERT INTO revisions SELECT record_id, 2, state, form_version, '{}', author, author_role,"
    " reason, made, made_local, written, written_local, clock_back, seq FROM revisions WHERE seq = 20",
}


@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_shows(closed: Path, name: str) -> None:
    salt = (closed / "vault.db").read_bytes()[:16]
    store = engine.Store(closed / "vault.db", Keys(CODE).database(), salt)
    rows = [row["seq"] for row in store.rows("SELECT seq FROM revisions WHERE state = 'final' ORDER BY seq")]
    for trigger in TRIGGERS:
        store.rows(f"DROP TRIGGER {trigger}")
    before = store.value("SELECT total_changes()")
    store.rows(TAMPERED[name].replace("seq = 20", f"seq = {rows[7]}"))
    if name == "rows swapped":
        store.rows("UPDATE audit SET seq = -seq WHERE seq < 0")
    assert store.value("SELECT total_changes()") > before, "nothing was tampered with"
    for words in TRIGGERS.values():
        store.rows(words)
    store.close()
    vault = unlock(closed, read_only=True)
    broken = vault.audit.verify()
    assert broken is not None
    assert broken.grade == "CRITICAL"
    assert broken in vault.check()
    vault.close()


def test_the_first_entry_that_does_not_fit_is_named(closed: Path) -> None:
    test_tampering_shows(closed, "a name changed")
    vault = unlock(closed, read_only=True)
    broken = vault.audit.verify()
    assert broken is not None
    assert "from entry 12 on" in broken.sentence
    vault.close()


def test_every_step_has_its_row(closed: Path) -> None:
    vault = unlock(closed)
    family = vault.records.families()[0].id
    note = vault.records.create("case_note", family, {}, AUTHOR)
    vault.records.finish(note.id, {}, {}, AUTHOR)
    vault.records.amend(note.id, AUTHOR, "more")
    vault.records.finish(note.id, {"facts": "more"}, {}, AUTHOR)
    rows = vault.audit.rows(note.id)
    assert [(row.what, row.revision, row.why) for row in rows] == [
        ("begun", 1, ""),
        ("finished", 1, ""),
        ("amendment begun", 2, "more"),
        ("amended", 2, "more"),
    ]
    assert {row.who for row in rows} == {"Tansy Dunnock"}
    assert [row.what for row in vault.audit.rows()][:2] == ["setting changed", "made"]
    assert "opened" in [row.what for row in vault.audit.rows()]
    vault.close()
