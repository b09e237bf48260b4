"""Teachers as Mesa's agents: views on rows, good for everything an AgentSet can do."""

import numpy as np
import pytest

import simulation as sim
from simulation.core.vocabulary import DOMAINS, FORMS
from simulation.mesa_view.model import Teacher
from simulation.school.state import TEACHER

from .conftest import lived

SCALARS = [variable for variable in TEACHER if isinstance(variable.type, str)]


@pytest.fixture
def school(conditions):
    """A school after a year, in which some posts are vacant."""
    for seed in range(6, 30):
        model = lived(sim.SchoolModel(conditions, rng=seed), 40)
        if model.staff < 10:
            return model
    raise AssertionError("no school with a vacancy was found")


def test_there_is_an_agent_for_every_post(school):
    assert len(school.agents) == 10
    assert [agent.row for agent in school.posts] == list(range(10))
    assert list(school.agents) == school.posts
    assert school.agent_types == [Teacher]


def test_every_state_of_a_teacher_is_an_attribute_with_its_meaning(school):
    for variable in SCALARS:
        assert getattr(Teacher, variable.name).__doc__ == variable.meaning
        values = [getattr(agent, variable.name) for agent in school.posts]
        assert values == school.state.teachers[variable.name].tolist()
        assert {type(value) for value in values} == {float if variable.type == "f8" else int}


def test_an_agent_follows_its_post_through_the_years(model):
    """The post stays when the person goes."""
    agent = model.posts[0]
    before = agent.exhaustion
    lived(model, 10)
    assert agent.exhaustion != before
    assert agent.exhaustion == model.state.teachers.exhaustion[0]


def test_select_finds_who_meets_a_condition(school):
    present = school.agents.select(lambda t: t.present)
    assert len(present) == school.staff == school.state.school[0].n_present < len(school.agents)
    tired = present.select(lambda t: t.exhaustion > 0.4)
    assert {t.row for t in tired} == {t.row for t in present if t.exhaustion > 0.4}


def test_agg_gives_what_the_school_reports(school):
    present = school.agents.select(lambda t: t.present)
    assert present.agg("exhaustion", np.mean) == pytest.approx(school.exhaustion)
    assert present.agg("influence", np.mean) == pytest.approx(school.influence)
    assert present.agg("burnout", np.mean) == pytest.approx(school.burnout)
    assert present.agg("well_being", np.mean) == pytest.approx(school.well_being)
    assert present.agg("self_efficacy", [min, max]) == [min(present.get("self_efficacy")), max(present.get("self_efficacy"))]


def test_groupby_splits_a_staff_by_grade_or_role(school):
    by_grade = school.agents.groupby("group", result_type="agentset").groups
    assert sum(len(grade) for grade in by_grade.values()) == 10
    assert set(by_grade) == set(school.state.teachers.group.tolist())
    leads = school.agents.groupby(lambda t: t.role).count()
    assert sum(leads.values()) == 10
    assert leads[1] == school.state.teachers.role.sum()


def test_do_and_shuffle_do_call_every_teacher_once(school):
    seen = []
    school.agents.shuffle_do(lambda t: seen.append(t.row))
    assert sorted(seen) == list(range(10))
    school.agents.do(lambda t: seen.append(t.row))
    assert seen[10:] == list(range(10))


def test_set_and_sort_and_get(school):
    ranked = school.agents.sort("experience", ascending=False)
    years = ranked.get("experience")
    assert years == sorted(years, reverse=True)
    school.agents.set("note", "asked")
    assert {t.note for t in school.agents} == {"asked"}


def test_forms_are_told_for_active_goals_and_in_words(school):
    for agent in school.posts:
        assert agent.forms.keys() == school.goals.keys()
        assert set(agent.forms.values()) <= set(FORMS)
        for domain, form in agent.forms.items():
            assert form == FORMS[school.state.teachers.form[agent.row, DOMAINS.index(domain)]]


def test_voice_and_attraction_come_by_name(school):
    agent = school.posts[2]
    assert list(agent.voice) == list(DOMAINS)
    assert list(agent.attraction) == list(FORMS)
    assert agent.influence == pytest.approx(np.mean(list(agent.voice.values())))
    assert agent.attraction["collaboration"] == school.state.teachers.attraction[2, 3]


def test_who_turns_to_whom_is_told_from_both_ends(school):
    pairs = {(tie["source"], tie["target"]) for tie in school.ties}
    assert pairs == {(a.row, b.row) for a in school.posts for b in a.advisers}
    assert pairs == {(b.row, a.row) for a in school.posts for b in a.advised}
    assert all(a.present and b.present for a in school.posts for b in a.advisers)


def test_goals_are_told_in_words(school):
    assert len(school.goals) == school.conditions.goals.active
    for goal in school.goals.values():
        assert goal["owner"] in ("nobody", "administrator", "joint", "teachers")
        assert goal["stage"] in ("conceptualise", "plan", "enact")
        assert all(0.0 <= goal[name] <= 1.0 for name in ("progress", "fit", "success"))
    opened = sum(goal["owner"] in ("joint", "teachers") for goal in school.goals.values())
    assert school.goals_shared == pytest.approx(opened / len(school.goals))
