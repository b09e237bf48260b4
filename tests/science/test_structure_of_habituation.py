"""People get used to what lasts: effects that stop growing, and persons who differ more than their schools do."""

import pytest

from tests.science.twins import effect, intraclass, persons, school

pytestmark = pytest.mark.science

#: A staff that is given much, from the first day on: time, an open and supportive administrator.
GIVEN = {"time.planning": 6.0, "administrator.openness": 0.85, "administrator.support": 0.85, "administrator.clarity": 0.8}
UNUSED = {"structure.habituation": 0}
LONG = {"years": 10, "schools": 24}


def grown(state, changes=None):
    """What the gifts do to a state in the fourth year and in the tenth [SD of persons of the plain second structure]."""
    changes = changes or {}
    return [effect(state, changes, changes | GIVEN, year=year, **LONG) for year in (4, 10)]


def test_a_lasting_gift_moves_satisfaction_within_years_and_then_hardly_further():
    """Without getting used to it satisfaction goes on rising, with success that breeds trust that breeds success."""
    early, late = grown("job_satisfaction")
    assert early > 0.1
    assert late < 1.25 * early + 0.05
    before, after = grown("job_satisfaction", UNUSED)
    assert early < 0.75 * before
    assert after - before > late - early


def test_persons_differ_more_in_how_satisfied_they_are_than_schools_do():
    """Surveys find up to a tenth or so of the variance between schools (recalled)."""
    people = persons(years=10, schools=24)
    assert intraclass(people, "job_satisfaction", 10) < 0.2
    assert intraclass(people, "depersonalization", 10) < 0.4
    assert intraclass(people, "burnout", 10) < 0.25


def test_trust_comes_home_after_a_blow():
    trust = school(years=10, schools=24)["trust"]
    assert 0.4 < trust.mean() < 0.6
