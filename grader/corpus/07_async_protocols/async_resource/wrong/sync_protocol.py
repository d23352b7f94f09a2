# __enter__ and __exit__: that is for `with`, not for `async with`.
# fails: Entering opens, and `as` gives what open_ returned


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __enter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __exit__(self, *error):
        await self.close(self.connection)
