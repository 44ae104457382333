"""The six everyday tasks by keys alone: their records are whole and right, and they take no more than the goals allow."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from PySide6.QtWidgets import QApplication

from bench import effort, page
from bench.effort import Effort
from bench.effort_paper import ByHand, beside, pieces
from tests.export.reading import words_of
from toolkit.forms import catalogue, rules
from toolkit.forms.people import Answers
from toolkit.vault.rows import Record

MISSED = {
    "effort, a visit with three children: characters typed",
    "effort, the same visit as a quick note: characters typed",
}
"""What does not meet its goal, and is printed as missed: what was seen and heard is the worker's own words on either side."""


class Done:
    """A task that was walked: what it took, the record it made, what still stands in the record's way, the words of its Word files."""

    def __init__(self, took: Effort, record: Record, left: list[str], word: list[list[str]]) -> None:
        self.took, self.record, self.left, self.word = took, record, left, word

    @property
    def answers(self) -> Answers:
        """The answers of the record."""
        return self.record.answers


@pytest.fixture(scope="module")
def done(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """Walks every task once."""
    found: dict[str, Done] = {}
    for took, room in effort.walked(tmp_path_factory.mktemp("effort")):
        record = room.made()
        entry = room.session.catalogue.get(record.form_id)
        context = room.session.context(room.family, event=record.event, except_id=record.id)
        left = [
            f"{one.path}: {one.sentence}"
            for one in rules.problems(entry, record.answers, context)
            if one.level != "warned"
        ]
        found[took.key] = Done(took, record, left, [words_of(path) for path in room.out.glob("*.docx")])
    return found


@pytest.mark.parametrize("key", [key for key, *_ in effort.TASKS])
def test_the_record_is_finished_and_whole(done: dict[str, Done], key: str) -> None:
    one = done[key]
    assert one.record.status == "final"
    assert one.left == []
    left_for_later = "not_this_time" in str(one.answers)
    assert left_for_later == (key == "quick")


def test_no_answer_at_the_door(done: dict[str, Done]) -> None:
    answers = done["door"].answers
    assert (answers["contact"], answers["event"]) == ("attempted", "2026-11-12T14:32")
    (tried,) = answers["attempted"]
    assert tried["result"] == "Lights on upstairs and a dog barking. Nobody opened."
    assert (tried["method"], tried["left"], tried["next"]) == ("visit", "card", "2026-11-16")


@pytest.mark.parametrize("key", ["visit", "quick"])
def test_a_visit_with_three_children(done: dict[str, Done], key: str) -> None:
    answers = done[key].answers
    assert answers["contact"] == "home_announced"
    seen = {row["person"]: (row["seen"], row["alone"]) for row in answers["seen"]}
    assert seen == {"wren": ("yes", "yes"), "pip": ("yes", "no"), "robin": ("yes", "no")}
    assert "I feel nearly human" in answers["facts"]
    (step,) = answers["actions"]
    assert (step["what"], step["by_when"]) == ("Bring the cot bars", "2026-11-19")
    assert step["who"]["name"] == "Tansy Dunnock"


def test_the_next_early_help_meeting_goes_on_from_the_last(done: dict[str, Done]) -> None:
    one = done["meeting"]
    rows = {row["id"]: row for row in one.answers["plan"]}
    assert rows["mondays"]["progress"] == "Five of five with porridge, on time and fed."
    assert rows["mondays"]["support"] == "Basil steps in when Gran cannot."
    assert rows["mondays"]["last_progress"].startswith("3 November 2026: Nettie has slept there")
    assert rows["crime"]["progress"] == rows["cannabis"]["progress"] == "Not an issue"
    assert (one.answers["end_date"], one.answers["review"]) == ("2026-11-12", "2026-12-10")
    assert one.answers["child_name"] == "Wren Thistlewick"
    assert_on_paper(
        one, "Five of five with porridge, on time and fed.", "Nettie has slept there every Sunday"
    )


def test_a_map_at_the_table(done: dict[str, Done]) -> None:
    one = done["map"]
    numbers = [row["score"] for row in one.answers["scale"]["rows"]]
    assert numbers == [7, 6, 5, 6]
    points = [point["text"] for point in one.answers["map"]]
    assert len(points) == 14
    assert points[1] == "Porridge on five Mondays of five."
    assert [row["who"] for row in one.answers["ideas"]] == ["wren"]
    assert_on_paper(one, "A proper bed for guests.", "Let me cook on Saturday.")


def test_consent_to_share(done: dict[str, Done]) -> None:
    answers = done["consent"].answers
    assert (answers["outcome"], answers["at"]) == ("T-CONSENT", "END")
    assert answers["to_whom"] == "Juniper Vetch, School nurse, Examplebridge school nursing"
    assert (answers["recipient"], answers["recipient_role"]) == ("Juniper Vetch", "School nurse")
    (answered,) = answers["answered"]
    assert (answered["person"], answered["answer"]) == ("sorrel", "written")
    (signed,) = answers["worker_signature"]
    assert (signed["name"], signed["how"], signed["date"]) == ("Tansy Dunnock", "paper", "2026-11-12")


def test_a_referral_with_five_records(done: dict[str, Done]) -> None:
    one = done["referral"]
    assert one.answers["route"] == "support"
    known = {row["name"]: row for row in one.answers["children"]}
    assert known["Wren Thistlewick"]["impact"] == "She keeps watch, and is tired by ten."
    assert known["Robin Thistlewick"]["school"] == "Examplebridge Nursery"
    assert one.answers["address"] == "3 Pretend Row, Examplebridge (hidden: do not pass on)"
    assert one.answers["referrer_phone"] == "01632 960020"
    assert (
        one.answers["scale"]
        == "Sorrel Thistlewick 6, Wren 4, Tansy Dunnock (health visitor) 5, Nettie Thistlewick 5 (on 14 October 2026)"
    )
    assert_on_paper(
        one, "She keeps watch, and is tired by ten.", "Early Help Intervention Record", "Three-column map"
    )


def assert_on_paper(one: Done, *words: str) -> None:
    """The one Word file that was made says these words."""
    (paper,) = one.word
    text = "\n".join(paper)
    assert [each for each in words if each not in text] == []


def test_only_what_is_known_to_miss_misses_its_goal(done: dict[str, Done]) -> None:
    lines = [line for one in done.values() for line in one.took.lines()]
    assert len(lines) == 2 * len(effort.TASKS)
    missed = {line.work for line in lines if not line.met}
    assert missed == MISSED, effort.table([one.took for one in done.values()])


def test_nothing_is_typed_twice(done: dict[str, Done]) -> None:
    assert [again for one in done.values() for again in one.took.twice] == []


def test_the_page_has_every_task_and_says_which_miss(done: dict[str, Done]) -> None:
    text = effort.DOCS.read_text(encoding="utf-8")
    assert text.count(page.BEGIN) == text.count(page.END) == 1
    for one in done.values():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {one.took.task} |")]
        assert ("**missed**" in row) == any(not line.met for line in one.took.lines()), row


# The measure itself


def test_what_was_known_or_typed_before_is_found() -> None:
    known = ["Sorrel Thistlewick", "She keeps a snail in her left pocket."]
    assert list(effort.twice(["A snail in a jar", "sorrel thistlewick", "Sorrel", "fine"], known)) == [
        "'a snail in' in 'A snail in a jar'",
        "'sorrel thistlewick'",
    ]
    assert list(effort.twice(["19/11", "Shoes by the mat", "19 nov", "today", "20/11"], [])) == [
        "'19 nov'",
        "'today'",
    ]
    assert list(effort.twice(["Shoes by the mat", "Coats by the mat", "mat"], [])) == [
        "'by the mat' in 'Coats by the mat'"
    ]


def test_by_hand_is_what_the_blank_paper_does_not_hold() -> None:
    entry = catalogue.load().get("case_note")
    blank = ["Case note", "Purpose", "Planned?", "☐ Yes   ☐ No", "Place"]
    written = [
        "Case note",
        "Purpose",
        "To hear Wren",  # 12 characters
        "Planned?",
        "Yes",  # a tick
        "Place: kitchen",  # 7 characters
        "Left for another time (quick note): injury.",  # a stroke
    ]
    found = beside(blank, written, entry)
    assert found == ByHand(characters=21, places=4, ticks=2, written=("To hear Wren", "kitchen"))
    assert found.keys == 25
    assert beside(blank, blank, entry).characters == 0


def test_a_word_file_is_read_line_by_line() -> None:
    made: Any = docx.Document()
    made.add_paragraph("One line\nand the next")
    made.add_table(rows=1, cols=1).cell(0, 0).text = "Another"
    held = io.BytesIO()
    made.save(held)
    assert list(pieces(held.getvalue())) == ["One line", "and the next", "Another"]
