"""Archives of any kind: their programs, read with a cap, and nothing else."""
