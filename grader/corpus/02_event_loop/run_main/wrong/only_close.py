# Wrong: run_until_complete and close, as it is often shown: what is left is destroyed.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(report())
    finally:
        loop.close()
