# Right: run_forever, with callbacks: one ends the report, others count the tasks that are left.
import asyncio


class Door:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.left = set()

    def enter(self, report):
        task = self.loop.create_task(report())
        task.add_done_callback(self.tidy_up)
        self.loop.run_forever()
        self.loop.close()
        return task.result()

    def tidy_up(self, _):
        self.left = {task for task in asyncio.all_tasks(self.loop) if task.cancel()}
        for task in self.left:
            task.add_done_callback(self.one_is_over)
        self.one_is_over(None)

    def one_is_over(self, task):
        self.left.discard(task)
        if not self.left:
            self.loop.create_task(self.loop.shutdown_asyncgens()).add_done_callback(lambda _: self.loop.stop())


def main(report):
    return Door().enter(report)
