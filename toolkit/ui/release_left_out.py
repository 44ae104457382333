"""The list of what a copy does not hold; a thing that may be put in has a tick and asks why. Nothing else has a control."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.left_out import LeftThing
from toolkit.ui.editors.choices import Tick
from toolkit.ui.release_parts import Question
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    FieldFrame,
    GrowingText,
    IconLabel,
    IconLine,
    clear_layout,
    hairline,
)
from toolkit.ui.words import count

PUT_IN = "Put it in"
WAIT = 700
"""Milliseconds without a key before the preview takes in a reason."""
Gap = tuple[QWidget, str]


def with_the_rest(things: Sequence[LeftThing], left_out: Sequence[tuple[str, str]]) -> list[LeftThing]:
    """What may be put in or was, then what an outline says is left out beside."""
    # A row by itself is named after its table.
    labels = [thing.label for thing in things]
    rest = [
        (label, why)
        for label, why in left_out
        if not any(one == label or one.startswith((f"{label}: ", f"{label}, ")) for one in labels)
    ]
    return [*things, *(LeftThing("", label, why, False) for label, why in rest)]


class LeftOut(Card):
    """The list of what a copy does not hold, each with its kind."""

    def __init__(self, theme: Theme, rows: Sequence[QWidget]) -> None:
        super().__init__(theme, padding=(16, 4), spacing=0)
        for number, row in enumerate(rows):
            if number:
                self.body.addWidget(hairline(theme))
            self.body.addWidget(row)
        self.setAccessibleName(theme.say(f"{count(len(rows), 'thing')} left out"))


class LeftOutQuestion(Question):
    """What is left out of a copy. `changed` is sent when something was put in or taken out again."""

    changed = Signal()

    def __init__(self, theme: Theme, number: int = 2) -> None:
        super().__init__(theme, number, "What is left out")
        self._rows: dict[str, Thing] = {}
        self._kept: dict[str, tuple[str, str]] = {}
        self._shown: tuple[object, ...] = ()
        self.found = QVBoxLayout()
        self.list = QVBoxLayout()
        for layout in (self.found, self.list):
            layout.setSpacing(theme.px(10))
            self.body.addLayout(layout)

    def forget(self) -> None:
        """Takes out again all that was put in: a reason belongs to the reader it was written for."""
        self._kept.clear()
        self._rows, self._shown = {}, ()

    def lines(self) -> list[Thing]:
        """The lines of what may be put in, in the order shown."""
        return list(self._rows.values())

    def settle(self) -> None:
        """Takes in at once what has been typed."""
        for path, row in self._rows.items():
            if row.ticked():
                self._kept[path] = (row.thing.label, row.reason.value())

    def put_in(self) -> frozenset[str]:
        """The paths of what is put in: ticked, and with its reason."""
        return frozenset(path for path, (_, why) in self._kept.items() if why.strip())

    def put_back(self) -> tuple[tuple[str, str], ...]:
        """What is put in, by label, each with its reason."""
        return tuple((label, " ".join(why.split())) for label, why in self._kept.values() if why.strip())

    def gap(self) -> Gap | None:
        """A tick without its reason, shown where it is."""
        for path, (_, why) in self._kept.items():
            if not why.strip() and path in self._rows:
                words = "Write why it is put in, or take the tick away."
                self._rows[path].frame.set_state("missing", words)
                return self._rows[path].reason, words
        return None

    def show_found(self, lines: Sequence[IconLine]) -> None:
        """Shows what was found of other families, before everything else."""
        clear_layout(self.found)
        for line in lines:
            self.found.addWidget(line)

    def show_words(self, title: str, line: str, said: IconLine) -> None:
        """Shows one line and no list."""
        self._shown, self._rows = (), {}
        clear_layout(self.list)
        self.set_words(title, line)
        self.list.addWidget(said)

    def show_things(
        self, title: str, line: str, things: Sequence[LeftThing], after: Sequence[IconLine]
    ) -> None:
        """Shows the list. It is made anew only when it says something else, so that a reason can be typed in peace."""
        self.set_words(title, line)
        told = (title, *things, *(one.text() for one in after))
        if told == self._shown:
            return
        self._shown, self._rows = told, {}
        clear_layout(self.list)
        for path in set(self._kept) - {thing.path for thing in things if thing.may}:
            del self._kept[path]
        rows: list[QWidget] = []
        for thing in things:
            row = Thing(self.theme, thing, *self._kept.get(thing.path, ("", "")))
            if thing.may:
                self._rows[thing.path] = row
                row.changed.connect(lambda at=row: self._row_changed(at))
            rows.append(row)
        if rows:
            self.list.addWidget(LeftOut(self.theme, rows))
        for one in after:
            self.list.addWidget(one)

    def _row_changed(self, row: Thing) -> None:
        if row.ticked():
            self._kept[row.thing.path] = (row.thing.label, row.reason.value())
        else:
            self._kept.pop(row.thing.path, None)
        self.changed.emit()


class Thing(QWidget):
    """One thing that is left out. `changed` is sent when it was ticked, or its reason has been typed."""

    changed = Signal()

    def __init__(self, theme: Theme, thing: LeftThing, kept: str, why: str) -> None:
        super().__init__()
        self.theme, self.thing = theme, thing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(IconLabel(theme, "eye-slash"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(BodyLabel(theme, thing.label, role="name"))
        words.addWidget(BodyLabel(theme, thing.reason, role="caption", ink="2"))
        row.addLayout(words, 1)
        column.addLayout(row)
        if not thing.may:
            return
        self.tick = Tick(theme.say(PUT_IN))
        self.tick.setAccessibleName(theme.say(f"{PUT_IN}: {thing.label}"))
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column
        self.tick.setChecked(bool(kept))
        if kept:
            self.reason.set_value(why)
            self.frame.show()
        self.tick.toggled.connect(self._toggled)

    # Made once it is ticked: a pack may leave out hundreds of things, and hardly one of them is put in.

    @cached_property
    def reason(self) -> GrowingText:
        """The box for why it is put in."""
        return GrowingText(self.theme, lines=2, name=f"Why it is put in: {self.thing.label}")

    @cached_property
    def frame(self) -> FieldFrame:
        """The box with its label, at its place."""
        frame = FieldFrame(
            self.theme,
            "Why it is put in",
            self.reason,
            hint="Without a reason it stays out. Kept with the note under Sent out.",
            role="name",
        )
        self._column.addWidget(frame)
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.changed)
        self.reason.changed.connect(self._typed)
        return frame

    def ticked(self) -> bool:
        """Whether it is to be put in."""
        return self.thing.may and self.tick.isChecked()

    def _toggled(self, on: bool) -> None:
        if on or "frame" in self.__dict__:
            self.frame.setVisible(on)
        self.changed.emit()
        if on:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.frame.set_state("")
        self._wait.start()
