"""People, not posts: a number is given once in a run, and a name goes with the person who bore it."""

import numpy as np
import pytest

import simulation as sim
from simulation.core.vocabulary import NO_PERSON
from simulation.ensemble.simulate import start
from simulation.living.school import LivingSchool
from simulation.living.teacher import teacher_view
from simulation.words.people import name_of


@pytest.fixture(scope="module")
def staff(results):
    """A row for each run, year and teacher, in schools in which many leave and posts stay vacant."""
    return results.teachers


def test_a_person_keeps_one_post_and_grows_older_by_a_year_every_year(staff):
    assert (staff.groupby(["run", "person"])["teacher"].nunique() == 1).all()
    assert not staff.duplicated(["run", "year", "person"]).any()
    both = staff.merge(staff.assign(year=staff["year"] - 1), on=["run", "year", "person"], suffixes=("", "_next"))
    assert len(both) > 10
    assert (both["tenure_next"] == both["tenure"] + 1).all() and (both["left"] == 0).all()


def test_numbers_follow_the_order_of_hiring_and_come_back_with_nobody(staff):
    for _, school in staff.groupby("run"):
        first, later = (school[school["year"] == year] for year in (1, 2))
        assert (first["person"] == first["teacher"]).all()
        hired = later[later["tenure"] == 0]
        posts = first["teacher"].nunique()
        assert hired["person"].tolist() == list(range(posts, posts + len(hired)))
    assert (staff["person"] >= staff.groupby("run")["teacher"].transform("max")).any()


def test_after_years_before_the_first_day_people_have_the_numbers_of_their_posts():
    changes = {"school.teachers": 12, "mechanisms.settling": 2, "leaving.unexplained": 0.4, "hiring.vacancy": 0.4}
    school = start(sim.Scenario.load("baseline").replace(changes), 1, 0)
    filled = school.teachers["present"] == 1
    assert 0 < filled.sum() < 12 and school.school[0].past == 2 and (school.teachers["tenure"][filled] < 3).any()
    assert school.teachers["person"].tolist() == np.where(filled, np.arange(12), NO_PERSON).tolist()
    assert school.school[0].n_people == 12


@pytest.fixture(scope="module")
def real():
    """The sample school, of which many leave every year."""
    scenario = sim.Scenario.load("baseline").replace({"years": 3, "leaving.unexplained": 0.4, "hiring.vacancy": 0.3})
    return scenario, sim.School.from_csv("sample")


def test_newcomers_never_bear_the_name_of_those_who_left(real):
    scenario, school = real
    table = sim.simulate(scenario, runs=2, seed=3, record=("teachers",), school=school).teachers
    assert list(table.columns[:6]) == ["scenario", "run", "year", "teacher", "person", "name"]
    assert (
        table.loc[table["person"] < school.n, "name"]
        == np.array(school.names)[table.loc[table["person"] < school.n, "teacher"]]
    ).all()
    new = table[table["person"] >= school.n]
    assert len(new) > 10
    assert new["name"].tolist() == [f"new in {school.names[post]}'s post" for post in new["teacher"]]


@pytest.mark.slow
def test_page_log_and_agents_name_people_as_the_table_does(real):
    scenario, school = real
    living = LivingSchool(scenario, 3, 0, school)
    living.go_to(60)
    people = living.state.teachers["person"]
    new, vacant = int(np.flatnonzero(people >= school.n)[0]), int(np.flatnonzero(people < 0)[0])
    view = teacher_view(living, new)
    assert (view["name"], view["person"]) == (f"new in {school.names[new]}'s post", people[new])
    assert teacher_view(living, vacant)["name"] == f"{school.names[vacant]}'s post"
    of_others = {colleague["name"] for colleague in view["turns_to"] + view["asked_by"]}
    gone = {school.names[post] for post in range(living.n) if people[post] != post}
    assert of_others and not of_others & gone
    assert living.first_names == list(school.names)
    living.go_to(20)
    assert living.names == list(school.names)


def test_the_log_names_nobody_who_has_left(real):
    scenario, school = real
    living = LivingSchool(scenario.replace({"roles.leaders": 0.5}), 3, 0, school)
    gone: set[str] = set()
    for year in range(scenario.years):
        living.go_to(36 * year + 35)
        people = living.state.teachers["person"]
        gone |= {school.names[post] for post in range(living.n) if people[post] != post}
        for week in range(36 * year + 2, 36 * year + 36):
            for event in living.narrator.log.get(week, ()):
                assert not [name for name in gone if name in event.text and f"{name}'s post" not in event.text]
    assert any("new in " in event.text for event in living.narrator.events(living.weeks))


def test_an_agent_knows_who_holds_its_post(real):
    scenario, school = real
    model = sim.SchoolModel(scenario, rng=3, school=school)
    assert [agent.person for agent in model.posts] == list(range(24))
    for _ in range(36):
        model.step()
    assert {agent.person for agent in model.posts if not agent.present} == {-1}
    assert max(agent.person for agent in model.posts) >= 24


def test_who_holds_a_post_is_told_in_words():
    first = ["Ada", "Ben"]
    assert [name_of(first, 1, person) for person in (1, 2, -1)] == ["Ben", "new in Ben's post", "Ben's post"]
