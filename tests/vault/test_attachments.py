"""Pictures and papers of records: kept with what was finished, gone with what was discarded, never in clear on the disk."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import TOP, files_holding
from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, FAMILY, PASSPHRASE, bytes_of, make_family, note_answers, unlock
from toolkit.errors import (
    AttachmentEmpty,
    AttachmentNotFound,
    AttachmentTooLarge,
    DiskFull,
    OpenedToReadOnly,
    ReasonMissing,
    RecordFinished,
    RecordNotFound,
    RecordWithdrawn,
    ToolkitError,
)
from toolkit.forms import catalogue
from toolkit.vault import attachments, engine, migrations
from toolkit.vault.audit import Audit
from toolkit.vault.engine import Store
from toolkit.vault.migrations import TRIGGERS
from toolkit.vault.records import Records
from toolkit.vault.rows import Attachment, Record

CANARY = b"Zanzibarkettle"
PICTURE = b"\x89PNG\r\n\x1a\n" + CANARY * 900
STORED = TOP / "tests" / "stored" / "vault-1"


def add(case: Case, record: Record, data: bytes = PICTURE, name: str = "Three houses.png") -> Attachment:
    return case.vault.attachments.add(record.id, name, "image/png", data, AUTHOR)


def naming(record: Record, *files: Attachment) -> dict[str, Any]:
    """The answers of a record with these files named in them."""
    return {**record.answers, "drawings": [{"id": str(n), "file": f.id} for n, f in enumerate(files)]}


def store_of(case: Case) -> Store:
    return case.vault._opened.store  # type: ignore[union-attr]


def test_a_file_is_kept_and_given_back_byte_for_byte(case: Case) -> None:
    note = case.note()
    kept = add(case, note)
    found = case.vault.attachments.get(kept.id)
    assert found.data == PICTURE
    assert (found.name, found.media, found.size) == ("Three houses.png", "image/png", len(PICTURE))
    assert found.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert (found.record_id, found.revision, found.author) == (note.id, 1, "Tansy Dunnock")
    assert "Zanzibar" not in repr(found)
    assert [file.data for file in case.vault.attachments.of(note.id)] == [b""]
    row = case.vault.audit.rows(note.id)[-1]
    assert (row.what, row.who) == ("file added", "Tansy Dunnock")
    assert kept.name not in row.why


def test_it_is_still_there_after_closing(case: Case) -> None:
    kept = add(case, case.note())
    case.vault.close()
    with unlock(case.folder, now=case.clock) as vault:
        assert vault.attachments.get(kept.id).data == PICTURE
        assert vault.audit.verify() is None


def test_sizes_are_limited_and_counted(case: Case) -> None:
    note, other = case.note(), case.note("Other.")
    assert case.vault.attachments.total() == 0
    with pytest.raises(AttachmentEmpty):
        add(case, note, b"")
    with pytest.raises(AttachmentTooLarge):
        add(case, note, bytes(attachments.MOST_BYTES + 1))
    assert case.vault.attachments.of(note.id) == []
    add(case, note, bytes(attachments.MOST_BYTES))
    add(case, other, b"123")
    assert case.vault.attachments.total(other.id) == 3
    assert case.vault.attachments.total() == attachments.MOST_BYTES + 3


def test_a_file_needs_an_open_draft(case: Case) -> None:
    with pytest.raises(RecordNotFound):
        case.vault.attachments.add("nothing", "a.png", "image/png", PICTURE, AUTHOR)
    final = case.finished()
    with pytest.raises(RecordFinished):
        add(case, final)
    case.vault.records.amend(final.id, AUTHOR, "A drawing came with it.")
    assert add(case, final).revision == 2
    gone = case.note("Gone.")
    case.vault.records.discard_draft(gone.id, AUTHOR)
    with pytest.raises(RecordWithdrawn):
        add(case, gone)


def test_a_record_that_lives_gets_a_dated_version_for_it(case: Case) -> None:
    assert case.family.revision == 1
    kept = add(case, case.family)
    assert kept.revision == 2
    assert case.vault.records.get(case.family.id).revision == 2
    answers = naming(case.family, kept)
    case.vault.records.close_living(case.family.id, answers, AUTHOR)
    assert case.vault.attachments.get(kept.id).data == PICTURE
    assert case.vault.audit.verify() is None


def test_what_is_finished_keeps_its_files(case: Case) -> None:
    note = case.note()
    kept, dropped = add(case, note), add(case, note, b"taken out again")
    done = case.vault.records.finish(note.id, naming(note, kept), {}, AUTHOR)
    with pytest.raises(AttachmentNotFound):
        case.vault.attachments.get(dropped.id)
    with pytest.raises(RecordFinished):
        case.vault.attachments.remove(kept.id, "No longer wanted.", AUTHOR)
    # The next version may leave it out; the one before keeps it.
    case.vault.records.amend(done.id, AUTHOR, "Left out.")
    with pytest.raises(RecordFinished):
        case.vault.attachments.remove(kept.id, "No longer wanted.", AUTHOR)
    case.vault.records.finish(note.id, note.answers, {}, AUTHOR)
    assert case.vault.attachments.get(kept.id).data == PICTURE
    assert case.vault.check(quick=False)[0].grade == "GOOD"


def test_a_file_is_taken_out_of_a_draft_with_a_reason(case: Case) -> None:
    kept = add(case, case.note())
    with pytest.raises(ReasonMissing):
        case.vault.attachments.remove(kept.id, " ", AUTHOR)
    case.vault.attachments.remove(kept.id, "The wrong picture.", AUTHOR)
    with pytest.raises(AttachmentNotFound):
        case.vault.attachments.get(kept.id)
    row = case.vault.audit.rows(kept.record_id)[-1]
    assert row.what == "file taken out"
    assert row.why.endswith("The wrong picture.")
    assert case.vault.check(quick=False)[0].grade == "GOOD"


def test_a_discarded_draft_takes_its_files_with_it(case: Case) -> None:
    note = case.note()
    kept = add(case, note)
    done = case.vault.records.finish(note.id, naming(note, kept), {}, AUTHOR)
    case.vault.records.amend(done.id, AUTHOR, "More.")
    later = add(case, done, b"later")
    case.vault.records.discard_draft(done.id, AUTHOR, "Not needed.")
    assert [file.id for file in case.vault.attachments.of(done.id)] == [kept.id]
    with pytest.raises(AttachmentNotFound):
        case.vault.attachments.get(later.id)
    first = case.note("First.")
    only = add(case, first)
    case.vault.records.discard_draft(first.id, AUTHOR)
    with pytest.raises(AttachmentNotFound):
        case.vault.attachments.get(only.id)
    assert case.vault.check(quick=False)[0].grade == "GOOD"


@pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])
def test_a_withdrawn_record_takes_its_files_along(case: Case, final: bool) -> None:
    other = make_family(case.vault, family_name="Quill")
    note = case.note()
    kept, dropped = add(case, note), add(case, note, b"no longer named")
    case.vault.records.save_draft(note.id, naming(note, kept))
    if final:
        case.vault.records.finish(note.id, naming(note, kept), {}, AUTHOR)
    moved = case.vault.records.withdraw(note.id, other.id, AUTHOR, "Wrong family.")
    found = case.vault.attachments.get(kept.id)
    assert (found.record_id, found.revision, found.data) == (moved.id, 1, PICTURE)
    assert case.vault.attachments.of(note.id) == []
    with pytest.raises(AttachmentNotFound):
        case.vault.attachments.get(dropped.id)
    assert case.vault.check(quick=False)[0].grade == "GOOD"
    case.vault.records.finish(moved.id, moved.answers, {}, AUTHOR)
    assert case.vault.attachments.get(kept.id).data == PICTURE
    assert case.vault.audit.verify() is None


def test_the_database_refuses_to_change_what_is_kept(case: Case) -> None:
    note = case.note()
    kept, other = add(case, note), case.note("Other.")
    case.vault.records.finish(note.id, naming(note, kept), {}, AUTHOR)
    store = store_of(case)
    rest = "name, media, size, sha256, author, made, made_local, seq"
    replaced = (
        f"REPLACE INTO attachments (row, id, record_id, revision, {rest}, data)"
        f" SELECT row, id, ?, 1, {rest}, x'00' FROM attachments"
    )
    for statement, values in (
        ("UPDATE attachments SET data = x'00'", []),
        ("UPDATE attachments SET name = 'another'", []),
        ("UPDATE attachments SET record_id = ?", [other.id]),
        ("DELETE FROM attachments", []),
        ("INSERT OR REPLACE INTO attachments SELECT * FROM attachments", []),
        (replaced, [other.id]),
    ):
        with pytest.raises(RecordFinished):
            store.rows(statement, values)
    assert case.vault.attachments.get(kept.id).data == PICTURE


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE attachments SET data = zeroblob(length(data))", "not as added"),
        ("UPDATE attachments SET data = x'00'", "not as added"),
        ("DELETE FROM attachments", "missing"),
    ],
)
def test_tampering_with_a_file_shows(case: Case, statement: str, words: str) -> None:
    note = case.note()
    case.vault.records.finish(note.id, naming(note, add(case, note)), {}, AUTHOR)
    store = store_of(case)
    for trigger in TRIGGERS:
        store.rows(f"DROP TRIGGER {trigger}")
    store.rows(statement)
    for sql in TRIGGERS.values():
        store.rows(sql)
    worst = case.vault.check(quick=False)[0]
    assert worst.grade == "CRITICAL"
    assert words in worst.sentence


def test_a_full_disk_keeps_nothing_half(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    note = case.note()
    before = len(case.vault.audit.rows())

    def full(*_: Any, **__: Any) -> None:
        raise DiskFull()

    monkeypatch.setattr(attachments, "clean", full)
    with pytest.raises(DiskFull):
        add(case, note)
    monkeypatch.undo()
    assert case.vault.attachments.of(note.id) == []
    assert len(case.vault.audit.rows()) == before


def test_no_picture_lies_in_clear(case: Case, own_home: Path, tmp_path: Path) -> None:
    """Not in the vault, its log, the home or the temporary folder, at any step."""
    words, seen = [CANARY.decode(), "Vermilliontrunk"], []

    def look() -> None:
        for folder in (tmp_path, own_home, Path(os.environ.get("TMPDIR", "/nonexistent"))):
            seen.extend(files_holding(folder, words) if folder.is_dir() else [])

    note = case.note()
    kept = add(case, note, PICTURE * 40, "Vermilliontrunk.png")
    look()
    case.vault.attachments.get(kept.id)
    case.vault.records.finish(note.id, naming(note, kept), {}, AUTHOR)
    look()
    case.vault.check(quick=False)
    case.vault.attachments.remove(add(case, case.note("Two.")).id, "The wrong one.", AUTHOR)
    look()
    case.vault.close()
    look()
    assert seen == []
    (tmp_path / "plain").write_bytes(PICTURE)
    look()
    assert seen, "the scan would not have found it"


def test_a_file_that_was_taken_out_leaves_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same steps without a key, so that the bytes can be read."""

    def plain(path: Path, *_: object) -> Any:
        return engine.driver.connect(str(path), isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(engine, "_connect", plain)
    monkeypatch.setattr(engine, "prove_engine", lambda: None)
    path = tmp_path / "twin.db"
    twin = Store(path, bytes(32), bytes(16))
    migrations.migrate(twin)
    records = Records(twin, catalogue.load(), Audit(twin, bytes(32)))
    family = records.create("family", None, FAMILY, AUTHOR)
    note = records.create("case_note", family.id, note_answers("Words."), AUTHOR)
    first = records.attachments.add(note.id, "a.png", "image/png", PICTURE * 20, AUTHOR)
    records.attachments.add(note.id, "b.png", "image/png", PICTURE * 20, AUTHOR)
    twin.checkpoint()
    assert CANARY in path.read_bytes(), "the scan could not have found it"
    records.attachments.remove(first.id, "The wrong one.", AUTHOR)
    records.discard_draft(note.id, AUTHOR)
    twin.checkpoint()
    twin.close()
    assert path.read_bytes().count(CANARY) == 0


# A vault of the first version


def stored(tmp_path: Path) -> Path:
    folder = tmp_path / "stored"
    shutil.copytree(STORED, folder)
    return folder


def test_a_vault_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    folder = stored(tmp_path)
    for _ in range(2):
        with unlock(folder, PASSPHRASE) as vault:
            assert vault._opened.store.value("PRAGMA user_version") == 3  # type: ignore[union-attr]
            assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
            family = vault.records.families()[0]
            assert family.name == "Thistlewick"
            assert [hit.title for hit in vault.search.find("smiled")]
            assert len(vault.records.timeline(family.id)) == 2
            draft = next(row for row in vault.records.drafts() if row.status == "draft")
            kept = vault.attachments.add(draft.id, "a.png", "image/png", PICTURE, AUTHOR)
            assert vault.attachments.get(kept.id).data == PICTURE


def test_a_vault_of_the_first_version_is_only_read_when_asked(tmp_path: Path) -> None:
    folder = stored(tmp_path)
    before = bytes_of(folder)
    with unlock(folder, PASSPHRASE, read_only=True) as vault:
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
        note = vault.records.timeline(vault.records.families()[0].id)[0]
        assert vault.attachments.of(note.id) == []
        assert vault.attachments.total() == 0
        with pytest.raises(AttachmentNotFound):
            vault.attachments.get("nothing")
        with pytest.raises(OpenedToReadOnly):
            vault.attachments.add(note.id, "a.png", "image/png", PICTURE, AUTHOR)
    assert bytes_of(folder) == before


def test_a_step_up_that_fails_leaves_the_first_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stored(tmp_path)
    monkeypatch.setitem(migrations._OF_FILES, "attachments_kept_delete", "CREATE TRIGGER broken")
    with pytest.raises(ToolkitError):
        unlock(folder, PASSPHRASE)
    monkeypatch.undo()
    with unlock(folder, PASSPHRASE, read_only=True) as vault:
        assert vault._opened.store.value("PRAGMA user_version") == 1  # type: ignore[union-attr]
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
    with unlock(folder, PASSPHRASE) as vault:
        assert vault._opened.store.value("PRAGMA user_version") == 3  # type: ignore[union-attr]
