"""Which files a bundle holds, its icon and its version details; used by build.spec and by the tests of the bundle."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

Entry = tuple[str, str, str]
"""A collected file as PyInstaller names it: its place in the bundle, where it comes from, its kind."""

TOP = Path(__file__).resolve().parent.parent

_UNWANTED = (
    # Screens without a window system, drawn over a network, or from other parts of Qt.
    r"platforms/.*q(eglfs|linuxfb|vkkhrdisplay|vnc|minimal|minimalegl)\.",
    r"plugins/(egldeviceintegrations|networkinformation|tls|qmltooling|sqldrivers|virtualkeyboard|generic)/",
    r"plugins/platforminputcontexts/.*virtualkeyboard",
    # Pictures: PNG is built in; JPEG, WebP, SVG and the system's own HEIC are used, the rest nowhere.
    r"plugins/imageformats/.*q(pdf|tga|tiff|wbmp|icns|gif)\.",
    r"(^|/)(lib)?Qt6?(Qml|Quick|Network|Pdf|VirtualKeyboard|EglFSDeviceIntegration|EglFs|Sql|Test)\w*[.\d]",
    # A second way to draw for Windows without a graphics card, for parts of Qt that are not here.
    r"opengl32sw\.dll",
    # The look of one Linux desktop would bring half of that desktop along.
    r"platformthemes/.*qgtk3",
    # The same again for newer processors; the plain one runs on all.
    r"rapidfuzz/.*_(avx2|sse2)\.",
    # One icon family is used: Phosphor.
    r"qtawesome/fonts/(?!phosphor)",
    # Words of Qt in other languages: the program brings its own.
    r"PySide6/(Qt/)?(translations|qml|typesystems|include|metatypes)/",
    r"pyphen/dictionaries/(?!(README_)?hyph_en_GB)",
    # Word's default template is read from one file; here it lies unpacked a second time.
    r"docx/templates/default-docx-template/",
    # Of the papers of a part its description and its licence are read.
    r"\.dist-info/(?!METADATA$|licenses?/|LICEN[CS]E|COPYING|AUTHORS)",
    r"(^|/)tests?/",
)

_OF_THE_SYSTEM = (
    # The C++ library and those below the screen must be the desktop's own: its drivers are built with newer ones.
    r"lib(stdc\+\+|gcc_s|X11|X11-xcb|Xext|Xrender|Xau|Xdmcp|bsd|md|xkbcommon|xkbcommon-x11|wayland-\w+)\.so",
    # Fonts: the desktop's settings are written for its own.
    r"lib(fontconfig|freetype|expat|png16|brotli\w+|harfbuzz|graphite2|fribidi|thai|datrie)\.so",
    # GLib, D-Bus and what they stand on: each desktop has them, and speaks over them with the program.
    r"lib(glib-2\.0|gthread-2\.0|gmodule-2\.0|gio-2\.0|gobject-2\.0|pcre2-8|mount|blkid|selinux|dbus-1|systemd)\.so",
    r"lib(gcrypt|gpg-error|cap|lz4|zstd)\.so",
    # The print system, with all it stands on.
    r"lib(cups|gnutls|p11-kit|unistring|krb5|krb5support|k5crypto|gssapi_krb5|com_err|keyutils|avahi[-\w]*|nettle|hogweed|gmp|idn2|tasn1)\.so",
    # What only the look that was left out stands on.
    r"lib(gtk|gdk|cairo|pango|atk|epoxy|tinysparql|cloudproviders|pixman|jpeg|tiff|Xi|Xcursor|Xdamage|Xfixes|Xcomposite|Xinerama|Xrandr|Xtst)[-_.\w]*\.so",
)
"""On Linux these come with every desktop, and tools/debian-packages.txt asks for them."""


def wanted(name: str, platform: str = sys.platform) -> bool:
    """Says whether a collected file stays in the bundle; `name` is its place there."""
    place = name.replace("\\", "/")
    if any(re.search(pattern, place) for pattern in _UNWANTED):
        return False
    # Qt's own copies lie in its folder; what lies at the top was found on the computer that builds.
    taken = platform == "linux" and "/" not in place
    return not (taken and any(re.match(pattern, place) for pattern in _OF_THE_SYSTEM))


def parts(binaries: Iterable[Entry], datas: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Gives what of the collected files stays in the bundle."""
    return [one for one in binaries if wanted(one[0])], [one for one in datas if wanted(one[0])]


def papers(binaries: Iterable[Entry]) -> list[Entry]:
    """Gives the licences of Python and of the libraries that were found on the computer that builds, as Debian keeps them."""
    found: dict[str, Path] = {}
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        found["Python"] = python
    if shutil.which("dpkg-query") is not None:
        for _, source, _ in (one for one in binaries if "/" not in one[0]):
            said = subprocess.run(
                ["dpkg-query", "-S", f"*/{Path(source).name}"], capture_output=True, text=True, check=False
            )
            package = said.stdout.partition(":")[0].partition(",")[0]
            text = Path("/usr/share/doc") / package / "copyright"
            if package and text.is_file():
                found[package] = text
    return [
        (f"licences/of-the-system/{name}.txt", str(text.resolve()), "DATA") for name, text in found.items()
    ]


def distributions() -> list[str]:
    """Names every distribution the program needs here, those that others need among them, in alphabetical order."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, str] = {}
    waiting: list[str] = list(project["dependencies"])
    while waiting:
        needed = Requirement(waiting.pop())
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        if key_of(needed.name) not in found and key_of(needed.name) not in NOT_INSIDE:
            found[key_of(needed.name)] = needed.name
            waiting += metadata.requires(needed.name) or []
    return sorted(found.values(), key=str.lower)


NOT_INSIDE = frozenset({"qtpy", "pycparser", "pip", "setuptools", "packaging"})
"""Needed by a part for something the program does not do: of qtawesome the icon font alone is read."""


def key_of(name: str) -> str:
    """Gives the name of a distribution as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def icon(top: Path) -> str | None:
    """Makes the icon of the program for the system that builds; Linux has none inside a program."""
    if sys.platform not in ("win32", "darwin"):
        return None
    ending = "ico" if sys.platform == "win32" else "icns"
    made = top / "build" / "icons" / f"program.{ending}"
    # Qt draws; a process of its own keeps it out of the one that builds.
    subprocess.run([sys.executable, "-m", "tools.icons", str(made)], cwd=top, check=True, timeout=120)
    return str(made)


def version(top: Path) -> str:
    """Gives the version of the program, as 0.1.0."""
    text = (top / "toolkit" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([\d.]+)"', text)
    assert found is not None
    return found[1]


def version_details(top: Path, name: str) -> Any:
    """Gives what Windows shows under Details; None elsewhere."""
    if sys.platform != "win32":
        return None
    from PyInstaller.utils.win32 import versioninfo as vi

    text = version(top)
    numbers = tuple(int(part) for part in (text + ".0.0.0").split(".")[:4])
    table = vi.StringTable("080904B0", [vi.StringStruct(key, value) for key, value in details(text, name)])
    return vi.VSVersionInfo(
        ffi=vi.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[vi.StringFileInfo([table]), vi.VarFileInfo([vi.VarStruct("Translation", [0x0809, 1200])])],
    )


def details(text: str, name: str) -> list[tuple[str, str]]:
    """Gives the lines Windows shows under Details, in British English."""
    return [
        ("CompanyName", "Safeguarding Toolkit contributors"),
        ("FileDescription", "Safeguarding Toolkit"),
        ("FileVersion", text),
        ("InternalName", name),
        ("LegalCopyright", "MIT licence"),
        ("OriginalFilename", f"{name}.exe"),
        ("ProductName", "Safeguarding Toolkit"),
        ("ProductVersion", text),
    ]


def ico(pictures: dict[int, bytes]) -> bytes:
    """Packs PNG pictures, by their width, into one icon of Windows."""
    head, at = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    rows = b""
    for width, content in sorted(pictures.items()):
        rows += struct.pack("<BBBBHHII", width % 256, width % 256, 0, 0, 1, 32, len(content), at)
        at += len(content)
    return head + rows + b"".join(content for _, content in sorted(pictures.items()))


ICNS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}
"""What macOS calls a PNG picture of each width."""


def icns(pictures: dict[int, bytes]) -> bytes:
    """Packs PNG pictures, by their width, into one icon of macOS."""
    body = b"".join(
        ICNS[width] + struct.pack(">I", len(content) + 8) + content
        for width, content in sorted(pictures.items())
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body
