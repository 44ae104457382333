"""Backups: whole or not there, opened before they count, thinned out with care, and restored with nothing written over."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers import disk_fault, files_holding
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
from toolkit.errors import (
    BackupDamaged,
    BackupFailed,
    BackupNewer,
    BackupNotOurs,
    BackupStopped,
    DiskFault,
    DiskFull,
    NewLacksSomething,
    NotProven,
    ReasonMissing,
    RecordsAlreadyHere,
    RecordsDamaged,
    RecordsLocked,
    RecordsOfAnother,
    RecordsOpenElsewhere,
    ToolkitError,
    WrongCode,
    WrongPassphrase,
)
from toolkit.forms import catalogue
from toolkit.vault import backup, container, moving, restoring, swapping
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.container import BackupFacts, Part, Summary
from toolkit.vault.keyfile import read_key_file
from toolkit.vault.vault import Vault


def restore(path: Path, folder: Path, now: SetClock | None = None, **how: str) -> restoring.Restored:
    how = how or {"passphrase": PASSPHRASE}
    return restoring.restore(
        path, folder, catalogue_for=catalogue.load, **({"now": now} if now else {}), **how
    )  # type: ignore[arg-type]


def notes(vault: Vault) -> list[str]:
    family = vault.records.families()[0].id
    return sorted(str(vault.records.get(row.id).answers["facts"]) for row in vault.records.timeline(family))


# Making


def test_a_backup_is_one_file_that_says_what_it_holds(case: Case, tmp_path: Path) -> None:
    case.finished("Zanzibarkettle one")
    case.note("Zanzibarkettle two")
    case.vault.facts.set("author_name", "Tansy Dunnock")
    shares: list[float] = []
    done = backup.make(case.vault, tmp_path / "second", progress=shares.append)
    assert [path.name for path in (tmp_path / "second").iterdir()] == [done.path.name]
    mark = case.vault._open_one().vault_id.hex()[:6]
    assert done.path.name == f"backup-2026-11-12-142000-{mark}.backup"
    if os.name == "posix":
        assert done.path.stat().st_mode & 0o077 == 0
    facts = backup.read(done.path)
    assert facts == done.facts
    assert (facts.families, facts.records, facts.made) == (1, 2, case.clock.now)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    # It holds no word in clear, and its name holds none.
    assert files_holding(tmp_path / "second", ["Zanzibarkettle", "Thistlewick", "Dunnock"]) == []
    # The key file and the trail know of it.
    assert case.vault.last_backup() == case.clock.now
    assert case.vault.audit.rows()[-1].what == "backup made"
    assert case.vault.audit.rows()[-1].why == f"{facts.entries}-{facts.head[:8]}"
    assert read_key_file(case.folder).anchor.entries == facts.entries
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_a_backup_is_reminded_of_after_seven_days_and_after_a_clock_that_was_wrong(
    case: Case, tmp_path: Path
) -> None:
    assert case.vault.backup_due()
    backup.make(case.vault, tmp_path / "second")
    assert not case.vault.backup_due()
    case.clock.move(days=6, hours=23)
    assert not case.vault.backup_due()
    case.clock.move(hours=1)
    assert case.vault.backup_due()
    case.clock.move(days=-30)
    assert case.vault.backup_due()


def test_others_work_while_a_backup_is_made_and_what_they_save_is_in_it(case: Case, tmp_path: Path) -> None:
    for number in range(60):
        case.note(f"note {number} " + "Pip laughed. " * 2000)
    saved: list[str] = []

    def write(share: float) -> None:
        # In the middle of copying, from another thread, as a worker's autosave does.
        if not saved and 0 < share < 0.6:
            saved.append("now")
            worker = threading.Thread(target=lambda: saved.append(case.note("written meanwhile").id))
            worker.start()
            worker.join(20)

    done = backup.make(case.vault, tmp_path / "second", progress=write)
    assert len(saved) == 2
    with backup.trial(done.path, PASSPHRASE, catalogue_for=catalogue.load) as tried:
        assert tried.vault.records.get(saved[1]).answers["facts"] == "written meanwhile"
        assert [f.grade for f in tried.vault.check(quick=False)] == ["GOOD"]


def test_records_that_are_closed_in_the_middle_end_the_backup(case: Case, tmp_path: Path) -> None:
    """Locking does not wait for a copy: it ends, and nothing of it is left."""
    for number in range(60):
        case.note(f"note {number} " + "Pip laughed. " * 2000)

    def lock(share: float) -> None:
        if 0 < share < 0.6 and not case.vault.closed:
            other = threading.Thread(target=case.vault.close)
            other.start()
            other.join(20)

    with pytest.raises(RecordsLocked):
        backup.make(case.vault, tmp_path / "second", progress=lock)
    assert case.vault.closed
    assert list((tmp_path / "second").iterdir()) == []
    with unlock(case.folder) as vault:
        assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_stopped_backup_leaves_nothing(case: Case, tmp_path: Path, after: int) -> None:
    first = backup.make(case.vault, tmp_path / "second").path
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) >= after

    with pytest.raises(BackupStopped):
        backup.make(case.vault, tmp_path / "second", cancelled=stop)
    assert list((tmp_path / "second").iterdir()) == [first]
    case.note("work goes on")


@pytest.mark.parametrize("target", ["pathlib.Path.rename", "os.fsync", "pathlib.Path.touch"])
def test_a_disk_that_fails_leaves_the_last_good_backup(case: Case, tmp_path: Path, target: str) -> None:
    first = backup.make(case.vault, tmp_path / "second").path
    before = bytes_of(tmp_path / "second")
    with disk_fault(target), pytest.raises((DiskFull, DiskFault)):
        backup.make(case.vault, tmp_path / "second")
    assert bytes_of(tmp_path / "second") == before
    backup.read(first)


def test_too_little_space_is_said_before_anything_is_written(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("U", (), {"free": 4096})())
    with pytest.raises(DiskFull, match="space for a backup"):
        backup.make(case.vault, tmp_path / "second")
    assert list((tmp_path / "second").iterdir()) == []


def test_a_damaged_vault_makes_no_backup_and_takes_none_away(closed: Path, tmp_path: Path) -> None:
    with unlock(closed) as vault:
        for _ in range(2):
            backup.make(vault, tmp_path / "second")
    before = bytes_of(tmp_path / "second")
    data = bytearray((closed / "vault.db").read_bytes())
    data[4096 * 9 + 77] ^= 1
    (closed / "vault.db").write_bytes(data)
    with unlock(closed, read_only=True) as vault, pytest.raises((BackupFailed, RecordsDamaged)):
        backup.make(vault, tmp_path / "second")
    assert bytes_of(tmp_path / "second") == before


def test_a_copy_that_comes_out_wrong_does_not_count(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes bytes and keeps others: the copy is opened again, and found out."""
    from toolkit.vault.engine import Store

    first = backup.make(case.vault, tmp_path / "second").path
    copy_to = Store.copy_to

    def bad(self: Store, path: Path, *more: object) -> None:
        copy_to(self, path, *more)  # type: ignore[arg-type]
        data = bytearray(path.read_bytes())
        data[4096 * 5 + 9] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(Store, "copy_to", bad)
    with pytest.raises(BackupFailed):
        backup.make(case.vault, tmp_path / "second")
    assert list((tmp_path / "second").iterdir()) == [first]


# Thinning out


def made(day: str, entries: int, name: str = "backup-") -> BackupFacts:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    of = Summary(families=1, records=1, drafts=0, files=0, last_written="", entries=entries, head="00" * 32)
    part = Part(size=4096, sha256="00" * 32)
    return BackupFacts(
        path=Path(f"{name}{day}-{entries}.backup"), size=1, vault_id=bytes(16), tables=3, made=moment,
        made_local=moment.isoformat(), summary=of, database=part, key=part, mac=b"",
    )  # fmt: skip


def left(backups: list[BackupFacts]) -> list[str]:
    gone = backup.to_remove(backups)
    return [f"{one.made:%m-%d %H}" for one in backups if one not in gone]


def test_seven_days_and_four_weeks_are_kept() -> None:
    start = datetime(2026, 9, 1, 17)
    every = [made((start + timedelta(days=n)).isoformat(), 10 * n) for n in range(60)]
    # 30 October is the last day; the last of each of four weeks are 30, 25, 18 and 11 October.
    assert left(every) == [
        *("10-11 17", "10-18 17", "10-24 17", "10-25 17", "10-26 17", "10-27 17", "10-28 17", "10-29 17", "10-30 17")
    ]  # fmt: skip


def test_of_a_day_the_one_that_goes_furthest_is_kept() -> None:
    day = [made(f"2026-11-12T{hour:02}:00:00", hour) for hour in range(8, 18)]
    assert left(day) == ["11-12 17"]


@pytest.mark.parametrize("wrong", ["2036-11-12T12:00:00", "2099-01-01T00:00:00"])
def test_a_clock_that_was_wrong_takes_none_away(wrong: str) -> None:
    start = datetime(2026, 11, 1, 17)
    week = [made((start + timedelta(days=n)).isoformat(), n) for n in range(7)]
    assert backup.to_remove(week) == []
    # Once far ahead, then right again: what is dated ahead stands for no day and stays.
    ahead = made(wrong, 8)
    assert backup.to_remove([*week, ahead]) == []
    after = [made((start + timedelta(days=7 + n)).isoformat(), 9 + n) for n in range(2)]
    gone = backup.to_remove([*week, ahead, *after])
    assert ahead not in gone
    # Set far back: all that was made before stays.
    back = [made((datetime(2001, 1, 1) + timedelta(days=n)).isoformat(), 20 + n) for n in range(9)]
    assert not set(backup.to_remove([*week, *back])) & set(week)


def test_files_of_another_name_are_never_taken_away() -> None:
    every = [made(f"2026-11-12T{hour:02}:00:00", hour, "my-copy-") for hour in range(8, 18)]
    assert backup.to_remove(every) == []


def test_a_backup_without_the_key_file_says_that_it_opens_with_the_code_alone(
    closed: Path, tmp_path: Path
) -> None:
    with unlock(closed) as vault:
        assert backup.make(vault, tmp_path / "second").code_only == ""
        (closed / "vault.key").unlink()
        done = backup.make(vault, tmp_path / "second")
    assert "recovery code alone" in done.code_only
    assert done.path.exists()


def test_a_vault_that_holds_less_takes_no_backup_away(closed: Path, tmp_path: Path) -> None:
    """An older copy was put in place: its backup must not push out those that hold more."""
    old = tmp_path / "old"
    shutil.copytree(closed, old)
    with unlock(closed) as vault:
        make = [backup.make(vault, tmp_path / "second", days=9).path for _ in range(2)]
        assert not make[0].exists()
    with unlock(old) as vault:
        done = backup.make(vault, tmp_path / "second")
    assert "An earlier backup holds more" in done.kept_all
    assert make[1].exists()
    assert done.path.exists()


def test_backups_of_other_records_in_the_same_folder_are_left_alone(
    case: Case, closed: Path, tmp_path: Path
) -> None:
    with unlock(closed) as other:
        theirs = backup.make(other, tmp_path / "second").path
    for _ in range(3):
        mine = backup.make(case.vault, tmp_path / "second").path
    assert {theirs, mine} == set((tmp_path / "second").iterdir())
    assert len(backup.listed(tmp_path / "second")) == 2
    assert backup.listed(tmp_path / "nowhere") == []


# What is odd is refused


@pytest.fixture
def held(closed: Path, tmp_path: Path) -> Path:
    """A backup of the vault with 25 notes."""
    with unlock(closed) as vault:
        return backup.make(vault, tmp_path / "second").path


def test_whatever_is_odd_in_a_backup_is_refused(held: Path, tmp_path: Path) -> None:
    sound = held.read_bytes()
    facts = backup.read(held)
    text = facts.encode()
    tail = len(container.MARK) + 8
    newer = sound[: -tail - len(text)] + text.replace(b'"version": 1', b'"version": 2') + sound[-tail:]
    odd: dict[str, tuple[bytes, type[ToolkitError]]] = {
        "empty": (b"", BackupNotOurs),
        "cut by one": (sound[:-1], BackupNotOurs),
        "half": (sound[: len(sound) // 2], BackupNotOurs),
        "more at the end": (sound + b"\n", BackupNotOurs),
        "cut in front": (sound[4096:], BackupDamaged),
        "a byte more in front": (b"x" + sound, BackupDamaged),
        "only the mark": (container.MARK, BackupNotOurs),
        "length of nothing": (bytes(8) + container.MARK, BackupDamaged),
        "length beyond": (b"\xff" * 8 + container.MARK, BackupDamaged),
        "another kind": (b"PK\x03\x04" + bytes(500), BackupNotOurs),
        "newer": (newer, BackupNewer),
        "a count changed": (sound.replace(b'"records": 25', b'"records": 24'), BackupDamaged),
        "a count doubled": (
            sound.replace(b'"records": 25,', b'"records": 25,\n "records": 25,'),
            BackupDamaged,
        ),
        "a float": (sound.replace(b'"records": 25', b'"records": 2.'), BackupDamaged),
    }
    for name, (data, kind) in odd.items():
        assert data != sound
        (tmp_path / "odd.backup").write_bytes(data)
        with pytest.raises(kind):
            backup.read(tmp_path / "odd.backup")
        with pytest.raises(kind):
            backup.trial(tmp_path / "odd.backup", PASSPHRASE, catalogue_for=catalogue.load)
        assert (tmp_path / "odd.backup").read_bytes() == data, name


@pytest.mark.parametrize("place", [0, 20, 4096 * 7 + 3, -3000])
def test_a_changed_byte_in_either_part_is_noticed(held: Path, place: int) -> None:
    data = bytearray(held.read_bytes())
    facts = backup.read(held)
    at = place if place >= 0 else facts.database.size + 99
    data[at] ^= 1
    held.write_bytes(data)
    backup.read(held)
    with pytest.raises(BackupDamaged):
        backup.trial(held, PASSPHRASE, catalogue_for=catalogue.load)


def test_facts_that_were_made_up_are_noticed_when_it_is_opened(held: Path) -> None:
    """Spelled as the program does, with hashes that fit: only the key tells."""
    facts = backup.read(held)
    forged = replace(facts, summary=replace(facts.summary, families=7))
    data, text = held.read_bytes(), facts.encode()
    end = 8 + len(container.MARK)
    new = forged.encode()
    held.write_bytes(data[: -end - len(text)] + new + len(new).to_bytes(8, "big") + container.MARK)
    assert backup.read(held).families == 7
    with pytest.raises(BackupDamaged):
        backup.trial(held, PASSPHRASE, catalogue_for=catalogue.load)


# Trial and restore


def test_a_trial_shows_both_side_by_side_and_changes_nothing(held: Path, closed: Path) -> None:
    before = bytes_of(held.parent), bytes_of(closed)
    with unlock(closed, read_only=True) as vault:
        for how in ({"passphrase": PASSPHRASE}, {"code": CODE.text}):
            with backup.trial(held, **how, catalogue_for=catalogue.load) as tried:
                room = tried.folder
                assert tried.vault.read_only
                assert len(tried.vault.search.find("smiled")) == 25
                sides = backup.compare(vault.summary(), tried.summary)
            assert not room.exists()
            same = {side.label: side.same for side in sides}
            # The backup's own row in the trail came after it.
            assert same == {
                **dict.fromkeys(
                    ["Families", "Records", "Drafts", "Pictures and papers", "Last written"], True
                ),
                **dict.fromkeys(["Entries in the history", "End of the history"], False),
            }
            assert sides[1].present == sides[1].other == "25"
    nothing = backup.compare(None, tried.summary)
    assert {side.present for side in nothing} == {"–"}
    with pytest.raises(WrongPassphrase):
        backup.trial(held, "not it", catalogue_for=catalogue.load)
    with pytest.raises(WrongCode):
        backup.trial(held, code=RecoveryCode(bytes(20)).text, catalogue_for=catalogue.load)
    assert (bytes_of(held.parent), bytes_of(closed)) == before


@pytest.mark.parametrize("how", ["passphrase", "code"])
def test_everything_is_deleted_and_restored_on_a_clean_machine(held: Path, closed: Path, how: str) -> None:
    with unlock(closed, read_only=True) as vault:
        expected, head = notes(vault), backup.read(held).head
    shutil.rmtree(closed)
    new = closed.parent / "a clean machine" / "records"
    restored = restore(held, new, **{how: PASSPHRASE if how == "passphrase" else CODE.text})
    assert restored.aside is None
    assert sorted(path.name for path in new.iterdir()) == [
        "backups",
        "forms",
        "vault.db",
        "vault.key",
        "vault.lock",
    ]
    with unlock(new) as vault:
        assert notes(vault) == expected
        assert [row.what for row in vault.audit.rows()][-2:] == ["restored", "opened"]
        assert vault.older is None
        assert vault.audit.holds(replace(vault.audit.head(), entries=backup.read(held).entries, head=head))
        assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]
    Vault.unlock_with_code(new, CODE.text, "", catalogue.load).close()


@pytest.mark.parametrize("present", ["sound", "damaged", "with what waits", "without key file", "empty"])
def test_the_present_records_are_kept_aside_byte_for_byte(held: Path, closed: Path, present: str) -> None:
    if present == "sound":
        with unlock(closed) as vault:
            vault.records.create("case_note", vault.records.families()[0].id, note_answers("newer"), AUTHOR)
    elif present == "damaged":
        (closed / "vault.db").write_bytes(b"x" * 5000)
    elif present == "with what waits":
        (closed / "vault.db-wal").write_bytes(b"of the old database")
    elif present == "without key file":
        (closed / "vault.key").unlink()
    else:
        (closed / "vault.db").write_bytes(b"")
    before = {name: data for name, data in bytes_of(closed).items() if name.startswith("vault.")}
    clock = SetClock()
    restored = restore(held, closed, clock)
    assert restored.aside == closed / "kept-aside-2026-11-12"
    assert bytes_of(restored.aside) == before
    again = restore(held, closed, clock)
    assert again.aside == closed / "kept-aside-2026-11-12-2"
    assert bytes_of(restored.aside) == before
    with unlock(closed) as vault:
        assert len(notes(vault)) == 25


def test_a_backup_that_does_not_open_touches_nothing(held: Path, closed: Path) -> None:
    before = bytes_of(closed)
    with pytest.raises(WrongPassphrase):
        restore(held, closed, passphrase="not it")
    data = bytearray(held.read_bytes())
    data[9000] ^= 1
    held.write_bytes(data)
    with pytest.raises(BackupDamaged):
        restore(held, closed)
    assert bytes_of(closed) == before


def test_records_that_are_open_are_not_restored_over(held: Path, closed: Path) -> None:
    with unlock(closed), pytest.raises(RecordsOpenElsewhere):
        restore(held, closed)


@pytest.mark.parametrize("steps", range(6))
def test_a_restore_that_breaks_off_is_finished_at_the_next_unlocking(
    held: Path, closed: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes after any number of renames: the records are the former or the restored ones, whole."""
    with unlock(closed) as vault:
        vault.records.create("case_note", vault.records.families()[0].id, note_answers("newer"), AUTHOR)
    done: list[Path] = []
    rename = Path.rename

    class PowerGone(BaseException):
        pass

    def counted(self: Path, target: Path) -> Path:
        if "toolkit-" in str(self):
            return rename(self, target)
        if len(done) >= steps:
            raise PowerGone
        done.append(self)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", counted)
    monkeypatch.setattr(swapping, "clear", lambda folder: None)
    with contextlib.suppress(PowerGone):
        restore(held, closed)
    monkeypatch.undo()
    with unlock(closed) as vault:
        assert len(notes(vault)) == (26 if steps == 0 else 25)
        assert [f.grade for f in vault.check(quick=False) if f.grade != "INFO"] == ["GOOD"]
        vault.clear_loose_ends()
        assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]
    assert not (closed / swapping.READY).exists()


# Moving


def test_moving_to_another_computer_and_wiping_the_old_one(closed: Path, tmp_path: Path) -> None:
    new = tmp_path / "new laptop" / "records"
    with unlock(closed) as vault:
        carried = moving.move_out(vault, tmp_path / "stick.backup").path
        assert vault.audit.rows()[-1].what == "moved out"
        with pytest.raises(RecordsAlreadyHere):
            moving.move_out(vault, tmp_path / "stick.backup")
    restore(carried, new)
    with unlock(new) as vault:
        vault.records.create(
            "case_note", vault.records.families()[0].id, note_answers("on the new one"), AUTHOR
        )
        back = backup.make(vault, tmp_path / "back").path
    with unlock(closed) as vault:
        for place in (new, back, carried):
            proof = moving.check_new_has_everything(vault, place, PASSPHRASE, catalogue_for=catalogue.load)
        backup.make(vault, closed / "backups")
        proof = moving.check_new_has_everything(vault, back, code=CODE.text, catalogue_for=catalogue.load)
    with pytest.raises(ReasonMissing):
        moving.wipe_old(closed, "because Sorrel Thistlewick", proof)
    (closed / "forms" / "own.toml").write_text("x")
    wiped = moving.wipe_old(closed, "new_computer", proof)
    assert wiped.files == 3
    names = {path.name for path in closed.rglob("*") if path.is_file()}
    assert names == {"own.toml", "wiped.txt"}
    assert "The records are on another computer now." in wiped.note.read_text()
    unlock(new).close()


def test_what_the_new_place_lacks_is_counted(closed: Path, tmp_path: Path) -> None:
    with unlock(closed) as vault:
        family = vault.records.families()[0].id
        carried = moving.move_out(vault, tmp_path / "stick").path
        assert carried.name == "stick.backup"
        note = vault.records.create("case_note", family, note_answers("later"), AUTHOR)
        with pytest.raises(NewLacksSomething) as caught:
            moving.check_new_has_everything(vault, carried, PASSPHRASE, catalogue_for=catalogue.load)
        assert (caught.value.records, caught.value.files, caught.value.entries) == (1, 0, 1)
        assert "1 record, 1 entry of the history missing" in caught.value.sentence
        vault.attachments.add(note.id, "a.png", "image/png", b"x", AUTHOR)
        with pytest.raises(NewLacksSomething) as caught:
            moving.check_new_has_everything(vault, carried, PASSPHRASE, catalogue_for=catalogue.load)
        assert caught.value.files == 1
        second = moving.move_out(vault, tmp_path / "second.backup").path
        proof = moving.check_new_has_everything(vault, second, PASSPHRASE, catalogue_for=catalogue.load)
        # An autosave leaves no row in the trail; its words are missed all the same.
        vault.records.save_draft(note.id, note_answers("later still"))
        with pytest.raises(NewLacksSomething) as caught:
            moving.check_new_has_everything(vault, second, PASSPHRASE, catalogue_for=catalogue.load)
        assert (caught.value.records, caught.value.entries) == (1, 0)
    before = bytes_of(closed)
    with pytest.raises(NotProven):
        moving.wipe_old(closed, "new_computer", proof)
    assert bytes_of(closed) == before


def test_other_records_prove_nothing(closed: Path, case: Case, tmp_path: Path) -> None:
    theirs = backup.make(case.vault, tmp_path / "second").path
    with unlock(closed) as vault, pytest.raises(RecordsOfAnother):
        moving.check_new_has_everything(vault, theirs, PASSPHRASE, catalogue_for=catalogue.load)


def test_fifteen_random_vaults_come_back_whole(tmp_path: Path) -> None:
    """Counts, hashes and chain are equal after everything was deleted; every other one is opened with the code."""
    import random

    dice = random.Random(20261112)
    for number in range(15):
        folder = tmp_path / f"r{number}"
        with open_vault(folder) as vault:
            family = make_family(vault)
            for _ in range(dice.randrange(4)):
                words = "".join(
                    chr(dice.choice([97, 233, 0x1F98A, 0x645, 10])) for _ in range(dice.randrange(400))
                )
                note = vault.records.create("case_note", family.id, note_answers(words), AUTHOR)
                vault.attachments.add(
                    note.id, "a", "image/png", dice.randbytes(1 + dice.randrange(9000)), AUTHOR
                )
                if dice.random() < 0.5:
                    vault.records.finish(note.id, note_answers(words), {"practitioner": b"x"}, AUTHOR)
            held = backup.make(vault, tmp_path / "second")
            expected = {row.id: vault.records.get(row.id) for row in vault.records.timeline(family.id)}
        shutil.rmtree(folder)
        restore(held.path, folder, **({"code": CODE.text} if number % 2 else {"passphrase": PASSPHRASE}))
        with unlock(folder) as vault:
            assert {
                row.id: vault.records.get(row.id) for row in vault.records.timeline(family.id)
            } == expected
            assert vault.audit.verify() is None
            assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]
