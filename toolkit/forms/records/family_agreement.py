"""The written agreement with a family (R09): who, what, why, how long, and what each of us will do.

Its headings and their order are settled. The questions about domestic abuse come first and are on no paper at all. The
rest is written with the family and in words they use: it is a promise in both directions, and not a contract.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.agree_family_checks import check
from toolkit.forms.agree_family_start import lead, start_from
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import (
    AllOf,
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Notice,
    Page,
    Person,
    Prompt,
    Rows,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "lead", "start_from"]

_YES = When(key="abuse", values=("yes",))
_UNSURE = When(key="abuse", values=("not_known", "not_asked", "declined"))
_GUARD = When(key="abuse", values=("yes", "not_known", "not_asked", "declined"))

_BEFORE = Page(
    key="guard",
    title="Before you start",
    hint="Answer what is asked about abuse alone. It is on no paper, and not on the screen you turn round.",
    fields=(
        YesNo(
            key="abuse",
            label="Is there domestic abuse or coercive control?",
            hint="Ask each adult alone, never with the other one near.",
            needed=True,
            withheld="never_printed",
            prompt=Prompt(
                title="A paper keeps nobody safe",
                text="An agreement that makes the person harmed answer for the other one blames them. Think before writing one.",
                card="G-WA",
            ),
        ),
        Notice(
            key="abuse_notice",
            label="Written agreements and domestic abuse",
            tone="amber",
            text="No term may make the person harmed answer for what the other one does. Point terms at the person "
            "who causes harm, and at what services will do. Offer each adult an agreement of their own. "
            "Neither shows the other's contacts or services.",
            when=_GUARD,
            prompt=Prompt(
                title="Freely, or not at all",
                text="Use an agreement only where each adult takes part freely and can say no.",
                card="G-WA",
            ),
        ),
        Choice(
            key="separate",
            label="A separate agreement for each adult?",
            when=_GUARD,
            needed=True,
            withheld="never_printed",
            options=opts(
                own="Yes: this one is for one adult alone",
                declined="Offered; each adult, asked alone, wants one together",
                one_adult="Only one adult takes part",
            ),
        ),
        Person(
            key="for_adult",
            label="Whose agreement is this one?",
            group="adults",
            when=AllOf(of=(_GUARD, When(key="separate", values=("own",)))),
            needed=True,
            withheld="never_printed",
        ),
        YesNo(
            key="terms_checked",
            label="Have you checked that no term makes the person harmed answer for the other one?",
            when=_GUARD,
            needed=True,
            withheld="never_printed",
        ),
        Text(
            key="manager_name",
            label="Which manager",
            when=_YES,
            needed=True,
            withheld="never_printed",
        ),
        LongText(
            key="manager_note",
            label="Manager's note",
            hint="Why an agreement is right here, and what keeps each person safe.",
            when=_YES,
            needed=True,
            withheld="never_printed",
            lines=3,
        ),
        Date(
            key="ask_alone",
            label="When will it be asked alone?",
            when=_UNSURE,
            needed=True,
            future=True,
            withheld="never_printed",
            due="Ask a question in private",
        ),
        Text(
            key="ask_alone_how",
            label="Where and how",
            when=_UNSURE,
            withheld="never_printed",
        ),
    ),
)

_BETWEEN = Page(
    key="between",
    title="1. Work agreement between",
    fields=(
        Rows(
            key="family_side",
            label="The family",
            needed=True,
            add_label="Add a person",
            columns=(
                Person(key="who", label="Name", group="everyone", needed=True),
                Text(
                    key="contact",
                    label="How to reach them",
                    hint="Only what everyone who gets this paper may know.",
                ),
            ),
        ),
        Text(key="organisation", label="Who the workers work for", needed=True),
        Rows(
            key="workers",
            label="The workers",
            needed=True,
            add_label="Add a worker",
            columns=(
                Person(key="who", label="Name", group="professionals", needed=True),
                Text(key="role", label="Job"),
                Text(key="phone", label="Direct line", looks="phone", short=True, needed=True),
            ),
        ),
    ),
)

_WORK = Page(
    key="work",
    title="2. Work to be carried out",
    fields=(
        LongText(
            key="work",
            label="What we will do",
            hint="Who with. What we do together, and what with one person at a time.",
            needed=True,
            lines=5,
        ),
    ),
)

_REASON = Page(
    key="reason",
    title="3. Reason for the work",
    fields=(
        LongText(
            key="reason",
            label="Why we are doing this",
            hint="What happened, told fairly. Which meeting asked for this work.",
            needed=True,
            lines=5,
        ),
    ),
)

_TIMESCALE = Page(
    key="timescale",
    title="4. Timescale",
    fields=(
        Date(key="start", label="We start on", needed=True, future=True),
        Date(
            key="end",
            label="We finish on",
            needed=True,
            future=True,
            not_before="start",
            due="An agreement with a family ends",
            done="ended",
        ),
    ),
)

_AIMS = Page(
    key="aims",
    title="5. Aims",
    fields=(
        Rows(
            key="aims",
            label="What this work is for",
            needed=True,
            add_label="Add an aim",
            prompt=Prompt(
                title="Say what it feeds",
                text="If this work helps to decide something big, say so, and say that the family may see it differently.",
            ),
            columns=(LongText(key="aim", label="Aim", needed=True, lines=2),),
        ),
        LongText(
            key="decision",
            label="What this work will help to decide",
            hint="Be honest. You may see it in another way than we do.",
            lines=2,
        ),
    ),
)

_OBJECTIVES = Page(
    key="objectives",
    title="6. Objectives: what we hope to achieve",
    fields=(
        Rows(
            key="objectives",
            label="What we hope to achieve",
            needed=True,
            add_label="Add an objective",
            prompt=Prompt(
                title="Could a neighbour see it?",
                text="Write what an adult will do themselves, so that anybody could see whether it happened.",
                card="G-WA",
            ),
            columns=(
                LongText(key="objective", label="What we hope for", needed=True, lines=2),
                LongText(key="know", label="How we will know", needed=True, lines=2),
            ),
        ),
    ),
)

_COUNTED = When(key="kind", values=("meetings", "visits"))

_METHODS = Page(
    key="methods",
    title="7. Methods: how we will work",
    hint="The numbers here and the days on the dates sheet must agree.",
    fields=(
        Rows(
            key="methods",
            label="How we will work",
            needed=True,
            add_label="Add a line",
            row_title="kind",
            columns=(
                Choice(
                    key="kind",
                    label="What",
                    needed=True,
                    options=opts(meetings="Meetings", visits="Visits", activities="Things we do"),
                ),
                Text(key="number", label="How many", short=True, needed=_COUNTED),
                Text(key="with_whom", label="Who with", needed=True),
                Text(key="where", label="Where", needed=True),
                Text(key="about", label="What we do there"),
            ),
        ),
    ),
)

_REPORTING = Page(
    key="reporting",
    title="8. Reporting",
    fields=(
        LongText(
            key="reporting",
            label="What we will write about this",
            hint="Who writes it and who reads it. You see it first, and what you think goes in. A court could ask for it.",
            needed=True,
            lines=5,
        ),
    ),
)

_SHARING = Page(
    key="sharing",
    title="9. Information sharing and confidentiality",
    fields=(
        LongText(
            key="sharing",
            label="What we share, and what stays private",
            hint="Only what matters for this work. What may go in the report. We pass on an urgent worry at once. "
            "Which old reports we have read.",
            needed=True,
            lines=5,
            prompt=Prompt(
                title="No promise you cannot keep",
                text="Say now that a worry about a child is passed on, whoever told it.",
                card="G-IS24",
            ),
        ),
    ),
)

_DO = Page(
    key="duties",
    title="10. What each of us will do",
    fields=(
        Rows(
            key="family_do",
            label="What the family will do",
            needed=True,
            add_label="Add a line",
            columns=(
                Person(key="who", label="Who", group="adults", needed=True),
                LongText(key="what", label="What", needed=True, lines=2),
            ),
        ),
        Rows(
            key="workers_do",
            label="What the workers will do",
            hint="A promise goes both ways. There is always something here.",
            needed=True,
            add_label="Add a line",
            columns=(
                Person(key="who", label="Who", group="professionals", needed=True),
                LongText(key="what", label="What", needed=True, lines=2),
            ),
        ),
    ),
)

_IF = Page(
    key="ifs",
    title="11. If we disagree, cannot come, or are worried",
    fields=(
        LongText(
            key="disagree",
            label="If we disagree",
            hint="Who we talk to, and what happens then.",
            needed=True,
            lines=2,
        ),
        LongText(
            key="cannot_come",
            label="If one of us cannot come",
            hint="Who to ring, and by when. It goes for the workers too.",
            needed=True,
            lines=2,
        ),
        LongText(
            key="worried",
            label="If one of us is worried",
            hint="Who to ring, also at night. In danger: 999.",
            needed=True,
            lines=2,
        ),
        LongText(
            key="complaints",
            label="How to complain",
            hint="Whom to tell, and that it does no harm to say so.",
            needed=True,
            lines=2,
        ),
    ),
)

_REVIEW = Page(
    key="review",
    title="12. Review and end",
    fields=(
        Date(
            key="review",
            label="We look at it again on",
            needed=True,
            future=True,
            not_before="event",
            due="Look at an agreement with the family",
            done="reviewed",
        ),
        Date(
            key="reviewed",
            label="We looked at it again on",
            hint="Written in when it was done, in a new version. The next agreement counts as done too.",
            not_before="event",
        ),
        LongText(key="ends_when", label="It ends when", needed=True, lines=2),
        Date(
            key="ended",
            label="It ended on",
            hint="Written in when it has ended, in a new version.",
            not_before="event",
        ),
    ),
)

_EXPLAINED = Page(
    key="explained",
    title="13. How this was explained",
    fields=(
        Text(
            key="explained_in",
            label="Explained in",
            hint="Which language, and how: read aloud, easy words, large print, pictures.",
            needed=True,
        ),
        Text(
            key="interpreter",
            label="Who interpreted",
            hint="Never a child or a relative.",
            needed=When(key="@language_need", values=("yes",)),
            none_label="No interpreter was needed",
            prompt=Prompt(
                title="From outside the family",
                text="Use an interpreter from outside the family, and write down who interpreted.",
                card="G-DA",
            ),
        ),
        Rows(
            key="copies",
            label="Who has a copy",
            needed=True,
            add_label="Add a copy",
            none_label="Nobody yet",
            columns=(
                Person(key="who", label="Name", group="anyone", needed=True),
                Date(key="day", label="On what day", needed=True),
                Choice(
                    key="how",
                    label="How",
                    other=True,
                    options=opts(
                        paper="On paper",
                        read="Read to them",
                        sent="Sent",
                        kept_safe="Kept for them in a safe place",
                    ),
                ),
            ),
        ),
    ),
)

_SIGNED = Page(
    key="signed",
    title="14. Who agrees",
    hint="Each adult and each worker. A manager where you wish. Nobody has to sign; then say why.",
    fields=(
        Signatures(
            key="signatures",
            label="Who agrees",
            who=("Parent or carer", "Parent or carer", "Worker", "Manager"),
            needed=True,
        ),
    ),
)

_DATES = Page(
    key="dates",
    title="Our dates",
    hint="The first is the day we agree this. The last is the day we end it together.",
    own_sheet=True,
    fields=(
        Rows(
            key="dates",
            label="Our dates",
            needed=True,
            add_label="Add a day",
            columns=(
                DateTime(key="when", label="Day and time", needed=True, future=True),
                Choice(
                    key="what",
                    label="What",
                    needed=True,
                    options=opts(
                        first="First meeting: we agree this",
                        meeting="Meeting",
                        visit="Visit",
                        activity="Something we do",
                        last="Last meeting: we look back and end",
                    ),
                ),
                Text(key="with_whom", label="Who comes"),
                Text(key="where", label="Where"),
            ),
        ),
    ),
)

FORM = Form(
    id="agree_family",
    title="Family agreement",
    description="What the family and the workers have agreed to do, in plain words, with days and names.",
    keywords=(
        "written agreement",
        "work agreement",
        "working agreement",
        "contract",
        "agreement with a family",
    ),
    moment="working together",
    icon="handshake",
    audience="family",
    event_label="Day of this agreement",
    summary_from=("work", "reason"),
    pages=(
        _BEFORE,
        _BETWEEN,
        _WORK,
        _REASON,
        _TIMESCALE,
        _AIMS,
        _OBJECTIVES,
        _METHODS,
        _REPORTING,
        _SHARING,
        _DO,
        _IF,
        _REVIEW,
        _EXPLAINED,
        _SIGNED,
        _DATES,
    ),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
