"""A learner's copy of the kit: what is in it, and how it is brought up to date."""
