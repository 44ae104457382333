"""What the record page needs of the place records are kept; the page itself knows no vault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from toolkit.forms.blocks import Block, Outline
from toolkit.forms.people import Answers

Status: TypeAlias = Literal["draft", "final", "living", "withdrawn", "discarded"]


@dataclass(frozen=True)
class Version:
    """One dated version of a record: `when` is local wall time, `why` the reason it was made."""

    revision: int
    status: Status
    when: datetime | None = None
    who: str = ""
    why: str = ""


@dataclass(frozen=True)
class RecordState:
    """What is true of a record beside its answers.

    `saved` is when it was last saved, local wall time, or None before the first save. `warnings` are the lines of the
    family's red line. `current` says whether `revision` is the newest.
    """

    status: Status
    revision: int = 1
    family: str = ""
    author: str = ""
    author_role: str = ""
    saved: datetime | None = None
    written: datetime | None = None
    warnings: tuple[str, ...] = ()
    read_only: bool = False


class RecordStore(Protocol):
    """Where one record is kept. Every method may raise ToolkitError; then nothing was half done."""

    def state(self) -> RecordState:
        """What is true of the record now."""

    def save(self, answers: Answers) -> datetime:
        """Keeps a draft, or a living record as it stands, and gives the local time it was saved."""

    def finish(self, answers: Answers) -> None:
        """Makes the draft final."""

    def close(self, answers: Answers) -> None:
        """Closes a dated version of a living record."""

    def discard(self, reason: str) -> None:
        """Puts the draft away for good; only that it was is kept."""

    def amend(self, reason: str) -> Answers:
        """Starts the next version from the last final one and gives its answers."""

    def versions(self) -> list[Version]:
        """Every dated version, the newest first."""

    def outline(self, revision: int) -> Outline:
        """A dated version as it was signed, for the practitioner."""

    def unprinted(self, revision: int) -> list[Block]:
        """What a dated version holds that is on no paper, for the worker's own screen; often nothing."""

    def cautions(self, answers: Answers) -> list[str]:
        """Sentences to read before it is finished, beyond what the form itself can see; often none."""
