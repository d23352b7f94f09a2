"""The event loop that never waits."""
