"""Before you print: for whom, what is left out, and whether it is safe in the home; then it leaves and is noted.

The page knows nothing of the vault. `on_leave` notes each copy after it was written; what cannot be noted is taken back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.export.stamp import file_name
from toolkit.forms.blocks import Outline
from toolkit.forms.people import PersonRef
from toolkit.forms.vocabulary import Audience
from toolkit.ui.preview import PaperView, PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_parts import (
    HOW_WORDS,
    KEEPS_PAPER_OUT,
    RED,
    WHOLE,
    How,
    LeftOut,
    Question,
    ReleaseAnswer,
    ReleaseRequest,
    found_lines,
)
from toolkit.ui.release_questions import HomeQuestion, WhoQuestion
from toolkit.ui.safety.honest_page import honest_link
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    BottomBar,
    HeadingLabel,
    IconLine,
    TopBar,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.widgets.banners import BannerTone
from toolkit.ui.wizard.release_link import DecisionLink
from toolkit.ui.words import count

MakeOutline = Callable[[Audience, str], Outline]
"""The outline for an audience; the second is the person id of whom it is for, or empty when they are not of the file."""
SIDE_EM = 70
"""Below this width, in body heights, the preview is a page of its own."""
# Each half is whole without the other, for at large text there is room for the first only.
NOTED = ("This will be noted under Sent out.", "What, for whom, version, when and why.")
COMMANDS: dict[How, tuple[str, str, str]] = {
    "word": ("Word", "file-text", "Ctrl+Shift+S"),
    "pdf": ("PDF", "file-pdf", ""),
    "print": ("Print", "printer", "Ctrl+P"),
}


class ReleasePage(QWidget):
    """The three questions with the preview beside them. Nothing leaves until they are answered."""

    def __init__(
        self,
        theme: Theme,
        request: ReleaseRequest,
        make_outline: MakeOutline,
        people: Sequence[PersonRef],
        on_leave: Callable[[ReleaseAnswer], object],
        on_back: Callable[[], object],
        *,
        ways: Ways | None = None,
    ) -> None:
        super().__init__()
        self.theme, self.request = theme, request
        self._make, self._on_leave, self._on_back = make_outline, on_leave, on_back
        self._ways = ways or Ways()
        self.outline: Outline | None = None
        self.paper: Paper | None = None
        self.preview: PreviewPage | None = None
        self._fault = ""
        self._left = self._narrow = False
        self.who = WhoQuestion(theme, request.copies, people, request.cautions)
        self.left_out = Question(theme, 2, "What is left out")
        self.home = HomeQuestion(theme, warned=any(line.code in KEEPS_PAPER_OUT for line in request.warnings))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.stack.addWidget(self._questions())
        self.who.changed.connect(self._again)
        self.home.changed.connect(self._set_commands)
        for how in ("print", "word"):
            shortcut = QShortcut(QKeySequence(COMMANDS[how][2]), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda how=how: self.leave(how))
        self._again()

    # Building

    def _questions(self) -> QWidget:
        theme, request = self.theme, self.request
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme)
        self.bar.back.connect(self._on_back)
        caption = "  ·  ".join(part for part in (request.title, request.caption) if part)
        self.bar.set_title("Before you print", caption)
        column.addWidget(self.bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.column = VerticalScrollPage(theme, max_em=64, margins=(24, 16, 24, 20), spacing=20)
        for line in request.warnings:
            tone: BannerTone = "red" if line.code in RED else "amber"
            self.column.body.addWidget(Banner(theme, tone, f"{line.kind}.", line.words))
        self.decision = DecisionLink(theme, request.decisions, request.decide)
        for part in (self.who, self.decision, self.left_out, self.home):
            self.column.body.addWidget(part)
        self.column.body.addWidget(honest_link(theme, self), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.body.addStretch(1)
        middle.addWidget(self.column, 1)
        middle.addWidget(self._side())
        column.addLayout(middle, 1)
        self.foot = BottomBar(theme)
        self.foot.set_saved("note", *NOTED)
        column.addWidget(self.foot)
        return page

    def _side(self) -> QWidget:
        theme = self.theme
        self.side = QFrame()
        self.side.setProperty("box", "side")
        self.side.setFixedWidth(theme.em(25))
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, theme.px(16), 0, theme.px(14))
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.addWidget(HeadingLabel(theme, "What will print", role="h3"), 1)
        self.pages = BodyLabel(theme, role="caption", ink="2", wrap=False)
        head.addWidget(self.pages)
        column.addLayout(head)
        self.view = PaperView(theme, sheet_em=21, margin=14)
        column.addWidget(self.view, 1)
        note = IconLine(theme, "info", "Paper and files are not encrypted. Hand them over yourself.", "ink2")
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        foot.addWidget(note)
        column.addLayout(foot)
        return self.side

    # The copy

    def _again(self) -> None:
        """Makes the outline and its sheets anew, and says what they leave out."""
        self.outline, self.paper, self._fault = None, None, ""
        if self.who.value() is not None:
            try:
                self.outline = self._make(self.who.audience(), self.who.person_id())
                stamp = dataclasses.replace(self.request.stamp, recipient=self.who.recipient())
                self.paper = Paper(self.outline, stamp)
            except ToolkitError as fault:
                self._fault = fault.sentence
        self.view.set_paper(self.paper)
        self.pages.setText(count(self.paper.count, "page") if self.paper else "")
        if self.preview is not None and self.paper is not None:
            self.preview.set_paper(self.paper)
        self.home.setVisible(self.who.home())
        self.decision.show_for(self.who.value())
        self._show_left_out()
        self._set_commands()

    def _show_left_out(self) -> None:
        theme, outline, body = self.theme, self.outline, self.left_out.body
        clear_layout(body)
        self.left_out.set_words("What is left out")
        if outline is None:
            body.addWidget(IconLine(theme, "info", self._fault or "Choose who it is for first.", "ink2"))
            return
        if outline.left_out:
            whose = f"the copy for {self.who.recipient()}" if self.who.recipient() else "this copy"
            things = count(len(outline.left_out), "thing")
            line = f"{things}. The copy says that something was left out, not what."
            self.left_out.set_words(f"Left out of {whose}", line)
            body.addWidget(LeftOut(theme, outline.left_out))
        elif outline.audience == "practitioner":
            words = "Nothing. This is the whole record, with its warnings and what others reported."
            body.addWidget(IconLine(theme, "info", words, "ink2"))
        else:
            body.addWidget(IconLine(theme, "info", "Nothing that is in this record.", "ink2"))
        found = self.request.look(outline) if self.request.look is not None else None
        for found_line in found_lines(theme, found):
            body.addWidget(found_line)
        if outline.draft:
            words = "This is a draft. DRAFT stands across each page."
            body.addWidget(IconLine(theme, "pencil-simple", words, "amber"))

    def _set_commands(self) -> None:
        cancel = BarAction("Done" if self._left else "Cancel", self._on_back)
        if self.who.home() and self.home.way() == "nothing":
            note = BarAction(
                "Leave nothing, and note it", lambda: self.leave("nothing"), "hand-palm", "primary"
            )
            self.foot.set_actions([cancel, note])
        else:
            main = self.request.how if self.request.how in COMMANDS else "print"
            ordered = sorted(COMMANDS, key=lambda how: how == main)
            self.foot.set_actions([cancel, *(self._command(how, main=how == main) for how in ordered)])
        words = "See what will print" if self._narrow else "Larger preview"
        self.bar.set_actions([BarAction(words, self.show_preview, "magnifying-glass-plus")])

    def _command(self, how: How, *, main: bool) -> BarAction:
        words, icon, keys = COMMANDS[how]
        kind = "primary" if main else "quiet"
        return BarAction(words, lambda: self.leave(how), icon, kind, shortcut=keys)  # type: ignore[arg-type]

    # Leaving

    def leave(self, how: How) -> bool:
        """Lets the copy leave and has it noted; False when something is missing, refused or thought better of."""
        nothing = self.who.home() and self.home.way() == "nothing"
        gap = self.who.gap() or (self.home.gap() if self.who.home() else None)
        if gap is None and not nothing:
            gap = self.who.reason_gap()
        if gap is not None:
            self._refuse(gap[1])
            gap[0].setFocus(Qt.FocusReason.OtherFocusReason)
            # What has just appeared gets its place and its height before it is scrolled to.
            QTimer.singleShot(30, self, lambda: self.column.show_whole(gap[0].parentWidget() or gap[0]))
            return False
        # A name that is still being typed belongs on the paper too.
        self._again()
        try:
            done = self._let_go("nothing" if nothing else how)
        except ToolkitError as fault:
            self._refuse(fault.sentence)
            return False
        if done:
            self._left = True
            self._set_commands()
            self.stack.setCurrentIndex(0)
            self.foot.set_saved("saved", done, "Noted under Sent out.")
        return bool(done)

    def _refuse(self, sentence: str) -> None:
        self.stack.setCurrentIndex(0)
        self.foot.set_saved("failed", sentence)

    def _let_go(self, how: How) -> str:
        outline, paper = self.outline, self.paper
        if outline is None or paper is None:
            raise ToolkitError(self._fault)
        if any(label == WHOLE for label, _ in outline.left_out):
            raise ToolkitError("This record is restricted. There is no copy of it for the family.")

        why = "" if how == "nothing" else self.who.why()
        whys = (self.home.why() if self.who.home() else "", why, self.decision.words())

        def note(digest: str) -> None:
            self._on_leave(
                ReleaseAnswer(
                    audience=self.who.value() or "",
                    recipient=self.who.recipient(),
                    how=HOW_WORDS[how],
                    why=" ".join(part for part in whys if part),
                    sha256=digest,
                    outline=outline,
                )
            )

        if how == "nothing":
            note("")
            return "Nothing was left."
        if how == "print":
            return self._ways.print(self, paper, note)
        suffix = ".docx" if how == "word" else ".pdf"
        name = file_name(outline, self.request.kind, self.request.event, suffix)
        return self._ways.save(self, paper, self.request.folder / name, note)

    # The page

    def show_preview(self) -> None:
        """Shows the sheets over the whole page."""
        if self.paper is None:
            gap = self.who.gap()
            self._refuse(gap[1] if gap else self._fault)
            return
        if self.preview is None:
            self.preview = PreviewPage(
                self.theme,
                self.paper,
                on_back=lambda: self.stack.setCurrentIndex(0),
                on_word=lambda: self.leave("word"),
                on_pdf=lambda: self.leave("pdf"),
                on_print=lambda: self.leave("print"),
            )
            self.stack.addWidget(self.preview)
        self.stack.setCurrentWidget(self.preview)
        self.preview.opened()

    def title(self) -> str:
        """The title, as it is spoken when the page opens."""
        return self.bar.title.text()

    def opened(self) -> None:
        """The keyboard goes to the first question."""
        self.who.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def leaving(self) -> bool:
        """Nothing here is kept until a copy leaves."""
        return True

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks through."""
        return [self.bar, self.column, self.view, self.foot]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(SIDE_EM)
        if narrow != self._narrow:
            self._narrow = narrow
            self.side.setVisible(not narrow)
            self._set_commands()
