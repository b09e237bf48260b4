"""Outcomes, their numbers and effects on them as people read them: one vocabulary for every audience, made from the declarations."""
