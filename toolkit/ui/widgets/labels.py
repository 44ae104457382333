"""Words and icons that are only read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme, set_role

HEADINGS = ("display", "question", "h1", "h2", "h3")


class BodyLabel(QLabel):
    """Words that wrap and are always plain text, whoever wrote them.

    `written` words are a person's own. `role` is a type role, `ink` is 1, 2, 3 or a tone (red, amber, green, blue, heather, accent, rail, white).
    """

    is_heading = False
    """Whether a screen reader is told that it is a heading, where its role is that of one."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        ink: str = "1",
        wrap: bool = True,
        selectable: bool = False,
        written: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        if self.is_heading and role in HEADINGS:
            draws(self, "heading")
        if written or selectable:
            self.setProperty("written", True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        # What a person wrote, or a record as it stands, which can be marked and copied: never in other words.
        self._say: Callable[[str], str] = str if written or selectable else theme.say
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(self._say(text))

    def set_ink(self, ink: str) -> None:
        """Changes the colour of the words."""
        set_role(self, "ink", ink)

    def set_role(self, role: str) -> None:
        """Changes the type role."""
        set_role(self, "role", role)


class HeadingLabel(BodyLabel):
    """A heading (display, question, h1, h2, h3): wraps, but asks for one line where there is room."""

    is_heading = True

    def __init__(
        self, theme: Theme, text: str = "", *, role: str = "h2", ink: str = "1", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, role=role, ink=ink, parent=parent)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        hint = super().sizeHint()
        one_line = self.fontMetrics().size(0, self.text()).width() + 2
        width = min(one_line, self.theme.em(40))
        return QSize(width, self.heightForWidth(width) if self.wordWrap() else hint.height())


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; the whole of it is the tooltip and the accessible name.

    For one-line summaries only: never for a field, a warning or a name.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        ink: str = "1",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Sets the whole text; line breaks become spaces."""
        self._whole = self.theme.say(" ".join(text.splitlines()))
        self.setAccessibleName(self._whole)
        self._fit()
        self.updateGeometry()

    def whole_text(self) -> str:
        """Gives the text as it was before it was cut."""
        return self._whole

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(min(metrics.averageCharWidth() * 6, self.sizeHint().width()), metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width() - 2, 0)
        )
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class LeadLabel(QLabel):
    """A bold lead and then plain words in the same paragraph, both safe from markup."""

    def __init__(
        self, theme: Theme, lead: str = "", text: str = "", *, ink: str = "1", role: str = "body"
    ) -> None:
        super().__init__()
        self.theme = theme
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.set_words(lead, text)

    def set_words(self, lead: str, text: str) -> None:
        """Sets both parts."""
        lead, text = self.theme.say(lead), self.theme.say(text)
        both = " ".join(part for part in (lead, text) if part)
        bold = f'<span style="font-weight:600">{_safe(lead)}</span>' if lead else ""
        super().setText(" ".join(part for part in (bold, _safe(text)) if part))
        self.setAccessibleName(both)


def _safe(text: str) -> str:
    # Its table of all the letters with a name is long; the first window has no words that are bold in part.
    from html import escape

    return escape(text).replace("\n", "<br>")


class IconLabel(QWidget):
    """An icon that follows theme and text size. Decorative unless it is given a `name`."""

    def __init__(
        self, theme: Theme, icon: str, tone: str = "ink2", size: int = 18, *, name: str = ""
    ) -> None:
        super().__init__()
        self.theme = theme
        self._icon, self._tone, self._size = icon, tone, size
        self.setAccessibleName(theme.say(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, tone: str | None = None) -> None:
        """Shows another icon, in the same tone unless another is given."""
        self._icon = icon
        if tone is not None:
            self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(self._size)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._icon:
            return
        painter = QPainter(self)
        side = self.theme.text_px(self._size)
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        self.theme.icons.paint(painter, square, self._icon, self.theme.colour(self._tone))


class IconTile(QFrame):
    """An icon on a soft square, as in empty states and lists. Tones: accent, red, amber, green, blue, heather, plain."""

    def __init__(self, theme: Theme, icon: str, tone: str = "accent", side: int = 40, size: int = 20) -> None:
        super().__init__()
        self.theme = theme
        self._icon, self._tone, self._side, self._size = icon, tone, side, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(self._side)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = {"accent": "accent-soft", "plain": "sunken"}.get(self._tone, f"{self._tone}-bg")
        glyph = {"accent": "accent-text", "plain": "ink2"}.get(self._tone, self._tone)
        painter.setBrush(self.theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        side = self.theme.text_px(self._size)
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        self.theme.icons.paint(painter, square, self._icon, self.theme.colour(glyph))


class IconLine(QWidget):
    """An icon and a line of words beside it, as under a field: "Missing. Needed before you finish."

    `tone` colours both; with `ink` given the words keep that ink.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str = "",
        text: str = "",
        tone: str = "ink2",
        *,
        ink: str = "",
        size: int = 16,
    ) -> None:
        super().__init__()
        self._icon = IconLabel(theme, icon, tone, size)
        self._words = BodyLabel(theme, text, ink=ink or _ink_of(tone))
        self._own_ink = ink
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._icon.setContentsMargins(0, 2, 0, 0)

    def set_line(self, icon: str, text: str, tone: str) -> None:
        """Changes icon, words and tone."""
        self._icon.set_icon(icon, tone)
        self._words.setText(text)
        self._words.set_ink(self._own_ink or _ink_of(tone))

    def text(self) -> str:
        """Gives the words."""
        return self._words.text()


def _ink_of(tone: str) -> str:
    return {"ink": "1", "ink2": "2", "ink3": "3", "accent-text": "accent"}.get(tone, tone)


def hairline(theme: Theme) -> QFrame:
    """Gives a line across, one pixel high."""
    line = QFrame()
    line.setProperty("box", "line")
    line.setFixedHeight(1)
    return line
