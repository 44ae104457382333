"""Makes the editors of the wizard: large questions about persons, lines with one key each, and else the usual ones."""

from __future__ import annotations

from typing import Any

from toolkit.forms.conditions import Scope
from toolkit.forms.decision.engine import asking_state
from toolkit.forms.people import dicts
from toolkit.forms.vocabulary import Choice, Choices, DateTime, Field, Rows, Signatures, is_empty
from toolkit.ui.editors import make_editor
from toolkit.ui.editors.base import Desk, Editor, new_id
from toolkit.ui.editors.grid import HOW, SignaturesEditor
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.wizard.matrix import Matrix, SevenChecks, ToldMatrix
from toolkit.ui.wizard.persons import PersonQuestions
from toolkit.ui.wizard.said import MAIN_COLUMN
from toolkit.ui.wizard.segments import NowEditor, SegmentEditor, TickList, fits_row


def wizard_editor(part: Field, desk: Desk, scope: Scope, *, compact: bool = False) -> Editor:
    """The editor of a field of the decision."""
    match part:
        case Rows() if part.key in MAIN_COLUMN:
            return PersonQuestions(part, MAIN_COLUMN[part.key], desk, scope)
        case Rows(key="explained"):
            return ToldMatrix(part, desk, scope)
        case Rows(key="gillick"):
            return Matrix(part, desk, scope)
        case Rows(key="checks"):
            return SevenChecks(part, desk, scope)
        case Rows(key="advice"):
            return AdviceRows(part, desk, scope)
        case Signatures():
            return SignRows(part, desk, scope, compact=compact)
        case Rows(key="items" | "calls"):
            return OpenRows(part, desk, scope, compact=compact)
        case DateTime():
            return NowEditor(part, desk, scope, compact=True)
        case Choices(key="reasons"):
            return TickList(part, desk, scope)
        case Choice() if fits_row(part) and not compact:
            return SegmentEditor(part, desk, scope)
    return make_editor(part, desk, scope, compact=compact)


class OpenRows(RowsEditor):
    """Rows of which the first stands open, so that nobody has to add it; left blank it is not kept."""

    def set_value(self, answer: Any) -> None:
        super().set_value(answer)
        if not self._rows:
            self._rows = [{"id": new_id()}]
            self._sync()

    def rows(self) -> list[dict[str, Any]]:
        """The rows as they stand."""
        return self._rows

    def put(self, cells: dict[str, Any]) -> None:
        """Fills the first blank row with cells, or adds one, and puts the keyboard on its first empty field."""
        blank = next((row for row in self._rows if not self._holds(row)), None)
        if blank is None:
            self.add_row(**cells)
            return
        blank.update(cells)
        self._given.add(self._key(blank))
        view = self.views.pop(self._key(blank), None)
        if view is not None:
            self._drop(view)
        self._tell()
        self._placed = []
        self._sync()
        open_part = next((c.key for c in self.part.columns if is_empty(blank.get(c.key))), "")
        self.go_to(f"[{self._key(blank)}].{open_part}")


class SignRows(SignaturesEditor):
    """One signature with its name, role and day filled in; only how it was signed is asked. Unsigned it is not kept."""

    def set_value(self, answer: Any) -> None:
        super().set_value(answer)
        if not self._rows:
            self._rows = [self._blank()]
            self._sync()

    def _blank(self) -> dict[str, Any]:
        who = self.sign_part.who[0] if self.sign_part.who else ""
        name = self.scope.answers.get(f"{who.lower()}_name")
        day = self.scope.context.now.date().isoformat()
        row = {"id": new_id(), "name": str(name or ""), "role": who, "date": day}
        return {key: value for key, value in row.items() if value}

    def go_to(self, path: str) -> bool:
        """From the field itself to how it was signed: the rest is there already."""
        row = self._rows[0] if self._rows else {}
        return super().go_to(path or (f"[{row['id']}].{HOW}" if row and not row.get(HOW) else ""))

    def value(self) -> list[dict[str, Any]] | None:
        kept = super().value()
        return [row for row in kept if row.get(HOW)] or None if isinstance(kept, list) else kept


class AdviceRows(RowsEditor):
    """The advice asked for the question that waits; advice of other questions is kept and not shown."""

    def __init__(self, part: Rows, desk: Desk, scope: Scope) -> None:
        super().__init__(part, desk, scope)
        self._others: list[dict[str, Any]] = []

    def set_value(self, answer: Any) -> None:
        state = asking_state(self.scope.answers)
        rows = dicts(answer)
        mine = [row for row in rows if row.get("state") == state and row.get("used") != "yes"]
        self._others = [row for row in rows if row not in mine]
        super().set_value(mine)
        self._whole = answer

    def value(self) -> list[dict[str, Any]] | None:
        if not self._touched:
            return self._whole  # type: ignore[no-any-return]
        return [*self._others, *(super().value() or [])] or None

    def add_row(self, person: str = "", **cells: Any) -> None:
        """Adds a row for the question that waits."""
        first = self._rows[0] if self._rows else {}
        known = {key: first[key] for key in ("state", "asked_on") if key in first}
        super().add_row(person, **known, **cells)
