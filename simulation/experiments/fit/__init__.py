"""The model held against one's own school: what its figures teach, and sets of parameters under which schools are like it.

observed.py reads what was observed, library.py simulates schools to compare it with, weigh.py weighs them, fit.py puts it together, and
page.py shows it.
"""
