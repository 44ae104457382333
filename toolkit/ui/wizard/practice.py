"""Practice: the same questions on an invented case, in memory only. Nothing of it is kept, on the disk or anywhere."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from toolkit.forms.blocks import Block, Outline, Paragraph
from toolkit.forms.decision import acts
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, PersonRef
from toolkit.forms.rules import Entry
from toolkit.ui.page import Go
from toolkit.ui.record.store import RecordState, Version
from toolkit.ui.session import Session
from toolkit.ui.wizard.page import WizardPage
from toolkit.ui.wizard.rules_of import settings_now

MARK = "Practice. Nothing is kept."
STORY = (
    "Sorrel Thistlewick tells you that the rent is two months late. She would like the debt advice charity in "
    "Examplebridge to ring her. Wren, 7, and Pip, 14 months, live with her. Nobody is hurt or in danger."
)
PEOPLE = (
    PersonRef(id="wren", name="Wren", full_name="Wren Thistlewick", group="child", age="7 years"),
    PersonRef(id="pip", name="Pip", full_name="Pip Thistlewick", group="child", age="14 months"),
    PersonRef(
        id="sorrel", name="Sorrel Thistlewick", full_name="Sorrel Thistlewick", group="adult", home="lives"
    ),
    PersonRef(id="ash", name="Ash Quill", full_name="Ash Quill", group="adult", home="does_not"),
)


class PracticeStore:
    """Holds one practice decision in memory, for as long as the page or a step back to it is there."""

    def __init__(self, session: Session, entry: Entry) -> None:
        self.session, self.entry = session, entry
        self._answers: Answers = acts.begun(settings_now(session.settings), self.context({}), [])
        self.finished = False

    def answers(self) -> Answers:
        """The answers so far."""
        return copy.deepcopy(self._answers)

    def context(self, _answers: Mapping[str, Any]) -> Context:
        """The invented family, now."""
        author = self.session.author()
        facts = {"@author": author.name, "@author_role": author.role}
        return Context(self.session.now(), people=PEOPLE, facts=facts)

    def state(self) -> RecordState:
        """An unfinished draft of nobody's."""
        return RecordState(status="draft", family="Invented family", author=self.session.author().name)

    def save(self, answers: Answers) -> datetime:
        """Keeps the answers in memory only."""
        self._answers = copy.deepcopy(answers)
        return self.session.now()

    def finish(self, answers: Answers) -> None:
        """Ends the practice; nothing is kept."""
        self.save(answers)
        self.finished = True

    def close(self, answers: Answers) -> None:
        """There are no versions of a practice."""

    def discard(self, reason: str) -> None:
        """There is nothing to put away."""

    def amend(self, reason: str) -> Answers:
        """Goes on with the same answers."""
        return self.answers()

    def versions(self) -> list[Version]:
        """None."""
        return []

    def cautions(self, answers: Answers) -> list[str]:
        """None."""
        return []

    def unprinted(self, revision: int) -> list[Block]:
        """None."""
        return []

    def outline(self, revision: int) -> Outline:
        """The paper it would make, marked as practice on its first line and in its foot."""
        made = outline(
            self.entry,
            self._answers,
            self.context(self._answers),
            "practitioner",
            Meta(status="final" if self.finished else "draft", author=self.session.author().name),
        )
        blocks = (Paragraph(text=MARK, tone="strong"), *made.blocks)
        return msgspec.structs.replace(made, blocks=blocks, subtitle=MARK, status=MARK, draft=True)


def practice_page(session: Session, go: Go, store: PracticeStore) -> QWidget:
    """The page of a practice decision."""
    page = WizardPage(session, go, store.entry, store.answers(), store.context, store, mark=MARK, story=STORY)
    page.print_wanted.connect(lambda: go.paper(store.outline(1)))
    page.word_wanted.connect(lambda: go.paper(store.outline(1)))
    page.finished.connect(lambda: go.paper(store.outline(1)))
    return page


def new_store(session: Session, form_id: str) -> PracticeStore:
    """A fresh practice decision. Raises UnknownForm."""
    return PracticeStore(session, session.catalogue.get(form_id))
