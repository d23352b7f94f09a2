# Right: callbacks: each fetch that ends starts the next one of its host; a future tells when all is over.
import asyncio
from urllib.parse import urlsplit


class Fetcher:
    def __init__(self, fetch, urls, per_host):
        self.fetch = fetch
        self.results = dict.fromkeys(range(len(urls)))
        self.waiting = {}
        for number, url in enumerate(urls):
            self.waiting.setdefault(urlsplit(url).netloc, []).append((number, url))
        self.running = set()
        self.error = None
        self.over = asyncio.get_running_loop().create_future()
        for host in self.waiting:
            for _ in range(per_host):
                self.start(host)
        self.look()

    def start(self, host):
        if self.waiting[host]:
            number, url = self.waiting[host].pop(0)
            task = asyncio.get_running_loop().create_task(self.fetch(url))
            self.running.add(task)
            task.add_done_callback(lambda task: self.ended(task, number, host))

    def ended(self, task, number, host):
        self.running.discard(task)
        if not task.cancelled() and task.exception():
            self.error = self.error or task.exception()
            self.stop()
        elif not task.cancelled():
            self.results[number] = task.result()
            self.start(host)
        self.look()

    def stop(self):
        for urls in self.waiting.values():
            urls.clear()
        for task in self.running:
            task.cancel()

    def look(self):
        if not self.running and not self.over.done():
            self.over.set_result(None)


async def fetch_all(fetch, urls, per_host=2):
    fetcher = Fetcher(fetch, urls, per_host)
    cancelled = None
    while not fetcher.over.done():
        try:
            await asyncio.shield(fetcher.over)
        except asyncio.CancelledError as error:
            cancelled = error
            fetcher.stop()
    if cancelled or fetcher.error:
        raise cancelled or fetcher.error
    return list(fetcher.results.values())
