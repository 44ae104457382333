"""The trail beyond single rows: its end noted elsewhere, failed unlocks, reading, plain words, and the time it takes."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.vault.conftest import Case, SetClock
from tests.vault.people import (
    AUTHOR,
    CODE,
    PASSPHRASE,
    bytes_of,
    make_family,
    note_answers,
    open_vault,
    unlock,
)
from toolkit.errors import WrongCode, WrongPassphrase
from toolkit.forms import catalogue
from toolkit.vault import audit_words, backup, failed, recovery
from toolkit.vault.audit import Head
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.findings import OlderPutBack, OlderWasPutBack
from toolkit.vault.keyfile import read_key_file
from toolkit.vault.vault import Vault


def write_some(folder: Path, number: int) -> None:
    with unlock(folder) as vault:
        family = vault.records.families()[0].id
        for _ in range(number):
            vault.records.create("case_note", family, note_answers("more"), AUTHOR)


# Its end, noted elsewhere


def test_the_end_of_the_trail_stands_in_the_key_file_when_the_records_are_closed(closed: Path) -> None:
    with unlock(closed) as vault:
        vault.records.create("case_note", vault.records.families()[0].id, {}, AUTHOR)
        head = vault.audit.head()
        assert head.short == f"{head.entries}-{head.head[:8]}"
    anchor = read_key_file(closed).anchor
    assert (anchor.entries, anchor.head) == (head.entries, head.head)


def test_an_older_copy_put_in_place_is_noticed_and_stays_noticed(closed: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copy(closed / "vault.db", old)
    write_some(closed, 5)
    shutil.copy(old, closed / "vault.db")
    known = read_key_file(closed).anchor.entries
    with unlock(closed, read_only=True) as vault:
        assert isinstance(vault.older, OlderPutBack)
        found = vault.check()
        assert found[0] == vault.older
        there = vault.audit.head().entries
        assert known - there == 6
        assert found[0].entry == there + 1
        assert "6 entries known to the key file are not in them" in found[0].sentence
    with unlock(closed) as vault:
        assert vault.older is not None
        assert [type(finding) for finding in vault.check()][:1] == [OlderWasPutBack]
        assert [row.what for row in vault.audit.rows()][-2:] == ["older records noticed", "opened"]
    with unlock(closed) as vault:
        # It is known now, and said for good.
        assert vault.older is None
        assert [finding.grade for finding in vault.check()] == ["WARN", "GOOD"]


def test_another_branch_of_the_same_length_is_noticed(closed: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(closed, old)
    write_some(closed, 3)
    write_some(old, 3)
    shutil.copy(old / "vault.db", closed / "vault.db")
    with unlock(closed, read_only=True) as vault:
        assert isinstance(vault.older, OlderPutBack)


def test_a_program_that_was_killed_is_no_older_copy(closed: Path) -> None:
    """The key file then knows less than the trail, which is no fault."""
    shutil.copy(closed / "vault.key", closed.parent / "before.key")
    write_some(closed, 3)
    shutil.copy(closed.parent / "before.key", closed / "vault.key")
    with unlock(closed) as vault:
        assert vault.older is None
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]


def test_the_end_is_in_each_backup_and_tells_an_older_one(case: Case, tmp_path: Path) -> None:
    first = backup.make(case.vault, tmp_path / "second").facts
    case.finished()
    second = backup.make(case.vault, tmp_path / "second").facts
    assert case.vault.audit.holds(Head(first.entries, first.head))
    assert case.vault.audit.holds(Head(second.entries, second.head))
    assert not case.vault.audit.holds(Head(second.entries, first.head))
    assert not case.vault.audit.holds(Head(10_000, second.head))


# Failed unlocks


def test_failed_unlocks_are_in_the_trail_from_the_next_one_on(closed: Path) -> None:
    clock = SetClock()
    for words in ("one", "two", "three"):
        clock.move(minutes=1)
        with pytest.raises(WrongPassphrase):
            unlock(closed, words, now=clock)
    with pytest.raises(WrongCode):
        Vault.unlock_with_code(closed, RecoveryCode(bytes(20)).text, "new", catalogue.load, now=clock)
    kept = (closed / failed.FILE_NAME).read_text()
    assert len(kept.splitlines()) == 4
    assert not any(word in kept for word in ("one", "two", "three"))
    with unlock(closed, now=clock) as vault:
        row = vault.audit.rows()[-2]
        assert (row.what, row.who) == ("unlock failed", "")
        assert row.why.startswith("4: 2026-11-12T14:21:00+00:00, 2026-11-12T14:22:00+00:00")
        assert audit_words.in_words(row).startswith("Unlocking failed 4 times, between 12 November 2026")
        assert vault.audit.verify() is None
    assert not (closed / failed.FILE_NAME).exists()
    with unlock(closed) as vault:
        assert [row.what for row in vault.audit.rows()][-1] == "opened"


def test_tries_are_not_noted_where_nothing_may_be_written(closed: Path) -> None:
    before = bytes_of(closed)
    with pytest.raises(WrongPassphrase):
        unlock(closed, "one", read_only=True)
    with pytest.raises(WrongCode):
        recovery.drill(closed, RecoveryCode(bytes(20)).text, catalogue.load)
    assert bytes_of(closed) == before
    assert not (closed / failed.FILE_NAME).exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\n", b"Sorrel Thistlewick\n" * 9, b"2026-11-12T14:21:00+00:00 passphrase"]
)
def test_odd_notes_of_tries_keep_nobody_out_and_tell_nothing(closed: Path, data: bytes) -> None:
    (closed / failed.FILE_NAME).write_bytes(data)
    with unlock(closed) as vault:
        assert "Sorrel" not in str([row.why for row in vault.audit.rows() if row.what == "unlock failed"])
        for row in vault.audit.rows():
            audit_words.in_words(row)


def test_thousands_of_tries_stay_small(tmp_path: Path) -> None:
    clock = SetClock()
    for _ in range(4000):
        failed.note(tmp_path, "passphrase", clock())
    assert (tmp_path / failed.FILE_NAME).stat().st_size <= failed.MOST_BYTES
    tries = failed.noted(tmp_path)
    assert tries is not None
    assert tries.count > 1000
    assert len(tries.why) < 700


# Reading


def test_reading_is_in_the_trail_once_in_ten_minutes(case: Case) -> None:
    note = case.finished()
    for minutes in (0, 1, 5, 3, 2, 9):
        case.clock.move(minutes=minutes)
        case.vault.records.viewed(note.id, 1, AUTHOR)
    case.vault.records.viewed(note.id, 1, "Basil Quill")
    seen = [(row.what, row.who, row.revision) for row in case.vault.audit.rows(note.id)][2:]
    assert seen == [("viewed", "Tansy Dunnock", 1)] * 2 + [("viewed", "Basil Quill", 1)]
    # A clock that was set back counts as another time.
    case.clock.move(days=-1)
    case.vault.records.viewed(note.id, 1, AUTHOR)
    assert case.vault.audit.rows(note.id)[-1].clock_back
    case.vault.close()
    with unlock(case.folder, read_only=True) as vault:
        vault.records.viewed(note.id, 1, AUTHOR)
        assert len(vault.audit.rows(note.id)) == 6


# Plain words


def test_every_step_the_vault_writes_has_its_words(case: Case, tmp_path: Path) -> None:
    records, family = case.vault.records, case.family.id
    quill = records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    note = case.note()
    kept = case.vault.attachments.add(note.id, "a.png", "image/png", b"x", AUTHOR)
    final = records.finish(note.id, note_answers(f"x {kept.id}"), {}, AUTHOR)
    records.amend(note.id, AUTHOR, "a time was wrong")
    records.finish(note.id, final.answers, {}, AUTHOR)
    records.viewed(note.id, 2, AUTHOR)
    case.vault.releases.note(note.id, 2, "family", "Sorrel Thistlewick", "print", "asked", "00", AUTHOR)
    case.vault.erasing.remove_file(kept.id, "not theirs", AUTHOR, confirmed=True)
    records.discard_draft(case.note().id, AUTHOR)
    loose = records.create("case_note", None, note_answers("x"), AUTHOR)
    records.file(loose.id, family, AUTHOR)
    records.withdraw(loose.id, quill.id, AUTHOR, "the wrong family")
    case.vault.facts.set("author_name", "Tansy Dunnock")
    case.vault.facts.set("numbers.front_door", "01234")
    case.vault.recovery_code()
    case.vault.recovery_code(printed=True)
    recovery.drill_open(case.vault, CODE.text)
    case.vault.change_passphrase(PASSPHRASE, PASSPHRASE)
    case.vault.new_recovery_code(PASSPHRASE)
    backup.make(case.vault, tmp_path / "second")
    case.vault.erasing.hold(quill.id, "an inquiry", AUTHOR)
    case.vault.erasing.release(quill.id, "it ended", AUTHOR)
    plan = case.vault.erasing.plan(quill.id)
    case.vault.erasing.erase(plan, "mistake", AUTHOR, plan.reference)
    said = [audit_words.in_words(row, lambda record_id: "the note") for row in case.vault.audit.rows()]
    for row, line in zip(case.vault.audit.rows(), said, strict=True):
        assert line.endswith("."), line
        assert "  " not in line
        assert not line.endswith(".."), line
        # Nothing fell through to the row's own word.
        assert ": " + row.what not in line, line
    for line in (
        "Tansy Dunnock amended the note, version 2: a time was wrong.",
        "Tansy Dunnock opened, to read, the note, version 2.",
        "Tansy Dunnock gave out a copy of the note (print), to Sorrel Thistlewick.",
        "Tansy Dunnock took a picture or paper out of the note: not theirs.",
        "Tansy Dunnock put the note into this family.",
        "Tansy Dunnock changed a telephone number.",
        "Tansy Dunnock printed the recovery sheet.",
        "Tansy Dunnock tried the recovery sheet: it opens these records.",
        "Tansy Dunnock made a new recovery code: the old sheet opens these records no more.",
        "Tansy Dunnock erased a family with 1 record: This family was entered by mistake.",
    ):
        assert line in said, line


# Time


def test_a_hundred_thousand_entries_are_followed_in_two_seconds(tmp_path: Path) -> None:
    """Measured in time of the processor: what else the machine does is no part of it."""
    with open_vault(tmp_path / "records") as vault:
        make_family(vault)
        with vault._open_one().store.writing():
            for number in range(2000):
                vault.audit.add("viewed", "Tansy Dunnock", record_id=f"{number:024}", revision=1)
        began = time.process_time()
        for _ in range(5):
            assert vault.audit.verify_entries() is None
        took = (time.process_time() - began) / 5
        per_entry = took / vault.audit.head().entries
        assert per_entry * 100_000 < 2, f"{per_entry * 100_000:.2f} s for 100,000 entries"
