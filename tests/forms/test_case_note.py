"""The case note: every row of its specification, what each kind of contact asks, the quick note and the failed contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.blocks import Table, text_of
from toolkit.forms.case_note_checks import unmatched_quotes
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.records.case_note import (
    AT_A_DISTANCE,
    FACE_TO_FACE,
    FAILED,
    FORM,
    QUICK,
    UPGRADES,
    check,
    failed_contact,
    lead,
    quick_note,
)
from toolkit.forms.rules import Entry, Problem
from toolkit.forms.vocabulary import Choice, Field, Notice, Rows, option_pairs

ENTRY = Entry(FORM, UPGRADES, check, lead)

# Written by hand from the table of the specification: path and kind of field.
FIELDS = """
contact choice
health_contact choice
purpose text
place text
planned yes_no
seen rows
seen.seen yes_no
seen.spoken yes_no
seen.alone yes_no
seen.state choice
seen.how text
seen.next date
others rows
others.name text
others.said text
others.relation text
others.checked yes_no
interpreter text
attempted rows
attempted.tried date_time
attempted.method choice
attempted.used text
attempted.result text
attempted.left choice
attempted.next date
pattern long_text
facts long_text
worry yes_no
told rows
told.who text
told.what long_text
told.first_hand yes_no
voice rows
voice.words long_text
opinion long_text
analysis rows
analysis.so_what long_text
looked yes_no
listened yes_no
explored yes_no
verified yes_no
curiosity_note long_text
injury yes_no
abuse yes_no
enquiry choice
abuse_children rows
abuse_children.in_home yes_no
abuse_children.saw_heard yes_no
abuse_children.considered_by text
abuse_children.referred yes_no
discussed long_text
family_view long_text
family_agrees choice
actions actions
advice rows
advice.who text
advice.role text
advice.named choice
advice.advice long_text
advice.given date_time
high_concern yes_no
manager_told yes_no
manager_told_at date_time
oversight rows
oversight.manager text
oversight.when date_time
oversight.comment long_text
oversight.decision text
oversight.by_when date
significant yes_no
sentence text
"""

CONTACTS = (
    "home_announced home_unannounced clinic school phone video message joint_visit meeting professional observation "
    "received attempted not_brought office"
).split()


def fields(parts: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    for part in parts:
        yield before + part.key, part
        if isinstance(part, Rows):
            yield from fields(part.columns, f"{before}{part.key}.")


BY_PATH = dict(fields(tuple(part for page in FORM.pages for part in page.fields)))


def note(contact: str = "home_announced", worry: str = "no", **more: Any) -> dict[str, Any]:
    return {"about": ["wren", "pip"], "event": "2026-11-12T13:10", "contact": contact, "worry": worry, **more}


def problems(answers: dict[str, Any], where: Context | None = None) -> list[Problem]:
    return rules.problems(ENTRY, answers, where or context())


def missing(answers: dict[str, Any], where: Context | None = None) -> list[str]:
    return [p.path for p in problems(answers, where) if p.level == "missing"]


def warned(answers: dict[str, Any], where: Context | None = None) -> list[str]:
    return [p.path for p in problems(answers, where) if p.level == "warned"]


def shown(answers: dict[str, Any], where: Context | None = None) -> list[str]:
    here = where or context()
    scope = rules.Scope(answers, here)
    return [
        part.key
        for page in rules.shown_pages(FORM, answers, here)
        for part in rules.shown_fields(page.fields, scope)
    ]


SEEN = [
    {"id": "wren", "person": "wren", "seen": "yes", "spoken": "yes", "alone": "no", "how": "Chatty"},
    {"id": "pip", "person": "pip", "seen": "no", "how": "Asleep upstairs, said Sorrel", "next": "2026-11-19"},
]
WHOLE: dict[str, Any] = {
    "purpose": "Sleep",
    "seen": SEEN,
    "facts": "Wren drew a house with four beds.",
    "actions": {"none": True},
    "significant": "no",
}
ADULTS_SEEN = [
    {"id": "sorrel", "person": "sorrel", "seen": "yes", "spoken": "yes", "alone": "no"},
    {"id": "basil", "person": "basil", "seen": "no"},
]
FULL: dict[str, Any] = {
    **WHOLE,
    "seen": [*SEEN, *ADULTS_SEEN],
    "others": {"none": True},
    "voice": [{"id": "wren", "person": "wren", "words": "“I sleep with Gran.”"}],
    "analysis": [
        {"id": "wren", "person": "wren", "so_what": "Tired at school."},
        {"id": "pip", "person": "pip", "so_what": "Not seen awake for two visits."},
    ],
    "high_concern": "no",
}


@pytest.mark.parametrize("line", FIELDS.split("\n")[1:-1])
def test_every_row_of_the_specification_is_a_field(line: str) -> None:
    path, kind = line.split()
    assert BY_PATH[path].__struct_config__.tag == kind


def test_every_type_of_contact_is_offered() -> None:
    part = BY_PATH["contact"]
    assert isinstance(part, Choice)
    assert [value for value, _ in option_pairs(part.options)] == CONTACTS
    assert {*FACE_TO_FACE, *FAILED, *AT_A_DISTANCE} <= set(CONTACTS)


def test_every_health_visiting_contact_and_enquiry_is_offered() -> None:
    for path, values in {
        "health_contact": "antenatal new_birth weeks_6_8 months_12 years_2 targeted",
        "enquiry": "alone not_alone not_safe not_due",
        "advice.named": "named unnamed",
        "seen.state": "awake asleep both",
    }.items():
        part = BY_PATH[path]
        assert isinstance(part, Choice)
        assert [value for value, _ in option_pairs(part.options)] == values.split()


def test_eight_pages_and_the_one_of_every_record() -> None:
    assert [page.title for page in rules.pages(FORM)] == [
        "Contact and purpose",
        "Seen and heard",
        "Each child's voice",
        "Told by others",
        "View and analysis",
        "Talked about together",
        "Actions",
        "Tags and oversight",
        "Source and sharing",
    ]


class TestWhatIsNeeded:
    @pytest.mark.parametrize("contact", FACE_TO_FACE)
    def test_face_to_face_without_a_worry(self, contact: str) -> None:
        assert missing(note(contact)) == [
            "purpose",
            "seen[wren].seen",
            "seen[pip].seen",
            "facts",
            "actions",
            "significant",
        ]

    @pytest.mark.parametrize("contact", ["phone", "video", "message", "professional", "received", "office"])
    def test_other_contacts_need_what_happened_and_what_next(self, contact: str) -> None:
        assert missing(note(contact)) == ["facts", "actions", "significant"]

    def test_an_empty_note_asks_type_and_worry_first(self) -> None:
        asked = missing({})
        assert {"about", "event", "contact", "worry", "facts", "actions", "significant"} == set(asked)

    @pytest.mark.parametrize("contact", FACE_TO_FACE)
    def test_a_whole_note_lacks_nothing(self, contact: str) -> None:
        assert problems(note(contact, **WHOLE)) == []

    @pytest.mark.parametrize("reason", [{"worry": "yes"}, {"worry": "not_known"}, {"significant": "yes"}])
    def test_a_worry_or_a_significant_note_asks_for_all_of_it(self, reason: dict[str, str]) -> None:
        answers = note(**{**WHOLE, **reason})  # type: ignore[arg-type]
        asked = missing(answers)
        assert asked == [
            "seen[sorrel].seen",
            "seen[basil].seen",
            "others",
            "voice[wren].words",
            "analysis[wren].so_what",
            "analysis[pip].so_what",
            "high_concern",
            *(["sentence"] if reason == {"significant": "yes"} else []),
        ]
        assert missing({**answers, **FULL, **reason, "sentence": "Wren told of four in a bed."}) == []

    @pytest.mark.parametrize("worry", ["no", "not_asked", "declined"])
    def test_only_yes_and_not_known_are_a_worry(self, worry: str) -> None:
        assert missing(note(worry=worry, **WHOLE)) == []

    def test_adults_who_only_visit_are_not_asked_for(self) -> None:
        assert "seen[nettie].seen" not in missing(note(worry="yes"))

    def test_a_worry_on_the_telephone_asks_for_the_analysis_but_not_for_who_was_seen(self) -> None:
        asked = missing(note("phone", "yes", facts="School rang.", actions={"none": True}, significant="no"))
        assert asked == ["analysis[wren].so_what", "analysis[pip].so_what", "high_concern"]

    def test_a_seen_child_is_asked_about_in_full_and_an_unseen_one_why_and_when(self) -> None:
        rows = [
            {"id": "wren", "person": "wren", "seen": "yes"},
            {"id": "pip", "person": "pip", "seen": "no"},
        ]
        assert missing(note(**{**WHOLE, "seen": rows})) == [
            "seen[wren].spoken",
            "seen[wren].alone",
            "seen[pip].how",
            "seen[pip].next",
        ]

    def test_an_unborn_child_is_not_asked_for_among_the_seen(self) -> None:
        assert not [path for path in missing(note(worry="yes")) if "bump" in path and path.startswith("seen")]

    def test_a_child_who_died_is_not_prompted_about(self) -> None:
        answers = family()
        answers["children"][0] |= {"status": "died", "status_date": "2026-05-05"}
        assert not [path for path in missing(note(worry="yes"), context(answers)) if "wren" in path]

    def test_the_voice_is_asked_of_each_child_seen_or_spoken_to(self) -> None:
        rows = [
            {
                "id": "wren",
                "person": "wren",
                "seen": "no",
                "spoken": "yes",
                "how": "Rang me",
                "next": "2026-11-20",
            },
            {"id": "pip", "person": "pip", "seen": "yes", "spoken": "no", "alone": "no"},
        ]
        face = [path for path in missing(note(worry="yes", seen=rows)) if path.startswith("voice")]
        assert face == ["voice[wren].words", "voice[pip].words"]
        phone = [path for path in missing(note("phone", "yes", seen=rows)) if path.startswith("voice")]
        assert phone == ["voice[wren].words", "voice[pip].words"]

    def test_not_this_time_with_its_reason_is_an_answer(self) -> None:
        left = {"not_this_time": "not_safe"}
        answers = note(worry="yes", **{**FULL, "voice": left, "others": left, "purpose": left})
        assert missing(answers) == []

    def test_an_interpreter_is_asked_for_when_the_family_needs_one(self) -> None:
        assert missing(note(**WHOLE), context(language_need="yes")) == ["interpreter"]

    def test_a_mark_opens_its_questions_and_a_baby_who_does_not_move_the_numbers(self) -> None:
        answers = note(**WHOLE, injury="yes")
        assert missing(answers) == ["injury_children", "non_mobile", "injury_note"]
        assert "non_mobile_notice" not in shown(answers)
        for reply in ("yes", "not_known"):
            assert "non_mobile_notice" in shown({**answers, "non_mobile": reply})
        assert "non_mobile_notice" not in shown({**answers, "non_mobile": "no"})

    def test_abuse_asks_about_every_child(self) -> None:
        asked = missing(note(**WHOLE, abuse="yes"))
        assert asked[:4] == [
            f"abuse_children[wren].{key}" for key in ("in_home", "saw_heard", "considered_by", "referred")
        ]
        assert any("abuse_children[pip]" in path for path in asked)
        assert missing(note(**WHOLE, abuse="no")) == []

    def test_a_high_concern_asks_when_the_manager_was_or_will_be_told(self) -> None:
        answers = note(worry="yes", **{**FULL, "high_concern": "yes"})
        assert missing(answers) == ["manager_told"]
        assert missing({**answers, "manager_told": "yes"}) == ["manager_told_at"]
        assert missing({**answers, "manager_told": "no"}) == ["manager_tell_by"]
        told = {**answers, "manager_told": "no", "manager_tell_by": "2026-11-13"}
        assert missing(told) == []
        due = [d for d in project(ENTRY, told, context()).due if d.day == "2026-11-13"]
        assert [d.text for d in due] == ["Tell your manager about a high concern"]

    def test_the_day_a_child_will_be_seen_is_due(self) -> None:
        due = project(ENTRY, note(**WHOLE), context()).due
        assert [(d.text, d.day) for d in due] == [("See the child: Pip", "2026-11-19")]


class TestWorry:
    @pytest.mark.parametrize(
        ("worry", "notices"),
        [
            ("yes", ["worry_notice"]),
            ("not_known", ["unsure_notice"]),
            ("no", []),
            ("not_asked", []),
            ("declined", []),
        ],
    )
    def test_the_numbers_stand_there_at_once(self, worry: str, notices: list[str]) -> None:
        answers = {"worry": worry}
        assert [key for key in shown(answers) if key in ("worry_notice", "unsure_notice")] == notices

    def test_999_leads_every_notice(self) -> None:
        notices = [part for part in BY_PATH.values() if isinstance(part, Notice)]
        assert len(notices) == 3
        for part in notices:
            assert part.numbers[0] == "emergency"
            assert "front_door" in part.numbers


class TestFailedContact:
    @pytest.mark.parametrize("contact", FAILED)
    def test_it_asks_only_its_own_boxes(self, contact: str) -> None:
        assert missing(note(contact, worry="")) == ["attempted", "worry"]
        asked = [
            key for key in shown(note(contact)) if key not in ("about", "event", "source", "restriction")
        ]
        assert asked == ["contact", "health_contact", "attempted", "worry", "oversight"]

    def test_the_quick_one_is_finished_as_it_is(self) -> None:
        answers = failed_contact(
            context(),
            event="2026-11-12T13:10",
            about=["wren"],
            method="visit",
            result="No answer, lights on.",
            worry="no",
            used="3 Pretend Row",
            left="card",
            next_try="2026-11-16",
        )
        assert problems(answers) == []
        assert [(d.text, d.day) for d in project(ENTRY, answers, context()).due] == [
            ("Try again to make contact", "2026-11-16")
        ]

    def test_it_may_be_about_a_child_who_was_not_brought(self) -> None:
        answers = failed_contact(
            context(),
            event="2026-11-12T13:10",
            about=["pip"],
            method="appointment",
            result="Nobody came.",
            worry="no",
            not_brought=True,
        )
        assert answers["contact"] == "not_brought"
        assert problems(answers) == []

    def test_what_was_asked_and_left_empty_stays_missing(self) -> None:
        answers = failed_contact(
            context(), event="2026-11-12T13:10", about=["pip"], method="visit", result=" ", worry="no"
        )
        assert missing(answers) == ["attempted[t1].result"]

    @pytest.mark.parametrize("fact", ["failed_in_row", "failed_90_days"])
    def test_a_pattern_is_asked_about_and_never_blocks(self, fact: str) -> None:
        where = context(**{fact: "yes"})
        answers = note(
            "attempted", attempted=[{"id": "1", "tried": "2026-11-12", "method": "visit", "result": "No"}]
        )
        assert "pattern" in shown(answers, where)
        assert warned(answers, where) == ["pattern"]
        assert missing(answers, where) == []
        assert warned({**answers, "pattern": "School has seen both. Told my lead."}, where) == []
        assert "pattern" not in shown(note(), where)

    def test_a_pattern_that_was_answered_stays_readable_without_the_facts(self) -> None:
        answers = note("attempted", pattern="Third time. Told my lead.")
        assert "Third time" in project(ENTRY, answers, context()).text

    def test_a_worry_opens_the_analysis_without_needing_it(self) -> None:
        answers = note(
            "attempted",
            "yes",
            attempted=[{"id": "1", "tried": "2026-11-12", "method": "visit", "result": "No"}],
        )
        assert {"analysis", "high_concern", "actions"} <= set(shown(answers))
        assert missing(answers) == []

    def test_what_was_typed_for_another_type_is_hidden_and_not_lost(self) -> None:
        answers = note("attempted", **{**WHOLE, "purpose": "Sleep and supper"})
        made = outline(ENTRY, answers, context(), "practitioner", Meta())
        assert "Sleep and supper" not in "\n".join(text_of(made))
        assert answers["purpose"] == "Sleep and supper"


def quick(**more: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "contact": "home_announced",
        "event": "2026-11-12T13:10",
        "about": ["wren", "pip"],
        "seen": {"wren": "seen_alone", "pip": "not_seen"},
        "happened": "Wren said “Pip is asleep”.",
        "worry": "no",
        "next_step": "Ring Basil to meet him",
        "by_when": "2026-11-16",
        "who": {"name": "Tansy Dunnock", "role": "health visitor"},
    }
    where = more.pop("where", None) or context()
    return quick_note(where, **{**asked, **more})


class TestQuickNote:
    @pytest.mark.parametrize("contact", [c for c in CONTACTS if c not in FAILED])
    def test_it_may_be_finished_as_it_is(self, contact: str) -> None:
        answers = quick(contact=contact)
        assert [p for p in problems(answers) if p.level != "warned"] == []

    @pytest.mark.parametrize("worry", ["", "no", "yes", "not_known"])
    def test_nothing_is_left_before_it_is_finished(self, worry: str) -> None:
        tried = failed_contact(
            context(),
            event="2026-11-12T13:10",
            about=["pip"],
            method="visit",
            result="",
            worry=worry,
            finishing=False,
        )
        for answers in (quick(worry=worry, finishing=False), tried):
            assert "quick_note" not in str(answers)

    def test_what_was_not_asked_is_left_with_its_reason(self) -> None:
        answers = quick()
        assert answers["purpose"] == QUICK
        assert answers["significant"] == QUICK
        rows = {row["person"]: row for row in answers["seen"]}
        assert rows["wren"] == {
            "id": "wren",
            "person": "wren",
            "seen": "yes",
            "alone": "yes",
            "spoken": QUICK,
        }
        assert rows["pip"] == {"id": "pip", "person": "pip", "seen": "no", "how": QUICK, "next": QUICK}

    def test_a_child_without_a_tap_is_left_as_well(self) -> None:
        answers = quick(seen={"wren": "seen"})
        rows = {row["person"]: row for row in answers["seen"]}
        assert rows["pip"]["seen"] == QUICK
        assert missing(answers) == []

    def test_it_needs_no_next_step(self) -> None:
        assert quick(next_step="")["actions"] == {"none": True}
        assert missing(quick(next_step="")) == []

    def test_a_next_step_needs_its_day(self) -> None:
        assert missing(quick(by_when="")) == ["actions[a1].by_when"]

    def test_what_it_asks_stays_missing_when_empty(self) -> None:
        assert missing(quick(happened=" ")) == ["facts"]
        assert missing(quick(worry="")) == ["worry"]

    @pytest.mark.parametrize("worry", ["yes", "not_known"])
    def test_a_worry_keeps_the_words_and_opens_the_whole_note(self, worry: str) -> None:
        answers = quick(worry=worry)
        assert answers["facts"] == "Wren said “Pip is asleep”."
        assert QUICK not in answers.values()
        assert {"purpose", "others", "high_concern", "analysis[wren].so_what", "voice[wren].words"} <= set(
            missing(answers)
        )

    def test_an_interpreter_is_left_too(self) -> None:
        where = context(language_need="yes")
        answers = quick(where=where)
        assert answers["interpreter"] == QUICK
        assert missing(answers, where) == []

    def test_it_never_makes_up_why_it_was_written_late(self) -> None:
        answers = quick(event="2026-11-01T10:00")
        assert missing(answers) == ["late_reason"]

    def test_it_counts_as_seen_alone_and_prints_as_left(self) -> None:
        answers = quick()
        words = "\n".join(text_of(outline(ENTRY, answers, context(), "practitioner", Meta())))
        assert "quick note" in words
        assert "Pip is asleep" in words


class TestDoubts:
    def rows(self, **more: str) -> list[dict[str, str]]:
        return [{"id": "wren", "person": "wren", "seen": "yes", "spoken": "yes", "alone": "yes", **more}]

    def test_alone_with_another_adult_there_asks_when_and_where(self) -> None:
        there = {"id": "sorrel", "person": "sorrel", "seen": "yes", "spoken": "yes", "alone": "no"}
        assert check(note(seen=self.rows()), context()) == []
        found = check(note(seen=[*self.rows(), there]), context())
        assert [(p.path, p.level) for p in found] == [("seen[wren].alone_how", "warned")]
        assert "Wren was seen alone, and Sorrel" in found[0].sentence
        assert check(note(seen=[*self.rows(alone_how="In her room, ten minutes"), there]), context()) == []

    def test_a_stranger_counts_as_another_adult(self) -> None:
        found = check(note(seen=self.rows(), others=[{"id": "1", "name": "A man called Ash"}]), context())
        assert [p.path for p in found] == ["seen[wren].alone_how"]

    def test_an_adult_who_was_not_seen_does_not(self) -> None:
        away = {"id": "sorrel", "person": "sorrel", "seen": "no"}
        assert check(note(seen=[*self.rows(), away]), context()) == []

    @pytest.mark.parametrize(
        ("text", "unmatched"),
        [
            ("He said “no”.", False),
            ("He said “no.", True),
            ("He said no”.", True),
            ('"Yes" and "no"', False),
            ('"Yes and no', True),
            ("“One\n“two”", False),
            ("Pip's cup, it's Basil's", False),
            ("", False),
            (None, False),
            ({"not_this_time": "no_time"}, False),
        ],
    )
    def test_quote_marks(self, text: object, unmatched: bool) -> None:
        assert unmatched_quotes(text) == unmatched

    def test_quote_marks_warn_in_boxes_and_rows_and_never_block(self) -> None:
        answers = note(
            worry="yes",
            **{**FULL, "facts": "“Open", "voice": [{"id": "wren", "person": "wren", "words": 'a "b'}]},
        )
        assert warned(answers) == ["facts", "voice[wren].words"]
        assert missing(answers) == []

    def test_a_mark_on_a_young_baby_said_to_move(self) -> None:
        answers = family()
        answers["children"][1]["birth"] = "2026-08-01"
        young = note(
            **WHOLE, injury="yes", injury_children=["pip"], non_mobile="no", injury_note="2 mm, left cheek"
        )
        assert warned(young, context(answers)) == ["non_mobile"]
        assert warned(young, context()) == []

    def test_oversight_by_the_author(self) -> None:
        rows = [{"id": "1", "manager": "tansy  dunnock", "when": "2026-11-12T14:00", "comment": "Read."}]
        assert warned(note(**WHOLE, oversight=rows), context(author="Tansy Dunnock")) == [
            "oversight[1].manager"
        ]
        assert warned(note(**WHOLE, oversight=rows), context(author="Ash Quill")) == []

    def test_an_event_to_come_is_refused(self) -> None:
        found = problems(note(**WHOLE) | {"event": "2026-11-13T09:00"})
        assert [(p.code, p.path, p.level) for p in found] == [("E2", "event", "refused")]


class TestPaper:
    def copy(self, answers: dict[str, Any], audience: Any) -> str:
        return "\n".join(text_of(outline(ENTRY, answers, context(), audience, Meta())))

    def test_who_was_seen_comes_first_with_days_since(self) -> None:
        where = context(**{"days_seen:wren": "9", "days_alone:wren": "never", "days_seen:pip": "1"})
        (table,) = lead(note(**WHOLE), where, "practitioner")
        assert isinstance(table, Table)
        assert table.rows == (
            ("Wren", "Yes", "No", "9 days before", "never"),
            ("Pip", "No", "", "1 day before", ""),
        )

    def test_the_family_reads_who_was_seen_without_the_count(self) -> None:
        (table,) = lead(note(**WHOLE), context(), "family")
        assert isinstance(table, Table)
        assert table.head == ("Child", "Seen")

    def test_a_copy_at_home_tells_nobody_who_spoke_alone_and_what_a_child_said(self) -> None:
        seen = [
            {"id": "wren", "person": "wren", "seen": "yes", "alone": "yes", "alone_how": "SECRET1"},
            {"id": "sorrel", "person": "sorrel", "seen": "yes", "alone": "yes", "alone_how": "SECRET2"},
        ]
        voice = [{"id": "wren", "person": "wren", "words": "SECRET3"}]
        answers = {
            **note(**WHOLE),
            "seen": seen,
            "voice": voice,
            "source": "told",
            "source_detail": "SECRET4",
        }
        family_copy, own = self.copy(answers, "family"), self.copy(answers, "practitioner")
        assert "alone" not in family_copy.lower()
        for number in range(1, 5):
            assert f"SECRET{number}" in own
            assert f"SECRET{number}" not in family_copy
        assert "Something has been left out of this copy." in family_copy

    def test_what_goes_without_saying_is_not_said_to_a_family(self) -> None:
        answers = {**note(**WHOLE), "source": "own", "restriction": "normal"}
        assert "Who may see this record" not in self.copy(answers, "family")
        assert "Source and sharing" not in self.copy(answers, "family")
        assert "Who may see this record" in self.copy(answers, "practitioner")
        assert "Another agency" in self.copy({**answers, "source": "agency"}, "family")

    def test_a_failed_contact_has_none(self) -> None:
        assert lead(note("attempted", **WHOLE), context(), "practitioner") == []

    def test_what_the_family_never_reads(self) -> None:
        secret = {
            "abuse": "yes",
            "abuse_children": [{"id": "wren", "person": "wren", "considered_by": "SECRET1"}],
            "enquiry": "not_safe",
            "oversight": [{"id": "1", "manager": "SECRET2", "comment": "SECRET3", "when": "2026-11-12"}],
            "told": [{"id": "1", "who": "SECRET4", "what": "SECRET5"}],
            "advice": [{"id": "1", "who": "SECRET6", "advice": "SECRET7"}],
            "curiosity_note": "SECRET8",
        }
        answers = note(**WHOLE, **secret)
        family_copy, own = self.copy(answers, "family"), self.copy(answers, "practitioner")
        for number in range(1, 9):
            assert f"SECRET{number}" in own
            assert f"SECRET{number}" not in family_copy
        assert "abuse" not in family_copy.lower()
        assert "four beds" in family_copy

    @pytest.mark.parametrize("path", ["abuse", "enquiry", "abuse_children", "oversight"])
    def test_no_tick_can_put_them_in(self, path: str) -> None:
        assert BY_PATH[path].withheld == "always"

    def test_the_title_says_what_kind(self) -> None:
        assert project(ENTRY, note("school"), context()).title == "Case note: school or nursery"


def test_prompts_are_short() -> None:
    for path, part in BY_PATH.items():
        if part.prompt:
            assert len(part.prompt.text.split()) <= 30, path


@pytest.mark.parametrize(
    "value",
    ["", "nonsense", ["x"], {"none": True}, {"not_this_time": "other"}, [{"id": "1"}], 7, {"name": 5}],
)
def test_a_draft_of_any_shape_is_judged_and_never_breaks(value: object) -> None:
    answers = {key: value for key in BY_PATH if "." not in key} | {"contact": "clinic"}
    assert any(p.path in ("about", "event") for p in problems(answers, context(now=datetime(2026, 11, 12))))
