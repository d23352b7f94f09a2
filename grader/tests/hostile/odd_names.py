# Its names, and the exception it raises, are lone surrogates and control characters.
async def run_all(jobs, limit=3):
    raise type("\x1b[31mRed\ud800", (Exception,), {})("\ud800\x1b]0;title\x07")
