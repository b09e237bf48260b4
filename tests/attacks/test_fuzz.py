"""Three hundred hostile inputs of every kind but those that need a school to live; the program of fuzz.py takes as many as one has time for."""

import random

import pytest

from . import fuzz, kinds, mutate
from .kinds import KINDS, World, WrongError

#: Kinds for which nothing is simulated.
CHEAP = [
    kind.__name__
    for kind in KINDS
    if kind.__name__ not in ("session", "classroom", "class_file", "results_folder", "sweep_folder")
]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return World(tmp_path_factory.mktemp("world"))


def test_three_hundred_hostile_inputs_are_refused_in_a_sentence_or_right(world):
    results = [fuzz.one(*case, 1, world) for case in fuzz.chosen(300, 1, CHEAP)]
    assert {r.kind for r in results} == set(CHEAP)
    assert [r for r in results if r.verdict in fuzz.BAD] == []
    assert {r.verdict for r in results} == set(fuzz.GOOD)


def test_a_page_and_folders_withstand_a_few(world):
    """Their engine is compiled by other tests already."""
    results = [
        fuzz.one(*case, 2, world) for case in fuzz.chosen(40, 2, ["session", "classroom", "results_folder", "sweep_folder"])
    ]
    assert [r for r in results if r.verdict in fuzz.BAD] == []


def test_the_same_seed_makes_the_same_inputs():
    texts = {mutate.text(random.Random("1/school/3"), "teacher\nAda\nBen\n") for _ in range(3)}
    assert len(texts) == 1
    assert fuzz.chosen(500, 1, CHEAP) == fuzz.chosen(500, 1, CHEAP) != fuzz.chosen(500, 2, CHEAP)


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (lambda rng, world: 1 / 0, "unhandled"), (lambda rng, world: kinds.check(False, "x"), "wrong"),
        (lambda rng, world: kinds.refused(ValueError("")), "wrong"), (lambda rng, world: kinds.refused(ValueError("<class 'x'>")), "wrong"),
        (lambda rng, world: True, "accepted"), (lambda rng, world: kinds.refused(ValueError("It is red.")), "refused"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_seen(monkeypatch, world, kind, verdict):
    """A program that finds nothing would always be content."""
    monkeypatch.setitem(fuzz.BY_NAME, "school", kind)
    result = fuzz.one("school", 1, 1, world)
    assert result.verdict == verdict
    assert ("school 1" in fuzz.report([result])) == (verdict in fuzz.BAD)


def test_whoever_accepts_too_much_is_seen(monkeypatch, world):
    from simulation.parameters.scenario import Scenario

    beyond = Scenario.load("baseline").model_copy(update={"years": 99})
    with pytest.raises(WrongError, match="years = 99"):
        kinds.sound(beyond)


def test_an_input_that_takes_long_is_seen(monkeypatch, world):
    monkeypatch.setattr(fuzz, "SECONDS", 0.01)
    monkeypatch.setitem(fuzz.BY_NAME, "school", lambda rng, world: sum(range(3_000_000)) > 0)
    assert fuzz.one("school", 1, 1, world).verdict == "slow"
