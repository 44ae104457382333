"""What each outcome is called and needs before it is final (wizard, section 4), as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.decision.known import asker_unchecked, is_retro
from toolkit.forms.vocabulary import _Part


class Outcome(_Part, frozen=True, kw_only=True):
    """One way a decision ends. `manager_first` holds back "final" until the manager has signed, where one signs at all."""

    code: str
    route: str
    title: str
    shares: bool = True
    manager_first: bool = True


OUTCOMES: tuple[Outcome, ...] = (
    Outcome(code="T-EM", route="EM", title="Shared at once - danger", manager_first=False),
    Outcome(
        code="T-CP",
        route="CP",
        title="Shared to protect from serious harm, agreement not needed",
        manager_first=False,
    ),
    Outcome(code="T-CONSENT", route="CONSENT", title="Shared with agreement"),
    Outcome(code="T-NOCONSENT", route="NOCONSENT", title="Shared without agreement"),
    Outcome(code="T-LEGAL", route="LEGAL", title="Shared under a legal duty"),
    Outcome(code="T-ANON", route="ANON", title="Shared without identifying anyone"),
    Outcome(code="T-NO", route="NO", title="Decision NOT to share", shares=False),
    Outcome(
        code="T-REV", route="NO", title="Shared already; on review it should not have been", shares=False
    ),
)


def outcome_of(code: str) -> Outcome | None:
    """The outcome with this code, or None while there is none."""
    return next((one for one in OUTCOMES if one.code == code), None)


def code_of(route: str, retro: bool) -> str:
    """The code a route ends in, or nothing while there is no route."""
    found = [one.code for one in OUTCOMES if one.route == route]
    return "" if not found else found[-1] if retro else found[0]


_SENDING = ("S9", "S10", "S11", "END")
_UNCHECKED_TOO = ("EM", "ANON")
"""Routes on which it goes whoever asks."""


def is_decided(answers: Mapping[str, Any]) -> bool:
    """Whether it is decided that it is shared and it may go, though it may still have to, and to be told and to be signed."""
    found = outcome_of(str(answers.get("outcome") or ""))
    if found is None or not found.shares or answers.get("at") not in _SENDING:
        return False
    return found.route in _UNCHECKED_TOO or is_retro(answers) or not asker_unchecked(answers)
