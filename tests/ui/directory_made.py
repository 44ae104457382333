"""Invented services, a table and a published list for tests and the tour; numbers are those kept free for drama."""

from __future__ import annotations

import json
from typing import Any

from toolkit.forms.people import Answers
from toolkit.ui.session import Session

SERVICES: tuple[Answers, ...] = (
    {
        "name": "Examplebridge Larder",
        "run_by": "Examplebridge Neighbours",
        "topics": ["food", "debt"],
        "function": "food_bank",
        "support": "A bag of food for three days, and a cup of tea while you wait.",
        "criteria": "Anyone in Examplebridge.",
        "self_referral": "yes",
        "phone": "01632 960101",
        "website": "larder.example.org",
        "address": "2 Pretend Row\nExamplebridge",
        "postcode": "EX1 2MP",
        "town": "Examplebridge",
        "cluster": "3",
        "hours": "Monday and Thursday, 10 to 1",
        "cost": "Free",
        "languages": "English, Polish",
        "access": "Step-free. Room for prams.",
        "checked_on": "2026-09-01",
        "checked_by": "Tansy Dunnock",
        "note": "Ask for the back door when it is busy.",
    },
    {
        "name": "Lantern House Refuge Outreach",
        "topics": ["abuse", "housing"],
        "function": "domestic_abuse",
        "plain_name": "Lantern Tuesday group",
        "support": "Support for people harmed at home.",
        "self_referral": "yes",
        "phone": "0808 157 0990",
        "website": "lantern-refuge.example.org",
        "hours": "Day and night",
        "town": "Otterton",
        "checked_on": "2026-10-01",
        "checked_by": "Tansy Dunnock",
    },
    {
        "name": "Safe At Home, Otterton",
        "topics": ["abuse"],
        "phone": "01632 960102",
        "town": "Otterton",
        "checked_on": "2026-10-01",
        "checked_by": "Tansy Dunnock",
    },
    {
        "name": "Otterton Money Desk",
        "topics": ["debt", "other: Energy bills"],
        "function": "finance_advice",
        "self_referral": "no",
        "route": "A worker rings first.",
        "phone": "01632 960103",
        "town": "Otterton",
        "cluster": "1",
        "checked_on": "2025-03-03",
        "checked_by": "Moss Fernleaf",
    },
    {
        "name": "Wobbly Bikes Holiday Club",
        "topics": ["holidays"],
        "phone": "01632 960104",
        "town": "Examplebridge",
        "checked_on": "2024-06-01",
        "closed_on": "2026-01",
    },
)


def services_in(session: Session, services: tuple[Answers, ...] = SERVICES) -> list[str]:
    """Writes services into a vault and gives their ids in order."""
    ids = []
    with session.vault.records.all_or_none():
        for answers in services:
            made = session.vault.records.create("service", None, answers, session.author())
            session.vault.records.close_living(made.id, answers, session.author())
            ids.append(made.id)
    return ids


def table_file() -> bytes:
    """A table with a good row, one that is here, one nearly so, one without a name, and columns nobody knows."""
    lines = (
        "Name;Topic;Telephone;Email;Postcode;Town;Self-referral;Checked on;Colour",
        "Toddle Inn;New parents;01632 960111;hello@example.org;EX1 4AA;Examplebridge;yes;3 Mar 2026;blue",
        "Examplebridge Larder;Food banks; Debt and finance;;;;",
        "Examplebridge Larder;Food banks;01632 960199;;EX1 2MP;Examplebridge;Yes;;",
        ";Holidays;01632 960112;;;;;;",
        "Odd Number Advice;Weaving;12;not an address;EX;Otterton;Ring Moss first;31/02/2026;",
        "Tomorrow's Place;School and education issues;01632 960113;;;;;2 Jan 2031;",
    )
    return "\r\n".join(lines).encode("utf-8")


def open_referral_file(**over: Any) -> bytes:
    """A page of services as the UK profile of version 3 writes it."""
    service = {
        "id": "ac148810-0000-4000-8000-000000000001",
        "name": "Quillfeather Talking Rooms",
        "description": "<p>Somebody to talk to, for young people.</p>",
        "url": "https://quillfeather.example.org",
        "email": "hello@quillfeather.example.org",
        "status": "active",
        "fees": "",
        "minimum_age": 11,
        "maximum_age": 18,
        "assured_date": "2026-02-14",
        "assurer_email": "checks@example.org",
        "last_modified": "2026-02-14T10:00:00Z",
        "alert": "Closed in August",
        "application_process": "Ring, or ask your school.",
        "phones": [{"id": "p1", "number": "01632 960120"}],
        "contacts": [{"id": "c1", "name": "Reception", "phones": [{"id": "p2", "number": "01632 960121"}]}],
        "schedules": [
            {"id": "s1", "freq": "WEEKLY", "byday": "TU,TH", "opens_at": "15:30:00", "closes_at": "19:00:00"}
        ],
        "service_areas": [{"id": "a1", "name": "Examplebridge and Otterton"}],
        "languages": [{"id": "l1", "name": "English"}, {"id": "l2", "name": "Welsh"}],
        "organization": {"id": "o1", "name": "Quillfeather Trust", "website": "https://trust.example.org"},
        "cost_options": [{"id": "k1", "option": "Under 18", "amount": 0}],
        "service_at_locations": [
            {
                "id": "t1",
                "location": {
                    "id": "x1",
                    "addresses": [
                        {
                            "id": "d1",
                            "address_1": "5 Make-believe Street",
                            "city": "Examplebridge",
                            "postal_code": "EX1 3BB",
                        }
                    ],
                    "accessibility": [{"id": "y1", "description": "Lift and hearing loop"}],
                },
            }
        ],
        "attributes": [
            {"id": "z1", "taxonomy_term": {"id": "w1", "name": "Health: children's mental health"}},
            {"id": "z2", "taxonomy_term": {"id": "w2", "name": "Counselling"}},
        ],
    }
    page = {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 1,
        "size": 2,
        "first_page": True,
        "last_page": False,
        "empty": False,
        "contents": [
            service,
            {"id": "n2", "description": "No name at all"},
            {**service, "id": "n3", "name": "Old Place", "status": "defunct"},
        ],
    }
    return json.dumps({**page, **over}).encode("utf-8")


def first_standard_file() -> bytes:
    """The same kind of thing as the first UK standard of 2020 writes it."""
    service = {
        "id": "777",
        "name": "Otterton Chatterbox",
        "description": "Help with first words.",
        "eligibilitys": [{"id": "1", "eligibility": "Parents", "minimum_age": 0, "maximum_age": 5}],
        "service_taxonomys": [
            {"id": "2", "taxonomy": {"id": "3", "name": "New parents", "vocabulary": "own"}}
        ],
        "regular_schedules": [{"id": "4", "byday": "MO", "opens_at": "09:30", "closes_at": "11:00"}],
        "contacts": [{"id": "5", "phones": [{"id": "6", "number": "01632 960130"}]}],
        "cost_options": [{"id": "7", "amount": 2.5, "amount_description": "a family"}],
        "service_at_locations": [
            {
                "id": "8",
                "location": {
                    "id": "9",
                    "physical_addresses": [
                        {"id": "10", "address_1": "The Hut", "city": "Otterton", "postal_code": "EX2 1AA"}
                    ],
                    "accessibility_for_disabilities": [{"id": "11", "accessibility": "Ramp"}],
                },
            }
        ],
    }
    page = {
        "totalElements": 1,
        "totalPages": 1,
        "number": 0,
        "size": 50,
        "first": True,
        "last": True,
        "content": [service],
    }
    return json.dumps(page).encode("utf-8")
