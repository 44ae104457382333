"""Rows of a shape of their own: a line for each adult and child, actions, signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from toolkit.forms import dates
from toolkit.forms.rules import Scope, grid_rows
from toolkit.forms.vocabulary import (
    Actions,
    AnyOf,
    Choice,
    Date,
    Field,
    Files,
    Grid,
    LongText,
    Person,
    Rows,
    Signatures,
    Text,
    When,
    opts,
)
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.editors.row_views import RowCard, RowInfo, RowView
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.editors.sign_pad import ScanEditor, SignPadEditor

HOW, STROKES, SCAN = "how", "strokes", "scan"
_SIGNED = When(key=HOW, values=("drawn", "paper", "verbal"))
_NOT_SIGNED = When(key=HOW, values=("declined", "unable"))


class GridEditor(RowsEditor):
    """One line for each adult and child, grouped by adult. Nothing is added or removed: the family file says who there is."""

    name_head = "Child"

    def __init__(self, part: Grid, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        self.grid_part = part
        rows = Rows(key=part.key, label=part.label, columns=part.columns, add_label="")
        super().__init__(rows, desk, scope, compact=compact)

    def _identify(self) -> None:
        """A pair is known by its two people and needs no id of its own."""

    def _key(self, row: dict[str, Any]) -> str:
        return f"{row.get('adult')}:{row.get('child')}"

    def _list(self) -> list[dict[str, Any]]:
        return [self._live(row) for row in grid_rows(self.grid_part, self._own_scope())]

    def _named(self) -> bool:
        return True

    def _info(self, row: dict[str, Any], number: int) -> RowInfo:
        child = self.scope.context.person(str(row.get("child")))
        name = child.name if child else ""
        if self._mode == "table":
            return RowInfo(name, child.age if child else "")
        return RowInfo(f"{self.scope.context.name_of(row.get('adult'))} and {name}")

    def _group(self, view: RowView) -> str:
        adult = self.scope.context.person(str(view.row.get("adult")))
        return ", ".join(filter(None, (adult.name, adult.relation))) if adult else ""


def action_columns(key: str) -> tuple[Field, ...]:
    """What an action asks. Done and outcome are asked once its day is near or something is known."""
    return (
        Text(key="what", label="What will be done", needed=True),
        Person(key="who", label="Who", hint="One named person.", needed=True),
        Date(key="by_when", label="By when", future=True, needed=True),
        Date(key="done", label="Done on", when=When(key="@ask_done", values=("yes",))),
        LongText(
            key="outcome",
            label="Outcome",
            gentle=False,
            lines=2,
            when=AnyOf(of=(When(key="done", values=("*",)), When(key="outcome", values=("*",)))),
        ),
    )


class ActionsEditor(RowsEditor):
    """What will be done: each action with one named person and a day."""

    def __init__(self, part: Actions, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        rows = Rows(
            key=part.key,
            label=part.label,
            columns=action_columns(part.key),
            add_label="Add an action",
            row_title="what",
        )
        super().__init__(rows, desk, scope, compact=compact)

    def _sync_view(self, view: RowView, row: dict[str, Any], number: int = 0) -> None:
        number = number or 1 + list(self.views).index(self._key(row))
        view.sync(self._with_done(row), self._info(row, number))

    def _with_done(self, row: dict[str, Any]) -> Scope:
        """The row's scope, knowing whether its day has come, so that "Done on" is asked."""
        scope = self._own_scope().within(row)
        day = row.get("by_when")
        come = dates.is_day(day) and dates.first_day(str(day)) <= scope.context.now.date()
        asked = come or bool(row.get("done") or row.get("outcome"))
        facts = {**scope.context.facts, "@ask_done": "yes" if asked else "no"}
        return replace(scope, context=replace(scope.context, facts=facts))


class SignaturesEditor(RowsEditor):
    """Who signed, agreed, declined or was not able to; a typed name is never a signature by itself.

    What is drawn and the photo of a signed paper have editors of their own here, under keys of the row.
    """

    def __init__(self, part: Signatures, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        self.sign_part = part
        self._usual = desk.make
        rows = Rows(
            key=part.key,
            label=part.label,
            columns=(
                Text(
                    key="name",
                    label="Name",
                    needed=True,
                    short=True,
                    hint="Printed. It is not a signature by itself.",
                ),
                Text(key="role", label="Role or relationship", short=True),
                Choice(
                    key=HOW,
                    label="How",
                    needed=True,
                    options=opts(
                        drawn="Signed on this screen",
                        paper="Signed on paper",
                        verbal="Agreed verbally",
                        declined="Declined to sign",
                        unable="Not able to sign",
                    ),
                ),
                Date(key="date", label="Date", needed=True, when=_SIGNED),
                Files(key=STROKES, label="Signature", needed=True, when=When(key=HOW, values=("drawn",))),
                Files(
                    key=SCAN,
                    label="Photo or scan of the signed paper",
                    hint="If you have one. PNG, JPEG or WebP.",
                    when=When(key=HOW, values=("paper",)),
                ),
                Text(
                    key="witness", label="Who was there", needed=True, when=When(key=HOW, values=("verbal",))
                ),
                LongText(key="reason", label="Reason", needed=True, gentle=False, lines=2, when=_NOT_SIGNED),
            ),
            layout="cards",
            add_label="Add a signature",
            row_title="name",
        )
        super().__init__(rows, replace(desk, make=self._make_cell), scope, compact=compact)

    def _make_cell(self, part: Field, desk: Desk, scope: Scope, *, compact: bool = False) -> Editor:
        if part.key == STROKES:
            return SignPadEditor(desk, scope)
        if part.key == SCAN:
            return ScanEditor(desk, scope)
        return self._usual(part, desk, scope, compact=compact)

    def _edited(self, row: dict[str, Any]) -> None:
        if row.get(HOW) == "drawn" and row.get(STROKES) and not row.get("date"):
            # What is drawn here is drawn today; the day can be changed.
            row["date"] = self.scope.context.now.date().isoformat()
            view = self.views.get(self._key(row))
            if isinstance(view, RowCard) and view.fields is not None and "date" in view.fields.boxes:
                view.fields.boxes["date"].set_value(row["date"], row)
        super()._edited(row)

    def add_row(self, person: str = "", **cells: Any) -> None:
        # The roles the form expects are offered one after the other.
        taken = {row.get("role") for row in self._rows}
        role = next((who for who in self.sign_part.who if who not in taken), "")
        super().add_row(person, **({"role": role} if role else {}), **cells)
