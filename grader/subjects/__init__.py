"""Processes in which learner code acts: how they start, what they may use, and how they end."""
