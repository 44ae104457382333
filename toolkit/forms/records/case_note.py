"""The case note (R02): one contact, or one try at a contact, with who was seen, what was said and what comes next.

Full boxes are needed when there is a worry about a child, or none can be ruled out, or the note is significant; who was
seen is needed for contacts face to face. A try that met nobody asks for little more than what was tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from toolkit.forms.case_note_checks import check, lead
from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import Entry, problems
from toolkit.forms.vocabulary import (
    Actions,
    AllOf,
    AnyOf,
    Choice,
    Date,
    DateTime,
    Form,
    LongText,
    Not,
    Notice,
    Page,
    People,
    Person,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
    opts,
)

__all__ = ["FORM", "UPGRADES", "check", "failed_contact", "lead", "quick_note"]

FACE_TO_FACE = (
    "home_announced",
    "home_unannounced",
    "clinic",
    "school",
    "joint_visit",
    "meeting",
    "observation",
)
FAILED = ("attempted", "not_brought")
AT_A_DISTANCE = ("phone", "video", "message")

_CHOSEN = When(key="contact", values=("*",))
_TRIED = When(key="contact", values=FAILED)
_MET = Not(of=_TRIED)
_FACE = When(key="contact", values=FACE_TO_FACE)
_WORRY = When(key="worry", values=("yes", "not_known"))
_FULL = AnyOf(of=(_WORRY, When(key="significant", values=("yes",))))
"""Fw: the boxes that a worry, or a significant note, makes necessary."""
_MET_FULL = AllOf(of=(_MET, _FULL))
_PATTERN = AllOf(
    of=(
        _TRIED,
        AnyOf(
            of=(
                When(key="@failed_in_row", values=("yes",)),
                When(key="@failed_90_days", values=("yes",)),
            )
        ),
    )
)
_CHILD = When(key="person.group", values=("child",))
_SEEN = When(key="seen", values=("yes",))
_NOT_SEEN = When(key="seen", values=("no", "not_known", "not_asked", "declined"))
_SEEN_OR_HEARD = AnyOf(
    of=(
        When(key="seen[person].seen", values=("yes",)),
        When(key="seen[person].spoken", values=("yes",)),
    )
)

_CONTACT = Page(
    key="contact",
    title="Contact and purpose",
    fields=(
        Choice(
            key="contact",
            label="Type of contact",
            first=True,
            needed=True,
            options=opts(
                home_announced="Home visit, announced",
                home_unannounced="Home visit, unannounced",
                clinic="Clinic",
                school="School or nursery",
                phone="Telephone",
                video="Video call",
                message="Text, email or letter",
                joint_visit="Joint visit",
                meeting="Meeting with the family",
                professional="Professional discussion or advice",
                observation="Observation",
                received="Information received",
                attempted="Attempted, no contact",
                not_brought="Was not brought",
                office="Office or administration",
            ),
        ),
        Choice(
            key="health_contact",
            label="Health-visiting contact",
            hint="Beside the type, for health visitors.",
            options=opts(
                antenatal="Antenatal",
                new_birth="New birth",
                weeks_6_8="6 to 8 weeks",
                months_12="12 months (9 to 12 on older forms)",
                years_2="2 to 2½ years",
                targeted="Targeted",
            ),
        ),
        Text(
            key="purpose",
            label="Purpose",
            hint="What this contact was for.",
            when=_MET,
            needed=_FACE,
            prompt=Prompt(
                title="What is this for?",
                text="A contact with a purpose can be looked back on: what was it meant to find out or change?",
                card="G-REC",
            ),
        ),
        Text(key="place", label="Place", when=_MET),
        YesNo(key="planned", label="Planned?", when=_MET),
        Text(
            key="interpreter",
            label="Interpreter or communication aid",
            hint="Who interpreted and in which language, or what helped. Never a child or relative.",
            when=_MET,
            needed=When(key="@language_need", values=("yes",)),
            prompt=Prompt(
                title="Whose words are these?",
                text="With a relative interpreting you hear the relative. Use an interpreter from outside the family.",
                card="G-DA",
            ),
        ),
        Rows(
            key="attempted",
            label="What was tried",
            when=_TRIED,
            needed=True,
            layout="cards",
            add_label="Add another try",
            prompt=Prompt(
                title="A try is a fact too",
                text="Nobody at home tells little by itself. Several in a row may tell a lot: write each one down.",
                card="G-DC",
            ),
            columns=(
                DateTime(key="tried", label="Day and time", needed=True),
                Choice(
                    key="method",
                    label="How",
                    needed=True,
                    other=True,
                    options=opts(
                        visit="Knocked at the door",
                        phone="Telephone",
                        message="Text or email",
                        letter="Letter",
                        appointment="Appointment offered",
                    ),
                ),
                Text(key="used", label="Address or number used", withheld="unless_asked"),
                Text(key="result", label="What happened", needed=True),
                Choice(
                    key="left",
                    label="Card or letter left",
                    hint="Look at the warnings first: is paper safe here?",
                    options=opts(
                        card="Card left",
                        letter="Letter left",
                        message="Message left",
                        nothing="Nothing left",
                        not_safe="Nothing left, not safe",
                    ),
                ),
                Date(key="next", label="Try again on", future=True, due="Try again to make contact"),
            ),
        ),
        LongText(
            key="pattern",
            label="Is this a pattern, and who needs to know?",
            hint="Two in a row, or three in 90 days.",
            when=AnyOf(of=(_PATTERN, AllOf(of=(_TRIED, When(key="pattern", values=("*",)))))),
            lines=2,
            prompt=Prompt(
                title="Not seen is not safe",
                text="Who else has seen the child? Ring school, nursery or the GP, and talk with your lead.",
                card="G-DC",
            ),
        ),
    ),
)

_SEEN_ROWS = Rows(
    key="seen",
    label="Who was seen",
    hint="Every child, and every adult in the home.",
    each="everyone",
    only=Not(of=When(key="person.unborn", values=("yes",))),
    when=AllOf(of=(_CHOSEN, _MET)),
    needed_for=AllOf(
        of=(_FACE, AnyOf(of=(_CHILD, AllOf(of=(_FULL, When(key="person.home", values=("yes",)))))))
    ),
    add_label="Add someone of the family",
    prompt=Prompt(
        title="Who else is here?",
        text="Ask who slept here last night. Name each adult and say what he or she is to each child.",
        card="G-UM",
    ),
    columns=(
        YesNo(key="seen", label="Seen", needed=True),
        YesNo(
            key="spoken",
            label="Spoken to",
            when=AnyOf(of=(_SEEN, When(key="contact", values=AT_A_DISTANCE))),
            needed=True,
        ),
        # Whoever reads a copy at home must not learn from it who spoke with the worker alone.
        YesNo(key="alone", label="Alone with you", when=_SEEN, needed=True, withheld="unless_asked"),
        Choice(
            key="state",
            label="Awake or asleep",
            when=AllOf(of=(_CHILD, _SEEN)),
            options=opts(awake="Awake", asleep="Asleep", both="Both"),
        ),
        Text(
            key="how",
            label="How they seemed, or why not seen",
            needed=AllOf(of=(_CHILD, _NOT_SEEN)),
        ),
        Date(
            key="next",
            label="When will they be seen?",
            when=AllOf(of=(_CHILD, _NOT_SEEN)),
            needed=True,
            future=True,
            or_not_known=True,
            due="See the child",
        ),
        Text(
            key="alone_how",
            label="When and where alone",
            when=When(key="alone", values=("yes",)),
            withheld="unless_asked",
        ),
    ),
)

_OTHERS = Rows(
    key="others",
    label="Others present",
    hint="Anyone there who is not in the list above.",
    when=AllOf(of=(_CHOSEN, _MET)),
    needed=AllOf(of=(_FACE, _FULL)),
    withheld="unless_asked",
    add_label="Add a person",
    none_label="No one else",
    columns=(
        Text(key="name", label="Name as given", needed=True),
        Text(key="said", label="Who they said they were", needed=True),
        Text(key="relation", label="Relation to each child", needed=True),
        YesNo(key="checked", label="Identity checked?", needed=True),
    ),
)

_INJURY_YES = When(key="injury", values=("yes",))
_NON_MOBILE = AllOf(of=(_INJURY_YES, When(key="non_mobile", values=("yes", "not_known"))))

_HEARD = Page(
    key="seen",
    title="Seen and heard",
    fields=(
        _SEEN_ROWS,
        _OTHERS,
        LongText(
            key="facts",
            label="What I saw and heard",
            hint="Facts only: who did or said what, and when. Exact words in quote marks.",
            when=_MET,
            needed=True,
            lines=10,
            prompt=Prompt(
                title="See, hear, explore, check",
                text="Watch the children while adults talk. Who goes to whom, and what happens when somebody cries?",
                card="G-PC",
            ),
        ),
        YesNo(
            key="injury",
            label="Was an injury or mark seen?",
            when=AllOf(of=(_CHOSEN, _MET)),
            prompt=Prompt(
                title="Any mark on a baby who cannot move",
                text="However small, and however likely the story, it is shared the same day.",
                card="G-NMB",
            ),
        ),
        People(
            key="injury_children",
            label="On which child",
            group="children",
            when=AllOf(of=(_MET, _INJURY_YES)),
            needed=True,
        ),
        YesNo(
            key="non_mobile",
            label="Is it a child who cannot yet, or does not, move alone?",
            hint="Not yet crawling, shuffling, pulling up or cruising. Rolling does not count.",
            when=AllOf(of=(_MET, _INJURY_YES)),
            needed=True,
        ),
        Notice(
            key="non_mobile_notice",
            label="A mark on a child who does not move alone",
            tone="red",
            text="Ring the front door now and say “non-mobile baby protocol”. A medical opinion is needed today. "
            "A serious injury, or bleeding from ears, mouth or nose: 999.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=AllOf(of=(_MET, _NON_MOBILE)),
            prompt=Prompt(
                title="Marks on babies",
                text="Marks on babies who do not move yet are very unusual. Each agency notes what it shared.",
                card="G-NMB",
            ),
        ),
        LongText(
            key="injury_note",
            label="The injury or mark",
            hint="Where, size, shape and colour; who gave which account, and who looked at it. No guess at its age.",
            when=AllOf(of=(_MET, _INJURY_YES)),
            needed=True,
        ),
        YesNo(
            key="worry",
            label="Are you worried about a child?",
            plain_label="Was the worker worried about a child?",
            hint="Not known: ask your safeguarding lead today.",
            needed=True,
            prompt=Prompt(
                title="A worry needs a voice",
                text="Ring first, write after. Nobody needs proof, or a form, to ask for advice.",
                card="G-CP",
            ),
        ),
        Notice(
            key="worry_notice",
            label="Ring now",
            tone="red",
            text="Child in danger now: 999. Worried about harm: ring the front door for your area. "
            "Do not wait for this note to be finished.",
            numbers=("emergency", "front_door", "out_of_hours", "safeguarding_lead"),
            when=When(key="worry", values=("yes",)),
        ),
        Notice(
            key="unsure_notice",
            label="Talk it through today",
            tone="amber",
            text="Not sure is reason enough to ask. Speak with your safeguarding lead today; "
            "the front door gives advice too.",
            numbers=("emergency", "safeguarding_lead", "front_door", "out_of_hours"),
            when=When(key="worry", values=("not_known",)),
        ),
    ),
)

_VOICE = Page(
    key="voice",
    title="Each child's voice",
    when=_MET,
    fields=(
        Rows(
            key="voice",
            label="Each child's voice and day",
            hint="One box for each child who was seen or spoken to. It stays off a copy for the family.",
            withheld="unless_asked",
            prompt=Prompt(
                title="A baby has a voice",
                text="Whose face does the baby look for? Who comes at a cry, and how do they hold the baby?",
                card="G-BABY",
            ),
            each="children",
            only=_SEEN_OR_HEARD,
            needed=_MET_FULL,
            layout="cards",
            add_label="Add a child",
            columns=(
                LongText(
                    key="words",
                    label="Voice, and a day in the life",
                    hint="Own words, play, body. Morning, meals, school, evening, night, weekend. "
                    "A baby: feeds, sleep, how I am held, whose arms I go to.",
                    needed=True,
                    lines=6,
                    prompt=Prompt(
                        title="Walk through one day",
                        text="Who is up first, who makes breakfast, where do I sleep, who is here on Saturday?",
                        card="G-DAY",
                    ),
                ),
            ),
        ),
    ),
)

_TOLD = Page(
    key="told",
    title="Told by others",
    when=_MET,
    fields=(
        Rows(
            key="told",
            label="What others reported",
            layout="cards",
            prompt=Prompt(
                title="Whose account is it?",
                text="What somebody told you stands under their name, apart from what you saw yourself.",
                card="G-NMC",
            ),
            withheld="unless_asked",
            add_label="Add what someone said",
            row_title="who",
            columns=(
                Text(key="who", label="Who", needed=True),
                LongText(key="what", label="What they said", needed=True),
                YesNo(key="first_hand", label="Did they see or hear it themselves?", needed=True),
            ),
        ),
    ),
)

_ABUSE_YES = When(key="abuse", values=("yes",))
_HIGH = When(key="high_concern", values=("yes",))

_VIEW = Page(
    key="view",
    title="View and analysis",
    when=AnyOf(of=(_MET, _FULL)),
    fields=(
        LongText(
            key="opinion",
            label="My opinion",
            hint="Begin with “In my view, because…”.",
            when=_MET,
            prompt=Prompt(
                title="Yours, and said so",
                text="An opinion with its reasons helps the reader. One dressed up as a fact misleads.",
                card="G-REC",
            ),
        ),
        Rows(
            key="analysis",
            label="So what does this mean for each child?",
            each="about",
            layout="cards",
            needed=_MET_FULL,
            add_label="Add a child",
            columns=(
                LongText(
                    key="so_what",
                    label="Analysis",
                    hint="What it does to the child now, and if nothing changes. What fits with what is known and what "
                    "does not. Strengths. What I do not know yet.",
                    needed=True,
                    lines=6,
                    prompt=Prompt(
                        title="Does it fit?",
                        text="Look at what was tried, by services too, before deciding that a family will not work with you.",
                        card="G-DC",
                    ),
                ),
            ),
        ),
        YesNo(
            key="looked",
            label="Did I see for myself?",
            withheld="unless_asked",
            when=_MET,
            prompt=Prompt(
                title="Curious to the end",
                text="Ask why and not only what. One person's account is one account, however warm it is.",
                card="G-PC",
            ),
        ),
        YesNo(
            key="listened", label="Did I hear from everyone who matters?", withheld="unless_asked", when=_MET
        ),
        YesNo(key="explored", label="Did I explore what did not fit?", withheld="unless_asked", when=_MET),
        YesNo(key="verified", label="Did I check it with someone else?", withheld="unless_asked", when=_MET),
        LongText(
            key="curiosity_note",
            label="What I would still like to know",
            withheld="unless_asked",
            when=_MET,
            lines=2,
        ),
        YesNo(
            key="abuse",
            label="Domestic abuse or control seen, told or suspected?",
            hint="Never in a family's or child's copy.",
            withheld="always",
            prompt=Prompt(
                title="Every child in every home",
                text="Ask only when alone. Name each child linked to it, also those who stayed behind.",
                card="G-DA",
            ),
        ),
        Choice(
            key="enquiry",
            label="Routine enquiry about abuse",
            withheld="always",
            when=_MET,
            options=opts(
                alone="Asked, alone",
                not_alone="Not asked: not alone",
                not_safe="Not asked: not safe",
                not_due="Not due",
            ),
        ),
        Rows(
            key="abuse_children",
            label="Domestic abuse: every child",
            hint="All children of all the homes it touches, also those who stayed behind.",
            each="children",
            layout="cards",
            withheld="always",
            when=_ABUSE_YES,
            needed=True,
            add_label="Add a child",
            columns=(
                Person(
                    key="child",
                    label="Child, if not of this family",
                    group="anyone",
                    when=Not(of=When(key="person", values=("*",))),
                    needed=True,
                ),
                YesNo(key="in_home", label="In the home at the time?", needed=True),
                YesNo(key="saw_heard", label="Saw or heard it?", needed=True),
                Text(key="considered_by", label="Considered by whom", needed=True),
                YesNo(key="referred", label="Referred?", needed=True),
            ),
        ),
        YesNo(
            key="high_concern",
            label="Is this a high concern?",
            withheld="unless_asked",
            needed=_MET_FULL,
        ),
        YesNo(
            key="manager_told",
            label="Has your manager been told?",
            withheld="unless_asked",
            when=_HIGH,
            needed=True,
        ),
        DateTime(
            key="manager_told_at",
            label="Manager told on",
            withheld="unless_asked",
            when=AllOf(of=(_HIGH, When(key="manager_told", values=("yes",)))),
            needed=True,
        ),
        Date(
            key="manager_tell_by",
            label="Manager will be told by",
            hint="The next working day at the latest.",
            future=True,
            withheld="unless_asked",
            due="Tell your manager about a high concern",
            when=AllOf(of=(_HIGH, When(key="manager_told", values=("no", "not_known", "not_asked")))),
            needed=True,
        ),
    ),
)

_TOGETHER = Page(
    key="together",
    title="Talked about together",
    when=_MET,
    hint="The family may read this one day.",
    fields=(
        LongText(key="discussed", label="What was talked about with the family"),
        LongText(key="family_view", label="Their view", lines=3),
        Choice(
            key="family_agrees",
            label="Do they agree with this note?",
            options=opts(
                agree="They agree",
                partly="They agree in part",
                disagree="They do not agree",
                not_shown="They have not seen it yet",
                not_safe="Not safe to show",
            ),
        ),
    ),
)

_ACTIONS = Page(
    key="actions",
    title="Actions",
    when=AnyOf(of=(_MET, _FULL, _PATTERN, When(key="actions", values=("*",)))),
    fields=(
        Actions(
            key="actions",
            label="What will happen next",
            hint="One named person for each action, and a day.",
            needed=_MET,
            none_label="No actions from this contact",
        ),
        Rows(
            key="advice",
            label="Advice taken",
            layout="cards",
            withheld="unless_asked",
            add_label="Add advice",
            row_title="who",
            prompt=Prompt(
                title="Different views are normal",
                text="When you see it differently, say so to each other first, quickly and with the child in mind.",
                card="G-CHAL",
            ),
            columns=(
                Text(key="who", label="Who", needed=True),
                Text(key="role", label="Role", needed=True),
                Choice(
                    key="named",
                    label="Was the family named?",
                    needed=True,
                    options=opts(named="Named", unnamed="Not named"),
                ),
                LongText(key="advice", label="What they advised", needed=True, lines=3),
                DateTime(key="given", label="When", needed=True),
            ),
        ),
    ),
)

_TAGS = Page(
    key="tags",
    title="Tags and oversight",
    fields=(
        YesNo(
            key="significant",
            label="Is this a significant event?",
            hint="Something a later reader of the history must not miss.",
            found_by="Significant event",
            when=_MET,
            needed=True,
        ),
        Text(
            key="sentence",
            label="One sentence for the chronology",
            hint="Neutral, with a name and what happened.",
            when=AllOf(of=(_MET, When(key="significant", values=("yes",)))),
            needed=True,
            prompt=Prompt(
                title="History beats incident",
                text="The next worker reads this line, not the note. What must they know in a year?",
                card="G-SA",
            ),
        ),
        Rows(
            key="oversight",
            label="Manager's oversight",
            hint="Added by someone other than the author, after the note is finished. It never holds the note back.",
            layout="cards",
            withheld="always",
            add_label="Add oversight",
            row_title="manager",
            columns=(
                Text(key="manager", label="Manager", needed=True),
                DateTime(key="when", label="When", needed=True),
                LongText(key="comment", label="Comment", needed=True, lines=3),
                Text(key="decision", label="Decision"),
                Date(key="by_when", label="By when", future=True, due="Manager's decision"),
            ),
        ),
    ),
)

FORM = Form(
    id="case_note",
    title="Case note",
    description="A visit, call, meeting or message: who was seen, what was said, what comes next.",
    keywords=(
        "visit",
        "contact",
        "home visit",
        "phone call",
        "no answer",
        "was not brought",
        "failed contact",
        "DNA",
        "case recording",
        "contact record",
        "progress note",
    ),
    moment="first visit",
    icon="note",
    title_from="contact",
    summary_from=("sentence", "facts", "attempted"),
    pages=(_CONTACT, _HEARD, _VOICE, _TOLD, _VIEW, _TOGETHER, _ACTIONS, _TAGS),
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}


Tap: TypeAlias = Literal["seen", "seen_alone", "not_seen"]
QUICK: dict[str, str] = {"not_this_time": "quick_note"}
_TAPS: dict[Tap, dict[str, str]] = {
    "seen": {"seen": "yes", "alone": "no"},
    "seen_alone": {"seen": "yes", "alone": "yes"},
    "not_seen": {"seen": "no"},
}
_CELL = re.compile(r"(\w+)\[([^\]]*)\]\.(\w+)")


def quick_note(
    context: Context,
    *,
    contact: str,
    event: str,
    about: list[str],
    seen: Mapping[str, Tap],
    happened: str,
    worry: str,
    next_step: str = "",
    by_when: str = "",
    who: object = None,
    finishing: bool = True,
) -> Answers:
    """The answers of a case note from the five questions of the quick note.

    `event` is ISO text; `seen` maps child ids to one tap; no `next_step` means none; `who` does it, as a `Person` field
    keeps it. With no worry every other needed box is left "not this time: quick note"; with a worry, or one not known,
    nothing is filled in, so that the whole note asks for it. Nor is it while the note is not `finishing`: a draft may
    still become a whole note.
    """
    answers: Answers = {
        "contact": contact,
        "event": event,
        "about": list(about),
        "seen": [{"id": child, "person": child, **_TAPS[tap]} for child, tap in seen.items()],
        "facts": happened,
        "worry": worry,
        "actions": [{"id": "a1", "what": next_step, "who": who, "by_when": by_when}]
        if next_step.strip()
        else {"none": True},
    }
    return leave_the_rest(answers, context) if finishing and worry not in ("yes", "not_known") else answers


def failed_contact(
    context: Context,
    *,
    event: str,
    about: list[str],
    method: str,
    result: str,
    worry: str,
    used: str = "",
    left: str = "",
    next_try: str = "",
    not_brought: bool = False,
    pattern: str = "",
    finishing: bool = True,
) -> Answers:
    """The answers of a case note about a try that met nobody, or a child who was not brought.

    What else is needed is left as in `quick_note`, when the note is `finishing`.
    """
    tried = {"id": "t1", "tried": event, "method": method, "used": used, "result": result}
    tried |= {"left": left, "next": next_try}
    answers: Answers = {
        "contact": "not_brought" if not_brought else "attempted",
        "event": event,
        "about": list(about),
        "attempted": [{key: value for key, value in tried.items() if value}],
        "worry": worry,
    }
    if pattern.strip():
        answers["pattern"] = pattern
    return leave_the_rest(answers, context) if finishing and worry not in ("yes", "not_known") else answers


def leave_the_rest(answers: Answers, context: Context) -> Answers:
    """The answers with every needed box that the quick note does not ask left "not this time: quick note".

    What it does ask stays missing when it is empty, and so do the fields every record has.
    """
    asked = ("contact", "facts", "worry", "actions", "attempted", "about", "event", "late_reason")
    filled: dict[str, Any] = dict(answers)
    for problem in problems(Entry(FORM, UPGRADES), answers, context):
        if problem.level != "missing" or re.split(r"\W", problem.path)[0] in asked:
            continue
        if cell := _CELL.fullmatch(problem.path):
            filled[cell[1]] = _with_cell(filled.get(cell[1]), cell[2], cell[3])
        else:
            filled[problem.path] = dict(QUICK)
    return filled


def _with_cell(rows: object, row_id: str, key: str) -> list[dict[str, Any]]:
    """Rows with one cell left; a row seeded for a person and not yet kept comes into being."""
    kept = [dict(row) for row in rows] if isinstance(rows, list) else []
    if all(row.get("id") != row_id for row in kept):
        kept.append({"id": row_id, "person": row_id})
    return [{**row, key: dict(QUICK)} if row.get("id") == row_id else row for row in kept]
