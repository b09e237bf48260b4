"""Several scenarios at once, trajectories, equivalence and power: the questions that a comparison answers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.core import shipped
from simulation.experiments.sweep.verify import verify
from simulation.parameters.pairs import other_schools
from simulation.plots import policies_figure, trajectories_figure
from simulation.statistics import decide
from simulation.words import equivalence as words

from ..together import each

OUTCOMES = ("influence", "exhaustion", "turnover")


@pytest.fixture(scope="module")
def scenarios(scenario):
    """A reference, an open administrator, the reference under another name."""
    return scenario, scenario.replace({"administrator.openness": 0.9, "name": "open"}), scenario.replace({"name": "the same"})


@pytest.fixture(scope="module")
def found(scenarios):
    return sim.compare_several(scenarios[0], scenarios[1:], runs=12, seed=4, outcomes=OUTCOMES, workers=2)


@pytest.fixture(scope="module")
def effect(scenarios):
    return sim.compare(*scenarios[:2], runs=12, seed=4, workers=2)


def test_each_row_of_a_table_of_policies_is_that_of_a_comparison_of_two(found, effect):
    alone = effect.table.set_index("outcome")
    rows = found.table[found.table["scenario"] == "open"].set_index("outcome")
    for name in OUTCOMES:
        assert rows.loc[name, ["reference", "mean", "difference", "low", "high"]].tolist() == pytest.approx(
            alone.loc[name, ["a", "b", "difference", "low", "high"]].tolist(), abs=1e-12
        )


def test_what_is_the_same_differs_in_nothing_and_is_not_marked(found):
    rows = found.table[found.table["scenario"] == "the same"]
    assert (rows["difference"] == 0.0).all() and (rows["p_holm"] == 1.0).all()
    cells = {row[0]: row[1:] for row in found.cells()[1]}
    assert not any(cell.strip().endswith("*") for cell in cells["the same"])
    assert cells["open"][0].endswith("*")  # who shares goals is seen to share influence


def test_intervals_and_p_values_count_everything_that_is_asked(found):
    table = found.table
    np.testing.assert_allclose(table["p_holm"], decide.holm(table["p"]))
    first = table.iloc[0]
    values = found.values.pivot_table(index="run", columns="scenario", values="influence")
    apart = values["open"] - values[found.reference.name]
    assert (first["low_all"], first["high_all"]) == pytest.approx(decide.together(apart, 6))
    assert (table["low_all"] <= table["low"]).all() and (table["high"] <= table["high_all"]).all()
    assert f"{6} differences are asked at once" in found.how_sure()


def test_a_table_of_policies_is_stored_and_never_replaces_another(found, tmp_path):
    place = found.save(tmp_path / "x")
    stored = pd.read_csv(place / "effects.csv")
    pd.testing.assert_frame_equal(stored, found.table, check_dtype=False)
    assert "open" in (place / "summary.md").read_text()
    other = sim.compare_several(found.reference, found.others[:1], runs=2, seed=4, outcomes=OUTCOMES)
    with pytest.raises(sim.ResultsError, match="another table of policies"):
        other.save(place)


def test_a_table_of_policies_is_read_back_and_simulated_again_to_the_last_bit(found, tmp_path):
    place = found.save(tmp_path / "x")
    again = sim.Policies.load(place)
    pd.testing.assert_frame_equal(again.table, found.table)
    assert again.manifest == found.manifest and again.summary() == found.summary()
    verdict = verify(place, None)
    assert (verdict.checked, verdict.stored, verdict.difference) == (36, 36, "")
    changed = replace(found, values=found.values.assign(turnover=found.values["turnover"] + 1e-16))
    assert "influence" not in verify(changed.save(tmp_path / "y"), None).difference
    assert "turnover is stored as" in verify(tmp_path / "y", None).difference
    few = replace(found, values=found.values[found.values["run"] > 0])
    assert "values.parquet holds 33 runs and not 36" in verify(few.save(tmp_path / "z")).difference
    with pytest.raises(sim.ResultsError, match="holds no table of several scenarios"):
        sim.Policies.load(sim.simulate(found.reference, 1, workers=1).save(tmp_path / "run"))
    (place / "values.parquet").write_bytes(b"PAR1")
    assert "values.parquet" in verify(place).difference


@each(
    "asked, sentence",
    [
        ({"others": [("name", "tests")]}, "share|two scenarios are called"),
        ({"others": [("school.teachers", 30)]}, "school.teachers differs"),
        ({"outcomes": ("exhaustio",)}, "did you mean exhaustion"),
        ({"years": (9,)}, "allowed are 1 to 2"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_before_anything_is_simulated(scenarios, **given):
    asked, sentence = given["asked, sentence"]
    reference = scenarios[0].replace({"name": "tests"})
    others = [reference.replace({"name": "b"} | {field: value}) for field, value in asked.pop("others", [("name", "b")])]
    with pytest.raises(sim.InputError, match=sentence):
        sim.compare_several(reference, others, runs=10_000, **asked)


def test_most_shipped_scenarios_stand_in_one_table_and_the_others_say_why_they_do_not():
    baseline = sim.Scenario.load("baseline")
    why = {name: other_schools(baseline, sim.Scenario.load(name)) for name in shipped.names("scenarios")}
    assert {name for name, sentence in why.items() if sentence} == {
        "country_mix",
        "large_secondary_school",
        "small_rural_school",
    }


def test_trajectories_are_the_paired_differences_of_each_year(effect):
    table = effect.trajectories(["exhaustion", "influence"])
    assert list(table["outcome"]) == ["exhaustion"] * 2 + ["influence"] * 2
    a, b = (r.years[r.years["year"] == 1].set_index("run")["influence"] for r in (effect.a, effect.b))
    row = table[(table["outcome"] == "influence") & (table["year"] == 1)].iloc[0]
    assert (row["difference"], row["low"], row["high"]) == pytest.approx(sim.mean_interval(b - a))
    last = effect.trajectories().query("year == 2").set_index("outcome")["difference"]
    pd.testing.assert_series_equal(last, effect.table.set_index("outcome")["difference"], check_exact=False)


def test_an_effect_is_told_smaller_larger_or_open(effect):
    table = effect.equivalence({"influence": 0.001, "exhaustion": 0.5}).set_index("outcome")
    assert table["verdict"].to_dict() == {"influence": "larger", "exhaustion": "smaller"}
    least = table.loc["exhaustion", "no_larger_than"]
    assert effect.equivalence({"exhaustion": 1.001 * least})["verdict"].item() == "smaller"
    still = effect.equivalence({"turnover": float(abs(effect.table.set_index("outcome").loc["turnover", "difference"]))})
    assert still["verdict"].item() == "open"
    assert "it stays open whether" in words.sentences(still, 12)[0]
    assert words.sentences(table.reset_index(), 12)[1].startswith(
        "Exhaustion: no effect larger than 0.5 (two one-sided tests, p < 0.001;"
    )
    for margin in (0.0, -1.0, float("inf"), True):
        with pytest.raises(sim.InputError, match="give a number above 0"):
            effect.equivalence({"exhaustion": margin})


def test_pilot_schools_tell_how_many_a_difference_needs(scenarios, effect):
    asked = sim.power(*scenarios[:2], {"exhaustion": 0.01}, pilots=12, seed=4, workers=2).iloc[0]
    apart = effect.difference("exhaustion").query("year == 2")["difference"]
    assert asked["sd"] == pytest.approx(apart.std(ddof=1))
    assert asked["schools"] == decide.schools_for(0.01, asked["sd"]) < asked["schools_at_most"]
    assert asked["shown_by_20"] > asked["shown_by_1000"] > 0.0
    with pytest.raises(sim.InputError, match="not a whole number from 3"):
        sim.power(*scenarios[:2], pilots=2)
    with pytest.raises(sim.InputError, match=r"above 0\.05 and below 1"):
        sim.power(*scenarios[:2], power=1.0)


def test_a_figure_of_policies_fills_the_dots_of_what_holds_among_all_that_is_asked(found):
    figure = policies_figure(found)
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Felt influence", "Exhaustion", "Turnover"]
    filled = [line.get_markerfacecolor() != "#FFFFFF" for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert filled == (found.table[found.table["outcome"] == "influence"]["p_holm"] < 0.05).tolist()


def test_a_figure_of_trajectories_draws_both_scenarios_and_their_difference(effect):
    figure = trajectories_figure(effect, ("exhaustion",))
    right = figure.axes[1]
    drawn = right.lines[1].get_ydata()
    assert drawn == pytest.approx(effect.trajectories(["exhaustion"])["difference"].to_numpy())
