"""Threads that take turns with the loops of one clock."""
