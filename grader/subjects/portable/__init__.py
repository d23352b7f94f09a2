"""The portable host: started interpreters, loopback sockets, and trees of processes as any system shows them."""
