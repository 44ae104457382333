"""Team Around the Family meeting and review (R13): successes first, each part of the plan and how it goes, a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.early_help import PROGRESS
from toolkit.forms.early_help_due import plan_dues
from toolkit.forms.people import Answers
from toolkit.forms.taf_checks import NEEDS, check, start_from
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Not,
    Notice,
    Page,
    Person,
    Prompt,
    Rows,
    Scores,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "plan_dues", "start_from"]

_HARM = When(key="harm", values=("yes", "not_known"))

_WHO = Page(
    key="who",
    title="Who is here",
    fields=(
        Text(key="place", label="Place", needed=True),
        Person(key="chair", label="Who leads the meeting", needed=True),
        Person(key="minutes_by", label="Who writes", needed=True),
        Rows(
            key="present",
            label="Here",
            hint="The family first. Fathers, housing, adult services and midwifery too.",
            needed=True,
            row_title="who",
            add_label="Add somebody",
            columns=(
                Text(key="who", label="Name and part", needed=True),
                Choice(
                    key="came",
                    label="Here?",
                    needed=True,
                    options=opts(yes="Here", apologies="Sent apologies", not_invited="Not invited"),
                ),
                Text(
                    key="why",
                    label="Why not invited",
                    when=When(key="came", values=("not_invited",)),
                    needed=True,
                    withheld="unless_asked",
                ),
            ),
            prompt=Prompt(
                title="Any worker can call a meeting",
                text="Where issues are several, or adults' and children's workers do not meet. The family comes too.",
                card="G-MAM",
            ),
        ),
        LongText(
            key="no_family_why",
            label="If nobody of the family was here: why, and who brings their view",
            lines=2,
            gentle=False,
        ),
    ),
)
_VIEWS = Page(
    key="views",
    title="Successes and views",
    fields=(
        LongText(
            key="successes",
            label="What went well since last time",
            hint="Start here.",
            none_label="None yet",
            needed=True,
            lines=3,
        ),
        Rows(
            key="child_views",
            label="Each child since last time",
            hint="Brought by the child, a drawing, an advocate or a worker. It stays off a copy for the family unless "
            "you put it in.",
            each="children",
            needed_for=Not(of=When(key="person.unborn", values=("yes",))),
            layout="cards",
            withheld="unless_asked",
            columns=(
                LongText(key="words", label="In their words", needed=True, lines=2, gentle=False),
                Text(
                    key="from_record", label="From", hint="Who brought it, or which record and of which day."
                ),
                *(YesNo(key=f"need_{key}", label=label, needed=True) for key, label in NEEDS),
                LongText(key="needs_evidence", label="What shows it", needed=True, lines=2),
            ),
            prompt=Prompt(
                title="Have we …?",
                text="Nine things children say they need from us. Answer each for this child.",
                card="G-NEED",
            ),
        ),
        Rows(
            key="parent_views",
            label="Each parent",
            each="adults",
            needed_for=When(key="person.parent", values=("yes",)),
            layout="cards",
            withheld="unless_asked",
            columns=(
                LongText(key="words", label="In their words", needed=True, lines=2, gentle=False),
                Text(key="from_record", label="From", hint="Said here, or which record and of which day."),
            ),
        ),
    ),
)
_PLAN = Page(
    key="plan_page",
    title="How the plan goes",
    hint="Each part that was open at the last meeting, and what was agreed there.",
    fields=(
        Rows(
            key="plan",
            label="Each part of the plan",
            layout="cards",
            none_label="No plan yet",
            needed=True,
            row_title="action",
            add_label="Add a part",
            columns=(
                Text(key="action", label="What", needed=True),
                Text(key="outcome", label="What will be better, in the family's words"),
                Person(key="who", label="Who"),
                Date(key="by", label="By when", future=True),
                Text(key="know", label="How we will know"),
                Choice(key="progress", label="How it goes", needed=True, options=PROGRESS),
                LongText(
                    key="note",
                    label="What helped? What got in the way?",
                    needed=Not(of=When(key="progress", values=("new",))),
                    lines=1,
                    before="last_note",
                ),
                Text(
                    key="stuck_times",
                    label="Stuck for how many reviews, this one counted",
                    hint="Counted on from the last meeting.",
                    short=True,
                    when=When(key="progress", values=("stuck",)),
                ),
            ),
        ),
        LongText(
            key="new",
            label="New: people in the home, moves, incidents, services started or ended",
            hint="Then put it into the family file and the chronology.",
            none_label="Nothing new",
            needed=True,
            lines=3,
        ),
        LongText(key="worries", label="Worries now, and what next", needed=True, lines=3),
        YesNo(
            key="harm",
            label="Any sign of abuse or neglect?",
            hint="Not known counts as a sign.",
            needed=True,
            withheld="always",
        ),
        Notice(
            key="stop",
            label="Stop: this is child protection",
            tone="red",
            text="Ring the front door now. It does not wait for the end of the meeting.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=_HARM,
        ),
        LongText(
            key="harm_what",
            label="What was seen, heard or said, and when",
            hint="Exact words in quote marks. The referral begins with it.",
            when=_HARM,
            withheld="always",
            lines=3,
            gentle=False,
        ),
    ),
)
_SCALE = Page(
    key="scale_page",
    title="Safety scale",
    fields=(
        Scores(
            key="scale",
            label="Safety scale: each person's own number",
            hint="Asked anew at each meeting. The numbers of earlier days stand beside them.",
            low_words="Not safe enough: help is needed at once",
            high_words="Safe enough: no extra help is needed",
        ),
    ),
)
_DECISION = Page(
    key="decision_page",
    title="Decision",
    fields=(
        Choice(
            key="decision",
            label="Decision",
            needed=True,
            options=opts(
                go_on="Go on", change="Change the plan", up="Step up", down="Step down", close="Close"
            ),
            prompt=Prompt(
                title="Between early help and child in need",
                text="A plan has named outcomes and a lead worker. Need that grows, or a plan that does not move, is a reason to step up.",
                card="G-CIN",
            ),
        ),
        Notice(
            key="step_up",
            label="Stepping up does not wait for the next meeting",
            tone="amber",
            text="Ring the front door, or send the request for help today. It begins with what stands here.",
            numbers=("front_door", "safeguarding_lead"),
            when=When(key="decision", values=("up",)),
        ),
        Notice(
            key="ending",
            label="An ending is a record of its own",
            tone="blue",
            text="What changed for each child, who holds what remains, who was told, how to come back.",
            when=When(key="decision", values=("close",)),
        ),
        Text(key="step_to", label="To what", when=When(key="decision", values=("up", "down")), needed=True),
        LongText(key="decision_why", label="Why", needed=True, lines=2),
        YesNo(key="lead_right", label="Is the lead practitioner still the right one?", needed=True),
        Person(
            key="lead_new",
            label="Who leads from now on",
            when=When(key="lead_right", values=("no",)),
            needed=True,
        ),
        Date(
            key="minutes_due",
            label="Minutes to be sent by",
            hint="Five days, unless set otherwise in Settings.",
            needed=True,
            future=True,
            not_before="event",
            due="Send the minutes",
            done="minutes_sent",
        ),
        DateTime(
            key="minutes_sent",
            label="Minutes sent",
            hint="Once they went.",
            not_before="event",
        ),
    ),
)
_NEXT = Page(
    key="next_page",
    title="Our next steps",
    own_sheet=True,
    large=True,
    fields=(
        Actions(key="actions", label="Who does what by when", needed=True, none_label="None"),
        Date(
            key="next_date",
            label="Next meeting",
            when=Not(of=When(key="decision", values=("close",))),
            needed=True,
            future=True,
            not_before="event",
            due="Team Around the Family meeting",
        ),
    ),
)

FORM = Form(
    id="taf",
    title="Team Around the Family meeting",
    description="Successes, each child's view, how the plan goes, and what next.",
    keywords=("TAF", "TAC", "review", "team around the child", "multi-agency meeting", "minutes"),
    moment="meetings",
    icon="users-four",
    event_label="Meeting date",
    copy_name="notes of the Team Around the Family meeting",
    summary_from=("decision_why",),
    pages=(_WHO, _VIEWS, _PLAN, _SCALE, _DECISION, _NEXT),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
