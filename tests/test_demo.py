"""The example families: written through the vault, whole by the rules at the time, and fit to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from toolkit import demo
from toolkit.demo.decision import answered, begun
from toolkit.demo.story import LAST_DAY, Asked, Step, merged, setting, shift_for, steps
from toolkit.export.stamp import Stamp
from toolkit.forms import blocks, catalogue, dates, rules
from toolkit.forms.map_checks import numbers_of
from toolkit.forms.people import Context, rows_of
from toolkit.forms.vocabulary import Rows
from toolkit.practice.attention import Past, attention
from toolkit.practice.context import context_for
from toolkit.practice.household import people_on
from toolkit.practice.wording import hints
from toolkit.ui.printing import Paper
from toolkit.vault.keys import FLOOR
from toolkit.vault.rows import FamilyRow, Record
from toolkit.vault.vault import Vault

PASSPHRASE = "snail hotel with doors"


@pytest.fixture(scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "records"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.vault.vault.suitable_cost", lambda: FLOOR)
        demo.build(folder, PASSPHRASE, LAST_DAY)
    return folder


@pytest.fixture(scope="module")
def example(_folder: Path) -> Iterator[Vault]:
    with Vault.unlock(_folder, PASSPHRASE, catalogue.load, read_only=True) as vault:
        yield vault


def _families(vault: Vault) -> dict[str, FamilyRow]:
    return {row.name: row for row in vault.records.families()}


def _notes(vault: Vault, family_id: str) -> list[Record]:
    rows = vault.records.timeline(family_id)
    return [vault.records.get(row.id) for row in rows if row.status in ("final", "draft")]


def _as_written(vault: Vault, record: Record, earlier: dict[str, Past]) -> Context:
    """What a record was judged in: the family file of that moment, and the notes finished before."""
    assert record.family_id
    file = [r for r in vault.records.revisions(record.family_id) if r.written <= record.written][-1]
    written = datetime.fromisoformat(record.written_local).replace(tzinfo=None)
    first = vault.records.revisions(record.id)[0]
    return context_for(
        vault.records.get(record.family_id, file.number).answers,
        written,
        event=record.event,
        written=datetime.fromisoformat(first.written_local).replace(tzinfo=None),
        notes=[note for key, note in earlier.items() if key != record.id],
        author=first.author,
    )


def test_it_holds_what_a_worker_meets(example: Vault) -> None:
    families = _families(example)
    assert set(families) == {"Thistlewick", "Otterbeck", "Gooseberry"}
    family = families["Thistlewick"]
    people = example.records.people(family.id)
    assert sum(p.group == "child" and not p.unborn for p in people) == 2
    assert sum(p.unborn for p in people) == 1
    assert [p.name for p in people if p.group == "adult"][:3] == [
        "Sorrel Thistlewick",
        "Nettie Thistlewick",
        "Basil Quill",
    ]
    rows = example.records.timeline(family.id)
    assert len(rows) >= 25
    days = [dates.first_day(row.event) for row in rows if row.event]
    assert (max(days) - min(days)).days > 240
    assert max(days) == LAST_DAY
    assert {row.author for row in rows if row.status == "final"} >= {"Bram Teasel", "Tansy Dunnock"}
    assert any(row.restricted for row in rows)
    assert any(row.status == "withdrawn" for row in rows)
    assert any(row.revision == 2 for row in rows)
    assert [row.event[:10] for row in rows if row.late] == ["2026-06-03"]
    assert not any(row.clock_back for row in rows)


def test_every_way_of_contact_in_it_is_met_at_least_once(example: Vault) -> None:
    family = _families(example)["Thistlewick"]
    kinds = {note.answers.get("contact") for note in _notes(example, family.id)}
    assert kinds >= {
        "home_announced",
        "home_unannounced",
        "clinic",
        "school",
        "phone",
        "message",
        "joint_visit",
        "meeting",
        "professional",
        "observation",
        "received",
        "attempted",
        "not_brought",
        "office",
    }


def test_every_finished_version_was_whole_when_it_was_finished(example: Vault) -> None:
    judged = 0
    for family in _families(example).values():
        earlier: dict[str, Past] = {}
        finished = [
            (revision.seq, row.id, revision.number)
            for row in example.records.timeline(family.id)
            for revision in example.records.revisions(row.id)
            if revision.state == "final"
        ]
        for _, record_id, number in sorted(finished):
            record = example.records.get(record_id, number)
            entry = example.catalogue.get(record.form_id)
            found = rules.problems(entry, record.answers, _as_written(example, record, earlier))
            assert rules.can_finish(found), (record.title, record.event, found)
            if record.form_id == "case_note":
                earlier[record.id] = Past(record.event, record.answers)
            judged += 1
    assert judged >= 38


def test_the_thistlewick_file_has_nothing_missing(example: Vault) -> None:
    family = _families(example)["Thistlewick"]
    answers = example.records.get(family.id).answers
    now = datetime(2026, 11, 12, 14, 30)
    found = rules.problems(example.catalogue.family, answers, context_for(answers, now))
    assert found == []


def test_todays_note_has_five_things_missing(example: Vault) -> None:
    draft = next(
        note for note in _notes(example, _families(example)["Thistlewick"].id) if note.status == "draft"
    )
    assert draft.event == "2026-11-12T13:10"
    entry = example.catalogue.get("case_note")
    found = rules.problems(entry, draft.answers, _as_written(example, draft, {}))
    assert [p.path for p in found if p.level == "missing"] == [
        "seen[pip].alone",
        "voice[wren].words",
        "analysis[pip].so_what",
        "high_concern",
        "actions[actions-1].by_when",
    ]
    assert [hint.found for hint in hints(draft.answers["facts"])] == ["failed to attend"]


def test_who_was_seen_and_heard_is_as_the_story_says(example: Vault) -> None:
    family = _families(example)["Thistlewick"]
    answers = example.records.get(family.id).answers
    notes = [
        Past(n.event, n.answers)
        for n in _notes(example, family.id)
        if n.status == "final" and n.form_id == "case_note"
    ]
    found = attention(people_on(answers, LAST_DAY), notes, LAST_DAY, rows_of(answers, "relations"))
    assert (found["wren"].seen, found["wren"].alone, found["wren"].voice) == (9, 9, 59)
    assert (found["pip"].seen, found["pip"].alone, found["pip"].voice) == (9, None, 9)
    assert found["unborn"].mother_seen == 9
    assert found["unborn"].midwife_named is False
    assert (found["sorrel"].spoken, found["nettie"].spoken) == (9, 29)
    assert found["basil"].spoken is None
    assert [p.age for p in people_on(answers, LAST_DAY)][:3] == [
        "7 years",
        "14 months",
        "26 weeks of gestation",
    ]


def test_something_is_late_and_something_is_coming(example: Vault) -> None:
    days = [date.fromisoformat(row.day) for row in example.records.due()]
    assert any(day < LAST_DAY for day in days)
    assert any(LAST_DAY < day <= LAST_DAY + timedelta(days=7) for day in days)
    # Nothing of long ago clutters Today.
    assert all(day > LAST_DAY - timedelta(days=14) for day in days)
    assert len(example.records.drafts()) == 3


def test_the_note_of_another_family_went_there(example: Vault) -> None:
    families = _families(example)
    stub = next(r for r in example.records.timeline(families["Thistlewick"].id) if r.status == "withdrawn")
    moved = next(r for r in example.records.timeline(families["Otterbeck"].id) if r.status == "draft")
    assert stub.summary == ""
    assert moved.moved_from == stub.id
    hits = {hit.record_id for hit in example.search.find("pharmacy")}
    assert moved.id in hits
    assert stub.id not in hits


def test_no_family_copy_holds_what_it_may_not(example: Vault) -> None:
    entry = example.catalogue.get("case_note")
    held_back = {
        part.label.lower()
        for page in rules.pages(entry.form)
        for part in page.fields
        if part.withheld == "always"
    }
    assert held_back
    looked = 0
    for note in _notes(example, _families(example)["Thistlewick"].id):
        if note.form_id == "case_note" and "family" in note.outlines:
            words = "\n".join(blocks.text_of(blocks.from_json(note.outlines["family"]))).lower()
            assert not [label for label in held_back if label in words], note.event
            oversight = [str(row["comment"]) for row in rows_of(note.answers, "oversight")]
            restricted = str(note.answers.get("restricted_from") or note.event)
            assert not [held for held in [*oversight, restricted] if held.lower() in words], note.event
            looked += 1
    assert looked >= 24


def test_the_vault_is_sound_and_its_days_run_forward(example: Vault) -> None:
    assert [finding.grade for finding in example.check(quick=False)] == ["GOOD"]
    rows = example.audit.rows()
    assert not any(row.clock_back for row in rows)
    assert [row.made for row in rows] == sorted(row.made for row in rows)


def test_every_note_reads_differently(example: Vault) -> None:
    facts = [
        str(note.answers["facts"])
        for family in _families(example).values()
        for note in _notes(example, family.id)
        if "facts" in note.answers
    ]
    openings = [" ".join(text.split()[:4]) for text in facts]
    assert len(set(openings)) == len(openings)
    assert all(len(text) > 100 for text in facts)


def test_only_invented_numbers_are_in_it(example: Vault) -> None:
    text = "\n".join(str(step.answers) + str(step.failed) for step in steps()) + str(setting().facts)
    numbers = re.findall(r"\b0\d{4} ?\d{6}\b", text)
    assert len(numbers) > 10
    assert all(n.startswith(("01632 960", "07700 900")) for n in numbers)


@pytest.mark.parametrize("later", [0, 1, 6, 7, 10, 200])
def test_the_story_moves_by_whole_weeks(later: int) -> None:
    today = LAST_DAY + timedelta(days=later)
    shift = shift_for(today)
    assert shift.days % 7 == 0
    assert timedelta(0) <= today - (LAST_DAY + shift) < timedelta(days=7)
    told, moved = steps(), steps(shift)
    assert [step.name for step in told] == [step.name for step in moved]
    for before, after in zip(told, moved, strict=True):
        assert datetime.fromisoformat(after.at) - datetime.fromisoformat(before.at) == shift


def test_days_within_words_move_too() -> None:
    def facts(told: list[Step]) -> str:
        step = next(step for step in told if step.name == "thistlewick/todays-visit")
        return str(step.answers["facts"])

    assert facts(steps()).endswith("the review on 20 October.")
    assert facts(steps(timedelta(days=14))).endswith("the review on 3 November.")
    assert "\n" not in facts(steps())
    assert not re.search(r"\{\d{4}", str([step.answers for step in steps()]))


def test_later_answers_are_laid_over_earlier_ones() -> None:
    before = {"a": 1, "rows": [{"id": "x", "one": 1, "two": 2}, {"id": "y", "one": 3}]}
    after = {"b": 2, "rows": [{"id": "x", "two": 5}, {"id": "z", "one": 9}]}
    assert merged(before, after) == {
        "a": 1,
        "b": 2,
        "rows": [{"id": "x", "one": 1, "two": 5}, {"id": "y", "one": 3}, {"id": "z", "one": 9}],
    }


def test_it_goes_into_a_vault_that_is_in_use(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "own", PASSPHRASE, "My records", catalogue.load, cost=FLOOR)
    with vault:
        vault.facts.set("author_name", "Quill Reader")
        own = vault.records.create("family", None, {"family_name": "My own"}, "Quill Reader")
        added = demo.add_example(vault, LAST_DAY)
        assert len(added) == 3
        assert {row.id for row in vault.records.families()} == {own.id, *added}
        # The worker's own name stays, no record carries the flag of the clock, and the clock runs again.
        assert vault.facts.get("author_name") == "Quill Reader"
        rows = [row for family in added for row in vault.records.timeline(family)]
        assert not any(row.clock_back for row in rows)
        note = vault.records.create("case_note", own.id, {}, "Quill Reader")
        assert note.created > datetime.now().astimezone() - timedelta(minutes=5)
        assert [finding.grade for finding in vault.check(quick=False)] == ["INFO", "GOOD"]


def test_people_seen_are_people_of_the_file(example: Vault) -> None:
    family = _families(example)["Thistlewick"]
    known = {p.id for p in example.records.people(family.id)}
    for note in _notes(example, family.id):
        entry = example.catalogue.get(note.form_id)
        for page in entry.form.pages:
            for part in page.fields:
                if isinstance(part, Rows) and part.each:
                    assert {row["person"] for row in rows_of(note.answers, part.key)} <= known


def _of_form(vault: Vault, form_id: str, name: str = "Thistlewick") -> list[Record]:
    """The finished records of a form, the oldest event first."""
    rows = vault.records.timeline(_families(vault)[name].id)
    found = [vault.records.get(row.id) for row in rows if row.form_id == form_id and row.status == "final"]
    return sorted(found, key=lambda record: record.event)


def test_three_maps_hold_everybodys_own_numbers(example: Vault) -> None:
    maps = _of_form(example, "safety_map")
    assert [one.event[:10] for one in maps] == ["2026-08-10", "2026-09-09", "2026-10-14"]
    people = people_on(example.records.get(_families(example)["Thistlewick"].id).answers, LAST_DAY)
    bare = Context(datetime(2026, 11, 12), people)
    by_name: dict[str, list[int]] = {}
    for one in maps:
        numbers = numbers_of(one.answers, bare)
        assert numbers is not None
        assert numbers.low == "I do not feel safe here at all"
        for _, name, number in numbers.rows:
            by_name.setdefault(name.split(" ")[0], []).append(number)
    assert by_name == {"Sorrel": [4, 6, 6], "Wren": [3, 3, 4], "Tansy": [3, 4, 5], "Nettie": [5, 5]}


def test_each_map_as_it_was_signed_shows_the_numbers_up_to_its_day(example: Vault) -> None:
    for count, one in enumerate(_of_form(example, "safety_map"), 1):
        whole = blocks.from_json(one.outlines["practitioner"])
        boards = [block for block in whole.blocks if isinstance(block, blocks.ScoreBoard)]
        assert boards, one.event
        sorrel = next(s for s in boards[0].history if s.name.startswith("Sorrel"))
        assert len(sorrel.points) == count, one.event


def test_one_decision_to_share_is_finished_and_one_waits_to_be_sent(example: Vault) -> None:
    (shared,) = _of_form(example, "share_decision")
    assert (shared.answers["outcome"], shared.answers["at"]) == ("T-CONSENT", "END")
    assert shared.title == "Decision to share: Shared with agreement"
    words = "\n".join(blocks.text_of(blocks.from_json(shared.outlines["practitioner"])))
    assert "Juniper Vetch, School nurse, Examplebridge school nursing" in words
    assert "in time" in words
    family = _families(example)["Thistlewick"]
    rows = [row for row in example.records.timeline(family.id) if row.form_id == "share_decision"]
    (waits,) = [example.records.get(row.id) for row in rows if row.status == "draft"]
    assert (waits.answers["sent"], waits.answers["at"]) == ("not_yet", "S9")
    due = {(row.day, row.text) for row in example.records.due() if row.record_id == waits.id}
    assert due == {("2026-11-13", "Decided, not sent")}


def test_the_difference_about_pips_review_went_up_one_stage_and_was_settled(example: Vault) -> None:
    (difference,) = _of_form(example, "escalation")
    stages = rows_of(difference.answers, "stages")
    assert [(row["stage"], row["agreed"]) for row in stages] == [("s0", "no"), ("s1", "yes")]
    assert difference.answers["closed"] == "yes"


def test_the_story_answers_the_question_that_is_asked() -> None:
    context = Context(datetime(2026, 11, 12, 9, 0))
    with pytest.raises(ValueError, match="the story answers S2, and S0 is asked"):
        answered(begun(context), Asked(state="S2", answers={"harm": ["H4"]}), context, "Tansy Dunnock")


@pytest.mark.usefixtures("qapp")
def test_the_map_of_four_people_with_its_history_is_one_sheet(example: Vault) -> None:
    (october,) = [one for one in _of_form(example, "safety_map") if one.event.startswith("2026-10-14")]
    for audience in ("practitioner", "family"):
        stored = blocks.from_json(october.outlines[audience])
        scores = next(block for block in stored.blocks if isinstance(block, blocks.ScoreBoard))
        assert len(scores.rows) == 4
        assert max(len(one.points) for one in scores.history) == 3
        assert Paper(stored, Stamp(printed_by="Tansy Dunnock", printed_on=datetime(2026, 11, 12))).count == 1


def test_every_worry_on_a_map_has_its_goal(example: Vault) -> None:
    for one in _of_form(example, "safety_map"):
        points = rows_of(one.answers, "map")
        worries = {point["id"] for point in points if point["kind"] == "danger"}
        assert worries
        assert worries == {point["pair"] for point in points if point["kind"] == "goal"}
        assert all(point.get("who") for point in points)


def test_wrens_agreement_holds_six_wednesdays_to_come_and_her_own_mark(example: Vault) -> None:
    (agreed,) = _of_form(example, "agree_child")
    days = [date.fromisoformat(row["day"]) for row in rows_of(agreed.answers, "dates")]
    assert len(days) == 6
    assert {day.strftime("%A") for day in days} == {"Wednesday"}
    assert min(days) > LAST_DAY
    wren = rows_of(agreed.answers, "signed")[0]
    assert wren["how"] == "drawn"
    assert all(0 <= x <= 1 and 0 <= y <= 1 for line in wren["strokes"] for x, y in line)
    assert "child" in agreed.outlines


def test_what_wren_kept_to_herself_is_not_on_her_page_or_the_family_copy(example: Vault) -> None:
    (voice,) = _of_form(example, "voice")
    assert "teeth" in str(voice.answers["worries"])
    for audience in ("family", "child"):
        words = "\n".join(blocks.text_of(blocks.from_json(voice.outlines[audience])))
        assert "teeth" not in words, audience


def test_the_graze_was_told_of(example: Vault) -> None:
    (graze,) = _of_form(example, "injury", "Gooseberry")
    assert graze.answers["movement"] == "walks"
    assert len(rows_of(graze.answers, "told")) == 1
    assert set(graze.outlines) == {"practitioner"}
