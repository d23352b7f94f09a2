"""From what the checks say to a result."""
