"""What a plan puts on the list of things due: each part that still goes on, with who does it."""

from __future__ import annotations

from toolkit.forms import dates
from toolkit.forms.early_help import OVER, plan_title
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.projection import Due


def plan_dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """A promise for each part of the plan that has a day; nothing of an offer that was declined."""
    if answers.get("becomes") == "declined":
        return ()
    return tuple(
        Due(
            path=f"plan[{row.get('id', '')}]",
            text=plan_title(row),
            day=str(row["by"]),
            who=context.name_of(row.get("who")),
            kind="action",
            done=row.get("progress") in OVER,
        )
        for row in rows_of(answers, "plan")
        if plan_title(row) and dates.is_day(row.get("by"))
    )
