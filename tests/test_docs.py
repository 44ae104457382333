"""What the guides say is true of the program."""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import typing
from importlib.util import find_spec
from pathlib import Path

import docx
import msgspec
import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests import docs_facts, tour_docs
from tests.export.reading import words_of
from tests.export.samples import STAMP
from tests.forms import thistlewick
from tests.forms.filling import filled
from tests.helpers import TOP
from tests.soak.parts import PARTS
from toolkit import __main__ as start
from toolkit.__main__ import HELP, CommandRefused, _command
from toolkit.errors import FormFault
from toolkit.export import word
from toolkit.forms import catalogue
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Photo, Table, text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.rules import problems
from toolkit.forms.vocabulary import Audience, Field, Form, Page
from toolkit.settings import NEVER_MANAGED, TABLE
from toolkit.ui.settings_page import SECTIONS
from tools import guide

GUIDE = (TOP / "docs" / "adding-a-form.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_example_form_loads_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "bedtime-plan.toml").write_text(EXAMPLE, encoding="utf-8")
    loaded = catalogue.load(tmp_path)
    assert loaded.faults == ()
    form = loaded.get("bedtime_plan").form
    assert form.title in [entry.form.title for entry in loaded.offered()]
    assert len(form.pages) == 2


def test_the_example_form_is_filled_printed_and_keeps_the_workers_notes(
    qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "bedtime-plan.toml").write_text(EXAMPLE, encoding="utf-8")
    entry = catalogue.load(tmp_path).get("bedtime_plan")
    context = thistlewick.context()
    nothing = {problem.label for problem in problems(entry, {}, context)}
    assert {"How often is bedtime hard?", "What happens?", "What we agreed, in one line"} <= nothing
    answers = filled(entry, context, 0) | {
        "how_often": "Most nights",
        "what_happens": "Pip gets up again and again.",
        "sleeps_safely": "no",
        "sleep_talk": "The cot is cleared tonight.",
        "agreed": "Lamp out at seven, one story.",
        "worker_notes": "Seldom slept herself.",
    }
    assert [one for one in problems(entry, answers, context) if one.level != "warned"] == []
    unasked = answers | {"sleeps_safely": "yes"}
    told = "What was said about safe sleep, and what will change tonight?"
    held: dict[str, list[str]] = {}
    for reader in ("practitioner", "family"):
        made = outline(entry, answers, context, reader, Meta(author="Tansy Dunnock"))
        document = docx.Document(io.BytesIO(word.document(made, STAMP)))
        held[reader] = words_of(document)
        assert "Pip gets up again and again." in held[reader]
        assert told in held[reader]
        assert told not in text_of(outline(entry, unasked, context, reader, Meta(author="Tansy Dunnock")))
    assert "Seldom slept herself." in held["practitioner"]
    assert "Seldom slept herself." not in held["family"]
    paper = text_of(blank(entry))
    assert {"How often is bedtime hard?", "Most nights", "Hardly ever", told} <= set(paper)


def test_the_example_fault_is_what_a_worker_would_read(tmp_path: Path) -> None:
    # The example's own second field, misspelt as in the guide's words.
    broken = EXAMPLE.replace('label = "What happens?"', 'lable = "What happens?"', 1)
    (tmp_path / "visit-to-work.toml").write_text(broken, encoding="utf-8")
    (tmp_path / "bedtime-plan.toml").write_text(EXAMPLE, encoding="utf-8")
    loaded = catalogue.load(tmp_path)
    assert loaded.has("bedtime_plan")
    (fault,) = loaded.faults
    assert isinstance(fault, FormFault)
    quoted = " ".join(line.removeprefix("> ") for line in GUIDE.splitlines() if line.startswith("> "))
    assert fault.sentence == quoted


def _names(struct: type) -> set[str]:
    return {field.name for field in msgspec.structs.fields(struct)}


def _kinds() -> dict[str, type]:
    return {str(kind.__struct_config__.tag): kind for kind in typing.get_args(Field)}


def test_every_kind_of_field_stands_in_the_guide_with_its_own_names() -> None:
    lines = {match[1]: match[0] for match in re.findall(r"(\| `(\w+)` \|.*)", GUIDE)}
    shared = set.intersection(*(_names(kind) for kind in _kinds().values()))
    for tag, kind in _kinds().items():
        assert tag in lines, f"{tag} is not in the guide"
        # What only the built-in family file uses is left out on purpose.
        for name in _names(kind) - shared - {"makes"}:
            assert f"`{name}`" in lines[tag], f"{tag}.{name} is not in the guide"
    for name in shared - {"key", "label"}:
        assert f"`{name}`" in GUIDE, f"{name} is not in the guide"


def test_every_name_of_a_form_and_page_stands_in_the_guide() -> None:
    for name in _names(Form) | _names(Page):
        assert f"`{name}" in GUIDE, f"{name} is not in the guide"
    for audience in typing.get_args(Audience):
        assert f"`{audience}`" in GUIDE


def test_the_guide_for_it_names_the_settings_file_and_every_setting() -> None:
    words = (TOP / "docs" / "for-it.md").read_text(encoding="utf-8")
    told = {
        key: rest for key, rest in re.findall(r"^\| `(\w+)` \| (.*) \|$", words, re.MULTILINE) if "|" in rest
    }
    for row in TABLE:
        assert row.key in told, f"{row.key} is not in docs/for-it.md"
        label, values, first = (cell.strip() for cell in told[row.key].split("|"))
        assert label.replace("’", "'") == row.label
        if row.choices:
            assert re.findall(r"`(\w+)`", values) == [str(value) for value, _ in row.choices], row.key
        elif isinstance(row.default, bool):
            assert values == "`true` or `false`", row.key
        elif row.low is not None:
            assert values == f"{row.low} to {row.high} {row.unit}".rstrip(), row.key
        shown = str(row.default).lower() if isinstance(row.default, bool) else str(row.default)
        assert first == (f"`{shown}`" if shown else ""), row.key
    # Nor is one told of that is no longer there.
    assert set(told) == {row.key for row in TABLE}


def test_the_settings_that_nobody_decides_for_others_are_told() -> None:
    words = " ".join((TOP / "docs" / "for-it.md").read_text(encoding="utf-8").split())
    (told,) = re.findall(r"but for what the program remembers by itself: ([^.]*)\.", words)
    assert set(re.findall(r"`(\w+)`", told)) == NEVER_MANAGED


@pytest.mark.parametrize("word", ["BitLocker", "malware", "passphrase", "Word", "recovery"])
def test_the_honest_page_names_what_is_not_protected(word: str) -> None:
    assert word in (TOP / "SECURITY.md").read_text(encoding="utf-8")


def test_the_guide_has_every_record_type(tmp_path: Path) -> None:
    words = docs_facts.guide().casefold()
    missing = [
        entry.form.title
        for entry in catalogue.load(tmp_path).entries
        if entry.form.title.casefold() not in words
    ]
    assert missing == [], "no page of docs/guide tells of these records"


def test_the_guide_has_every_command_of_the_program() -> None:
    found = docs_facts.commands()
    assert {"Quick note", "Chronology", "Make a pack", "Hand over to a colleague", "Search"} <= found
    words = docs_facts.guide().casefold()
    missing = sorted(name for name in found if name.casefold() not in words)
    assert missing == [], "docs/guide/commands.md does not have these commands"


def test_the_guide_has_every_page_of_the_program() -> None:
    found = docs_facts.titles()
    assert {"Before you print", "Health check", "Restore a backup"} <= found
    words = docs_facts.guide().casefold()
    missing = sorted(name for name in found if name.casefold() not in words)
    assert missing == [], "docs/guide/commands.md does not have these pages"


def test_the_guide_has_every_key_the_program_listens_to() -> None:
    table = (
        (docs_facts.DOCS / "guide" / "commands.md").read_text(encoding="utf-8").split("## From anywhere")[0]
    )
    told = set(docs_facts.KEYS.findall(table))
    found = docs_facts.keys()
    assert {"Ctrl+K", "F8", "Alt+D", "Ctrl+Enter"} <= found
    assert found - told == set(), "docs/guide/commands.md does not have these keys"
    # Those a widget reads from the press itself stand in no list of words.
    assert told - found == {"F2", "F7", "Shift+Tab"} - found


def test_the_guide_has_every_part_of_the_settings() -> None:
    words = (docs_facts.DOCS / "guide" / "commands.md").read_text(encoding="utf-8")
    for title in (*SECTIONS, "You", "Local numbers", "Backup", "Recovery", "About"):
        assert title in words


def test_every_make_target_is_told_and_every_told_one_is_there() -> None:
    targets = set(docs_facts.targets())
    told: set[str] = set()
    for page in docs_facts.pages():
        told |= set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert targets - told == set(), "no page tells of these targets"
    assert told - targets == set(), "the Makefile does not have these targets"
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(targets) if f"make {name}" not in readme] == []


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
def test_make_understands_every_documented_target() -> None:
    named: dict[str, str] = {}
    for target in docs_facts.targets():
        done = subprocess.run(["make", "-n", target], cwd=TOP, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"make {target}: {done.stderr}"
        named |= dict.fromkeys(re.findall(r"python -m ([\w.]+)", done.stdout), target)
    assert {"toolkit", "tests.tour", "tools.guide", "bench"} <= set(named)
    for module, target in named.items():
        # What puts a bundle together is installed by make bundle alone.
        assert module == "PyInstaller" or find_spec(module) is not None, (
            f"make {target}: {module} is not there"
        )


def test_the_parts_of_the_soak_that_the_docs_name_are_there() -> None:
    told: set[str] = set()
    for page in docs_facts.pages():
        for one in re.findall(r'`make soak ARGS=("[^"]*"|[\w]+)`', page.read_text(encoding="utf-8")):
            told |= set(one.strip('"').split())
    assert {"kills", "power"} <= told
    assert told - set(PARTS) == set()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
def test_make_clean_takes_away_what_was_built_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy(TOP / "Makefile", tmp_path)
    for name in (
        "build/bundle/x",
        ".mypy_cache/x",
        "toolkit/__pycache__/x",
        ".venv/lib/__pycache__/x",
        "docs/x",
        "x.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    environ = {name: value for name, value in os.environ.items() if name != "VENV"}
    subprocess.run(["make", "-s", "clean"], cwd=tmp_path, env=environ, check=True, timeout=60)
    left = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert left == {"Makefile", ".venv/lib/__pycache__/x", "docs/x", "x.py"}


def _told_lines() -> list[tuple[str, list[str]]]:
    """Each line of the docs that calls the program, with its words."""
    found = []
    for page in docs_facts.pages():
        text = page.read_text(encoding="utf-8")
        lines = [line for block in docs_facts.fenced(text) for line in block.splitlines()]
        lines += re.findall(r"`(toolkit[^`]*)`", text)
        for line in lines:
            words = re.sub(r"\s+#.*", "", line).replace("[", "").replace("]", "").split()
            if words and re.split(r"[/\\]", words[0])[-1] == "toolkit":
                found.append((page.name, words[1:]))
    return found


def test_every_command_line_in_the_docs_is_understood() -> None:
    lines = _told_lines()
    assert {"demo", "check", "organisation-key", "--version"} <= {words[0] for _, words in lines if words}
    for page, words in lines:
        try:
            _command(words)
        except CommandRefused as fault:
            pytest.fail(f"{page}: toolkit {' '.join(words)}: {fault.sentence}")


def test_every_command_of_the_docs_is_run_by_a_test() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (TOP / "tests").rglob("test_*.py"))
    run = set(re.findall(r'(?:run_toolkit|run|asked)\((?:home, )?(?:program, )?"([-\w]+)"', source))
    known = {words[0] for _, words in _told_lines() if words} - {"FOLDER", "demo-records"}
    assert known - run == set(), "no test runs these"


def test_the_help_of_the_program_and_the_readme_name_the_same_commands() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    for line in re.findall(r"^  (toolkit[^ ]* .*?)(?:  |$)", HELP, re.MULTILINE):
        assert line.strip() in readme or "--" in line, f"README.md does not have: {line}"


HIDDEN = {"--word-form", "--first-window"}
"""What the program says to itself, in a process of its own."""


def test_every_command_the_program_takes_stands_in_its_help_and_in_the_docs() -> None:
    (taking,) = (
        node
        for node in ast.walk(ast.parse(Path(start.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "_command"
    )
    taken = {
        value.value
        for case in ast.walk(taking)
        if isinstance(case, ast.match_case) and isinstance(case.pattern, ast.MatchSequence)
        for value in ast.walk(case.pattern.patterns[0] if case.pattern.patterns else ast.Pass())
        if isinstance(value, ast.Constant)
    }
    assert {"demo", "check", "--help", "--self-test"} <= taken
    told = " ".join(page.read_text(encoding="utf-8") for page in docs_facts.pages())
    for command in taken - HIDDEN - {"-V", "-h", "help"}:
        assert f"toolkit {command}" in HELP, f"toolkit {command} is not in the help of the program"
        assert f"toolkit {command}" in told, f"no page tells of toolkit {command}"


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


@pytest.mark.parametrize("page", docs_facts.pages(), ids=lambda page: str(page.relative_to(TOP)))
def test_every_link_and_picture_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, part = target.partition("#")
        to = (page.parent / file).resolve() if file else page
        assert to.exists(), f"{page.name} leads to {target}, which is not there"
        if part:
            headings = re.findall(r"^#+ (.*)$", to.read_text(encoding="utf-8"), re.MULTILINE)
            assert part in map(_slug, headings), f"{page.name} leads to {target}, a part that is not there"


def test_what_the_pages_name_as_proof_is_there() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (TOP / "tests").rglob("test_*.py"))
    tests = set(re.findall(r"def (test_\w+)", source)) | {
        path.stem for path in (TOP / "tests").rglob("test_*.py")
    }
    for page in docs_facts.pages():
        text = page.read_text(encoding="utf-8")
        for path in re.findall(r"`((?:tests|tools|toolkit|bench|packaging|resources)/[\w/.*-]+)`", text):
            assert list(TOP.glob(path)), f"{page.name} names {path}, which is not there"
        for name in re.findall(r"`(test_\w+)`", text):
            assert name in tests, f"{page.name} names {name}, which is not there"


def test_no_page_of_the_docs_has_the_marks_of_a_merge() -> None:
    marks = ("<<<<<<<", ">>>>>>>", "=======")
    for page in docs_facts.pages():
        lines = page.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.startswith(marks)] == [], page.name


def test_every_page_of_the_docs_is_led_to() -> None:
    led = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in docs_facts.pages()
        for target in re.findall(r"\]\(([^)\s:]+)\)", page.read_text(encoding="utf-8"))
    }
    lost = [page for page in docs_facts.DOCS.rglob("*.md") if page not in led and page.parent not in led]
    assert lost in ([], [docs_facts.DOCS / "index.md"])


def test_every_picture_is_taken_from_the_tour_shown_and_light() -> None:
    held = {path.stem: path for path in tour_docs.PICTURES.glob("*.png")}
    assert set(held) == set(tour_docs.TAKEN)
    words = "".join(page.read_text(encoding="utf-8") for page in docs_facts.pages())
    tour = "".join(path.read_text(encoding="utf-8") for path in TOP.glob("tests/tour*.py"))
    for name, path in held.items():
        assert f"pictures/{name}.png" in words, f"{name} is on no page"
        assert path.stat().st_size < 120_000
        shot = tour_docs.TAKEN[name]
        beginning = re.sub(r"-[a-z0-9_]+$", "-", shot)
        assert f'"{shot}"' in tour.replace(f'"{name}": "{shot}"', "") or beginning in tour
    assert sum(path.stat().st_size for path in held.values()) < 1_200_000


def test_a_picture_that_the_tour_did_not_make_is_named(tmp_path: Path) -> None:
    (tmp_path / "tour").mkdir()
    first = next(iter(tour_docs.TAKEN))
    whole = QImage(300, 200, QImage.Format.Format_RGB32)
    whole.fill(0xFF336699)
    assert whole.save(str(tmp_path / "tour" / f"001-{tour_docs.TAKEN[first]}.png"))
    missing = tour_docs.take(tmp_path / "tour", tmp_path / "into")
    assert missing == [shot for name, shot in tour_docs.TAKEN.items() if name != first]
    taken = QImage(str(tmp_path / "into" / f"{first}.png"))
    assert (taken.width(), taken.height()) == (300, 200)
    assert taken.pixelColor(9, 9) == whole.pixelColor(9, 9)


def test_the_guide_is_made_as_word_and_pdf(qapp: QApplication, tmp_path: Path) -> None:
    chosen = guide.page_files()[:2]
    document, paper = guide.make(tmp_path, chosen)
    opened = docx.Document(str(document))
    words = [paragraph.text for paragraph in opened.paragraphs]
    for page in chosen:
        assert page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") in words
    assert len(opened.inline_shapes) == len(chosen)
    assert not any("Picture not shown" in text for text in words)
    read = pypdf.PdfReader(str(paper))
    assert len(read.pages) >= len(chosen)
    front = " ".join(read.pages[0].extract_text().split())
    assert "Everybody in the pictures is invented" in front
    # What stands where comes first, with every page of the guide in it.
    for page in guide.page_files():
        title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert title.casefold() in front.casefold(), f"{title} is not in the contents"


def test_every_word_of_the_guide_is_in_the_paper_one_and_no_mark_of_its_writing() -> None:
    made = guide.outline(guide.page_files())
    held = text_of(made)
    assert not [text for text in held if re.search(r"\*\w|\*\*|`|\]\(|^#|^\|", text)]
    letters = re.compile(r"[^a-z0-9]")
    printed = letters.sub("", "".join(held).casefold())
    for text in _guide_pages():
        bare = re.sub(r"^\|[-| ]+\|$", "", text, flags=re.MULTILINE)
        bare = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", bare)
        assert letters.sub("", bare.casefold()) in printed
    shown = [block for block in made.blocks if isinstance(block, Photo)]
    assert len(shown) == len(re.findall(r"!\[", "".join(_guide_pages())))
    assert all(
        len(row) == len(block.head) for block in made.blocks if isinstance(block, Table) for row in block.rows
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (
            "1. **Print.** Press **No printer here** for the code.",
            "1. Print. Press “No printer here” for the code.",
        ),
        ("- **Lock** with Ctrl+L, then (**Health check**).", "- Lock with Ctrl+L, then (“Health check”)."),
        (
            "It saves. **“Saved 14:20” is always true.** If not",
            "It saves. “Saved 14:20” is always true. If not",
        ),
        ("**Finish** and **Word**, **PDF**", "Finish and “Word”, “PDF”"),
        ("A **draft** goes; **F8** leads on", "A draft goes; F8 leads on"),
    ],
)
def test_what_a_button_says_stands_in_quotes_on_paper(written: str, printed: str) -> None:
    assert guide.plain(written) == printed


def _guide_pages() -> list[str]:
    return [page.read_text(encoding="utf-8") for page in guide.page_files()]


def test_no_page_of_the_guide_is_left_out_of_the_paper_one() -> None:
    assert set(guide.page_files()) == set((docs_facts.DOCS / "guide").glob("*.md"))


def test_each_of_the_thirty_goals_stands_once_with_a_command_that_is_there() -> None:
    rows = re.findall(
        r"^\| (\d+) \|.*\| ([^|]*) \|$", (TOP / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [int(number) for number, _ in rows] == list(range(1, 31))
    for number, commands in rows:
        assert "`make " in commands, f"goal {number} names no command"
        for path in re.findall(r"tests/[\w/.]+", commands):
            assert (TOP / path).exists(), f"goal {number} names {path}, which is not there"


def test_what_the_page_on_the_house_names_is_there() -> None:
    text = (docs_facts.DOCS / "architecture.md").read_text(encoding="utf-8")
    program = TOP / "toolkit"
    places = (TOP, program, *(program / room for room in ("ui", "forms", "vault", "practice", "export")))
    for name in set(re.findall(r"`([\w/.]+(?:\.py|\.spec))`", text)):
        assert any((place / name).exists() for place in places), f"{name} is not there"
    source = "\n".join(path.read_text(encoding="utf-8") for path in program.rglob("*.py"))
    known = set(re.findall(r"(?:def|class) (\w+)|^ *(?:self\.)?(\w+) ?[:=]", source, re.MULTILINE))
    known_names = {one for pair in known for one in pair}
    code = "\n".join(docs_facts.fenced(text, "python"))
    called = set(re.findall(r"(\w+)\(", re.sub(r"#.*", "", code)))
    assert len(called) > 50
    assert sorted(called - known_names - {"of"}) == [], "these are not in the program"
