"""The engine against the plain-object reference school: every number of every week must be the same, to the last bit.

tests/reference is written on its own, on Mesa agents with ordinary attributes; it shares with the engine only the rules, the
draws and the declarations. A difference is a bug in one of the two, never noise.
"""

from functools import cache
from types import FunctionType

import numpy as np
import pytest

from simulation.core.vocabulary import WEEKS_PER_YEAR
from simulation.declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY, TEACHER_COLUMNS, TERM_COLUMNS, WEEK_COLUMNS, YEAR_COLUMNS
from simulation.engine.year import simulate_years
from simulation.ensemble.simulate import start
from simulation.parameters.scenario import Scenario
from simulation.school.state import GOAL, SCHOOL, TEACHER, TIE, no_ties
from tests.reference import ReferenceSchool
from tests.reference.plain import chance, is_compiled, rules

pytestmark = pytest.mark.quick

SEED = 7
RUNS = (0, 1, 4_000_000_000)

REFORMS = [
    {"name": "release for leaders", "start": 2, "only": "leaders", "set": {"time.planning": 6.0, "time.paperwork": 1.0}},
    {"name": "care for novices", "only": "novices", "set": {"administrator.support": 0.95, "hours.classroom": 33.0}},
    {"name": "hard classes for the middle", "start": 3, "only": "midcareer", "add": {"events.hassles": 0.4}},
    {"name": "veterans are left in peace", "only": "veterans", "add": {"administrator.mandated": -5.0}},
    {"name": "autumn meetings", "end": 3, "weeks": (3, 14), "add": {"administrator.mandated": 2.5, "time.planning": 1.0}},
    {"name": "a year of pressure", "start": 3, "end": 3, "add": {"accountability.pressure": 0.4}},
    {"name": "teams for all", "start": 2, "weeks": (7, 20), "set": {"teams.coverage": 1.0}},
    {"name": "everything at once", "end": 1, "set": {"goals.active": 6}},
    {
        "name": "focus",
        "start": 2,
        "set": {"goals.active": 2, "administrator.openness": 0.9, "roles.leaders": 0.4, "roles.reviewing": 0.6},
    },
]

#: Schools that between them come into every situation the model knows.
SCHOOLS = {
    "an ordinary school": {},
    "reforms": {"policies": REFORMS, "years": 4, "goals.effort": 60.0},
    "high turnover": {
        "leaving.unexplained": 0.3,
        "administrator.turnover": 1.0,
        "school.poverty": 0.95,
        "hiring.vacancy": 0.3,
        "hiring.poverty": 0.5,
        "hiring.fit": 0.5,
    },
    "nobody stays": {"school.teachers": 5, "leaving.unexplained": 1.0, "hiring.vacancy": 0.8},
    "six goals and busy colleagues": {
        "goals.active": 6,
        "goals.effort": 2.0,
        "goals.unowned": 1.0,
        "adaptation.claim": 1.0,
        "culture.collaboration": 0.9,
        "teams.coverage": 0.4,
        "school.group_size": 2,
    },
    "a closed administrator": {
        "administrator.openness": 0.0,
        "administrator.mandated": 4.0,
        "administrator.buffering": 0.6,
        "accountability.pressure": 1.0,
        "accountability.scripted": 0.8,
    },
    "an open administrator": {"administrator.openness": 1.0, "evaluation.team": 1.0},
    "an administrator who takes back": {
        "administrator.openness": 0.8,
        "accountability.pressure": 1.0,
        "adaptation.control": 2.0,
        "adaptation.takeback": 1.0,
    },
    "four teachers": {
        "school.teachers": 4,
        "network.out_degree": 12.0,
        "roles.leaders": 0.5,
        "roles.reviewing": 1.0,
        "years": 5,
    },
    "a loose network": {"network.out_degree": 0.6, "ties.threshold": 0.5, "induction.mentoring": 1.0, "ties.seeking": 1.0},
    "years before the first day": {
        "mechanisms.settling": 3,
        "hiring.early": 1.3,
        "founding.norm": 0.2,
        "founding.standing": 0.2,
        "founding.demand": -1.0,
        "founding.disposition": 0.1,
        "founding.collaboration": 0.6,
        "external.members": 0.4,
        "administrator.openness": 0.9,
        "policies": REFORMS[:3],
    },
    "a network that keeps its shape": {
        "mechanisms.own_ties": 1,
        "population.asking": 0.4,
        "population.returning": 0.5,
        "ties.novelty": 2.0,
        "culture.egalitarian": 0.9,
        "induction.mentoring": 0.5,
        "mechanisms.settling": 1,
    },
    "pupils who gain slowly": {
        "mechanisms.lasting_growth": 1,
        "population.families": 0.1,
        "population.sorting": 0.6,
        "growth.luck": 0.05,
        "growth.seen": 0.5,
        "growth.hardship": 1.0,
        "hours.room": 0.8,
        "choice.need": 0.9,
        "leaving.morale": 0.3,
        "school.poverty": 0.8,
    },
    "schools that differ": {
        "population.size": 0.5,
        "population.poverty": 0.3,
        "population.openness": 0.3,
        "population.support": 0.3,
        "population.culture": 0.3,
        "external.members": 0.5,
    },
}

#: Roles in kinds, in schools in which all of them and every way into them occur.
KINDS = {
    "structure.kinds": 1,
    "roles.leaders": 0.5,
    "kinds.families": 0.5,
    "kinds.head_way": 2,
    "kinds.other_way": 1,
    "kinds.rotation": 0.3,
    "kinds.pay": 0.1,
    "culture.egalitarian": 0.7,
    "ties.avoidance": 0.5,
    "school.poverty": 0.8,
}
SCHOOLS["roles in kinds"] = KINDS | {"policies": [*REFORMS[:2], {"name": "fewer", "start": 3, "set": {"roles.leaders": 0.2}}]}

#: Training by who gives it and networks between schools, in schools in which people come, stay away, and are recruited.
LEARNING = {
    "structure.givers": 1,
    "structure.networks": 1,
    "external.members": 0.3,
    "external.circle": 3,
    "outside.recruiting": 0.5,
    "training.feedback": 2.0,
    "training.covered": 0.4,
    "culture.collaboration": 0.8,
}
SCHOOLS["training and networks"] = LEARNING | {
    "policies": [*REFORMS[:2], {"name": "no days", "start": 3, "set": {"training.days": 0.0}}]
}

#: What the second structure changes, laid over some of these schools.
SECOND = {name: here for name, (here, _) in Scenario.load("second_structure").differences(Scenario.load("baseline")).items()}
SCHOOLS |= {
    f"the second structure in {name}": SECOND | SCHOOLS[name]
    for name in (
        "an ordinary school",
        "high turnover",
        "six goals and busy colleagues",
        "an administrator who takes back",
        "four teachers",
        "schools that differ",
    )
}

#: A say that hangs on openness and on colleagues, administrators who are able in more than one way, tests that tell.
GRANTED = {"voice.granting": 0.3, "voice.crowding": 2.0, "population.leaders": 0.5, "growth.tested": 0.02}
SCHOOLS["the second structure with a past, lasting growth and a network that keeps its shape"] = (
    SECOND
    | SCHOOLS["pupils who gain slowly"]
    | SCHOOLS["years before the first day"]
    | SCHOOLS["a network that keeps its shape"]
    | KINDS
    | LEARNING
    | GRANTED
    | {"leaving.unexplained": 0.3, "hiring.vacancy": 0.3}
)

SCHOOLS |= {
    f"a staff that chooses by {rule}": {"structure.choice": rule, "choice.sight": 0.3, "administrator.mandated": 3.0} | changes
    for rule, changes in (("threshold", {}), ("imitation", SECOND), ("habit", {}))
}


class Lived:
    """What one school left behind, in the engine's arrays."""

    def __init__(self, scenario, run):
        table, period = scenario.table()
        self.state = start(scenario, SEED, run, explain=True)
        n, n_years = self.state.teachers.size, scenario.years
        self.years = np.empty((n_years, N_WEEKLY + N_YEARLY))
        self.weeks = np.empty((n_years * WEEKS_PER_YEAR, N_WEEKLY))
        self.teachers = np.empty((n_years, n, len(TEACHER_COLUMNS + TERM_COLUMNS)))
        self.ties = no_ties(n_years, self.state.ties.size)
        kept = self.years, self.weeks, self.teachers, self.ties
        simulate_years(self.state, table.view(np.recarray), period, n_years, *kept, np.empty(N_WEEKLY), np.empty(N_MONTHLY))


@cache
def both(name, run):
    """One school lived twice: by the engine and by the reference."""
    scenario = Scenario.load("baseline").replace({"school.teachers": 14, "years": 3} | SCHOOLS[name])
    reference = ReferenceSchool(scenario, SEED, run, keep_teachers=True)
    for _ in range(scenario.years * WEEKS_PER_YEAR):
        reference.step()
    return Lived(scenario, run), reference


every_school = pytest.mark.parametrize(
    ("name", "run"),
    [pytest.param(name, run, marks=[pytest.mark.long] * (run != RUNS[0])) for name in SCHOOLS for run in RUNS],
)


def differences(columns, rows, expected):
    """Cells in which an array (n, columns) differs from a list of n dictionaries: (row, column, there, expected)."""
    found = []
    for at, (row, wanted) in enumerate(zip(rows, expected, strict=True)):
        assert wanted.keys() == {column.name for column in columns}
        for column, value in zip(columns, row.tolist(), strict=True):
            if value != wanted[column.name]:
                found.append((at, column.name, value, wanted[column.name]))
    return found


@every_school
def test_every_week_is_the_week_of_the_reference_school(name, run):
    engine, reference = both(name, run)
    assert differences(WEEK_COLUMNS, engine.weeks, reference.records.weeks) == []


@every_school
def test_every_year_is_the_year_of_the_reference_school(name, run):
    engine, reference = both(name, run)
    assert differences(YEAR_COLUMNS, engine.years, reference.records.years) == []


@every_school
def test_every_teacher_has_the_years_of_the_reference_teacher_and_the_same_reasons(name, run):
    engine, reference = both(name, run)
    for rows, expected in zip(engine.teachers, reference.records.teachers, strict=True):
        vacant = np.array([row is None for row in expected])
        assert np.isnan(rows[vacant]).all()
        filled = [row for row in expected if row is not None]
        assert differences(TEACHER_COLUMNS + TERM_COLUMNS, rows[~vacant], filled) == []


@every_school
def test_every_teacher_and_post_ends_as_in_the_reference_school(name, run):
    engine, reference = both(name, run)
    for row, teacher in zip(engine.state.teachers, reference.agents, strict=True):
        there = {variable.name: row[variable.name].tolist() for variable in TEACHER}
        assert there == {variable.name: getattr(teacher, variable.name) for variable in TEACHER}


@every_school
def test_the_ties_are_those_of_the_reference_school_in_the_same_order(name, run):
    engine, reference = both(name, run)
    names = [variable.name for variable in TIE]
    there = [tuple(tie[name].item() for name in names) for tie in engine.state.ties[: engine.state.school[0].n_ties]]
    expected = [{"source": t.source.post, "target": t.target.post, "work": t.work, "trust": t.trust} for t in reference.ties]
    assert there == [tuple(tie[name] for name in names) for tie in expected]


@every_school
def test_goals_and_school_end_as_in_the_reference_school(name, run):
    engine, reference = both(name, run)
    for row, goal in zip(engine.state.goals, reference.goals, strict=True):
        assert {v.name: row[v.name].item() for v in GOAL} == {v.name: getattr(goal, v.name) for v in GOAL}
    there = {v.name: engine.state.school[0][v.name].tolist() for v in SCHOOL}
    expected = {v.name: getattr(reference.school, v.name) for v in SCHOOL if v.name != "n_ties"}
    assert there == expected | {"n_ties": len(reference.ties)}


def test_the_reference_school_calls_nothing_that_is_compiled():
    reached = [*vars(rules).values(), *vars(chance).values()]
    functions = [thing for thing in reached if isinstance(thing, FunctionType)]
    reached += [function.__globals__.get(name) for function in functions for name in function.__code__.co_names]
    assert {"classroom_hours", "chosen_form", "two_draws"} <= {function.__name__ for function in functions}
    assert not any(is_compiled(thing) for thing in reached)


@pytest.mark.parametrize(
    ("name", "column", "low", "high"),
    [
        ("reforms", "hours_mandated", 0.2, 0.9),  # one hour, but veterans are excused; autumn meetings are over
        ("high turnover", "turnover", 0.3, 1.0),
        ("high turnover", "vacancies", 0.2, 1.0),
        ("six goals and busy colleagues", "goals_attained", 0.01, 1.0),
        ("six goals and busy colleagues", "goals_shared", 0.01, 1.0),  # claimed, since nobody was given any
        ("a closed administrator", "goals_shared", 0.0, 0.0),
        ("an open administrator", "goals_shared", 1.0, 1.0),
        ("an administrator who takes back", "goals_shared", 0.01, 0.5),
        ("nobody stays", "turnover", 1.0, 1.0),
    ],
)
def test_these_schools_come_into_the_situations_they_are_there_for(name, column, low, high):
    at = [outcome.name for outcome in YEAR_COLUMNS].index(column)
    assert low <= np.mean([both(name, run)[0].years[-1, at] for run in RUNS]) <= high
