"""A decision to share in the story: its questions are answered one after another by the rules, as a worker would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from toolkit.demo.story import Asked
from toolkit.forms.decision import acts
from toolkit.forms.decision.known import key_of
from toolkit.forms.decision.rule_sets import CURRENT
from toolkit.forms.people import Answers, Context, rows_of

DECISION = "share_decision"
RULES = {"law": CURRENT, "proc_s003": "on", "duty16la": "unconfirmed", "org": "public"}
"""The settings the example is decided under."""

WRITTEN_ANEW = "asked"
"""Who is asked: a young child's own row gives way to a parent's."""


def begun(context: Context) -> Answers:
    """A decision nobody answered a question of yet."""
    return acts.begun(RULES, context, [])


def answered(answers: Answers, asked: Asked, context: Context, who: str) -> Answers:
    """The answers after one question. Raises ValueError where the story answers another than the one that is asked."""
    if answers["at"] != asked.state:
        raise ValueError(f"the story answers {asked.state}, and {answers['at']} is asked")
    kept = acts.changed(answers, {**answers, **_filled(answers, asked.answers)}, context)
    return acts.gone_on(kept, context, who, asked.state)


def _filled(answers: Mapping[str, Any], given: Mapping[str, Any]) -> Answers:
    """What is given, with rows the program had laid out filled by person or by id."""
    return {
        key: _rows(answers, key, value) if _is_rows(value) and key != WRITTEN_ANEW else value
        for key, value in given.items()
    }


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _rows(answers: Mapping[str, Any], key: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    have = {_name(row): row for row in rows_of(answers, key)}
    for row in given:
        old = have.get(_name(row), {})
        have[_name(row)] = {**row, **old, **{k: v for k, v in row.items() if k != "id"}}
    return list(have.values())


def _name(row: Mapping[str, Any]) -> str:
    return key_of(row["person"]) if "person" in row else str(row.get("id"))


def moment_of(asked: Asked, otherwise: datetime) -> datetime:
    """When a question was answered: the day and time given, or that of the question before."""
    return datetime.fromisoformat(asked.at) if asked.at else otherwise
