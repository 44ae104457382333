"""Training record of one worker (R23): post, induction, appraisals, training done and booked, certificates, refreshers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from toolkit.forms.people import Answers, Context
from toolkit.forms.team_parts import DUTIES, LEVELS, WHO_MAY_SEE, of_author, titled
from toolkit.forms.training_checks import check, dues
from toolkit.forms.vocabulary import (
    Choice,
    Choices,
    Date,
    Files,
    Form,
    LongText,
    Option,
    Page,
    Prompt,
    Rows,
    Text,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "dues", "start_from", "title"]

_POST = Page(
    key="post",
    title="Post",
    fields=(
        Text(key="name", label="Name", needed=True, first=True),
        Text(key="role", label="Title of the post", needed=True, first=True),
        Date(
            key="birth",
            label="Birth date",
            birth=True,
            hint="Only where your organisation's sheet asks for it. No training can be before it.",
        ),
        Date(key="start_organisation", label="Start with the organisation", needed=True, not_before="birth"),
        Date(
            key="start_role",
            label="Start in this role",
            needed=True,
            not_before="start_organisation",
            hint="After a change of role, the day of the change.",
        ),
        Text(key="hours", label="Hours a week", needed=True),
        Text(key="manager", label="Line manager", needed=True),
        Choice(
            key="level",
            label="Level of the role",
            options=LEVELS,
            needed=True,
            prompt=Prompt(
                title="Levels build up",
                text="Training to the level of the role, with time off for it. Everyone has at least level 1.",
                card="G-TRAIN",
            ),
        ),
        Choices(key="duties", label="Duties besides", options=DUTIES),
        Date(
            key="induction",
            label="Induction complete on",
            not_before="start_organisation",
            hint="Within three months of the start, and again after a change of role.",
        ),
        Date(key="left", label="Left on", not_before="start_organisation", hint="Then nothing more is due."),
    ),
)

_APPRAISAL = Page(
    key="appraisal_page",
    title="Appraisals",
    fields=(
        Rows(
            key="appraisals",
            label="Annual appraisals",
            needed=True,
            none_label="None yet",
            add_label="Add an appraisal",
            columns=(
                Date(key="day", label="Day", needed=True, not_before="start_organisation"),
                Text(key="by", label="With whom"),
                LongText(key="agreed", label="What was agreed", lines=1),
            ),
        ),
        Date(key="next_appraisal", label="Next appraisal", future=True, due="Annual appraisal"),
    ),
)

_SUBJECT = Choice(
    key="subject",
    label="About",
    needed=True,
    options=opts(
        safeguarding="Safeguarding, first course or refresher",
        topic="One topic of safeguarding",
        other_subject="Something else",
    ),
)
_NO_LEVEL = Option(value="none", label="No level")


def _done(key: str, label: str, add: str, hint: str) -> Rows:
    return Rows(
        key=key,
        label=label,
        hint=hint,
        layout="cards",
        needed=True,
        none_label="None yet",
        row_title="what",
        add_label=add,
        columns=(
            Text(key="what", label="Training", needed=True),
            _SUBJECT,
            Date(
                key="day",
                label="Done on",
                needed=True,
                not_before="birth",
                hint="What is still to come is booked, below.",
            ),
            Text(key="provider", label="Provider", needed=True),
            Choice(key="level", label="Level", needed=True, options=(*LEVELS, _NO_LEVEL)),
            Files(
                key="certificate",
                label="Certificate",
                hint="A photo of it, or a scan saved as a picture. A PDF is not kept here.",
            ),
            Date(
                key="refresher",
                label="Refresher due",
                future=True,
                not_before="day",
                hint="Safeguarding: three years after it was done, if nothing is written here.",
            ),
        ),
    )


_TRAINING = Page(
    key="training_page",
    title="Training",
    fields=(
        _done(
            "mandatory",
            "Mandatory training",
            "Add mandatory training",
            "What everyone in the organisation has to do.",
        ),
        _done(
            "specific",
            "Training for this post or role",
            "Add training for the role",
            "What this post asks for besides.",
        ),
        Rows(
            key="booked",
            label="Booked",
            add_label="Add what is booked",
            row_title="what",
            columns=(
                Text(key="what", label="Training", needed=True),
                Date(key="day", label="Booked for", needed=True, future=True),
                Text(key="provider", label="Provider"),
            ),
        ),
    ),
)

FORM = Form(
    id="training",
    title="Training record",
    description="One sheet a person: post, induction, appraisals, training done and booked, refreshers.",
    keywords=(
        "training",
        "CPD",
        "induction",
        "refresher",
        "certificate",
        "appraisal",
        "courses",
        "mandatory",
    ),
    moment="me and my team",
    icon="graduation-cap",
    keeper="team",
    header=False,
    living=True,
    summary_from=("role",),
    event_from="start_role",
    copies=("practitioner",),
    pages=(_POST, _TRAINING, _APPRAISAL, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
title = titled(FORM.title, "name")


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """Name and role of the worker at this computer; another's may be written over them."""
    return of_author(context)
