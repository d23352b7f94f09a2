# The exception that it raises is called, and says, what would change the colour or the title of a terminal.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised �[31mRed: ?�]0;title� (line 5).
async def run_all(jobs, limit=3):
    raise type("\x1b[31mRed", (Exception,), {})("\ud800\x1b]0;title\x07")
