"""Before you print: for whom, what is left out, and whether it is safe in the home; then it leaves and is noted.

The page knows nothing of the vault. `on_leave` notes each copy after it was written; what cannot be noted is taken back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.export.release_discreet import FILE_NAME, discreet_stamp
from toolkit.export.stamp import file_name
from toolkit.forms.blocks import Outline
from toolkit.forms.left_out import LeftThing
from toolkit.forms.people import PersonRef
from toolkit.forms.vocabulary import Audience
from toolkit.ui.preview import PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_home import NO_CARD, HomeQuestion
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_left_out import LeftOutQuestion, with_the_rest
from toolkit.ui.release_parts import (
    AGENCY,
    HOW_WORDS,
    KEEPS_PAPER_OUT,
    RED,
    WHOLE,
    CopyAsked,
    How,
    ReleaseAnswer,
    ReleaseRequest,
    found_lines,
    how_words,
)
from toolkit.ui.release_questions import WhoQuestion
from toolkit.ui.release_sharing import SharingQuestion
from toolkit.ui.release_side import SidePreview
from toolkit.ui.safety.honest_page import honest_link
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BottomBar,
    IconLine,
    TopBar,
    VerticalScrollPage,
)
from toolkit.ui.widgets.banners import BannerTone
from toolkit.ui.words import count

MakeOutline = Callable[[Audience, str], Outline]
"""The outline for an audience; the second is the person id of whom it is for, or empty when they are not of the file."""
SIDE_EM = 70
"""Below this width, in body heights, the preview is a page of its own."""
# Each half is whole without the other, for at large text there is room for the first only.
HARM = "Harm route: nothing is held back and nothing more is asked. The decision to share may be written afterwards."
HARM_WARY = "Harm route: nothing more is asked. As something speaks against whom you name, hidden addresses stay out of this copy."
NO_COPY = "This record is restricted. There is no copy of it for the family."
NOT_UNASKED = "This record is restricted. Put it in with a reason first, or keep it in the organisation."
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
        self.full: Outline | None = None
        self.paper: Paper | None = None
        self.preview: PreviewPage | None = None
        self._fault = ""
        self._left = self._narrow = False
        self._for: tuple[str | None, str] = (None, "")
        self.who = WhoQuestion(theme, request.copies, people, request.cautions)
        self.left_out = LeftOutQuestion(theme)
        self.home = HomeQuestion(
            theme,
            warned=any(line.code in KEEPS_PAPER_OUT for line in request.warnings),
            finders=request.finders,
            cards=request.discreet is not None,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.stack.addWidget(self._questions())
        self.who.changed.connect(self._again)
        self.left_out.changed.connect(self._again)
        self.home.changed.connect(self._again)
        for how in ("print", "word"):
            shortcut = QShortcut(QKeySequence(COMMANDS[how][2]), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda how=how: self.leave(how))
        if request.harm:
            self.who.offer(AGENCY, request.harm)
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
        asked = request.ask_sharing and not request.harm
        self.decision = SharingQuestion(
            theme, request.decisions, request.decide, asked=asked, chosen=request.rests_on
        )
        self.harm = IconLine(theme, "phone-call-fill", HARM, "red")
        self.older = IconLine(theme, "files", "\n".join(request.older() if request.older else ()), "amber")
        self.older.setVisible(bool(self.older.text()))
        for part in (self.who, self.harm, self.older, self.decision, self.left_out, self.home):
            self.column.body.addWidget(part)
        self.column.body.addWidget(honest_link(theme, self), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.body.addStretch(1)
        middle.addWidget(self.column, 1)
        self.side = SidePreview(theme)
        self.view, self.pages = self.side.view, self.side.pages
        middle.addWidget(self.side)
        column.addLayout(middle, 1)
        self.foot = BottomBar(theme)
        self.foot.set_saved("note", *NOTED)
        column.addWidget(self.foot)
        return page

    # The copy

    def _again(self) -> None:
        """Makes the outline and its sheets anew, and says what they leave out."""
        whose = (self.who.value(), self.who.recipient())
        if whose != self._for:
            self._for = whose
            self.left_out.forget()
        self.left_out.settle()
        self._clear()
        if self.who.value() is not None:
            try:
                self._make_copy()
            except ToolkitError as fault:
                self._fault = fault.sentence
        self.view.set_paper(self.paper)
        self.pages.setText(count(self.paper.count, "page") if self.paper else "")
        if self.preview is not None and self.paper is not None:
            self.preview.set_paper(self.paper)
        self.home.setVisible(self.who.home())
        self.harm.setVisible(self.on_harm_route())
        self.harm.set_line("phone-call-fill", HARM_WARY if self.who.cautions() else HARM, "red")
        self.decision.show_for("" if self.on_harm_route() else self.who.value())
        self._show_left_out()
        self._set_commands()

    def _clear(self) -> None:
        self.outline, self.paper, self.full, self._fault = None, None, None, ""

    def on_harm_route(self) -> bool:
        """Whether this copy goes to an agency on the harm route, where nothing is held back."""
        return bool(self.request.harm) and self.who.value() == AGENCY

    def asked(self) -> CopyAsked:
        """Which copy is wanted."""
        return CopyAsked(
            audience=self.who.audience(),
            person_id=self.who.person_id(),
            # Hidden addresses are whom they are hidden from never told, on whatever route.
            reader="" if self.on_harm_route() and not self.who.cautions() else self.who.reader(),
            put_in=self.left_out.put_in(),
            wary=bool(self.who.cautions()),
        )

    def _make_copy(self) -> None:
        request, asked = self.request, self.asked()
        if request.copy_of is not None:
            made = request.copy_of(asked)
        else:
            made = self._make(asked.audience, asked.person_id)
        if asked.put_in:
            made = msgspec.structs.replace(made, put_in=self.left_out.put_back())
        stamp = dataclasses.replace(request.stamp, recipient=self.who.recipient())
        card = request.discreet(made) if request.discreet is not None and self.who.home() else None
        tells = request.carries(made) if request.carries is not None else None
        self.home.show_tells(tells, fits=card is not None)
        self.full = made
        if self.who.home() and self.home.way() == "discreet":
            if card is None:
                raise ToolkitError(NO_CARD)
            made, stamp = card, discreet_stamp(stamp)
        self.outline, self.paper = made, Paper(made, stamp)

    def _show_left_out(self) -> None:
        theme, full, left_out = self.theme, self.full, self.left_out
        found = self.request.look(full) if self.request.look is not None and full is not None else None
        left_out.show_found(found_lines(theme, found))
        title = "What is left out"
        if full is None:
            left_out.show_words(
                title, "", IconLine(theme, "info", self._fault or "Choose who it is for first.", "ink2")
            )
            return
        after = []
        if full.draft:
            words = "This is a draft. DRAFT stands across each page."
            after.append(IconLine(theme, "pencil-simple", words, "amber"))
        things = self._things(full)
        if things:
            whose = f"the copy for {self.who.recipient()}" if self.who.recipient() else "this copy"
            line = f"{count(len(things), 'thing')}. The copy says that something was left out, not what."
            left_out.show_things(f"Left out of {whose}", line, things, after)
            return
        words = "Nothing that is in this record."
        if full.audience == "practitioner":
            words = "Nothing. This is the whole record, with its warnings and what others reported."
        left_out.show_things(title, "", (), [IconLine(theme, "info", words, "ink2"), *after])

    def _things(self, full: Outline) -> list[LeftThing]:
        """What is left out of the copy by default, with what was put in, then what its outline says beside."""
        things = self.request.things(self.asked()) if self.request.things is not None else ()
        return with_the_rest(things, full.left_out)

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
        if main and self.who.home() and self.home.way() == "discreet":
            words = {"print": "Print discreet copy"}.get(how, f"{words}, discreet copy")
        kind = "primary" if main else "quiet"
        return BarAction(words, lambda: self.leave(how), icon, kind, shortcut=keys)  # type: ignore[arg-type]

    # Leaving

    def leave(self, how: How) -> bool:
        """Lets the copy leave and has it noted; False when something is missing, refused or thought better of."""
        nothing = self.who.home() and self.home.way() == "nothing"
        self.left_out.settle()
        gap = self.who.gap() or (self.home.gap() if self.who.home() else None)
        if gap is None and not nothing and not self.on_harm_route():
            gap = self.left_out.gap() or self.decision.gap() or self.who.reason_gap()
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
        outline, paper, full, request = self.outline, self.paper, self.full, self.request
        if outline is None or paper is None or full is None:
            raise ToolkitError(self._fault)
        if any(label == WHOLE for label, _ in full.left_out):
            raise ToolkitError(NO_COPY if self.who.home() else NOT_UNASKED)
        card = how != "nothing" and outline is not full

        why = "" if how == "nothing" else self.who.why()
        whys = (self.home.why() if self.who.home() else "", why)

        def note(digest: str) -> None:
            self._on_leave(
                ReleaseAnswer(
                    audience=self.who.value() or "",
                    recipient=self.who.recipient(),
                    how=how_words(HOW_WORDS[how], "" if how == "nothing" else self.who.sent_by()),
                    why=" ".join(part for part in whys if part),
                    sha256=digest,
                    outline=outline,
                    copy="discreet" if card else "",
                    decision=request.rests_on if self.on_harm_route() else self.decision.decision(),
                    no_decision=self.decision.no_decision(),
                    left_out=() if how == "nothing" else full.left_out,
                    put_back=() if how == "nothing" or card else full.put_in,
                )
            )

        if how == "nothing":
            note("")
            return "Nothing was left."
        if how == "print":
            return self._ways.print(self, paper, note)
        suffix = ".docx" if how == "word" else ".pdf"
        name = (
            FILE_NAME + suffix if card else file_name(outline, self.request.kind, self.request.event, suffix)
        )
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
