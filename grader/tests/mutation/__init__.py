"""Breaks the references in many small ways, and lists what no check notices."""
