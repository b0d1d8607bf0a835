"""Candidate terms and their counts."""
