"""Reads the imports of a source tree and says where the house rule is broken.

The rule: five rooms, each with a short list of what it may import; each outside library has one place; nothing
touches the network; no modules import one another in a ring.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMMON = frozenset({"errors", "paths", "settings"})
ROOMS = frozenset({"forms", "vault", "practice", "export", "ui"})

MAY_IMPORT: dict[str, frozenset[str]] = {
    "": frozenset(),
    "errors": frozenset(),
    "paths": frozenset({"errors"}),
    "settings": frozenset({"errors", "paths"}),
    "forms": frozenset({"forms", "errors"}),
    "vault": COMMON | {"vault", "forms"},
    "practice": COMMON | {"practice", "forms"},
    "export": COMMON | {"export", "forms", "practice"},
    "demo": COMMON | {"demo", "vault", "forms", "practice"},
    "ui": COMMON | (ROOMS) | {"demo"},
    "__main__": COMMON | ROOMS | {"demo"},
}
"""What each room or top module may import of ours. The empty name is the package itself, which holds the version."""

PLACES: dict[str, tuple[str, ...]] = {
    "PySide6": ("toolkit.ui", "toolkit.export.pictures"),
    "shiboken6": ("toolkit.ui", "toolkit.export.pictures"),
    "qtawesome": ("toolkit.ui",),
    "qtpy": (),
    "sqlcipher3": ("toolkit.vault",),
    "sqlite_utils": ("toolkit.vault",),
    "sqlite3": (),
    "pysqlite3": (),
    "nacl": ("toolkit.vault",),
    "pyrage": ("toolkit.vault.sealing",),
    "docx": ("toolkit.export",),
    "docxtpl": ("toolkit.export",),
    "jinja2": ("toolkit.export",),
    "msoffcrypto": ("toolkit.export.locked",),
}
"""Where each outside library may be imported."""

NETWORK = frozenset(
    "socket ssl http urllib.request urllib.error urllib3 ftplib smtplib imaplib poplib nntplib telnetlib xmlrpc "
    "socketserver asyncio requests httpx aiohttp websockets websocket pycurl paramiko twisted trio anyio "
    "multiprocessing.connection multiprocessing.managers wsgiref "
    "PySide6.QtNetwork PySide6.QtNetworkAuth PySide6.QtWebSockets PySide6.QtWebEngineCore "
    "PySide6.QtWebEngineWidgets PySide6.QtHttpServer".split()
)


@dataclass(frozen=True)
class Import:
    """One import: the module that makes it, its line, the dotted name it asks for, and whether only types need it."""

    module: str
    line: int
    name: str
    types_only: bool = False


def breaches(top: Path) -> list[str]:
    """Lists every breach of the house rule in the package whose folder is given, one line of words each."""
    package = top.name
    files = {_module_name(file, top): file for file in sorted(top.rglob("*.py"))}
    imports = [one for module, file in files.items() for one in _imports(module, file)]
    found = [words for one in imports for words in _judge(one, package, files)]
    found += [f"ring: {' -> '.join(ring)}" for ring in _rings(imports, files)]
    found += [
        f"{module}: only paths.py may know of PyInstaller"
        for module, file in files.items()
        if module != f"{package}.paths" and _names_pyinstaller(file)
    ]
    return found


def _judge(one: Import, package: str, files: dict[str, Path]) -> Iterator[str]:
    where = f"{one.module}:{one.line}"
    if one.name == package or one.name.startswith(package + "."):
        here, there = _room(one.module), _room(_target(one.name, files))
        if here not in MAY_IMPORT:
            yield f"{where}: {here} is not a room of the house"
        elif there and there not in MAY_IMPORT[here]:
            yield f"{where}: {here or 'the package'} may not import {there}"
        return
    if any(_within(one.name, bad) for bad in NETWORK):
        yield f"{where}: {one.name} reaches the network"
    for library, places in PLACES.items():
        allowed = (place.replace("toolkit", package, 1) for place in places)
        if _within(one.name, library) and not any(_within(one.module, place) for place in allowed):
            yield f"{where}: {library} has no place here"


def _imports(module: str, file: Path) -> Iterator[Import]:
    """Yields every import in a file, those inside functions and for types too, and import_module of a constant."""
    home = module if file.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(file.read_text(encoding="utf-8"))
    guards = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and _called(node.test) == "TYPE_CHECKING"
    ]
    for_types = {id(inner) for guard in guards for part in guard.body for inner in ast.walk(part)}
    for node in ast.walk(tree):
        types = id(node) in for_types
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node.lineno, alias.name, types)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = home.split(".")[: len(home.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                yield Import(module, node.lineno, f"{base}.{alias.name}", types)
        elif isinstance(node, ast.Call) and _called(node.func) in {"import_module", "__import__"}:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield Import(module, node.lineno, argument.value)


def _rings(imports: list[Import], files: dict[str, Path]) -> list[list[str]]:
    """Finds the groups of modules that import one another, by Tarjan's method.

    An import that only type checking reads makes no ring: a part may be typed by the thing it is handed.
    """
    graph: dict[str, set[str]] = {module: set() for module in files}
    for one in imports:
        target = _target(one.name, files)
        if target in files and target != one.module and not one.types_only:
            graph[one.module].add(target)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    rings: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for target in sorted(graph[module]):
            if target not in index:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], index[target])
        if low[module] == index[module]:
            at = stack.index(module)
            ring = stack[at:]
            del stack[at:]
            if len(ring) > 1:
                rings.append(sorted(ring))

    for module in graph:
        if module not in index:
            visit(module)
    return rings


def _module_name(file: Path, top: Path) -> str:
    parts = [top.name, *file.relative_to(top).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _target(name: str, files: dict[str, Path]) -> str:
    """Gives the module that a dotted name lies in: the longest part of it that is a file of ours."""
    while name and name not in files:
        name = name.rpartition(".")[0]
    return name


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _within(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id
    return func.attr if isinstance(func, ast.Attribute) else ""


def _names_pyinstaller(file: Path) -> bool:
    text = file.read_text(encoding="utf-8")
    return "_MEIPASS" in text or "sys.frozen" in text or '"frozen"' in text
