"""A small vault of the invented Thistlewick family, as it stands on 12 November 2026, for tests of the screens."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from toolkit.forms import catalogue
from toolkit.forms.people import Answers
from toolkit.practice import areas, guidance, wording
from toolkit.settings import Settings
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

PASSPHRASE = "lantern otter maple thirteen"
TODAY = date(2026, 11, 12)


class Clock:
    """A clock that is set by hand; aware for the vault, plain for the screens."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 12, 14, 20, tzinfo=UTC)

    def aware(self) -> datetime:
        """The moment with its zone."""
        return self.at

    def plain(self) -> datetime:
        """The wall time."""
        return self.at.replace(tzinfo=None)

    def set(self, day: str, clock: str = "14:20") -> None:
        """Sets it."""
        self.at = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)

    def move(self, **by: float) -> None:
        """Moves it on."""
        self.at += timedelta(**by)


def family_answers() -> Answers:
    """The family file of the Thistlewicks."""
    return {
        "family_name": "Thistlewick",
        "area": "generic",
        "opened": "2026-08-03",
        "lead_worker": {"name": "Tansy Dunnock", "role": "health visitor"},
        "reason": "Asked for by the nursery.",
        "warnings": [
            {
                "id": "w1",
                "kind": "address_hidden",
                "about": ["a3"],
                "why": "Do not tell Ash Quill this address. Court order, seen 4 August",
                "review": "2027-01-10",
            },
            {
                "id": "w2",
                "kind": "pairs",
                "why": "Dog loose in the hall, 2 September",
                "review": "2026-11-10",
            },
        ],
        "children": [
            {
                "id": "c1",
                "unborn": "no",
                "name": "Wren Thistlewick",
                "birth": "2019-05-02",
                "school": "Examplebridge Primary",
                "plans": [{"id": "p1", "plan": "early_help", "since": "2026-08-20"}],
                "addresses": [{"id": "d1", "address": "3 Pretend Row, Examplebridge"}],
            },
            {"id": "c2", "unborn": "no", "name": "Pip Thistlewick", "birth": "2025-09-04"},
            {"id": "c3", "unborn": "yes", "edd": "2027-02-17"},
        ],
        "adults": [
            {"id": "a1", "name": "Sorrel Thistlewick", "roles": ["mother"]},
            {"id": "a2", "name": "Basil Quill", "roles": ["father", "partner"]},
            {"id": "a4", "name": "Nettie Thistlewick", "roles": ["grandparent"]},
            {"id": "a3", "name": "Ash Quill", "roles": ["non_resident_parent"]},
        ],
        "home": [
            {"id": "h1", "person": "a1", "how": "lives"},
            {"id": "h2", "person": "a2", "how": "sleeps_over"},
            {"id": "h3", "person": "a4", "how": "visits"},
            {"id": "h4", "person": "a3", "how": "does_not"},
        ],
        "relations": [
            {"id": "r1", "adult": "a1", "child": "c1", "relation": "birth_parent"},
            {"id": "r2", "adult": "a1", "child": "c2", "relation": "birth_parent"},
            {"id": "r3", "adult": "a1", "child": "c3", "relation": "birth_parent"},
            {"id": "r4", "adult": "a2", "child": "c2", "relation": "birth_parent"},
            {"id": "r5", "adult": "a4", "child": "c1", "relation": "kin", "kin": "grandparent"},
        ],
    }


@dataclass
class Made:
    """An open vault with its session and clock."""

    session: Session
    clock: Clock
    family: str

    @property
    def vault(self) -> Vault:
        """The vault."""
        return self.session.vault

    def note(
        self,
        day: str,
        words: str,
        *,
        contact: str = "home_announced",
        alone: tuple[str, ...] = (),
        seen: tuple[str, ...] = ("c1", "c2"),
        voice: tuple[str, ...] = (),
        spoken: tuple[str, ...] = ("a1",),
        actions: list[dict[str, Any]] | None = None,
        final: bool = True,
        family: str = "",
        about: tuple[str, ...] = ("c1", "c2"),
    ) -> str:
        """Writes a case note as it would stand, on its own day, and gives its id."""
        kept = self.clock.at
        self.clock.set(day, "16:00")
        rows = [{"id": p, "person": p, "seen": "yes", "alone": "yes" if p in alone else "no"} for p in seen]
        rows += [{"id": p, "person": p, "seen": "yes", "spoken": "yes"} for p in spoken]
        answers: Answers = {
            "contact": contact,
            "event": f"{day}T13:10",
            "about": list(about),
            "purpose": "To see how the week went",
            "seen": rows,
            "facts": words,
            "worry": "no",
            "significant": "no",
            "voice": [{"id": p, "person": p, "words": "I like it when Gran stays."} for p in voice],
            "actions": actions if actions is not None else {"none": True},
        }
        if contact in ("attempted", "not_brought"):
            answers = {
                "contact": contact,
                "event": f"{day}T13:10",
                "about": list(about),
                "worry": "no",
                "attempted": [
                    {"id": "t1", "tried": f"{day}T13:10", "method": "visit", "result": words, "left": "card"}
                ],
            }
        store = VaultStore(self.session, form_id="case_note", family_id=family or self.family)
        store.save(answers)
        if final:
            store.finish(answers)
        self.clock.at = kept
        return store.record_id


def make_session(
    folder: Path, theme: Theme, settings: Settings, *, clock: Clock | None = None, read_only: bool = False
) -> tuple[Session, Clock]:
    """Makes an empty vault and the session over it."""
    clock = clock or Clock()
    vault, _ = Vault.create(
        folder, PASSPHRASE, "Examplebridge team", catalogue.load, cost=FLOOR, now=clock.aware
    )
    vault.facts.set("author_name", "Tansy Dunnock")
    vault.facts.set("author_role", "health visitor")
    return session_over(vault, theme, settings, clock.plain), clock


def copied(folder: Path, theme: Theme, settings: Settings, *, filled: bool = True) -> Made:
    """The session over a copy of the family's vault, or of one without a family; each is made once in a run.

    Copies are of the same vault: a colleague's is made by `make_session`.
    """
    shutil.copytree(_made_once(filled).name, folder, dirs_exist_ok=True)
    clock = Clock()
    vault = Vault.unlock(folder, PASSPHRASE, catalogue.load, now=clock.aware)
    session = session_over(vault, theme, settings, clock.plain)
    return Made(session, clock, vault.records.families()[0].id if filled else "")


@functools.cache
def _made_once(filled: bool) -> tempfile.TemporaryDirectory[str]:
    # Beside the fonts of the whole run, for the temporary folder is each test's own.
    place = tempfile.TemporaryDirectory(dir=os.environ.get("XDG_CACHE_HOME"))
    session, clock = make_session(Path(place.name), Theme(), Settings(folder=None))
    if filled:
        fill(session, clock)
    session.vault.close()
    return place


def session_over(vault: Vault, theme: Theme, settings: Settings, clock: Callable[[], datetime]) -> Session:
    """A session over an open vault."""
    return Session(
        settings=settings,
        theme=theme,
        vault=vault,
        areas=areas.load(),
        cards=guidance.load(),
        words=wording.load(),
        clock=clock,
    )


def fill(session: Session, clock: Clock) -> Made:
    """Puts the family and its records in."""
    kept = clock.at
    clock.set("2026-08-03", "09:00")
    family = session.vault.records.create("family", None, family_answers(), session.author())
    session.vault.records.close_living(family.id, family.answers, session.author())
    clock.at = kept
    made = Made(session, clock, family.id)
    made.note("2026-09-14", "Wren drew three houses.", voice=("c1",), alone=("c1",), spoken=("a1", "a4"))
    made.note("2026-10-14", "Sorrel asked for help with mornings.", spoken=("a1", "a4"))
    made.note("2026-10-27", "Text sent. Sorrel rang back at 16:40.", contact="attempted")
    made.note(
        "2026-11-03",
        "Wren seen alone. Pip pulling to stand. Food in, kitchen warm.",
        alone=("c1",),
        voice=("c2",),
        actions=[
            {
                "id": "x1",
                "what": "Ring Basil Quill to arrange to meet him",
                "who": {"name": "Tansy Dunnock", "role": "health visitor"},
                "by_when": "2026-11-10",
            },
            {
                "id": "x2",
                "what": "Bring the sleep leaflet",
                "who": {"name": "Tansy Dunnock"},
                "by_when": "2026-11-16",
            },
            {
                "id": "x3",
                "what": "Home visit with the nursery nurse",
                "who": {"name": "Tansy Dunnock"},
                "by_when": "2026-11-12",
            },
        ],
    )
    made.note("2026-11-10", "Card left. Second time since 27 October.", contact="attempted")
    made.note("2026-11-12", "", final=False)
    return made
