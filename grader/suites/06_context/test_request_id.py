"""Checks for 06_context/request_id."""

import asyncio

from grader.suite import Cancelled, Recording, call, check, marked, not_judged, not_shown, note, same, say, scenario
from grader.suite.common import leaves_nothing, raises_as_it_is, stops_well

SECONDS = {f"R-{n}": 1 + n % 7 * 0.37 for n in range(298)} | {"": 1.7}
SWALLOWED = {"answering cleanups": "handle ends as query does, and can't know that query swallowed a cancel"}


def look(exercise):
    """Say what current_id does; also that it raises, where there is no default."""
    try:
        return ["gave", exercise.current_id()]
    except Exception as error:  # noqa: BLE001 - whatever a program does
        return ["raised", type(error).__name__]


def words(look):
    """Put in words what current_id did."""
    how, what = look
    return f"gave {what!r}" if how == "gave" else f"raised {what}"


async def work(exercise, db, seen, rid, where=""):
    """Do what a query of that request does: look before and after a wait, however it ends."""
    seen(rid, where, look(exercise))
    try:
        return await db(rid)
    finally:
        seen(rid, where, look(exercise))


async def visit(exercise, around, rid, query):
    """Handle a request as a caller who looks before and after it, however it ends."""
    before = look(exercise)
    try:
        return await exercise.handle(rid, query)
    finally:
        around(rid, before, look(exercise))


@scenario(each={"rid": ["A-1", "", "請求 7: é"]}, db=call("db"), seen=note("seen"), around=note("around"))
async def alone(exercise, db, seen, around, rid):
    """One request, with any id."""
    return await visit(exercise, around, rid, lambda: work(exercise, db, seen, rid))


@scenario(
    cancelled=True,
    without=SWALLOWED,
    each={"inner": ["IN", "BAD", "OUT"]},
    db=call("db", fails={"BAD": ConnectionError}),
    seen=note("seen"),
    around=note("around"),
)
async def nested(exercise, db, seen, around, inner):
    """A request inside a request; the inner one ends well, or fails, or has the same id."""

    async def query():
        await visit(exercise, around, inner, lambda: work(exercise, db, seen, inner))
        return await work(exercise, db, seen, "OUT", marked(", after an inner request"))

    return await visit(exercise, around, "OUT", query)


@scenario(db=call("db", seconds=SECONDS), seen=note("seen"))
async def at_once(exercise, db, seen):
    """Three hundred requests at once, of different lengths; two have the same id."""
    await asyncio.gather(*(exercise.handle(rid, lambda rid=rid: work(exercise, db, seen, rid)) for rid in (*SECONDS, "R-0")))


@scenario(db=call("db"), seen=note("seen"))
async def with_tasks(exercise, db, seen):
    """A request that starts a task, which starts one that outlives the request; then, its caller handles another request."""
    outliving = []

    async def start():
        await work(exercise, db, seen, "A-1", marked(", in a task that it started"))
        outliving.append(asyncio.create_task(work(exercise, db, seen, "A-1", marked(", in a task of that task, which went on"))))

    async def query():
        await work(exercise, db, seen, "A-1")
        await asyncio.create_task(start())

    await exercise.handle("A-1", query)
    await exercise.handle("B-2", lambda: work(exercise, db, seen, "B-2"))
    await asyncio.gather(*outliving)


def right_ids(play: Recording) -> None:
    """Fail where something did not see the id of its own request."""
    for (rid, where, found), time in ((one.args, one.at) for one in play.noted("seen")):
        what = words(found)
        assert found == ["gave", rid], f"In request {rid!r}{say(where)}, at {time:g} s, current_id() {what}. Expected: {rid!r}."


def changed(play: Recording) -> str:
    """Say whose caller saw another id after a request than before it; empty: nobody did."""
    for rid, before, after in (one.args for one in play.noted("around")):
        if before != after:
            how = f", cancelled {play.cancelled_at}" if play.cancels else ""
            said = f"To the caller of request {rid!r}, current_id() {words(before)} before it, and {words(after)} after it{how}."
            return f"{said} Expected: as before."
    return ""


def told(play: Recording) -> None:
    """Go on only where the first query has seen its id, before it waited for anything."""
    looks = play.noted("seen")
    if not looks or looks[0].args[2] != ["gave", looks[0].args[0]]:
        not_judged("First, a request that is alone must see its id.")


@check("Deep in the call chain the request's id is current", stage="works", points=1, hint="How can a helper read what nobody passes?")
def test_deep(alone: Recording):
    answers = alone.answers("db")
    assert answers, f"query never got to its work; the program {alone.ended}."
    right_ids(alone)
    assert same([alone.returned], answers), f"handle must return what query returned, but the program {alone.ended}."


@check('Outside of every request the id is "-"', stage="works", points=1, hint="What does current_id find where nobody has set anything?")
def test_outside(alone: Recording):
    told(alone)
    found = alone.noted("around")[0].args[1]
    assert found == ["gave", "-"], f"With no request at all, current_id() {words(found)}. Expected: '-'."


@check("After a request the id is as it was before", stage="works", points=1, hint="Who puts back what was there? Is it always the same?")
def test_afterwards(nested: Recording):
    told(nested)
    assert not (said := changed(nested)), said


@check("Tasks see the id of the request that started them", stage="overlaps", points=1, hint="What does a new task take along?")
def test_tasks(with_tasks: Recording):
    told(with_tasks)
    with_tasks.need("db", 4)
    right_ids(with_tasks)


@check("Requests at once see their own ids, and none waits", stage="overlaps", points=3, hint="What is it that all requests share?")
def test_at_once(at_once: Recording):
    told(at_once)
    right_ids(at_once)
    for one in at_once.calls("db"):
        assert not one.start, f"All requests began at 0 s, but {one.name} was called at {one.start:g} s: none may wait for another."
    last = max(one.end or 0 for one in at_once.need("db", 300))
    assert at_once.seconds == last, f"The last query was over at {last:g} s, handle only at {at_once.seconds:g} s."


@check("A failure reaches the caller, and leaves nothing", stage="fails well", points=1, hint="Whose business is it when a query fails?")
def test_failure(nested: Recording):
    told(nested)
    if nested.params["inner"] != "BAD":
        not_shown("No query failed.")
    raises_as_it_is(nested, nested.failed("db", "BAD"))
    leaves_nothing(nested)


@check("Cancelled, it stops and the id is as it was before", stage="stops well", points=2, hint="Which of your lines does a cancel skip?")
def test_cancel(alone: Recording, nested: Cancelled):
    told(alone)
    if changed(alone):
        not_judged("First, after a request that went well the id must be as it was before.")
    leaves_nothing(alone)
    stops_well(nested)
    assert not (said := changed(nested)), said
