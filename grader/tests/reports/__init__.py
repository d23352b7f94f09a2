"""Tests of the reports, and what they share: samples of results, and golden files."""
