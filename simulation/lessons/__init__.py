"""Lessons: predict, run, understand. A lesson is a TOML file (lesson.py) that a class lives through with schools of its own (run.py)."""
