"""Chance: the published generator, and what the model needs of its draws: uniform, open, independent, normal when asked."""

import math

import numpy as np
import pytest
from scipy import stats

from simulation.core import chance
from simulation.core.chance import draw, normal, philox, second_normal, two_draws

pytestmark = pytest.mark.quick

ALL_ONES = 0xFFFFFFFF

#: Known answers of philox4x32-10 as the authors of the generator publish them: counter and key, then the four words.
KNOWN_ANSWERS = {
    "zeros": ((0, 0, 0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    "ones": ((ALL_ONES,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    "digits of pi": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
}

#: What a draw depends on, in the order of the arguments; an ordinary draw, from which one of them is moved at a time.
COORDINATES = ("seed", "run", "who", "when", "purpose", "item")
ORDINARY = {"seed": 1, "run": 0, "who": 3, "when": 17, "purpose": chance.CHOOSE, "item": 2}


def sample(n, **moved):
    """n ordinary draws of neighbouring weeks, with some coordinates moved."""
    at = ORDINARY | moved
    return np.array([draw(*(at | {"when": at["when"] + k}).values()) for k in range(n)])


def pairs(n):
    """n pairs of draws of neighbouring posts: float64 (n, 2)."""
    return np.array([two_draws(*(ORDINARY | {"who": k}).values()) for k in range(n)])


@pytest.mark.parametrize("generator", [philox, philox.py_func], ids=["compiled", "plain"])
@pytest.mark.parametrize(("key", "words"), KNOWN_ANSWERS.values(), ids=KNOWN_ANSWERS)
def test_the_generator_gives_the_published_answers(generator, key, words):
    assert generator(*key) == words


@pytest.mark.parametrize("pair", [two_draws, two_draws.py_func], ids=["compiled", "plain"])
@pytest.mark.parametrize(("key", "words"), KNOWN_ANSWERS.values(), ids=KNOWN_ANSWERS)
def test_two_draws_are_the_words_of_the_counter_who_when_purpose_item_under_the_key_seed_run(pair, key, words):
    """52 bits of each half of the words, in the middle of their cell of the grid."""
    who, when, purpose, item, seed, run = key
    bits = (words[0] << 20 | words[1] >> 12, words[2] << 20 | words[3] >> 12)
    assert pair(seed, run, who, when, purpose, item) == tuple((b + 0.5) / 2**52 for b in bits)


@pytest.mark.parametrize("one", [draw, draw.py_func], ids=["compiled", "plain"])
def test_one_draw_is_the_first_of_two(one):
    for run in range(20):
        at = (ORDINARY | {"run": run}).values()
        assert one(*at) == two_draws(*at)[0]


@pytest.mark.parametrize("word", [0, ALL_ONES])
def test_a_draw_is_never_quite_zero_or_one(monkeypatch, word):
    """Whatever the generator says, logarithms of a draw and of its complement exist."""
    monkeypatch.setattr(chance, "philox", lambda *_: (word,) * 4)
    for u in two_draws.py_func(*ORDINARY.values()):
        assert 0.0 < u < 1.0
        assert math.isfinite(math.log(u) + math.log(1.0 - u))


def test_draws_are_uniform():
    """Chi-square over a hundred equal cells; a hundred thousand draws, so each cell expects a thousand."""
    counts, _ = np.histogram(sample(100_000), bins=100, range=(0.0, 1.0))
    assert 0.001 < stats.chisquare(counts).pvalue < 0.999


def test_the_second_of_two_draws_is_uniform_and_owes_nothing_to_the_first():
    both = pairs(40_000)
    counts, _, _ = np.histogram2d(*both.T, bins=10, range=((0, 1), (0, 1)))
    assert 0.001 < stats.chisquare(counts.ravel()).pvalue < 0.999


@pytest.mark.parametrize("coordinate", [c for c in COORDINATES if c != "when"])
@pytest.mark.parametrize("step", [1, 2**16])
def test_neighbours_in_any_coordinate_owe_nothing_to_each_other(coordinate, step):
    """Next seed, next school, next teacher, next purpose, next item: a correlation of four standard errors would be seen."""
    n = 20_000
    here, there = sample(n), sample(n, **{coordinate: ORDINARY[coordinate] + step})
    assert abs(np.corrcoef(here, there)[0, 1]) < 4.0 / math.sqrt(n)


def test_one_week_owes_nothing_to_the_next():
    weeks = sample(20_001)
    assert abs(np.corrcoef(weeks[:-1], weeks[1:])[0, 1]) < 4.0 / math.sqrt(20_000)


def test_seed_and_run_are_not_interchangeable():
    """School 2 of seed 1 is not school 1 of seed 2."""
    assert draw(*(ORDINARY | {"seed": 1, "run": 2}).values()) != draw(*(ORDINARY | {"seed": 2, "run": 1}).values())


@pytest.mark.parametrize("rule", [normal, normal.py_func, second_normal, second_normal.py_func])
def test_normal_draws_are_standard_normal(rule):
    values = np.array([rule(u, v) for u, v in pairs(20_000)])
    assert stats.kstest(values, "norm").pvalue > 0.001
    assert values.mean() == pytest.approx(0.0, abs=4.0 / math.sqrt(20_000))
    assert values.std() == pytest.approx(1.0, abs=4.0 / math.sqrt(2 * 20_000))


def test_the_two_normal_draws_of_a_pair_are_independent():
    """Neither they nor their squares are correlated: not the direction and not the size of one tells about the other."""
    x, y = np.array([(normal(u, v), second_normal(u, v)) for u, v in pairs(20_000)]).T
    limit = 4.0 / math.sqrt(20_000)
    assert abs(np.corrcoef(x, y)[0, 1]) < limit
    assert abs(np.corrcoef(x**2, y**2)[0, 1]) < limit


def test_together_the_two_normal_draws_have_the_length_that_the_first_uniform_gives():
    """Box & Muller: x^2 + y^2 = -2 ln u."""
    for u, v in pairs(50):
        assert math.hypot(normal(u, v), second_normal(u, v)) == pytest.approx(math.sqrt(-2.0 * math.log(u)))


def test_no_two_purposes_share_a_number():
    purposes = {name: n for name, n in vars(chance).items() if name.isupper() and name[0] != "_" and name != "SCHOOL"}
    assert len(purposes) >= 20
    assert len(set(purposes.values())) == len(purposes)


def test_the_school_itself_is_nobody_of_its_posts():
    assert chance.SCHOOL > 500
