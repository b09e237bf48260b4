"""What outcomes, states and effects are called, and how their numbers are written, for every audience."""
