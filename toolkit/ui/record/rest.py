"""One press for every row of an outcomes plan that says nothing yet: not an issue, or not discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.forms.early_help_series import Left, leave_the_rest
from toolkit.forms.rules import Scope, rows_shown
from toolkit.forms.vocabulary import Rows
from toolkit.ui.widgets import BarAction

if TYPE_CHECKING:
    from toolkit.ui.form_view import RecordPage

FORMS = ("eh_record",)
PLAN = "plan"


def rest_actions(page: RecordPage) -> list[BarAction]:
    """What stands under More of such a record while it is written; nothing for any other."""
    if page.edit is None or page.entry.form.id not in FORMS:
        return []
    return [
        BarAction(
            "The rest: not an issue", lambda: leave_rest(page, "Not an issue"), "check-bold", more=True
        ),
        BarAction(
            "The rest: not discussed", lambda: leave_rest(page, "Not discussed"), "check-bold", more=True
        ),
    ]


def leave_rest(page: RecordPage, words: Left) -> None:
    """Sets every row that says nothing; what was written anywhere stays. The page of the rows is shown."""
    edit = page.edit
    if edit is None:
        return
    edit.settle()
    found = [
        (one.key, part)
        for one in edit.pages
        for part in one.fields
        if isinstance(part, Rows) and part.key == PLAN
    ]
    for key, part in found:
        rows = rows_shown(part, Scope(edit.answers, edit.context))
        edit.answers[PLAN] = leave_the_rest(edit.answers, rows, words)[PLAN]
        edit.open_page(key)
        edit.judge()
        edit.changed.emit()
