"""A field as it stands on the page: label, hint, editor, problem line, and the ways to say that there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.rules import Problem, Scope, needed
from toolkit.forms.vocabulary import (
    NOT_THIS_TIME,
    Actions,
    Field,
    Grid,
    LongText,
    Notice,
    Rows,
    Text,
    is_empty,
    is_special,
)
from toolkit.forms.words import special_words
from toolkit.ui.editors.base import Desk, Finding, Prompted, holds_widget
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    Chip,
    FlowLayout,
    GrowingText,
    IconLine,
    MenuButton,
    PlainButton,
    PromptCard,
)

REASONS = {key: words for key, words in NOT_THIS_TIME.items() if key != "quick_note"}
LINES = {
    "missing": ("circle-dashed-bold", "amber"),
    "warned": ("warning-fill", "amber"),
    "refused": ("warning-circle-fill", "red"),
}
MANY = (Rows, Grid, Actions)


def may_be_left(part: Field, scope: Scope) -> bool:
    """Whether "not this time" is offered: for needed boxes of words or rows, but not what is asked first."""
    return (
        isinstance(part, Text | LongText | Rows | Grid | Actions) and not part.first and needed(part, scope)
    )


class SpecialLine(QWidget):
    """What stands in place of the editor when a box was left: the words, and a way back."""

    changed = Signal()
    undone = Signal()

    def __init__(self, desk: Desk, part: Field) -> None:
        super().__init__()
        self.theme, self.part = desk.theme, part
        self._answer: dict[str, Any] = {}
        card = Card(self.theme, box="well", padding=(12, 4), spacing=4)
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        self.words = BodyLabel(self.theme)
        self.back = PlainButton(self.theme, "Change")
        self.note = GrowingText(self.theme, lines=1, placeholder="Why not this time")
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        card.body.addLayout(row)
        card.body.addWidget(self.note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.back.setAccessibleName(f"{part.label}: change")
        self.note.setAccessibleName(f"{part.label}, why not this time")
        self.back.clicked.connect(self.undone)
        self.note.changed.connect(self._typed)

    def value(self) -> dict[str, Any]:
        """The special answer as kept."""
        return self._answer

    def set_value(self, answer: Mapping[str, Any]) -> None:
        """Shows a special answer."""
        self._answer = dict(answer)
        other = self._answer.get("not_this_time") == "other"
        shown = {**self._answer, "note": ""} if other else self._answer
        self.words.setText(special_words(self.part, shown))
        self.note.set_value(str(self._answer.get("note") or ""))
        self.note.setVisible(other)

    def focus(self) -> None:
        """Puts the keyboard on the reason when it has to be written, else on the way back."""
        (self.note if self._answer.get("not_this_time") == "other" else self.back).setFocus()

    def _typed(self) -> None:
        self._answer["note"] = self.note.value()
        self.changed.emit()


class FieldBox(QWidget):
    """One field of a page or row. `changed` is sent when a person changed its answer."""

    changed = Signal()

    def __init__(self, part: Field, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__()
        self.part, self.desk, self.scope, self.compact = part, desk, scope, compact
        self.theme = desk.theme
        self._findings: list[Finding] = []
        self._sentences = ""
        self._row_name = ""
        self._prompt_card: PromptCard | None = None
        self._prompt_on = False
        self.editor = desk.make(part, desk, scope, compact=compact)
        self.special = SpecialLine(desk, part)
        self.left_out = False
        self.on = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.px(4))
        self.column.addLayout(self._head())
        self.hint = BodyLabel(self.theme, part.hint, role="caption" if compact else "body", ink="2")
        self.column.addWidget(self.hint)
        self.column.addWidget(self.editor)
        self.column.addWidget(self.special)
        self.problem = IconLine(self.theme)
        self.column.addWidget(self.problem)
        self.column.addWidget(self._ways_out())
        self.hint.setVisible(bool(part.hint) and not compact and not isinstance(part, Notice))
        self.label.setVisible(not isinstance(part, Notice))
        self.problem.hide()
        self.chip.hide()
        self._show_special(False)
        self.editor.changed.connect(self._edited)
        self.special.changed.connect(self.changed)
        self.special.undone.connect(self.take_back)
        self._name()
        self._refresh()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(self.theme.px(8))
        # Above a table the label is a heading; above a control of a narrow card it is a caption.
        self.label = BodyLabel(
            self.theme,
            self.part.label,
            role="caption" if self.compact else "h3",
            ink="2" if self.compact else "1",
            wrap=True,
        )
        self.chip = Chip(self.theme, "", "circle-dashed-bold", "amber")
        self.prompt_button = PlainButton(self.theme, "Prompt", "lightbulb", name=f"Prompt: {self.part.label}")
        self.prompt_button.set_tone("heather")
        self.prompt_button.set_icon("lightbulb", "heather")
        self.prompt_button.clicked.connect(self.toggle_prompt)
        head.addWidget(self.label, 0 if isinstance(self.part, MANY) else 1)
        head.addWidget(self.chip)
        if isinstance(self.part, MANY):
            head.addStretch(1)
        head.addWidget(self.prompt_button)
        return head

    def _ways_out(self) -> QWidget:
        self.out = QWidget()
        flow = FlowLayout(self.out, across=self.theme.px(4), down=0)
        self.none_button = PlainButton(self.theme, self.part.none_label or "None")
        self.none_button.setAccessibleName(f"{self.part.label}: {self.part.none_label}")
        self.none_button.clicked.connect(lambda: self.leave_out({"none": True}))
        self.left_button = MenuButton(self.theme, "Not this time", name=f"{self.part.label}: not this time")
        self.left_button.setAccessibleName(f"{self.part.label}: not this time")
        self.left_button.setProperty("kind", "plain")
        for reason, words in REASONS.items():
            leave = partial(self.leave_out, {"not_this_time": reason})
            self.left_button.add(f"Not this time: {words}", leave)
        flow.addWidget(self.none_button)
        flow.addWidget(self.left_button)
        return self.out

    # What it holds

    def value(self) -> Any:
        """The answer: the editor's, or the special one."""
        return self.special.value() if self.left_out else self.editor.value()

    def extras(self) -> dict[str, Any]:
        """What the editor keeps under other keys."""
        return self.editor.extras()

    def set_value(self, answer: Any, record: Mapping[str, Any]) -> None:
        """Shows an answer; `record` holds what the editor keeps under other keys."""
        special = is_special(answer)
        self.editor.set_value(None if special else answer)
        self.editor.set_extras(dict(record))
        if special:
            self.special.set_value(answer)
        self._show_special(special)
        self._refresh()

    def leave_out(self, answer: dict[str, Any]) -> None:
        """Leaves the box this time, or says that there is none."""
        self.special.set_value(answer)
        self._show_special(True)
        self._refresh()
        self.special.focus()
        self.changed.emit()

    def take_back(self) -> None:
        """Goes back to the editor; what it held before is still there."""
        self._show_special(False)
        self._refresh()
        self.editor.go_to("")
        self.changed.emit()

    def _show_special(self, on: bool) -> None:
        self.left_out = on
        self.special.setVisible(on)
        self.editor.setVisible(not on)

    def _edited(self) -> None:
        self._refresh()
        self.changed.emit()

    def set_on(self, on: bool) -> None:
        """Shows or hides the field as its condition says."""
        self.on = on
        self.setVisible(on)

    # What goes on around it

    def set_scope(self, scope: Scope) -> None:
        """Takes in that other answers have changed."""
        self.scope = scope
        self.editor.set_scope(scope)
        self._refresh()

    def _refresh(self) -> None:
        open_and_empty = not self.left_out and is_empty(self.editor.value())
        left = open_and_empty and may_be_left(self.part, self.scope)
        none = open_and_empty and bool(self.part.none_label)
        self.left_button.setVisible(left)
        self.none_button.setVisible(none)
        self.out.setVisible(left or none)
        prompted = self.part.prompt is not None and self.desk.narrow and self.desk.prompts_on
        self.prompt_button.setVisible(prompted)
        if not prompted and self._prompt_card is not None:
            self._prompt_card.hide()
            self._prompt_on = False

    def toggle_prompt(self) -> None:
        """Opens or closes the prompt under the label, where there is no room for it beside the field."""
        prompt = self.part.prompt
        if prompt is None:
            return
        if self._prompt_card is None:
            self._prompt_on = True
            self._prompt_card = PromptCard(self.theme, prompt.title, prompt.text, prompt.card)
            if self.desk.read_card is not None:
                self._prompt_card.read_card.connect(self.desk.read_card)
            self.column.insertWidget(1, self._prompt_card)
            return
        self._prompt_on = not self._prompt_on
        self._prompt_card.setVisible(self._prompt_on)

    def prompts(self) -> Iterable[Prompted]:
        """The prompt of this field and of those inside it."""
        if self.part.prompt is not None:
            yield Prompted(self, self.part.prompt)
        if not self.left_out:
            yield from self.editor.prompts()

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows the problems of this field; a count where it holds many, a sentence where it holds one."""
        self._findings = list(found)
        gaps = [f for f in found if f.problem.level != "warned"]
        if isinstance(self.part, MANY):
            self.chip.setVisible(bool(gaps) and not self.left_out)
            self.chip.set_chip(f"{len(gaps)} missing", "circle-dashed-bold", "amber")
        if not self.left_out:
            rest = self.editor.show_problems(found)
        else:
            rest = [f.problem for f in found if f.shown]
            self.special.note.set_state("missing" if rest else "")
        self._say(rest)

    def _say(self, found: Sequence[Problem]) -> None:
        order = {"refused": 0, "missing": 1, "warned": 2}
        first = sorted(found, key=lambda p: order[p.level])
        sentences = list(dict.fromkeys(p.sentence for p in first))
        self._sentences = " ".join(sentences)
        self.problem.setVisible(bool(first))
        if first:
            icon, tone = LINES[first[0].level]
            self.problem.set_line(icon, "\n".join(sentences), tone)
        self._name()

    def sentences(self) -> str:
        """What stands on the problem line, or nothing."""
        return self._sentences

    def _name(self) -> None:
        self.editor.set_names(self.spoken_name(), " ".join(filter(None, (self.part.hint, self._sentences))))

    def spoken_name(self) -> str:
        """What a screen reader says of it: the label, and in rows whose it is."""
        return f"{self._row_name}, {self.part.label}" if self._row_name else self.part.label

    def set_row_name(self, name: str) -> None:
        """Says in which row the field stands."""
        if name != self._row_name:
            self._row_name = name
            self._name()

    # The keyboard

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on this field, or on the part of it that a path points to."""
        if not self.left_out:
            return self.editor.go_to(path)
        self.special.focus()
        return True

    def path_to(self, widget: QWidget) -> str:
        """The path of a control in this field."""
        inner = self.editor.path_to(widget) if holds_widget(self.editor, widget) else ""
        return self.part.key + ("" if not inner or inner.startswith("[") else ".") + inner

    def fit(self, width: int) -> None:
        """Takes in how wide it will be drawn."""
        self.editor.fit(width)
