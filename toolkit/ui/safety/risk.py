"""What is said of the place that records are kept in: what it risks, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.ui.safety.kept_where import Place
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner


@dataclass(frozen=True)
class Risk:
    """The bold part, and the rest: what can happen, then what to do."""

    lead: str
    text: str


RISKS = {
    "removable": Risk(
        "This place is on a removable disk.",
        "It is small enough to lose, and pulling it out while you write can damage what is there. The records are "
        "encrypted. Make backups in a second place, and take the disk out only after closing the program.",
    ),
    "network": Risk(
        "This place is on a network drive.",
        "A line that breaks while you write can damage the records, and another computer could open them at the same "
        "time. Keep them on this laptop and let only backups go to the network.",
    ),
    "synced": Risk(
        "This place is copied by {service}.",
        "The records stay encrypted there, but it copies them while they change: two versions can come about and "
        "neither may open. Keep them outside that folder and let only backups go into it.",
    ),
}


def risk_of(place: Place) -> Risk | None:
    """What a place risks; None on this laptop's own disk."""
    risk = RISKS.get(place.kind)
    return risk and Risk(risk.lead.format(service=place.service), risk.text)


def risk_banner(theme: Theme, place: Place) -> Banner | None:
    """The warning about a place, or None."""
    risk = risk_of(place)
    return Banner(theme, "amber", risk.lead, risk.text, icon="hard-drives") if risk else None
