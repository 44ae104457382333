"""An agency's own Word form: filled exactly, its unknown and empty marks named, and nothing hostile ever run."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document

from tests.forms import thistlewick
from toolkit.errors import ToolkitError
from toolkit.export import agency_child
from toolkit.export.agency_checks import FormRefused, check
from toolkit.export.agency_marks import KNOWN, Data, case_data
from toolkit.export.agency_template import fill, look

WORKER = {
    "name": "Tansy Dunnock",
    "role": "health visitor",
    "organisation": "Examplebridge",
    "contact": "01632 960 114",
}
REFERRAL = {"route": "harm", "worried": "Tea & toast <b>, “{{ child.name }}” {% raw %}\nand a second line"}


def data() -> Data:
    return case_data(thistlewick.family(), REFERRAL, thistlewick.context(), WORKER)


def form(*paragraphs: str, head: str = "", row: str = "") -> bytes:
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if head:
        made.sections[0].header.paragraphs[0].text = head
    if row:
        table = made.add_table(rows=3, cols=1)
        for cell, words in zip(
            table.columns[0].cells, ("{%tr for c in children %}", row, "{%tr endfor %}"), strict=True
        ):
            cell.text = words
    return saved(made)


def saved(made: Document) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def changed(
    content: bytes, add: dict[str, bytes], swap: Callable[[str, bytes], bytes] | None = None
) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            if name not in add:
                made.writestr(name, swap(name, source.read(name)) if swap else source.read(name))
        for name, part in add.items():
            made.writestr(name, part)
    return held.getvalue()


def body(extra: str) -> bytes:
    """A form with some markup of its own in its body."""
    return changed(
        form("x"),
        {},
        lambda name, part: (
            part.replace(b"<w:body>", b"<w:body>" + extra.encode()) if name == "word/document.xml" else part
        ),
    )


def field(code: str) -> bytes:
    return body(f'<w:p><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r></w:p>')


def link(kind: str, target: str) -> bytes:
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return changed(
        form("x"),
        {},
        lambda name, part: (
            part.replace(b"</Relationships>", relation.encode())
            if name == "word/_rels/document.xml.rels"
            else part
        ),
    )


def test_words_go_in_exactly_and_rows_and_conditions_work() -> None:
    content = form(
        "Child: {{ child.name }}",
        "{{ referral.worried }}",
        "{% if referral.harm %}HARM{% else %}calm{% endif %}",
        "By {{ worker.name | upper }} {{ not_known.at_all }}",
        head="{{ family.reference }}",
        row="{{ c.name }} of {{ c.school }}",
    )
    made = docx.Document(io.BytesIO(fill(content, data())))
    lines = [p.text for p in made.paragraphs]
    assert lines[1] == REFERRAL["worried"]
    assert lines[2:4] == ["HARM", "By TANSY DUNNOCK "]
    names = [str(one["name"]) for one in data()["children"]]
    assert lines[0] == f"Child: {names[0]}"
    assert [row.cells[0].text.split(" of ")[0] for row in made.tables[0].rows] == names


def test_unknown_and_empty_marks_are_named_before_filling() -> None:
    content = form(
        "{{ child.name }} {{ child.shoe_size }} {{ referral.tried }} {{ whatever }}", row="{{ c.nhs }}"
    )
    asked = look(content, data())
    assert asked.unknown == ("child.shoe_size", "whatever", "children.nhs")
    assert asked.empty == ("referral.tried",)
    assert "child.name" in asked.filled


def test_every_known_mark_is_written_somewhere_in_the_case_data() -> None:
    given = data()
    for mark in KNOWN:
        first, _, rest = mark.partition(".")
        held = given[first]
        row = held[0] if isinstance(held, list) and held else held
        if rest and not (isinstance(held, list) and not held):
            assert rest in row, mark


def test_a_hidden_address_stays_out() -> None:
    family = thistlewick.family()
    child = next(row for row in family["children"] if row.get("addresses"))
    shown = case_data(family, {}, thistlewick.context(), WORKER)
    child["addresses"][0]["hidden_from"] = ["ash"]
    hidden = case_data(family, {}, thistlewick.context(), WORKER)
    place = [n for n, one in enumerate(shown["children"]) if one["address"]]
    assert place
    assert any(not hidden["children"][n]["address"] for n in place)


def test_who_made_the_form_is_forgotten() -> None:
    made = docx.Document()
    made.add_paragraph("{{ child.name }}")
    made.core_properties.author = "Somebody Real"
    made.core_properties.comments = "{{ ''.__class__ }}"
    filled = docx.Document(io.BytesIO(fill(saved(made), data())))
    assert (filled.core_properties.author, filled.core_properties.comments) == ("", "")


CODE = [
    "{{ cycler.__init__.__globals__.os.system('touch CANARY') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__['os'].popen('touch CANARY').read() }}",
    "{{ child['__class__'] }}",
    "{{ child|attr('__class__') }}",
    "{{ child.items() }}",
    "{{ namespace.__init__ }}",
    "{% for a in range(999999999) %}{% endfor %}",
    "{{ 'x' * 2000000000 }}",
    "{{ 9**99999999 }}",
    "{% set x = child %}{{ x }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in children recursive %}{{ loop(children) }}{% endfor %}",
    "{{ children|map('upper') }}",
    "{{ child.name.format(child) }}",
    "{% call child.name() %}{% endcall %}",
    "{{ child.name|pprint }}",
    "{% filter upper %}x{% endfilter %}",
    "{% for a in children %}{% for b in children %}{% for c in children %}{% for d in children %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ child.name",
    "{% if child.name %}never closed",
]


@pytest.mark.parametrize("words", CODE)
def test_commands_are_refused_with_a_sentence(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(agency_child.NotAllowed) as told:
        agency_child.fill(form(words), data())
    assert str(told.value)
    assert list(tmp_path.iterdir()) == []


PACKAGES = {
    "no zip": (b"hello", "no Word document, or it is damaged"),
    "cut short": (form("x")[:-400], "damaged"),
    "password": (b"\xd0\xcf\x11\xe0" + b"0" * 600, "password"),
    "macros": (changed(form("x"), {"word/vbaProject.bin": b"x"}), "macros"),
    "macro type": (
        changed(
            form("x"),
            {},
            lambda n, p: (
                p.replace(b"document.main+xml", b"document.macroEnabled.main+xml")
                if "Content_Types" in n
                else p
            ),
        ),
        "macros",
    ),
    "embedded": (changed(form("x"), {"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
    "object": (body('<w:p><w:r><w:object w:x="1"/></w:r></w:p>'), "embedded"),
    "chunk": (body('<w:altChunk w:id="rId1"/>'), "embedded"),
    "template": (link("attachedTemplate", "http://example.invalid/x.dotm"), "link that leads out"),
    "picture": (link("image", "file:///c:/x.png"), "link that leads out"),
    "hyperlink": (link("hyperlink", "https://example.invalid"), "link that leads out"),
    "dde": (field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "), "fetches something"),
    "dde in pieces": (
        body(
            "<w:p>"
            + "".join(f"<w:r><w:instrText>{c}</w:instrText></w:r>" for c in ("D", "DE", "AUTO x"))
            + "</w:p>"
        ),
        "fetches something",
    ),
    "dde in signs": (field("&#68;&#x44;E cmd"), "fetches something"),
    "simple field": (body('<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>'), "fetches something"),
    "entity": (
        changed(form("x"), {"word/footnotes.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "definitions of its own",
    ),
    "wide entity": (
        changed(form("x"), {"word/footnotes.xml": '<!DOCTYPE a SYSTEM "x"><a/>'.encode("utf-16")}),
        "definitions of its own",
    ),
    "odd letters": (
        changed(form("x"), {"word/footnotes.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        "letters that Word does not use",
    ),
    "parts": (changed(form("x"), {f"word/media/{n}.png": b"" for n in range(2001)}), "parts"),
    "bomb": (changed(form("x"), {"word/media/a.png": b"0" * 20_000_000}), "packed more tightly"),
    "large": (changed(form("x"), {"word/media/a.png": b"0" * 51_000_000}), "50 MB"),
    "climbs": (changed(form("x"), {"../../evil.xml": b"<a/>"}), "names that no Word document has"),
    "spreadsheet": (
        changed(form("x"), {}, None).replace(b"word/document.xml", b"xord/document.xml"),
        "no Word document",
    ),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_what_could_do_harm_is_refused_before_it_is_unpacked(name: str) -> None:
    content, says = PACKAGES[name]
    with pytest.raises(FormRefused, match=says) as told:
        check(content)
    assert "Nothing was changed." in told.value.sentence


def test_a_plain_form_passes() -> None:
    check(form("{{ child.name }}", head="x", row="y"))


def test_the_process_says_the_same_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(agency_child.__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    before = datetime.now()
    with pytest.raises(FormRefused, match=r"hidden|commands"):
        fill(form(CODE[0]), data())
    assert list(tmp_path.iterdir()) == []
    assert (datetime.now() - before).total_seconds() < 15


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.export import agency_template

    monkeypatch.setattr(agency_template, "SECONDS", 0.5)
    monkeypatch.setattr(
        agency_template, "child_command", lambda: [sys.executable, "-c", "import time; time.sleep(30)"]
    )
    with pytest.raises(ToolkitError, match="took too long"):
        fill(form("x"), data())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits.")
@pytest.mark.parametrize(
    ("seconds", "memory", "work"),
    [(1, 0, "while True: pass"), (60, 512 * 1024 * 1024, "held = bytearray(2**31)")],
)
def test_the_process_ends_itself_when_it_works_too_long_or_takes_too_much(
    seconds: int, memory: int, work: str
) -> None:
    # Its own limits, with fewer seconds so that the test is short; then the work of a form that never ends.
    code = (
        "from toolkit.export import agency_child as one\n"
        f"one.SECONDS = {seconds}\n"
        f"one.MEMORY = {memory} or one.MEMORY\n"
        f"one._limits()\n{work}\nprint('done')"
    )
    began = time.monotonic()
    root = Path(agency_child.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=root, timeout=50, check=False
    )
    assert done.returncode != 0
    assert b"done" not in done.stdout
    assert time.monotonic() - began < 30


def test_the_limits_are_those_that_the_page_names() -> None:
    words = (Path(agency_child.__file__).parents[2] / "docs" / "word-forms.md").read_text(encoding="utf-8")
    assert agency_child.SECONDS == 10
    assert "ten seconds" in words
    assert f"{agency_child.MEMORY // 2**20} MB" in words
    assert "Windows" in words


def test_a_link_of_a_field_that_leads_out_is_refused_and_one_within_is_not() -> None:
    with pytest.raises(FormRefused, match="leads out"):
        check(field(' HYPERLINK "https://example.invalid" '))
    with pytest.raises(FormRefused, match="leads out"):
        check(field(" HYPERLINK \\\\server\\share "))
    check(field(' HYPERLINK \\l "_Toc1" '))


def test_what_stands_in_a_form_already_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(agency_child.__file__).parents[2]))
    asked = look(form("Child: Basil Otterbeck &amp; {{ child.name }}", head="F-9"), data())
    assert "Basil Otterbeck" in asked.text
    assert "F-9" in asked.text


def test_the_page_about_word_forms_names_every_mark() -> None:
    words = (Path(agency_child.__file__).parents[2] / "docs" / "word-forms.md").read_text(encoding="utf-8")
    assert [mark for mark in KNOWN if f"`{{{{ {mark} }}}}`" not in words and f"`{mark}`" not in words] == []
