"""What taking a hand-over in would do, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from toolkit.vault.handover_format import Bundle, GivenRecord, GivenVersion

Verdict: TypeAlias = Literal["new", "same", "differs", "waits"]
Stands: TypeAlias = Literal["mine", "theirs"]

WITHDRAWN_HERE = "It was withdrawn or put away here, and stays so."
ERASED_HERE = "It was erased here when its time was over, and does not come back by a file."
DRAFT_HERE = "There is a draft of it open here. Finish or discard the draft, then open the file again."
ELSEWHERE = "It stands under another family here. Nothing of it is taken in."
OTHER_KIND = "A record of another kind has its number here. Nothing of it is taken in."
NO_FORM = "Its form is not here. Put the form in the forms folder of these records, then open the file again."
NEWER_FORM = "It was written with a newer version of its form. Update the program, then open the file again."
FAMILY_WAITS = "The family file cannot be taken in, so this waits too."


@dataclass(frozen=True)
class Line:
    """One record of a hand-over, compared. `fresh` are the versions that are not here yet; `mine` and `theirs` what stands
    on either side, as answers; `stands` says which of two was written later; `here` how many versions only this vault has.
    """

    record: GivenRecord
    verdict: Verdict
    why: str = ""
    fresh: tuple[GivenVersion, ...] = ()
    mine: GivenVersion | None = None
    here: int = 0
    copies: int = 0

    @property
    def theirs(self) -> GivenVersion:
        """The version that stands on the other side."""
        return self.record.versions[-1]

    @property
    def both(self) -> bool:
        """Whether both sides wrote on, so that one has to be chosen to stand."""
        return self.verdict == "differs" and self.here > 0

    @property
    def stands(self) -> Stands:
        """The one of the two that was written later."""
        return "mine" if self.mine is not None and self.mine.written > self.theirs.written else "theirs"


@dataclass(frozen=True)
class Plan:
    """What taking a hand-over in would do. `notes` are sentences about the whole: clashes, what stayed behind."""

    bundle: Bundle
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many records have this verdict."""
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def changes(self) -> bool:
        """Whether taking it in would write anything."""
        return any(line.fresh or line.copies for line in self.lines if line.verdict != "waits")


@dataclass
class Taken:
    """What was written: records that are new, versions that joined, pictures and papers, noted copies, what waits."""

    records: int = 0
    versions: int = 0
    files: int = 0
    copies: int = 0
    waits: int = 0
    joined: list[str] = field(default_factory=list)
