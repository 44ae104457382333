"""Opens a record on its page: joins form, vault, numbers and guidance to the record page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit.ui.page import Go
from toolkit.ui.session import Session


def record_page(
    session: Session,
    go: Go,
    *,
    record_id: str = "",
    form_id: str = "",
    family_id: str | None = None,
    place: str = "",
) -> QWidget:
    """Gives the page of a record, or of a new one of a form; `place` is the page or field to go to."""
    raise NotImplementedError


def release_page(session: Session, go: Go, record_id: str) -> QWidget:
    """Gives the page "Before you print" of a record."""
    raise NotImplementedError
