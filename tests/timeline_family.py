"""The events of the invented Thistlewick family's time limits, for tests and the tour."""

from __future__ import annotations

from typing import Any


def events(first: str = "c1", second: str = "c2") -> list[dict[str, Any]]:
    """A request, a strategy discussion on both children and a first conference on one, in November 2026."""
    return [
        {
            "id": "e1",
            "kind": "referral",
            "whom": [first, second],
            "when": "2026-11-05T10:00",
            "source": "Form sent to the front door",
            "rating": "amber",
        },
        {
            "id": "e2",
            "kind": "strategy",
            "whom": [first],
            "when": "2026-11-09T14:00",
            "source": "Call of Ms Lark, Examplebridge Primary",
        },
        {
            "id": "e3",
            "kind": "police_protection",
            "whom": [second],
            "when": "2026-11-11T15:00",
            "source": "Police, by telephone",
        },
    ]
