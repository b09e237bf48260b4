"""A fit to one's own school: intervals hold what they state, schools are found again, and what cannot be is said."""

import json
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.ensemble.jobs import with_threads
from simulation.experiments.fit.fit import Question
from simulation.experiments.fit.observed import SHARES_OF_THINGS, Observed, ObservedError, Seen, pooled, read_observed
from simulation.experiments.fit.weigh import RATE, coverage, distances_apart, weigh
from simulation.experiments.sweep.verify import verify
from simulation.experiments.uncertainty import Sets
from simulation.living.why import _scenario_of as of_a_teacher
from simulation.parameters.scenario import InputError
from simulation.report.replay import scenario_of
from simulation.results.folder import Results
from simulation.results.place import ResultsError
from simulation.school.readers.files import Source

from ..together import each

SMALL = sim.Scenario.load("baseline").replace({"school.teachers": 7, "years": 2})
FREE = {"administrator.openness": None, "administrator.clarity": None}
QUICK = {"free": FREE, "simulated": 100, "sets": 12, "workers": 1}


def text(content, **options):
    """What is read of a text."""
    return read_observed(Source("mine.csv", content.encode()), **options)


def figures(openness, clarity):
    """What a whole staff would answer in a school under these conditions."""
    lived = sim.simulate(
        SMALL.replace({"administrator.openness": openness, "administrator.clarity": clarity, "years": 1}), 1, 77
    )
    year = lived.years.iloc[0]
    return Observed(
        f"open {openness:g}", tuple(Seen(name, float(year[name]), n=7) for name in ("influence", "ambiguity", "exhaustion"))
    )


@pytest.fixture(scope="module")
def fits():
    """Two schools that differ in what is to be found out."""
    return sim.fit_each([figures(0.9, 0.85), figures(0.15, 0.4)], SMALL, **QUICK)


@pytest.fixture(scope="module")
def folder(fits, tmp_path_factory):
    return fits[0].save(tmp_path_factory.mktemp("fits") / "mine")


# ---------------------------------------------------------------- weighing


def toy(n=1500):
    """Conditions, evenly between 0 and 1, and three figures that are sums of them with normal errors."""
    rng = np.random.default_rng(3)
    conditions = rng.random((n, 2))
    error = np.array([0.1, 0.2, 0.3])
    return conditions, conditions @ np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]]) + error * rng.normal(size=(n, 3)), error


ENDS = np.zeros(2), np.ones(2)


def test_intervals_hold_the_truth_at_the_stated_rate():
    conditions, seen, error = toy()
    held = coverage(conditions, *ENDS, seen, error, np.arange(200))
    assert abs(held.mean() - RATE) < 3.0 * np.sqrt(RATE * (1.0 - RATE) / held.size)


def test_a_fit_finds_what_algebra_finds():
    """Of a condition that one figure shows with a normal error: the truncated normal distribution, here with its walls far away."""
    conditions, seen, error = toy(6000)
    found = weigh(conditions[:, :1], np.zeros(1), np.ones(1), seen[:, :1], np.array([0.5]), error[:1])
    mean = float(found.weights @ found.conditions[:, 0])
    assert abs(mean - 0.5) < 0.015
    low, high = found.interval()
    assert (high - low)[0] == pytest.approx(2 * 1.645 * 0.1, rel=0.12)


def test_a_figure_that_bends_is_followed_over_all_schools_that_are_kept():
    """A figure is the condition itself, and so no straight line of its logit; five others are chance and keep what is kept far apart.

    The truth is the normal distribution of the one error. Straight lines leave intervals 1.4 times as wide.
    """
    rng = np.random.default_rng(3)
    conditions = rng.random((3000, 1))
    figures = np.c_[conditions + 0.05 * rng.normal(size=(3000, 1)), rng.normal(size=(3000, 5))]
    scale = np.array([0.05, 0.2, 0.2, 0.2, 0.2, 0.2])
    wide = []
    for truth in (0.4, 0.5, 0.6):
        low, high = weigh(conditions, np.zeros(1), np.ones(1), figures, np.array([truth, 0, 0, 0, 0, 0]), scale).interval()
        assert abs((low + high)[0] / 2 - truth) < 0.02
        wide.append((high - low)[0] / (2 * 1.645 * 0.05))
    assert 0.9 < np.mean(wide) < 1.25


def test_how_far_a_school_stands_apart_is_placed_among_all_schools_and_not_the_nearest():
    """Schools in two clouds, one of them wide: a school of the wide one is as usual among all as its share says, and not among its own kind."""
    rng = np.random.default_rng(8)
    figures = rng.normal(size=(1000, 2)) * np.where(np.arange(1000) % 4, 0.1, 5.0)[:, None]
    apart = distances_apart(figures, np.ones(2), np.arange(1000))
    for row in (0, 1, 996):
        assert apart[row] == pytest.approx(weigh(figures, *ENDS, figures, figures[row], np.ones(2), but=row).distance)
    wide = np.flatnonzero(np.arange(1000) % 4 == 0)
    assert np.mean(apart >= np.median(apart[wide])) == pytest.approx(1 / 8, abs=0.01)


def test_figures_that_say_nothing_leave_the_prior_as_it_was():
    conditions, seen, error = toy()
    noise = np.random.default_rng(5).normal(size=seen.shape)
    low, high = weigh(conditions, *ENDS, noise, np.zeros(3), error).interval()
    assert np.abs(low - 0.05).max() < 0.05 and np.abs(high - 0.95).max() < 0.05


def test_effective_schools_are_fewer_than_those_that_were_kept_and_what_is_missing_rules_out():
    conditions, seen, error = toy()
    seen[::2, 0] = np.nan
    found = weigh(conditions, *ENDS, seen, seen[1], error)
    assert found.effective < found.rows.size
    assert (found.rows % 2 == 1).all()


# ---------------------------------------------------------------- reading


def test_the_three_forms_of_a_file_say_the_same():
    """A German list, a table with n beside, and the answers of four persons."""
    listed = text("outcome;value;n;sd;scale\nexhaustion;3,0;4;1,4142136;0..6\nsatisfied;75 %;4;;\n")
    table = text("exhaustion [0..6],exhaustion_sd,satisfied [0..100],n\n3,1.4142136,75,4\n")
    answers = text("teacher,exhaustion [0..6],satisfied\na,1.5858,1\nb,3,1\nc,3.0,0\nd,4.4142,1\n")
    for (one,) in (listed, table, answers):
        assert [seen.name for seen in one.seen] == ["exhaustion", "satisfied"]
        assert [seen.value for seen in one.seen] == pytest.approx([0.5, 0.75])
        assert [seen.n for seen in one.seen] == [4, 4]
    assert listed[0].seen[0].sd == table[0].seen[0].sd == pytest.approx(1.4142136 / 6)
    assert answers[0].seen[0].sd == pytest.approx(np.std([1.5858, 3, 3, 4.4142], ddof=1) / 6)


def test_schools_years_known_fields_and_columns_that_nobody_reads():
    north, south = text(
        "school,year,exhaustion,job satisfaction [TALIS],n,school.poverty,shoe size\nN,1,.4,4,9,.7,41\nN,3,.5,1,9,.7,40\nS,1,.3,NA,9,.2,39\n"
    )
    assert (north.title, south.title) == ("N", "S")
    assert {seen.key: seen.value for seen in north.seen} == {
        "exhaustion": 0.4, "job_satisfaction": 1.0, "exhaustion in year 3": 0.5, "job_satisfaction in year 3": 0.0,
    }  # fmt: skip
    assert north.years == 3
    assert (north.known, south.known) == ({"school.poverty": 0.7}, {"school.poverty": 0.2})
    assert len(south.seen) == 1
    assert "shoe size" in " ".join(north.lines())


HEAD = "outcome,value,n\n"


@each(
    "case",
    [
        (HEAD + "exhaution,0.4,9\n", "line 2: 'exhaution' is no outcome of the model; did you mean 'exhaustion'?"),
        (HEAD + "exhaustion,2.4,9\n", "exhaustion = '2.4' is out of range; allowed is 0 to 1; a survey's scale is declared"),
        (HEAD + "exhaustion,high,9\n", "exhaustion = 'high' is not a number"),
        (HEAD + "exhaustion,0.4,\n", "exhaustion has neither n nor se"),
        (HEAD + "exhaustion,0.4,-3\n", "n of exhaustion = '-3' is not a number of respondents"),
        (HEAD + "hours_total,400,9\n", "allowed is 0 to 168 h/week"),
        (HEAD + "exhaustion,0.4,9\nexhaustion,0.5,9\n", "exhaustion of mine stands there already"),
        (HEAD + "school.poverty,much,\nexhaustion,.4,9\n", "school.poverty = 'much' is not a number"),
        ("outcome,value,n,scale\nhours_total,40,9,1..5\n", "hours_total is measured in h/week and has no scale"),
        ("outcome,value,n,scale\nexhaustion,3,9,TSES\n", "'TSES' is no scale of exhaustion"),
        ("outcome,value,n,year\nexhaustion,.3,9,2023\n", "year = '2023' is not a year of the school from 1 to 40"),
        ("outcome,n\nexhaustion,9\n", "none with its value; call it value, mean or share"),
        ("exhaustion,n\n.3,9\n.4,9\n", "has 2 lines, and no column tells what they are"),
        ("school,exhaustion,n\n,.3,9\n", "the school is blank"),
        ("teacher,exhaustion\na,.3\na,.4\n", "a stands there more than once"),
        ("exhaustion,n\n", "there is a header and nothing under it"),
        ("foo,bar\n1,2\n", "there is no outcome of the model in it"),
        ("", "the file is empty"),
    ],
)
def test_every_mistake_in_a_file_gets_a_sentence(case):
    content, sentence = case
    with pytest.raises(ObservedError) as caught:
        text(content)
    assert sentence in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_all_mistakes_come_together_and_a_scale_may_be_given_from_outside():
    with pytest.raises(ObservedError) as caught:
        text(HEAD + "exhaution,0.4,9\nambiguity,5,9\n", scales={"tiredness": "0..6"})
    assert len(caught.value.faults) == 3
    assert text(HEAD + "exhaustion,3,9\n", scales={"exhaustion": "0..6"})[0].seen[0].value == 0.5


def test_what_stands_for_unknown_is_said_and_neither_sums_nor_spreads_beyond_a_scale_are_taken():
    (answers,) = text("teacher,exhaustion [0..6]\n1,2\n2,-9\n3,99\n4,5\n5,\n")
    assert answers.seen[0].n == 2
    assert answers.notes == ("mine.csv, exhaustion: -9, 99 stand for missing values and were read as unknown",)
    (listed,) = text("outcome,value,n\nexhaustion,.4,7\nambiguity,NA,7\nisolation,,7\n")
    assert [seen.name for seen in listed.seen] == ["exhaustion"]
    assert "ambiguity has 'NA', which stands for unknown, and is set aside" in listed.lines()[-2]
    assert "isolation has no value and is set aside" in listed.lines()[-1]
    with pytest.raises(ObservedError, match="Mean is what lines of sums are called"):
        text("teacher,exhaustion [0..6]\n1,2\n2,4\nMean,3\n")
    with pytest.raises(ObservedError, match="sd = 20 % of exhaustion is more than answers can differ"):
        text("outcome;value;sd;n\nexhaustion;0,4;20 %;7\n")


def test_more_respondents_than_teachers_are_asked_about():
    with pytest.raises(InputError, match="has 9 respondents, and the school 7 teachers"):
        sim.fit(text(HEAD + "exhaustion,0.4,9\n"), SMALL, **QUICK)


def test_a_spread_that_nobody_told_is_the_simulations_and_that_of_a_share_its_own():
    question = Question(SMALL, sets=12, simulated=100, live=with_threads(1, False))
    listed = "outcome,value,n,year\nexhaustion,.4,5,1\nsatisfied,1,5,1\nhours_total,45,7,1\nexhaustion,.4,7,2\n"
    whole = question.with_errors(text(listed)[0])
    exhaustion, satisfied, hours, of_all = (seen.error for seen in whole.seen)
    assert 0.01 < exhaustion < 0.1
    assert 0.0 < satisfied < 0.15  # five of seven say yes: not sure of the others
    assert hours == 0.0  # everybody was asked
    assert 0.0 < of_all < exhaustion  # and yet an answer is no feeling
    with pytest.raises(ObservedError, match="trust has neither sd nor se"):
        question.with_errors(text(HEAD + "trust,0.4,5\n")[0])


# ---------------------------------------------------------------- fitting


def test_schools_are_found_again(fits):
    high, low = (one.conditions.set_index("condition") for one in fits)
    assert high.loc["administrator.openness", "middle"] > 0.7 > 0.4 > low.loc["administrator.openness", "middle"]
    assert high.loc["administrator.clarity", "low"] > low.loc["administrator.clarity", "high"]
    for one in fits:
        assert (one.conditions["taught"] > 0.5).all()
        assert 1.0 < one.effective < one.simulated
        assert "They teach much of" in " ".join(one.lines())
        assert "of behaviour" in " ".join(one.lines()).lower()


def test_runs_live_under_the_sets_and_are_like_the_school(fits):
    high, low = (one.simulate(12, seed=5, workers=1).years.query("year == 1")["influence"].mean() for one in fits)
    assert high > low + 0.1
    about = fits[0].simulate(1).manifest["uncertainty"]
    assert Sets.from_manifest(json.loads(json.dumps(about))) == fits[0].sets
    assert fits[0].sets.conditions["population.openness"] == (0.0,) * 12  # one school is no population


def test_whoever_looks_at_a_run_again_takes_the_set_that_it_lived_under(fits):
    results = fits[0].simulate(3, workers=1)
    for again in (scenario_of(results, 2), of_a_teacher(results, 2, None)):
        assert again == fits[0].sets.scenario(SMALL, 2) != SMALL


def test_what_a_scenario_says_otherwise_stays_as_it_says(fits):
    other = SMALL.replace({"administrator.openness": 0.2})
    assert "administrator.openness" not in fits[0].sets_for(other).conditions
    assert (
        fits[0].sets_for(other).scenario(other, 0).administrator.clarity == fits[0].sets.conditions["administrator.clarity"][0]
    )
    effect = fits[0].compare(SMALL.replace({"time.planning": 4.0}), runs=3, workers=1)
    assert effect.a.uncertainty == effect.b.uncertainty
    changed = fits[0].compare(SMALL.replace({"administrator.openness": 0.99}), runs=3, workers=1)
    assert "administrator.openness" in changed.a.uncertainty["like"]["conditions"]
    assert "administrator.openness" not in changed.b.uncertainty["like"]["conditions"]


def test_what_no_school_of_the_model_can_be_is_said_with_the_figure_that_is_out_of_reach():
    question = Question(SMALL, FREE, sets=12, simulated=100, live=with_threads(1, False))  # both look at the same schools
    one = question.answer(question.with_errors(text(HEAD + "hours_total,90,7\nambiguity,.3,7\n")[0]))
    assert not one.possible
    assert "cannot be like mine in all that was observed; out of reach: hours_total (90" in one.verdict()[0]
    assert "No simulated school has such a figure as hours_total, so nothing is learnt from it." in one.taught()
    assert (
        one.conditions.set_index("condition").loc["administrator.openness", "taught"] < 0.3
    )  # of which ambiguity says nothing
    with pytest.raises(ObservedError, match=r"comes near none of its figures \(hours_total is 90, and "):
        question.answer(question.with_errors(text(HEAD + "hours_total,90,7\nambiguity,1,7\n")[0]))


def test_several_schools_are_fitted_apart_or_as_one_district_and_it_is_asked_which():
    content = "school,influence,ambiguity,n\nN,.3,.3,7\nS,.5,.5,7\n"
    with pytest.raises(InputError, match="figures of 2 schools came"):
        sim.fit(text(content), SMALL, **QUICK)
    north, south = (replace(one, seen=tuple(replace(seen, error=0.03) for seen in one.seen)) for one in text(content))
    both = pooled([north, replace(south, seen=south.seen[:1])], "two")
    assert [(seen.name, seen.value, seen.n) for seen in both.seen] == [("influence", pytest.approx(0.4), 14)]
    assert both.seen[0].error == pytest.approx(0.03 / 2**0.5)
    assert both.schools == 2


def test_what_not_every_school_has_is_left_out_with_a_word_and_whole_numbers_stay_whole():
    one, other = (
        Observed(name, (Seen("influence", 0.5, 20.0, 0.2, 0.05),), known, notes=(f"note of {name}",))
        for name, known in (("a", {"school.group_size": 4, "school.poverty": 0.5}), ("b", {"school.group_size": 5}))
    )
    both = pooled([one, other], "district")
    assert both.known == {"school.group_size": 4} and isinstance(both.known["school.group_size"], int)
    assert both.lines()[-3:] == ["note of a", "note of b", "left out, since not all 2 schools have it: school.poverty"]


def test_a_field_that_is_fixed_exists_and_a_wave_has_a_year():
    figures = Observed("a", (Seen("influence", 0.4, 20.0, 0.2, 0.05),), {})
    with pytest.raises(InputError, match=r"fixed names 'administrator\.opennes', which is no field"):
        sim.fit(figures, fixed=["administrator.opennes"], simulated=100, sets=20)
    with pytest.raises(InputError, match="wave_year = 0"):
        sim.fit(figures, second_wave="ties.csv", wave_year=0, simulated=100, sets=20)


def test_what_is_known_is_not_found_out(fits):
    with pytest.raises(InputError, match="nothing is left to find out"):
        sim.fit(figures(0.9, 0.85), SMALL, **QUICK | {"free": {}})
    with pytest.raises(InputError, match="is known and to be found out"):
        sim.fit(figures(0.9, 0.85), SMALL, fixed=["administrator.openness"], **QUICK)
    with pytest.raises(InputError, match=r"--free administrator\.opennes: there is no such condition; did you mean"):
        sim.fit(figures(0.9, 0.85), SMALL, **QUICK | {"free": {"administrator.opennes": None}})
    with pytest.raises(InputError, match="the ends go from the lower to the higher"):
        sim.fit(figures(0.9, 0.85), SMALL, **QUICK | {"free": {"time.planning": (4.0, 2.0)}})


# ---------------------------------------------------------------- a second wave of ties


def test_a_second_wave_of_ties_is_compared_with_what_becomes_of_the_first():
    names = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Flo"]
    first = [(a, b) for a, b in zip(names, names[1:] + names[:1], strict=True)]
    later = [*first[:3], ("Ada", "Eve"), ("Dan", "Ada")]
    one, two = (
        sim.School.read(Source("ties.csv", ("source,target\n" + "".join(f"{a},{b}\n" for a, b in ties)).encode()))
        for ties in (first, later)
    )
    found = sim.fit(Observed("mine", ()), SMALL, school=one, second_wave=two, **QUICK)
    observed = {seen.name: seen.value for seen in found.observed.seen}
    assert observed == {"out_degree": 5 / 6, "reciprocity": 0.0, "ties_kept": 0.5}
    assert found.predicted.set_index("figure").loc["ties_kept", ["low", "high"]].between(0.0, 1.0).all()
    with pytest.raises(InputError, match="give their files as they were read"):
        found.simulate(1)
    with pytest.raises(InputError, match="nobody of ties"):
        sim.fit(Observed("mine", ()), SMALL, school=one, second_wave=sim.School.read("sample"), **QUICK)
    with pytest.raises(InputError, match="without a first"):
        sim.fit(Observed("mine", ()), SMALL, second_wave=two, **QUICK)


# ---------------------------------------------------------------- folders and commands


def test_a_folder_holds_the_fit_and_a_page_to_look_at(fits, folder):
    again = sim.Fit.load(folder)
    assert again.sets == fits[0].sets
    assert again.lines() == fits[0].lines()
    pd.testing.assert_frame_equal(again.simulate(2, workers=1).years, fits[0].simulate(2, workers=1).years)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2 and fits[0].verdict()[0] in page
    assert "//" not in page.replace("http://www.w3.org", "")
    assert "| administrator.openness |" in (folder / "summary.md").read_text(encoding="utf-8")
    with pytest.raises(ResultsError, match="holds no fit"):
        sim.Fit.load(a_run(folder.parent))
    with pytest.raises(ResultsError, match="other results"):
        fits[1].save(folder)


def a_run(place):
    return sim.simulate(SMALL, 1, workers=1).save(place / "a_run")


def test_commands_take_a_fit_and_verify_needs_only_their_folder(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    small = ["--runs", "2", "--no-figures", "--quiet", "--like", str(folder)]
    assert main(["run", *small, "--years", "1", "--out", "x"]) == 0
    assert "under which schools are like open 0.9" in capsys.readouterr().out
    assert Results.load(tmp_path / "x").scenario.school.teachers == 7  # that of the fit
    assert verify(tmp_path / "x", 2).difference == ""
    openness = ["--set", "administrator.openness=0.2", "--change", "administrator.openness=0.1"]  # the same field in both
    assert main(["compare", *small, "--years", "1", *openness, "--out", "y"]) == 0
    assert "says administrator.openness itself" in capsys.readouterr().err
    assert verify(tmp_path / "y", 2).difference == ""
    (tmp_path / "o.csv").write_text("outcome,value,n\nexhaustion,2.4,7\n")
    for arguments, sentence in {
        ("run", "--like", "nowhere"): "--like nowhere: there is no such fit",
        ("run", "--like", str(folder), "--uncertainty"): "leave out --uncertainty",
        ("run", "--like", str(folder), "--roster", "sample"): "was fitted without a roster",
        ("fit",): "nothing was observed",
        ("fit", "--observed", "nowhere.csv"): "nowhere.csv: ",
        ("fit", "--observed", "o.csv"): "declared, as in exhaustion [1..5]",
        (
            "fit",
            "--observed",
            "o.csv",
            "--scale",
            "exhaustion=0..6",
            "--free",
            "nothing",
        ): "--free nothing: there is no such condition",
        ("fit", "--observed", "o.csv", "--scale", "tired=0..6"): "--scale tired=0..6: 'tired' is no outcome",
        (
            "fit",
            "--observed",
            "o.csv",
            "--scale",
            "tired=0..6",
            "--roster",
            "sample",
        ): "--scale tired=0..6: 'tired' is no outcome",
        ("fit", "--second-wave", "x.csv"): "--second-wave came without --roster FILE",
        ("compare",): "no scenario was named",
    }.items():
        assert main(list(arguments)) == 2
        assert sentence in capsys.readouterr().err


def test_a_sweep_of_schools_like_a_fitted_one(fits, tmp_path):
    values = {
        "name": "tiny", "runs": 2, "set": {"school.teachers": 7, "years": 1}, "observe": [{"outcomes": ["influence"]}],
        "parameters": [{"field": "administrator.openness", "values": [0.2, 0.57]}],
    }  # fmt: skip
    study = sim.Study.load(values).like(fits[0])
    assert set(study.sets.conditions) & set(FREE) == {"administrator.clarity"}  # what the study varies is the study's
    table = sim.sweep(study, tmp_path / "s", workers=1)
    plain = sim.sweep(sim.Study.load(values), tmp_path / "p", workers=1)
    assert not table["influence"].equals(plain["influence"])
    assert verify(tmp_path / "s", 4).difference == ""
    assert sim.Study.from_dict(json.loads(json.dumps(study.to_dict()))).sets == study.sets


def test_a_share_of_people_has_the_spread_of_yes_and_no_and_no_other_share_and_none_that_was_told():
    assert {column.name for column in YEAR_COLUMNS if column.unit.startswith("share")} > SHARES_OF_THINGS
    question = Question(SMALL, sets=12, simulated=100, live=with_threads(1, False))

    def error(line):
        return question.with_errors(text(f"outcome,value,n,sd\n{line}\n")[0]).seen[0].error

    assert error("satisfied,0.5,5,0.1") == pytest.approx(0.1 * math.sqrt((1 - 5 / 7) / 5))
    assert error("satisfied,0.5,5,") == pytest.approx(0.5 * math.sqrt((1 - 5 / 7) / 5))
    assert error("share_collaboration,0.5,5,0.1") == pytest.approx(0.1 * math.sqrt((1 - 5 / 7) / 5))
    with pytest.raises(ObservedError, match="goals_shared has neither sd nor se"):
        error("goals_shared,0.5,5,")
