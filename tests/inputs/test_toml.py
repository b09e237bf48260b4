"""Single values as options give them; files are tested with scenarios, studies and lessons."""

import pytest

from simulation.cli.options import scenario_from, settings
from simulation.inputs.faults import Faults
from simulation.inputs.toml import parse_toml, parse_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.8", 0.8), (".8", 0.8), ("-.5", -0.5), ("+.25", 0.25), ("8.", 8.0), ("05", 5), ("1e3", 1000.0), (".5e1", 5.0),
        (" 4 ", 4), ("true", True), ("[1, 2]", [1, 2]), ('"4"', "4"), ("goal council", "goal council"), ("", ""), (".", "."),
        ("1.2.3", "1.2.3"), ("0,8", "0,8"), ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_a_value_is_read_as_people_write_it(text, value):
    found = parse_value(text)
    assert found == value
    assert type(found) is type(value)


def test_a_setting_may_begin_with_its_point():
    assert settings(["administrator.openness=.8"]) == {"administrator.openness": 0.8}
    assert scenario_from("baseline", ["administrator.openness=.8"]).administrator.openness == 0.8


@pytest.mark.parametrize("line", ["openness = .8", "openness = 8.", "openness = -.5  # low"])
def test_a_number_without_a_digit_beside_its_point_gets_told_so_in_a_file(line):
    with pytest.raises(Faults) as error:
        parse_toml(f"[administrator]\n{line}\n", "the manual", Faults, "mine.toml")
    (fault,) = error.value.faults
    assert fault.endswith(f"write a digit on both sides of the point, as in 0.8; the line is: {line}")
