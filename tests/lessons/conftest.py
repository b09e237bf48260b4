"""One small lesson, written as a professor would write it."""

import tomllib

import pytest

TEXT = """
name = "small"
title = "A small lesson"
question = "Does time help?"
sources = ["Somebody (2020), Something"]
story = "Once upon a time."
years = 3
over = [2, 3]
schools = 6
table = ["influence", "hours_collective"]
reveal = "It does."

[prediction]
kind = "direction"
outcome = "hours_collective"
ask = "More joint work?"

[base]
label = "Little time"
set = { "school.materials" = 0.5, "time.planning" = 0.0 }

[other]
label = "Much time"
set = { "school.materials" = 0.5 }
start = 2
later = { "time.planning" = 6.0 }

[[levers]]
name = "time.planning"
low = 0.0
high = 10.0
why = "Try."

[[claim]]
says = "Time brings joint work."
outcome = "hours_collective"
direction = "more"
same = 0.1

[[look]]
who = "most exhausted"
year = 2
state = "exhaustion"
term = "overload"
see = "The week."

[[discussion]]
question = "Why?"
answer = "Because."
"""


@pytest.fixture
def values():
    """The lesson as nested tables, free to be spoilt."""
    return tomllib.loads(TEXT)


@pytest.fixture
def file(tmp_path):
    """The lesson as a file."""
    path = tmp_path / "small.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path
