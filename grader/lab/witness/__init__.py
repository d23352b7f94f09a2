"""What is seen from next to learner code: who waits where, what blocks, and what is left."""
