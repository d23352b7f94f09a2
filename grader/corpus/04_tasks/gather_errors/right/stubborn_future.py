# Right: hand-made: a future that answers a cancel by stopping the downloads, and says "not me": its task then gets the cancel when all are over.

import asyncio


class Rest(asyncio.Future):
    def __init__(self, tasks):
        super().__init__()
        self.tasks = tasks
        self.left = len(tasks)
        self.stopping = False
        for task in tasks:
            task.add_done_callback(self.count)
        if not tasks:
            self.set_result(None)

    def count(self, _):
        self.left -= 1
        if not self.left:
            self.set_result(None)

    def cancel(self, msg=None):
        if not self.stopping:
            self.stopping = True
            for task in self.tasks:
                task.cancel()
        return False


async def download_all(download, urls):
    tasks = [asyncio.ensure_future(download(url)) for url in urls]
    await Rest(tasks)
    ok = {}
    failed = {}
    for url, task in zip(urls, tasks):
        try:
            ok[url] = task.result()
        except BaseException as error:
            failed[url] = error
    return ok, failed
