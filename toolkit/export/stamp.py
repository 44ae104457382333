"""What stands round a copy on paper: who printed it and when, its version, the marking line, the name of its file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from toolkit.forms import dates
from toolkit.forms.blocks import Outline
from toolkit.forms.words import in_sentence

DRAFT_MARK = "DRAFT"
"""Drawn across each page of a draft."""
DRAFT_WORDS = "DRAFT - not agreed"
DEFAULT_MARKING = "Confidential: personal information"


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What is known about one copy beside its words. `printed_on` is local wall time."""

    printed_by: str
    printed_on: datetime
    record_name: str = ""
    """The name of the record at the head of each page, where its title holds a surname; empty takes the title."""
    organisation: str = ""
    marking: str = DEFAULT_MARKING
    """The line at the foot of each page; empty prints none."""
    recipient: str = ""
    """Whom the copy is for; printed in the footer."""
    author: str = ""
    """The author in the properties of the file, where the worker chose one."""
    contact: str = ""
    """How to reach the worker, as printed in the footer."""
    trail: str = ""
    """How far the audit trail went when it was made, in short; empty where nothing of a family leaves."""
    photos: Callable[[str], bytes | None] | None = None
    """Gives the bytes of a picture kept in the vault by its id."""
    quiet: bool = False
    """Names the program nowhere in the file either, on a copy that somebody else could find."""


def header_words(outline: Outline, stamp: Stamp) -> str:
    """What stands at the head of each page: the record's name and the family's reference."""
    return " · ".join(part for part in (stamp.record_name or outline.title, outline.family_reference) if part)


def status_words(outline: Outline) -> str:
    """Version and status as printed: "Version 1, draft", "Version 2, final", "Blank form"."""
    status = outline.status.strip()
    if "version" in status.lower() or status.lower().startswith(("blank", "history")):
        return status
    if not status:
        return f"Version {outline.version}"
    return f"Version {outline.version}, {status[:1].lower()}{status[1:]}"


def printed_words(stamp: Stamp) -> str:
    """Who printed it and when: "Printed by T Dunnock on 12 November 2026"."""
    by = f" by {stamp.printed_by}" if stamp.printed_by else ""
    return f"Printed{by} on {dates.show(stamp.printed_on.date().isoformat())}"


def footer_lines(outline: Outline, stamp: Stamp) -> list[str]:
    """The lines at the foot of each page; the number of the page stands beside the first."""
    trail = f"History up to {stamp.trail}" if stamp.trail else ""
    first = " · ".join(part for part in (status_words(outline), printed_words(stamp), trail) if part)
    recipient = f"Copy for {stamp.recipient}" if stamp.recipient else ""
    second = " · ".join(part for part in (stamp.marking, recipient) if part)
    third = " · ".join(part for part in (stamp.organisation, stamp.contact) if part)
    return [line for line in (first, second, third) if line]


def file_name(outline: Outline, kind: str, day: datetime | None, suffix: str) -> str:
    """A name for the file that names no child: `F-2041 case note 2026-11-12 draft.docx`.

    `kind` is the title of the form and `day` the day of the event. `suffix` is with its dot.
    """
    reference = (
        outline.family_reference if re.fullmatch(r"[A-Za-z]{0,4}-?\d+", outline.family_reference) else ""
    )
    parts = [
        reference,
        in_sentence(kind),
        day.date().isoformat() if day else "",
        {"family": "family copy", "child": "child copy"}.get(outline.audience, ""),
        "draft" if outline.draft else f"version {outline.version}" if outline.version > 1 else "",
    ]
    plain = " ".join(part for part in parts if part)
    # Windows refuses these, and a dot or space at the end.
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", plain)
    return re.sub(r"\s+", " ", plain).strip(" .")[:120] + suffix
