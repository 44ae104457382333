"""The names of all families: what is in them, what is not any more, and that they are read again when something was written."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, FAMILY, note_answers
from toolkit.vault.names import Names


def test_everyone_of_a_family_file_with_their_day(case: Case) -> None:
    (family,) = case.vault.names.families()
    assert (family.id, family.name) == (case.family.id, "Thistlewick")
    assert [(one.name, one.group, one.birth) for one in family.people] == [
        ("Wren Thistlewick", "child", "2024-03-01"),
        ("Pip Thistlewick", "child", "2026-05-20"),
        ("Sorrel Thistlewick", "adult", ""),
    ]


def test_the_very_same_answer_until_a_name_was_written(case: Case) -> None:
    before = case.vault.names.families()
    case.finished("Pip smiled.")
    assert case.vault.names.families() is before
    adults = [*FAMILY["adults"], {"id": "basil", "name": "Basil Quill"}]
    # The draft of a file that lives counts: it is what stands there now. No time passes between the two.
    case.vault.records.save_draft(case.family.id, {**case.family.answers, "adults": adults})
    assert [one.name for one in case.vault.names.families()[0].people][-1] == "Basil Quill"
    case.vault.records.save_draft(case.family.id, case.family.answers)
    assert case.vault.names.families() == before


def test_only_what_changed_is_read_again(case: Case) -> None:
    for number in range(5):
        case.vault.records.create("family", None, {"family_name": f"Quill {number}"}, AUTHOR)
    names = Names(case.vault.records._store)
    first = names.families()
    heard: list[str] = []
    case.vault.records._store._connection.set_trace_callback(heard.append)
    case.vault.records.save_draft(case.family.id, {**case.family.answers, "family_name": "Thistle"})
    heard.clear()
    second = names.families()
    case.vault.records._store._connection.set_trace_callback(None)
    assert sum("SELECT answers FROM revisions" in line for line in heard) == 1
    assert second[0].name == "Thistle"
    assert second[1:] == first[1:]


def test_a_family_that_was_erased_is_not_among_them(case: Case) -> None:
    other = case.vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
    assert len(case.vault.names.families()) == 2
    case.vault.records.close_living(other.id, other.answers, AUTHOR)
    plan = case.vault.erasing.plan(other.id)
    case.vault.erasing.erase(plan, "mistake", AUTHOR, plan.reference)
    assert [one.name for one in case.vault.names.families()] == ["Thistlewick"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text("abcdefghij", min_size=5, max_size=12), discarded=st.booleans())
def test_nothing_of_a_record_that_was_taken_away_is_found(case: Case, words: str, discarded: bool) -> None:
    """Not by its words, not by the beginning of one, not by its day; what moved is found in the right family alone."""
    canary, between = f"zq{words}", ("2019-07-08", "2019-07-08~~")
    answers = note_answers(f"{canary} was said.", event="2019-07-08T10:00", purpose=canary)
    vault, find = case.vault, case.vault.search.find
    other = vault.records.create("family", None, {"family_name": "Elsewhere"}, AUTHOR)
    note = vault.records.create("case_note", case.family.id, answers, AUTHOR)
    assert note.id in [hit.record_id for hit in find("", between=between, family_id=case.family.id)]
    moved = ""
    if discarded:
        vault.records.discard_draft(note.id, AUTHOR, "begun twice")
    else:
        vault.records.finish(note.id, answers, {}, AUTHOR)
        moved = vault.records.withdraw(note.id, other.id, AUTHOR, "wrong family").id
    for typed in (canary, canary[:4], f"{canary} was", canary.upper()):
        assert note.id not in [hit.record_id for hit in find(typed)]
        assert find(typed, family_id=case.family.id) == []
        assert [hit.record_id for hit in find(typed, family_id=other.id)] == [moved] * bool(moved)
    assert find("", between=between, family_id=case.family.id) == []
    assert [hit.record_id for hit in find("", between=between, family_id=other.id)] == [moved] * bool(moved)
