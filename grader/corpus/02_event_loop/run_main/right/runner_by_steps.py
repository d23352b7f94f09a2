# Right: A Runner made and closed by hand; the report runs in a coroutine of main's own.
import asyncio


def main(report):
    async def door():
        return await report()

    runner = asyncio.Runner(debug=True, loop_factory=asyncio.new_event_loop)
    try:
        result = runner.run(door())
    finally:
        runner.close()
    return result
