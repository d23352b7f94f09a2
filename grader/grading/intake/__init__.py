"""What is taken in of a submission: the one declared file of an exercise, and nothing else."""
