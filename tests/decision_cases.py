"""The worked tests of the decision to share (wizard specification, section 6), as one table of questions and answers.

Walked without a window in `tests/forms/decision`, and again through the real widgets. People are placeholders.
"""

from __future__ import annotations

from datetime import datetime

from tests.decision_steps import (
    CALL,
    CHANGE,
    CHILD_A,
    CHILD_C,
    MIDDLE,
    PARENT_B,
    PARENT_D,
    TO_SEND,
    Case,
    Step,
    agreement,
    ask,
    basis,
    checks,
    competent,
    explained,
    finish,
    not_safe,
    opening,
    play,
    send,
    tell,
    weigh,
    weigh_harm,
    when,
)
from toolkit.forms.decision import acts
from toolkit.forms.people import Answers, Context

_ONE = (*opening("H4"), *MIDDLE, *agreement(), *TO_SEND)
_NO_AFTER_REFUSAL = (weigh("not_share"), finish("signs", **CHANGE))
_REFUSED = {"answer": "refused", "answered_on": when(10)}
_GONE_BY_PHONE = send(recipient_agency="Front door", they_will="Decide today")
_WILL = {"when_told": "will", "will_by": "2026-09-08"}
_MANAGER_KNOWS = {"manager_told": "told", "manager_told_on": when(10, 0)}
_OCTOBER = datetime(2026, 10, 5, 10, 0)


def _thought_again() -> Answers:
    """Test 1 ended, sent on 8 September, and Parent B takes the agreement back on the 10th."""
    steps = [*_ONE[:-3], send(sent_on="2026-09-08T09:00"), *_ONE[-2:]]
    steps[-3] = Step("S9", steps[-3].answers, now=datetime(2026, 9, 8, 10, 0))
    old, context = play(Case("1", "", tuple(steps), "T-CONSENT"))
    today = Context(datetime(2026, 9, 10, 11, 0), facts=context.facts)
    settings = {key: str(old[key]) for key in ("law", "proc_s003", "duty16la", "org")}
    return acts.reconsidered(old, "r1", settings, today, "Parent B takes the agreement back.")


def _refusing(answers: dict[str, str], **more: str) -> tuple[Step, ...]:
    *first, last = agreement(**answers)
    return (*first, Step("S6d", {**last.answers, "refusal_risk": "no", **more}))


_SHARE_13 = (
    weigh_harm("not_reached"),
    basis("ea_safeguarding"),
    checks(),
    send(sent_on=when(15, 30)),
    tell(),
    finish("later"),
)
CASES: tuple[Case, ...] = (
    Case(
        "1",
        "Agreed in writing, to a debt charity",
        _ONE,
        "T-CONSENT",
        due="2026-09-14",
        path="S0 S0W S1 S2 S3 S4 S5 S6 S6b S6c S6d S7 S8 S9 S10 S11",
        no_facts=("@harm", "@manager_signs"),
        prints=("Decision to share: Shared with agreement",),
    ),
    Case(
        "2",
        "Verbal, and not said why it is not in writing",
        (
            *opening("H4"),
            *MIDDLE,
            *agreement()[:3],
            Step(
                "S6d",
                {
                    "answered": [
                        {"person": PARENT_B, "answer": "verbal", "answered_on": when(10), "where": "At home"}
                    ]
                },
                "waits",
                says="E1",
            ),
        ),
        "",
        final=False,
        prints=("NOT A DECISION",),
    ),
    Case(
        "3",
        "Health visitor sees a mark on a baby; told the parents, rang the front door",
        (
            *opening("H1", what="A mark on the left cheek"),
            *MIDDLE,
            Step("S6"),
            weigh_harm("share"),
            basis("e", special=["health"], basis_9="h"),
            checks(),
            _GONE_BY_PHONE,
            tell(CHILD_A),
            finish("later"),
        ),
        "T-CP",
        due="2026-09-07",
        settings={"org": "public"},
        about=(CHILD_A,),
        facts=("@harm", "@manager_signs"),
        to_do=("Waiting for the manager's signature 2026-09-08",),
    ),
    Case(
        "4",
        "A child of five found alone at night",
        (
            *opening(danger="yes", what="Alone in the street"),
            Step("EM", CALL),
            tell(CHILD_A, **_WILL),
            finish(manager_told="will", manager_told_by="2026-09-07", reason=""),
        ),
        "T-EM",
        due="2026-09-07",
        path="S0 S0W S1 EM S10 S11",
        about=(CHILD_A,),
        facts=("@harm",),
        to_do=("To complete after an emergency: 7 2026-09-08",),
    ),
    Case(
        "5",
        "Child of 15 agrees to the school nurse, not to the parents",
        (
            *opening("H4", to_whom="School nurse"),
            *MIDDLE,
            ask((CHILD_C, "yes", ())),
            Step("S6b", {"asked": [{"person": CHILD_C, "capacity": "child"}]}),
            competent(),
            explained(CHILD_C),
            Step(
                "S6d",
                {
                    "answered": [
                        {
                            "person": CHILD_C,
                            "answer": "limits",
                            "answered_on": when(10),
                            "limits": "Not my parents.",
                        }
                    ]
                },
            ),
            basis("a"),
            checks(),
            send(),
            tell(CHILD_C),
            finish(),
        ),
        "T-CONSENT",
        due="2026-09-14",
        about=(CHILD_C,),
        prints=("Not my parents.",),
    ),
    Case(
        "6",
        "Child of 14 refuses early help; no harm",
        (
            *opening("H4"),
            *MIDDLE,
            ask((CHILD_C, "yes", ())),
            Step("S6b", {"asked": [{"person": CHILD_C, "capacity": "child"}]}),
            competent(),
            explained(CHILD_C),
            Step("S6d", {"answered": [{"person": CHILD_C, **_REFUSED}], "refusal_risk": "no"}),
            weigh("not_share"),
            finish("signs", **CHANGE, review="2026-10-07", alternatives="Drop-in at school."),
        ),
        "T-NO",
        due="2026-09-07",
        about=(CHILD_C,),
        facts=("@manager_signs",),
        prints=("Decision not to share", "Drop-in at school."),
    ),
    Case(
        "7",
        "The same child is exploited by an adult, and refuses",
        (
            *opening("H1"),
            *MIDDLE,
            Step("S6"),
            weigh_harm("share"),
            Step("S7", basis("a").answers, "waits", says="LAW"),
            basis("ea_safeguarding"),
            checks(),
            _GONE_BY_PHONE,
            tell(CHILD_C),
            finish("signs"),
        ),
        "T-CP",
        due="2026-09-07",
        about=(CHILD_C,),
        path="S0 S0W S1 S2 S3 S4 S5 S6 S6N S7 S8 S9 S10 S11",
    ),
    Case(
        "8",
        "Fled with the child; the new school must know who may collect",
        (
            *opening("H1", "H2", to_whom="New school"),
            *MIDDLE,
            ask((CHILD_A, "no", ("X4",)), (PARENT_B, "yes", ()), (PARENT_D, "no", ("X1",))),
            Step("S6b", {"asked": [{"person": PARENT_B, "capacity": "adult"}]}),
            explained(PARENT_B),
            Step("S6d", {"answered": [{"person": PARENT_B, "answer": "written", "answered_on": when(10)}]}),
            weigh_harm("share"),
            basis("ea_safeguarding"),
            Step(
                "S8",
                {
                    **checks().answers,
                    "hide": "yes",
                    "hidden": "The address, from Parent D.",
                    "withheld": "The address.",
                },
            ),
            send(recipient_agency="New school"),
            Step(
                "S10",
                {
                    "told": [
                        {"person": CHILD_A, "when_told": "no", "why_not": "other: too young"},
                        {"person": PARENT_B, "when_told": "before", "told_on": when(10)},
                        {"person": PARENT_D, "when_told": "no", "why_not": "X1"},
                    ]
                },
            ),
            finish("signs"),
        ),
        "T-CP",
        due="2026-09-07",
        about=(CHILD_A, PARENT_B, PARENT_D),
        facts=("@mixed",),
        prints=("The address, from Parent D.", "it could put someone at more risk"),
    ),
    Case(
        "9a",
        "A caller says “police” and wants the file of a missing parent",
        (
            *opening("H5", trigger="asked", asker_checked="not_yet", what="Where she was last seen"),
            *MIDDLE[:2],
            Step("S5", {"duty": "not_sure"}),
            Step(
                "ADV",
                {"advice": [{"who": "dpo", "named": "no_names", "answer": "No duty.", "result": "answered"}]},
                "advised",
            ),
            Step("S5", {"duty": "no"}),
            not_safe("X5"),
            weigh("share"),
            basis("ea_task", task_said="Police, written request: tracing a missing person"),
            checks(),
            Step("S9", send().answers, "waits", says="I5"),
            Step("S9", {"asker_checked": "call_back"}, "put_right"),
            send(),
            tell(**_WILL),
            finish("signs"),
        ),
        "T-NOCONSENT",
        due="2026-09-14",
        facts=("@manager_signs",),
    ),
    Case(
        "9b",
        "The same with a court order",
        (
            *opening("H5", trigger="asked"),
            *MIDDLE[:2],
            Step("S5", {"duty": "yes", "duty_kind": "order", "duty_reference": "Order of 1 September 2026"}),
            basis("c"),
            checks(),
            send(),
            tell(),
            finish(),
        ),
        "T-LEGAL",
        due="2026-09-14",
        path="S0 S0W S1 S2 S3 S4 S5 S7 S8 S9 S10 S11",
        no_facts=("@manager_signs",),
    ),
    Case(
        "10",
        "Another agency asks for the whole file for a housing form",
        (
            *opening("H4", trigger="asked", what="The file", sort="file"),
            *MIDDLE,
            *agreement(answer="limits", limits="Nothing about my health."),
            basis("a"),
            Step(
                "S8",
                {
                    "checks": [r for r in checks().answers["checks"] if r["id"] != "proportionate"],
                    "hide": "no",
                },
                "waits",
            ),
            Step(
                "S8",
                {
                    "items": [
                        {"id": "i1", "what": "Lives with two children"},
                        {"id": "i2", "what": "Rent arrears"},
                    ]
                },
                "put_right",
            ),
            checks(proportionate=("fixed", "Two facts instead of the file")),
            send(),
            tell(),
            finish(asker_told_on=when(10, 0)),
        ),
        "T-CONSENT",
        due="2026-09-14",
        prints=("Nothing about my health.",),
    ),
    Case(
        "11",
        "A case study for training, with a rare illness and a village",
        (
            *opening("H5"),
            MIDDLE[0],
            Step("S4", {"identifiable": "without_names"}, "waits", says="E1"),
            Step(
                "S4",
                {
                    "identifiable": "without_names",
                    "removed": "The illness and the village.",
                    "identifiable_after": "no",
                },
            ),
            send(),
            finish(),
        ),
        "T-ANON",
        path="S0 S0W S1 S2 S3 S4 S9 S11",
    ),
    Case(
        "12",
        "A former worker is curious",
        (
            *opening("H5", trigger="asked"),
            Step("S3", {"purpose_clear": "no"}),
            finish(**CHANGE, asker_told_on=when(10, 0)),
        ),
        "T-NO",
        due="2026-09-07",
        path="S0 S0W S1 S2 S3 S11",
        no_facts=("@manager_signs",),
    ),
    Case(
        "13",
        "Manager not reached; harm; sent the same afternoon",
        (*opening("H1"), *MIDDLE, Step("S6"), *_SHARE_13),
        "T-CP",
        due="2026-09-07",
        now=datetime(2026, 9, 7, 16, 0),
        facts=("@manager_signs",),
        to_do=("Waiting for the manager's signature 2026-09-08",),
    ),
    Case(
        "14a",
        "Harm; the manager says do not share, and the worker accepts",
        (
            *opening("H1"),
            *MIDDLE,
            Step("S6"),
            weigh_harm("not_share"),
            Step("SH", {"still": "keep"}, "waits", says="E1"),
            Step("SH", {"still": "keep", "still_worker": "The mark has a cause that fits."}),
            finish("signs", **CHANGE),
        ),
        "T-NO",
        due="2026-09-07",
        facts=("@manager_signs", "@harm"),
    ),
    Case(
        "14b",
        "The same, and the worker refers all the same",
        (
            *opening("H1"),
            *MIDDLE,
            Step("S6"),
            weigh_harm("refer_anyway"),
            basis("ea_safeguarding"),
            checks(),
            _GONE_BY_PHONE,
            tell(),
            finish(),
        ),
        "T-CP",
        due="2026-09-07",
        facts=("@manager_said_no",),
        no_facts=("@manager_signs",),
        prints=("disagreed",),
    ),
    Case(
        "15",
        "Decided without agreement on 7 September, sent on the 16th",
        (
            *opening("H4"),
            *MIDDLE,
            not_safe("X5"),
            weigh("share"),
            basis("ea_safeguarding"),
            checks(),
            Step(
                "S9",
                send(sent_on="2026-09-16T09:00").answers,
                "waits",
                now=datetime(2026, 9, 16, 10, 0),
                says="E1",
            ),
            Step("S9", {"late_reason_sent": "The agency was shut."}),
            tell(),
            finish("signs", day="2026-09-16"),
        ),
        "T-NOCONSENT",
        due="2026-09-14",
        facts=("@sent_late",),
        prints=("late by 2 days",),
    ),
    Case(
        "16",
        "Sent, then the agreement is taken back",
        (
            Step("S2", {"harm": ["H4"]}, now=datetime(2026, 9, 10, 11, 0)),
            *MIDDLE,
            *_refusing({"answer": "withdrawn", "answered_on": "2026-09-10T10:00"}),
            weigh("not_share", weigh_on="2026-09-10T10:30"),
            finish("signs", day="2026-09-10", **CHANGE, recipient_told_on="2026-09-10T10:45"),
        ),
        "T-NO",
        due="2026-09-10",
        facts=("@manager_signs",),
        first=_thought_again,
    ),
    Case(
        "17a",
        "Any disclosure lets the abuser find the refuge; the duty of 16LA is on",
        (
            *opening("H4", trigger="asked"),
            *MIDDLE,
            Step("S5b", {"relevant": "yes", "detriment": "yes", "less": "no"}),
            finish("signs", day="2026-10-05", **CHANGE, asker_told_on="2026-10-05T09:00"),
        ),
        "T-NO",
        due="2026-10-05",
        settings={"duty16la": "on", "org": "public"},
        now=_OCTOBER,
        facts=("@manager_signs",),
    ),
    Case(
        "17b",
        "The same with the duty switched off: it is not asked about",
        (*opening("H4", trigger="asked"), *MIDDLE, not_safe("X1")),
        "",
        path="S0 S0W S1 S2 S3 S4 S5 S6 S6N",
        settings={"duty16la": "off", "org": "public"},
        now=_OCTOBER,
        final=False,
    ),
    Case(
        "17c",
        "The same with harm to a child: weighed up",
        (
            *opening("H1", trigger="asked"),
            *MIDDLE,
            Step("S5b", {"relevant": "yes", "detriment": "yes", "less": "no"}),
        ),
        "",
        path="S0 S0W S1 S2 S3 S4 S5 S5b S6N",
        settings={"duty16la": "on", "org": "public"},
        now=_OCTOBER,
        final=False,
    ),
    Case(
        "19",
        "A public body picks legitimate interests",
        (
            *opening("H4"),
            *MIDDLE,
            not_safe("X5"),
            weigh("share"),
            Step("S7", basis("f", balance="Ours weighs more.").answers, "waits", says="LAW"),
            Step("S7", {"basis_6": "ea_safeguarding"}, "waits", says="LAW"),
            basis("e"),
            checks(),
            send(),
            tell(),
            finish("signs"),
        ),
        "T-NOCONSENT",
        due="2026-09-14",
        settings={"org": "public"},
    ),
    Case(
        "20",
        "Harm, but the worker asks first and Parent B agrees",
        (
            *opening("H1"),
            *MIDDLE,
            ask((PARENT_B, "yes", ())),
            *agreement()[1:],
            basis("ea_safeguarding"),
            checks(),
            _GONE_BY_PHONE,
            tell(),
            finish(**_MANAGER_KNOWS),
        ),
        "T-CP",
        due="2026-09-07",
        facts=("@manager_told_needed",),
        no_facts=("@manager_signs",),
        prints=("Yes, in writing",),
    ),
    Case(
        "21",
        "Decided on 1 February 2026: the new basis has not begun",
        (
            *opening("H4"),
            *MIDDLE,
            not_safe("X5"),
            weigh("share", weigh_on="2026-02-01T09:00"),
            Step("S7", basis("ea_safeguarding").answers, "waits", says="LAW"),
            basis("f", balance="They would expect it, and it is little."),
        ),
        "T-NOCONSENT",
        due="2026-02-08",
        now=datetime(2026, 2, 1, 10, 0),
        final=False,
    ),
    Case(
        "22",
        "Harm, and not sure from the purpose to the basis",
        (
            *opening("H1"),
            Step("S3", {"purpose_clear": "not_sure"}),
            Step("S4", {"identifiable": "not_sure"}),
            Step("S5", {"duty": "not_sure"}),
            Step("S6", {"ask": [{"person": PARENT_B, "safe": "not_sure"}]}),
            weigh_harm("share"),
            Step("S7", {"basis_6": "not_sure"}),
            checks(),
            _GONE_BY_PHONE,
            tell(),
            finish("signs"),
        ),
        "T-CP",
        due="2026-09-07",
        path="S0 S0W S1 S2 S3 S4 S5 S6 S6N S7 S8 S9 S10 S11",
        to_do=("To complete: basis in law 2026-09-08",),
    ),
    Case(
        "23",
        "Harm; “Ring now” at the harm test",
        (
            *opening(),
            Step("S2", {"harm": ["H1"]}, "ring"),
            Step("EM", CALL),
            tell(**_WILL),
            finish(**_MANAGER_KNOWS),
        ),
        "T-CP",
        due="2026-09-07",
        path="S0 S0W S1 EM S10 S11",
        to_do=("To complete after an emergency: 6 2026-09-08",),
    ),
    Case(
        "24",
        "The alarm pressed by mistake",
        (
            *opening("H4"),
            *MIDDLE,
            *agreement()[:2],
            Step("S6c", act="danger"),
            Step("EM", {"reason": "Pressed by mistake."}, "mistake"),
            explained(PARENT_B),
            *_ONE[-6:],
        ),
        "T-CONSENT",
        due="2026-09-14",
        no_facts=("@harm",),
    ),
    Case(
        "25",
        "Emailed a neighbour agency last week; no purpose on review",
        (
            *opening(),
            Step(
                "S2",
                {
                    "when": when(9, 0, 1),
                    "what": "Rent arrears",
                    "whom": "Neighbour agency",
                    "how": "ordinary email",
                },
                "retro",
            ),
            Step("S2", {"harm": ["H5"]}),
            Step("S3", {"purpose_clear": "no"}),
            finish("signs", **CHANGE, lead_told_on=when(9, 30)),
        ),
        "T-REV",
        due="2026-09-07",
        facts=("@manager_signs",),
        prints=("ordinary email",),
    ),
    Case(
        "26",
        "Only not sure about harm, and nobody answers all day",
        (*opening("H6"), Step("S3", {"purpose_clear": "yes"}, now=datetime(2026, 9, 8, 9, 0))),
        "",
        path="S0 S0W S1 S2 S3 S4",
        facts=("@harm",),
        to_do=("Someone may be harmed: decide and pass on 2026-09-07",),
        final=False,
    ),
    Case(
        "27",
        "A girl tells the health visitor she was cut",
        (
            *opening("H1", to_whom="Police"),
            *MIDDLE[:2],
            Step("S5", {"duty": "yes", "duty_kind": "fgm", "duty_reference": "FGM Act 2003, section 5B"}),
            basis(
                "c",
                special=["health"],
                basis_9="h",
                offences="yes",
                basis_10="p18",
                p18_reason="prejudice",
                policy="yes",
            ),
            checks(),
            send(recipient_agency="Police 101"),
            tell(CHILD_C),
            finish(),
        ),
        "T-LEGAL",
        due="2026-09-07",
        settings={"org": "public"},
        about=(CHILD_C,),
        no_facts=("@manager_signs",),
    ),
    Case(
        "28",
        "Mother agrees, father with parental responsibility refuses",
        (
            *opening("H4"),
            *MIDDLE,
            ask((CHILD_A, "yes", ())),
            Step(
                "S6b",
                {
                    "asked": [
                        {
                            "person": PARENT_B,
                            "for_whom": [CHILD_A],
                            "capacity": "parent",
                            "pr_evidence": "Birth record seen",
                        },
                        {
                            "person": PARENT_D,
                            "for_whom": [CHILD_A],
                            "capacity": "parent",
                            "pr_evidence": "Birth record seen",
                        },
                    ]
                },
            ),
            explained(PARENT_B, PARENT_D),
            Step(
                "S6d",
                {
                    "answered": [
                        {"person": PARENT_B, "answer": "written", "answered_on": when(10)},
                        {"person": PARENT_D, **_REFUSED},
                    ],
                    "refusal_risk": "no",
                },
            ),
            weigh("share"),
            basis("ea_safeguarding"),
            checks(),
            send(),
            tell(CHILD_A, **_WILL),
            finish("signs"),
        ),
        "T-NOCONSENT",
        due="2026-09-14",
        about=(CHILD_A,),
        facts=("@manager_signs",),
    ),
    Case(
        "29",
        "Taken back before it was sent",
        (
            *_ONE[:-3],
            Step("S9", {"sent": "withdrawn"}, now=datetime(2026, 9, 8, 10, 0)),
            Step(
                "S6d",
                {
                    "answered": [
                        {"person": PARENT_B, "answer": "withdrawn", "answered_on": "2026-09-08T09:30"}
                    ],
                    "refusal_risk": "no",
                },
            ),
            weigh("not_share", weigh_on="2026-09-08T09:45"),
            finish("signs", day="2026-09-08", **CHANGE),
        ),
        "T-NO",
        due="2026-09-08",
        facts=("@manager_signs",),
    ),
)


def case(number: str) -> Case:
    """The worked test with this number. Raises StopIteration when there is none."""
    return next(one for one in CASES if one.number == number)


__all__ = ["CASES", "Case", "Step", "case", "play"]
