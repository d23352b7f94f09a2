"""The learner's loop, typed at a command line and in a terminal."""
