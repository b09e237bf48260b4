"""One file that a paper deposits: results with everything that made them, and living them again from that file alone."""
