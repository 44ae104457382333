"""Writes what comes with a bundle: its bill of materials in CycloneDX, and the checksums of all its files.

`python -m tools.bill FOLDER` reads the bundle in FOLDER/SafeguardingToolkit and writes FOLDER/sbom.cdx.json and
FOLDER/SHA256SUMS, which `sha256sum -c SHA256SUMS` checks.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import sqlcipher3

from toolkit.ui.about_parts import BESIDE, LIBRARIES, Part
from tools.bundle_files import TOP, key_of, version

BUNDLE = "SafeguardingToolkit"
BILL, SUMS = "sbom.cdx.json", "SHA256SUMS"
DATA = ("Phosphor icons", "British hyphenation patterns", "EFF Large Wordlist for Passphrases")
"""Parts that are no code."""
OPENSSL = rb"OpenSSL (\d+\.\d+\.\d+) \d+ [A-Z][a-z]{2} 20\d\d"
"""How a library that has OpenSSL inside names its version."""
NATIVE = (".so", ".dll", ".pyd", ".dylib")


def files(bundle: Path) -> list[Path]:
    """Gives every file of a bundle, in order; a link stands for the file it leads to, once."""
    return sorted(file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())


def digest(file: Path) -> str:
    """Gives the SHA-256 of a file as hex digits."""
    with file.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()


def sums(bundle: Path) -> str:
    """Gives the checksums as `sha256sum` writes them, with places from the folder that holds the bundle."""
    return "".join(
        f"{digest(file)}  {file.relative_to(bundle.parent).as_posix()}\n" for file in files(bundle)
    )


def bill(bundle: Path, made: datetime) -> dict[str, Any]:
    """Gives the bill of materials of a bundle, in CycloneDX 1.6."""
    here = list(metadata.distributions(path=[str(inside(bundle))]))
    held = {key_of(one.metadata["Name"]): one for one in here}
    listed = {key_of(part.name): part for part in LIBRARIES}
    main = f"pkg:generic/safeguarding-toolkit@{version(TOP)}"
    parts = [_library(listed[name], one.version) for name, one in sorted(held.items())]
    parts += [_beside(part) for part in BESIDE]
    parts += _native(bundle)
    parts += _built_in(bundle)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": main,
                "name": "Safeguarding Toolkit",
                "version": version(TOP),
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": main,
            },
            "properties": [{"name": "built on", "value": f"{platform.system()} {platform.machine()}"}],
        },
        "components": parts,
        "dependencies": [{"ref": main, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def inside(bundle: Path) -> Path:
    """Gives the folder of a bundle that holds what the program needs."""
    return bundle / "_internal"


def _library(part: Part, number: str) -> dict[str, Any]:
    place = f"pkg:pypi/{key_of(part.name)}@{number}"
    return {
        "type": "library",
        "bom-ref": place,
        "name": part.name,
        "version": number,
        "description": part.what,
        "licenses": [{"expression": part.licence}],
        "purl": place,
    }


def _beside(part: Part) -> dict[str, Any]:
    number = {"Python": platform.python_version(), "PyInstaller bootloader": _version("pyinstaller")}.get(
        part.name, ""
    )
    return {
        "type": "data" if part.name in DATA else "library",
        "bom-ref": f"beside:{part.name}",
        "name": part.name,
        **({"version": number} if number else {}),
        "description": part.what,
        "licenses": [{"expression": part.licence}],
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _native(bundle: Path) -> Iterator[dict[str, Any]]:
    """The libraries in machine code, for whoever looks for one of them; each with its checksum."""
    for file in files(bundle):
        if any(ending in file.name for ending in NATIVE):
            place = file.relative_to(bundle).as_posix()
            hashes = [{"alg": "SHA-256", "content": digest(file)}]
            yield {"type": "file", "bom-ref": f"file:{place}", "name": place, "hashes": hashes}


def _built_in(bundle: Path) -> Iterator[dict[str, Any]]:
    """What lies inside another library and has weaknesses told of under its own name: OpenSSL and SQLCipher."""
    for file in files(bundle):
        if any(ending in file.name for ending in NATIVE):
            place = file.relative_to(bundle).as_posix()
            if found := re.search(OPENSSL, file.read_bytes()):
                yield _inside("OpenSSL", found[1].decode(), "Apache-2.0", place)
    ((said,),) = sqlcipher3.connect(":memory:").execute("PRAGMA cipher_version")
    yield _inside("SQLCipher", said.split()[0], "BSD-3-Clause", "sqlcipher3")


def _inside(name: str, number: str, licence: str, place: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": f"inside:{place}:{name}",
        "name": name,
        "version": number,
        "description": f"Inside {place}",
        "licenses": [{"expression": licence}],
        "purl": f"pkg:generic/{name.lower()}@{number}",
    }


def main(folder: Path) -> int:
    """Writes both files beside the bundle and says its size."""
    bundle = folder / BUNDLE
    # A build that is to come out the same each time says when it was made.
    made = (
        datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
        if "SOURCE_DATE_EPOCH" in os.environ
        else datetime.now(UTC)
    )
    (folder / BILL).write_text(json.dumps(bill(bundle, made), indent=1), encoding="utf-8")
    (folder / SUMS).write_text(sums(bundle), encoding="utf-8")
    size = sum(file.stat().st_size for file in files(bundle)) / 1_000_000
    print(f"{bundle}: {size:.0f} MB. Beside it {BILL} and {SUMS}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
