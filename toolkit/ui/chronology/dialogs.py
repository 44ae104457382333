"""What is written in a chronology: an event, what an event meant, an analysis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.rules import Entry, Scope, problems
from toolkit.forms.vocabulary import Rows, is_empty
from toolkit.practice.chronology import Event
from toolkit.ui.editors import FieldColumn, Finding, new_desk
from toolkit.ui.session import Session
from toolkit.ui.spelling import spelling_for
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import BodyLabel, Card, ComboBox, FieldFrame, IconLine, LinkButton

WIDE_EM = 50.0


class Keeps(Protocol):
    """Keeps the answers of the chronology; False when they could not be kept, and that was said."""

    def __call__(self, answers: Answers) -> bool: ...


class RowDialog(TallDialog):
    """One row of a chronology record in its fields. The first press on "Keep" shows what is missing, the second keeps it so."""

    def __init__(
        self,
        session: Session,
        entry: Entry,
        answers: Answers,
        context: Context,
        rows_key: str,
        row: dict[str, Any],
        keeps: Keeps,
        *,
        title: str,
        text: str = "",
        without: Sequence[str] = (),
        must: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session.theme, title, text, parent=parent, width_em=WIDE_EM)
        self.session, self.entry, self.answers, self.context = session, entry, answers, context
        self.rows_key, self.row, self.keeps, self.must = rows_key, row, keeps, must
        fields = [part for page in entry.form.pages for part in page.fields]
        rows = next(part for part in fields if isinstance(part, Rows) and part.key == rows_key)
        desk = new_desk(session.theme, hints=session.words.hints)
        desk.spelling = spelling_for(session, None)
        if desk.spelling is not None:
            desk.spelling.setParent(self)
        columns = [part for part in rows.columns if part.key not in without]
        room = self.width() - self.theme.em(5)
        self.column = FieldColumn(columns, desk, self._scope(), row, tight=True, width=room)
        self.column.changed.connect(lambda _key: self._changed())
        self.body.addWidget(self.column)
        self.left = IconLine(self.theme, "warning", "", "amber")
        self.left.hide()
        self.body.addWidget(self.left)
        self.add_button("Cancel", self.reject)
        self._shown = ""

    def _scope(self) -> Scope:
        return Scope(self.whole(), self.context).within(self.row)

    def whole(self) -> Answers:
        """The answers of the record with this row as it stands."""
        rows = rows_of(self.answers, self.rows_key)
        kept = [self.row if one.get("id") == self.row.get("id") else one for one in rows]
        if all(one.get("id") != self.row.get("id") for one in rows):
            kept.append(self.row)
        return {**self.answers, self.rows_key: kept}

    def _changed(self) -> None:
        self.column.sync(self._scope())

    def keep(self) -> None:
        """Keeps the row, unless what it cannot be without is missing or what is missing was not shown yet."""
        start = f"{self.rows_key}[{self.row.get('id')}]."
        found = [p for p in problems(self.entry, self.whole(), self.context) if p.path.startswith(start)]
        empty = [key for key in self.must if is_empty(self.row.get(key))]
        said = "\n".join(f"{p.path} {p.sentence}" for p in found)
        if empty or (found and said != self._shown):
            self._shown = said
            self.column.show_problems([Finding(p.path.removeprefix(start), p) for p in found])
            many = len([p for p in found if p.level != "warned"])
            self.left.set_line(
                "warning",
                "Write this first: it is what the chronology is made of."
                if empty
                else f"Look at what is marked. Press “Keep” again to keep it as it is{f', with {many} left open' if many else ''}.",
                "amber",
            )
            self.left.show()
            self.column.go_to(empty[0] if empty else found[0].path.removeprefix(start))
            self.fit()
            return
        if self.keeps(self.whole()):
            self.accept()

    def first(self) -> None:
        """Puts the keyboard on the first field."""
        boxes = self.column.shown_boxes()
        if boxes:
            self.column.go_to(boxes[0].part.key)


class EventDialog(RowDialog):
    """An event that is typed in: its fields, by which decision it was shared, and whether it tells another one again."""

    def __init__(
        self,
        session: Session,
        entry: Entry,
        answers: Answers,
        context: Context,
        row: dict[str, Any],
        keeps: Keeps,
        *,
        others: Sequence[Event],
        decisions: Sequence[tuple[str, str]],
        open_record: Callable[[str], object],
        new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            session,
            entry,
            answers,
            context,
            "events",
            row,
            keeps,
            title="Add an event" if new else "Change this event",
            text="Short and factual, one or two sentences. Good things too.",
            must=("what",),
            parent=parent,
        )
        self._open_record = open_record
        self._decisions = dict(decisions)
        if row.get("decision_id"):
            # A decision that is no longer in the list stays named.
            self._decisions.setdefault(str(row["decision_id"]), "A decision of these records")
        self.decision = ComboBox(
            self.theme, list(self._decisions.items()), placeholder="None of ours", width_em=30
        )
        self.decision.set_value(str(row.get("decision_id") or "") or None)
        self.decision.changed.connect(self._decided)
        self._frame = FieldFrame(
            self.theme,
            "Our decision it was shared under",
            self.decision,
            hint="Where one of your own decisions asked for it.",
        )
        self.body.addWidget(self._frame)
        self.link = LinkButton(self.theme, "Open this decision", "share-network")
        self.link.clicked.connect(lambda _checked=False: self._go())
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        near = [(e.record, f"{e.when}: {e.text}"[:90]) for e in others if e.record != f"row:{row.get('id')}"]
        self.same = ComboBox(self.theme, near, placeholder="No: it stands by itself", width_em=30)
        self.same.set_value(str(row.get("same_as") or "") or None)
        self.same.changed.connect(self._same)
        self._same_frame = FieldFrame(
            self.theme,
            "Does it tell an event again that is here already?",
            self.same,
            hint="Then both stand in one line, each with its source.",
        )
        self._same_frame.setVisible(bool(near))
        self.body.addWidget(self._same_frame)
        if not new:
            self.add_button("Take it out", self._take_out)
        self.add_button("Keep", self.keep, "primary")
        self._show_decision()
        self.first()

    def _changed(self) -> None:
        super()._changed()
        self._show_decision()

    def _show_decision(self) -> None:
        told = not is_empty(self.row.get("agency"))
        self._frame.setVisible(told and bool(self._decisions))
        self.link.setVisible(told and bool(self.decision.value()))

    def _decided(self) -> None:
        chosen = self.decision.value() or ""
        if chosen:
            self.row["decision_id"] = chosen
            if is_empty(self.row.get("decision")):
                self.row["decision"] = self._decisions[chosen]
                self.column.set_answers(self.row)
        else:
            self.row.pop("decision_id", None)
        self._show_decision()

    def _go(self) -> None:
        record = self.decision.value() or ""
        if self.keeps(self.whole()):
            self.accept()
            self._open_record(record)

    def _same(self) -> None:
        if self.same.value():
            self.row["same_as"] = self.same.value()
        else:
            self.row.pop("same_as", None)

    def _take_out(self) -> None:
        kept = [one for one in rows_of(self.answers, "events") if one.get("id") != self.row.get("id")]
        if self.keeps({**self.answers, "events": kept}):
            self.accept()


class MeaningDialog(RowDialog):
    """What an event of a record, or of the family file, meant and what was done."""

    def __init__(
        self,
        session: Session,
        entry: Entry,
        answers: Answers,
        context: Context,
        row: dict[str, Any],
        keeps: Keeps,
        event: Event,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            session,
            entry,
            answers,
            context,
            "impacts",
            row,
            keeps,
            title="What it meant for each child",
            text=f"{event.when if event.dated else event.start}: {event.text}",
            without=("event",),
            parent=parent,
        )
        self.add_button("Keep", self.keep, "primary")
        self.first()


class AnalysisDialog(RowDialog):
    """The analysis at a review, with what the counts show beside it."""

    def __init__(
        self,
        session: Session,
        entry: Entry,
        answers: Answers,
        context: Context,
        row: dict[str, Any],
        keeps: Keeps,
        counted: Sequence[str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            session,
            entry,
            answers,
            context,
            "analysis",
            row,
            keeps,
            title="What it adds up to",
            text="History beats incident: look at what builds up, not at the last thing that happened.",
            must=("patterns", "means"),
            parent=parent,
        )
        card = Card(self.theme, "What the dates show", box="well", padding=(14, 10), spacing=4)
        for line in counted:
            card.body.addWidget(BodyLabel(self.theme, line, role="caption"))
        self.body.insertWidget(0, card)
        self.add_button("Keep", self.keep, "primary")
        self.first()


def fresh_meaning(answers: Mapping[str, Any], event: Event, row_id: str) -> dict[str, Any]:
    """The row in which an event's meaning is kept, or a new one."""
    kept = next((row for row in rows_of(answers, "impacts") if row.get("of") == event.record), None)
    return dict(kept) if kept else {"id": row_id, "of": event.record, "event": event.text}
