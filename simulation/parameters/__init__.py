"""What may be set: declarations, groups of parameters, policies, and the scenario that holds them together."""
