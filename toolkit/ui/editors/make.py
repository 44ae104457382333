"""Makes the editor of a field: one of the three places that know the kinds of field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import (
    Actions,
    BodyMap,
    Choice,
    Choices,
    Columns,
    Date,
    DateTime,
    Field,
    Files,
    Grid,
    LongText,
    Notice,
    People,
    Person,
    PictureCards,
    Rows,
    Scale,
    Scores,
    Signatures,
    Text,
    YesNo,
)
from toolkit.practice.wording import Hint
from toolkit.ui.editors.base import Attach, Desk, Editor
from toolkit.ui.editors.body_map import BodyMapEditor
from toolkit.ui.editors.choices import ChoiceEditor, ChoicesEditor, YesNoEditor
from toolkit.ui.editors.columns import ColumnsEditor
from toolkit.ui.editors.days import DateEditor, DateTimeEditor
from toolkit.ui.editors.files import FilesEditor
from toolkit.ui.editors.grid import ActionsEditor, GridEditor, SignaturesEditor
from toolkit.ui.editors.notice import NoticeEditor
from toolkit.ui.editors.people import PeopleEditor, PersonEditor
from toolkit.ui.editors.picture_cards import PictureCardsEditor
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.editors.scale import ScaleEditor
from toolkit.ui.editors.scores import ScoresEditor
from toolkit.ui.editors.words import LongTextEditor, TextEditor
from toolkit.ui.theme import Theme


def make_editor(part: Field, desk: Desk, scope: Scope, *, compact: bool = False) -> Editor:
    """The editor of a field; `compact` asks for the form that stands in a table or a narrow card."""
    match part:
        case Text():
            return TextEditor(part, desk, scope, compact=compact)
        case LongText():
            return LongTextEditor(part, desk, scope, compact=compact)
        case Date():
            return DateEditor(part, desk, scope, compact=compact)
        case DateTime():
            return DateTimeEditor(part, desk, scope, compact=compact)
        case Choice():
            return ChoiceEditor(part, desk, scope, compact=compact)
        case Choices():
            return ChoicesEditor(part, desk, scope)
        case YesNo():
            return YesNoEditor(part, desk, scope, compact=compact)
        case Scale():
            return ScaleEditor(part, desk, scope, compact=compact)
        case Person():
            return PersonEditor(part, desk, scope, compact=compact)
        case People():
            return PeopleEditor(part, desk, scope)
        case Notice():
            return NoticeEditor(part, desk, scope)
        case Signatures():
            return SignaturesEditor(part, desk, scope, compact=compact)
        case Actions():
            return ActionsEditor(part, desk, scope, compact=compact)
        case Rows():
            return RowsEditor(part, desk, scope, compact=compact)
        case Grid():
            return GridEditor(part, desk, scope, compact=compact)
        case Columns():
            return ColumnsEditor(part, desk, scope, compact=compact)
        case Scores():
            return ScoresEditor(part, desk, scope, compact=compact)
        case Files():
            return FilesEditor(part, desk, scope, compact=compact)
        case PictureCards():
            return PictureCardsEditor(part, desk, scope, compact=compact)
        case BodyMap():
            return BodyMapEditor(part, desk, scope, compact=compact)
    assert_never(part)


def new_desk(
    theme: Theme,
    *,
    hints: Callable[[str], Sequence[Hint]] | None = None,
    number: Callable[[str], tuple[str, str]] | None = None,
    add_person: Callable[[str], None] | None = None,
    read_card: Callable[[str], None] | None = None,
    attach: Attach | None = None,
) -> Desk:
    """A desk for the editors of one record."""
    desk = Desk(theme, make_editor, add_person=add_person, read_card=read_card, attach=attach)
    if hints is not None:
        desk.hints = hints
    if number is not None:
        desk.number = number
    return desk
