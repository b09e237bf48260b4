"""What a measure's words mean, held against the tables of an ensemble."""

from dataclasses import replace

import numpy as np
import pytest

from simulation.core.vocabulary import STAYS
from simulation.ensemble.simulate import simulate, simulate_block
from simulation.lessons.measures import YEARLY, measure, shown
from simulation.parameters.scenario import Scenario

RUNS, YEARS = 5, 3


@pytest.fixture(scope="module")
def lived():
    scenario = Scenario.load("baseline").replace({"years": YEARS, "school.teachers": 14})
    record = ("years", "teachers")
    return simulate_block(scenario, 3, 0, RUNS, record), simulate(scenario, RUNS, 3, record=record)


def by_year(table, statistic):
    return [statistic(table[table["year"] == year]) for year in range(1, YEARS + 1)]


CASES = {
    "influence": ("years", lambda t: t["influence"].mean()),
    "exhaustion of novices": ("teachers", lambda t: t[t["experience"] <= 3]["exhaustion"].mean()),
    "left of leaders": ("teachers", lambda t: (t[t["role"] == 1]["left"] != STAYS).mean()),
    "standing of leaders minus others": (
        "teachers",
        lambda t: t[t["role"] == 1]["standing"].mean() - t[t["role"] == 0]["standing"].mean(),
    ),
    "standing with in_ties across teachers": ("teachers", lambda t: np.corrcoef(t["standing"], t["in_ties"])[0, 1]),
    "influence with trust across schools": ("years", lambda t: np.corrcoef(t["influence"], t["trust"])[0, 1]),
    "spread of influence across schools": ("years", lambda t: t["influence"].std(ddof=1)),
    "spread of standing across teachers": ("teachers", lambda t: t["standing"].std(ddof=1)),
}


@pytest.mark.parametrize("words", CASES)
def test_a_measure_is_what_the_tables_say(lived, words):
    schools, results = lived
    table, statistic = CASES[words]
    m = measure(words)
    sums = np.sum([m.sums(school) for school in schools], axis=0)
    np.testing.assert_allclose(m.value(sums), by_year(getattr(results, table), statistic), atol=1e-10)


def test_a_single_school_has_means_and_gaps_but_no_correlation():
    assert measure("influence").alone and measure("standing of leaders minus others").alone
    assert not measure("standing with in_ties across teachers").alone


def test_nobody_to_measure_is_unknown_and_no_error():
    m = measure("exhaustion of leaders")
    assert np.isnan(m.value(np.zeros((2, 2)))).all()


@pytest.mark.parametrize("words", CASES)
def test_a_measure_says_what_it_is(words):
    m = measure(words)
    assert m.label and m.about.meaning and m.about.low < m.about.high


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("influence with trust across towns", "allowed are: teachers, schools"),
        ("standing", "not a column of the table of years"),
        ("exhaustion of leaders minus novises", "did you mean novices?"),
        ("happiness everywhere", "is not a measure"),
    ],
)
def test_words_without_meaning_are_refused(words, said):
    with pytest.raises(ValueError, match=said):
        measure(words)


@pytest.mark.parametrize(
    ("value", "sign", "text"),
    [
        (49.96, "", "50.0"),
        (0.694, "", "0.69"),
        (-0.2861, "+", "\u22120.29"),
        (0.0041, "+", "+0.004"),
        (0.0, "", "0.00"),
        (float("nan"), "", "–"),
    ],
)
def test_numbers_have_the_digits_that_people_need(value, sign, text):
    assert shown(value, sign) == text


def test_a_school_of_which_something_is_unknown_does_not_empty_the_mean_of_all(lived):
    schools = [replace(school, years=school.years.copy()) for school in lived[0]]
    schools[0].years[:, YEARLY["influence"][0]] = np.nan
    for words in ("influence", "influence with trust across schools", "spread of influence across schools"):
        m = measure(words)
        others = m.value(np.sum([m.sums(school) for school in schools[1:]], axis=0))
        assert m.value(np.sum([m.sums(school) for school in schools], axis=0)).tolist() == others.tolist(), words
