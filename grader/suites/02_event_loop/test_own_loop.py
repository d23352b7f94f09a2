"""Checks for 02_event_loop/own_loop. The scenarios are ordinary functions: `run_job` makes its own loop."""

import asyncio
import contextlib
import gc
import signal

from grader.suite import Recording, Recordings, blocking, call, calls, check, guard, marked, not_judged, note, pace, same, say, scenario
from grader.suite.common import cancels_once, ends_as, raises_as_it_is, waits_for_no_more

HELD: list[object] = []  # tasks, generators, and with them the loop: what somebody holds on to can't go away by itself
JOBS, NUMBERS = calls("job", count=2, fails={1: ConnectionError}), [0, 1]  # job 0 returns, job 1 fails
BACKUP, CLOSE = call("backup", seconds=3600, cleanup=2.0625), call("close_feed", seconds=9)
READ = blocking("read", seconds={"a line": 5, "a book": 20})  # over before the feed is closed, or after it


@scenario(job=calls("job", count=20, fails={19: ConnectionError}), result=note("result"), current=note("current"), runner=note("runner"))
def in_a_row(exercise, job, result, current, runner):
    """Many jobs that return, then one that fails. Told is whether a Runner is made (asyncio.run makes one), and what loop stays set."""
    gc.disable()  # it would close loops that nobody else has closed
    init = asyncio.Runner.__init__
    asyncio.Runner.__init__ = lambda *args, **options: (runner(), init(*args, **options))[1]  # type: ignore[method-assign]  # to see it used
    asyncio.set_event_loop(None)
    try:
        for one in job:
            result(exercise.run_job(one))
    finally:
        with contextlib.suppress(RuntimeError):
            current(marked("closed") if asyncio.get_event_loop().is_closed() else marked("open"))


async def feed(close_feed):
    """Be an async generator whose cleanup takes time."""
    try:
        yield
    finally:
        await close_feed()


async def leave_feed_and_thread(close_feed, read, what):
    """Leave an async generator behind, half read, and a thread at work."""
    HELD.extend([begun := feed(close_feed), asyncio.get_running_loop().run_in_executor(None, read, what)])
    await anext(begun)


@scenario(job=JOBS, backup=BACKUP, close_feed=CLOSE, read=READ, each={"number": NUMBERS, "more": [False, True]})
def leaves_tasks(exercise, job, backup, close_feed, read, number, more):
    """A job that leaves a hundred tasks behind; and perhaps more, which takes longer."""

    async def run():
        HELD.extend(asyncio.create_task(backup(nth)) for nth in range(100))
        if more:
            await leave_feed_and_thread(close_feed, read, "a book")
        return await job[number]()

    return exercise.run_job(run)


@scenario(job=JOBS, close_feed=CLOSE, read=READ, each={"number": NUMBERS, "what": ["a line", "a book"]})
def leaves_more(exercise, job, close_feed, read, number, what):
    """A job that leaves an async generator and a blocking call behind."""

    async def run():
        await leave_feed_and_thread(close_feed, read, what)
        return await job[number]()

    return exercise.run_job(run)


@scenario(job=call("job", seconds=3600, cleanup=0.25), backup=BACKUP, close_feed=CLOSE, read=READ, ctrl_c=note("ctrl_c"))
def interrupted(exercise, job, backup, close_feed, read, ctrl_c):
    """A job that is interrupted when it has left a task, an async generator and a blocking call."""

    def interrupt():
        ctrl_c()
        signal.default_int_handler(signal.SIGINT, None)

    async def run():
        await leave_feed_and_thread(close_feed, read, "a book")
        HELD.append(asyncio.create_task(backup()))
        asyncio.get_running_loop().call_later(1 * pace(), interrupt)
        return await job()

    return exercise.run_job(run)


@guard("It is done by hand: neither asyncio.run nor Runner", hint="This once, write yourself what they do.", any_end=True)
def test_by_hand(in_a_row: Recording):
    assert not in_a_row.noted("runner"), "run_job has made an asyncio.Runner (asyncio.run makes one, too)."


@check("run_job returns what the job returns", stage="works", points=1, hint="What runs a coroutine until it is over?", any_end=True)
def test_result(in_a_row: Recording):
    results = [one.args[0] for one in in_a_row.noted("result")]
    said = f"Called for 19 jobs that return, one after the other, run_job returned {len(results)} times"
    assert len(results) == 19, f"{said}, and then {in_a_row.ended}."
    for nth, answer in enumerate(in_a_row.answers("job")[:19]):
        assert same(results[nth], answer), f"For job {nth}, run_job returned {results[nth]!s}. Expected: {answer!s}."


@check("run_job raises what the job raises", stage="fails well", points=1, hint="Which exception would a caller want to catch?")
def test_failure(in_a_row: Recording):
    raises_as_it_is(in_a_row, in_a_row.failed("job", 19))


@check("The loop is closed, and no loop is left set", stage="stops well", points=2, hint="Who closes it if a line raises? Who has set it?")
def test_closed(in_a_row: Recording):
    in_a_row.need("job", 20)
    left = [f"an {one}" for one in in_a_row.leftovers if one.kind == "event loop"][:1]
    left += [
        f"asyncio.get_event_loop() gives a loop, which is {say(one.args[0])}; none was set before" for one in in_a_row.noted("current")
    ]
    assert not left, f"After 19 jobs that return, and one that fails: {'; '.join(left)}."


@check("Tasks that are left are cancelled, and over before run_job ends", stage="stops well", points=2, hint="cancel() asks. Who waits?")
def test_tasks(leaves_tasks: Recording):
    [job] = leaves_tasks.need("job", 1)
    for one in leaves_tasks.calls("backup"):
        cancels_once(leaves_tasks, one, job.end or 0, f"The job was over at {job.end:g} s, and left a task behind")
    ends_as(leaves_tasks, job)
    waits_for_no_more(leaves_tasks)


@check("Async generators that are left are closed", stage="stops well", points=1, hint="Which method of the loop closes them?")
def test_generators(leaves_more: Recording):
    leaves_more.need("job", 1)
    ends = [str(one.outcome) for one in leaves_more.calls("close_feed")] or [say("never called")]
    assert ends == ["returned"], f"run_job {leaves_more.ended}; close_feed(), in an async generator's `finally`, was {say(ends[0])}."


@check("Blocking calls that are left run to their end", stage="stops well", points=1, hint="Who waits for the threads of the executor?")
def test_executor(leaves_more: Recording):
    leaves_more.need("job", 1)
    said = f"run_job {leaves_more.ended} at {leaves_more.seconds:g} s"
    assert not leaves_more.left("read"), f"{said}; read(…), in a thread of the executor, was still at work."


def was_interrupted(play: Recording) -> bool:
    """Whether the interrupt reached the caller."""
    return play.raised is not None and play.raised.type == "KeyboardInterrupt"


@check("An interrupt cancels the job, and reaches the caller", stage="stops well", points=1, hint="Where does it come out?", any_end=True)
def test_interrupt(interrupted: Recording):
    if not interrupted.noted("ctrl_c"):
        not_judged(f"It was never interrupted: run_job {interrupted.ended}.")
    said = f"Interrupted, run_job {interrupted.ended} at {interrupted.seconds:g} s"
    assert was_interrupted(interrupted), f"{said}. Expected: KeyboardInterrupt."
    time = interrupted.noted("ctrl_c")[0].at
    for one in (*interrupted.calls("job"), *interrupted.calls("backup")):
        cancels_once(interrupted, one, time, f"The job was interrupted at {time:g} s")


@check("Interrupted, it tidies up just as well", stage="stops well", points=1, hint="KeyboardInterrupt is no Exception. What does it skip?")
def test_interrupted_tidies(interrupted: Recording, leaves_more: Recordings):
    if not was_interrupted(interrupted):
        not_judged(f"First, the interrupt must reach the caller; run_job {interrupted.ended}.")
    told = {left for one in leaves_more for left in one.remains}  # by other checks
    more = [left for left in interrupted.remains if left not in told]
    assert not more, f"Interrupted, run_job {interrupted.ended}, and left behind: {'; '.join(more)}."
