"""Which files a bundle holds, its icon and its version details; used by build.spec and by the bundle's own test."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

LICENSES_OF = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlcipher3",
    "sqlite-utils",
    "PyNaCl",
    "msgspec",
    "python-docx",
    "jinja2",
    "markupsafe",
    "docxtpl",
    "lxml",
    "holidays",
    "nhs-number",
    "zxcvbn",
    "qtawesome",
    "pyphen",
    "rapidfuzz",
    "jellyfish",
    "pyenchant",
    "pyrage",
    "msoffcrypto-tool",
    "olefile",
    "cryptography",
)
"""Distributions whose licence and version go along."""

_UNWANTED = (
    # Screens without a window system, drawn over a network, or made of other parts of Qt.
    r"platforms/.*q(eglfs|linuxfb|vkkhrdisplay|vnc|minimalegl)",
    r"plugins/(egldeviceintegrations|networkinformation|tls|qmltooling|sqldrivers|virtualkeyboard|platforminputcontexts/.*virtualkeyboard)",
    r"plugins/imageformats/.*(pdf|tga|tiff|wbmp|icns|webp|gif)",
    r"(lib)?Qt6?(Qml|Quick|Network|Pdf|VirtualKeyboard|EglFSDeviceIntegration|EglFs|Sql|Test)\w*[.\d]",
    # The look of one Linux desktop would bring half of that desktop along.
    r"platformthemes/.*qgtk3",
    r"lib(gtk|gdk|cairo|pango|atk|harfbuzz|gio|gobject|gdk_pixbuf|epoxy|tinysparql|cloudproviders|pixman)[-_.\w]*\.so",
    # The print system of a Linux desktop is the desktop's own, with all it stands on.
    r"lib(cups|gnutls|p11-kit|unistring|krb5|krb5support|k5crypto|gssapi_krb5|com_err|keyutils|avahi[-\w]*|nettle|hogweed|gmp|idn2|tasn1)[-_.\w]*\.so",
    # The same again for newer processors; the plain one runs on all.
    r"rapidfuzz/.*_(avx2|sse2)\.",
    # One icon family is used: Phosphor.
    r"qtawesome/fonts/(?!phosphor)",
    # Words of Qt in other languages: the program brings its own.
    r"PySide6/(Qt/)?translations/",
    r"PySide6/(Qt/)?qml/",
    # Hyphenation and holidays of other countries are small code; their dictionaries are not needed.
    r"pyphen/dictionaries/(?!hyph_en_GB)",
    r"(^|/)tests?/",
)


def wanted(name: str) -> bool:
    """Says whether a collected file stays in the bundle; `name` is its place there."""
    place = name.replace("\\", "/")
    return not any(re.search(pattern, place) for pattern in _UNWANTED)


def icon(top: Path) -> str | None:
    """Gives the icon of the program for the system that builds; Linux has none inside a program."""
    made = top / "build" / "icons" / {"win32": "program.ico", "darwin": "program.icns"}.get(sys.platform, "")
    return str(made) if made.is_file() else None


def version_details(top: Path, name: str) -> Any:
    """Gives what Windows shows under Details; None elsewhere."""
    if sys.platform != "win32":
        return None
    from PyInstaller.utils.win32 import versioninfo as vi  # type: ignore[import-not-found]

    text = re.search(
        r'__version__ = "([\d.]+)"', (top / "toolkit" / "__init__.py").read_text(encoding="utf-8")
    )
    assert text is not None
    numbers = tuple(int(part) for part in (text[1] + ".0.0.0").split(".")[:4])
    facts = {
        "CompanyName": "Safeguarding Toolkit contributors",
        "FileDescription": "Safeguarding Toolkit",
        "FileVersion": text[1],
        "InternalName": name,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Safeguarding Toolkit",
        "ProductVersion": text[1],
    }
    table = vi.StringTable("080904B0", [vi.StringStruct(key, value) for key, value in facts.items()])
    return vi.VSVersionInfo(
        ffi=vi.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[vi.StringFileInfo([table]), vi.VarFileInfo([vi.VarStruct("Translation", [0x0809, 1200])])],
    )
