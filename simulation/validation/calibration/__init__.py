"""Calibration: which parameter values make the model give the answers of the evidence, and how well the evidence fixes them.

A study lives in a folder and can be stopped and continued at any point. Steps, in order (study.py):
screen.py looks around, optimise.py and newton.py find the best set, posterior.py keeps the sets that are not ruled out,
recover.py and crossvalidate.py test the method itself, report.py writes it down. apply.py makes a study the model's default.
What is fitted stands in ../targets.py and ../guides.py, what may be moved in ranges.py.
"""
