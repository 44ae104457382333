"""A pack for a referral: for whom, which records, then what it looks like and what it leaves out, then it leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.pack_make import Pack, PackMaker, write_pdf, write_word
from toolkit.ui.pack_paper import Opening
from toolkit.ui.pack_parts import PackAnswer, PackQuestions, PackShown
from toolkit.ui.page import Go, Page
from toolkit.ui.release_leaving import Ways, ask_place, keep
from toolkit.ui.release_parts import how_words
from toolkit.ui.session import Session
from toolkit.ui.widgets import BarAction, BottomBar
from toolkit.ui.words import count
from toolkit.vault.rows import Told

Kind = Literal["word", "pdf"]
HOW: dict[Kind, str] = {"word": "Word document", "pdf": "PDF"}
LOCKED = "Word document with a password"


class PackPage(Page):
    """Two steps on one page: the questions, then the pack as it will leave."""

    def __init__(self, session: Session, go: Go, record_id: str) -> None:
        super().__init__(session, go, "Make a pack")
        self.maker = PackMaker(session, record_id)
        self.pack: Pack | None = None
        self.answer: PackAnswer | None = None
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self._left = False
        reference = self.maker.record.title
        self.bar.set_title("Make a pack", f"{reference}  ·  one document with the records that go with it")
        self.stack = QStackedWidget()
        self.questions = PackQuestions(session, self.maker, lambda: go.decide(self.maker.record.family_id))
        self.questions.changed.connect(self._asked_again)
        self.shown = PackShown(self.theme, front_door_red=self.maker.harm)
        self.shown.left_out.changed.connect(self._put_in_changed)
        self._put_in: frozenset[str] = frozenset()
        self.stack.addWidget(self.questions)
        self.stack.addWidget(self.shown)
        self.body.addWidget(self.stack, 1)
        self.progress = JobBar(self.theme)
        self.body.addWidget(self.progress)
        self.progress.setContentsMargins(
            self.theme.px(20), self.theme.px(6), self.theme.px(20), self.theme.px(6)
        )
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        for keys, run in (("Ctrl+Return", self._go_on), ("Ctrl+Shift+S", self._word)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self._ready()

    # The two steps

    def _ready(self) -> None:
        self.stack.setCurrentWidget(self.questions)
        self.foot.set_saved(
            "note", "This will be noted under Sent out.", "One copy, with the list of its records."
        )
        self.foot.set_actions(
            [
                BarAction("Done" if self._left else "Cancel", self.go.back),
                BarAction("Make the pack", self.make, "files", "primary", shortcut="Ctrl+Enter"),
            ]
        )

    def _go_on(self) -> None:
        if self.stack.currentWidget() is self.questions:
            self.make()
        elif self._stale():
            self.make_again()

    def _word(self) -> None:
        # Behind the questions lies a pack that may not be what they say now.
        if self.stack.currentWidget() is self.shown:
            self.leave("word")

    def _asked_again(self) -> None:
        self.pack = None

    def make(self) -> bool:
        """Starts to make the pack; False when something is missing."""
        gap = self.questions.gap()
        if gap is not None:
            self.foot.set_saved("failed", gap[1])
            gap[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.questions.show_whole(gap[0].parentWidget() or gap[0])
            return False
        if self.job is not None:
            return False
        answer, home = self.questions.value(), self.thread()
        if self.answer is not None and self.answer.recipient != answer.recipient:
            self.shown.left_out.forget()
        self.answer = answer
        put_in = self.shown.left_out.put_in()
        self.job = self.jobs.run(
            lambda progress: self.maker.make(answer.records, progress, home, put_in=put_in, wary=answer.wary),
            done=lambda pack: self._made(pack, put_in),
            failed=self._failed,
            cancelled=self._cancelled,
            owner=self,
        )
        self._busy("Making the pack")
        return True

    def _put_in_changed(self) -> None:
        if self.job is None and self.pack is not None:
            self._offer()

    def _stale(self) -> bool:
        """Whether something was put in, or taken out again, that is not so in the pack."""
        return self.shown.left_out.put_in() != self._put_in

    def make_again(self) -> bool:
        """Makes the pack with what is put in now; False when a reason is missing."""
        return not self._reason_missing() and self.make()

    def _reason_missing(self) -> bool:
        self.shown.left_out.settle()
        gap = self.shown.left_out.gap()
        if gap is None:
            return False
        self.foot.set_saved("failed", gap[1])
        gap[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.column.show_whole(gap[0].parentWidget() or gap[0])
        return True

    def _busy(self, words: str) -> None:
        assert self.job is not None
        self.progress.watch(self.job, words)
        self.foot.set_saved("saving", words, "")
        self.foot.set_actions([])

    def _made(self, pack: Pack, put_in: frozenset[str]) -> None:
        self.job = None
        self.pack, self._put_in = pack, put_in
        assert self.answer is not None
        self.shown.set_pack(pack, Opening(pack.paper), self.answer)
        self.stack.setCurrentWidget(self.shown)
        self.foot.set_saved("note", count(pack.paper.count, "page"), f"For {self.answer.recipient}.")
        self._offer()
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        actions = [BarAction("Done" if self._left else "Change the choice", self._leave_or_change)]
        if self._stale():
            again = "Make the pack again to see it."
            self.foot.set_saved("note", "Something was put in or taken out.", again)
            make = BarAction(
                "Make the pack again", self.make_again, "files", "primary", shortcut="Ctrl+Enter"
            )
            actions.append(make)
        elif self.answer is not None and self.answer.password:
            actions.append(
                BarAction(
                    "Word with the password",
                    lambda: self.leave("word"),
                    "lock-key",
                    "primary",
                    shortcut="Ctrl+Shift+S",
                )
            )
        else:
            actions += [
                BarAction("PDF", lambda: self.leave("pdf"), "file-pdf"),
                BarAction(
                    "Word", lambda: self.leave("word"), "file-text", "primary", shortcut="Ctrl+Shift+S"
                ),
            ]
        self.foot.set_actions(actions)

    def _leave_or_change(self) -> None:
        if self._left:
            self.go.back()
        else:
            self._ready()

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        if self.pack is None:
            self._ready()
        else:
            self._offer()
        self.foot.set_saved("failed", fault.sentence)

    def _cancelled(self) -> None:
        self.job = None
        if self.pack is None:
            self._ready()
        else:
            self._offer()
        self.foot.set_saved("note", "Stopped.", "Nothing was written and nothing has left.")

    # Leaving

    def leave(self, kind: Kind) -> bool:
        """Asks where the file goes, writes it off the screen's thread, and has it noted; False when thought again."""
        pack, answer = self.pack, self.answer
        if pack is None or answer is None or self.job is not None or self._reason_missing():
            return False
        if self._stale():
            self._offer()
            return False
        put_back = (*answer.put_back, *self.shown.left_out.put_back())
        ways = self.session.ways or Ways(place=ask_place)
        suffix = ".docx" if kind == "word" else ".pdf"
        target = ways.place(self, paths.documents_folder() / self.maker.file_name(suffix))
        if target is None:
            return False
        password = answer.password if kind == "word" else ""
        how = LOCKED if password else HOW[kind]

        def write(progress: object, place: Path) -> str:
            if kind == "word":
                return write_word(pack, place, password, progress)  # type: ignore[arg-type]
            return write_pdf(pack, place, progress)  # type: ignore[arg-type]

        def note(digest: str) -> None:
            told = Told(decision=answer.decision, no_decision=answer.no_decision, put_back=put_back)
            self.maker.note(pack, answer.recipient, how_words(how, answer.sent_by), answer.why, digest, told)

        self.job = self.jobs.run(
            lambda progress: keep(target, lambda place: write(progress, place), note),
            done=lambda said: self._gone(said, bool(password)),
            failed=self._failed,
            cancelled=self._cancelled,
            owner=self,
        )
        self._busy("Writing the file")
        return True

    def _gone(self, said: str, with_password: bool) -> None:
        self.job = None
        self._left = True
        self._offer()
        self.foot.set_saved("saved", said, "Noted under Sent out.")
        if with_password:
            self.shown.remind()

    # The page

    def first_focus(self) -> QWidget | None:
        """Whom it is for."""
        return self.questions.who.name

    def leaving(self) -> bool:
        """A pack that is being made is stopped; nothing of it is written."""
        if self.job is not None:
            self.job.drop()
            self.job = None
        return True

    def back_inside(self) -> bool:
        """From the pack back to the questions."""
        if self.job is None and self.stack.currentWidget() is self.shown and not self._left:
            self._ready()
            return True
        return False

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks through."""
        return [self.bar, self.stack, self.foot]
