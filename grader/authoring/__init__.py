"""For authors of exercises: a new one from a template, and what it still lacks."""
