"""Advice ties: how trust grows and fades, and whom a teacher turns to next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.ties import chance_to_seek, pull_as_adviser, trust_after_meetings, trust_after_silence, trust_after_work

from .versions import compiled_and_plain, declared, group, levels, searched

#: Somebody in another group, with whom one shares nobody.
STRANGER = {
    "approachability": 1.0, "same_group": False, "group_odds": 3.0, "asks_me": False, "return_odds": 2.0, "shared": 0.0,
    "closure": 1.0, "standing": 0.3, "avoided": 0.0,
}  # fmt: skip


@compiled_and_plain(trust_after_work, together=0.3)
def test_success_shared_builds_trust_and_strain_wears_it(trust_after_work):
    calm = {"trust": 0.5, "gain": 0.3, "conflict_strain": 0.0, "strain": 0.25}
    failed, succeeded = (trust_after_work(success=success, **calm) for success in (0.0, 1.0))
    assert 0.5 < failed < succeeded == pytest.approx(0.5 + 0.3 * 0.5)
    assert trust_after_work(success=0.0, **calm | {"conflict_strain": 1.0}) < failed
    assert trust_after_work(success=0.0, **calm | {"gain": 0.0, "conflict_strain": 1.0}) == pytest.approx(0.5 * 0.75)


@compiled_and_plain(trust_after_work, together=0.3)
@searched
@given(
    trust=levels,
    success=levels,
    gain=declared("ties.success"),
    conflict_strain=levels,
    strain=declared("ties.strain"),
    step=levels,
)
def test_trust_stays_a_share_and_more_success_never_costs_any(trust_after_work, success, step, **tie):
    after = trust_after_work(success=success, **tie)
    assert 0.0 <= after <= trust_after_work(success=success + step * (1.0 - success), **tie) + 1e-12 <= 1.0 + 1e-12


@compiled_and_plain(trust_after_silence)
@searched
@given(trust=levels, decay=declared("ties.decay"))
def test_trust_fades_without_contact(trust_after_silence, trust, decay):
    assert 0.0 <= trust_after_silence(trust, decay) <= trust


@compiled_and_plain(trust_after_meetings, full=2.0)
@searched
@given(
    trust=levels,
    gain=declared("ties.mandated"),
    decay=declared("ties.decay"),
    hours=st.floats(0.0, 10.0),
    more=st.floats(0.0, 5.0),
)
def test_meetings_hold_fading_back_and_full_ones_stop_it(trust_after_meetings, trust, gain, decay, hours, more):
    assert trust_after_meetings(trust, gain, decay, 0.0) == pytest.approx(trust_after_silence.py_func(trust, decay))
    assert trust_after_meetings(trust, gain, decay, 2.0) >= trust
    assert trust_after_meetings(trust, gain, decay, hours + more) >= trust_after_meetings(trust, gain, decay, hours) - 1e-12
    assert 0.0 <= trust_after_meetings(trust, gain, decay, hours) <= 1.0


@pytest.mark.parametrize("trust", [0.1, 0.5, 0.9])
def test_in_the_baseline_mandated_contact_binds_less_than_voluntary_work_that_fails(trust):
    """Hargreaves (1994)."""
    weights = group("ties")
    met = trust_after_meetings.py_func(trust, weights["mandated"], weights["decay"], 10.0, weights["meeting_hours"])
    assert met < trust_after_work.py_func(trust, 0.0, weights["success"], 0.0, weights["strain"], weights["together"])


@compiled_and_plain(pull_as_adviser, respect=0.6)
@pytest.mark.parametrize(
    ("known", "ratio"),
    [
        ({"same_group": True}, 3.0),
        ({"asks_me": True}, 2.0),
        ({"shared": 2.0}, 3.0),  # each colleague in common adds the stranger's whole pull
        ({"approachability": 2.5}, 2.5),
        ({"avoided": 0.25}, 0.75),
        ({"avoided": 1.0}, 0.0),
        ({"same_group": True, "asks_me": True}, 6.0),
    ],
)
def test_an_adviser_is_near_approachable_known_to_ones_colleagues_and_not_avoided(pull_as_adviser, known, ratio):
    assert pull_as_adviser(**STRANGER | known) == pytest.approx(ratio * pull_as_adviser(**STRANGER))


@compiled_and_plain(pull_as_adviser, respect=0.6)
def test_standing_draws_those_who_look_for_advice_and_nobody_is_without_any_pull(pull_as_adviser):
    pulls = [pull_as_adviser(**STRANGER | {"standing": standing}) for standing in (0.0, 0.5, 1.0)]
    assert 0.0 < pulls[0] < pulls[1] < pulls[2]


@compiled_and_plain(chance_to_seek)
def test_who_works_with_others_finds_new_advisers_sooner(chance_to_seek):
    assert chance_to_seek(0.4, 0.25, True, 3, 0.5) == 0.4
    assert chance_to_seek(0.4, 0.25, False, 3, 0.5) == pytest.approx(0.1)


@compiled_and_plain(chance_to_seek)
def test_who_would_ask_nobody_is_drawn_in_where_colleagues_work_together(chance_to_seek):
    assert chance_to_seek(0.4, 0.25, False, 0, 0.5) == pytest.approx(0.2)
    assert chance_to_seek(0.4, 0.25, True, 0, 0.0) == 0.0
