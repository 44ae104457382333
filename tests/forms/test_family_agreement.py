"""The family agreement: its settled headings, days that add up, the guard that is on no paper, and plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.agree_family_start import NOT_A_CONTRACT
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Answer, Heading, PageBreak, Paragraph, SignHere, Table, text_of
from toolkit.forms.outline import UNPRINTED, Meta, outline, unprinted
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.records import case_note
from toolkit.forms.records.family_agreement import FORM, UPGRADES, check, lead, start_from
from toolkit.forms.rules import Entry, Problem
from toolkit.forms.vocabulary import Audience, Field, Notice, Rows, option_pairs
from toolkit.practice import guidance, plain_words

ENTRY = Entry(FORM, UPGRADES, check, lead)

# Written by hand from the table of the specification: path and kind of field.
FIELDS = """
abuse yes_no
abuse_notice notice
separate choice
for_adult person
terms_checked yes_no
manager_name text
manager_note long_text
ask_alone date
family_side rows
family_side.who person
family_side.contact text
organisation text
workers rows
workers.who person
workers.phone text
work long_text
reason long_text
start date
end date
aims rows
aims.aim long_text
decision long_text
objectives rows
objectives.objective long_text
objectives.know long_text
methods rows
methods.kind choice
methods.number text
methods.with_whom text
methods.where text
methods.about text
reporting long_text
sharing long_text
family_do rows
family_do.who person
family_do.what long_text
workers_do rows
workers_do.who person
workers_do.what long_text
disagree long_text
cannot_come long_text
worried long_text
complaints long_text
review date
ends_when long_text
explained_in text
interpreter text
copies rows
copies.who person
copies.day date
signatures signatures
dates rows
dates.when date_time
"""
GUARD = "abuse separate for_adult terms_checked manager_name manager_note ask_alone ask_alone_how".split()


def fields(parts: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    for part in parts:
        yield before + part.key, part
        if isinstance(part, Rows):
            yield from fields(part.columns, f"{before}{part.key}.")


BY_PATH = dict(fields(tuple(part for page in FORM.pages for part in page.fields)))
TANSY = {"name": "Tansy Dunnock", "role": "health visitor"}


def signature(number: str, name: str, role: str) -> dict[str, str]:
    return {"id": number, "name": name, "role": role, "how": "paper", "date": "2026-11-12"}


def agreement(**more: Any) -> dict[str, Any]:
    answers = {
        "about": ["wren", "pip"],
        "event": "2026-11-12",
        "abuse": "no",
        "family_side": [{"id": "1", "who": "sorrel", "contact": "01632 960001"}, {"id": "2", "who": "wren"}],
        "organisation": "Examplebridge health visiting",
        "workers": [{"id": "1", "who": TANSY, "phone": "01632 960070"}],
        "work": "We meet at home and look at bedtimes together.",
        "reason": "Sorrel asked for help with sleep after the move.",
        "start": "2026-11-12",
        "end": "2027-01-14",
        "aims": [{"id": "1", "aim": "Everyone sleeps better."}],
        "objectives": [{"id": "1", "objective": "Lights out by eight.", "know": "A chart on the fridge."}],
        "methods": [
            {"id": "1", "kind": "meetings", "number": "2", "with_whom": "Sorrel", "where": "At home"},
            {"id": "2", "kind": "visits", "number": "1", "with_whom": "Everyone", "where": "At home"},
            {
                "id": "3",
                "kind": "activities",
                "with_whom": "Wren",
                "where": "At home",
                "about": "A sleep chart",
            },
        ],
        "dates": [
            {"id": "1", "when": "2026-11-12T13:00", "what": "first"},
            {"id": "2", "when": "2026-12-03T13:00", "what": "visit"},
            {"id": "3", "when": "2027-01-14T13:00", "what": "last"},
        ],
        "reporting": "Tansy writes a page. Sorrel reads it first.",
        "sharing": "Only what matters for sleep.",
        "family_do": [{"id": "1", "who": "sorrel", "what": "Put the phone away at seven."}],
        "workers_do": [{"id": "1", "who": TANSY, "what": "Come on time, and ring when late."}],
        "disagree": "We talk first.",
        "cannot_come": "Ring the day before.",
        "worried": "Ring Tansy.",
        "complaints": "Ring the clinic.",
        "review": "2026-12-17",
        "ends_when": "The last meeting is over.",
        "explained_in": "English, read aloud",
        "copies": [{"id": "1", "who": "sorrel", "day": "2026-11-12", "how": "paper"}],
        "signatures": [
            signature("1", "Sorrel Thistlewick", "Mother"),
            signature("2", "Tansy Dunnock", "Health visitor"),
        ],
    }
    return {**answers, **more}


def guarded(reply: str = "yes", **more: Any) -> dict[str, Any]:
    return agreement(
        abuse=reply,
        **{
            "separate": "own",
            "for_adult": "sorrel",
            "terms_checked": "yes",
            "manager_name": "Manager M",
            "manager_note": "Talked through.",
            "ask_alone": "2026-11-19",
            **more,
        },
    )


def problems(answers: dict[str, Any], where: Context | None = None) -> list[Problem]:
    return rules.problems(ENTRY, answers, where or context())


def level(answers: dict[str, Any], name: str, where: Context | None = None) -> list[str]:
    return [p.path for p in problems(answers, where) if p.level == name]


def words(answers: dict[str, Any], audience: Audience = "family") -> str:
    return "\n".join(text_of(outline(ENTRY, answers, context(), audience, Meta())))


def shown(answers: dict[str, Any]) -> list[str]:
    scope = rules.Scope(answers, context())
    return [
        part.key
        for page in rules.shown_pages(FORM, answers, context())
        for part in rules.shown_fields(page.fields, scope)
    ]


@pytest.mark.parametrize("line", FIELDS.split("\n")[1:-1])
def test_every_field_of_the_specification_is_there(line: str) -> None:
    path, kind = line.split()
    assert BY_PATH[path].__struct_config__.tag == kind


def test_the_headings_stand_numbered_in_their_settled_order() -> None:
    assert [page.title for page in rules.pages(FORM)] == [
        "Before you start",
        "1. Work agreement between",
        "2. Work to be carried out",
        "3. Reason for the work",
        "4. Timescale",
        "5. Aims",
        "6. Objectives: what we hope to achieve",
        "7. Methods: how we will work",
        "8. Reporting",
        "9. Information sharing and confidentiality",
        "10. What each of us will do",
        "11. If we disagree, cannot come, or are worried",
        "12. Review and end",
        "13. How this was explained",
        "14. Who agrees",
        "Our dates",
        "Source and sharing",
    ]


class TestWhatIsNeeded:
    def test_a_whole_one_lacks_nothing_and_nothing_is_doubted(self) -> None:
        assert problems(agreement()) == []

    def test_an_empty_one_asks_for_every_heading(self) -> None:
        assert (
            level({}, "missing")
            == (
                "about event abuse family_side organisation workers work reason start end aims objectives methods "
                "reporting sharing family_do workers_do disagree cannot_come worried complaints review ends_when "
                "explained_in copies signatures dates"
            ).split()
        )

    def test_meetings_and_visits_need_their_number_and_activities_do_not(self) -> None:
        rows = [
            {"id": k, "kind": k, "with_whom": "x", "where": "x"} for k in ("meetings", "visits", "activities")
        ]
        assert level(agreement(methods=rows), "missing") == [
            "methods[meetings].number",
            "methods[visits].number",
        ]

    def test_an_interpreter_is_asked_for_when_the_family_needs_one(self) -> None:
        where = context(language_need="yes")
        assert level(agreement(), "missing", where) == ["interpreter"]
        assert level(agreement(interpreter={"none": True}), "missing", where) == []

    def test_the_workers_promise_something_too(self) -> None:
        assert level(agreement(workers_do=[]), "missing") == ["workers_do"]

    def test_not_signing_may_have_its_reason(self) -> None:
        declined = [{"id": "1", "name": "Sorrel Thistlewick", "how": "declined", "reason": "Wants to wait"}]
        assert level(agreement(signatures=declined), "missing") == []
        assert level(agreement(signatures=[{"id": "1", "name": "x", "how": "declined"}]), "missing") == [
            "signatures[1].reason"
        ]

    def test_review_end_and_the_question_in_private_are_due(self) -> None:
        due = {(d.text, d.day) for d in project(ENTRY, guarded("not_known"), context()).due}
        assert due == {
            ("Look at an agreement with the family", "2026-12-17"),
            ("An agreement with a family ends", "2027-01-14"),
            ("Ask a question in private", "2026-11-19"),
        }


class TestDaysAddUp:
    @pytest.mark.parametrize(("number", "planned"), [("1", 2), ("3", 4), ("12", 13)])
    def test_numbers_that_do_not_come_to_the_days_listed_are_refused(self, number: str, planned: int) -> None:
        rows = [dict(row) for row in agreement()["methods"]]
        rows[0]["number"] = number
        found = [p for p in problems(agreement(methods=rows)) if p.level == "refused"]
        assert [p.path for p in found] == ["dates"]
        assert f"comes to {planned}, and 3 days are listed" in found[0].sentence
        assert found[0].page == "dates"

    @pytest.mark.parametrize("number", ["six", "0", "-2", "2.5", "1-2", "9999"])
    def test_what_is_no_number_is_refused(self, number: str) -> None:
        rows = [{**agreement()["methods"][0], "number": number}]
        assert "methods[1].number" in level(agreement(methods=rows), "refused")

    def test_activities_with_a_number_count(self) -> None:
        rows = [dict(row) for row in agreement()["methods"]]
        rows[2]["number"] = "1"
        assert level(agreement(methods=rows), "refused") == ["dates"]

    def test_left_for_another_time_they_are_not_counted(self) -> None:
        assert level(agreement(dates={"not_this_time": "no_time"}), "refused") == []

    def test_days_outside_the_time_or_twice_are_doubted(self) -> None:
        rows = [
            {"id": "1", "when": "2026-11-01", "what": "first"},
            {"id": "2", "when": "2027-02-01", "what": "meeting"},
            {"id": "3", "when": "2027-02-01", "what": "last"},
        ]
        sentences = [p.sentence for p in check(agreement(dates=rows), context())]
        assert sentences[:4] == [
            "1 November 2026 is before we start, 12 November 2026. Check both.",
            "1 February 2027 is after we finish, 14 January 2027. Check both.",
            "1 February 2027 is after we finish, 14 January 2027. Check both.",
            "1 February 2027 is on the sheet twice.",
        ]

    def test_the_first_day_agrees_and_the_last_day_ends(self) -> None:
        rows = [{**row, "what": "meeting"} for row in agreement()["dates"]]
        assert level(agreement(dates=rows), "warned") == ["dates[1].what", "dates[3].what"]
        upside_down = list(reversed(agreement()["dates"]))
        assert problems(agreement(dates=upside_down)) == []

    def test_an_end_before_the_start_and_a_review_before_today_are_refused(self) -> None:
        assert level(agreement(end="2026-11-01"), "refused") == ["end"]
        (found,) = [p for p in problems(agreement(review="2026-11-01")) if p.level == "refused"]
        assert (found.code, found.path) == ("E4", "review")
        assert "1 November 2026 is before 12 November 2026" in found.sentence

    def test_a_signature_before_the_agreement_is_refused(self) -> None:
        early = [{**signature("1", "Sorrel Thistlewick", "Mother"), "date": "2026-11-01"}]
        assert level(agreement(signatures=early), "refused") == ["signatures[1].date"]


class TestPromises:
    @pytest.mark.parametrize(
        "who", ["wren", {"name": "Wren", "role": ""}, {"name": " wren  thistlewick "}, {"name": "Wren T"}]
    )
    @pytest.mark.parametrize("key", ["family_do", "workers_do"])
    def test_a_child_never_answers_for_an_adult(self, key: str, who: object) -> None:
        found = [
            p
            for p in problems(agreement(**{key: [{"id": "1", "who": who, "what": "Stop the shouting"}]}))
            if p.level == "refused"
        ]
        assert [(p.path, p.code) for p in found] == [(f"{key}[1].who", "E6")]
        assert "Wren is a child" in found[0].sentence

    def test_an_adult_or_a_stranger_may(self) -> None:
        rows = [{"id": "1", "who": {"name": "Ash Quill"}, "what": "Drive to the clinic"}]
        assert level(agreement(family_do=rows), "refused") == []

    def test_who_takes_part_and_does_not_agree_is_asked_about(self) -> None:
        both = [*agreement()["family_side"], {"id": "3", "who": "basil"}]
        (found,) = problems(agreement(family_side=both))
        assert (found.path, found.level) == ("signatures", "warned")
        assert "Basil Quill is part of this" in found.sentence


class TestGuard:
    @pytest.mark.parametrize("reply", ["yes", "not_known", "not_asked", "declined"])
    def test_every_answer_but_no_shows_the_card_and_offers_an_agreement_each(self, reply: str) -> None:
        answers = agreement(abuse=reply)
        assert {"abuse_notice", "separate", "terms_checked"} <= set(shown(answers))
        assert {"separate", "terms_checked"} <= set(level(answers, "missing"))
        notice = BY_PATH["abuse_notice"]
        assert notice.prompt is not None
        assert guidance.load().get(notice.prompt.card) is not None
        assert "agreement of their own" in getattr(notice, "text", "")

    def test_no_asks_nothing_more(self) -> None:
        assert not set(GUARD[1:]) & set(shown(guarded("no")))
        assert "abuse_notice" not in shown(agreement())

    def test_yes_needs_the_managers_note(self) -> None:
        assert level(guarded(manager_name="", manager_note=""), "missing") == ["manager_name", "manager_note"]
        assert "ask_alone" not in shown(guarded())
        assert problems(guarded()) == []

    @pytest.mark.parametrize("reply", ["not_known", "not_asked", "declined"])
    def test_not_known_asks_when_it_will_be_asked_alone(self, reply: str) -> None:
        assert level(guarded(reply, ask_alone=""), "missing") == ["ask_alone"]
        assert "manager_note" not in shown(guarded(reply))
        assert problems(guarded(reply)) == []

    @pytest.mark.parametrize("reply", ["no", "not_known"])
    def test_terms_that_were_not_checked_are_refused(self, reply: str) -> None:
        assert level(guarded(terms_checked=reply), "refused") == ["terms_checked"]

    def test_an_agreement_of_ones_own_names_no_other_adult(self) -> None:
        rows = {
            "family_side": [{"id": "1", "who": "sorrel"}, {"id": "2", "who": {"name": "Basil Quill"}}],
            "family_do": [{"id": "1", "who": "basil", "what": "x"}],
            "copies": [{"id": "1", "who": "basil", "day": "2026-11-12"}],
            "signatures": [signature("1", "Basil Quill", "Father"), *agreement()["signatures"]],
        }
        found = [p for p in problems(guarded(**rows)) if p.level == "refused"]
        assert [(p.code, p.path) for p in found] == [
            ("E15", "family_side[2].who"),
            ("E15", "family_do[1].who"),
            ("E15", "copies[1].who"),
            ("E15", "signatures[1].name"),
        ]

    def test_nor_in_its_words(self) -> None:
        answers = guarded(work="Basil goes to his group.", aims=[{"id": "1", "aim": "basil's calm"}])
        assert level(answers, "warned") == ["work", "aims[1].aim"]
        assert level(guarded(work="Basilisk Street, Sorrel's flat"), "warned") == []

    def test_somebody_whose_name_is_not_known_is_looked_for_in_no_text(self) -> None:
        known = family()
        known["adults"].append({"id": "man", "described_as": "not tall", "roles": ["partner"]})
        assert level(guarded(work="It is not easy. Adults talk."), "warned", context(known)) == []

    @pytest.mark.parametrize("typed", ["Basil", "Mr Quill", "B. Quill (dad)"])
    def test_nor_by_a_part_of_the_name(self, typed: str) -> None:
        rows = [{"id": "2", "who": {"name": typed, "role": ""}}]
        assert "family_side[2].who" in level(guarded(family_side=rows), "refused")
        rows[0]["who"] = {"name": "Basil Dunnock", "role": ""}
        assert "family_side[2].who" not in level(guarded(family_side=rows), "refused")

    @pytest.mark.parametrize(("reply", "kind"), [("yes", "refused"), ("not_known", "warned")])
    def test_together_neither_reads_the_others_contact(self, reply: str, kind: str) -> None:
        both = [
            {"id": "1", "who": "sorrel", "contact": "01632 960001"},
            {"id": "2", "who": "basil", "contact": "01632 960002"},
        ]
        signed = [*agreement()["signatures"], signature("3", "Basil Quill", "Father")]
        answers = guarded(reply, separate="declined", family_side=both, signatures=signed)
        assert level(answers, kind) == ["family_side"]
        assert problems(guarded(reply, separate="declined", family_side=both[:1])) == []
        assert problems(agreement(family_side=both, signatures=signed)) == []

    @pytest.mark.parametrize("audience", ["practitioner", "family", "child"])
    def test_it_is_on_no_paper_at_all(self, audience: Audience) -> None:
        canary = dict.fromkeys(GUARD, "CANARY") | {"abuse": "yes", "separate": "own"}
        answers = agreement(**canary)
        made = words(answers, audience)
        assert "CANARY" not in made
        assert "Before you start" not in made
        assert "abuse" not in made.lower()
        assert "left out" not in made
        assert "guard" in [p.key for p in rules.shown_pages(FORM, answers, context())]

    def test_nor_on_the_blank_form(self) -> None:
        text = "\n".join(text_of(blank(ENTRY))).lower()
        for word in ("abuse", "coercive", "manager's note", "asked alone", "harmed"):
            assert word not in text


class TestBeginning:
    def test_it_begins_with_who_is_there(self) -> None:
        known = family(warnings=[], lead_worker=TANSY)
        found = start_from(known, context(known, author="Tansy Dunnock", organisation="Examplebridge"))
        assert found == {
            "about": ["wren", "pip", "bump"],
            "organisation": "Examplebridge",
            "workers": [{"id": "lead", "who": TANSY, "role": "health visitor"}],
            "family_side": [
                {"id": "sorrel", "who": "sorrel", "contact": "01632 960001"},
                {"id": "basil", "who": "basil"},
            ],
        }

    def test_the_author_stands_beside_another_lead_worker(self) -> None:
        known = family(lead_worker="teacher")
        rows = start_from(known, context(known, author="Tansy Dunnock"))["workers"]
        assert rows == [
            {"id": "author", "who": {"name": "Tansy Dunnock", "role": ""}},
            {"id": "lead", "who": "teacher", "role": "Teacher", "phone": "01632 960050"},
        ]

    def test_a_warning_keeps_numbers_off_and_a_risk_keeps_the_person_off(self) -> None:
        warning = {"id": "w", "kind": "may_pose_risk", "about": ["basil"], "why": "x", "source": "x"}
        known = family(warnings=[warning])
        assert start_from(known, context(known))["family_side"] == [{"id": "sorrel", "who": "sorrel"}]

    def test_the_next_one_takes_words_over_and_no_days_promises_or_guard(self) -> None:
        found = start_from(family(), context(), agreement())
        assert found["work"] == agreement()["work"]
        assert found["workers"] == agreement()["workers"]
        assert found["family_side"] == agreement()["family_side"]
        assert not set(found) & {
            *GUARD,
            "dates",
            "start",
            "end",
            "review",
            "signatures",
            "copies",
            "family_do",
        }

    @pytest.mark.parametrize("reply", ["yes", "not_known", None])
    def test_after_a_guarded_one_nothing_of_that_adult_is_taken_over(self, reply: str | None) -> None:
        found = start_from(family(), context(), guarded(str(reply)) if reply else agreement(abuse=None))
        assert set(found) == {"about", "organisation", "workers"}

    def test_an_empty_family_file_gives_next_to_nothing(self) -> None:
        assert start_from({}, context({})) == {}


class TestPaper:
    @pytest.mark.parametrize("audience", ["practitioner", "family"])
    def test_it_says_first_that_it_is_no_contract(self, audience: Audience) -> None:
        made = outline(ENTRY, agreement(), context(), audience, Meta())
        blocks = list(made.blocks)
        assert Paragraph(text=NOT_A_CONTRACT, tone="strong") in blocks
        assert blocks.index(Paragraph(text=NOT_A_CONTRACT, tone="strong")) < blocks.index(
            Heading(text="1. Work agreement between")
        )
        assert "This is not a contract" in NOT_A_CONTRACT

    def test_the_days_have_a_sheet_of_their_own(self) -> None:
        blocks = list(outline(ENTRY, agreement(source="agency"), context(), "family", Meta()).blocks)
        at = blocks.index(Heading(text="Our dates"))
        assert blocks[at - 1] == PageBreak()
        table = blocks[at + 1]
        assert isinstance(table, Table)
        assert [line[0] for line in table.rows] == [
            "12 November 2026, 13:00",
            "3 December 2026, 13:00",
            "14 January 2027, 13:00",
        ]
        # It comes last, so that nothing behind it needs another sheet.
        assert len(blocks) == at + 2

    def test_the_family_copy_has_every_answer(self) -> None:
        made = words(agreement())
        for text in (
            "Lights out by eight.",
            "01632 960070",
            "Put the phone away",
            "Ring the clinic.",
            "read aloud",
        ):
            assert text in made

    def test_signatures_are_places_to_sign_and_never_a_typed_name(self) -> None:
        (sign,) = [
            b
            for b in outline(ENTRY, agreement(), context(), "family", Meta()).blocks
            if isinstance(b, SignHere)
        ]
        assert sign.rows[0] == ("Sorrel Thistlewick", "Mother", "12 November 2026", "signed on paper")

    def test_the_blank_form_has_every_heading_and_says_that_it_is_no_contract(self) -> None:
        made = blank(ENTRY)
        text = "\n".join(text_of(made))
        assert NOT_A_CONTRACT in text
        for page in FORM.pages[1:]:
            assert page.title in text
        sheet = made.blocks[made.blocks.index(Heading(text="Our dates")) :]
        assert made.blocks[made.blocks.index(Heading(text="Our dates")) - 1] == PageBreak()
        (table,) = [block for block in sheet if isinstance(block, Table)]
        assert len(table.rows) == 10

    def test_it_is_written_for_the_family(self) -> None:
        assert FORM.audience == "family"
        assert FORM.copies == ("practitioner", "family")


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
    assert {hint.found.lower() for hint in whole.hints} <= {"interpreter", "interpreted"}
    assert whole.age is not None
    assert whole.age <= 11


@pytest.mark.parametrize(
    "value", ["x", {"none": True}, {"not_this_time": "other"}, [{"id": "1"}], 7, {"name": 5}]
)
def test_a_draft_of_any_shape_is_judged_and_never_breaks(value: object) -> None:
    answers = {key: value for key in BY_PATH if "." not in key}
    for reply in ("yes", "no"):
        given = {**answers, "abuse": reply, "separate": "own", "for_adult": "sorrel"}
        assert all(p.sentence for p in problems(given))
        assert words(given)
    assert isinstance(start_from(family(), context(), answers), dict)


class TestReadByTheWorker:
    def test_the_guard_is_read_on_the_screen_of_its_writer(self) -> None:
        blocks = unprinted(ENTRY, guarded(), context())
        assert blocks[0] == Heading(text=UNPRINTED)
        labels = [b.label for b in blocks if isinstance(b, Answer)]
        assert labels[0] == BY_PATH["abuse"].label
        assert {BY_PATH[key].label for key in ("manager_name", "manager_note", "terms_checked")} <= set(
            labels
        )

    @pytest.mark.parametrize("audience", ["practitioner", "family"])
    def test_none_of_it_is_on_a_copy(self, audience: Audience) -> None:
        copy = text_of(outline(ENTRY, guarded(manager_note="CANARY-NOTE"), context(), audience, Meta()))
        assert UNPRINTED not in copy
        assert not any("CANARY-NOTE" in words for words in copy)
        assert BY_PATH["abuse"].label not in copy

    def test_a_record_with_nothing_of_the_kind_has_no_such_part(self) -> None:
        assert unprinted(Entry(case_note.FORM), {"event": "2026-11-12", "abuse": "yes"}, context()) == []
