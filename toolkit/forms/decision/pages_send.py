"""The questions about passing on: lawful basis, the seven checks, how it goes, who is told; finishing; advice."""

from __future__ import annotations

from toolkit.forms.decision.pages_start import CALM, HARM, NOT_SURE, on, page
from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Choice,
    Choices,
    Date,
    DateTime,
    LongText,
    Not,
    Option,
    Person,
    Rows,
    Signatures,
    Text,
    opts,
)

BASES = (
    Option(value="a", label="Consent, 6(1)(a)", hint="Only where they are really free to say no."),
    Option(value="c", label="A legal obligation, 6(1)(c)"),
    Option(value="d", label="To save a life, 6(1)(d)"),
    Option(value="e", label="A public task, 6(1)(e)"),
    Option(value="ea_safeguarding", label="Recognised legitimate interest: safeguarding, 6(1)(ea)"),
    Option(value="ea_crime", label="Recognised legitimate interest: crime, 6(1)(ea)"),
    Option(
        value="ea_task",
        label="Recognised legitimate interest: a public body asked for its task, 6(1)(ea)",
    ),
    Option(value="f", label="Legitimate interests, weighed, 6(1)(f)"),
    Option(value=NOT_SURE, label="Not sure"),
)
BASES_9 = (
    Option(value="a", label="Explicit consent, 9(2)(a)"),
    Option(value="c", label="Life at stake, and they cannot consent, 9(2)(c)"),
    Option(value="f", label="A court or a legal claim, 9(2)(f)"),
    Option(value="g6", label="Function given by law, 9(2)(g), paragraph 6"),
    Option(value="g18", label="Safeguarding, 9(2)(g), paragraph 18"),
    Option(value="h", label="Giving health or social care, 9(2)(h)"),
)
_18 = AnyOf(
    of=(
        AllOf(of=(on("special", "*"), on("basis_9", "g18"))),
        AllOf(of=(on("offences", "yes"), on("basis_10", "p18"))),
    )
)
BASIS = page(
    "S7",
    "On what basis in law?",
    Choice(key="basis_6", label="Basis", needed=CALM, options=BASES),
    LongText(
        key="balance",
        label="Why their interest does not outweigh it",
        when=on("basis_6", "f"),
        needed=CALM,
        lines=2,
        gentle=False,
    ),
    Text(
        key="task_said",
        label="Which public body asked, and the task it named",
        when=on("basis_6", "ea_task"),
        needed=CALM,
    ),
    Text(
        key="task_confirmed",
        label="Who in data protection says this is your own public task",
        when=AllOf(of=(on("org", "commissioned"), on("basis_6", "e"))),
        needed=CALM,
    ),
    Text(
        key="life",
        label="Whose life is at risk, and from what",
        when=AnyOf(of=(on("basis_6", "d"), AllOf(of=(on("special", "*"), on("basis_9", "c"))))),
        needed=CALM,
    ),
    Choices(
        key="special",
        label="Does it touch on any of these?",
        needed=CALM,
        none_label="None of these",
        options=opts(
            health="Health",
            ethnicity="Ethnicity",
            belief="Faith or belief",
            sex="Sex life or orientation",
            genetic="Genes or body measurements that identify",
            politics="Politics or trade union",
        ),
    ),
    Choice(key="basis_9", label="Basis for that", when=on("special", "*"), needed=CALM, options=BASES_9),
    Choice(
        key="offences",
        label="Is it about crimes, or said to be?",
        needed=CALM,
        options=opts(no="No", yes="Yes"),
    ),
    Choice(
        key="basis_10",
        label="Basis for that",
        when=on("offences", "yes"),
        needed=CALM,
        options=opts(
            p18="Safeguarding, paragraph 18", p10="Preventing or detecting unlawful acts, paragraph 10"
        ),
    ),
    Choice(
        key="p18_reason",
        label="Why there is no consent",
        when=_18,
        needed=CALM,
        options=opts(
            cannot_give="It cannot be given",
            cannot_get="It cannot reasonably be got",
            prejudice="Asking would spoil the protection",
            not_relied="Cannot reasonably be got: not relied on, we would share anyway",
        ),
    ),
    Choice(
        key="policy",
        label="Is there an appropriate policy document?",
        when=_18,
        needed=CALM,
        options=opts(yes="Yes", no="No", not_known="Not known"),
    ),
)

SEVEN = (
    Option(value="necessary", label="Necessary: they need it for this"),
    Option(value="proportionate", label="Proportionate: no more than the purpose needs"),
    Option(value="relevant", label="Relevant: to what they will do"),
    Option(value="adequate", label="Adequate: enough to be understood"),
    Option(value="accurate", label="Accurate: right and up to date; fact kept apart from opinion"),
    Option(value="timely", label="Timely: soon enough to be of use"),
    Option(value="secure", label="Secure: only they will see it"),
)
CHECKS = page(
    "S8",
    "Seven checks before it goes",
    Rows(
        key="checks",
        label="The seven checks",
        fixed=SEVEN,
        row_title="check",
        needed=True,
        columns=(
            Text(key="check", label="Check"),
            Choice(
                key="holds",
                label="Holds",
                needed=True,
                options=opts(
                    yes="Yes",
                    fixed="Put right",
                    told="Unsure: they are told what is unsure",
                    no="No",
                    not_sure="Not sure",
                ),
            ),
            Text(
                key="note",
                label="What",
                when=on("holds", "fixed", "told", "no", NOT_SURE),
                needed=AllOf(of=(on("holds", "fixed", "told"), CALM)),
            ),
        ),
    ),
    Choice(
        key="hide",
        label="Could anyone be hurt if someone learnt their name or where they are?",
        needed=True,
        options=opts(no="No", yes="Yes: it is hidden", not_sure="Not sure"),
    ),
    LongText(
        key="hidden",
        label="What is hidden, and from whom",
        when=on("hide", "yes"),
        needed=CALM,
        lines=2,
        gentle=False,
    ),
    LongText(
        key="withheld",
        label="What is left out, and why",
        none_label="Nothing",
        lines=2,
        gentle=False,
    ),
    Choice(
        key="checks_no",
        label="A check does not hold",
        when=on("@check_fails", "yes"),
        options=opts(edit="I will change what is shared", stop="Do not share"),
    ),
)

METHODS = opts(
    phone="Phone, ringing back on a number found independently",
    secure_email="Secure email",
    portal="The agency's own portal",
    person="In person",
    post="Recorded post",
)
PASS_ON = page(
    "S9",
    "Pass it on",
    Text(key="recipient", label="Who gets it", hint="Name.", needed=on("sent", "sent")),
    Text(key="recipient_role", label="Role", needed=on("sent", "sent")),
    Text(key="recipient_agency", label="Agency", needed=on("sent", "sent")),
    Choice(
        key="recipient_checked",
        label="You know it is them, and they can talk in private",
        needed=on("sent", "sent"),
        options=opts(yes="Yes", no="No"),
    ),
    Choice(key="method", label="How", needed=on("sent", "sent"), options=METHODS, other=True),
    LongText(
        key="method_reason",
        label="Why this way",
        when=on("@unlisted_method", "yes"),
        needed=True,
        lines=1,
        gentle=False,
    ),
    LongText(key="they_will", label="What they will do", needed=on("sent", "sent"), lines=1, gentle=False),
    Choice(
        key="further",
        label="Will it go further?",
        needed=on("sent", "sent"),
        options=opts(no="No", yes="Yes", not_known="Not known"),
    ),
    Text(key="further_whom", label="To whom", when=on("further", "yes"), needed=True),
    Choice(
        key="sent",
        label="Has it gone?",
        needed=True,
        options=(
            Option(value="sent", label="Yes, it has gone"),
            Option(value="not_yet", label="Not yet", hint="Decided, not sent. It stays on your list."),
            Option(value="withdrawn", label="They changed their mind before it went"),
            Option(value="not_needed", label="It is no longer needed"),
        ),
    ),
    DateTime(key="sent_on", label="Sent when", when=on("sent", "sent"), needed=True),
    Text(
        key="sent_by",
        label="Sent by",
        hint="Worker or manager, by name.",
        when=on("sent", "sent"),
        needed=True,
    ),
    LongText(
        key="late_reason_sent",
        label="Why it went late",
        when=on("@sent_late", "yes"),
        needed=True,
        lines=1,
        gentle=False,
    ),
    LongText(
        key="not_needed_reason",
        label="Why it is no longer needed",
        when=on("sent", "not_needed"),
        needed=True,
        lines=1,
        gentle=False,
    ),
)

TELL = page(
    "S10",
    "Tell the person",
    Rows(
        key="told",
        label="Each person whose information it is, or who answers for them",
        layout="cards",
        row_title="person",
        needed=True,
        columns=(
            Person(key="person", label="Person", group="anyone", needed=True),
            Choice(
                key="when_told",
                label="Told",
                needed=True,
                options=opts(
                    before="Before",
                    at="At the same time",
                    after="Afterwards",
                    will="Will be told",
                    no="Not told, because",
                    not_sure="Not sure whether it is safe",
                ),
            ),
            DateTime(key="told_on", label="When", when=on("when_told", "before", "at", "after"), needed=True),
            Date(
                key="will_by",
                label="By",
                when=on("when_told", "will"),
                needed=True,
                future=True,
                due="Tell what was shared",
            ),
            Choice(
                key="why_not",
                label="Why not",
                when=on("when_told", "no"),
                needed=True,
                other=True,
                options=opts(
                    X1="it could put someone at more risk",
                    X2="it could spoil finding or stopping a serious crime",
                ),
            ),
            LongText(key="said", label="What was said", lines=1, gentle=False),
        ),
    ),
)

_AS_TOLD = AllOf(of=(on("@manager_signs", "yes"), on("manager_word", "as_told")))
FINISH = page(
    "S11",
    "Read it through and sign",
    LongText(
        key="reason",
        label="Your reasons, in a few sentences",
        hint="So that somebody who was not there understands.",
        needed=Not(of=on("route", "EM")),
        lines=3,
        gentle=False,
    ),
    LongText(
        key="would_change",
        label="What would change your mind",
        when=on("route", "NO"),
        needed=True,
        lines=1,
        gentle=False,
    ),
    DateTime(
        key="asker_told_on",
        label="When you told those who asked",
        when=AnyOf(of=(on("@asker_waits", "yes"), on("@asker_gets_less", "yes"))),
        needed=on("@asker_waits", "yes"),
    ),
    DateTime(
        key="recipient_told_on",
        label="When those who have it already were told",
        hint="What was sent cannot be unsent.",
        when=AllOf(of=(on("was_sent", "yes"), on("route", "NO"))),
        needed=True,
    ),
    LongText(
        key="alternatives",
        label="What else is offered",
        when=on("route", "NO"),
        lines=1,
        gentle=False,
    ),
    Date(
        key="review",
        label="Look at this again on",
        when=on("route", "NO"),
        future=True,
        due="Look again at a decision not to share",
    ),
    DateTime(
        key="lead_told_on",
        label="When your data protection lead was told",
        when=on("@review_harm", "yes"),
        needed=True,
    ),
    Text(
        key="referral",
        label="Referral it goes with",
        short=True,
        hint="Children, adult safeguarding or police, and its reference.",
        when=AllOf(of=(HARM, on("route", "EM", "CP", "LEGAL"))),
    ),
    Text(key="worker_name", label="Worker", needed=True, short=True),
    Choice(
        key="manager_told",
        label="Your manager",
        when=on("@manager_told_needed", "yes"),
        needed=True,
        options=opts(told="has been told", will="will be told"),
    ),
    DateTime(
        key="manager_told_on",
        label="Manager told when",
        when=AllOf(of=(on("@manager_told_needed", "yes"), on("manager_told", "told"))),
        needed=True,
    ),
    Date(
        key="manager_told_by",
        label="Manager will be told by",
        when=AllOf(of=(on("@manager_told_needed", "yes"), on("manager_told", "will"))),
        needed=True,
        future=True,
        due="Tell the manager about a decision",
    ),
    Signatures(key="worker_signature", label="Worker's signature", who=("Worker",), needed=True),
    Choice(
        key="manager_word",
        label="The manager's word",
        when=on("@manager_signs", "yes"),
        needed=CALM,
        options=opts(signs="signs here", as_told="as told to the worker", later="signs later"),
    ),
    Text(
        key="manager_name",
        label="Manager",
        when=on("@manager_signs", "yes"),
        needed=on("manager_word", "signs", "as_told"),
        hint="Not the same person as the worker.",
    ),
    Text(key="manager_entered_by", label="Entered by", when=_AS_TOLD, needed=True),
    Signatures(
        key="manager_signature",
        label="Manager's signature",
        who=("Manager",),
        when=AllOf(of=(on("@manager_signs", "yes"), on("manager_word", "signs"))),
        needed=True,
    ),
)

ADVICE = page(
    "ADV",
    "Ask for advice",
    Rows(
        key="advice",
        label="Advice",
        layout="cards",
        row_title="who",
        columns=(
            Choice(
                key="who",
                label="Who is asked",
                needed=True,
                other=True,
                options=opts(
                    lead="Safeguarding lead",
                    dpo="Data protection officer",
                    caldicott="Caldicott Guardian",
                    legal="Legal adviser",
                    front_door="Front door",
                ),
            ),
            Choice(
                key="named",
                label="The family was",
                needed=True,
                options=opts(no_names="not named", named="named"),
            ),
            LongText(key="question", label="What you asked", lines=1, gentle=False),
            Date(key="review", label="Look again by", needed=True, future=True),
            LongText(key="answer", label="What they said", lines=2, gentle=False),
            Choice(
                key="result",
                label="Where it stands",
                options=opts(
                    open="No answer yet",
                    answered="Answered",
                    no_answer="No answer, I go on",
                    unsure="Still not sure, or nobody reached",
                ),
            ),
        ),
    ),
)
