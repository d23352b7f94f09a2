"""Checks for 02_event_loop/run_main. The scenarios are ordinary functions: `main` makes its own loop."""

import asyncio
import functools

from grader.suite import Recording, call, calls, check, not_shown, same, say, scenario
from grader.suite.common import cancels_once, close, ends_as, raises_as_it_is, waits_for_no_more

HELD: list[object] = []  # loops, tasks, generators: what somebody holds on to can't go away by itself
ENDS = ["returns", "raises", "is cancelled"]
REPORTS, NUMBERS = calls("report", count=2, fails={1: ConnectionError}), [0, 1]  # report 0 returns, report 1 fails


@scenario(report=REPORTS, each={"number": NUMBERS})
def tidy(exercise, report, number):
    """A report that leaves nothing behind."""

    async def run():
        HELD.append(asyncio.get_running_loop())
        return await report[number]()

    return exercise.main(run)


async def feed(close_feed):
    """Be an async generator whose cleanup takes time."""
    try:
        yield
    finally:
        await close_feed()


@scenario(
    report=REPORTS, backup=call("backup", seconds=3600, cleanup=2.0625), close_feed=call("close_feed", seconds=1.5), each={"end": ENDS}
)
def leaves_tasks(exercise, report, backup, close_feed, end):
    """A report that leaves a hundred tasks and an async generator behind; it returns, raises, or is cancelled from within."""

    async def run():
        HELD.extend([*(asyncio.create_task(backup(nth)) for nth in range(100)), begun := feed(close_feed)])
        await anext(begun)
        result = await report[end == "raises"]()
        if end == "is cancelled":
            raise asyncio.CancelledError
        return result

    return exercise.main(run)


@scenario(report=REPORTS, close_feed=call("close_feed", seconds=0.25), each={"number": NUMBERS})
def leaves_feeds(exercise, report, close_feed, number):
    """A report that leaves two async generators behind, half read."""

    async def run():
        HELD.extend(feeds := [feed(close_feed), feed(close_feed)])
        for begun in feeds:
            await anext(begun)
        return await report[number]()

    return exercise.main(run)


@scenario(report=calls("report", count=20))
def in_a_row(exercise, report):
    """One report after the other: what main returned, how many ran, and on how many loops."""

    async def run(one):
        HELD.append(asyncio.get_running_loop())
        return await one()

    results = [exercise.main(functools.partial(run, one)) for one in report]
    return results, len(HELD), len(set(HELD))


@check("main returns what the report returns", stage="works", points=2, hint="Calling an async function runs none of its code. What does?")
def test_result(tidy: Recording, in_a_row: Recording):
    reports = tidy.calls("report")
    assert len(reports) == 1, f"The report was run {len(reports)} times; main {tidy.ended}. It is to be run once."
    if not reports[0].type:
        assert same(tidy.returned, reports[0].answer), f"main {tidy.ended}. Expected: what the report returned."
    for nth, answer in enumerate(in_a_row.answers("report") if in_a_row.outcome == "returned" else []):
        assert same(in_a_row.returned[0][nth], answer), (
            f"For report {nth}, main returned {in_a_row.returned[0][nth]!s}. Expected: {answer!s}."
        )


@check(
    "Each call of main makes a loop of its own", stage="works", points=1, hint="Who makes the loop, and when? A closed one is of no use."
)
def test_fresh(in_a_row: Recording):
    assert in_a_row.outcome == "returned", f"Called many times in a row, main {in_a_row.ended}."
    _, ran, loops = in_a_row.returned
    said = f"Called 20 times in a row, main made this many loops: {loops}; it ran the report {ran} times."
    assert ran == loops == 20, f"{said} Each call is to make a loop of its own, and to run the report once."


@check("A failure of the report leaves main as it is", stage="fails well", points=1, hint="Which exception would a caller want to catch?")
def test_failure(tidy: Recording):
    if tidy.params["number"] == 0:
        not_shown("This report doesn't fail.")
    raises_as_it_is(tidy, tidy.failed("report", 1))


@check("The loop is closed, however the report ends", stage="stops well", points=2, hint="Who closes it, when the line before that raises?")
def test_closed(tidy: Recording):
    [report] = tidy.need("report", 1)
    assert not tidy.leftovers, f"{report.name} {say(report.outcome)}, main {tidy.ended}, and left behind: {tidy.leftovers[0]}."


@check("Tasks that are left are cancelled, and over before main ends", stage="stops well", points=2, hint="cancel() only asks. Who waits?")
def test_tasks(leaves_tasks: Recording):
    [report] = leaves_tasks.need("report", 1)
    for one in leaves_tasks.calls("backup"):
        cancels_once(leaves_tasks, one, report.end or 0, f"The report was over at {report.end:g} s, and left a task behind")
    last = max(one.cleaned or 0 for one in leaves_tasks.calls("backup"))
    for one in leaves_tasks.calls("close_feed"):
        assert close(min(one.start, last), one.start), f"The tasks had cleaned up at {last:g} s; main went on only at {one.start:g} s."
    if leaves_tasks.params["end"] != "is cancelled":
        ends_as(leaves_tasks, report)
    waits_for_no_more(leaves_tasks)


@check("Async generators that are left are closed", stage="stops well", points=2, hint="Which method of a loop closes them?")
def test_generators(leaves_feeds: Recording):
    [report] = leaves_feeds.need("report", 1)
    ends = [one.outcome for one in leaves_feeds.calls("close_feed")]
    said = f"main {leaves_feeds.ended}; close_feed(), in the `finally` of an async generator that is left,"
    assert len(ends) == 2, f"{said} was {'never called' if not ends else f'called {len(ends)} times for two generators'}."
    assert ends == ["returned"] * 2, f"{said} was {next(one for one in ends if one != 'returned')}."
    ends_as(leaves_feeds, report)
