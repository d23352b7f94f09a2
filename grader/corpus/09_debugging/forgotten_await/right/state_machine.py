# An Order with explicit states; a worker task does all of it, and the first cancel is handed on to that.
import asyncio
import enum


class State(enum.Enum):
    ASKING = 1
    RESERVING = 2
    SHIPPING = 3
    OVER = 4


class Order:
    def __init__(self, item, in_stock, reserve, send_mail, pack):
        self.item = item
        self.in_stock, self.reserve, self.send_mail, self.pack = in_stock, reserve, send_mail, pack
        self.state = State.ASKING
        self.result = None

    async def step(self):
        match self.state:
            case State.ASKING:
                if await self.in_stock(self.item):
                    return State.RESERVING
                self.result = "sold out"
                return State.OVER
            case State.RESERVING:
                await self.reserve(self.item)
                return State.SHIPPING
            case State.SHIPPING:
                async with asyncio.TaskGroup() as group:
                    parcel = group.create_task(self.pack(self.item))
                    group.create_task(self.send_mail(self.item))
                self.result = parcel.result()
                return State.OVER

    async def work(self):
        while self.state is not State.OVER:
            self.state = await self.step()
        return self.result


async def order(item, in_stock, reserve, send_mail, pack):
    worker = asyncio.create_task(Order(item, in_stock, reserve, send_mail, pack).work())
    cancelled = None
    while not worker.done():
        try:
            await asyncio.wait([worker])
        except asyncio.CancelledError as error:
            if cancelled is None:
                worker.cancel()
            cancelled = error
    if cancelled is not None:
        if not worker.cancelled():
            worker.exception()
        raise cancelled
    return worker.result()
