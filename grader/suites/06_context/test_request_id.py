"""Checks for 06_context/request_id."""

import asyncio

from grader.suite import Recording, Recordings, call, check, leaves_nothing, not_judged, note, passes_cancel_on, scenario

SECONDS = {"A-1": 3, "B-2": 1, "C-3": 2}


def look(exercise):
    """Tell the current id; or [the error]: a program without a default is to lose points for that alone."""
    try:
        return exercise.current_id()
    except Exception as error:  # noqa: BLE001 - whatever a program does
        return [type(error).__name__]


def said(looked) -> str:
    """Put in words what a look showed."""
    return f"raised {looked[0]}" if isinstance(looked, list) else f"gave {looked!r}"


@scenario(db=call("db", seconds=1))
async def one_request(exercise, db):
    """One request, that asks for the id deep inside, before and after a wait."""

    async def ask(when: str) -> str:
        return await db(when, look(exercise))

    async def query() -> str:
        await ask("at first")
        return await ask("after waiting")

    return await exercise.handle("A-1", query)


@scenario(db=call("db", seconds=SECONDS), caller=note("caller"))
async def at_once(exercise, db, caller):
    """Three requests at once, of different lengths; meanwhile, their caller looks too."""

    async def request(rid: str) -> str:
        async def query() -> str:
            await db(rid, look(exercise))
            return await db(rid, look(exercise))

        return await exercise.handle(rid, query)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(request(rid)) for rid in SECONDS]
        await asyncio.sleep(0.5)
        caller(look(exercise))
    return [task.result() for task in tasks]


@scenario(db=call("db", seconds=1))
async def with_tasks(exercise, db):
    """A request that starts tasks, one of which outlives it; then, its caller handles another request."""
    background = []

    async def ask(where: str) -> None:
        for _ in range(3):
            await db(where, look(exercise))

    async def start() -> None:
        await asyncio.create_task(ask("a task that a task started"))

    async def query() -> None:
        await asyncio.gather(asyncio.create_task(ask("a task")), asyncio.create_task(start()))
        background.append(asyncio.create_task(ask("a task that went on")))

    await exercise.handle("A-1", query)
    await exercise.handle("B-2", lambda: db("B-2", "the next request"))
    await asyncio.gather(*background)


@scenario(db=call("db", seconds=1))
async def nested(exercise, db):
    """A request inside a request."""

    async def query() -> None:
        await db("OUTER", look(exercise), "before the inner request")
        await exercise.handle("INNER", lambda: db("INNER", look(exercise), "inside it"))
        await db("OUTER", look(exercise), "after the inner request")

    await exercise.handle("OUTER", query)


@scenario(db=call("db", seconds=1, fails={"fails": ConnectionError}), caller=note("caller"), each={"what": ["works", "fails"]})
async def afterwards(exercise, db, caller, what):
    """A request, and what its caller sees before and after it."""
    caller(look(exercise))
    try:
        return await exercise.handle("A-1", lambda: db(what))
    finally:
        caller(look(exercise))


@scenario(db=call("db", seconds=1, cleanup=0.5), caller=note("caller"), cancelled=True)
async def cancelled(exercise, db, caller):
    """The same, cancelled at each point."""
    caller(look(exercise))
    try:
        return await exercise.handle("A-1", lambda: db("slow"))
    finally:
        caller(look(exercise))


@scenario(caller=note("caller"))
async def outside(exercise, caller):
    """No request at all."""
    caller(look(exercise))


def works(one_request: Recording) -> None:
    """Go on only for a program in which a request can see its id: for others the question makes no sense."""
    if [ask.args[1] for ask in one_request.calls("db")] != ["A-1", "A-1"]:
        not_judged("First, a request that is alone must see its id.")


def puts_back(afterwards: Recordings) -> None:
    """Go on only for a program that puts the id back at least when all goes well."""
    before, after = [look.args[0] for look in afterwards[0].noted("caller")]
    if before != after:
        not_judged("First, after a request that went well its caller's id must be as it was.")


def as_it_was(play: Recording, how: str) -> None:
    """Fail unless the caller saw the same before and after."""
    before, after = [look.args[0] for look in play.noted("caller")]
    assert before == after, f"For its caller, current_id() {said(before)} before the request, and {said(after)} after {how}."


@check("Deep in the call chain, the request's id is current", points=1, hint="How can a helper read what nobody has passed to it?")
def test_deep(one_request: Recording):
    asked = one_request.calls("db")
    assert asked, f"query never got to its work; the program {one_request.ended}."
    for ask in asked:
        assert ask.args[1] == "A-1", f"In request A-1, {ask.args[0]}, current_id() {said(ask.args[1])}."
    assert one_request.returned == asked[-1].answer, f"handle must return what query returned, but the program {one_request.ended}."


@check("Requests at once see their own ids", points=3, hint="Which of your variables do all requests share?")
def test_at_once(one_request: Recording, at_once: Recording):
    works(one_request)
    for ask in at_once.need("db", 6):
        assert ask.args[1] == ask.args[0], f"In request {ask.args[0]}, after {ask.start:g} s, current_id() {said(ask.args[1])}."
    assert at_once.seconds == 6, f"Three requests of 6, 2 and 4 s took {at_once.seconds:g} s: they must not wait for each other."
    [caller] = at_once.noted("caller")
    assert caller.args[0] not in list(SECONDS), f"Outside of the requests, while they ran, current_id() {said(caller.args[0])}."


@check("Tasks see the id of the request that started them", points=1, hint="What does a new task take along from the code that starts it?")
def test_tasks(one_request: Recording, with_tasks: Recording):
    works(one_request)
    for ask in with_tasks.need("db", 10):
        if ask.args[0] != "B-2":
            assert ask.args[1] == "A-1", (
                f"In {ask.args[0]}, started in request A-1, after {ask.start:g} s, current_id() {said(ask.args[1])}."
            )


@check("After an inner request the outer id is current again", points=1, hint="What was there before: is it always the same?")
def test_nested(one_request: Recording, afterwards: Recordings, nested: Recording):
    works(one_request)
    puts_back(afterwards)
    for ask in nested.need("db", 3):
        assert ask.args[1] == ask.args[0], f"In request {ask.args[0]}, {ask.args[2]}, current_id() {said(ask.args[1])}."


@check("After a request its caller's id is as it was", points=1, hint="Who puts back what was there before?")
def test_afterwards(one_request: Recording, afterwards: Recordings):
    works(one_request)
    as_it_was(afterwards[0], "it")


@check("After a failure or a cancel, too", points=1, hint="Which of your lines are skipped when query raises?")
def test_after_failure(one_request: Recording, afterwards: Recordings, cancelled: Recordings):
    works(one_request)
    puts_back(afterwards)
    as_it_was(afterwards[1], "it failed")
    for play in cancelled.cancelled:
        as_it_was(play, f"it was cancelled {play.cancelled_at}")


@check('Outside of every request the id is "-"', points=1, hint="What does current_id find where nobody has set anything?")
def test_outside(one_request: Recording, outside: Recording):
    works(one_request)
    [caller] = outside.noted("caller")
    assert caller.args[0] == "-", f"With no request at all, current_id() {said(caller.args[0])}; expected: '-'."


@check("Failures and cancels reach the caller", points=1, hint="Whose business is it when a query fails?", any_end=True)
def test_failures(one_request: Recording, afterwards: Recordings, cancelled: Recordings):
    works(one_request)
    failed = afterwards[1]
    [query] = failed.need("db", 1)
    as_is = failed.raised is not None and failed.raised.same(query.failure)
    assert as_is, f"query failed with a ConnectionError, but the program {failed.ended}. That exception must leave handle as it is."
    passes_cancel_on(cancelled)
    leaves_nothing(cancelled)
