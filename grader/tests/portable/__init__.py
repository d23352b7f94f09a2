"""Grading where there is no fork, and where nothing of POSIX is."""
