"""Instructional expertise: by teaching, from colleagues, from dissent, from outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.learning import learning_terms, surroundings

from .versions import compiled_and_plain, declared, group, levels, searched

#: Somebody on the first day who learns from nothing and nobody, with the baseline's weights.
WEIGHTS = group("learning")
NOTHING = {
    "expertise": 0.4, "experience": 0.0, "practice": 0.0, "years": 7.0, "obsolescence": 0.0, "peers": WEIGHTS["peers"],
    "gap": 0.0, "mentoring": 0.0, "novice": WEIGHTS["novice"], "beginner": 0.0, "lesson_weight": WEIGHTS["conflict"],
    "lesson": 0.0, "external": WEIGHTS["external"], "is_member": 0, "training": WEIGHTS["training"], "mandated": 0.0,
}  # fmt: skip
OWN, COLLEAGUES, OUTSIDE = 0, 1, 2


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
@pytest.mark.parametrize(
    ("occasion", "term"),
    [
        ({"practice": 0.17}, OWN),
        ({"gap": 0.2}, COLLEAGUES),
        ({"mentoring": 0.1}, COLLEAGUES),
        ({"lesson": 0.5}, COLLEAGUES),
        ({"is_member": 1}, OUTSIDE),
        ({"mandated": 2.0}, OUTSIDE),
    ],
)
def test_each_occasion_to_learn_teaches_through_its_own_term(learning_terms, occasion, term):
    assert learning_terms(**NOTHING) == (0.0, 0.0, 0.0)
    terms = learning_terms(**NOTHING | occasion)
    assert terms[term] > 0.0
    assert sum(terms) == terms[term]


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
def test_novices_gain_most_from_able_colleagues(learning_terms):
    """Jackson & Bruegmann (2009): the same partner, the same lead."""
    novice, veteran = (learning_terms(**NOTHING | {"gap": 0.2, "beginner": b})[COLLEAGUES] for b in (1.0, 0.0))
    assert novice == pytest.approx((1.0 + WEIGHTS["novice"]) * veteran)
    assert WEIGHTS["novice"] > 0.0


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
def test_practice_teaches_beginners_fast_and_veterans_hardly(learning_terms):
    gains = [learning_terms(**NOTHING | {"practice": 0.17, "experience": years})[OWN] for years in (0.0, 5.0, 15.0, 40.0)]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] == pytest.approx(0.17 * 0.6 / 36.0)
    assert gains[-1] < 0.01 * gains[0]


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
def test_what_was_learnt_long_ago_loses_its_fit_in_the_end_faster_than_practice_renews_it(learning_terms):
    """Hence expertise rises early in a career and falls late (T081)."""
    teaching = {"practice": WEIGHTS["practice"], "years": WEIGHTS["years"], "obsolescence": WEIGHTS["obsolescence"]}
    assert learning_terms(**NOTHING | teaching | {"expertise": 0.3, "experience": 0.0})[OWN] > 0.0
    assert learning_terms(**NOTHING | teaching | {"expertise": 0.7, "experience": 30.0})[OWN] < 0.0


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
def test_more_loses_its_fit_the_longer_ago_it_was_learnt_up_to_twice_the_declared_share(learning_terms):
    """Declared for twenty years of experience (A51)."""
    lost = [
        -36.0 * learning_terms(**NOTHING | {"obsolescence": 0.03, "expertise": 0.5, "experience": years})[OWN]
        for years in (0.0, 10.0, 20.0, 40.0, 60.0)
    ]
    assert lost == pytest.approx([0.0, 0.0075, 0.015, 0.03, 0.03])


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
def test_who_knows_everything_learns_nothing_more_from_practice_dissent_or_outside(learning_terms):
    full = NOTHING | {"expertise": 1.0, "practice": 0.17, "lesson": 1.0, "is_member": 1, "mandated": 5.0}
    assert learning_terms(**full) == (0.0, 0.0, 0.0)


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
def test_a_year_outside_teaches_the_yearly_share(learning_terms):
    """Thirty-six equal weeks make a year."""
    week = learning_terms(**NOTHING | {"is_member": 1, "expertise": 0.0})[OUTSIDE]
    assert 36.0 * week == pytest.approx(WEIGHTS["external"])


@compiled_and_plain(learning_terms, seasoned=20.0, most_fading=2.0)
@searched
@given(
    expertise=levels, experience=st.floats(0.0, 60.0), practice=declared("learning.practice"), years=declared("learning.years"),
    obsolescence=declared("learning.obsolescence"), peers=declared("learning.peers"), gap=levels, mentoring=levels,
    novice=declared("learning.novice"), beginner=levels, lesson_weight=declared("learning.conflict"), lesson=levels,
    external=declared("learning.external"), is_member=st.integers(0, 1), training=declared("learning.training"),
    mandated=declared("administrator.mandated"),
)  # fmt: skip
def test_colleagues_and_networks_never_unteach(learning_terms, **person):
    _, colleagues, outside = learning_terms(**person)
    assert colleagues >= 0.0
    assert outside >= 0.0


@compiled_and_plain(surroundings)
@searched
@given(weight=declared("learning.environment"), coherence=levels, trust=levels, more=levels)
def test_a_coherent_and_trusting_school_never_teaches_less(surroundings, weight, coherence, trust, more):
    factor = surroundings(weight, coherence, trust)
    assert factor >= 0.0
    assert surroundings(weight, max(coherence, more), trust) >= factor
    assert surroundings(weight, coherence, max(trust, more)) >= factor
    assert surroundings(weight, 0.5, 0.5) == 1.0
