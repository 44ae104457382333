"""What is said right after an unlock: that these are older records, and that somebody tried to get in."""

from __future__ import annotations

from toolkit.errors import ToolkitError
from toolkit.ui.main_window import MainWindow
from toolkit.ui.safety.kept_where import Place, place_of
from toolkit.ui.safety.pages import open_health, open_trail
from toolkit.ui.safety.risk import risk_of
from toolkit.ui.session import Session
from toolkit.ui.widgets import Banner
from toolkit.vault.audit import AuditRow
from toolkit.vault.audit_words import in_words

LOOKED_AT = 12
"""Entries of the trail from the end that one unlocking may write."""
TOLD = "place_told"
"""The fact that holds the kinds of place that were told of, so that each is told once. Kept without an entry in the trail."""
IF_NOT_YOU = "If that was not you, tell your manager, and look at the history."


def first_look(session: Session, window: MainWindow, notice: str = "") -> None:
    """Shows what is to be known; `notice` is another sentence to show with it."""
    try:
        older, tries = session.vault.older, failed_since(session)
    except ToolkitError:
        older, tries = None, ""
    if older is not None:
        window.keep_saying(
            Banner(
                session.theme,
                "red",
                "These may be older records.",
                f"{older.sentence} Write nothing before you know why.",
                action="Health check",
                run=lambda: open_health(session, window),
            )
        )
    if tries:
        window.keep_saying(
            Banner(
                session.theme,
                "amber",
                "Somebody tried to get in.",
                f"{tries} {IF_NOT_YOU}",
                action="History",
                run=lambda: open_trail(session, window, about="lock"),
            )
        )
    tell_place(session, window)
    if notice:
        window.say(notice, tone="amber")


def failed_since(session: Session) -> str:
    """The sentence about wrong tries before this unlocking; empty when there were none."""
    row = newest_failed(session.vault.audit.rows(last=LOOKED_AT))
    return in_words(row) if row is not None else ""


def newest_failed(rows: list[AuditRow]) -> AuditRow | None:
    """The entry of wrong tries that this unlocking wrote, right before its own; rows oldest first."""
    opened = next((n for n in range(len(rows) - 1, 0, -1) if rows[n].what.startswith("opened")), 0)
    before = rows[opened - 1] if opened else None
    return before if before is not None and before.what == "unlock failed" else None


def tell_place(session: Session, window: MainWindow, place: Place | None = None) -> None:
    """Says once after opening what the place of the records risks; it stands in the settings as well."""
    place = place or place_of(session.vault.folder)
    risk = risk_of(place)
    told = str(session.fact(TOLD)).split()
    if risk is None or place.kind in told:
        return
    window.keep_saying(
        Banner(
            session.theme,
            "amber",
            risk.lead,
            risk.text,
            icon="hard-drives",
            action="More about this folder",
            run=lambda: window.settings("These records"),
        )
    )
    if session.vault.read_only:
        return
    try:
        session.vault.facts.keep(TOLD, " ".join([*told, place.kind]))
    except ToolkitError:
        # Then it is told again the next time.
        return
