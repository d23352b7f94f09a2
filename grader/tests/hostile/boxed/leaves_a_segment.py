# It leaves memory that the kernel keeps for whoever asks.
import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(0x61776169, 4096, 0o1600) < 0:
        raise OSError(ctypes.get_errno(), "shmget")
