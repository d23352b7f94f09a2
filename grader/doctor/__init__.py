"""What this machine has, what is missing, and what to type: what a bug report should hold. Only the standard library."""
