"""A finished decision to read: thought through again, completed after an emergency, signed by the manager later."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.decision import acts
from toolkit.forms.decision.deadlines import manager_signed
from toolkit.forms.decision.rule_sets import CURRENT, is_old, rule_set
from toolkit.forms.people import Answers
from toolkit.practice.leaving import DECISION_ID
from toolkit.ui.dialogs import ask_reason
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import Banner, BarAction
from toolkit.ui.wizard.follow_up import REFERRAL, FollowUp, follow_ups
from toolkit.ui.wizard.rules_of import rules_under, settings_now, year_of

SIGNATURE_REASON = "The manager's signature was added."
COMPLETE_REASON = "Completed after the emergency."


@dataclass(frozen=True)
class Newer:
    """A later decision that thought this one through again."""

    record_id: str
    day: str


def newer_decision(session: Session, family_id: str | None, record_id: str) -> Newer | None:
    """The newest decision that says it thinks a record through again, or None."""
    for row in session.vault.records.timeline(family_id) if family_id else []:
        if row.form_id != "share_decision" or row.id == record_id or row.status not in ("draft", "final"):
            continue
        with contextlib.suppress(ToolkitError):
            if session.vault.records.get(row.id).answers.get("reconsiders") == record_id:
                return Newer(row.id, row.event[:10])
    return None


def waits_for_manager(answers: Answers) -> bool:
    """Whether a manager's signature belongs on it and is not there."""
    derived = answers.get("derived")
    wanted = isinstance(derived, dict) and derived.get("@manager_signs") == "yes"
    return wanted and not manager_signed(answers)


class DecisionRead(RecordPage):
    """The read view of a decision. It never opens the general editor: changes go by way of the questions."""

    def join(self, session: Session, go: Go, store: VaultStore) -> None:
        """Gives it what the later steps need, and shows them."""
        self.session, self.go, self.kept = session, go, store
        self._show_actions()
        self._show_links()

    def _show_actions(self) -> None:
        super()._show_actions()
        if (
            self._offering
            or not hasattr(self, "kept")
            or self.state.status != "final"
            or self.state.read_only
        ):
            return
        mine = [BarAction("Think again", self.think_again, "arrows-clockwise")]
        if is_old(str(self.answers.get("law") or "")):
            # Under old rules it is only read: a next version could never be finished.
            self.foot.set_actions(
                [
                    BarAction("Word", self.word, "file-text", shortcut="Ctrl+Shift+S"),
                    BarAction("Print", self.print, "printer", shortcut="Ctrl+P"),
                ]
            )
        elif waits_for_manager(self.answers):
            mine.insert(0, BarAction("Add the manager's signature", self.add_signature, "pen-nib"))
        if self.answers.get("later") and not is_old(str(self.answers.get("law") or "")):
            mine.insert(0, BarAction("Complete what is left", self.complete, "list-bullets"))
        self.bar.set_actions([*(action for action, _ in self.bar._actions), *mine])

    def _show_links(self) -> None:
        """Which rules it was made under where those are old, what it thought again, and what thought it again."""
        rules = rules_under(self.answers.get("law"))
        if rules.status == "old":
            year = year_of(rules)
            now = year_of(rule_set(CURRENT))
            self._say(
                f"Made under the rules of {year}.",
                f"It is read with them. “Think again” starts a new record under the rules of {now}.",
            )
        before = self.answers.get("reconsiders")
        if isinstance(before, str) and before:
            self._say("This decision thought an earlier one through again.", "", "Open it", before)
        for one in self._to_write():
            self._offer(one)
        newer = newer_decision(self.session, self.kept.family_id, self.kept.record_id)
        if newer is not None:
            day = f" on {dates.show(newer.day)}" if dates.is_day(newer.day) else ""
            self._say(
                f"Thought through again{day}.", "This record stays as it is.", "Open it", newer.record_id
            )

    def _to_write(self) -> list[FollowUp]:
        """What is to be written next, unless such a record was begun since."""
        if self.state.status != "final" or self.state.read_only:
            return []
        event = str(self.answers.get("event") or "")
        rows = self.session.vault.records.timeline(self.kept.family_id) if self.kept.family_id else []
        since = {row.form_id for row in rows if row.event >= event and row.status in ("draft", "final")}
        forms = {entry.form.id for entry in self.session.catalogue.offered()}
        return follow_ups(self.answers, forms, since)

    def _offer(self, one: FollowUp) -> None:
        people = self.kept.context(self.answers).people
        children = {person.id for person in people if person.group == "child"}
        known = {**one.known, "about": [key for key in one.known.get("about", []) if key in children]}
        if not known["about"]:
            del known["about"]
        if one.form_id == REFERRAL:
            known[DECISION_ID] = self.kept.record_id
        banner = Banner(
            self.theme,
            "amber",
            one.lead,
            one.text,
            action=one.action,
            run=lambda: self.go.new_record(one.form_id, self.kept.family_id, known),
        )
        self.body.insertWidget(0, banner)

    def _say(self, lead: str, text: str, action: str = "", record_id: str = "") -> None:
        run: Callable[[], object] | None = (lambda: self.go.record(record_id)) if record_id else None
        banner = Banner(self.theme, "blue", lead, text, action=action, run=run)
        banner.setContentsMargins(0, 0, 0, 0)
        self.body.insertWidget(0, banner)

    # Later steps

    def think_again(self) -> None:
        """Asks what is new, and begins a new decision that names this one; this one stays as it is."""
        new = ask_reason(
            self,
            self.theme,
            "Think again?",
            "This decision stays as it is. A new one begins at the signs of harm, under the rules of today.",
            "Begin",
            label="What is new",
        )
        if not new:
            return
        context = self.kept.context({})
        answers = acts.reconsidered(
            self.answers, self.kept.record_id, settings_now(self.session.settings), context, new
        )
        self.go.decide(self.kept.family_id, answers)

    def add_signature(self) -> None:
        """Begins the next version at the signatures."""
        self._begin_version(SIGNATURE_REASON, "S11")

    def complete(self) -> None:
        """Begins the next version at the first question an emergency left open; the call log stays."""
        left = self.answers.get("later")
        self._begin_version(COMPLETE_REASON, str(left[0]) if isinstance(left, list) and left else "")

    def _begin_version(self, reason: str, place: str) -> None:
        try:
            self.store.amend(reason)
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        self.go.record(self.kept.record_id, place, instead=True)

    def _amend(self, reason: str) -> None:
        self._begin_version(reason, "")
