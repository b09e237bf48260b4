"""Emotional exhaustion: every demand wears, every resource softens, rest restores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.exhaustion import exhaustion_terms, rested, softened

from .versions import compiled_and_plain, declared, levels, searched

TERMS = ("rest", "work", "overload", "unvoiced", "ambiguity", "tension", "pressure", "blocked")

#: A week in which nothing at all happens to somebody half exhausted, with the baseline's weights.
CALM = {
    "exhaustion": 0.5, "recovery": 0.06, "ageing": 0.012, "experience": 0.0, "soft": 0.0, "base": 0.0,
    "class_weight": 0.01, "classes": 0.0, "overload_weight": 0.012, "overload": 0.0, "unvoiced_weight": 0.008,
    "unvoiced": 0.0, "poverty_weight": 0.02, "hardship": 0.0, "ambiguity_weight": 0.03, "ambiguity": 0.0,
    "tension_weight": 0.08, "tension": 0.0, "pressure_weight": 0.035, "pressed": 0.0, "hassle_weight": 0.02, "hassle": 0.0,
    "blocked_weight": 0.015, "blocked": 0.0, "loss_weight": 0.05, "loss": 0.0,
}  # fmt: skip

#: Everything that can wear in a week, at once.
HARD = {
    "base": 0.028, "classes": 2.0, "overload": 8.0, "unvoiced": 3.0, "hardship": 1.0, "ambiguity": 1.0, "tension": 1.0,
    "pressed": 1.0, "hassle": 1.0, "blocked": 6.0, "loss": 1.0,
}  # fmt: skip

RESOURCES = {
    "colleagues": "backing", "admin": "support", "efficacy_weight": "efficacy", "collective_weight": "collective",
    "resilience_weight": "resilience", "materials_weight": "materials",
}  # fmt: skip
NOTHING = dict.fromkeys([*RESOURCES, *RESOURCES.values()], 0.0)

weeks = {
    "exhaustion": levels, "recovery": declared("exhaustion.recovery"), "ageing": declared("exhaustion.ageing"),
    "experience": st.floats(0.0, 60.0), "soft": st.floats(0.0, 0.9), "base": declared("exhaustion.base"),
    "class_weight": declared("exhaustion.classes"), "classes": st.floats(-4.0, 4.0),
    "overload_weight": declared("exhaustion.overload"), "overload": st.floats(0.0, 60.0),
    "unvoiced_weight": declared("exhaustion.unvoiced"), "unvoiced": st.floats(0.0, 30.0),
    "poverty_weight": declared("exhaustion.poverty"), "hardship": levels,
    "ambiguity_weight": declared("exhaustion.ambiguity"), "ambiguity": levels,
    "tension_weight": declared("exhaustion.tension"), "tension": levels,
    "pressure_weight": declared("exhaustion.pressure"), "pressed": levels,
    "hassle_weight": declared("exhaustion.hassles"), "hassle": st.sampled_from([0.0, 1.0]),
    "blocked_weight": declared("exhaustion.blocked"), "blocked": st.floats(0.0, 30.0), "loss_weight": declared("exhaustion.loss"),
    "loss": levels,
}  # fmt: skip


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
def test_a_week_in_which_nothing_happens_only_restores(exhaustion_terms):
    terms = exhaustion_terms(**CALM)
    assert terms == (pytest.approx(-0.03), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
@searched
@given(week=st.fixed_dictionaries(weeks))
def test_rest_never_adds_and_demands_never_restore(exhaustion_terms, week):
    rest, *wear = exhaustion_terms(**week)
    assert -week["exhaustion"] <= rest <= 0.0
    assert len(wear) == len(TERMS) - 1
    assert min(wear) >= 0.0


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
@pytest.mark.parametrize(
    ("demand", "term"),
    [
        ({"blocked": 3.0}, "blocked"),
        ({"loss": 0.5}, "blocked"),
        ({"base": 0.02}, "work"),
        ({"base": 0.02, "hardship": 1.0}, "work"),
        ({"hassle": 1.0}, "work"),
        ({"classes": 1.0}, "work"),
        ({"overload": 5.0}, "overload"),
        ({"unvoiced": 2.0}, "unvoiced"),
        ({"ambiguity": 0.5}, "ambiguity"),
        ({"tension": 0.5}, "tension"),
        ({"pressed": 0.5}, "pressure"),
    ],
)
def test_each_demand_wears_through_its_own_term(exhaustion_terms, demand, term):
    calm = exhaustion_terms(**CALM)
    moved = [name for name, before, after in zip(TERMS, calm, exhaustion_terms(**CALM | demand), strict=True) if after > before]
    assert moved == [term]


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
def test_easy_classes_lighten_the_week_but_never_restore(exhaustion_terms):
    easy = dict(zip(TERMS, exhaustion_terms(**CALM | {"base": 0.028, "classes": -1.0}), strict=True))
    easiest = dict(zip(TERMS, exhaustion_terms(**CALM | {"base": 0.028, "classes": -100.0}), strict=True))
    usual = dict(zip(TERMS, exhaustion_terms(**CALM | {"base": 0.028}), strict=True))
    assert easiest["work"] == 0.0 < easy["work"] < usual["work"]


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
def test_resources_soften_all_wear_alike_and_leave_rest_alone(exhaustion_terms):
    bare = exhaustion_terms(**CALM | HARD)
    half = exhaustion_terms(**CALM | HARD | {"soft": 0.5})
    assert half[0] == bare[0]
    assert half[1:] == pytest.approx([0.5 * wear for wear in bare[1:]])


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
def test_nobody_is_worn_beyond_exhaustion_and_nobody_rests_from_nothing(exhaustion_terms):
    worn = exhaustion_terms(**CALM | HARD | {"exhaustion": 1.0})
    fresh = exhaustion_terms(**CALM | HARD | {"exhaustion": 0.0})
    assert sum(worn[1:]) == 0.0 > worn[0]
    assert fresh[0] == 0.0 < sum(fresh[1:])


@compiled_and_plain(exhaustion_terms, least_recovery=0.33)
def test_the_power_to_recover_wanes_over_a_career_but_a_third_of_it_stays(exhaustion_terms):
    rests = [exhaustion_terms(**CALM | {"experience": float(years)})[0] for years in (0, 10, 30, 50, 60)]
    assert rests == sorted(rests)
    assert exhaustion_terms(**CALM | {"experience": 60.0, "ageing": 0.05})[0] == pytest.approx(rests[0] / 3.0, rel=0.02)


@compiled_and_plain(softened, most=0.9)
def test_each_resource_softens_by_its_weight(softened):
    for weight, resource in RESOURCES.items():
        assert softened(**NOTHING | {weight: 0.3, resource: 0.5}) == pytest.approx(0.15)
    assert softened(**NOTHING) == 0.0


@compiled_and_plain(softened, most=0.9)
@searched
@given(amounts=st.fixed_dictionaries(dict.fromkeys(NOTHING, levels)))
def test_no_sum_of_resources_makes_anybody_untouchable(softened, amounts):
    assert 0.0 <= softened(**amounts) <= 0.9


@compiled_and_plain(softened, most=0.9)
@searched
@given(
    amounts=st.fixed_dictionaries(dict.fromkeys(NOTHING, levels)), resource=st.sampled_from([*RESOURCES.values()]), more=levels
)
def test_more_of_a_resource_never_softens_less(softened, amounts, resource, more):
    better = amounts | {resource: amounts[resource] + more * (1.0 - amounts[resource])}
    assert softened(**better) >= softened(**amounts) - 1e-12


@compiled_and_plain(rested)
def test_a_summer_removes_a_share_of_exhaustion(rested):
    assert rested(0.6, 0.0) == 0.6
    assert rested(0.6, 0.5) == pytest.approx(0.3)
    assert rested(0.6, 1.0) == 0.0
