"""Someone of the family file, or several; anyone else by name and role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.people import Context, PersonRef
from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import People, Person
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.editors.choices import AnswerList, Tick
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FlowLayout, IconButton, LineEdit, LinkButton

Group: TypeAlias = Literal["children", "adults", "everyone", "professionals", "anyone"]
_ELSE, _ME = "\x1felse", "\x1fme"
GROUPS: dict[str, tuple[str, ...]] = {
    "children": ("child",),
    "adults": ("adult",),
    "everyone": ("child", "adult"),
    "professionals": ("professional",),
    "anyone": ("child", "adult", "professional"),
}


def offered(context: Context, group: Group) -> list[PersonRef]:
    """The people of a group, in the order of the family file."""
    return [p for p in context.people if p.group in GROUPS[group] and p.status != "ended"]


RISK = ": may pose a risk"
"""What stands beside a name in the list where it matters whom a child is handed to."""


def person_words(person: PersonRef, context: Context) -> str:
    """A name with what tells people apart: a child's age, a professional's role, and the relation where names are alike."""
    alike = sum(p.name == person.name for p in context.people) > 1
    more = person.relation if person.group == "professional" or (alike and person.group == "adult") else ""
    if person.group == "child":
        more = person.age
    return ", ".join(filter(None, (person.name, more, "died" if person.status == "died" else "")))


class NameAndRole(QWidget):
    """Someone who is not in the family file: a name and what they are."""

    changed = Signal()

    def __init__(self, theme: Theme, *, removable: bool = False, stacked: bool = False) -> None:
        super().__init__()
        self._theme, self._stacked = theme, stacked
        self.name = LineEdit(theme, placeholder="Name")
        self.role = LineEdit(theme, placeholder="Role")
        self.name.setProperty("part_name", "name")
        self.role.setProperty("part_name", "role")
        self.remove = IconButton(theme, "x", "Take this person out", bare=True)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(down if stacked else across, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.name, 3)
        row.addWidget(self.role, 2)
        row.addWidget(self.remove)
        self.remove.setVisible(removable)
        for line in (self.name, self.role):
            line.setMinimumWidth(theme.em(4))
            line.changed.connect(self.changed)

    def value(self) -> dict[str, str]:
        """The name and role as kept."""
        return {"name": self.name.text(), "role": self.role.text()}

    def set_value(self, answer: dict[str, Any]) -> None:
        """Shows a name and role."""
        self.name.set_value(str(answer.get("name") or ""))
        self.role.set_value(str(answer.get("role") or ""))
        for line in (self.name, self.role):
            # Read from its beginning, and wide enough for what it holds where there is room.
            line.setCursorPosition(0)
            wide = (
                line.fontMetrics().horizontalAdvance(line.text()) + self._theme.em(3) if self._stacked else 0
            )
            line.setMinimumWidth(max(self._theme.em(4), min(wide, self._theme.em(14))))


def _add_link(editor: Editor, group: Group) -> LinkButton:
    link = LinkButton(editor.theme, "Add a person to the family file")
    link.clicked.connect(lambda: editor.desk.add_person(group) if editor.desk.add_person else None)
    return link


class PersonEditor(Editor):
    """One person, from a list; "Someone else" opens a name and a role."""

    def __init__(self, part: Person, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: Any = None
        self.list = AnswerList(self.theme, self._options())
        self.list.setMinimumWidth(self.theme.em(9 if compact else 13))
        self.other = NameAndRole(self.theme, stacked=compact)
        self.compact = compact
        self.add = _add_link(self, part.group)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(4))
        row = QHBoxLayout()
        row.addWidget(self.list, 1 if compact else 0)
        if not compact:
            row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.other)
        box.addWidget(self.add)
        self.other.hide()
        self.add.hide()
        self.list.changed.connect(self._chosen)
        self.other.changed.connect(self._typed)

    def _me(self) -> dict[str, str]:
        """The worker who writes, by name: they are not of the family file. Empty where they cannot be meant."""
        facts = self.scope.context.facts
        name = facts.get("@author", "").strip()
        fits = bool(name) and self.part.group in ("anyone", "professionals")
        return {"name": name, "role": facts.get("@author_role", "")} if fits else {}

    def _is_me(self) -> bool:
        answer, me = self._answer, self._me()
        return bool(me) and isinstance(answer, dict) and answer.get("name") == me["name"]

    def _options(self) -> list[tuple[str, str]]:
        context = self.scope.context
        found = offered(context, self.part.group)
        if self.part.group == "anyone":
            # Grown-ups first: it is mostly they who tell, do and decide.
            found = sorted(found, key=lambda p: p.group == "child")
        me = [(_ME, f"Me: {self._me()['name']}")] if self._me() else []
        if self.part.caution:
            found = sorted(found, key=lambda p: p.risk)
        words = (
            (p.id, person_words(p, context) + (RISK if self.part.caution and p.risk else "")) for p in found
        )
        return [*me, *words, (_ELSE, "Someone else")]

    def controls(self) -> Sequence[QWidget]:
        if isinstance(self._answer, dict) and not self._is_me():
            return (self.list, self.other.name, self.other.role)
        return (self.list,)

    def value(self) -> Any:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = answer
        self._show()

    def set_scope(self, scope: Scope) -> None:
        before, now = self.scope.context, scope.context
        changed = before.people != now.people or before.facts.get("@author") != now.facts.get("@author")
        super().set_scope(scope)
        if changed:
            self.list.set_options(self._options())
            self._show()

    def _show(self) -> None:
        answer = self._answer
        me = self._is_me()
        someone = isinstance(answer, dict) and not me
        if me:
            self.list.set_value(_ME)
        elif someone:
            self.list.set_value(_ELSE)
            self.other.set_value(answer)
        else:
            value = None if answer in (None, "") else str(answer)
            self.list.show_value(value, self.scope.context.name_of(value))
        self.other.setVisible(someone)
        self.rename()
        gone = isinstance(answer, str) and bool(answer) and self.scope.context.person(answer) is None
        self.add.setVisible((someone or gone) and self.desk.add_person is not None and not self.compact)

    def _chosen(self) -> None:
        value = self.list.value()
        if value == _ME:
            self._answer = self._me()
        else:
            self._answer = self.other.value() if value == _ELSE else value
        self._show()
        if value == _ELSE:
            self.other.name.setFocus()
        self.changed.emit()

    def _typed(self) -> None:
        self._answer = self.other.value()
        self.changed.emit()


class PeopleEditor(Editor):
    """Several people: a tick for each of the family, and lines for anyone else."""

    def __init__(self, part: People, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: list[Any] | None = None
        self._ticks: dict[str, Tick] = {}
        self._others: list[NameAndRole] = []
        self._width = 0
        self.flow = FlowLayout(across=self.theme.px(20), down=0)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(self.theme.px(4))
        self.else_link = LinkButton(self.theme, "Someone else: name and role")
        self.else_link.clicked.connect(self.add_other)
        links = FlowLayout(across=self.theme.px(16), down=self.theme.px(2))
        links.addWidget(self.else_link)
        if desk.add_person is not None:
            links.addWidget(_add_link(self, part.group))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(2))
        box.addLayout(self.flow)
        box.addLayout(self.lines)
        box.addLayout(links)
        self._offer()

    def controls(self) -> Sequence[QWidget]:
        names = [line for other in self._others for line in (other.name, other.role)]
        return [*self._ticks.values(), *names, self.else_link]

    def rename(self) -> None:
        super().rename()
        self.else_link.setAccessibleName(self.theme.say(f"{self.names[0]}, someone else: name and role"))

    def value(self) -> list[Any] | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = answer if isinstance(answer, list) else None if answer in (None, "") else [answer]
        self._show()

    def set_scope(self, scope: Scope) -> None:
        changed = scope.context.people != self.scope.context.people
        super().set_scope(scope)
        if changed:
            self._offer()
            self._show()

    def _offer(self) -> None:
        """One tick for each person offered or chosen; ticks that stay are not made again."""
        context = self.scope.context
        ids = {p.id: person_words(p, context) for p in offered(context, self.part.group)}
        for answer in self._answer or []:
            if isinstance(answer, str) and answer not in ids:
                ids[answer] = self.scope.context.name_of(answer)
        for gone in [person for person in self._ticks if person not in ids]:
            tick = self._ticks.pop(gone)
            self.flow.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        for person, label in ids.items():
            (self._ticks.get(person) or self._tick(person)).set_words(self.theme.say(label))

    def fit(self, width: int) -> None:
        self._width = width
        for tick in self._ticks.values():
            tick.fit(width)

    def _tick(self, person: str) -> Tick:
        tick = Tick("")
        tick.fit(self._width)
        tick.toggled.connect(self._gather)
        self._ticks[person] = tick
        self.flow.addWidget(tick)
        return tick

    def _show(self) -> None:
        self._offer()
        chosen = self._answer or []
        for person, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(person in chosen)
        others = [answer for answer in chosen if isinstance(answer, dict)]
        while len(self._others) > len(others):
            self._drop(self._others[-1])
        while len(self._others) < len(others):
            self._line()
        for line, other in zip(self._others, others, strict=True):
            line.set_value(other)
        self.rename()

    def _line(self) -> NameAndRole:
        line = NameAndRole(self.theme, removable=True)
        line.changed.connect(self._gather)
        line.remove.clicked.connect(lambda: self._take_out(line))
        self._others.append(line)
        self.lines.addWidget(line)
        return line

    def _take_out(self, line: NameAndRole) -> None:
        self._drop(line)
        self._gather()

    def _drop(self, line: NameAndRole) -> None:
        self._others.remove(line)
        self.lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def add_other(self) -> None:
        """Opens a line for someone who is not in the family file."""
        line = self._line()
        self.rename()
        line.name.setFocus()
        self._gather()

    def _gather(self) -> None:
        kept = [a for a in self._answer or [] if isinstance(a, str) and self._ticks[a].isChecked()]
        fresh = [person for person, tick in self._ticks.items() if tick.isChecked() and person not in kept]
        # People stay in the order of the family file where they are all of it, else in the order they were kept.
        order = list(self._ticks)
        people: list[Any] = sorted(kept + fresh, key=order.index)
        self._answer = [*people, *(line.value() for line in self._others)] or None
        self.changed.emit()
