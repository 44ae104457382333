"""From answers to blocks: what is printed, for whom, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from toolkit.forms import blocks
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Answer, Heading, PageBreak, ScaleLine, SignHere, Table, TickBoxes, WriteLines
from toolkit.forms.outline import LEFT_OUT_CHILD, Meta, outline
from toolkit.forms.people import Context, PersonRef, people_of
from toolkit.forms.projection import project
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    Field,
    Form,
    Grid,
    LongText,
    Notice,
    Page,
    Person,
    Rows,
    Scale,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)
from toolkit.forms.words import in_sentence, with_article

WREN = PersonRef(id="wren", name="Wren", full_name="Wren Thistlewick", group="child", age="7 years")
SORREL = PersonRef(id="sorrel", name="Sorrel Thistlewick", group="adult", home="lives")
BASIL = PersonRef(id="basil", name="Basil Quill", group="adult", home="sleeps_over")
CONTEXT = Context(now=datetime(2026, 11, 12, 14, 20), people=(WREN, SORREL, BASIL))
META = Meta(
    family_reference="F-2041", author="T Dunnock", author_role="health visitor", organisation="Examplebridge"
)


def form(*fields: Field, **more: Any) -> Entry:
    page = Page(key="p", title="What happened", fields=fields)
    return Entry(Form(id="t", pages=(page,), **{"title": "Case note", "header": False, **more}))


def words(
    entry: Entry, answers: dict[str, Any], audience: Any = "practitioner", meta: Meta = META
) -> list[str]:
    return blocks.text_of(outline(entry, answers, CONTEXT, audience, meta))


def test_empty_optional_fields_print_nothing_and_empty_needed_ones_not_recorded() -> None:
    entry = form(Text(key="a", label="Purpose"), Text(key="b", label="Place", needed=True))
    assert outline(entry, {}, CONTEXT, "practitioner", META).blocks == (
        Heading(text="What happened"),
        Answer(label="Place", lines=("Not recorded",), state="missing"),
    )


def test_the_kinds_of_no_answer_each_print_as_said() -> None:
    entry = form(
        YesNo(key="a", label="A"),
        YesNo(key="b", label="B"),
        YesNo(key="c", label="C"),
        LongText(key="d", label="D"),
        LongText(key="e", label="E", none_label="No one else"),
        LongText(key="f", label="F", needed=True),
    )
    answers = {
        "a": "not_known",
        "b": "not_asked",
        "c": "declined",
        "d": {"not_this_time": "not_safe", "note": "He was in the room"},
        "e": {"none": True},
    }
    text = words(entry, answers)
    assert "Not known" in text
    assert "Not asked" in text
    assert "Declined" in text
    assert "Not this time: not safe to ask. He was in the room" in text
    assert "No one else" in text
    assert "Not recorded" in text


def test_what_a_quick_note_left_is_one_line() -> None:
    entry = form(LongText(key="a", label="Purpose"), LongText(key="b", label="My view"))
    left = {"not_this_time": "quick_note"}
    assert "Left for another time (quick note): purpose, my view." in words(entry, {"a": left, "b": left})
    assert "Purpose" not in words(entry, {"a": left, "b": left})


def test_hidden_answers_stay_out_of_the_output() -> None:
    entry = form(YesNo(key="a", label="A"), Text(key="b", label="B", when=When(key="a", values=("yes",))))
    assert "kept" not in words(entry, {"a": "no", "b": "kept"})
    assert "kept" in words(entry, {"a": "yes", "b": "kept"})


class TestWhatMayNotBeSeen:
    entry = form(
        Text(key="sealed", label="Abuse suspected", withheld="always"),
        Text(key="told", label="What others said", withheld="unless_asked"),
        Text(key="address", label="Address", withheld_when=When(key="hidden", values=("*",))),
        Text(key="hidden", label="Hidden from", withheld="always"),
        Rows(
            key="rows",
            label="Rows",
            columns=(Text(key="open", label="Open"), Text(key="shut", label="Shut", withheld="always")),
        ),
        Rows(
            key="cards",
            label="Cards",
            layout="cards",
            columns=(
                Text(key="open", label="Open"),
                Rows(
                    key="inner", label="Inner", columns=(Text(key="shut", label="Shut", withheld="always"),)
                ),
            ),
        ),
        Grid(key="grid", label="Grid", columns=(Text(key="shut", label="Shut", withheld="always"),)),
        copies=("practitioner", "family", "child"),
    )
    answers: dict[str, Any] = {  # noqa: RUF012
        "sealed": "CANARY1",
        "told": "CANARY2",
        "address": "CANARY3",
        "hidden": "CANARY4",
        "rows": [{"id": "1", "open": "seen", "shut": "CANARY5"}],
        "cards": [{"id": "1", "open": "seen", "inner": [{"id": "1", "shut": "CANARY6"}]}],
        "grid": [{"adult": "sorrel", "child": "wren", "shut": "CANARY7"}],
    }

    @pytest.mark.parametrize("audience", ["family", "child"])
    def test_it_never_becomes_a_block(self, audience: Any) -> None:
        made = outline(self.entry, self.answers, CONTEXT, audience, META)
        assert b"CANARY" not in blocks.to_json(made)
        said = {"family": "Something has been left out of this copy.", "child": LEFT_OUT_CHILD}[audience]
        assert said in blocks.text_of(made)
        reasons = dict(made.left_out)
        assert reasons["Abuse suspected"] == "Never on a family or child copy"
        assert reasons["What others said"] == "About other people, or told by others"
        assert reasons["Address"] == "Hidden from somebody"

    def test_the_practitioner_sees_all_of_it(self) -> None:
        made = blocks.to_json(outline(self.entry, self.answers, CONTEXT, "practitioner", META)).decode()
        assert all(f"CANARY{n}" in made for n in range(1, 8))

    def test_an_address_hidden_from_nobody_is_printed(self) -> None:
        text = words(self.entry, {"address": "3 Pretend Row", "hidden": ""}, "family")
        assert "3 Pretend Row" in text
        assert "Something has been left out of this copy." not in text


def test_a_restricted_record_has_no_family_copy() -> None:
    entry = form(Text(key="a", label="A"), header=True)
    answers = {"a": "CANARY", "about": ["wren"], "event": "2026-11-12", "restriction": "restricted"}
    made = outline(entry, answers, CONTEXT, "family", META)
    assert "CANARY" not in str(made)
    assert made.left_out == (("The whole record", "Restricted"),)
    assert "CANARY" in words(entry, answers)


def test_own_details_only_reach_their_owner() -> None:
    entry = form(
        Rows(
            key="adults",
            label="Adults",
            makes="adult",
            layout="cards",
            columns=(Text(key="name", label="Name"),),
        ),
        Grid(key="grid", label="Grid", columns=(Text(key="x", label="X"),)),
        own_details=True,
    )
    answers = {
        "adults": [{"id": "sorrel", "name": "Sorrel Thistlewick"}, {"id": "basil", "name": "Basil Quill"}],
        "grid": [{"adult": "basil", "child": "wren", "x": "about Basil"}],
    }
    text = words(entry, answers, "family", replace(META, recipient="sorrel"))
    assert "Sorrel Thistlewick" in text
    assert "Basil Quill" not in text
    assert "about Basil" not in text
    assert "Basil Quill" not in words(entry, answers, "family")


def test_a_row_about_one_person_reaches_that_person_only_whatever_its_key() -> None:
    entry = form(
        Rows(
            key="log",
            label="Consent log",
            columns=(Person(key="asked", label="Who was asked"), Text(key="what", label="What")),
        ),
        own_details=True,
    )
    rows = [
        ("sorrel", "CANARY1"),
        ("basil", "CANARY2"),
        ("wren", "CANARY3"),
        ({"name": "Ash", "role": ""}, "CANARY4"),
    ]
    answers = {"log": [{"id": what, "asked": who, "what": what} for who, what in rows]}
    made = outline(entry, answers, CONTEXT, "family", replace(META, recipient="basil"))
    text = " ".join(blocks.text_of(made))
    assert [n for n in range(1, 5) if f"CANARY{n}" in text] == [2, 3]
    assert ("Consent log", "Other people's details") in made.left_out


def test_the_first_line_of_a_family_copy_says_what_it_is_and_whom_to_tell() -> None:
    first = words(form(Text(key="a", label="A")), {}, "family")[1]
    assert (
        first
        == "This is your copy of our case note. Examplebridge keeps one too. Tell T Dunnock if anything in it is wrong."
    )


def test_plainer_labels_on_a_family_copy() -> None:
    entry = form(Text(key="a", label="Presenting issue", plain_label="What the worry is"))
    assert "What the worry is" in words(entry, {"a": "x"}, "family")
    assert "Presenting issue" in words(entry, {"a": "x"})


def test_the_record_opens_with_about_whom_who_wrote_it_and_when() -> None:
    entry = form(Text(key="a", label="A"), header=True)
    answers = {
        "about": ["wren"],
        "event": "2026-11-10T13:10",
        "event_end": "13:55",
        "late_reason": "No signal",
    }
    meta = replace(
        META, status="final", version=2, written=datetime(2026, 11, 12, 14, 20), reason="A wrong day"
    )
    made = outline(entry, answers, CONTEXT, "practitioner", meta)
    assert made.subtitle == "10 November 2026, 13:10 to 13:55"
    assert made.status == "Version 2, final"
    assert not made.draft
    text = blocks.text_of(made)
    assert "Wren, 7 years" in text
    assert "T Dunnock, health visitor, 12 November 2026, 14:20" in text
    assert "No signal" in text
    assert "A wrong day" in text
    # A family reads that it was written later, and not the worker's own words for why.
    copy = blocks.text_of(outline(entry, answers, CONTEXT, "family", meta))
    assert "Written later than the event" in copy
    assert "No signal" not in copy


def test_rows_for_people_are_a_table_with_each_by_name() -> None:
    seen = Rows(
        key="seen",
        label="Seen",
        each="everyone",
        needed_for=When(key="person.group", values=("child",)),
        columns=(YesNo(key="seen", label="Seen", needed=True), Text(key="how", label="How they seemed")),
    )
    made = outline(
        form(seen), {"seen": [{"id": "b", "person": "basil", "seen": "no"}]}, CONTEXT, "practitioner", META
    )
    table = next(b for b in made.blocks if isinstance(b, Table))
    assert table.head == ("Who", "Seen")
    assert table.rows == (("Wren, 7 years", "Not recorded"), ("Basil Quill", "No"))


def test_many_columns_become_cards_so_that_nothing_is_squeezed() -> None:
    wide = Rows(
        key="r", label="Tries", columns=tuple(Text(key=f"c{n}", label=f"Column {n}") for n in range(9))
    )
    made = outline(
        form(wide), {"r": [{"id": "1", **{f"c{n}": "x" for n in range(9)}}]}, CONTEXT, "practitioner", META
    )
    assert not any(isinstance(b, Table) for b in made.blocks)
    assert sum(isinstance(b, Answer) for b in made.blocks) == 9


def test_scale_actions_and_signatures_have_their_blocks() -> None:
    entry = form(
        Scale(key="s", label="Number", low_words="worst", high_words="best"),
        Actions(key="a", label="Next steps"),
        Signatures(key="g", label="Signed"),
    )
    answers = {
        "s": 0,
        "a": [{"id": "1", "what": "Ring", "who": "sorrel", "by_when": "2026-11-20"}],
        "g": [
            {
                "id": "1",
                "name": "Sorrel",
                "role": "mother",
                "how": "verbal",
                "date": "2026-11-12",
                "witness": "Nettie",
            }
        ],
    }
    made = outline(entry, answers, CONTEXT, "practitioner", META).blocks
    scale = next(b for b in made if isinstance(b, ScaleLine))
    assert (scale.value, scale.low_words) == (0, "worst")
    assert next(b for b in made if isinstance(b, Table)).rows == (
        ("Ring", "Sorrel Thistlewick", "20 November 2026"),
    )
    sign = next(b for b in made if isinstance(b, SignHere))
    assert sign.rows == (("Sorrel", "mother", "12 November 2026", "agreed verbally, witnessed by Nettie"),)


def test_an_outline_is_stored_and_read_back_word_for_word() -> None:
    made = outline(form(Text(key="a", label="A")), {"a": "שלום 👶🏽 é <b>&"}, CONTEXT, "practitioner", META)
    assert blocks.from_json(blocks.to_json(made)) == made


def test_blank_paper_holds_every_field_and_no_answer() -> None:
    entry = form(
        Text(key="a", label="Purpose"),
        LongText(key="b", label="What I saw", lines=6, when=When(key="a", values=("x",))),
        YesNo(key="c", label="Worried?"),
        Choice(key="d", label="Contact", options=opts(home="Home visit"), other=True),
        Notice(key="n", label="N", text="Ring 999"),
        Actions(key="e", label="Next steps"),
        header=True,
    )
    made = blank(entry)
    text = blocks.text_of(made)
    for label in (
        "Purpose",
        "What I saw",
        "Worried?",
        "Contact",
        "Next steps",
        "About which children",
        "When",
    ):
        assert label in text
    assert "Ring 999" not in text
    assert next(b for b in made.blocks if isinstance(b, WriteLines) and b.label == "What I saw").count == 6
    assert next(b for b in made.blocks if isinstance(b, TickBoxes) and b.label == "Contact").options == (
        "Home visit",
        "Other",
    )


class TestProjection:
    entry = form(
        Choice(key="kind", label="Kind", options=opts(home="Home visit")),
        LongText(key="facts", label="Facts"),
        YesNo(key="worry", label="Worry"),
        Actions(key="actions", label="Actions"),
        Rows(
            key="warnings",
            label="Warnings",
            row_title="what",
            columns=(
                Text(key="what", label="What"),
                Date(key="review", label="Review", due="Look again", future=True),
            ),
        ),
        header=True,
        title_from="kind",
        summary_from=("facts",),
    )
    answers: dict[str, Any] = {  # noqa: RUF012
        "about": ["wren"],
        "event": "2026-11-12T13:10",
        "kind": "home",
        "facts": "Kitchen   warm.\nPip coughing.",
        "worry": "yes",
        "actions": [
            {"id": "1", "what": "Ring Basil", "who": "sorrel", "by_when": "2026-11-20"},
            {
                "id": "2",
                "what": "Done already",
                "who": "basil",
                "by_when": "2026-11-13",
                "done": "2026-11-12",
            },
            {"id": "3", "what": "No day yet", "who": "basil", "by_when": "soon"},
        ],
        "warnings": [{"id": "w", "what": "The dog", "review": "2026-11-16"}],
    }

    def test_title_line_day_and_people(self) -> None:
        made = project(self.entry, self.answers, CONTEXT)
        assert made.title == "Case note: home visit"
        assert made.summary == "Kitchen warm. Pip coughing."
        assert made.event == "2026-11-12T13:10"
        assert set(made.people) == {"wren", "sorrel", "basil"}
        assert not made.restricted
        assert not made.late

    def test_what_is_due(self) -> None:
        due = project(self.entry, self.answers, CONTEXT).due
        assert [(d.text, d.day, d.done) for d in due] == [
            ("Ring Basil", "2026-11-20", False),
            ("Done already", "2026-11-13", True),
            ("Look again: The dog", "2026-11-16", False),
        ]

    def test_search_finds_words_and_names_but_not_every_yes(self) -> None:
        text = project(self.entry, self.answers, CONTEXT).text.split("\n")
        assert "Wren Thistlewick" in text
        assert "Pip coughing." in text
        assert "Yes" not in text

    def test_a_long_line_is_cut_in_the_list_only(self) -> None:
        made = project(self.entry, {**self.answers, "facts": "a" * 1000}, CONTEXT)
        assert len(made.summary) == 240
        assert "a" * 1000 in made.text


def test_people_are_read_from_the_family_file() -> None:
    family = {
        "children": [
            {"id": "wren", "name": "Wren Thistlewick", "known_as": "Wrennie", "birth": "2019-04-02"},
            {"id": "bump", "unborn": "yes", "edd": "2027-02-17"},
            {"id": "x", "name": "D'Arcy O'Neil", "status": "died"},
        ],
        "adults": [
            {"id": "sorrel", "name": "Sorrel Thistlewick", "roles": ["mother"]},
            {"id": "man", "described_as": "tall man with a red coat"},
        ],
        "home": [
            {"id": "1", "person": "man", "how": "visits"},
            {"id": "2", "person": "man", "how": "sleeps_over"},
        ],
        "warnings": [{"id": "1", "kind": "may_pose_risk", "about": ["man"]}],
        "relations": [{"adult": "sorrel", "child": "wren", "relation": "birth_parent"}],
        "professionals": [{"id": "p", "agency": "Pretend School", "role": "Teacher"}],
    }
    people = {p.id: p for p in people_of(family)}
    assert people["wren"].name == "Wrennie"
    assert people["bump"].name == "Unborn baby"
    assert people["x"].name == "D'Arcy"
    assert not people["x"].living
    assert people["man"].name == "Not known: tall man with a red coat"
    assert people["man"].home == "sleeps_over"
    assert people["man"].risk
    assert people["man"].initials == "?"
    assert people["sorrel"].relation == "Birth parent of Wrennie"
    assert people["p"].relation == "Teacher, Pretend School"


class TestNamesOfRecords:
    @pytest.mark.parametrize(
        ("title", "within"),
        [
            ("Early Help Intervention Record", "Early Help Intervention Record"),
            ("Case note", "case note"),
            ("Case note: Visit with Basil Quill", "case note: Visit with Basil Quill"),
            ("MARAC referral", "MARAC referral"),
            ("Agreement with a child", "agreement with a child"),
            ("", ""),
        ],
    )
    def test_a_name_keeps_its_capitals_within_a_sentence(self, title: str, within: str) -> None:
        assert in_sentence(title) == within

    def test_it_gets_the_article_it_begins_with(self) -> None:
        assert (
            with_article(in_sentence("Early Help Intervention Record")) == "an Early Help Intervention Record"
        )
        assert with_article(in_sentence("Case note")) == "a case note"

    def test_a_family_copy_says_the_name_rightly(self) -> None:
        named = form(Text(key="a", label="A"), title="Early Help Intervention Record")
        assert any("our Early Help Intervention Record." in line for line in words(named, {}, "family"))
        called = form(Text(key="a", label="A"), copy_name="record of your family")
        assert any("our record of your family." in line for line in words(called, {}, "family"))


def test_what_goes_without_saying_stands_on_the_workers_copy_alone() -> None:
    part = Choice(key="now", label="Now", options=opts(living="Living", died="Died"), plain=("living",))
    assert "Living" in words(form(part), {"now": "living"})
    assert "Now" not in words(form(part), {"now": "living"}, "family")
    assert "Died" in words(form(part), {"now": "died"}, "family")


def test_a_day_that_was_done_is_no_longer_due() -> None:
    entry = form(
        Date(key="review", label="Review", due="Look again", done="met"), YesNo(key="met", label="Met?")
    )
    for met, done in ((None, False), ("no", False), ("yes", True), ("2026-11-12", True), ("soon", False)):
        (due,) = project(entry, {"review": "2026-11-10", "met": met}, CONTEXT).due
        assert due.done is done, met


def test_a_page_on_its_long_side_stands_between_two_turns() -> None:
    pages = tuple(
        Page(key=key, title=key.title(), landscape=key == "plan", fields=(Text(key=f"{key}_a", label=key),))
        for key in ("first", "plan", "last")
    )
    entry = Entry(Form(id="t", title="T", header=False, pages=pages))
    answers = {f"{page.key}_a": "x" for page in pages}
    made = outline(entry, answers, CONTEXT, "practitioner", META).blocks
    assert [
        b.turn if isinstance(b, PageBreak) else b.text for b in made if isinstance(b, (PageBreak, Heading))
    ] == [
        "First",
        "landscape",
        "Plan",
        "portrait",
        "Last",
    ]
    assert [b.turn for b in blank(entry).blocks if isinstance(b, PageBreak)] == ["landscape", "portrait"]
