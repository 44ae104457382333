"""Makes the pack of a referral: which records may go, each in its reader's copy, one file, one note of what left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QThread

from toolkit.errors import OpenedToReadOnly, RecordWithdrawn, ToolkitError
from toolkit.export import locked
from toolkit.export.files import write_whole
from toolkit.export.pack import MOST_RECORDS, Leaf
from toolkit.export.stamp import Stamp, file_name
from toolkit.forms import blocks, dates
from toolkit.forms.blocks import Outline, text_of
from toolkit.forms.left_out import LeftThing, Reader
from toolkit.forms.referral_cover import HARM_ROUTES, cover_blocks
from toolkit.ui.jobs import Progress
from toolkit.ui.pack_paper import PackPaper
from toolkit.ui.paper_of import paper_of
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_left_out import with_the_rest
from toolkit.ui.release_parts import AGENCY, CopyAsked
from toolkit.ui.release_record import Leaving
from toolkit.ui.session import Session
from toolkit.vault.rows import Told

KEPT = (
    "supervision",
    "supervision_extract",
    "escalation",
    "case_audit",
    "learning",
    "measures",
    "threshold_view",
)
"""Records of the organisation's own: none goes with a referral unless it is put in with a reason."""
RESTRICTED, OWN = "restricted", "own"


class PackTooLarge(ToolkitError):
    """More records than anybody would read."""

    sentence = f"A pack holds at most {MOST_RECORDS} records. Choose those that are needed."


@dataclass(frozen=True)
class Candidate:
    """A record that can go with the referral. `held` says why it stays back unless it is put in with a reason."""

    record_id: str
    form_id: str
    title: str
    day: str
    status: str
    bundled: bool
    held: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack as it is laid out, with what each record's copy leaves out: kind of record, label, reason.

    `things` are the same as lines to tick, with what was put in; the path of each begins with the id of its record.
    """

    paper: PackPaper
    left_out: tuple[tuple[str, str, str], ...]
    things: tuple[LeftThing, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The referral, and the records that go with it."""
        return self.paper.leaves


class PackMaker:
    """The pack of one referral."""

    def __init__(self, session: Session, record_id: str) -> None:
        self.session = session
        record = VaultStore(session, record_id=record_id).record()
        if record is None or record.status in ("withdrawn", "discarded"):
            raise RecordWithdrawn
        self.record = record

    @property
    def restricted(self) -> bool:
        """Whether some people must not see the referral itself."""
        return self.record.answers.get("restriction") == "restricted"

    @property
    def harm(self) -> bool:
        """Whether the referral is on the harm route, on which nothing is held back."""
        return self.record.answers.get("route") in HARM_ROUTES

    def candidates(self) -> list[Candidate]:
        """Every record of the family, the file first and then the newest; other than the referral itself."""
        session, family_id = self.session, self.record.family_id
        if family_id is None:
            return []
        wanted = self.record.answers.get("bundle")
        bundle = set(wanted) if isinstance(wanted, list) else set()
        family = session.vault.records.get(family_id)
        found = [Candidate(family.id, "family", session.title_of("family"), "", "living", "family" in bundle)]
        taken: set[str] = set()
        for row in session.vault.records.timeline(family_id):
            if row.id in (self.record.id, family_id) or row.status in ("withdrawn", "discarded"):
                continue
            held = RESTRICTED if row.restricted else OWN if row.form_id in KEPT else ""
            # The newest finished record of a kind stands for the kind; each child's voice is one of its own.
            newest = row.form_id == "voice" or row.form_id not in taken
            bundled = row.form_id in bundle and not held and newest and row.status != "draft"
            if bundled:
                taken.add(row.form_id)
            day = dates.show(row.event[:10]) if dates.is_day(row.event) else ""
            found.append(Candidate(row.id, row.form_id, row.title, day, row.status, bundled, held))
        return found

    def make(
        self,
        chosen: Sequence[str],
        progress: Progress,
        home: QThread | None = None,
        *,
        put_in: Collection[str] = (),
        wary: bool = False,
    ) -> Pack:
        """Reads, copies and lays out the records; may run off the screen's thread. Raises PackTooLarge.

        `put_in` are paths of `Pack.things`; `wary` says that something speaks against whoever gets it.
        """
        if len(chosen) > MOST_RECORDS:
            raise PackTooLarge
        ids = [self.record.id, *chosen]
        leaves: list[Leaf] = []
        left: list[tuple[str, str, str]] = []
        things: list[LeftThing] = []
        for at, record_id in enumerate(ids):
            progress(at / len(ids) * 0.3, f"Reading record {at + 1} of {len(ids)}")
            paths = frozenset(
                one.removeprefix(f"{record_id}/") for one in put_in if one.startswith(record_id)
            )
            leaf, out = self._leaf(record_id, paths, wary=wary)
            leaves.append(leaf)
            left += [(leaf.kind, label, reason) for label, reason in leaf.outline.left_out]
            things += out
        facts = cover_blocks(self.record.answers)

        def step(at: int) -> None:
            progress(0.3 + at / len(ids) * 0.7, f"Laying out record {at + 1} of {len(ids)}")

        paper = PackPaper(facts, leaves, step=step, home=home)
        return Pack(paper, tuple(dict.fromkeys(left)), tuple(things), self._strangers(leaves))

    def _leaf(self, record_id: str, paths: frozenset[str], *, wary: bool) -> tuple[Leaf, list[LeftThing]]:
        """One record as another agency gets it with what was put in, and what that leaves out.

        On the harm route the referral itself is whole, and what goes with it tells where everybody is: whoever protects a
        child has to find it. Where something speaks against the one who is named, both are copies as for any agency.
        """
        store = VaultStore(self.session, record_id=record_id)
        record = store.record()
        if record is None:
            raise RecordWithdrawn
        # Who put a restricted record in gave the reason on the page before.
        restricted = record.answers.get("restriction") == "restricted"
        put_in = paths | {"@restriction"} if restricted else paths
        reader: Reader = "agency"
        if self.harm and not wary:
            reader = "" if record_id == self.record.id else "protection"
        meta = replace(store.meta(record, record.status), reader=reader, put_in=put_in, wary=wary)
        made = paper_of(self.session, store, "practitioner", meta)
        stored = record.outlines.get("practitioner")
        if stored is not None and not made.left_out and not paths:
            made = blocks.from_json(stored)
        form = store.entry.form
        day = dates.show(record.event[:10]) if dates.is_day(record.event) else ""
        stamp = self._stamp(form.title if self.session.is_family(record.form_id) else "", store)
        leaf = Leaf(made, stamp, form.title, day, record.id, record.revision)
        return leaf, self._things(leaf, reader, put_in, wary=wary) if made.left_out or paths else []

    def _things(self, leaf: Leaf, reader: Reader, put_in: frozenset[str], *, wary: bool) -> list[LeftThing]:
        """What a record's copy leaves out or was given all the same, named after the record."""
        asked = CopyAsked(audience="practitioner", reader=reader, put_in=put_in, wary=wary)
        found = Leaving(self.session, leaf.record_id).things(asked)
        name = f"{leaf.kind}, {leaf.day}" if leaf.day else leaf.kind
        return [
            LeftThing(f"{leaf.record_id}/{one.path}", f"{name}: {one.label}", one.reason, one.may)
            for one in with_the_rest(
                [one for one in found if one.path != "@restriction"], leaf.outline.left_out
            )
        ]

    def _stamp(self, name: str, store: VaultStore) -> Stamp:
        session, author = self.session, self.session.author()
        return Stamp(
            printed_by=author.name,
            printed_on=session.now(),
            record_name=name,
            organisation=str(session.fact("organisation")),
            marking=session.settings.marking_line,
            author=author.name,
            contact=str(session.fact("contact_line")),
            photos=store.picture,
        )

    def _strangers(self, leaves: Sequence[Leaf]) -> tuple[str, ...]:
        """What the copies hold of other families (E12)."""
        if self.record.family_id is None:
            return ()
        words = "\n".join(word for leaf in leaves for word in text_of(leaf.outline))
        found = self.session.strangers(words, self.record.family_id)
        return tuple(dict.fromkeys(one.sentence for one in found))

    # Leaving

    def file_name(self, suffix: str) -> str:
        """A name that names no child."""
        event = self.record.event
        day: datetime | None = dates.moment(event) if dates.is_day(event) else None
        like: Outline = outline_named(self.record.family_id, self.session, self.record.status)
        return file_name(like, "Referral pack", day, suffix)

    def note(self, pack: Pack, recipient: str, how: str, why: str, sha256: str, told: Told) -> None:
        """Notes the pack as one copy that left; `told` is given its records and what they leave out. Raises OpenedToReadOnly."""
        if self.session.vault.read_only:
            raise OpenedToReadOnly
        first, *others = pack.leaves
        self.session.vault.releases.note(
            self.record.id,
            first.revision,
            AGENCY,
            recipient,
            how,
            why,
            sha256,
            self.session.author(),
            replace(
                told,
                pack=tuple((leaf.record_id, leaf.revision) for leaf in others),
                left_out=tuple((f"{kind}: {label}", why) for kind, label, why in pack.left_out),
            ),
        )


def outline_named(family_id: str | None, session: Session, status: str) -> Outline:
    """What the name of a file is made of."""
    reference = str(session.family(family_id).get("reference") or "") if family_id else ""
    return Outline(
        title="", audience="practitioner", blocks=(), family_reference=reference, draft=status == "draft"
    )


def write_word(pack: Pack, target: Path, password: str, progress: Progress) -> str:
    """Writes the pack as a Word file, behind a password where one is given; gives its sha256. Raises NotWritten."""
    # Loaded when it is asked for, as for one record.
    from toolkit.export.pack import word

    many = len(pack.leaves)
    made = word(
        pack.paper.front,
        pack.leaves,
        lambda at: progress(at / many * 0.9, f"Writing record {min(at + 1, many)} of {many}"),
    )
    if password:
        progress(0.95, "Putting the password on it")
        made = locked.protect(made, password)
    progress(1.0)
    return write_whole(target, made)


def write_pdf(pack: Pack, target: Path, progress: Progress) -> str:
    """Writes the pack as a PDF; gives its sha256. Raises NotWritten."""
    many = pack.paper.count
    pack.paper.on_sheet = lambda at: progress(at / many, f"Writing page {at + 1} of {many}")
    try:
        made = pack.paper.pdf()
    finally:
        pack.paper.on_sheet = None
    progress(1.0)
    return write_whole(target, made)
