"""Twelve hard families, all invented: family file and genogram record of each."""

from __future__ import annotations

from datetime import date
from typing import Any

DAY = date(2026, 11, 12)
Answers = dict[str, Any]


def child(key: str, name: str, birth: str = "", sex: str = "", **more: Any) -> Answers:
    """A child row."""
    return {"id": key, "unborn": "no", "name": name, "birth": birth, "sex": sex, **more}


def adult(key: str, name: str, birth: str = "", sex: str = "", **more: Any) -> Answers:
    """An adult row."""
    return {"id": key, "name": name, "birth": birth, "sex": sex, "roles": [], **more}


def cell(grown: str, kid: str, relation: str = "birth_parent", **more: Any) -> Answers:
    """A cell of the relations grid."""
    return {"id": f"{grown}{kid}", "adult": grown, "child": kid, "relation": relation, **more}


def lives(*people: str) -> list[Answers]:
    """Who is in the home."""
    return [{"id": f"h{p}", "person": p, "how": "lives"} for p in people]


def file(children: list[Answers], adults: list[Answers], cells: list[Answers], *home: str) -> Answers:
    """A family file."""
    return {"children": children, "adults": adults, "relations": cells, "home": lives(*home)}


def couple(one: Any, two: Any, kind: str) -> Answers:
    """A row of couples."""
    return {"one": one, "two": two, "kind": kind}


def parent(kid: Any, grown: Any, how: str = "birth") -> Answers:
    """A row of parents."""
    return {"child": kid, "parent": grown, "how": how}


def named(name: str) -> Answers:
    """Somebody by name only."""
    return {"name": name, "role": ""}


SORREL = adult("sorrel", "Sorrel Thistlewick", "1994-02-01", "female")
BASIL = adult("basil", "Basil Quill", "1990-07-12", "male")
ASH = adult("ash", "Ash Quill", "1988", "male")
NETTIE = adult("nettie", "Nettie Thistlewick", "1965-03-03", "female")
WREN = child("wren", "Wren", "2019-05-02", "female")
PIP = child("pip", "Pip", "2025-09-04", "male")


def _three_generations() -> tuple[Answers, Answers]:
    gran = [named("Old Tom"), named("Bryony Quill"), named("Rowan Quill")]
    return file(
        [WREN, PIP, {"id": "bump", "unborn": "yes", "edd": "2027-02-17"}],
        [SORREL, BASIL, NETTIE],
        [cell("sorrel", k) for k in ("wren", "pip", "bump")]
        + [cell("basil", k, basis="married") for k in ("wren", "pip", "bump")],
        "sorrel",
        "basil",
    ), {
        "others": [
            {"name": "Old Tom", "sex": "male", "birth": "1960", "status": "died", "status_date": "2011"},
            {"name": "Bryony Quill", "sex": "female", "birth": "1962"},
            {"name": "Rowan Quill", "sex": "male", "birth": "1961"},
        ],
        "parents": [
            parent("sorrel", "nettie"),
            parent("sorrel", gran[0]),
            parent("basil", gran[1]),
            parent("basil", gran[2]),
        ],
        "couples": [couple("nettie", gran[0], "married"), couple(gran[1], gran[2], "divorced")],
    }


def _several_partners() -> tuple[Answers, Answers]:
    fathers = [
        adult(f"f{n}", name, str(1985 + n), "male")
        for n, name in enumerate(("Ash Quill", "Basil Quill", "Clem Dock", "Dill Sedge"))
    ]
    kids = [
        child(f"k{n}", name, f"{2012 + 3 * n}-03-0{n + 1}", "male" if n % 2 else "female")
        for n, name in enumerate(("Fern", "Moss", "Wren", "Pip"))
    ]
    kinds = ("divorced", "separated", "apart", "together")
    return file(
        kids,
        [SORREL, *fathers],
        [cell("sorrel", f"k{n}") for n in range(4)] + [cell(f"f{n}", f"k{n}") for n in range(4)],
        "sorrel",
        "f3",
    ), {"couples": [couple("sorrel", f"f{n}", kind) for n, kind in enumerate(kinds)]}


def _half_siblings_both_sides() -> tuple[Answers, Answers]:
    old = [adult("olive", "Olive Marsh", "1986", "female"), adult("clem", "Clem Dock", "1987", "male")]
    return file(
        [
            child("fern", "Fern", "2014-01-01", "female"),
            child("moss", "Moss", "2016-02-02", "male"),
            WREN,
            PIP,
        ],
        [SORREL, BASIL, *old],
        [cell("olive", "fern"), cell("basil", "fern"), cell("sorrel", "moss"), cell("clem", "moss")]
        + [cell(a, k) for a in ("sorrel", "basil") for k in ("wren", "pip")]
        + [cell("sorrel", "fern", "step"), cell("basil", "moss", "step")],
        "sorrel",
        "basil",
    ), {
        "couples": [
            couple("sorrel", "basil", "married"),
            couple("olive", "basil", "divorced"),
            couple("sorrel", "clem", "apart"),
        ]
    }


def _adopted() -> tuple[Answers, Answers]:
    return file(
        [WREN, PIP],
        [
            SORREL,
            BASIL,
            adult("ivy", "Ivy Marsh", "1980", "female"),
            adult("jo", "Jo Marsh", "1981", "female"),
        ],
        [
            cell("sorrel", "wren"),
            cell("basil", "wren"),
            cell("ivy", "wren", "adoptive"),
            cell("jo", "wren", "adoptive"),
            cell("ivy", "pip"),
            cell("jo", "pip", "adoptive"),
        ],
        "ivy",
        "jo",
    ), {"couples": [couple("ivy", "jo", "married"), couple("sorrel", "basil", "apart")]}


def _fostered_and_guardian() -> tuple[Answers, Answers]:
    return file(
        [WREN, PIP, child("fern", "Fern", "2017-08-08", "female")],
        [
            SORREL,
            NETTIE,
            adult("hazel", "Hazel Brook", "1975", "female"),
            adult("reed", "Reed Brook", "1974", "male"),
        ],
        [cell("sorrel", k) for k in ("wren", "pip", "fern")]
        + [
            cell("hazel", "wren", "foster"),
            cell("reed", "wren", "foster"),
            cell("nettie", "pip", "special_guardian"),
            cell("nettie", "pip", "kin", kin="grandparent"),
        ],
        "sorrel",
    ), {
        "parents": [parent("sorrel", "nettie")],
        "couples": [couple("hazel", "reed", "married")],
        "homes": [
            {"nickname": "Gran's", "people": ["nettie", "pip"]},
            {"nickname": "The Brooks", "people": ["hazel", "reed", "wren"]},
            {"nickname": "Mum's", "people": ["sorrel", "fern"]},
        ],
    }


def _twins() -> tuple[Answers, Answers]:
    return file(
        [
            child("a", "Fern", "2015-06-01", "female"),
            child("b", "Moss", "2015-06-01", "male"),
            child("c", "Wren", "2019-05-02", "female"),
            {"id": "d", "unborn": "yes", "edd": "2027-03-01", "name": "Twin one"},
            {"id": "e", "unborn": "yes", "edd": "2027-03-01", "name": "Twin two"},
            child("f", "Dot", "2021-12-31", "female"),
            child("g", "Bud", "2022-01-01", "male"),
        ],
        [SORREL, BASIL],
        [cell(a, k) for a in ("sorrel", "basil") for k in "abcdefg"],
        "sorrel",
        "basil",
    ), {"twins": [{"people": ["f", "g"]}], "couples": [couple("sorrel", "basil", "married")]}


def _losses() -> tuple[Answers, Answers]:
    return file(
        [
            child("fern", "Fern", "2014-02-01", "female", status="died", status_date="2016-03-04"),
            {"id": "lost", "unborn": "yes", "status": "ended", "status_date": "2018", "name": "Baby"},
            WREN,
            child("sky", "Sky", "2020", "other:Non-binary"),
        ],
        [
            SORREL,
            adult("basil", "Basil Quill", "1990-07-12", "male", status="died", status_date="2023-01-09"),
        ],
        [cell(a, k) for a in ("sorrel", "basil") for k in ("fern", "lost", "wren", "sky")],
        "sorrel",
    ), {"couples": [couple("sorrel", "basil", "married")]}


def _across_generations() -> tuple[Answers, Answers]:
    uncle = named("Uncle Burr")
    return file(
        [WREN, child("bud", "Bud", "2026-06-01", "male")],
        [SORREL, NETTIE, BASIL],
        [cell("sorrel", "wren"), cell("basil", "wren")],
        "sorrel",
    ), {
        "others": [
            {"name": "Uncle Burr", "sex": "male", "birth": "1970"},
            {"name": "Great-gran Ada", "sex": "female", "birth": "1940"},
        ],
        "parents": [
            parent("sorrel", "nettie"),
            parent("nettie", named("Great-gran Ada")),
            parent(uncle, named("Great-gran Ada")),
            parent("bud", "sorrel"),
            parent("bud", uncle),
        ],
        "couples": [couple("sorrel", uncle, "apart"), couple("basil", "sorrel", "separated")],
    }


def _ties() -> tuple[Answers, Answers]:
    family, own = _three_generations()
    own["ties"] = [
        {"one": "wren", "two": "nettie", "kind": "close"},
        {"one": "basil", "two": "sorrel", "kind": "harm"},
        {"one": "sorrel", "two": "nettie", "kind": "conflict"},
        {"one": "basil", "two": named("Rowan Quill"), "kind": "cut_off"},
        {"one": "pip", "two": "wren", "kind": "close"},
        {"one": "basil", "two": "wren", "kind": "distant"},
    ]
    return family, own


def _two_homes() -> tuple[Answers, Answers]:
    return file(
        [WREN, PIP, child("fern", "Fern", "2015-01-01", "female")],
        [SORREL, BASIL, adult("olive", "Olive Marsh", "1986", "female"), NETTIE],
        [cell(a, k) for a in ("sorrel", "basil") for k in ("wren", "pip", "fern")]
        + [cell("olive", "wren", "partner"), cell("nettie", "wren", "kin", kin="grandparent")],
        "sorrel",
    ), {
        "couples": [couple("sorrel", "basil", "divorced"), couple("basil", "olive", "together")],
        "homes": [
            {"nickname": "Mum's", "people": ["sorrel", "wren", "pip"]},
            {"nickname": "Dad's", "people": ["basil", "olive", "fern", "wren"]},
        ],
    }


def _little_known() -> tuple[Answers, Answers]:
    return file(
        [child("wren", "Wren"), {"id": "bump", "unborn": "yes"}],
        [
            adult("sorrel", "Sorrel Thistlewick", "", ""),
            {"id": "man", "described_as": "man with a blue van and a dog", "roles": ["partner"]},
            {"id": "lodger", "name": "Teasel Wagstaff-Featherstonehaugh", "roles": ["lodger"]},
            adult("nettie", "Nettie Thistlewick", "1965~", "female"),
        ],
        [
            cell("sorrel", "wren"),
            cell("man", "wren", "partner"),
            cell("nettie", "wren", "kin", kin="grandparent"),
        ],
        "sorrel",
        "lodger",
    ), {}


def _forty() -> tuple[Answers, Answers]:
    """Great-grandparents, their five children, fourteen grandchildren and the children of those: 40 people."""
    others: list[Answers] = [
        {"name": "Ada", "sex": "female", "birth": "1935"},
        {"name": "Burr", "sex": "male", "birth": "1933", "status": "died", "status_date": "1999"},
    ]
    parents: list[Answers] = []
    couples: list[Answers] = [couple(named("Ada"), named("Burr"), "married")]

    def born(name: str, year: int, sex: str, of: tuple[str, ...]) -> None:
        others.append({"name": name, "sex": sex, "birth": str(year)})
        parents.extend(parent(named(name), named(p)) for p in of)

    for n in range(5):
        born(f"Elder {n + 1}", 1955 + 2 * n, "female" if n % 2 else "male", ("Ada", "Burr"))
        others.append(
            {"name": f"Spouse {n + 1}", "sex": "male" if n % 2 else "female", "birth": str(1956 + n)}
        )
        couples.append(
            couple(named(f"Elder {n + 1}"), named(f"Spouse {n + 1}"), ("married", "divorced")[n % 2])
        )
        for m in range(3 if n else 2):
            born(
                f"Cousin {n + 1}{'abc'[m]}",
                1980 + 3 * n + m,
                ("male", "female")[m % 2],
                (f"Elder {n + 1}", f"Spouse {n + 1}"),
            )
    for n, (one, year) in enumerate(
        (
            ("Cousin 2a", 2005),
            ("Cousin 2a", 2008),
            ("Cousin 3b", 2012),
            ("Cousin 3b", 2014),
            ("Cousin 4c", 2010),
            ("Cousin 5a", 2015),
            ("Cousin 5a", 2016),
            ("Cousin 5a", 2018),
        )
    ):
        born(f"Young {n + 1}", year, ("male", "female")[n % 2], (one,))
    family = file(
        [WREN, PIP],
        [SORREL, BASIL],
        [cell(a, k) for a in ("sorrel", "basil") for k in ("wren", "pip")],
        "sorrel",
        "basil",
    )
    parents += [parent("basil", named("Elder 1")), parent("basil", named("Spouse 1"))]
    return family, {"others": others, "parents": parents, "couples": couples}


FAMILIES: dict[str, tuple[Answers, Answers]] = {
    "three_generations": _three_generations(),
    "several_partners": _several_partners(),
    "half_siblings_both_sides": _half_siblings_both_sides(),
    "adopted": _adopted(),
    "fostered_and_guardian": _fostered_and_guardian(),
    "twins": _twins(),
    "losses": _losses(),
    "across_generations": _across_generations(),
    "ties": _ties(),
    "two_homes": _two_homes(),
    "little_known": _little_known(),
    "forty": _forty(),
}
