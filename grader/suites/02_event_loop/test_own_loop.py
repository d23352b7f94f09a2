"""Checks for 02_event_loop/own_loop. The scenarios are ordinary functions: `run_job` makes its own loop."""

import asyncio
import contextlib
import gc
import signal

from grader.suite import Recording, Recordings, blocking, call, calls, check, guard, note, scenario
from grader.suite.common import raises_as_it_is

JOBS = calls("job", count=4, seconds={3: 3600, "*": 1}, fails={1: ConnectionError, 2: ConnectionError}, cleanup=0.25)
STATES = {"none": "never cancelled", "running": "cancelled, but not waited for until it had cleaned up", "cut short": "cancelled twice"}
MAIL, BACKUP = call("mail", seconds=3600, cleanup=0.5), call("backup", seconds=3600, cleanup=2.0625)


@scenario(job=calls("job", count=3, fails={2: ConnectionError}), result=note("result"), current=note("current"), runner=note("runner"))
def in_a_row(exercise, job, result, current, runner):
    """Two jobs that return, then one that fails. Told is whether a Runner is made (asyncio.run makes one), and what loop stays set."""
    gc.disable()  # it would close loops that nobody else has closed
    init = asyncio.Runner.__init__
    asyncio.Runner.__init__ = lambda *args, **options: (runner(), init(*args, **options))[1]  # type: ignore[method-assign]  # to see it used
    asyncio.set_event_loop(None)
    try:
        for one in job:
            result(exercise.run_job(one))
    finally:
        with contextlib.suppress(RuntimeError):
            current("closed" if asyncio.get_event_loop().is_closed() else "open")


@scenario(job=JOBS, mail=MAIL, backup=BACKUP, close=call("close_feed"), read=blocking("read", seconds=5), each={"number": [0, 1, 2, 3]})
def untidy(exercise, job, mail, backup, close, read, number):
    """A job that returns (0) and leaves tasks behind; fails (1): an async generator; (2): a blocking call; is interrupted (3): all that."""

    async def hang_up(work):
        try:
            return await work()
        except asyncio.CancelledError:
            raise OSError(f"{work.__name__} hung up when it was cancelled") from None

    async def feed():
        try:
            yield
        finally:
            await close()

    async def run():
        loop = asyncio.get_running_loop()
        if number in (0, 3):
            held.extend([loop.create_task(hang_up(mail)), loop.create_task(backup())])
        if number in (1, 3):
            held.append(begun := feed())
            await anext(begun)
        if number in (2, 3):
            held.append(loop.run_in_executor(None, read))
        if number == 3:
            loop.call_later(1, signal.default_int_handler, signal.SIGINT, None)  # what Ctrl+C calls
        return await hang_up(job[number])

    held = []  # and with the tasks, the loop: what somebody holds on to can't go away by itself
    return exercise.run_job(run)


@guard("It is done by hand: neither asyncio.run nor Runner", hint="This once, write yourself what they do.", any_end=True)
def test_by_hand(in_a_row: Recording):
    assert not in_a_row.noted("runner"), "run_job has made an asyncio.Runner (asyncio.run makes one, too)."


@check("run_job returns, or raises, what the job does", points=2, hint="What runs a coroutine until it is over?", any_end=True)
def test_result(in_a_row: Recording):
    results = [str(note.args[0]) for note in in_a_row.noted("result")]
    said = f"run_job returned {', '.join(results) or 'nothing'}, and then {in_a_row.ended}"
    assert results == ["job 0's answer", "job 1's answer"], f"Jobs 0 and 1 return, and job 2 fails, one after the other; {said}."
    raises_as_it_is(in_a_row, in_a_row.failed("job", 2))


@check("The loop is closed, and no loop is left set", points=2, hint="Who closes it, if the line before raises? Who has set it?")
def test_closed(in_a_row: Recording):
    in_a_row.need("job", 3)
    left = [f"an {one}" for one in in_a_row.leftovers if one.kind == "event loop"]
    left += [f"asyncio.get_event_loop() gives a loop, which is {one.args[0]}; none was set before" for one in in_a_row.noted("current")]
    assert not left, f"After two jobs that return, and one that fails: {'; '.join(left)}."


@check("Tasks that are left are cancelled, and over before run_job ends", points=2, hint="cancel() only asks. Who waits?", any_end=True)
def test_tasks(untidy: Recordings):
    play, said = untidy[0], f"run_job {untidy[0].ended} at {untidy[0].seconds:g} s"
    [job], left = play.need("job", 1), [*play.calls("mail"), *play.calls("backup")]
    assert not play.raised, f"The job returned. A task that it left raises OSError when it is cancelled, and so {said}."
    for one in left:
        assert one.cleanup == "done", f"The job left a task, in {one.name}; {said}, and that was {STATES[one.cleanup]}."
    first, last = min(one.end or 0 for one in left), max(one.over or 0 for one in left)
    assert first == job.end, f"The job was over at {job.end:g} s. The first task that it left was cancelled at {first:g} s."
    assert play.seconds == last, f"{said}. From {last:g} s on, nothing was left to wait for."


@check("Async generators that are left are closed", points=1, hint="Which method of the loop closes them?", any_end=True)
def test_generators(untidy: Recordings):
    play, _ = untidy[1], untidy[1].failed("job", 1)
    ends = [one.outcome for one in play.calls("close_feed")] or ["never called"]
    assert ends == ["returned"], f"run_job {play.ended}; close_feed(), in an async generator's `finally`, was {ends[0]}."


@check("Blocking calls that are left run to their end", points=1, hint="Who waits for the threads of the loop's executor?", any_end=True)
def test_executor(untidy: Recordings):
    play, _ = untidy[2], untidy[2].failed("job", 2)
    assert not play.left("read"), f"run_job {play.ended} at {play.seconds:g} s; read(), in a thread of the executor, was still at work."


@check("An interrupt cancels the job, and leaves run_job when all is tidied up", points=2, hint="Where does it come out?", any_end=True)
def test_interrupt(untidy: Recordings):
    *others, play = untidy
    job, said = play.call("job", 3), f"Interrupted at 1 s, run_job {play.ended} at {play.seconds:g} s"
    assert play.ended.startswith("raised KeyboardInterrupt"), f"{said}. Expected: KeyboardInterrupt."
    more = [left for left in play.remains if not any(left in one.remains for one in others)]  # those, other checks tell
    assert not more, f"{said}, and left behind: {'; '.join(more)}."
    assert job.cleanup == "done", f"{said}, and the job was {STATES[job.cleanup]}."
