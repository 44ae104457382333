"""Learning log and service plan (R28): what was learnt from where, what changed because of it, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.team_parts import WHO_MAY_SEE, old_terms, titled
from toolkit.forms.vocabulary import Choice, Date, Form, LongText, Page, Prompt, Rows, Text, opts

__all__ = ["FORM", "UPGRADES", "check", "title"]

_LOG = Page(
    key="log",
    title="Learning log",
    fields=(
        Text(key="team", label="Team or service", needed=True, first=True),
        Rows(
            key="learning",
            label="What we learnt",
            needed=True,
            none_label="Nothing yet",
            row_title="learnt",
            add_label="Add something learnt",
            prompt=Prompt(
                title="Until it is different",
                text="It is learnt when somebody does something in another way, and somebody else can see it.",
                card="G-LRN",
            ),
            columns=(
                Choice(
                    key="source",
                    label="From",
                    needed=True,
                    other=True,
                    options=opts(
                        review="A case review",
                        audit="An audit",
                        complaint="A complaint",
                        training="Training",
                        guidance="Guidance",
                    ),
                ),
                Text(key="which", label="Which one, and its year"),
                Date(key="on", label="On", needed=True),
                LongText(key="learnt", label="What we learnt", needed=True, lines=2),
                Text(key="who", label="Who needs to know", needed=True),
                LongText(
                    key="change",
                    label="What was changed",
                    needed=True,
                    lines=2,
                    none_label="Nothing had to change",
                ),
                LongText(key="checked", label="How it is checked", needed=True, lines=1),
                Date(
                    key="check_on",
                    label="Look again on",
                    future=True,
                    not_before="on",
                    due="Check what was changed",
                    done="checked_on",
                ),
                Date(key="checked_on", label="Checked on", not_before="on"),
            ),
        ),
    ),
)
_PLAN = Page(
    key="plan_page",
    title="Service plan",
    fields=(
        Date(key="plan_from", label="Plan from", future=True),
        Date(
            key="plan_until", label="Plan until", future=True, not_before="plan_from", due="Service plan ends"
        ),
        Rows(
            key="plan",
            label="Plan",
            none_label="No plan yet",
            needed=True,
            row_title="outcome",
            add_label="Add an outcome",
            columns=(
                LongText(key="outcome", label="Outcome", needed=True, lines=1, gentle=False),
                LongText(key="measure", label="Measure", needed=True, lines=1, gentle=False),
                LongText(key="activity", label="Activity", needed=True, lines=1, gentle=False),
                LongText(key="target", label="Target", needed=True, lines=1, gentle=False),
            ),
        ),
        Rows(
            key="staffing",
            label="Staffing",
            none_label="None",
            row_title="post",
            add_label="Add a post",
            columns=(
                Text(key="post", label="Post", needed=True),
                Text(
                    key="fte",
                    label="Full-time equivalent",
                    hint="1 is full time, 0.5 is half.",
                    short=True,
                    needed=True,
                ),
            ),
        ),
        LongText(
            key="capacity",
            label="Time for work with other agencies",
            hint="For example one day a week each.",
            lines=2,
        ),
    ),
)

FORM = Form(
    id="learning",
    title="Learning log and service plan",
    description="What was learnt, what changed because of it, and what the service plans.",
    keywords=("learning", "improvement", "service plan", "lessons", "review", "staffing", "capacity"),
    moment="me and my team",
    icon="lightbulb",
    keeper="team",
    header=False,
    living=True,
    landscape=True,
    copies=("practitioner",),
    pages=(_LOG, _PLAN, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
title = titled(FORM.title, "team")


def check(answers: Answers, context: Context) -> list[Problem]:
    """A full-time equivalent is a number above 0; old terms."""
    return [*_shares(answers), *old_terms(answers)]


def _shares(answers: Answers) -> Iterator[Problem]:
    for row in rows_of(answers, "staffing"):
        typed = str(row.get("fte") or "").strip().replace(",", ".")
        if not typed:
            continue
        try:
            share = float(typed)
        except ValueError:
            share = 0.0
        if not 0 < share < float("inf"):
            sentence = "Write it as a number above 0, like 1 or 0.5."
            yield Problem("E5", f"staffing[{row.get('id', '')}].fte", sentence, "refused")
