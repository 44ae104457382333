"""A field as it stands on the page: label, hint, editor, problem line, and the ways to say that there is nothing to say.

Only what every field shows is made at once; the rest is made when it is first needed, so that long pages open quickly.
"""

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
    Columns,
    Field,
    Grid,
    LongText,
    Notice,
    Rows,
    Scores,
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
    HeadingLabel,
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
WIDE = (Columns, Scores)
"""Fields that take the whole width of the page; their prompt opens from a button."""


def may_be_left(part: Field, scope: Scope) -> bool:
    """Whether "not this time" is offered: for needed boxes of words or rows, but not what is asked first or stays."""
    if isinstance(part, LongText) and part.stays:
        return False
    return (
        isinstance(part, Text | LongText | Rows | Grid | Actions) and not part.first and needed(part, scope)
    )


def gap_words(found: Iterable[Problem]) -> str:
    """What a chip says: "2 missing", "1 to check"; nothing when nothing stands in the way."""
    levels = [problem.level for problem in found]
    missing, wrong = levels.count("missing"), levels.count("refused")
    return ", ".join([f"{missing} missing"] * bool(missing) + [f"{wrong} to check"] * bool(wrong))


def problem_line(line: IconLine, found: Sequence[Problem], sentences: Sequence[str]) -> None:
    """Fills a problem line: the worst problem gives icon and tone."""
    order = {"refused": 0, "missing": 1, "warned": 2}
    worst = min(found, key=lambda p: order[p.level])
    icon, tone = LINES[worst.level]
    line.set_line(icon, "\n".join(dict.fromkeys(sentences)), tone)


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
        self.back.clicked.connect(self.undone)
        self.note.changed.connect(self._typed)

    def set_name(self, name: str) -> None:
        """Names its controls."""
        self.back.setAccessibleName(self.theme.say(f"{name}: change"))
        self.note.setAccessibleName(self.theme.say(f"{name}, why not this time"))

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


class WaysOut(QWidget):
    """ "Not this time" with its reasons, and the words for none. `left` is sent with the special answer."""

    left = Signal(dict)

    def __init__(self, desk: Desk, part: Field) -> None:
        super().__init__()
        flow = FlowLayout(self, across=desk.theme.px(4), down=0)
        self.none_button = PlainButton(desk.theme, part.none_label or "None")
        self.left_button = MenuButton(desk.theme, "Not this time")
        self.left_button.setProperty("kind", "plain")
        self.none_button.clicked.connect(lambda: self.left.emit({"none": True}))
        for reason, words in REASONS.items():
            self.left_button.add(
                f"Not this time: {words}", partial(self.left.emit, {"not_this_time": reason})
            )
        flow.addWidget(self.none_button)
        flow.addWidget(self.left_button)

    def offer(self, name: str, *, left: bool, none: str) -> None:
        """Shows what is offered now."""
        self.left_button.setVisible(left)
        self.none_button.setVisible(bool(none))
        say = self.left_button.theme.say
        self.left_button.setAccessibleName(say(f"{name}: not this time"))
        self.none_button.setAccessibleName(say(f"{name}: {none}"))
        self.setVisible(left or bool(none))


class FieldBox(QWidget):
    """One field of a page or row. `changed` is sent when a person changed its answer."""

    changed = Signal()

    def __init__(
        self, part: Field, desk: Desk, scope: Scope, *, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.part, self.desk, self.scope, self.compact = part, desk, scope, compact
        self.theme = desk.theme
        self.left_out = False
        self.on = True
        self._sentences = ""
        self._row_name = ""
        self._prompt_on = False
        self.special: SpecialLine | None = None
        self.out: WaysOut | None = None
        self.problem: IconLine | None = None
        self.chip: Chip | None = None
        self.hint: BodyLabel | None = None
        self.prompt_button: PlainButton | None = None
        self._prompt_card: PromptCard | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.px(4))
        self.head = QHBoxLayout()
        self.head.setSpacing(self.theme.px(8))
        self.column.addLayout(self.head)
        if not isinstance(part, Notice):
            self._label()
        self.editor = desk.make(part, desk, scope, compact=compact)
        self.column.addWidget(self.editor)
        self.editor.changed.connect(self._edited)
        self._name()

    def _label(self) -> None:
        # Above a control of a narrow card or table the label is a caption, else a heading.
        role, ink = ("caption", "2") if self.compact else ("name" if self.scope.row else "h3", "1")
        # A heading asks for one line where there is room; beside it stands the count.
        kind = HeadingLabel if isinstance(self.part, MANY) else BodyLabel
        self.label = kind(self.theme, self.part.label, role=role, ink=ink)
        self.head.addWidget(self.label, 0 if isinstance(self.part, MANY) else 1)
        if isinstance(self.part, MANY):
            self.head.addStretch(1)
        if self.part.hint and not self.compact:
            self.hint = BodyLabel(self.theme, self.part.hint, ink="2")
            self.column.addWidget(self.hint)

    # What it holds

    def value(self) -> Any:
        """The answer: the editor's, or the special one."""
        return self.special.value() if self.left_out and self.special is not None else self.editor.value()

    def extras(self) -> dict[str, Any]:
        """What the editor keeps under other keys."""
        return self.editor.extras()

    def set_value(self, answer: Any, record: Mapping[str, Any]) -> None:
        """Shows an answer; `record` holds what the editor keeps under other keys."""
        special = is_special(answer)
        self.editor.set_value(None if special else answer)
        self.editor.set_extras(dict(record))
        self._show_special(answer if special else None)

    def leave_out(self, answer: dict[str, Any]) -> None:
        """Leaves the box this time, or says that there is none."""
        self._show_special(answer)
        if self.special is not None:
            self.special.focus()
        self.changed.emit()

    def take_back(self) -> None:
        """Goes back to the editor; what it held before is still there."""
        self._show_special(None)
        self.editor.go_to("")
        self.changed.emit()

    def _show_special(self, answer: dict[str, Any] | None) -> None:
        self.left_out = answer is not None
        if answer is not None:
            if self.special is None:
                self.special = SpecialLine(self.desk, self.part)
                self.special.set_name(self.spoken_name())
                self.special.changed.connect(self.changed)
                self.special.undone.connect(self.take_back)
                self.column.insertWidget(self.column.indexOf(self.editor) + 1, self.special)
            self.special.set_value(answer)
        if self.special is not None:
            self.special.setVisible(self.left_out)
        self.editor.setVisible(not self.left_out)
        self._refresh()

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
        empty = not self.left_out and is_empty(self.editor.value())
        left = empty and self.desk.may_leave and may_be_left(self.part, self.scope)
        none = self.part.none_label if empty else ""
        if self.out is None and (left or none):
            self.out = WaysOut(self.desk, self.part)
            self.out.left.connect(self.leave_out)
            self.column.addWidget(self.out)
        if self.out is not None:
            self.out.offer(self.spoken_name(), left=left, none=none)
        self._refresh_prompt()

    def _refresh_prompt(self) -> None:
        folded = self.desk.narrow or isinstance(self.part, WIDE)
        prompted = self.part.prompt is not None and folded and self.desk.prompts_on
        if prompted and self.prompt_button is None:
            self.prompt_button = PlainButton(self.theme, "Prompt", name=f"Prompt: {self.part.label}")
            self.prompt_button.set_tone("heather")
            self.prompt_button.set_icon("lightbulb", "heather")
            self.prompt_button.clicked.connect(self.toggle_prompt)
            self.head.addWidget(self.prompt_button)
        if self.prompt_button is not None:
            self.prompt_button.setVisible(prompted)
        if not prompted and self._prompt_card is not None:
            self._prompt_on = False
            self._prompt_card.hide()

    def toggle_prompt(self) -> None:
        """Opens or closes the prompt under the label, where there is no room for it beside the field."""
        prompt = self.part.prompt
        if prompt is None:
            return
        self._prompt_on = not self._prompt_on
        if self._prompt_card is None:
            self._prompt_card = PromptCard(self.theme, prompt.title, prompt.text, prompt.card)
            if self.desk.read_card is not None:
                self._prompt_card.read_card.connect(self.desk.read_card)
            self.column.insertWidget(1, self._prompt_card)
        self._prompt_card.setVisible(self._prompt_on)

    def prompts(self) -> Iterable[Prompted]:
        """The prompt of this field and of those inside it."""
        if self.part.prompt is not None:
            yield Prompted(self, self.part.prompt)
        if not self.left_out:
            yield from self.editor.prompts()

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows the problems of this field; a count where it holds many, a sentence where it holds one."""
        if isinstance(self.part, MANY):
            self._count("" if self.left_out else gap_words(f.problem for f in found))
        if self.left_out and self.special is not None:
            rest = [f.problem for f in found if f.shown]
            self.special.note.set_state("missing" if rest else "")
        else:
            rest = self.editor.show_problems(found)
        self._say(rest)

    def _count(self, words: str) -> None:
        if self.chip is None and words:
            self.chip = Chip(self.theme, "", "circle-dashed-bold", "amber")
            self.head.insertWidget(1, self.chip)
        if self.chip is not None:
            if self.chip.text() != words:
                self.chip.set_chip(words, "circle-dashed-bold", "amber")
            self.chip.setVisible(bool(words))

    def _say(self, found: Sequence[Problem]) -> None:
        sentences = list(dict.fromkeys(p.sentence for p in found))
        words = " ".join(sentences)
        if words == self._sentences and (self.problem is not None or not words):
            return
        self._sentences = words
        if found:
            if self.problem is None:
                self.problem = IconLine(self.theme)
                after = self.special if self.special is not None else self.editor
                self.column.insertWidget(self.column.indexOf(after) + 1, self.problem)
            problem_line(self.problem, found, sentences)
        if self.problem is not None:
            self.problem.setVisible(bool(found))
        self._name()

    def sentences(self) -> str:
        """What stands on the problem line, or nothing."""
        return self._sentences

    def _name(self) -> None:
        told = " ".join(filter(None, (self.part.hint, self._sentences)))
        self.editor.set_names(self.spoken_name(), told)

    def spoken_name(self) -> str:
        """What a screen reader says of it: the label, and in rows whose it is."""
        return f"{self._row_name}, {self.part.label}" if self._row_name else self.part.label

    def set_row_name(self, name: str) -> None:
        """Says in which row the field stands."""
        if name != self._row_name:
            self._row_name = name
            if self.special is not None:
                self.special.set_name(self.spoken_name())
            self._name()

    def hide_label(self) -> None:
        """Leaves out a label that the heading above says already."""
        self.label.hide()
        # What else stands in its line keeps to its own width.
        self.head.insertStretch(1, 1)

    def pad_hint(self, on: bool) -> None:
        """Keeps room for a hint, so that controls side by side stand at one height."""
        if on and self.hint is None:
            self.hint = BodyLabel(self.theme, " ", ink="2")
            self.column.insertWidget(1, self.hint)

    # The keyboard

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on this field, or on the part of it that a path points to."""
        if self.left_out and self.special is not None:
            self.special.focus()
            return True
        return self.editor.go_to(path)

    def path_to(self, widget: QWidget) -> str:
        """The path of a control in this field."""
        inner = self.editor.path_to(widget) if holds_widget(self.editor, widget) else ""
        return self.part.key + ("" if not inner or inner.startswith("[") else ".") + inner

    def fit(self, width: int) -> None:
        """Takes in how wide it will be drawn."""
        self.editor.fit(width)
