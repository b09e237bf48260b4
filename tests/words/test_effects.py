"""Effects in sentences say what the table says: direction, size, unit, interval, and what does not differ."""

import pandas as pd
import pytest

from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.words import outcomes as words
from simulation.words.effects import how_large, of_comparison, plausible_briefly, plausible_range, warning
from simulation.words.outcomes import TOLD, label


def effects(**by):
    """A table of effects: a mean of 0.4 everywhere, and the differences that are given, each twice the spread between schools."""
    rows = []
    for outcome in YEAR_COLUMNS:
        d = by.get(outcome.name, 0.0)
        rows.append((outcome.name, 0.4, 0.4 + d, d, d - 0.01, d + 0.01, 2.0 if d > 0 else -2.0 if d < 0 else 0.0))
    return pd.DataFrame(rows, columns=["outcome", "a", "b", "difference", "low", "high", "effect_size"])


@pytest.mark.parametrize(
    ("name", "by", "said"),
    [
        (
            "hours_total",
            2.0,
            "The working week is 2.0 hours longer in B (95 % interval 1.99 to 2.01): 2.4 hours against 0.4 hours in A",
        ),
        ("hours_total", -2.0, "The working week is 2.0 hours shorter in B"),
        ("exhaustion", -0.125, "Exhaustion is 0.12 lower in B (95 % interval 0.12 to 0.14): 0.28 against 0.40 in A."),
        ("burnout_rate", 0.25, "The share who feel burnt out is 25 percentage points higher in B (95 % interval 24 to 26)"),
        ("influence", 0.25, "The influence that teachers feel is 0.25 higher in B"),
    ],
)
def test_an_effect_is_told_with_its_direction_size_unit_and_interval(name, by, said):
    told = of_comparison(effects(**{name: by}), 12)
    assert told[0].startswith(said)
    quiet = told[-1].removeprefix("No clear difference over 12 schools: ").removesuffix(".").split(", ")
    assert quiet == [label(other) for other in TOLD if other != name]


def test_nothing_clear_is_said_in_one_sentence():
    assert of_comparison(effects(), 12) == ["Over 12 schools no key outcome differs more than chance could make it."]


def test_several_large_effects_are_said_to_be_large_once():
    told = of_comparison(effects(trust=0.2, turnover=-0.2), 12)
    assert told[2] == f"Each of these 2 differences is {how_large(0.8)}."


def test_one_school_tells_no_interval():
    table = effects(trust=0.2).assign(low=float("nan"), high=float("nan"), effect_size=float("nan"))
    told = of_comparison(table, 1)
    assert told[-1] == "One school does not tell how certain an effect is." and not any("interval" in s for s in told)


def beside(**cells):
    """A table with one effect on exhaustion, of which more is known."""
    table = effects(exhaustion=-0.1)
    known = {
        "effect_persons": float("nan"),
        "range_unit": "",
        "usual_low": -0.2,
        "usual_high": -0.05,
        "ceiling": -0.3,
        "beyond": False,
    }
    table = table.assign(**known)
    at = table["outcome"] == "exhaustion"
    for name, value in cells.items():
        table.loc[at, name] = value
    return table


def test_states_of_persons_are_told_in_spreads_between_persons():
    told = of_comparison(beside(effect_persons=-0.625), 12)
    assert told[0].endswith("against 0.40 in A, 0.62 standard deviations between teachers.")


def test_an_effect_beyond_what_trials_make_plausible_is_warned_of_in_a_sentence():
    large = beside(effect_persons=-0.625, range_unit="SD of teachers", beyond=True)
    said = "Larger than trials make plausible for a policy like this, so believe the direction and not the size: exhaustion -0.62 SD of teachers (at most 0.3)."
    assert warning(large) == said and of_comparison(large, 12)[-1] == said
    assert warning(beside(range_unit="SD of teachers")) == "" and warning(effects()) == ""


def test_what_is_plausible_is_told_with_its_unit_and_only_where_it_is_known():
    [row] = beside(range_unit="SD of teachers").query("outcome == 'exhaustion'").itertuples()
    assert plausible_range(row) == "-0.2 to -0.05, at most -0.3 SD of teachers"
    assert plausible_briefly(row) == "−0.2 to −0.05 (−0.3)"
    [row] = beside(range_unit="h/week", usual_low=float("nan")).query("outcome == 'exhaustion'").itertuples()
    assert plausible_range(row) == "at most -0.3 h/week"
    [row] = beside().query("outcome == 'exhaustion'").itertuples()
    assert plausible_range(row) == ""


def test_of_what_is_not_known_nothing_is_told():
    table = effects(trust=0.2)
    table.loc[table["outcome"] == "turnover", ["a", "b", "difference", "low", "high", "effect_size"]] = float("nan")
    for schools in (1, 12):
        told = of_comparison(table, schools)
        assert told and not any("nan" in sentence or "–" in sentence or label("turnover") in sentence for sentence in told)
    assert (words.value(float("nan"), "turnover"), words.difference(float("nan"), "turnover")) == ("–", "–")
