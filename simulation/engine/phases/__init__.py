"""The phases of a week, of a year's end and of a summer, one idea a file. engine/schedule.py puts them in order.

A phase is a kernel `phase(state, p)`: state is a school (school/state.py), p the parameter records in force, one for each audience.
Formulas stand in simulation/rules; a phase only gathers their arguments and stores what they return.
"""
