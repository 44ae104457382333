"""The first page of a referral's pack: who refers whom to whom, how it is rated, and the worry in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, Heading, Paragraph, Warn
from toolkit.forms.people import rows_of
from toolkit.forms.vocabulary import is_empty
from toolkit.forms.words import NOT_RECORDED

ROUTES = {
    "danger": "Somebody is in danger now",
    "harm": "Worried about harm",
    "support": "Support or early help, with agreement",
    "advice": "Advice only",
}
DIRECTED = {"children": "Children's front door", "adult": "Adult safeguarding", "police": "Police"}
RATINGS = {"red": "Red", "amber": "Amber", "green": "Green"}
SUMMARY = (
    ("what_happened", "What was seen, heard and said"),
    ("why_today", "Why it is a worry today"),
    ("worried", "What we are worried about"),
    ("needed", "What needs to happen"),
)
"""The worry in short: what of these was answered, in this order."""
HARM_ROUTES = ("danger", "harm")


def cover_blocks(answers: Mapping[str, Any]) -> list[Block]:
    """The facts, the rating and the worry of a referral, as far as it has them."""
    blocks: list[Block] = []
    if answers.get("route") in HARM_ROUTES:
        blocks.append(Warn(text=_rung(answers)))
    blocks += [Answer(label=label, lines=lines) for label, lines in _facts(answers)]
    told = [(label, str(answers[key])) for key, label in SUMMARY if isinstance(answers.get(key), str)]
    told += [(f"What it is like for {name}", words) for name, words in impacts(answers)]
    blocks.append(Heading(text="The worry in short"))
    for label, words in told:
        blocks += [Heading(text=label, level=2), Paragraph(text=words)]
    if not told:
        blocks.append(Paragraph(text=NOT_RECORDED))
    return blocks


def impacts(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What it is like for each child of whom that is written: name and words."""
    rows = rows_of(answers, "children")
    return [
        (str(row.get("name") or "a child").strip(), " ".join(row["impact"].split()))
        for row in rows
        if isinstance(row.get("impact"), str)
    ]


def _facts(answers: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    route = str(answers.get("route") or "")
    yield "What is needed", (ROUTES.get(route, NOT_RECORDED),)
    directed = answers.get("directed")
    doors = [DIRECTED[one] for one in directed if one in DIRECTED] if isinstance(directed, list) else []
    if doors and doors != [DIRECTED["children"]]:
        yield "It goes to", tuple(doors)
    if not is_empty(answers.get("adult_name")) and "adult" in (directed or ()):
        yield "Adult at risk", (", ".join(_words(answers, "adult_name", "adult_where")),)
    yield "Referral date", (_day(answers.get("referred_on")) or NOT_RECORDED,)
    yield (
        "From",
        (", ".join(_words(answers, "referrer", "referrer_role", "referrer_organisation")) or NOT_RECORDED,),
    )
    yield "Ring back", (", ".join(_words(answers, "referrer_phone", "referrer_email")) or NOT_RECORDED,)
    children = [_child(row) for row in rows_of(answers, "children")]
    yield "Children", tuple(line for line in children if line) or (NOT_RECORDED,)
    level = str(answers.get("level") or "").strip()
    if level:
        yield "Level of need", (level,)
    rating = RATINGS.get(str(answers.get("rating") or ""))
    if rating:
        target = str(answers.get("response_target") or "").strip()
        yield "Rating", (f"{rating}. {target}" if target else rating,)
    if not is_empty(answers.get("sent_to")):
        yield "To", (str(answers["sent_to"]),)


def _words(answers: Mapping[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        words = str(answers.get(key) or "").strip()
        if words:
            yield words


def _child(row: Mapping[str, Any]) -> str:
    due = _day(row.get("edd"))
    birth = _day(row.get("birth")) or (f"due {due}" if due else "")
    parts = (str(row.get("name") or "").strip(), birth, str(row.get("where_now") or "").strip())
    return ", ".join(part for part in parts if part)


def _day(value: object) -> str:
    return dates.show(value) if dates.is_day(value) and isinstance(value, str) else ""


def _rung(answers: Mapping[str, Any]) -> str:
    calls = [row for row in rows_of(answers, "rung") if not is_empty(row.get("when"))]
    if not calls:
        return f"{ROUTES[str(answers['route'])]}. Not rung yet: ring before this is sent."
    last = calls[-1]
    whom = str(last.get("whom") or "").strip() or "somebody whose name is not recorded"
    return f"{ROUTES[str(answers['route'])]}. Rung {dates.show(str(last['when']))}: {whom}."
