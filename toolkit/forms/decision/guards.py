"""What no decision may get round: the invariants of the wizard (section 5), each with its sentence.

`page_guards` judges one question, so that nobody goes on past it; `check` judges the whole record before it is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Context


def page_guards(state: str, answers: Mapping[str, Any], context: Context, route: str) -> list[Problem]:
    """What stands in the way of going on from a state."""
    return []
