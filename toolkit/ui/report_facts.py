"""What a report begins with of the records of a family: contacts kept and missed, and its significant events."""

from __future__ import annotations

from toolkit.forms import dates
from toolkit.practice.chronology import Event
from toolkit.ui.session import Session

REPORT, NOTE = "report", "case_note"
MOST_EVENTS = 40
"""More than this is a chronology, and goes with the report as one."""


def report_facts(session: Session, family_id: str | None) -> dict[str, str]:
    """The facts by their names; empty without a family."""
    if family_id is None:
        return {}
    from toolkit.practice.chronology_marks import counts
    from toolkit.ui.chronology.gathered import gathered

    found = gathered(session, family_id)
    events = [one for one in found.told().found.events if not one.restricted]
    numbers = {
        one.key: str(one.number)
        for one in counts(events, [one for one in found.sources if one.form_id == NOTE])
    }
    return {
        "@contacts_kept": numbers.get("kept", "0"),
        "@contacts_missed": numbers.get("missed", "0"),
        "@significant_events": "\n".join(_line(one) for one in events[-MOST_EVENTS:]),
    }


def _line(event: Event) -> str:
    return f"{event.when}: {' '.join(event.text.split())}" if dates.is_day(event.start) else event.text
