"""What never runs next to learner code: the clock, the answers, the log, and the verdict."""
