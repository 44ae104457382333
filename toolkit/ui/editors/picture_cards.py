"""The editor of PictureCards."""

from __future__ import annotations

from typing import Any

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import PictureCards
from toolkit.ui.editors.base import Desk, Editor


class PictureCardsEditor(Editor):
    """Keeps the answer it is given."""

    def __init__(self, part: PictureCards, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: Any = None

    def value(self) -> Any:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = answer
