"""What the health check can find: one class each, with its grade, its sentence and the step that mends it, if one does.

A fix is never part of a check: it is a method of `Vault`, named here, and done only when the worker asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

Grade: TypeAlias = Literal["GOOD", "INFO", "WARN", "CRITICAL"]
ORDER: tuple[Grade, ...] = ("CRITICAL", "WARN", "INFO", "GOOD")


@dataclass(frozen=True)
class Finding:
    """One thing the health check found. `entry` is the first entry of the trail that does not fit, or None."""

    grade: Grade
    sentence: str
    entry: int | None = None
    fix: ClassVar[str] = ""
    """The method of the vault that mends it; empty when only a backup does, or nothing is to be mended."""


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class AllRead(Finding):
    """What was read, and fits."""

    def __init__(self, families: int, records: int, drafts: int) -> None:
        parts = [_count(families, "family", "families"), _count(records, "record"), _count(drafts, "draft")]
        super().__init__("GOOD", f"{', '.join(parts)}: read.")


class ClockWentBack(Finding):
    """The computer's clock was set back while records were written; their order is known all the same."""

    def __init__(self, times: int) -> None:
        super().__init__(
            "INFO", f"The computer's clock went back {_count(times, 'time')} while records were written."
        )


class LooseEnds(Finding):
    """Files of a step that was broken off lie in the folder."""

    fix = "clear_loose_ends"

    def __init__(self, files: int) -> None:
        super().__init__(
            "INFO",
            f"{_count(files, 'file')} of a step that was broken off lies in the folder of the records."
            if files == 1
            else f"{_count(files, 'file')} of a step that was broken off lie in the folder of the records.",
        )


class ListsDoNotFit(Finding):
    """The columns that lists are read from are not what the records give."""

    fix = "rebuild_lists"

    def __init__(self, records: int) -> None:
        super().__init__(
            "WARN", f"Lists do not fit {_count(records, 'record')}. The records are safe: rebuild the lists."
        )


class SearchDoesNotFit(Finding):
    """The search does not hold the words of the records."""

    fix = "rebuild_search"

    def __init__(self, records: int) -> None:
        super().__init__(
            "WARN",
            f"The search does not fit {_count(records, 'record')}. The records are safe: rebuild the search.",
        )


class KeyFileWrong(Finding):
    """The key file went missing or was changed while the records are open."""

    fix = "change_passphrase"

    def __init__(self) -> None:
        super().__init__(
            "WARN",
            "The key file, vault.key, is missing or damaged. The records are safe. "
            "Unlock them with the recovery code once: that makes a new key file.",
        )


class OlderWasPutBack(Finding):
    """An older copy took the place of newer records, once; the trail says when it was noticed."""

    def __init__(self, day: str, known: int, there: int) -> None:
        missing = _count(known - there, "entry", "entries") if known > there else "entries"
        super().__init__(
            "WARN",
            f"On {day} an older copy, or another one, stood in place of these records: {missing} known before "
            f"{'is' if known - there == 1 else 'are'} not in it. What came after entry {there:,} is from then on.",
            there + 1,
        )


class PagesDamaged(Finding):
    """Pages do not bear the engine's signature."""

    def __init__(self, places: int) -> None:
        super().__init__(
            "CRITICAL", f"The records file is damaged in {_count(places, 'place')}. Nothing was changed."
        )


class FirstLineDamaged(Finding):
    """The first 16 bytes of the file, which hold its id, were changed."""

    def __init__(self) -> None:
        super().__init__("CRITICAL", "The first line of the records file is damaged. Nothing was changed.")


class PartUnreadable(Finding):
    """The engine gave up reading."""

    def __init__(self) -> None:
        super().__init__("CRITICAL", "Part of the records cannot be read.")


class TablesDoNotFit(Finding):
    """The engine's own check of its tables failed."""

    def __init__(self) -> None:
        super().__init__("CRITICAL", "The tables of the records file do not fit together.")


class PointsNowhere(Finding):
    """A row names another that is not there."""

    def __init__(self) -> None:
        super().__init__("CRITICAL", "Part of a record points to something that is gone.")


class ProtectionGone(Finding):
    """Triggers are missing, changed or added."""

    def __init__(self) -> None:
        super().__init__(
            "CRITICAL", "What keeps finished records from being changed is missing in this file."
        )


class TrailBroken(Finding):
    """The trail, or words it stands for, was changed outside the program."""

    def __init__(self, entry: int) -> None:
        super().__init__(
            "CRITICAL",
            f"The history does not fit from entry {entry} on: something was changed outside the program.",
            entry,
        )


class OlderPutBack(Finding):
    """The key file knows of entries that the trail does not hold."""

    def __init__(self, known: int, there: int) -> None:
        missing = _count(known - there, "entry", "entries") if known > there else "the entries"
        super().__init__(
            "CRITICAL",
            f"These are not the records that were here last: {missing} known to the key file "
            f"{'is' if known - there == 1 else 'are'} not in them. An older copy may have been put in their place.",
            min(known, there + 1),
        )


class FilesMissing(Finding):
    """Pictures or papers that the trail knows are not there."""

    def __init__(self, number: int) -> None:
        super().__init__("CRITICAL", f"{_count(number, 'picture or paper', 'pictures or papers')} missing.")


class FilesChanged(Finding):
    """Pictures or papers are not what the trail says was added."""

    def __init__(self, number: int) -> None:
        words = _count(number, "picture or paper", "pictures or papers")
        super().__init__("CRITICAL", f"{words} not as added: changed outside the program.")
