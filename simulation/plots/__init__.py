"""Figures of results: each function takes what a simulation gave and returns a matplotlib Figure."""
