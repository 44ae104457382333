"""Hands a family of 200 records over: sealed and opened beside age alone, taken in beside the same texts on plain SQLite."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import sqlcipher3
from pyrage import decrypt, encrypt, x25519

from bench import caseload
from bench.measure import Bench, Line, in_turns, median
from toolkit.forms import catalogue
from toolkit.vault.audit import Author
from toolkit.vault.handover import HandOvers
from toolkit.vault.handover_format import Bundle, read, to_bytes
from toolkit.vault.handover_import import Taking
from toolkit.vault.keys import FLOOR
from toolkit.vault.sealing import new_key, seal, unseal
from toolkit.vault.vault import Vault

RECORDS, ROUNDS = 200, 3
TAKER = Author("Basil Quill", "Social worker")


def run(bench: Bench) -> list[Line]:
    """Measures with a key: a passphrase takes a second on purpose."""
    with tempfile.TemporaryDirectory(dir=bench.work) as work:
        return _measured(Path(work), min(RECORDS, bench.records))


def _measured(work: Path, records: int) -> list[Line]:
    with _vault(work / "giver") as giver:
        family = _family(giver, records)
        giving, key = HandOvers(giver), new_key()
        content = to_bytes(giving.gather(family, None, caseload.AUTHOR))
        identity = x25519.Identity.from_str(key.secret)

        def there_and_back() -> None:
            made = to_bytes(giving.gather(family, None, caseload.AUTHOR))
            read(unseal(seal(made, key=key.public), secret=key.secret))

        def age_alone() -> None:
            decrypt(encrypt(content, [identity.to_public()]), [identity])

        sealed, alone = in_turns([there_and_back] * ROUNDS, [age_alone] * ROUNDS)
    bundle = read(content)
    takers = [_vault(work / f"taker-{number}") for number in range(ROUNDS)]
    plains = [work / f"plain-{number}.db" for number in range(ROUNDS)]
    taken, inserted = in_turns(
        [lambda vault=vault: Taking(vault).take(bundle, TAKER) for vault in takers],
        [lambda path=path: _insert(path, bundle) for path in plains],
    )
    for vault in takers:
        vault.close()
    return [
        Line(
            work=f"a hand-over of {records} records gathered, sealed, opened and checked",
            unit="ms",
            ours=median(sealed),
            baseline=median(alone),
            against="the same bytes sealed and opened by age alone",
            most=2000,
        ),
        Line(
            work=f"a hand-over of {records} records taken in",
            unit="ms",
            ours=median(taken),
            baseline=median(inserted),
            against="the same texts inserted in plain SQLite, synchronous",
            most=3000,
        ),
    ]


def _vault(folder: Path) -> Vault:
    return Vault.create(folder, caseload.PASSPHRASE, "Hand-over", catalogue.load, cost=FLOOR)[0]


def _family(vault: Vault, records: int) -> str:
    chance = random.Random(6)
    with vault.records._store.writing():
        caseload.family(vault, chance, records)
    return vault.records.families()[0].id


def _insert(path: Path, bundle: Bundle) -> None:
    plain = sqlcipher3.connect(str(path), isolation_level=None)
    plain.execute("PRAGMA synchronous=FULL").fetchall()
    plain.execute("CREATE TABLE versions (record_id, number, answers, outlines)")
    plain.execute("BEGIN IMMEDIATE")
    for record in bundle.records:
        for one in record.versions:
            row = [record.id, one.number, str(one.answers), str(one.outlines)]
            plain.execute("INSERT INTO versions VALUES (?, ?, ?, ?)", row)
    plain.execute("COMMIT")
    plain.close()
