"""What an early help record leads to, offered above it: the harm route at once, the request, the assessment, the ending."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from toolkit.forms.early_help import ASSESSMENT, MEETING
from toolkit.forms.early_help_next import DIFFER, HARM, NextStep, known, next_steps
from toolkit.forms.eha_checks import NO_NEED, NOT_EXPLORED, ROW_PARTS, leave_the_rest
from toolkit.forms.people import Answers
from toolkit.forms.rules import Scope, holds, needed, rows_shown
from toolkit.forms.vocabulary import Rows
from toolkit.ui.early_help_facts import EARLY_HELP, earlier
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record.edit_view import EditView
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import Banner, BarAction


class Onward:
    """The banners of one record page, renewed whenever its answers were judged."""

    def __init__(self, page: RecordPage, session: Session, go: Go, store: VaultStore) -> None:
        self.page, self.session, self.go, self.store = page, session, go, store
        self.shown: list[tuple[NextStep, QWidget]] = []
        self._hooked: EditView | None = None
        page.offer(self._actions)

    def _actions(self) -> list[BarAction]:
        """What stands in the bar while it is written. Asked anew whenever the page is shown in another way."""
        edit = self.page.edit
        if edit is not self._hooked:
            self._hooked = edit
            if edit is not None:
                edit.judged.connect(self.renew)
            self.renew()
        differ = BarAction(DIFFER.action, lambda: self.begin(DIFFER), "arrows-left-right", more=True)
        offered = [differ] if self.store.form_id == MEETING and not self.page.state.read_only else []
        if edit is None:
            return offered
        found = [BarAction("Worried about harm", lambda: self.begin(HARM), "warning"), *offered]
        if self.store.form_id == ASSESSMENT:
            found += [
                BarAction(
                    "The rest: no need seen", lambda: leave_rest(self.page, NO_NEED), "check-bold", more=True
                ),
                BarAction(
                    "The rest: not explored yet",
                    lambda: leave_rest(self.page, NOT_EXPLORED),
                    "check-bold",
                    more=True,
                ),
            ]
        return found

    def wanted(self) -> list[NextStep]:
        """What is offered now. A finished record offers only what was not begun since."""
        page = self.page
        if page.edit is not None:
            # One line while it is written, the most urgent: at large text there is no room for more.
            return next_steps(self.store.form_id, page.edit.answers)[:1]
        if page.state.status != "final" or page.state.read_only:
            return []
        event = str(page.answers.get("event") or "")
        rows = self.session.vault.records.timeline(self.store.family_id) if self.store.family_id else []
        since = {row.form_id for row in rows if row.event >= event and row.status in ("draft", "final")}
        return [one for one in next_steps(self.store.form_id, page.answers) if one.form_id not in since]

    def renew(self) -> None:
        """Shows the banners that are wanted now, and no others; those that stay are left alone."""
        wanted = [one for one in self.wanted() if self.session.catalogue.has(one.form_id)]
        if wanted == [step for step, _ in self.shown]:
            return
        for _, banner in self.shown:
            self.page.body.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.shown = []
        for place, step in enumerate(wanted):
            banner = Banner(
                self.page.theme,
                step.tone,
                step.lead,
                step.text,
                action=step.action,
                run=partial(self.begin, step),
            )
            self.page.body.insertWidget(place, banner)
            self.shown.append((step, banner))

    def begin(self, step: NextStep) -> None:
        """Starts the record with what stands here; what is typed is saved first."""
        if not self.page.flush():
            return
        answers = self.page.answers
        context = self.store.context(answers)
        context = replace(
            context, earlier=earlier(self.session, self.store.family_id, except_id=self.store.record_id)
        )
        begins = known(step, self.store.form_id, answers, context)
        self.go.new_record(step.form_id, self.store.family_id, begins)


def leave_rest(page: RecordPage, special: Answers) -> None:
    """Sets every part of each child, each parent and the family around that says nothing; what was written stays."""
    edit = page.edit
    if edit is None:
        return
    edit.settle()
    scope = Scope(edit.answers, edit.context)
    parts = [part for one in edit.pages for part in one.fields if isinstance(part, Rows)]
    rows = {
        part.key: [row for row in rows_shown(part, scope) if _asked(part, row, scope)]
        for part in parts
        if part.key in ROW_PARTS
    }
    if rows:
        edit.answers.update(leave_the_rest(edit.answers, rows, special))
        edit.renew()
        edit.changed.emit()


def _asked(part: Rows, row: Answers, scope: Scope) -> bool:
    """Whether a row is of somebody who is asked about, or holds words all the same."""
    asked = needed(part, scope) or (part.needed_for is not None and holds(part.needed_for, scope.within(row)))
    return asked or not set(row) <= {"id", "person"}


def offer_onward(page: RecordPage, session: Session, go: Go, store: VaultStore) -> None:
    """Joins the banners to a page of one of these forms; nothing for any other."""
    if store.form_id in EARLY_HELP:
        Onward(page, session, go, store)
