"""People and chronology rows from a CSV file: which column is what, and what becomes of each row. Nothing is dropped.

Every row of the file has a verdict: it will be added, is the same as one here, waits to be dated, or is refused with why.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import Answers, people_of, rows_of
from toolkit.practice.chronology import KINDS
from toolkit.practice.sheet import Sheet

Kind: TypeAlias = Literal["people", "chronology"]
Verdict: TypeAlias = Literal["add", "same", "undated", "refused"]

COLUMNS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "people": {
        "name": ("name", "full name", "person", "client name", "child name"),
        "first": ("first name", "forename", "given name"),
        "last": ("last name", "surname", "family name"),
        "known_as": ("known as", "preferred name"),
        "group": ("group", "type", "adult or child", "person type"),
        "birth": ("born", "dob", "date of birth", "birth date", "birth"),
        "edd": ("due", "edd", "due date", "expected date of delivery"),
        "sex": ("sex", "gender"),
        "roles": ("roles", "role", "relationship", "relation to child"),
        "phone": ("telephone", "phone", "mobile", "telephone number"),
        "nhs_number": ("nhs number", "nhs no", "nhs"),
        "school": ("school", "nursery", "school or nursery"),
        "address": ("address", "home address"),
        "postcode": ("postcode", "post code"),
        "agency": ("agency", "organisation", "team"),
    },
    "chronology": {
        "since": ("from", "date", "day", "when", "event date", "date of event", "start"),
        "until": ("until", "to", "end", "end date"),
        "whom": ("people", "person", "whose event", "who", "child", "name"),
        "what": ("what happened", "what", "event", "description", "details"),
        "kinds": ("kinds", "kind", "category", "type", "event type"),
        "agency": ("agency", "organisation"),
        "source": ("source", "reported by", "document"),
        "decision": ("shared with us under", "basis", "decision"),
        "impact": ("impact", "what it meant", "significance"),
        "response": ("response", "outcome", "action", "action taken"),
        "restricted": ("restricted",),
    },
}
"""The columns that are known, each with the headings it is recognised by."""
NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "first", "last"),),
    "chronology": (("since",), ("what",)),
}
ROLES = {
    "mother": "mother", "mum": "mother", "father": "father", "dad": "father", "partner": "partner",
    "step-parent": "step_parent", "stepfather": "step_parent", "stepmother": "step_parent", "carer": "carer",
    "grandparent": "grandparent", "grandmother": "grandparent", "grandfather": "grandparent", "gran": "grandparent",
    "lodger": "lodger", "parent living elsewhere": "non_resident_parent",
}  # fmt: skip
SEX = {"f": "female", "m": "male", "girl": "female", "boy": "male", "woman": "female", "man": "male"}


class ColumnsMissing(ToolkitError):
    """No heading is known for something every row needs."""


@dataclass(frozen=True)
class Row:
    """What becomes of one row. `number` counts lines as a spreadsheet does, `words` say which it is, `answers` are its cells."""

    number: int
    verdict: Verdict
    words: str
    why: str = ""
    group: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """What taking a table in would do. `matched` is heading and field of each column, the field empty where it is not known."""

    kind: Kind
    matched: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def changes(self) -> bool:
        """Whether anything would be added."""
        return any(row.verdict in ("add", "undated") for row in self.rows)


def match(kind: Kind, head: Sequence[str]) -> dict[int, str]:
    """Which column is what, by its heading; a heading that is not known is in none."""
    found: dict[int, str] = {}
    for place, heading in enumerate(head):
        words = " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())
        for name, known in COLUMNS[kind].items():
            if words in known and name not in found.values():
                found[place] = name
                break
    return found


def preview(kind: Kind, sheet: Sheet, family: Answers, typed: Answers, today: date) -> Preview:
    """Says what becomes of every row. `typed` are the answers of the chronology record. Raises `ColumnsMissing`."""
    columns = match(kind, sheet.head)
    for names in NEEDED[kind]:
        if not any(name in columns.values() for name in names):
            words = " or ".join(f"“{COLUMNS[kind][name][0]}”" for name in names)
            raise ColumnsMissing(
                f"No column is headed {words}, which every row needs. Nothing was changed. "
                "Give the column that heading in the table, then choose it again."
            )
    seen: set[tuple[str, ...]] = set()
    known = {row["id"]: row for row in rows_of(typed, "events") if row.get("id")}
    rows = []
    for number, cells in enumerate(sheet.rows, 2):
        if not any(cells):
            continue
        named = {name: cells[place] for place, name in columns.items() if place < len(cells) and cells[place]}
        spare = _spare(sheet, columns, cells)
        if len(cells) > len(sheet.head):
            words = ", ".join(cell for cell in cells if cell)[:80]
            why = f"It has {len(cells)} cells under {len(sheet.head)} headings, so it cannot be told which is which."
            rows.append(Row(number, "refused", words, why))
        elif kind == "people":
            rows.append(_person(number, named, spare, family, seen, today))
        else:
            rows.append(_event(number, named, spare, family, known.values(), seen, today))
    matched = tuple((heading, columns.get(place, "")) for place, heading in enumerate(sheet.head))
    return Preview(kind, matched, tuple(rows))


def apply(found: Preview, family: Answers, typed: Answers) -> tuple[Answers, Answers]:
    """The answers of the family file and of the chronology record with what is to be added; the given ones stay as they are."""
    family, typed = dict(family), dict(typed)
    for row in found.rows:
        if row.verdict not in ("add", "undated"):
            continue
        answers, key = (family, row.group) if found.kind == "people" else (typed, "events")
        answers[key] = [*rows_of(answers, key), {"id": secrets.token_hex(4), **row.answers}]
    return family, typed


def _person(
    number: int,
    cells: dict[str, str],
    spare: str,
    family: Answers,
    seen: set[tuple[str, ...]],
    today: date,
) -> Row:
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    words = ", ".join(filter(None, (name, cells.get("birth") or cells.get("edd", ""))))
    if not name:
        return Row(number, "refused", ", ".join(cells.values())[:80], "It has no name.")
    answers: dict[str, Any] = {"name": name}
    try:
        birth = dates.read_day(cells["birth"], today, birth=True, vague=True) if cells.get("birth") else ""
        edd = dates.read_day(cells["edd"], today) if cells.get("edd") else ""
    except dates.NotADay as fault:
        return Row(number, "refused", words, f"Its day of birth cannot be read. {fault}")
    group = _group(cells, birth, edd, today)
    if not group:
        why = "It says neither whether this is a child or an adult, nor a day of birth to tell it by."
        return Row(number, "refused", words, why)
    key = (" ".join(name.casefold().split()), birth)
    if any(_same_person(key, person.full_name or person.name, person.birth) for person in people_of(family)):
        return Row(number, "same", words, "Somebody of this name is in the family file already.")
    if key in seen:
        return Row(number, "same", words, "The same person stands in an earlier row.")
    seen.add(key)
    answers |= {k: cells[k] for k in ("known_as", "phone", "nhs_number", "school") if cells.get(k)}
    answers |= {k: v for k, v in (("birth", birth), ("edd", edd)) if v}
    _add_more(answers, group, cells)
    return Row(number, "add", words, spare, group, answers)


def _add_more(answers: dict[str, Any], group: str, cells: dict[str, str]) -> None:
    if group == "children":
        answers["unborn"] = "yes" if answers.get("edd") and not answers.get("birth") else "no"
        answers.pop("phone", None)
    else:
        answers.pop("school", None)
        answers.pop("nhs_number", None)
    sex = SEX.get(cells.get("sex", "").casefold(), cells.get("sex", "").casefold())
    if sex in ("female", "male") and group != "professionals":
        answers["sex"] = sex
    roles = [part.strip() for part in re.split(r"[,;/]", cells.get("roles", "")) if part.strip()]
    if group == "adults" and roles:
        known = [ROLES.get(role.casefold(), "") for role in roles]
        answers["roles"] = [one or f"other: {role}" for one, role in zip(known, roles, strict=True)]
    if group == "professionals":
        answers |= {"agency": cells.get("agency", ""), "role": ", ".join(roles)}
    elif cells.get("address") or cells.get("postcode"):
        at = {k: cells[k] for k in ("address", "postcode") if cells.get(k)}
        answers["addresses"] = [{"id": secrets.token_hex(4), **at}]


def _group(cells: dict[str, str], birth: str, edd: str, today: date) -> str:
    words = cells.get("group", "").casefold()
    for group, known in (
        ("children", ("child", "children", "baby", "unborn", "unborn baby", "sibling")),
        ("adults", ("adult", "adults", "parent", "carer")),
        ("professionals", ("professional", "professionals", "worker")),
    ):
        if words in known:
            return group
    if edd and not birth:
        return "children"
    if birth:
        return "children" if (today - dates.first_day(birth)).days < 18 * 365.25 else "adults"
    return "adults" if cells.get("roles", "").casefold() in ROLES else ""


def _same_person(key: tuple[str, str], name: str, birth: str) -> bool:
    return key[0] == " ".join(name.casefold().split()) and (not key[1] or not birth or key[1] == birth)


def _event(
    number: int,
    cells: dict[str, str],
    spare: str,
    family: Answers,
    known: Any,
    seen: set[tuple[str, ...]],
    today: date,
) -> Row:
    what = cells.get("what", "")
    words = ", ".join(filter(None, (cells.get("since"), what)))[:120]
    if not what:
        return Row(
            number, "refused", words or ", ".join(cells.values())[:80], "It does not say what happened."
        )
    since, dated = _day(cells.get("since", ""), today)
    until, _ = _day(cells.get("until", ""), today)
    whom, strangers = _whom(cells.get("whom", ""), family)
    answers: dict[str, Any] = {"since": since, "what": what}
    answers |= {k: cells[k] for k in ("agency", "source", "decision", "impact", "response") if cells.get(k)}
    if strangers:
        answers["what"] = f"{what} (about {', '.join(strangers)})"
    answers |= {k: v for k, v in (("until", until), ("whom", whom), ("kinds", _kinds(cells))) if v}
    if cells.get("restricted", "").casefold() in ("yes", "y", "true", "1"):
        answers["restricted"] = "yes"
    key = (since, " ".join(str(answers["what"]).casefold().split()))
    mine = {(str(row.get("since")), " ".join(str(row.get("what")).casefold().split())) for row in known}
    if key in mine:
        return Row(number, "same", words, "This event is in the chronology already.")
    if key in seen:
        return Row(number, "same", words, "The same event stands in an earlier row.")
    seen.add(key)
    if not dated:
        why = "Its day cannot be read, so it waits in the list “to be dated”."
        return Row(number, "undated", words, " ".join(filter(None, (why, spare))), "events", answers)
    return Row(number, "add", words, spare, "events", answers)


def _day(text: str, today: date) -> tuple[str, bool]:
    if not text:
        return "", False
    try:
        # A moment in ISO text is read as its day.
        return dates.read_day(re.sub(r"^(\d{4}-\d\d-\d\d)T.*", r"\1", text), today, vague=True), True
    except dates.NotADay:
        return text, False


def _whom(text: str, family: Answers) -> tuple[list[str], list[str]]:
    """The ids of the people a cell names, and the names that are not in the family file."""
    people = people_of(family)
    found, strangers = [], []
    for name in (part.strip() for part in re.split(r"[,;]| and ", text)):
        wanted = " ".join(name.casefold().split())
        person = next(
            (p for p in people if wanted and wanted in (p.name.casefold(), p.full_name.casefold(), p.id)),
            None,
        )
        if person is not None:
            found.append(person.id)
        elif name:
            strangers.append(name)
    return found, strangers


def _kinds(cells: Mapping[str, str]) -> list[str]:
    words = {label.casefold(): key for key, label in KINDS.items()} | {key: key for key in KINDS}
    found = []
    text = cells.get("kinds", "")
    # A label may hold a comma itself.
    for part in [text] if text.casefold() in words else re.split(r"[,;]", text):
        name = part.strip()
        if name:
            found.append(words.get(name.casefold(), f"other: {name}"))
    return list(dict.fromkeys(found))


def _spare(sheet: Sheet, columns: Mapping[int, str], cells: Sequence[str]) -> str:
    """Says which cells stand in columns nobody knows, so that nothing is left behind without a word."""
    left = [
        sheet.head[place] or f"column {place + 1}"
        for place, cell in enumerate(cells[: len(sheet.head)])
        if cell and place not in columns
    ]
    return f"Not taken in: {', '.join(left)}." if left else ""
