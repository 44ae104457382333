"""The program works installed as a wheel, says what it needs, and sets itself up only where it may."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.helpers import TOP
from toolkit import __version__

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]

DISTRIBUTIONS = {
    "docx": "python-docx",
    "nacl": "pynacl",
    "enchant": "pyenchant",
    "msoffcrypto": "msoffcrypto-tool",
    "PySide6": "pyside6-essentials",
}
"""Which distribution an import comes from, where the name differs."""


ALWAYS_WITH = {
    "shiboken6": "PySide6",
    "shibokensupport": "PySide6",
    "lxml": "docx",
    "markupsafe": "jinja2",
}
"""What always comes with another."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", str(TOP), "--wheel-dir", str(folder)),
            *("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"),
        ],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    (built,) = folder.glob("*.whl")
    return built


def _files(top: Path) -> set[str]:
    return {
        file.relative_to(top).as_posix()
        for file in top.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_wheel_holds_the_package_and_the_resources_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
        info = {
            Path(name).name: packed.read(name).decode() for name in packed.namelist() if ".dist-info/" in name
        }
    code = {f"toolkit/{name}" for name in _files(TOP / "toolkit")}
    resources = {f"toolkit/_resources/{name}" for name in _files(TOP / "resources")}
    assert resources
    assert names == code | resources
    assert wheel.name == f"safeguarding_toolkit-{__version__}-py3-none-any.whl"
    assert "toolkit = toolkit.__main__:main" in info["entry_points.txt"]
    assert "License-Expression: MIT" in info["METADATA"]
    assert "Safeguarding Toolkit contributors" in info["LICENSE"]


def test_the_wheel_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}

    def run(*words: str) -> str:
        result = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=True,
        )
        return result.stdout.strip()

    assert run("-m", "toolkit", "--version") == f"Safeguarding Toolkit {__version__}"
    found = run("-c", "import toolkit, toolkit.paths as p; print(toolkit.__file__); print(p.resources())")
    package, resources = map(Path, found.splitlines())
    assert package == site / "toolkit" / "__init__.py"
    assert resources == site / "toolkit" / "_resources"
    assert _files(resources) == _files(TOP / "resources")


def test_every_library_that_is_imported_is_asked_for() -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    for file in (TOP / "toolkit").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            for name in (one.split(".")[0] for one in names):
                if name in sys.stdlib_module_names or name == "toolkit":
                    continue
                name = ALWAYS_WITH.get(name, name)
                wanted = canonicalize_name(DISTRIBUTIONS.get(name, name))
                assert wanted in asked, f"{file.name} imports {name}, which pyproject.toml does not ask for"


def test_the_tested_versions_satisfy_the_bounds() -> None:
    pinned = {}
    for line in (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, version = line.partition("==")
            assert re.fullmatch(r"[A-Za-z0-9_.-]+", name), line
            pinned[canonicalize_name(name)] = Version(version)
    extras = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *extras["dev"], *extras["bundle"]]
    for requirement in map(Requirement, asked):
        tested = pinned.get(canonicalize_name(requirement.name))
        assert tested is not None, f"constraints.txt lacks {requirement.name}"
        assert tested in requirement.specifier, f"{requirement} does not admit {tested}"
        assert any(bound.operator in (">=", "~=") for bound in requirement.specifier), (
            f"{requirement} has no lower bound"
        )


def test_the_readme_gives_the_two_commands_and_the_plain_lines() -> None:
    words = (TOP / "README.md").read_text(encoding="utf-8")
    for line in ("make run", "make test", "pip install -c constraints.txt .", "py -m venv .venv"):
        assert line in words
    for target in re.findall(r"\]\(([^)#:]+)\)", words):
        assert (TOP / target).exists(), f"README.md points to {target}, which is not there"


def test_every_page_of_the_guide_points_to_pages_that_are_there() -> None:
    for page in [*(TOP / "docs").rglob("*.md"), TOP / "SECURITY.md", TOP / "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}, which is not there"


# Set-up. The real thing is run by .ci/run on a fresh clone; here only what it says where it may not install.

STUBS = {
    "dpkg-query": "printf 'installed libegl1 \\ninstalled libcups2t64 libcups2 (= 2.4)\\nconfig-files libgl1 \\n'",
    "apt-get": 'echo "$@" >> "$CALLED"',
    "id": "echo 1000",
    "sudo": "exit 1",
}

pytestmark_posix = pytest.mark.skipif(sys.platform == "win32", reason="make is not used on Windows")


def _set_up(folder: Path, **stubs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    for name, body in {**STUBS, **stubs}.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    called = folder / "called"
    result = subprocess.run(
        ["sh", str(TOP / "tools" / "setup.sh"), "run"],
        env={
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHON": sys.executable,
            "VENV": str(folder / "venv"),
            "CALLED": str(called),
        },
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    return result, called.read_text() if called.exists() else ""


@pytestmark_posix
def test_set_up_prints_the_exact_line_where_it_may_not_install(tmp_path: Path) -> None:
    result, called = _set_up(tmp_path)
    assert result.returncode == 1
    assert called == ""
    assert not (tmp_path / "venv").exists()
    (line,) = [line.strip() for line in result.stderr.splitlines() if "apt-get" in line]
    words = line.split()
    assert words[:3] == ["sudo", "apt-get", "install"]
    # Not what is there already, nor what a newer release carries under another name; but what was removed.
    assert not {"libegl1", "libcups2", "soffice"} & set(words)
    assert {"libgl1", "fonts-inter", "libxcb-cursor0"} <= set(words)


@pytestmark_posix
def test_set_up_says_the_line_again_when_installing_fails(tmp_path: Path) -> None:
    failing = 'echo "$@" >> "$CALLED"; echo "no such package"; exit 100'
    result, called = _set_up(tmp_path, **{"id": "echo 0", "apt-get": failing})
    assert result.returncode == 1
    assert "update" in called
    assert "install -q -y --no-install-recommends" in called
    assert "no such package" in result.stderr
    assert "Try this line by hand" in result.stderr


@pytestmark_posix
def test_ci_runs_the_check_and_the_tests() -> None:
    script = TOP / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert os.access(TOP / "tools" / "setup.sh", os.X_OK)
    assert re.findall(r"^make .*$", script.read_text(encoding="utf-8"), re.MULTILINE) == [
        "make check",
        "make test",
        "make bundle",
    ]
