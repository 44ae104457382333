"""Turning a record round: which records can be, and what their large view holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import msgspec

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.blocks import Block, Outline, Paragraph
from toolkit.forms.conditions import FROM_PAPER, Scope, shown_fields
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import Entry, shown_pages
from toolkit.forms.vocabulary import Audience, Columns, Field, Scores, Signatures
from toolkit.ui.editors import Desk
from toolkit.ui.theme import Theme
from toolkit.ui.turned_map import TurnedMap
from toolkit.ui.turned_outline import LargeOutline
from toolkit.ui.turned_round import KeyFits, TurnedRound
from toolkit.ui.turned_sign import Signing
from toolkit.ui.turned_write import Writing

NEVER_LATE = 24 * 366 * 100
"""Hours."""
RESTRICTED = "This record is restricted, so it is not shown turned round. There is no copy of it for the family either."


class NotTurned(ToolkitError):
    """A restricted record is not shown to those who may not see it."""

    sentence = RESTRICTED


def can_turn(entry: Entry) -> bool:
    """Whether a record is made with the family in the room: a map, or what is written for a family or a child."""
    return entry.form.audience != "practitioner" or any(
        isinstance(part, Columns) for page in entry.form.pages for part in page.fields
    )


def audience_of(entry: Entry) -> Audience:
    """For whom the large view is made: a child where the form has a copy for one, else the family."""
    return "child" if "child" in entry.form.copies else "family"


def turned(
    theme: Theme,
    entry: Entry,
    answers: Answers,
    context: Context,
    desk: Desk,
    fits: KeyFits,
    changed: Callable[[], None] | None,
) -> TurnedRound:
    """The large view. With `changed` it can be written in, an agreement signed, and `answers` is kept up to date in
    place; without it, it can only be looked at. Raises NotTurned for a restricted record.
    """
    if answers.get("restriction") == "restricted":
        raise NotTurned
    event = answers.get(entry.form.event_from)
    day = dates.show(str(event)[:10]) if dates.is_day(event) else ""
    parts = list(_parts(entry, answers, context))
    columns = next((part for part in parts if isinstance(part, Columns)), None)
    window = TurnedRound(theme, _title(entry), day, fits)
    if columns is not None:
        # Never from the outline: paper holds the points that were left out of this view.
        scores = next((part for part in parts if isinstance(part, Scores)), None)
        scope = Scope(answers, context)
        view = TurnedMap(window, columns, scores, answers, desk, scope, final=changed is None)
        if changed is not None:
            view.changed.connect(changed)
        window.set_page(view)
        return window
    sheets = LargeOutline(theme, large(entry, answers, context), lambda file: _picture(desk, file))
    window.fill(sheets)
    signed = [part for part in parts if isinstance(part, Signatures)]
    if changed is not None:
        scope = Scope(answers, context)
        again = partial(large, entry, answers, context)
        Writing(sheets, entry, answers, scope, audience_of(entry), again, changed)
    if changed is not None and len(signed) == 1:
        scope = Scope(answers, context)
        Signing(sheets, signed[0], answers, desk, scope, lambda: large(entry, answers, context), changed)
    return window


def large(entry: Entry, answers: Answers, context: Context) -> Outline:
    """What is shown of a record that is no map: its copy for the child or family, without what is said of a copy.

    The outline leaves out whatever this audience may not have; nothing else is ever drawn.
    """
    now = {key: value for key, value in answers.items() if key != FROM_PAPER}
    # When it was typed is for those who read it later, not for those who sit together now.
    context = replace(context, late_hours=NEVER_LATE)
    made = outline(entry, now, context, audience_of(entry), Meta(status="draft"))
    return msgspec.structs.replace(made, blocks=tuple(b for b in made.blocks if not _of_a_copy(b)))


def _of_a_copy(block: Block) -> bool:
    words = block.text if isinstance(block, Paragraph) and block.tone == "note" else ""
    return words.startswith("This is your copy of ") or words == "Something has been left out of this copy."


def _picture(desk: Desk, file_id: str) -> bytes | None:
    """The bytes of a picture of the record; None when it cannot be read, and then its words stand there."""
    try:
        return desk.attach.read(file_id) if desk.attach is not None else None
    except ToolkitError:
        return None


def _title(entry: Entry) -> str:
    if _is_map(entry):
        return "Our map"
    return "Our agreement" if "agreement" in entry.form.title.lower() else "Our plan"


def _is_map(entry: Entry) -> bool:
    return any(isinstance(part, Columns) for page in entry.form.pages for part in page.fields)


def _parts(entry: Entry, answers: Answers, context: Context) -> Iterator[Field]:
    scope = Scope(answers, context)
    for page in shown_pages(entry.form, answers, context):
        for part in shown_fields(page.fields, scope):
            if not part.withheld:
                yield part
