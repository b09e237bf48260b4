"""Ensembles to draw, simulated once, and their figures, drawn once."""

import warnings
from functools import cache

import pytest

import simulation as sim
from simulation.plots import comparison_figure, figures

ODD = "50 % of $x_1$ & <new> {école} 学校 \\alpha"

#: Student's t, 97.5 percent, by degrees of freedom, from printed tables.
T_QUANTILE = {5: 2.5706, 6: 2.4469, 9: 2.2622}

#: What the figures must cope with: changes of the baseline, schools, tables.
CASES = {
    "usual": ({"years": 3}, 6, ("years", "teachers")),
    "one year": ({"years": 1, "school.teachers": 6, "name": ODD}, 5, ("years", "teachers")),
    "one school": (
        {
            "years": 12,
            "school.teachers": 12,
            "name": "a_very_long_name_" * 4,
            "administrator.openness": 0.9,
            "time.planning": 4,
            "policies": [
                {"name": "mandated teams", "start": 4, "end": 6, "set": {"administrator.mandated": 4}},
                {"name": "$relief$", "start": 9, "set": {"time.paperwork": 1}},
            ],
        },
        1,
        ("years",),
    ),
}


@cache
def ensemble(case):
    changes, runs, tables = CASES[case]
    return sim.simulate(sim.Scenario.load("baseline").replace(changes), runs, 1, record=tables)


@cache
def drawn(case):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return figures(ensemble(case))


@cache
def effect_of(runs, years=2):
    a = sim.Scenario.load("baseline").replace({"years": years, "school.teachers": 12})
    return sim.compare(a, a.replace({"time.planning": 4, "name": ODD}), runs, 1)


@cache
def compared(runs, years=2):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return comparison_figure(effect_of(runs, years))


@pytest.fixture(params=[*CASES, "comparison", "comparison of one school", "comparison of one year"])
def case_figures(request):
    """All figures of a case, by name."""
    if request.param in CASES:
        return drawn(request.param)
    runs, years = {"comparison": (6, 2), "comparison of one school": (1, 2), "comparison of one year": (6, 1)}[request.param]
    return {"comparison": compared(runs, years)}
