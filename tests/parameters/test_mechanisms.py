"""Mechanisms that can be switched off: what becomes of the values, and that every one of them matters."""

import json
from functools import cache

import numpy as np
import pytest

import simulation as sim
from simulation.core.vocabulary import N_AUDIENCES, WEEKS_PER_YEAR
from simulation.declare.parameter import bounds
from simulation.parameters.behaviour.mechanisms import MECHANISMS, Mechanisms
from simulation.parameters.behaviour.structure import APART, OPTIONS, STRUCTURE, Structure
from simulation.parameters.scenario import Scenario, ScenarioError, json_schema, parameters

SCHOOL = Scenario.load("baseline").replace({"years": 4, "school.teachers": 16})
REFORM = {"name": "reform", "start": 2, "set": {"leaving.unexplained": 0.3, "adaptation.claim": 0.5, "time.planning": 4.0}}

every_mechanism = pytest.mark.parametrize("mechanism", MECHANISMS)


@cache
def lived(changes: tuple = ()) -> np.ndarray:
    """Every number of eight small schools."""
    return sim.simulate(SCHOOL.replace(dict(changes)), runs=8, seed=5).years.drop(columns="scenario").to_numpy()


def test_every_mechanism_is_declared_with_what_it_sets_to_zero():
    switches = {name for name, field in Mechanisms.model_fields.items() if field.default == 1}
    assert MECHANISMS.keys() == switches
    for mechanism, coefficients in MECHANISMS.items():
        assert coefficients
        meaning = parameters()[f"mechanisms.{mechanism}"].description
        for name in coefficients:
            low, high = bounds(parameters()[name])
            assert low <= 0.0 <= high, "a coefficient that cannot be zero cannot be switched off"
            assert name in meaning


def test_no_coefficient_belongs_to_two_mechanisms():
    named = [name for coefficients in MECHANISMS.values() for name in coefficients]
    assert len(named) == len(set(named))


def test_with_every_mechanism_the_engine_reads_the_scenario_s_own_values():
    table, _ = SCHOOL.table()
    left_out = {name for coefficients in STRUCTURE.values() for name in coefficients}
    for name in parameters():
        value = 0.0 if name in left_out else SCHOOL.get(name)
        assert (table[name.replace(".", "_")] == value).all(), name


@every_mechanism
def test_a_mechanism_that_is_switched_off_is_a_world_in_which_its_coefficients_are_zero(mechanism):
    by_hand = tuple((name, 0.0) for name in MECHANISMS[mechanism])
    switched, zeroed = lived(((f"mechanisms.{mechanism}", 0),)), lived(by_hand)
    assert np.array_equal(switched, zeroed)


@every_mechanism
def test_every_mechanism_makes_a_difference(mechanism):
    assert not np.array_equal(lived(((f"mechanisms.{mechanism}", 0),)), lived())


def test_without_turnover_nobody_leaves_and_without_conflict_nobody_strains_relations():
    still = sim.simulate(SCHOOL.replace({"mechanisms.turnover": 0}), runs=8, seed=5).years
    assert (still.turnover == 0).all()
    calm = sim.simulate(SCHOOL.replace({"mechanisms.conflict": 0, "roles.leaders": 0.0}), runs=8, seed=5).years
    assert (calm.tension == 0).all()


def test_no_policy_brings_back_what_is_switched_off():
    scenario = SCHOOL.replace({"mechanisms.turnover": 0, "policies": [REFORM]})
    table, period = scenario.table()
    assert len(table) == 2
    assert (table["leaving_unexplained"] == 0.0).all()
    after = table[period[WEEKS_PER_YEAR]]
    assert after["adaptation_claim"].tolist() == [0.5] * N_AUDIENCES, "the rest of the reform stays"
    assert after["time_planning"].tolist() == [4.0] * N_AUDIENCES


@pytest.mark.parametrize(
    ("value", "fault"),
    [(0.5, "0.5 is not a whole number"), (-1, "-1 is below 0"), (2, "2 is above 1"), (True, "true is not a number")],
)
def test_a_mechanism_is_there_or_not(value, fault):
    with pytest.raises(ScenarioError) as raised:
        SCHOOL.replace({"mechanisms.voice": value})
    assert raised.value.faults == [f"mechanisms.voice = {fault}; allowed is 0 to 1 (off, on)"]


def test_a_mechanism_cannot_come_and_go_during_a_run():
    with pytest.raises(ScenarioError, match=r"mechanisms\.voice is fixed on the first day"):
        SCHOOL.replace({"policies": [{"name": "silence", "start": 2, "set": {"mechanisms.voice": 0}}]})


# ---------------------------------------------------------------- the second structure


def test_every_mechanism_of_the_second_structure_is_declared_with_what_it_sets_to_zero_and_is_off():
    assert STRUCTURE.keys() | OPTIONS.keys() == Structure.model_fields.keys()
    for mechanism, coefficients in STRUCTURE.items():
        assert coefficients
        assert SCHOOL.get(f"structure.{mechanism}") == 0
        for name in coefficients:
            assert bounds(parameters()[name])[0] <= 0.0
            assert name in parameters()[f"structure.{mechanism}"].description
    named = [name for coefficients in STRUCTURE.values() for name in coefficients]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("mechanism", STRUCTURE)
def test_every_mechanism_of_the_second_structure_makes_a_difference_alone_and_taken_out_of_the_whole(mechanism):
    assert not np.array_equal(lived(((f"structure.{mechanism}", 1),)), lived())
    second = (*second_structure(), (f"structure.{mechanism}", 1))
    assert not np.array_equal(lived((*second, (f"structure.{mechanism}", 0))), lived(second))


def second_structure():
    """What the shipped second structure changes, as pairs."""
    there = Scenario.load("second_structure").differences(Scenario.load("baseline"))
    return tuple((name, here) for name, (here, _) in there.items())


def test_the_shipped_second_structure_has_every_mechanism_and_a_voice_that_is_won():
    structure = Scenario.load("second_structure").structure
    assert {mechanism for mechanism in STRUCTURE if getattr(structure, mechanism) == 0} == APART.keys()
    assert all(getattr(Scenario.load(scenario).structure, mechanism) == 1 for mechanism, scenario in APART.items())
    assert structure.voice == OPTIONS["voice"].index("won")


@pytest.mark.parametrize("name", OPTIONS)
def test_a_theory_is_chosen_by_its_name_or_its_number(name):
    for number, theory in enumerate(OPTIONS[name]):
        assert SCHOOL.replace({f"structure.{name}": theory}) == SCHOOL.replace({f"structure.{name}": number})
    with pytest.raises(ScenarioError) as raised:
        SCHOOL.replace({f"structure.{name}": "astrology"})
    allowed = f"allowed is 0 to {len(OPTIONS[name]) - 1} ({', '.join(OPTIONS[name])})"
    assert raised.value.faults == [f"structure.{name} = 'astrology' is not a number; {allowed}"]


@pytest.mark.parametrize("name", OPTIONS)
def test_editors_accept_the_names_of_theories(name):
    about = json.loads(json_schema())["$defs"]["Structure"]["properties"][name]
    assert about["anyOf"] == [{"type": "integer"}, {"enum": list(OPTIONS[name])}]
    assert (about["minimum"], about["maximum"]) == (0, len(OPTIONS[name]) - 1)
