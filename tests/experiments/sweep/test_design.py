"""Designs: where the points lie, and that they stay when a study grows."""

import numpy as np
import pytest
from scipy.stats import qmc

from simulation.experiments.sweep import design
from simulation.experiments.sweep.study import Study, StudyError, n_points

from .conftest import TINY, sampled


def test_a_grid_takes_every_combination_that_the_constraints_allow(tiny):
    tiny["constraints"] = ["time.planning <= 5 * administrator.openness"]
    points = design.lay_out(Study.load(tiny), [None])
    assert points == [(0.1, 0), (0.5, 0), (0.5, 2), (0.9, 0), (0.9, 2), (0.9, 4)]


def test_a_grid_that_the_constraints_leave_empty_is_refused(tiny):
    tiny["constraints"] = ["time.planning > 5"]
    with pytest.raises(StudyError, match="no point of the grid"):
        design.lay_out(Study.load(tiny), [None])


@pytest.mark.parametrize("kind", ["random", "latin_hypercube", "sobol", "saltelli", "morris"])
def test_a_design_grows_at_its_end(kind):
    small, large = (Study.load(sampled(kind, size)) for size in (8, 16))
    first = design.lay_out(small, [8])
    grown = design.lay_out(large, [8, 16])
    assert grown[: len(first)] == first
    assert len(first) == n_points(small)
    assert len(grown) == n_points(large)
    assert kind == "morris" or len(set(grown)) == len(grown)  # Morris' few levels meet again


def test_a_latin_hypercube_puts_one_point_into_each_slice_of_each_parameter():
    points = np.array(design.lay_out(Study.load(sampled("latin_hypercube", 20)), [20]))
    slices = np.floor((points - [0.1, 0.0]) / [0.8, 6.0] * 20)
    assert [sorted(column) for column in slices.T] == [list(range(20))] * 2


def test_a_sobol_sequence_is_more_even_than_chance():
    spread = {}
    for kind in ("sobol", "random"):
        points = np.array(design.lay_out(Study.load(sampled(kind, 64)), [64]))
        spread[kind] = qmc.discrepancy((points - [0.1, 0.0]) / [0.8, 6.0])
    assert spread["sobol"] < 0.2 * spread["random"]


def test_sampled_points_meet_the_constraints_and_are_as_many_as_asked_for():
    study = Study.load(sampled("sobol", 40, constraints=["time.planning <= 2", "administrator.openness > 0.5"]))
    points = design.lay_out(study, [40])
    assert len(points) == 40
    assert all(openness > 0.5 and planning <= 2 for openness, planning in points)


def test_constraints_that_hardly_anything_meets_are_refused():
    study = Study.load(sampled("random", 4, constraints=["time.planning < 0.00001"]))
    with pytest.raises(StudyError, match="fewer than one sample in 1000"):
        design.lay_out(study, [4])


def test_a_policy_is_switched_at_every_sampled_point():
    study = sampled("sobol", 8)
    study["parameters"] = [*study["parameters"], {"name": "council", "policies_of": "goal_council"}]
    points = design.lay_out(Study.load(study), [8])
    assert [values[2] for values in points] == [False, True] * 8
    assert [values[:2] for values in points[::2]] == [values[:2] for values in points[1::2]]
    assert len({values[:2] for values in points}) == 8


def test_no_two_points_share_schools_where_each_has_its_own():
    study = Study.load(sampled("saltelli", 8))
    seeds = {study.seed_of(point) for point in range(100_000)}
    assert len(seeds) == 100_000
    assert {Study.load(TINY).seed_of(point) for point in range(9)} == {1}
