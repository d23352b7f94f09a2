"""Virtual time: who decides what time it is when nothing can run."""
