"""The look: one table of colours, one of type, one style sheet made from both.

A `Theme` is made once by the program and handed to every screen and widget. Spacing is asked for with `px`, widths with
`em`, colours with `colour`, icons with `icon`. Roles are dynamic properties that the style sheet reads:

- `role` of a label: display, question, h1, h2, h3, read, body, name, caption, caption-strong, small
- `ink` of a label: 1, 2, 3, or a tone: red, amber, green, blue, heather, accent, rail
- `box` of a frame: card, well, rail, bar-top, bar-bottom, side, line, dashed, raised, chosen
- `kind` of a button: primary, quiet, plain, link, danger, pill, segment, icon
- `tall` of a control: big (44 instead of 36)
- `state` of a field: missing, warning, error, final
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from toolkit import paths
from toolkit.ui.icons import GlyphEngine, IconFont

Mode = Literal["system", "light", "dark"]

TOKENS: dict[str, tuple[str, str]] = {
    "window": ("#F4F2ED", "#12181B"),
    "surface": ("#FFFFFF", "#1B2327"),
    "raised": ("#FFFFFF", "#232D32"),
    "sunken": ("#EBE8E1", "#0D1214"),
    "line": ("#DCD7CC", "#324047"),
    "edge": ("#817B72", "#7E8D94"),
    "ink": ("#1B282E", "#E8EEF0"),
    "ink2": ("#46545B", "#BFCBD0"),
    "ink3": ("#5A666C", "#9DABB1"),
    "accent": ("#17626B", "#7CCBD0"),
    "accent-hover": ("#114E56", "#96D9DD"),
    "accent-press": ("#0C3C42", "#5FB4BA"),
    "on-accent": ("#FFFFFF", "#0B2225"),
    "accent-text": ("#145A63", "#86D0D5"),
    "accent-soft": ("#DDECEC", "#1E3A3F"),
    "rail": ("#16393F", "#0C1214"),
    "rail-item": ("#235159", "#1E3A3F"),
    "rail-ink": ("#DCE9EA", "#B9C7CB"),
    "rail-accent": ("#9AD3D6", "#7CCBD0"),
    "rail-line": ("#2F6770", "#28454B"),
    "white": ("#FFFFFF", "#FFFFFF"),
    "lamp": ("#F0C987", "#F0C987"),
    "focus": ("#1B282E", "#FFFFFF"),
    "rail-focus": ("#FFFFFF", "#FFFFFF"),
    "red": ("#9C2A1E", "#FFA697"),
    "red-bg": ("#FBEAE6", "#3B211D"),
    "red-line": ("#C24A3C", "#D8695A"),
    "red-fill": ("#A12D21", "#CF3A2E"),
    "red-fill-hover": ("#86231A", "#B92F24"),
    "red-fill-press": ("#6C1B13", "#9C2A1E"),
    "on-red": ("#FFFFFF", "#FFFFFF"),
    "amber": ("#764800", "#F3C470"),
    "amber-bg": ("#FCF0D9", "#352A13"),
    "amber-line": ("#B8750C", "#B98A35"),
    "green": ("#28603F", "#95D3AC"),
    "green-bg": ("#E5F1E8", "#1B3325"),
    "green-line": ("#4A8B63", "#4F946B"),
    "blue": ("#2A5182", "#A3C6F0"),
    "blue-bg": ("#E7EEF8", "#1C2C40"),
    "blue-line": ("#5179AB", "#5B85B8"),
    "heather": ("#643E78", "#D7B9E6"),
    "heather-bg": ("#F4EEF7", "#2E2437"),
    "heather-line": ("#9C79AE", "#8F6FA3"),
    "person-1": ("#17626B", "#7CCBD0"),
    "person-2": ("#7A3E8E", "#D7A6E8"),
    "person-3": ("#8A5600", "#F0BE66"),
    "person-4": ("#2D5C9E", "#9CC2F2"),
    "person-5": ("#3B6E3A", "#9AD29B"),
    "person-6": ("#5B5F66", "#C3CBD0"),
}
"""Every colour of the program: token, then its light and its dark value."""

ROLES: dict[str, tuple[float, int]] = {
    "display": (22.5, 600),
    "question": (18.0, 600),
    "h1": (17.25, 600),
    "h2": (13.5, 600),
    "h3": (11.25, 600),
    "read": (11.25, 400),
    "body": (10.5, 400),
    "name": (10.5, 600),
    "caption": (9.75, 400),
    "caption-strong": (9.75, 600),
    "small": (9.0, 500),
    "code": (14.0, 500),
    "turned": (17.0, 400),
    "turned-head": (20.0, 600),
    "turned-number": (21.0, 600),
    "turned-title": (26.0, 600),
}
"""Type roles: points at 100 % text, and weight."""

FAMILIES = ("Segoe UI", "Inter", "Open Sans", "Noto Sans")
FIXED_FAMILIES = (
    "Consolas",
    "Cascadia Mono",
    "Menlo",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
    "Liberation Mono",
)
TEXT_SIZES = (100, 125, 150, 175, 200)
BODY_PT = 10.5


MADE = "made_in_fusion"


def application(name: str) -> QApplication:
    """Gives the Qt application of this process; a new one has the look from the beginning, in which all is drawn."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Asked for by its name: a style in Python's hands costs as much as a tenth of the first window.
    app = QApplication([name, "-style", "Fusion"])
    app.setProperty(MADE, True)
    return app


MOVING = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Theme(QObject):
    """Colours, type, sizes and icons for one running program.

    `mode` is system, light or dark; `text_size` one of `TEXT_SIZES` per cent; `touch` makes every control 44 high.
    `changed` is sent after any of them has changed and the new sheet is on.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        mode: Mode = "system",
        text_size: int = 100,
        touch: bool = False,
        say: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self.say = say
        """Gives the program's words in the person's language; a text it does not know comes back as it was."""
        self.icons = IconFont()
        self._mode: Mode = mode
        self._text_size = min(max(text_size, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self._touch = touch
        self._app: QApplication | None = None
        self._usual: tuple[int, list[bool]] | None = None
        self._rings: QObject | None = None
        self._families: tuple[list[str], list[str]] | None = None

    # What it is set to

    @property
    def mode(self) -> Mode:
        """What was asked for: system, light or dark."""
        return self._mode

    @property
    def text_size(self) -> int:
        """Text size in per cent, 100 to 200."""
        return self._text_size

    @property
    def touch(self) -> bool:
        """Whether every control is 44 high."""
        return self._touch

    @property
    def dark(self) -> bool:
        """Whether the dark colours are on."""
        if self._mode != "system":
            return self._mode == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def high_contrast(self) -> bool:
        """Whether the computer asks for high contrast; then its own colours are used instead of ours."""
        hints = QGuiApplication.styleHints()
        try:
            wish = hints.accessibility().contrastPreference()
        except AttributeError:  # before Qt 6.10
            return False
        return wish == Qt.ContrastPreference.HighContrast

    @property
    def reduced_motion(self) -> bool:
        """Whether the computer asks for no movement on the screen."""
        hints = QGuiApplication.styleHints()
        # Qt tells from 6.12 on.
        preference = getattr(hints.accessibility(), "motionPreference", None)
        return preference is not None and bool(preference() == getattr(Qt, "MotionPreference").ReducedMotion)  # noqa: B009

    def keep_still(self, wanted: bool) -> None:
        """Has nothing slide, fade or blink, where that is wanted here or by the computer: menus, lists, tips, the text cursor."""
        app = self._app
        if app is None:
            return
        if self._usual is None:
            self._usual = app.cursorFlashTime(), [app.isEffectEnabled(effect) for effect in MOVING]
        still = wanted or self.reduced_motion
        flash, effects = self._usual
        for effect, on in zip(MOVING, effects, strict=True):
            app.setEffectEnabled(effect, on and not still)
        app.setCursorFlashTime(0 if still else flash)

    def change(
        self, *, mode: Mode | None = None, text_size: int | None = None, touch: bool | None = None
    ) -> None:
        """Sets what is given, puts the new sheet on and sends `changed`."""
        if mode is not None:
            self._mode = mode
        if text_size is not None:
            self._text_size = min(max(text_size, TEXT_SIZES[0]), TEXT_SIZES[-1])
        if touch is not None:
            self._touch = touch
        if self._app is not None:
            self._dress(self._app)
        self.changed.emit()

    # Sizes

    @property
    def scale(self) -> float:
        """Text size as a factor, 1.0 to 2.0."""
        return self._text_size / 100

    def pt(self, role: str) -> float:
        """Points of a type role at this text size."""
        # On macOS a point is a pixel: what is 14 px elsewhere has to be asked for as 14 points.
        return ROLES[role][0] * self.scale * (96 / 72 if sys.platform == "darwin" else 1.0)

    def em(self, n: float) -> int:
        """Pixels of `n` body heights: how widths are set, so that they grow with the text."""
        return round(n * BODY_PT * 96 / 72 * self.scale * self._dpi_factor())

    def px(self, n: float) -> int:
        """Pixels of a space, margin or radius: spaces grow a quarter as fast as the text."""
        return round(n * (1 + (self.scale - 1) / 4))

    def text_px(self, n: float) -> int:
        """Pixels of something that grows fully with the text, such as an icon or a chip."""
        return round(n * self.scale * self._dpi_factor())

    @property
    def control(self) -> int:
        """Height of a control: the larger of 36 (44 with touch) and twice the body height."""
        return max(44 if self._touch else 36, self.em(2.0))

    @property
    def big_control(self) -> int:
        """Height of the large controls of unlock and the wizard."""
        return max(44, self.em(2.0))

    @property
    def link(self) -> int:
        """Height of a text link inside a card."""
        return max(44 if self._touch else 28, self.em(1.7))

    def font(self, role: str = "body") -> QFont:
        """The font of a type role at this text size."""
        plain, fixed = self._family_lists()
        font = QFont(fixed if role == "code" else plain)
        font.setPointSizeF(self.pt(role))
        font.setWeight(QFont.Weight(ROLES[role][1]))
        return font

    def _dpi_factor(self) -> float:
        screen = QGuiApplication.primaryScreen()
        if screen is None or sys.platform == "darwin":
            return 1.0
        return screen.logicalDotsPerInchY() / 96

    def _family_lists(self) -> tuple[list[str], list[str]]:
        if self._families is None:
            # Qt warns about families that are not there, so only those that are get named.
            here = set(QFontDatabase.families())
            plain = [name for name in FAMILIES if name in here]
            fixed = [name for name in FIXED_FAMILIES if name in here]
            general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
            mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
            self._families = (plain or [general], fixed or [mono])
        return self._families

    # Colours and icons

    def hex(self, token: str) -> str:
        """A token's colour as #RRGGBB."""
        return self.colour(token).name()

    def colour(self, token: str) -> QColor:
        """A token's colour now: light, dark, or the nearest of the computer's own when it asks for high contrast."""
        if self.high_contrast and self._app is not None:
            return _system_colour(QApplication.palette(), token)
        return QColor(TOKENS[token][1 if self.dark else 0])

    def person(self, number: int) -> QColor:
        """The colour of the n-th person, from 0; with more than six they repeat."""
        return self.colour(f"person-{number % 6 + 1}")

    def icon(self, name: str, tone: str = "ink2", *, chosen: str = "", chosen_tone: str = "") -> QIcon:
        """A Phosphor icon that follows the theme. `chosen` and `chosen_tone` are used while a button is checked."""
        return QIcon(GlyphEngine(self, name, tone, chosen, chosen_tone))

    def pixmap(self, name: str, tone: str = "ink2", size: int = 18, ratio: float = 1.0) -> QPixmap:
        """An icon as a picture of `size` pixels at 100 % text, grown with the text and sharp at `ratio`."""
        side = self.text_px(size)
        engine = GlyphEngine(self, name, tone)
        picture = engine.pixmap(QSize(1, 1) * round(side * ratio), QIcon.Mode.Normal, QIcon.State.Off)
        picture.setDevicePixelRatio(ratio)
        return picture

    # Putting it on

    def apply(self, app: QApplication) -> None:
        """Dresses the program: Fusion, palette, font, sheet and the focus ring; then follows the computer's colours."""
        from toolkit.ui.widgets.focus_ring import FocusRings

        first = self._app is None
        self._app = app
        if app.property(MADE) is None:
            app.setStyle("Fusion")
        self._dress(app)
        if first:
            self._rings = FocusRings(self, app)
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def take_off(self) -> None:
        """Undresses the program again: no sheet, no focus ring. For tests, which dress it many times."""
        if self._app is None:
            return
        self._app.setStyleSheet("")
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._scheme_changed)
        if self._rings is not None:
            self._rings.deleteLater()
        self._app = self._rings = None

    def _scheme_changed(self) -> None:
        if self._app is not None and self._mode == "system":
            self._dress(self._app)
            self.changed.emit()

    def _dress(self, app: QApplication) -> None:
        app.setFont(self.font("body"))
        if self.high_contrast:
            app.setPalette(app.style().standardPalette())
            app.setStyleSheet(self.sheet("type") + self.sheet("contrast"))
            return
        app.setPalette(self.palette())
        app.setStyleSheet(self.sheet("type") + self.sheet("toolkit"))

    def sheet(self, name: str = "toolkit") -> str:
        """A style sheet of resources/styles with this theme's colours and sizes filled in."""
        text = (paths.resources() / "styles" / f"{name}.qss").read_text(encoding="utf-8")
        return Template(text).substitute(self._values())

    def _values(self) -> dict[str, str]:
        values = {token.replace("-", "_"): self.hex(token) for token in TOKENS}
        values |= {f"pt_{role.replace('-', '_')}": f"{self.pt(role):.2f}" for role in ROLES}
        values |= {f"px{n}": str(self.px(n)) for n in (1, 2, 4, 6, 8, 10, 12, 14, 16, 20, 24)}
        values |= {f"icon{n}": str(self.text_px(n)) for n in (12, 14, 16, 18, 20, 22)}
        control, big, link = self.control, self.big_control, self.link
        icons = (paths.resources() / "icons").as_posix()
        plain, fixed = self._family_lists()
        return values | {
            # The sheet's min-height leaves out the border, which is 1 px above and below, 2 px when chosen or wrong.
            "control": str(control),
            "control1": str(control - 2),
            "control2": str(control - 4),
            "big1": str(big - 2),
            "big2": str(big - 4),
            "link1": str(link - 2),
            "half": str(control // 2),
            "row44": str(max(44, self.em(2.4))),
            "icons": icons,
            "shade": "dark" if self.dark else "light",
            "mono": ", ".join(f'"{name}"' for name in fixed),
            "family": ", ".join(f'"{name}"' for name in plain),
        }

    def palette(self) -> QPalette:
        """The palette that menus, message boxes, tables and whatever the sheet leaves alone follow."""
        palette = QPalette()
        role = QPalette.ColorRole
        for target, token in {
            role.Window: "window",
            role.WindowText: "ink",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "ink",
            role.Button: "surface",
            role.ButtonText: "ink",
            role.BrightText: "red",
            role.Highlight: "accent",
            role.HighlightedText: "on-accent",
            role.Link: "accent-text",
            role.LinkVisited: "accent-text",
            role.ToolTipBase: "raised",
            role.ToolTipText: "ink",
            role.PlaceholderText: "ink3",
            role.Light: "surface",
            role.Midlight: "sunken",
            role.Mid: "line",
            role.Dark: "edge",
            role.Shadow: "ink",
            role.Accent: "accent",
        }.items():
            palette.setColor(target, self.colour(token))
        off = QPalette.ColorGroup.Disabled
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(off, target, self.colour("ink3"))
        palette.setColor(off, role.Base, self.colour("sunken"))
        palette.setColor(off, role.Button, self.colour("sunken"))
        return palette


def _system_colour(palette: QPalette, token: str) -> QColor:
    role = QPalette.ColorRole
    if token in {"window", "rail"}:
        return palette.color(role.Window)
    if token in {"accent", "accent-hover", "accent-press", "focus", "rail-focus"} or token.startswith(
        "red-fill"
    ):
        return palette.color(role.Highlight)
    if token in {"on-accent", "on-red"}:
        return palette.color(role.HighlightedText)
    if token in {"surface", "raised", "sunken", "rail-item", "accent-soft"} or token.endswith("-bg"):
        return palette.color(role.Base)
    if token == "ink3":
        return palette.color(QPalette.ColorGroup.Disabled, role.WindowText)
    return palette.color(role.WindowText)


def set_role(widget: QWidget, name: str, value: str) -> None:
    """Sets a dynamic property that the sheet reads, and has the widget drawn anew when it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()
    widget.update()
