"""What one play showed, as plain data, and the questions a check asks of it."""
