"""What applies, what is missing, what is refused and what only warns."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.forms import rules
from toolkit.forms.people import Context, PersonRef
from toolkit.forms.rules import Entry, Problem, Scope, holds
from toolkit.forms.vocabulary import (
    Actions,
    AllOf,
    AnyOf,
    Choice,
    Choices,
    Date,
    DateTime,
    Field,
    Form,
    LongText,
    Not,
    Notice,
    Option,
    Page,
    People,
    Person,
    Rows,
    Scale,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)

WREN = PersonRef(id="wren", name="Wren", group="child")
PIP = PersonRef(id="pip", name="Pip", group="child")
UNBORN = PersonRef(id="bump", name="Unborn baby", group="child", unborn=True)
ENDED = PersonRef(id="ended", name="Baby", group="child", status="ended")
SORREL = PersonRef(id="sorrel", name="Sorrel", group="adult", home="lives")
BASIL = PersonRef(id="basil", name="Basil", group="adult", home="visits")
CONTEXT = Context(now=datetime(2026, 11, 12, 14, 20), people=(WREN, PIP, UNBORN, ENDED, SORREL, BASIL))


def form(*fields: Field, **more: Any) -> Entry:
    return Entry(
        Form(id="t", title="T", header=False, pages=(Page(key="p", title="P", fields=fields),), **more)
    )


def found(entry: Entry, answers: dict[str, Any], context: Context = CONTEXT) -> list[tuple[str, str, str]]:
    return [(p.code, p.path, p.level) for p in rules.problems(entry, answers, context)]


class TestConditions:
    answers: ClassVar[dict[str, Any]] = {
        "a": "yes",
        "b": ["x", "y"],
        "rows": [{"id": "1", "person": "wren", "seen": "yes"}],
    }

    @pytest.mark.parametrize(
        ("condition", "true"),
        [
            (None, True),
            (When(key="a", values=("yes", "no")), True),
            (When(key="a", values=("no",)), False),
            (When(key="b", values=("y",)), True),
            (When(key="missing", values=("*",)), False),
            (When(key="a", values=("*",)), True),
            (Not(of=When(key="a", values=("yes",))), False),
            (AllOf(of=(When(key="a", values=("yes",)), When(key="b", values=("x",)))), True),
            (AnyOf(of=(When(key="a", values=("no",)), When(key="b", values=("x",)))), True),
            (AllOf(of=()), True),
            (AnyOf(of=()), False),
            (When(key="@language_need", values=("yes",)), True),
        ],
    )
    def test_joined_conditions(self, condition: Any, true: bool) -> None:
        context = replace(CONTEXT, facts={"@language_need": "yes"})
        assert holds(condition, Scope(self.answers, context)) is true

    def test_a_cell_of_the_same_person_elsewhere(self) -> None:
        seen = When(key="rows[person].seen", values=("yes",))
        scope = Scope(self.answers, CONTEXT)
        assert holds(seen, scope.within({"person": "wren"}))
        assert not holds(seen, scope.within({"person": "pip"}))

    def test_not_this_time_is_no_answer_to_a_condition(self) -> None:
        scope = Scope({"a": {"not_this_time": "no_time"}}, CONTEXT)
        assert not holds(When(key="a", values=("*",)), scope)


def test_a_needed_field_is_missing_until_answered_and_a_hidden_one_never_is() -> None:
    entry = form(
        YesNo(key="worry", label="Worry", needed=True),
        LongText(key="why", label="Why", needed=True, when=When(key="worry", values=("yes",))),
        Text(key="more", label="More"),
        Notice(key="n", label="N", text="Ring"),
    )
    assert found(entry, {}) == [("E1", "worry", "missing")]
    assert found(entry, {"worry": "yes"}) == [("E1", "why", "missing")]
    assert found(entry, {"worry": "no", "why": ""}) == []


def test_not_this_time_counts_as_answered_but_needs_its_reason() -> None:
    entry = form(LongText(key="why", label="Why", needed=True))
    assert found(entry, {"why": {"not_this_time": "no_time"}}) == []
    assert found(entry, {"why": {"not_this_time": ""}}) == [("E1", "why", "missing")]
    assert found(entry, {"why": {"not_this_time": "other"}}) == [("E1", "why", "missing")]
    assert found(entry, {"why": {"not_this_time": "other", "note": "The fire alarm"}}) == []


def test_none_counts_as_answered() -> None:
    entry = form(
        Rows(key="r", label="R", columns=(Text(key="a", label="A"),), needed=True, none_label="No one")
    )
    assert found(entry, {"r": {"none": True}}) == []
    assert found(entry, {"r": []}) == [("E1", "r", "missing")]


class TestRowsForPeople:
    part = Rows(
        key="seen",
        label="Seen",
        each="everyone",
        only=Not(of=When(key="person.unborn", values=("yes",))),
        needed_for=When(key="person.group", values=("child",)),
        columns=(
            YesNo(key="seen", label="Seen", needed=True),
            YesNo(key="alone", label="Alone", needed=True, when=When(key="seen", values=("yes",))),
        ),
    )

    def test_every_living_child_and_adult_has_a_row_and_children_must_be_answered(self) -> None:
        rows = rules.rows_shown(self.part, Scope({}, CONTEXT))
        assert [row["person"] for row in rows] == ["wren", "pip", "sorrel", "basil"]
        assert found(form(self.part), {}) == [
            ("E1", "seen[wren].seen", "missing"),
            ("E1", "seen[pip].seen", "missing"),
        ]

    def test_a_row_begun_must_be_completed(self) -> None:
        answers = {
            "seen": [
                {"id": "wren", "person": "wren", "seen": "yes"},
                {"id": "pip", "person": "pip", "seen": "no"},
            ]
        }
        assert found(form(self.part), answers) == [("E1", "seen[wren].alone", "missing")]

    def test_problems_name_the_person_and_the_column(self) -> None:
        assert rules.problems(form(self.part), {}, CONTEXT)[0].label == "Wren: Seen"

    def test_the_whole_field_may_be_left_for_another_time(self) -> None:
        assert found(form(self.part), {"seen": {"not_this_time": "not_part"}}) == []

    def test_a_second_row_for_the_same_person_is_kept(self) -> None:
        answers = {"seen": [{"id": "a", "person": "wren"}, {"id": "b", "person": "wren"}]}
        rows = rules.rows_shown(self.part, Scope(answers, CONTEXT))
        assert [row["id"] for row in rows] == ["a", "b", "pip", "sorrel", "basil"]

    @pytest.mark.parametrize(
        ("each", "people"),
        [
            ("children", ["wren", "pip", "bump"]),
            ("about", ["pip"]),
            ("adults", ["sorrel", "basil"]),
            ("home", ["sorrel"]),
            ("everyone", ["wren", "pip", "bump", "sorrel", "basil"]),
            ("", []),
        ],
    )
    def test_whom_rows_are_for(self, each: Any, people: list[str]) -> None:
        part = Rows(key="r", label="R", each=each, columns=(Text(key="a", label="A"),))
        assert [p.id for p in rules.seeded_people(part, Scope({"about": ["pip"]}, CONTEXT))] == people

    def test_fixed_rows_are_always_there_in_their_order_and_may_be_renamed_and_repeated(self) -> None:
        part = Rows(
            key="plan",
            label="Plan",
            row_title="issue",
            fixed=(Option(value="esteem", label="Self esteem"), Option(value="other", label="Other")),
            columns=(Text(key="issue", label="Issue"), Text(key="now", label="Now", needed=True)),
        )
        answers = {"plan": [{"id": "x", "issue": "More"}, {"id": "other", "issue": "Sleep", "now": "Better"}]}
        rows = rules.rows_shown(part, Scope(answers, CONTEXT))
        assert [(r["id"], r["issue"]) for r in rows] == [
            ("esteem", "Self esteem"),
            ("other", "Sleep"),
            ("x", "More"),
        ]
        assert found(form(part), answers) == [
            ("E1", "plan[esteem].now", "missing"),
            ("E1", "plan[x].now", "missing"),
        ]

    def test_rows_shown_only_for_some(self) -> None:
        voice = Rows(
            key="voice",
            label="Voice",
            each="children",
            only=When(key="seen[person].seen", values=("yes",)),
            columns=(LongText(key="words", label="Words"),),
        )
        answers = {"seen": [{"id": "wren", "person": "wren", "seen": "yes"}]}
        assert [r["person"] for r in rules.rows_shown(voice, Scope(answers, CONTEXT))] == ["wren"]


class TestBadInput:
    @pytest.mark.parametrize(
        ("answer", "problem"),
        [
            ("2026-11-12", None),
            ("31/02/2026", "E3"),
            ("2026-11-13", "E2"),
            ("1899-01-01", "E2"),
            ("rubbish", "E3"),
        ],
    )
    def test_dates(self, answer: str, problem: str | None) -> None:
        expected = [(problem, "d", "refused")] if problem else []
        assert found(form(Date(key="d", label="D")), {"d": answer}) == expected

    def test_plans_may_lie_ahead_and_not_known_is_an_answer(self) -> None:
        assert found(form(Date(key="d", label="D", future=True)), {"d": "2027-01-01"}) == []
        assert found(form(Date(key="d", label="D", or_not_known=True, needed=True)), {"d": "not_known"}) == []

    def test_an_end_before_its_start_names_both(self) -> None:
        entry = form(Date(key="a", label="A"), Date(key="b", label="B", not_before="a"))
        problem = rules.problems(entry, {"a": "2026-03-03", "b": "2026-03-02"}, CONTEXT)[0]
        assert (problem.code, problem.path) == ("E4", "b")
        assert "3 March 2026" in problem.sentence
        assert "2 March 2026" in problem.sentence

    def test_an_end_time_before_the_start_time(self) -> None:
        entry = form(DateTime(key="event", label="When", same_day_end="event_end"))
        assert found(entry, {"event": "2026-11-12T13:10", "event_end": "12:00"}) == [
            ("E4", "event_end", "refused")
        ]
        assert found(entry, {"event": "2026-11-12T13:10", "event_end": "later"}) == [
            ("E3", "event_end", "refused")
        ]
        assert found(entry, {"event": "2026-11-12T13:10", "event_end": "14:00"}) == []

    def test_a_moment_to_come_is_refused(self) -> None:
        entry = form(DateTime(key="event", label="When"))
        assert found(entry, {"event": "2026-11-12T15:00"}) == [("E2", "event", "refused")]

    @pytest.mark.parametrize("answer", ["11", "5-6", 11, -1, True, 5.5])
    def test_no_number_on_the_scale_is_refused(self, answer: object) -> None:
        assert found(form(Scale(key="s", label="S")), {"s": answer}) == [("E5", "s", "refused")]

    @pytest.mark.parametrize("answer", [0, 10, 5, "not_asked", "did_not_say"])
    def test_numbers_on_the_scale(self, answer: object) -> None:
        assert found(form(Scale(key="s", label="S")), {"s": answer}) == []

    def test_someone_not_in_the_family_file(self) -> None:
        entry = form(Person(key="who", label="Who"), People(key="all", label="All"))
        assert found(entry, {"who": "gone", "all": ["wren", "gone"]}) == [
            ("E6", "who", "refused"),
            ("E6", "all", "refused"),
        ]
        assert found(entry, {"who": {"name": "Ms Larch", "role": "Teacher"}}) == []
        assert found(entry, {"who": {"name": " ", "role": "Teacher"}}) == [("E6", "who", "missing")]

    @pytest.mark.parametrize(
        ("looks", "typed", "fine"),
        [
            ("phone", "07700 900123", True),
            ("phone", "+44 7700 900 123", True),
            ("phone", "07700", False),
            ("phone", "ring Gran", False),
            ("email", "t.dunnock@example.org", True),
            ("email", "t.dunnock", False),
            ("postcode", "EX1 1AA", True),
            ("postcode", "ex11aa", True),
            ("postcode", "EX1", False),
            ("nhs_number", "999 123 4561", False),
            ("nhs_number", "943 476 5919", True),
            ("nhs_number", "94347659", False),
        ],
    )
    def test_what_looks_wrong_only_warns(self, looks: Any, typed: str, fine: bool) -> None:
        expected = [] if fine else [("E7", "t", "warned")]
        assert found(form(Text(key="t", label="T", looks=looks)), {"t": typed}) == expected

    def test_answers_no_longer_listed_are_kept_and_flagged(self) -> None:
        entry = form(
            Choice(key="c", label="C", options=opts(a="A")),
            Choices(key="m", label="M", options=opts(a="A"), other=True),
            YesNo(key="y", label="Y"),
        )
        assert found(entry, {"c": "old", "m": ["a", "other:"], "y": "maybe"}) == [
            ("E16", "c", "warned"),
            ("E1", "m", "missing"),
            ("E16", "y", "refused"),
        ]

    def test_signatures_need_a_name_and_a_date_that_fits(self) -> None:
        entry = form(DateTime(key="event", label="When"), Signatures(key="s", label="S"))
        row = {"id": "1", "how": "paper", "name": "Sorrel", "date": "2026-11-12"}
        event = {"event": "2026-11-10"}
        assert found(entry, {**event, "s": [row]}) == []
        assert found(entry, {**event, "s": [{**row, "name": ""}]}) == [("E11", "s[1].name", "refused")]
        assert found(entry, {**event, "s": [{**row, "date": ""}]}) == [("E11", "s[1].date", "refused")]
        assert found(entry, {**event, "s": [{**row, "date": "2026-11-09"}]}) == [
            ("E11", "s[1].date", "refused")
        ]
        assert found(entry, {**event, "s": [{**row, "how": "declined", "date": ""}]}) == [
            ("E1", "s[1].reason", "missing")
        ]
        assert found(entry, {**event, "s": [{**row, "how": "verbal"}]}) == [("E1", "s[1].witness", "missing")]

    @pytest.mark.parametrize("who", ["all", "Everyone", "everybody.", "the family"])
    def test_everyone_does_nothing(self, who: str) -> None:
        row = {"id": "1", "what": "Ring", "who": {"name": who, "role": ""}, "by_when": "2026-11-20"}
        assert found(form(Actions(key="a", label="A")), {"a": [row]}) == [("E6", "a[1].who", "refused")]

    def test_an_action_needs_what_who_and_when(self) -> None:
        assert found(form(Actions(key="a", label="A")), {"a": [{"id": "1"}]}) == [
            ("E1", "a[1].what", "missing"),
            ("E1", "a[1].who", "missing"),
            ("E1", "a[1].by_when", "missing"),
        ]

    def test_an_action_whose_day_has_passed_asks_whether_it_happened(self) -> None:
        row = {"id": "1", "what": "Ring", "who": "sorrel", "by_when": "2026-11-01"}
        assert found(form(Actions(key="a", label="A")), {"a": [row]}) == [("E2", "a[1].by_when", "warned")]
        assert found(form(Actions(key="a", label="A")), {"a": [{**row, "done": "2026-11-01"}]}) == []


class TestHeader:
    entry = Entry(
        Form(id="t", title="T", pages=(Page(key="p", title="P", fields=(Text(key="x", label="X"),)),))
    )

    def test_every_record_asks_about_whom_and_when(self) -> None:
        assert found(self.entry, {}) == [("E1", "about", "missing"), ("E1", "event", "missing")]

    def test_late_entry_asks_for_its_reason(self) -> None:
        answers = {"about": ["wren"], "event": "2026-11-11T14:19"}
        assert found(self.entry, answers) == [("E1", "late_reason", "missing")]
        assert found(self.entry, {**answers, "event": "2026-11-11T14:21"}) == []
        assert found(self.entry, answers, replace(CONTEXT, late_hours=48)) == []

    def test_a_finished_record_is_late_by_when_it_was_written(self) -> None:
        answers = {"about": ["wren"], "event": "2026-11-01T10:00"}
        assert found(self.entry, answers, replace(CONTEXT, written=datetime(2026, 11, 1, 16, 0))) == []

    def test_a_day_without_a_time_is_late_only_after_its_end(self) -> None:
        answers = {"about": ["wren"], "event": "2026-11-11"}
        assert found(self.entry, answers) == []
        assert found(self.entry, {**answers, "event": "2026-11-10"}) == [("E1", "late_reason", "missing")]

    def test_restriction_needs_its_reason(self) -> None:
        answers = {"about": ["wren"], "event": "2026-11-12", "restriction": "restricted"}
        assert [p[1] for p in found(self.entry, answers)] == ["restricted_from", "restriction_reason"]

    def test_one_child_means_one(self) -> None:
        entry = Entry(Form(id="t", title="T", one_child=True, pages=self.entry.form.pages))
        answers = {"about": ["wren", "pip"], "event": "2026-11-12"}
        assert found(entry, answers) == [("E6", "about", "refused")]

    def test_an_adult_is_no_child(self) -> None:
        assert found(self.entry, {"about": ["sorrel"], "event": "2026-11-12"}) == [("E6", "about", "refused")]


def test_a_forms_own_checks_carry_page_and_label() -> None:
    entry = replace(
        form(Text(key="x", label="X")), check=lambda a, c: [Problem("", "x", "Look again.", "warned")]
    )
    assert rules.problems(entry, {}, CONTEXT) == [Problem("", "x", "Look again.", "warned", "p", "X")]
    assert rules.can_finish(rules.problems(entry, {}, CONTEXT))


def test_old_answers_are_lifted_step_by_step() -> None:
    entry = Entry(
        Form(
            id="t",
            title="T",
            version=3,
            header=False,
            pages=(Page(key="p", title="P", fields=(Text(key="c", label="C"),)),),
        ),
        {1: lambda a: {"b": a["a"]}, 2: lambda a: {"c": a["b"]}},
    )
    assert rules.lift(entry, 1, {"a": "kept"}) == {"c": "kept"}
    assert rules.lift(entry, 3, {"c": "kept"}) == {"c": "kept"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "about", "event"]), JSON
    )
)
def test_nonsense_in_a_stored_record_never_stops_the_rules(answers: dict[str, Any]) -> None:
    entry = Entry(
        Form(
            id="t",
            title="T",
            pages=(
                Page(
                    key="p",
                    title="P",
                    fields=(
                        Text(key="a", label="A", looks="phone"),
                        Date(key="b", label="B"),
                        Choices(key="c", label="C", options=("x",)),
                        YesNo(key="d", label="D"),
                        Scale(key="e", label="E"),
                        Person(key="f", label="F"),
                        People(key="g", label="G"),
                        Signatures(key="h", label="H"),
                        Actions(key="i", label="I"),
                        Rows(key="j", label="J", columns=(Text(key="a", label="A"),)),
                    ),
                ),
            ),
        )
    )
    for problem in rules.problems(entry, answers, CONTEXT):
        assert problem.sentence.endswith(".")
