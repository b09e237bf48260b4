"""Policies of a country: who is reached and when, what they cost, and twins that differ by them alone."""

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.country.compare import FIVE, check_twins, effect_of
from simulation.country.live import simulate_country
from simulation.country.places import exponentials, lay_out
from simulation.parameters.country import Country, CountryError, shipped_countries
from simulation.plots.country import compared_figure

from ..together import each
from .test_country import country

#: The market takes a while to be compiled.
pytestmark = pytest.mark.long

BONUS = {"name": "a bonus", "start": 3, "poorest": 0.4, "bonus": 0.2}


def lived(policies=(), seed=3, **changes):
    changes = {"places__schools": 30, "years": 4} | changes
    return simulate_country(country(policies=list(policies), **changes), seed=seed, workers=2)


@pytest.fixture(scope="module")
def twins():
    """Four years of thirty schools without and with a bonus from year 3 on."""
    return lived(), lived([BONUS])


def rows(results, chosen=lambda table: table["year"] > 0):
    table = results.years.drop(columns="bonus", errors="ignore")
    return table[chosen(table)].to_csv()


def test_a_policy_in_one_region_reaches_another_through_people_only():
    """Without a border nobody goes between regions: there all is as it was, to the last bit. With one, those who come carry it along."""
    here = BONUS | {"poorest": 1.0, "regions": [0]}
    for border, alike in ((0.0, True), (0.5, False)):
        one, other = (lived(policies, market__border=border) for policies in ((), [here]))
        assert rows(one, lambda t: t["region"] == 0) != rows(other, lambda t: t["region"] == 0)
        assert (rows(one, lambda t: t["region"] > 0) == rows(other, lambda t: t["region"] > 0)) is alike
        elsewhere = [
            side.hires[side.hires["to_school"].isin(side.years.loc[side.years["region"] > 0, "school"])]
            for side in (one, other)
        ]
        assert (elsewhere[0].to_csv(index=False) == elsewhere[1].to_csv(index=False)) is alike
        assert alike == (one.market["across"].sum() == 0)


def test_what_policies_do_at_work_stays_where_they_are_for_as_well():
    """Time for some schools changes weeks there from its first year on, and no week anywhere before."""
    time = {"name": "time", "start": 3, "regions": [1], "add": {"time.planning": 3.0}}
    one, other = (lived(policies, market__border=0.0) for policies in ((), [time]))
    before, elsewhere = lambda t: t["year"] < 2, lambda t: t["region"] != 1
    assert rows(one, before) == rows(other, before) and rows(one, elsewhere) == rows(other, elsewhere)
    hours = [side.years.query("region == 1 and year == 3")["hours_total"].mean() for side in (one, other)]
    assert hours[0] != hours[1]


def test_people_know_a_bonus_in_the_summer_before_and_stay_for_it(twins):
    one, other = twins
    assert rows(one, lambda t: t["year"] < 2) == rows(other, lambda t: t["year"] < 2)
    paid = other.years.loc[other.years["year"] == 3].set_index("school")["bonus"] > 0.0
    gone = [
        side.years.query("year >= 2")[["school", "gone_out", "gone_to_schools", "filled"]]
        .groupby("school")
        .sum()
        .loc[paid[paid].index]
        .sum()
        for side in twins
    ]
    rates = [(g["gone_out"] + g["gone_to_schools"]) / g["filled"] for g in gone]
    assert rates[1] < 0.9 * rates[0]


def test_a_bonus_costs_its_rate_for_everybody_who_is_paid_it(twins):
    _, other = twins
    wage = exponentials(lay_out(other.country, 3).places.pay.copy())
    assert other.costs["year"].tolist() == [3, 4]
    for cost in other.costs.itertuples():
        of = other.years[other.years["year"] == cost.year].sort_values("school")
        paid = of["bonus"].to_numpy() > 0.0
        assert cost.schools == paid.sum() and cost.people == of["filled"].to_numpy()[paid].sum() and cost.other == 0.0
        assert cost.bonus == pytest.approx(0.2 * (of["filled"].to_numpy() * wage)[paid].sum(), rel=1e-12)
        assert 0.3 < of["posts"].to_numpy()[paid].sum() / of["posts"].sum() < 0.5
        assert of["poverty"].to_numpy()[paid].min() > of["poverty"].to_numpy()[~paid].max() - 0.05, (
            "the poorest schools are paid it"
        )
    novices = {
        "name": "n",
        "start": 2,
        "end": 2,
        "only": "novices",
        "weeks": [1, 18],
        "cost": 0.1,
        "add": {"time.planning": 1.0},
    }
    costs = lived([novices], years=2).costs
    assert costs["year"].tolist() == [2] and 0 < costs["people"][0] < 0.25 * other.years.query("year == 2")["filled"].sum()
    assert costs["other"][0] == pytest.approx(0.1 * costs["people"][0], rel=0.1)


def test_an_effect_is_the_difference_of_sums_over_schools_and_years(twins):
    one, other = twins
    effect = effect_of(one, other)
    assert effect.years == (3, 4) and list(effect.five().index) == list(FIVE)
    poor = one.fifths() == 5
    by_hand = []
    for side in twins:
        mine = side.years[(side.years["year"] >= 3) & poor.reindex(side.years["school"]).to_numpy()]
        by_hand.append(100.0 * mine["vacant"].sum() / mine["posts"].sum())
    row = effect.table.query("schools == 'poorest fifth' and outcome == 'vacant'").iloc[0]
    assert (row["a"], row["b"]) == pytest.approx(by_hand) and row["difference"] == pytest.approx(by_hand[1] - by_hand[0])
    assert np.isnan(row["low"]), "three regions tell nothing about how sure it is"
    assert effect.five()["difference"]["cost"] == pytest.approx(
        100.0 * other.costs["bonus"].sum() / other.years.query("year >= 3")["filled"].sum()
    )
    reached = set(effect.table["schools"])
    assert {"reached by policies", "not reached"} <= reached
    assert "a bonus" in effect.summary()
    assert (
        "not reached" not in set(effect_of(one, one).table["schools"])
        and (effect_of(one, one).table["difference"] == 0.0).all()
    )
    assert [axes.get_title(loc="left") for axes in compared_figure(effect).axes][-1] == "Spent on policies"


def test_an_interval_leaves_out_each_region_in_turn():
    sides = [lived(policies, years=2, places__regions=6) for policies in ((), [BONUS | {"start": 1}])]
    row = effect_of(*sides).table.query("schools == 'all' and outcome == 'expertise'").iloc[0]
    apart = []
    for region in [None, *range(6)]:
        means = [
            np.average(rest["expertise"], weights=rest["filled"])
            for rest in (side.years[side.years["region"] != region] if region is not None else side.years for side in sides)
        ]
        apart.append(means[1] - means[0])
    without = np.array(apart[1:])
    half = 2.5706 * np.sqrt(5 / 6 * ((without - without.mean()) ** 2).sum())
    assert (row["difference"], row["high"] - row["difference"]) == pytest.approx((apart[0], half), rel=1e-4)


def test_a_policy_ends_and_the_market_is_what_it_would_be():
    """A bonus for a year that nobody lives in changes nothing at all."""
    one, other = (lived(policies, years=2) for policies in ((), [BONUS | {"start": 4, "end": 9}]))
    assert rows(one) == rows(other) and other.costs.empty


@each(
    "wrong",
    [
        ({"regions": [7]}, "policies[1].regions has 7, and regions are numbered from 0 to 2"),
        ({"weeks": [1, 4]}, "policies[1].weeks names weeks"),
        ({"only": "novices"}, 'policies[1].only = "novices" is for work'),
        ({"institution": "rotation"}, "policies[1].institution is the whole country's"),
        ({"set": {"market.glances": 9}}, "policies[1].set.market.glances is about people and not schools"),
        ({"set": {"market.postd": 1}}, "policies[1].set.market.postd is not a field here; did you mean posted?"),
        ({"set": {"market.posted": 2.0}}, "policies[1].set.market.posted = 2.0 is out of bounds; allowed is 0 to 1 chance"),
        ({"add": {"time.plannin": 2.0}}, "did you mean time.planning?"),
        ({"bonus": 3.0}, "policies[1].bonus"),
        ({"bonus": 0.0}, "it changes nothing"),
    ],
)
def test_what_is_wrong_with_a_policy_is_said_in_a_sentence(wrong):
    changes, told = wrong
    with pytest.raises(sim.InputError) as raised:
        country(policies=[BONUS | changes])
    assert told in str(raised.value)


def test_a_country_can_be_like_another(tmp_path):
    (tmp_path / "mine.toml").write_text('like = "bonus_hard_to_staff"\n[market]\npay = 4.0\n[change]\ntime.planning = 2.0\n')
    mine, theirs = Country.load(tmp_path / "mine.toml"), Country.load("bonus_hard_to_staff")
    assert (mine.name, mine.market.pay, mine.policies) == ("mine", 4.0, theirs.policies)
    assert mine.of_schools.time.planning == 2.0 and mine.of_schools.leaving.move == theirs.of_schools.leaving.move
    (tmp_path / "round.toml").write_text('like = "round.toml"\n')
    with pytest.raises(CountryError, match="leads back to this file"):
        Country.load(tmp_path / "round.toml")
    with pytest.raises(CountryError, match="did you mean country_market"):
        (tmp_path / "mine.toml").write_text('like = "country_markt"\n')
        Country.load(tmp_path / "mine.toml")


def test_countries_of_other_schools_are_no_twins_and_shipped_ones_of_a_question_are():
    with pytest.raises(sim.InputError, match=r"places.regions differs \(20 in country_market, 10 in rotation_japan\)"):
        check_twins(Country.load("country_market"), Country.load("rotation_japan"))
    for name in {*shipped_countries()} - {"rotation_japan", "rotation_korea"}:
        check_twins(Country.load("country_market"), Country.load(name))
    check_twins(Country.load("rotation_japan"), Country.load("rotation_korea"))


def test_a_bonus_and_better_conditions_are_for_the_same_people_at_the_same_cost():
    """What is spent differs by who is there to be paid only."""
    policies = [Country.load(name).policies for name in ("bonus_hard_to_staff", "conditions_not_bonus")]
    one, other = (lived([policy.model_dump(mode="json") | {"start": 2} for policy in chosen], seed=1) for chosen in policies)
    a, b = (pd.Series(side.costs[["bonus", "other"]].sum(axis=1) / side.costs["people"]) for side in (one, other))
    assert (a / b - 1.0).abs().max() < 0.005
