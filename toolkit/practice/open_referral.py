"""Services out of a JSON file as Open Referral UK publishes them: one service, a list, or a page of a list.

Read are the UK standard of 2020 (`content`, `service_taxonomys`, `physical_addresses`) and the one of 2024 that follows
version 3 of the human services data specification (`contents`, `attributes`, `addresses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from toolkit.errors import ToolkitError
from toolkit.forms.people import Answers
from toolkit.practice.directory_in import Given, answer_of

MOST_BYTES, MOST_SERVICES = 20 * 1024 * 1024, 5000
SOURCE = "Open Referral UK"
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_TAKEN = frozenset(
    "id name alternate_name description url email organization organisation phones contacts service_at_locations "
    "languages cost_options fees fees_description schedules regular_schedules eligibilitys eligibility_description "
    "minimum_age maximum_age application_process service_taxonomys attributes assured_date assurer_email status "
    "service_areas".split()
)  # fmt: skip
_SILENT = frozenset({"last_modified", "logo"})
"""What says nothing to a family: when the publisher last touched a row, and a picture's address."""


class NotOpenReferral(ToolkitError):
    """A file that is no JSON, or JSON of something else."""

    sentence = "This file is not a list of services as Open Referral UK writes it. Nothing was changed. Ask the publisher for the services as JSON."


class TablesOfOpenReferral(ToolkitError):
    """The description of a set of tables, which holds no service itself."""

    sentence = "This file only describes tables and holds no service. Nothing was changed. Ask the publisher for the services as JSON."


class WrongVersion(ToolkitError):
    """A version of the standard that is not known here."""


class ListEmpty(ToolkitError):
    """A list without a service."""

    sentence = "This list holds no service. Nothing was changed."


class ListTooLarge(ToolkitError):
    """More than 20 MB or 5,000 services."""

    sentence = "This list is larger than 20 MB or 5,000 services. Nothing was changed. Take it in one page after the other."


def read_list(content: bytes, now: datetime) -> tuple[list[Given], tuple[str, ...]]:
    """The services of a file, and sentences about the whole. Raises NotOpenReferral and the other faults of this module."""
    if len(content) > MOST_BYTES:
        raise ListTooLarge()
    try:
        given = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotOpenReferral() from None
    services, notes = _services(given)
    if not services:
        raise ListEmpty()
    if len(services) > MOST_SERVICES:
        raise ListTooLarge()
    return [_given(number, one, now) for number, one in enumerate(services, 1)], notes


def _services(given: Any) -> tuple[list[Any], tuple[str, ...]]:
    if isinstance(given, list):
        return given, ()
    if not isinstance(given, dict):
        raise NotOpenReferral()
    _look_at_version(given)
    if "resources" in given:
        raise TablesOfOpenReferral()
    for key in ("contents", "content", "services", "service"):
        if isinstance(given.get(key), list):
            return given[key], _pages(given)
    if "name" in given and ("id" in given or "description" in given):
        return [given], ()
    raise NotOpenReferral()


def _look_at_version(given: dict[str, Any]) -> None:
    version = str(given.get("version") or "")
    number = re.search(r"\d+(\.\d+)?", version)
    if number and number.group().split(".")[0] not in ("1", "3"):
        raise WrongVersion(
            f"This list is written in version {number.group()[:8]} of the standard. Versions 1 and 3 are read here. "
            "Nothing was changed. Ask the publisher for one of them."
        )


def _pages(given: dict[str, Any]) -> tuple[str, ...]:
    pages = given.get("total_pages", given.get("totalPages"))
    page = given.get("page_number", given.get("number"))
    if not isinstance(pages, int) or pages < 2:
        return ()
    # The older standard counts pages from nought.
    shown = page + (1 if "totalPages" in given else 0) if isinstance(page, int) else "one"
    return (f"This is page {shown} of {pages}. The other pages are files of their own.",)


def _given(number: int, one: Any, now: datetime) -> Given:
    if not isinstance(one, dict):
        return Given(number, {}, refused="It is not a service.")
    notes: list[str] = []
    answers: Answers = {}
    for key, words in _cells(one):
        if words:
            answers |= answer_of(key, words, now, notes)
    if str(one.get("status") or "active").casefold() not in ("active", "temporarily closed"):
        name = str(answers.get("name") or "")
        return Given(number, {"name": name}, refused=f"The publisher marks it as {one['status']}.")
    if not answers.get("checked_by") and answers.get("checked_on"):
        answers["checked_by"] = "the publisher of the list"
    left = sorted(key for key, value in one.items() if value and key not in _TAKEN and key not in _SILENT)
    if left:
        notes.append(f"Not taken in: {', '.join(left)}.")
    return Given(number, answers, tuple(notes))


def _cells(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each of our fields with its words."""
    places = [place for at in _dicts(one.get("service_at_locations")) if (place := _dict(at.get("location")))]
    addresses = [
        a for p in places for a in (*_dicts(p.get("addresses")), *_dicts(p.get("physical_addresses")))
    ]
    runner = _dict(one.get("organization") or one.get("organisation"))
    yield "outside_id", _text(one.get("id"))
    yield "source", SOURCE
    yield "name", _text(one.get("name"))
    yield "run_by", _text(runner.get("name"))
    yield "support", _lines(one.get("description"), _also(one.get("alternate_name")))
    yield "website", _text(one.get("url") or runner.get("website") or runner.get("url"))
    yield (
        "email",
        _first(one.get("email"), *(c.get("email") for c in _dicts(one.get("contacts"))), runner.get("email")),
    )
    phones = _phones(one, places)
    yield "phone", phones[0] if phones else ""
    yield "address", _address(addresses)
    yield "postcode", _first(*(a.get("postal_code") for a in addresses))
    yield "town", _first(*(a.get("city") for a in addresses))
    yield "criteria", _criteria(one)
    more = f"Other numbers: {', '.join(phones[1:])}" if phones[1:] else ""
    yield "route", _lines(one.get("application_process"), more)
    yield "hours", _hours(one, places)
    yield "cost", _cost(one)
    yield (
        "languages",
        ", ".join(_unique(_text(x.get("name") or x.get("language")) for x in _dicts(one.get("languages")))),
    )
    yield "access", _access(places)
    yield "topics", "; ".join(_topics(one))
    yield "checked_on", _text(one.get("assured_date"))[:10]
    yield "checked_by", _text(one.get("assurer_email"))


def _also(name: object) -> str:
    return f"Also called {_text(name)}." if _text(name) else ""


def _phones(one: dict[str, Any], places: list[dict[str, Any]]) -> list[str]:
    holders = [one, *_dicts(one.get("contacts"))]
    at = _dicts(one.get("service_at_locations"))
    holders += [*at, *(c for a in at for c in _dicts(a.get("contacts"))), *places]
    holders += [c for p in places for c in _dicts(p.get("contacts"))]
    return _unique(
        _text(p.get("number")).strip('"') for holder in holders for p in _dicts(holder.get("phones"))
    )


def _address(addresses: list[dict[str, Any]]) -> str:
    keys = ("address_1", "address_2", "city", "region", "state_province")
    return "\n".join(_unique(", ".join(_unique(_text(a.get(key)) for key in keys)) for a in addresses))


def _criteria(one: dict[str, Any]) -> str:
    ages = [(one.get("minimum_age"), one.get("maximum_age"))]
    parts = [_text(one.get("eligibility_description"))]
    for row in _dicts(one.get("eligibilitys")):
        parts.append(_text(row.get("eligibility")))
        ages.append((row.get("minimum_age"), row.get("maximum_age")))
    parts += [_age(low, high) for low, high in ages]
    parts += [
        f"Area: {_text(a.get('name') or a.get('service_area'))}"
        for a in _dicts(one.get("service_areas"))
        if _text(a.get("name") or a.get("service_area"))
    ]
    return "\n".join(_unique(parts))


def _age(low: object, high: object) -> str:
    if isinstance(low, (int, float)) and isinstance(high, (int, float)):
        return f"Ages {low:g} to {high:g}"
    if isinstance(low, (int, float)):
        return f"From age {low:g}"
    return f"Up to age {high:g}" if isinstance(high, (int, float)) else ""


def _hours(one: dict[str, Any], places: list[dict[str, Any]]) -> str:
    holders = [one, *_dicts(one.get("service_at_locations")), *places]
    found = []
    for holder in holders:
        for row in (*_dicts(holder.get("schedules")), *_dicts(holder.get("regular_schedules"))):
            days = ", ".join(
                _DAYS.get(day.strip()[-2:], day.strip())
                for day in _text(row.get("byday")).split(",")
                if day.strip()
            )
            times = " to ".join(_unique(_text(row.get(key))[:5] for key in ("opens_at", "closes_at")))
            found.append(" ".join(filter(None, (days, times, _text(row.get("description"))))))
    return "\n".join(_unique(found))


def _cost(one: dict[str, Any]) -> str:
    parts = [_text(one.get("fees_description") or one.get("fees"))]
    for row in _dicts(one.get("cost_options")):
        amount = row.get("amount")
        price = "Free" if amount == 0 else f"£{amount:g}" if isinstance(amount, (int, float)) else ""
        parts.append(
            " ".join(filter(None, (price, _text(row.get("amount_description")), _text(row.get("option")))))
        )
    return "; ".join(_unique(parts))


def _access(places: list[dict[str, Any]]) -> str:
    found = []
    for place in places:
        for row in (
            *_dicts(place.get("accessibility")),
            *_dicts(place.get("accessibility_for_disabilities")),
        ):
            found.append(
                _lines(row.get("description") or row.get("accessibility"), _text(row.get("details")))
            )
    return "\n".join(_unique(found))


def _topics(one: dict[str, Any]) -> list[str]:
    terms = [_dict(row.get("taxonomy")) for row in _dicts(one.get("service_taxonomys"))]
    terms += [_dict(row.get("taxonomy_term")) for row in _dicts(one.get("attributes"))]
    return _unique(_text(term.get("name")).replace(";", ",") for term in terms)


def _lines(*parts: object) -> str:
    return "\n".join(_unique(_text(part) for part in parts))


def _first(*values: object) -> str:
    return next((text for value in values if (text := _text(value))), "")


def _unique(texts: Any) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    # Descriptions may hold markup, which is no words.
    return re.sub(r"<[^<>]{0,400}>", " ", str(value)).strip() if isinstance(value, (str, int, float)) else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
