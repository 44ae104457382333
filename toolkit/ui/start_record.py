"""How a new record begins: now and the children, what the family file knows, and the last record of its kind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.forms import dates
from toolkit.forms.people import Answers, PersonRef, dicts
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import is_empty
from toolkit.forms.words import in_sentence
from toolkit.ui.audit_facts import AUDIT, facts_for_audit
from toolkit.ui.dialogs import Choice, Dialog, ask
from toolkit.ui.early_help_facts import EARLY_HELP, decided, earlier
from toolkit.ui.ending_facts import CLOSURE, ending_facts
from toolkit.ui.referral_actions import REFERRAL
from toolkit.ui.report_facts import REPORT, report_facts
from toolkit.ui.session import Session
from toolkit.ui.widgets import QuietButton
from toolkit.vault.rows import Record

SERIES = ("eh_record", "taf")
"""Forms whose next record always goes on from the last: a row that was once opened must not be lost."""
EMPTY, ON = 1, 2


@dataclass(frozen=True)
class Beginning:
    """What a new record is made of. `child` is the id of the one child it is about, where the form has one.

    `previous` is the last finished record it goes on from, or None.
    """

    form_id: str
    family_id: str | None
    child: str = ""
    previous: Record | None = None
    known: Answers = field(default_factory=dict)
    """What the record it was offered from knows already."""


def living_children(session: Session, family_id: str | None) -> list[PersonRef]:
    """The children of a family whom a record can be about."""
    people = session.vault.records.people(family_id) if family_id else ()
    return [person for person in people if person.group == "child" and person.living]


def last_final(session: Session, form_id: str, family_id: str | None, child: str = "") -> Record | None:
    """The last finished record of a form in a family, newest event first; of one child where one is given."""
    for row in session.vault.records.timeline(family_id) if family_id else ():
        if row.form_id != form_id or row.status != "final":
            continue
        # An open draft of its next version is not finished yet: the one before it is.
        record = session.vault.records.get(row.id, row.revision)
        about = record.answers.get("about")
        if not child or (isinstance(about, list) and child in about):
            return record
    return None


def begin(session: Session, parent: QWidget | None, form_id: str, family_id: str | None) -> Beginning | None:
    """Asks what has to be known before a record is made: which child, and whether it goes on from the last one.

    Nothing is asked where there is nothing to choose. None when the person thought better of it.
    """
    entry = session.catalogue.get(form_id)
    if entry.start is None or family_id is None:
        return Beginning(form_id, family_id)
    child = ""
    if entry.form.one_child:
        children = living_children(session, family_id)
        if len(children) > 1:
            found = ask_child(session, parent, entry, children)
            if found is None:
                return None
            child = found
        elif children:
            child = children[0].id
    previous = last_final(session, form_id, family_id, child)
    if previous is not None and form_id not in SERIES:
        answer = ask(parent, session.theme, *_question(entry, previous))
        if answer not in (EMPTY, ON):
            return None
        previous = previous if answer == ON else None
    return Beginning(form_id, family_id, child, previous)


def short_name(entry: Entry) -> str:
    """What a form is called within a sentence: "map" where its title ends so, else its title."""
    title = entry.form.title
    return "map" if title.casefold().endswith("map") else in_sentence(title)


def _question(entry: Entry, previous: Record) -> tuple[str, str, tuple[Choice, ...]]:
    what = short_name(entry)
    day = str(previous.answers.get("event") or previous.written_local).partition("T")[0]
    when = f" of {dates.show(day)}" if dates.is_day(day) else ""
    return (
        f"Start from the last {what}?",
        f"The last one{when} stays as it is. What is taken over can be changed and taken out; days and signatures are new.",
        (Choice("Start empty", EMPTY), Choice(f"Start from the last {what}", ON, "primary", safe=True)),
    )


class ChildDialog(Dialog):
    """Chooses the one child a record is about."""

    def __init__(
        self, session: Session, entry: Entry, children: list[PersonRef], parent: QWidget | None
    ) -> None:
        super().__init__(session.theme, f"{entry.form.title}: about which child?", parent=parent)
        self.chosen = ""
        for child in children:
            words = ", ".join(filter(None, (child.full_name or child.name, child.age)))
            button = QuietButton(self.theme, words, "user")
            button.clicked.connect(lambda _checked=False, one=child.id: self._take(one))
            self.body.addWidget(button)
            if child is children[0]:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.add_button("Cancel", self.reject)

    def _take(self, child: str) -> None:
        self.chosen = child
        self.accept()


def ask_child(
    session: Session, parent: QWidget | None, entry: Entry, children: list[PersonRef]
) -> str | None:
    """Asks which child a record is about; None when the person thought better of it."""
    dialog = ChildDialog(session, entry, children, parent)
    made = dialog.exec()
    dialog.deleteLater()
    return dialog.chosen if made and dialog.chosen else None


def first_answers(
    session: Session, form_id: str, family_id: str | None, beginning: Beginning | None = None
) -> Answers:
    """What a new record is filled in with: now, the children, and what its form makes of family and last record."""
    entry = session.catalogue.get(form_id)
    form = entry.form
    first: Answers = {}
    child = beginning.child if beginning is not None else ""
    if form.header:
        children = [child] if child else [one.id for one in living_children(session, family_id)]
        if not form.future:
            first["event"] = session.now().isoformat(timespec="minutes")
        if children and (not form.one_child or len(children) == 1):
            first["about"] = children
    if beginning is not None:
        first |= beginning.known
    if entry.start is None:
        return first
    context = session.context(family_id)
    if form_id == CLOSURE:
        context = replace(context, facts={**context.facts, **ending_facts(session, family_id)})
    if form_id == REPORT:
        context = replace(context, facts={**context.facts, **report_facts(session, family_id)})
    if form_id == AUDIT:
        context = replace(context, facts={**context.facts, **facts_for_audit(session, family_id)})
    if form_id in EARLY_HELP:
        context = replace(context, earlier=earlier(session, family_id))
    if form_id == REFERRAL:
        context = replace(context, earlier=decided(session, family_id))
    made = entry.start(session.family(family_id), context, _before(entry, beginning))
    # Day and child are those of now; an empty answer of the form takes nothing away.
    begun = {key: answer for key, answer in made.items() if not is_empty(answer)}
    return {**begun, **{key: _laid_over(begun.get(key), answer) for key, answer in first.items()}}


def _laid_over(made: object, known: object) -> object:
    """What is known of a row laid over the row the form begins with; any other answer as it is known."""
    rows = dicts(made)
    if not rows or not dicts(known):
        return known
    told = {str(row.get("id")): row for row in dicts(known)}
    joined = [{**row, **told.pop(str(row.get("id")), {})} for row in rows]
    return [*joined, *told.values()]


def _before(entry: Entry, beginning: Beginning | None) -> Answers | None:
    if beginning is None:
        return None
    if beginning.previous is not None:
        return dict(beginning.previous.answers)
    # A series that begins is told whom it is about, for the boxes filled in from the family file.
    begins = entry.form.id in SERIES and beginning.child
    return {"about": [beginning.child]} if begins else None
