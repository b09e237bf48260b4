"""TOML that this program writes says what it was given, and nothing that was written by hand is needed for it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.inputs.writing import toml_text, toml_value

numbers = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
values = st.recursive(
    numbers | texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


@pytest.mark.parametrize(
    "values",
    [
        {"a": 1e-7, "b": [1, 2.5], "set": {"time.planning": 4.0}, "design": {"kind": "grid"}},
        {
            "title": 'a "quoted" line\nand ünïcode',
            "parameters": [{"cases": {"no one": {"roles.leaders": 0.0}}}, {"values": [False, True]}],
        },
    ],
)
def test_what_is_written_as_toml_is_read_as_it_was(values):
    assert tomllib.loads(toml_text(values, ("set",))) == values
    assert tomllib.loads(f"value = {toml_value(values)}")["value"] == values


@given(st.dictionaries(texts, values, max_size=5))
def test_whatever_is_written_is_read_again_and_a_value_takes_one_line(tables):
    assert tomllib.loads(toml_text(tables)) == tables
    line = toml_value(tables)
    assert "\n" not in line
    assert tomllib.loads(f"value = {line}")["value"] == tables


def test_a_file_has_values_first_and_an_empty_line_before_each_table():
    text = toml_text(
        {"cases": [{"a": 1}, {"a": 2}], "set": {"time.planning": 4.0}, "design": {"kind": "grid"}, "runs": 3}, ["set"]
    )
    assert text == (
        'set = {"time.planning" = 4.0}\nruns = 3\n\n[[cases]]\na = 1\n\n[[cases]]\na = 2\n\n[design]\nkind = "grid"\n'
    )
