"""Which problems of a record may be read already, and which gap comes next."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.forms.rules import Problem
from toolkit.forms.vocabulary import Page
from toolkit.ui.editors.base import Finding, split_path


class Gaps:
    """The problems of a record in reading order.

    A sentence shows once the keyboard has left its field, or for all after Finish was asked; never while a field is
    typed in for the first time.
    """

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.everything = False
        self._left: set[str] = set()
        self._shown: set[tuple[str, str]] = set()
        self._met: list[Problem] = []
        """What stood in the way when the next one was last asked for."""

    def take(self, found: Sequence[Problem], pages: Sequence[Page]) -> None:
        """Takes in the problems as they are now."""
        order = {page.key: n for n, page in enumerate(pages)}
        fields = {part.key: n for page in pages for n, part in enumerate(page.fields)}
        self.found = sorted(
            found,
            key=lambda p: (order.get(p.page, len(order)), fields.get(split_path(p.path)[0], len(fields))),
        )

    def stand_in_the_way(self) -> list[Problem]:
        """What keeps the record from being finished."""
        return [p for p in self.found if p.level != "warned"]

    def left(self, path: str) -> None:
        """Takes in that the keyboard has left a control, and so everything it stands in is worth a look."""
        self._left.add(path)
        key, row, _ = split_path(path)
        if row is not None:
            self._left.add(f"{key}[{row}]")

    def left_field(self, key: str) -> None:
        """Takes in that the keyboard has left a whole field."""
        self._left.add(key)

    def findings(self, page: str, typing: str, also: dict[str, str]) -> list[Finding]:
        """The problems of a page. `typing` is the path being typed in; `also` maps keys kept beside a field to its key."""
        found = []
        shown: set[tuple[str, str]] = set()
        for problem in self.found:
            if problem.page != page:
                continue
            path = also.get(problem.path, problem.path)
            may = self.everything or path in self._left
            known = (problem.path, problem.code) in self._shown
            if may and (path != typing or known):
                shown.add((problem.path, problem.code))
                found.append(Finding(problem.path, problem, True))
            else:
                found.append(Finding(problem.path, problem, False))
        elsewhere = {key for key in self._shown if all(key[0] != f.path for f in found)}
        self._shown = shown | elsewhere
        return found

    def next_after(self, page: str, path: str, pages: Sequence[Page], step: int) -> Problem | None:
        """The gap after (or, with a step of -1, before) a place, going round at the end."""
        ways = self.stand_in_the_way()
        met, self._met = self._met, ways
        if not ways:
            return None
        here = next((n for n, p in enumerate(ways) if p.page == page and p.path == path), None)
        if here is not None:
            return ways[(here + step) % len(ways)]
        if (after := _after_row(met, page, path, ways, step)) is not None:
            return after
        place = _place(page, path, pages)
        if step > 0:
            return next((p for p in ways if _place(p.page, p.path, pages) >= place), ways[0])
        return next((p for p in reversed(ways) if _place(p.page, p.path, pages) < place), ways[-1])


def _after_row(
    met: Sequence[Problem], page: str, path: str, ways: Sequence[Problem], step: int
) -> Problem | None:
    """From a row in which something was answered since: the next gap of those that followed it, in the row or after it."""
    key, row, _ = split_path(path)
    mine = [n for n, p in enumerate(met) if p.page == page and split_path(p.path)[:2] == (key, row)]
    if row is None or not mine:
        return None
    here = next((n for n in mine if met[n].path == path), None)
    if step > 0:
        # What an answer brought up in its own row comes before the next row.
        passed = {p.path for p in met[: here or 0]}
        new = [p for p in ways if split_path(p.path)[:2] == (key, row) and p.path not in passed]
        rest = [*new, *met[mine[0] if here is None else here + 1 :]]
    else:
        rest = list(reversed(met[: mine[-1] + 1 if here is None else here]))
    there = {(p.page, p.path): p for p in ways}
    return next((there[one.page, one.path] for one in rest if (one.page, one.path) in there), None)


def _place(page: str, path: str, pages: Sequence[Page]) -> tuple[int, int]:
    for n, one in enumerate(pages):
        if one.key == page:
            key = split_path(path)[0] if path else ""
            return n, next(
                (i for i, part in enumerate(one.fields) if part.key == key), -1 if not key else 999
            )
    return len(pages), 0
