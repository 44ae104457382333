"""What the schema of CycloneDX 1.6 asks of a bill of materials in JSON, as far as ours uses it."""

from __future__ import annotations

import re
from typing import Any

TOP = {"bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"}
COMPONENT = {"type", "bom-ref", "name", "version", "description", "licenses", "purl", "hashes"}
TYPES = set(
    "application framework library container platform operating-system device device-driver firmware file "
    "machine-learning-model data cryptographic-asset".split()
)
SERIAL = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
HASH = {"SHA-256": r"[0-9a-fA-F]{64}"}
TERM = r"[A-Za-z0-9.+-]+"


def faults(bill: dict[str, Any]) -> list[str]:
    """Gives a line for each thing that the schema would refuse."""
    found = [f"unknown: {name}" for name in set(bill) - TOP]
    found += [f"missing: {name}" for name in ("bomFormat", "specVersion") if name not in bill]
    if bill.get("bomFormat") != "CycloneDX" or bill.get("specVersion") != "1.6":
        found.append("not CycloneDX 1.6")
    if not re.fullmatch(SERIAL, bill.get("serialNumber", "")):
        found.append("serialNumber")
    if not isinstance(bill.get("version"), int) or bill["version"] < 1:
        found.append("version")
    parts = [bill["metadata"]["component"], *bill["components"]]
    for part in parts:
        found += _component(part)
    refs = [part["bom-ref"] for part in parts]
    found += [f"twice: {ref}" for ref in set(refs) if refs.count(ref) > 1]
    for line in bill["dependencies"]:
        found += [f"unknown reference: {ref}" for ref in [line["ref"], *line["dependsOn"]] if ref not in refs]
        if len(set(line["dependsOn"])) != len(line["dependsOn"]):
            found.append("dependsOn twice")
    return found


def _component(part: dict[str, Any]) -> list[str]:
    name = part.get("name", "?")
    found = [f"{name}: unknown {key}" for key in set(part) - COMPONENT]
    if part.get("type") not in TYPES or not part.get("name"):
        found.append(f"{name}: type and name are needed")
    licences = part.get("licenses", [])
    if any("expression" in one for one in licences) and len(licences) != 1:
        found.append(f"{name}: an expression stands alone")
    for one in licences:
        words = one.get("expression", one.get("license", {}).get("id", ""))
        if not re.fullmatch(rf"{TERM}( (AND|OR|WITH) {TERM})*", words):
            found.append(f"{name}: licence {words!r}")
    for one in part.get("hashes", []):
        if not re.fullmatch(HASH[one["alg"]], one["content"]):
            found.append(f"{name}: hash")
    if "purl" in part and not re.fullmatch(r"pkg:[a-z]+/[a-z0-9._-]+@[A-Za-z0-9._+-]+", part["purl"]):
        found.append(f"{name}: purl")
    return found
