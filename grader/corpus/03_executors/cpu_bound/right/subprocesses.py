# Right: two new interpreters, fed by hand with pickles over their pipes; killed when nobody wants them any more.
import asyncio
import pickle
import struct
import sys

WORKER = """
import pickle, struct, sys
while head := sys.stdin.buffer.read(4):
    function, payload = pickle.loads(sys.stdin.buffer.read(struct.unpack("I", head)[0]))
    try:
        answer = pickle.dumps((function(payload), None))
    except Exception as error:
        answer = pickle.dumps((None, error))
    sys.stdout.buffer.write(struct.pack("I", len(answer)) + answer)
    sys.stdout.buffer.flush()
"""


async def work(digest, todo, results):
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, stdin=pipe, stdout=pipe)
    try:
        for number, payload in todo:
            message = pickle.dumps((digest, payload))
            process.stdin.write(struct.pack("I", len(message)) + message)
            (size,) = struct.unpack("I", await process.stdout.readexactly(4))
            results[number], error = pickle.loads(await process.stdout.readexactly(size))
            if error:
                raise error
    finally:
        process.kill()
        await process.wait()


async def hash_all(digest, payloads):
    results = [None] * len(payloads)
    todo = iter(list(enumerate(payloads)))
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(2, len(payloads))):
                group.create_task(work(digest, todo, results))
    except ExceptionGroup as group:
        raise group.exceptions[0]
    return results
