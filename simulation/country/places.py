"""Where schools stand: regions of very unequal size, districts in them, and which school of the ensemble is where (A83).

School k of a country is run `places[k].run` of the ensemble of its scenario and seed; here they are dealt out, so that poor schools lie
near each other as far as the country says. Posts are numbered through: those of a district, and of a region, stand side by side.
"""

from typing import Any, NamedTuple

import numpy as np

from ..core.chance import FOUND, LIE, SCHOOL, normal, second_normal, two_draws
from ..core.compiled import kernel
from ..core.elementary import exp
from ..core.vocabulary import ORDINARY
from ..parameters.country import Country
from ..rules.common import shifted
from ..school.founding import size_of_school

#: A structured array whose fields are read by name, (n,).
Records = Any
#: Added to a seed, bit by bit, for what belongs to the country and to no school, so that it shares no number with weeks.
COUNTRY_SEED = 0x0C0_417E5
#: The key that stands for the land itself, where others have a person's number.
LAND = 2**32 - 1
#: Neighbours of a region.
N_NEAR = 4
#: Schools of a region in which `places.spread` is what it says; the extent of others goes with the fourth root.
USUAL_REGION = 50.0

PLACE_DTYPE = np.dtype(
    [
        ("run", "i8"), ("region", "i4"), ("district", "i4"), ("first_post", "i8"), ("posts", "i8"), ("first_tie", "i8"), ("room", "i8"),
        ("x", "f8"), ("y", "f8"), ("pay", "f8"), ("group", "i4"),
    ],
    align=True,
)  # fmt: skip
#: A region or a district: where its posts begin, how many there are, and, of a region, its neighbours (-1 for none).
AREA_DTYPE = np.dtype(
    [
        ("first_post", "i8"),
        ("posts", "i8"),
        ("schools", "i8"),
        ("region", "i4"),
        ("near", "i4", (N_NEAR,)),
        ("x", "f8"),
        ("y", "f8"),
    ],
    align=True,
)


class Land(NamedTuple):
    """Schools, regions and districts, one record each, and the school of every post."""

    places: Records
    regions: Records
    districts: Records
    school_of_post: np.ndarray


def lay_out(country: Country, seed: int) -> Land:
    """The land of a country: (n_schools,), (n_regions,), (n_districts,) records, and (n_posts,) int32."""
    n, asked = country.places.schools, country.places
    key = seed ^ COUNTRY_SEED
    sizes, poverty = _schools_of(country, seed)
    deal, where, of_regions = _normals(key, 0, n), _normals(key, 1, n), _normals(key, 2, asked.regions)
    per_region = _shares(asked.unequal * of_regions[:, 0], n)
    order = _dealt(np.arange(n), poverty, deal[:, 0], asked.clustering)
    per_district: list[np.ndarray] = []
    runs: list[np.ndarray] = []
    at = 0
    for region in np.argsort(of_regions[:, 1], kind="stable"):  # which part of the range of poverty a region gets is luck
        mine = order[at : at + per_region[region]]
        at += len(mine)
        count = max(1, round(len(mine) / asked.district))
        per_district.append(_shares(asked.district_spread * _normals(key, 3 + int(region), count)[:, 0], len(mine)))
        runs.append(_dealt(mine, poverty, deal[:, 1], asked.district_clustering))
    run = np.concatenate(runs)
    region_of_district = np.repeat(np.arange(asked.regions), [len(one) for one in per_district])
    schools_of = np.concatenate(per_district)
    district = np.repeat(np.arange(len(schools_of)), schools_of)
    region = region_of_district[district]

    regions: Records = np.zeros(asked.regions, AREA_DTYPE).view(np.recarray)
    side = 2.0 * asked.apart * np.sqrt(asked.regions)
    corners = _uniforms(key, 0, asked.regions)
    regions.x, regions.y = side * corners[:, 0], side * corners[:, 1]
    regions.near[:] = _neighbours(regions)
    districts: Records = np.zeros(len(schools_of), AREA_DTYPE).view(np.recarray)
    districts.region = region_of_district
    of_districts = _normals(key, 3 + asked.regions, len(schools_of))
    pay = asked.pay * _normals(key, 4 + asked.regions, len(schools_of))[:, 0]
    extent = asked.spread * np.sqrt(np.sqrt(np.bincount(region, minlength=asked.regions) / USUAL_REGION))
    districts.x = regions.x[region_of_district] + extent[region_of_district] * of_districts[:, 0]
    districts.y = regions.y[region_of_district] + extent[region_of_district] * of_districts[:, 1]

    places: Records = np.zeros(n, PLACE_DTYPE).view(np.recarray)
    places.run, places.region, places.district, places.pay = run, region, district, pay[district]
    places.x = districts.x[district] + asked.district_extent * where[run, 0]
    places.y = districts.y[district] + asked.district_extent * where[run, 1]
    places.posts = sizes[run]
    places.first_post = np.cumsum(places.posts) - places.posts
    for areas, number in ((regions, region), (districts, district)):
        areas.schools = np.bincount(number, minlength=len(areas))
        areas.posts = np.bincount(number, places.posts, minlength=len(areas))
        areas.first_post = np.cumsum(areas.posts) - areas.posts
    return Land(places, regions, districts, np.repeat(np.arange(n, dtype=np.int32), places.posts))


def poverty_of_schools(country: Country, seed: int) -> np.ndarray:
    """The share of poor pupils of each run on the first day, (n_schools,)."""
    return _schools_of(country, seed)[1]


def _schools_of(country: Country, seed: int) -> tuple[np.ndarray, np.ndarray]:
    p = country.of_schools.table()[0].view(np.recarray)[0, ORDINARY]
    return _schools(p, seed, country.places.schools)


def _shares(logs: np.ndarray, total: int) -> np.ndarray:
    """A total in whole parts, one for each: proportional to exp(logs) as nearly as whole numbers can be, and one at least."""
    wanted = exponentials(logs - logs.max())
    wanted *= (total - len(logs)) / wanted.sum()
    parts = wanted.astype(np.int64)
    rest = np.argsort(parts - wanted, kind="stable")
    parts[rest[: total - len(logs) - parts.sum()]] += 1
    return parts + 1


def _dealt(runs: np.ndarray, poverty: np.ndarray, luck: np.ndarray, clustering: float) -> np.ndarray:
    """Schools in an order that follows poverty as far as `clustering`, the share of variance that parts of the order explain."""
    ranked = np.empty(len(runs))
    ranked[np.argsort(poverty[runs], kind="stable")] = (np.arange(len(runs)) + 0.5) / len(runs)
    spread = np.sqrt(12.0) * (ranked - 0.5)
    return runs[np.argsort(np.sqrt(clustering) * spread + np.sqrt(1.0 - clustering) * luck[runs], kind="stable")]


def _neighbours(regions: Records) -> np.ndarray:
    """The nearest regions of each, (n, N_NEAR), the nearest first; -1 where there are no more."""
    near = np.full((len(regions), N_NEAR), -1, np.int32)
    for r in range(len(regions)):
        far = (regions.x - regions.x[r]) ** 2 + (regions.y - regions.y[r]) ** 2
        far[r] = np.inf
        found = np.argsort(far, kind="stable")[: min(N_NEAR, len(regions) - 1)]
        near[r, : len(found)] = found
    return near


def _normals(key: int, what: int, count: int) -> np.ndarray:
    """(count, 2) standard normal numbers; `what` : which of the land's."""
    return _draws(key, what, np.empty((count, 2)), True)


def _uniforms(key: int, what: int, count: int) -> np.ndarray:
    """(count, 2) uniform numbers in (0, 1)."""
    return _draws(key, 1_000_000 + what, np.empty((count, 2)), False)


@kernel
def _draws(key, what, numbers, gaussian):
    for k in range(numbers.shape[0]):
        u, v = two_draws(key, LAND, k, what, LIE, 0)
        if gaussian:
            u, v = normal(u, v), second_normal(u, v)
        numbers[k, 0], numbers[k, 1] = u, v
    return numbers


@kernel
def exponentials(values):
    """The exponential of each value (n,), in its place."""
    for k in range(values.size):
        values[k] = exp(values[k])
    return values


@kernel
def _schools(p, seed, count):
    """(posts, poverty) of each run of an ensemble on the first day, as its founding draws them."""
    sizes, poverty = np.empty(count, np.int64), np.empty(count)
    for run in range(count):
        sizes[run] = size_of_school(p, seed, run)
        u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 1)
        poverty[run] = shifted(p.school_poverty, p.population_poverty * normal(u, v))
    return sizes, poverty
