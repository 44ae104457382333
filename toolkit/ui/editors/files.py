"""The editor of Files: pictures are added, given a caption, looked at large, and taken out again."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import Files
from toolkit.ui.dialogs import Dialog
from toolkit.ui.editors.base import Desk, Editor, new_id
from toolkit.ui.editors.picture_parts import (
    NOT_SHOWN,
    Thumb,
    keep_pictures,
    load_picture,
    look_at,
)
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.pictures_in import size_words
from toolkit.ui.spoken import announce
from toolkit.ui.theme import Theme, set_role
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, GrowingText, IconButton, IconLine, QuietButton

HELP = (
    "Or drop pictures here. PNG, JPEG or WebP, at most 25 MB each. Where and when they were taken is removed."
)


class PictureRow(Card):
    """One picture: thumbnail, caption, and the way out."""

    opened = Signal()
    captioned = Signal(str)
    removed = Signal()

    def __init__(self, theme: Theme, image: QImage, row: dict[str, Any]) -> None:
        super().__init__(theme, padding=(12, 8))
        self.image = image
        self.line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(theme.px(12))
        self.thumb = Thumb(theme, image)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        self.head = BodyLabel(theme, role="caption", ink="2")
        self.caption = GrowingText(theme, str(row.get("caption") or ""), lines=1, placeholder="Caption")
        # A picture dropped onto the caption is a picture, not words.
        self.caption.setAcceptDrops(False)
        words.addWidget(self.head)
        words.addWidget(self.caption)
        self.missing = BodyLabel(theme, NOT_SHOWN, role="caption", ink="2")
        self.missing.setVisible(image.isNull())
        words.addWidget(self.missing)
        words.addStretch(1)
        self.remove = IconButton(theme, "trash", "Take out", bare=True)
        beside = QHBoxLayout()
        beside.addLayout(words, 1)
        beside.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        line.addLayout(beside, 1)
        self.body.addLayout(line)
        self.thumb.clicked.connect(self.opened)
        self.caption.changed.connect(lambda: self.captioned.emit(self.caption.value()))
        self.remove.clicked.connect(self.removed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.theme.em(26)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self.line.direction() != wanted:
            self.line.setDirection(wanted)

    def minimumSizeHint(self) -> QSize:
        # As narrow as it gets with the words under the picture.
        return QSize(self.theme.em(15), super().minimumSizeHint().height())

    def number(self, place: int, name: str) -> None:
        """Says which picture it is."""
        self.head.setText(" · ".join(filter(None, (f"Picture {place}", name))))
        for widget, words in (
            (self.thumb, f"picture {place}: look at it large"),
            (self.caption, f"picture {place}, caption"),
            (self.remove, f"take out picture {place}"),
        ):
            widget.setProperty("part_name", words)


class FilesEditor(Editor):
    """Pictures of a record. Their bytes go to the vault at once; the answer holds their ids and captions."""

    def __init__(self, part: Files, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._untouched: Any = None
        self._touched = False
        self._rows: list[dict[str, Any]] = []
        self._views: dict[str, PictureRow] = {}
        self._images: dict[str, tuple[QImage, int]] = {}
        self._removed: list[tuple[int, dict[str, Any]]] = []
        self.large: Dialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        self.list = QVBoxLayout()
        self.list.setSpacing(self.theme.px(8))
        column.addLayout(self.list)
        self.undo = UndoLine(self.theme)
        self.undo.undone.connect(self.put_back)
        self.undo.hide()
        column.addWidget(self.undo)
        self.zone = Card(self.theme, box="dashed", padding=(12, 10), spacing=6)
        flow = FlowLayout(across=self.theme.px(12), down=self.theme.px(6))
        self.add = QuietButton(self.theme, "Add a picture", "image")
        self.add.setProperty("part_name", "add a picture")
        flow.addWidget(self.add)
        self.total = BodyLabel(self.theme, role="caption", ink="2", wrap=False)
        flow.addWidget(self.total)
        self.zone.body.addLayout(flow)
        self.zone.body.addWidget(BodyLabel(self.theme, HELP, role="caption", ink="2"))
        column.addWidget(self.zone)
        self.fault = IconLine(self.theme)
        self.fault.hide()
        column.addWidget(self.fault)
        self.add.clicked.connect(self._choose)
        self.setAcceptDrops(True)

    # The answer

    def value(self) -> Any:
        return (self._rows or None) if self._touched else self._untouched

    def set_value(self, answer: Any) -> None:
        self._untouched, self._touched = answer, False
        rows = answer if isinstance(answer, list) else []
        self._rows = [copy.deepcopy(row) for row in rows if isinstance(row, dict)]
        for row in self._rows:
            row.setdefault("id", new_id())
        self._removed.clear()
        self.undo.hide()
        self.fault.hide()
        for view in self._views.values():
            self._drop(view)
        self._views.clear()
        self._sync()

    def controls(self) -> Sequence[QWidget]:
        inside: list[QWidget] = []
        for view in self._views.values():
            inside += [view.thumb, view.caption, view.remove]
        return [*inside, self.add]

    def mark(self, state: str) -> None:
        set_role(self.add, "state", state)

    def go_to(self, path: str) -> bool:
        self.add.setFocus()
        return True

    # Pictures come and go

    def _choose(self) -> None:
        self.add_files(self.desk.choose_pictures(self))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Takes pictures in from files; each that is refused says why, and nothing that was there changes."""
        if not paths:
            return
        rows, refused = keep_pictures(self.desk, paths)
        self._rows += rows
        words = "\n".join(refused)
        self.fault.setVisible(bool(refused))
        if refused:
            self.fault.set_line("warning-circle-fill", words, "red")
            announce(self.add, words)
        if rows:
            self._tell()
            self._views[rows[0]["id"]].caption.setFocus()
        else:
            self.add.setFocus()

    def remove(self, key: str) -> None:
        """Takes a picture out; it can be put back until the page is left."""
        place = next((n for n, row in enumerate(self._rows) if row["id"] == key), None)
        if place is None:
            return
        self._removed.append((place, self._rows.pop(place)))
        self._show_undo()
        self._tell()
        self.undo.button.setFocus()

    def put_back(self) -> None:
        """Puts the picture taken out last back where it was."""
        if not self._removed:
            return
        place, row = self._removed.pop()
        self._rows.insert(min(place, len(self._rows)), row)
        self._show_undo()
        self._tell()
        self._views[row["id"]].caption.setFocus()

    def _show_undo(self) -> None:
        self.undo.setVisible(bool(self._removed))
        if self._removed:
            place, row = self._removed[-1]
            self.undo.show_removed(str(row.get("caption") or row.get("name") or f"picture {place + 1}"))

    def _tell(self) -> None:
        self._touched = True
        self._sync()
        self.changed.emit()

    def _caption(self, row: dict[str, Any], words: str) -> None:
        row["caption"] = words
        self._touched = True
        self.changed.emit()

    def look(self, key: str) -> None:
        """Shows a picture large."""
        row = next((row for row in self._rows if row["id"] == key), None)
        if row is not None:
            words = str(row.get("caption") or row.get("name") or "Picture")
            self.large = look_at(self, self.theme, self._image(row), words)

    # What is drawn

    def _image(self, row: dict[str, Any]) -> QImage:
        file_id = str(row.get("file") or "")
        if file_id not in self._images:
            self._images[file_id] = load_picture(self.desk, file_id)
        return self._images[file_id][0]

    def _total(self) -> str:
        """What is kept here, in words: "2 pictures, 640 KB"."""
        size = sum(self._images[str(row.get("file") or "")][1] for row in self._rows)
        many = len(self._rows)
        return f"{many} picture{'s' * (many > 1)}" + (f", {size_words(size)} in all" if size else "")

    def _drop(self, view: PictureRow) -> None:
        self.list.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _sync(self) -> None:
        keys = [row["id"] for row in self._rows]
        for gone in [key for key in self._views if key not in keys]:
            self._drop(self._views.pop(gone))
        for place, row in enumerate(self._rows):
            view = self._views.get(row["id"])
            if view is None:
                view = self._views[row["id"]] = PictureRow(self.theme, self._image(row), row)
                view.opened.connect(partial(self.look, row["id"]))
                view.captioned.connect(partial(self._caption, row))
                view.removed.connect(partial(self.remove, row["id"]))
            if self.list.indexOf(view) != place:
                self.list.insertWidget(place, view)
            view.show()
            view.number(place + 1, str(row.get("name") or ""))
        self._views = {key: self._views[key] for key in keys}
        self.total.setText(self._total() if keys else "")
        self.total.setVisible(bool(keys))
        self.add.set_text("Add another picture" if keys else "Add a picture")
        self.rename()
        self._order_tabs()

    def _order_tabs(self) -> None:
        chain = self.controls()
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            set_role(self.zone, "box", "soft")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self.zone, "box", "dashed")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self.zone, "box", "dashed")
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
