"""Information-sharing decision (R10), filled by the wizard: to share, or not to share, with the same weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.forms.decision.deadlines import dues
from toolkit.forms.decision.finish import check
from toolkit.forms.decision.paper import paper, title
from toolkit.forms.decision.states import FLOW
from toolkit.forms.decision.worksheet import worksheet
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import Form

__all__ = ["FORM", "UPGRADES", "check", "dues", "paper", "title", "worksheet"]

FORM = Form(
    id="share_decision",
    version=1,
    title="Information-sharing decision",
    description="Seven golden rules, one question at a time, to a decision to share or not.",
    keywords=(
        "consent",
        "information sharing",
        "GDPR",
        "confidentiality",
        "MASH",
        "seven golden rules",
        "disclosure",
        "MARAC",
        "share",
        "Caldicott",
    ),
    moment="deciding",
    icon="share",
    header=False,
    event_from="event",
    copies=("practitioner",),
    pages=tuple(state.page for state in FLOW.states if state.page is not None),
)
UPGRADES: Mapping[int, Callable[[Answers], Answers]] = {}
