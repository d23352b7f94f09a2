"""A class in shards, each graded by itself, and put together again."""
