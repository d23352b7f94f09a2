"""Checks for 02_event_loop/graceful_server. The scenarios are ordinary functions: `serve` makes its own loop."""

from grader.suite import Call, Client, Recording, call, check, clients, not_judged, pace, say, scenario, told
from grader.suite.common import close

TEXT = {"nothing": "an answer is a text", "exceptions": "an answer is a text"}
HANDLE = call("handle", seconds={"slow": 2, "busy": 3, "*": 1})
TEXTS = {"": "", "日": "早安"}  # what `handle` answers to these, instead of a secret
LONG = b"on and on " * 6500 + b"\n"  # a little shorter than 64 KiB
SERVED = (
    Client(sends=(b"slow\nquick\n", b"quick\n")),
    Client(sends=(b"slow\n",), leaves=True),
    Client(at=0.5, sends=(b"two\ncaf\xc3", b"\xa9\n")),
    Client(at=0.5, sends=("\n padded \n日\na\rb\u2028c\n".encode(),)),
    Client(at=0.5, sends=(LONG,)),
    Client(at=0.5),  # says nothing
)
STOPPED = (
    Client(sends=(b"long before\n",)),  # has its answer, and stays
    Client(),  # stays, and says nothing
    Client(at=1.5, sends=(b"slow\nin line\n", b"too late\n")),  # in flight at the stop; has said more, and will again
    Client(at=1.75, sends=(b"busy\n",)),  # in flight; then it stays, and says nothing
    Client(at=2.5, sends=(b"much too late\n",)),
)
CROWD = tuple(Client(at=n / 100, sends=(b"%d\n" % n,)) for n in range(110))


def serve(exercise, handle, visitors, stop, seconds, *, come=True):
    """Let the clients come, if they do, and stop the server after so many seconds."""

    def ready(loop, port):
        if come:
            visitors.connect(port)
        loop.call_later(seconds * pace(), lambda: (visitors.stopping(), stop(loop)))

    return exercise.serve(handle, ready)


def stop(loop):
    """Stop it from a callback."""
    loop.stop()


def interrupt(_loop):
    """Do what Ctrl+C does."""
    raise KeyboardInterrupt


@scenario(without=TEXT, handle=HANDLE, visitors=clients("visitors", *SERVED))
def served(exercise, handle, visitors):
    """Six clients, while nobody thinks of stopping."""

    async def spoken(line):
        answer = await handle(line)
        return TEXTS.get(line, answer)

    return serve(exercise, spoken, visitors, stop, 100)


@scenario(without=TEXT, handle=HANDLE, visitors=clients("visitors", *STOPPED))
def stopped(exercise, handle, visitors):
    """At the stop, two clients wait idly, two requests are in flight, and one client comes later."""
    return serve(exercise, handle, visitors, stop, 2)


@scenario(without=TEXT, handle=HANDLE, visitors=clients("visitors", *STOPPED))
def interrupted(exercise, handle, visitors):
    """The same, but KeyboardInterrupt ends it."""
    return serve(exercise, handle, visitors, interrupt, 2)


@scenario(
    without={"*": "it differs from the others in its number only"}, handle=call("handle", seconds=3), visitors=clients("visitors", *CROWD)
)
def crowd(exercise, handle, visitors):
    """A hundred and ten clients, all of whose requests are in flight at the stop."""
    return serve(exercise, handle, visitors, stop, 2.5)


@scenario(without=TEXT, handle=HANDLE, visitors=clients("visitors", Client()), each={"come": [False, True]})
def idle(exercise, handle, visitors, come):
    """Nobody comes; or somebody does, and says nothing."""
    return serve(exercise, handle, visitors, stop, 2.03, come=come)


def lines_of(client: Client) -> list[str]:
    """List the lines that a client sends."""
    return b"".join(client.sends).decode().split("\n")[:-1]


def at_stop(play: Recording) -> float:
    """Tell when it was stopped. NotJudged: never."""
    return play.noted("visitors")[0].at if play.noted("visitors") else not_judged(f"It was over before the stop: serve {play.ended}.")


def in_flight(play: Recording) -> list[Call]:
    """List the requests in flight at the stop. NotJudged: there were not two of them: this is no server for many."""
    stop = at_stop(play)
    requests = [one for one in play.calls("handle") if one.start < stop and (one.end is None or one.end >= stop)]
    return requests if len(requests) > 1 else not_judged(f"No two requests were in flight at the stop; serve {play.ended}.")


def answers_those_in_flight(play: Recording) -> None:
    """Fail unless each request that was in flight at the stop was answered."""
    lines = [line for reply in play.replies for _, line in reply.lines]
    for one in in_flight(play):
        how = f"The server was stopped {at_stop(play) - one.start:g} s after {one.name} was called"
        assert one.outcome == "returned", f"{how}, and that was {'cancelled' if one.end else 'left unfinished'}; it was to be answered."
        assert one.answer in lines, f"{how}. That was over at {one.end:g} s, but its client was never answered."


def leaves_nothing(play: Recording) -> None:
    """Fail unless serve returned, and left nothing behind."""
    assert play.normal, f"Stopped at {at_stop(play):g} s, serve never returned: {play.message}"
    assert play.outcome == "returned", f"Stopped at {at_stop(play):g} s, serve {play.ended}; it was to return."
    left = [*play.remains, *[say("the listener: new clients could still connect")] * play.listening]
    left += [told(one) for one in play.unheard if one.endswith("never closed")]
    left += [f"the connection of client {one.client}" for one in play.replies if one.connected is not None and one.closed is None]
    assert not left, f"serve returned, and left behind: {'; '.join(left[:6])}."


@check("Each line is answered, in order", stage="works", points=2, any_end=True, hint="What are lines, for TCP?")
def test_answers(served: Recording):
    assert served.replies, f"on_ready was never told of a port that clients can connect to; serve {served.ended}."
    ready = served.replies[0].connected or 0
    assert close(ready, 0), f"on_ready was told of a port only at {ready:g} s."
    if served.outcome == "endless":
        not_judged(served.message)
    asked = {TEXTS.get(str(one.args[0]), one.answer): one.args[0] for one in served.calls("handle")}
    for client, reply in zip(SERVED, served.replies, strict=False):
        assert not reply.refused, f"Nobody listened on the port that on_ready was told, when a client connected at {client.at:g} s."
        lines, got = lines_of(client), [asked.get(line, str(line)) for _, line in reply.lines]
        lines, got = [[line[:20] for line in some] for some in (lines, got)]  # where a line begins: the long one says the same all along
        assert got == lines, f"A client sent {lines}, and got the answers to {got}."
    handled, sent = len(served.calls("handle")), sum(len(lines_of(client)) for client in SERVED)
    assert handled == sent, f"The clients sent {sent} lines, but handle was called {handled} times."
    closed = served.replies[-1].closed
    assert closed is None or closed >= at_stop(served), f"The server hung up on a client that said nothing, at {closed:g} s."


@check("Clients are served at the same time, however many", stage="overlaps", points=1, any_end=True, hint="Who serves the others?")
def test_at_once(crowd: Recording):
    peak = crowd.peak("handle") if crowd.replies else 0
    if not peak:
        not_judged(f"No client's line was ever handled; serve {crowd.ended}.")
    assert peak == len(CROWD), f"{len(CROWD)} clients had sent a line; no more than {peak} of them were handled at a time."


@check("Requests in flight at the stop are answered", stage="stops well", points=2, any_end=True, hint="What is to come after stop()?")
def test_in_flight(stopped: Recording, crowd: Recording):
    answers_those_in_flight(stopped)
    if crowd.peak("handle") == len(CROWD):
        answers_those_in_flight(crowd)


@check("After the stop, nothing new begins", stage="stops well", points=1, hint="What must come first?", any_end=True)
def test_nothing_new(stopped: Recording):
    stop, _ = at_stop(stopped), in_flight(stopped)
    late = [one for one in stopped.calls("handle") if one.start > stop]
    assert not late, f"The server was stopped at {stop:g} s; {late[0].name} was called at {late[0].start:g} s."
    came = stopped.replies[-1].connected
    assert came is None, f"The server was stopped at {stop:g} s; at {came:g} s a client could still connect."


@check("When serve returns, nothing is left", stage="stops well", points=2, any_end=True, hint="Who closes each, and when?")
def test_nothing_left(stopped: Recording, idle: Recording):
    in_flight(stopped)
    leaves_nothing(stopped)
    leaves_nothing(idle)


@check("serve returns as soon as the last request is answered", stage="stops well", points=1, hint="Do you wait for what you wait for?")
def test_at_once_over(stopped: Recording, idle: Recording):
    last = max(one.end or not_judged("It returned before that.") for one in in_flight(stopped))
    for play, end in ((stopped, last), (idle, at_stop(idle))):
        said = f"The server was stopped at {at_stop(play):g} s"
        assert close(play.seconds, end), f"{said}, nothing was in flight from {end:g} s on, and serve returned only at {play.seconds:g} s."


@check("KeyboardInterrupt ends it as gracefully", stage="stops well", points=1, any_end=True, hint="Where does it come out?")
def test_interrupt(stopped: Recording, interrupted: Recording):
    for holds in (answers_those_in_flight, leaves_nothing):
        try:
            holds(stopped)
        except AssertionError:
            not_judged("It must end gracefully after loop.stop() first.")
        holds(interrupted)
