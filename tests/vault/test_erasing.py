"""What is erased is gone: out of the tables, the search and what waits beside the file; a tombstone without a word stays."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, FAMILY, note_answers, unlock
from toolkit.errors import (
    AttachmentNotFound,
    ErasureChanged,
    FamilyOnHold,
    NotConfirmed,
    NotYetDue,
    ReasonMissing,
    RecordFinished,
    RecordNotFound,
    ToolkitError,
)
from toolkit.vault import audit_words
from toolkit.vault.rows import Record
from toolkit.vault.vault import Vault

PAST = date(2026, 1, 1)
CANARY = "Zanzibarkettle"


def traces(vault: Vault, folder: Path, word: str) -> int:
    """How often a word stands in the unencrypted twin of a vault, page by page: tables, search and free pages alike."""
    store = vault._open_one().store
    store.checkpoint()
    assert not (vault.folder / "vault.db-wal").stat().st_size
    twin = folder / "twin.db"
    # The engine refuses a page-wise copy to a plain file and its export leaves free pages out: pages are decrypted by hand.
    key, salt = vault._keys.database(), vault._open_one().vault_id
    with store.lock:
        store.copy_to(twin, key, salt, lambda left, pages: None)
    data = b"".join(plain_pages(twin.read_bytes(), key))
    twin.unlink()
    assert data.startswith(b"SQLite format 3")
    return data.lower().count(word.lower().encode())


def plain_pages(data: bytes, key: bytes) -> Iterator[bytes]:
    """Decrypts every page by SQLCipher's own rule (AES-256 in CBC, 80 bytes kept back), with OpenSSL and without the engine."""
    crypto = ctypes.CDLL(ctypes.util.find_library("crypto") or "libcrypto.so.3")
    crypto.EVP_CIPHER_CTX_new.restype = crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    for at in range(0, len(data), 4096):
        lead = 16 if at == 0 else 0
        body, iv = data[at + lead : at + 4016], data[at + 4016 : at + 4032]
        context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
        out, size = ctypes.create_string_buffer(len(body) + 32), ctypes.c_int(0)
        cipher = ctypes.c_void_p(crypto.EVP_aes_256_cbc())
        assert crypto.EVP_DecryptInit_ex(context, cipher, None, key, iv) == 1
        crypto.EVP_CIPHER_CTX_set_padding(context, 0)
        assert crypto.EVP_DecryptUpdate(context, out, ctypes.byref(size), body, len(body)) == 1
        crypto.EVP_CIPHER_CTX_free(context)
        yield (b"SQLite format 3\x00" if at == 0 else b"") + out.raw[: size.value]


@pytest.fixture
def full(case: Case) -> tuple[Case, Record, list[str]]:
    """A family with everything in it: finished, amended, withdrawn, discarded and open records, files, copies that left."""
    records, family = case.vault.records, case.family
    answers = {**records.get(family.id).answers, "family_name": f"Thistle{CANARY}"}
    records.save_draft(family.id, answers, AUTHOR)
    records.close_living(family.id, answers, AUTHOR)
    final = case.finished(CANARY + " one", purpose=CANARY)
    records.amend(final.id, AUTHOR, CANARY + " was spelt wrong")
    kept = case.vault.attachments.add(final.id, CANARY + ".png", "image/png", CANARY.encode() * 9, AUTHOR)
    records.finish(
        final.id,
        {**final.answers, "facts": f"{CANARY} again {kept.id}"},
        {"practitioner": CANARY.encode()},
        AUTHOR,
    )
    case.vault.releases.note(final.id, 1, "family", CANARY, "print", CANARY, "00" * 32, AUTHOR)
    thrown = case.note(CANARY)
    records.discard_draft(thrown.id, AUTHOR, CANARY)
    draft = case.note(CANARY + " draft")
    case.vault.search.find(CANARY)
    return case, final, [thrown.id, draft.id]


def erase(case: Case, family_id: str, reason: str = "period_over", due: date | None = PAST) -> None:
    plan = case.vault.erasing.plan(family_id)
    case.vault.erasing.erase(plan, reason, AUTHOR, plan.reference, due)


def test_a_whole_family_is_erased_and_no_trace_is_left(
    full: tuple[Case, Record, list[str]], tmp_path: Path
) -> None:
    case, final, others = full
    other = case.vault.records.create(
        "family", None, {"family_name": "Quill", "children": [{"id": "ash", "name": "Ash Quill"}]}, AUTHOR
    )
    stays = case.vault.records.create("case_note", other.id, note_answers("Quillish words"), AUTHOR)
    case.vault.erasing.hold(case.family.id, CANARY + " inquiry", AUTHOR)
    case.vault.erasing.release(case.family.id, CANARY + " over", AUTHOR)
    head = case.vault.audit.head()
    assert traces(case.vault, tmp_path, CANARY) > 15, "the scan would have found them"

    plan = case.vault.erasing.plan(case.family.id)
    assert (plan.records, plan.drafts, plan.files, plan.copies_left) == (2, 1, 1, 1)
    stone = case.vault.erasing.erase(plan, "period_over", AUTHOR, plan.reference.lower(), PAST)

    assert (stone.records, stone.files, stone.copies_left, stone.who) == (2, 1, 1, "Tansy Dunnock")
    assert stone.reason == "The time to keep these records is over"
    assert traces(case.vault, tmp_path, CANARY) == 0
    assert traces(case.vault, tmp_path, "Thistlewick") == 0
    assert traces(case.vault, tmp_path, "Quillish") > 0
    # Nothing of it is listed, found or read.
    records = case.vault.records
    assert [row.id for row in records.families()] == [other.id]
    assert records.timeline(case.family.id) == []
    assert case.vault.search.find("Thistlewick") == case.vault.search.find(CANARY) == []
    assert case.vault.releases.of() == []
    for gone in (final.id, *others):
        with pytest.raises(RecordNotFound):
            records.get(gone)
    stub = records.get(case.family.id)
    assert (stub.status, stub.answers, stub.title) == ("discarded", {}, "Family and household")
    assert case.vault.erasing.tombstones() == [stone]
    # Heads noted before still fit, and the whole is whole.
    assert case.vault.audit.holds(head)
    assert case.vault.audit.verify() is None
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]
    assert case.vault.rebuild_lists() == 0
    assert case.vault.rebuild_search() == 2
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]
    assert records.get(stays.id).answers["facts"] == "Quillish words"
    # The next family does not get a number that was on paper already.
    third = records.create("family", None, FAMILY, AUTHOR)
    assert records.get(third.id).answers["reference"] == "F-0003"
    case.vault.close()
    with unlock(case.folder) as again:
        assert again.audit.verify() is None
        assert again.older is None
        words = [audit_words.in_words(row) for row in again.audit.rows()]
    assert not [line for line in words if CANARY in line]
    assert any("erased a family with 2 records" in line for line in words)


def test_what_moved_here_from_a_wrong_family_goes_too(case: Case, tmp_path: Path) -> None:
    """The wrong family's file still holds the hidden words of before; they are about the family that is erased."""
    quill = case.vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    wrong = case.finished(CANARY)
    moved = case.vault.records.withdraw(wrong.id, quill.id, AUTHOR, f"about {CANARY}")
    case.vault.records.finish(moved.id, moved.answers, {"practitioner": CANARY.encode()}, AUTHOR)
    assert case.vault.erasing.plan(quill.id).stubs == 1
    erase(case, quill.id)
    assert traces(case.vault, tmp_path, CANARY) == 0
    stub = case.vault.records.get(wrong.id)
    assert (stub.status, stub.reason, stub.author) == ("withdrawn", "", "Tansy Dunnock")
    assert [row.status for row in case.vault.records.timeline(case.family.id)] == ["withdrawn"]
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_a_draft_that_is_thrown_away_leaves_no_trace_of_its_words(case: Case, tmp_path: Path) -> None:
    note = case.note(CANARY + " and more", purpose=CANARY)
    case.vault.attachments.add(note.id, "a.png", "image/png", CANARY.encode() * 200, AUTHOR)
    for number in range(30):
        case.vault.records.save_draft(note.id, note_answers(f"{CANARY} {number} " * 50))
    assert traces(case.vault, tmp_path, CANARY) > 15
    case.vault.records.discard_draft(note.id, AUTHOR, "begun twice")
    assert traces(case.vault, tmp_path, CANARY) == 0


def test_a_wrong_picture_goes_out_of_a_finished_record(case: Case, tmp_path: Path) -> None:
    note = case.note("words")
    wrong = case.vault.attachments.add(note.id, CANARY + ".png", "image/png", CANARY.encode() * 99, AUTHOR)
    words = {**note.answers, "facts": f"see {wrong.id}"}
    case.vault.records.finish(note.id, words, {"practitioner": b"x"}, AUTHOR)
    with pytest.raises(RecordFinished):
        case.vault.attachments.remove(wrong.id, "of another family", AUTHOR)
    assert traces(case.vault, tmp_path, CANARY) > 15
    erasing = case.vault.erasing
    with pytest.raises(ReasonMissing):
        erasing.remove_file(wrong.id, " ", AUTHOR, confirmed=True)
    with pytest.raises(NotConfirmed):
        erasing.remove_file(wrong.id, "of another family", AUTHOR)
    assert case.vault.attachments.get(wrong.id).data
    erasing.remove_file(wrong.id, "of another family", AUTHOR, confirmed=True)
    with pytest.raises(AttachmentNotFound):
        case.vault.attachments.get(wrong.id)
    with pytest.raises(AttachmentNotFound):
        erasing.remove_file(wrong.id, "again", AUTHOR, confirmed=True)
    assert traces(case.vault, tmp_path, CANARY) == 0
    assert case.vault.records.get(note.id).answers["facts"] == f"see {wrong.id}"
    row = case.vault.audit.rows(note.id)[-1]
    assert (row.what, row.why) == ("file taken out", f"{wrong.id} of another family")
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_everything_that_stands_in_the_way_does(full: tuple[Case, Record, list[str]]) -> None:
    case, _, _ = full
    erasing, family = case.vault.erasing, case.family.id
    plan = erasing.plan(family)
    with pytest.raises(ReasonMissing):
        erasing.erase(plan, "just so", AUTHOR, plan.reference, PAST)
    for typed in ("", "F-9999", "Thistlewick"):
        with pytest.raises(NotConfirmed):
            erasing.erase(plan, "ordered", AUTHOR, typed)
    for due in (None, date(2026, 11, 13), date(2044, 5, 20)):
        with pytest.raises(NotYetDue):
            erasing.erase(plan, "period_over", AUTHOR, plan.reference, due)
    erasing.hold(family, "An inquiry has asked for these", AUTHOR)
    assert erasing.plan(family).held
    found = erasing.held(family)
    assert found is not None
    assert (found.why, found.who) == ("An inquiry has asked for these", "Tansy Dunnock")
    with pytest.raises(FamilyOnHold):
        erasing.erase(plan, "ordered", AUTHOR, plan.reference)
    with pytest.raises(ReasonMissing):
        erasing.release(family, "  ", AUTHOR)
    erasing.release(family, "The inquiry has ended", AUTHOR)
    assert erasing.held(family) is None
    case.note("one more since")
    with pytest.raises(ErasureChanged):
        erasing.erase(plan, "ordered", AUTHOR, plan.reference)
    for wrong in ("nobody", case.vault.records.timeline(family)[0].id):
        with pytest.raises(RecordNotFound):
            erasing.plan(wrong)
    assert len(case.vault.records.timeline(family)) == 3
    assert erasing.tombstones() == []
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_only_what_is_named_as_erased_may_go(full: tuple[Case, Record, list[str]]) -> None:
    """The database itself refuses to drop finished words, a copy that left or an entry's reason of any other record."""
    case, final, _ = full
    store = case.vault._open_one().store
    for words in (
        f"DELETE FROM revisions WHERE record_id = '{final.id}'",
        f"DELETE FROM outlines WHERE record_id = '{final.id}'",
        f"DELETE FROM records WHERE id = '{final.id}'",
        f"DELETE FROM releases WHERE record_id = '{final.id}'",
        f"DELETE FROM attachments WHERE record_id = '{final.id}'",
        "UPDATE audit SET why = '', digest = '' WHERE seq = 5",
    ):
        with pytest.raises(ToolkitError):
            store.rows(words)
    seq = store.value("SELECT max(seq) FROM audit WHERE why <> ''")
    store.rows("INSERT INTO erased_entries VALUES (?, 1)", [seq])
    for words in (
        "UPDATE audit SET why = '', digest = '', who = 'Basil Quill' WHERE seq = ?",
        "UPDATE audit SET why = 'another' WHERE seq = ?",
        "DELETE FROM audit WHERE seq = ?",
    ):
        with pytest.raises(ToolkitError):
            store.rows(words, [seq])
    for words in ("DELETE FROM erased_entries", "UPDATE erased_entries SET by = 2"):
        with pytest.raises(ToolkitError):
            store.rows(words)


def test_an_entry_blanked_without_an_erasure_breaks_the_chain(
    full: tuple[Case, Record, list[str]],
) -> None:
    case, _, _ = full
    store = case.vault._open_one().store
    seq = store.value("SELECT min(seq) FROM audit WHERE what = 'amendment begun'")
    store.rows("INSERT INTO erased_entries VALUES (?, ?)", [seq, seq + 1])
    store.rows("UPDATE audit SET why = '', digest = '' WHERE seq = ?", [seq])
    broken = case.vault.audit.verify()
    assert broken is not None
    assert broken.entry == seq


def test_tampering_after_an_erasure_still_shows(full: tuple[Case, Record, list[str]]) -> None:
    case, _, _ = full
    erase(case, case.family.id)
    assert case.vault.audit.verify() is None
    store = case.vault._open_one().store
    blanked = [row["seq"] for row in store.rows("SELECT seq FROM erased_entries ORDER BY seq")]
    store.rows("DROP TRIGGER audit_kept_update")
    store.rows("UPDATE audit SET who = 'Basil Quill' WHERE seq = ?", [blanked[2]])
    broken = case.vault.audit.verify()
    assert broken is not None
    assert broken.entry is not None
    assert broken.entry <= blanked[2]


def test_two_families_one_after_the_other(case: Case, tmp_path: Path) -> None:
    quill = case.vault.records.create("family", None, {"family_name": "Quill" + CANARY}, AUTHOR)
    case.finished(CANARY)
    erase(case, case.family.id)
    case.clock.move(days=1)
    erase(case, quill.id, "mistake", None)
    assert traces(case.vault, tmp_path, CANARY) == 0
    assert [stone.reason for stone in case.vault.erasing.tombstones()] == [
        "This family was entered by mistake",
        "The time to keep these records is over",
    ]
    assert case.vault.audit.verify() is None
