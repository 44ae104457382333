"""One small widget for each kind of field. All speak the same three words: value, set_value, changed."""

from toolkit.ui.editors.base import Desk, Editor, Finding, Prompted
from toolkit.ui.editors.field_box import FieldBox
from toolkit.ui.editors.field_column import FieldColumn
from toolkit.ui.editors.make import make_editor, new_desk

__all__ = [
    "Desk",
    "Editor",
    "FieldBox",
    "FieldColumn",
    "Finding",
    "Prompted",
    "make_editor",
    "new_desk",
]
