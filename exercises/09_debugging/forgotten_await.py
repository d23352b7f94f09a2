"""What was forgotten?

`order` sells an item, and seems to work. Yet what is sold out is sold, nothing is ever reserved, and mails get lost. Run it, and
read what Python has to say; again with `python -X dev`. Then repair `order`. All four steps are async functions:

- First it asks `in_stock(item)`, which gives True or False. If False, it returns "sold out", and does nothing more.
- Then it awaits `reserve(item)`. Only when that is over, it goes on.
- Then `send_mail(item)` and `pack(item)` run at the same time. When both are done, it returns what `pack` gave.
- It calls each of them once at most, and awaits whatever it has made.
- If one fails, `order` fails with that exception, or a group of it, and begins nothing new. If two fail, one of them will do.
- What else is at work then is cancelled or finished, as you like. Nothing is at work when `order` is over.
- If `order` is cancelled, so is all that is at work, at once. It waits for that, and passes the cancellation on.
"""

import asyncio
from collections.abc import Callable
from typing import Any

Step = Callable[[str], Any]  # an async function of one item: what a call gives must be awaited


async def order(item: str, in_stock: Step, reserve: Step, send_mail: Step, pack: Step) -> Any:
    """Sell an item; return the number of its parcel, or "sold out"."""
    # TODO: something was forgotten, three times.
    if not in_stock(item):
        return "sold out"
    reserve(item)
    mail = asyncio.create_task(send_mail(item))
    mail.set_name(f"mail about {item}")
    return await pack(item)


async def demo() -> None:
    """Watch it: a lamp, and a mug that is sold out."""

    async def in_stock(item: str) -> bool:
        await asyncio.sleep(0.2)
        print(f"  {item} in stock? {item != 'mug'}")
        return item != "mug"

    async def reserve(item: str) -> None:
        await asyncio.sleep(0.2)
        print(f"  {item} is reserved")

    async def send_mail(item: str) -> None:
        print(f"  a mail about {item} …")
        await asyncio.sleep(1)
        print(f"  … has gone out: {item}")

    async def pack(item: str) -> str:
        await asyncio.sleep(0.5)
        print(f"  {item} is packed")
        return f"parcel 42 ({item})"

    for item in ("lamp", "mug"):
        print(f"somebody orders a {item}:")
        print(" ", await order(item, in_stock, reserve, send_mail, pack))


if __name__ == "__main__":
    asyncio.run(demo())
