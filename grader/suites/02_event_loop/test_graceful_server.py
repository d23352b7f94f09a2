"""Checks for 02_event_loop/graceful_server. The scenarios are ordinary functions: `serve` makes its own loop."""

from grader.suite import Client, Recording, Recordings, call, check, clients, not_judged, scenario

SECONDS = {"slow": 2, "two": 2, "*": 1}
SERVED = (
    Client(sends=(b"slow\n", b"after that\n")),
    Client(sends=(b"quick\n",), leaves=True),
    Client(at=0.5, sends=(b"two\nlines\n",)),
    Client(at=0.5),
)
EXPECTED: tuple[list[str], ...] = (["slow", "after that"], ["quick"], ["two", "lines"], [])
STOP = 2
STOPPED = (
    Client(sends=(b"long before\n",)),  # has its answer, and stays
    Client(),  # stays, and says nothing
    Client(at=1.5, sends=(b"slow\n", b"too late\n")),  # in flight from 1.5 s to 3.5 s; says more when it is answered
    Client(at=1.75, sends=(b"short\n", b"too late too\n")),  # in flight from 1.75 s to 2.75 s
    Client(at=2.5, sends=(b"much too late\n",)),
    Client(at=1.75, sends=(b"silent\n",)),  # in flight from 1.75 s to 2.75 s; then it stays, and says nothing
)


@scenario(handle=call("handle", seconds=SECONDS), visitors=clients("visitors", *SERVED))
def served(exercise, handle, visitors):
    """Four clients, while nobody thinks of stopping; stopped long after that."""

    def ready(loop, port):
        visitors.connect(port)
        loop.call_later(10, loop.stop)

    return exercise.serve(handle, ready)


@scenario(handle=call("handle", seconds=SECONDS), visitors=clients("visitors", *STOPPED), each={"how": ["stop()", "KeyboardInterrupt"]})
def stopped(exercise, handle, visitors, how):
    """Stopped after two seconds: two clients wait idly, two requests are in flight, and one client comes later."""

    def ready(loop, port):
        visitors.connect(port)
        loop.call_later(STOP, stop, loop)

    def stop(loop):
        if how == "KeyboardInterrupt":
            raise KeyboardInterrupt
        loop.stop()

    return exercise.serve(handle, ready)


@scenario(handle=call("handle"))
def deserted(exercise, handle):
    """Stopped after two seconds, in which nobody came."""
    return exercise.serve(handle, lambda loop, _port: loop.call_later(STOP, loop.stop))


def _answers(recording: Recording, client: int) -> list[object]:
    return [line for _, line in recording.replies[client].lines]


def _in_use(recording: Recording) -> None:
    """See that there is something to judge. NotJudged: no line was ever handled."""
    if not recording.calls("handle"):
        not_judged(f"No client's line was ever handled; serve {recording.ended}.")


def _answers_those_in_flight(recording: Recording) -> None:
    requests = [one for one in recording.calls("handle") if one.start < STOP and (one.end is None or one.end >= STOP)]
    lines = [line for client in range(len(STOPPED)) for line in _answers(recording, client)]
    if not requests or not lines:
        not_judged("No request was in flight at the stop." if lines else f"No client was ever answered; serve {recording.ended}.")
    for one in requests:
        how = f"{recording.params['how']} came {STOP - one.start:g} s after {one.name} was called"
        assert one.outcome == "returned", f"{how}, and that was {'cancelled' if one.end else 'left unfinished'}; it was to be answered."
        assert one.answer in lines, f"{how}. That was over at {one.end:g} s, but its client was never answered."


def _leaves_nothing(recording: Recording) -> None:
    how = f"After {recording.params['how']}, serve"
    assert recording.normal, f"{how} never returned: {recording.message}"
    assert recording.outcome == "returned", f"{how} {recording.ended}; it was to return."
    left = [*recording.remains, *recording.unheard]
    left += ["the listener: new clients could still connect"] if recording.listening else []
    left += [f"the connection of client {r.client}" for r in recording.replies if r.connected is not None and r.closed is None]
    assert not left, f"{how} returned, and left behind: {'; '.join(left[:6])}."
    last = max((one.end for one in recording.calls("handle") if one.end is not None), default=STOP)
    assert recording.seconds == last, f"{how} returned at {recording.seconds:g} s; the last request was answered at {last:g} s."


@check(
    "Each line is answered, in order",
    points=2,
    hint="How does one read one line, and then the next, until the client has hung up?",
    any_end=True,
)
def test_answers(served: Recording):
    assert served.replies, f"on_ready was never told of a port that clients can connect to; serve {served.ended}."
    for number, (client, lines) in enumerate(zip(SERVED, EXPECTED, strict=True)):
        if lines and served.replies[number].refused:
            raise AssertionError(f"Nobody listened on the port that on_ready was told, when a client connected at {client.at:g} s.")
        got = _answers(served, number)
        wanted = served.answers("handle", lines) if all(any(c.args == (line,) for c in served.calls("handle")) for line in lines) else lines
        assert got == wanted, f"A client sent {lines}, and was answered {[str(one) for one in got]}; each line's own answer was expected."
    extra = [one.name for one in served.calls("handle") if one.args not in [(line,) for lines in EXPECTED for line in lines]]
    assert not extra, f"{extra[0]} was called: no client has sent that line."
    silent = served.replies[3]
    assert silent.closed is None or silent.closed >= 10, f"The server hung up on a client that said nothing, at {silent.closed:g} s."


@check("Clients are served at the same time", points=1, hint="While a client's request is in flight, who serves the others?", any_end=True)
def test_at_once(served: Recording):
    _in_use(served)
    peak = served.peak("handle")
    assert peak >= 3, f"At 0.5 s, three clients had sent a line; at most {peak} of them {'was' if peak == 1 else 'were'} handled at a time."


@check(
    "Requests in flight at the stop are answered",
    points=2,
    hint="stop() only pauses the loop. What must it do before it is closed?",
    any_end=True,
)
def test_in_flight(stopped: Recordings):
    _in_use(stopped[0])
    _answers_those_in_flight(stopped[0])


@check("After the stop, nothing new begins", points=1, hint="In which order: stop listening, wait, hang up?", any_end=True)
def test_nothing_new(stopped: Recordings):
    _in_use(stopped[0])
    late = [one for one in stopped[0].calls("handle") if one.start > STOP]
    assert not late, f"The server was stopped at {STOP} s; {late[0].name} was called at {late[0].start:g} s."
    came = stopped[0].replies[4].connected
    assert came is None, f"The server was stopped at {STOP} s; at {came:g} s a client could still connect."


@check(
    "When serve returns, nothing is left",
    points=3,
    hint="Listener, connections, tasks, loop: who closes each, who waits until it is?",
    any_end=True,
)
def test_nothing_left(stopped: Recordings, deserted: Recording):
    _in_use(stopped[0])
    _leaves_nothing(stopped[0])
    assert deserted.outcome == "returned", f"Stopped when no client had come, serve {deserted.ended}."
    left = [*deserted.remains, *deserted.unheard]
    assert not left, f"Stopped when no client had come, serve left behind: {'; '.join(left[:6])}."


@check(
    "KeyboardInterrupt ends it as gracefully",
    points=1,
    hint="Where does the exception come out, and what must still be done there?",
    any_end=True,
)
def test_interrupt(stopped: Recordings):
    plain, interrupted = stopped
    _in_use(interrupted)
    for holds in (_answers_those_in_flight, _leaves_nothing):
        try:
            holds(plain)
        except AssertionError:
            not_judged("It must end gracefully after loop.stop() first.")
        holds(interrupted)
