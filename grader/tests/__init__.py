"""The kit's own tests, and the tools that test its suites."""
