"""Programs that would harm others, in the box: no point is forged, nothing is damaged, nothing leaks, and nobody else's result changes.

Each file of grader/tests/hostile/boxed has a function `attack`, which raises if it is refused. All are submissions of one class, graded
through `grade-all`; right ones lie between them. Where an attack harms nothing but decoys, it is also shown to work without the box.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from grader.classroom.hand_out.contents import ROOMS
from grader.subjects.box import landlock
from grader.tests import sample_kit
from grader.tests.classroom.classes import GOOD, grade

SAMPLES = sorted((Path(__file__).parents[1] / "hostile" / "boxed").glob("*.py"))
NAMES = [path.stem for path in SAMPLES]
BETWEEN = 8  # samples, then a right program
SECRET = "a-secret-that-nobody-may-see"  # noqa: S105 - a decoy
HARMLESS = (  # without the box, these do what they want to, and harm decoys alone
    "writes_into_a_submission", "writes_a_new_file", "truncates", "links", "races_with_links", "makes_folders", "makes_a_pipe",
    "changes_modes", "changes_times", "reads_a_secret", "reads_solutions", "reads_a_submission", "lists_submissions", "calls_a_neighbour",
    "calls_by_path", "sends_datagrams", "sends_unix_datagrams", "connects", "listens", "asks_a_shell", "asks_a_thread",
    "poisons_kept_plays", "waits_for_the_end", "lists_other_subjects",
)  # fmt: skip
ACT = """

async def run_all(jobs, limit=3):
    try:
        return ["done", repr(attack())]
    except Exception as refused:
        return ["refused", repr(refused)]
"""
pytestmark = pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock, or it is switched off")


@dataclass
class Scene:
    """A class, and what lies around it: a decoy folder, listeners, a kit with a solution."""

    folder: Path
    kit: Path
    found: dict[str, dict[str, object]] = field(default_factory=dict)
    graded: sample_kit.Graded | None = None
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)

    @property
    def everything(self) -> str:
        """All that came out of the grading, as text."""
        assert self.graded
        files = [path.read_text("utf-8", "replace") for path in sorted((self.folder / "out").rglob("*")) if path.is_file()]
        return "\n".join([self.graded.out, self.graded.err, *files])


@contextlib.contextmanager
def _neighbours(decoy: Path) -> Iterator[dict[str, object]]:
    """Listen at everything that a program could call."""
    with contextlib.ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        log = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        log.bind(str(decoy / "log"))
        abstract, unix = (stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
        name = f"awaitlings-test-{decoy.stat().st_ino}"
        for listener, place in ((abstract, "\0" + name), (unix, str(decoy / "unix"))):
            listener.bind(place)
            listener.listen(100)
        yield {"tcp": tcp, "udp": udp, "log": log, "abstract": abstract, "unix": unix, "name": name}


def _called(listeners: dict[str, object]) -> list[str]:
    """Tell who was called."""
    found = []
    for name, sock in listeners.items():
        if isinstance(sock, socket.socket):
            sock.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                if sock.type == socket.SOCK_STREAM:
                    sock.accept()[0].close()
                else:
                    sock.recv(10)
                found.append(name)
    return found


def _tree(folder: Path) -> dict[str, object]:
    """Describe a tree: names, modes, times of files, contents; but for what Python compiles."""
    found: dict[str, object] = {}
    for path in folder.rglob("*"):
        if "__pycache__" not in path.parts:
            about, is_file = path.lstat(), path.is_file()
            content = hashlib.sha256(path.read_bytes()).hexdigest() if is_file else ""
            found[str(path.relative_to(folder))] = (about.st_mode, is_file and (about.st_mtime_ns, about.st_nlink), content)
    return found


def _grade(folder: Path, names: list[str], *words: str) -> Scene:
    """Make a class of these samples, and grade it."""
    decoy = folder / "decoy"
    decoy.mkdir()
    (decoy / "file.txt").write_text("mine")
    (decoy / "secret.txt").write_text(SECRET)
    scene = Scene(folder, sample_kit.make(folder, ["first"], rooms=(*ROOMS, "classroom")))
    (scene.kit / "solutions").mkdir()
    (scene.kit / "solutions" / "first.py").write_text(f"# {SECRET}\n")
    everybody = folder / "submissions"
    _hand_in(everybody / "victim", f"{GOOD}# {SECRET}\n")
    with _neighbours(decoy) as listeners:
        ports = [listeners[name].getsockname()[1] for name in ("udp", "tcp")]  # type: ignore[attr-defined]
        paths = (str(decoy), str(everybody / "victim"), str(scene.kit))
        head = f"DECOY, OTHER, KIT = {paths!r}\nUDP, TCP = {ports!r}\nABSTRACT = {listeners['name']!r}\n"
        for number, name in enumerate(names):
            _hand_in(everybody / name, head + SAMPLES[NAMES.index(name)].read_text("utf-8") + ACT)
            if number % BETWEEN == 0:
                _hand_in(everybody / f"{name}-after", GOOD)
        scene.before = _tree(folder)
        scene.graded = grade(scene.kit, everybody, "--out", folder / "out", "--jobs", "1", *words)
        scene.heard = _called(listeners)
    scene.found = {path.stem: json.loads(path.read_bytes()) for path in (folder / "out" / "results").iterdir()}
    kept = folder.with_name(f"{folder.name}-out")
    shutil.move(folder / "out", kept)
    scene.after = _tree(folder)
    shutil.move(kept, folder / "out")
    return scene


def _hand_in(folder: Path, source: str) -> None:
    folder.mkdir(parents=True)
    (folder / "first.py").write_text(source, "utf-8")


@pytest.fixture(scope="module")
def boxed(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The whole class, graded in the box."""
    return _grade(tmp_path_factory.mktemp("boxed"), NAMES, "--box", "auto")


def _said(scene: Scene, name: str) -> str:
    """What an attack came to: its program returns it, and the check tells what the program returned."""
    return re.search(r"returned \['(\w+)'", json.dumps(scene.found[name]["exercises"]))[1]  # type: ignore[index]


@pytest.mark.parametrize("name", NAMES)
def test_each_attack_is_refused(boxed: Scene, name: str) -> None:
    """In the box, the attack itself fails, and its program earns nothing."""
    assert _said(boxed, name) == "refused"
    assert boxed.found[name]["points"] == 0


def test_nothing_is_damaged(boxed: Scene) -> None:
    """Decoys, submissions and kit are as they were, to the last byte, mode and time."""
    assert boxed.after == boxed.before


def test_nothing_leaks(boxed: Scene) -> None:
    """No secret is in anything that came of the grading, and nobody outside was called."""
    assert SECRET not in boxed.everything
    assert boxed.heard == []


def test_nobody_else_is_touched(boxed: Scene) -> None:
    """Right programs between them have all their points, with the same results; nothing is left running, and all was graded."""
    right = {name: one for name, one in boxed.found.items() if name not in NAMES}
    assert {one["points"] for one in right.values()} == {10}
    assert len({json.dumps(one | {"submission": ""}, sort_keys=True) for one in right.values()}) == 1
    assert boxed.graded
    assert (boxed.graded.code, boxed.graded.left) == (0, [])


def test_the_attacks_are_real(tmp_path: Path) -> None:
    """Without the box they succeed: what is refused above is refused by it."""
    scene = _grade(tmp_path, list(HARMLESS), "--box", "none")
    assert {name: _said(scene, name) for name in HARMLESS} == dict.fromkeys(HARMLESS, "done")
    assert sorted(scene.heard) == ["abstract", "log", "tcp", "udp", "unix"]
    assert scene.after != scene.before
