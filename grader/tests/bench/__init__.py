"""Measures gradings, beside what a user would take instead. Nothing is judged here, and no test calls it."""
