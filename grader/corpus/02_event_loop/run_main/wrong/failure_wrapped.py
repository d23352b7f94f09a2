# Wrong: raises an exception of its own instead of the report's.
# fails: A failure of the report leaves main as it is
import asyncio


def main(report):
    try:
        return asyncio.run(report())
    except Exception as error:
        raise RuntimeError("the report failed") from error
