"""What the family file says about the household, and the one change to it that needs care: a baby is born."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import IN_HOME, Answers, PersonRef, people_of, rows_of
from toolkit.practice.ages import age_of

SHARED_BY_TWINS: tuple[str, ...] = ("edd", "ethnicity", "faith", "language", "gp")


class NotAnUnbornChild(ToolkitError):
    """“Baby born” was asked for a child who is not down as unborn."""

    sentence = "This child is already down as born. Nothing was changed."


@dataclass(frozen=True)
class Newborn:
    """One further twin: what is known of him or her at the birth."""

    name: str = ""
    sex: str = ""
    birth: str = ""
    """ISO day, where it is not the first one's: twins may be born on either side of midnight."""


def baby_born(
    family: Mapping[str, Any],
    child_id: str,
    birth: str,
    name: str = "",
    sex: str = "",
    twins: tuple[Newborn, ...] = (),
) -> Answers:
    """The family file after a birth: the unborn child is the child now and keeps id, due date and history.

    `birth` is an ISO day. Each further twin is a row of its own, right after, with the same due date, addresses and
    plans; who its relatives are is copied too, for parents are the same, but not parental responsibility, which is to
    be seen for each child. Raises NotAnUnbornChild.
    """
    answers: Answers = {**family}
    children = rows_of(family, "children")
    at = next((n for n, row in enumerate(children) if row.get("id") == child_id), None)
    if at is None or children[at].get("unborn") != "yes":
        raise NotAnUnbornChild()
    born = {**children[at], "unborn": "no", "birth": birth, "status": "living"}
    born |= {key: value for key, value in (("name", name), ("sex", sex)) if value}
    born.pop("status_date", None)
    rows = [born]
    for twin in twins:
        row: dict[str, Any] = {key: born[key] for key in SHARED_BY_TWINS if key in born}
        row |= {"id": _new_id(), "unborn": "no", "birth": twin.birth or birth, "status": "living"}
        row |= {key: value for key, value in (("name", twin.name), ("sex", twin.sex)) if value}
        for key in ("plans", "addresses"):
            if copied := [{**inner, "id": _new_id()} for inner in rows_of(born, key)]:
                row[key] = copied
        rows.append(row)
    answers["children"] = [*children[:at], *rows, *children[at + 1 :]]
    relations = rows_of(family, "relations")
    for twin_row in rows[1:]:
        relations = relations + [
            {key: cell[key] for key in ("adult", "relation", "kin") if key in cell}
            | {"child": twin_row["id"]}
            for cell in relations
            if cell.get("child") == child_id
        ]
    if relations:
        answers["relations"] = relations
    return answers


def _new_id() -> str:
    return uuid4().hex


def people_on(family: Mapping[str, Any], day: date) -> tuple[PersonRef, ...]:
    """The people of a family with their ages on a day, in words."""
    ends = {
        str(row.get("id", "")): dates.first_day(str(row["status_date"]))
        for key in ("children", "adults")
        for row in rows_of(family, key)
        if dates.is_day(row.get("status_date"))
    }
    return tuple(replace(p, age=age_of(p, day, ends.get(p.id))) for p in people_of(family))


def lives_here(people: tuple[PersonRef, ...]) -> list[PersonRef]:
    """The living adults who are in the home: living there, part of the week or sleeping over."""
    return [p for p in people if p.group == "adult" and p.living and p.home in IN_HOME]


def address_of(family: Mapping[str, Any]) -> str:
    """One line for where the family lives: the first present address of a child, else of an adult; may be empty.

    It is for the worker's own screen, after the warnings; an address hidden from somebody says so.
    """
    for key in ("children", "adults"):
        for person in rows_of(family, key):
            for row in rows_of(person, "addresses"):
                words = ", ".join(str(row.get("address") or "").split("\n")).strip(" ,")
                if words and not str(row.get("until") or "").strip():
                    return f"{words} (hidden from somebody)" if row.get("hidden_from") else words
    return ""


@dataclass(frozen=True)
class WarningLine:
    """A warning of the family file as it is read at the top: its kind in words, about whom, and when to look again."""

    kind: str
    words: str
    review: date | None
    overdue: bool
    code: str = ""
    """The kind as it is kept (`do_not_share`), for those who show some kinds otherwise."""


def warning_lines(family: Mapping[str, Any], kinds: Mapping[str, str], today: date) -> list[WarningLine]:
    """The warnings of a family, overdue ones first. `kinds` are the words of the choice (value to label)."""
    people = {p.id: p for p in people_of(family)}
    lines = []
    for row in rows_of(family, "warnings"):
        kind = str(row.get("kind") or "")
        label = kinds.get(kind) or kind.removeprefix("other:").strip() or "Warning"
        about = row.get("about")
        names = [_name(who, people) for who in about] if isinstance(about, list) else []
        names = [name for name in names if name]
        label = f"{label}: {', '.join(names)}" if names else label
        review = dates.first_day(str(row["review"])) if dates.is_day(row.get("review")) else None
        why = " ".join(str(row.get("why") or "").split())
        lines.append(WarningLine(label, why, review, review is not None and review < today, kind))
    return sorted(lines, key=lambda line: (not line.overdue, line.review or date.max))


def _name(who: object, people: Mapping[str, PersonRef]) -> str:
    """The name of somebody of the file, or of somebody who is down with a name and role only."""
    if isinstance(who, str):
        return people[who].name if who in people else ""
    return str(who.get("name") or "").strip() if isinstance(who, Mapping) else ""


CAUTIONS: dict[str, str] = {
    "do_not_share": "The family file says: do not share with {name}.",
    "address_hidden": "A warning that an address is hidden names {name}.",
    "may_pose_risk": "{name} is marked as someone who may pose a risk.",
}
"""The kinds of warning that speak against handing a copy to the person they name."""


def cautions_about(family: Mapping[str, Any], person_id: str, typed: str = "") -> list[str]:
    """What in the family file speaks against giving a copy to somebody: a sentence each, with the reason; or none.

    `person_id` is of somebody chosen from the file; `typed` is a name written by hand instead, with or without a role,
    and is compared with the names of the file, so that a caution is not lost because a name was typed.
    """
    people = people_of(family)
    meant = {p.id: p for p in people if p.id and (p.id == person_id or _same(typed, p.full_name or p.name))}
    texts = [typed, *(p.full_name or p.name for p in meant.values())]

    def named(who: object) -> list[str]:
        found = []
        for one in who if isinstance(who, list) else []:
            if isinstance(one, str) and one in meant:
                found.append(meant[one].name)
            elif isinstance(one, Mapping):
                name = str(one.get("name") or "").strip()
                found += [name] if any(_same(text, name) for text in texts) else []
        return found

    cautions, risky = [], set()
    for row in rows_of(family, "warnings"):
        kind = str(row.get("kind") or "")
        if kind in CAUTIONS:
            why = " ".join(str(row.get("why") or "").split())
            for name in named(row.get("about")):
                cautions.append(f"{CAUTIONS[kind].format(name=name)} {why}".strip())
                risky |= {name} if kind == "may_pose_risk" else set()
    # The adult's own row may say so too, without a warning.
    cautions += [
        CAUTIONS["may_pose_risk"].format(name=p.name)
        for p in meant.values()
        if p.risk and p.name not in risky
    ]
    for hidden in _hidden_from(family):
        cautions += [f"An address in the family file is hidden from {name}." for name in named(hidden)]
    return list(dict.fromkeys(cautions))


def _hidden_from(answer: object) -> Iterator[object]:
    """Every answer to "Hidden from", wherever it stands in the file."""
    if isinstance(answer, Mapping):
        for key, inner in answer.items():
            if key == "hidden_from":
                yield inner
            else:
                yield from _hidden_from(inner)
    elif isinstance(answer, list):
        for inner in answer:
            yield from _hidden_from(inner)


def _same(typed: str, name: str) -> bool:
    """Whether one of two names holds the other, in whole words: "Ash", "ash quill" and "Ash Quill, father" are the same."""
    one, other = (f" {' '.join(_WORD.findall(text.casefold()))} " for text in (typed, name))
    return bool(one.strip() and other.strip()) and (one in other or other in one)


_WORD = re.compile(r"\w+")
