"""`country`: schools in regions on the command line."""

import pandas as pd
import pytest

TINY = ["--set", "school.teachers=8", "--set", "places.schools=24", "--set", "places.regions=2", "--years", "2", "--quiet"]


@pytest.mark.long
def test_a_country_prints_its_sorting_curve_and_keeps_tables_and_figures(command, place):
    done = command("country", *TINY, "--out", "here")
    assert (done.code, done.err) == (0, "")
    assert "country_market: 24 schools" in done.out and "beginners among hires" in done.out
    assert "Saved in here, figures in here/figures" in done.out
    hires = pd.read_parquet(place / "here" / "hires.parquet")
    assert set(hires["source"]) >= {"moved", "new"} and len(pd.read_parquet(place / "here" / "years.parquet")) == 48
    assert {path.name for path in (place / "here" / "figures").glob("*.svg")} == {"sorting.svg", "flows.svg", "regions.svg"}
    assert not list(place.glob(".here.years*")), "the years are where they belong"
    twins = command("country", *TINY, "--against", "bonus_hard_to_staff", "--out", "twins")
    assert (twins.code, twins.err) == (0, "") and "bonus_hard_to_staff against country_market" in twins.out
    assert {"effects.csv", "five.csv", "costs.csv", "years_b.parquet", "figures/compared.svg"} <= {
        path.relative_to(place / "twins").as_posix() for path in (place / "twins").rglob("*")
    }
    again = command("country", *TINY, "--seed", "2", "--no-figures", "--out", "here")
    assert again.code == 2 and "seed" in again.err


def test_what_cannot_be_a_country_is_told_in_a_sentence(command):
    done = command("country", "country_markt")
    assert done.code == 2 and done.err == "there is no country 'country_markt'; did you mean country_market?\n"
    done = command("country", "--against", "rotation_japan")
    assert done.code == 2 and "so these are not the same schools" in done.err
    done = command("country", *TINY, "--set", "market.pay=-1")
    assert done.code == 2 and done.err == "market.pay = -1 is below 0; allowed is 0 to 50 utility\n"


def test_a_country_beyond_the_machine_is_refused_before_it_begins_and_another_is_foreseen(command, place):
    done = command(
        "country", "--set", "places.schools=200000", "--set", "school.teachers=300", "--years", "40", "--quiet", "--out", "here"
    )
    assert done.code == 2 and "--yes" in done.err and not (place / "here").exists()
    done = command("country", *TINY, "--dry-run", "--out", "here")
    assert (done.code, done.err) == (0, "") and "Nothing was written." in done.out and not (place / "here").exists()
