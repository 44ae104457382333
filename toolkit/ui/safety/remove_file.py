"""Takes a picture or paper out of a record for good, as one of another family: which, why, and asked once more."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from toolkit.errors import ReasonMissing, ToolkitError
from toolkit.forms import dates
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, BodyLabel, ComboBox, FieldFrame, GrowingText
from toolkit.ui.words import count
from toolkit.vault.rows import Attachment


def file_words(file: Attachment) -> str:
    """A file for a list: its name, when it was added and how large it is."""
    size = f"{max(file.size // 1024, 1):,} kB"
    return f"{file.name or 'Without a name'}, {dates.show(file.made_local[:10])}, {size}"


class RemoveFileDialog(TallDialog):
    """The record itself stays as it was signed; where the file stood it says that it was taken out."""

    def __init__(self, session: Session, record_id: str, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Take out a picture or paper",
            "For one that belongs to another family, or was added by mistake. It is overwritten, also out of a finished "
            "record. The words stay as they were signed.",
            parent=parent,
            width_em=40,
        )
        self.session, self.record_id = session, record_id
        self.files = session.vault.attachments.of(record_id)
        options = [(file.id, file_words(file)) for file in self.files]
        self.which = ComboBox(self.theme, options, clearable=False, name="Which one")
        self.which.set_value(options[0][0] if options else None)
        self.which.changed.connect(self._show)
        self.body.addWidget(FieldFrame(self.theme, "Which one", self.which))
        self.picture = QLabel()
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        copies = session.vault.releases.holding(record_id)
        if copies:
            names = "; ".join(
                f"{row.recipient or row.audience}, {dates.show(row.made_local[:10])}" for row in copies
            )
            self.body.addWidget(
                Banner(
                    self.theme,
                    "amber",
                    f"{count(len(copies), 'copy', 'copies')} of this record left.",
                    f"{names}. If the picture was on it, tell your data protection lead today.",
                )
            )
        self.reason = GrowingText(self.theme, lines=2, name="Reason")
        self._frame = FieldFrame(self.theme, "Reason", self.reason, hint="Without names of either family.")
        self.body.addWidget(self._frame)
        self.body.addWidget(
            BodyLabel(
                self.theme,
                "Backups made before still hold it until they are thinned out.",
                role="caption",
                ink="2",
            )
        )
        self.add_button("Cancel", self.reject)
        self.add_button("Take it out", self.take_out, "primary")
        self._show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """The picture itself, small: the wrong one is seen before it goes."""
        found = QPixmap()
        try:
            file = self.session.vault.attachments.get(self.which.value() or "")
            found.loadFromData(QByteArray(file.data))
        except ToolkitError:
            pass
        self.picture.setVisible(not found.isNull())
        if not found.isNull():
            side = self.theme.em(12)
            fitted = found.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self.picture.setPixmap(fitted)
            self.picture.setAccessibleName(self.theme.say("The picture to be taken out"))

    def take_out(self) -> None:
        """Asks once more and takes it out."""
        self._frame.set_state("")
        reason = self.reason.value().strip()
        if not reason:
            self._point(ReasonMissing.sentence)
            return
        sure = ask(
            self,
            self.theme,
            "Take it out for good?",
            "Nobody can bring it back. The history keeps who took it out, when and why.",
            [Choice("Keep it", 0, safe=True), Choice("Take it out for good", 1, "primary")],
        )
        if sure != 1:
            return
        try:
            self.session.vault.erasing.remove_file(
                self.which.value() or "", reason, self.session.author(), confirmed=True
            )
        except ToolkitError as fault:
            self._point(fault.sentence)
            return
        self.accept()

    def _point(self, sentence: str) -> None:
        self._frame.set_state("error", sentence)
        self.fit()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
