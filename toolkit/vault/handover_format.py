"""What a hand-over holds: the records of one family with every finished version, as documented in docs/hand-over.md."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import datetime
from typing import Any

import msgspec

from toolkit.vault.attachments import MOST_BYTES
from toolkit.vault.projecting import to_text
from toolkit.vault.rows import Told
from toolkit.vault.sealing import HandOverChanged, HandOverNewer, NotAHandOver

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
FORMAT, VERSION = "safeguarding-toolkit hand-over", 1
CAME = "Came with a hand-over from "
"""Begins what is added to the reason of a version that came in; it is no part of what makes the version itself."""


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every part; a field of a later version that this one does not know is passed over."""


class GivenVersion(_Part, frozen=True, kw_only=True):
    """One finished version. `mark` stands for its content, wherever it lies; times are ISO, `..._local` wall time."""

    number: int
    mark: str
    state: str
    form_version: int
    answers: dict[str, Any]
    author: str
    author_role: str
    reason: str
    made: str
    made_local: str
    written: str
    written_local: str
    outlines: dict[str, str] = {}


class GivenFile(_Part, frozen=True, kw_only=True):
    """A picture or paper; `data` is base64, `version` the number of the version it came with."""

    id: str
    version: int
    name: str
    media: str
    size: int
    sha256: str
    author: str
    made: str
    made_local: str
    data: str


class GivenCopy(_Part, frozen=True, kw_only=True):
    """One copy of the record that left: `left` is the wall time to the minute.

    `pack` names the other records in the same file by id and mark, for `told.pack` counts versions by numbers of one vault.
    """

    mark: str
    left: str
    audience: str
    recipient: str
    how: str
    why: str
    sha256: str
    author: str
    told: Told = Told()
    pack: list[tuple[str, str]] = []


class GivenRecord(_Part, frozen=True, kw_only=True):
    """One record with its history, oldest version first."""

    id: str
    form_id: str
    title: str
    event: str
    living: bool
    made: str
    made_local: str
    versions: list[GivenVersion]
    files: list[GivenFile] = []
    copies: list[GivenCopy] = []


class StayedBehind(_Part, frozen=True, kw_only=True):
    """A record, or a later draft of one, that was not handed over; `why` is `draft`, `amending` or `not_chosen`."""

    form_id: str
    title: str
    event: str
    why: str


class Bundle(_Part, frozen=True, kw_only=True):
    """Everything that is handed over."""

    format: str
    version: int
    made: str
    made_local: str
    by: str
    by_role: str
    organisation: str
    family: str
    records: list[GivenRecord]
    stayed: list[StayedBehind] = []


class _Lead(msgspec.Struct):
    format: str = ""
    version: int = 0


def mark_of(
    form_id: str,
    version: int,
    answers: str,
    who: tuple[str, str],
    reason: str,
    written: str,
    outlines: dict[str, str],
) -> str:
    """The SHA-256 that a version is known by in every vault. `who` is author and role, `written` the UTC time."""
    own = reason.partition(CAME)[0].strip()
    papers = {audience: hashlib.sha256(text.encode()).hexdigest() for audience, text in outlines.items()}
    words = json.loads(answers)
    parts = [form_id, version, words, *who, own, written, papers]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()


def to_bytes(bundle: Bundle) -> bytes:
    """The bundle as JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(bundle), indent=1)


def read(content: bytes) -> Bundle:
    """Reads and checks a bundle. Raises `NotAHandOver`, `HandOverNewer`, `HandOverChanged`."""
    try:
        lead = msgspec.json.decode(content, type=_Lead)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NotAHandOver() from None
    if lead.format != FORMAT:
        raise NotAHandOver()
    if lead.version > VERSION:
        raise HandOverNewer()
    try:
        bundle = msgspec.json.decode(content, type=Bundle)
        _check(bundle)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        raise HandOverChanged() from None
    return bundle


def file_bytes(file: GivenFile) -> bytes:
    """The bytes of a picture or paper. Raises ValueError when they are not those it was given with."""
    data = base64.b64decode(file.data, validate=True)
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise ValueError("other bytes")
    return data


def _check(bundle: Bundle) -> None:
    """Raises ValueError when a version, a file or a number is not what its mark says, or a time is none.

    What is taken in stays for good, so nothing comes in that a list could stumble over later.
    """
    _moments(bundle.made, bundle.made_local)
    if bundle.family not in {record.id for record in bundle.records}:
        raise ValueError("no family file")
    if len({record.id for record in bundle.records}) != len(bundle.records):
        raise ValueError("one record twice")
    for record in bundle.records:
        if not record.versions or len({v.number for v in record.versions}) != len(record.versions):
            raise ValueError("versions")
        if not _ID.fullmatch(record.id):
            raise ValueError("no id")
        _moments(record.made, record.made_local)
        wanted = "closed" if record.living else "final"
        for one in record.versions:
            _moments(one.made, one.made_local, one.written, one.written_local)
            who = one.author, one.author_role
            text = to_text(one.answers)
            made = mark_of(record.form_id, one.form_version, text, who, one.reason, one.written, one.outlines)
            if made != one.mark or one.state != wanted or one.form_version < 1:
                raise ValueError("another version")
        if not all(_ID.fullmatch(one) for copy in record.copies for one, _ in copy.pack):
            raise ValueError("no id in a pack")
        for file in record.files:
            _moments(file.made, file.made_local)
            if not _ID.fullmatch(file.id) or not 0 < len(file_bytes(file)) <= MOST_BYTES:
                raise ValueError("no file")


def _moments(*texts: str) -> None:
    """Raises ValueError unless each is a moment with its offset from UTC."""
    for text in texts:
        if datetime.fromisoformat(text).tzinfo is None:
            raise ValueError("no offset")
