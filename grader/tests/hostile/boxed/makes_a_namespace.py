# It makes itself root in a world of its own.
import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10020000) < 0:
        raise OSError(ctypes.get_errno(), "unshare")
