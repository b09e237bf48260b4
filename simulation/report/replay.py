"""One school of a folder simulated again, looked at once in every term: what the network of a report plays.

A manifest holds scenario and seed, so the same school is simulated again to the last digit; whether it did is checked against the rows of
the folder. Looks are kept as bytes: shares in 256 steps, which a drawing cannot tell from the numbers.
"""

import base64
from collections.abc import Callable

import numpy as np

from ..core.vocabulary import WEEKS_PER_TERM, WEEKS_PER_YEAR
from ..declare.outcomes import WEEKLY, YEAR_COLUMNS
from ..living.school import LivingSchool
from ..living.teacher import group_name
from ..parameters.scenario import InputError, Scenario
from ..words.outcomes import TILES
from ..words.people import newcomer, vacant_post

#: Bytes that all looks of a report may take; a large school is looked at once a year instead of every term.
MOST_BYTES = 450_000
#: Bytes for each teacher and each tie of a look, in the order in which network and card read them.
PERSON = ("form", "exhaustion", "standing", "job_satisfaction", "self_efficacy", "influence", "experience", "role", "new")


def typical(years, outcomes: tuple[str, ...]) -> int:
    """The run that is nearest to the mean of all in its last year, over some outcomes in units of their spread."""
    last = years[years["year"] == years["year"].max()].set_index("run")[list(outcomes)]
    spread = last.std(ddof=0).replace(0.0, 1.0)
    return int((((last - last.mean()) / spread) ** 2).sum(axis=1).idxmin())


def replay(scenario: Scenario, seed: int, run: int, is_it: Callable[[np.ndarray], bool], school=None) -> dict:
    """The looks at one school, ready for JSON.

    is_it : told what was recorded of all years (years, outcomes), says whether that is what the folder holds of this school
    Keys: what the school is (scenario, seed, run, names of the first day, newcomers and vacancies as they are called, groups, group,
    places, middles, radii, ties a look), `moments` (year, week of the year), `tiles` (a list for each moment), `looks` (base64 of bytes, see `_look`), `same` (False when the numbers differ).
    """
    living = LivingSchool(scenario, seed, run, school)
    moments = _moments(scenario.years, living)
    looks, ties, tiles = [], [], []
    for week in moments:
        living.go_to(week)
        looks.append(_look(living))
        ties.append(living.ties.size)
        tiles.append([round(float(living.recorded.weeks[week - 1, _TILE[name]]), 4) for name in TILES])
    living.go_to(living.weeks)
    places, middles, radii = living.layout
    return {
        "scenario": scenario.name,
        "seed": seed,
        "run": run,
        "names": living.first_names,
        "newcomers": [newcomer(name) for name in living.first_names],
        "vacancies": [vacant_post(name) for name in living.first_names],
        "groups": [group_name(living, g) for g in range(int(living.state.school[0]["n_groups"]))],
        "group": living.state.teachers["group"].tolist(),
        "places": _round(places),
        "middles": _round(middles),
        "radii": _round(radii),
        "moments": [[week // WEEKS_PER_YEAR + 1, week % WEEKS_PER_YEAR] for week in moments],
        "years": scenario.years,
        "ties": ties,
        "tiles": tiles,
        "looks": base64.b64encode(b"".join(looks)).decode(),
        "same": bool(is_it(living.recorded.years)),
    }


_TILE = {name: at for at, name in enumerate(column.name for column in WEEKLY) if name in TILES}


def _moments(years: int, living: LivingSchool) -> list[int]:
    """Weeks at which to look: the last but one of every term, since at its turn many goals are new and nobody works on them yet."""
    termly = [week for week in range(1, years * WEEKS_PER_YEAR) if week % WEEKS_PER_TERM == WEEKS_PER_TERM - 1]
    if len(termly) * len(_look(living)) <= MOST_BYTES:
        return termly
    return [week for week in termly if week % WEEKS_PER_YEAR == WEEKS_PER_YEAR - 1]


def _look(living: LivingSchool) -> bytes:
    """A look: a byte for each teacher in the order of PERSON (form + 1, so 0 is a vacant post), then sources, targets and trust.

    Sources and targets take two bytes each, the lower one first.
    """
    t, ties = living.state.teachers, living.ties
    shares = [t["exhaustion"], t["standing"], t["satisfaction"], t["self_efficacy"], t["voice"].mean(axis=1)]
    new = t["person"] != np.arange(living.n)  # not who held the post on the first day
    people = [living.deepest() + 1, *(_bytes(share) for share in shares), np.minimum(t["experience"], 255), t["role"] != 0, new]
    return b"".join(
        [
            *(np.asarray(column).astype(np.uint8).tobytes() for column in people),
            ties["source"].astype("<u2").tobytes(), ties["target"].astype("<u2").tobytes(), _bytes(ties["trust"]).tobytes(),
        ]
    )  # fmt: skip


def _bytes(shares: np.ndarray) -> np.ndarray:
    return (shares * 255.0 + 0.5).astype(np.uint8)


def _round(array: np.ndarray) -> list:
    return np.round(np.asarray(array, float), 3).tolist()


def same_years(recorded: np.ndarray, rows) -> bool:
    """True when a school came out as its rows in a table of years say, to the last bit."""
    names = [column.name for column in YEAR_COLUMNS]
    return np.array_equal(recorded, rows.sort_values("year")[names].to_numpy(), equal_nan=True)


def of_results(results, run: int, school=None) -> dict:
    """A school of an ensemble. Raises InputError when the ensemble has no such school, or a real one was not given."""
    if not results.first_run <= run < results.first_run + results.runs:
        raise InputError(
            f"--school {run} is not in the folder; it holds schools {results.first_run} to {results.first_run + results.runs - 1}"
        )
    check_school(results, school)
    rows = results.years[results.years["run"] == run]
    return replay(scenario_of(results, run), results.seed, run, lambda recorded: same_years(recorded, rows), school)


def check_school(results, school) -> None:
    """Raise InputError when a school was given that is not the one that was simulated."""
    if school is not None and (results.school is None or results.school["digest"] != school.identity()["digest"]):
        simulated = (
            "schools of the scenario, none from files"
            if results.school is None
            else f"{results.school['title']} with other data"
        )
        raise InputError(
            f"--roster and --ties describe another school than the folder, which holds {simulated}; leave them out"
        )


def scenario_of(results, run: int) -> Scenario:
    """The scenario under which a run was simulated: with uncertain parameters, that of its set. Raises InputError when sets have changed."""
    uncertainty = results.manifest.get("uncertainty")
    if not uncertainty:
        return results.scenario
    from ..experiments.uncertainty import Sets

    return Sets.from_manifest(uncertainty).scenario(results.scenario, run)


def both(effect, run: int, school=None) -> list[dict]:
    """The same school under both scenarios of a comparison."""
    return [of_results(side, run, school) for side in (effect.a, effect.b)]


__all__ = ["both", "check_school", "of_results", "replay", "same_years", "typical"]
