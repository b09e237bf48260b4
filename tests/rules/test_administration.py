"""How administrators change: control bred by pressure, openness earned by teachers' success, goals that change hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.administration import (
    all_of_a_piece,
    chance_to_claim,
    chance_to_take_back,
    control_level,
    opening_after,
    pressure_passed_on,
)

from .versions import compiled_and_plain, declared, levels, searched

#: Progress of shared goals that proves nothing.
USUAL_SUCCESS = 0.6
CALM = {
    "breeding": 0.5, "pressure": 0.0, "falling": 1.0, "shortfall": 0.0, "scripted_weight": 0.5, "scripted": 0.0, "trusting": 0.6,
    "confidence": 0.5,
}  # fmt: skip
administrators = {
    "breeding": declared("adaptation.control"), "pressure": levels, "falling": declared("adaptation.falling"),
    "shortfall": st.floats(0.0, 2.0), "scripted_weight": declared("adaptation.scripted"), "scripted": levels,
    "trusting": declared("adaptation.trusting"), "confidence": levels,
}  # fmt: skip


@compiled_and_plain(all_of_a_piece)
def test_administrators_differ_as_much_as_before_when_they_are_able_in_one_way_and_in_others(all_of_a_piece):
    assert all_of_a_piece(1.7, 0.0, -0.4) == -0.4
    assert all_of_a_piece(1.7, 1.0, -0.4) == pytest.approx(1.7)
    assert all_of_a_piece(1.0, 0.6, 0.0) ** 2 + all_of_a_piece(0.0, 0.6, 1.0) ** 2 == pytest.approx(1.0)


@compiled_and_plain(control_level, scripted_trust=0.5)
def test_without_pressure_and_scripts_nobody_controls(control_level):
    assert control_level(**CALM) == 0.0
    assert control_level(**CALM | {"shortfall": 1.0}) == 0.0  # poor results alone frighten nobody


@compiled_and_plain(control_level, scripted_trust=0.5)
def test_full_confidence_of_a_wholly_trusting_administrator_withstands_any_pressure(control_level):
    pressed = CALM | {"pressure": 1.0, "shortfall": 0.5}
    assert control_level(**pressed | {"trusting": 1.0, "confidence": 1.0}) == 0.0
    assert control_level(**pressed | {"confidence": 0.0}) == 1.0


@compiled_and_plain(control_level, scripted_trust=0.5)
def test_a_script_controls_even_where_teachers_are_trusted_but_only_half(control_level):
    scripted = CALM | {"scripted": 1.0, "trusting": 1.0}
    assert control_level(**scripted | {"confidence": 0.0}) == pytest.approx(0.5)
    assert control_level(**scripted | {"confidence": 1.0}) == pytest.approx(0.25)


@compiled_and_plain(control_level, scripted_trust=0.5)
@searched
@given(situation=st.fixed_dictionaries(administrators), step=levels)
def test_pressure_falling_results_and_scripts_breed_control_and_confidence_holds_it_down(control_level, situation, step):
    before = control_level(**situation)
    assert 0.0 <= before <= 1.0
    for cause in ("pressure", "scripted", "shortfall"):
        assert (
            control_level(**situation | {cause: situation[cause] + step * (1.0 - min(1.0, situation[cause]))}) >= before - 1e-12
        )
    confident = situation["confidence"] + step * (1.0 - situation["confidence"])
    assert control_level(**situation | {"confidence": confident}) <= before + 1e-12


@compiled_and_plain(pressure_passed_on)
@searched
@given(pressure=levels, buffering=levels)
def test_an_administrator_passes_on_what_she_does_not_keep_from_teachers(pressure_passed_on, pressure, buffering):
    assert pressure_passed_on(pressure, 0.0) == pressure
    assert pressure_passed_on(pressure, 1.0) == 0.0
    assert 0.0 <= pressure_passed_on(pressure, buffering) <= pressure
    assert pressure_passed_on(0.8, 0.25) == pytest.approx(0.6)


@compiled_and_plain(opening_after, usual=USUAL_SUCCESS, forgetting=0.2)
@searched
@given(
    opening=st.floats(-0.5, 0.5),
    proof=declared("adaptation.proof"),
    success=levels,
    pressure=levels,
    control=levels,
    step=levels,
)
def test_proven_teacher_leadership_opens_and_pressure_under_control_closes(
    opening_after, opening, proof, success, pressure, control, step
):
    after = opening_after(opening, proof, success, pressure, control)
    assert -0.5 <= after <= 0.5
    assert opening_after(opening, proof, success + step * (1.0 - success), pressure, control) >= after - 1e-12
    assert opening_after(opening, proof, success, pressure + step * (1.0 - pressure), control) <= after + 1e-12


@compiled_and_plain(opening_after, usual=USUAL_SUCCESS, forgetting=0.2)
def test_a_year_in_which_all_shared_goals_succeed_opens_by_what_exceeds_the_usual(opening_after):
    assert opening_after(0.0, 0.1, 1.0, 0.0, 0.0) == pytest.approx(0.1 * (1.0 - USUAL_SUCCESS))
    assert opening_after(0.0, 0.1, USUAL_SUCCESS, 0.5, 0.4) == pytest.approx(-0.1 * 0.5 * 0.4)


@compiled_and_plain(opening_after, usual=USUAL_SUCCESS, forgetting=0.2)
def test_experience_is_forgotten_where_nothing_is_proven_either_way(opening_after):
    opening = 0.4
    for _ in range(30):
        opening = opening_after(opening, 0.0, 1.0, 1.0, 1.0)
    assert opening == pytest.approx(0.0, abs=1e-3)


@compiled_and_plain(chance_to_take_back)
def test_goals_are_taken_back_by_those_who_control_and_never_by_the_wholly_open(chance_to_take_back):
    assert chance_to_take_back(0.25, 1.0, 0.0) == 0.25
    assert chance_to_take_back(0.25, 0.0, 0.0) == 0.0
    assert chance_to_take_back(0.25, 1.0, 1.0) == 0.0
    assert chance_to_take_back(0.25, 0.8, 0.2) > chance_to_take_back(0.25, 0.4, 0.2) > chance_to_take_back(0.25, 0.4, 0.6) > 0.0


@compiled_and_plain(chance_to_claim)
def test_where_all_work_together_under_usual_efficacy_the_chance_to_claim_is_the_declared_one(chance_to_claim):
    assert chance_to_claim(0.06, 1.0, 0.5, 0.0) == pytest.approx(0.06)
    assert chance_to_claim(0.06, 0.5, 0.5, 0.5) == pytest.approx(0.015)
    assert chance_to_claim(0.8, 1.0, 1.0, 0.0) == 1.0  # no chance is more than certain


@compiled_and_plain(chance_to_claim)
@searched
@given(claim=declared("adaptation.claim"), joint=levels, efficacy=levels, control=levels, step=levels)
def test_teachers_claim_goals_they_work_on_together_unless_they_are_controlled(
    chance_to_claim, claim, joint, efficacy, control, step
):
    chance = chance_to_claim(claim, joint, efficacy, control)
    assert 0.0 <= chance <= 1.0
    assert chance_to_claim(claim, joint + step * (1.0 - joint), efficacy, control) >= chance - 1e-12
    assert chance_to_claim(claim, joint, efficacy + step * (1.0 - efficacy), control) >= chance - 1e-12
    assert chance_to_claim(claim, joint, efficacy, control + step * (1.0 - control)) <= chance + 1e-12
    assert chance_to_claim(claim, 0.0, efficacy, control) == chance_to_claim(claim, joint, efficacy, 1.0) == 0.0
