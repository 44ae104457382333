"""The Early Help Intervention Record (R14): details, dates, new information, the outcomes plan and the next review.

Its sections, rows, columns and their order are settled, because agencies know the paper by heart; all of it is printed,
the empty boxes too. Rows can be added and renamed, never removed. Records of one child make a series: the next one
takes the rows over, and what each box said stands grey above the new one, on the screen and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.early_help_series import (
    NOT_AN_ISSUE,
    NOT_DISCUSSED,
    carried_forward,
    check,
    leave_the_rest,
    lift_last,
    start_from,
)
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    AnyOf,
    Date,
    Form,
    LongText,
    Not,
    Option,
    Page,
    Prompt,
    Rows,
    Signatures,
    Text,
    When,
    YesNo,
)

__all__ = [
    "FORM",
    "NOT_AN_ISSUE",
    "NOT_DISCUSSED",
    "UPGRADES",
    "carried_forward",
    "check",
    "leave_the_rest",
    "start_from",
]

_CHILD_HIDDEN = When(key="child_address_hidden", values=("yes", "not_known"))
_PARENT_HIDDEN = When(key="parent_address_hidden", values=("yes", "not_known"))

_CHILD = Page(
    key="child",
    title="Child / young person's details",
    boxed=True,
    fields=(
        Text(key="child_name", label="Name", needed=True, first=True),
        Date(
            key="child_birth",
            label="Date of birth",
            needed=True,
            first=True,
            birth=True,
            or_not_known=True,
        ),
        LongText(
            key="child_address",
            label="Current address (including postcode)",
            gentle=False,
            lines=3,
            withheld_when=_CHILD_HIDDEN,
            prompt=Prompt(
                title="Who must not learn it?",
                text="This paper goes to several people. A hidden address stays off every copy for the family.",
                card="G-XB",
            ),
        ),
        YesNo(
            key="child_address_hidden",
            label="Is this address hidden from somebody?",
            hint="Never printed. With yes or not known, copies for the family leave the address out.",
            withheld="never_printed",
        ),
        Text(key="child_phone", label="Phone number", looks="phone", short=True),
        Text(key="child_email", label="Email address", looks="email"),
    ),
)

_PARENT = Page(
    key="parent",
    title="Parent / carer details",
    boxed=True,
    fields=(
        Text(key="parent_name", label="Name", needed=True, none_label="Not known"),
        LongText(
            key="parent_address",
            label="Current address (including postcode)",
            gentle=False,
            lines=3,
            withheld_when=_PARENT_HIDDEN,
        ),
        YesNo(
            key="parent_address_hidden",
            label="Is this address hidden from somebody?",
            hint="Never printed. With yes or not known, copies for the family leave the address out.",
            withheld="never_printed",
        ),
        Text(key="parent_phone", label="Phone number", looks="phone", short=True),
    ),
)

_AGENCY = Page(
    key="agency",
    title="Agency details",
    boxed=True,
    fields=(
        Text(key="lead_worker", label="Lead worker", needed=True),
        Text(key="agency", label="Name of agency", needed=True),
        LongText(key="agency_address", label="Address", gentle=False, lines=3),
        Text(key="agency_phone", label="Phone number", looks="phone", short=True),
        Text(key="agency_email", label="Email address", looks="email"),
    ),
)

_DATES = Page(
    key="dates",
    title="Dates",
    whole=True,
    fields=(
        Date(
            key="start_date",
            label="Start date of early help intervention",
            hint="The day this help began, not the day of this meeting.",
            needed=True,
        ),
    ),
)

_NEW = Page(
    key="new",
    title="1. New or emerging information since last intervention, from referring or other agency",
    in_list="1. New information",
    whole=True,
    fields=(
        LongText(
            key="new_information",
            label="Relevant information or actions",
            hint="Who told it, and when. The first meeting: what led to the help.",
            needed=True,
            none_label="None",
            lines=8,
            prompt=Prompt(
                title="Who else knows something new?",
                text="School, GP, housing, the other parent's worker. Ask before the meeting, and say whose words they are.",
                card="G-WC",
            ),
        ),
    ),
)


def _unless(*others: str) -> Not:
    """Needed while none of the other boxes of the row says anything."""
    return Not(of=AnyOf(of=tuple(When(key=key, values=("*",)) for key in others)))


_PLAN = Page(
    key="plan",
    title="Outcomes plan",
    hint="Every row gets a word, even if it is “Not an issue” or “Not discussed”. Add and rename rows as you need.",
    whole=True,
    landscape=True,
    fields=(
        Rows(
            key="plan",
            label="Outcomes plan",
            needed=True,
            row_title="issue",
            add_label="Add an issue",
            fixed=(
                Option(value="self_esteem", label="Self esteem and confidence"),
                Option(value="crime", label="Involvement in crime / ASB"),
                Option(value="cannabis", label="Cannabis use"),
                Option(value="risky", label="Risky behaviours"),
                Option(value="other", label="Other"),
            ),
            prompt=Prompt(
                title="What is different now?",
                text="Set what you see today beside the last time. Say what got better, who did it, and what is still hard.",
                card="G-REC",
            ),
            columns=(
                Text(key="issue", label="Issue", needed=True),
                LongText(
                    key="progress",
                    label="Brief description of current progress/situation",
                    needed=_unless("support", "concerns"),
                    lines=3,
                    before="last_progress",
                ),
                LongText(
                    key="support",
                    label="Support/actions so far and contact details of key workers/agencies",
                    lines=3,
                    before="last_support",
                ),
                LongText(
                    key="concerns",
                    label="Key areas of concern and/or successful outcomes",
                    lines=3,
                    before="last_concerns",
                ),
            ),
        ),
    ),
)

_END = Page(
    key="end",
    title="Worker and review",
    whole=True,
    fields=(
        Text(key="worker_name", label="Name of worker", needed=True),
        Date(key="end_date", label="Date", needed=True, not_before="event"),
        Date(
            key="review",
            label="Agreed date for review meeting",
            needed=True,
            none_label="No further meeting: the help ends",
            future=True,
            not_before="event",
            due="Early help review meeting",
        ),
        Signatures(key="signature", label="Signature of worker", who=("Worker",)),
    ),
)

FORM = Form(
    id="eh_record",
    version=2,
    title="Early Help Intervention Record",
    description="One early help meeting: what is new, how each issue stands, what happens next. The next one goes on from it.",
    keywords=(
        "early help",
        "intervention",
        "outcomes plan",
        "review meeting",
        "key worker",
        "EHIR",
        "action plan",
    ),
    moment="meetings",
    icon="clipboard-text",
    one_child=True,
    event_label="Meeting date",
    event_page="dates",
    settled=True,
    summary_from=("new_information",),
    pages=(_CHILD, _PARENT, _AGENCY, _DATES, _NEW, _PLAN, _END),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {1: lift_last}
