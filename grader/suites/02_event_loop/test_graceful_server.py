"""Checks for 02_event_loop/graceful_server. The scenarios are ordinary functions: `serve` makes its own loop."""

from grader.suite import Client, Recording, Recordings, call, check, clients, not_judged, scenario

HANDLE = call("handle", seconds={"slow": 2, "two": 2, "*": 1})
SERVED = (
    Client(sends=(b"slow\n", b"after that\n")),
    Client(sends=(b"quick\n",), leaves=True),
    Client(at=0.5, sends=(b"two\nlines\n",)),
    Client(at=0.5),  # says nothing
)
LINES: tuple[list[str], ...] = ["slow", "after that"], ["quick"], ["two", "lines"], []
STOP = 2
STOPPED = (
    Client(sends=(b"long before\n",)),  # has its answer, and stays
    Client(),  # stays, and says nothing
    Client(at=1.5, sends=(b"slow\n", b"too late\n")),  # in flight from 1.5 s to 3.5 s; says more when it is answered
    Client(at=1.75, sends=(b"short\n", b"too late too\n")),  # in flight from 1.75 s to 2.75 s
    Client(at=2.5, sends=(b"much too late\n",)),
    Client(at=1.75, sends=(b"silent\n",)),  # in flight from 1.75 s to 2.75 s; then it stays, and says nothing
)


@scenario(handle=HANDLE, visitors=clients("visitors", *SERVED))
def served(exercise, handle, visitors):
    """Four clients, while nobody thinks of stopping; stopped long after that."""
    return exercise.serve(handle, lambda loop, port: (visitors.connect(port), loop.call_later(10, loop.stop)))


@scenario(handle=HANDLE, visitors=clients("visitors", *STOPPED), each={"how": ["stop()", "KeyboardInterrupt", "stop(), with no clients"]})
def stopped(exercise, handle, visitors, how):
    """Stopped after two seconds: two clients wait idly, three requests are in flight, and one client comes later; or nobody ever came."""

    def interrupt():
        raise KeyboardInterrupt

    def ready(loop, port):
        if "no clients" not in how:
            visitors.connect(port)
        loop.call_later(STOP, interrupt if how == "KeyboardInterrupt" else loop.stop)

    return exercise.serve(handle, ready)


def in_use(play: Recording) -> Recording:
    """See that there is something to judge. NotJudged: no line was ever handled."""
    return play if play.calls("handle") else not_judged(f"No client's line was ever handled; serve {play.ended}.")


def answers_those_in_flight(play: Recording) -> None:
    """Fail unless each request that was in flight at the stop was answered."""
    requests = [one for one in play.calls("handle") if one.start < STOP and (one.end is None or one.end >= STOP)]
    lines = [line for reply in play.replies for _, line in reply.lines]
    if not requests or not lines:
        not_judged("No request was in flight at the stop." if lines else f"No client was ever answered; serve {play.ended}.")
    for one in requests:
        how = f"{play.params['how']} came {STOP - one.start:g} s after {one.name} was called"
        assert one.outcome == "returned", f"{how}, and that was {'cancelled' if one.end else 'left unfinished'}; it was to be answered."
        assert one.answer in lines, f"{how}. That was over at {one.end:g} s, but its client was never answered."


def leaves_nothing(play: Recording) -> None:
    """Fail unless serve returned as soon as the last request was answered, and left nothing behind."""
    how, last = f"After {play.params['how']}, serve", max((one.end or 0 for one in play.calls("handle")), default=STOP)
    assert play.normal, f"{how} never returned: {play.message}"
    assert play.outcome == "returned", f"{how} {play.ended}; it was to return."
    left = [*play.remains, *play.unheard, *["the listener: new clients could still connect"] * play.listening]
    left += [f"the connection of client {one.client}" for one in play.replies if one.connected is not None and one.closed is None]
    assert not left, f"{how} returned, and left behind: {'; '.join(left[:6])}."
    assert play.seconds == last, f"{how} returned at {play.seconds:g} s; the last request was answered at {last:g} s."


@check("Each line is answered, in order", points=2, hint="How does one read line after line, until the client has hung up?", any_end=True)
def test_answers(served: Recording):
    assert served.replies, f"on_ready was never told of a port that clients can connect to; serve {served.ended}."
    calls = served.calls("handle")
    for client, lines, reply in zip(SERVED, LINES, served.replies, strict=False):
        assert not reply.refused, f"Nobody listened on the port that on_ready was told, when a client connected at {client.at:g} s."
        got, own = [line for _, line in reply.lines], [one.answer for line in lines for one in calls if one.args == (line,)]
        story = f"A client sent {lines}, and was answered {[str(one) for one in got]}"
        assert (got, len(got)) == (own, len(lines)), f"{story}; each line's own answer was expected."
    extra = [one.name for one in calls if one.args not in [(line,) for lines in LINES for line in lines]]
    assert not extra, f"{extra[0]} was called: no client has sent that line."
    closed = served.replies[3].closed
    assert closed is None or closed >= 10, f"The server hung up on a client that said nothing, at {closed:g} s."


@check("Clients are served at the same time", points=1, hint="While a client's request is in flight, who serves the others?", any_end=True)
def test_at_once(served: Recording):
    peak = in_use(served).peak("handle")
    assert peak >= 3, f"At 0.5 s, three clients had sent a line; at most {peak} of them {'was' if peak == 1 else 'were'} handled at a time."


@check("Requests in flight at the stop are answered", points=2, hint="stop() only pauses the loop. What is to come then?", any_end=True)
def test_in_flight(stopped: Recordings):
    answers_those_in_flight(in_use(stopped[0]))


@check("After the stop, nothing new begins", points=1, hint="In which order: stop listening, wait, hang up?", any_end=True)
def test_nothing_new(stopped: Recordings):
    late = [one for one in in_use(stopped[0]).calls("handle") if one.start > STOP]
    assert not late, f"The server was stopped at {STOP} s; {late[0].name} was called at {late[0].start:g} s."
    came = stopped[0].replies[4].connected
    assert came is None, f"The server was stopped at {STOP} s; at {came:g} s a client could still connect."


@check("When serve returns, nothing is left", points=3, hint="Listener, connections, tasks, loop: who closes each, and when?", any_end=True)
def test_nothing_left(stopped: Recordings):
    leaves_nothing(in_use(stopped[0]))
    leaves_nothing(stopped[2])


@check("KeyboardInterrupt ends it as gracefully", points=1, hint="Where does it come out, and what must still be done there?", any_end=True)
def test_interrupt(stopped: Recordings):
    plain, interrupted, _ = stopped
    for holds in (answers_those_in_flight, leaves_nothing):
        try:
            holds(plain)
        except AssertionError:
            not_judged("It must end gracefully after loop.stop() first.")
        holds(in_use(interrupted))
