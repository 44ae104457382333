"""What a worker writes in an early help series: a conversation, an assessment, and meetings. Only what is typed, not what fills itself in.

The people are named by their ids in a family file, for the example's are not those of the tests.
"""

from __future__ import annotations

from typing import Any

from toolkit.forms.people import Answers

DAY = "2026-11-12"
ABSENT = {"not_this_time": "not_present"}
PARENTING = ("care", "safety", "warmth", "play", "limits", "steady")
NEEDS = ("notice", "act", "stable", "respect", "informed", "explained", "support", "advocacy", "protected")


def conversation(mother: str, child: str) -> Answers:
    """Mornings are hard; the family would like an assessment."""
    return {
        "abuse": "no",
        "indicators": [
            {
                "id": "attendance",
                "sign": "Often not at school, or excluded",
                "seen": "yes",
                "whom": child,
                "evidence": "Late on nine mornings since half term.",
                "strength": "Never late on Fridays, when Gran walks with them.",
            },
            {"id": "food", "sign": "Not enough food or clothing", "seen": "no"},
        ],
        "manager_on": "2026-11-09",
        "manager": "Juniper Hartsease",
        "manager_view": "Talk with Sorrel first, at home and alone.",
        "first": mother,
        "first_on": "2026-11-11",
        "talked_on": "2026-11-11",
        "noticed": "“Mornings are a scramble and I shout. I know.”",
        "helps": "Gran on Fridays. The breakfast club, when there is a place.",
        "wish": "“To get out of the door without tears.”",
        "part": "Ask the school about the breakfast club.",
        "explained": "yes",
        "agrees": "yes",
        "before": "no",
        "agencies": [{"id": "club", "who": "Breakfast club", "how": "One place on Tuesdays"}],
        "actions": [
            {"id": "s1", "what": "Ask for a place on Mondays", "who": mother, "by_when": "2026-11-18"}
        ],
        "outcome": "eha",
    }


def assessment(mother: str, children: tuple[str, ...], others: tuple[str, ...] = ()) -> Answers:
    """What is typed into an assessment beside all that was known before. `others` are parents who were not there."""
    return {
        "agreed": "yes",
        "agreed_by": [
            {"id": "g1", "who": mother, "what": "The whole of it", "shared": "School and nursery", "on": DAY}
        ],
        "may_withdraw": "yes",
        "explained_in": "English, read aloud",
        "agreement_signed": [
            {"id": "s1", "name": "Sorrel Thistlewick", "role": "mother", "how": "paper", "date": DAY}
        ],
        "since": "Since the move in August",
        "needs": [
            {
                "id": one,
                "person": one,
                "health": "Sleeps six hours. Grows well.",
                "learning": "Reads to Gran; tired by ten.",
                "emotions": "Cries at the school gate, and laughs by break.",
                "identity": {"none": True},
                "relations": "Close to Gran.",
                "presents": {"none": True},
                "self_care": "Finds socks alone.",
            }
            for one in children
        ],
        "harm_children": "no",
        "parenting": [
            {
                "id": mother,
                "person": mother,
                "care": "Food in, kitchen warm.",
                "safety": "Stair gate fitted.",
                "warmth": "Sings at bedtime.",
                "play": "Snail hunts on Sundays.",
                "limits": "Bedtime slips when she is alone.",
                "steady": "Two moves in a year.",
            },
            *({"id": one, "person": one, **{key: dict(ABSENT) for key in PARENTING}} for one in others),
        ],
        "harm_parents": "no",
        "history": "Moved twice this year.",
        "wider": "Nettie helps on Fridays.",
        "housing": "Dry, third floor.",
        "work": "Evening shifts.",
        "money": "Behind with one bill.",
        "links": "Knows nobody on the stairs yet.",
        "culture": {"none": True},
        "outside": "no",
        "harm_around": "no",
        "analysis_rows": [
            {
                "id": one,
                "person": one,
                "needs": "Sleep, and a calm start.",
                "risks": {"none": True},
                "strengths": "Says what is wrong.",
                "impact": "Tired at school, and worried about being late.",
                "if_nothing": "School becomes the place where one is told off.",
            }
            for one in children
        ],
        "level": "2 Early help, targeted (family help)",
        "level_why": "Several services can meet this with Sorrel’s agreement.",
        "plan": [
            part("club", "Breakfast club on Mondays", "Out of the door without tears", mother, "2026-11-30"),
            part("bed", "Lights out at half past seven", "Wren sleeps", mother, "2026-12-05"),
            part(
                "bill",
                "Ask about the bill together",
                "No red letters",
                {"name": "Tansy Dunnock"},
                "2026-12-01",
            ),
        ],
        "lead_why": "Sorrel asked for her.",
        "lead_agreed": "yes",
        "copies": [{"id": "c1", "who": "Examplebridge Primary", "part": "The plan"}],
        "dissent": {"none": True},
        "signatures": [
            {"id": "s1", "name": "Sorrel Thistlewick", "role": "mother", "how": "paper", "date": DAY}
        ],
    }


def views(rows: list[dict[str, Any]], people: tuple[str, ...], words: str = "") -> list[dict[str, Any]]:
    """The views that stood there already; each of the others says these words, or was not there."""
    said = {row["person"]: row for row in rows if row.get("words")}
    return [said.get(one) or {"id": one, "person": one, "words": words or dict(ABSENT)} for one in people]


def part(key: str, action: str, outcome: str, who: object, by: str, **more: Any) -> dict[str, Any]:
    """One part of a plan."""
    know = "We count the days together"
    return {"id": key, "action": action, "outcome": outcome, "who": who, "by": by, "know": know, **more}


def meeting(
    plan: list[dict[str, Any]],
    states: dict[str, tuple[str, str]],
    children: tuple[str, ...],
    parents: tuple[str, ...],
    others: tuple[str, ...] = (),
    *,
    came: list[dict[str, Any]],
    day: str,
    decision: str = "go_on",
    actions: Any = None,
) -> Answers:
    """What is typed at a meeting: who came, views, how each part goes, and the decision; the parts stand there already."""
    rows = []
    for row in plan:
        state, note = states.get(str(row["id"]), ("on_track", "A good week."))
        rows.append({**row, "progress": state, "note": note})
    return {
        "place": "Examplebridge Primary",
        "chair": {"name": "Tansy Dunnock", "role": "health visitor"},
        "minutes_by": {"name": "Ms Lark", "role": "teacher"},
        "present": [{**row, "came": "yes"} for row in came],
        "successes": "Four mornings without tears.",
        "child_views": [
            {
                "id": one,
                "person": one,
                "words": "I like the club. There is toast.",
                **{f"need_{key}": "yes" for key in NEEDS},
                "needs_evidence": "Asked about the club, and got a place.",
            }
            for one in children
        ],
        "parent_views": [{"id": one, "person": one, "words": "“I shout less.”"} for one in parents]
        + [{"id": one, "person": one, "words": dict(ABSENT)} for one in others],
        "plan": rows,
        "new": {"none": True},
        "worries": "Evenings, when Sorrel works. Nettie will be asked.",
        "harm": "no",
        "decision": decision,
        "step_to": "Child in need" if decision == "up" else None,
        "decision_why": "It is getting better, and not yet steady.",
        "lead_right": "yes",
        "minutes_due": day,
        "actions": actions
        or [{"id": "n1", "what": "Ask Nettie about Wednesdays", "who": parents[0], "by_when": day}],
        "next_date": day,
    }
