# It connects by sending.
import socket


def attack():
    sock = socket.socket()
    sock.sendto(b"leak", 0x20000000, ("127.0.0.1", TCP))  # MSG_FASTOPEN
