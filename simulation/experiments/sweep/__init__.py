"""Sweeps: one study file, many points, many schools at each, in a store that loses nothing.

study.py reads the study file, factors.py says what a parameter of a study can be, design.py lays out the points, store.py
keeps the results, run.py sees to it that every school is simulated once, verify.py whether they would come out so again.
"""
