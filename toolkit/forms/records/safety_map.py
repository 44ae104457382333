"""The three-column map with safety scale (R04): what works well, what worries us, what needs to happen.

Usable where services practise Signs of Safety; the questions are our own. Each person keeps his or her own number on the
scale: numbers stand side by side and are never averaged. The level of help changes what a worry and a goal are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.blocks import Answer, Block, Paragraph, PointColumn, PointColumns, Table
from toolkit.forms.board import column_blocks, score_blocks, short_names
from toolkit.forms.conditions import Scope
from toolkit.forms.map_checks import check, start
from toolkit.forms.people import Answers, Context, dicts
from toolkit.forms.vocabulary import (
    Actions,
    Audience,
    Choice,
    Column,
    ColumnOrder,
    Columns,
    Date,
    Form,
    LongText,
    Page,
    People,
    Person,
    PointKind,
    Prompt,
    Rows,
    Scores,
    Text,
    When,
    Wording,
    YesNo,
    is_empty,
    is_special,
    opts,
)
from toolkit.forms.words import NOT_RECORDED, action_rows, say

__all__ = ["FORM", "UPGRADES", "check", "paper", "start"]

LOW = "No signs of safety. Children's social care must respond now."
HIGH = "High safety. No further action is needed."
"""Anchors as one city prints them (S004, 2018-19); the worker may put the area's own."""

_PROTECTION = When(key="level", values=("protection", "care"))

_WELL = Column(
    key="well",
    title="Working well",
    question="What is already good, and who makes it so?",
    tone="good",
    kinds=(
        PointKind(
            value="strength",
            label="Strength",
            hint="Something that makes a day better, or a worry smaller.",
            needed=True,
            none_label="none found yet",
        ),
        PointKind(
            value="safety",
            label="Safety",
            hint="A strength counts as safety when it protected the child while the danger was there.",
            columns=(
                Text(key="when", label="When the danger was there"),
                Text(key="often", label="How often"),
            ),
        ),
    ),
)

_WORRIES = Column(
    key="worries",
    title="What are we worried about?",
    question="What has happened, and what might happen?",
    tone="worry",
    kinds=(
        PointKind(
            value="harm",
            label="What has happened",
            hint="What happened, to whom, and what it did to the child.",
            needed=True,
            none_label="none known",
            columns=(
                Text(key="to_whom", label="To whom"),
                Text(key="by_whom", label="Who did it"),
                Text(key="when", label="When"),
                Text(key="often", label="How often, and how bad"),
                Text(key="effect", label="Effect on the child"),
                Text(key="saw", label="Who saw it"),
            ),
        ),
        PointKind(
            value="danger",
            label="Worry statement",
            hint="Who is worried, about what, and what may happen to the child if nothing changes. Three or fewer.",
            needed=_PROTECTION,
            none_label="none",
            wordings=(
                Wording(
                    when=_PROTECTION,
                    label="Danger statement",
                    hint="Who is worried, about which behaviour, and what may happen to the child. Three or fewer.",
                ),
            ),
            columns=(Text(key="disagree", label="Who sees it differently, and how"),),
        ),
        PointKind(
            value="harder",
            label="What makes it harder",
            hint="Not the harm itself: money, language, being alone with it.",
            columns=(Text(key="effect", label="Effect"),),
        ),
        PointKind(
            value="missing",
            label="What we do not know yet",
            hint="A question, who will find out, and by when.",
            columns=(
                Text(key="finder", label="Who will find out"),
                Date(key="by_when", label="By when", future=True, due="Find out"),
            ),
        ),
    ),
)

_NEXT = Column(
    key="next",
    title="What needs to happen?",
    question="What would each of you need to see to stop worrying?",
    tone="next",
    kinds=(
        PointKind(
            value="goal",
            label="Wellbeing goal",
            hint="What will be there, not only what will stop. Link it to its worry.",
            pairs_with="danger",
            wordings=(Wording(when=_PROTECTION, label="Safety goal"),),
            columns=(
                Text(key="notices", label="What the child will notice"),
                Text(key="know", label="How we will know"),
                Text(key="long", label="For how long"),
            ),
        ),
        PointKind(
            value="idea",
            label="Idea",
            hint="What the family and each child would like, in their own words.",
        ),
        PointKind(
            value="line",
            label="Must, or must not",
            hint="Bottom lines, agreed with the social worker.",
        ),
    ),
)

MAP_COLUMNS = (_WELL, _WORRIES, _NEXT)
MAP_ORDERS = (
    ColumnOrder(value="well_first", keys=("well", "worries", "next")),
    ColumnOrder(value="worries_first", keys=("worries", "well", "next")),
)
ORDERS = opts(well_first="Working well first", worries_first="Worries first")

_WHO = Page(
    key="who",
    title="Who and when",
    fields=(
        People(
            key="took_part",
            label="Who took part",
            group="anyone",
            needed=True,
            hint="Family first. Someone who is not in the family file can be added by name.",
        ),
        Choice(
            key="level",
            label="Level of help",
            needed=True,
            hint="It changes what a worry and a goal are called.",
            options=opts(
                early="Early help",
                need="Child in need, family help",
                protection="Child protection",
                care="In care",
            ),
        ),
        Choice(
            key="order",
            label="Order of the columns",
            needed=True,
            hint="The same points, another order.",
            options=ORDERS,
        ),
    ),
)

_MAP = Page(
    key="map",
    title="The map",
    own_sheet=True,
    fields=(
        Columns(
            key="map",
            label="Three columns",
            needed=True,
            columns=MAP_COLUMNS,
            order_from="order",
            orders=MAP_ORDERS,
            prompt=Prompt(
                title="Stay close to the day",
                text="What exactly was seen or heard, and by whom? When could it have happened and did not: what was different?",
                card="G-SOS",
            ),
        ),
        Scores(
            key="scale",
            label="Where is each of you, from 0 to 10?",
            hint="Each person's own number. A gap between two numbers is something to talk about.",
            needed=True,
            low_words=LOW,
            high_words=HIGH,
            prompt=Prompt(
                title="Why that, and not lower?",
                text="Ask for the reason first. Then ask what one higher would look like, and who would notice it.",
                card="G-SOS",
            ),
        ),
    ),
)

_IDEAS = Page(
    key="ideas",
    title="Their own ideas",
    fields=(
        Rows(
            key="ideas",
            label="The family's and each child's own ideas",
            hint="What do they want, and how could they make it better?",
            layout="cards",
            needed=True,
            none_label="Asked, none",
            add_label="Add a person's ideas",
            row_title="who",
            columns=(
                Person(key="who", label="Whose ideas", group="everyone", needed=True),
                LongText(key="ideas", label="In their own words", needed=True, gentle=False, lines=3),
            ),
        ),
    ),
)

_STEPS = Page(
    key="steps",
    title="Next steps",
    fields=(
        Actions(
            key="actions",
            label="Next steps",
            hint="Small, with a day and a name. Family members have steps too.",
            needed=True,
        ),
        Date(key="review", label="Map again on", future=True, due="Map again", not_before="event"),
    ),
)

_PLAN = Page(
    key="plan",
    title="Safety plan",
    hint="Only where there is one.",
    fields=(
        Rows(
            key="plan",
            label="Safety plan",
            layout="cards",
            add_label="Add a rule",
            row_title="rule",
            columns=(
                Text(key="rule", label="Day-to-day rule", needed=True),
                Text(key="what", label="What it keeps safe from"),
                Person(key="network", label="Who in the network", group="everyone"),
                Text(key="checks", label="Who checks"),
                Text(key="test", label="How it is tested"),
                Date(
                    key="review",
                    label="Look at it again on",
                    future=True,
                    due="Look at the safety plan again",
                ),
                Text(key="ends", label="When it ends"),
            ),
        ),
        Rows(
            key="network",
            label="People in the network, and what each agreed to do",
            add_label="Add a person",
            columns=(
                Person(key="who", label="Who", group="everyone", needed=True),
                Text(key="role", label="Agreed role", needed=True),
                YesNo(key="agreed", label="Agreed?", needed=True),
            ),
        ),
    ),
)

FORM = Form(
    id="safety_map",
    title="Three-column map",
    description="What works well, what worries us, what needs to happen, and a scale from 0 to 10.",
    keywords=(
        "signs of safety",
        "map",
        "mapping",
        "scale",
        "scaling",
        "danger statement",
        "safety goal",
        "three columns",
        "SOS",
        "safety plan",
    ),
    moment="working together",
    icon="columns",
    summary_from=("scale", "map"),
    pages=(_WHO, _MAP, _IDEAS, _STEPS, _PLAN),
    landscape=True,
)

UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}


def paper(answers: Answers, context: Context, audience: Audience) -> list[Block] | None:
    """The whole map on one sheet on its long side: columns, scale, next steps and ideas; a safety plan follows."""
    scope = Scope(answers, context)
    columns, scores = _MAP.fields
    assert isinstance(columns, Columns)
    assert isinstance(scores, Scores)
    who = [
        f"{p.label}: {'; '.join(say(p, answers.get(p.key), scope)) or NOT_RECORDED}." for p in _WHO.fields[:2]
    ]
    if day := "; ".join(say(_STEPS.fields[1], answers.get("review"), scope)):
        who.append(f"{_STEPS.fields[1].label} {day}.")
    # A point kept from the family stands on no copy but the worker's, where it says so.
    hidden = audience == "practitioner"
    return [
        Paragraph(text=" ".join(who), tone="note"),
        column_blocks(columns, answers.get("map"), scope, hidden=hidden),
        *score_blocks(scores, answers.get("scale"), scope, "Safety scale"),
        PointColumns(columns=(_steps(answers, scope), _ideas(answers, scope))),
        *_plan(answers, scope),
    ]


def _steps(answers: Answers, scope: Scope) -> PointColumn:
    """Each step with who does it and by when."""
    points: list[tuple[str, tuple[str, ...]]] = []
    rows = list(action_rows(answers.get("actions"), scope))
    names = short_names([who for _, who, *_ in rows])
    for (what, _, by_when, done, outcome), who in zip(rows, names, strict=True):
        when = "day not recorded" if by_when == NOT_RECORDED else f"by {by_when}"
        small = [
            "Nobody named" if who == NOT_RECORDED else who,
            when,
            f"done on {done}" if done else "",
            outcome,
        ]
        points.append((f"{what}: {', '.join(filter(None, small))}", ()))
    part = _STEPS.fields[0]
    if not points:
        words = "; ".join(say(part, answers.get("actions"), scope)) or NOT_RECORDED
        points.append((words, ()))
    return PointColumn(title=part.label, question="", tone="next", points=tuple(points))


def _ideas(answers: Answers, scope: Scope) -> PointColumn:
    """What the family and each child would like, in their own words."""
    part, held = _IDEAS.fields[0], answers.get("ideas")
    if is_special(held) or is_empty(held):
        said = ["; ".join(say(part, held, scope)) or NOT_RECORDED]
    else:
        names = short_names([scope.context.name_of(row.get("who")) or "Nobody named" for row in dicts(held)])
        said = [
            f"{name}: {row.get('ideas') or NOT_RECORDED}"
            for row, name in zip(dicts(held), names, strict=True)
        ]
    return PointColumn(
        title="Their own ideas", question="", tone="good", points=tuple((words, ()) for words in said)
    )


def _plan(answers: Answers, scope: Scope) -> list[Block]:
    """Each part of a safety plan as a table of the columns that hold something."""
    blocks: list[Block] = []
    for part in _PLAN.fields:
        assert isinstance(part, Rows)
        rows = dicts(answers.get(part.key))
        used = [c for c in part.columns if any(not is_empty(row.get(c.key)) for row in rows)]
        if rows and used:
            cells = (
                tuple("\n".join(say(c, row.get(c.key), scope.within(row))) for c in used) for row in rows
            )
            head = tuple(c.label for c in used)
            blocks.append(Table(caption=part.label, head=head, rows=tuple(cells)))
        elif lines := say(part, answers.get(part.key), scope):
            blocks.append(Answer(label=part.label, lines=tuple(lines)))
    return blocks
