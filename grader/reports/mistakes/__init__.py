"""Kinds of mistakes, by stable names: which one a play shows, told only where that is sure."""
