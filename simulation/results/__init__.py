"""What is kept of an ensemble: arrays from the engine, tables for people, a folder on disk."""
