"""Reads the example families from `resources/example/`: one file for each thing a worker did, in order of time.

Every day in the story may be moved by whole weeks, so that the example looks fresh and a school visit stays on a school
day. Within words, `{2026-10-20}` stands for "20 October".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from toolkit.forms import dates
from toolkit.paths import resources

LAST_DAY = date(2026, 11, 12)
"""The Thursday the story ends on."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?")
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")
"""Lines in the files end where the page does; an empty line makes a paragraph."""
_IN_WORDS = re.compile(r"\{(\d{4}-\d{2}-\d{2})\}")


class Writer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who writes in the story."""

    name: str
    role: str


class Setting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who writes, and what the vault of the example remembers about its worker and place."""

    vault_name: str
    writers: dict[str, Writer]
    facts: dict[str, Any]


class Sent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A copy that left."""

    audience: str
    recipient: str
    how: str
    why: str


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of a decision to share and what was answered; `at` when the worker came back to it later."""

    state: str
    at: str = ""
    answers: dict[str, Any] = {}


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a worker did at a moment `at`: wrote and finished a record, left a draft, changed the family file, made
    version 2, moved a record to the right family, or let a copy leave.

    `of` names the file of the record a later step is about. `quick` and `failed` hold what the two short ways ask,
    and `questions` those of a decision to share, in their order.
    """

    at: str
    by: str
    do: Literal["finish", "draft", "family", "amend", "withdraw", "sent"] = "finish"
    begun: str = ""
    form: str = "case_note"
    of: str = ""
    to: str = ""
    reason: str = ""
    sent: Sent | None = None
    quick: dict[str, Any] = {}
    failed: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    questions: list[Asked] = []
    name: str = ""
    """Family and file, as `thistlewick/dog-in-the-hall`; set by the reader."""

    @property
    def family(self) -> str:
        """The folder the step stands in."""
        return self.name.partition("/")[0]


def shift_for(today: date) -> timedelta:
    """Whole weeks that bring the end of the story to this day, or to the last Thursday before it."""
    return timedelta(days=(today - LAST_DAY).days // 7 * 7)


def setting() -> Setting:
    """Who writes in the story, and the facts of its vault."""
    return msgspec.toml.decode((_folder() / "setting.toml").read_text(encoding="utf-8"), type=Setting)


def steps(shift: timedelta = timedelta(0)) -> list[Step]:
    """Every step of every family, in order of time, with each day moved by `shift`."""
    found = [_read(path, shift) for path in sorted(_folder().glob("*/*.toml"))]
    return sorted(found, key=lambda step: (step.begun or step.at, step.at))


def _folder() -> Path:
    return resources() / "example"


def _read(path: Path, shift: timedelta) -> Step:
    plain = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=dict[str, Any])
    plain["name"] = f"{path.parent.name}/{path.stem}"
    for key in ("answers", "quick", "failed"):
        _give_ids(plain.get(key, {}))
    for asked in plain.get("questions", []):
        _give_ids(asked.get("answers", {}))
    return msgspec.convert(moved(plain, shift), Step)


def moved(value: Any, shift: timedelta) -> Any:
    """A value with every day in it moved, and days within words written out."""
    if isinstance(value, dict):
        return {key: moved(inner, shift) for key, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, shift) for inner in value]
    if not isinstance(value, str):
        return value
    if _ISO.fullmatch(value):
        return (datetime.fromisoformat(value) + shift).isoformat(timespec="minutes")[: len(value)]
    plain = _WRAPPED.sub(" ", value.strip())
    return _IN_WORDS.sub(lambda found: _in_words(date.fromisoformat(found[1]) + shift), plain)


def _in_words(day: date) -> str:
    return dates.show(day).rsplit(" ", 1)[0]


def _give_ids(answers: Mapping[str, Any], path: str = "") -> None:
    """Rows in the files leave their id out: it is the person of the row, or where the row stands."""
    for key, value in answers.items():
        if not isinstance(value, list):
            continue
        for number, row in enumerate(value, 1):
            if isinstance(row, dict) and not {"adult", "child"} <= set(row) and set(row) != {"name", "role"}:
                row.setdefault("id", row.get("person") or f"{path}{key}-{number}")
                _give_ids(row, f"{row['id']}-")


def merged(before: Any, after: Any) -> Any:
    """Answers with later ones laid over them: keys replace, rows meet by id or by adult and child, new rows are added."""
    if isinstance(before, dict) and isinstance(after, dict):
        return {**before, **{key: merged(before.get(key), value) for key, value in after.items()}}
    if _rows(before) and _rows(after):
        later = {_identity(row): row for row in after}
        known = {_identity(row) for row in before}
        kept = [merged(row, later.get(_identity(row), {})) for row in before]
        return kept + [row for row in after if _identity(row) not in known]
    return after


def _rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _identity(row: Mapping[str, Any]) -> tuple[object, ...]:
    if {"adult", "child"} <= set(row):
        return row["adult"], row["child"]
    return (row.get("id") or f"{row.get('name')} {row.get('role')}",)
