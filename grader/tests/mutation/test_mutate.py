"""The mutation tool makes the mistakes that it says, and misses no survivor."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from grader.grading.kit import Entry
from grader.tests.mutation import classics, mutate, mutations, operators
from grader.tests.mutation.grading import Play
from grader.tests.mutation.listed import Equivalent, listed
from grader.tests.mutation.mutate import Choice, Tally
from grader.tests.mutation.mutations import Mutant, Operator, mutants
from grader.tests.mutation.operators import OPERATORS

ALL = Choice()
ENTRY = Entry("double", "Twice as much", "01_first")
SOURCE = "async def double(fetch):\n    return await fetch() * 2\n"
BY_NAME = {operator.__name__: operator for operator in OPERATORS}

EXAMPLES = {
    "drop_call": ("async def f(t):\n    [one.cancel() for one in t]", "async def f(t):\n    [None for one in t]"),
    "drop_await": ("async def f(job):\n    return await job()", "async def f(job):\n    return job()"),
    "await_to_task": ("async def f(job):\n    await job()", "async def f(job):\n    asyncio.ensure_future(job())"),
    "gather_to_loop": ("async def f(a):\n    await asyncio.gather(*a)", "async def f(a):\n    [await each for each in a]"),
    "loop_to_gather": (
        "async def f(jobs):\n    for job in jobs:\n        await job()",
        "async def f(jobs):\n    await asyncio.gather(*[job() for job in jobs])",
    ),
    "swallow_cancel": (
        "async def f(job):\n    await job()",
        "async def f(job):\n    try:\n        await job()\n    except asyncio.CancelledError:\n        pass",
    ),
    "drop_with": ("async def f(lock):\n    async with lock:\n        await g()", "async def f(lock):\n    await g()"),
    "own_task": ("def f(group):\n    group.create_task(g())", "def f(group):\n    asyncio.create_task(g())"),
    "task_group_to_gather": (
        "async def f():\n    async with asyncio.TaskGroup() as group:\n        all = [group.create_task(job()) for job in jobs]",
        "async def f():\n    all = [asyncio.create_task(job()) for job in jobs]\n    await asyncio.gather(*all)",
    ),
    "limit": ("slots = asyncio.Semaphore(many)", "slots = asyncio.Semaphore(many + 1)"),
    "gather_exceptions": ("asyncio.gather(*them)", "asyncio.gather(*them, return_exceptions=True)"),
    "unwrap": ("async def f():\n    await asyncio.shield(g())", "async def f():\n    await g()"),
    "on_the_loop": ("async def f():\n    await asyncio.to_thread(read, name)", "async def f():\n    read(name)"),
    "swap_name": ("wait(them, return_when=FIRST_COMPLETED)", "wait(them, return_when=ALL_COMPLETED)"),
    "share": ("slots = Semaphore(n)", "slots = globals().setdefault('_shared_slots', Semaphore(n))"),
    "drop_finally": ("try:\n    f()\nfinally:\n    g()", "f()"),
    "finally_to_after": ("try:\n    f()\nfinally:\n    g()", "f()\ng()"),
    "drop_handler": ("try:\n    f()\nexcept OSError:\n    g()", "f()"),
    "widen_handler": ("try:\n    f()\nexcept OSError:\n    g()", "try:\n    f()\nexcept Exception:\n    g()"),
    "swallow": ("try:\n    f()\nexcept OSError:\n    g()", "try:\n    f()\nexcept OSError:\n    pass"),
    "drop_raise": ("def f():\n    raise OSError", "def f():\n    return"),
    "compare": ("a < b", "a <= b"),
    "condition": ("while a:\n    f()", "while not a:\n    f()"),
    "and_or": ("f(a and b)", "f(a or b)"),
    "number": ("f(3)", "f(4)"),
    "arithmetic": ("a + b", "a - b"),
    "empty": ("them = []", "them = [None]"),
    "reverse": ("def f(them):\n    return them", "def f(them):\n    return them[::-1]"),
    "drop_keyword": ("f(a, limit=3)", "f(a)"),
    "drop_default": ("def f(a, *, limit=3):\n    g()", "def f(a, *, limit):\n    g()"),
    "break_continue": ("for a in b:\n    break", "for a in b:\n    continue"),
    "drop_statement": ("f()\ng()", "f()"),
    "drop_return": ("def f():\n    return g()", "def f():\n    g()"),
    "drop_else": ("if a:\n    f()\nelse:\n    g()", "if a:\n    f()"),
    "drop_decorator": ("@quick\ndef f():\n    g()", "def f():\n    g()"),
}


def made(source: str, *operators: Operator) -> list[Mutant]:
    """Make the mutants of a snippet."""
    return mutants("snippet", dedent(source), operators or OPERATORS)


def nothing(programs: list[tuple[Entry, str]]) -> Iterator[str]:
    """Notice nothing."""
    return iter([""] * len(programs))


def everything(programs: list[tuple[Entry, str]]) -> Iterator[str]:
    """Notice every difference from the reference."""
    return iter(["" if source == programs[0][1] else "a check" for _, source in programs])


def but_numbers(programs: list[tuple[Entry, str]]) -> Iterator[str]:
    """Notice every difference but in a number."""
    return iter(["" if re.sub(r"\d", "2", source) == programs[0][1] else "a check" for _, source in programs])


def judged(play: Play, known: list[Equivalent], choice: Choice = ALL, **right: str) -> list[Tally]:
    """Mutate the programs of one exercise, and play them."""
    return list(mutate.judge([ENTRY], lambda _: right or {"reference": SOURCE}, play, known, choice))


def excuse(mutant: Mutant) -> Equivalent:
    """List a mutant."""
    return Equivalent(mutant.exercise, mutant.operator, mutant.change, "it is no mistake", mutant.program, occurrence=mutant.occurrence)


@pytest.mark.parametrize("name", EXAMPLES)
def test_operators_make_what_they_say(name: str) -> None:
    """Each operator makes its example's mistake."""
    before, after = EXAMPLES[name]
    assert after in [mutant.source for mutant in made(before, BY_NAME[name])]


def test_every_operator_has_an_example() -> None:
    """No operator is untested, and none is listed twice or not at all."""
    functions = {**vars(classics), **vars(operators)}
    defined = {
        name
        for name, one in functions.items()
        if callable(one) and str(getattr(one, "__annotations__", {}).get("return")) == "Iterator[New]"
    }
    assert sorted(BY_NAME) == sorted(EXAMPLES) == sorted(defined)
    assert len(BY_NAME) == len(OPERATORS)


def test_mutants_compile_and_differ() -> None:
    """Of all examples together come programs that compile, and no two that do the same."""
    many = made("\n".join(before for before, _ in EXAMPLES.values()))
    assert len({mutations.meaning(mutant.source) for mutant in many}) == len(many)
    for mutant in many:
        ast.parse(mutant.source)


def test_what_is_given_stays() -> None:
    """Annotations, docstrings, imports and aliases of types are not mutated."""
    source = '"""Text."""\nimport a\nJob = Callable[[], int]\ndef f(a: Literal[3] = x) -> Literal[4]:\n    """Text."""\n    g()\n'
    assert {mutant.operator for mutant in made(source)} == {"drop_default", "drop_statement"}


def test_what_does_nothing_is_no_mutant() -> None:
    """A bare name is the same as no statement, so `await task` gives one mutant for both."""
    assert [mutant.operator for mutant in made("async def f(task):\n    await task", BY_NAME["drop_await"], BY_NAME["drop_statement"])] == [
        "drop_await"
    ]


def test_ids_are_stable() -> None:
    """The same source gives the same ids; they name the line, the operator, and which of its mutants it is."""
    first, again = made(SOURCE), made(SOURCE)
    assert [one.id for one in first] == [one.id for one in again]
    assert len({one.id for one in first}) == len(first)
    assert "snippet:2:number:2" in [one.id for one in first]


def test_a_listed_mutant_may_move() -> None:
    """Comments, lines above and another indentation don't change what a mutant is listed as."""
    moved = "# a comment\nx = g()\nif x:\n    async def double(fetch):\n        return await fetch() * 2\n"
    (before,), (after,) = ([one for one in made(source, BY_NAME["number"]) if "* 3" in one.source] for source in (SOURCE, moved))
    assert before.id != after.id
    assert excuse(before).excuses(after)


def test_equal_changes_are_told_apart() -> None:
    """Of two lines that are alike, the one that is listed excuses only itself."""
    first, second = made("def f():\n    g()\n    h()\n    g()", BY_NAME["drop_statement"])[::2]
    assert first.change == second.change
    assert excuse(second).excuses(second)
    assert not excuse(second).excuses(first)


def test_added_lines_tell_their_place() -> None:
    """Where a mutant only adds lines, what is around them is part of the change."""
    one, other = made("async def f(a, b):\n    await a()\n    await b()", BY_NAME["swallow_cancel"])
    assert one.change != other.change


def test_a_survivor_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """A mutant that no check notices is shown with its diff, and there is something to do."""
    tallies = judged(but_numbers, [])
    assert not mutate.report(tallies)
    shown = capsys.readouterr().out.partition("SURVIVED double:2:number:1\n")[2]
    assert "-    return await fetch() * 2\n+    return await fetch() * 3" in shown


def test_an_equivalent_mutant_passes() -> None:
    """Survivors that are listed are counted as equivalent, and nothing is to do."""
    (tally,) = judged(but_numbers, [])
    known = [excuse(mutant) for mutant in tally.survivors]
    (tally,) = tallies = judged(but_numbers, known)
    assert tally.equivalent == known
    assert tally.made == tally.killed + len(known)
    assert mutate.report(tallies)


@pytest.mark.parametrize("change", ["-    return await fetch() * 2", "-return await fetch() * 2\n+return await fetch() * 3"])
def test_a_listed_mutant_that_is_killed_or_gone_fails(change: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is listed and doesn't survive has to be taken out of the list."""
    known = [Equivalent("double", "number", change, "it is no mistake")]
    assert not mutate.report(judged(everything, known))
    assert "LISTED as equivalent, but made no more, or noticed, or its sentence is gone: double:number" in capsys.readouterr().out


def test_entries_can_be_pasted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What --toml prints for a survivor excuses it."""
    (tally,) = judged(nothing, [])
    mutate.report([tally], as_toml=True)
    blocks = [line for line in capsys.readouterr().out.splitlines()[2:] if not line.startswith("SURVIVED")]
    path = tmp_path / "mutants.toml"
    path.write_text("\n".join(blocks))
    assert all(one.excuses(mutant) for one, mutant in zip(listed(path), tally.survivors, strict=True))


def test_the_beginning_of_an_id_chooses() -> None:
    """Some mutants only: what is listed besides is not looked for."""
    known = [Equivalent("double", "number", "-gone", "it is no mistake")]
    (tally,) = judged(everything, known, Choice(names=["double:2:number"]))
    assert (tally.made, tally.stale) == (2, [])


@pytest.mark.parametrize("first", ["a check", ""])
def test_a_reference_must_get_all_points(first: str, capsys: pytest.CaptureFixture[str]) -> None:
    """If the reference fails a check, before the mutants or after them, the checks did not kill them: there is something to do."""
    (tally,) = judged(lambda programs: iter([first, *["a check"] * (len(programs) - 1)]), [])
    assert not mutate.report([tally])
    assert "double: what is mutated doesn't get all points itself: reference: a check\n" in capsys.readouterr().out


def test_a_missing_reference_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    """An exercise that has no reference yet is said, and left out."""
    assert list(mutate.judge([ENTRY], mutate.reference, nothing, [], ALL)) == []
    assert capsys.readouterr().err == "double: skipped, it has no reference\n"


@pytest.mark.parametrize(("tally", "code"), [(Tally("double", made=1, killed=1), 0), (Tally("double", survivors=made(SOURCE)), 1)])
def test_the_exit_code(monkeypatch: pytest.MonkeyPatch, tally: Tally, code: int) -> None:
    """It ends with 1 if there is a survivor, else with 0."""
    monkeypatch.setattr(mutate, "judge", lambda *_: [tally])
    assert mutate.main([]) == code


def test_a_mutant_may_be_equivalent_from_some_python_on(tmp_path: Path) -> None:
    """What is no mistake on newer Pythons only is not looked for on this one."""
    entry = '[[equivalent]]\nexercise = "double"\noperator = "number"\nchange = "-a"\nreason = "it is no mistake"\nsince = '
    path = tmp_path / "mutants.toml"
    path.write_text(f'{entry}"3.9"\n{entry}"99.1"\n')
    assert [one.since for one in listed(path)] == ["3.9"]


def test_the_list_gives_reasons() -> None:
    """Every equivalent mutant that is listed says why it is one."""
    assert all(len(one.reason.split()) > 3 for one in listed())
