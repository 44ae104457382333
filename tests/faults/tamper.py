"""A hundred ways of changing a record of the past with the key at hand, behind the program's back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.vault.people import AUTHOR, CODE, make_family, note_answers, open_vault, unlock
from tests.vault.test_opening import run_sql
from toolkit.errors import ToolkitError
from toolkit.vault import engine
from toolkit.vault.audit import Audit
from toolkit.vault.keys import Keys
from toolkit.vault.migrations import TRIGGERS

PAGE = 4096
COLUMNS = {
    "made": "'2020-01-01T00:00:00.000000+00:00'",
    "made_local": "'2020-01-01T00:00:00+00:00'",
    "who": "'Basil Quill'",
    "what": "'looked at'",
    "record_id": "'0123456789abcdef01234567'",
    "revision": "revision + 1",
    "why": "why || ' and more'",
    "digest": "'f' || digest",
    "clock_back": "1 - clock_back",
    "hash": "substr(hash, 2) || substr(hash, 1, 1)",
}


@dataclass(frozen=True)
class Way:
    """One way: what is done to the folder, and the entry from which on the trail no longer fits, where that is one."""

    name: str
    do: Callable[[Path], object]
    first: int | None = None


def make(folder: Path) -> int:
    """A vault with 20 finished notes, pictures and copies that left; gives the number of entries of its trail."""
    with open_vault(folder) as vault:
        family = make_family(vault)
        for number in range(20):
            note = vault.records.create(
                "case_note", family.id, note_answers(f"Note {number}: Pip smiled. " * 20), AUTHOR
            )
            answers = vault.records.get(note.id).answers
            if number % 5 == 0:
                paper = vault.attachments.add(
                    note.id, f"paper {number}", "text/plain", b"paper" * 300, AUTHOR
                )
                answers["papers"] = [paper.id]
            vault.records.finish(note.id, answers, {"practitioner": b"p" * 2000, "family": b"f"}, AUTHOR)
            if number % 5 == 1:
                vault.releases.note(note.id, 1, "family", "Sorrel", "Printed", "", "ab" * 32, AUTHOR)
        return len(vault.audit.rows())


def sql(*statements: str) -> Callable[[Path], object]:
    """Statements run with the right key, the triggers taken off before and put back after."""
    off = [f"DROP TRIGGER {name}" for name in TRIGGERS]

    def do(folder: Path) -> None:
        # Nothing here need survive a power cut.
        run_sql(folder, "PRAGMA synchronous=OFF", *off, *statements, *TRIGGERS.values())

    return do


def ways(count: int, older: Path) -> Iterator[Way]:
    """Every way; `count` is the number of entries, `older` the folder of the same vault as it was before."""
    places = [3, count // 3, 2 * count // 3, count - 1]
    for at in places:
        for column, value in COLUMNS.items():
            yield Way(
                f"entry {at}: {column} changed",
                sql(f"UPDATE audit SET {column} = {value} WHERE seq = {at}"),
                at,
            )
    for at in (1, 2, count // 2, count - 2):
        yield Way(f"entry {at} taken out", sql(f"DELETE FROM audit WHERE seq = {at}"), at)
        closed = f"UPDATE audit SET seq = -(seq - 1) WHERE seq > {at}"
        yield Way(
            f"entry {at} taken out and the gap closed",
            sql(f"DELETE FROM audit WHERE seq = {at}", closed, "UPDATE audit SET seq = -seq WHERE seq < 0"),
            at,
        )
    for at in (2, count // 2, count):
        pushed = f"UPDATE audit SET seq = -(seq + 1) WHERE seq >= {at}"
        put = f"INSERT INTO audit SELECT {at}, made, made_local, who, what, record_id, revision, why, digest, clock_back, hash"
        yield Way(
            f"an entry put in at {at}",
            sql(pushed, "UPDATE audit SET seq = -seq WHERE seq < 0", f"{put} FROM audit WHERE seq = 1"),
            at,
        )
    for one, two in ((3, 4), (5, count - 2), (1, count)):
        both = f"CASE seq WHEN {one} THEN -{two} ELSE -{one} END"
        swap = f"UPDATE audit SET seq = {both} WHERE seq IN ({one}, {two})"
        yield Way(
            f"entries {one} and {two} swapped", sql(swap, "UPDATE audit SET seq = -seq WHERE seq < 0"), one
        )
    for tail in (1, 2, 5, count // 2, count - 1):
        keep = count - tail
        cut = f"DELETE FROM audit WHERE seq > {keep}"
        yield Way(f"the last {tail} entries cut", sql(cut), keep + 1)
        known = f"UPDATE sqlite_sequence SET seq = {keep} WHERE name = 'audit'"
        yield Way(f"the last {tail} cut, and the counter set back", sql(cut, known))
    finals = "(SELECT rowid FROM revisions WHERE state = 'final' ORDER BY seq LIMIT 1 OFFSET {})"
    changes = {
        "words changed": "answers = replace(answers, 'smiled', 'cried')",
        "made a draft again": "state = 'draft'",
        "another author": "author = 'Basil Quill'",
        "another role": "author_role = 'Nobody'",
        "another reason": "reason = 'because'",
        "another day": "written = '2020-01-01T00:00:00.000000+00:00'",
        "another local day": "written_local = '2020-01-01T00:00:00+00:00'",
        "moved in the order": "seq = seq - 1",
    }
    for at in (2, 15):
        for name, change in changes.items():
            yield Way(
                f"note {at}: {name}", sql(f"UPDATE revisions SET {change} WHERE rowid = {finals.format(at)}")
            )
    yield from _rest()
    yield from _replays(older)


def _rest() -> Iterator[Way]:
    record = "(SELECT record_id FROM revisions WHERE state = 'final' ORDER BY seq LIMIT 1 OFFSET {})"
    for at in (3, 12):
        chosen = record.format(at)
        yield Way(
            f"note {at}: outline changed",
            sql(f"UPDATE outlines SET outline = x'00' WHERE record_id = {chosen} AND audience = 'family'"),
        )
        yield Way(
            f"note {at}: outline taken out",
            sql(f"DELETE FROM outlines WHERE record_id = {chosen} AND audience = 'family'"),
        )
        yield Way(
            f"note {at}: outline for others",
            sql(
                f"UPDATE outlines SET audience = 'agency' WHERE record_id = {chosen} AND audience = 'family'"
            ),
        )
        copy = "SELECT record_id, 2, state, form_version, '{}', author, author_role, reason, made, made_local, written, written_local, clock_back, seq"
        yield Way(
            f"note {at}: a version put in",
            sql(f"INSERT INTO revisions {copy} FROM revisions WHERE record_id = {chosen}"),
        )
        yield Way(
            f"note {at}: taken out whole",
            sql(
                "PRAGMA foreign_keys=OFF",
                "CREATE TEMP TABLE gone AS SELECT " + chosen + " AS id",
                *[
                    f"DELETE FROM {table} WHERE record_id = (SELECT id FROM gone)"
                    for table in ("outlines", "due", "releases", "attachments", "revisions")
                ],
                "DELETE FROM records WHERE id = (SELECT id FROM gone)",
            ),
        )
    for at in (0, 2):
        chosen = f"(SELECT row FROM attachments ORDER BY seq LIMIT 1 OFFSET {at})"
        yield Way(f"paper {at}: changed", sql(f"UPDATE attachments SET data = x'00' WHERE row = {chosen}"))
        yield Way(
            f"paper {at}: changed with its hash",
            sql(
                f"UPDATE attachments SET data = x'00', size = 1, sha256 = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' WHERE row = {chosen}"
            ),
        )
        yield Way(f"paper {at}: taken out", sql(f"DELETE FROM attachments WHERE row = {chosen}"))
        sent = f"(SELECT id FROM releases ORDER BY seq LIMIT 1 OFFSET {at})"
        yield Way(
            f"copy {at}: for somebody else", sql(f"UPDATE releases SET recipient = 'Ash' WHERE id = {sent}")
        )
        told = """'{"no_decision":"Nobody asked"}'"""
        yield Way(f"copy {at}: told otherwise", sql(f"UPDATE releases SET told = {told} WHERE id = {sent}"))
        yield Way(f"copy {at}: taken out", sql(f"DELETE FROM releases WHERE id = {sent}"))
    yield Way("a note moved to no family", sql("UPDATE records SET family_id = NULL WHERE row = 5"))
    yield Way("a note called withdrawn", sql("UPDATE records SET status = 'withdrawn' WHERE row = 5"))


def written_anew(at: int) -> Callable[[Path], object]:
    """Another name in an entry, and every hash from there on made to fit: only what was noted outside still tells."""

    def do(folder: Path) -> None:
        keys, salt = Keys(CODE), (folder / "vault.db").read_bytes()[:16]
        store = engine.Store(folder / "vault.db", keys.database(), salt)
        chain = Audit(store, keys.audit())
        for name in TRIGGERS:
            store.rows(f"DROP TRIGGER {name}")
        store.rows("UPDATE audit SET who = 'Basil Quill' WHERE seq = ?", [at])
        before = store.value("SELECT hash FROM audit WHERE seq = ?", [at - 1])
        for row in store.rows("SELECT * FROM audit WHERE seq >= ? ORDER BY seq", [at]):
            before = chain._link(before, list(row)[:-1])
            store.rows("UPDATE audit SET hash = ? WHERE seq = ?", [before, row["seq"]])
        for words in TRIGGERS.values():
            store.rows(words)
        assert chain.verify_entries() is None, "the chain does not fit"
        store.close()

    return do


def _replays(older: Path) -> Iterator[Way]:
    """Old pages, each with its right signature, and the whole older file."""
    old = (older / "vault.db").read_bytes()

    def page(number: int) -> Callable[[Path], object]:
        def do(folder: Path) -> None:
            data = bytearray((folder / "vault.db").read_bytes())
            changed = [
                at for at in range(PAGE, len(old), PAGE) if data[at : at + PAGE] != old[at : at + PAGE]
            ]
            at = changed[number % len(changed)]
            data[at : at + PAGE] = old[at : at + PAGE]
            (folder / "vault.db").write_bytes(data)

        return do

    for at in (3, 40):
        yield Way(f"the chain written anew from entry {at}", written_anew(at))
    for number in range(6):
        yield Way(f"an old page put back, {number}", page(number))
    yield Way("an older vault put back", lambda folder: (folder / "vault.db").write_bytes(old))


def reported(folder: Path) -> tuple[str, int | None]:
    """What the program says of a folder, and the entry it names."""
    try:
        vault = unlock(folder, read_only=True)
    except ToolkitError as fault:
        return type(fault).__name__, None
    with vault:
        broken = vault.audit.verify()
        older = getattr(vault, "older", None)
        found = [*filter(None, [broken, older]), *vault.check(quick=False)]
    worst = next((one for one in found if one.grade in ("CRITICAL", "WARN")), None)
    if worst is None:
        return "", None
    entry = re.search(r"entry (\d+)", worst.sentence)
    return f"{worst.grade} {worst.sentence}", int(entry[1]) if entry else None


def play(place: Path, only: slice = slice(None)) -> tuple[int, list[str], list[str]]:
    """Tries the ways; gives how many, those not reported, and those where another entry was named."""
    sound, older = place / "sound", place / "older"
    count = make(sound)
    shutil.copytree(sound, older)
    with unlock(sound) as vault:
        family = vault.records.families()[0].id
        for number in range(6):
            note = vault.records.create("case_note", family, note_answers(f"Later {number}"), AUTHOR)
            vault.records.finish(note.id, note.answers, {"practitioner": b"p" * 999}, AUTHOR)
        vault.records.close_living(family, {**vault.records.get(family).answers, "reason": "Later"}, AUTHOR)
        count = len(vault.audit.rows())
    assert reported(sound) == ("", None), "a sound vault is reported"
    missed, otherwise = [], []
    chosen = list(ways(count, older))[only]
    for way in chosen:
        folder = place / "tampered"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(sound, folder)
        way.do(folder)
        said, entry = reported(folder)
        if not said:
            missed.append(way.name)
        elif way.first is not None and entry != way.first:
            otherwise.append(f"{way.name}, {way.first} expected: {said}")
    return len(chosen), missed, otherwise


if __name__ == "__main__":
    import functools
    import sys

    from toolkit.vault import keys

    keys._stretch = functools.cache(keys._stretch)
    tried, missed, otherwise = play(Path(sys.argv[1]))
    print(f"tried {tried} missed {len(missed)} otherwise {len(otherwise)}", *missed, *otherwise, sep="\n")
