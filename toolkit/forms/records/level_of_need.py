"""Level of need (R16): signs with their evidence, a level the worker chooses, and why. Never a score, never decided for you."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import Form, LongText, Page, People, Prompt, Rows, Text, is_empty

__all__ = ["FORM", "UPGRADES", "check", "start_from"]

_SIGNS = Page(
    key="signs_page",
    title="Signs",
    fields=(
        Text(key="area", label="Area whose words are used", needed=True),
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
        Text(key="level", label="Level you choose, in the words of this area", needed=True),
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
    icon="stairs",
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
    """Signs of two areas are not put together."""
    return [*_mixed(answers)]


def _mixed(answers: Mapping[str, object]) -> Iterator[Problem]:
    areas = {str(row["of_area"]) for row in rows_of(answers, "signs") if not is_empty(row.get("of_area"))}
    if len(areas) > 1:
        sentence = f"Signs of {len(areas)} areas stand together. Keep those of one area only."
        yield Problem("", "signs", sentence, "refused")
