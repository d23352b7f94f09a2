"""What a subject may say, and what its values are."""
