"""The handles of probes: what a learner's program calls."""
