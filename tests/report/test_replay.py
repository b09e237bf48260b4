"""A replayed school is the school of the folder, and its looks are what the browser application would show."""

import base64
import dataclasses

import numpy as np
import pytest

from simulation.living.school import LivingSchool
from simulation.parameters.scenario import InputError
from simulation.report import replay
from simulation.school.roster import School
from simulation.words.outcomes import TILES


def decoded(found, k):
    """A look as the page decodes it: a dict of columns, and ties (source, target, trust)."""
    n, content = len(found["names"]), base64.b64decode(found["looks"])
    start = sum(n * len(replay.PERSON) + 5 * m for m in found["ties"][:k])
    people = np.frombuffer(content, np.uint8, n * len(replay.PERSON), start).reshape(len(replay.PERSON), n)
    at, m = start + people.size, found["ties"][k]
    wide = [np.frombuffer(content, "<u2", m, at + 2 * m * side) for side in (0, 1)]
    return dict(zip(replay.PERSON, people, strict=True)), (*wide, np.frombuffer(content, np.uint8, m, at + 4 * m))


def test_looks_are_what_the_same_school_is_in_the_application(results):
    found = replay.of_results(results, 5)
    assert found["same"] and found["run"] == 5
    assert found["moments"] == [[year, week] for year in (1, 2, 3, 4) for week in (8, 17, 26, 35)]
    living = LivingSchool(results.scenario, results.seed, 5)
    for k in (0, 6, 15):
        year, week = found["moments"][k]
        living.go_to((year - 1) * 36 + week)
        people, (source, target, trust) = decoded(found, k)
        assert np.array_equal(people["form"].astype(int) - 1, living.deepest())
        kept = np.where(people["new"], found["newcomers"], found["names"])
        assert np.where(people["form"] == 0, found["vacancies"], kept).tolist() == living.names
        assert people["exhaustion"] / 255 == pytest.approx(living.state.teachers["exhaustion"], abs=0.5 / 255 + 1e-9)
        assert people["influence"] / 255 == pytest.approx(living.state.teachers["voice"].mean(axis=1), abs=0.5 / 255 + 1e-9)
        assert np.array_equal(source, living.ties["source"]) and np.array_equal(target, living.ties["target"])
        assert trust / 255 == pytest.approx(living.ties["trust"], abs=0.5 / 255 + 1e-9)
        tiles = dict(zip(TILES, found["tiles"][k], strict=True))
        week_rows = living.recorded.weeks[living.lived - 1]
        assert tiles["exhaustion"] == pytest.approx(week_rows[replay._TILE["exhaustion"]], abs=1e-4)
    assert len(base64.b64decode(found["looks"])) == len(found["names"]) * len(replay.PERSON) * 16 + 5 * sum(found["ties"])


def test_a_folder_with_other_numbers_is_noticed(results):
    years = results.years.copy()
    years.loc[years["run"] == 3, "trust"] += 1e-9
    other = dataclasses.replace(results, _frames={"years": years})
    assert not replay.of_results(other, 3)["same"]
    assert replay.of_results(other, 4)["same"]


def test_the_typical_school_is_the_one_nearest_to_the_mean(results):
    years = results.years.copy()
    last = years["year"] == 4
    years.loc[last, "trust"] = 0.1 * years.loc[last, "run"]  # from 0 to 1.1: the mean lies between runs 5 and 6
    years.loc[last, "isolation"] = np.where(years.loc[last, "run"] == 6, 0.5, 0.2)
    assert replay.typical(years, ("trust", "isolation")) == 5


def test_schools_that_are_not_there_are_refused(results):
    with pytest.raises(InputError, match="--school 12 is not in the folder; it holds schools 0 to 11"):
        replay.of_results(results, 12)


def test_a_large_school_is_looked_at_once_a_year(results, monkeypatch):
    monkeypatch.setattr(replay, "MOST_BYTES", 1000)
    assert replay.of_results(results, 0)["moments"] == [[year, 35] for year in (1, 2, 3, 4)]


def test_uncertain_parameters_are_those_of_the_run(council):
    from simulation.experiments.uncertainty import simulate_uncertain

    results = simulate_uncertain(council, 3, 7, workers=1)
    assert replay.of_results(results, 2)["same"]
    assert replay.scenario_of(results, 2).differences(council)


def test_a_real_school_is_replayed_only_with_its_own_files(tmp_path, council):
    from simulation.ensemble.simulate import simulate

    (tmp_path / "elm_roster.csv").write_text("teacher,experience\nAda,3\nBen,10\nCleo,20\nDan,5\nEve,1\n")
    (tmp_path / "elm_ties.csv").write_text("source,target\nAda,Ben\nBen,Cleo\nDan,Ada\n")
    (tmp_path / "oak_ties.csv").write_text("source,target\nAda,Eve\n")
    elm = School.from_csv(tmp_path / "elm_roster.csv", tmp_path / "elm_ties.csv")
    oak = School.from_csv(tmp_path / "elm_roster.csv", tmp_path / "oak_ties.csv")
    results = simulate(council, 2, 7, workers=1, school=elm)
    found = replay.of_results(results, 1, elm)
    assert found["same"] and found["names"] == ["Ada", "Ben", "Cleo", "Dan", "Eve"]
    with pytest.raises(InputError, match="describe another school than the folder"):
        replay.of_results(results, 1, oak)
