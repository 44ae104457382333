"""Says each entry of the audit trail in one plain sentence, for the worker and for whoever asks three years later."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from toolkit.vault.attachments import ADDED, MOVED, TAKEN_OUT
from toolkit.vault.audit import ERASED, HISTORY_NOT_READ, HISTORY_READ, OLDER, WITHDRAWN, AuditRow
from toolkit.vault.erasing import REASONS, TEAM_REASONS

_OF_A_RECORD = {
    "begun": "began",
    "finished": "finished",
    "closed": "closed a dated version of",
    "amendment begun": "began to amend",
    "amended": "amended",
    "draft discarded": "threw away the draft of",
    "moved here": "put here, from another family's file,",
    WITHDRAWN: "withdrew",
    "viewed": "opened, to read,",
    HISTORY_READ: "read the history of",
    HISTORY_NOT_READ: "began new work without reading the history of",
    "put on hold": "put on hold",
    "hold ended": "ended the hold on",
    ADDED: "added a picture or paper to",
    TAKEN_OUT: "took a picture or paper out of",
    MOVED: "moved a picture or paper to",
}
_OF_THE_WHOLE = {
    "made": "made these records",
    "opened": "unlocked the records with the passphrase",
    "opened with the recovery code": "unlocked the records with the recovery code and set a new passphrase",
    "opened with the organisation key": "unlocked the records with the organisation's key and set a new passphrase",
    "history printed": "printed or saved the history of these records",
    "passphrase changed": "changed the passphrase",
    "recovery code shown": "looked at the recovery code",
    "recovery code printed": "printed the recovery sheet",
    "recovery sheet tried": "tried the recovery sheet: it opens these records",
    "new recovery code begun": "began to make a new recovery code",
    "recovery code changed": "made a new recovery code: the old sheet opens these records no more",
    "new recovery code in use": "was interrupted while making a new recovery code: the new sheet is the one that counts",
    "new recovery code given up": "was interrupted while making a new recovery code: the old sheet is the one that counts",
    "restore finished": "unlocked the records after a restore that had been interrupted: it was finished",
    "example put in, its days are invented": "put an example family in, whose days are invented",
    "example begins": "put an example family in",
}
_SETTINGS = {
    "vault_name": "the name of these records",
    "author_name": "the worker's name",
    "author_role": "the worker's role",
    "organisation": "the organisation",
    "keep_until_age": "how long records are kept",
    "work_ended": "the day on which the work with a family ended",
    "directory_topics": "the topics of the directory of services",
    "directory_months": "after how many months a service is checked again",
}


def in_words(row: AuditRow, name: Callable[[str], str] = lambda record_id: "a record") -> str:
    """One sentence for an entry. `name` says what to call a record by its id, as in "the case note of 12 November"."""
    who = row.who or "Somebody"
    what = row.what
    if what in _OF_A_RECORD:
        words = f"{who} {_OF_A_RECORD[what]} {name(row.record_id)}"
        if row.revision > 1 and what in ("amended", "closed", "viewed"):
            words += f", version {row.revision}"
        return _ended(words, _reason(row))
    if what == "filed":
        return _ended(f"{who} put {name(row.record_id)} into this family")
    if what in _OF_THE_WHOLE:
        return _ended(f"{who} {_OF_THE_WHOLE[what]}")
    return _other(row, who, name)


def _other(row: AuditRow, who: str, name: Callable[[str], str]) -> str:
    what, why = row.what, row.why
    if what.startswith("copy left: "):
        way = what.removeprefix("copy left: ")
        to = why.partition("; ")[0].partition(": ")[2]
        return _ended(
            f"{who} gave out a copy of {name(row.record_id)} ({way})" + (f", to {to}" if to else "")
        )
    if what == "taken in":
        return _taken_in(row, who, name)
    if what == "setting changed":
        numbers = "a telephone number" if why.startswith("numbers.") else "a setting"
        return _ended(f"{who} changed {_SETTINGS.get(why, numbers)}")
    if what == "unlock failed":
        return _failed(why)
    if what == OLDER:
        known, _, there = why.partition(" ")
        return (
            f"It was noticed that other records stood here than before: {_number(known)} entries were known, and the "
            f"history ended at entry {_number(there)}."
        )
    if what == ERASED:
        reason, _, counts = why.partition(" ")
        records = counts.partition(" ")[0]
        if reason in TEAM_REASONS:
            return _ended(f"{who} erased a record of the team", TEAM_REASONS[reason])
        return _ended(
            f"{who} erased a family with {_number(records)} {'record' if records == '1' else 'records'}",
            REASONS.get(reason, ""),
        )
    if what in ("backup made", "moved out"):
        verb = (
            "made a backup" if what == "backup made" else "copied everything out, to move to another computer"
        )
        return _ended(f"{who} {verb}, up to entry {_number(why.partition('-')[0])}")
    if what == "restored":
        entries, _, day = why.partition(" ")
        return _ended(
            f"A backup of {_moment(day)} was put in place, up to entry {_number(entries.partition('-')[0])}"
        )
    if what == "upgraded":
        return _ended(
            f"The program brought these records up to date, {why}"
            if why
            else "The records were brought up to date"
        )
    if what.startswith("organisation key"):
        verb = (
            "gave the organisation a key to"
            if what.endswith("added")
            else "took the organisation's key away from"
        )
        return _ended(f"{who} {verb} these records")
    return _ended(f"{who}: {what}", _reason(row))


def _taken_in(row: AuditRow, who: str, name: Callable[[str], str]) -> str:
    """Who wrote a version that came with a hand-over, and where it came from; its reason is JSON and never shown as it is."""
    version = f", version {row.revision}" if row.revision else ""
    try:
        origin = json.loads(row.why)
    except ValueError:
        # The first entry of a record says in words where it came from.
        return _ended(f"{who} took {name(row.record_id)}{version} in from a hand-over", row.why)
    found = origin if isinstance(origin, dict) else {}
    giver, author = str(found.get("from") or "a colleague"), str(found.get("author") or "")
    words = f"{who} took {name(row.record_id)}{version} in, handed over by {giver}"
    if author:
        words += (
            f"; {author} wrote it on {_moment(str(found.get('written_local') or found.get('written') or ''))}"
        )
    return _ended(words)


def _failed(why: str) -> str:
    count, _, times = why.partition(": ")
    moments = [_moment(time) for time in times.split(", ") if time and time != "..."]
    if count == "1":
        return _ended(f"Unlocking failed once{', on ' + moments[0] if moments else ''}")
    between = f", between {moments[0]} and {moments[-1]}" if len(moments) > 1 else ""
    return _ended(f"Unlocking failed {_number(count)} times{between}")


def _reason(row: AuditRow) -> str:
    if row.what in (ADDED, MOVED):
        return ""
    return row.why.partition(" ")[2] if row.what == TAKEN_OUT else row.why


def _ended(words: str, reason: str = "") -> str:
    text = " ".join(words.split())
    reason = " ".join(reason.split())
    return f"{text}: {reason.rstrip('.')}." if reason else f"{text.rstrip('.')}."


def _number(text: str) -> str:
    return f"{int(text):,}" if text.isdecimal() else "some"


def _moment(text: str) -> str:
    try:
        found = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return "a day that is not known"
    return f"{found.day} {found:%B %Y, %H:%M}"
