"""Grading: which exercises, taken in from where, what the checks say of them, and the result that comes of it."""
