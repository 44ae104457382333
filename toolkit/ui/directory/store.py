"""The directory of an open vault: its services, topics and how long an entry is good for; and what changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.practice.directory import (
    CHECK_AFTER,
    MONTHS_FACT,
    SERVICE,
    TOPICS_FACT,
    Service,
    Topics,
)
from toolkit.practice.directory_in import Line
from toolkit.ui.session import Session


class Directory:
    """The services as they were when it was made; `read` looks again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.services: list[Service] = []
        self.unread = 0
        """Entries that could not be read."""
        self.read()

    def read(self) -> None:
        """Reads every service anew."""
        records = self.session.vault.records
        self.services, self.unread = [], 0
        for row in records.timeline(None):
            if row.form_id != SERVICE or row.status != "living":
                continue
            try:
                self.services.append(Service(row.id, records.get(row.id).answers))
            except ToolkitError:
                self.unread += 1

    def of(self, ids: Sequence[str]) -> list[Service]:
        """The services with these ids, in that order; one that is gone is left out."""
        by_id = {one.id: one for one in self.services}
        return [by_id[one] for one in ids if one in by_id]

    @property
    def months(self) -> int:
        """Months after which an entry is checked again."""
        value = self.session.fact(MONTHS_FACT, CHECK_AFTER)
        return value if isinstance(value, int) and 1 <= value <= 60 else CHECK_AFTER

    @property
    def topics(self) -> Topics:
        """The topics on offer."""
        return Topics.read(self.session.fact(TOPICS_FACT, None))

    def set_months(self, months: int) -> None:
        """Sets after how many months an entry is checked again. Raises OpenedToReadOnly, or a fault of the disk."""
        self._write()
        self.session.vault.facts.set(MONTHS_FACT, months)

    def set_topics(self, topics: Topics) -> None:
        """Sets the topics on offer. Raises OpenedToReadOnly, or a fault of the disk."""
        self._write()
        self.session.vault.facts.set(TOPICS_FACT, topics.kept())

    def checked_today(self, service: Service) -> None:
        """Notes that an entry still holds, as a dated version of it. Raises what saving raises."""
        self._write()
        author = self.session.author()
        answers = dict(self.session.vault.records.get(service.id).answers)
        answers |= {"checked_on": self.session.today().isoformat(), "checked_by": author.name}
        self.session.vault.records.close_living(service.id, answers, author)
        self.read()

    def take(self, lines: Sequence[Line], stands: Mapping[int, str], went: Callable[[int], object]) -> int:
        """Keeps the rows of a preview, all or none, and gives how many. `stands` says by row number what becomes of one that
        looks like another: `add`, `put` its words in there, or `leave`. Raises what saving raises.
        """
        self._write()
        records, author = self.session.vault.records, self.session.author()
        kept = 0
        with records.all_or_none():
            for line in lines:
                what = "add" if line.verdict == "add" else stands.get(line.number, "leave")
                if line.verdict not in ("add", "near") or what == "leave":
                    continue
                answers: dict[str, Any] = dict(line.answers)
                if what == "put":
                    answers = {**records.get(line.like).answers, **answers}
                    records.close_living(line.like, answers, author)
                else:
                    made = records.create(SERVICE, None, answers, author)
                    records.close_living(made.id, answers, author)
                kept += 1
                went(kept)
        self.read()
        return kept

    def _write(self) -> None:
        if self.session.vault.read_only:
            raise OpenedToReadOnly
