"""What is done with a family from its page: open its file, a birth, its cover on paper, a record in the wrong place.

What a command opens is read when it is asked for, so that a family is there at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from toolkit.forms import dates
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.people import rows_of
from toolkit.ui.dialogs import tell
from toolkit.ui.safety.pages import open_keeping, open_trail
from toolkit.ui.widgets import BarAction
from toolkit.vault.rows import RecordRow

if TYPE_CHECKING:
    from toolkit.ui.family_page import FamilyPage

DECISION = "share_decision"
"""The form of a decision to share."""


def more(page: FamilyPage) -> list[BarAction]:
    """What stands under More."""
    actions = [
        BarAction("Open family file", lambda: open_file(page), "folder-open", more=True),
        BarAction("Not seen or not heard", lambda: not_seen(page), "eye-slash", more=True),
        BarAction("Family tree", lambda: page.go.genogram(page.family_id), "tree-structure", more=True),
        BarAction("Time limits", lambda: time_limits(page), "calendar-check", more=True),
        BarAction("Chronology", lambda: open_chronology(page), "clock-counter-clockwise", more=True),
        BarAction("Print family cover", lambda: page.go.release(page.family_id), "printer", more=True),
        BarAction("Print blank family file", lambda: blank_file(page), "printer", more=True),
        BarAction("Copies that left", lambda: page.go.sent(page.family_id), "paper-plane-tilt", more=True),
        BarAction(
            "History",
            lambda: open_trail(page.session, page.go, family_id=page.family_id),
            "clock-counter-clockwise",
            more=True,
        ),
        BarAction("Keeping and erasing", lambda: open_keeping(page.session, page.go), "archive", more=True),
    ]
    actions += exchanges(page)
    if page.session.catalogue.has(DECISION) and not page.session.vault.read_only:
        actions.insert(
            0,
            BarAction(
                "Decide about sharing", lambda: page.go.decide(page.family_id), "share-network", more=True
            ),
        )
    if unborn(page):
        actions.insert(1, BarAction("Baby born", lambda: baby_born(page), "baby", more=True))
    if any(row.status in ("draft", "final") for row in page.rows):
        actions.append(
            BarAction(
                "A record is in the wrong family", lambda: withdraw(page), "arrow-square-out", more=True
            )
        )
    if any(row.status == "draft" or row.amending for row in page.rows):
        actions.append(BarAction("Discard a draft", lambda: discard(page), "trash", more=True))
    return actions


def not_seen(page: FamilyPage) -> None:
    """Opens who was not seen or heard."""
    from toolkit.ui.not_seen import open_not_seen

    open_not_seen(page.session, page.go, page.family_id)


def blank_file(page: FamilyPage) -> None:
    """Prints a family file to be filled in by hand."""
    from toolkit.ui.blank_paper import print_blank

    print_blank(page.session, page.go, FAMILY)


def time_limits(page: FamilyPage) -> None:
    """Opens the time limits of the family."""
    from toolkit.ui.timeline.page import TimelinePage

    session, go, family = page.session, page.go, page.family_id
    go.show_page("families", lambda _go: TimelinePage(session, go, family))


def exchanges(page: FamilyPage) -> list[BarAction]:
    """How a family goes to a colleague or another system, and how tables come in."""
    session, go, family = page.session, page.go, page.family_id

    def opener(make: Callable[[], QWidget]) -> Callable[[], None]:
        return lambda: go.show_page("families", lambda _go: make())

    def give() -> QWidget:
        from toolkit.ui.handover.give import GivePage

        return GivePage(session, go, family)

    def move_out() -> QWidget:
        from toolkit.ui.exchange.out import MoveOutPage

        return MoveOutPage(session, go, family)

    def move_in() -> QWidget:
        from toolkit.ui.exchange.into import MoveInPage

        return MoveInPage(session, go, family)

    actions = [
        BarAction("Hand over to a colleague", opener(give), "lock-key", more=True),
        BarAction("Move out to another system", opener(move_out), "export", more=True),
    ]
    if not session.vault.read_only:
        actions.append(BarAction("Move in from a table", opener(move_in), "table", more=True))
    return actions


def open_chronology(page: FamilyPage) -> None:
    """Opens what happened when in this family."""
    from toolkit.ui.chronology.page import ChronologyPage

    session, family = page.session, page.family_id
    page.go.show_page("families", lambda go: ChronologyPage(session, go, family))


def open_file(page: FamilyPage, section: str = "", person_id: str = "") -> None:
    """Opens the family file, at a page of it and a person where these are given."""
    place = f"{section}[{person_id}]" if section and person_id else section
    page.go.record(page.family_id, place)


def unborn(page: FamilyPage) -> list[tuple[str, str]]:
    """The unborn children who are expected: id and words."""
    found = []
    for row in rows_of(page.answers, "children"):
        if row.get("unborn") == "yes" and (row.get("status") or "living") == "living":
            name = str(row.get("known_as") or row.get("name") or "").strip() or "Unborn baby"
            due = f", due {dates.show(row['edd'])}" if dates.is_day(row.get("edd")) else ""
            found.append((str(row.get("id", "")), f"{name}{due}"))
    return found


def baby_born(page: FamilyPage) -> None:
    """Asks for the birth and keeps it in the family file."""
    from toolkit.ui.baby_born import BabyBornDialog

    dialog = BabyBornDialog(page.session, page.family_id, unborn(page), page)
    done = dialog.exec()
    dialog.deleteLater()
    if done:
        page.go.family(page.family_id, again=True)
        page.go.say("The birth is in the family file. The due date and everything written before are kept.")


def withdraw(page: FamilyPage, record_id: str = "") -> None:
    """Moves a record to the family it belongs to."""
    from toolkit.ui.withdraw import WithdrawDialog

    rows = [row for row in page.rows if row.status in ("draft", "final")]
    dialog = WithdrawDialog(page.session, rows, page.family_id, page, record_id=record_id)
    done = dialog.exec()
    dialog.deleteLater()
    if done:
        page.go.family(page.family_id, again=True)
        page.go.say("The record was moved. A line stays here: who moved it, when and why. Its words do not.")


def discard(page: FamilyPage) -> None:
    """Throws a draft away, with a reason."""
    from toolkit.ui.safety.discard import DiscardDialog, words_in
    from toolkit.ui.safety.put_away import offer

    drafts = [row for row in page.rows if row.status == "draft" or row.amending]
    row = drafts[0] if len(drafts) == 1 else _which(page, drafts)
    if row is None:
        return
    dialog = DiscardDialog(page.session, row, words_in(page.session, row.id), page)
    done, put_away = dialog.exec(), dialog.put_away
    dialog.deleteLater()
    if done:
        page.session.record_changed(page.family_id)
        page.go.family(page.family_id, again=True)
        offer(page.session, page.go, put_away)


def _which(page: FamilyPage, drafts: list[RecordRow]) -> RecordRow | None:
    from toolkit.ui.withdraw import ask_record

    chosen = ask_record(page.session, page, "Discard which draft?", drafts)
    return next((row for row in drafts if row.id == chosen), None)


def show_stub(page: FamilyPage, row: RecordRow) -> None:
    """Says who withdrew a record, when and why."""
    record = page.session.vault.records.get(row.id)
    when = dates.show(record.written_local[:10])
    left = page.session.vault.releases.holding(row.id)
    copies = ""
    if left:
        names = "; ".join(
            f"{copy.recipient or copy.audience}, {dates.show(copy.made_local[:10])}" for copy in left
        )
        copies = f" Copies that had left: {names}."
    tell(
        page,
        page.theme,
        f"Withdrawn by {record.author or 'someone'} on {when}. Reason: {record.reason}{copies}",
        lead="This record was in the wrong family",
    )
