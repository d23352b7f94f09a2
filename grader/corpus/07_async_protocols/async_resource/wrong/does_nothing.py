# An empty context manager.
# fails: Entering opens, and `as` gives what open_ returned


class Connection:
    def __init__(self, open_, close):
        pass

    async def __aenter__(self):
        pass

    async def __aexit__(self, *error):
        pass
