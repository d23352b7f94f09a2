# Wrong: prints the failure, and goes on.
# fails: A failure of the report reaches the caller as it is
import asyncio


def main(report):
    try:
        return asyncio.run(report())
    except Exception as error:
        print("report failed:", error)
