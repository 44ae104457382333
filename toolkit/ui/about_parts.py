"""What the program is made of: each part with its use and its licence, for About and for the bill of materials."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """One part. `licence` is an SPDX expression; `note` is what a person should know beside it."""

    name: str
    what: str
    licence: str
    note: str = ""


LIBRARIES = (
    Part(
        "PySide6-Essentials", "Qt for Python, the windows", "LGPL-3.0-only", "Also under GPL-2.0 or GPL-3.0"
    ),
    Part("shiboken6", "Joins Qt and Python", "LGPL-3.0-only", "Also under GPL-2.0 or GPL-3.0"),
    Part(
        "sqlcipher3",
        "SQLCipher and SQLite, the encrypted file",
        "Zlib AND BSD-3-Clause AND Apache-2.0",
        "SQLite itself is public domain; OpenSSL inside it is Apache-2.0",
    ),
    Part("sqlite-utils", "Tables and their changes", "Apache-2.0"),
    Part("sqlite-fts4", "Order of what a search finds", "Apache-2.0"),
    Part("PyNaCl", "Argon2id, keys and authentication", "Apache-2.0 AND ISC", "libsodium inside it is ISC"),
    Part("cffi", "Joins libraries in C and Python", "MIT-0"),
    Part("pyrage", "The sealed hand-over file, in the age format", "MIT"),
    Part("msgspec", "Forms and answers", "BSD-3-Clause"),
    Part("python-docx", "Word documents", "MIT"),
    Part(
        "lxml",
        "Reads and writes what Word documents are made of",
        "BSD-3-Clause AND MIT",
        "libxml2 and libxslt inside it are MIT",
    ),
    Part("docxtpl", "An agency's own Word form", "LGPL-2.1-only"),
    Part("msoffcrypto-tool", "A password on a Word document", "MIT"),
    Part("olefile", "The file that such a document lies in", "BSD-2-Clause"),
    Part("cryptography", "Encrypts it", "Apache-2.0 OR BSD-3-Clause", "OpenSSL inside it is Apache-2.0"),
    Part("Jinja2", "Pages", "BSD-3-Clause"),
    Part("MarkupSafe", "Keeps what is typed apart from markup", "BSD-3-Clause"),
    Part("holidays", "Working days", "MIT"),
    Part("python-dateutil", "Days of holidays", "Apache-2.0 OR BSD-3-Clause"),
    Part("nhs-number", "Check of NHS numbers", "MIT"),
    Part("zxcvbn", "Strength of a passphrase", "MIT"),
    Part("qtawesome", "Carries the Phosphor icons", "MIT"),
    Part("pyphen", "Syllables", "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"),
    Part("rapidfuzz", "Text that is nearly the same", "MIT"),
    Part("jellyfish", "Names that sound alike", "MIT"),
    Part(
        "pyenchant",
        "Spelling",
        "LGPL-2.1-or-later",
        "The Enchant library and its dictionaries have licences of their own",
    ),
    Part("click", "Used by sqlite-utils", "BSD-3-Clause"),
    Part("click-default-group", "Used by sqlite-utils", "CC0-1.0", "Public domain"),
    Part("pluggy", "Used by sqlite-utils", "MIT"),
    Part("tabulate", "Used by sqlite-utils", "MIT"),
    Part("six", "Used by python-dateutil", "MIT"),
    Part("typing_extensions", "Used by several of these", "PSF-2.0"),
)
"""The distributions that come with the program, by the name they are installed under."""

BESIDE = (
    Part("Python", "The language the program is written in", "PSF-2.0"),
    Part(
        "PyInstaller bootloader",
        "Starts the program where it comes as a folder",
        "GPL-2.0-or-later WITH Bootloader-exception",
        "With an exception that lets any program be started by it",
    ),
    Part("OpenSSL", "Hashes, for Python", "Apache-2.0"),
    Part("SQLite", "Asked for by sqlite-utils; no record is ever in it", "blessing", "Public domain"),
    Part("ICU", "Letters and their order, for Qt", "Unicode-DFS-2016"),
    Part("libxcb and its helpers", "Windows on Linux", "MIT"),
    Part(
        "zlib, bzip2, liblzma, libffi and libuuid",
        "Packed files and the like, for Python",
        "Zlib AND bzip2-1.0.6 AND 0BSD AND MIT AND BSD-3-Clause",
    ),
    Part("Phosphor icons", "The icons", "MIT"),
    Part(
        "British hyphenation patterns",
        "Come with pyphen",
        "LicenseRef-BSD-style",
        "D. Wujastyk, G. Toal and L. Németh; the words of the licence lie beside them",
    ),
    Part(
        "EFF Large Wordlist for Passphrases",
        "The words for passphrases, changed: short common words were kept",
        "CC-BY-3.0-US",
        "Electronic Frontier Foundation, 2016",
    ),
)
"""What comes with the program and is no distribution of its own."""
