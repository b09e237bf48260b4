"""One teacher closely: chances and reasons are the engine's own."""

import numpy as np
import pytest

from simulation.core.vocabulary import COLLABORATION, FORMS, JOINT
from simulation.living.school import REMEMBERED
from simulation.living.teacher import chances, hours, teacher_view, why


def test_chances_of_the_forms_sum_to_one(living):
    living.go_to(40)
    assert np.allclose(chances(living, 50).sum(axis=2), 1.0)


def test_asking_for_chances_changes_nothing(living):
    living.go_to(41)
    before = [array.copy() for array in living.state]
    chances(living, 20)
    assert all(np.array_equal(a, b) for a, b in zip(before[:4], list(living.state)[:4], strict=True))


def test_chances_foretell_what_is_chosen(living):
    """Over all teachers and goals of the next choice, forms with a chance of a third or so come a third of the time or so."""
    living.go_to(40)  # week 5 of the second year, in which everybody chooses
    foretold = chances(living, 400)
    active = living.state.goals["active"] != 0
    open_goals = living.state.goals["owner"] >= JOINT
    assert foretold[:, active & ~open_goals, COLLABORATION].sum() == 0.0
    living.go_to(41)
    chosen = np.eye(len(FORMS))[living.state.teachers["form"]]
    expected, seen = foretold[:, active].sum(axis=(0, 1)), chosen[:, active].sum(axis=(0, 1))
    spread = np.sqrt((foretold[:, active] * (1.0 - foretold[:, active])).sum(axis=(0, 1)))
    assert (abs(seen - expected) <= 4.0 * spread + 1.0).all()
    likely = np.take_along_axis(foretold, living.state.teachers["form"].astype(int)[:, :, None], 2)[:, active]
    assert likely.min() > 0.0  # nothing happens that had no chance


@pytest.mark.parametrize("post", [0, 5])
@pytest.mark.parametrize("week", [24, 36])
def test_the_terms_of_a_year_add_up_to_what_moved(living, post, week):
    """Until its end, before the summer's rest, which is none of them."""
    began = living.history[0, post, REMEMBERED.index("exhaustion")].astype(float)
    living.go_to(week)
    told = why(living, post)
    moved = sum(term["value"] for term in told[0]["terms"])
    now = float(living.state.teachers["exhaustion"][post])
    assert moved == pytest.approx(now - began, abs=0.02)  # shares stop at 0 and 1
    assert ("rose" in told[0]["sentence"]) == (moved >= 0.005)


def test_nothing_has_moved_anybody_on_the_first_day(living):
    assert all(state["sentence"].startswith("Nothing has moved") for state in why(living, 0))


@pytest.mark.parametrize("week", [36, 50, 108])
def test_the_hours_of_a_card_add_up_to_the_working_week(living, week):
    living.change({"time.planning": 2.0, "administrator.mandated": 1.0})
    living.go_to(week)
    living.change({"time.paperwork": 9.0})  # from the coming week on
    for post in np.flatnonzero(living.state.teachers["present"]):
        t = living.state.teachers[post]
        *parts, (name, total) = hours(living, post)
        assert name == "in all"
        assert total == pytest.approx(float(t["total"]), abs=0.051)
        assert sum(h for _, h in parts) == pytest.approx(total, abs=0.3)  # each is rounded


def test_a_card_tells_the_states_of_the_arrays(living):
    living.go_to(50)
    post = int(np.flatnonzero(living.state.teachers["present"])[0])
    view = teacher_view(living, post)
    states = {state["name"]: state["value"] for state in view["states"]}
    assert states["job_satisfaction"] == pytest.approx(float(living.state.teachers["satisfaction"][post]), abs=1e-3)
    assert states["exhaustion"] == pytest.approx(float(living.state.teachers["exhaustion"][post]), abs=1e-3)
    assert len(view["turns_to"]) == (living.ties["source"] == post).sum()
    assert len(view["asked_by"]) == (living.ties["target"] == post).sum()
    assert len(view["goals"]) == living.state.goals["active"].sum()
    assert len(view["history"]["exhaustion"]) == 50 - living.arrived[post]
    assert view["history"]["exhaustion"][-1] == pytest.approx(states["exhaustion"], abs=2e-3)


def test_a_vacant_post_has_no_story(living):
    living.state.teachers[3].present = 0
    assert teacher_view(living, 3)["vacant"]
