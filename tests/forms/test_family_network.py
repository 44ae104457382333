"""Family network and meeting: every field, who may be invited, the meeting's days, and the plan for the fridge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pypdf import PdfReader

from tests.export.samples import STAMP
from tests.forms.thistlewick import context, family
from tests.helpers import to_pdf
from toolkit.export.word import document
from toolkit.forms import rules
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Block, Heading, Outline, PageBreak, Paragraph, Table, text_of
from toolkit.forms.network_checks import ON_ONE_PAGE, same
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.records.family_network import FORM, UPGRADES, check, start_from
from toolkit.forms.rules import Entry, Problem
from toolkit.forms.vocabulary import Audience, Choice, Field, Notice, Rows, option_pairs
from toolkit.practice import plain_words
from toolkit.ui.printing import Paper

ENTRY = Entry(FORM, UPGRADES, check)

# Written by hand from the table of the specification: path and kind of field.
FIELDS = """
network rows
network.who person
network.relation text
network.helps long_text
network.could_help long_text
network.knows yes_no
network.agreed yes_no
network.contact text
network.safe yes_no
network.safe_why long_text
child_list rows
child_list.people rows
child_list.people.name text
help_asking choice
meeting choice
meeting_day date
place text
invited rows
invited.who person
invited.came yes_no
invited.why_not text
invited.why_invited long_text
private_time yes_no
question long_text
bottom_lines long_text
plan actions
backup long_text
checker person
workers_agree yes_no
workers_why long_text
"""


def fields(parts: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    for part in parts:
        yield before + part.key, part
        if isinstance(part, Rows):
            yield from fields(part.columns, f"{before}{part.key}.")


BY_PATH = dict(fields(tuple(part for page in FORM.pages for part in page.fields)))
NETTIE = {
    "id": "n1",
    "who": "nettie",
    "relation": "Gran",
    "helps": "Sunday dinner",
    "knows": "yes",
    "agreed": "yes",
    "contact": "01632 960055",
    "safe": "yes",
}
FERN = {"name": "Fern Quill", "role": "neighbour"}


def network(**more: Any) -> dict[str, Any]:
    answers = {
        "about": ["wren", "pip"],
        "event": "2026-11-12",
        "network": [NETTIE],
        "child_list": [
            {
                "id": child,
                "person": child,
                "asked_alone": "yes",
                "people": [{"id": "1", "name": "Gran", "how": "Pancakes"}],
            }
            for child in ("wren", "pip")
        ],
        "help_asking": "together",
    }
    return {**answers, **more}


def met(**more: Any) -> dict[str, Any]:
    return network(
        **{
            "meeting": "family",
            "safety_checked": "yes",
            "meeting_day": "2026-11-11",
            "place": "Gran's kitchen",
            "met": "yes",
            "invited": [{"id": "i1", "who": "nettie", "came": "yes"}],
            "private_time": "yes",
            "question": "Who is there at bedtime?",
            "bottom_lines": "A grown-up sleeps in the flat every night.",
            "plan": [
                {"id": "a1", "what": "Sleep at ours on Fridays", "who": "nettie", "by_when": "2026-11-20"}
            ],
            "backup": "Ring Fern.",
            "checker": "sorrel",
            "review": "2026-12-11",
            "workers_agree": "yes",
            **more,
        }
    )


def problems(answers: dict[str, Any], where: Context | None = None) -> list[Problem]:
    return rules.problems(ENTRY, answers, where or context())


def level(answers: dict[str, Any], name: str, where: Context | None = None) -> list[str]:
    return [p.path for p in problems(answers, where) if p.level == name]


def paper(answers: dict[str, Any], audience: Audience = "family") -> list[Block]:
    return list(outline(ENTRY, answers, context(), audience, Meta()).blocks)


def words(answers: dict[str, Any], audience: Audience = "family") -> str:
    return "\n".join(text_of(outline(ENTRY, answers, context(), audience, Meta())))


@pytest.mark.parametrize("line", FIELDS.split("\n")[1:-1])
def test_every_field_of_the_specification_is_there(line: str) -> None:
    path, kind = line.split()
    assert BY_PATH[path].__struct_config__.tag == kind


def test_every_kind_of_meeting_is_offered() -> None:
    part = BY_PATH["meeting"]
    assert isinstance(part, Choice)
    assert [value for value, _ in option_pairs(part.options)] == ["none", "family", "network", "conference"]


class TestWhatIsNeeded:
    def test_an_empty_one_asks_for_network_childrens_lists_and_help(self) -> None:
        assert level({}, "missing") == [
            "about",
            "event",
            "network",
            "child_list[wren].asked_alone",
            "child_list[wren].people",
            "child_list[pip].asked_alone",
            "child_list[pip].people",
            "help_asking",
        ]

    def test_without_a_meeting_it_is_whole(self) -> None:
        assert problems(network()) == []
        assert problems(network(meeting="none")) == []

    def test_nobody_yet_is_an_answer(self) -> None:
        assert problems(network(network={"none": True})) == []
        assert "No one yet" in words(network(network={"none": True}))

    def test_a_person_asks_its_cells_and_why_where_it_is_not_safe(self) -> None:
        row = {"id": "1", "who": FERN}
        assert level(network(network=[row]), "missing") == [
            f"network[1].{key}" for key in ("relation", "knows", "agreed", "safe")
        ]
        for reply in ("no", "not_known", "declined"):
            assert level(network(network=[{**NETTIE, "safe": reply}]), "missing") == ["network[n1].safe_why"]

    def test_a_child_may_name_nobody_or_not_be_asked_this_time(self) -> None:
        rows = [
            {"id": c, "person": c, "asked_alone": "no", "people": {"none": True}} for c in ("wren", "pip")
        ]
        assert level(network(child_list=rows), "missing") == []
        assert level(network(child_list={"not_this_time": "not_safe"}), "missing") == []

    @pytest.mark.parametrize("kind", ["family", "network", "conference"])
    def test_a_meeting_asks_for_its_day_place_people_question_and_bottom_lines(self, kind: str) -> None:
        assert level(network(meeting=kind), "missing") == [
            "safety_checked",
            "meeting_day",
            "place",
            "met",
            "invited",
            "question",
            "bottom_lines",
        ]

    def test_once_met_it_asks_for_the_plan(self) -> None:
        assert problems(met()) == []
        gone = dict.fromkeys(("private_time", "plan", "backup", "checker", "review", "workers_agree"), None)
        assert level(met(**gone), "missing") == list(gone)

    def test_before_it_has_met_no_plan_is_asked_for(self) -> None:
        answers = met(met="no", meeting_day="2026-11-19", plan=None, backup=None, checker=None, review=None)
        assert level(answers, "missing") == []

    @pytest.mark.parametrize("reply", ["no", "not_known"])
    def test_workers_who_do_not_agree_say_why(self, reply: str) -> None:
        assert level(met(workers_agree=reply), "missing") == ["workers_why"]

    def test_an_action_needs_one_name_and_a_day(self) -> None:
        rows = [{"id": "a1", "what": "Bedtime", "who": {"name": "everyone"}}]
        assert level(met(plan=rows), "refused") == ["plan[a1].who"]
        assert level(met(plan=rows), "missing") == ["plan[a1].by_when"]


class TestInvitations:
    def test_somebody_not_safe_to_involve_needs_a_reason(self) -> None:
        rows = [{**NETTIE, "safe": "no", "safe_why": "Tells Ash everything"}]
        (found,) = problems(met(network=rows))
        assert (found.path, found.level) == ("invited[i1].why_invited", "refused")
        assert "Nettie Thistlewick is marked as not safe to involve" in found.sentence
        told = [{"id": "i1", "who": "nettie", "came": "yes", "why_invited": "Only for the second hour"}]
        assert problems(met(network=rows, invited=told)) == []

    @pytest.mark.parametrize("typed", ["Nettie Thistlewick", " nettie  thistlewick"])
    def test_a_typed_name_is_the_same_person(self, typed: str) -> None:
        rows = [{**NETTIE, "safe": "no", "safe_why": "x"}]
        invited = [{"id": "i1", "who": {"name": typed, "role": ""}, "came": "yes"}]
        assert level(met(network=rows, invited=invited), "refused") == ["invited[i1].why_invited"]

    @pytest.mark.parametrize("typed", ["Nettie", "Gran Nettie", "Nettie T. (gran)", "N. Thistlewick"])
    def test_a_part_of_the_name_may_be_the_same_person(self, typed: str) -> None:
        rows = [{**NETTIE, "safe": "no", "safe_why": "x"}]
        invited = [{"id": "i1", "who": {"name": typed, "role": ""}, "came": "yes"}]
        (found,) = problems(met(network=rows, invited=invited))
        assert (found.path, found.level) == ("invited[i1].why_invited", "warned")
        assert "Is this Nettie Thistlewick?" in found.sentence
        other = [{"id": "i1", "who": {"name": "Nettie Dunnock", "role": ""}, "came": "yes"}]
        assert problems(met(network=rows, invited=other)) == []

    def test_somebody_of_no_file_counts_by_name(self) -> None:
        rows = [{**NETTIE, "who": FERN, "safe": "no", "safe_why": "x"}]
        invited = [{"id": "i1", "who": {"name": "fern quill", "role": ""}, "came": "no", "why_not": "Ill"}]
        assert level(met(network=rows, invited=invited), "refused") == ["invited[i1].why_invited"]

    @pytest.mark.parametrize("reply", ["not_known", "not_asked", "declined"])
    def test_not_known_is_doubted(self, reply: str) -> None:
        rows = [{**NETTIE, "safe": reply, "safe_why": "Not alone yet"}]
        assert level(met(network=rows), "warned") == ["invited[i1].why_invited"]
        assert level(met(network=rows), "refused") == []

    def test_somebody_who_may_pose_a_risk_needs_a_reason_too(self) -> None:
        known = family()
        known["adults"][2]["poses_risk"] = "yes"
        assert level(met(), "refused", context(known)) == ["invited[i1].why_invited"]

    def test_without_a_meeting_nobody_is_invited(self) -> None:
        rows = [{**NETTIE, "safe": "no", "safe_why": "x"}]
        assert problems(network(network=rows, invited=[{"id": "i1", "who": "nettie"}])) == []

    def test_strangers_without_a_name_are_nobody(self) -> None:
        assert not same(context(), {"name": ""}, {"name": ""})
        assert not same(context(), "gone", {"name": "Fern"})
        assert same(context(), "nettie", "nettie")


class TestDays:
    def test_a_review_before_the_meeting_is_refused(self) -> None:
        (found,) = [p for p in problems(met(review="2026-11-01")) if p.level == "refused"]
        assert (found.code, found.path) == ("E4", "review")
        assert "1 November 2026 is before 11 November 2026" in found.sentence

    def test_a_meeting_that_has_been_cannot_lie_ahead(self) -> None:
        assert level(met(meeting_day="2026-11-19"), "refused") == ["meeting_day"]
        assert level(met(meeting_day="2026-11-12"), "refused") == []

    def test_a_day_that_passed_asks_whether_it_happened(self) -> None:
        assert level(met(met="no"), "warned") == ["met"]

    def test_safety_not_looked_at_is_doubted(self) -> None:
        assert level(met(safety_checked="no"), "warned") == ["safety_checked"]

    def test_meeting_review_and_steps_are_due(self) -> None:
        assert {(d.text, d.day) for d in project(ENTRY, met(), context()).due} == {
            ("Family meeting", "2026-11-11"),
            ("Sleep at ours on Fridays", "2026-11-20"),
            ("Look at a family's plan again", "2026-12-11"),
        }


class TestPlan:
    @pytest.mark.parametrize("who", ["wren", {"name": "Wren"}, {"name": "wren t."}])
    def test_no_child_answers_for_what_adults_do(self, who: object) -> None:
        rows = [{"id": "a1", "what": "Keep the peace", "who": who, "by_when": "2026-11-20"}]
        assert level(met(plan=rows), "refused") == ["plan[a1].who"]
        assert level(met(checker=who), "refused") == ["checker"]

    def test_more_steps_than_one_page_holds_are_doubted(self) -> None:
        step = {"what": "x", "who": "sorrel", "by_when": "2026-11-20"}
        rows = [{**step, "id": str(n)} for n in range(ON_ONE_PAGE + 1)]
        assert level(met(plan=rows), "warned") == ["plan"]
        assert level(met(plan=rows[1:]), "warned") == []

    def test_it_stands_large_on_a_sheet_of_its_own_and_says_nothing_of_the_worry(self) -> None:
        blocks = paper(met())
        at = blocks.index(Heading(text="Our plan"))
        assert blocks[at - 1] == PageBreak()
        assert list(blocks[at + 1 :]) == [
            Heading(text="What we do", level=2),
            Paragraph(text="1. Sleep at ours on Fridays", tone="large"),
            Paragraph(text="Who: Nettie Thistlewick. By when: 20 November 2026."),
            Heading(text="If that does not work", level=2),
            Paragraph(text="Ring Fern.", tone="large"),
            Heading(text="Who looks whether it works", level=2),
            Paragraph(text="Sorrel Thistlewick", tone="large"),
            Heading(text="We look at it again on", level=2),
            Paragraph(text="11 December 2026", tone="large"),
        ]

    def test_no_plan_prints_its_words(self) -> None:
        assert "No plan was made" in words(met(plan={"none": True}))


class TestPaper:
    CANARIES: ClassVar[dict[str, Any]] = {
        "network": [{**NETTIE, "safe": "no", "safe_why": "CANARY-1"}],
        "safety_note": "CANARY-2",
        "invited": [{"id": "i1", "who": "nettie", "came": "yes", "why_invited": "CANARY-3"}],
    }

    @pytest.mark.parametrize("audience", ["family", "child"])
    def test_no_copy_for_the_family_says_who_is_not_safe(self, audience: Audience) -> None:
        made = words(met(**self.CANARIES), audience)
        assert "CANARY" not in made
        assert "safe" not in made.lower()
        assert words(met(**self.CANARIES), "practitioner").count("CANARY") == 3

    def test_numbers_of_others_and_the_childrens_lists_are_left_out_and_it_says_so(self) -> None:
        made = words(met())
        assert "01632 960055" not in made
        assert "Pancakes" not in made
        assert "Something has been left out of this copy." in made
        assert "Pancakes" in words(met(), "practitioner")

    def test_the_family_reads_who_is_around_them(self) -> None:
        made = words(met())
        for text in ("Nettie Thistlewick", "Sunday dinner", "Ask with me", "Who is there at bedtime?"):
            assert text in made

    def test_the_blank_form_has_room_for_three_people(self) -> None:
        cards = [b for b in blank(ENTRY).blocks if isinstance(b, Table) and b.rows and b.rows[0][0] == "Name"]
        assert len(cards) == 3
        assert all(card.rows[2][1].count("☐") == 5 for card in cards)

    def test_the_blank_form_has_every_page_and_the_plan_on_its_own_sheet(self) -> None:
        blocks = blank(ENTRY).blocks
        text = "\n".join(text_of(blank(ENTRY)))
        for page in FORM.pages:
            assert page.title in text
        assert blocks[blocks.index(Heading(text="Our plan")) - 1] == PageBreak()
        for word in ("safe to involve", "what keeps people safe", "safety"):
            assert word not in text.lower()


class TestBeginning:
    def test_it_begins_with_adults_who_live_elsewhere(self) -> None:
        assert start_from(family(), context()) == {
            "about": ["wren", "pip", "bump"],
            "network": [
                {
                    "id": "nettie",
                    "who": "nettie",
                    "relation": "Grandparent of Wren, Pip and Unborn baby",
                }
            ],
        }

    def test_somebody_who_may_pose_a_risk_is_left_for_you_to_add(self) -> None:
        known = family()
        known["adults"][2]["poses_risk"] = "yes"
        assert "network" not in start_from(known, context(known))

    def test_the_next_one_keeps_the_people_and_asks_again_whether_they_are_safe(self) -> None:
        rows = [NETTIE, {**NETTIE, "id": "n2", "who": FERN, "safe": "no", "safe_why": "Told Ash"}]
        found = start_from(family(), context(), met(network=rows))["network"]
        assert found == [{k: v for k, v in NETTIE.items() if k != "safe"}, rows[1]]

    def test_plan_and_childrens_lists_are_made_anew(self) -> None:
        assert set(start_from(family(), context(), met())) == {"about", "network"}

    def test_an_empty_family_file_gives_nothing(self) -> None:
        assert start_from({}, context({})) == {}


def test_every_printed_label_and_hint_is_in_plain_words() -> None:
    look = plain_words.load().look
    said = []
    for part in BY_PATH.values():
        if part.withheld in ("always", "never_printed") or isinstance(part, Notice):
            continue
        options = [label for _, label in option_pairs(getattr(part, "options", ()))]
        said += [
            text.rstrip(".?") + "." for text in (part.label, part.hint, part.none_label, *options) if text
        ]
    whole = look(" ".join(said))
    assert {hint.found.lower() for hint in whole.hints} <= set()
    assert whole.age is not None
    assert whole.age <= 11


@pytest.mark.parametrize(
    "value", ["x", {"none": True}, {"not_this_time": "other"}, [{"id": "1"}], 7, {"name": 5}]
)
def test_a_draft_of_any_shape_is_judged_and_never_breaks(value: object) -> None:
    answers = {key: value for key in BY_PATH if "." not in key}
    for kind in ("family", "none"):
        given = {**answers, "meeting": kind, "met": "yes"}
        assert all(p.sentence for p in problems(given))
        assert words(given)
    assert isinstance(start_from(family(), context(), answers), dict)


class TestOneSheet:
    """The plan for the fridge is one page, however long: its type steps down instead."""

    STEPS = (
        "Sleep at ours on Sunday nights, and make the Monday porridge",
        "Keep the telephone on at night in case Sorrel rings",
        "Ring somebody before the second bad night, and not after the third",
        "Walk Wren to school on Tuesdays and Thursdays",
    )
    WHO = ("nettie", {"name": "Clover Meadows", "role": "neighbour at number 5"})
    BACKUP = "Ring Clover first, then Nettie. A taxi before seven is paid for by the school's fund."

    @classmethod
    def made(cls, steps: int) -> Outline:
        plan = [
            {"id": str(n), "what": cls.STEPS[n % 4], "who": cls.WHO[n % 2], "by_when": "2026-11-20"}
            for n in range(steps)
        ]
        return outline(ENTRY, met(plan=plan, backup=cls.BACKUP), context(), "family", Meta())

    @pytest.mark.parametrize(("steps", "tone"), [(1, "large"), (3, "large"), (8, "big"), (9, "strong")])
    def test_its_type_steps_down(self, steps: int, tone: str) -> None:
        blocks = self.made(steps).blocks
        found = {b.tone for b in blocks if isinstance(b, Paragraph) and b.text.startswith("1. ")}
        assert found == {tone}

    @pytest.mark.parametrize("steps", [1, 3, 4, 5, 6, 8, 9])
    @pytest.mark.usefixtures("qapp")
    def test_it_is_one_page_of_the_pdf(self, steps: int) -> None:
        paper = Paper(self.made(steps), STAMP)
        sheets = [paper.text(number) for number in range(paper.count)]
        (plan,) = [text for text in sheets if text.startswith("Our plan")]
        assert f"{steps}. " in plan
        assert "We look at it again on" in plan
        assert "11 December 2026" in plan

    @pytest.mark.libreoffice
    def test_it_is_one_page_in_word(self, tmp_path: Path) -> None:
        pages = [
            page.extract_text()
            for steps in (4, 5, 8)
            for page in PdfReader(self.to_pdf(tmp_path / str(steps), steps)).pages
        ]
        plans = [text for text in pages if "Our plan" in text]
        assert len(plans) == 3
        assert all("11 December 2026" in text for text in plans)

    def to_pdf(self, folder: Path, steps: int) -> Path:
        folder.mkdir()
        word = folder / "plan.docx"
        word.write_bytes(document(self.made(steps), STAMP))
        return to_pdf(word, folder)
