"""One answer of several shown large, with the fields that each answer opens inside its card, and the rest below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms.conditions import Scope
from toolkit.forms.rules import shown_fields
from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Choice,
    Choices,
    Condition,
    Field,
    LongText,
    Not,
    Option,
    When,
    is_empty,
)
from toolkit.ui.editors import FieldColumn
from toolkit.ui.editors.base import Desk, Finding, holds_widget, split_path
from toolkit.ui.editors.field_box import FieldBox
from toolkit.ui.widgets import PlainButton
from toolkit.ui.wizard.options import BigOptions, Offer

MORE = "Write more of the weighing up"
"""Opens what may be left out where someone may be harmed."""
INSIDE = 46 + 16 + 6
"""Pixels at 100 % that the edges of a card take from the fields inside it."""


def offers(part: Choice | Choices) -> list[Offer]:
    """What a field offers, as cards."""
    found = []
    for option in part.options:
        if isinstance(option, Option):
            found.append(Offer(option.value, option.label, option.hint or ""))
        else:
            found.append(Offer(option, option))
    return found


def asks_for(condition: Condition | None) -> set[str]:
    """The keys a condition asks about."""
    match condition:
        case None:
            return set()
        case When():
            return {condition.key}
        case AllOf() | AnyOf():
            return set().union(*(asks_for(part) for part in condition.of))
        case Not():
            return asks_for(condition.of)


def split(main: Field, fields: Sequence[Field]) -> tuple[list[Field], list[Field]]:
    """The fields that belong inside the chosen answer, and those below all of them."""
    inside: list[Field] = []
    below: list[Field] = []
    known = {main.key}
    for part in fields:
        if part.key == main.key:
            continue
        note = isinstance(part, LongText) and part.when is None and part.needed is False
        if note or asks_for(part.when) & known:
            inside.append(part)
            known.add(part.key)
        else:
            below.append(part)
    return inside, below


class ChoiceBlock(QWidget):
    """A main field as cards and its other fields, over one dict of answers that it keeps up to date in place.

    `changed` is sent with the key that changed, `entered` when Enter on a chosen answer says: go on.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        main: Choice | Choices,
        fields: Sequence[Field],
        desk: Desk,
        scope: Scope,
        kept: dict[str, Any],
        *,
        offered: Sequence[Offer] | None = None,
        folded: Iterable[str] = (),
        width: int = 0,
    ) -> None:
        super().__init__()
        self.main, self.desk, self.scope, self.kept = main, desk, scope, kept
        self.theme = desk.theme
        many = isinstance(main, Choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(14))
        self.options = BigOptions(
            self.theme, offers(main) if offered is None else offered, many=many, name=main.label
        )
        self.options.set_value(kept.get(main.key))
        column.addWidget(self.options)
        inside, below = split(main, fields)
        self._inside_keys = {part.key for part in inside}
        self.inner = FieldColumn(
            inside, desk, scope, kept, tight=True, gap=12, title=self._title(), width=self._inner_width(width)
        )
        away = set(folded)
        later = [part for part in below if part.key in away]
        below = [part for part in below if part.key not in away]
        self.below = FieldColumn(below, desk, scope, kept, tight=True, gap=14, width=width)
        self.folded = FieldColumn(later, desk, scope, kept, tight=True, gap=14, width=width)
        self.folded.hide()
        self.more = PlainButton(self.theme, MORE)
        self.more.setVisible(False)
        self.more.clicked.connect(lambda _checked=False: self.unfold(focus=True))
        self.inner.hide()
        self.inner.setParent(self)
        if many:
            column.addWidget(self.inner)
        column.addWidget(self.below)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.folded)
        self.more.setVisible(bool(later))
        self._columns = (self.inner, self.below, self.folded)
        self.options.changed.connect(self._chosen)
        self.options.entered.connect(self.entered)
        for part in self._columns:
            part.changed.connect(self.changed)
        self._place()

    def unfold(self, focus: bool = False) -> None:
        """Shows the fields that may be left out here."""
        self.more.hide()
        self.folded.show()
        if focus and (boxes := self.folded.shown_boxes()):
            boxes[0].go_to("")

    def _title(self) -> str:
        card = self.options.chosen_card() if hasattr(self, "options") else None
        return card.offer.label if card is not None else "No, because"

    def _inner_width(self, width: int) -> int:
        if not width or isinstance(self.main, Choices):
            return width
        return max(width - self.theme.px(INSIDE), self.theme.em(12))

    def _chosen(self) -> None:
        value = self.options.value()
        if is_empty(value):
            self.kept.pop(self.main.key, None)
        else:
            self.kept[self.main.key] = value
        self.changed.emit(self.main.key)

    def sync(self, scope: Scope) -> None:
        """Shows the fields that apply now."""
        self.scope = scope
        for part in self._columns:
            part.sync(scope)
        self._place()

    def _place(self) -> None:
        shown = bool({part.key for part in shown_fields(self.inner.fields, self.scope)})
        self.below.setVisible(bool(self.below.shown_boxes()))
        if self.options.many:
            self.inner.setVisible(shown)
            return
        self.options.put_inside(self.inner, self.options.chosen_card() if shown else None)

    def renew(self, kept: dict[str, Any]) -> None:
        """Shows other answers in the same fields."""
        self.kept = kept
        self.options.set_value(kept.get(self.main.key))
        for part in self._columns:
            part.set_answers(kept)
        self._place()

    def press(self, number: int) -> bool:
        """Chooses the answer with this number key."""
        return self.options.press(number)

    def first_open(self) -> bool:
        """Puts the keyboard on the first field that the chosen answer opened and that is still empty."""
        for box in self.inner.shown_boxes():
            if box.part.needed is not False and is_empty(box.value()):
                return box.go_to("")
        return False

    def boxes(self) -> Iterable[FieldBox]:
        """The boxes of its fields on the screen."""
        if not self.inner.isHidden():
            yield from self.inner.shown_boxes()
        yield from self.below.shown_boxes()
        yield from self.folded.shown_boxes()

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows the problems; paths begin with a field's key."""
        mine = [f.problem for f in found if f.shown and split_path(f.path)[0] == self.main.key]
        self.options.say(" ".join(p.sentence for p in mine), mine[0].level if mine else "missing")
        for part in self._columns:
            part.show_problems(found)

    def holds(self, path: str) -> bool:
        """Whether a path begins with one of its fields on the screen."""
        key = split_path(path)[0]
        return key == self.main.key or any(box.part.key == key for box in self.boxes())

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on the control a path points to."""
        if not path or split_path(path)[0] == self.main.key:
            self.options.focus()
            return True
        if self.folded.isHidden() and any(
            b.part.key == split_path(path)[0] for b in self.folded.shown_boxes()
        ):
            self.unfold()
        return any(part.go_to(path) for part in self._columns)

    def path_to(self, widget: QWidget) -> str:
        """The path of a control."""
        for part in self._columns:
            if holds_widget(part, widget):
                return part.path_to(widget)
        return self.main.key if holds_widget(self.options, widget) else ""

    def fit(self, width: int) -> None:
        """Takes in how wide it will be drawn."""
        self.inner.fit(self._inner_width(width))
        self.below.fit(width)
        self.folded.fit(width)
