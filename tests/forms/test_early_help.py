"""Early help: what each record begins with of the file and of earlier records, what it refuses, and what it leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tests.early_help_story import ABSENT, DAY, assessment, conversation, meeting, part
from tests.forms.thistlewick import context, family
from toolkit.forms import catalogue, rules
from toolkit.forms.blocks import Outline, PageBreak, text_of
from toolkit.forms.conditions import shown_fields
from toolkit.forms.early_help import Earlier, map_of, named, newest, plan_now, said_in, stuck_times, views
from toolkit.forms.early_help_next import (
    ASSESS,
    DIFFER,
    END,
    HARM,
    HELP,
    MAYBE,
    STEP_UP,
    THINK,
    known,
    next_steps,
    scale_words,
)
from toolkit.forms.eha_checks import NO_NEED, NOT_EXPLORED, leave_the_rest
from toolkit.forms.from_family import adult_line
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, PersonRef
from toolkit.forms.projection import project
from toolkit.forms.rules import Problem, Scope, problems, rows_shown, shown_pages
from toolkit.forms.vocabulary import Rows, YesNo
from toolkit.forms.words import title_of

ENTRIES = {form: catalogue.load().get(form) for form in ("eh_check", "eha", "taf")}
MAP = {
    "about": ["wren"],
    "level": "early",
    "order": "worries_first",
    "map": [
        {"id": "m1", "kind": "strength", "text": "Gran on Fridays", "who": "Wren"},
        {"id": "m2", "kind": "harm", "text": "Late on Mondays", "hidden": "yes"},
        {"id": "m3", "kind": "harder", "text": "Evening shifts"},
        {"id": "m4", "kind": "goal", "text": "Breakfast together"},
    ],
    "scale": {
        "low": "Help now",
        "high": "No help",
        "rows": [{"id": "s1", "person": "sorrel", "score": 4, "because": "Tired"}],
    },
    "ideas": [
        {"id": "i1", "who": "basil", "ideas": "I could do Mondays."},
        {"id": "i2", "who": "wren", "ideas": "Toast."},
    ],
}
VOICE = {
    "about": ["wren"],
    "quotes": [
        {"id": "q1", "words": "“I watch the clock.”", "about": "school"},
        {"id": "q2", "words": "Toast!"},
    ],
    "wants": "To walk with Gran.",
    "number": 6,
    "number_why": "Mum sings",
    "sharing": "Do not tell Basil.",
}


def earlier(form: str, event: str, answers: Answers) -> Earlier:
    return Earlier(form, event, answers, catalogue.load().get(form).form.title)


def within(*records: Earlier, **facts: str) -> Context:
    """The family on 12 November 2026 with these records before, newest first."""
    return replace(context(author="Tansy Dunnock", **facts), earlier=records)


def begun(form: str, known: Context, previous: Answers | None = None) -> Answers:
    start = ENTRIES[form].start
    assert start is not None
    return start(family(), known, previous)


def found(form: str, answers: Answers, known: Context | None = None) -> list[Problem]:
    return problems(ENTRIES[form], {"event": f"{DAY}T10:00", **answers}, known or context())


def sentences(form: str, answers: Answers, path: str, known: Context | None = None) -> list[tuple[str, str]]:
    return [(one.level, one.sentence) for one in found(form, answers, known) if one.path == path]


# R11, the conversation


def test_a_conversation_knows_who_helps_already_and_what_was_done_before() -> None:
    first = begun(
        "eh_check", within(earlier("eha", "2026-03-01T10:00", {}), earlier("safety_map", "2026-03-02", MAP))
    )
    assert first["agencies"] == [{"id": "teacher", "who": "Ms Lark", "how": "Teacher, Examplebridge Primary"}]
    assert first["before"] == "yes"
    assert first["before_what"].split("\n") == [
        "Early Help Assessment and plan, 1 March 2026",
        "Wren: an early help plan is open",
        "Pip: an early help plan is open",
    ]
    assert "indicators" not in first


def test_the_next_conversation_keeps_the_signs_and_their_strengths() -> None:
    last = conversation("sorrel", "wren")
    first = begun("eh_check", within(), last)
    assert first["indicators"] == last["indicators"]
    assert first["manager"] == "Juniper Hartsease"
    assert "manager_on" not in first


@pytest.mark.parametrize("answer", ["yes", "not_known"])
def test_any_worry_about_abuse_shows_the_numbers_and_the_harm_route(answer: str) -> None:
    answers = {**conversation("sorrel", "wren"), "abuse": answer, "abuse_what": "“He hit me”, 9 November."}
    assert next_steps("eh_check", answers)[0] == HARM
    page = shown_pages(ENTRIES["eh_check"].form, answers, context())[0]
    shown = {one.key for one in shown_fields(page.fields, Scope(answers, context()))}
    assert {"stop", "abuse_what"} <= shown
    begins = known(HARM, "eh_check", {**answers, "about": ["wren"]}, within())
    assert begins["route"] == "harm"
    assert begins["what_happened"] == "“He hit me”, 9 November."
    assert begins["about"] == ["wren"]
    assert begins["well"].startswith("Gran on Fridays.")


def test_child_protection_as_the_outcome_blocks_nothing() -> None:
    answers = {**conversation("sorrel", "wren"), "outcome": "protection"}
    assert next_steps("eh_check", answers) == [HARM]
    assert not [one for one in found("eh_check", answers) if one.level == "refused"]


def test_a_sign_that_can_be_harm_counts_until_it_was_weighed() -> None:
    row = {
        "id": "exploited",
        "sign": "Exploited",
        "seen": "yes",
        "evidence": "Two phones.",
        "strength": "Tells Gran.",
    }
    answers = {**conversation("sorrel", "wren"), "indicators": [row], "abuse": None}
    assert next_steps("eh_check", answers)[0] == MAYBE
    assert known(MAYBE, "eh_check", answers, within())["what_happened"] == "Exploited: Two phones."
    assert next_steps("eh_check", {**answers, "abuse": "yes"})[0] == HARM
    weighed = {**answers, "abuse": "no"}
    assert next_steps("eh_check", weighed) == [ASSESS]
    assert "talk with your lead today" in sentences("eh_check", weighed, "abuse")[0][1]


def test_a_conversation_is_held_to_its_own_answers() -> None:
    assert sentences("eh_check", {}, "indicators")[-1][0] == "missing"
    answers = {**conversation("sorrel", "wren"), "abuse": "yes", "outcome": "single"}
    assert [level for level, _ in sentences("eh_check", answers, "outcome")] == ["warned"]
    refused = {**conversation("sorrel", "wren"), "agrees": "no"}
    assert [level for level, _ in sentences("eh_check", refused, "outcome")] == ["warned"]
    assert not [one for one in found("eh_check", conversation("sorrel", "wren")) if one.level != "missing"]


@pytest.mark.parametrize(("outcome", "step"), [("eha", ASSESS), ("request", HELP)])
def test_the_outcome_says_what_comes_next(outcome: str, step: Any) -> None:
    answers = {**conversation("sorrel", "wren"), "outcome": outcome}
    assert next_steps("eh_check", answers) == [step]


def test_the_family_copy_has_the_eight_questions_and_nothing_of_the_manager() -> None:
    answers = {"event": f"{DAY}T10:00", "about": ["wren"], **conversation("sorrel", "wren")}
    said = "\n".join(text_of(outline(ENTRIES["eh_check"], answers, context(), "family", Meta())))
    for words in ("1. What we noticed", "2. What already helps", "8. Next steps we agreed", "Your answer"):
        assert words in said
    for words in ("Juniper", "nine mornings", "abuse", "Outcome"):
        assert words not in said


# R12, the assessment


def test_an_assessment_is_filled_in_from_the_family_file() -> None:
    first = begun(
        "eha", within(area_words="1 · Universal", agreement_age="7", assessment_name="Family help assessment")
    )
    assert first["called"] == "Family help assessment"
    assert [row["who"] for row in first["agreed_by"]] == ["sorrel", "basil", "wren"]
    assert first["b_children"].startswith("Wren Thistlewick. No known needs. By talking while drawing")
    assert "Sorrel Thistlewick, Birth parent of Wren, Pip" in first["b_adults"]
    assert "Basil Quill" in first["b_adults"]
    assert "Basil Quill for Pip: yes (not confirmed)" in first["b_responsibility"]
    assert first["b_network"] == "Ms Lark, Teacher, Examplebridge Primary"
    assert first["area_levels"] == "1 · Universal"
    assert [row["who"] for row in first["copies"]] == [
        "Sorrel Thistlewick",
        "Basil Quill",
        "Wren Thistlewick",
        "Ms Lark, Teacher, Examplebridge Primary",
    ]
    assert first["lead"] == {"name": "Tansy Dunnock", "role": "health visitor"}
    assert first["review"] == "2026-12-24"
    assert begun("eha", within(review_weeks="8"))["review"] == "2027-01-07"


def test_an_assessment_goes_on_from_the_conversation() -> None:
    first = begun("eha", within(earlier("eh_check", "2026-11-11T10:00", conversation("sorrel", "wren"))))
    assert (
        first["why_now"]
        == "“Mornings are a scramble and I shout. I know.”\n“To get out of the door without tears.”"
    )
    assert first["asked_by"] == "Early help conversation, 11 November 2026"
    assert first["tried"] == [{"id": "helps-club", "help": "One place on Tuesdays", "by": "Breakfast club"}]


def test_the_newest_map_stands_in_it_with_its_day_and_record() -> None:
    older = earlier("safety_map", "2026-08-01T10:00", {**MAP, "map": []})
    first = begun(
        "eha", within(earlier("safety_map", "2026-10-14T10:00", MAP), older, map_order="well_first")
    )
    assert first["map_from"] == "Three-column map, 14 October 2026"
    assert first["map"] == MAP["map"], "points kept from the family stay marked"
    assert first["order"] == "well_first", "in the order of this area"
    assert first["scale"]["rows"] == [
        {"id": "s1", "person": "sorrel", "score": 4, "because": "Tired", "date": "2026-10-14"}
    ]
    assert (first["scale"]["low"], first["scale"]["high"]) == ("Help now", "No help")


def test_without_a_map_it_says_so_and_asks() -> None:
    first = begun("eha", within(map_order="worries_first", scale_low="Low", scale_high="High"))
    assert "map_from" not in first
    assert "map" not in first
    assert first["order"] == "worries_first"
    assert first["scale"] == {"low": "Low", "high": "High", "rows": []}
    answers = {**assessment("sorrel", ("wren", "pip", "bump")), **first}
    page = next(one for one in ENTRIES["eha"].form.pages if one.key == "map_page")
    assert "no_map" in {one.key for one in shown_fields(page.fields, Scope(answers, context()))}
    assert [one for one in found("eha", answers) if one.path.startswith("map[") and one.level == "missing"]


def test_a_restricted_record_gives_nothing_on() -> None:
    hidden = within(
        earlier("safety_map", "2026-10-14T10:00", {**MAP, "restriction": "restricted"}),
        earlier("voice", "2026-10-13T10:00", {**VOICE, "restriction": "restricted"}),
    )
    first = begun("eha", hidden)
    assert "map" not in first
    assert all("words" not in row for row in first["child_views"])
    assert newest(hidden, "voice") is None


def test_each_childs_voice_and_each_parents_view_say_where_they_stand() -> None:
    first = begun(
        "eha",
        within(earlier("safety_map", "2026-10-14T10:00", MAP), earlier("voice", "2026-10-01T10:00", VOICE)),
    )
    wren, pip = first["child_views"]
    assert wren["words"].split("\n") == [
        "“I watch the clock.” (school)",
        "“Toast!”",
        "Wants to happen: To walk with Gran.",
        "Own number, 0 to 10: 6, Mum sings",
    ]
    assert wren["from_record"] == "Child's voice, 1 October 2026"
    assert wren["sharing"] == "Do not tell Basil."
    assert pip == {"id": "pip", "person": "pip"}
    sorrel, basil = first["parent_views"]
    assert sorrel == {"id": "sorrel", "person": "sorrel"}
    assert basil["words"] == "I could do Mondays."
    assert basil["from_record"] == "Three-column map, 14 October 2026"
    warned = sentences(
        "eha", {**assessment("sorrel", ("wren", "pip", "bump")), **first}, "child_views[pip].words"
    )
    assert ("warned", "Nothing is on record from Pip. Ask Pip, or say why not.") in warned


def test_a_child_who_did_not_want_to_say_is_quoted_as_that() -> None:
    voice = earlier("voice", "2026-10-01", {"about": ["wren"], "quotes": {"none": True}, "observed": "Hid."})
    assert said_in(voice, "wren") == "Did not want to say anything.\nSeen: Hid."
    assert said_in(voice, "pip") == ""
    assert said_in(earlier("referral", "2026-10-01", {"about": ["wren"]}), "wren") == ""


def test_the_level_comes_from_the_last_level_of_need() -> None:
    last = earlier(
        "threshold_view", "2026-11-01T10:00", {"level": "2 Getting Help", "why": "Several services."}
    )
    first = begun("eha", within(last))
    assert first["level"] == "2 Getting Help"
    assert first["level_why"] == "Several services. (Level of need, 1 November 2026)"
    listed = context(area="Salford", area_levels="1 Getting Advice\n2 Getting Help")
    assert sentences("eha", {"agreed": "yes", "level": "2 getting help"}, "level", listed) == []
    assert sentences("eha", {"agreed": "yes", "level": "Tier 9"}, "level", listed) == [
        ("warned", "This is no level of Salford. It is kept as typed.")
    ]


def test_the_next_assessment_takes_over_what_was_written_and_asks_agreement_anew() -> None:
    last = assessment("sorrel", ("wren",))
    first = begun("eha", within(), {**last, "event": "2026-09-01T10:00"})
    assert first["needs"] == last["needs"]
    assert first["history"] == "Moved twice this year."
    assert [row["id"] for row in first["plan"]] == ["club", "bed", "bill"]
    assert "agreed" not in first
    assert [row["name"] for row in first["signatures"]] == [
        "Sorrel Thistlewick",
        "Basil Quill",
        "Tansy Dunnock",
    ]
    assert all("how" not in row and "date" not in row for row in first["signatures"]), "signed anew"


@pytest.mark.parametrize("answer", ["no", "declined"])
def test_refused_it_is_no_assessment_and_can_be_kept_as_a_declined_offer(answer: str) -> None:
    refused: Answers = {**assessment("sorrel", ("wren", "pip", "bump")), "agreed": answer}
    assert sentences("eha", refused, "agreed")[0][0] == "refused"
    assert sentences("eha", {**refused, "becomes": "draft"}, "agreed")[0][0] == "refused"
    kept = {
        **refused,
        "about": ["wren"],
        "becomes": "declined",
        "declined_what": "An assessment. “Not now.”",
        "offer_again": "2026-12-10",
        "refusal_risk": "not_known",
        "refusal_why": "Nobody has seen Pip since.",
    }
    assert found("eha", kept) == []
    assert [page.key for page in shown_pages(ENTRIES["eha"].form, kept, context())] == ["agreement", "header"]
    assert title_of(ENTRIES["eha"], kept) == "Early help offer declined"
    assert title_of(ENTRIES["eha"], refused) == "Early Help Assessment and plan"
    assert title_of(ENTRIES["eha"], {"called": "Family help assessment"}) == "Family help assessment"
    due = project(ENTRIES["eha"], {"event": f"{DAY}T10:00", **kept}, context()).due
    assert [(one.text, one.day) for one in due] == [("Offer early help again", "2026-12-10")]
    assert next_steps("eha", kept) == [HARM], "a refusal that may raise the risk"
    assert known(HARM, "eha", kept, within())["what_happened"] == "Nobody has seen Pip since."
    family_copy = "\n".join(text_of(outline(ENTRIES["eha"], kept, context(), "family", Meta())))
    assert "“Not now.”" in family_copy
    assert "Nobody has seen Pip" not in family_copy
    assert "Moved twice" not in family_copy
    before = earlier("eha", "2026-11-01T10:00", kept)
    assert newest(within(before), "eha") is None, "nothing is taken over from an offer that was declined"


def test_nobody_was_asked_is_no_agreement() -> None:
    assert sentences("eha", {"agreed": "not_asked"}, "agreed")[0][0] == "refused"


@pytest.mark.parametrize("key", ["harm_children", "harm_parents", "harm_around"])
def test_a_sign_of_harm_in_any_part_leads_to_the_harm_route(key: str) -> None:
    answers = {**assessment("sorrel", ("wren",)), key: "yes", f"{key}_what": "A bruise."}
    assert next_steps("eha", answers) == [HARM]
    assert known(HARM, "eha", answers, within())["what_happened"] == "A bruise."
    parts = [part for page in ENTRIES["eha"].form.pages for part in page.fields if part.key == key]
    assert isinstance(parts[0], YesNo)
    assert parts[0].withheld == "always"


def test_a_plan_needs_a_part_of_the_familys_own() -> None:
    answers = assessment("sorrel", ("wren",))
    assert sentences("eha", answers, "plan") == []
    theirs = [row for row in answers["plan"] if row["id"] == "bill"]
    assert [level for level, _ in sentences("eha", {**answers, "plan": theirs}, "plan")] == ["warned"]


def test_one_press_leaves_the_rest_and_keeps_what_was_written() -> None:
    answers: Answers = {
        "needs": [{"id": "wren", "person": "wren", "health": "Asthma."}],
        "history": "Two moves.",
    }
    scope = Scope(answers, context())
    rows = {
        part.key: rows_shown(part, scope)
        for page in ENTRIES["eha"].form.pages
        for part in page.fields
        if isinstance(part, Rows) and part.key in ("needs", "parenting")
    }
    left = leave_the_rest(answers, rows, NO_NEED)
    wren = next(row for row in left["needs"] if row["person"] == "wren")
    assert wren["health"] == "Asthma."
    assert wren["learning"] == {"none": True}
    assert [row["person"] for row in left["needs"]] == ["wren", "pip", "bump"]
    assert left["history"] == "Two moves."
    assert left["money"] == {"none": True}
    later = leave_the_rest({}, {"needs": [], "parenting": []}, NOT_EXPLORED)
    said = "\n".join(
        text_of(outline(ENTRIES["eha"], {"agreed": "yes", **later}, context(), "practitioner", Meta()))
    )
    assert "Not explored yet" in said


def test_each_part_of_the_plan_is_a_promise() -> None:
    answers = {"event": f"{DAY}T10:00", **assessment("sorrel", ("wren",)), "review": "2026-12-24"}
    answers["plan"][1] = {**answers["plan"][1], "progress": "done"}
    due = project(ENTRIES["eha"], answers, context()).due
    assert [(one.text, one.day, one.who, one.kind, one.done) for one in due] == [
        ("Team Around the Family review", "2026-12-24", "", "date", False),
        ("Breakfast club on Mondays", "2026-11-30", "Sorrel Thistlewick", "action", False),
        ("Lights out at half past seven", "2026-12-05", "Sorrel Thistlewick", "action", True),
        ("Ask about the bill together", "2026-12-01", "Tansy Dunnock", "action", False),
    ]


def test_the_plan_stands_on_a_sheet_of_its_own_and_no_child_is_quoted_to_the_family() -> None:
    answers = {"event": f"{DAY}T10:00", "about": ["wren"], **assessment("sorrel", ("wren",))}
    answers["child_views"] = [{"id": "wren", "person": "wren", "words": "Secret toast."}]
    one = outline(ENTRIES["eha"], answers, context(), "family", Meta())
    last = max(n for n, block in enumerate(one.blocks) if isinstance(block, PageBreak))
    sheet = "\n".join(text_of(from_block(one, last)))
    assert "Breakfast club on Mondays" in sheet
    # What is read from across a room says of each thing what it is.
    for words in (
        "Who: Tansy Dunnock",
        "By when: ",
        "What will be better, in the family's words: ",
        "How we will know: ",
    ):
        assert words in sheet, words
    assert "Moved twice" not in sheet
    assert "Secret toast." not in "\n".join(text_of(one))
    assert "Secret toast." in "\n".join(
        text_of(outline(ENTRIES["eha"], answers, context(), "practitioner", Meta()))
    )


def test_what_the_area_calls_it_is_the_title_and_is_not_said_again() -> None:
    answers = {
        "event": f"{DAY}T10:00",
        "about": ["wren"],
        **assessment("sorrel", ("wren",)),
        "called": "Our way",
    }
    for audience in ("practitioner", "family"):
        said = text_of(outline(ENTRIES["eha"], answers, context(), audience, Meta()))  # type: ignore[arg-type]
        assert said.count("Our way") == 1
        assert "What this area calls it" not in said
        # Another answer that happens to say the same is an answer.
        both = outline(ENTRIES["eha"], {**answers, "level_why": "Our way"}, context(), audience, Meta())  # type: ignore[arg-type]
        assert text_of(both).count("Our way") == 2


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("lives", "lives in the home"),
        ("part_week", "in the home part of the week"),
        ("sleeps_over", "sleeps over"),
        ("visits", "visits often"),
        ("does_not", "does not live in the home"),
        ("", ""),
    ],
)
def test_an_adult_is_said_to_be_where_the_family_file_has_them(how: str, words: str) -> None:
    person = PersonRef("a", "Basil", group="adult", relation="Birth parent of Pip", home=how)
    assert adult_line(person) == ", ".join(part for part in ("Basil", "Birth parent of Pip", words) if part)


def from_block(one: Outline, after: int) -> Outline:
    return msgspec.structs.replace(one, blocks=one.blocks[after:], title="", subtitle="")


# R13, the meeting


def test_a_first_meeting_begins_with_the_plan_of_the_assessment() -> None:
    last = {**assessment("sorrel", ("wren",)), "event": "2026-10-01T10:00"}
    first = begun("taf", within(earlier("eha", "2026-10-01T10:00", last)))
    assert [row["action"] for row in first["plan"]] == [row["action"] for row in last["plan"]]
    assert all("progress" not in row for row in first["plan"])
    assert first["plan"][0]["who"] == "sorrel"
    assert [row["who"].partition(",")[0] for row in first["present"]] == [
        "Wren Thistlewick",
        "Pip Thistlewick",
        "Sorrel Thistlewick",
        "Basil Quill",
        "Nettie Thistlewick",
        "Ms Lark",
    ]
    assert first["minutes_due"] == "2026-11-17"
    assert begun("taf", within(minutes_days="10"))["minutes_due"] == "2026-11-22"


def _meeting(plan: list[dict[str, Any]], event: str, **states: tuple[str, str]) -> Answers:
    came = [{"id": "sorrel", "who": "Sorrel"}, {"id": "gran", "who": "Neighbour"}]
    made = meeting(plan, states, ("wren", "pip"), ("sorrel", "basil"), came=came, day="2026-12-10")
    return {**made, "event": event, "about": ["wren", "pip"]}


def test_a_review_starts_from_the_last_with_each_parts_progress() -> None:
    plan = [
        part("club", "Club", "No tears", "sorrel", "2026-11-30"),
        part("bed", "Bed at half past seven", "Sleep", "sorrel", "2026-12-05"),
        part("bill", "The bill", "No red letters", "basil", "2026-12-01"),
    ]
    last = _meeting(
        plan, "2026-10-01T10:00", club=("done", ""), bed=("stuck", "Evening shifts."), bill=("dropped", "")
    )
    first = begun("taf", within(), last)
    assert first["plan"] == [
        {
            **plan[1],
            "last_note": "1 October 2026: Stuck. Evening shifts",
            "stuck_times": "2",
        },
        {"id": "step-n1", "action": "Ask Nettie about Wednesdays", "who": "sorrel", "by": "2026-12-10"},
    ]
    assert first["place"] == "Examplebridge Primary"
    assert first["chair"] == {"name": "Tansy Dunnock", "role": "health visitor"}
    assert first["present"][-1] == {"id": "gran", "who": "Neighbour"}, (
        "whoever came the last time is asked again"
    )
    assert all("came" not in row for row in first["present"])


def test_stuck_for_the_third_review_running_is_counted_by_itself() -> None:
    answers: Answers = _meeting(
        [part("bed", "Bed", "Sleep", "sorrel", "2026-12-05")], "2026-09-01T10:00", bed=("stuck", "")
    )
    for count, day in ((2, "2026-10-01"), (3, "2026-11-01")):
        first = begun("taf", within(), answers)
        assert stuck_times(first["plan"][0]) == count
        answers = _meeting(first["plan"], f"{day}T10:00", bed=("stuck", "Shifts"))
    assert sentences("taf", answers, "plan[bed].progress")[0][0] == "warned"
    assert [step.form_id for step in next_steps("taf", answers)] == ["supervision"]
    begins = known(next_steps("taf", answers)[0], "taf", answers, within())
    assert begins["happening"] == "Bed: stuck for 3 reviews. Shifts"
    assert known(DIFFER, "taf", answers, within())["evidence"] == "Bed: stuck for 3 reviews. Shifts"
    moved = _meeting(begun("taf", within(), answers)["plan"], "2026-12-01T10:00", bed=("on_track", "Better"))
    again = begun("taf", within(), moved)
    assert "stuck_times" not in again["plan"][0], "it starts again once it moved"
    assert sentences(
        "taf", {"plan": [{"id": "x", "progress": "stuck", "stuck_times": "often"}]}, "plan[x].stuck_times"
    )


def test_an_assessment_made_after_the_last_meeting_has_the_plan() -> None:
    old = _meeting([part("club", "Club", "", "sorrel", "2026-11-30")], "2026-08-01T10:00")
    new = earlier("eha", "2026-09-01T10:00", assessment("sorrel", ("wren",)))
    assert [row["id"] for row in plan_now(within(new), old)] == ["club", "bed", "bill"]
    assert [row["id"] for row in plan_now(within(), old)] == ["club", "step-n1"]
    assert plan_now(within(), None) == []


def test_what_was_said_up_to_the_last_meeting_is_asked_anew() -> None:
    last = _meeting([], "2026-10-10T10:00")
    since = earlier("voice", "2026-10-20T10:00", VOICE)
    before = earlier("voice", "2026-10-01T10:00", VOICE)
    assert "words" in begun("taf", within(since), last)["child_views"][0]
    assert "words" not in begun("taf", within(before), last)["child_views"][0]
    rows = views([one for one in context().people if one.id == "wren"], within(since), "2026-10-20T10:00")
    assert rows == [{"id": "wren", "person": "wren"}]


def test_the_scale_keeps_its_words_and_asks_the_numbers_anew() -> None:
    assert begun("taf", within(earlier("safety_map", "2026-10-14", MAP)))["scale"] == {
        "low": "Help now",
        "high": "No help",
        "rows": [],
    }
    assert begun("taf", within(scale_low="L", scale_high="H"))["scale"] == {
        "low": "L",
        "high": "H",
        "rows": [],
    }
    assert "scale" not in begun("taf", within())
    assert map_of(within()) == {}


def test_nobody_of_the_family_needs_a_reason() -> None:
    away = {
        "present": [
            {"id": "teacher", "who": "Ms Lark", "came": "yes"},
            {"id": "sorrel", "who": "Sorrel", "came": "apologies"},
        ]
    }
    assert sentences("taf", away, "no_family_why")[0][0] == "missing"
    assert sentences("taf", away, "present")[0][1] == "List the family first."
    assert (
        sentences("taf", {**away, "no_family_why": "Ill. Nettie brings their view."}, "no_family_why") == []
    )
    came = {"present": [{"id": "sorrel", "who": "Sorrel", "came": "yes"}]}
    assert sentences("taf", came, "no_family_why") == []
    quiet = sentences("taf", came, "child_views[pip].words")
    assert ("warned", "Nothing is on record from Pip since last time. Ask Pip, or say why not.") in quiet
    reason = {"child_views": [{"id": "pip", "person": "pip", "words": dict(ABSENT)}]}
    assert sentences("taf", {**came, **reason}, "child_views[pip].words") == []


def test_a_meeting_before_its_own_day_is_refused() -> None:
    answers = {"event": "2026-11-12T10:00", "next_date": "2026-11-01", "decision": "go_on"}
    assert sentences("taf", answers, "next_date")[0][0] == "refused"
    assert sentences("taf", {"event": "2027-03-01T10:00"}, "event")[0][0] == "refused"


def test_the_plan_the_steps_the_minutes_and_the_next_meeting_are_due() -> None:
    answers = _meeting(
        [part("bed", "Bed", "Sleep", "sorrel", "2026-12-05")], f"{DAY}T10:00", bed=("on_track", "Better")
    )
    due = project(ENTRIES["taf"], answers, context()).due
    assert [(one.text, one.day, one.done) for one in due] == [
        ("Send the minutes", "2026-12-10", False),
        ("Ask Nettie about Wednesdays", "2026-12-10", False),
        ("Team Around the Family meeting", "2026-12-10", False),
        ("Bed", "2026-12-05", False),
    ]
    sent = project(ENTRIES["taf"], {**answers, "minutes_sent": f"{DAY}T15:00"}, context()).due
    assert sent[0].done


def test_stepping_up_leads_to_the_request_and_closing_to_the_ending() -> None:
    answers = _meeting(
        [part("bed", "Bed", "Sleep", "sorrel", "2026-12-05")], f"{DAY}T10:00", bed=("on_track", "Better")
    )
    assert next_steps("taf", answers) == []
    before = within(
        earlier("eha", "2026-09-01T10:00", {**assessment("sorrel", ("wren",)), "map": MAP["map"]}),
        earlier("safety_map", "2026-08-01", MAP),
    )
    up = {**answers, "decision": "up", "step_to": "Child in need"}
    assert next_steps("taf", up) == [STEP_UP]
    begins = known(STEP_UP, "taf", up, before)
    assert begins["route"] == "support"
    assert begins["worried"] == "Evenings, when Sorrel works. Nettie will be asked."
    assert begins["children"] == [{"id": "wren", "impact": "Tired at school, and worried about being late."}]
    assert begins["tried"] == "Bed: Better"
    assert begins["level"] == "2 Early help, targeted (family help)"
    assert [row["who"] for row in begins["views"]] == ["Wren", "Pip", "Sorrel Thistlewick", "Basil Quill"]
    assert begins["bundle"] == ["family", "safety_map", "eha"]
    closing = {**answers, "decision": "close"}
    assert next_steps("taf", closing) == [END]
    assert [row["view"] for row in known(END, "taf", closing, before)["parent_views"]] == [
        "“I shout less.”"
    ] * 2
    assert next_steps("taf", {**answers, "harm": "not_known"})[0] == HARM
    page = next(one for one in ENTRIES["taf"].form.pages if one.key == "next_page")
    assert "next_date" not in {one.key for one in shown_fields(page.fields, Scope(closing, context()))}


def test_what_a_map_keeps_from_the_family_is_not_in_a_request() -> None:
    answers = {**assessment("sorrel", ("wren",)), "map": MAP["map"], "scale": MAP["scale"]}
    begins = known(HELP, "eha", answers, within())
    assert begins["worried"] == "Evening shifts"
    assert begins["scale"] == "Sorrel Thistlewick 4" == scale_words(answers, context())


def test_what_goes_on_is_asked_for_there_and_fits() -> None:
    """Every answer handed on has a field in the record it goes to, of a shape that record accepts."""
    whole = {
        **assessment("sorrel", ("wren",)),
        "map": MAP["map"],
        "scale": MAP["scale"],
        "harm_around": "yes",
    }
    talk = {**conversation("sorrel", "wren"), "abuse": "yes", "abuse_what": "A bruise."}
    bed = part("bed", "Bed", "Sleep", "sorrel", "2026-12-05", stuck_times="3")
    met = _meeting([bed], f"{DAY}T10:00", bed=("stuck", "Shifts"))
    before = within(earlier("eha", "2026-09-01T10:00", whole), earlier("safety_map", "2026-08-01", MAP))
    for form, answers in (("eh_check", talk), ("eha", whole), ("taf", met)):
        for step in (HARM, HELP, STEP_UP, ASSESS, END, THINK, DIFFER):
            begins = known(step, form, {**answers, "about": ["wren"]}, before)
            target = catalogue.load().get(step.form_id)
            fields = {one.key: one for page in rules.pages(target.form) for one in page.fields}
            assert set(begins) <= set(fields), (form, step.form_id)
            for key, value in begins.items():
                columns = {one.key for one in getattr(fields[key], "columns", ())}
                cells = {cell for row in value if isinstance(row, dict) for cell in row} if columns else set()
                assert cells <= columns | {"id", "person"}, (step.form_id, key)
            found_there = problems(target, {**begins, "event": f"{DAY}T10:00"}, context())
            assert not [
                one for one in found_there if one.level == "refused" and one.path.split("[")[0] in begins
            ], (form, step.form_id)


def test_other_forms_lead_nowhere_from_here() -> None:
    assert next_steps("case_note", {"decision": "up"}) == []
    assert named(Earlier("eha", "", {}, "A title")) == "A title"
