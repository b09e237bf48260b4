"""The engine: everyone, every week. Phases of a week and of a summer, and the loop over years."""
