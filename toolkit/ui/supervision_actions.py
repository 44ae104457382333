"""A supervision and what it leads to: each child's extract filed when it is finished, a decision to share, a difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import Answers, rows_of
from toolkit.forms.supervision_extracts import children_of, extract
from toolkit.forms.vocabulary import is_empty
from toolkit.ui.form_view import RecordPage
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction
from toolkit.vault.rows import Standing

SUPERVISION, EXTRACT = "supervision", "supervision_extract"
DIFFERENCE, DECISION = "escalation", "share_decision"
DAY_IN = {DIFFERENCE: "difference", DECISION: "sharing"}
"""What a supervision leads to beside its extracts, and the field of the supervision that says its day."""
RENEWED = "The supervision it comes from has a new version."


def filed(session: Session, supervision_id: str, family_id: str) -> dict[str, str]:
    """The finished extracts of a supervision: child to record."""
    found = {}
    for row in session.vault.records.timeline(family_id):
        if row.form_id == EXTRACT and row.status in ("final", "draft"):
            answers = session.vault.records.get(row.id).answers
            about = answers.get("about")
            if answers.get("supervision") == supervision_id and isinstance(about, list) and about:
                found[str(about[0])] = row.id
    return found


def file_extracts(session: Session, supervision_id: str) -> int:
    """Files the extract of each child of a finished supervision, or its next version where one says something else now.

    Gives how many were written. What is there already and says the same stays; done twice it does nothing the second time.
    """
    store = VaultStore(session, record_id=supervision_id)
    record, family = store.record(), store.family_id
    if record is None or family is None or record.status != "final":
        return 0
    context = store.context(record.answers)
    there = filed(session, supervision_id, family)
    written = 0
    for child in children_of(record.answers):
        answers = extract(record.answers, supervision_id, child, context)
        written += _file(session, family, there.get(child, ""), answers)
    return written


def _file(session: Session, family: str, record_id: str, answers: Answers) -> bool:
    if not record_id:
        VaultStore(session, form_id=EXTRACT, family_id=family).finish(answers)
        return True
    store = VaultStore(session, record_id=record_id)
    record = store.record()
    if record is not None and record.status == "final":
        if record.answers == answers:
            return False
        store.amend(RENEWED)
    store.finish(answers)
    return True


def led_to(session: Session, supervision_id: str, family_id: str) -> list[Standing]:
    """The difference and the decisions begun in a supervision; each keeps its id under `supervision`, as an extract does."""
    return [
        one
        for one in session.standing(family_id)
        if supervision_id
        and one.form_id in DAY_IN
        and one.status in ("draft", "final")
        and one.answers.get("supervision") == supervision_id
    ]


def _say_days(page: RecordPage, found: list[Standing]) -> None:
    """Puts the day of what was begun into the field that asks for it, where nothing stands there yet."""
    edit = page.edit
    days = {DAY_IN[one.form_id]: dates.show(one.event[:10]) for one in found if dates.is_day(one.event)}
    if edit is None or not (empty := {key for key in days if is_empty(edit.answers.get(key))}):
        return
    edit.answers.update({key: days[key] for key in empty})
    edit.renew()
    edit.changed.emit()


def difference_of(answers: Mapping[str, Any]) -> Answers:
    """What a professional difference begins with: what was decided in supervision, and for whom."""
    rows = rows_of(answers, "decisions")
    said = "\n".join(str(row["decision"]) for row in rows if isinstance(row.get("decision"), str))
    found: Answers = {"decision": said, "about": answers.get("about")}
    return {key: value for key, value in found.items() if value}


def offer_supervision(page: RecordPage, session: Session, go: Go, store: VaultStore) -> None:
    """Adds the commands of a supervision, or of an extract, to its page; none to any other."""
    if store.form_id == EXTRACT or store.form_id in DAY_IN:
        page.offer(lambda: _back(go, store))
        return
    family = store.family_id
    if store.form_id != SUPERVISION or family is None:
        return
    page.offer(lambda: _of_supervision(page, session, go, store, family))
    page.offer(lambda: _begun(session, go, store, family))
    _say_days(page, led_to(session, store.record_id, family))
    record = store.record()
    shown = record is not None and record.status == "final"
    if shown:
        page.offer(lambda: _extracts(session, go, store, family))

    def finished() -> None:
        nonlocal shown
        if _file_all(session, go, store):
            go.say("Each child’s decision and actions are filed as a record of their own.")
        if not shown:
            shown = True
            page.offer(lambda: _extracts(session, go, store, family))

    page.finished.connect(finished)


def _file_all(session: Session, go: Go, store: VaultStore) -> int:
    """Files the extracts; a fault says its sentence, and the page goes on offering to file them."""
    try:
        return file_extracts(session, store.record_id)
    except ToolkitError as fault:
        go.fault(fault)
        return 0


def _begun(session: Session, go: Go, store: VaultStore, family: str) -> list[BarAction]:
    return [
        BarAction(
            f"Open: {session.title_of(one.form_id)}, {dates.show(one.event[:10])}",
            partial(go.record, one.id),
            "arrow-square-out",
            more=True,
        )
        for one in led_to(session, store.record_id, family)
    ]


def _back(go: Go, store: VaultStore) -> list[BarAction]:
    source = str(store.answers().get("supervision") or "")
    return [BarAction("Open the supervision", lambda: go.record(source), "chats-circle")] if source else []


def _of_supervision(
    page: RecordPage, session: Session, go: Go, store: VaultStore, family: str
) -> list[BarAction]:
    def from_here(known: Answers) -> Answers:
        return {**known, "supervision": store.record_id}

    actions = [
        BarAction(
            "Chronology", _leave(page, lambda: _chronology(session, go, family)), "clock-counter-clockwise"
        )
    ]
    if not session.vault.read_only:
        actions += [
            BarAction(
                "Decide about sharing",
                _leave(page, lambda: go.decide(family, from_here({"about": store.answers().get("about")}))),
                "share-network",
                more=True,
            ),
            BarAction(
                "Professional difference",
                _leave(
                    page,
                    lambda: go.new_record(DIFFERENCE, family, from_here(difference_of(store.answers()))),
                ),
                "scales",
                more=True,
            ),
        ]
    return actions


def _extracts(session: Session, go: Go, store: VaultStore, family: str) -> list[BarAction]:
    there = filed(session, store.record_id, family)
    context = store.context()
    found = [
        BarAction(f"Extract: {context.name_of(child)}", partial(go.record, record), "file-text", more=True)
        for child, record in there.items()
    ]
    if set(children_of(store.answers())) - set(there) and not session.vault.read_only:
        found.append(BarAction("File the extracts", lambda: _file_all(session, go, store), "files"))
    return found


def _leave(page: RecordPage, then: Callable[[], object]) -> Callable[[], None]:
    """Saves what is typed before going elsewhere."""

    def run() -> None:
        if page.leaving():
            then()

    return run


def _chronology(session: Session, go: Go, family: str) -> None:
    from toolkit.ui.chronology.page import ChronologyPage

    go.show_page("families", lambda to: ChronologyPage(session, to, family))
