"""Looks at a Word form of somebody else before a byte of it is unpacked into memory, and refuses what could do harm."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from toolkit.errors import ToolkitError

MOST_BYTES = 50_000_000
MOST_PARTS = 2_000
MOST_RATIO = 100
SMALL = 1_000_000
"""A part smaller than this may be packed as tightly as it likes: a plain ground packs a thousand times."""

_OLD = b"\xd0\xcf\x11\xe0"
_FIELDS = re.compile(
    r"(?<![A-Z])(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|QUOTE)(?![A-Z])"
)
_LINK = re.compile(r"HYPERLINK(?!\s*\\L\b)", re.IGNORECASE)
"""A link to somewhere else; `\\l` leads to a place within the document, as in a list of contents."""
_INSTRUCTION = re.compile(
    r"<(?:\w+:)?instrText\b[^>]*>([^<]*)<|<(?:\w+:)?fldSimple\b[^>]*?\binstr=(\"[^\"]*\"|'[^']*')"
)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']\s*External", re.IGNORECASE)
_OBJECT = re.compile(rb"<\w*:?(OLEObject|object|control|altChunk|subDoc)\b", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class FormRefused(ToolkitError):
    """A Word form that is not used; the sentence says what is in it and what to do."""


def _refuse(what: str, then: str = "Ask who made it for a plain Word document (.docx).") -> FormRefused:
    return FormRefused(f"This Word form was not used: {what}. {then} Nothing was changed.")


def check(content: bytes) -> None:
    """Raises FormRefused, with a sentence for each reason, unless this is a plain Word document."""
    if content.startswith(_OLD):
        raise _refuse(
            "it has a password, or is of the old kind (.doc)",
            "Open it in Word and save it as .docx without a password.",
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _refuse("it is no Word document, or it is damaged", "Ask for it again.") from None
    with package:
        _sizes(entries, len(content))
        _names([entry.filename for entry in entries])
        for entry in entries:
            _part(entry.filename, _read(package, entry))


def _sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS:
        raise _refuse(f"it has more than {MOST_PARTS:,} parts")
    if unpacked > MOST_BYTES:
        raise _refuse(f"it unpacks to more than {MOST_BYTES // 1_000_000} MB")
    tight = any(e.file_size > SMALL and e.file_size > MOST_RATIO * max(e.compress_size, 1) for e in entries)
    if tight or unpacked > max(SMALL, MOST_RATIO * packed):
        raise _refuse("it is packed more tightly than any real document")


def _names(names: list[str]) -> None:
    low = [name.lower() for name in names]
    if len(set(low)) != len(low) or any(
        name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names
    ):
        raise _refuse("its parts have names that no Word document has")
    if any("vbaproject" in name or "vbadata" in name for name in low):
        raise _refuse("it holds macros", "Open it in Word and save it as .docx, which leaves them out.")
    if any("/activex/" in f"/{name}" or "/embeddings/" in f"/{name}" for name in low):
        raise _refuse(
            "another file is embedded in it", "Take the embedded file out in Word and save it again."
        )
    if "[content_types].xml" not in low or "word/document.xml" not in low:
        raise _refuse("it is no Word document")


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        # No more is read than was said: a lie about the size is found by the check sum.
        return package.read(entry)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise _refuse("it is damaged", "Ask for it again.") from None
    except Exception as fault:
        # zlib and lzma have faults of their own, and which are there depends on the computer.
        raise _refuse("it is damaged", "Ask for it again.") from fault


def _part(name: str, content: bytes) -> None:
    if not name.lower().endswith((".xml", ".rels")):
        return
    plain = _plain(content)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _refuse("a part of it brings definitions of its own (DTD)")
    if name == "[Content_Types].xml" and b"macroEnabled" in plain:
        raise _refuse("it holds macros", "Open it in Word and save it as .docx, which leaves them out.")
    if name == "[Content_Types].xml" and b"oleObject" in plain:
        raise _refuse(
            "another file is embedded in it", "Take the embedded file out in Word and save it again."
        )
    if name.lower().endswith(".rels") and _EXTERNAL.search(plain):
        raise _refuse(
            "it has a link that leads out of it",
            "In Word, remove its hyperlinks, linked pictures and attached template, and save it again.",
        )
    if _OBJECT.search(plain):
        raise _refuse(
            "another file is embedded in it", "Take the embedded file out in Word and save it again."
        )
    said = [*_instructions(plain)]
    if any(_LINK.search(words) for words in said[:-1]):
        raise _refuse(
            "it has a link that leads out of it",
            "In Word, remove its hyperlinks, linked pictures and attached template, and save it again.",
        )
    if any(_FIELDS.search(words) for words in said):
        raise _refuse(
            "a field in it fetches something from elsewhere",
            "In Word, press Alt+F9 to see its fields, take those with DDE, LINK or INCLUDE out, and save it again.",
        )


def _plain(content: bytes) -> bytes:
    """The part as UTF-8. Raises FormRefused for any writing in which markup could hide."""
    if content.startswith(_WIDE) or b"\x00" in content[:64]:
        try:
            return content.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise _refuse("a part of it is damaged", "Ask for it again.") from None
    named = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    if named and named[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise _refuse("a part of it is written in letters that Word does not use")
    return content


def _instructions(plain: bytes) -> Iterator[str]:
    """What the fields of a part say: each alone, and all joined, for Word may write one field in many pieces."""
    text = plain.decode("utf-8", "replace")
    found = [first or second.strip("\"'") for first, second in _INSTRUCTION.findall(text)]
    said = [_unescaped(one).upper() for one in found]
    yield from said
    yield "".join(said)
    yield "".join("".join(said).split())


def _unescaped(text: str) -> str:
    return re.sub(
        r"&#(x[0-9A-Fa-f]+|\d+);",
        lambda m: chr(min(int(m[1][1:], 16) if m[1][0] == "x" else int(m[1]), 0x10FFFF)),
        text,
    )
