# It asks for a ring by which calls are made that no filter sees.
import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(425, 1, ctypes.create_string_buffer(256)) < 0:  # io_uring_setup
        raise OSError(ctypes.get_errno(), "io_uring_setup")
