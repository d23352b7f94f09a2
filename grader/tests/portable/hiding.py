"""Hide from the kit, and from learners' programs, what another system lacks: `python -m grader.tests.portable.hiding windows grade …`.

Only code that is no library's is shown less: what belongs to Python, or is installed, has its own ways on each system. A hidden name is an
AttributeError or an ImportError, as it would be there; /proc is a missing file. Subjects, and processes that those start, get the same.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib
import multiprocessing
import os
import runpy
import sys
import sysconfig
import types
from collections.abc import Callable
from multiprocessing import spawn
from pathlib import Path
from typing import Any, Literal

System = Literal["windows", "macos"]
ROOT = Path(__file__).resolve().parents[3]
LIBRARY = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib"))
INSTALLED = tuple(sysconfig.get_path(name) for name in ("purelib", "platlib"))
LINUX_ONLY = {
    "os": "sched_getaffinity sched_setaffinity memfd_create pidfd_open eventfd waitid pipe2 P_PIDFD O_PATH O_TMPFILE",
    "socket": "SO_PEERCRED TCP_INFO SO_PASSCRED AF_NETLINK AF_PACKET SOCK_CLOEXEC SOCK_NONBLOCK",
    "select": "epoll",
}
POSIX_ONLY = {
    "os": "fork forkpty setsid getsid setpgid getpgid getpgrp setpgrp killpg wait wait3 wait4 getuid geteuid getgid getegid getgroups "
    "setuid setgid getlogin mkfifo mknod getloadavg nice chown fchown lchown fchmod fchdir chroot sysconf confstr register_at_fork "
    "WNOHANG WEXITED WNOWAIT P_ALL P_PID posix_spawn posix_spawnp pread pwrite preadv pwritev sendfile statvfs fstatvfs ttyname openpty "
    "ctermid getpriority setpriority sync O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_DIRECTORY O_NOCTTY O_SYNC initgroups WIFEXITED WEXITSTATUS "
    "WIFSIGNALED WTERMSIG",
    "signal": "SIGKILL SIGSTOP SIGCONT SIGUSR1 SIGUSR2 SIGXCPU SIGXFSZ SIGHUP SIGALRM SIGCHLD SIGPIPE SIGQUIT SIGTSTP SIGTTIN SIGTTOU "
    "SIGBUS SIGSYS SIGWINCH SIGPROF SIGVTALRM setitimer getitimer alarm pause sigwait sigwaitinfo sigtimedwait sigpending siginterrupt "
    "pthread_kill pthread_sigmask ITIMER_REAL ITIMER_PROF SIG_BLOCK SIG_SETMASK SIG_UNBLOCK",
    "socket": "AF_UNIX send_fds recv_fds SCM_RIGHTS CMSG_LEN CMSG_SPACE MSG_DONTWAIT MSG_NOSIGNAL SO_REUSEPORT if_nameindex sethostname",
    "select": "poll kqueue",
    "faulthandler": "register unregister",
}
POSIX_MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline", "curses", "_posixsubprocess", "posix"}
PLATFORM = {"windows": "win32", "macos": "darwin"}
PROC = ("/proc", "/dev/fd")

_shown: dict[str, types.ModuleType] = {}
_import = builtins.__import__


def hide(system: System) -> None:
    """Hide it, for all code that is imported from now on, and in the processes that this one starts."""
    names = _words(LINUX_ONLY)
    if system == "windows":
        names += _words(POSIX_ONLY)
    for module in ("os", "signal", "socket", "select", "faulthandler", "sys", "ctypes"):
        hidden = {name for home, name in names if home == module}
        _shown[module] = Shown(importlib.import_module(module), hidden, _instead(module, system))
    missing = POSIX_MODULES if system == "windows" else set[str]()
    builtins.__import__ = functools.partial(_imported, missing)
    sys.addaudithook(_see_no_proc)
    for name in ("stat", "access"):
        setattr(os, name, _without_proc(getattr(os, name)))
    multiprocessing.set_start_method("spawn", force=True)
    _hide_from_spawned(system)


class Shown(types.ModuleType):
    """A module as another system has it. What is set on it is set on the real one."""

    def __init__(self, real: types.ModuleType, hidden: set[str], instead: dict[str, Any]) -> None:
        object.__getattribute__(self, "__dict__").update(_real=real, _hidden=hidden, _instead=instead, __name__=real.__name__)

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name == "__dict__":
            return {key: value for key, value in vars(own["_real"]).items() if key not in own["_hidden"]} | own["_instead"]
        if name in own["_hidden"]:
            raise AttributeError(f"module {own['__name__']!r} has no attribute {name!r} on that system")
        return own["_instead"][name] if name in own["_instead"] else getattr(own["_real"], name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(object.__getattribute__(self, "__dict__")["_real"], name, value)


def _words(names: dict[str, str]) -> list[tuple[str, str]]:
    return [(module, name) for module, words in names.items() for name in words.split()]


def _instead(module: str, system: System) -> dict[str, Any]:
    """What a name of a module is there instead."""
    if module == "sys":
        return {"platform": PLATFORM[system]}
    if module == "ctypes":
        return {"CDLL": _no_library if system == "windows" else lambda _name: types.SimpleNamespace()}
    return {"kill": _kill} if module == "os" and system == "windows" else {}


def _no_library(name: str | None) -> None:
    raise TypeError(f"bad argument type for built-in operation: {name}")


def _kill(pid: int, number: int) -> None:
    raise AssertionError(f"os.kill({pid}, {number}): on Windows this ends the process, whatever the number.")


def _imported(missing: set[str], name: str, globals: Any = None, *rest: Any, **options: Any) -> Any:  # noqa: A002 - as the real one
    found, space = _import(name, globals, *rest, **options), globals
    if not _is_ours((space or {}).get("__file__")):
        return found
    if name.partition(".")[0] in missing:
        raise ModuleNotFoundError(f"No module named {name!r} on that system", name=name)
    return _shown.get(getattr(found, "__name__", ""), found)


def _is_ours(file: str | None) -> bool:
    """Whether code of this file is no library's."""
    return file is not None and file != __file__ and not file.startswith((*LIBRARY, *INSTALLED, "<"))


def _asked_by_us(depth: int) -> bool:
    """Whether the code that asked, through whatever of Python's own, is no library's."""
    frame: types.FrameType | None = sys._getframe(depth)
    while frame is not None and (frame.f_code.co_filename.startswith(("<", __file__)) or _is_pythons(frame.f_code.co_filename)):
        frame = frame.f_back
    return frame is not None and _is_ours(frame.f_code.co_filename)


def _is_pythons(file: str) -> bool:
    return file.startswith(LIBRARY) and not file.startswith(INSTALLED)


def _in_proc(path: object) -> bool:
    return isinstance(path, str | os.PathLike) and str(path).startswith(PROC)


def _see_no_proc(event: str, args: tuple[Any, ...]) -> None:
    if event in ("open", "os.listdir", "os.scandir") and _in_proc(args[0]) and _asked_by_us(2):
        raise FileNotFoundError(2, "No such file or directory on that system", args[0])


def _without_proc(real: Callable[..., Any]) -> Callable[..., Any]:
    def look(path: Any, *args: Any, **options: Any) -> Any:
        if _in_proc(path) and _asked_by_us(2):
            path = "/nowhere"
        return real(path, *args, **options)

    return look


def _in_children(system: System) -> str:
    """Make the words with which a process begins in which the same is hidden."""
    return f"import sys; sys.path.insert(0, {str(ROOT)!r}); from grader.tests.portable import hiding; hiding.hide({system!r}); "


def _hide_from_spawned(system: System) -> None:
    stock = spawn.get_command_line

    def command_line(**options: Any) -> list[str]:
        words = stock(**options)
        place = words.index("-c") + 1
        words[place] = _in_children(system) + words[place]
        return words

    spawn.get_command_line = command_line


def main(words: list[str]) -> None:
    """Run the kit's command line as on that system, which is named first."""
    system: System = "windows" if words[0] == "windows" else "macos"
    if words[0] == "macos-without-psutil":
        sys.modules["psutil"] = None  # type: ignore[assignment]  # an ImportError
    hide(system)
    for name in ("grader.subjects.fork.launch", "grader.subjects.portable.host"):
        with contextlib.suppress(ImportError):  # psutil may be hidden
            module: Any = importlib.import_module(name)
            module.COMMAND = _in_children(system) + module.COMMAND
    sys.argv[1:] = words[1:]
    runpy.run_module("grader", run_name="__main__")


if __name__ == "__main__":
    importlib.import_module("grader.tests.portable.hiding").main(sys.argv[1:])
