"""One test for each thing the health check can find, with its grade; and each fix, which is a step of its own."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, bytes_of, note_answers, unlock
from tests.vault.test_opening import change, run_sql
from toolkit.errors import ToolkitError
from toolkit.vault import check as checking
from toolkit.vault import findings
from toolkit.vault.findings import Finding
from toolkit.vault.migrations import FINISHED, TRIGGERS
from toolkit.vault.projecting import Projector
from toolkit.vault.vault import Vault


def damaged_page(folder: Path) -> None:
    change(folder / "vault.db", 4096 * 9 + 77, b"x\x00y")


def first_line(folder: Path) -> None:
    change(folder / "vault.db", 3, b"xx")


def without_triggers(*statements: str) -> Callable[[Path], None]:
    """Changes tables behind the program's back and puts the triggers back as they were."""

    def spoil(folder: Path) -> None:
        drop = [f"DROP TRIGGER {name}" for name in TRIGGERS]
        run_sql(folder, "PRAGMA foreign_keys=OFF", *drop, *statements, *TRIGGERS.values())

    return spoil


def with_picture(folder: Path) -> None:
    with unlock(folder) as vault:
        note = vault.records.create("case_note", vault.records.families()[0].id, note_answers("x"), AUTHOR)
        vault.attachments.add(note.id, "a.png", "image/png", b"\x89PNG" * 9, AUTHOR)


def picture_gone(folder: Path) -> None:
    with_picture(folder)
    without_triggers("DELETE FROM attachments")(folder)


def picture_changed(folder: Path) -> None:
    with_picture(folder)
    without_triggers("UPDATE attachments SET data = zeroblob(size)")(folder)


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "PagesDamaged": (damaged_page, "CRITICAL"),
    "FirstLineDamaged": (first_line, "CRITICAL"),
    "PointsNowhere": (
        without_triggers("INSERT INTO due VALUES ('nobody', 0, '', '', '', '', '', 0)"),
        "CRITICAL",
    ),
    "ProtectionGone": (lambda f: run_sql(f, "DROP TRIGGER audit_kept_delete"), "CRITICAL"),
    "TrailBroken": (without_triggers("UPDATE audit SET who = 'Basil Quill' WHERE seq = 12"), "CRITICAL"),
    "FilesMissing": (picture_gone, "CRITICAL"),
    "FilesChanged": (picture_changed, "CRITICAL"),
    "ListsDoNotFit": (lambda f: run_sql(f, "UPDATE records SET title = 'wrong' WHERE row = 3"), "WARN"),
    "SearchDoesNotFit": (lambda f: run_sql(f, "DELETE FROM search WHERE rowid = 3"), "WARN"),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_is_found_and_looking_changes_nothing(closed: Path, name: str) -> None:
    spoil, grade = WRONG[name]
    spoil(closed)
    before = bytes_of(closed)
    with unlock(closed, read_only=True) as vault:
        found = vault.check(quick=False)
        assert name in [type(one).__name__ for one in found]
        one = next(one for one in found if type(one).__name__ == name)
        assert one.grade == grade
        assert one in vault.check(), "a small vault is looked at whole each time"
        assert found[0].grade in (grade, "CRITICAL")
    assert bytes_of(closed) == before


def test_a_sound_vault_has_one_good_finding(closed: Path) -> None:
    with unlock(closed) as vault:
        (found,) = vault.check(quick=False)
        assert isinstance(found, findings.AllRead)
        assert found.sentence == "1 family, 25 records, 0 drafts: read."


def test_the_clock_is_told(case: Case) -> None:
    case.clock.move(days=-1)
    case.note()
    assert [type(one) for one in case.vault.check()] == [findings.ClockWentBack, findings.AllRead]


def test_loose_ends_are_told_and_cleared_when_asked(case: Case) -> None:
    (case.folder / "vault.key.new").write_bytes(b"half")
    (case.folder / "restore-unfinished").mkdir()
    (case.folder / "restore-unfinished" / "vault.db").write_bytes(b"half")
    found = case.vault.check()
    assert [type(one) for one in found] == [findings.LooseEnds, findings.AllRead]
    assert found[0].fix == "clear_loose_ends"
    assert case.vault.clear_loose_ends() == 2
    assert [one.grade for one in case.vault.check()] == ["GOOD"]


@pytest.mark.parametrize("how", ["gone", "damaged", "of another vault"])
def test_a_key_file_that_went_wrong_meanwhile_is_told(case: Case, closed: Path, how: str) -> None:
    key = case.folder / "vault.key"
    if how == "gone":
        key.unlink()
    else:
        key.write_bytes(b"x" if how == "damaged" else (closed / "vault.key").read_bytes()[:-1])
    assert [type(one) for one in case.vault.check()] == [findings.KeyFileWrong, findings.AllRead]


def test_tables_that_do_not_fit_are_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index without one of its rows, which the engine's own check alone can see."""
    store = case.vault._open_one().store
    case.finished()
    connection = store._connection
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, '(record_id, revision)', '(revision, record_id)')"
        " WHERE name = 'audit_by_record'"
    )
    connection.execute("PRAGMA writable_schema=RESET")
    found = case.vault.check(quick=False)
    assert findings.TablesDoNotFit() in found


def test_a_part_that_cannot_be_read_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.errors import RecordsDamaged

    def cannot(*_: object, **__: object) -> None:
        raise RecordsDamaged()

    monkeypatch.setattr(checking, "wrong_files", cannot)
    assert case.vault.check()[0] == findings.PartUnreadable()


def test_each_fix_mends_what_it_is_named_for_and_only_when_asked(closed: Path) -> None:
    for spoil, fix in (
        ("UPDATE records SET title = 'wrong', summary = 'x' WHERE row = 3", "rebuild_lists"),
        ("DELETE FROM search WHERE rowid IN (3, 4, 5)", "rebuild_search"),
        ("INSERT INTO search (rowid, family, title, body) VALUES (999, '', '', 'stray')", "rebuild_search"),
    ):
        run_sql(closed, spoil)
        with unlock(closed) as vault:
            for _ in range(2):
                warned = [one for one in vault.check(quick=False) if one.grade == "WARN"]
                assert [one.fix for one in warned] == [fix]
            getattr(vault, fix)()
            assert [one.grade for one in vault.check(quick=False)] == ["GOOD"]
            assert len(vault.search.find("smiled")) == 25


def test_every_class_of_finding_has_a_test_and_every_fix_is_a_step_of_the_vault() -> None:
    kinds = {
        name: kind
        for name, kind in vars(findings).items()
        if inspect.isclass(kind) and issubclass(kind, Finding) and kind is not Finding
    }
    tested = Path(__file__).read_text() + (Path(__file__).parent / "test_trail.py").read_text()
    for name, kind in kinds.items():
        assert name in tested, f"{name} is found by no test"
        assert not kind.fix or callable(getattr(Vault, kind.fix))
        assert kind.__doc__


def test_a_quick_look_at_a_large_vault_takes_a_sample(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads neither every page nor every word; the whole look still does."""
    for number in range(5):
        case.finished(f"note {number}")
    read: list[str] = []
    monkeypatch.setattr(checking, "SMALL", 0)
    monkeypatch.setattr(checking, "page_faults", lambda store: read.append("pages") or [])
    whole = case.vault.audit.verify
    monkeypatch.setattr(case.vault.audit, "verify", lambda: read.append("words") or whole())
    assert [one.grade for one in case.vault.check()] == ["GOOD"]
    assert read == []
    assert [one.grade for one in case.vault.check(quick=False)] == ["GOOD"]
    assert read == ["pages", "words"]
    # The end of the trail is followed all the same.
    store = case.vault._open_one().store
    store.rows("DROP TRIGGER audit_kept_update")
    store.rows("UPDATE audit SET who = 'Basil Quill' WHERE seq = (SELECT max(seq) FROM audit)")
    assert case.vault.check()[0].grade == "CRITICAL"


def test_what_is_written_is_saved_while_the_whole_is_looked_at(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        case.finished(f"note {number}")
    monkeypatch.setattr(checking, "AT_ONCE", 1)
    wrong, saved = Projector.wrong, []

    def slowly(self: Projector, numbers: Sequence[int]) -> tuple[int, int]:
        found = wrong(self, numbers)
        if len(saved) < 3:
            worker = threading.Thread(target=lambda: saved.append(case.finished("meanwhile").id))
            worker.start()
            waiting.append(worker)
        return found

    waiting: list[threading.Thread] = []
    monkeypatch.setattr(Projector, "wrong", slowly)
    assert [one.grade for one in case.vault.check(quick=False)] == ["GOOD"]
    for worker in waiting:
        worker.join(20)
    monkeypatch.undo()
    assert len(saved) >= 3
    assert [one.grade for one in case.vault.check(quick=False)] == ["GOOD"]


def test_more_records_are_not_more_questions_to_the_database(case: Case) -> None:
    """Lists, search and trail are read many records at a time."""
    connection = case.vault.records._store._connection
    asked: list[str] = []

    def statements() -> int:
        asked.clear()
        connection.set_trace_callback(asked.append)
        assert [one.grade for one in case.vault.check(quick=False)] == ["GOOD"]
        connection.set_trace_callback(None)
        return len([words for words in asked if not words.startswith("--")])

    case.finished("the first note")
    few = statements()
    for number in range(12):
        case.finished(f"note {number}")
    assert statements() <= few


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_what_does_not_fit_is_counted_however_many_are_read_at_a_time(
    case: Case, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for number in range(5):
        case.finished(f"note {number}")
    store = case.vault._open_one().store
    notes = "SELECT row FROM records WHERE form_id = 'case_note' ORDER BY row"
    store.rows(f"UPDATE records SET title = 'Another' WHERE row IN ({notes} LIMIT 3)")
    store.rows(f"UPDATE {FINISHED} SET body = 'other words' WHERE rowid IN ({notes} LIMIT 2 OFFSET 3)")
    monkeypatch.setattr(checking, "AT_ONCE", at_once)
    lists, search = case.vault.check(quick=False)[:2]
    assert (type(lists), type(search)) == (findings.ListsDoNotFit, findings.SearchDoesNotFit)
    assert " 3 records" in lists.sentence
    assert " 2 records" in search.sentence


def test_a_check_of_records_that_were_taken_away_says_so_in_its_own_sentence(closed: Path) -> None:
    with unlock(closed) as vault:
        (closed / "vault.db").rename(closed / "taken.db")
        with pytest.raises(ToolkitError):
            vault.check(quick=False)
        (closed / "taken.db").rename(closed / "vault.db")
