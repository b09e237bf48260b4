"""A class: students join with a code, predict, run and discuss together."""
