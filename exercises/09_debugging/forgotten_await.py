"""What was forgotten?

`order` sells an item, and seems to work: it returns the number of a parcel. And yet, customers of this shop complain: things that are
sold out are sold; nothing is ever reserved; mails get lost, and nobody hears why. Run it, and read what Python has to say; again with
`python -X dev`. Then repair `order`, so that it does what was meant:

- First it asks `in_stock(item)`, which gives True or False. If False, `order` returns "sold out", and does nothing more.
- Then it reserves the item: `reserve(item)`. Only when that is over, it goes on.
- Then it sends a mail and packs a parcel, at the same time: `send_mail(item)` and `pack(item)`. It returns what `pack` gives, as
  soon as both are done, and not before.
- All four are async functions. An order calls each of them once at most, and awaits whatever it has made.
- If one of them fails, so does `order`, with that exception (or an ExceptionGroup of it), and begins nothing new. Whatever else is
  at work then is cancelled or finished: that is up to you.
- If `order` is cancelled, so is what is at work, and CancelledError reaches the caller (or the failure, if something had failed before).
- However `order` ends, nothing of it is left at work by then, or still cleaning up, even if somebody cancels it a second time.
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
