"""What outcomes, states and effects are called, how their numbers are written, and how texts become pages, for every audience."""
