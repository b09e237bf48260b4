"""A country: single schools where nothing joins them, and where a market does, people who are never lost, doubled or in two places."""

import itertools

import numpy as np
import pytest

import simulation as sim
from simulation.core.vocabulary import ORDINARY
from simulation.country.crew import Crew
from simulation.country.live import Living, simulate_country
from simulation.country.matching import match_seekers
from simulation.country.people import NOWHERE
from simulation.country.places import lay_out
from simulation.country.pool import blocks_of, empty_years, live_schools, state_of, unkept
from simulation.country.seekers import intend
from simulation.country.summer import GOES_OUT, STAYS_THERE, births, bring_in, hold_summer
from simulation.country.tables import OUTCOMES, Kept
from simulation.ensemble.snapshots import snapshots
from simulation.parameters.country import Country, CountryError
from simulation.plots.country import flows_figure, regions_figure, sorting_figure
from simulation.validation.labour_market import QUESTIONS, labour_market

from ..reference.market import Summer as PlainSummer

#: The market takes a while to be compiled.
pytestmark = pytest.mark.long

SMALL = {"places.schools": 15, "places.regions": 3, "years": 2, "school.teachers": 9, "population.size": 0.4}


def country(**changes):
    dotted = {name.replace("__", "."): value for name, value in changes.items()}
    return Country.load("country_market").replace(SMALL | dotted)


# ---------------------------------------------------------------- schools that nothing joins


@pytest.mark.parametrize(
    "changes",
    [{"places__schools": 5}, {"places__schools": 1, "places__regions": 1}, {"places__schools": 4, "mechanisms__settling": 1}],
)
def test_without_a_market_a_country_is_an_ensemble_to_the_last_bit(changes):
    alone = country(institution="none", **changes)
    n = alone.places.schools
    results = simulate_country(alone, seed=5, workers=2)
    ensemble = sim.simulate(alone.of_schools, runs=n, seed=5, workers=1).years.sort_values(["run", "year"])
    mine = results.years.sort_values(["run", "year"])
    for name in OUTCOMES:
        assert mine[name].to_numpy().tobytes() == ensemble[name].to_numpy().tobytes(), name


def test_without_a_market_every_array_of_a_school_is_that_of_its_run():
    alone = country(institution="none")
    with Crew(2) as crew:
        living = Living.begin(alone, 3, crew)
        for _ in range(2):
            living.year(crew)
    for k in (0, 7):
        last = snapshots(alone.of_schools, 3, int(living.land.places.run[k]), [2])[2]
        state = state_of(living.pool, k)
        for mine, of_run in zip(
            (state.teachers, state.ties[: state.school[0].n_ties], state.goals), ("teachers", "ties", "goals"), strict=True
        ):
            for name in mine.dtype.names:
                assert mine[name].tobytes() == last[of_run][name].tobytes(), name


# ---------------------------------------------------------------- people and posts


def people_of(living):
    """Numbers of those who hold posts, and of the reserve."""
    present = living.pool.teachers.present != 0
    assert ((living.pool.people.number >= 0) == present).all(), "a vacant post is nobody's, a filled one somebody's"
    return living.pool.people.number[present].tolist(), living.reserve.people.number.tolist()


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_lost_doubled_or_in_two_places(seed):
    """In countries of other sizes, other institutions of hiring and other luck, every year."""
    luck = np.random.default_rng(seed)
    drawn = country(
        places__schools=int(luck.integers(3, 25)),
        places__regions=int(luck.integers(1, 4)),
        market__displaced=float(luck.uniform(0.0, 0.4)),
        market__entrants=float(luck.uniform(0.0, 0.2)),
        market__posted=float(luck.uniform(0.0, 1.0)),
        market__rooted=float(luck.uniform(0.0, 1.0)),
        market__glances=int(luck.integers(1, 40)),
    )
    with Crew(1) as crew:
        living = Living.begin(drawn, seed, crew)
        for _ in range(2):
            in_posts, waiting = people_of(living)
            before = set(in_posts) | set(waiting)
            traits = dict(zip(living.pool.people.number.tolist(), living.pool.teachers.resilience.tolist(), strict=True))
            years = dict(zip(living.pool.people.number.tolist(), living.pool.teachers.experience.tolist(), strict=True))
            born = living.next_number
            summer = living.year(crew)
            in_posts, waiting = people_of(living)
            now = [*in_posts, *waiting]
            assert len(now) == len(set(now)), "somebody is in two places"
            entered = set(range(born, living.next_number))
            assert len(entered) == summer.entered
            assert set(now) <= before | entered, "somebody has come from nowhere"
            assert len(before) + len(entered) - summer.gave_up == len(now), "somebody is lost"
            for person, teacher in zip(living.pool.people, living.pool.teachers, strict=True):
                if person.number in traits and teacher.present:
                    assert teacher.resilience == traits[person.number], "lasting traits never change"
                    assert teacher.experience == years[person.number] + 1.0, "a year of teaching is a year of experience"
            employers, places = living.employers, living.land.places
            present = np.bincount(living.land.school_of_post, living.pool.teachers.present, minlength=len(places))
            assert (places.posts == present + employers.open).all(), "a post is filled or vacant"
            assert (employers.hires == employers.openings - employers.open).all(), "a hire fills an opening"
            hires = summer.arrivals.hires
            assert (summer.goes >= 0).sum() == (hires.from_school >= 0).sum(), "who leaves one school for another arrives there"
            assert (np.bincount(hires.to_school, minlength=len(places)) == employers.hires).all()
            assert (hires.from_school != hires.to_school).all()


def test_ties_are_left_behind_and_a_part_of_them_remembered():
    with Crew(1) as crew:
        living = Living.begin(country(), 2, crew)
        summer = living.year(crew)
    places = living.land.places
    came = summer.arrivals.people[summer.arrivals.hires.from_school >= 0]
    assert len(came) and (came.known[:, 0] == summer.arrivals.hires.from_school[summer.arrivals.hires.from_school >= 0]).all()
    assert (came.trust[:, 0] > 0.0).any()
    stayed = living.pool.people[(summer.goes == STAYS_THERE) & (living.pool.people.number >= 0)]
    knows = stayed[stayed.known[:, 1] != NOWHERE]
    assert len(knows) and (knows.trust[:, 1] > 0.0).all()
    for k in range(len(places)):
        state = state_of(living.pool, k)
        for tie in state.ties[: state.school[0].n_ties]:
            assert state.teachers[tie.source].present and state.teachers[tie.target].present


# ---------------------------------------------------------------- the same whoever computes it


def test_no_number_of_workers_moves_a_bit():
    told = []
    for workers in (1, 2, 7):
        results = simulate_country(country(), seed=4, workers=workers)
        told.append([table.to_csv() for table in (results.years, results.market, results.hires)])
    assert told[0] == told[1] == told[2]


def test_blocks_hold_every_school_once():
    land = lay_out(country(), 1)
    for count in (1, 2, 7, 40):
        blocks = list(blocks_of(land, count))
        assert [k for first, last in blocks for k in range(first, last)] == list(range(len(land.places)))


def test_a_region_has_its_schools_side_by_side_and_poor_ones_lie_together():
    land = lay_out(country(places__schools=400, places__regions=8, places__clustering=0.6), 1)
    places = land.places
    assert sorted(places.run) == list(range(400))
    assert (np.diff(places.region) >= 0).all() and (np.diff(places.district) >= 0).all()
    for k, area in itertools.product(range(0, 400, 37), (land.regions, land.districts)):
        number = places[k].region if area is land.regions else places[k].district
        assert area[number].first_post <= places[k].first_post < area[number].first_post + area[number].posts


# ---------------------------------------------------------------- the market


def spring(drawn, seed, years=1):
    """A country after the weeks of its last year, ready for its summer; what its schools' rows say; and whether it is its first summer."""
    with Crew(1) as crew:
        living = Living.begin(drawn, seed, crew)
        for _ in range(years - 1):
            living.year(crew)
        rows = empty_years(living.pool)
        live_schools(living.pool, 0, len(living.land.places), living.rules.table, living.rules.period, unkept(), rows)
    return living, rows, years == 1


@pytest.mark.parametrize("years", [1, 2])
def test_a_market_of_plain_objects_places_the_same_people_in_the_same_rounds(years):
    drawn = country(market__displaced=0.15, market__border=0.2, market__luck=1.5)
    living, rows, new = spring(drawn, 6 + years, years)
    season = living.season
    table, period = living.rules.table, living.rules.period
    living.employers["pay"] = living.land.places.pay
    counts = births(living.land, season)
    living.reserve = bring_in(living.reserve, living.land, counts, living.next_number, table[0, ORDINARY], season, 0)
    plain = PlainSummer(living, rows, new)
    found = plain.hold()
    intend(living.pool, living.employers, 0, len(living.land.places), table, period, rows, season, new)
    with Crew(1) as crew:
        summer = hold_summer(living.pool, living.land, living.reserve, living.employers, season, table[:1], crew, "market")
    hires = summer.arrivals.hires
    assert found == {int(h.person): (int(h["to_school"]), int(h["round"])) for h in hires}
    assert len(found) > 15 and {turn for _, turn in found.values()} == {0, 1, 2}
    assert set(plain.leaving) <= set(living.pool.people.number[summer.goes == GOES_OUT].tolist())


def small_markets():
    """Wishes and scores of few people at few schools, with ties in the scores."""
    for seed in range(60):
        luck = np.random.default_rng(seed)
        n, schools = int(luck.integers(1, 9)), int(luck.integers(1, 5))
        wishes = np.full((n, 3), NOWHERE, np.int32)
        for s in range(n):
            wanted = luck.permutation(schools)[: luck.integers(0, min(3, schools) + 1)]
            wishes[s, : len(wanted)] = wanted
        yield wishes, luck.integers(0, 3, (n, 3)).astype(float), luck.permutation(100)[:n], luck.integers(0, 4, schools)


def test_no_seeker_and_school_would_rather_have_each_other():
    blocked = 0
    for wishes, scores, numbers, places in small_markets():
        taken = match_seekers(wishes, scores, numbers, places, np.arange(len(wishes)))
        rank = {(s, k): (scores[s, a], -numbers[s]) for s, row in enumerate(wishes) for a, k in enumerate(row) if k != NOWHERE}
        holds = {k: [s for s in range(len(wishes)) if taken[s] == k] for k in range(len(places))}
        assert all(len(held) <= places[k] for k, held in holds.items())
        for s, row in enumerate(wishes):
            wanted = row[row != NOWHERE].tolist()
            assert taken[s] == NOWHERE or taken[s] in wanted
            for k in wanted[: wanted.index(taken[s])] if taken[s] != NOWHERE else wanted:
                blocked += 1
                assert len(holds[k]) == places[k] and all(rank[t, k] > rank[s, k] for t in holds[k])
    assert blocked > 20, "nobody was ever turned away, so that nothing was tried"


def test_who_proposes_first_changes_nothing():
    for wishes, scores, numbers, places in small_markets():
        one = match_seekers(wishes, scores, numbers, places, np.arange(len(wishes)))
        assert (one == match_seekers(wishes, scores, numbers, places, np.arange(len(wishes))[::-1].copy())).all()


# ---------------------------------------------------------------- files and messages


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"market__displaced": 2.0}, "market.displaced = 2.0 is above 1; allowed is 0 to 1 chance/year"),
        ({"market__glances": 2.5}, "market.glances = 2.5 is not a whole number; allowed is 1 to 60 schools a round"),
        ({"places__regions": 20}, "places.schools = 15 is fewer than places.regions = 20; a region has at least one school"),
        ({"institution": "lottery"}, "institution = 'lottery' is not one of 'market', 'rotation' or 'none'"),
        ({"mechanisms__turnover": 0}, "mechanisms.turnover = 0 lets nobody leave"),
        ({"market__glance": 3}, "market.glance is not a field here; did you mean glances?"),
    ],
)
def test_what_is_wrong_with_a_country_is_said_in_a_sentence(changes, told):
    with pytest.raises(CountryError) as raised:
        country(**changes)
    assert told in str(raised.value)


def test_a_country_is_read_as_it_is_written():
    drawn = country(market__poverty=2.0)
    assert Country.from_dict(drawn.to_dict()) == drawn


@pytest.fixture(scope="module")
def results():
    """Two years of forty schools."""
    return simulate_country(country(places__schools=40), seed=1, workers=2)


def test_sorting_and_flows_add_up(results, tmp_path):
    fifths, flows = results.fifths(), results.flows(from_year=1)
    first = results.years[results.years["year"] == 1]
    share = first.groupby(fifths.to_numpy())["posts"].sum() / first["posts"].sum()
    assert sorted(share.index) == [1, 2, 3, 4, 5] and share.between(0.1, 0.3).all()
    moves = results.hires[results.hires["from_school"] >= 0]
    assert flows.to_numpy().sum() == len(moves) == results.years["gone_to_schools"].sum()
    assert results.sorting(1)["poverty"].is_monotonic_increasing
    by_source = results.years[[f"hires_{source}" for source in ("moved", "displaced", "returned", "new")]].to_numpy().sum()
    assert by_source == len(results.hires) == results.market["hires"].sum()
    kept = Kept(results.country, 1)
    assert kept.results({}).years.empty
    folder = results.save(tmp_path / "country")
    assert {path.name for path in folder.iterdir()} >= {
        "years.parquet",
        "market.parquet",
        "hires.parquet",
        "flows.csv",
        "manifest.json",
    }


def test_a_career_is_whoever_went_where_in_the_order_of_years(results):
    careers = results.careers()
    assert len(careers) == len(results.hires) + len(results.leavers)
    several = careers[careers.duplicated("person", keep=False)]
    assert len(several)
    for _, steps in several.groupby("person"):
        assert steps["year"].is_monotonic_increasing and steps["year"].is_unique
        for before, after in zip(steps.itertuples(), steps.iloc[1:].itertuples(), strict=False):
            assert after.from_school == before.to_school, "who went somewhere goes on from there"
    left = results.years["gone_out"].sum()
    assert (careers["to_school"] < 0).sum() == left == len(results.leavers)
    person = int(several["person"].iloc[0])
    assert set(results.careers([person])["person"]) == {person}


def test_spread_is_that_of_schools_turnover(results):
    rows = results.years[results.years["year"] == 2]
    rate = 100.0 * (rows["gone_to_schools"] + rows["gone_out"]) / rows["filled"]
    poorest = rate[(results.fifths().reindex(rows["school"]) == 5).to_numpy()]
    told = results.spread().loc[5]
    assert (told["turnover"], told["sd"]) == pytest.approx((poorest.mean(), poorest.std()))
    assert told["quarter_or_more"] == pytest.approx(100.0 * (poorest >= 25.0).mean())


def test_every_published_figure_is_asked_of_a_country_and_counted_right(results):
    table = labour_market(results).set_index("id")
    assert list(table.index) == list(QUESTIONS)
    assert (table["low"] <= table["value"]).all() and (table["value"] <= table["high"]).all()
    years, hires = results.years[results.years["year"] == 2], results.hires[results.hires["year"] == 2]
    district = results.years[results.years["year"] == 1].set_index("school")["district"].to_dict()
    moves = [hire for hire in hires.itertuples() if hire.from_school >= 0]
    assert table["model"]["L01"] == pytest.approx(
        100 * np.mean([district[m.from_school] == district[m.to_school] for m in moves])
    )
    assert table["model"]["L18"] == pytest.approx(100 * sum(m.source == "displaced" for m in moves) / len(moves))
    assert table["model"]["L46"] == pytest.approx(100 * len(moves) / len(hires))
    assert table["model"]["L45"] == pytest.approx(100 * len(hires) / years["posts"].sum())
    open_at_start = sum(hire.round == "late" for hire in hires.itertuples()) + years["vacant"].sum()
    assert table["model"]["L33"] == pytest.approx(100 * open_at_start / years["posts"].sum())
    assert table["model"]["L31"] == pytest.approx(100 * (1 - open_at_start / years["openings"].sum()))


def test_figures_are_drawn_and_say_what_they_are_of(results):
    sorting, flows, regions = sorting_figure(results), flows_figure(results), regions_figure(results)
    dots = np.asarray(regions.axes[0].collections[0].get_offsets())
    rows = results.years[results.years["year"] == 2].groupby("region")[["vacant", "posts"]].sum()
    assert dots[:, 1] == pytest.approx((100.0 * rows["vacant"] / rows["posts"]).to_numpy())
    assert sorting.axes[0].get_title(loc="left") == "Gone at the end of the year"
    lines = sorting.axes[0].lines[0].get_ydata()
    assert list(lines) == results.sorting()["turnover"].tolist()
    up, down = np.tril(results.flows(), -1).sum(), np.triu(results.flows(), 1).sum()
    assert f"there are {up / down:.1f} to a less poor one" in flows.caption
    alone = simulate_country(country(institution="none", places__schools=4), seed=1, workers=1)
    for figure in (sorting_figure, flows_figure, regions_figure, labour_market):
        with pytest.raises(sim.InputError):
            figure(alone)


@pytest.mark.parametrize("schools", [1, 3])
def test_a_country_of_fewer_schools_than_fifths_is_told_and_drawn(schools, tmp_path):
    few = simulate_country(country(places__schools=schools, places__regions=1, years=2), seed=1, workers=1)
    curve, flows = few.sorting(), few.flows()
    assert list(curve.index) == [1, 2, 3, 4, 5] and curve["turnover"].notna().sum() == few.fifths().nunique()
    assert flows.shape == (5, 5) and "nan" not in few.summary().lower()
    assert len(sorting_figure(few).axes[0].lines[0].get_ydata()) == 5
    assert labour_market(few)["model"].notna().any()
    if flows.to_numpy().any():
        assert flows_figure(few).axes
