"""Job satisfaction, and contrived collegiality."""

import pytest
from hypothesis import given

from simulation.rules.satisfaction import contrived, pace_of_change, satisfaction_terms

from .versions import compiled_and_plain, declared, levels, searched

TERMS = ("self", "influence", "belonging", "accomplishment", "conditions", "workload", "contrived")

#: Somebody wholly isolated at the level that the base alone gives, to whom nothing good or bad happens.
NOTHING = {
    "satisfaction": 0.3, "rate": 0.05, "base": 0.3, "influence_weight": 0.3, "influence": 0.0, "belonging_weight": 0.16,
    "isolation": 1.0, "accomplishment_weight": 0.3, "accomplishment": 0.0, "support_weight": 0.16, "support": 0.0,
    "materials_weight": 0.08, "materials": 0.0, "uplift_weight": 0.08, "uplift": 0.0, "overload_weight": 0.012, "overload": 0.0,
    "paperwork_weight": 0.006, "paperwork": 0.0, "exhaustion_weight": 0.12, "exhaustion": 0.0, "contrived_weight": 0.22,
    "contrived_share": 0.0, "control_weight": 0.16, "control": 0.0,
}  # fmt: skip


def terms_of(satisfaction_terms, **changed):
    return dict(zip(TERMS, satisfaction_terms(**NOTHING | changed), strict=True))


@compiled_and_plain(contrived, full=4.0)
def test_joint_time_is_contrived_when_it_is_mandated_and_one_has_no_say(contrived):
    """Hargreaves (1994); four hours a week are the full dose."""
    assert contrived(4.0, 1.0) == 1.0
    assert contrived(2.0, 1.0) == 0.5
    assert contrived(10.0, 1.0) == 1.0
    assert contrived(0.0, 1.0) == 0.0
    assert contrived(10.0, 0.0) == 0.0


@compiled_and_plain(contrived, full=4.0)
@searched
@given(mandated=declared("administrator.mandated"), harm=levels, less=levels)
def test_what_takes_harm_out_of_mandated_time_takes_the_contrivance_out(contrived, mandated, harm, less):
    assert 0.0 <= contrived(mandated, less * harm) <= contrived(mandated, harm) + 1e-12 <= 1.0 + 1e-12


@compiled_and_plain(satisfaction_terms)
def test_without_any_cause_satisfaction_rests_at_its_base(satisfaction_terms):
    assert all(value == 0.0 for value in terms_of(satisfaction_terms).values())


@compiled_and_plain(satisfaction_terms)
@pytest.mark.parametrize(
    ("cause", "term", "sign"),
    [
        ({"satisfaction": 0.6}, "self", -1),
        ({"influence": 0.5}, "influence", 1),
        ({"isolation": 0.2}, "belonging", 1),
        ({"accomplishment": 0.7}, "accomplishment", 1),
        ({"support": 0.6}, "conditions", 1),
        ({"materials": 0.6}, "conditions", 1),
        ({"uplift": 1.0}, "conditions", 1),
        ({"control": 0.6}, "conditions", -1),
        ({"overload": 5.0}, "workload", -1),
        ({"paperwork": 5.0}, "workload", -1),
        ({"exhaustion": 0.5}, "workload", -1),
        ({"contrived_share": 0.5}, "contrived", -1),
    ],
)
def test_each_cause_moves_satisfaction_through_its_own_term_and_in_its_direction(satisfaction_terms, cause, term, sign):
    terms = terms_of(satisfaction_terms, **cause)
    assert sign * terms[term] > 0.0
    assert all(value == 0.0 for name, value in terms.items() if name != term)


@compiled_and_plain(satisfaction_terms)
@searched
@given(
    satisfaction=levels, rate=declared("satisfaction.rate"), influence=levels, isolation=levels, accomplishment=levels,
    support=levels, materials=levels, exhaustion=levels, contrived_share=levels, control=levels,
)  # fmt: skip
def test_all_terms_together_close_the_gap_to_one_target_at_one_rate(satisfaction_terms, satisfaction, rate, **situation):
    total = sum(satisfaction_terms(**NOTHING | situation | {"satisfaction": satisfaction, "rate": rate}))
    target = satisfaction + total / rate
    assert sum(satisfaction_terms(**NOTHING | situation | {"satisfaction": target, "rate": rate})) == pytest.approx(
        0.0, abs=1e-9
    )
    assert sum(satisfaction_terms(**NOTHING | situation | {"satisfaction": satisfaction, "rate": 0.5 * rate})) == pytest.approx(
        0.5 * total
    )


@compiled_and_plain(pace_of_change)
def test_good_moments_speed_up_what_rises_and_nothing_else(pace_of_change):
    assert pace_of_change(0.01, 1.0, 1.0) == 2.0
    assert pace_of_change(0.01, 1.0, 0.0) == 1.0
    assert pace_of_change(-0.01, 1.0, 1.0) == 1.0
