"""Learning-needs analysis (R23): nine sections, and a timetable of what is done by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.team_parts import WHO_MAY_SEE, old_terms, titled
from toolkit.forms.vocabulary import Actions, Date, Form, LongText, Page, Prompt, Text

__all__ = ["FORM", "UPGRADES", "check", "title"]

_ABOUT = Page(
    key="about_page",
    title="Needs",
    fields=(
        Text(key="team", label="Team or service", needed=True, first=True),
        Date(key="day", label="Day of the analysis", needed=True, first=True),
        LongText(
            key="whose",
            label="1. Whose needs",
            hint="Which people or posts, how many, at which levels.",
            needed=True,
            gentle=False,
        ),
        LongText(
            key="purpose",
            label="2. Purpose",
            hint="Why now, and what set it off: a review, an audit, a complaint, a new law, a new service.",
            needed=True,
            gentle=False,
        ),
        LongText(
            key="methods",
            label="3. Methods",
            hint="How it was found out: asking, supervision, appraisals, records, what families said.",
            needed=True,
            gentle=False,
        ),
        LongText(
            key="findings",
            label="4. Findings",
            hint="What people can do, what they lack, and what that means for children.",
            needed=True,
            gentle=False,
            lines=6,
        ),
        LongText(
            key="practical",
            label="5. Practical matters",
            hint="Time off, cover, cost, place, access, language, shifts.",
            needed=True,
            gentle=False,
        ),
    ),
)
_MEETING = Page(
    key="meeting_page",
    title="How they are met",
    fields=(
        LongText(
            key="met",
            label="6. How the needs are met",
            hint="Courses, shadowing, joint visits, reading, supervision.",
            needed=True,
            gentle=False,
        ),
        Actions(
            key="timetable",
            label="Timetable",
            hint="Each step with one person and a day; they come up on Today.",
            needed=True,
            none_label="Nothing to do now",
        ),
        LongText(
            key="involved",
            label="7. How children and parents are involved",
            gentle=False,
            prompt=Prompt(
                title="Ask them",
                text="Ask children and parents what they would teach a worker, and have them see what came of it.",
                card="G-TRAIN",
            ),
        ),
        LongText(
            key="responsible",
            label="8. People responsible",
            gentle=False,
            prompt=Prompt(
                title="By name",
                text="Who frees the time, who pays, who looks whether it was done, and who is told if not.",
                card="G-TRAIN",
            ),
        ),
        LongText(
            key="certificates",
            label="9. Certificates",
            gentle=False,
            prompt=Prompt(
                title="On file",
                text="Where certificates are kept, who may see them, and who tells people that a refresher is due.",
                card="G-TRAIN",
            ),
        ),
        Date(key="next_analysis", label="Look again on", future=True, due="Learning needs: look again"),
    ),
)

FORM = Form(
    id="learning_needs",
    title="Learning-needs analysis",
    description="What a team needs to learn, in nine sections, with a timetable.",
    keywords=("learning needs", "TNA", "training needs", "training plan", "LNA"),
    moment="me and my team",
    icon="target",
    keeper="team",
    header=False,
    living=True,
    summary_from=("purpose",),
    event_from="day",
    copies=("practitioner",),
    pages=(_ABOUT, _MEETING, WHO_MAY_SEE),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
title = titled(FORM.title, "team")


def check(answers: Answers, context: Context) -> list[Problem]:
    """Old terms."""
    return [*old_terms(answers)]
