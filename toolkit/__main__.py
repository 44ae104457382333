"""Start here: reads the command line and hands over to the screen, the example family or the check."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from toolkit import __version__
from toolkit.errors import ToolkitError

HELP = """\
Safeguarding Toolkit: write, keep and share records about families, offline and encrypted.

  toolkit [FOLDER]        opens the program, on the records in FOLDER when one is named
  toolkit demo FOLDER     makes records in FOLDER that hold an invented family, to look round with
  toolkit check FOLDER    opens records read-only, checks them and says in one line what it found; a form of
                          your own that cannot be read is named in a line more
  toolkit organisation-key FOLDER [NAME]
                          for IT: makes a key pair in FOLDER, so that a leaver's records can be opened; asks for a
                          passphrase for the private half, and says what to do with each
  toolkit --self-test FOLDER
                          for IT: goes through a worker's first day off screen, with invented people, in a new folder, and says of
                          each part whether it works on this computer; pictures and papers stay there to look at
  toolkit --version       says which version this is
  toolkit --help          shows these lines

demo, check and organisation-key ask for the passphrase, or read it from standard input when that is not a terminal.
They end with 0 when all is well, 1 when something is wrong and 2 when the line could not be understood.
To open a folder that is itself called demo or check, write ./demo or ./check."""


class CommandRefused(ToolkitError):
    """A command line that could not be understood; the sentence says how to see what there is."""


class PassphraseTooWeak(ToolkitError):
    """A passphrase that is guessed too soon; the sentence says why and what is stronger."""


class CannotShow(ToolkitError):
    """The program cannot show a window here; the sentence says what is missing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line asks and gives the exit code. Prints one plain sentence on any fault."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _keep_to_ourselves()
    try:
        return _command(words)()
    except CommandRefused as fault:
        return _say_fault(fault.sentence, 2)
    except ToolkitError as fault:
        return _say_fault(fault.sentence, 1)
    except (KeyboardInterrupt, EOFError):
        return _say_fault("Stopped. Nothing more was done.", 130)
    except Exception as fault:
        return _say_fault(_unexpected(fault), 1)


def _command(words: list[str]) -> Callable[[], int]:
    match words:
        case ["--version" | "-V"]:
            return lambda: _say(f"Safeguarding Toolkit {__version__}")
        case ["--help" | "-h" | "help"]:
            return lambda: _say(HELP)
        case ["--word-form", "look" | "fill" as work]:
            return lambda: _word_form(work)
        case ["--self-test", folder]:
            return lambda: _self_test(Path(folder))
        case ["--first-window", picture, folder]:
            return lambda: _first_window(Path(picture), Path(folder))
        case ["demo", folder] if not folder.startswith("-"):
            return lambda: _demo(Path(folder))
        case ["check", folder] if not folder.startswith("-"):
            return lambda: _check(Path(folder))
        case ["organisation-key", folder, *name] if not folder.startswith("-") and len(name) <= 1:
            return lambda: _organisation_key(Path(folder), name[0] if name else "Your organisation")
        case ["organisation-key", *_]:
            raise CommandRefused(
                'Name a folder and, in quotes, a name, like this: toolkit organisation-key FOLDER "Our Trust"'
            )
        case ["demo" | "check" as command, *_]:
            raise CommandRefused(f"Name one folder, like this: toolkit {command} FOLDER")
        case [] | [_] if not words or not words[0].startswith("-"):
            return lambda: _open(Path(words[0]).absolute() if words else None)
    raise CommandRefused("This line could not be understood. toolkit --help shows what there is.")


def _open(folder: Path | None) -> int:
    # Asked before Qt is touched: with no display Qt would end the program with words of its own.
    from toolkit.ui.display import check_display, sentence_for_import

    check_display()
    try:
        _start_light()
        from toolkit.ui import app
    except ImportError as fault:
        if (sentence := sentence_for_import(fault)) is None:
            raise
        raise CannotShow(sentence) from fault
    return app.run(folder)


def _start_light() -> None:
    """Leaves out of the start what the first window does not need. Raises ImportError where Qt cannot be loaded."""
    # Nothing that is made for the first window is rubbish yet. It is looked for again once the window stands.
    gc.disable()
    from toolkit.ui import bindings

    bindings.read_no_sources()


def _word_form(work: str) -> int:
    """The part of the program that reads a Word form of somebody else, in a process of its own."""
    from toolkit.export.agency_child import serve

    return serve(work)


def _self_test(folder: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The spelling library would begin a list of its own in the person's folder.
    os.environ["ENCHANT_CONFIG_DIR"] = str(folder.absolute() / "settings")
    from toolkit.ui import self_test

    return self_test.run(folder, _say, os.environ)


def _first_window(picture: Path, folder: Path) -> int:
    """Draws the first window off screen, keeps a picture of it and ends: the other half of the lock in the self test."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _start_light()
    from toolkit.ui import self_test

    return self_test.first_window(folder, picture)


def _demo(folder: Path) -> int:
    passphrase = _passphrase(twice=True)
    from toolkit import demo
    from toolkit.ui.passphrase import judge

    # Its people are invented, but the folder may become the one that real records are written into.
    strength = judge(passphrase)
    if not strength.enough:
        raise PassphraseTooWeak(f"Nothing was made. {strength.lead} {strength.text}")
    demo.build(folder, passphrase)
    return _say(f"The example families are in {folder}. To look round: toolkit {folder}")


def _check(folder: Path) -> int:
    passphrase = _passphrase()
    from toolkit.forms import catalogue
    from toolkit.vault.vault import Vault

    with Vault.unlock(folder, passphrase, catalogue.load, read_only=True) as vault:
        findings = vault.check(quick=False)
        # A form that cannot be read harms no record: it is named, and what is said of the records stays.
        forms = [fault.sentence for fault in vault.catalogue.faults]
    found = " ".join(finding.sentence for finding in findings)
    if any(finding.grade in ("WARN", "CRITICAL") for finding in findings):
        return _say_fault("\n".join([found, *forms]), 1)
    return _say("\n".join([f"These records are sound. {found} Nothing was changed.", *forms]))


def _organisation_key(folder: Path, name: str) -> int:
    passphrase = _passphrase(twice=True)
    from toolkit.ui.passphrase import judge
    from toolkit.vault import organisation

    # The private half opens every set of records in the organisation.
    strength = judge(passphrase)
    if not strength.enough:
        raise PassphraseTooWeak(f"No key was made. {strength.lead} {strength.text}")
    key = organisation.make_key_pair(folder, name, passphrase)
    return _say(
        f"The key of {key.name} is made. Its fingerprint: {key.fingerprint}\n"
        f"{folder / organisation.PRIVATE_FILE}: keep it with its passphrase where few can get at it, and a copy apart.\n"
        f"{folder / organisation.PUBLIC_FILE}: its one line is the setting organisation_public of each computer. "
        "Workers are shown that you hold a key."
    )


def _passphrase(twice: bool = False) -> str:
    """Reads the passphrase from standard input when that is not a terminal, and asks for it otherwise."""
    if sys.stdin is None:
        raise CommandRefused("There is no terminal to ask for the passphrase. Give it on standard input.")
    if not sys.stdin.isatty():
        try:
            # Bytes, for the terminal's own encoding may not be able to say what was typed.
            given = sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise CommandRefused("The passphrase on standard input is not UTF-8 text.") from None
    else:
        import getpass

        given = getpass.getpass("Passphrase: ")
        if twice and given != getpass.getpass("Once more: "):
            raise CommandRefused("The two were not the same. Nothing was made. Try again.")
    if not given:
        raise CommandRefused("No passphrase was given. Type it, or give it on standard input.")
    return given


def _keep_to_ourselves() -> None:
    """Keeps new files to this person alone, and this program's memory out of crash files."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _unexpected(fault: Exception) -> str:
    """Gives a sentence for a fault nobody foresaw: its kind and place, never its text, which may quote a record."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    return (
        f"Something unexpected stopped the program ({type(fault).__name__}{place}). What was saved is safe."
    )


def _say(words: str) -> int:
    _print(words, sys.stdout)
    return 0


def _say_fault(words: str, code: int) -> int:
    _print(words, sys.stderr)
    return code


def _print(words: str, stream: object) -> None:
    # A windowed program on Windows has no streams at all; an old code page may lack a letter.
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    with contextlib.suppress(OSError, ValueError):
        print(words.encode(encoding, "replace").decode(encoding), file=stream, flush=True)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
