"""The points of a map as they are changed: added, moved, linked, removed, and every step taken back."""

from __future__ import annotations

import copy
from typing import Any

from toolkit.forms.board import all_kinds, kind_words, says_none
from toolkit.forms.conditions import Scope
from toolkit.forms.people import dicts
from toolkit.forms.vocabulary import Column, Columns, PointKind
from toolkit.ui.editors.base import new_id

STEPS_KEPT = 60
Point = dict[str, Any]


class Points:
    """The points in order. Until something is changed, `value` gives back the very answer that was loaded."""

    def __init__(self, part: Columns) -> None:
        self.part = part
        self.kinds = all_kinds(part)
        self.items: list[Point] = []
        self._given: Any = None
        self._touched = False
        self._past: list[list[Point]] = []

    def load(self, answer: Any) -> None:
        """Takes an answer, whatever it holds."""
        self._given, self._touched = answer, False
        self.items = [dict(point) for point in dicts(answer)]
        for point in self.items:
            if not point.get("id"):
                point["id"] = new_id()
        self._past.clear()

    def value(self) -> Any:
        """The answer as it is kept; None when there is no point."""
        return (self.items or None) if self._touched else self._given

    def step(self) -> None:
        """Notes how things stand, so that what comes next can be taken back."""
        self._touched = True
        self._past.append(copy.deepcopy(self.items))
        del self._past[:-STEPS_KEPT]

    def undo(self) -> bool:
        """Takes the last step back; False when there is none."""
        while self._past:
            before = self._past.pop()
            # A point that was opened and closed again is no step.
            if before != self.items:
                self.items = before
                return True
        return False

    # What there is

    def get(self, point_id: str) -> Point | None:
        """The point with this id."""
        return next((p for p in self.items if p.get("id") == point_id), None)

    def in_column(self, column: Column, last: bool = False) -> list[Point]:
        """The points of a column in order. The last column also shows those of no known kind."""
        values = {kind.value for kind in column.kinds}
        return [
            p
            for p in self.items
            if not p.get("none") and (p.get("kind") in values or (last and p.get("kind") not in self.kinds))
        ]

    def kind_of(self, point: Point) -> PointKind | None:
        """The kind of a point, when it is one of the form's."""
        found = self.kinds.get(str(point.get("kind")))
        return found[1] if found else None

    def says_none(self, kind: str) -> bool:
        """Whether "none found yet" was said for a kind."""
        return says_none(self.items, kind)

    # What is done

    def add(self, kind: str, text: str, after: str = "") -> str:
        """Adds a point at the end, or below another, and gives its id."""
        self.step()
        point: Point = {"id": new_id(), "kind": kind, "text": text}
        self.items = [p for p in self.items if not (p.get("none") and p.get("kind") == kind)]
        below = self.get(after)
        self.items.insert(self.items.index(below) + 1 if below else len(self.items), point)
        return str(point["id"])

    def remove(self, point_id: str) -> None:
        """Takes a point out, and the links to it."""
        point = self.get(point_id)
        if point is None:
            return
        self.step()
        self.items = [p for p in self.items if p is not point]
        for other in self.items:
            if other.get("pair") == point_id:
                other.pop("pair")

    def put(self, point_id: str, column: Column, place: int) -> None:
        """Puts a point at a place of a column; in another column it takes the first kind of that column."""
        point = self.get(point_id)
        if point is None:
            return
        self.step()
        if point.get("kind") not in {kind.value for kind in column.kinds}:
            self._take_kind(point, column.kinds[0].value)
        self.items.remove(point)
        there = self.in_column(column)
        if place < len(there):
            self.items.insert(self.items.index(there[max(place, 0)]), point)
        elif there:
            self.items.insert(self.items.index(there[-1]) + 1, point)
        else:
            self.items.append(point)

    def set_kind(self, point_id: str, kind: str) -> None:
        """Says what kind of point it is."""
        point = self.get(point_id)
        if point is not None and point.get("kind") != kind:
            self.step()
            self._take_kind(point, kind)

    def _take_kind(self, point: Point, kind: str) -> None:
        was = self.kind_of(point)
        point["kind"] = kind
        self.items = [p for p in self.items if not (p.get("none") and p.get("kind") == kind)]
        now = self.kind_of(point)
        if was is not None and was.pairs_with and (now is None or not now.pairs_with):
            point.pop("pair", None)
        for other in self.items:
            if other.get("pair") == point.get("id"):
                other.pop("pair")

    def link(self, goal_id: str, worry_id: str) -> None:
        """Links a goal with the worry it answers; an empty id takes the link away."""
        goal = self.get(goal_id)
        if goal is None:
            return
        self.step()
        goal.pop("pair", None)
        if worry_id:
            goal["pair"] = worry_id

    def say_none(self, kind: str, on: bool) -> None:
        """Says, or no longer says, that there is none of a kind."""
        self.step()
        self.items = [p for p in self.items if not (p.get("none") and p.get("kind") == kind)]
        if on:
            self.items.append({"id": new_id(), "kind": kind, "none": True})

    # Pairs

    def partners(self, point: Point) -> list[Point]:
        """What a point is linked with: the worry of a goal, or every goal of a worry."""
        kind = self.kind_of(point)
        if kind is not None and kind.pairs_with:
            return [p for p in self.items if p.get("id") == point.get("pair") and point.get("pair")]
        return [p for p in self.items if p.get("pair") == point.get("id")]

    def number(self, point: Point) -> int:
        """The place of a point among those of its kind, from 1."""
        alike = [p for p in self.items if p.get("kind") == point.get("kind") and not p.get("none")]
        return next((n for n, p in enumerate(alike, 1) if p is point), 0)

    def pair_words(self, point: Point, scope: Scope) -> str:
        """What its link chip says: "Worry 1, goal 1"; nothing without a link."""
        others = self.partners(point)
        if not others:
            return ""
        words = [self._short(point, scope), *(self._short(p, scope) for p in others)]
        return ", ".join([words[0][:1].upper() + words[0][1:], *words[1:]])

    def _short(self, point: Point, scope: Scope) -> str:
        kind = self.kind_of(point)
        label = kind_words(kind, scope)[0].lower().split() if kind else ["point"]
        # A "danger statement" is "danger 1" on a chip, a "safety goal" is "goal 1".
        return f"{label[-1] if kind and kind.pairs_with else label[0]} {self.number(point)}"

    def may_pair(self, point: Point) -> list[Point]:
        """The points this one may be linked with."""
        kind = self.kind_of(point)
        if kind is None:
            return []
        if kind.pairs_with:
            return [p for p in self.items if p.get("kind") == kind.pairs_with and not p.get("none")]
        wanted = {k.value for _, k in self.kinds.values() if k.pairs_with == kind.value}
        return [p for p in self.items if p.get("kind") in wanted and not p.get("none")]
