"""Self-efficacy: Bandura's four sources, with the signs he gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.efficacy import efficacy_terms

from .versions import compiled_and_plain, declared, levels, searched

TERMS = ("self", "mastery", "vicarious", "persuasion", "bodily", "doubt", "leading", "lately")

#: Somebody of middling confidence, at the level that the base alone gives, to whom nothing happens.
NOTHING = {
    "efficacy": 0.3, "rate": 0.03, "base": 0.3, "expertise_weight": 0.38, "expertise": 0.0, "confidence_weight": 0.35,
    "confidence": 0.5, "mastery_weight": 0.3, "success": 0.0, "agency": 0.0, "rapport_weight": 0.1, "rapport": 0.0,
    "vicarious_weight": 0.1, "partner_success": 0.0, "persuasion_weight": 0.12, "support": 0.0, "backing": 0.0, "standing": 0.0,
    "bodily_weight": 0.22, "exhaustion": 0.0, "ambiguity_weight": 0.2, "ambiguity": 0.0, "tension_weight": 0.4, "tension": 0.0,
    "leading_weight": 0.14, "led": 0.0, "lately_weight": 0.3, "lately": 0.0,
}  # fmt: skip


def terms_of(efficacy_terms, **changed):
    return dict(zip(TERMS, efficacy_terms(**NOTHING | changed), strict=True))


@compiled_and_plain(efficacy_terms, support_part=0.4, backing_part=0.4, standing_part=0.4)
def test_without_any_source_efficacy_rests_at_the_persons_own_level(efficacy_terms):
    assert set(terms_of(efficacy_terms).values()) == {0.0}


@compiled_and_plain(efficacy_terms, support_part=0.4, backing_part=0.4, standing_part=0.4)
@pytest.mark.parametrize(
    ("source", "term", "sign"),
    [
        ({"led": 0.4}, "leading", 1),
        ({"lately": 0.4}, "lately", 1),
        ({"expertise": 0.5}, "self", 1),
        ({"confidence": 0.9}, "self", 1),
        ({"confidence": 0.1}, "self", -1),
        ({"efficacy": 0.6}, "self", -1),  # above one's own level it falls back
        ({"success": 0.8, "agency": 0.5}, "mastery", 1),
        ({"rapport": 1.0}, "mastery", 1),
        ({"rapport": -1.0}, "mastery", -1),
        ({"partner_success": 0.8}, "vicarious", 1),
        ({"support": 0.8}, "persuasion", 1),
        ({"backing": 0.8}, "persuasion", 1),
        ({"standing": 0.8}, "persuasion", 1),
        ({"exhaustion": 0.8}, "bodily", -1),
        ({"ambiguity": 0.8}, "doubt", -1),
        ({"tension": 0.8}, "doubt", -1),
    ],
)
def test_each_source_moves_efficacy_through_its_own_term_and_in_its_direction(efficacy_terms, source, term, sign):
    terms = terms_of(efficacy_terms, **source)
    assert sign * terms[term] > 0.0
    assert all(value == 0.0 for name, value in terms.items() if name != term)


@compiled_and_plain(efficacy_terms, support_part=0.4, backing_part=0.4, standing_part=0.4)
def test_success_that_one_had_no_hand_in_is_no_mastery(efficacy_terms):
    assert terms_of(efficacy_terms, success=1.0, agency=0.0)["mastery"] == 0.0
    assert terms_of(efficacy_terms, success=0.0, agency=1.0)["mastery"] == 0.0


@compiled_and_plain(efficacy_terms, support_part=0.4, backing_part=0.4, standing_part=0.4)
@searched
@given(
    efficacy=levels, rate=declared("efficacy.rate"), expertise=levels, confidence=levels, success=levels, agency=levels,
    rapport=st.floats(-4.0, 4.0), partner_success=levels, support=levels, backing=levels, standing=levels, exhaustion=levels,
    ambiguity=levels, tension=levels,
)  # fmt: skip
def test_all_terms_together_close_the_gap_to_one_target_at_one_rate(efficacy_terms, efficacy, rate, **situation):
    """sum = rate (target - efficacy): who already stands at the target does not move."""
    total = sum(efficacy_terms(**NOTHING | situation | {"efficacy": efficacy, "rate": rate}))
    target = efficacy + total / rate
    assert sum(efficacy_terms(**NOTHING | situation | {"efficacy": target, "rate": rate})) == pytest.approx(0.0, abs=1e-9)
    assert sum(efficacy_terms(**NOTHING | situation | {"efficacy": efficacy, "rate": 0.5 * rate})) == pytest.approx(0.5 * total)
