"""Drafts that always save, finished words that never change, amendments, living records, order and exact text."""

from __future__ import annotations

import threading
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, FAMILY, make_family, note_answers, open_vault, unlock
from toolkit.errors import (
    DiskFault,
    FamilyHasRecords,
    ReasonMissing,
    RecordFinished,
    RecordNotFinished,
    RecordNotFound,
    RecordWithdrawn,
    UnknownForm,
    WrongFamily,
)
from toolkit.forms import catalogue
from toolkit.vault import engine
from toolkit.vault.audit import Author
from toolkit.vault.vault import Vault


def store_of(vault: Vault) -> engine.Store:
    assert vault._opened is not None
    return vault._opened.store


# Families


def test_a_family_is_a_record_and_its_own_family(case: Case) -> None:
    family = case.family
    assert (family.family_id, family.status, family.title) == (family.id, "living", "Thistlewick")
    row = case.vault.records.families()[0]
    assert (row.id, row.reference, row.name) == (family.id, "F-0001", "Thistlewick")
    assert row.warnings == ("Visit in pairs: Sorrel Thistlewick",)
    assert [p.id for p in case.vault.records.people(family.id)] == ["wren", "pip", "sorrel"]


def test_references_hold_no_names_and_differ(case: Case) -> None:
    second = case.vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    assert second.answers["reference"] == "F-0002"
    kept = case.vault.records.create("family", None, {"family_name": "Quill", "reference": "EX/77"}, AUTHOR)
    assert kept.answers["reference"] == "EX/77"
    assert [row.name for row in case.vault.records.families()] == ["Quill", "Quill", "Thistlewick"]


def test_the_last_event_of_a_family_leaves_out_what_is_gone(case: Case) -> None:
    case.finished(event="2026-10-01T10:00")
    draft = case.note(event="2026-11-01T10:00")
    assert case.vault.records.families()[0].last_event == "2026-11-01T10:00"
    case.vault.records.discard_draft(draft.id, AUTHOR, "twice")
    row = case.vault.records.families()[0]
    assert (row.last_event, row.records, row.drafts) == ("2026-10-01T10:00", 1, 0)


# Drafts


def test_a_draft_saves_however_incomplete_or_odd(case: Case) -> None:
    note = case.vault.records.create("case_note", case.family.id, {}, AUTHOR)
    for answers in (
        {},
        {"event": "31/02/2020"},
        {"seen": "not rows at all", "about": 7, "actions": {"what": 1}, "voice": [1, None, {"person": []}]},
        {"facts": None, "worry": ["yes"], "nonsense": {"deep": [[["x"]]]}},
    ):
        saved = case.vault.records.save_draft(note.id, answers)
        assert saved.tzinfo == UTC or saved.utcoffset() is not None
        assert case.vault.records.get(note.id).answers == answers
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_autosave_overwrites_the_draft_and_leaves_one_row_of_trail(case: Case) -> None:
    note = case.note("0")
    trail = len(case.vault.audit.rows())
    for number in range(1, 31):
        case.clock.move(seconds=2)
        saved = case.vault.records.save_draft(note.id, note_answers(str(number)))
        assert saved == case.clock.now
    assert len(case.vault.records.revisions(note.id)) == 1
    assert len(case.vault.audit.rows()) == trail


def test_a_save_without_a_change_writes_nothing(case: Case) -> None:
    note = case.note("same")
    first = case.vault.records.save_draft(note.id, note_answers("same"))
    writes = store_of(case.vault).value("SELECT total_changes()")
    case.clock.move(seconds=9)
    backwards = dict(reversed(list(note_answers("same").items())))
    assert case.vault.records.save_draft(note.id, backwards) == first
    assert store_of(case.vault).value("SELECT total_changes()") == writes


def test_drafts_are_listed_last_saved_first(case: Case) -> None:
    one, two = case.note("one"), case.note("two")
    case.clock.move(minutes=1)
    case.vault.records.save_draft(one.id, note_answers("one more"))
    final = case.finished()
    assert [row.id for row in case.vault.records.drafts()] == [one.id, two.id]
    case.clock.move(minutes=1)
    case.vault.records.amend(final.id, AUTHOR, "a name was wrong")
    assert [row.id for row in case.vault.records.drafts()] == [final.id, one.id, two.id]


def test_a_discarded_draft_leaves_a_stub_without_words(case: Case) -> None:
    note = case.note("Zanzibar")
    gone = case.vault.records.discard_draft(note.id, AUTHOR, "typed twice")
    assert (gone.status, gone.answers, gone.reason) == ("discarded", {}, "typed twice")
    assert case.vault.search.find("Zanzibar") == []
    assert case.vault.records.timeline(case.family.id) == []
    with pytest.raises(RecordWithdrawn):
        case.vault.records.save_draft(note.id, note_answers("again"))
    assert [row.what for row in case.vault.audit.rows(note.id)] == ["begun", "draft discarded"]


def test_a_family_with_records_keeps_its_file(tmp_path: Path) -> None:
    vault = open_vault(tmp_path / "records")
    family = vault.records.create("family", None, FAMILY, AUTHOR)
    vault.records.create("case_note", family.id, {}, AUTHOR)
    with pytest.raises(FamilyHasRecords):
        vault.records.discard_draft(family.id, AUTHOR)
    empty = vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    vault.records.discard_draft(empty.id, AUTHOR)
    assert [row.id for row in vault.records.families()] == [family.id]
    vault.close()


def test_a_note_without_a_family_is_filed_later(case: Case) -> None:
    note = case.vault.records.create("case_note", None, note_answers("Seen at the clinic."), AUTHOR)
    assert [row.id for row in case.vault.records.timeline(None)] == [note.id]
    filed = case.vault.records.file(note.id, case.family.id, AUTHOR)
    assert filed.family_id == case.family.id
    assert case.vault.records.timeline(None) == []
    assert case.vault.search.find("Seen at the clinic")[0].family_id == case.family.id
    with pytest.raises(WrongFamily):
        case.vault.records.file(note.id, case.family.id, AUTHOR)


# Final


def test_a_finished_record_never_changes(case: Case) -> None:
    note = case.finished("Pip smiled.")
    assert (note.status, note.revision, note.outlines) == ("final", 1, {"practitioner": b"Pip smiled."})
    with pytest.raises(RecordFinished):
        case.vault.records.save_draft(note.id, note_answers("Pip cried."))
    with pytest.raises(RecordFinished):
        case.vault.records.finish(note.id, note_answers("Pip cried."), {}, AUTHOR)
    with pytest.raises(RecordFinished):
        case.vault.records.discard_draft(note.id, AUTHOR)
    with pytest.raises(RecordNotFinished):
        case.vault.records.close_living(note.id, {}, AUTHOR)
    assert case.vault.records.get(note.id) == note


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET answers = '{}'",
        "UPDATE revisions SET state = 'draft'",
        "UPDATE OR REPLACE revisions SET number = 9",
        "DELETE FROM revisions",
        (
            "INSERT OR REPLACE INTO revisions SELECT record_id, number, 'draft', form_version, '{}', author,"
            " author_role, reason, made, made_local, written, written_local, clock_back, seq FROM revisions"
        ),
        "UPDATE outlines SET outline = x'00'",
        "DELETE FROM outlines",
        "INSERT OR REPLACE INTO outlines SELECT record_id, number, audience, x'00' FROM outlines",
        "UPDATE audit SET who = 'someone else'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "UPDATE releases SET recipient = 'no one'",
        "DELETE FROM releases",
        "DELETE FROM records",
        "UPDATE records SET status = 'draft' WHERE status = 'final'",
        "UPDATE records SET id = 'other'",
        "UPDATE records SET made = '1999-01-01'",
        "INSERT OR REPLACE INTO records SELECT * FROM records",
        "UPDATE about SET value = '00'",
        "DELETE FROM about",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_kept(case: Case, statement: str) -> None:
    note = case.finished()
    case.vault.releases.note(note.id, 1, "family", "Sorrel", "print", "asked for it", "00" * 32, AUTHOR)
    with pytest.raises(RecordFinished):
        store_of(case.vault).rows(statement)
    assert case.vault.records.get(note.id) == note
    assert case.vault.audit.verify() is None


def test_an_amendment_says_who_when_and_why_and_the_earlier_text_stays(case: Case) -> None:
    note = case.finished("Pip has one tooth.")
    with pytest.raises(ReasonMissing):
        case.vault.records.amend(note.id, AUTHOR, "  ")
    case.clock.move(days=2)
    other = Author("Hazel Rook", "Team lead")
    draft = case.vault.records.amend(note.id, other, "It was two teeth")
    assert (draft.status, draft.revision, draft.answers) == ("draft", 2, note.answers)
    assert case.vault.records.amend(note.id, other, "again").revision == 2
    case.vault.records.save_draft(note.id, note_answers("Pip has two teeth."))
    # Until it is finished, lists and search stand by the finished words.
    row = case.vault.records.timeline(case.family.id)[0]
    assert (row.status, row.revision, row.amending) == ("final", 1, True)
    assert case.vault.search.find("one tooth")
    assert not case.vault.search.find("two teeth")
    case.clock.move(minutes=5)
    amended = case.vault.records.finish(
        note.id, note_answers("Pip has two teeth."), {"practitioner": b"two"}, other
    )
    assert (amended.status, amended.revision, amended.author, amended.reason) == (
        "final",
        2,
        "Hazel Rook",
        "It was two teeth",
    )
    assert amended.written == case.clock.now
    assert case.vault.records.get(note.id, 1).answers["facts"] == "Pip has one tooth."
    assert case.vault.records.get(note.id, 1).outlines == {"practitioner": b"Pip has one tooth."}
    assert [r.reason for r in case.vault.records.revisions(note.id)] == ["", "It was two teeth"]
    assert case.vault.search.find("two teeth")
    assert not case.vault.search.find("one tooth")
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_a_discarded_amendment_leaves_the_finished_record(case: Case) -> None:
    note = case.finished("Pip has one tooth.")
    case.vault.records.amend(note.id, AUTHOR, "perhaps two")
    back = case.vault.records.discard_draft(note.id, AUTHOR, "it was one after all")
    assert back == note
    assert not case.vault.records.timeline(case.family.id)[0].amending


# Records that live


def test_a_living_record_closes_dated_revisions(case: Case) -> None:
    records = case.vault.records
    assert [r.state for r in records.revisions(case.family.id)] == ["closed"]
    case.clock.move(days=1)
    records.save_draft(case.family.id, {**case.family.answers, "reason": "A move"}, AUTHOR)
    assert [r.state for r in records.revisions(case.family.id)] == ["closed", "draft"]
    records.save_draft(case.family.id, {**case.family.answers, "reason": "A move to Examplebridge"}, AUTHOR)
    closed = records.close_living(
        case.family.id, {**case.family.answers, "reason": "A move to Examplebridge"}, AUTHOR
    )
    assert (closed.status, closed.revision, closed.written) == ("living", 2, case.clock.now)
    assert records.get(case.family.id, 1).answers == case.family.answers
    # Looking without changing anything makes no revision.
    records.save_draft(case.family.id, closed.answers, AUTHOR)
    assert records.close_living(case.family.id, closed.answers, AUTHOR).revision == 2
    with pytest.raises(RecordFinished):
        records.finish(case.family.id, closed.answers, {}, AUTHOR)
    with pytest.raises(RecordNotFinished):
        records.amend(case.family.id, AUTHOR, "no")
    with pytest.raises(WrongFamily):
        records.withdraw(case.family.id, case.family.id, AUTHOR, "no")


def test_a_new_name_in_the_family_file_is_found_in_its_records(case: Case) -> None:
    note = case.finished("Smiled.", about=["pip"])
    children = [*FAMILY["children"][:1], {**FAMILY["children"][1], "name": "Philippa Quill"}]
    answers = {**case.family.answers, "children": children}
    case.vault.records.save_draft(case.family.id, answers, AUTHOR)
    # While it is typed, only the family file itself knows the name.
    assert [hit.record_id for hit in case.vault.search.find("Philippa")] == [case.family.id]
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]
    case.vault.records.close_living(case.family.id, answers, AUTHOR)
    assert [hit.record_id for hit in case.vault.search.find("Philippa")] == [case.family.id, note.id]
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


# Order and clocks


def test_records_of_the_same_second_keep_their_order(case: Case) -> None:
    made = [case.finished(f"note {number}").id for number in range(12)]
    assert [row.id for row in case.vault.records.timeline(case.family.id)] == made[::-1]
    seqs = [row.seq for row in case.vault.audit.rows()]
    assert seqs == list(range(1, len(seqs) + 1))


@pytest.mark.parametrize("back", [{"days": 1}, {"days": 3650}, {"hours": 2}])
def test_a_clock_set_back_keeps_the_order_and_flags_the_record(case: Case, back: dict[str, float]) -> None:
    first = case.finished("first")
    case.clock.move(**{unit: -number for unit, number in back.items()})
    second = case.note("second")
    second = case.vault.records.finish(second.id, second.answers, {}, AUTHOR)
    assert second.written < first.written
    assert second.seq > first.seq
    # The clock went back when it was begun; that it was finished on the new time takes nothing away.
    assert second.clock_back
    assert case.vault.records.timeline(case.family.id)[0].clock_back
    assert [row.id for row in case.vault.records.timeline(case.family.id)] == [second.id, first.id]
    flagged = [row for row in case.vault.audit.rows() if row.clock_back]
    assert [(row.what, row.record_id) for row in flagged] == [("begun", second.id)]
    assert [f.grade for f in case.vault.check()] == ["INFO", "GOOD"]
    assert case.vault.audit.verify() is None


def test_a_clock_that_steps_back_a_little_is_not_flagged(case: Case) -> None:
    case.finished()
    case.clock.move(seconds=-20)
    assert not case.finished().clock_back


def test_a_finished_record_is_flagged_when_the_clock_went_back_while_it_was_written(case: Case) -> None:
    note = case.note()
    case.clock.move(days=-1)
    final = case.vault.records.finish(note.id, note.answers, {}, AUTHOR)
    assert final.clock_back
    assert case.vault.records.timeline(case.family.id)[0].clock_back


def test_times_are_utc_with_the_wall_time_beside_them(case: Case) -> None:
    from datetime import timedelta, timezone

    case.clock.now = case.clock.now.astimezone(timezone(timedelta(hours=1)))
    note = case.finished()
    assert note.written.utcoffset() == timedelta(0)
    assert note.written == case.clock.now
    assert note.written_local == "2026-11-12T15:20:00+01:00"


# Text


ODD = {
    "100,000 characters": "Pip said “ba”. " * 6_700,
    "right to left": "ليلى قالت: أنا خائفة",
    "emoji": "👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🙂🏽",
    "combining": "e\u0301 ñ n\u0303 Z̷̢̛a̵l̴g̶o̸",
    "control": "a\x00b\x07c\x1b[31m\u200f\u202e\ufeff",
    "quotes": "it's \"so\" <b>&amp;</b> {{ 7*7 }} {% x %} '; DROP TABLE records; --",
    "lines": "one\r\ntwo\n\n\tthree\u2028four",
    "apostrophe": "O'Hara's d’Arcy",
}


@pytest.mark.parametrize("name", ODD)
def test_text_comes_back_exactly(tmp_path: Path, name: str) -> None:
    words = ODD[name]
    vault = open_vault(tmp_path / "records")
    family = make_family(vault, family_name=words)
    note = vault.records.create("case_note", family.id, note_answers(words), AUTHOR)
    vault.records.finish(
        note.id, note_answers(words), {"practitioner": words.encode()}, Author(words, words), words
    )
    vault.close()
    vault = unlock(tmp_path / "records")
    kept = vault.records.get(note.id)
    assert kept.answers["facts"] == words
    assert (kept.author, kept.author_role, kept.reason) == (words, words, words)
    assert kept.outlines["practitioner"] == words.encode()
    assert vault.records.get(family.id).answers["family_name"] == words
    assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]
    vault.close()


def test_half_a_character_is_replaced_and_does_not_stop_a_save(case: Case) -> None:
    note = case.note("x")
    case.vault.records.save_draft(note.id, note_answers("cut \ud83d short"))
    assert case.vault.records.get(note.id).answers["facts"] == "cut ? short"


def test_any_text_survives(case: Case) -> None:
    note = case.note("x")

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
    def survives(words: str) -> None:
        case.vault.records.save_draft(note.id, note_answers(words))
        assert case.vault.records.get(note.id).answers["facts"] == words
        case.vault.search.find(words)

    survives()


# Due


def test_what_is_due_follows_the_answers(case: Case) -> None:
    actions = [
        {"id": "a1", "what": "Ring the clinic", "who": "sorrel", "by_when": "2026-12-01"},
        {"id": "a2", "what": "Weigh Pip", "who": {"name": "Tansy", "role": "HV"}, "by_when": "2026-11-20"},
        {"id": "a3", "what": "Done already", "who": "sorrel", "by_when": "2026-11-01", "done": "2026-11-02"},
        {"id": "a4", "what": "No day yet", "who": "sorrel"},
    ]
    note = case.finished("x", actions=actions)
    due = case.vault.records.due(case.family.id)
    assert [(row.day, row.text, row.path) for row in due] == [
        ("2026-11-20", "Weigh Pip", "actions[a2]"),
        ("2026-12-01", "Ring the clinic", "actions[a1]"),
    ]
    assert due[1].who == "Sorrel Thistlewick"
    assert due[0].family_name == "Thistlewick"
    assert case.vault.records.due() == due
    assert len(case.vault.records.due(done=True)) == 3
    other = case.vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    assert case.vault.records.due(other.id) == []
    case.vault.records.amend(note.id, AUTHOR, "done now")
    case.vault.records.finish(note.id, note_answers("x"), {}, AUTHOR)
    assert case.vault.records.due() == []


# Faults


def test_unknown_things_have_their_own_fault(case: Case) -> None:
    with pytest.raises(UnknownForm):
        case.vault.records.create("no_such_form", case.family.id, {}, AUTHOR)
    for family in ("nobody", case.note().id):
        with pytest.raises(RecordNotFound):
            case.vault.records.create("case_note", family, {}, AUTHOR)
    with pytest.raises(RecordNotFound):
        case.vault.records.get("nobody")
    with pytest.raises(RecordNotFound):
        case.vault.records.get(case.family.id, 9)


@pytest.mark.parametrize("step", ["create", "save", "finish", "close", "withdraw"])
@pytest.mark.parametrize("at", range(1, 12))
def test_a_disk_that_fails_at_any_statement_leaves_nothing_half_saved(case: Case, step: str, at: int) -> None:
    """The engine's n-th statement fails, for each n; nothing of the step is there afterwards."""
    note, other = (
        case.note("before"),
        case.vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR),
    )
    records, store = case.vault.records, store_of(case.vault)
    answers = {**case.family.answers, "reason": "new"}
    steps = {
        "create": lambda: records.create("case_note", case.family.id, note_answers("after"), AUTHOR),
        "save": lambda: records.save_draft(note.id, note_answers("after")),
        "finish": lambda: records.finish(note.id, note_answers("after"), {"practitioner": b"x"}, AUTHOR),
        "close": lambda: records.close_living(case.family.id, answers, AUTHOR),
        "withdraw": lambda: records.withdraw(note.id, other.id, AUTHOR, "wrong family"),
    }
    before = _everything(store)
    real, count = store._connection, 0

    class Failing:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def execute(self, sql: str, *more: object) -> object:
            nonlocal count
            if sql.split()[0] in ("INSERT", "UPDATE", "DELETE", "COMMIT"):
                count += 1
                if count == at:
                    raise engine.driver.OperationalError("disk I/O error")
            return real.execute(sql, *more)

    store._connection = store.db.conn = Failing()
    try:
        steps[step]()
        failed = False
    except DiskFault:
        failed = True
    finally:
        store._connection = store.db.conn = real
    assert failed == (count >= at)
    if failed:
        assert not real.in_transaction
        assert _everything(store) == before
        steps[step]()
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def _everything(store: engine.Store) -> list[list[tuple[object, ...]]]:
    tables = ("records", "revisions", "outlines", "due", "audit", "releases", "search", "search_open")
    return [[tuple(row) for row in store.rows(f"SELECT * FROM {table}")] for table in tables]


def test_many_threads_may_save_in_turn(case: Case) -> None:
    notes = [case.note(str(number)) for number in range(4)]
    faults: list[BaseException] = []

    def work(record_id: str) -> None:
        try:
            for number in range(40):
                case.vault.records.save_draft(record_id, note_answers(f"{record_id} {number}"))
                case.vault.search.find(record_id)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(note.id,)) for note in notes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    for note in notes:
        assert case.vault.records.get(note.id).answers["facts"] == f"{note.id} 39"
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


# Forms that come and go


def test_a_record_of_a_form_that_is_gone_is_still_read(tmp_path: Path) -> None:
    def few(folder: Path) -> catalogue.Catalogue:
        return catalogue.Catalogue(tuple(e for e in catalogue.built_in() if e.form.id == "family"))

    vault = open_vault(tmp_path / "records")
    family = make_family(vault)
    note = vault.records.create("case_note", family.id, note_answers("Pip smiled."), AUTHOR)
    final = vault.records.finish(note.id, note.answers, {"practitioner": b"as signed"}, AUTHOR)
    vault.close()
    vault = Vault.unlock(tmp_path / "records", "hazel and fern", few)
    assert vault.records.get(note.id) == final
    assert vault.records.timeline(family.id)[0].title == final.title
    assert vault.search.find("smiled")
    assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]
    vault.rebuild_lists()
    assert vault.search.find("smiled")
    vault.close()


# Lists


def test_lists_can_be_made_again_from_the_revisions(case: Case) -> None:
    for number in range(5):
        case.finished(f"note {number}")
    before = _everything(store_of(case.vault))
    with store_of(case.vault).writing() as connection:
        connection.execute("UPDATE records SET title = 'wrong', summary = '', people = '[]', digest = ''")
        connection.execute("DELETE FROM due")
        connection.execute("DELETE FROM search WHERE rowid = 2")
    found = case.vault.check(quick=False)
    assert [(f.grade, f.fix) for f in found] == [
        ("WARN", "rebuild_lists"),
        ("WARN", "rebuild_search"),
        ("GOOD", ""),
    ]
    assert case.vault.rebuild_lists() == 6
    assert _everything(store_of(case.vault)) == before
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_facts_are_kept_and_each_change_is_in_the_trail(case: Case) -> None:
    facts = case.vault.facts
    facts.set("author_name", "Tansy Dunnock")
    facts.set("numbers.front_door", "01234 567890")
    facts.set("numbers.front_door", "01234 567890")
    assert facts.get("numbers.front_door") == "01234 567890"
    assert facts.get("nothing", 7) == 7
    assert facts.all()["vault_name"] == "Records"
    assert facts.author() == Author("Tansy Dunnock", "")
    changed = [(row.why, row.who) for row in case.vault.audit.rows() if row.what == "setting changed"]
    assert changed[1:] == [("author_name", "Tansy Dunnock"), ("numbers.front_door", "Tansy Dunnock")]
    assert "01234" not in str(case.vault.audit.rows())


def test_copies_that_left_are_listed(case: Case) -> None:
    note = case.finished()
    row = case.vault.releases.note(
        note.id, 1, "family", "Sorrel Thistlewick", "print", "She asked", "ab" * 32, AUTHOR
    )
    assert case.vault.releases.of(case.family.id) == case.vault.releases.of() == [row]
    assert case.vault.releases.of_record(note.id) == [row]
    assert (row.recipient, row.author, row.made) == ("Sorrel Thistlewick", "Tansy Dunnock", case.clock.now)
    assert case.vault.audit.rows(note.id)[-1].what == "copy left: print"
    with pytest.raises(RecordNotFound):
        case.vault.releases.note("nobody", 1, "family", "x", "print", "x", "00", AUTHOR)
