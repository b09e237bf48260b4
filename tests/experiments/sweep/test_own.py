"""What a study brings itself: points, distributions, correlations, groups, metrics, a stop rule."""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.experiments.sweep import analysis, design, expressions, finish, metrics
from simulation.experiments.sweep.count import IncompleteWarning
from simulation.experiments.sweep.run import fill
from simulation.experiments.sweep.study import Study, StudyError, n_points

from ...together import each
from .conftest import TINY, sampled

AT = {column.name: k for k, column in enumerate(YEAR_COLUMNS)}


def faults(study):
    with pytest.raises(StudyError) as told:
        Study.load(study)
    return "\n".join(told.value.faults)


def from_file(tmp_path, text, **more):
    (tmp_path / "points.csv").write_text(text, encoding="utf-8")
    study = {key: value for key, value in TINY.items() if key != "parameters"}
    return study | {"design": {"kind": "file", "file": str(tmp_path / "points.csv")}} | more


# ---------------------------------------------------------------- points


def test_the_points_of_a_table_are_lived_as_they_stand_there_whatever_separates_its_cells(tmp_path):
    comma = Study.load(from_file(tmp_path, "administrator.openness,school.teachers\n0.1,6\n0.5,8\n", set={"years": 2}))
    mixed = Study.load(from_file(tmp_path, "administrator.openness;school.teachers\n0,1;6\n0,5;8\n", set={"years": 2}))
    for study in (comma, mixed, Study.from_dict(comma.to_dict())):
        assert design.lay_out(study, [study.size]) == [(0.1, 6), (0.5, 8)]
        assert n_points(study) == 2
        assert study.identity() == comma.identity()
        assert study.scenario((0.5, 8)).school.teachers == 8
    other = Study.load(from_file(tmp_path, "administrator.openness,school.teachers\n0.1,6\n0.6,8\n", set={"years": 2}))
    assert other.identity() != comma.identity()


def test_a_study_may_say_what_its_columns_are(tmp_path):
    parameters = [{"field": "administrator.openness", "low": 0, "high": 1}, {"name": "policy", "policies_of": "goal_council"}]
    study = Study.load(from_file(tmp_path, "policy,administrator.openness\ntrue,0.2\nfalse,0.2\n", parameters=parameters))
    assert design.lay_out(study, [None]) == [(0.2, True), (0.2, False)]


@each(
    "text, sentence",
    [
        ("administrator.opennes\n0.1\n", "did you mean administrator.openness"),
        ("administrator.openness\nmuch\n", "line 2: administrator.openness = 'much' is no number"),
        ("administrator.openness\n1.5\n2\n", "is out of range"),
        ("administrator.openness,time.planning\n0.1\n", "line 2: there are 1 cells"),
        ("administrator.openness\n", "has no points"),
        ("time.planning,time.planning\n1,2\n", "two columns called"),
    ],
)
def test_a_table_of_points_that_cannot_be_used_is_refused_with_its_place(tmp_path, **given):
    text, sentence = given["text, sentence"]
    assert sentence in faults(from_file(tmp_path, text))


def test_a_design_of_a_file_needs_one_and_no_other_does(tiny, tmp_path):
    assert "design.file is missing" in faults(tiny | {"design": {"kind": "file"}})
    assert "design.file = 'x.csv' means nothing here" in faults(tiny | {"design": {"kind": "grid", "file": "x.csv"}})
    assert "there is no such file" in faults(tiny | {"design": {"kind": "file", "file": str(tmp_path / "none.csv")}})


# ---------------------------------------------------------------- distributions and correlations


def spread(kind, points, **more):
    beta = {"field": "administrator.openness", "distribution": {"name": "beta", "a": 2, "b": 5}}
    normal = {"field": "school.poverty", "low": 0.1, "high": 0.6, "distribution": {"name": "norm", "loc": 0.4, "scale": 0.2}}
    return Study.load(sampled(kind, points, parameters=[beta, normal, {"field": "time.planning", "low": 0, "high": 6}], **more))


@each("kind", ["random", "sobol", "latin_hypercube"])
def test_values_have_the_distribution_and_the_rank_correlation_that_was_asked_for(kind):
    study = spread(kind, 512, correlations=[{"between": ["administrator.openness", "time.planning"], "rank": -0.7}])
    openness, poverty, hours = np.array(design.lay_out(study, [512]), float).T
    assert stats.kstest(openness, "beta", args=(2, 5)).pvalue > 0.01
    cut = stats.truncnorm((0.1 - 0.4) / 0.2, (0.6 - 0.4) / 0.2, 0.4, 0.2)
    assert stats.kstest(poverty, cut.cdf).pvalue > 0.01
    assert stats.kstest(hours, "uniform", args=(0, 6)).pvalue > 0.01
    ranks = stats.spearmanr(np.column_stack([openness, poverty, hours])).statistic
    assert ranks[0, 2] == pytest.approx(-0.7, abs=0.07)
    assert abs(ranks[0, 1]) < 0.12 and abs(ranks[1, 2]) < 0.12


def test_a_latin_hypercube_keeps_every_slice_although_its_parameters_go_together():
    study = Study.load(
        sampled("latin_hypercube", 40, correlations=[{"between": ["administrator.openness", "time.planning"], "rank": 0.8}])
    )
    openness, hours = np.array(design.lay_out(study, [40]), float).T
    for place in ((openness - 0.1) / 0.8, hours / 6):
        assert sorted((place * 40).astype(int)) == list(range(40))


def test_a_larger_design_begins_with_the_smaller_one_also_with_correlations():
    more = {"correlations": [{"between": ["administrator.openness", "time.planning"], "rank": 0.5}]}
    small, large = (Study.load(sampled("sobol", n, **more)) for n in (8, 32))
    assert design.lay_out(large, [8, 32])[:8] == design.lay_out(small, [8])


@each(
    "given, sentence",
    [
        ({"name": "bta", "a": 1, "b": 1}, "'bta' is no continuous distribution of scipy.stats; did you mean beta"),
        ({"name": "beta", "a": 1}, "beta needs b"),
        ({"name": "beta", "a": 1, "b": 1, "c": 1}, "c is no parameter of beta"),
        ({"name": "beta", "a": -1, "b": 1}, "has no values with these parameters"),
        ({"name": "norm", "loc": 50, "scale": 0.1}, "no values of norm lie between 0 and 1"),
        ({"name": "beta", "a": "2", "b": 1}, "a = '2' is no number"),
    ],
)
def test_a_distribution_that_is_none_is_refused(**given):
    distribution, sentence = given["given, sentence"]
    study = sampled("random", 4, parameters=[{"field": "school.poverty", "distribution": distribution}])
    assert sentence in faults(study)


@each(
    "asked, sentence",
    [
        ([("administrator.openness", "time.planing", 0.5)], "did you mean time.planning"),
        ([("administrator.openness", "administrator.openness", 0.5)], "twice"),
        ([("administrator.openness", "time.planning", 1.0)], "below 1"),
    ],
)
def test_correlations_that_cannot_be_are_refused(**given):
    asked, sentence = given["asked, sentence"]
    study = sampled("random", 4, correlations=[{"between": [a, b], "rank": r} for a, b, r in asked])
    assert sentence in faults(study)


def test_correlations_that_contradict_each_other_or_the_design_are_refused():
    three = [{"field": f, "low": 0, "high": 1} for f in ("administrator.openness", "school.poverty", "administrator.support")]
    names = [p["field"] for p in three]
    pairs = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)]
    asked = [{"between": [names[i], names[j]], "rank": r} for i, j, r in pairs]
    assert "no parameters can have all these" in faults(sampled("random", 4, parameters=three, correlations=asked))
    assert "move by themselves" in faults(
        sampled("morris", 4, correlations=[{"between": ["administrator.openness", "time.planning"], "rank": 0.5}])
    )


# ---------------------------------------------------------------- groups


def test_a_group_is_moved_and_told_as_one(tmp_path):
    parameters = [
        {"field": "administrator.openness", "low": 0.1, "high": 0.9},
        {"field": "time.planning", "low": 0, "high": 6, "group": "time"},
        {"field": "time.paperwork", "low": 0, "high": 6, "group": "time"},
    ]
    study = Study.load(sampled("morris", 4, parameters=parameters, runs=1))
    points = design.lay_out(study, [4])
    assert len(points) == n_points(study) == 4 * (3 + 1)
    moved = [tuple(a != b for a, b in zip(one, other)) for one, other in itertools.pairwise(points[:4])]
    assert all(step[1] == step[2] for step in moved)
    store = fill(study, tmp_path / "x", workers=1)
    table = analysis.analyse(store)
    assert set(table["parameter"]) == {"administrator.openness", "time", "dummy"}
    assert table[table["parameter"] == "time"]["mu"].isna().all()
    weight = analysis.importance(store, finish.points(store), ["influence"])
    assert weight["time.planning"] == weight["time.paperwork"] > 0.0
    assert "belongs to a morris or saltelli design" in faults(sampled("random", 4, parameters=parameters))


# ---------------------------------------------------------------- metrics and a stop rule


def years(**outcomes):
    """A school's years in which some outcomes have these values, all others none."""
    n = len(next(iter(outcomes.values())))
    found = np.zeros((n, len(YEAR_COLUMNS)))
    for name, values in outcomes.items():
        found[:, AT[name]] = values
    return found


@each(
    "expression, expected",
    [
        ("trust + exhaustion", [0.6, 0.7, 1.0]),
        ("change(trust)", [0.3, 0.3, 0.3]),
        ("years(trust > 0.3)", [2, 2, 2]),
        ("max(trust, exhaustion, 0.45)", [0.45, 0.45, 0.5]),
        ("mean(trust) - lowest(trust) + highest(trust) - first(trust) - last(trust)", [11 / 30 - 0.4] * 3),
        ("0.3 < trust <= 0.4 or not exhaustion > 0.45", [1, 1, 0]),
        ("-abs(trust - 0.5)", [-0.3, -0.1, 0.0]),
    ],
)
def test_a_metric_means_what_it_says_in_each_year(**given):
    expression, expected = given["expression, expected"]
    school = years(trust=[0.2, 0.4, 0.5], exhaustion=[0.4, 0.3, 0.5])
    meaning, _ = expressions.measure(expression)
    np.testing.assert_allclose(np.broadcast_to(meaning(lambda name: school[:, AT[name]]), 3), expected, atol=1e-12)


@each(
    "expression",
    ["__import__('os')", "trust ** 9", "[trust]", "lambda: trust", "open('x')", "trust if trust else 1", "'a' < 'b'",
     "change(trust, trust)", "mean()", "1 + 1", "trust[0]", "exp(trust)", "(" * 60 + "trust" + ")" * 60 + "+-" * 60 + "1", "trust +" * 300 + "1"],
)  # fmt: skip
def test_a_metric_can_do_nothing_but_reckon(expression):
    with pytest.raises(expressions.ExpressionError):
        expressions.measure(expression)


def test_what_has_a_dot_is_a_name_and_no_way_into_a_number():
    assert expressions.measure("trust.__class__ + 1")[1] == ["trust.__class__"]  # which is no outcome
    assert "trust.__class__ is not an outcome" in faults(
        own(metrics=[{"name": "load", "expression": "trust.__class__", "unit": "x"}])
    )


def own(**more):
    """A study of one point with a metric of its own."""
    return TINY | {
        "parameters": [{"field": "time.planning", "values": [2]}],
        "metrics": [{"name": "load", "expression": "hours_total / 40 + change(trust)", "unit": "ratio", "label": "load of the week"}],
        "observe": [{"outcomes": ["load", "influence"]}],
    } | more  # fmt: skip


def test_a_metric_is_a_column_like_any_other_from_the_runs_to_the_figures_and_the_codebook(tmp_path):
    table = sim.sweep(own(), tmp_path / "x", workers=1)
    scenario = sim.Scenario.load("baseline").replace(TINY["set"] | {"time.planning": 2})
    lived = sim.simulate(scenario, 4, 1).years.set_index(["run", "year"])
    last, first = lived.xs(2, level="year"), lived.xs(1, level="year")
    np.testing.assert_allclose(table["load"], last["hours_total"] / 40 + last["trust"] - first["trust"])
    assert "load of the week: hours_total / 40 + change(trust)" in (tmp_path / "x" / "codebook.md").read_text()
    figure = sim.sweep_figures(tmp_path / "x")["dependence"]
    assert any("Load" in text or "load" in text for text in (axes.get_ylabel() for axes in figure.axes))


def test_two_studies_may_give_one_name_two_meanings():
    one, other = Study.load(own()), Study.load(own(metrics=[{"name": "load", "expression": "trust", "unit": "0..1"}]))
    assert [o.observed[0].declared.unit for o in (one, other)] == ["ratio", "0..1"]
    assert one.observed[0].outcome != other.observed[0].outcome
    assert one.identity() != other.identity()


def test_a_school_in_which_a_metric_has_no_value_failed_and_is_named(tmp_path):
    nothing = own(metrics=[{"name": "load", "expression": "1 / (trust - trust)", "unit": "ratio"}])
    with pytest.warns(IncompleteWarning):
        store = fill(nothing, tmp_path / "x", workers=1)
    assert store.counted.failed == 4
    assert "metric load has no value" in pd.read_csv(tmp_path / "x" / "failures.csv")["error"].iloc[0]


def test_a_school_is_looked_at_until_its_stop_rule_has_held_long_enough():
    study = Study.load(
        own(stop={"when": "trust < 0.3", "for_years": 2}, observe=[{"outcomes": ["years_until_stop", "trust", "load"]}])
    )
    school = years(trust=[0.2, 0.4, 0.2, 0.1, 0.9], hours_total=[40.0] * 5)
    assert study.looked.row(school) == pytest.approx([4.0, 0.1, 1.0 - 0.1])
    assert study.looked.row(school[:3]) == pytest.approx([3.0, 0.2, 1.0])


@each(
    "more, sentence",
    [
        ({"stop": {"when": "trust"}}, "stop.when = 'trust': it compares nothing"),
        ({"stop": {"when": "trst < 1"}}, "stop.when: trst is not an outcome; did you mean trust"),
        ({"stop": {"when": "trust < 1"}, "observe": [{"outcomes": ["trust"], "years": [1]}]}, "years are named"),
        ({"metrics": [{"name": "trust", "expression": "trust", "unit": "0..1"}]}, "is the name of an outcome of the model"),
        ({"metrics": [{"name": "a b", "expression": "trust", "unit": "0..1"}]}, "metrics[1].name"),
        (
            {"metrics": [{"name": "load", "expression": "trst", "unit": "0..1"}]},
            "metrics[1].expression: trst is not an outcome",
        ),
        ({"observe": [{"outcomes": ["lod"]}]}, "did you mean load"),
    ],
)
def test_metrics_and_stop_rules_that_mean_nothing_are_refused(**given):
    more, sentence = given["more, sentence"]
    assert sentence in faults(own(**more))


def test_looking_at_a_school_gives_what_its_years_hold():
    """Against the table of years, for usual outcomes and several years."""
    study = Study.load(
        TINY
        | {
            "observe": [{"outcomes": ["trust"], "years": [1, 3]}, {"outcomes": ["influence"]}],
            "set": {"years": 3, "school.teachers": 6},
        }
    )
    school = years(trust=[0.2, 0.4, 0.5], influence=[0.1, 0.2, 0.3])
    assert study.looked.row(school) == [np.mean([0.2, 0.5]), 0.3]
    assert isinstance(study.looked, metrics.Looked)
