"""The process of its own in which a Word form of somebody else is read and filled: it gets bytes and plain words, and gives bytes.

What it is given on standard input: eight digits, so many bytes of JSON, then the form. What it says on standard output:
`ok` and the result, or `no` and a sentence. It opens no file, starts nothing, and ends itself after ten seconds.
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

SECONDS, MEMORY = 10, 512 * 1024 * 1024
MOST_MARKS, DEEPEST = 2_000, 3
FILTERS = ("upper", "lower", "title", "capitalize", "default", "d", "join", "length", "first", "last")
"""What may be done with a mark."""
_PLAIN = "Template Output TemplateData Name Getattr For If CondExpr Const Compare Operand And Or Not Filter".split()


class NotAllowed(Exception):
    """Something in the form is more than a mark; the words say what."""


def serve(work: str) -> int:
    """Reads a form from standard input, looks at it or fills it, and says what came of it. Gives the exit code."""
    with os.fdopen(os.dup(0), "rb") as held:
        given = held.read()
    size = int(given[:8])
    data = json.loads(given[8 : 8 + size])
    content = given[8 + size :]
    # Loaded before the doors are shut.
    import docxtpl  # noqa: F401
    import jinja2.sandbox  # noqa: F401

    _warm()
    _limits()
    sys.addaudithook(_refuse)
    try:
        said, answer = b"ok", _work(work, content, data)
    except NotAllowed as fault:
        said, answer = b"no", str(fault).encode()
    except MemoryError:
        said, answer = b"no", b"it would need too much memory"
    except Exception as fault:
        said, answer = b"no", _why(fault).encode()
    with contextlib.suppress(OSError):
        os.write(1, said)
        view = memoryview(answer)
        while view:
            view = view[os.write(1, view) :]
    return 0


def _work(work: str, content: bytes, data: Mapping[str, Any]) -> bytes:
    if work == "look":
        return json.dumps({"marks": look(content), "text": text(content)}).encode()
    return fill(content, data)


def _warm() -> None:
    """Has everything loaded that filling needs, so that no file is opened later."""
    from docx import Document

    made = Document()
    made.add_paragraph("{{ a }}")
    held = io.BytesIO()
    made.save(held)
    look(held.getvalue())
    fill(held.getvalue(), {"a": "b"})


def _limits() -> None:
    """Ten seconds and 512 MB, and no file written, where the system knows such limits; the caller's clock ends it elsewhere."""
    if sys.platform == "win32":
        return
    import resource

    wanted = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0))
    for kind, most in wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


_SHUT = re.compile(
    r"^(socket\.|subprocess\.|os\.(system|exec|posix_spawn|spawn|fork|startfile|remove|rename|rmdir|mkdir|link|symlink|"
    r"truncate|chmod|chown|putenv|listdir|scandir)|shutil\.|ctypes\.|winreg\.|mmap\.|pty\.|webbrowser\.|urllib\.|"
    r"http\.|ftplib\.|smtplib\.)"
)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Nothing in this process may reach outside it; Python asks here before it does."""
    if event == "open" and not _python(arguments):
        raise NotAllowed("it tried to open a file")
    if _SHUT.match(event):
        raise NotAllowed("it tried to reach outside itself")


def _python(arguments: tuple[Any, ...]) -> bool:
    """Whether Python reads a part of itself that was not loaded yet. In a bundle those lie inside the program's own file."""
    name, mode = str(arguments[0]), str(arguments[1] or "")
    own = name == sys.executable or name.endswith((".py", ".pyc", ".so", ".pyd", ".zip"))
    return mode in ("", "r", "rb") and own


# Looking


def look(content: bytes) -> list[str]:
    """The marks of a form, each once, in their order: `child.name`. Raises NotAllowed for anything but plain marks."""
    from jinja2 import TemplateSyntaxError

    environment = _environment()
    template = _template(content)
    found: dict[str, None] = {}
    for xml in _sources(template):
        try:
            tree = environment.parse(xml)
        except TemplateSyntaxError as fault:
            raise NotAllowed(_near(xml, fault.lineno)) from None
        for name in _names(tree, {}, 0):
            found[name] = None
            if len(found) > MOST_MARKS:
                raise NotAllowed(f"it has more than {MOST_MARKS} marks")
    return list(found)


def text(content: bytes) -> str:
    """The words that stand in a form already, paragraph by paragraph."""
    ends = (re.sub(r"</w:p>", "\n", xml) for xml in _sources(_template(content)))
    return html.unescape(re.sub(r"<[^>]*>", "", "\n".join(ends)))


def _sources(template: Any) -> Iterator[str]:
    """The text of each part that is filled, as docxtpl reads it."""
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            yield template.patch_xml(part.blob.decode("utf-8"))


def _names(node: Any, known: dict[str, str], depth: int) -> Iterator[str]:
    """Walks the marks; `known` says what a name of a loop stands for."""
    from jinja2 import nodes

    kind = type(node).__name__
    if isinstance(node, nodes.For):
        if depth >= DEEPEST or node.recursive or not isinstance(node.target, nodes.Name):
            raise NotAllowed("rows within rows go deeper than a form needs")
        over = _path(node.iter, known)
        if over is None:
            raise NotAllowed("its rows go over something that is no list of the case")
        yield over
        inner = {**known, node.target.name: over}
        for one in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _names(one, inner, depth + 1)
        return
    path = _path(node, known)
    if path is not None:
        yield path
        return
    if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.kwargs or node.dyn_args):
        raise NotAllowed(f"it asks for “{node.name}”, which a form may not")
    if isinstance(node, nodes.Const) and not isinstance(node.value, (str, int, bool, type(None))):
        raise NotAllowed("a number in it is no number of a form")
    if kind not in _PLAIN:
        raise NotAllowed("it holds commands, and not marks alone")
    for one in node.iter_child_nodes():
        yield from _names(one, known, depth)


def _path(node: Any, known: Mapping[str, str]) -> str | None:
    """What a mark names, as `child.name`; None for anything else. Raises NotAllowed for a hidden name."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        if node.name.startswith("_"):
            raise NotAllowed("it names something that is hidden")
        return known.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, known)
        if before is None or node.attr.startswith("_"):
            raise NotAllowed("it names something that is hidden")
        return before if before == "loop" else f"{before}.{node.attr}"
    return None


def _near(xml: str, line: int | None) -> str:
    words = re.sub(r"<[^>]+>", "", "".join(xml.splitlines()[max((line or 1) - 1, 0) : (line or 1)])).strip()
    at = max(words.find("{{"), words.find("{%"), 0)
    near = f", near “{words[at : at + 40]}”" if words else ""
    return f"a mark in it is not closed or not written as the list shows{near}"


# Filling


def fill(content: bytes, data: Mapping[str, Any]) -> bytes:
    """The form with its marks filled in; text stays text whatever is in it. Raises NotAllowed."""
    look(content)
    template = _template(content)
    template.init_docx()
    _forget_authors(template.docx.core_properties)
    template.render(_plain(data), _environment(), autoescape=True)
    made = io.BytesIO()
    template.save(made)
    return made.getvalue()


def _template(content: bytes) -> Any:
    import docxtpl

    class Template(docxtpl.DocxTemplate):  # type: ignore[misc]
        """Fills body, heads, feet and footnotes, each once: what a person wrote is never read as a mark."""

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            pass

        def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
            for part in self.docx.part.package.parts:
                if part.content_type.endswith("footnotes+xml"):
                    xml = self.patch_xml(part.blob.decode("utf-8"))
                    part._blob = self.render_xml_part(xml, part, context, jinja_env).encode("utf-8")

        def init_docx(self, reload: bool = True) -> None:
            # What was forgotten of the authors stays forgotten.
            super().init_docx(reload=False)

    return Template(io.BytesIO(content))


def _forget_authors(properties: Any) -> None:
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "title", "category"):
        with contextlib.suppress(ValueError):
            setattr(properties, name, "")


def _environment() -> Any:
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=ChainableUndefined)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in (*FILTERS, "e", "escape")}
    return environment


def _plain(value: Any) -> Any:
    """Words, lists and tables of words, and nothing with a method that does something."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return "" if value is None else str(value)


def _why(fault: Exception) -> str:
    """A sentence for a fault nobody foresaw. The words of the fault may quote the case, so only its kind counts."""
    kind = type(fault).__name__
    if kind in ("SecurityError", "UndefinedError", "TemplateSyntaxError", "TemplateRuntimeError"):
        return "it holds commands, and not marks alone"
    return "it could not be read as a Word document"
