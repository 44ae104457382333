"""The editor of Scores: each person's own number on one line, with the reason, and the numbers of the map before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.board import FEW, first_said, history, score_set
from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.people import PersonRef, ScoreSet, dicts
from toolkit.forms.vocabulary import Scores
from toolkit.forms.words import SCALE_WORDS
from toolkit.ui.dialogs import Choice, Dialog, question
from toolkit.ui.editors.base import Desk, Editor, Finding, holds_widget, new_id, split_row
from toolkit.ui.editors.choices import AnswerList
from toolkit.ui.editors.people import offered, person_words
from toolkit.ui.editors.scores_line import Mark, ScoreLine, key_of, mark_for
from toolkit.ui.editors.scores_panel import NumberPanel
from toolkit.ui.score_chart import ScoreChart
from toolkit.ui.widgets import BodyLabel, Card, FilterPill, FlowLayout, GrowingText

BESIDE_EM = 62.0
"""Narrower than this the number stands below the line, not beside it."""
PANEL_EM = 26.0
TYPING_MS = 900
"""How long after the last key a typed number that takes another's place is asked about."""
_ELSE = "\x1felse"
KEEP, REPLACE = 0, 1


class Board:
    """The numbers of one map as they are kept."""

    def __init__(self, part: Scores) -> None:
        self.part = part
        self._given: Any = None
        self._touched = False
        self.held: dict[str, Any] = {}
        self.rows: list[dict[str, Any]] = []

    def load(self, answer: Any) -> None:
        """Takes an answer, whatever it holds."""
        self._given, self._touched = answer, False
        self.held = dict(answer) if isinstance(answer, dict) else {}
        self.rows = [dict(row) for row in dicts(self.held.get("rows"))]
        for row in self.rows:
            row.setdefault("id", new_id())

    def value(self) -> Any:
        """The answer as kept; the very one that was loaded until something was changed."""
        if not self._touched:
            return self._given
        return {**self.held, "rows": self.rows}

    def touch(self) -> None:
        """Notes a change. The words at both ends are kept with the numbers from the first one on."""
        self._touched = True
        self.held.setdefault("low", self.part.low_words)
        self.held.setdefault("high", self.part.high_words)

    def anchor(self, end: str) -> str:
        """The words at the low or the high end."""
        kept = self.held.get(end)
        return (
            str(kept) if kept is not None else (self.part.low_words if end == "low" else self.part.high_words)
        )

    def number(self, row: dict[str, Any]) -> int | None:
        """The number of a row when it is one."""
        score = row.get("score")
        if not isinstance(score, int) or isinstance(score, bool):
            return None
        return score if self.part.low <= score <= self.part.high else None


class ScoresEditor(Editor):
    """People's own numbers. Nobody else's number shows while a child chooses, until the child has said yes."""

    person_chosen = Signal(str)

    def __init__(self, part: Scores, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self.board = Board(part)
        self.chosen: dict[str, Any] = {}
        self.dialog: Dialog | None = None
        self.pills: dict[str, FilterPill] = {}
        self._settled: set[str] = set()
        self._waiting: Any = None
        self._found: list[Finding] = []
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPING_MS)
        self._typed.timeout.connect(self._ask_replace)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(8))
        box.addWidget(self._people_row())
        self.row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.row.setSpacing(self.theme.px(12))
        box.addLayout(self.row)
        self.row.addWidget(self._strip(), 1)
        self.panel = NumberPanel(part, desk, scope)
        self.panel.took.connect(self._took)
        self.panel.next_wanted.connect(self.next_person)
        self.panel.remove_wanted.connect(self.remove)
        self.panel.agreed.connect(self.agree)
        self.panel.again.connect(self.choose_again)
        self.row.addWidget(self.panel)
        self.few_box = QWidget()
        few = QVBoxLayout(self.few_box)
        few.setContentsMargins(0, 0, 0, 0)
        few.setSpacing(self.theme.px(4))
        few.addWidget(BodyLabel(self.theme, FEW, role="name"))
        self.few = GrowingText(self.theme, lines=1, name=FEW)
        self.few.changed.connect(lambda: self._hold("few", self.few.value()))
        few.addWidget(self.few)
        box.addWidget(self.few_box)
        self._show()

    def _people_row(self) -> QWidget:
        holder = QWidget()
        self.people_flow = FlowLayout(holder, across=self.theme.px(8), down=self.theme.px(6))
        self.add = AnswerList(self.theme, [])
        self.add.setAccessibleName(self.theme.say("Add a person who gives a number"))
        self.add.setMinimumWidth(self.theme.em(13))
        self.add.changed.connect(self._add_chosen)
        self.people_flow.addWidget(self.add)
        return holder

    def _strip(self) -> QWidget:
        card = Card(self.theme, padding=(14, 10), spacing=6)
        self.note = BodyLabel(self.theme, role="caption", ink="2")
        card.body.addWidget(self.note)
        self.line = ScoreLine(self.theme, self.part.low, self.part.high)
        self.line.picked.connect(self.pick)
        self.line.person_picked.connect(self.choose)
        card.body.addWidget(self.line)
        ends = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        ends.setSpacing(self.theme.px(24))
        self.low, self.high = self._anchor("low", self.part.low), self._anchor("high", self.part.high)
        for end, text, number in (("low", self.low, self.part.low), ("high", self.high, self.part.high)):
            side = QVBoxLayout()
            side.setSpacing(self.theme.px(2))
            caption = BodyLabel(self.theme, f"{number} means", role="caption", ink="2")
            caption.setObjectName(f"anchor_{end}")
            side.addWidget(caption)
            side.addWidget(text)
            side.addStretch(1)
            ends.addLayout(side, 1)
        card.body.addLayout(ends)
        self.chart = ScoreChart(self.theme)
        card.body.addWidget(self.chart)
        card.body.addStretch(1)
        return card

    def _anchor(self, end: str, number: int) -> GrowingText:
        text = GrowingText(self.theme, lines=1, name=f"What {number} means")
        text.setAccessibleDescription(
            self.theme.say("Kept with the numbers. Under other words an older number is not compared.")
        )
        text.changed.connect(lambda: self._hold(end, text.value()))
        return text

    def _hold(self, key: str, value: str) -> None:
        self.board.touch()
        if value.strip() or key != "few":
            self.board.held[key] = value
        else:
            self.board.held.pop(key, None)
        self._show_chart()
        self.changed.emit()

    # What it holds

    def value(self) -> Any:
        return self.board.value()

    def set_value(self, answer: Any) -> None:
        self._typed.stop()
        self.board.load(answer)
        self._settled = {str(row["id"]) for row in self.board.rows if self.board.number(row) is not None}
        self.chosen = {}
        self.low.set_value(self.board.anchor("low"))
        self.high.set_value(self.board.anchor("high"))
        self.few.set_value(str(self.board.held.get("few") or ""))
        self._show()

    def set_scope(self, scope: Scope) -> None:
        people = scope.context.people != self.scope.context.people
        before = self.scope.context.scores != scope.context.scores
        took = self.scope.answers.get("took_part") != scope.answers.get("took_part")
        super().set_scope(scope)
        self.panel.scope = scope
        if people or before or took:
            self._show()

    # People

    def candidates(self) -> list[dict[str, Any]]:
        """Everybody with a number, then those who took part or gave one on the last map and were not asked yet."""
        context = self.scope.context
        rows = list(self.board.rows)
        have = {key_of(row.get("person"), context) for row in rows}
        took = self.scope.answers.get("took_part")
        more: list[Any] = list(took) if isinstance(took, list) else []
        last = self._last()
        more += [key for key, _, _ in (last.rows if last else ()) if context.person(key)]
        for person in more:
            key = key_of(person, context)
            if key and key not in have:
                have.add(key)
                rows.append({"person": person})
        if self.chosen and all(row is not self.chosen for row in rows):
            here = key_of(self.chosen.get("person"), context)
            same = next((n for n, r in enumerate(rows) if key_of(r.get("person"), context) == here), None)
            if same is None:
                rows.append(self.chosen)
            else:
                rows[same] = self.chosen
        return rows

    def _last(self) -> ScoreSet | None:
        found = self.scope.context.scores
        return found[-1] if found else None

    def _name(self, row: dict[str, Any]) -> str:
        return self.scope.context.name_of(row.get("person"))

    def _person(self, row: dict[str, Any]) -> PersonRef | None:
        person = row.get("person")
        return self.scope.context.person(person) if isinstance(person, str) else None

    def hiding(self) -> bool:
        """Whether a child is choosing, so that nobody else's number may show."""
        person = self._person(self.chosen) if self.chosen else None
        return person is not None and person.group == "child" and self.chosen.get("id") not in self._settled

    def choose(self, key: str) -> None:
        """Opens a person's number by the person's key."""
        self._settle()
        found = [r for r in self.candidates() if key_of(r.get("person"), self.scope.context) == key]
        if found:
            self.chosen = found[0]
            self._show()
            self.person_chosen.emit(key)

    def next_person(self) -> None:
        """Opens the next person, the first one again after the last."""
        rows = self.candidates()
        place = next((n for n, row in enumerate(rows) if row is self.chosen), -1)
        if rows:
            self.choose(key_of(rows[(place + 1) % len(rows)].get("person"), self.scope.context))
            self.panel.number.go_to("")

    def _add_chosen(self) -> None:
        value = self.add.value()
        self.add.set_value(None)
        if value is None:
            return
        self._settle()
        self.chosen = {"person": {"name": "", "role": ""} if value == _ELSE else value}
        if value == _ELSE:
            self._keep_row()
        self._show()
        self.panel.go_to("person" if value == _ELSE else "score")

    def _settle(self) -> None:
        """The person that is left has given the number for good; another one is asked about first."""
        if self._typed.isActive():
            self._typed.stop()
            self._waiting = None
        if self.chosen.get("id") and self.board.number(self.chosen) is not None:
            self._settled.add(str(self.chosen["id"]))

    def remove(self) -> None:
        """Takes the chosen person's number out."""
        if self.chosen in self.board.rows:
            self.board.touch()
            self.board.rows = [row for row in self.board.rows if row is not self.chosen]
        self.chosen = {}
        self._show()
        self.changed.emit()

    # Numbers

    def pick(self, score: int) -> None:
        """Takes a number that was pointed at for the chosen person."""
        if self.chosen:
            self._took("score", score)

    def agree(self) -> None:
        """The child said yes: the number stands, and the others show."""
        if self.chosen.get("id"):
            self._settled.add(str(self.chosen["id"]))
            self._show()

    def choose_again(self) -> None:
        """The child chooses again."""
        if self.chosen.get("id"):
            self.board.touch()
            self.chosen.pop("score", None)
            self._show()
            self.changed.emit()
            self.panel.number.go_to("")

    def _took(self, cell: str, value: Any) -> None:
        if cell == "score" and self._takes_place(value):
            self._waiting = value
            if self.panel.number.line.hasFocus():
                self._typed.start()
            else:
                self._ask_replace()
            return
        self._typed.stop()
        if cell in ("because", "higher") and value == str(self.chosen.get(cell) or ""):
            # Qt counts a line drawn under a word as a change of the text.
            return
        self._set(cell, value)

    def _takes_place(self, value: Any) -> bool:
        old = self.board.number(self.chosen)
        return old is not None and self.chosen.get("id") in self._settled and value != old

    def _set(self, cell: str, value: Any) -> None:
        self._keep_row()
        if value is None or (isinstance(value, str) and not value.strip()):
            self.chosen.pop(cell, None)
        else:
            self.chosen[cell] = value
        if cell == "score" and value is not None and not self.chosen.get("date"):
            event = str(self.scope.answers.get("event") or "")[:10]
            self.chosen["date"] = event if dates.is_day(event) else self.scope.context.now.date().isoformat()
        if cell in ("score", "person"):
            self._show(typing=True)
        self.changed.emit()

    def _keep_row(self) -> None:
        self.board.touch()
        if all(row is not self.chosen for row in self.board.rows):
            self.chosen["id"] = self.chosen.get("id") or new_id()
            self.board.rows.append(self.chosen)

    def _ask_replace(self) -> None:
        old, new = self.board.number(self.chosen), self._waiting
        self._waiting = None
        if old is None or new == old:
            return
        self.panel.number.set_value(old)
        said = SCALE_WORDS.get(str(new), str(new) if new is not None else "no number")
        row, name = self.chosen, self._name(self.chosen)
        dialog = question(
            self.window(),
            self.theme,
            f"Put another number in place of {old}?",
            f"{name} gave {old} for this day. In its place would stand: {said}. The record keeps both.",
            (Choice("Put it in its place", REPLACE), Choice(f"Keep {old}", KEEP, "primary", safe=True)),
        )
        self.dialog = dialog

        def answered(result: int) -> None:
            self.dialog = None
            dialog.deleteLater()
            if result == REPLACE and row is self.chosen:
                # Both stay in the record: the first one beside the one that counts.
                row["replaced"] = [*first_said(row), old]
                self._set("score", new)
                self._show()

        dialog.finished.connect(answered)
        dialog.open()

    # Showing

    def _show(self, *, typing: bool = False) -> None:
        rows = self.candidates()
        if not self.chosen and rows:
            self.chosen = rows[0]
        hiding = self.hiding()
        self._show_people(rows, hiding)
        self._show_line(hiding)
        self.panel.setVisible(bool(self.chosen))
        if self.chosen and not typing:
            event = str(self.scope.answers.get("event") or "")[:10]
            given = self.chosen.get("date")
            self.panel.show_row(
                self.chosen,
                self._name(self.chosen),
                "" if hiding else self._was(),
                day=bool(given and given != event),
            )
        number = self.board.number(self.chosen) if self.chosen else None
        self.panel.ask_child(self._name(self.chosen) if self.chosen else "", number if hiding else None)
        self.panel.next.setVisible(len(rows) > 1)
        self.panel.remove.setVisible(bool(self.chosen.get("id")))
        given = sum(bool(str(row.get("score") or "") or row.get("score") == 0) for row in self.board.rows)
        self.few_box.setVisible(given < self.part.at_least or bool(self.few.value()))
        self._show_chart()
        self._show_findings()

    def _was(self) -> str:
        last, key = self._last(), key_of(self.chosen.get("person"), self.scope.context)
        was = [f"was {score}" for k, _, score in last.rows if k == key][:1] if last else []
        first = first_said(self.chosen)
        return ", ".join(was + [f"said {', '.join(map(str, first))} first"] * bool(first))

    def _show_people(self, rows: list[dict[str, Any]], hiding: bool) -> None:
        context = self.scope.context
        keys = [key_of(row.get("person"), context) or str(row.get("id")) for row in rows]
        for gone in set(self.pills) - set(keys):
            old = self.pills.pop(gone)
            self.people_flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        for key, row in zip(keys, rows, strict=True):
            pill = self.pills.get(key) or FilterPill(self.theme, "")
            if key not in self.pills:
                pill.clicked.connect(lambda _on=False, key=key: self._pill(key))
                self.pills[key] = pill
                self.people_flow.removeWidget(self.add)
                self.people_flow.addWidget(pill)
                self.people_flow.addWidget(self.add)
            mine = row is self.chosen
            pill.setChecked(mine)
            pill.set_text(self._pill_words(row, hiding and not mine))
        have = set(keys)
        people = [
            (p.id, person_words(p, context))
            for p in offered(context, "anyone")
            if p.id not in have and not p.unborn
        ]
        self.add.set_options([*people, (_ELSE, "Someone else: name and role")])
        self.add.setItemText(0, self.theme.say("Add a person"))

    def said(self) -> str:
        """Everybody's number on one line, or that it was not asked yet; nobody else's while a child chooses."""
        hiding = self.hiding()
        words = [self._pill_words(row, hiding and row is not self.chosen) for row in self.candidates()]
        return " · ".join(words) or "Nobody has given a number yet."

    def _pill(self, key: str) -> None:
        row = next((r for r in self.board.rows if r.get("id") == key), None)
        if row is not None:
            self._settle()
            self.chosen = row
            self._show()
        else:
            self.choose(key)

    def _pill_words(self, row: dict[str, Any], hidden: bool) -> str:
        name = self._name(row) or "No name yet"
        if hidden:
            return name
        score, number = row.get("score"), self.board.number(row)
        if number is not None:
            return f"{name} {number}"
        said = SCALE_WORDS.get(str(score), "") if score is not None else "not asked yet"
        return f"{name}: {(said or 'look again')[:1].lower()}{(said or 'look again')[1:]}"

    def _show_line(self, hiding: bool) -> None:
        context, last = self.scope.context, self._last()
        key = key_of(self.chosen.get("person"), context) if self.chosen else ""
        marks: list[Mark] = []
        for row in self.board.rows:
            number = self.board.number(row)
            if number is not None and (not hiding or row is self.chosen):
                marks.append(mark_for(context, key_of(row.get("person"), context), self._name(row), number))
        before = [mark_for(context, k, n, s) for k, n, s in last.rows] if last and not hiding else []
        day = dates.show(last.day) if last and dates.is_day(last.day) else "an earlier day"
        self.line.show_marks(marks, before, key, day)
        if hiding:
            words = f"Other people’s numbers stay hidden until {self._name(self.chosen)} says yes."
        elif before:
            words = f"Each person’s own number. Hollow marks: {day}."
        else:
            words = "Each person’s own number."
        self.note.setText(words)

    def _show_chart(self) -> None:
        low, high = self.board.anchor("low"), self.board.anchor("high")
        now = score_set({"rows": self.board.rows}, self.scope, low, high)
        series = history(self.scope.context.scores, now)
        several = len({day for one in series for day, _, _ in one.points}) > 1
        self.chart.setVisible(several and not self.hiding())
        if several:
            self.chart.show_series(series, self.scope.context, self.part.low, self.part.high)

    def fit(self, width: int) -> None:
        beside = width >= self.theme.em(BESIDE_EM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self.row.direction() != way:
            self.row.setDirection(way)
        if beside:
            self.panel.setFixedWidth(self.theme.em(PANEL_EM))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16777215)

    # Names, problems, paths

    def controls(self) -> Sequence[QWidget]:
        return self.panel.controls() if self.chosen else (self.add,)

    def rename(self) -> None:
        """Each part names itself, with the person whose number it is."""

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        self._found = list(found)
        self._show_findings()
        return [f.problem for f in found if f.shown and not split_row(f.path)[0]]

    def _show_findings(self) -> None:
        here = str(self.chosen.get("id") or "")
        self.panel.show_problems([f for f in self._found if here and split_row(f.path)[0] == here])
        wrong = {split_row(f.path)[0] for f in self._found if f.shown and f.problem.level != "warned"}
        for row in self.board.rows:
            own = self.pills.get(key_of(row.get("person"), self.scope.context) or str(row["id"]))
            if own is not None:
                bad = str(row["id"]) in wrong
                own.setIcon(self.theme.icon("warning-circle-fill", "red") if bad else QIcon())
                own.setAccessibleDescription(self.theme.say("Something is to be looked at." if bad else ""))

    def go_to(self, path: str) -> bool:
        row_id, cell = split_row(path)
        row = next((r for r in self.board.rows if r.get("id") == row_id), None)
        if row is not None:
            self._settle()
            self.chosen = row
            self._show()
            return self.panel.go_to(cell)
        if self.few_box.isVisibleTo(self) and len(self.board.rows) >= len(self.candidates()):
            self.few.setFocus()
        elif self.chosen:
            self.panel.go_to("score")
        else:
            self.add.setFocus()
        return True

    def path_to(self, widget: QWidget) -> str:
        if not holds_widget(self.panel, widget) or not self.chosen.get("id"):
            return ""
        cells = {"because": self.panel.because, "higher": self.panel.higher, "score": self.panel.number}
        cell = next((key for key, part in cells.items() if holds_widget(part, widget)), "")
        return f"[{self.chosen['id']}]" + (f".{cell}" if cell else "")
