"""Twins: the same schools, persons and luck in the second structure with and without one thing, and sizes in spreads of persons."""

from functools import cache

import numpy as np
import pytest

import simulation as sim

#: Enough schools for signs and rough sizes; fits and validations ask many more.
SCHOOLS, YEARS = 30, 4


@cache
def lived(changes: tuple = (), base: str = "second_structure", years: int = YEARS, schools: int = SCHOOLS):
    """Tables of years and of teachers of the base with some fields changed; `changes` as pairs of dotted name and value."""
    scenario = sim.Scenario.load(base).replace({"years": years} | dict(changes))
    results = sim.simulate(scenario, schools, seed=1, record=("years", "teachers"), workers=1)
    return results.years, results.teachers


def school(changes=None, **options):
    """The table of years, with changes as a dictionary."""
    return lived(_pairs(changes), **options)[0]


def persons(changes=None, **options):
    """The table of teachers, with changes as a dictionary."""
    return lived(_pairs(changes), **options)[1]


def _pairs(changes):
    return tuple(sorted((changes or {}).items()))


def mean(table, column, year=YEARS):
    """Mean over the rows of a year."""
    return table[table["year"] == year][column].mean()


def effect(column, without, with_, year=YEARS, **options):
    """Twins, with minus without, in standard deviations of persons of the plain second structure in the same year [SD]."""
    people = persons(**options)
    spread = people[people["year"] == year][column].std()
    return (mean(persons(with_, **options), column, year) - mean(persons(without, **options), column, year)) / spread


def between(column, without, with_, year=YEARS, **options):
    """Twins, with minus without, in standard deviations of schools [SD]."""
    years = school(**options)
    spread = years[years["year"] == year][column].std()
    return (mean(school(with_, **options), column, year) - mean(school(without, **options), column, year)) / spread


def intraclass(people, column="influence", year=YEARS):
    """Share of the variance between persons that lies between schools [0..1], from one year (analysis of variance)."""
    rows = people[people["year"] == year]
    groups = rows.groupby("run")[column]
    size = groups.size().mean()
    between_schools = groups.mean().var(ddof=1) * size
    within = ((rows[column] - groups.transform("mean")) ** 2).sum() / (len(rows) - groups.ngroups)
    return (between_schools - within) / (between_schools + (size - 1.0) * within)


def slope(x, y):
    """Slope of a regression line of y on x."""
    return float(np.polyfit(x, y, 1)[0])


def not_met(figure: str):
    """A claim that the fitted second structure does not meet, with what it gives; docs/validation.md lists them. Strict: once it is met, this goes."""
    return pytest.mark.xfail(strict=True, reason=f"not met by the fitted values: {figure}")
