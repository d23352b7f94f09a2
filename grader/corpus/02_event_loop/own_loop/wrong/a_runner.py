# Wrong: a Runner is no loop run by hand.
# fails: It is done by hand: neither asyncio.run nor Runner
from asyncio import Runner


def run_job(job):
    with Runner() as runner:
        return runner.get_loop().run_until_complete(job())
