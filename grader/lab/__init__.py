"""What runs next to learner code: the loop that never waits, the handles of probes, and what is seen from there."""
