"""What every editor is given, and the three words every editor speaks: value, set_value, changed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms.rules import Problem, Scope
from toolkit.forms.vocabulary import Field, Prompt
from toolkit.practice.wording import Hint
from toolkit.ui.pictures_in import choose_pictures
from toolkit.ui.spelling import Spelling
from toolkit.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from toolkit.practice.plain_words import Reading

_PATH = re.compile(r"([^\[.]+)(?:\[([^\]]*)\])?(?:\.(.*))?", re.DOTALL)


def _no_hints(text: str) -> Sequence[Hint]:
    return ()


def _nothing(hint: Hint) -> None:
    """Nobody is told."""


def _no_number(key: str) -> tuple[str, str]:
    return key, ""


class MakeEditor(Protocol):
    """Makes the editor of a field."""

    def __call__(self, part: Field, desk: Desk, scope: Scope, *, compact: bool = False) -> Editor:
        """`compact` asks for the form that stands in a table or a narrow card."""


class Attach(Protocol):
    """Where the pictures of a record are kept. Both may raise ToolkitError; then nothing was kept or lost."""

    def keep(self, data: bytes, name: str, media: str) -> str:
        """Keeps the bytes of a file and gives the id it is found by."""

    def read(self, file_id: str) -> bytes:
        """Gives the bytes of a file back."""


@dataclass
class Desk:
    """What every editor is given.

    `make` makes the editors inside rows. `hints` gives the gentler words for a text. `number` gives the label and digits
    of a local number, no digits when it is missing. `add_person` opens the family file to add someone of a group.
    `read_card` opens a guidance card. `kept_words` are the words a person chose to keep in this record, in lower case.
    `last_answers` are those of the last finished record of the same kind, for looking back.
    `attach` keeps pictures, where the record can have any; `choose_pictures` lets the person choose files of them.
    `spelling` underlines what may be misspelt; `plain` looks how easily the words for a family or child are read, and
    `hint_met` is told when F7 came to one of its hints.
    `row_opened` is told of the fields of a card that was opened, once they are made.
    `narrow` is set when prompts fold and table rows become cards; `prompts_on` when practice prompts are wanted.
    `may_leave` is off where a needed box cannot be left for another time.
    """

    theme: Theme
    make: MakeEditor
    hints: Callable[[str], Sequence[Hint]] = _no_hints
    number: Callable[[str], tuple[str, str]] = _no_number
    add_person: Callable[[str], None] | None = None
    read_card: Callable[[str], None] | None = None
    attach: Attach | None = None
    choose_pictures: Callable[[QWidget], Sequence[Path]] = choose_pictures
    spelling: Spelling | None = None
    plain: Callable[[str], Reading] | None = None
    hint_met: Callable[[Hint], None] = _nothing
    row_opened: Callable[[Any], None] | None = None
    kept_words: set[str] = field(default_factory=set)
    last_answers: Mapping[str, Any] = field(default_factory=dict)
    narrow: bool = False
    prompts_on: bool = True
    may_leave: bool = True


@dataclass(frozen=True)
class Finding:
    """A problem as one editor sees it: `path` goes on from that editor, `shown` says whether its sentence may be read."""

    path: str
    problem: Problem
    shown: bool = True

    def inside(self, path: str) -> Finding:
        """The same, one step further in."""
        return Finding(path, self.problem, self.shown)


@dataclass(frozen=True)
class Prompted:
    """A prompt and the widget beside which it belongs."""

    anchor: QWidget
    prompt: Prompt


class Editor(QWidget):
    """One field on the screen.

    `changed` is sent when a person changed the answer, never by `set_value`. An editor that was not touched gives back
    the very answer it was given.
    """

    changed = Signal()

    def __init__(self, desk: Desk, scope: Scope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.scope = desk, scope
        self.theme = desk.theme
        self.names = ("", "")

    def value(self) -> Any:
        """The answer as it is kept; None when there is none."""
        raise NotImplementedError

    def set_value(self, answer: Any) -> None:
        """Shows an answer, whatever it holds."""
        raise NotImplementedError

    def controls(self) -> Sequence[QWidget]:
        """What takes the keyboard, in reading order."""
        return ()

    def card_place(self, box: QWidget) -> QVBoxLayout | None:
        """Where a card about the words of a box may stand; None has it under the whole field."""
        return None

    def extra_keys(self) -> tuple[str, ...]:
        """Keys of the record that this editor keeps beside its own."""
        return ()

    def extras(self) -> dict[str, Any]:
        """The answers under those keys."""
        return {}

    def set_extras(self, answers: dict[str, Any]) -> None:
        """Shows the answers under those keys."""

    def set_scope(self, scope: Scope) -> None:
        """Takes in that other answers or people have changed; never rebuilds what stays."""
        self.scope = scope

    def set_names(self, name: str, description: str = "") -> None:
        """Names every control for those who do not see the screen."""
        self.names = (name, description)
        self.rename()

    def rename(self) -> None:
        """Names the controls again, as after one has come or gone."""
        name, description = self.names
        for control in self.controls():
            part = control.property("part_name")
            control.setAccessibleName(self.theme.say(f"{name}, {part}" if part else name))
            control.setAccessibleDescription(self.theme.say(description))

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        """Marks the controls; gives the problems whose sentence still has to be shown, below this editor."""
        mine = [finding.problem for finding in found if finding.shown]
        self.mark(state_of(mine))
        return mine

    def mark(self, state: str) -> None:
        """Draws the controls as missing, warning, error or, with an empty state, as usual."""
        for control in self.controls():
            setter = getattr(control, "set_state", None)
            if callable(setter):
                setter(state)
            else:
                set_role(control, "state", state)

    def prompts(self) -> Iterable[Prompted]:
        """Prompts of the fields inside this one."""
        return ()

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on the control that a path points to, from this field on."""
        controls = self.controls()
        if controls:
            controls[0].setFocus()
        return bool(controls)

    def path_to(self, widget: QWidget) -> str:
        """The path of a control inside this editor, from this field on; empty for the field itself."""
        return ""

    def fit(self, width: int) -> None:
        """Takes in how many pixels wide it will be drawn."""


def holds_widget(outer: QWidget, inner: QWidget | None) -> bool:
    """Whether a widget is another one or stands inside it."""
    return inner is not None and (inner is outer or outer.isAncestorOf(inner))


def state_of(found: Sequence[Problem]) -> str:
    """How a control with these problems is drawn: the worst of them decides."""
    levels = {problem.level for problem in found}
    if "refused" in levels:
        return "error"
    return "missing" if "missing" in levels else "warning" if levels else ""


def split_path(path: str) -> tuple[str, str | None, str]:
    """Key, row id or None, and what follows: `seen[p1].alone` is (`seen`, `p1`, `alone`)."""
    found = _PATH.fullmatch(path)
    return (found[1], found[2], found[3] or "") if found else (path, None, "")


def split_row(path: str) -> tuple[str, str]:
    """Row id and what follows from a path that begins at a row: `[p1].alone` is (`p1`, `alone`)."""
    found = re.fullmatch(r"\[([^\]]*)\](?:\.(.*))?", path, re.DOTALL)
    return (found[1], found[2] or "") if found else ("", "")


def new_id() -> str:
    """A fresh id for a row."""
    return uuid.uuid4().hex[:12]
