"""Runs a Python module in a process whose kernel ends it the moment it asks for a socket that could reach a network.

`python -m tests.no_sockets MODULE ARGUMENT ...`. The kernel's own filter (seccomp) is used, so that Qt, the database and every
other library are held to it as well as our own code. Sockets within the computer (AF_UNIX), which a desktop session needs,
are let through.
"""

from __future__ import annotations

import ctypes
import platform
import runpy
import struct
import sys

ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""For each machine: the kernel's number of the architecture and of the call `socket`."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _END_PROCESS = 0x7FFF0000, 0x80000000
_AF_UNIX = 1


def possible() -> bool:
    """Says whether this computer has such a filter."""
    return sys.platform == "linux" and platform.machine() in ARCHITECTURES


def forbid_sockets() -> None:
    """Ends this process, and those it starts, at the first socket beyond AF_UNIX. Cannot be undone."""
    architecture, socket_call = ARCHITECTURES[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _END_PROCESS),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_JUMP_IF_EQUAL, 1, 0, socket_call),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, 16),  # its first argument, the family of addresses
        (_JUMP_IF_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _END_PROCESS),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0
    ):
        raise OSError(ctypes.get_errno(), "the kernel took no filter")


if __name__ == "__main__":
    forbid_sockets()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
