"""Level of need (R16): signs with their evidence, a level the worker chooses, and why. Never a score, never decided for you."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.forms.conditions import DERIVED, Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import (
    Form,
    LongText,
    Notice,
    Page,
    People,
    Prompt,
    Rows,
    Text,
    When,
    is_empty,
)

__all__ = ["FORM", "UPGRADES", "check", "follow_signs", "start_from"]

ADVICE = "A cluster may raise the level. One grave sign can be enough. It is a judgement, not a sum."
OLD = "This list was replaced. Check what holds today."
_OLD, _SITS = "@old_signs", "@sits"

_SIGNS = Page(
    key="signs_page",
    title="Signs",
    fields=(
        Text(key="area", label="Area whose words are used", needed=True, offered="@areas"),
        Notice(
            key="old_list",
            label="Superseded: check",
            tone="amber",
            text=OLD,
            when=When(key=_OLD, values=("yes",)),
        ),
        Rows(
            key="signs",
            label="Signs, each with what shows it",
            hint="Signs of one area only. Write the strength beside each too.",
            layout="cards",
            needed=True,
            none_label="None",
            row_title="words",
            add_label="Add a sign",
            columns=(
                Text(key="words", label="Sign", needed=True),
                Text(key="tier", label="Level it is listed under", short=True),
                Text(key="domain", label="Part of life"),
                Text(key="of_area", label="Area of the list"),
                People(key="whom", label="Which child", group="children", needed=True),
                LongText(key="evidence", label="What shows it", needed=True, lines=2),
                LongText(key="strength", label="Strength beside it", lines=1),
            ),
            prompt=Prompt(
                title="Judgement, not arithmetic",
                text="A cluster may raise the level. One grave sign can be enough. Nothing is added up.",
                card="G-TH0",
            ),
        ),
    ),
)
_LEVEL = Page(
    key="level_page",
    title="Level",
    fields=(
        LongText(
            key="sits",
            label="Where the signs stand",
            hint=ADVICE,
            lines=3,
            gentle=False,
        ),
        Text(
            key="level",
            label="Level you choose, in the words of this area",
            needed=True,
            offered="@area_levels",
        ),
        LongText(key="why", label="Why this level", needed=True, lines=4),
        LongText(key="other_view", label="Who sees it differently, and why", none_label="Nobody", lines=2),
        Text(key="consulted", label="Who was asked", needed=True, none_label="Nobody yet"),
    ),
)

FORM = Form(
    id="threshold_view",
    title="Level of need",
    description="Signs with their evidence, the level you choose, and why.",
    keywords=(
        "threshold",
        "level",
        "continuum",
        "criteria",
        "windscreen",
        "tier",
        "signs",
        "section 17",
        "s17",
    ),
    moment="deciding",
    icon="list-numbers",
    copies=("practitioner",),
    summary_from=("level",),
    pages=(_SIGNS, _LEVEL),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}


def start_from(
    family: Mapping[str, object], context: Context, previous: Mapping[str, object] | None = None
) -> Answers:
    """First answers: the area in force."""
    area = context.facts.get("@area", "")
    return {"area": area} if area else {}


def check(answers: Answers, context: Context) -> list[Problem]:
    """Signs of two areas are not put together, and a level is one of the area's own (E16)."""
    return [*_mixed(answers), *_listed(answers, context)]


def follow_signs(answers: Mapping[str, object], facts: Mapping[str, str]) -> Answers:
    """What follows from the signs: the levels they are listed under. Gives only what changes; what was typed stays."""
    kept = answers.get(DERIVED)
    before = kept if isinstance(kept, Mapping) else {}
    rows = rows_of(answers, "signs")
    replaced = facts.get("@old_areas", "").splitlines()
    derived = {
        **before,
        _SITS: sits(rows),
        _OLD: "yes" if any(row.get("of_area") in replaced for row in rows) else "",
    }
    found: Answers = {}
    if derived != {_SITS: "", _OLD: "", **before}:
        found[DERIVED] = derived
        if (answers.get("sits") or "") in ("", before.get(_SITS, "")):
            found["sits"] = derived[_SITS] or None
    return found


def sits(rows: list[dict[str, object]]) -> str:
    """Each level with the signs listed under it, from the least. Nothing is added up."""
    tiers = sorted({str(row.get("tier") or "") for row in rows} - {""})
    named = {
        tier: [str(row.get("words") or "").strip() for row in rows if row.get("tier") == tier]
        for tier in tiers
    }
    return "\n".join(
        f"Level {tier}: {'; '.join(word for word in words if word)}" for tier, words in named.items()
    )


def _listed(answers: Mapping[str, object], context: Context) -> Iterator[Problem]:
    names = context.facts.get("@area_levels", "").splitlines()
    level, area = str(answers.get("level") or "").strip(), context.facts.get("@area", "")
    if level and names and answers.get("area") == area and level not in names:
        yield Problem("E16", "level", f"This is no level of {area}. It is kept as typed.", "warned")


def _mixed(answers: Mapping[str, object]) -> Iterator[Problem]:
    areas = {str(row["of_area"]) for row in rows_of(answers, "signs") if not is_empty(row.get("of_area"))}
    if len(areas) > 1:
        sentence = f"Signs of {len(areas)} areas stand together. Keep those of one area only."
        yield Problem("", "signs", sentence, "refused")
