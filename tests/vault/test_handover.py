"""Giving a family over and taking it in: sealed, compared, joined; done twice it changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.conftest import Case, SetClock
from tests.vault.people import AUTHOR, note_answers, unlock
from toolkit.errors import OpenedToReadOnly, PassphraseMissing, ToolkitError
from toolkit.vault import handover_plan as joining
from toolkit.vault import sealing
from toolkit.vault.audit import Author
from toolkit.vault.audit_words import in_words
from toolkit.vault.handover import HandOvers, NothingToHandOver, short_mark
from toolkit.vault.handover_format import CAME, VERSION, Bundle, mark_of, read, to_bytes
from toolkit.vault.handover_import import TAKEN_IN, Taking
from toolkit.vault.handover_plan import Plan, Taken
from toolkit.vault.projecting import to_text
from toolkit.vault.rows import Told
from toolkit.vault.vault import Vault

BASIL = Author("Basil Quill", "Social worker")


def give(vault: Vault, family: str, chosen: list[str] | None = None, by: Author = AUTHOR) -> Bundle:
    """A bundle as the other side reads it."""
    return read(to_bytes(HandOvers(vault).gather(family, chosen, by)))


def take(vault: Vault, bundle: Bundle, by: Author = BASIL, **more: Any) -> Taken:
    """Takes a bundle in."""
    return Taking(vault).take(bundle, by, **more)


def state(vault: Vault) -> list[tuple[Any, ...]]:
    """Every row that a person could have written, and the number of entries in the trail."""
    store = vault.records._store
    tables = ("records", "revisions", "outlines", "due", "releases", "attachments", "search", "search_open")
    return [tuple(row) for table in tables for row in store.rows(f"SELECT * FROM {table}")] + [
        (store.value("SELECT count(*) FROM audit"),)
    ]


def words(vault: Vault, record_id: str) -> list[str]:
    """The words of each version of a note, oldest first."""
    return [
        vault.records.get(record_id, one.number).answers["facts"]
        for one in vault.records.revisions(record_id)
    ]


def whole(vault: Vault) -> None:
    """Fails unless trail, lists and pictures fit."""
    assert vault.audit.verify() is None
    assert all(finding.grade in ("GOOD", "INFO") for finding in vault.check(quick=False))


def test_a_family_arrives_with_history_papers_and_copies(case: Case, other: Vault) -> None:
    note = case.note("Pip smiled.")
    file = case.vault.attachments.add(note.id, "Drawing.png", "image/png", b"picture", AUTHOR)
    answers = {**note.answers, "facts": f"Pip smiled. {file.id}"}
    case.vault.records.finish(note.id, answers, {"practitioner": b"paper one", "family": b"short"}, AUTHOR)
    case.clock.move(days=1)
    case.vault.records.amend(note.id, AUTHOR, "A word was wrong")
    case.vault.records.finish(
        note.id, {**answers, "facts": f"Pip laughed. {file.id}"}, {"practitioner": b"two"}, AUTHOR
    )
    case.vault.releases.note(note.id, 1, "family", "Sorrel", "Printed", "Asked for", "ab" * 32, AUTHOR)
    case.clock.move(days=1)
    bundle = give(case.vault, case.family.id)
    plan = Taking(other).plan(bundle)
    assert [line.verdict for line in plan.lines] == ["new", "new"]
    taken = take(other, bundle)
    assert (taken.records, taken.versions, taken.files, taken.copies) == (2, 3, 1, 1)
    arrived = other.records.get(note.id)
    assert arrived.answers["facts"].startswith("Pip laughed.")
    assert (arrived.author, arrived.author_role) == (AUTHOR.name, AUTHOR.role)
    before = [(r.author, r.written, r.written_local) for r in case.vault.records.revisions(note.id)]
    assert [(r.author, r.written, r.written_local) for r in other.records.revisions(note.id)] == before
    assert other.records.get(note.id, 1).outlines == {"practitioner": b"paper one", "family": b"short"}
    assert arrived.reason.startswith("A word was wrong Came with a hand-over from Tansy Dunnock")
    assert other.attachments.get(file.id).data == b"picture"
    (copy,) = other.releases.of(case.family.id)
    assert copy.recipient == "Sorrel"
    assert "Left 2026-11-13T14:20 by Tansy Dunnock, before the hand-over. Asked for" in copy.why
    assert [row.name for row in other.records.families()] == ["Thistlewick"]
    assert other.search.find("laughed")
    assert [row.who for row in other.audit.rows(note.id) if row.what == TAKEN_IN] == ["Basil Quill"] * 3
    said = [
        in_words(row, lambda _: "a case note") for row in other.audit.rows(note.id) if row.what == TAKEN_IN
    ]
    assert said[1] == (
        "Basil Quill took a case note, version 1 in, handed over by Tansy Dunnock; "
        "Tansy Dunnock wrote it on 12 November 2026, 14:20."
    )
    assert not [words for words in said if "{" in words or "mark" in words]
    assert other.audit.verify() is None
    whole(other)


def test_a_version_that_came_in_and_was_changed_behind_the_program_is_reported(
    case: Case, other: Vault
) -> None:
    note = case.finished()
    take(other, give(case.vault, case.family.id))
    assert other.audit.verify() is None
    store = other._open_one().store
    store.rows("DROP TRIGGER revisions_kept_update")
    store.rows("UPDATE revisions SET author = 'Ash Quill' WHERE record_id = ? AND number = 1", [note.id])
    assert other.audit.verify() is not None


def test_what_was_erased_here_does_not_come_back(case: Case) -> None:
    case.finished()
    bundle = give(case.vault, case.family.id)
    erasing = case.vault.erasing
    plan = erasing.plan(case.family.id)
    erasing.erase(plan, "period_over", AUTHOR, plan.reference, date(2020, 1, 1))
    found = Taking(case.vault).plan(bundle)
    assert [line.why for line in found.lines] == [joining.ERASED_HERE, joining.FAMILY_WAITS]
    assert take(case.vault, bundle).waits == len(found.lines)
    assert case.vault.records.families() == []
    whole(case.vault)


def test_twice_changes_nothing(case: Case, other: Vault) -> None:
    case.finished()
    case.vault.releases.note(case.family.id, 1, "family", "Sorrel", "Printed", "", "ab" * 32, AUTHOR)
    bundle = give(case.vault, case.family.id)
    take(other, bundle)
    before = state(other)
    again = take(other, bundle)
    assert (again.records, again.versions, again.files, again.copies) == (0, 0, 0, 0)
    assert state(other) == before
    plan = Taking(other).plan(bundle)
    assert {line.verdict for line in plan.lines} == {"same"}
    assert not plan.changes


def test_what_was_told_of_a_copy_comes_along(case: Case, other: Vault) -> None:
    first, second = case.finished(), case.finished()
    # The second has another number in the other vault, where an older version of it came in before.
    take(other, give(case.vault, case.family.id))
    other.records.amend(second.id, BASIL, "A word")
    other.records.finish(second.id, {**second.answers, "facts": "Basil's words"}, {}, BASIL)
    case.vault.records.amend(second.id, AUTHOR, "A word")
    case.vault.records.finish(second.id, {**second.answers, "facts": "Tansy's words"}, {}, AUTHOR)
    told = Told(
        decision=first.id,
        left_out=(("Warnings", "Never"),),
        put_back=(("Told", "Asked for"),),
        copy="discreet",
        pack=((second.id, 2), ("gone", 1)),
    )
    case.vault.releases.note(first.id, 1, "another agency", "School", "PDF", "", "ab" * 32, AUTHOR, told)
    case.vault.releases.note(
        case.family.id, 1, "my own working copy", "", "Printed", "A list", "", AUTHOR, Told(beside=True)
    )
    bundle = give(case.vault, case.family.id)
    take(other, bundle)
    copy = next(row for row in other.releases.of(case.family.id) if row.recipient == "School")
    mark = next(one for one in bundle.records if one.id == second.id).versions[-1].mark
    here = next(one.number for one in HandOvers(other).versions(second.id) if one.mark == mark)
    assert here == 3
    assert copy.told == replace(told, pack=((second.id, here), ("gone", 0)))
    assert [row.beside for row in other.releases.of_record(case.family.id)] == [True]
    assert not Taking(other).plan(give(case.vault, case.family.id)).changes
    whole(other)


def test_into_the_same_vault_changes_nothing(case: Case) -> None:
    case.finished()
    case.vault.releases.note(case.family.id, 1, "family", "Sorrel", "Printed", "", "ab" * 32, AUTHOR)
    bundle = give(case.vault, case.family.id)
    HandOvers(case.vault).note_given(
        bundle, "cd" * 32, "Basil Quill", "Sealed hand-over file", "Moved", AUTHOR
    )
    before = state(case.vault)
    take(case.vault, bundle, AUTHOR)
    assert state(case.vault) == before


def test_both_wrote_on_and_the_later_stands(case: Case, other: Vault) -> None:
    note = case.finished("First")
    take(other, give(case.vault, case.family.id))
    case.clock.move(days=1)
    case.vault.records.amend(note.id, AUTHOR, "mine")
    case.vault.records.finish(note.id, note_answers("Tansy’s"), {"practitioner": b"t"}, AUTHOR)
    bundle = give(case.vault, case.family.id)
    case.clock.move(days=1)
    other.records.amend(note.id, BASIL, "his")
    other.records.finish(note.id, note_answers("Basil’s"), {"practitioner": b"b"}, BASIL)
    line = next(one for one in Taking(other).plan(bundle).lines if one.record.id == note.id)
    assert (line.verdict, line.both, line.stands, len(line.fresh), line.here) == (
        "differs",
        True,
        "mine",
        1,
        1,
    )
    take(other, bundle)
    assert words(other, note.id) == ["First", "Basil’s", "Tansy’s", "Basil’s"]
    assert other.records.get(note.id).answers["facts"] == "Basil’s"
    third = other.records.revisions(note.id)[2]
    assert (third.author, CAME in third.reason) == ("Tansy Dunnock", True)
    whole(other)
    before = state(other)
    take(other, bundle)
    assert state(other) == before


def test_theirs_can_be_chosen_to_stand(case: Case, other: Vault) -> None:
    note = case.finished("First")
    take(other, give(case.vault, case.family.id))
    case.clock.move(days=1)
    case.vault.records.amend(note.id, AUTHOR, "mine")
    case.vault.records.finish(note.id, note_answers("Tansy’s"), {}, AUTHOR)
    bundle = give(case.vault, case.family.id)
    case.clock.move(days=1)
    other.records.amend(note.id, BASIL, "his")
    other.records.finish(note.id, note_answers("Basil’s"), {}, BASIL)
    take(other, bundle, stands={note.id: "theirs"})
    assert words(other, note.id) == ["First", "Basil’s", "Tansy’s"]
    whole(other)


def test_a_family_file_that_is_being_written_here_keeps_its_words(case: Case, other: Vault) -> None:
    take(other, give(case.vault, case.family.id))
    case.clock.move(days=1)
    case.vault.records.save_draft(case.family.id, {**case.family.answers, "reason": "From Tansy"}, AUTHOR)
    bundle = give(case.vault, case.family.id)
    case.clock.move(days=1)
    here = other.records.get(case.family.id).answers
    other.records.save_draft(case.family.id, {**here, "reason": "From Basil"}, BASIL)
    take(other, bundle)
    said = [
        other.records.get(case.family.id, one.number).answers.get("reason")
        for one in other.records.revisions(case.family.id)
    ]
    assert said == [None, "From Basil", "From Tansy", "From Basil"]
    whole(other)


def test_a_record_with_an_open_draft_waits(case: Case, other: Vault) -> None:
    note = case.finished("First")
    take(other, give(case.vault, case.family.id))
    other.records.amend(note.id, BASIL, "thinking")
    case.vault.records.amend(note.id, AUTHOR, "more")
    case.vault.records.finish(note.id, note_answers("More"), {}, AUTHOR)
    bundle = give(case.vault, case.family.id)
    line = next(one for one in Taking(other).plan(bundle).lines if one.record.id == note.id)
    assert (line.verdict, line.why) == ("waits", joining.DRAFT_HERE)
    assert take(other, bundle).waits == 1
    assert words(other, note.id) == ["First", "First"]


def test_what_was_withdrawn_or_moved_here_stays_so(case: Case, other: Vault) -> None:
    note = case.finished("First")
    bundle = give(case.vault, case.family.id)
    take(other, bundle)
    second = other.records.create("family", None, {"family_name": "Dunnock"}, BASIL)
    other.records.withdraw(note.id, second.id, BASIL, "Wrong family")
    before = state(other)
    line = next(one for one in Taking(other).plan(bundle).lines if one.record.id == note.id)
    assert line.why == joining.WITHDRAWN_HERE
    take(other, bundle)
    assert state(other) == before


def test_in_part_the_family_file_goes_along_and_drafts_stay(case: Case, other: Vault) -> None:
    one, two = case.finished("One"), case.finished("Two")
    case.note("Not yet")
    bundle = give(case.vault, case.family.id, [two.id])
    assert [record.id for record in bundle.records] == [case.family.id, two.id]
    assert [stayed.why for stayed in bundle.stayed] == ["not_chosen", "not_chosen"]
    take(other, bundle)
    taken = take(other, give(case.vault, case.family.id))
    assert (taken.records, taken.versions) == (1, 1)
    assert other.records.get(one.id).answers["facts"] == "One"
    plan = Taking(other).plan(give(case.vault, case.family.id))
    assert any("1 unfinished draft stayed" in note for note in plan.notes)


def test_reference_and_name_of_another_family_are_said(case: Case, other: Vault) -> None:
    other.records.create("family", None, {"family_name": "Thistlewick"}, BASIL)
    plan = Taking(other).plan(give(case.vault, case.family.id))
    assert sum("F-0001" in note for note in plan.notes) == 1
    assert sum("same name" in note for note in plan.notes) == 1


def test_a_form_that_is_not_here_or_newer_waits(case: Case, other: Vault) -> None:
    case.finished()
    bundle = HandOvers(case.vault).gather(case.family.id, None, AUTHOR)
    family, note = bundle.records
    newer = msgspec.structs.replace(note.versions[0], form_version=99)
    strange = [family, msgspec.structs.replace(note, versions=[newer])]
    assert (
        Taking(other).plan(msgspec.structs.replace(bundle, records=strange)).lines[1].why
        == joining.NEWER_FORM
    )
    strange = [family, msgspec.structs.replace(note, form_id="own_form")]
    assert (
        Taking(other).plan(msgspec.structs.replace(bundle, records=strange)).lines[1].why == joining.NO_FORM
    )


def test_cancelled_or_read_only_nothing_is_written(case: Case, other: Vault) -> None:
    for number in range(3):
        case.finished(f"Note {number}")
    bundle = give(case.vault, case.family.id)
    before = state(other)

    def stop(fraction: float, words: str) -> None:
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(other, bundle, report=stop)
    assert state(other) == before
    folder = other.folder
    other.close()
    with unlock(folder, read_only=True) as vault:
        assert Taking(vault).plan(bundle).count("new") == 4
        with pytest.raises(OpenedToReadOnly):
            take(vault, bundle)


def test_giving_closes_what_lives_and_is_noted(case: Case) -> None:
    case.finished()
    case.vault.records.save_draft(case.family.id, {**case.family.answers, "reason": "New"}, AUTHOR)
    bundle = HandOvers(case.vault).gather(case.family.id, None, AUTHOR)
    assert bundle.records[0].versions[-1].answers["reason"] == "New"
    assert case.vault.records.get(case.family.id).status == "living"
    noted = HandOvers(case.vault).note_given(
        bundle, "cd" * 32, "Basil Quill", "Sealed hand-over file", "Moves", AUTHOR
    )
    rows = case.vault.releases.of(case.family.id)
    assert noted == len(rows) == 2
    assert {(row.audience, row.recipient, row.how) for row in rows} == {
        ("hand-over for a colleague", "Basil Quill", "Sealed hand-over file")
    }
    whole(case.vault)


def test_nothing_finished_is_nothing_to_hand_over(other: Vault) -> None:
    family = other.records.create("family", None, {"family_name": "Quill"}, BASIL)
    with pytest.raises(NothingToHandOver):
        HandOvers(other).gather(family.id, [], BASIL, close=False)


# The seal


def test_own_key_is_made_once_and_its_private_part_is_in_no_trail(other: Vault) -> None:
    giving = HandOvers(other)
    assert giving.own_key() is None
    key = giving.make_key()
    assert giving.make_key() == key
    assert key.public.startswith("age1")
    assert all(key.secret not in row.why for row in other.audit.rows())
    sealed = sealing.seal(b"words", key=f"  {key.public} ")
    assert sealing.kind_of(sealed) == "key"
    assert sealing.unseal(sealed, secret=key.secret) == b"words"
    assert short_mark(sealed).startswith(f"{len(sealed):,} bytes, mark ")
    with pytest.raises(sealing.HandOverOtherKey):
        sealing.unseal(sealed, secret=sealing.new_key().secret)
    with pytest.raises(sealing.HandOverOtherKey):
        sealing.unseal(sealed)


@pytest.fixture(scope="session")
def spoken() -> bytes:
    """A file sealed with a passphrase, made once: it takes a second."""
    return sealing.seal(b'{"words": "Pip"}', words="Heron  lantern fern")


def test_passphrase_is_spoken_so_capitals_and_spaces_do_not_count(spoken: bytes) -> None:
    assert sealing.kind_of(spoken) == "passphrase"
    assert sealing.unseal(spoken, words=" heron Lantern  FERN ") == b'{"words": "Pip"}'
    with pytest.raises(sealing.HandOverWrongPassphrase):
        sealing.unseal(spoken, words="heron lantern")
    for empty in ("", "  "):
        with pytest.raises(PassphraseMissing):
            sealing.unseal(spoken, words=empty)
    with pytest.raises(PassphraseMissing):
        sealing.seal(b"words")


def test_absurd_cost_is_refused_at_once(spoken: bytes) -> None:
    line = spoken.split(b"\n")[1]
    with pytest.raises(sealing.HandOverTooCostly):
        sealing.unseal(spoken.replace(line, line[: line.rindex(b" ")] + b" 40"), words="heron lantern fern")


@pytest.mark.parametrize(
    "text", ["", "age1", "age1foo", "AGE-SECRET-KEY-1", "hello there", "ssh-ed25519 AAAA"]
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(sealing.NotAKey):
        sealing.check_key(text)


def test_fifty_damaged_files_each_with_its_sentence_and_nothing_changed(case: Case, other: Vault) -> None:
    for number in range(6):
        case.finished(f"Note {number} " * 40)
    key = HandOvers(other).make_key()
    sealed = sealing.seal(
        to_bytes(HandOvers(case.vault).gather(case.family.id, None, AUTHOR)), key=key.public
    )
    size, before = len(sealed), state(other)
    spots = [size * part // 26 for part in range(1, 26)] + [5, 25, 60, 100, size - 1]
    changed = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in spots]
    cut = [
        sealed[:at]
        for at in (0, 3, 15, 21, 22, 40, 80, 120, 180, 240, size // 3, size // 2, size - 17, size - 1)
    ]
    strange = [
        sealed + b"x",
        b"PK\x03\x04" + sealed,
        sealed.replace(b"/v1\n", b"/v2\n", 1),
        sealed.replace(b"X25519", b"X25518", 1),
        sealed[: size // 2] + sealed[size // 2 + 1 :],
        sealing.seal(b"not json", key=key.public),
        sealing.seal(b'{"format": "other"}', key=key.public),
    ]
    refused = []
    for damaged in changed + cut + strange:
        with pytest.raises(ToolkitError) as fault:
            take(other, read(sealing.unseal(damaged, secret=key.secret)))
        refused.append(type(fault.value).__name__)
        assert "othing was taken in" in fault.value.sentence
    assert len(refused) >= 50
    assert set(refused) == {
        "HandOverChanged",
        "HandOverCut",
        "NotAHandOver",
        "HandOverNewer",
        "HandOverOtherKey",
    }
    assert state(other) == before


def _without(bundle: dict[str, Any], *path: Any) -> dict[str, Any]:
    place: Any = bundle
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return bundle


def test_what_is_inside_is_checked(case: Case) -> None:
    case.finished()
    content = to_bytes(HandOvers(case.vault).gather(case.family.id, None, AUTHOR))
    plain = msgspec.json.decode(content)
    assert read(content).version == VERSION
    with pytest.raises(sealing.HandOverNewer):
        read(msgspec.json.encode({**plain, "version": VERSION + 1}))
    with pytest.raises(sealing.HandOverChanged):
        read(content.replace(b"Pip smiled at me.", b"Pip frowned at me"))
    for path in (
        ["family"],
        ["records", 0],
        ["records", 1, "versions"],
        ["records", 1, "versions", 0, "mark"],
    ):
        with pytest.raises(sealing.HandOverChanged):
            read(msgspec.json.encode(_without(msgspec.json.decode(content), *path)))
    more = msgspec.json.encode({**plain, "added_later": 1})
    assert read(more) == read(content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("written", "yesterday"),
        ("written_local", "2026-11-12T14:20:00"),
        ("made", ""),
        ("form_version", 0),
        ("state", "draft"),
    ],
)
def test_nothing_comes_in_that_a_list_would_stumble_over(case: Case, field: str, value: object) -> None:
    """The mark of such a version may be right: whoever seals a file can make one."""
    case.finished()
    bundle = HandOvers(case.vault).gather(case.family.id, None, AUTHOR)
    family, note = bundle.records
    one = msgspec.structs.replace(note.versions[0], **{field: value})
    who = one.author, one.author_role
    mark = mark_of(
        note.form_id, one.form_version, to_text(one.answers), who, one.reason, one.written, one.outlines
    )
    one = msgspec.structs.replace(one, mark=mark)
    made = msgspec.structs.replace(bundle, records=[family, msgspec.structs.replace(note, versions=[one])])
    with pytest.raises(sealing.HandOverChanged):
        read(to_bytes(made))


def test_ids_and_sizes_are_looked_at(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    note = case.finished()
    case.vault.releases.note(note.id, 1, "family", "Sorrel", "Printed", "", "ab" * 32, AUTHOR)
    bundle = HandOvers(case.vault).gather(case.family.id, None, AUTHOR)
    for strange in ("", "../x", note.id + " ", "x" * 65):
        copy = msgspec.structs.replace(bundle.records[1].copies[0], pack=[(strange, "")])
        for change in ({"id": strange}, {"copies": [copy]}):
            record = msgspec.structs.replace(bundle.records[1], **change)
            made = msgspec.structs.replace(bundle, records=[bundle.records[0], record])
            with pytest.raises(sealing.HandOverChanged):
                read(to_bytes(made))
    monkeypatch.setattr(sealing, "MOST_BYTES", 10)
    with pytest.raises(sealing.HandOverTooLarge):
        sealing.seal(to_bytes(bundle), words="heron")
    with pytest.raises(sealing.HandOverTooLarge):
        sealing.kind_of(b"age-encryption.org/v1\n")


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed")
def test_another_age_program_opens_it(case: Case, tmp_path: Path) -> None:
    case.finished()
    key = HandOvers(case.vault).make_key()
    content = to_bytes(HandOvers(case.vault).gather(case.family.id, None, AUTHOR))
    (tmp_path / "key.txt").write_text(key.secret + "\n")
    (tmp_path / "given.age").write_bytes(sealing.seal(content, key=key.public))
    done = subprocess.run(
        ["age", "--decrypt", "-i", tmp_path / "key.txt", tmp_path / "given.age"],
        capture_output=True,
        timeout=30,
    )
    assert done.stdout == content
    # And the other way: what that program seals for the worker's key, this one opens.
    done = subprocess.run(["age", "-r", key.public], input=content, capture_output=True, timeout=30)
    assert sealing.unseal(done.stdout, secret=key.secret) == content


@pytest.mark.skipif(
    shutil.which("age") is None or shutil.which("setsid") is None,
    reason="the programs age and setsid are not installed",
)
def test_another_age_program_opens_it_with_the_words(spoken: bytes, tmp_path: Path) -> None:
    (tmp_path / "given.age").write_bytes(spoken)
    # It asks at a terminal and nowhere else.
    terminal, end = os.openpty()
    try:
        program = subprocess.Popen(
            ["setsid", "--ctty", "age", "--decrypt", "-o", tmp_path / "out.json", tmp_path / "given.age"],
            stdin=end,
            stdout=end,
            stderr=end,
        )
        asked = b""
        while b"passphrase" not in asked:
            asked += os.read(terminal, 200)
        os.write(terminal, b"heron lantern fern\n")
        assert program.wait(timeout=60) == 0
    finally:
        os.close(terminal)
        os.close(end)
    assert (tmp_path / "out.json").read_bytes() == b'{"words": "Pip"}'


# Two workers, any order


STEPS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["note", "amend", "file", "give"]), st.integers(0, 3)),
    min_size=3,
    max_size=9,
)


def _step(vault: Vault, family: str, what: str, number: int, by: Author, count: int) -> None:
    notes = [row.id for row in vault.records.timeline(family) if row.form_id == "case_note"]
    if what == "note":
        made = vault.records.create("case_note", family, note_answers(f"note {count}"), by)
        vault.records.finish(made.id, made.answers, {"practitioner": f"{count}".encode()}, by)
    elif what == "amend" and notes:
        note = notes[number % len(notes)]
        vault.records.amend(note, by, f"why {count}")
        vault.records.finish(note, note_answers(f"other {count}"), {}, by)
    elif what == "file":
        answers = vault.records.get(family).answers
        vault.records.save_draft(family, {**answers, "reason": f"file {count}"}, by)
        if number % 2:
            vault.records.close_living(family, vault.records.get(family).answers, by)


def _marks(vault: Vault, family: str) -> set[tuple[str, str]]:
    giving = HandOvers(vault)
    return {
        (row.id, version.mark)
        for row in vault.records.timeline(family)
        for version in giving.versions(row.id)
    } | {(family, version.mark) for version in giving.versions(family)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_histories_join_whatever_the_order(
    steps: list[tuple[str, str, int]],
    _one_family: Path,  # noqa: PT019
    _no_family: Path,  # noqa: PT019
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    top, clock = tmp_path_factory.mktemp("pair"), SetClock()
    shutil.copytree(_one_family, top / "a")
    shutil.copytree(_no_family, top / "b")
    with unlock(top / "a", now=clock) as a, unlock(top / "b", now=clock) as b:
        family = a.records.families()[0].id
        take(b, give(a, family))
        for count, (who, what, number) in enumerate(steps):
            clock.move(minutes=7)
            mine, theirs, by = (a, b, AUTHOR) if who == "a" else (b, a, BASIL)
            if what != "give":
                _step(mine, family, what, number, by, count)
                continue
            bundle = give(mine, family, by=by)
            held = _marks(theirs, family)
            take(theirs, bundle, by)
            given = {(record.id, one.mark) for record in bundle.records for one in record.versions}
            assert held | given <= _marks(theirs, family)
            before = state(theirs)
            assert not Taking(theirs).plan(bundle).changes
            take(theirs, bundle, by)
            assert state(theirs) == before
        for vault in (a, b):
            whole(vault)


def test_plan_counts(case: Case, other: Vault) -> None:
    case.finished()
    plan = Taking(other).plan(give(case.vault, case.family.id))
    assert isinstance(plan, Plan)
    assert (plan.count("new"), plan.count("same"), plan.changes) == (2, 0, True)
