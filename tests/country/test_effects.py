"""Published effects of policies as experiments: each is asked, and the answer is what the tables of twins say."""

import pytest

from simulation.validation.country_effects import EXPERIMENTS, Twins, country_effects, published_effects

from .test_country import SMALL

#: The market takes a while to be compiled.
pytestmark = pytest.mark.long

CHANGES = SMALL | {"places.schools": 40, "years": 6}


def test_each_published_effect_is_asked_of_twins_and_judged_by_its_bounds():
    table = country_effects(CHANGES, seed=2, workers=2).set_index("id")
    assert list(table.index) == list(EXPERIMENTS) == list(published_effects()["id"])
    assert (table["low"] <= table["value"]).all() and (table["value"] <= table["high"]).all()
    assert table["model"].notna().all()
    assert (table["inside"] == table["model"].between(table["low"], table["high"])).all()
    twins = Twins(CHANGES, 2, 2)
    effect = twins.effect("bonus_hard_to_staff")
    paid = effect.b.years.groupby("school")["bonus"].max() > 0.0
    rates = []
    for side in (effect.a, effect.b):
        rows = side.years[(side.years["year"] >= 4) & paid.reindex(side.years["school"]).to_numpy()]
        rates.append((rows["gone_to_schools"] + rows["gone_out"]).sum() / rows["filled"].sum())
    assert table["model"]["L61"] == pytest.approx(100.0 * (rates[1] / rates[0] - 1.0))
    assert effect is not twins.effect("bonus_hard_to_staff") and twins.of("country_market") is effect.a, (
        "each is simulated once"
    )
