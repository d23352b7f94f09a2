# It writes to the system's log, or whoever hears datagrams.
import socket


def attack():
    sock, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    sock.sendto(b"leak", f"{DECOY}/log")
