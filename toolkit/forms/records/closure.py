"""Transfer, hand-over and closure (R18): what changed, who holds the worries now, who was told, how to come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.closure_checks import check, dues, start_from
from toolkit.forms.closure_letter import letter, title
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Not,
    Option,
    Page,
    Prompt,
    Rows,
    Scale,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "dues", "letter", "start_from", "title"]

_MOVED = When(key="reason", values=("moved", "stepped_up", "transfer"))
_DROPPED = When(key="reason", values=("not_engaging",))

_WHY = Page(
    key="why",
    title="Why the work ends",
    fields=(
        Choice(
            key="reason",
            label="Reason",
            needed=True,
            other=True,
            options=opts(
                goals_met="Goals met",
                moved="The family moved",
                transfer="Handed over to a colleague",
                age="Age",
                service_ended="The service ends",
                not_engaging="The family stopped coming or answering",
                stepped_up="Stepped up to another service",
            ),
        ),
        Date(key="ends_on", label="Ends on", needed=True, future=True),
        LongText(
            key="tried",
            label="What was tried, and who was told",
            hint="Days, ways and answers. Stopping is information: somebody should know.",
            when=_DROPPED,
            needed=True,
            lines=3,
        ),
    ),
)

_CHILDREN = Page(
    key="children",
    title="Each child",
    fields=(
        Rows(
            key="each_child",
            label="What changed for each child",
            each="children",
            layout="cards",
            needed=True,
            columns=(
                Text(key="last_seen", label="Last seen", hint="Filled in from the notes.", withheld="always"),
                Text(
                    key="last_alone",
                    label="Last seen alone",
                    hint="Filled in from the notes.",
                    withheld="always",
                ),
                LongText(
                    key="not_seen_reason",
                    label="Why this child has not been seen lately",
                    hint="Needed when it is longer ago than your setting, 28 days as a rule.",
                    withheld="always",
                    lines=1,
                ),
                LongText(key="changed", label="What changed", needed=True, lines=2),
                LongText(key="shows", label="What shows it", needed=True, lines=2),
                Scale(key="scale_start", label="Safety at the start, 0 to 10", needed=True),
                Scale(key="scale_now", label="Safety now, 0 to 10", needed=True),
                LongText(
                    key="child_view",
                    label="What the child thinks of the ending",
                    when=Not(of=When(key="person.unborn", values=("yes",))),
                    needed=True,
                    withheld="unless_asked",
                    lines=2,
                    gentle=False,
                ),
            ),
        ),
    ),
)

_LEFT = Page(
    key="left",
    title="What remains",
    fields=(
        Rows(
            key="worries",
            label="Worries that remain, and who holds them now",
            none_label="None remain",
            needed=True,
            row_title="worry",
            withheld="unless_asked",
            add_label="Add a worry",
            columns=(
                Text(key="worry", label="Worry", needed=True),
                Text(key="holder", label="Who holds it now", needed=True),
                Choice(key="knows", label="Do they know?", options=opts(yes="Yes", no="No"), needed=True),
            ),
            hint="If my work ends, who needs what I know?",
        ),
        Rows(
            key="open_promises",
            label="Promises still open",
            hint="Filled in from the records, none can be left out. The family’s letter has only those you put in.",
            none_label="None are open",
            needed=True,
            row_title="what",
            add_label="Add a promise",
            columns=(
                Text(key="what", label="What", needed=True),
                Text(key="who", label="Who does it now", needed=True),
                LongText(key="why", label="Why it is still open", needed=True, lines=1),
                Choice(
                    key="letter",
                    label="In the family’s letter",
                    options=(Option(value="yes", label="Put in"),),
                ),
            ),
        ),
        Rows(
            key="parent_views",
            label="What each parent or carer thinks of the ending",
            each="adults",
            layout="cards",
            needed=True,
            withheld="unless_asked",
            columns=(LongText(key="view", label="In their words", needed=True, lines=2, gentle=False),),
        ),
    ),
)

_TOLD = Page(
    key="told_page",
    title="Who was told",
    fields=(
        Rows(
            key="told",
            label="Who was told",
            hint="Housing, school, GP, a new area: each only what they need.",
            needed=True,
            row_title="who",
            withheld="unless_asked",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Person or agency", needed=True),
                Text(key="what", label="What", needed=True),
                DateTime(key="when", label="When", needed=True),
                Text(key="how", label="How", needed=True),
                Text(key="decision", label="Decision to share", hint="Its date, where one was needed."),
            ),
        ),
    ),
)

_NEXT = Page(
    key="next",
    title="The new worker",
    when=_MOVED,
    fields=(
        Text(key="new_worker", label="New worker, team and area", needed=True),
        DateTime(key="accepted", label="They accepted on", hint="Until then this stays “handing over”."),
        DateTime(key="joint_visit", label="Visit together", future=True),
        YesNo(key="address_proved", label="Was the new address proved?", needed=True, withheld="always"),
        Text(
            key="address_seen_by",
            label="Seen by whom",
            when=When(key="address_proved", values=("yes",)),
            needed=True,
            withheld="always",
        ),
    ),
)

_HANDED = Page(
    key="handed",
    title="Handed over, and back again",
    fields=(
        YesNo(
            key="chronology",
            label="Was the chronology handed over?",
            needed=True,
            withheld="always",
            prompt=Prompt(
                title="Nobody starts again",
                text="A new worker who reads the history first does not ask the family to tell it once more.",
                card="G-SA",
            ),
        ),
        Text(key="plan_status", label="Status of any plan", needed=True, none_label="No plan"),
        YesNo(
            key="plan_stated",
            label="Was whoever holds it now told how the plan stands?",
            needed=True,
            when=When(key="plan_status", values=("*",)),
            withheld="always",
        ),
        LongText(
            key="come_back",
            label="How to come back",
            plain_label="How to find us again",
            needed=True,
            lines=2,
        ),
        LongText(
            key="thanks",
            label="Words for the family",
            hint="What you saw them do well. It stands in their letter.",
            lines=3,
        ),
        Signatures(key="signature", label="Signature of worker", who=("Worker",), needed=True),
    ),
)

FORM = Form(
    id="closure",
    title="Ending or hand-over",
    description="What changed for each child, who holds what remains, who was told, and how to come back.",
    keywords=(
        "closure",
        "close",
        "transfer",
        "hand-over",
        "handover",
        "step down",
        "ending",
        "discharge",
        "case closure",
        "closing summary",
    ),
    moment="ending",
    icon="sign-out",
    copy_name="letter about the end of our work",
    summary_from=("reason",),
    pages=(_WHY, _CHILDREN, _LEFT, _TOLD, _NEXT, _HANDED),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
