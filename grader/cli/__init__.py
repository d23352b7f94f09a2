"""What every command has in common: a clean interpreter, streams that text never fails on, signals, and how it ends."""
