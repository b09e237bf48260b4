"""Outcomes have one name for everybody, and numbers that people can read."""

import json

import pytest

from simulation.declare.outcome import Theme
from simulation.declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS
from simulation.documents.codebook import codebook, outcomes
from simulation.lessons.measures import measure
from simulation.pages.catalogue import catalogue
from simulation.pages.courses import courses
from simulation.words import outcomes as words
from simulation.words.parameters import parameter_label

FAMILIES = {
    ("influence_hiring", "influence_budget", "influence_conduct"): ["hiring", "budget", "pupils' conduct"],
    ("monthly_coordination", "monthly_cooperation"): ["coordination", "cooperation"],
    ("influence", "influence_shared"): ["felt influence", "influence believed shared"],
    ("influence_hiring",): ["influence over hiring"],
    ("exhaustion", "trust"): ["exhaustion", "trust"],
}


@pytest.mark.parametrize("names", FAMILIES)
def test_beside_each_other_outcomes_leave_out_what_all_of_them_begin_with(names):
    assert list(words.labels(names).values()) == FAMILIES[names]


def test_page_codebook_table_and_lesson_call_an_outcome_what_its_declaration_calls_it():
    page = {outcome["name"]: outcome["label"] for outcome in catalogue()["outcomes"]}
    lines = codebook()
    for outcome in YEAR_COLUMNS:
        assert page[outcome.name] == outcomes().label[outcome.name] == measure(outcome.name).label == outcome.label
        assert f"| `{outcome.name}` | {outcome.label} | {outcome.theme} |" in lines
    for outcome in TEACHER_COLUMNS:
        assert measure(f"{outcome.name} of novices").label == f"{outcome.label} of novices"


def test_the_page_is_sent_every_name_that_its_charts_and_tiles_show():
    sent = json.loads(json.dumps(catalogue()))
    declared = {outcome.name: outcome for outcome in YEAR_COLUMNS}
    for name in (*sent["tiles"], *sent["told"], *sent["key_outcomes"]):
        assert name in declared
    for course, there in zip(sent["courses"], courses(), strict=True):
        assert course == json.loads(json.dumps(there))
        for line in course["lines"]:
            assert line["label"] and declared[line["outcome"]].label.endswith(line["label"])
            assert line["outcome"] in sent["weekly"]
    for outcome in sent["card"]:
        assert outcome["label"] == words.label(outcome["name"])


def test_the_codebook_says_which_state_an_outcome_is_the_mean_of():
    assert "`satisfaction` of teachers: job satisfaction" in codebook()
    assert words.state_label("satisfaction") == words.label("job_satisfaction")


def test_shorter_lists_of_key_outcomes_begin_longer_ones():
    assert (
        set(words.FOLLOWED) < set(words.TILES) < set(words.HEADLINES) < set(words.TOLD) < set(words.COMPARED) < set(words.KEY)
    )
    assert words.leading(2) == ("share_collaboration", "influence")


def test_tables_go_by_theme():
    themes = [words.DECLARED[name].theme for name in words.KEY]
    assert themes == sorted(themes, key=list(Theme).index)
    grouped = words.by_theme(words.COMPARED)
    assert [name for names in grouped.values() for name in names] == list(words.COMPARED)


def test_outcomes_without_a_common_unit_are_refused_one_axis():
    assert words.unit("influence", "exhaustion") == "0 to 1"
    with pytest.raises(ValueError, match="hours_total, influence are not measured in one unit"):
        words.unit("hours_total", "influence")


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        (0.1234, "share_collaboration", "12 %"),
        (0.0834, "share_collaboration", "8.3 %"),
        (0.0, "turnover", "0 %"),
        (48.849, "hours_total", "48.8 hours"),
        (-0.004, "influence", "0.00"),
        (-0.126, "student_growth", "−0.13 SD a year"),
        (float("nan"), "trust", "–"),
    ],
)
def test_a_level_is_written_with_its_unit(number, name, text):
    assert words.value(number, name) == text


def test_a_number_on_an_axis_or_in_a_terminal_is_in_the_unit_of_the_table():
    assert (words.number(45.44, "hours_total"), words.number(0.127, "exhaustion")) == ("45.4", "0.13")
    assert (words.number(-0.1, "turnover", 1, minus="-"), words.number(0.1, "turnover", sign="+")) == ("-0.100", "+0.10")
    assert words.number(-0.0001, "trust", sign="+") == "0.00"
    assert words.number(None, "trust") == words.number(float("inf"), "trust") == "–"


def test_differences_of_shares_are_percentage_points():
    assert words.difference(0.25, "burnout_rate") == "25 percentage points"
    assert (words.signed(0.25, "burnout_rate"), words.signed(-0.02, "burnout_rate")) == ("+25.0", "−2.0")
    assert (words.signed(0.25, "trust"), words.signed(-1.5, "hours_total")) == ("+0.250", "−1.50")


def test_ends_of_an_interval_that_would_read_the_same_have_a_decimal_more():
    assert words.interval(0.2112, 0.2138, "influence") == "0.211 to 0.214"
    assert words.interval(0.21, 0.25, "influence") == "0.21 to 0.25"
    assert words.interval(0.301, 0.304, "turnover") == "30.1 to 30.4 %"
    assert words.interval(float("-inf"), float("inf"), "influence") == ""


def test_a_parameter_is_called_by_its_label_and_what_is_none_by_its_name():
    assert parameter_label("administrator.openness") == "openness of the administrator"
    assert parameter_label("goal_council") == "goal council"
