"""Records of an invented team, Examplebridge Health Visiting, for the tour and for tests: training, competence, learning."""

from __future__ import annotations

from typing import Any

from toolkit.forms.case_audit_checks import STATEMENTS as AUDIT
from toolkit.forms.competence_lists import CONTENT, STATEMENTS
from toolkit.forms.people import Answers
from toolkit.forms.records.fathers_service import GROUPS
from toolkit.forms.records.is_it_working import GOOD, WARNING
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session

TANSY = {"name": "Tansy Dunnock", "role": "health visitor"}


def training() -> Answers:
    """A sheet with a safeguarding refresher that is late and a course that is booked."""
    return {
        "name": "Tansy Dunnock",
        "role": "Health visitor",
        "start_organisation": "2021-02-01",
        "start_role": "2022-05-03",
        "hours": "30",
        "manager": "Linnet Sparrow",
        "level": "2",
        "induction": "2022-07-15",
        "appraisals": [
            {"id": "p1", "day": "2026-05-05", "by": "Linnet Sparrow", "agreed": "A course on fathers."}
        ],
        "next_appraisal": "2027-05-04",
        "mandatory": [
            _course("m1", "Safeguarding children, level 2", "2023-10-20"),
            _course(
                "m2",
                "Fire safety",
                "2026-03-03",
                subject="other_subject",
                level="none",
                refresher="2027-03-03",
            ),
        ],
        "specific": [
            _course(
                "s1",
                "Bruises in babies who do not move yet",
                "2025-06-12",
                subject="topic",
                refresher="2027-06-12",
            ),
        ],
        "booked": [
            {
                "id": "b1",
                "what": "Safeguarding children, level 2",
                "day": "2026-11-26",
                "provider": "Examplebridge",
            }
        ],
    }


def _course(key: str, what: str, day: str, **more: Any) -> Answers:
    row = {
        "id": key,
        "what": what,
        "subject": "safeguarding",
        "day": day,
        "provider": "Examplebridge",
        "level": "2",
    }
    return {**row, **more}


def competence() -> Answers:
    """A grid at level 2, partly met."""
    met = {
        "met": "yes",
        "evidence": "Seen on a joint visit.",
        "on": "2026-09-04",
        "agreed_by": "Linnet Sparrow",
    }
    still = {"met": "no", "evidence": "Course booked for January."}
    return {
        "name": "Tansy Dunnock",
        "role": "Health visitor",
        "level": "2",
        "level_1": [{"id": one.value, "statement": one.label, **met} for one in STATEMENTS["1"]],
        "level_2": [
            {"id": one.value, "statement": one.label, **(met if n % 3 else still)}
            for n, one in enumerate(STATEMENTS["2"])
        ],
        "content_1": [
            {"id": "c1_1", "topic": CONTENT["1"][0].label, "covered": "yes", "where": "Induction, June 2022"}
        ],
        "next_look": "2027-03-04",
    }


def course_evaluation() -> Answers:
    """A course three months ago: the look back is due."""
    return {
        "course": "Unseen men",
        "name": "Tansy Dunnock",
        "provider": "Examplebridge Learning",
        "day": "2026-08-16",
        "level": "2",
        "learnt": "To ask for his full name at the first visit, and who knew him before.",
        "actions": [
            {
                "id": "a1",
                "what": "Ring Basil Quill myself",
                "who": TANSY,
                "by_when": "2026-08-24",
                "done": "2026-08-21",
            }
        ],
    }


def learning_needs() -> Answers:
    """An analysis after an audit."""
    return {
        "team": "Examplebridge Health Visiting",
        "day": "2026-10-06",
        "whose": "Nine health visitors and two nursery nurses, level 2.",
        "purpose": "The autumn audit found fathers in four files of twelve.",
        "methods": "Twelve files read, a team meeting, two parents asked.",
        "findings": "Everyone knows that he matters. Few know how to ask when he is not there.",
        "practical": "Half a day each, in two groups, so that the clinic stays open.",
        "met": "A morning with cases of our own, then joint visits in pairs.",
        "timetable": [
            {
                "id": "t1",
                "what": "Book the room",
                "who": {"name": "Linnet Sparrow", "role": "manager"},
                "by_when": "2026-11-18",
            }
        ],
        "involved": "Two fathers tell what made them come.",
    }


def is_it_working() -> Answers:
    """A self-check with every sign answered."""
    return {
        "team": "Examplebridge Health Visiting",
        "day": "2026-11-02",
        "good": [
            {
                "id": one.value,
                "sign": one.label,
                "there": "yes" if n % 3 else "no",
                "evidence": "As the audit says.",
            }
            for n, one in enumerate(GOOD)
        ],
        "warning": [
            {
                "id": one.value,
                "sign": one.label,
                "there": "no" if n % 4 else "yes",
                "evidence": "Asked at the team meeting.",
            }
            for n, one in enumerate(WARNING)
        ],
        "means": "Worries come sooner. Two parents did not know whom to tell.",
        "actions": {"none": True},
        "next_check": "2027-05-03",
    }


def learning() -> Answers:
    """A log with two entries and a small plan."""
    return {
        "team": "Examplebridge Health Visiting",
        "learning": [
            {
                "id": "k1",
                "source": "audit",
                "which": "Files of autumn 2026",
                "on": "2026-10-06",
                "learnt": "Fathers are in four files of twelve.",
                "who": "All health visitors",
                "change": "The first visit asks for his name and number.",
                "checked": "Twelve files again in March.",
                "check_on": "2027-03-08",
            },
            {
                "id": "k2",
                "source": "complaint",
                "on": "2026-09-14",
                "learnt": "A letter went to the old address.",
                "who": "Clerks and health visitors",
                "change": "The address is read out before a letter goes.",
                "checked": "Ten letters looked at each month.",
            },
        ],
        "plan": [
            {
                "id": "o1",
                "outcome": "Both parents are known",
                "measure": "Files with both names",
                "activity": "Evening visits twice a month",
                "target": "Ten of twelve by March",
            }
        ],
        "staffing": [
            {"id": "s1", "post": "Health visitor", "fte": "7.4"},
            {"id": "s2", "post": "Nursery nurse", "fte": "2"},
        ],
        "capacity": "One day a week each for work with other agencies.",
    }


def fathers_service() -> Answers:
    """Every statement answered."""
    rows = {
        key: [
            {
                "id": value,
                "statement": words,
                "holds": "partly",
                "evidence": "Said in the team meeting of 2 November.",
            }
            for value, words in statements
        ]
        for key, _, statements in GROUPS
    }
    return {
        "team_name": "Examplebridge Health Visiting",
        "day": "2026-11-02",
        **rows,
        "actions": [{"id": "a1", "what": "Letters to both parents", "who": TANSY, "by_when": "2026-12-01"}],
        "next_check": "2027-05-03",
    }


def case_audit() -> Answers:
    """Every statement answered, one of them not as the records show."""
    rows = [
        {
            "id": one.value,
            "statement": one.label,
            "holds": "yes",
            "evidence": "Notes of September to November.",
        }
        for one in AUDIT
    ]
    rows[3] |= {
        "holds": "partly",
        "note": "Ash Quill is named and nobody has met him.",
        "action": "Ask Nettie.",
    }
    return {
        "picture": "Wren: seen 9 days ago, alone 9 days ago, heard 59 days ago.",
        "statements": rows,
        "learnt": "The men are named and not known.",
        "actions": {"none": True},
    }


def measures(child: str) -> Answers:
    """An SDQ with its total, and a Star of which only the day is kept."""
    return {
        "measures": [
            {
                "id": "m1",
                "whom": child,
                "tool": "sdq",
                "version": "Parent, 4 to 17",
                "on": "2026-11-03",
                "by": "Tansy Dunnock",
                "informant": "Sorrel",
                "total": "17",
                "subscales": [{"id": "s1", "name": "Peers", "number": "4"}],
                "filed": "Paper file, Examplebridge clinic",
                "means": "Mornings are hard, and friends are few.",
                "next": "2027-05-03",
            },
            {
                "id": "m2",
                "whom": child,
                "tool": "star",
                "on": "2026-10-14",
                "by": "Tansy Dunnock",
                "filed": "With the family's early help worker",
                "means": "Sorrel says that she sleeps again.",
            },
        ]
    }


EXAMPLES = {
    "training": training,
    "competence": competence,
    "course_evaluation": course_evaluation,
    "learning_needs": learning_needs,
    "is_it_working": is_it_working,
    "learning": learning,
}


def fill_team(session: Session) -> dict[str, str]:
    """Puts one record of each living form of the team into a vault; gives their ids by form."""
    made = {}
    for form_id, answers in EXAMPLES.items():
        store = VaultStore(session, form_id=form_id)
        store.save(answers())
        store.close(answers())
        made[form_id] = store.record_id
    return made
