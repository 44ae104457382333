"""One table of settings: each has its key, default, label and what it may hold. Never a secret or a name.

They are kept as JSON in the person's own folder on this computer, in plain text, so anything about a family,
a worker or a passphrase belongs in the vault and not here.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import os
import stat
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from toolkit.errors import ToolkitError

FILE_NAME = "settings.json"

Value = int | bool | str

NEVER_MANAGED = frozenset(
    {
        "last_vault",
        "date_of_first_start",
        "wrong_tries",
        "wrong_try_at",
        "backup_asked",
        "starred_forms",
        "hints_seen",
    }
)
"""What the program remembers of this person; no organisation decides it."""


class SettingRefused(ToolkitError):
    """A value that a setting may not hold; the sentence names the setting and says what it takes."""


class SettingManaged(SettingRefused):
    """A setting that the organisation decides for every computer; it is shown and cannot be changed here."""


class SettingsNotSaved(ToolkitError):
    """The settings file could not be written. The new value holds until the program ends."""

    sentence = "This setting could not be saved. It holds until you close the program. Check that the disk has space."


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: what a setting is called, what it may hold and what to say about it."""

    key: str
    default: Value
    label: str
    hint: str = ""
    choices: tuple[tuple[Value, str], ...] = ()
    """Each value with the words shown for it. Empty for a switch, a plain number or plain words."""
    low: int | None = None
    high: int | None = None
    unit: str = ""
    longest: int | None = None
    """Most letters of a line of words."""
    folder: bool = False
    """Words that are the place of a folder."""
    shown: bool = True
    """False for what the program remembers by itself and no settings page offers."""

    def fault(self, value: object) -> str:
        """Gives the sentence that says why a value may not be held, or nothing when it may."""
        kind = type(self.default)
        # A bool is an int in Python, and True minutes is not a time.
        if type(value) is not kind:
            words = {bool: "on or off", int: "a whole number", str: "words"}[kind]
            return f"“{self.label}” takes {words}."
        if self.choices and value not in [choice for choice, _ in self.choices]:
            offered = ", ".join(words for _, words in self.choices)
            return f"“{self.label}” takes one of these: {offered}."
        low, high = self.low, self.high
        if isinstance(value, int) and low is not None and high is not None and not low <= value <= high:
            return f"“{self.label}” takes {low} to {high} {self.unit}."
        if isinstance(value, str) and (words := self._fault_of_words(value)):
            return f"“{self.label}” takes {words}."
        if self.key.startswith("date_") and value and not _is_date(str(value)):
            return f"“{self.label}” takes a date."
        return ""

    def _fault_of_words(self, value: str) -> str:
        # A line end would break the foot of a page, and half a letter cannot be written to any file.
        if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in value):
            return "one line of words"
        if self.longest is not None and len(value) > self.longest:
            return f"at most {self.longest} letters"
        # What a part of a path is counted from would depend on how the program was started.
        whole = PureWindowsPath(value).is_absolute() or PurePosixPath(value).is_absolute()
        return "the whole path of a folder" if self.folder and value and not whole else ""


def _row(default: Any, label: str, **more: Any) -> Any:
    return dataclasses.field(default=default, metadata={"label": label, **more})


@dataclasses.dataclass
class Settings:
    """The settings of one person on one computer.

    Read them as attributes; change them with `set`, which checks and saves. `notice` holds a sentence to show
    once when the file could not be read.
    """

    # How it looks
    text_size: int = _row(
        100,
        "Text size",
        choices=((100, "100 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %")),
    )
    theme: str = _row(
        "system",
        "Colours",
        choices=(("light", "Light"), ("dark", "Dark"), ("system", "Same as this computer")),
    )
    touch: bool = _row(False, "Larger controls for touch", hint="Buttons and fields become 44 high.")
    reduced_motion: bool = _row(False, "Less movement on the screen")
    language: str = _row(
        "",
        "Language of the program",
        longest=6,
        hint="Holds from the next time it is locked or opened. Cards and paper stay in English.",
        shown=False,
    )
    prompts_on: bool = _row(True, "Show practice prompts beside the fields")
    spelling_on: bool = _row(True, "Underline spelling")
    spelling_words: str = _row("", "Words of your organisation that are spelt right", shown=False)
    hints_on: bool = _row(
        True,
        "Show a short hint when a page is met for the first time",
        hint="One line at the top. “Got it” takes it away for good.",
    )

    # Safety
    idle_lock_minutes: int = _row(
        5,
        "Lock when no key is pressed for",
        low=1,
        high=15,
        unit="minutes",
        hint="What you were writing is saved first.",
    )

    block_capture: bool = _row(False, "Keep this window out of screen pictures", shown=False)

    backup_folder: str = _row(
        "",
        "Folder for backups",
        hint="On another disk, a memory stick or a network folder: a backup beside the records is lost with them.",
        folder=True,
        shown=False,
    )
    backup_on_close: bool = _row(
        True,
        "Make a backup when the records are closed",
        hint="Once a day, if the folder is there.",
        shown=False,
    )
    backup_asked: bool = _row(False, "Asked for a backup on closing", shown=False)
    backup_days: int = _row(7, "Remind me of a backup after", low=1, high=30, unit="days", shown=False)
    organisation_public: str = _row("", "Organisation's key", shown=False)
    forms_folder: str = _row("", "Folder of your organisation's forms", folder=True, shown=False)
    keep_until_age: int = _row(
        25, "Keep a child's record to this birthday", low=25, high=100, unit="years", shown=False
    )

    # Practice
    area_pack: str = _row("generic", "Local area", hint="Whose phone numbers, words and links are used.")
    late_hours: int = _row(
        24,
        "Ask why a record was written late after",
        low=1,
        high=336,
        unit="hours",
        hint="The duty is to write at the time or as soon as possible, and to say when it was written later.",
    )
    duty16LA: str = _row(
        "unconfirmed",
        "Duty to share information (Children Act 2004, section 16LA)",
        choices=(("on", "In force here"), ("off", "Not in force here"), ("unconfirmed", "Not confirmed yet")),
        hint="A manager decides this once, with the local safeguarding partners.",
    )
    org: str = _row(
        "public",
        "Your organisation",
        choices=(
            ("public", "Public: NHS, council, police, state school"),
            ("commissioned", "Does work for a public body"),
            ("voluntary", "Voluntary or private"),
        ),
        hint="Decides which bases in law the decision to share offers.",
    )
    proc_s003: bool = _row(
        True,
        "Sharing without agreement is weighed up with a manager, and both sign",
        hint="Off: the worker may decide alone, with advice noted. Risk of harm never waits for a manager.",
    )
    days_consent: int = _row(
        7, "Pass on after agreement within", low=1, high=7, unit="days", hint="Can be made shorter only."
    )
    days_no_consent: int = _row(
        7,
        "Pass on after deciding to share without agreement within",
        low=1,
        high=7,
        unit="days",
        hint="Can be made shorter only.",
    )
    days_advice: int = _row(
        2,
        "Look again at advice asked for within",
        low=1,
        high=2,
        unit="working days",
        hint="Can be made shorter only.",
    )
    marking_line: str = _row(
        "Confidential: personal information",
        "Line at the foot of each printed page",
        longest=120,
        hint="Left empty, none is printed.",
    )

    # What the program remembers
    last_vault: str = _row("", "Folder opened last", shown=False)
    date_of_first_start: str = _row("", "Date of first start", shown=False)
    wrong_tries: int = _row(0, "Wrong passphrases in a row", low=0, high=1000, unit="tries", shown=False)
    starred_forms: str = _row("", "Starred in the New list", shown=False)
    hints_seen: str = _row("", "Hints that were taken away", shown=False)
    wrong_try_at: int = _row(0, "Time of the last wrong passphrase", shown=False)

    folder: Path | None = None
    """Where the file is; None keeps the settings in memory only."""
    notice: str = ""
    managed: frozenset[str] = frozenset()
    """The keys of what the organisation decided for this computer."""
    managed_file: Path | None = None
    """The file it decided them in; None where it decided none."""
    _own: dict[str, Value] = dataclasses.field(default_factory=dict, repr=False)
    _refused: list[str] = dataclasses.field(default_factory=list, repr=False)

    @classmethod
    def load(cls, folder: Path, today: datetime.date | None = None, managed: Path | None = None) -> Settings:
        """Reads the settings from a folder, which may not exist yet, and over them those in a file that IT put there.

        What the organisation decided wins, is never written into the person's own file and cannot be changed with `set`. A
        managed file that cannot be read, or a value in it that may not be held, leaves a sentence and decides nothing. A
        file of the person that cannot be read is kept aside beside the new one. A single value that may not be held falls
        back to its default, and the rest stay. Both leave a sentence in `notice`. Raises nothing.
        """
        settings = cls(folder=folder)
        try:
            stored = _read(folder / FILE_NAME)
        except FileNotFoundError:
            stored = {}
        except (OSError, ValueError):
            settings.notice = _keep_aside(folder / FILE_NAME)
            stored = {}
        settings._take(stored)
        if managed is not None:
            settings._take_managed(managed)
        if not settings.date_of_first_start:
            settings.date_of_first_start = (today or datetime.date.today()).isoformat()
            with contextlib.suppress(SettingsNotSaved):
                settings.save()
        return settings

    def set(self, key: str, value: Value) -> None:
        """Changes one setting and saves them all.

        Raises SettingRefused when it may not hold the value, SettingManaged when the organisation set it, and
        SettingsNotSaved when the disk refuses.
        """
        if fault := row(key).fault(value):
            raise SettingRefused(fault)
        if key in self.managed:
            raise SettingManaged(
                f"“{row(key).label}” is set by your organisation. It cannot be changed here."
            )
        setattr(self, key, value)
        self.save()

    def save(self) -> None:
        """Writes the file whole or not at all. Raises SettingsNotSaved; the old file then still stands."""
        if self.folder is None:
            return
        own = {r.key: self._own.get(r.key, getattr(self, r.key)) for r in TABLE}
        text = json.dumps(own, indent=2, ensure_ascii=False) + "\n"
        file = self.folder / FILE_NAME
        part = file.with_name(FILE_NAME + ".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
        except OSError as fault:
            with contextlib.suppress(OSError):
                part.unlink()
            raise SettingsNotSaved from fault

    def _take_managed(self, file: Path) -> None:
        try:
            stored = _read(file)
            why = _not_an_administrators(file)
        except FileNotFoundError:
            return
        except (OSError, ValueError) as unread:
            why = _why_unread(unread)
        if why:
            self._say(f"The settings of your organisation do not hold: {why}. Tell your IT team: {file}")
            return
        taken, refused = set(), []
        known = {r.key: r for r in TABLE}
        for key, value in stored.items():
            if key not in known or key in NEVER_MANAGED:
                refused.append(f"{key} (there is no such setting for an organisation)")
                continue
            if fault := known[key].fault(value):
                refused.append(f"{key} ({fault.removesuffix('.')})")
                continue
            # What the person chose stays in their own file, for the day that the organisation decides nothing any more.
            self._own[key] = getattr(self, key)
            setattr(self, key, value)
            taken.add(key)
        self.managed = frozenset(taken)
        self.managed_file = file
        if refused:
            self._say_refused("; ".join(refused))

    def give_back(self, key: str, why: str) -> None:
        """Has the person's own value hold again where the organisation's turned out to be of no use; says so in `notice`."""
        if key in self.managed:
            self.managed -= {key}
            setattr(self, key, self._own.pop(key, row(key).default))
            self.tell_of(key, why)

    def tell_of(self, key: str, why: str) -> None:
        """Says in `notice` that something is wrong with a value of the organisation."""
        self._say_refused(f"{key} ({why})")

    def _say_refused(self, what: str) -> None:
        lead = f"Some settings of your organisation do not hold. Tell your IT team: {self.managed_file}: "
        said = lead + "; ".join(self._refused)
        self._refused.append(what)
        # One sentence has all of them.
        if said in self.notice and said != lead:
            self.notice = self.notice.replace(said, f"{said}; {what}")
        else:
            self._say(f"{lead}{what}.")

    def _say(self, sentence: str) -> None:
        self.notice = f"{self.notice} {sentence}".strip()

    def _take(self, stored: Mapping[str, object]) -> None:
        refused = []
        for r in TABLE:
            if r.key not in stored:
                continue
            if r.fault(stored[r.key]):
                refused.append(r.label)
            else:
                setattr(self, r.key, stored[r.key])
        if refused:
            names = ", ".join(f"“{label}”" for label in refused)
            self.notice = f"These settings could not be read and are as at first: {names}."


def _table() -> tuple[Row, ...]:
    fresh = Settings()
    fields = [field for field in dataclasses.fields(Settings) if field.metadata]
    return tuple(Row(key=f.name, default=getattr(fresh, f.name), **f.metadata) for f in fields)


TABLE: tuple[Row, ...] = _table()
"""Every setting, in the order the settings page shows them."""


def row(key: str) -> Row:
    """Finds a setting's line in the table. Raises KeyError for a key that is not there."""
    for r in TABLE:
        if r.key == key:
            return r
    raise KeyError(key)


def _read(file: Path) -> Mapping[str, object]:
    """The table in a file. Raises OSError and ValueError."""
    try:
        # Some programs put a mark before UTF-8 text.
        stored = json.loads(file.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(stored, dict):
        raise ValueError("not a table")
    return stored


def _why_unread(fault: OSError | ValueError) -> str:
    match fault:
        case PermissionError():
            return "the file may not be read by whoever uses this computer"
        case OSError():
            return "the file could not be read"
        case UnicodeDecodeError():
            return "the file is not UTF-8 text"
        case json.JSONDecodeError():
            return f"the file is not JSON, at line {fault.lineno}"
    return "the file holds no table of settings"


def _not_an_administrators(file: Path) -> str:
    """Why a file may have been put there by somebody who decides nothing here; empty when it is an administrator's.

    Windows is not asked: there the rights of the folder are for IT to set.
    """
    if sys.platform == "win32":
        return ""
    for one in (file, file.parent):
        facts = one.stat()
        if facts.st_uid not in (0, os.getuid()):
            return "the file or its folder belongs to somebody who is no administrator"
        if facts.st_mode & stat.S_IWOTH:
            return "anybody may write to the file or its folder"
    return ""


def _keep_aside(file: Path) -> str:
    aside = file.with_name("settings-unreadable.json")
    try:
        file.replace(aside)
    except OSError:
        return (
            "The settings could not be read, so they are as at first. Your records are not touched by this."
        )
    return (
        "The settings could not be read, so they are as at first. "
        f"The old file is kept beside the new one as {aside.name}. Your records are not touched by this."
    )


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
