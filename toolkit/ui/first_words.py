"""The words of the pages that can be read before anything is unlocked."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """A heading with the icon and tone of its lines."""

    heading: str
    icon: str
    tone: str
    lines: str


PROTECTS: tuple[Part, ...] = (
    Part(
        "What it protects",
        "check-bold",
        "green",
        (
            "A lost or stolen laptop that is off, or locked in this program. Every record, name, draft and search word is "
            "kept in one encrypted file.\n"
            "A crash, a flat battery or a full disk. A note that was shown as saved is there afterwards.\n"
            "Finished records. They are never changed; a later version is added and the earlier one stays.\n"
            "A shared laptop. It locks after a few minutes without a key press, and nothing is sent anywhere."
        ),
    ),
    Part(
        "What it does not protect",
        "x-bold",
        "amber",
        (
            "A laptop with malware, a key logger or somebody else’s administrator rights. They can read what you read.\n"
            "Memory, sleep and hibernation files while the records are open. Turn on BitLocker (FileVault on a Mac), and lock "
            "before you close the lid.\n"
            "Paper, PDF and Word documents once they have left. The program notes for whom each is and cannot call them back.\n"
            "Somebody who sees the passphrase typed, or finds the recovery sheet.\n"
            "A court order, or being made to open it. There are no hidden records."
        ),
    ),
    Part(
        "A forgotten passphrase",
        "key",
        "ink2",
        (
            "Only the recovery sheet opens the records then. Without passphrase and sheet they are lost for good: nobody can "
            "open them, not your IT team, and not the people who made this program.\n"
            "One way more only where your organisation holds a key to these records: whoever has its key file opens them, "
            "without you. Settings says whether it does.\n"
            "A backup opens with the passphrase and the sheet of the day it was made, also after you changed them."
        ),
    ),
)
"""Heading and lines of the page “What this protects, and what it does not”. SECURITY.md says the same at more length."""

HELP: tuple[Part, ...] = (
    Part(
        "Opening your records",
        "lock-key-open",
        "ink2",
        (
            "Type your passphrase and press Enter. Show lets you see what you type, when nobody else can.\n"
            "If it is refused, look at Caps Lock and at the keyboard’s language. After three wrong tries there is a short "
            "wait. Nothing is ever wiped."
        ),
    ),
    Part(
        "When the passphrase is forgotten",
        "key",
        "ink2",
        (
            "Take the recovery sheet from where it is locked away, choose “I have forgotten my passphrase” and type the code. "
            "You choose a new passphrase there."
        ),
    ),
    Part(
        "Other records",
        "hard-drives",
        "ink2",
        (
            "“Choose other records” opens another folder, as on a memory stick. “Start new records” makes an empty set.\n"
            "Records can be open in one window only."
        ),
    ),
    Part(
        "Keys",
        "keyboard",
        "ink2",
        (
            "Tab and Shift+Tab go from field to field, Enter presses the button you are on. Ctrl+L locks from anywhere, F9 "
            "blanks the screen."
        ),
    ),
)
"""Heading and lines of the Help page before unlocking."""
