"""What a policy does, in sentences a reader can check against the numbers."""

from math import inf
from types import SimpleNamespace as Some

from simulation.words.policies import depends, on_average


def estimate(difference, low, high, schools=30):
    return Some(difference=difference, low=low, high=high, schools=schools)


def interaction(name, first, other, at, apart, linear=False):
    at_first, at_other = (estimate(value, value - 0.1, value + 0.1) for value in at)
    return Some(
        moderator=Some(name=name), first=first, other=other, linear=linear, at_first=at_first, at_other=at_other, apart=apart
    )


def test_an_effect_has_its_size_its_direction_and_its_interval():
    said = on_average("time", "hours_total", estimate(-0.8, -0.9, -0.69), 9)
    assert (
        said
        == "With time the working week is 0.80 hours shorter, averaged over 9 points (95 % interval −0.90 to −0.69, 30 schools)."
    )
    said = on_average("time", "share_collaboration", estimate(0.059, 0.048, 0.071), 1)
    assert said.endswith("5.9 percentage points higher, at the one point (95 % interval +4.8 to +7.1 points, 30 schools).")


def test_what_is_not_seen_is_not_said_to_be_nothing():
    said = on_average("time", "hours_total", estimate(0.1, -0.2, 0.4), 9)
    assert "is not seen to differ" in said and "−0.20 to +0.40" in said
    assert on_average("time", "hours_total", estimate(0.1, -inf, inf, 1), 9).startswith("One school does not tell")


def test_what_an_effect_depends_on_comes_first_and_the_rest_with_its_interval():
    openness = interaction("administrator.openness", 0.2, 0.8, (0.5, 1.5), estimate(1.0, 0.8, 1.2))
    poverty = interaction("school.poverty", 0.1, 0.9, (0.9, 1.0), estimate(0.1, -0.1, 0.3))
    said = depends("hours_total", [poverty, openness])
    assert said.startswith(
        "This depends on openness of the administrator: +0.50 at 0.2 and +1.50 at 0.8 (difference +1.00, +0.80 to +1.20)"
    )
    assert said.endswith("no difference is seen by poverty of pupils (−0.10 to +0.30).")
    assert depends("hours_total", [poverty]) == "It is not seen to depend on poverty of pupils (−0.10 to +0.30)."
    assert depends("hours_total", []) == ""
