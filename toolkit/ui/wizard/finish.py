"""The end of the questions: what was decided, what is still to come, and what stands in the way of making it final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.decision.deadlines import dues
from toolkit.forms.decision.states import FLOW
from toolkit.forms.rules import Problem, problems
from toolkit.ui.widgets import Banner, BodyLabel, Card, HeadingLabel
from toolkit.ui.wizard.said import answers_so_far

if TYPE_CHECKING:
    from toolkit.ui.wizard.page import WizardPage

TITLES = {
    "T-EM": "Decision to share: shared at once, danger",
    "T-CP": "Decision to share: to protect from serious harm",
    "T-CONSENT": "Decision to share: with agreement",
    "T-NOCONSENT": "Decision to share: without agreement",
    "T-LEGAL": "Decision to share: under a legal duty",
    "T-ANON": "Decision to share: without identifying anyone",
    "T-NO": "Decision not to share",
    "T-REV": "Shared already; on review it should not have been",
}


class Ending(QWidget):
    """The read-back before it is finished."""

    def __init__(self, page: WizardPage) -> None:
        super().__init__()
        theme, course = page.theme, page.course
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        title = TITLES.get(str(course.answers.get("outcome")), "Every question is answered")
        self.heading = HeadingLabel(theme, title, role="question")
        self.heading.setProperty("ring", "none")
        column.addWidget(self.heading)
        column.addWidget(
            BodyLabel(
                theme,
                "Read it through. Finish makes it final; later changes make a new version.",
                role="read",
                ink="2",
            )
        )
        left = course.left_to_complete()
        if left:
            words = " ".join(FLOW.state(key).short for key in left)
            column.addWidget(
                Banner(
                    theme,
                    "amber",
                    "To complete by the next working day:",
                    f"{words} It can be finished now, and completed as its next version.",
                )
            )
        due = dues(course.answers, course.context)
        if due:
            lines = "\n".join(f"{one.text}: {dates.show(one.day)}" for one in due)
            column.addWidget(Banner(theme, "amber", "Still to come:", lines, icon="clock-fill"))
        card = Card(theme, padding=(16, 10), spacing=6)
        for line in answers_so_far(course.answers, course.context, ""):
            card.body.addWidget(BodyLabel(theme, line.question, role="caption", ink="2"))
            card.body.addWidget(BodyLabel(theme, line.answer or "Answered", role="name"))
        column.addWidget(card)


def finish_problems(page: WizardPage) -> list[Problem]:
    """What stands in the way of making it final."""
    course = page.course
    found = problems(page.entry, course.answers, course.context)
    return [one for one in found if one.level != "warned"]
