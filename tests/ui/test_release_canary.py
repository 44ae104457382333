"""What a reader may not have is in nothing that leaves: every record type, every reader, every kind of file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from tests.expected_outlines import META, MORE
from tests.forms import thistlewick
from tests.forms.filling import filled
from tests.ui.made import Made
from toolkit import paths
from toolkit.export import agency_child, page, word
from toolkit.export.agency_marks import KNOWN, case_data, words_of
from toolkit.export.release_discreet import FILE_NAME, Known, discreet, discreet_stamp
from toolkit.export.stamp import Stamp, file_name
from toolkit.forms import catalogue
from toolkit.forms.blocks import Outline, text_of
from toolkit.forms.left_out import Reader, path_of
from toolkit.forms.outline import outline
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.rules import Entry, Scope, holds, pages
from toolkit.forms.vocabulary import Audience, Field, Grid, LongText, Rows, Text
from toolkit.forms.withheld import left_things, visible
from toolkit.ui.jobs import Progress
from toolkit.ui.pack_make import PackMaker, write_pdf, write_word
from toolkit.ui.printing import Paper

CANARY = "zaffrecanary"
ENTRIES = {entry.form.id: entry for entry in catalogue.built_in()}
STAMP = Stamp(
    printed_by="Tansy Dunnock",
    printed_on=thistlewick.NOW,
    organisation="Examplebridge Health Visiting",
    author="Tansy Dunnock",
    contact="Tansy Dunnock, 01632 960114",
)
READERS: tuple[tuple[str, Audience, Reader], ...] = (
    ("family", "family", ""),
    ("child", "child", ""),
    ("another agency", "practitioner", "agency"),
    ("court or other", "practitioner", "court"),
    ("my organisation", "practitioner", "own"),
    ("my own working copy", "practitioner", "working"),
)
AGENCY = {
    "source_detail",
    "case_note.oversight",
    "case_note.manager_tell_by",
    "eh_check.manager",
    "eh_check.manager_view",
    "fathers.fathers.unsafe_manager",
    "supervision.feelings",
    "supervision.parents_history",
    "family.children.addresses.source",
    "family.adults.addresses.source",
}
"""What another agency does not get unless it is put in, beside addresses that are hidden from somebody."""
COURT = AGENCY | {
    "restricted_from",
    "restriction_reason",
    "family.warnings",
    "family.contact_orders",
    "referral.risks",
    "referral.restricted_details",
    "fathers.fathers.others_note",
    "fathers.fathers.unsafe_why",
}
"""What a court or anybody else does not get beside, with what is about other people or told by others."""


def forbidden(entry: Entry, part: Field, path: str, audience: Audience, reader: Reader, scope: Scope) -> bool:
    """Whether this reader may not have a field by default, told anew here and not by the program's own table."""
    if part.withheld == "never_printed":
        return True
    if audience == "child" and part.child_chose is not None and holds(part.child_chose, scope):
        # The child chose to have it on a page of his or her own.
        return False
    if audience != "practitioner":
        return bool(part.withheld) or part.withheld_when is not None
    named = {path, f"{entry.form.id}.{path}"}
    if reader == "agency":
        return part.withheld_when is not None or bool(named & AGENCY)
    if reader == "court":
        return part.withheld_when is not None or part.withheld == "unless_asked" or bool(named & COURT)
    return False


def planted(
    entry: Entry, answers: Answers, context: Context, audience: Audience, reader: Reader
) -> tuple[Answers, int]:
    """The answers with the canary in each field the reader may not have, and in how many."""
    count, scope = 0, Scope(answers, context)

    def put(parts: tuple[Any, ...], row: dict[str, Any], before: str, within: bool) -> dict[str, Any]:
        nonlocal count
        made = dict(row)
        for part in parts:
            path = before + part.key
            kept = within or forbidden(entry, part, path, audience, reader, scope)
            value = made.get(part.key)
            if isinstance(part, (Rows, Grid)) and isinstance(value, list):
                made[part.key] = [put(tuple(part.columns), one, f"{path}.", kept) for one in value]
            elif kept and isinstance(part, (Text, LongText)) and value:
                count += 1
                made[part.key] = f"{CANARY} {count}"
        return made

    fields = tuple(part for one in pages(entry.form) for part in one.fields)
    return put(fields, answers, "", False), count


def example(entry: Entry) -> tuple[Answers, Context]:
    """A filled record, and what it is judged in. Every address in it is hidden from somebody."""
    context = Context(now=thistlewick.NOW, people=people_of(thistlewick.family()))
    answers = {**filled(entry, context, 0), **MORE.get(entry.form.id, {}), "worries_on_copy": "no"}
    if entry.form.id == catalogue.FAMILY:
        context = Context(now=thistlewick.NOW, people=people_of(answers))
    return answers, context


def everything(made: Outline, stamp: Stamp, name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Every file that a copy can be, as text: each part of the Word file, the page, the PDF and its properties, the name."""
    file = folder / "copy.docx"
    word.write(made, stamp, file)
    with zipfile.ZipFile(file) as packed:
        for part in packed.namelist():
            yield part, packed.read(part).decode("utf-8", "replace")
    yield "page", str(page.page(made, paths.resources() / "templates"))
    pdf = PdfReader(BytesIO(Paper(made, stamp).pdf()))
    yield "pdf", " ".join(sheet.extract_text() for sheet in pdf.pages)
    yield "pdf properties", str(dict(pdf.metadata or {}))
    yield "name", name


def copies() -> list[tuple[str, str]]:
    """Each record type with each reader."""
    return [
        (form, who)
        for form, entry in ENTRIES.items()
        for who, audience, _ in READERS
        if audience == "practitioner" or {"family", "child"} & set(entry.form.copies)
    ]


def setup(form: str, who: str) -> tuple[Entry, Answers, Context, Audience, Reader, int]:
    """A record with its canaries for a reader. A child gets the family's copy where the form has none for a child."""
    entry = ENTRIES[form]
    _, audience, reader = next(one for one in READERS if one[0] == who)
    if audience != "practitioner" and audience not in entry.form.copies:
        audience = "family"
    answers, context = example(entry)
    answers, count = planted(entry, answers, context, audience, reader)
    return entry, answers, context, audience, reader, count


@pytest.mark.parametrize(("form", "who"), copies())
def test_what_a_reader_may_not_have_is_in_nothing_that_leaves(
    qapp: object, form: str, who: str, tmp_path: Path
) -> None:
    entry, answers, context, audience, reader, count = setup(form, who)
    meta = replace(META, recipient="sorrel", reader=reader)
    if reader == "court" or audience != "practitioner":
        meta = replace(meta, warnings=(f"No paper. {CANARY}",))
    made = outline(entry, answers, context, audience, meta)
    assert CANARY not in " ".join(text_of(made))
    if not count or reader == "own":
        # Nothing to find in the files; and the organisation's own copy is the working copy, word for word.
        same = outline(entry, answers, context, audience, replace(META, recipient="sorrel", reader="working"))
        assert audience != "practitioner" or reader in ("agency", "court") or made == same
        return
    stamp = replace(STAMP, recipient="Sorrel Thistlewick")
    outputs = list(everything(made, stamp, file_name(made, entry.form.title, None, ".docx"), tmp_path))
    assert [where for where, text in outputs if CANARY in text] == []
    assert all(word in outputs[-3][1] for word in made.title.split())
    if audience == "practitioner":
        return
    known = Known(services=("Examplebridge Health Visiting", "Tansy Dunnock"))
    card = discreet(made, known, date(2026, 11, 12))
    if card is None:
        return
    for where, text in everything(card, discreet_stamp(stamp), f"{FILE_NAME}.docx", tmp_path):
        assert CANARY not in text, where
        for word_ in ("Examplebridge", "Dunnock", "Safeguarding", "01632", "F-2041", "Confidential"):
            assert word_ not in text, where
    assert not any("keeps one too" in line or "copy" in line.casefold() for line in text_of(card))


@pytest.mark.parametrize("who", [who for who, _, _ in READERS])
def test_there_are_canaries_to_find(who: str) -> None:
    # Otherwise their absence would prove nothing: each stands in the record itself, unless it is never printed.
    found = 0
    for form, reader in copies():
        if reader != who:
            continue
        entry, answers, context, *_, count = setup(form, who)
        found += count
        assert count == 0 or str(answers).count(CANARY) == count
        if reader == "family" and form in ("case_note", "family", "network", "eh_check", "closure"):
            assert CANARY in " ".join(text_of(outline(entry, answers, context, "practitioner", META)))
    assert found >= {"another agency": 15, "court or other": 25, "family": 60, "child": 60}.get(who, 1)


@pytest.mark.parametrize(("form", "who"), [one for one in copies() if one[1] in ("family", "child")])
def test_no_tick_puts_in_what_may_never_be(form: str, who: str) -> None:
    entry = ENTRIES[form]
    answers, context = example(entry)
    never = {"always", "never_printed"}
    fields = [part for one in pages(entry.form) for part in one.fields]
    every = frozenset(path for path in places_of(entry, tuple(fields)) if path)
    audience: Audience = "child" if who == "child" and "child" in entry.form.copies else "family"

    def plant(parts: tuple[Any, ...], row: dict[str, Any], within: bool) -> dict[str, Any]:
        made = dict(row)
        for part in parts:
            kept = within or part.withheld in never
            value = made.get(part.key)
            if isinstance(part, (Rows, Grid)) and isinstance(value, list):
                made[part.key] = [plant(tuple(part.columns), one, kept) for one in value]
            elif kept and isinstance(part, (Text, LongText)) and value:
                made[part.key] = CANARY
        return made

    meta = replace(META, recipient="sorrel", put_in=every | {"@restriction"})
    answers = plant(tuple(fields), answers, False)
    assert CANARY not in " ".join(text_of(outline(entry, answers, context, audience, meta)))
    things = left_things(entry, answers, context, audience, meta)
    never_in = {path_of(entry.form, part) for part in fields if part.withheld in never}
    assert not [thing for thing in things if thing.may and thing.path.partition("#")[0] in never_in]


def places_of(entry: Entry, parts: tuple[Any, ...]) -> Iterator[str]:
    """The place of each field of a form."""
    for part in parts:
        yield path_of(entry.form, part)
        if isinstance(part, (Rows, Grid)):
            yield from places_of(entry, tuple(part.columns))


@pytest.mark.parametrize(("form", "who"), copies())
def test_a_restricted_record_reaches_nobody_outside_unasked(form: str, who: str) -> None:
    entry, answers, context, audience, reader, _ = setup(form, who)
    if not entry.form.header or reader in ("own", "working"):
        return
    text = [part for one in pages(entry.form) for part in one.fields if isinstance(part, (Text, LongText))]
    answers = {**answers, **{part.key: CANARY for part in text}, "restriction": "restricted"}
    meta = replace(META, reader=reader)
    made = outline(entry, answers, context, audience, meta)
    assert CANARY not in " ".join(text_of(made))
    assert made.left_out == (("The whole record", "Restricted"),)
    (thing,) = left_things(entry, answers, context, audience, meta)
    assert thing.may == (audience == "practitioner")


def test_what_is_put_in_is_in_and_nothing_else() -> None:
    entry = ENTRIES["case_note"]
    answers, context = example(entry)
    told = [{"id": "t", "who": {"name": "Ash", "role": ""}, "words": "TOLDCANARY", "said": "TOLDCANARY"}]
    rows = [{**answers["told"][0], **dict.fromkeys(("words", "what", "said"), "TOLDCANARY")}, *told]
    answers = {**answers, "told": rows, "curiosity_note": "OTHERCANARY"}
    bare = outline(entry, answers, context, "family", META)
    put = outline(entry, answers, context, "family", replace(META, put_in=frozenset({"told"})))
    assert "TOLDCANARY" not in " ".join(text_of(bare))
    assert "TOLDCANARY" in " ".join(text_of(put))
    assert "OTHERCANARY" not in " ".join(text_of(put))
    labels = {label for label, _ in bare.left_out}
    assert "What others reported" in labels
    assert "What others reported" not in {label for label, _ in put.left_out}


def test_another_childs_words_stay_out_of_a_childs_copy_whatever_is_put_in() -> None:
    entry = ENTRIES["case_note"]
    answers, context = example(entry)
    first = answers["voice"][0]
    rows = [{**first, "id": child, "person": child, "words": f"{child}canary"} for child in ("wren", "pip")]
    meta = replace(META, recipient="wren", put_in=frozenset({"voice"}))
    text = " ".join(text_of(outline(entry, {**answers, "voice": rows}, context, "child", meta)))
    assert "wrencanary" in text
    assert "pipcanary" not in text


def test_one_row_is_put_in_and_the_others_stay_out() -> None:
    entry = ENTRIES["case_note"]
    answers, context = example(entry)
    first = answers["told"][0]
    rows = [
        {**first, "id": one, "who": name, "words": f"{one}canary", "what": f"{one}canary"}
        for one, name in (("t1", "Nettie"), ("t2", "Basil"))
    ]
    answers = {**answers, "told": rows}
    things = left_things(entry, answers, context, "family", META)
    spots = {thing.path: thing.label for thing in things if thing.path.startswith("told")}
    assert list(spots) == ["told#t1", "told#t2"]
    assert len(set(spots.values())) == 2
    for chosen, other in (("t1", "t2"), ("t2", "t1")):
        made = outline(entry, answers, context, "family", replace(META, put_in=frozenset({f"told#{chosen}"})))
        text = " ".join(text_of(made))
        assert f"{chosen}canary" in text
        assert f"{other}canary" not in text
        assert "What others reported" in {label for label, _ in made.left_out}
    both = outline(entry, answers, context, "family", replace(META, put_in=frozenset(spots)))
    assert "What others reported" not in {label for label, _ in both.left_out}


def test_of_two_hidden_addresses_one_is_put_in() -> None:
    entry = ENTRIES[catalogue.FAMILY]
    answers, context = example(entry)
    child = answers["children"][0]
    rows = [
        {**child["addresses"][0], "id": one, "address": f"{one}canary", "hidden_from": [child["id"]]}
        for one in ("x1", "x2")
    ]
    answers = {**answers, "children": [{**child, "addresses": rows}]}
    meta = replace(META, reader="agency")
    spots = {thing.path for thing in left_things(entry, answers, context, "practitioner", meta)}
    path = "children.addresses.address"
    assert {f"{path}#x1", f"{path}#x2"} <= spots
    made = outline(entry, answers, context, "practitioner", replace(meta, put_in=frozenset({f"{path}#x2"})))
    text = " ".join(text_of(made))
    assert "x2canary" in text
    assert "x1canary" not in text


def test_what_another_agency_may_not_have_is_in_no_pack(qapp: object, made: Made, tmp_path: Path) -> None:
    # One pack with a record of every type, each with its canaries, and one with a referral that has them too.
    author, planted_in = made.session.author(), 0
    ids = []
    for form, entry in ENTRIES.items():
        if not entry.form.header or form == "referral":
            continue
        entry, answers, _, _, _, count = setup(form, "another agency")
        planted_in += count
        ids.append(made.vault.records.create(form, made.family, answers, author).id)
    _, answers, *_ = setup("referral", "another agency")
    calm = {**answers, "route": "support", "restriction": "normal"}
    first = made.vault.records.create("referral", made.family, calm, author).id
    quiet = Progress(lambda _fraction, _words: None)
    maker = PackMaker(made.session, first)
    pack = maker.make(ids, quiet)
    assert planted_in > 10
    assert CANARY not in " ".join(text_of(pack.paper.front[0]))
    write_word(pack, tmp_path / "pack.docx", "", quiet)
    write_pdf(pack, tmp_path / "pack.pdf", quiet)
    with zipfile.ZipFile(tmp_path / "pack.docx") as packed:
        for part in packed.namelist():
            assert CANARY not in packed.read(part).decode("utf-8", "replace"), part
    pdf = PdfReader(tmp_path / "pack.pdf")
    assert CANARY not in " ".join(sheet.extract_text() for sheet in pdf.pages)
    assert CANARY not in str(dict(pdf.metadata or {}))
    assert CANARY not in maker.file_name(".docx")
    # They are in the records, and the pack says what of them it left out.
    held = [one for one in ids if CANARY in str(made.vault.records.get(one).answers)]
    assert len(held) >= 10
    assert len(pack.left_out) >= 10


def test_what_another_agency_may_not_have_is_in_no_filled_form(made: Made) -> None:
    family = {**made.session.family(made.family)}
    child = family["children"][0]
    hidden = {**child["addresses"][0], "address": CANARY, "hidden_from": ["a3"], "until": None}
    family["children"] = [{**child, "addresses": [hidden]}]
    entry, answers, context, *_ = setup("referral", "another agency")
    stale = {
        **answers,
        "route": "support",
        "directed": ["children"],
        "adult_harm": CANARY,
        "police_who": CANARY,
    }
    for part in ("what_happened", "why_today", "family_told_why"):
        stale[part] = CANARY
    told = visible(entry, stale, context, "practitioner", replace(META, reader="agency"))
    data = case_data(family, told, context, {})
    assert CANARY in str(stale)
    assert CANARY not in " ".join(words_of(data))
    form = docx.Document()
    for mark in KNOWN:
        form.add_paragraph(f"{mark}: {{{{ {mark} }}}}")
    held = BytesIO()
    form.save(held)
    with zipfile.ZipFile(BytesIO(agency_child.fill(held.getvalue(), data))) as packed:
        for name in packed.namelist():
            assert CANARY not in packed.read(name).decode("utf-8", "replace"), name
