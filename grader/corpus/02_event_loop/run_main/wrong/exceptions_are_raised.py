# Wrong: a result that is an exception object is raised.
# fails: main returns what the report returns
# kind: odd-values
import asyncio


def main(report):
    async def whole():
        [result] = await asyncio.gather(report(), return_exceptions=True)
        if isinstance(result, BaseException):
            raise result
        return result

    return asyncio.run(whole())
