"""Writes the stored key files in `tests/stored/keyfiles`, one fault each. Run by hand when a new kind is thought of:

    python -m tests.vault.make_keyfiles

A file's name says what must come of it before the two dashes: `good`, `damaged`, `newer` or `wrong` (passphrase). Files that
are there already are never written again: they are kept for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keyfile import Anchor, KeyFile
from toolkit.vault.keys import FLOOR, Keys

FOLDER = Path(__file__).resolve().parent.parent / "stored" / "keyfiles"
PASSPHRASE = "it's “wren” & quill; ünder-the bridge 7"
CODE = RecoveryCode(bytes(range(1, 21)))
VAULT_ID = bytes(range(16))

Fields = dict[str, Any]


def spelled(fields: Fields) -> bytes:
    """The fields in the one spelling there is, with a check that fits and a MAC that fits, so that one fault stays one."""
    body = {key: value for key, value in fields.items() if key not in ("mac", "check")}
    if "mac" in fields:
        body["mac"] = hashlib.blake2b(_text(body), key=Keys(CODE).header(), digest_size=32).hexdigest()
    if "check" in fields:
        body["check"] = hashlib.blake2b(_text(body), digest_size=16).hexdigest()
    return _text(body)


def _text(fields: Fields) -> bytes:
    return (json.dumps(fields, indent=1) + "\n").encode("ascii")


def _set(**more: Any) -> Callable[[Fields], bytes]:
    return lambda fields: spelled({key: more.get(key, value) for key, value in fields.items()})


def _kdf(**more: Any) -> Callable[[Fields], bytes]:
    return lambda fields: spelled(fields | {"kdf": fields["kdf"] | more})


def _raw(change: Callable[[bytes], bytes]) -> Callable[[Fields], bytes]:
    return lambda fields: change(spelled(fields))


def _without(name: str) -> Callable[[Fields], bytes]:
    return lambda fields: spelled({key: value for key, value in fields.items() if key != name})


def _flip(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


VECTORS: dict[str, Callable[[Fields], bytes]] = {
    "good--as-written": spelled,
    # The check and the MAC fit, but what the passphrase protects does not.
    "wrong--salt-changed": lambda f: spelled(f | {"kdf": f["kdf"] | {"salt": _flip(f["kdf"]["salt"])}}),
    "wrong--nonce-changed": lambda f: spelled(f | {"nonce": _flip(f["nonce"])}),
    "wrong--sealed-changed": lambda f: spelled(f | {"sealed": _flip(f["sealed"])}),
    "wrong--vault-changed": lambda f: spelled(f | {"vault": _flip(f["vault"])}),
    "wrong--generation-rolled-back": lambda f: spelled(f | {"generation": f["generation"] - 1}),
    "wrong--passes-raised": _kdf(passes=4),
    # Costs
    "damaged--memory-below-floor": _kdf(memory_kib=65535),
    "damaged--memory-above-cap": _kdf(memory_kib=1024 * 1024 + 1),
    "damaged--memory-one-tebibyte": _kdf(memory_kib=2**30),
    "damaged--memory-zero": _kdf(memory_kib=0),
    "damaged--memory-negative": _kdf(memory_kib=-65536),
    "damaged--passes-below-floor": _kdf(passes=2),
    "damaged--passes-above-cap": _kdf(passes=17),
    "damaged--passes-two-to-the-31": _kdf(passes=2**31),
    # Types
    "damaged--memory-float": _kdf(memory_kib=65536.0),
    "damaged--memory-text": _kdf(memory_kib="65536"),
    "damaged--passes-bool": _kdf(passes=True),
    "damaged--passes-float": _kdf(passes=3.0),
    "damaged--passes-null": _kdf(passes=None),
    "damaged--generation-bool": _set(generation=True),
    "damaged--generation-float": _set(generation=7.0),
    "damaged--generation-zero": _set(generation=0),
    "damaged--generation-huge": _set(generation=2**53 + 1),
    "damaged--version-bool": _set(version=True),
    "damaged--version-float": _set(version=1.0),
    "damaged--version-text": _set(version="1"),
    "damaged--version-zero": _set(version=0),
    "damaged--vault-number": _set(vault=1),
    "damaged--vault-null": _set(vault=None),
    "damaged--kdf-list": _set(kdf=[]),
    "damaged--kdf-text": _set(kdf="argon2id"),
    # Fields
    "damaged--format-other": _set(format="something else"),
    "damaged--kdf-name-other": _kdf(name="argon2i"),
    "damaged--kdf-none": _kdf(name="none"),
    "damaged--unknown-field": lambda f: spelled({"format": f["format"], "note": "hello", **f}),
    "damaged--unknown-field-in-kdf": _kdf(lanes=1),
    "damaged--no-mac": _without("mac"),
    "damaged--no-check": _without("check"),
    "damaged--no-kdf": _without("kdf"),
    "damaged--no-format": _without("format"),
    "damaged--order-of-fields": lambda f: spelled({"version": 1, **f}),
    "damaged--salt-short": _kdf(salt="00" * 15),
    "damaged--salt-long": _kdf(salt="00" * 17),
    "damaged--salt-not-hex": _kdf(salt="zz" * 16),
    "damaged--salt-with-spaces": _kdf(salt="0 " * 16),
    "damaged--sealed-empty": _set(sealed=""),
    "damaged--sealed-capitals": lambda f: spelled(f | {"sealed": f["sealed"].upper()}),
    "damaged--check-changed": _raw(lambda d: d.replace(d[-6:-4], b"00" if d[-6:-4] != b"00" else b"11")),
    "damaged--mac-changed": lambda f: _text(
        {k: v for k, v in (f | {"mac": _flip(f["mac"])}).items() if k != "check"}
        | {
            "check": hashlib.blake2b(
                _text({k: v for k, v in (f | {"mac": _flip(f["mac"])}).items() if k != "check"}),
                digest_size=16,
            ).hexdigest()
        }
    ),
    # Spelling
    "damaged--crlf": _raw(lambda d: d.replace(b"\n", b"\r\n")),
    "damaged--bom": _raw(lambda d: b"\xef\xbb\xbf" + d),
    "damaged--utf-16": _raw(lambda d: d.decode().encode("utf-16")),
    "damaged--no-last-line-end": _raw(lambda d: d[:-1]),
    "damaged--line-after": _raw(lambda d: d + b"\n"),
    "damaged--one-line": _raw(lambda d: json.dumps(json.loads(d)).encode()),
    "damaged--comment": _raw(lambda d: b"// mine\n" + d),
    "damaged--key-twice": _raw(lambda d: d.replace(b'"version": 1,', b'"version": 1,\n "version": 1,')),
    "damaged--cost-twice": _raw(lambda d: d.replace(b'"passes": 3,', b'"passes": 3,\n  "passes": 3,')),
    "damaged--number-with-exponent": _raw(lambda d: d.replace(b'"passes": 3,', b'"passes": 3e0,')),
    "damaged--number-of-five-thousand-digits": _raw(
        lambda d: d.replace(b'"passes": 3,', b'"passes": ' + b"3" * 5000 + b",")
    ),
    "damaged--not-a-number": _raw(lambda d: d.replace(b'"passes": 3,', b'"passes": NaN,')),
    "damaged--escaped-letter": _raw(lambda d: d.replace(b"argon2id", b"\\u0061rgon2id")),
    "damaged--empty": lambda f: b"",
    "damaged--zeros": lambda f: bytes(600),
    "damaged--half": _raw(lambda d: d[: len(d) // 2]),
    "damaged--list": lambda f: b"[]\n",
    "damaged--null": lambda f: b"null\n",
    "damaged--deep": lambda f: b"[" * 16_000,
    "damaged--more-than-16-kib": _raw(lambda d: d + b" " * (16 * 1024)),
    # Version 2 has more fields than these
    "damaged--version-2-fields-of-1": _set(version=2),
    "damaged--version-2-other-fields": lambda f: _text(
        {"format": f["format"], "version": 2, "slots": [1, 2, 3]}
    ),
    # Newer programs
    "newer--version-3": _set(version=3),
    "newer--version-3-other-fields": lambda f: _text(
        {"format": f["format"], "version": 3, "slots": [1, 2, 3]}
    ),
}


ORGANISATION = ("Examplebridge Trust", bytes(range(1, 33)))


def _of_version_2(change: Callable[[Fields], bytes]) -> Callable[[Fields], bytes]:
    """Begins from a file of version 2 with an organisation and a trail, and a coming code where `change` is of one."""
    return lambda _fields: change(_second())


def _second() -> Fields:
    path = FOLDER / "good--version-2.key"
    if path.exists():
        found: Fields = json.loads(path.read_bytes())
        return found
    file = KeyFile.seal(
        Keys(CODE),
        VAULT_ID,
        PASSPHRASE,
        FLOOR,
        generation=7,
        organisation=ORGANISATION,
        anchor=Anchor(41, "ab" * 32),
    )
    return dict(json.loads(file.encode()))


def _coming() -> bytes:
    coming = Keys(RecoveryCode(bytes(range(101, 121))))
    return KeyFile.seal(
        Keys(CODE), VAULT_ID, PASSPHRASE, FLOOR, coming=coming, organisation=ORGANISATION
    ).encode()


def _inner(part: str, **more: Any) -> Callable[[Fields], bytes]:
    return _of_version_2(lambda f: spelled(f | {part: f[part] | more}))


VECTORS |= {
    "good--version-2": _of_version_2(spelled),
    "good--version-2-coming": lambda f: _coming(),
    "wrong--version-2-salt-changed": _of_version_2(
        lambda f: spelled(f | {"kdf": f["kdf"] | {"salt": _flip(f["kdf"]["salt"])}})
    ),
    "wrong--version-2-vault-changed": _of_version_2(lambda f: spelled(f | {"vault": _flip(f["vault"])})),
    "damaged--version-2-called-1": _of_version_2(lambda f: spelled(f | {"version": 1})),
    "damaged--version-2-no-trail": _of_version_2(_without("trail")),
    "damaged--version-2-no-coming": _of_version_2(_without("coming")),
    "damaged--version-2-coming-empty": _of_version_2(_set(coming={})),
    "damaged--version-2-coming-text": _of_version_2(_set(coming="yes")),
    "damaged--version-2-coming-false": _of_version_2(_set(coming=False)),
    "damaged--version-2-organisation-list": _of_version_2(_set(organisation=[])),
    "damaged--version-2-organisation-key-short": _inner("organisation", key="00" * 31),
    "damaged--version-2-organisation-sealed-short": _inner("organisation", sealed="00" * 67),
    "damaged--version-2-organisation-more": _inner("organisation", more=1),
    "damaged--version-2-organisation-no-name": _inner("organisation", name=""),
    "damaged--version-2-organisation-name-of-lines": _inner("organisation", name="Our\nTrust"),
    "damaged--version-2-organisation-name-turned": _inner("organisation", name="Trust \u202egnirts"),
    "damaged--version-2-organisation-name-long": _inner("organisation", name="x" * 81),
    "damaged--version-2-organisation-name-number": _inner("organisation", name=7),
    "damaged--version-2-trail-null": _of_version_2(_set(trail=None)),
    "damaged--version-2-trail-float": _inner("trail", entries=41.0),
    "damaged--version-2-trail-below-zero": _inner("trail", entries=-1),
    "damaged--version-2-trail-bool": _inner("trail", entries=True),
    "damaged--version-2-trail-head-short": _inner("trail", head="ab" * 31),
    "damaged--version-2-trail-head-of-none": _inner("trail", entries=0),
}


def fields() -> Fields:
    """A good key file's fields."""
    file = KeyFile.seal(Keys(CODE), VAULT_ID, PASSPHRASE, FLOOR, generation=7)
    found: Fields = json.loads(file.encode())
    return found


def _missing() -> Iterator[tuple[Path, Callable[[Fields], bytes]]]:
    for name, make in VECTORS.items():
        path = FOLDER / f"{name}.key"
        if not path.exists():
            yield path, make


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    good = FOLDER / "good--as-written.key"
    base: Fields = json.loads(good.read_bytes()) if good.exists() else fields()
    for path, make in _missing():
        path.write_bytes(make(dict(base)))
