"""What joint work yields: progress, success, dissent that teaches or hurts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.core.vocabulary import (
    COLLABORATION,
    CONCEPTUALISE,
    COOPERATION,
    COORDINATION,
    ENACT,
    JOINT_WORK,
    MEETINGS,
    NO_CONTACT,
    PLAN,
)
from simulation.rules.joint_work import (
    contact_share,
    dissent,
    engaged_success,
    fruitless_hours,
    hour_yield,
    lesson_and_strain,
    quality_of_conditions,
    stage_of,
    success_of,
    weekly_progress,
)

from .versions import compiled_and_plain, declared, levels, searched

chances = st.floats(2.0**-53, 1.0 - 2.0**-53)


# ---------------------------------------------------------------- progress


@compiled_and_plain(hour_yield, least=0.5)
def test_an_hour_of_joint_work_yields_more_than_an_hour_of_coordination_by_its_synergy(hour_yield):
    """A middling teacher: (0.5 + 0.5) hours; a fifth more in cooperation, half as much again in collaboration at full trust."""
    known = {"expertise": 0.5, "cooperation": 0.2, "collaboration": 0.5}
    assert hour_yield(form=COORDINATION, trust=1.0, **known) == pytest.approx(1.0)
    assert hour_yield(form=COOPERATION, trust=0.3, **known) == pytest.approx(1.2)
    assert hour_yield(form=COLLABORATION, trust=1.0, **known) == pytest.approx(1.5)


@compiled_and_plain(hour_yield, least=0.5)
def test_collaboration_without_trust_yields_no_more_than_coordination(hour_yield):
    known = {"expertise": 0.7, "trust": 0.0, "cooperation": 0.2, "collaboration": 2.0}
    assert hour_yield(form=COLLABORATION, **known) == hour_yield(form=COORDINATION, **known)


@compiled_and_plain(quality_of_conditions, relief=0.5, hanging=0.3)
@searched
@given(loss=declared("joint_work.poverty"), poverty=levels, materials=levels, coherence=levels, step=levels)
def test_poverty_lowers_the_quality_of_joint_work_and_materials_and_coherence_raise_it(
    quality_of_conditions, loss, poverty, materials, coherence, step
):
    def quality(**changed):
        return quality_of_conditions(
            **{"loss": loss, "poverty": poverty, "materials": materials, "coherence": coherence} | changed
        )

    up = {
        name: value + step * (1.0 - value)
        for name, value in (("poverty", poverty), ("materials", materials), ("coherence", coherence))
    }
    assert 0.0 < quality() <= 1.0
    assert quality(poverty=up["poverty"]) <= quality() + 1e-12
    assert quality(materials=up["materials"]) >= quality() - 1e-12
    assert quality(coherence=up["coherence"]) >= quality() - 1e-12


@compiled_and_plain(quality_of_conditions, relief=0.5, hanging=0.3)
def test_joint_work_is_at_its_best_without_poverty_in_a_coherent_school(quality_of_conditions):
    assert quality_of_conditions(0.45, 0.0, 0.0, 1.0) == pytest.approx(1.0)


@compiled_and_plain(weekly_progress, least_fit=0.5)
def test_a_goal_is_done_when_every_teacher_has_given_the_hours_it_needs(weekly_progress):
    """Ten teachers with 14 good hours each reach a goal of 14 hours a teacher that fits middlingly."""
    assert weekly_progress(effective_hours=140.0, quality=1.0, fit=0.5, effort=14.0, staff=10.0) == pytest.approx(1.0)
    assert weekly_progress(effective_hours=140.0, quality=1.0, fit=0.5, effort=14.0, staff=20.0) == pytest.approx(0.5)


@compiled_and_plain(weekly_progress, least_fit=0.5)
def test_a_goal_that_fits_classrooms_comes_on_faster_and_without_work_none_does(weekly_progress):
    assert weekly_progress(10.0, 1.0, 0.9, 14.0, 10.0) > weekly_progress(10.0, 1.0, 0.2, 14.0, 10.0) > 0.0
    assert weekly_progress(0.0, 1.0, 0.9, 14.0, 10.0) == 0.0
    assert math.isfinite(weekly_progress(1.0, 1.0, 0.5, 14.0, 0.0))  # an empty school


@compiled_and_plain(success_of)
@searched
@given(progress=st.floats(0.0, 1.0), more=st.floats(0.0, 1.0), tempo=declared("joint_work.tempo"))
def test_success_grows_with_progress_and_never_quite_ends(success_of, progress, more, tempo):
    assert 0.0 <= success_of(progress, tempo) <= success_of(progress + more, tempo) < 1.0
    assert success_of(0.0, tempo) == 0.0
    assert success_of(tempo / 36.0, tempo) == pytest.approx(0.5)  # the tempo is the yearly progress that feels half successful


@compiled_and_plain(engaged_success, half=0.5)
@searched
@given(works=st.lists(st.tuples(st.floats(0.5, 1.0), levels), min_size=1, max_size=6))
def test_the_success_one_feels_is_below_that_of_ones_best_goal_and_needs_some_work(engaged_success, works):
    """A list of goals one works on: how deep, and how successful each is."""
    depth = sum(d for d, _ in works)
    felt = engaged_success(sum(d * s for d, s in works), depth)
    assert 0.0 <= felt <= max(s for _, s in works) + 1e-12
    assert engaged_success(0.0, 0.0) == 0.0


# ---------------------------------------------------------------- stages


@compiled_and_plain(stage_of, plan_progress=0.25, plan_weeks=8.0, enact_progress=0.5, enact_weeks=16.0)
@pytest.mark.parametrize(
    ("progress", "age", "before", "after"),
    [
        (0.24, 100, CONCEPTUALISE, CONCEPTUALISE),
        (0.90, 7, CONCEPTUALISE, CONCEPTUALISE),  # two planning cycles at least
        (0.25, 8, CONCEPTUALISE, PLAN),
        (0.90, 100, CONCEPTUALISE, PLAN),  # one stage at a time
        (0.49, 100, PLAN, PLAN),
        (0.90, 15, PLAN, PLAN),
        (0.50, 16, PLAN, ENACT),
        (0.00, 0, ENACT, ENACT),  # what the administrator hands down is there to be enacted
    ],
)
def test_a_goal_is_conceived_then_planned_then_enacted_and_each_takes_progress_and_time(stage_of, progress, age, before, after):
    assert stage_of(progress, age, before) == after


@compiled_and_plain(contact_share, meeting=0.25)
def test_joint_work_is_contact_mandated_meetings_are_some_and_silence_is_none(contact_share):
    nothing, together, meetings = (contact_share(work) for work in (NO_CONTACT, JOINT_WORK, MEETINGS))
    assert (nothing, together) == (0.0, 1.0)
    assert 0.0 < meetings < 0.5


# ---------------------------------------------------------------- dissent


@compiled_and_plain(dissent)
@searched
@given(
    base=declared("joint_work.conflict"),
    depth=levels,
    control=levels,
    silence=declared("joint_work.silence"),
    u=chances,
    step=levels,
)
def test_deeper_work_brings_more_dissent_and_control_silences_it(dissent, base, depth, control, silence, u, step):
    conflict = dissent(base, depth, control, silence, u)
    assert 0.0 <= conflict <= 1.0
    assert dissent(base, depth + step * (1.0 - depth), control, silence, u) >= conflict - 1e-12
    assert dissent(base, depth, control + step * (1.0 - control), silence, u) <= conflict + 1e-12
    assert dissent(base, 0.0, control, silence, u) == 0.0
    assert dissent(base, depth, 1.0, 1.0, u) == 0.0


@compiled_and_plain(dissent)
def test_most_weeks_are_calm_and_some_are_lively(dissent):
    """Exponential luck: the median week has ln 2 of the mean; one week in a hundred has more than four and a half times it."""
    assert dissent(0.1, 1.0, 0.0, 0.6, 0.5) == pytest.approx(0.1 * math.log(2.0))
    assert dissent(0.1, 1.0, 0.0, 0.6, 0.01) == pytest.approx(0.1 * math.log(100.0))


@compiled_and_plain(lesson_and_strain)
@searched
@given(conflict=levels, trust=levels, more=levels, tolerance=declared("joint_work.tolerance"))
def test_with_more_trust_the_same_conflict_teaches_more_and_hurts_less(lesson_and_strain, conflict, trust, more, tolerance):
    lesson, strain = lesson_and_strain(conflict, trust, tolerance)
    lesson_later, strain_later = lesson_and_strain(conflict, trust + more * (1.0 - trust), tolerance)
    assert 0.0 <= lesson <= lesson_later + 1e-12 <= conflict + 1e-9
    assert conflict + 1e-9 >= strain + 1e-12 >= strain_later >= 0.0
    assert lesson * strain == 0.0


@compiled_and_plain(lesson_and_strain)
def test_conflict_is_all_lesson_at_full_trust_all_strain_without_any_and_neither_at_the_limit(lesson_and_strain):
    assert lesson_and_strain(0.6, 1.0, 0.45) == (pytest.approx(0.6), 0.0)
    assert lesson_and_strain(0.6, 0.0, 0.45) == (0.0, pytest.approx(0.6))
    assert lesson_and_strain(0.6, 0.45, 0.45) == (0.0, 0.0)


@compiled_and_plain(lesson_and_strain)
def test_who_tolerates_everything_only_learns_and_who_tolerates_nothing_only_suffers(lesson_and_strain):
    assert lesson_and_strain(0.6, 0.5, 0.0) == (pytest.approx(0.3), 0.0)
    assert lesson_and_strain(0.6, 0.5, 1.0) == (0.0, pytest.approx(0.3))
    assert lesson_and_strain(0.6, 1.0, 1.0) == (0.0, 0.0)


@compiled_and_plain(fruitless_hours)
@searched
@given(hours=st.floats(0.0, 40.0), success=levels, voice=levels, eased=declared("joint_work.eased"))
def test_hours_that_get_nowhere_are_felt_less_with_a_say_and_not_at_all_with_success(
    fruitless_hours, hours, success, voice, eased
):
    felt = fruitless_hours(hours, success, voice, eased)
    assert 0.0 <= felt <= hours
    assert felt <= fruitless_hours(hours, success, 0.0, eased)
    assert fruitless_hours(hours, 1.0, voice, eased) == 0.0
