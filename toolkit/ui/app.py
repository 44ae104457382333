"""The program: starts Qt, shows the unlock or create window, then the main window; locks by starting afresh.

Locking is a new process. Python cannot wipe memory, so the old process saves what is typed, closes the vault, starts the
program again at the unlock window, and ends.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui.first_window import FirstWindow
from toolkit.ui.language import ENGLISH, speak
from toolkit.ui.theme import Theme, application

if TYPE_CHECKING:
    from toolkit.ui.cover import Cover, SafetyKeys
    from toolkit.ui.hearing import Hearing
    from toolkit.ui.idle import IdleWatch
    from toolkit.ui.main_window import MainWindow
    from toolkit.ui.safety.away import Away
    from toolkit.ui.safety.capture import CaptureCare
    from toolkit.ui.safety.clipboard import ClipboardCare
    from toolkit.ui.session import Session
    from toolkit.vault.vault import Vault

log = logging.getLogger(__name__)

NAME = "Safeguarding Toolkit"
LOCKED = "TOOLKIT_LOCKED"
"""Environment of the new process: why and when it was locked, and whether all was saved; no words of a record."""
RESTORE = "TOOLKIT_RESTORE"
"""Environment of the new process: the backup that is to be restored at the unlock window."""
RETRY_MS = 3000
WARM_MS = 100
"""When the first window has been drawn."""
TRYING = "It is tried again by itself."
UNSAVED = "Not locked yet: the last words are not saved. {} Press a key to go back to them."
WIPING = "Not locked yet: the records are being wiped. It locks as soon as that is over."
OOPS = "Something did not work. What you wrote is still on the screen. Go on, or lock and open again."

Start = Callable[[list[str], Mapping[str, str]], object]
End = Callable[[int], object]


def start_process(command: list[str], environ: Mapping[str, str]) -> object:
    """Starts a process of its own that outlives this one."""
    # Not before it is needed: the first window is to stand at once.
    import subprocess

    if sys.platform == "win32":
        return subprocess.Popen(command, env=dict(environ), close_fds=True, creationflags=0x00000208)
    return subprocess.Popen(command, env=dict(environ), close_fds=True, start_new_session=True)


def end_process(code: int) -> object:
    """Ends this process at once: nothing that still runs in it may touch what was locked."""
    logging.shutdown()
    os._exit(code)


def locked_sentence(environ: Mapping[str, str]) -> tuple[str, str]:
    """What the unlock window says after a lock, the bold part first; or nothing."""
    why, _, rest = environ.get(LOCKED, "").partition(" ")
    clock, _, saved = rest.partition(" ")
    if len(clock) != 5 or not clock.replace(":", "").isdigit():
        return "", ""
    kept = "What you were writing is saved." if saved == "saved" else ""
    if why.isdigit():
        minutes = "1 minute" if why == "1" else f"{why} minutes"
        return f"Locked at {clock} after {minutes} without a key press.", kept
    because = {
        "slept": "because the computer was asleep",
        "desk": "because this computer was locked or somebody else was switched to",
    }.get(why)
    if because:
        return f"Locked at {clock}, {because}.", kept
    return f"Locked at {clock}.", kept


class App(QObject):
    """One run of the program, from the first window to the lock.

    `start` and `end` begin and end processes; tests give their own.
    """

    def __init__(
        self,
        qt: QApplication,
        settings: Settings,
        *,
        start: Start = start_process,
        end: End = end_process,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        super().__init__()
        self.qt, self.settings = qt, settings
        self._start, self._end, self._environ = start, end, environ
        # A screen reader asks for it, to speak with the right voice.
        QLocale.setDefault(QLocale(settings.language or ENGLISH))
        self.theme = Theme(
            mode=settings.theme,  # type: ignore[arg-type]
            text_size=settings.text_size,
            touch=settings.touch,
            say=speak(settings),
        )
        self.theme.apply(qt)
        self.theme.keep_still(settings.reduced_motion)
        self.window: MainWindow | None = None
        self.first: FirstWindow | None = None
        self.session: Session | None = None
        self.cover: Cover | None = None
        self._why = ""
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(lambda: self.lock(self._why))
        qt.lastWindowClosed.connect(self._closed)
        qt.aboutToQuit.connect(self._closed)

    # Who watches while records are open: made when they are first needed, for the first window has nothing to watch.

    @cached_property
    def idle(self) -> IdleWatch:
        """Locks when nobody touched a key for a while."""
        from toolkit.ui.idle import IdleWatch

        idle = IdleWatch(lambda: self.settings.idle_lock_minutes, self)
        idle.expired.connect(lambda: self.lock(str(self.settings.idle_lock_minutes)))
        idle.slept.connect(lambda: self.lock("slept"))
        return idle

    @cached_property
    def away(self) -> Away:
        """Locks when the computer itself is locked or sleeps."""
        from toolkit.ui.safety.away import Away

        away = Away(self)
        away.locked.connect(self.lock)
        return away

    @cached_property
    def clipboard(self) -> ClipboardCare:
        """Takes back what was copied here."""
        from toolkit.ui.safety.clipboard import ClipboardCare

        return ClipboardCare(self.qt.clipboard(), self)

    @cached_property
    def capture(self) -> CaptureCare:
        """Keeps windows out of pictures of the screen."""
        from toolkit.ui.safety.capture import CaptureCare

        return CaptureCare(lambda: self.settings.block_capture, self)

    @cached_property
    def keys(self) -> SafetyKeys:
        """The keys that blank and lock from anywhere."""
        from toolkit.ui.cover import SafetyKeys

        keys = SafetyKeys(self)
        keys.blank.connect(self.blank)
        keys.lock.connect(self.lock)
        return keys

    @cached_property
    def hearing(self) -> Hearing:
        """Hears every key and touch for both."""
        from toolkit.ui.hearing import Hearing

        return Hearing(self.qt, self.keys, self.idle)

    # The first window

    def show_first(self, folder: Path | None) -> None:
        """Shows the unlock window for a folder, or the create window when there are no records yet."""
        self.first = FirstWindow(self.theme, self.settings, folder, *locked_sentence(self._environ))
        self.first.opened.connect(self.opened)
        if self._environ.get(RESTORE):
            self.first.restore(Path(self._environ[RESTORE]))
        show_like(self.first, None)

    def opened(self, vault: Vault) -> None:
        """A vault was opened: the main window takes the place of the first one."""
        from toolkit.practice import area_copies, areas, guidance, wording
        from toolkit.ui import managed
        from toolkit.ui.main_window import MainWindow
        from toolkit.ui.session import Session

        with contextlib.suppress(ToolkitError):
            self.settings.set("last_vault", str(vault.folder))
        self.session = Session(
            settings=self.settings,
            theme=self.theme,
            vault=vault,
            areas=area_copies.with_own(areas.load(), vault.facts.get(area_copies.FACT, {})),
            cards=guidance.load(),
            words=wording.load(),
            example=_add_example,
        )
        managed.look(self.session)
        self.window = MainWindow(self.session)
        self.window.locked.connect(self.lock)
        self.window.blanked.connect(self.blank)
        self.window.unheard = self.hearing.paused
        first, self.first = self.first, None
        show_like(self.window, first)
        # Not before: each event of the first window, and of making this one, would pass through it for nothing.
        self.hearing.start()
        if first is not None:
            first.close()
            first.deleteLater()
        self.clipboard.start()
        self.away.start(self.window)
        self.capture.start(self.qt)
        self._come_back()
        self.idle.start()

    def _come_back(self) -> None:
        """After a lock the person goes on where they were; what is to be known first is said."""
        from toolkit.ui.safety import place
        from toolkit.ui.safety.first_look import first_look

        window, session = self.window, self.session
        assert window is not None
        assert session is not None
        words = place.bring_back(session, window) if LOCKED in self._environ else []
        first_look(session, window, self.settings.notice)
        self.settings.notice = ""
        if words:
            from toolkit.ui.safety.kept_words import KeptWords

            KeptWords(self.theme, words, window).open()

    # Blank

    def blank(self) -> None:
        """Hides everything at once; any key shows it again. Without an open vault there is nothing to hide."""
        if self.window is None or self.cover is not None:
            return
        from toolkit.ui.cover import Cover

        self.cover = Cover(self.theme)
        self.cover.left.connect(self.unblank)
        self.cover.put_over(self.window)

    def unblank(self) -> None:
        """Shows everything again."""
        cover, self.cover = self.cover, None
        self._retry.stop()
        if cover is not None:
            cover.take_off()
            cover.close()
            cover.deleteLater()
        self.idle.touched()

    # Lock

    def lock(self, why: str = "asked") -> None:
        """Saves, closes the vault, starts the program afresh at the unlock window and ends this process.

        What cannot be saved is never thrown away: the screen is covered and it is tried again until it is saved.
        """
        if self.window is None or self.session is None:
            return
        self._why = why
        self.blank()
        if self.window.going():
            assert self.cover is not None
            self.cover.say(WIPING)
            self._retry.start()
            return
        fault = self._flush()
        if not fault:
            self._keep_place()
        if fault:
            assert self.cover is not None
            self.cover.say(UNSAVED.format(fault))
            self._retry.start()
            return
        folder = self.session.vault.folder
        read_only = self.session.vault.read_only
        self.idle.stop()
        saved = "" if read_only else "saved"
        words = " ".join(part for part in (why, f"{datetime.now():%H:%M}", saved) if part)
        command = [*paths.restart_command(), str(folder)]
        backup = self.window.property(RESTORE)
        restoring = {RESTORE: str(backup)} if backup else {}
        try:
            self._drop()
            environ = {key: value for key, value in self._environ.items() if key != RESTORE}
            self._start(command, {**environ, LOCKED: words, **restoring})
        except Exception as fault:
            # The kind alone: the text of a fault may quote a folder. Without a new window the old one must still go.
            log.error("the unlock window could not be started: %s", type(fault).__name__)
        finally:
            self._end(0)

    def _flush(self) -> str:
        """Saves what is typed; gives the sentence of what stopped it, or nothing."""
        assert self.window is not None
        assert self.session is not None
        if self.session.vault.read_only:
            return ""
        try:
            if self.window.flush():
                return ""
            return getattr(getattr(self.window.page, "saver", None), "fault", "") or TRYING
        except ToolkitError as fault:
            return fault.sentence
        except Exception as fault:
            log.error("saving before the lock failed: %s", where(fault))
            return TRYING

    def _keep_place(self) -> None:
        """Keeps page, field and cursor inside the records. Whatever stops that must not stop the lock."""
        from toolkit.ui.safety import place

        assert self.window is not None
        assert self.session is not None
        if self.session.vault.read_only:
            return
        try:
            place.keep(self.session, self.window)
        except Exception as fault:
            log.warning("the place was not kept: %s", where(fault))

    def _drop(self) -> None:
        """Closes the vault and lets go of every open view."""
        self.clipboard.stop()
        self.away.stop()
        window, session, cover = self.window, self.session, self.cover
        self.window = self.session = self.cover = None
        for top in self.qt.topLevelWidgets():
            top.hide()
        if window is not None:
            window.drop()
            window.deleteLater()
        if session is not None:
            session.vault.close()
        if cover is not None:
            cover.take_off()
            cover.deleteLater()

    def stop(self) -> None:
        """Lets go of the program's keys and clocks, its windows and its look; closes what is open."""
        self.idle.stop()
        self._retry.stop()
        self.hearing.stop()
        self.qt.lastWindowClosed.disconnect(self._closed)
        self.qt.aboutToQuit.disconnect(self._closed)
        self._drop()
        first, self.first = self.first, None
        if first is not None:
            first.close()
            first.deleteLater()
        self.theme.take_off()
        self.deleteLater()

    def _closed(self) -> None:
        """The last window was closed, or the computer ends its session: what is typed is kept, what is open is closed."""
        if self.session is not None:
            self.idle.stop()
            self._flush()
            self._drop()

    # Faults nobody foresaw

    def oops(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Says a plain sentence and goes on; the log has the kind and the place, never a value."""
        if isinstance(fault, KeyboardInterrupt):
            self.qt.quit()
            return
        from toolkit.ui import dialogs

        window = self.window or self.first
        if isinstance(fault, ToolkitError):
            dialogs.tell(window, self.theme, fault.sentence)
            return
        log.error("unexpected fault: %s", where(fault))
        if window is not None:
            dialogs.tell(window, self.theme, OOPS)


def where(fault: BaseException) -> str:
    """The kind of a fault and the places it came through; no text of it, which may quote a record."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(fault.__traceback__)[-6:]
    ]
    return " ".join([type(fault).__name__, *places])


def _add_example(vault: Vault) -> None:
    from toolkit import demo

    demo.add_example(vault)


def show_like(window: QWidget, other: QWidget | None) -> None:
    """Shows a window as large as another was, or in a sensible size on a small screen maximised."""
    if other is not None and other.isVisible():
        window.setGeometry(other.geometry())
        (window.showMaximized if other.isMaximized() else window.show)()
        return
    window.resize(1366, 768)
    screen = window.screen()
    small = screen is not None and screen.availableGeometry().width() <= 1440
    (window.showMaximized if small else window.show)()


def warm() -> None:
    """Imports what comes after the first window, so that it is there when the passphrase was typed."""
    import html  # noqa: F401 - of words that are bold in part
    import tomllib  # noqa: F401 - of the areas

    import toolkit.practice.area_copies
    import toolkit.ui.cover
    import toolkit.ui.hearing
    import toolkit.ui.idle
    import toolkit.ui.main_window
    import toolkit.ui.safety.away
    import toolkit.ui.safety.capture
    import toolkit.ui.safety.clipboard
    import toolkit.ui.safety.first_look
    import toolkit.ui.safety.place
    import toolkit.ui.today
    import toolkit.vault.vault  # noqa: F401

    if sys.platform.startswith("linux"):
        # Over it the desktop tells of its lock.
        with contextlib.suppress(ImportError):
            import PySide6.QtDBus  # noqa: F401


def run(folder: Path | None = None) -> int:
    """Runs the program until its last window is closed. Gives the exit code."""
    QApplication.setApplicationName("safeguarding-toolkit")
    QApplication.setApplicationDisplayName(NAME)
    QApplication.setDesktopFileName("safeguarding-toolkit")
    qt = application(sys.argv[0])
    settings = Settings.load(paths.settings_folder(), managed=paths.managed_settings())
    app = App(qt, settings)
    sys.excepthook = app.oops
    app.show_first(folder)
    gc.enable()
    QTimer.singleShot(WARM_MS, Thread(target=warm, daemon=True).start)
    code = qt.exec()
    sys.excepthook = sys.__excepthook__
    return int(code)
