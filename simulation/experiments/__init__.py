"""Experiments on ensembles: paired comparison, uncertain parameters, sweeps of a space of parameters."""
