"""Tests of handing out and collecting."""
