"""Results as they come, in one SQLite file: what is in it is not graded again."""
