"""Is this model any good? Targets and patterns it is held against, what carries them, and how it was calibrated."""
