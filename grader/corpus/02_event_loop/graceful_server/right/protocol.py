# Right: a Protocol, no streams; one task for every line, chained so that answers keep their order.
import asyncio


class Lines(asyncio.Protocol):
    def __init__(self, handle, everybody):
        self.handle, self.everybody = handle, everybody
        self.buffer, self.waiting, self.task, self.stopping = b"", [], None, False

    def connection_made(self, transport):
        self.transport = transport
        self.everybody.add(self)

    def connection_lost(self, error):
        self.everybody.discard(self)

    def data_received(self, data):
        *lines, self.buffer = (self.buffer + data).split(b"\n")
        self.waiting += lines
        self.go_on()

    def go_on(self, done=None):
        if done is not None:
            self.transport.write(done.result().encode() + b"\n")
            self.task = None
        if self.stopping:
            self.transport.close()
        elif self.task is None and self.waiting:
            self.task = asyncio.ensure_future(self.handle(self.waiting.pop(0).decode()))
            self.task.add_done_callback(self.go_on)

    def stop(self):
        self.stopping = True
        if self.task is None:
            self.transport.close()


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    everybody = set()
    server = loop.run_until_complete(loop.create_server(lambda: Lines(handle, everybody), "127.0.0.1", 0))
    loop.call_soon(on_ready, loop, server.sockets[0].getsockname()[1])
    try:
        loop.run_forever()
    except KeyboardInterrupt:
        pass
    server.close()
    for one in everybody:
        one.stop()
    while tasks := [one.task for one in everybody if one.task]:
        loop.run_until_complete(asyncio.wait(tasks))
    loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
