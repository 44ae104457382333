"""The command line, run the way a person runs it: one plain sentence, the right exit code, never a traceback."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import PASSPHRASE, TOP, files_holding, run_toolkit
from toolkit import __main__ as start
from toolkit import __version__
from toolkit.ui import display

NO_SCREEN = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}


def _one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].endswith(".") or "toolkit " in lines[0]
    return lines[0]


def test_version_and_help() -> None:
    said = run_toolkit("--version")
    assert (said.returncode, said.stdout) == (0, f"Safeguarding Toolkit {__version__}\n")
    said = run_toolkit("--help")
    assert said.returncode == 0
    assert "toolkit demo FOLDER" in said.stdout
    assert run_toolkit("-h").stdout == said.stdout


@pytest.mark.parametrize(
    "words", [["--colour"], ["demo"], ["check"], ["demo", "--force"], ["check", "a", "b"], ["a", "b"], ["-x"]]
)
def test_a_line_that_cannot_be_understood(
    words: list[str], capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    before = sorted(own_home.rglob("*"))
    assert start.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sorted(own_home.rglob("*")) == before


def test_no_display_is_one_plain_sentence() -> None:
    result = run_toolkit(environ=NO_SCREEN)
    assert result.returncode == 1
    assert _one_sentence(result) == display.NoDisplay.sentence


@pytest.mark.parametrize(
    ("name", "value"), [("DISPLAY", ":97"), ("WAYLAND_DISPLAY", "wayland-97"), ("DISPLAY", "not a screen")]
)
def test_a_display_that_does_not_answer_is_one_plain_sentence(name: str, value: str) -> None:
    result = run_toolkit(environ={**NO_SCREEN, name: value})
    assert result.returncode == 1
    expected = display.DisplayRefused if name == "DISPLAY" else display.NoDisplay
    assert _one_sentence(result) == expected.sentence


def test_no_screen_is_needed_elsewhere_or_off_screen() -> None:
    display.check_display("win32", {})
    display.check_display("darwin", {})
    display.check_display("linux", {"QT_QPA_PLATFORM": "offscreen:size=1x1"})
    with pytest.raises(display.NoDisplay):
        display.check_display("linux", {"QT_QPA_PLATFORM": "xcb"})


def test_a_missing_system_library_is_named() -> None:
    fault = ImportError(
        "libEGL.so.1: cannot open shared object file: No such file or directory", name="PySide6.QtGui"
    )
    assert "libEGL.so.1" in (display.sentence_for_import(fault) or "")
    assert "PySide6" in (
        display.sentence_for_import(ImportError("No module named 'PySide6'", name="PySide6")) or ""
    )
    assert display.sentence_for_import(ImportError("cannot import name 'x'", name="toolkit.ui.app")) is None


def test_an_unexpected_fault_says_its_place_and_never_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: Path | None) -> int:
        raise KeyError("Sorrel Thistlewick was seen")

    monkeypatch.setattr(start, "_open", fails)
    assert start.main([]) == 1
    said = capsys.readouterr().err
    assert "Sorrel" not in said
    assert "KeyError in test_main.py, line" in said


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(_: Path | None) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "_open", stopped)
    assert start.main([]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_passphrase_is_needed(tmp_path: Path) -> None:
    for command in ("demo", "check"):
        result = run_toolkit(command, tmp_path / "records")
        assert result.returncode == 2
        assert "No passphrase was given" in _one_sentence(result)
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("spaces  kept  \n", "spaces  kept  "),
        ("windows line\r\n", "windows line"),
        ("no line end", "no line end"),
        (PASSPHRASE + "\n", PASSPHRASE),
        ("first\nsecond\n", "first"),
    ],
)
def test_the_passphrase_is_the_first_line_as_it_stands(
    given: str, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert start._passphrase() == read


def test_a_passphrase_that_is_not_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n")))
    with pytest.raises(start.CommandRefused):
        start._passphrase()


def test_a_typed_passphrase_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(["one", "two", "same", "same"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    with pytest.raises(start.CommandRefused, match="not the same"):
        start._passphrase(twice=True)
    assert start._passphrase(twice=True) == "same"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_files_are_for_this_person_alone_and_no_core_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = (
        "import os, resource; from toolkit import __main__ as m; m.main(['--version']);"
        "open('new', 'w').close(); print(oct(os.stat('new').st_mode & 0o777), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert result.stdout.splitlines()[-1] == "0o600 0"


def test_words_survive_an_old_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    start._print("“Wren” – 999", stream)
    assert raw.getvalue().strip() == b"?Wren? ? 999"
    start._print("nothing to print to", None)


@pytest.mark.skipif(
    shutil.which("Xvfb") is None and not os.environ.get("CI"), reason="no virtual screen here"
)
def test_a_screen_that_answers_is_accepted(tmp_path: Path) -> None:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        os.close(write)
        with os.fdopen(read) as numbers:
            screen = ":" + numbers.readline().strip()
        display.check_display("linux", {"DISPLAY": screen})
    finally:
        server.terminate()
        server.wait(timeout=20)


# The example family and the check, end to end


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records that hold the example family, made once by the command itself."""
    folder = tmp_path_factory.mktemp("example") / "records"
    made = run_toolkit("demo", folder, passphrase=PASSPHRASE)
    assert made.returncode == 0, made.stderr
    assert str(folder) in made.stdout
    assert len(made.stdout.splitlines()) == 1
    assert made.stderr == ""
    return folder


def test_it_opens_on_the_records_that_are_named_and_stays(example: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", str(example)],
        cwd=TOP,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 60
        while not list(tmp_path.glob("*/settings.json")):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1.5)
    finally:
        process.kill()
        process.wait(timeout=20)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_for_it_tells_of_each_file_in_a_folder_of_records(example: Path) -> None:
    words = (TOP / "docs" / "for-it.md").read_text(encoding="utf-8")
    here = {path.name + "/" * path.is_dir() for path in example.iterdir()}
    assert {"vault.db", "vault.key", "forms/"} <= here
    assert [name for name in here if f"`{name}`" not in words] == []


def test_check_says_one_line_and_changes_nothing(example: Path) -> None:
    before = _bytes(example)
    result = run_toolkit("check", example, passphrase=PASSPHRASE)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 1
    assert result.stdout.startswith("These records are sound.")
    assert _bytes(example) == before


@pytest.mark.parametrize("damaged", [False, True])
def test_check_names_a_form_of_ones_own_that_cannot_be_read(
    example: Path, tmp_path: Path, damaged: bool
) -> None:
    """The records are judged as they are; the form's file is named in a line of its own, whichever it is."""
    folder = tmp_path / "records"
    shutil.copytree(example, folder)
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / "pond_visit.toml").write_text("id = [", encoding="utf-8")
    (folder / "forms" / "well_visit.toml").write_text("title = 3", encoding="utf-8")
    if damaged:
        database = folder / "vault.db"
        content = bytearray(database.read_bytes())
        content[len(content) // 2] ^= 1
        database.write_bytes(content)
    result = run_toolkit("check", folder, passphrase=PASSPHRASE)
    assert result.returncode == int(damaged)
    lines = (result.stderr if damaged else result.stdout).splitlines()
    assert lines[0].startswith("These records are sound.") != damaged
    assert len(lines) >= 3 or (damaged and len(lines) == 1)
    if not damaged:
        assert result.stderr == ""
        assert ["pond_visit.toml" in lines[1], "well_visit.toml" in lines[2]] == [True, True]


@pytest.mark.parametrize("given", ["a", "password1", "Wren 2019", "another one altogether"])
def test_demo_takes_no_passphrase_that_is_soon_guessed(given: str, tmp_path: Path) -> None:
    """The same floor as where records are made on the screen; nothing is made and nothing of it is repeated."""
    result = run_toolkit("demo", tmp_path / "records", passphrase=given)
    assert result.returncode == 1
    said = _one_sentence(result)
    assert said.startswith("Nothing was made. ")
    assert len(given) < 3 or given not in said
    assert not (tmp_path / "records").exists()


def test_demo_takes_four_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[str] = []
    monkeypatch.setattr(start, "_passphrase", lambda twice=False: "otter lantern gravel teaspoon")
    monkeypatch.setattr("toolkit.demo.build", lambda _folder, passphrase: made.append(passphrase))
    assert start.main(["demo", str(tmp_path / "records")]) == 0
    assert made == ["otter lantern gravel teaspoon"]


def test_check_with_a_wrong_passphrase(example: Path) -> None:
    before = _bytes(example)
    result = run_toolkit("check", example, passphrase="not this one")
    assert result.returncode == 1
    assert "does not open these records" in _one_sentence(result)
    assert _bytes(example) == before


def test_demo_never_writes_over_records(example: Path) -> None:
    before = _bytes(example)
    result = run_toolkit("demo", example, passphrase="otter lantern gravel teaspoon")
    assert result.returncode == 1
    assert "already holds records" in _one_sentence(result)
    assert _bytes(example) == before


def test_check_finds_damage_and_leaves_it(example: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(example, damaged)
    database = damaged / "vault.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    before = _bytes(damaged)
    result = run_toolkit("check", damaged, passphrase=PASSPHRASE)
    assert result.returncode == 1
    assert "damaged" in _one_sentence(result)
    assert _bytes(damaged) == before


@pytest.mark.parametrize("there", [False, True])
def test_check_of_a_folder_without_records(there: bool, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    if there:
        folder.mkdir()
    result = run_toolkit("check", folder, passphrase=PASSPHRASE)
    assert result.returncode == 1
    _one_sentence(result)
    assert folder.exists() == there
    assert not there or list(folder.iterdir()) == []


def test_no_word_of_the_example_lies_in_clear(example: Path) -> None:
    assert files_holding(example, ["Thistlewick", "Sorrel", "lighthouse keeper", PASSPHRASE]) == []
