"""The marks an agency's Word form may hold, what each stands for, and the words of the case that go in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from toolkit.forms import dates, from_family
from toolkit.forms.people import Context, PersonRef, rows_of
from toolkit.forms.referral_cover import DIRECTED, HARM_ROUTES, RATINGS, ROUTES, impacts
from toolkit.forms.vocabulary import FIVE_ANSWERS

Data: TypeAlias = dict[str, Any]
"""Names, to words or to tables of names and words, or to lists of such tables; nothing else."""

_CHILD = {
    "name": "full name",
    "birth": "birth date, or due date",
    "age": "age now",
    "sex": "as the child describes it",
    "ethnicity": "ethnicity",
    "faith": "faith",
    "language": "first language",
    "school": "school, nursery or college",
    "gp": "GP",
    "nhs_number": "NHS number",
    "needs": "disability, health and communication",
    "address": "address, left empty where it is hidden from anybody but on the harm route",
}
_ADULT = {
    "name": "full name, or how described",
    "relation": "relation to the children",
    "birth": "birth date",
    "phone": "telephone",
    "language": "first language",
    "interpreter": "whether an interpreter is needed, and which language",
    "home": "whether in the home",
}
_WORKER = {
    "name": "your name",
    "role": "your role",
    "organisation": "your organisation",
    "contact": "how to reach you",
}
_REFERRAL = {
    "route": "which way, in words",
    "harm": "yes on the danger and harm routes, for conditions",
    "date": "referral date",
    "referrer": "your name on the referral",
    "organisation": "your organisation",
    "role": "your role",
    "phone": "number to ring you back",
    "email": "secure email",
    "relation": "how you know the child",
    "home": "who is in the home, or is a risk",
    "responsibility": "who has parental responsibility",
    "directed": "to whom it goes: children, adults, police",
    "adult_name": "the adult at risk",
    "adult_where": "where the adult is now",
    "adult_needs": "care and support the adult needs",
    "adult_harm": "harm to the adult",
    "adult_wants": "what the adult wants",
    "police_where": "for the police: when and where",
    "police_who": "for the police: who did it or may",
    "police_harmed": "for the police: who was harmed",
    "police_reference": "police reference",
    "what_happened": "what was seen, heard and said",
    "why_today": "why it is a worry today",
    "family_told": "whether the family was told",
    "family_told_why": "why not",
    "worried": "what you are worried about",
    "well": "what is working well",
    "needed": "what needs to happen",
    "scale": "each person's own number",
    "impact": "what it is like for each child",
    "if_nothing": "if nothing changes",
    "tried": "what has been tried",
    "level": "level of need",
    "level_why": "why this level",
    "rating": "rating in words",
    "sent_to": "to whom it was sent",
}
_LISTS: dict[str, dict[str, str]] = {
    "children": _CHILD,
    "adults": _ADULT,
    "professionals": {"name": "name and role", "agency": "agency", "phone": "telephone"},
    "views": {"who": "who", "view": "of the worries", "view_help": "of asking for help"},
    "agreed": {"who": "who", "answer": "their answer", "on": "day"},
    "calls": {"when": "when", "whom": "whom", "answer": "what they said"},
}
KNOWN: dict[str, str] = {
    "today": "today's date",
    "family.reference": "the family's reference",
    **{f"child.{key}": f"the first child: {words}" for key, words in _CHILD.items()},
    **{f"worker.{key}": words for key, words in _WORKER.items()},
    **{f"referral.{key}": words for key, words in _REFERRAL.items()},
    **{name: f"rows: {{%tr for one in {name} %}} … {{%tr endfor %}}" for name in _LISTS},
    **{
        f"{name}.{key}": f"in a row of {name}: {words}"
        for name, part in _LISTS.items()
        for key, words in part.items()
    },
}
"""Each mark with what it stands for."""
_ANSWERS = {"agreed": "agreed", "refused": "refused", "not_asked": "not asked yet"}
_SAME = (
    "what_happened why_today family_told_why worried well needed scale if_nothing tried level level_why sent_to home "
    "responsibility adult_name adult_where adult_needs adult_harm adult_wants police_where police_who police_harmed "
    "police_reference"
).split()


def case_data(
    family: Mapping[str, Any],
    referral: Mapping[str, Any],
    context: Context,
    worker: Mapping[str, str],
    *,
    hidden_too: bool = False,
) -> Data:
    """The words of a case for each mark; what is not known is empty. `worker` has the four marks of the worker.

    `hidden_too` gives addresses that are hidden from somebody, marked so: on the harm route the child has to be found.
    """
    living = [one for one in context.people if one.living]
    children = [_child(family, one, hidden_too) for one in living if one.group == "child"]
    return {
        "today": dates.show(context.now.date()),
        "family": {"reference": from_family.text(family, "reference")},
        "child": children[0] if children else dict.fromkeys(_CHILD, ""),
        "children": children,
        "adults": [_adult(family, one) for one in living if one.group == "adult"],
        "professionals": _rows(referral, "professionals", ("name", "agency", "phone")),
        "views": _rows(referral, "views", ("who", "view", "view_help")),
        "agreed": [
            {**row, "answer": _ANSWERS.get(row["answer"], row["answer"])}
            for row in _rows(referral, "agreed", ("who", "answer", "on"))
        ],
        "calls": _rows(referral, "rung", ("when", "whom", "answer")),
        "worker": {key: worker.get(key, "") for key in _WORKER},
        "referral": _referral(referral),
    }


def value_of(data: Data, mark: str) -> object:
    """What a mark would show; of rows, whether any row has it."""
    first, _, rest = mark.partition(".")
    held = data.get(first)
    if isinstance(held, list):
        return held if not rest else next((one.get(rest) for one in held if one.get(rest)), "")
    return held.get(rest, "") if isinstance(held, Mapping) else held


def words_of(data: object) -> Iterator[str]:
    """Every word that could go into a form."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for one in data.values():
            yield from words_of(one)
    elif isinstance(data, list):
        for one in data:
            yield from words_of(one)


def _child(family: Mapping[str, Any], person: PersonRef, hidden_too: bool) -> dict[str, str]:
    row = from_family.person_row(family, person.id)
    address, hidden = from_family.present_address(family, person.id)
    told = {
        key: from_family.text(row, key)
        for key in ("ethnicity", "faith", "language", "school", "gp", "nhs_number")
    }
    needs = (from_family.text(row, key) for key in ("health", "communicates"))
    return {
        **told,
        "name": person.full_name or person.name,
        "birth": _day(person.birth) or (f"due {_day(person.edd)}" if person.edd else ""),
        "age": person.age,
        "sex": from_family.text(row, "sex"),
        "needs": ". ".join(words.rstrip(".") for words in needs if words),
        "address": _where(address, hidden, hidden_too),
    }


def _where(address: str, hidden: bool, hidden_too: bool) -> str:
    line = ", ".join(address.splitlines())
    if not hidden:
        return line
    return f"{line} {from_family.HIDDEN}" if hidden_too and line else ""


def _adult(family: Mapping[str, Any], person: PersonRef) -> dict[str, str]:
    row = from_family.person_row(family, person.id)
    answer = FIVE_ANSWERS.get(str(row.get("interpreter") or ""), "")
    spoken = from_family.text(row, "interpreter_language")
    return {
        "name": person.full_name or person.name,
        "relation": person.relation,
        "birth": _day(person.birth),
        "phone": from_family.phone_of(family, person.id),
        "language": from_family.text(row, "language"),
        "interpreter": f"{answer}, {spoken}" if answer and spoken else answer,
        "home": "yes" if person.home == "lives" else "at times" if person.home else "",
    }


def _referral(answers: Mapping[str, Any]) -> dict[str, str]:
    named = {key: _words(answers.get(key)) for key in _SAME}
    named["impact"] = "\n".join(f"{name}: {words}" for name, words in impacts(answers))
    route = str(answers.get("route") or "")
    directed = answers.get("directed")
    doors = [DIRECTED[one] for one in directed if one in DIRECTED] if isinstance(directed, list) else []
    return {
        **named,
        "directed": ", ".join(doors),
        "route": ROUTES.get(route, ""),
        "harm": "yes" if route in HARM_ROUTES else "",
        "date": _day(answers.get("referred_on")),
        "referrer": str(answers.get("referrer") or ""),
        "organisation": str(answers.get("referrer_organisation") or ""),
        "role": str(answers.get("referrer_role") or ""),
        "phone": str(answers.get("referrer_phone") or ""),
        "email": str(answers.get("referrer_email") or ""),
        "relation": str(answers.get("referrer_relation") or ""),
        "family_told": FIVE_ANSWERS.get(str(answers.get("family_told") or ""), ""),
        "rating": RATINGS.get(str(answers.get("rating") or ""), ""),
    }


def _rows(answers: Mapping[str, Any], key: str, wanted: Sequence[str]) -> list[dict[str, str]]:
    return [{name: _words(row.get(name)) for name in wanted} for row in rows_of(answers, key)]


def _words(value: object) -> str:
    """Words, or a day in words; an answer that is no words, as "not this time", is nothing."""
    return _day(value) or (value if isinstance(value, str) else "")


def _day(value: object) -> str:
    return dates.show(value) if dates.is_day(value) else ""
