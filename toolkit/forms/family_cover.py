"""The one-page cover of a family file on paper: children, adults, parental responsibility, professionals, alerts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Block, PageBreak, Table, Warn
from toolkit.forms.family_checks import confirmed
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import FIVE_ANSWERS, Audience

HOME_WORDS = {
    "lives": "Lives here",
    "part_week": "Part of the week",
    "sleeps_over": "Sleeps over",
    "visits": "Visits often",
    "does_not": "Does not live here",
}
PLAN_WORDS = {
    "none": "None",
    "early_help": "Early help plan",
    "child_in_need": "Child in need",
    "child_protection": "Child protection plan",
    "section_20": "Section 20",
    "section_31_interim": "Section 31, interim",
    "section_31": "Section 31",
    "special_guardianship": "Special guardianship",
    "private_fostering": "Private fostering",
    "young_carer": "Young carer",
    "ehcp": "Education, health and care plan",
    "youth_justice": "Youth justice",
}
PR_KEY = "Parental responsibility: ✓ confirmed, ✗ no, ? not known; not confirmed = said, but no paper seen"


def lead(answers: Answers, context: Context, audience: Audience) -> list[Block]:
    """The cover for practitioners; a family copy has none, for it holds own details only."""
    if audience != "practitioner":
        return []
    blocks: list[Block] = [
        *_alerts(answers),
        *_children(answers, context),
        *_adults(answers, context),
        *_responsibility(answers, context),
        *_professionals(answers),
    ]
    return [*blocks, PageBreak()] if blocks else []


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""


def _alerts(answers: Answers) -> Iterator[Warn]:
    if answers.get("contact_restricted") in ("yes", "not_known"):
        words = _text(answers, "contact_orders") or "Contact is restricted. The details are not recorded."
        yield Warn(text=f"Contact and court orders: {' '.join(words.split())}")


def _children(answers: Answers, context: Context) -> Iterator[Table]:
    body = []
    for row in rows_of(answers, "children"):
        child = context.person(str(row.get("id", "")))
        if child is None:
            continue
        born = "Due " + dates.show(child.edd) if child.unborn and dates.is_day(child.edd) else ""
        if child.status == "died":
            state = "Died" + _on(row)
        elif child.status == "ended":
            state = "Pregnancy ended" + _on(row)
        else:
            state = child.age
        body.append(
            (
                child.full_name or child.name,
                born or _day(child.birth),
                state,
                _text(row, "school"),
                latest_plan(row),
            )
        )
    if body:
        head = ("Child", "Born or due", "Age", "School or nursery", "Plan or status")
        yield Table(caption="Children", head=head, rows=tuple(body), widths=(3, 2.2, 2, 2.5, 2.5))


def _on(row: Mapping[str, Any]) -> str:
    day = row.get("status_date")
    return f", {dates.show(day)}" if dates.is_day(day) else ""


def _day(value: str) -> str:
    return "Not known" if value == "not_known" else dates.show(value) or "Not recorded"


def latest_plan(child: Mapping[str, Any]) -> str:
    """The plans of a child that have not ended, latest first, in words; else nothing."""
    rows = [row for row in rows_of(child, "plans") if row.get("plan") and not row.get("until")]
    rows.sort(key=lambda row: str(row.get("since") or ""), reverse=True)
    words = []
    for row in rows:
        plan = str(row["plan"])
        name = PLAN_WORDS.get(plan) or plan.removeprefix("other:").strip()
        kinds = row.get("category") if plan == "child_protection" else None
        words.append(f"{name} ({', '.join(map(str, kinds))})" if isinstance(kinds, list) and kinds else name)
    return "; ".join(words)


def _adults(answers: Answers, context: Context) -> Iterator[Table]:
    body = []
    for row in rows_of(answers, "adults"):
        adult = context.person(str(row.get("id", "")))
        if adult is None:
            continue
        risk = "May pose a risk" if adult.risk else ""
        died = "Died" + _on(row) if adult.status == "died" else ""
        home = died or HOME_WORDS.get(adult.home, "Not recorded")
        body.append((adult.name, adult.relation, home, _text(row, "phone"), risk))
    if not body:
        return
    head = ("Adult", "Relation", "In the home", "Telephone", "Alert")
    # An empty column of alerts says nothing that the reader needs.
    keep = 5 if any(row[4] for row in body) else 4
    rows = tuple(row[:keep] for row in body)
    yield Table(caption="Adults", head=head[:keep], rows=rows, widths=(3, 3, 2.2, 2.2, 2)[:keep])


def _responsibility(answers: Answers, context: Context) -> Iterator[Table]:
    children = [p for p in context.people if p.group == "child" and p.status != "ended"]
    adults = [p for p in context.people if p.group == "adult"]
    if not children or not adults:
        return
    cells = {(row.get("adult"), row.get("child")): row for row in rows_of(answers, "relations")}
    rows = tuple(
        (adult.name, *(said_of(cells.get((adult.id, child.id), {})) for child in children))
        for adult in adults
    )
    yield Table(caption=PR_KEY, head=("Adult", *_short(children)), rows=rows)


def _short(children: list[PersonRef]) -> list[str]:
    return [child.name for child in children]


def said_of(cell: Mapping[str, Any]) -> str:
    """Parental responsibility as printed: a tick, a cross, a question mark, or that it is not confirmed."""
    answer = cell.get("pr")
    if answer == "yes":
        if cell.get("basis") == "limited":
            return "Limited by a court"
        return "✓" if confirmed(cell) else "Not confirmed"
    if answer == "no" or cell.get("relation") == "none":
        return "✗"
    if answer == "not_known":
        return "?"
    return FIVE_ANSWERS.get(str(answer), "Not recorded")


def _professionals(answers: Answers) -> Iterator[Table]:
    rows = tuple(
        (_text(row, "name"), _text(row, "role"), _text(row, "agency"), _text(row, "phone"))
        for row in rows_of(answers, "professionals")
        if not row.get("until")
    )
    if rows:
        yield Table(caption="Professionals", head=("Name", "Role", "Agency", "Telephone"), rows=rows)
