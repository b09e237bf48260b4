"""Change costs: churn, start-up, latecomers, and a new administrator, judged on twins."""

import pytest

import simulation as sim
from tests.science.twins import between, effect, mean, not_met, school

pytestmark = [pytest.mark.science, pytest.mark.long]

FEW, MANY = {"goals.churn": 0.0}, {"goals.churn": 0.9}
#: Whoever is new is not another kind of administrator.
ALIKE = {"population.openness": 0.0, "population.support": 0.0}


def test_churn_lowers_attainment_and_stability_and_wins_nothing():
    """P31; in the first structure it raised collaboration and left turnover as it was."""
    kept, replaced = (school(changes, schools=60) for changes in (FEW, MANY))
    assert mean(replaced, "goals_attained") < mean(kept, "goals_attained") - 0.1
    assert mean(replaced, "turnover") > mean(kept, "turnover") + 0.01
    assert mean(replaced, "share_collaboration") < mean(kept, "share_collaboration") + 0.015
    assert mean(replaced, "student_growth") < mean(kept, "student_growth")
    first, then = (school(changes, schools=60, base="baseline") for changes in (FEW, MANY))
    assert mean(then, "share_collaboration") > mean(first, "share_collaboration") + 0.015
    assert mean(then, "turnover") < mean(first, "turnover") + 0.01


def test_progress_thrown_away_is_felt_as_failure():
    felt = effect("accomplishment", {"change.waste": 0.0} | MANY, {"change.waste": 1.0} | MANY, schools=60)
    assert felt < -0.05


@not_met("no difference in goals attained, asked is a tenth")
def test_new_goals_start_up_slowly():
    assert between("goals_attained", {"change.startup": 0.0}, {"change.startup": 1.0}) < -0.1


def test_latecomers_may_join_with_less_of_a_voice():
    closed, half, whole = (school({"change.latecomers": part}) for part in (0.0, 0.5, 1.0))
    shares = [mean(years, "share_collaboration") for years in (closed, half, whole)]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 0.005
    assert mean(closed, "influence") < mean(whole, "influence")


@pytest.fixture(scope="module")
def succession():
    """Paired differences by year, a new administrator in the summer after year 3 against none: means, and spreads of schools."""
    quiet = sim.Scenario.load("second_structure").replace({"years": 8, "administrator.turnover": 0.0} | ALIKE)
    change = {"name": "succession", "start": 4, "end": 4, "set": {"administrator.turnover": 1.0}}
    effect_ = sim.compare(quiet, quiet.replace({"policies": [change]}), runs=120, seed=1, years=(8,), workers=1)
    spread = effect_.a.years[effect_.a.years["year"] == 3]

    def by_year(outcome, of_schools=True):
        mean_ = effect_.difference(outcome).groupby("year")["difference"].mean()
        return mean_ / spread[outcome].std() if of_schools else mean_

    return by_year


def test_a_new_administrator_costs_trust_which_heals(succession):
    """About a tenth of a standard deviation of schools (Bartanen 2020)."""
    trust = succession("trust")
    assert (trust.loc[1:3] == 0.0).all()
    assert -0.4 < trust.loc[4] < -0.05
    assert trust.loc[6:8].mean() > 0.5 * trust.loc[4]


def test_leaving_rises_for_a_year_or_two_under_a_new_administrator_and_then_heals(succession):
    leaving = succession("turnover", of_schools=False)
    assert 0.003 < leaving.loc[4] < 0.035
    assert leaving.loc[7:8].mean() < 0.6 * leaving.loc[4]


@not_met("trust falls by 0.025, asked are 0.03")
def test_a_new_administrator_every_other_year_does_harm():
    """In the first structure it changed nothing."""
    quiet, often = (ALIKE | {"administrator.turnover": chance} for chance in (0.0, 0.5))
    for outcome in ("trust", "influence", "coherence", "job_satisfaction"):
        assert between(outcome, quiet, often, schools=100) < -0.03, outcome
    assert mean(school(often, schools=100), "turnover") > mean(school(quiet, schools=100), "turnover") + 0.005
