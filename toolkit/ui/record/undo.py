"""What was chosen, ticked or taken out while a record is written, to be taken back one at a time by Ctrl+Z.

Words have the undo of the box they are typed in.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.forms.people import Answers

MOST = 50


@dataclass(frozen=True)
class Change:
    """One change: the page and field it was made on, and what stood under each key before."""

    page: str
    field: str
    before: Answers


class Undo:
    """The changes of one record, newest last."""

    def __init__(self) -> None:
        self._known: Answers = {}
        self._changes: list[Change] = []

    def look(self, answers: Answers, keys: Iterable[str]) -> None:
        """Takes in how the fields of a page stand before anything is changed."""
        for key in keys:
            self._known[key] = copy.deepcopy(answers.get(key))

    def changed(self, page: str, field: str, keys: Iterable[str], answers: Answers, *, typed: bool) -> None:
        """Keeps how it stood before a change. What was put back by hand is no change any more."""
        before = {key: self._known.get(key) for key in keys}
        now = {key: copy.deepcopy(answers.get(key)) for key in before}
        self._known |= now
        if typed or now == before:
            return
        last = self._changes[-1] if self._changes else None
        if last is not None and last.field == field and last.before == now:
            self._changes.pop()
        else:
            self._changes = [*self._changes, Change(page, field, before)][-MOST:]

    def take_back(self, answers: Answers) -> Change | None:
        """Puts the last change back into the answers and gives it; None when there is none."""
        if not self._changes:
            return None
        last = self._changes.pop()
        for key, value in last.before.items():
            self._known[key] = copy.deepcopy(value)
            if value is None:
                answers.pop(key, None)
            else:
                answers[key] = copy.deepcopy(value)
        return last
