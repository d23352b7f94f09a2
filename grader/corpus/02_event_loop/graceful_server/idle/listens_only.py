# Idle: listens, and answers nobody.
import asyncio


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0))
    on_ready(loop, server.sockets[0].getsockname()[1])
    try:
        loop.run_forever()
    except KeyboardInterrupt:
        pass
    server.close()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
