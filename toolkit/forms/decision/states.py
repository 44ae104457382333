"""The states of the decision and the moves between them, as data."""

from __future__ import annotations

from toolkit.forms.decision import pages_agree as agree
from toolkit.forms.decision import pages_send as send
from toolkit.forms.decision import pages_start as start
from toolkit.forms.decision.flow import END, STAY, Flow, Move, State
from toolkit.forms.decision.pages_start import HARM, NOT_SURE, on
from toolkit.forms.vocabulary import AllOf, AnyOf, Not

_CALM = Not(of=HARM)
_RETRO = on("retro", "yes")


def _both(*of: object) -> AllOf:
    return AllOf(of=of)  # type: ignore[arg-type]


def _either(*of: object) -> AnyOf:
    return AnyOf(of=of)  # type: ignore[arg-type]


def _golden(of_2024: tuple[int, ...], of_2018: tuple[int, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return (("IS-2024", of_2024), ("IS-2018", of_2018))


ADVICE = "ADV"
_NO_DUTY = _either(on("duty", "no"), _both(on("duty", NOT_SURE), HARM))
_HURTS = on("@hurts", "yes")
_UNSURE_5B = _either(on("relevant", NOT_SURE), _both(on("relevant", "yes"), on("detriment", NOT_SURE)))
_HELPS = _both(on("relevant", "yes"), Not(of=_HURTS), Not(of=_UNSURE_5B))
_WITHOUT = on("identifiable", "without_names")
_TOO_LATE = _both(_RETRO, on("@late_agreement", "yes"))
"""Agreement given only after it was shared is no agreement to sharing it (I4)."""

FLOW = Flow(
    first="S0",
    states=(
        State(
            key="S0",
            page=start.START,
            main="trigger",
            short="What started this?",
            golden=_golden((3,), (1,)),
            cards=("G-IS24",),
            moves=(Move(to="S0W"),),
        ),
        State(
            key="S0W",
            page=start.WITH_WHOM,
            short="With whom?",
            golden=_golden((6,), (6,)),
            cards=("G-IS24", "G-SEC"),
            moves=(Move(to="S1"),),
        ),
        State(
            key="S1",
            page=start.DANGER,
            main="danger",
            short="Anyone in danger now?",
            golden=_golden((1,), (5,)),
            cards=("G-IS24",),
            moves=(
                Move(
                    to="EM",
                    when=_either(
                        on("danger", "yes"),
                        _both(on("danger", NOT_SURE), on("danger_after", "yes", "unsure")),
                    ),
                    route="EM",
                ),
                Move(to="S2"),
            ),
        ),
        State(
            key="EM",
            page=start.EMERGENCY,
            short="Rang",
            golden=_golden((1,), (5,)),
            cards=("G-IS24",),
            moves=(Move(to="S10"),),
        ),
        State(
            key="S2",
            page=start.HARM_TEST,
            main="harm",
            short="Signs of serious harm?",
            golden=_golden((1,), (5,)),
            cards=("G-IS24", "G-MYTH"),
            myth=(
                "“Someone else will pass it on.”",
                "Never count on it. What you hold may be the piece that is missing.",
            ),
            moves=(
                Move(to="S3", when=HARM),
                Move(to=ADVICE, when=on("@h6_only", "yes")),
                Move(to="S3"),
            ),
        ),
        State(
            key="S3",
            page=start.PURPOSE,
            main="purpose_clear",
            short="A clear reason?",
            golden=_golden((6,), (6,)),
            cards=("G-IS24", "G-LAW"),
            myth=(
                "“What one agency was told cannot go to another.”",
                "It can, unless the new use does not fit with the first one.",
            ),
            moves=(
                Move(to="S4", when=on("purpose_clear", "yes")),
                Move(to="NO", when=on("purpose_clear", "no")),
                Move(to="S4", when=HARM),
                Move(to=ADVICE),
            ),
        ),
        State(
            key="S4",
            page=start.IDENTITY,
            main="identifiable",
            short="Anyone recognisable?",
            golden=_golden((5, 6), (6,)),
            cards=("G-IS24",),
            moves=(
                Move(
                    to="ANON",
                    when=_either(on("identifiable", "no"), _both(_WITHOUT, on("identifiable_after", "no"))),
                ),
                Move(to="S5", when=_either(on("identifiable", "yes"), _WITHOUT)),
                Move(to="S5", when=HARM),
                Move(to=ADVICE),
            ),
        ),
        State(
            key="S5",
            page=start.DUTY,
            main="duty",
            short="A legal duty?",
            golden=_golden((3,), (1,)),
            cards=("G-DUTY", "G-LAW"),
            moves=(
                Move(to="S7", when=on("duty", "yes"), route="LEGAL"),
                Move(to="S5b", when=_both(_NO_DUTY, on("@asks_16la", "yes"))),
                Move(to="S6", when=_NO_DUTY),
                Move(to=ADVICE),
            ),
        ),
        State(
            key="S5b",
            page=start.DUTY_16LA,
            main="relevant",
            short="Would it help, could it hurt?",
            golden=_golden((1, 5), (5,)),
            cards=("G-DUTY",),
            moves=(
                Move(to="S6", when=on("relevant", "no")),
                Move(to="S7", when=_both(_HELPS, on("duty16la", "on")), route="LEGAL"),
                Move(to="S6", when=_HELPS),
                Move(to="S6N", when=_both(_HURTS, HARM)),
                Move(to="NO", when=_HURTS),
                Move(to="S6", when=_both(_UNSURE_5B, HARM)),
                Move(to=ADVICE, when=_UNSURE_5B),
                Move(to=STAY),
            ),
        ),
        State(
            key="S6",
            page=agree.ASK,
            main="ask",
            short="Ask for agreement?",
            golden=_golden((2,), (2, 4)),
            cards=("G-IS24", "G-MYTH"),
            myth=(
                "“I always need consent.”",
                "No. When someone may be seriously hurt you can share without it. Write down why.",
            ),
            moves=(
                Move(to=ADVICE, when=_both(on("@ask_unsure", "yes"), _CALM)),
                Move(to="S6b", when=on("@ask_safe", "yes")),
                Move(to="S6N"),
            ),
        ),
        State(
            key="S6b",
            page=agree.WHO,
            short="Who can agree?",
            golden=_golden((2,), (4,)),
            cards=("G-GIL", "G-PR"),
            moves=(
                Move(to="S6N", when=_both(on("@who_unsure", "yes"), HARM)),
                Move(to=ADVICE, when=on("@who_unsure", "yes")),
                Move(to="S6N", when=_both(on("@nobody_able", "yes"), Not(of=on("@child_decides", "yes")))),
                Move(to="S6g", when=on("@child_decides", "yes")),
                Move(to="S6c"),
            ),
        ),
        State(
            key="S6g",
            page=agree.GILLICK,
            short="Can the child decide?",
            golden=_golden((2,), (4,)),
            cards=("G-GIL",),
            moves=(
                Move(to="S6N", when=_both(on("@gillick_unsure", "yes"), HARM)),
                Move(to=ADVICE, when=on("@gillick_unsure", "yes")),
                Move(to="S6b", when=on("@parent_missing", "yes")),
                Move(to="S6N", when=on("@nobody_able", "yes")),
                Move(to="S6c"),
            ),
        ),
        State(
            key="S6c",
            page=agree.EXPLAINED,
            short="What was explained?",
            golden=_golden((2,), (2,)),
            cards=("G-IS24",),
            moves=(
                Move(to="S6d", when=on("@unexplained", "no")),
                Move(to="S6", when=on("cannot_explain", "today"), clears=("cannot_explain",)),
                Move(to=STAY),
            ),
        ),
        State(
            key="S6d",
            page=agree.ANSWER,
            short="Their answer",
            golden=_golden((2, 3), (4,)),
            cards=("G-IS24", "G-GIL"),
            moves=(
                Move(to=STAY, when=on("@waiting", "yes")),
                Move(to="S2R", when=_both(on("@any_refused", "yes"), on("refusal_risk", "yes", NOT_SURE))),
                Move(to="S6N", when=on("@any_refused", "yes")),
                Move(to="S6N", when=on("@mixed", "yes")),
                Move(to="S6N", when=_TOO_LATE),
                Move(to="S7", when=HARM, route="CP"),
                Move(to="S7", route="CONSENT"),
            ),
        ),
        State(
            key="S2R",
            page=agree.HARM_AGAIN,
            main="harm_again",
            short="Signs of harm, after the refusal?",
            golden=_golden((1,), (5,)),
            cards=("G-IS24",),
            moves=(
                Move(to="S6N", when=HARM),
                Move(to=ADVICE, when=on("@h6_again", "yes")),
                Move(to="S6N"),
            ),
        ),
        State(
            key="S6N",
            page=agree.WEIGH,
            main="weigh",
            short="Weigh it up",
            golden=_golden((1, 4), (3, 5)),
            cards=("G-IS24", "G-MYTH"),
            myth=(
                "“Confidentiality forbids it.”",
                "It is weighed against what may happen if you say nothing.",
            ),
            moves=(
                Move(to="S7", when=_both(on("weigh", "share"), HARM), route="CP"),
                Move(to=ADVICE, when=_both(on("weigh", "share"), on("weigh_interest", NOT_SURE))),
                Move(to="S7", when=on("weigh", "share"), route="NOCONSENT"),
                Move(to="NO", when=on("weigh", "not_share")),
                Move(to="S7", when=_both(on("weigh", "not_reached", "refer_anyway"), HARM), route="CP"),
                Move(to=ADVICE, when=on("weigh", "advice", "not_reached")),
                Move(to=STAY),
            ),
        ),
        State(
            key="NO",
            moves=(
                Move(to="SH", when=_both(HARM, Not(of=_RETRO)), route="NO"),
                Move(to="S11", route="NO"),
            ),
        ),
        State(
            key="ANON",
            moves=(Move(to="SH", when=HARM, route="ANON"), Move(to="S9", route="ANON")),
        ),
        State(
            key="SH",
            page=agree.STILL,
            main="still",
            short="Sure not to share?",
            golden=_golden((1,), (5,)),
            cards=("G-IS24",),
            moves=(
                Move(
                    to="S7",
                    when=on("still", "share"),
                    route="CP",
                    clears=("still", "checks_no", "sent"),
                ),
                Move(to="S11", when=_both(on("still", "keep"), on("@route", "NO"))),
                Move(to="S9", when=on("still", "keep")),
                Move(to=ADVICE),
            ),
        ),
        State(
            key="S7",
            page=send.BASIS,
            main="basis_6",
            short="Basis in law",
            golden=_golden((3,), (1,)),
            cards=("G-LAW",),
            myth=(
                "“Data law stops me.”",
                "It gives you ways to share. Safeguarding is one of them.",
            ),
            moves=(
                Move(to="S8", when=_either(Not(of=on("basis_6", NOT_SURE)), HARM)),
                Move(to=ADVICE),
            ),
        ),
        State(
            key="S8",
            page=send.CHECKS,
            short="Seven checks",
            golden=_golden((5, 6), (6,)),
            cards=("G-IS24", "G-SEC"),
            moves=(
                Move(to="NO", when=_both(on("@check_fails", "yes"), on("checks_no", "stop"))),
                Move(to=STAY, when=on("@check_fails", "yes")),
                Move(to=ADVICE, when=_both(on("@check_unsure", "yes"), _CALM)),
                Move(to="S9"),
            ),
        ),
        State(
            key="S9",
            page=send.PASS_ON,
            main="sent",
            short="Passed on",
            golden=_golden((6,), (6,)),
            cards=("G-SEC",),
            moves=(
                Move(to="S11", when=_both(on("sent", "sent"), on("@route", "ANON"))),
                Move(to="S10", when=on("sent", "sent")),
                Move(
                    to="S6d", when=_both(on("sent", "withdrawn"), on("@was_asked", "yes")), clears=("sent",)
                ),
                Move(to="NO", when=on("sent", "not_needed")),
                Move(to=STAY),
            ),
        ),
        State(
            key="S10",
            page=send.TELL,
            short="Told",
            golden=_golden((2,), (2,)),
            cards=("G-IS24", "G-SEC"),
            moves=(
                Move(to=ADVICE, when=_both(on("@tell_unsure", "yes"), _CALM)),
                Move(to="S11"),
            ),
        ),
        State(
            key="S11",
            page=send.FINISH,
            short="Read through and sign",
            golden=_golden((7,), (7,)),
            cards=("G-IS24", "G-REC"),
            moves=(Move(to=END),),
        ),
        State(
            key=ADVICE,
            page=send.ADVICE,
            short="Advice",
            golden=_golden((4,), (3,)),
            cards=("G-IS24",),
            # Its way out is the act that closes the advice: it takes the "not sure" back, so the question is asked anew.
            moves=(Move(to=STAY),),
        ),
    ),
)
TO_COMPLETE = ("S2", "S3", "S4", "S5", "S6", "S7", "S8")
"""What an emergency leaves to be completed by the next working day (wizard, state EM)."""
