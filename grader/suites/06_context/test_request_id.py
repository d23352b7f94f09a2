"""Checks for 06_context/request_id."""

import asyncio

from grader.suite import Call, Recording, Recordings, call, check, not_judged, note, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on, raises_as_it_is

SECONDS = {"A-1": 3, "B-2": 1, "C-3": 2}


def look(exercise):
    """Put in words what current_id does: a program in which it raises, for want of a default, is to lose points for that alone."""
    try:
        return f"gave {exercise.current_id()!r}"
    except Exception as error:  # noqa: BLE001 - whatever a program does
        return f"raised {type(error).__name__}"


async def ask(exercise, db, rid, where=""):
    """Look before and after a wait; `rid` is the id that is right there."""
    await db(rid, where, look(exercise))
    return await db(rid, where, look(exercise))


async def visit(exercise, caller, query):
    """Handle request A-1, whose caller looks before and after it."""
    caller(look(exercise))
    try:
        return await exercise.handle("A-1", query)
    finally:
        caller(look(exercise))


@scenario(each={"fails": [False, True]}, db=call("db", fails={"fails": ConnectionError}), caller=note("caller"))
async def alone(exercise, db, caller, fails):
    """One request, that asks for the id deep inside; and one that fails."""
    return await visit(exercise, caller, lambda: db("fails") if fails else ask(exercise, db, "A-1"))


@scenario(db=call("db", cleanup=0.5), caller=note("caller"), cancelled=True)
async def cancelled(exercise, db, caller):
    """A request that is cancelled, at each point."""
    return await visit(exercise, caller, lambda: db("slow"))


@scenario(db=call("db", seconds=SECONDS), caller=note("caller"))
async def at_once(exercise, db, caller):
    """Three requests at once, of different lengths; meanwhile, their caller looks too."""

    async def request(rid):
        await exercise.handle(rid, lambda: ask(exercise, db, rid))

    requests = [asyncio.create_task(request(rid)) for rid in SECONDS]
    await asyncio.sleep(0.5)
    caller(look(exercise))
    await asyncio.gather(*requests)


@scenario(db=call("db"))
async def with_tasks(exercise, db):
    """A request that starts a task, which starts one that outlives the request; then, its caller handles another request."""
    outliving = []

    async def start():
        await ask(exercise, db, "A-1", ", in a task that it started")
        outliving.append(asyncio.create_task(ask(exercise, db, "A-1", ", in a task of that task, which went on")))

    async def query():
        await asyncio.create_task(start())

    await exercise.handle("A-1", query)
    await exercise.handle("B-2", lambda: asyncio.sleep(1))
    await outliving[0]


@scenario(db=call("db"))
async def nested(exercise, db):
    """A request inside a request."""

    async def query():
        await exercise.handle("INNER", lambda: ask(exercise, db, "INNER"))
        await ask(exercise, db, "OUTER", ", after the inner request")

    await exercise.handle("OUTER", query)


def right_ids(asked: list[Call]) -> None:
    """Fail where something did not see the id of its own request."""
    for rid, where, found, time in ((*one.args, one.start) for one in asked):
        assert found == f"gave {rid!r}", f"In request {rid}{where}, after {time:g} s, current_id() {found}; expected: {rid!r}."


def as_it_was(play: Recording) -> None:
    """Fail unless the caller saw the same before and after."""
    (before,), (after,) = [one.args for one in play.noted("caller")]
    how = f"was cancelled {play.cancelled_at}" if play.cancels else play.outcome
    assert before == after, f"For its caller, current_id() {before} before the request, and {after} after it {how}."


def works(alone: Recordings, *, puts_back: bool = False) -> Recording:
    """Go on only where a lone request sees its id, and (puts_back) its caller's id is as it was: else the question makes no sense."""
    if [one.args[2] for one in alone[0].calls("db")] != ["gave 'A-1'"] * 2:
        not_judged("First, a request that is alone must see its id.")
    if puts_back and len({one.args for one in alone[0].noted("caller")}) > 1:
        not_judged("First, after a request that went well its caller's id must be as it was.")
    return alone[0]


@check("Deep in the call chain, the request's id is current", points=1, hint="How can a helper read what nobody has passed to it?")
def test_deep(alone: Recordings):
    asked = alone[0].calls("db")
    assert asked, f"query never got to its work; the program {alone[0].ended}."
    right_ids(asked)
    assert alone[0].returned == asked[-1].answer, f"handle must return what query returned, but the program {alone[0].ended}."


@check("Requests at once see their own ids", points=3, hint="Which of your variables do all requests share?")
def test_at_once(alone: Recordings, at_once: Recording):
    works(alone)
    right_ids(at_once.need("db", 6))
    assert at_once.seconds == 6, f"Three requests of 6, 2 and 4 s took {at_once.seconds:g} s: they must not wait for each other."
    [seen] = at_once.noted("caller")[0].args
    assert seen not in [f"gave {rid!r}" for rid in SECONDS], f"Outside of the requests, while they ran, current_id() {seen}."


@check("Tasks see the id of the request that started them", points=1, hint="What does a new task take along from the code that starts it?")
def test_tasks(alone: Recordings, with_tasks: Recording):
    works(alone)
    right_ids(with_tasks.need("db", 4))


@check("After an inner request the outer id is current again", points=1, hint="What was there before: is it always the same?")
def test_nested(alone: Recordings, nested: Recording):
    works(alone, puts_back=True)
    right_ids(nested.need("db", 4))


@check("After a request its caller's id is as it was", points=1, hint="Who puts back what was there before?")
def test_afterwards(alone: Recordings):
    as_it_was(works(alone))


@check("After a failure or a cancel, too", points=1, hint="Which of your lines are skipped when query raises?")
def test_after_failure(alone: Recordings, cancelled: Recordings):
    works(alone, puts_back=True)
    for play in (alone[1], *cancelled.cancelled):
        as_it_was(play)


@check('Outside of every request the id is "-"', points=1, hint="What does current_id find where nobody has set anything?")
def test_outside(alone: Recordings):
    [seen] = works(alone).noted("caller")[0].args
    assert seen == "gave '-'", f"With no request at all, current_id() {seen}; expected: '-'."


@check("Failures and cancels reach the caller", points=1, hint="Whose business is it when a query fails?", any_end=True)
def test_failures(alone: Recordings, cancelled: Recordings):
    works(alone)
    raises_as_it_is(alone[1], alone[1].failed("db", "fails"))
    passes_cancel_on(cancelled)
    leaves_nothing(cancelled)
