"""The fields of a page or of a row, one under the other, short ones side by side where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from toolkit.forms.rules import Scope, shown_fields
from toolkit.forms.vocabulary import Choice, Date, Field, Person, Text, YesNo, is_empty, option_pairs
from toolkit.ui.editors.base import Desk, Finding, Prompted, holds_widget, split_path
from toolkit.ui.editors.field_box import FieldBox

PAIR_EM, COMPACT_EM = 20.0, 12.0
"""How wide a short field should be before another stands beside it."""
SHORT_ANSWER, LONG_ANSWER = 18, 34
"""How many letters an answer may have to fit half a line, in a narrow card and on a page."""


def is_short(part: Field, compact: bool, tight: bool = False) -> bool:
    """Whether a field leaves room for another beside it."""
    match part:
        case Text():
            return tight or part.short or bool(part.looks)
        case Date():
            return compact or not part.or_not_known
        case Choice():
            # A list cuts an answer that is longer than itself, so long answers get a line of their own.
            longest = max((len(label) for _, label in option_pairs(part.options)), default=0)
            return longest <= (SHORT_ANSWER if compact else LONG_ANSWER)
        case Person():
            return True
        case YesNo():
            return compact
        case _:
            return False


class ShortRun(QWidget):
    """Short fields that follow one another, side by side as room allows."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.boxes: list[FieldBox] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(gap)
        self.grid.setVerticalSpacing(gap)
        self._placed: list[FieldBox] = []
        self._across = 0

    def place(self, across: int) -> None:
        """Puts the boxes that are shown into rows of so many."""
        shown = [box for box in self.boxes if box.on]
        if shown == self._placed and across == self._across:
            return
        self._placed, self._across = shown, across
        for box in self.boxes:
            self.grid.removeWidget(box)
        for column in range(self.grid.columnCount()):
            self.grid.setColumnStretch(column, 1 if column < across else 0)
        for number, box in enumerate(shown):
            line = shown[number // across * across :][:across]
            box.pad_hint(any(b.part.hint for b in line) and not box.compact)
            self.grid.addWidget(box, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for column in range(across):
            self.grid.setColumnStretch(column, 1)


class FieldColumn(QWidget):
    """Fields over one dict of answers, which it keeps up to date in place.

    `changed` is sent with the key that changed. Fields whose condition does not hold are hidden; their answers stay.
    """

    changed = Signal(str)

    def __init__(
        self,
        fields: Sequence[Field],
        desk: Desk,
        scope: Scope,
        kept: dict[str, Any],
        *,
        compact: bool = False,
        tight: bool = False,
        gap: int = 20,
        title: str = "",
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.tight = tight
        self.fields, self.desk, self.scope, self.kept, self.compact = (
            tuple(fields),
            desk,
            scope,
            kept,
            compact,
        )
        self.boxes: dict[str, FieldBox] = {}
        self.row_name = ""
        self._width = width
        self._places: dict[str, tuple[QVBoxLayout, ShortRun | None]] = {}
        self._runs: list[ShortRun] = []
        gap_px = desk.theme.px(12 if compact else gap)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._gap = gap_px
        self._slots: list[tuple[QWidget, list[str]]] = []
        self._lay_out(outer)
        self.sync(scope)

    def _lay_out(self, outer: QVBoxLayout) -> None:
        """One slot for each long field and for each run of short ones; a slot that shows nothing takes no room."""
        run: ShortRun | None = None
        for part in self.fields:
            if is_short(part, self.compact, self.tight):
                if run is None:
                    run = ShortRun(self._gap)
                    self._runs.append(run)
                    self._slots.append((run, []))
                    outer.addWidget(run)
                self._slots[-1][1].append(part.key)
                self._places[part.key] = (outer, run)
                continue
            run = None
            slot = QWidget()
            column = QVBoxLayout(slot)
            column.setContentsMargins(0, 0, 0, 0)
            self._slots.append((slot, [part.key]))
            outer.addWidget(slot)
            self._places[part.key] = (column, None)

    def sync(self, scope: Scope) -> None:
        """Shows the fields that apply now. What stays is not made again, so the cursor stays where it is."""
        self.scope = scope
        shown = {part.key for part in shown_fields(self.fields, scope)}
        for part in self.fields:
            box = self.boxes.get(part.key)
            if box is None and part.key in shown:
                box = self._make(part)
            elif box is not None:
                box.set_scope(scope)
            if box is not None and box.on != (part.key in shown):
                box.set_on(part.key in shown)
        self._place()

    def _make(self, part: Field) -> FieldBox:
        column, run = self._places[part.key]
        # Made where it will stand: whatever is moved with all that is in it is looked up in the style sheet again.
        box = FieldBox(part, self.desk, self.scope, compact=self.compact, parent=run or column.parentWidget())
        if self._width:
            # Before its answer: rows are laid out for the room there is, once.
            box.fit(self._room(part))
        box.set_value(self.kept.get(part.key), self.kept)
        box.set_row_name(self.row_name)
        # Only right under the title is its name read there; below another field it would stand without one.
        if part.label == self.title and not any(p.key in self.boxes for p in self.fields[: self._at(part)]):
            box.hide_label()
        box.changed.connect(lambda: self._take(box))
        self.boxes[part.key] = box
        if run is None:
            column.addWidget(box)
        else:
            run.boxes = sorted([*run.boxes, box], key=lambda b: self._at(b.part))
        return box

    def _at(self, part: Field) -> int:
        """The place of a field among the others."""
        return [p.key for p in self.fields].index(part.key)

    def _room(self, part: Field) -> int:
        if self._places[part.key][1] is None:
            return self._width
        return (self._width - self._gap) // max(self._across(), 1)

    def _take(self, box: FieldBox) -> None:
        for key, value in {box.part.key: box.value(), **box.extras()}.items():
            if is_empty(value):
                self.kept.pop(key, None)
            else:
                self.kept[key] = value
        self.changed.emit(box.part.key)

    def set_row_name(self, name: str) -> None:
        """Says in which row these fields stand, for those who do not see it."""
        if name != self.row_name:
            self.row_name = name
            for box in self.boxes.values():
                box.set_row_name(name)

    def set_answers(self, kept: dict[str, Any]) -> None:
        """Shows other answers in the same fields."""
        self.kept = kept
        for key, box in self.boxes.items():
            box.set_value(kept.get(key), kept)

    def fit(self, width: int) -> None:
        """Lays the fields out for a width in pixels."""
        self._width = width
        self._place()
        for box in self.boxes.values():
            box.fit(self._room(box.part))

    def _across(self) -> int:
        need = self.desk.theme.em(COMPACT_EM if self.compact else PAIR_EM)
        return max(1, (self._width + self._gap) // (need + self._gap)) if self._width else 1

    def _place(self) -> None:
        for run in self._runs:
            run.place(min(self._across(), 3 if self.compact else 2))
        first = True
        for slot, keys in self._slots:
            shown = any(key in self.boxes and self.boxes[key].on for key in keys)
            slot.setVisible(shown)
            layout = slot.layout()
            if shown and layout is not None:
                # The gap stands inside the slot, so that a hidden one leaves none behind.
                layout.setContentsMargins(0, 0 if first else self._gap, 0, 0)
                first = False

    def shown_boxes(self) -> list[FieldBox]:
        """The boxes on the screen, in reading order."""
        return [self.boxes[p.key] for p in self.fields if p.key in self.boxes and self.boxes[p.key].on]

    def take_in(self, box: FieldBox) -> None:
        """Puts back a box that stood elsewhere for a while."""
        self._places[box.part.key][0].addWidget(box)

    def prompts(self) -> Iterable[Prompted]:
        """The prompts of the fields shown, in reading order."""
        for box in self.shown_boxes():
            yield from box.prompts()

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Gives each field its problems; paths begin with a field's key."""
        for box in self.shown_boxes():
            keys = {box.part.key, *box.editor.extra_keys()}
            mine = [f for f in found if split_path(f.path)[0] in keys]
            box.show_problems([f.inside(_after_key(f.path)) for f in mine])

    def box_for(self, path: str) -> FieldBox | None:
        """The box that a path begins with, when it is shown."""
        key = split_path(path)[0]
        return next(
            (b for b in self.shown_boxes() if key == b.part.key or key in b.editor.extra_keys()), None
        )

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on the control a path points to."""
        box = self.box_for(path)
        return box is not None and box.go_to(_after_key(path))

    def path_to(self, widget: QWidget) -> str:
        """The path of a control in one of the fields."""
        for box in self.shown_boxes():
            if holds_widget(box, widget):
                return box.path_to(widget)
        return ""


def _after_key(path: str) -> str:
    """What follows the key: `seen[p1].alone` gives `[p1].alone`, `facts` nothing."""
    _, row, rest = split_path(path)
    if row is None:
        return rest
    return f"[{row}].{rest}" if rest else f"[{row}]"
