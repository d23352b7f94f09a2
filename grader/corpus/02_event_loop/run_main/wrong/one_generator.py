# Wrong: closes the first of the async generators that are left.
# fails: Async generators that are left are closed
import asyncio
import sys


def main(report):
    async def whole():
        begun = []
        sys.set_asyncgen_hooks(firstiter=begun.append)
        try:
            return await report()
        finally:
            for agen in begun[:1]:
                await agen.aclose()

    return asyncio.run(whole())
