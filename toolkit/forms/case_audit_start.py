"""What a case self-audit knows from the family file before anybody answers: people, proof, advocates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers where the file itself shows them; every one may be changed."""
    rows = [
        _row("voice", *_voice(context)),
        _row("adults", *_related(family, context)),
        _row("pr", *_proof(family)),
        _row("advocacy", *_advocates(family)),
    ]
    return {"statements": [row for row in rows if "holds" in row]}


def _row(key: str, holds: str, evidence: str) -> dict[str, Any]:
    return {"id": key, "holds": holds, "evidence": evidence} if holds else {"id": key}


def _share(done: int, of: int, words: str) -> tuple[str, str]:
    if not of:
        return "", ""
    return ("yes" if done == of else "partly" if done else "no"), f"{done} of {of} {words}"


def _voice(context: Context) -> tuple[str, str]:
    heard = [value for key, value in context.facts.items() if key.startswith("@days_voice:")]
    return _share(sum(value != "never" for value in heard), len(heard), "children heard in the notes")


def _related(family: Mapping[str, Any], context: Context) -> tuple[str, str]:
    cells = rows_of(family, "relations")
    known = sum(row.get("relation") not in (None, "", "not_known") for row in cells)
    return _share(known, len(cells), "relations of an adult to a child recorded")


def _proof(family: Mapping[str, Any]) -> tuple[str, str]:
    held = [row for row in rows_of(family, "relations") if row.get("pr") == "yes"]
    return _share(
        sum(row.get("evidence") in ("original", "copy") for row in held), len(held), "holders with proof seen"
    )


def _advocates(family: Mapping[str, Any]) -> tuple[str, str]:
    children = [row for row in rows_of(family, "children") if row.get("status") in (None, "", "living")]
    asked = sum(not is_empty(row.get("advocate")) for row in children)
    return _share(asked, len(children), "children asked about an advocate")
