"""The three-column map and its scale: what is missing or refused in them, and how they stand on paper.

Pairing and the order of columns are data of the field; numbers are each person's own and are never averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, PointColumn, PointColumns, ScoreBoard, ScoreRow, ScoreSeries
from toolkit.forms.conditions import Problem, Scope, holds
from toolkit.forms.people import ScoreSet, dicts, first_name
from toolkit.forms.vocabulary import Column, Columns, Field, PointKind, Scores, is_empty, is_special
from toolkit.forms.words import SCALE_WORDS, say

FEW = "Why fewer people gave a number"
NOT_SCORED = ("not_asked", "did_not_say")


def all_kinds(part: Columns) -> dict[str, tuple[Column, PointKind]]:
    """Every kind of point by its value, with the column it stands in."""
    return {kind.value: (column, kind) for column in part.columns for kind in column.kinds}


def ordered(part: Columns, scope: Scope) -> list[Column]:
    """The columns in the order that was chosen; as written in the form until one is."""
    chosen = scope.answers.get(part.order_from)
    keys = next((order.keys for order in part.orders if order.value == chosen), ())
    by_key = {column.key: column for column in part.columns}
    return [by_key[key] for key in keys if key in by_key] or list(part.columns)


def kind_words(kind: PointKind, scope: Scope) -> tuple[str, str]:
    """Label and hint of a kind of point, in the words of the level of help."""
    for wording in kind.wordings:
        if holds(wording.when, scope):
            return wording.label, wording.hint or kind.hint
    return kind.label, kind.hint


def points_of(answer: object, kind: str) -> list[dict[str, Any]]:
    """The points of one kind that hold words."""
    return [
        p
        for p in dicts(answer)
        if p.get("kind") == kind and not p.get("none") and not is_empty(p.get("text"))
    ]


def says_none(answer: object, kind: str) -> bool:
    """Whether "none found yet" was said for a kind."""
    return any(p.get("kind") == kind and p.get("none") is True for p in dicts(answer))


def point_title(point: Mapping[str, Any]) -> str:
    """A point's words on one line, for lists of gaps and of pairs."""
    words = " ".join(str(point.get("text") or "").split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"


def column_problems(part: Columns, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    """What a map lacks: needed kinds, and cells of points; a point of no known kind is kept and flagged (E16)."""
    for column in part.columns:
        for kind in column.kinds:
            must = kind.needed if isinstance(kind.needed, bool) else holds(kind.needed, scope)
            if must and not points_of(answer, kind.value) and not says_none(answer, kind.value):
                label = f"{column.title}: {kind_words(kind, scope)[0]}"
                yield Problem(
                    "E1",
                    f"{path}[{kind.value}]",
                    "Missing. Needed before you finish.",
                    "missing",
                    label=label,
                )
    known = all_kinds(part)
    for point in dicts(answer):
        if not point.get("none") and point.get("kind") not in known:
            where = f"{path}[{point.get('id', '')}]"
            yield Problem("E16", where, "This point stands in no column of the map. It is kept.", "warned")


def score_problems(part: Scores, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    """Each number on its own: whole, in range, with its reason; two people, or a reason why not, before it is finished."""
    rows = dicts(answer.get("rows")) if isinstance(answer, dict) else []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        where = f"{path}[{row.get('id', '')}]"
        name = scope.context.name_of(row.get("person"))
        if not name:
            yield Problem("E1", f"{where}.person", "Say whose number this is.", "missing")
        yield from _number_problems(part, row, where, name)
        key = (str(row.get("person")), str(row.get("date") or ""))
        if name and key in seen:
            sentence = f"{name} already has a number for this day. Keep one, or give the other its own day."
            yield Problem("E5", f"{where}.person", sentence, "refused", label=name)
        seen.add(key)
        day = row.get("date")
        if not is_empty(day) and not dates.is_day(day):
            yield Problem(
                "E3", f"{where}.date", "This cannot be read as a date. Write it like 3/3/2026.", "refused"
            )


def _number_problems(part: Scores, row: Mapping[str, Any], where: str, name: str) -> Iterator[Problem]:
    score = row.get("score")
    if is_empty(score):
        yield Problem(
            "E1", f"{where}.score", "Missing. Needed before you finish.", "missing", label=f"{name}: number"
        )
    elif score not in NOT_SCORED and not _whole(part, score):
        sentence = f"Choose one whole number from {part.low} to {part.high}."
        yield Problem("E5", f"{where}.score", sentence, "refused", label=f"{name}: number")
    elif score not in NOT_SCORED and is_empty(row.get("because")):
        yield Problem(
            "E5",
            f"{where}.because",
            "A number says more with its reason.",
            "warned",
            label=f"{name}: because",
        )


def _whole(part: Scores, score: object) -> bool:
    return isinstance(score, int) and not isinstance(score, bool) and part.low <= score <= part.high


def few_scores(part: Scores, answer: object) -> bool:
    """Whether fewer people than needed gave a number or said why not, and no reason is written."""
    if isinstance(answer, dict) and not is_empty(answer.get("few")):
        return False
    rows = dicts(answer.get("rows")) if isinstance(answer, dict) else []
    return sum(not is_empty(row.get("score")) for row in rows) < part.at_least


# On paper


PrintedPoint: TypeAlias = tuple[str, tuple[str, ...]]
HIDDEN_MARK = "Not shown to the family"
EMPTY: PrintedPoint = ("", ())


def is_hidden(point: Mapping[str, Any]) -> bool:
    """Whether a point was marked with the crossed eye: it is for workers, and no family or child is shown it."""
    return point.get("hidden") == "yes"


def without_hidden(answer: object) -> list[dict[str, Any]]:
    """The points a family may see, with no trace of those it may not: links to them are gone too."""
    kept = [dict(p) for p in dicts(answer) if not is_hidden(p)]
    ids = {p.get("id") for p in kept}
    for point in kept:
        if point.get("pair") not in ids:
            point.pop("pair", None)
    return kept


def column_blocks(part: Columns, answer: object, scope: Scope, *, hidden: bool = True) -> PointColumns:
    """The columns as a block, each worry beside its goals at the top. `hidden` False leaves out what the family may not see."""
    held = dicts(answer) if hidden else without_hidden(answer)
    pairs = _pairs(part, held)
    columns = []
    for column in ordered(part, scope):
        points: list[PrintedPoint] = []
        for worry, goals in pairs:
            mine = [p for p in (worry, *goals) if p.get("kind") in {k.value for k in column.kinds}]
            points += [_printed(part, p, held, scope) for p in mine]
            if mine:
                points += [EMPTY] * (len(goals) - len(mine))
        paired = [p for worry, goals in pairs for p in (worry, *goals)]
        for kind in column.kinds:
            alone = [p for p in points_of(held, kind.value) if all(p is not one for one in paired)]
            points += [_printed(part, p, held, scope) for p in alone]
            if says_none(held, kind.value) and not points_of(held, kind.value):
                points.append((f"{kind_words(kind, scope)[0]}: {kind.none_label or 'none found yet'}", ()))
        columns.append(
            PointColumn(title=column.title, question=column.question, tone=column.tone, points=tuple(points))
        )
    return PointColumns(columns=tuple(columns))


def _pairs(part: Columns, held: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each worry that has goals, with them."""
    found = []
    for _, kind in all_kinds(part).values():
        if kind.pairs_with:
            goals = points_of(held, kind.value)
            for worry in points_of(held, kind.pairs_with):
                mine = [goal for goal in goals if goal.get("pair") == worry.get("id") and worry.get("id")]
                found += [(worry, mine)] if mine else []
    return found


def _printed(part: Columns, point: dict[str, Any], held: list[dict[str, Any]], scope: Scope) -> PrintedPoint:
    column, kind = all_kinds(part)[str(point["kind"])]
    small = [_kind_label(part, point, kind, held, scope)] if len(column.kinds) > 1 else []
    who, evidence = str(point.get("who") or "").strip(), str(point.get("evidence") or "").strip()
    if who:
        small.append(f"Said by {who}" + (f", {evidence}" if evidence else ""))
    elif evidence:
        small.append(f"Evidence: {evidence}")
    for cell in kind.columns:
        words = "; ".join(say(cell, point.get(cell.key), scope.within(point)))
        small += [f"{cell.label}: {words}"] if words else []
    if is_hidden(point):
        small.append(HIDDEN_MARK)
    return str(point["text"]), tuple(small)


def _kind_label(
    part: Columns, point: dict[str, Any], kind: PointKind, held: list[dict[str, Any]], scope: Scope
) -> str:
    """The kind of a point; a worry has its number and a goal the number of its worry: "Wellbeing goal for worry 1"."""
    label = kind_words(kind, scope)[0]
    if any(other.pairs_with == kind.value for _, other in all_kinds(part).values()):
        return f"{label} {number_of(held, point)}"
    if pair := pair_of(held, point):
        worry = all_kinds(part).get(str(pair.get("kind")))
        word = kind_words(worry[1], scope)[0].lower().split()[0] if worry else "point"
        return f"{label} for {word} {number_of(held, pair)}"
    return label


def number_of(answer: object, point: Mapping[str, Any]) -> int:
    """The place of a point among those of its kind, from 1; 0 when it is not among them."""
    alike = points_of(answer, str(point.get("kind")))
    return next((n for n, p in enumerate(alike, 1) if p.get("id") == point.get("id")), 0)


def short_names(names: Sequence[str]) -> list[str]:
    """Names without family name and role, unless two of them would be called the same.

    Words in place of a name, as "School nurse" or "Not known: man with a dog", stay whole, and so does "Mr Oakapple".
    """
    bare = [name.split(" (")[0] for name in names]
    named = [all(word[:1].isupper() for word in name.split()) and len(name.split()) <= 3 for name in bare]
    firsts = [first_name(name) if is_name else name for name, is_name in zip(bare, named, strict=True)]
    alike = {
        first for first in firsts if len({b for b, f in zip(bare, firsts, strict=True) if f == first}) > 1
    }
    return [name if first in alike else first for first, name in zip(firsts, names, strict=True)]


def one_line(parts: Sequence[str]) -> str:
    """Short sayings as one line, each ended once."""
    ended = [p if p.rstrip("”’\"')").endswith((".", "?", "!", "…")) else f"{p}." for p in parts if p]
    return " ".join(ended).removesuffix(".") if len(ended) == 1 else " ".join(ended)


def pair_of(answer: object, point: Mapping[str, Any]) -> dict[str, Any] | None:
    """The point this one is paired with, or None."""
    return next((p for p in dicts(answer) if p.get("id") == point.get("pair") and point.get("pair")), None)


def score_block(part: Scores, answer: object, scope: Scope, label: str) -> ScoreBoard:
    """Everybody's number with the anchors it was given under, and the numbers of earlier maps."""
    held = answer if isinstance(answer, dict) else {}
    low, high = str(held.get("low") or part.low_words), str(held.get("high") or part.high_words)
    rows = []
    for row in dicts(held.get("rows")):
        score = row.get("score")
        rows.append(
            ScoreRow(
                name=scope.context.name_of(row.get("person")) or "Name not recorded",
                value=score if isinstance(score, int) and not isinstance(score, bool) else None,
                words=SCALE_WORDS.get(
                    str(score), "" if isinstance(score, int) else str(score or "Not recorded")
                ),
                because=str(row.get("because") or ""),
                higher=str(row.get("higher") or ""),
                replaced=first_said(row),
            )
        )
    return ScoreBoard(
        label=label,
        low=part.low,
        high=part.high,
        low_words=low,
        high_words=high,
        rows=tuple(rows),
        history=history(scope.context.scores, score_set(held, scope, low, high)),
    )


def first_said(row: Mapping[str, Any]) -> tuple[int, ...]:
    """The numbers a person gave on the same day before the one that stands, oldest first."""
    held = row.get("replaced")
    return (
        tuple(n for n in held if isinstance(n, int) and not isinstance(n, bool))
        if isinstance(held, list)
        else ()
    )


def score_blocks(part: Scores, answer: object, scope: Scope, label: str) -> list[Block]:
    """The board, and why fewer people than needed gave a number, where that was said."""
    if is_special(answer):
        return [Answer(label=label, lines=tuple(say(part, answer, scope)), state="not_this_time")]
    board: list[Block] = [score_block(part, answer, scope, label)]
    few = str(answer.get("few") or "") if isinstance(answer, dict) else ""
    return board + ([Answer(label=FEW, lines=(few,))] if few else [])


def score_set(answer: Mapping[str, Any], scope: Scope, low: str, high: str) -> ScoreSet:
    """The numbers of one map as one step of the history."""
    day = str(scope.answers.get("event") or "")[:10]
    known = {one.day for one in scope.context.scores} - {day}
    rows = []
    for row in dicts(answer.get("rows")):
        score, person = row.get("score"), row.get("person")
        if row.get("date") in known:
            # Taken over from a map: it stands at its own day already.
            continue
        if isinstance(score, int) and not isinstance(score, bool):
            name = scope.context.name_of(person)
            rows.append((person if isinstance(person, str) else name, name, score))
    return ScoreSet(day=day, low=low, high=high, rows=tuple(rows))


def history(earlier: tuple[ScoreSet, ...], now: ScoreSet | None) -> tuple[ScoreSeries, ...]:
    """Each person's numbers over time, oldest first; a number under other anchors than the last set's is marked.

    Sets without a readable day are left out: they have no place on a time line.
    """
    sets = [s for s in (*earlier, *([now] if now else [])) if dates.is_day(s.day) and s.rows]
    if not sets:
        return ()
    last = sets[-1]
    lines: dict[str, tuple[str, list[tuple[str, int, bool]]]] = {}
    for one in sets:
        same = (one.low, one.high) == (last.low, last.high)
        for key, name, score in one.rows:
            known = lines.setdefault(key, (name, []))
            known[1].append((one.day, score, same))
            lines[key] = (name, known[1])
    return tuple(ScoreSeries(name=name, points=tuple(points)) for name, points in lines.values())


def cells_of(part: Field, answer: object) -> Iterator[tuple[dict[str, Any], Field]]:
    """Each point of a map with each cell of its kind."""
    if isinstance(part, Columns):
        known = all_kinds(part)
        for point in dicts(answer):
            if point.get("kind") in known:
                for cell in known[str(point["kind"])][1].columns:
                    yield point, cell
