"""Answers of single teachers: a simulated wave looks like a real one, agrees with the shares, and moves nothing."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pyreadstat
import pytest

import simulation as sim
from simulation.core.chance import ANSWER, RESPOND, two_draws
from simulation.declare.answers import CHANCE, ITEMS, RESPONSE, SCALES, WHO
from simulation.declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS
from simulation.engine.answers import LEFT_OUT, answers_of
from simulation.results.columns import accepted
from simulation.rules.survey import leaning_to_answer, share_above

NAMES = [item.name for item in ITEMS]
#: Published alphas: Iwanicki & Schwab (1981), Maslach, Jackson & Leiter (1996), Tschannen-Moran & Hoy (2001), as recalled.
PUBLISHED = {
    "mbi_exhaustion": 0.90, "mbi_depersonalization": 0.76, "mbi_accomplishment": 0.73, "talis_efficacy": 0.90, "talis_satisfaction": 0.80,
}  # fmt: skip


@pytest.fixture(scope="module")
def wave():
    """Two years of forty schools."""
    scenario = sim.Scenario.load("baseline").replace({"years": 2})
    return sim.simulate(scenario, 40, 3, record=("answers", "teachers"))


@pytest.fixture(scope="module")
def states(wave):
    """Answers as numbers beside the states of who gave them."""
    answers = wave.answers.astype(dict.fromkeys(NAMES, "Float64")).astype(dict.fromkeys(NAMES, float))
    return answers.merge(wave.teachers, on=["run", "year", "teacher", "person"], validate="one_to_one")


def test_a_row_is_a_teacher_who_returned_the_questionnaire(wave, states):
    assert list(wave.answers.columns) == ["run", *WHO, *NAMES]
    assert len(states) == len(wave.answers)
    share = len(wave.answers) / len(wave.teachers)
    assert share == pytest.approx(RESPONSE, abs=4 * math.sqrt(RESPONSE * (1 - RESPONSE) / len(wave.teachers)))
    for item in ITEMS:
        assert set(wave.answers[item.name].dropna()) <= set(item.values)
        assert wave.answers[item.name].isna().mean() == pytest.approx(item.missing, abs=0.015)


def alpha(items):
    """Cronbach's alpha of whoever answered all items."""
    items = items.dropna()
    k = items.shape[1]
    return k / (k - 1) * (1.0 - items.var().sum() / items.sum(axis=1).var())


@pytest.mark.parametrize("scale", SCALES)
def test_scales_are_as_consistent_as_published_and_their_means_are_the_states(states, scale):
    items = states[[item.name for item in SCALES[scale]]]
    assert alpha(items) == pytest.approx(PUBLISHED[scale], abs=0.05)
    one = SCALES[scale][0]
    mean = (items.mean(axis=1) - one.first) / (len(one.words) - 1)
    assert mean.mean() == pytest.approx(states[one.measures].mean(), abs=0.02)
    assert np.corrcoef(mean.fillna(mean.mean()), states[one.measures])[0, 1] > 0.8
    assert np.mean([item.loading for item in SCALES[scale]]) == pytest.approx(1.0)


@pytest.mark.parametrize("item", [item for item in ITEMS if item.shares], ids=lambda item: item.name)
def test_an_item_agrees_with_the_share_that_speaks_of_the_same_question(wave, item):
    """Over some two thousand answers; which cut is the share's is told by its parameter."""
    assert item.shares in {column.name for column in YEAR_COLUMNS}
    at = next((k for k, cut in enumerate(item.cuts) if isinstance(cut, str)), 0)
    answered = wave.answers.merge(wave.years[["run", "year", item.shares]], on=["run", "year"])
    beyond = (answered[item.name] > item.first + at).astype("Float64").astype(float).where(answered[item.name].notna())
    apart = (beyond - answered[item.shares]).dropna()
    assert apart.mean() == pytest.approx(0.0, abs=4.0 * apart.std() / math.sqrt(len(apart)))
    if item.error != CHANCE:
        assert item.loading == 1.0 and item.error in ("survey_noise", "survey_influence_noise")


def test_a_leaning_lies_beyond_a_cut_with_the_chance_that_the_rule_of_shares_gives():
    u = (np.arange(2000) + 0.5) / 2000
    for state, cut, noise in ((0.2, 0.37, 0.08), (0.4, 0.37, 0.08), (0.9, 0.6, 0.2)):
        beyond = np.mean([leaning_to_answer.py_func(state, 1.0, noise, one) > cut for one in u])
        assert beyond == pytest.approx(share_above.py_func(state, cut, noise), abs=1e-3)
    assert leaning_to_answer.py_func(0.7, 1.2, 0.1, 0.5) == pytest.approx(
        0.74
    )  # the middle answer takes up the state by the loading


def test_the_kernel_answers_as_a_plain_loop_over_the_rule_does():
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 1})
    results = sim.simulate(scenario, 1, 5, record=("answers", "teachers"))
    table, period = scenario.table()
    p = table[period[35], 2]
    place = {column.name: k for k, column in enumerate(TEACHER_COLUMNS)}

    def force(value):
        return p[value] if isinstance(value, str) else np.mean([p[v] for v in value]) if isinstance(value, tuple) else value

    expected = []
    for post, row in enumerate(results._recorded[0].teachers[0]):
        person = int(row[place["person"]])
        if two_draws.py_func(5, 0, person, 1, RESPOND, 0)[0] >= RESPONSE:
            continue
        line = [1, post, person]
        for k, item in enumerate(ITEMS):
            u, v = two_draws.py_func(5, 0, person, 1, ANSWER, k)
            state = row[place[item.measures]]
            felt = (
                leaning_to_answer.py_func(state, item.loading, force(item.error), u)
                if item.error != CHANCE
                else 0.5 + (state - u)
            )
            answer = item.first + sum(felt > force(cut) for cut in item.cuts)
            line.append(LEFT_OUT if v < item.missing else answer)
        expected.append(line)
    assert results._recorded[0].answers.tolist() == expected


def test_recording_answers_moves_nothing_and_keeps_no_teachers_that_nobody_asked_for(wave):
    only = sim.simulate(wave.scenario, 2, 3, record="answers")
    pd.testing.assert_frame_equal(only.years, wave.years[wave.years["run"] < 2])
    pd.testing.assert_frame_equal(only.answers, wave.answers[wave.answers["run"] < 2])
    assert only.teachers is None and only._recorded[0].teachers.size == 0
    plain = sim.simulate(wave.scenario, 1, 3)
    assert plain.answers is None and plain._recorded[0].answers.size == 0


def test_a_policy_on_how_people_answer_holds_from_its_year_on(wave):
    """Whoever is harder to please from year 2 on answers year 1 as before."""
    harder = wave.scenario.replace({"policies": [{"name": "harder to please", "start": 2, "set": {"survey.satisfied": 0.8}}]})
    other = sim.simulate(harder, 4, 3, record="answers").answers
    same = wave.answers[wave.answers["run"] < 4].reset_index(drop=True)
    first = same["year"] == 1
    pd.testing.assert_frame_equal(other[first], same[first])
    pd.testing.assert_frame_equal(other.drop(columns="talis_satisfied"), same.drop(columns="talis_satisfied"))
    assert (other.loc[~first, "talis_satisfied"] >= 3).mean() < 0.5 < (same.loc[~first, "talis_satisfied"] >= 3).mean()


def test_answers_of_a_school_without_teachers_are_none():
    table, period = sim.Scenario.load("baseline").table()
    rows = np.full((2, 3, len(TEACHER_COLUMNS)), np.nan)
    assert answers_of(rows, table, period, 1, 0).shape == (0, len(WHO) + len(ITEMS))


def test_answers_are_saved_read_and_exported_with_the_words_of_the_answers(wave, tmp_path):
    again = sim.Results.load(wave.save(tmp_path / "x"))
    pd.testing.assert_frame_equal(again.answers, wave.answers)
    assert all(new == old for old, new in accepted(NAMES).items())
    for format, read in (("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)):
        wave.export(tmp_path / format, format)
        table, known = read(tmp_path / format / f"answers.{format}")
        assert known.variable_value_labels["mbi_exhaustion_1"][6] == "every day"
        assert table["talis_stress"].isna().sum() == wave.answers["talis_stress"].isna().sum() > 0
        assert table["talis_stress"].dropna().tolist() == wave.answers["talis_stress"].dropna().tolist()


def test_an_item_is_declared_whole():
    for item in ITEMS:
        assert len(item.cuts) == len(item.words) - 1 and item.measures in {column.name for column in TEACHER_COLUMNS}
        numbers = [cut for cut in item.cuts if isinstance(cut, float)]
        assert all(a < b for a, b in pairwise(numbers))
    assert len(set(NAMES)) == len(NAMES)
