# A failure of the mail is passed on if it is of a kind that it knows.
# fails: A failure reaches the caller, and nothing goes on
# kind: failure-types
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    async def mail():
        try:
            await send_mail(item)
        except (OSError, ValueError):
            raise
        except Exception as error:
            print(error)

    async with asyncio.TaskGroup() as group:
        group.create_task(mail())
        parcel = group.create_task(pack(item))
    return parcel.result()
