"""The learners' operators make the mistakes that they say."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from grader.grading.kit import Entry, choose
from grader.tests.mutation import learners
from grader.tests.mutation.listed import LEARNERS, Equivalent, listed
from grader.tests.mutation.mutate import Choice
from grader.tests.mutation.mutations import mutants

BY_NAME = {operator.__name__: operator for operator in learners.OPERATORS}
JOB = "async def f(job):\n    {}"
STOP = "async def f(tasks):\n    for task in tasks:\n        task.cancel()\n    await asyncio.gather(*tasks, return_exceptions=True)"
LOOP = """
    async def f(task):
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError:
                cancelled = True
"""
TEN = """
    async def f(jobs):
        at_once = asyncio.Semaphore(10)
        async def limited(work, *args, **options):
            async with at_once:
                return await work(*args, **options)
        await asyncio.gather(*[limited(job) for job in jobs])
"""
IN_ORDER = """
    async def f(tasks):
        for task in list(tasks):
            task.cancel()
            try:
                await task
            except (Exception, asyncio.CancelledError):
                pass
"""
GROUP = "async def f():\n    async with asyncio.TaskGroup() as group:\n        all = [group.create_task(job()) for job in jobs]"

EXAMPLES = {
    "truth_for_none": ("f(a is not None)", "f(a)"),
    "or_none": (JOB.format("return await job()"), JOB.format("return await job() or None")),
    "none_for_a_mark": ("END = object()", "END = None"),
    "by_item": ("def f(them):\n    return [g(a) for a in them]", "def f(them):\n    return list({a: g(a) for a in them}.values())"),
    "each_once": ("def f(results):\n    return results", "def f(results):\n    return list(dict.fromkeys(results))"),
    "without_nothing": ("def f(results):\n    return results", "def f(results):\n    return [each for each in results if each]"),
    "raises_results": (
        JOB.format("got = await job()"),
        JOB.format("got = await job()\n    if isinstance(got, Exception):\n        raise got"),
    ),
    "nearly_the_text": ("f(urlsplit(url).netloc)", "f(urlsplit(url).hostname)"),
    "half_a_minute": (JOB.format("await job()"), JOB.format("await asyncio.wait_for(job(), 30)")),
    "half_a_minute_in_silence": (
        JOB.format("await job()"),
        JOB.format("try:\n        async with asyncio.timeout(30):\n            await job()\n    except TimeoutError:\n        pass"),
    ),
    "ten_at_once": (
        "async def f(jobs):\n    await asyncio.gather(*[job() for job in jobs])",
        TEN,
    ),
    "ten_at_most": ("slots = asyncio.Semaphore(limit)", "slots = asyncio.Semaphore(min(limit, 10))"),
    "three_cancels": (
        LOOP,
        LOOP.replace("while not task.done():", "for _ in range(3):\n            if not (not task.done()):\n                break"),
    ),
    "only_some_types": ("try:\n    f()\nexcept Exception:\n    g()", "try:\n    f()\nexcept (OSError, ValueError):\n    g()"),
    "not_a_cancel": ("try:\n    f()\nexcept BaseException:\n    g()", "try:\n    f()\nexcept Exception:\n    g()"),
    "only_a_cancel": ("try:\n    f()\nexcept BaseException:\n    g()", "try:\n    f()\nexcept asyncio.CancelledError:\n    g()"),
    "catches_cancels_too": ("try:\n    f()\nexcept Exception:\n    g()", "try:\n    f()\nexcept BaseException:\n    g()"),
    "catches_failures_too": (
        JOB.format("try:\n        await job()\n    except OSError:\n        pass"),
        JOB.format("try:\n        await job()\n    except Exception:\n        pass"),
    ),
    "gather_lets_go": ("gather(*tasks, return_exceptions=True)", "gather(*tasks)"),
    "swallows_failures": (
        JOB.format("await job()"),
        JOB.format("try:\n        await job()\n    except Exception:\n        pass"),
    ),
    "handles_and_goes_on": ("try:\n    f()\nexcept OSError:\n    g()\n    raise", "try:\n    f()\nexcept OSError:\n    g()"),
    "from_none": ("raise failed.exceptions[0]", "raise failed.exceptions[0] from None"),
    "another_failure": ("raise failed", "raise RuntimeError(str(failed))"),
    "returns_in_finally": (
        "def f():\n    try:\n        g()\n    finally:\n        h()",
        "def f():\n    try:\n        g()\n    finally:\n        h()\n        return",
    ),
    "gather_exceptions": ("asyncio.gather(*them)", "asyncio.gather(*them, return_exceptions=True)"),
    "drop_handler": ("try:\n    f()\nexcept OSError:\n    g()", "f()"),
    "one_cancel_only": (LOOP, "async def f(task):\n    await asyncio.wait([task])"),
    "waits_in_order": (
        STOP,
        STOP.replace("await asyncio.gather(*tasks, return_exceptions=True)", "for each in tasks:\n        await each"),
    ),
    "not_shielded": ("asyncio.shield(task)", "task"),
    "stops_in_order": (
        "async def f(tasks):\n    for task in tasks:\n        task.cancel()",
        IN_ORDER,
    ),
    "task_group_to_gather": (
        GROUP,
        "async def f():\n    all = [asyncio.create_task(job()) for job in jobs]\n    await asyncio.gather(*all)",
    ),
    "cancelled_not_awaited": (STOP, STOP.rpartition("\n")[0]),
    "awaited_not_cancelled": (STOP, "async def f(tasks):\n    await asyncio.gather(*tasks, return_exceptions=True)"),
    "cleans_up_after_Exception": ("try:\n    f()\nfinally:\n    g()", "try:\n    f()\nexcept Exception:\n    g()\n    raise"),
    "cleans_up_after_CancelledError": (
        "try:\n    f()\nfinally:\n    g()",
        "try:\n    f()\nexcept asyncio.CancelledError:\n    g()\n    raise",
    ),
    "shields": (JOB.format("await job()"), JOB.format("await asyncio.shield(job())")),
    "swallows_a_cancel": (
        JOB.format("await job()"),
        JOB.format("try:\n        await job()\n    except asyncio.CancelledError:\n        pass"),
    ),
    "takes_nothing_back": ("f()\nloop.remove_signal_handler(2)", "f()"),
    "drop_finally": ("try:\n    f()\nfinally:\n    g()", "f()"),
    "finally_to_after": ("try:\n    f()\nfinally:\n    g()", "f()\ng()"),
    "polls": (
        "async def f(ready):\n    await ready.wait()",
        "async def f(ready):\n    while not ready.is_set():\n        await asyncio.sleep(0.05)\n    await ready.wait()",
    ),
    "as_they_come": (
        "async def f(tasks):\n    return await asyncio.gather(*tasks)",
        "async def f(tasks):\n    return [await each for each in asyncio.as_completed(tasks)]",
    ),
    "sorts": ("def f(results):\n    return results", "def f(results):\n    return sorted(results, key=str)"),
    "waits_for_others": (
        "async def f(tasks):\n    await asyncio.wait(tasks)",
        "async def f(tasks):\n    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)",
    ),
    "not_started": ("task = asyncio.create_task(job())", "task = job()"),
    "not_kept": (JOB.format("await job()"), JOB.format("asyncio.create_task(job())")),
    "gather_to_loop": ("async def f(a):\n    await asyncio.gather(*a)", "async def f(a):\n    [await each for each in a]"),
    "loop_to_gather": (
        "async def f(jobs):\n    for job in jobs:\n        await job()",
        "async def f(jobs):\n    await asyncio.gather(*[job() for job in jobs])",
    ),
    "forgets_await": (JOB.format("return await job()"), JOB.format("return job()")),
    "kept_for_all": (
        "def f(n):\n    slots = Semaphore(n)",
        "def f(n):\n    slots = globals().setdefault('_shared_slots', Semaphore(n))",
    ),
}
NOTHING = {
    "truth_for_none": "if cancelled is not None:\n    raise cancelled",
    "waits_for_others": LOOP,
    "stops_in_order": "for _ in range(asked):\n    me.cancel()",
    "forgets_await": JOB.format("await asyncio.sleep(0)"),
    "kept_for_all": "REQUEST = ContextVar('request')",
    "waits_in_order": LOOP,
    "shields": JOB.format("await job.wait()"),
    "raises_results": "def f(result):\n    return result",
    "half_a_minute": JOB.format("await asyncio.sleep(job)"),
    "half_a_minute_in_silence": LOOP,
    "by_item": "def f(number):\n    return [g() for _ in range(number)]",
    "ten_at_once": JOB.format("asyncio.create_task(job())"),
    "from_none": "raise StopAsyncIteration",
    "catches_failures_too": LOOP,
    "polls": "async def f(lock):\n    async with lock:\n        g()",
    "swallows_a_cancel": "def f(job):\n    async def g():\n        return await job()",
    "or_none": JOB.format("return await asyncio.sleep(1)"),
}
"""What looks alike, and would do the same."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_operators_make_what_they_say(name: str) -> None:
    """Each operator makes its example's mistake."""
    before, after = (ast.unparse(ast.parse(dedent(text))) for text in EXAMPLES[name])
    assert after in [mutant.source for mutant in mutants("snippet", before, [BY_NAME[name]])]


@pytest.mark.parametrize("name", NOTHING)
def test_operators_leave_alone_what_would_do_the_same(name: str) -> None:
    """An operator that mostly makes equivalent mutants is no good."""
    assert mutants("snippet", dedent(NOTHING[name]), [BY_NAME[name]]) == []


def test_every_operator_has_an_example_and_a_kind() -> None:
    """No operator is untested, or of no kind; no two have one name."""
    assert sorted(BY_NAME) == sorted(EXAMPLES) == sorted(learners.KINDS)
    assert len(BY_NAME) == len(learners.OPERATORS)


def test_a_labelled_right_program_is_no_mutant() -> None:
    """What somebody has labelled as right is not made; and what two programs give counts once."""
    plain, polling = (ast.unparse(ast.parse(text)) for text in EXAMPLES["polls"])
    choice = Choice([BY_NAME["polls"]])
    assert [one.program for one in choice.of(Entry("f", "", ""), {"one": plain, "two": plain + "\nx = 1"})[0]] == ["one", "two"]
    assert [one.program for one in choice.of(Entry("f", "", ""), {"one": plain, "two": polling})[0]] == ["two"]


def test_a_sample_is_drawn_by_its_seed() -> None:
    """The same seed draws the same mutants, in their order, another seed others; more than there are is all."""
    entry, programs = Entry("f", "", ""), {"reference": EXAMPLES["cancelled_not_awaited"][0], "two": dedent(LOOP)}
    made, three = Choice(learners.OPERATORS, sample=3).of(entry, programs)
    assert len(three) == 3
    assert three == Choice(learners.OPERATORS, sample=3).of(entry, programs)[1] == [one for one in made if one in three]
    assert three != Choice(learners.OPERATORS, sample=3, seed=1).of(entry, programs)[1]
    assert Choice(learners.OPERATORS, sample=1000).of(entry, programs)[1] == made


def test_ids_name_the_program() -> None:
    """A mutant of a right program has its name in its id, by which it can be chosen."""
    programs = {"reference": "f(a is not None)", "two": "f(b is not None)"}
    _, (chosen,) = Choice([BY_NAME["truth_for_none"]], ["f/two:"]).of(Entry("f", "", ""), programs)
    assert chosen.id == "f/two:1:truth_for_none:1"


def test_what_is_listed_is_of_one_program() -> None:
    """An entry excuses the mutant of its program only, and no other program's same change."""
    programs = {"reference": "f(a is not None)", "two": "f(a is not None); g()"}
    made, _ = Choice([BY_NAME["truth_for_none"]]).of(Entry("f", "", ""), programs)
    known = Equivalent("f", "truth_for_none", made[1].change, "it is no mistake", "two")
    assert [known.excuses(mutant) for mutant in made] == [False, True]


@pytest.mark.parametrize(("sentence", "said"), [("", True), ("Every correct\nway passes", True), ("Every way passes", False)])
def test_a_sentence_that_is_gone_excuses_nothing(sentence: str, said: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """An entry names a sentence of the task or of the shared rules, and is told when that is there no more."""
    (entry,) = choose(("limit_workers",))
    assert Equivalent("limit_workers", "polls", "", "", sentence=sentence).is_said(entry) == said


def test_the_list_names_sentences_that_are_there() -> None:
    """Every mutant that is listed gives its reason, and what it quotes is said."""
    for one in listed(LEARNERS):
        (entry,) = choose((one.exercise,))
        assert one.is_said(entry), one
        assert len(one.reason.split()) > 3, one
