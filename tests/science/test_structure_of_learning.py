"""Training by who gives it, and networks between schools, judged on twins: the same persons with and without."""

import pytest

import simulation as sim
from simulation.core.vocabulary import GIVERS
from tests.science.twins import effect, mean, persons, school

pytestmark = [pytest.mark.science, pytest.mark.long]

NONE = {"structure.givers": 1} | {f"training.{way}": 0.0 for way in GIVERS}


def only(way, hours=3.0, **changes):
    """All training is given in one way."""
    return NONE | {f"training.{way}": hours} | changes


def test_many_mandated_days_change_hardly_anything_and_training_led_by_colleagues_does():
    """About nineteen days a year left no visible improvement (effects of heavy mandated training: 0, at most 0.1)."""
    assert abs(effect("expertise", NONE, only("days"))) < 0.1
    assert effect("expertise", NONE, only("colleagues")) > 0.25
    assert effect("expertise", NONE, only("courses")) > 0.1


def test_training_led_by_the_able_is_worth_more():
    """Those who help need credibility: with leaders who know less, the same hours bring less."""
    strangers = effect("expertise", NONE, only("courses", **{"givers.stays_courses": 0.5}))
    assert effect("expertise", NONE, only("colleagues")) > 1.2 * strangers


def test_what_mandated_days_gave_is_gone_a_year_later_and_feedback_keeps_at_least_half():
    """P45: isolated training decays to below 0.05 SD within a year; what colleagues give each other stays."""
    plain = persons(NONE)

    def left(way, hours, column):
        stopped = {"name": "it stops", "start": 2, "set": {f"training.{way}": 0.0}}
        scenario = sim.Scenario.load("second_structure").replace(only(way, hours) | {"years": 3, "policies": [stopped]})
        people = sim.simulate(scenario, 30, seed=1, record="teachers", workers=1).teachers
        spread = plain[plain["year"] == 1][column].std()
        return [(mean(people, column, year) - mean(plain, column, year)) / spread for year in (1, 3)]

    gained, kept = left("days", 3.0, "self_efficacy")
    assert gained > 0.08
    assert kept < 0.05
    gained, kept = left("feedback", 8.0, "expertise")
    assert gained > 0.05
    assert kept > 0.5 * gained


def test_chosen_learning_is_rated_higher_by_twenty_points_and_people_come_again():
    """P19."""
    days, others = (mean(school(only(way)), "training_rating") for way in ("days", "colleagues"))
    assert others > days + 0.2
    liked, boring = (only("courses", **{"givers.outsider": x}) for x in (0.9, 0.0))
    assert mean(school(liked), "training_hours") > 1.3 * mean(school(boring), "training_hours")


def test_micro_credentials_make_colleagues_more_credible():
    together = only("colleagues", **{"training.credentials": 1.0})
    assert mean(school(together), "credentials") > 1.0
    unseen = together | {"givers.badge": 0.0}
    assert effect("expertise", unseen, together) > 0.02


# ---------------------------------------------------------------- networks between schools

JOINED = {"structure.networks": 1, "external.members": 0.3}
ALONE = {"structure.networks": 1, "external.members": 0.0}


def gain(column, changes, year=4):
    """What belonging does to members [SD of persons]: the same persons in a world without networks."""
    without = persons(ALONE)
    both = persons(JOINED | changes).merge(without, on=["run", "year", "teacher"], suffixes=("_with", "_without"))
    same = (both["experience_with"] == both["experience_without"]) & (both["year"] == year) & (both["member_with"] == 1)
    spread = without[without["year"] == year][column].std()
    return (both[same][f"{column}_with"] - both[same][f"{column}_without"]).mean() / spread


def test_members_bring_expertise_and_belief_in_themselves_home():
    assert gain("expertise", {}) > 0.04
    assert gain("self_efficacy", {}) > 0.06
    idle = {"outside.carry": 0.0, "outside.proof": 0.0}
    assert gain("expertise", idle) < 0.03


def test_it_matters_whom_one_meets_and_how():
    able, weak = (gain("expertise", {"outside.expertise": x}) for x in (0.8, 0.3))
    assert able > weak + 0.1
    faces, screens = (gain("expertise", {"external.face": x}) for x in (1.0, 0.0))
    assert faces > screens + 0.02
    wide, narrow = (gain("self_efficacy", {"external.circle": x}) for x in (15, 1))
    assert wide > narrow + 0.02


def test_colleagues_recruit_colleagues_through_ties():
    """Over a quarter of members joined at a colleague's suggestion."""
    grown = {"structure.networks": 1, "external.members": 0.1}
    years = school(grown, years=8)
    recruited, members = (mean(years, column, 8) for column in ("members_recruited", "members"))
    assert 0.25 < recruited / members < 0.75
    assert mean(school(grown | {"outside.recruiting": 0.0}), "members_recruited") == 0.0


def test_runs_that_meet_a_stand_in_are_the_same_for_any_number_of_workers():
    scenario = sim.Scenario.load("teacher_networks").replace({"years": 2, "structure.givers": 1, "structure.kinds": 1})
    one, two = (sim.simulate(scenario, 8, seed=2, workers=n).years for n in (1, 2))
    assert one.equals(two)
