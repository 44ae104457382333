"""Hears from the desktop of Linux that the screen was locked, the computer goes to sleep, or another person takes over.

Two buses are listened to, both sockets within the computer. Where one is missing, nothing is heard from it and nothing
fails: the clocks of `IdleWatch` lock all the same.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Protocol

from PySide6.QtCore import SLOT, QObject, Signal, Slot

log = logging.getLogger(__name__)

LOGIN = "org.freedesktop.login1"
SESSION = "org.freedesktop.login1.Session"
SAVERS = (
    ("org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "org.gnome.ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("org.mate.ScreenSaver", "org.mate.ScreenSaver"),
)
"""Service and interface of the screen savers that say `ActiveChanged`; the path differs, so any is heard."""


class Bus(Protocol):
    """The part of a bus that is needed; tests give their own."""

    def isConnected(self) -> bool:
        """Whether there is a bus at all."""

    def connect(self, *given: object) -> bool:
        """Has a slot called with a signal: service, path, interface, name, receiver, slot."""


class DeskLock(QObject):
    """Sends `locked` with the reason: `desk` for the desktop's own lock or another person, `slept` before sleep."""

    locked = Signal(str)

    def listen(self, system: Bus, session: Bus, session_path: str = "") -> int:
        """Begins to listen; gives how many signals are heard. A bus that is not there is left out."""
        heard = 0
        if system.isConnected():
            # Only the signals of our own session, where it is known: another person's lock is not ours.
            heard += self._hear(system, LOGIN, session_path, SESSION, "Lock", "on_lock()")
            manager = "/org/freedesktop/login1"
            name = "org.freedesktop.login1.Manager"
            heard += self._hear(system, LOGIN, manager, name, "PrepareForSleep", "on_sleep(bool)")
            if session_path:
                properties = "org.freedesktop.DBus.Properties"
                slot = "on_properties(QString,QVariantMap)"
                heard += self._hear(system, LOGIN, session_path, properties, "PropertiesChanged", slot)
        if session.isConnected():
            for service, interface in SAVERS:
                heard += self._hear(session, service, "", interface, "ActiveChanged", "on_saver(bool)")
        return heard

    def _hear(self, bus: Bus, service: str, path: str, interface: str, name: str, slot: str) -> int:
        try:
            return int(bool(bus.connect(service, path, interface, name, self, SLOT(slot))))
        except Exception as fault:
            log.info("a signal of the desktop cannot be heard: %s", type(fault).__name__)
            return 0

    @Slot()
    def on_lock(self) -> None:
        """The session was asked to lock."""
        self.locked.emit("desk")

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """The computer is about to sleep, or woke up: both lock, for the first may have come too late."""
        self.locked.emit("slept")

    @Slot(bool)
    def on_saver(self, active: bool) -> None:
        """The screen saver came on, or went."""
        if active:
            self.locked.emit("desk")

    @Slot("QString", "QVariantMap")
    def on_properties(self, interface: str, changed: dict[str, object]) -> None:
        """Our session is no longer the one on the screen: somebody else was switched to."""
        if changed.get("Active") is False or changed.get("LockedHint") is True:
            self.locked.emit("desk")


def session_path(environ: dict[str, str] | None = None) -> str:
    """Where the login manager keeps this session; empty when it is not known."""
    number = (environ if environ is not None else dict(os.environ)).get("XDG_SESSION_ID", "")
    if not number.isalnum():
        return ""
    # Its paths are written in letters and digits; a first digit is written as its code.
    first = f"_{ord(number[0]):02x}" if number[0].isdigit() else number[0]
    return f"/org/freedesktop/login1/session/{first}{number[1:]}"


def listen(parent: QObject) -> DeskLock | None:
    """Listens to the desktop of this computer; None where there is no such thing. Never fails."""
    if not sys.platform.startswith("linux"):
        return None
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "unix:")
    if not address.startswith("unix:"):
        # An address on a network is never opened.
        return None
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        return None
    desk = DeskLock(parent)
    if os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:").startswith("unix:"):
        desk.listen(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), session_path())  # type: ignore[arg-type]
    return desk
