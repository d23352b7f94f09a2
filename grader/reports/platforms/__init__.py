"""What one platform each wants to read."""
