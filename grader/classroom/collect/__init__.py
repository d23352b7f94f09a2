"""A whole class's submissions: each graded by itself, and what is kept of it."""
