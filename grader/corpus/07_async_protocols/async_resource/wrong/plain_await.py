# The usual way: close is awaited just so, and a cancel that comes meanwhile stops it half way.
# fails: Cancelled, it closes what is open, once and to its end


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        await self.close(self.connection)
