"""The world of one play: time, what stands behind the probes, clients, other processes, and the log."""
