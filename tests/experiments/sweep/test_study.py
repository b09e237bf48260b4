"""Study files: what they say, and how their mistakes are reported."""

import os
import re
import warnings
from pathlib import Path

import pytest

import simulation as sim
from simulation.experiments.sweep import expressions
from simulation.experiments.sweep.factors import Factor
from simulation.experiments.sweep.study import Study, StudyError, StudyWarning

from .conftest import ROOT, TINY, sampled


def faults(study):
    with pytest.raises(StudyError) as found:
        Study.load(study)
    return found.value.faults


@pytest.mark.parametrize("path", sorted((ROOT / "studies").glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_study_is_valid_and_comes_back_from_its_manifest_as_it_was(path):
    study = Study.load(path)
    again = Study.from_dict(study.to_dict())
    assert again.identity() == study.identity()
    assert again.to_dict() == study.to_dict()


def test_a_study_reports_all_of_its_mistakes_at_once(tiny):
    tiny["parameters"] = [
        {"field": "administrator.opennes", "low": 0, "high": 1, "steps": 2},
        {"field": "time.planning", "low": 3, "high": 1, "steps": 2},
        {"field": "school.teachers", "low": 4.5, "high": 600, "steps": 2},
        {"policies_of": "baseline"},
        {"scenarios": ["baselin"]},
    ]
    told = faults(tiny | {"constraints": ["openess < 1"], "observe": [{"outcomes": ["influense"]}]})
    for sentence in (
        "did you mean administrator.openness?",
        "parameters[2].low = 3 is not below high = 1",
        "parameters[3].low = 4.5 is not a whole number; school.teachers may go from 4 to 500 teachers",
        "parameters[3].high = 600 is out of range",
        "parameters[4].policies_of = 'baseline' has no policies",
        "did you mean baseline?",
        "constraints[1]: openess is neither a parameter nor a field",
        "'influense' is not an outcome; did you mean influence?",
    ):
        assert any(sentence in fault for fault in told), sentence


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"obs": 1}, "obs is not a field here; did you mean observe?"),
        ({"seed": -1}, "seed = -1 is below 0"),
        ({"seed": True}, "seed = true is not a number"),
        ({"runs": 2.5}, "runs = 2.5 is not a whole number"),
        ({"design": {"kind": "sobl", "points": 3}}, "did you mean sobol?"),
        ({"design": {"kind": "sobol"}}, "design.points is missing"),
        ({"design": {"kind": "grid", "points": 3}}, "design.points = 3 means nothing to a grid design"),
        ({"observe": [{"outcomes": ["influence"], "years": [3]}]}, "year 3 is not simulated at every point"),
        ({"observe": []}, "observe = [] is empty"),
        ({"precision": {"outcome": "trust", "half_width": 0.1}, "runs": None}, "precision.outcome = 'trust' is not observed"),
        ({"precision": {"outcome": "influence", "half_width": 0.1}}, "runs and [precision] say different things"),
        ({"set": {"time.planning": 1}}, "time.planning is set in two places"),
        ({"set": {"time.plannin": 1}}, "did you mean time.planning?"),
        ({"base": "baselin"}, "did you mean baseline?"),
        ({"constraints": ["administrator.openness"]}, "it compares nothing"),
        (
            {"parameters": [{"field": "time.planning", "values": [False, True]}]},
            "parameters[1].values = (False, True) are for what is off or on; time.planning takes 0 to 15 h/week",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(tiny, change, told):
    study = {name: value for name, value in (tiny | change).items() if value is not None}
    assert any(told in fault for fault in faults(study)), faults(study)


def test_a_saltelli_design_wants_a_power_of_two():
    assert faults(sampled("saltelli", 100)) == ["design.samples = 100 is not a power of two; the nearest are 64 and 128"]


@pytest.mark.parametrize(
    "text",
    ["__import__('os').system('true') < 1", "(lambda: 1)() < 2", "[1] < [2]", "x[0] < 1", "2 ** 9 > 1", "max(*x) > 1", "a :="],
)
def test_a_constraint_can_do_nothing_but_compare(text):
    with pytest.raises(expressions.ExpressionError):
        expressions.read(text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a.b <= c and not kind == 'poor'", True),
        ("0 < a.b < c / 2", False),
        ("max(a.b, c) - abs(-1) == 3 or false", True),
        ("on != true", False),
    ],
)
def test_a_constraint_means_what_it_says(text, holds):
    rule, names = expressions.read(text)
    known = {"a.b": 2.0, "c": 4.0, "kind": "rich", "on": True}
    assert rule(known.__getitem__) is holds
    assert set(names) <= set(known)


def test_equal_shares_of_the_unit_interval_go_to_every_level_and_every_whole_number():
    whole = Factor("n", "integer", low=3, high=6)
    kind = Factor("k", "category", levels=("a", "b", "c"))
    places = [(k + 0.5) / 1200 for k in range(1200)]
    assert [sum(whole.at(u) == n for u in places) for n in (3, 4, 5, 6)] == [300] * 4
    assert [sum(kind.at(u) == k for u in places) for k in "abc"] == [400] * 3
    assert (whole.at(1.0), kind.at(1.0)) == (6, "c")


def test_a_logarithmic_parameter_spends_as_much_on_each_order_of_magnitude():
    factor = Factor("x", "continuous", low=0.01, high=100.0, log=True, steps=5)
    assert factor.at(0.5) == pytest.approx(1.0)
    assert factor.grid() == pytest.approx([0.01, 0.1, 1.0, 10.0, 100.0])


def test_cases_switches_and_scenarios_make_the_schools_they_stand_for(tiny):
    tiny["parameters"] = [
        {"name": "kind", "cases": {"calm": {"time.paperwork": 1}, "busy": {"time.paperwork": 9, "time.planning": 0}}},
        {"policies_of": "goal_council"},
        {"field": "mechanisms.norms", "values": [False, True]},
        {"scenarios": ["baseline", "high_poverty"]},
    ]
    study = Study.load(tiny)
    poor = sim.Scenario.load("high_poverty").replace({"school.teachers": 6, "years": 2})
    made = study.scenario(("busy", True, False, "high_poverty"))
    assert made.policies == sim.Scenario.load("goal_council").policies
    changed = {"time.paperwork": 9, "time.planning": 0, "mechanisms.norms": 0}
    assert made.differences(poor.replace(changed)).keys() == {"policies"}
    assert study.scenario(("calm", False, True, "baseline")).policies == ()


def test_a_scenario_beside_the_study_file_is_found(tmp_path):
    (tmp_path / "mine.toml").write_text("[school]\nteachers = 9\n")
    (tmp_path / "s.toml").write_text(
        'base = "mine.toml"\n[[parameters]]\nfield = "time.planning"\nvalues = [1]\n[[observe]]\noutcomes = ["trust"]\n'
    )
    assert Path.cwd() != tmp_path
    assert Study.load(tmp_path / "s.toml").scenario((1,)).school.teachers == 9


@pytest.mark.parametrize("content", [b"a = ", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    (tmp_path / "s.toml").write_bytes(content)
    with pytest.raises(StudyError, match=os.sep + "s.toml: "):
        Study.load(tmp_path / "s.toml")


def test_a_study_that_is_nowhere_is_told_by_its_name_or_its_path(tmp_path):
    with pytest.raises(StudyError, match=f"there is no file {re.escape(str(tmp_path / 's.toml'))}; check the path"):
        Study.load(tmp_path / "s.toml")
    with pytest.raises(StudyError, match=r"there is no study 'screning'; did you mean screening\?"):
        Study.load("screning")
    with pytest.raises(StudyError, match="there is no study 'xyzzy'; shipped are council_everywhere, openness_and_time, "):
        Study.load("xyzzy")


def test_a_shipped_study_is_found_by_name_from_anywhere_and_a_file_needs_no_ending(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Study.load("openness_and_time").spec.title.startswith("Where does collaboration survive")
    (tmp_path / "mine").write_text('[[parameters]]\nfield = "time.planning"\nvalues = [1]\n[[observe]]\noutcomes = ["trust"]\n')
    assert Study.load("mine").spec.name == "mine"


# ---------------------------------------------------------------- a key under its old name


@pytest.mark.parametrize(("old", "new"), [("shared", "common"), ("own", "own")])
def test_luck_is_read_as_random_numbers_and_a_sentence_says_so(tiny, old, new):
    with pytest.warns(StudyWarning, match=f'write random_numbers = "{new}" instead') as given:
        before = Study.load(tiny | {"luck": old})
    after = Study.load(tiny | {"random_numbers": new})
    assert len(given) == 1 and given[0].filename == __file__
    assert before.to_dict() == after.to_dict() and before.identity() == after.identity()
    assert [before.seed_of(point) for point in range(3)] == [after.seed_of(point) for point in range(3)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"luck": "shared", "random_numbers": "own"}, "luck and random_numbers say the same; keep random_numbers"),
        ({"luck": "comon"}, "luck = 'comon' is not one of shared, own; write random_numbers"),
        ({"luck": ["own"]}, "luck = ['own'] is not one of shared, own"),
        ({"random_numbers": "shared"}, "random_numbers = 'shared' is not one of"),
        ({"luck": 1, "seed": -1}, "seed = -1 is below 0"),
    ],
)
def test_an_old_key_that_cannot_be_used_is_a_fault_beside_the_others(tiny, change, told):
    assert any(told in fault for fault in faults(tiny | change))


#: Digests of version 0.4.1 for the tiny study of tiny schools with these designs and values of `luck` (None: left out).
STORED = {
    ("grid", None): "8c49d2ffbfcd1598",
    ("grid", "own"): "b4c8fec109f59399",
    ("saltelli", None): "892b8e1cfee315a2",
    ("saltelli", "shared"): "3209787529051b23",
}


@pytest.mark.parametrize(("kind", "luck"), STORED, ids=lambda given: given or "usual")
def test_a_stored_study_keeps_its_digest_under_the_new_name(kind, luck):
    stored = without_scenarios(kind, None if luck is None else {"shared": "common", "own": "own"}[luck])
    if luck is not None:
        stored["study"]["luck"] = luck
        del stored["study"]["random_numbers"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nobody can mend a manifest
        study = Study.from_dict(stored)
    assert study.identity() == STORED[kind, luck]


def test_saying_what_is_usual_makes_no_other_study():
    for kind, usual in (("grid", "common"), ("saltelli", "own")):
        said, left_out = (Study.from_dict(without_scenarios(kind, given)) for given in (usual, None))
        assert said.identity() == left_out.identity()
        other = Study.from_dict(without_scenarios(kind, "own" if usual == "common" else "common"))
        assert other.identity() != said.identity()


def without_scenarios(kind, random_numbers):
    """A study as a manifest holds it, without its scenarios, whose fields may grow."""
    study = sampled(kind, 4) if kind != "grid" else dict(TINY)
    spec = Study.load(study | ({"random_numbers": random_numbers} if random_numbers else {})).to_dict()["study"]
    return {"study": spec, "scenarios": {}}
