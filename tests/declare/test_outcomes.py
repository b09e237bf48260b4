"""An outcome is declared once, whole."""

import re
from dataclasses import replace

import pytest

from simulation.declare.outcome import Theme
from simulation.declare.outcomes import HOURS, OF_STATE, TEACHER_COLUMNS, TERM_COLUMNS, WEEKLY, YEAR_COLUMNS
from simulation.declare.terms import TERMS
from simulation.school.state import TEACHER

from ..together import each

TABLES = {"years": YEAR_COLUMNS, "teachers": TEACHER_COLUMNS + TERM_COLUMNS}
EVERY = [outcome for columns in TABLES.values() for outcome in columns]


@each("outcome", EVERY, lambda outcome: outcome.name)
def test_an_outcome_has_every_part(outcome):
    assert re.fullmatch(r"[a-z][a-z_]*", outcome.name)
    assert outcome.label and outcome.subject and outcome.unit and outcome.meaning
    assert outcome.low < outcome.high
    assert isinstance(outcome.theme, Theme)
    assert outcome.better in ("more", "less", None)


@each("outcome", [outcome for outcome in EVERY if outcome not in TERM_COLUMNS], lambda outcome: outcome.name)
def test_a_label_fits_an_axis_and_is_no_name_of_a_column(outcome):
    assert len(outcome.label) <= 36 and "_" not in outcome.label
    assert outcome.label == outcome.label.strip().rstrip(".") and outcome.label[0].islower()


@each("outcome", EVERY, lambda outcome: outcome.name)
def test_a_subject_can_begin_a_sentence_in_the_singular(outcome):
    first, *others = outcome.subject.split()
    assert outcome.subject == " ".join([first, *others]) and first.islower()
    assert outcome.subject[-1].isalpha() and "_" not in outcome.subject
    if first != "the":  # then it is a quality or a doing, and no counted noun, which could be many
        assert not re.search(r"(?<!s)s$", first), outcome.subject


@pytest.mark.parametrize("table", TABLES)
def test_names_and_labels_are_unique_within_a_table(table):
    for part in ("name", "label", "subject"):
        found = [getattr(outcome, part) for outcome in TABLES[table]]
        assert len(set(found)) == len(found), [one for one in found if found.count(one) > 1]


def test_what_both_tables_hold_is_called_the_same_in_both():
    """Only what exactly it is may differ: a mean over the school, or a person's own."""
    of_school = {outcome.name: outcome for outcome in YEAR_COLUMNS}
    shared = [outcome for outcome in TEACHER_COLUMNS if outcome.name in of_school]
    assert len(shared) > 20
    for outcome in shared:
        assert replace(outcome, meaning="") == replace(of_school[outcome.name], meaning="")


def test_key_outcomes_have_each_a_place_of_their_own():
    ranks = sorted(outcome.rank for outcome in YEAR_COLUMNS if outcome.rank is not None)
    assert ranks == list(range(1, len(ranks) + 1))


def test_an_outcome_that_is_the_mean_of_a_state_names_one_that_there_is():
    variables = {variable.name: variable for variable in TEACHER}
    named = [outcome for columns in TABLES.values() for outcome in columns if outcome.state]
    assert set(TERMS) <= {outcome.state for outcome in named}
    for outcome in named:
        held = variables[outcome.state]
        assert (held.unit, held.low, held.high) == (outcome.unit, outcome.low, outcome.high), outcome.name
    assert OF_STATE["satisfaction"].name == "job_satisfaction"


def test_the_parts_of_a_week_are_outcomes_of_the_week():
    assert [name for name in HOURS if name not in {outcome.name for outcome in WEEKLY}] == []
