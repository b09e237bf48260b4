"""One school looked at after some years, every array of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.year import simulate_years
from ..parameters.scenario import Scenario
from ..results.recorder import Recorded
from .jobs import check_whole
from .simulate import start

if TYPE_CHECKING:
    from ..school.roster import School


def snapshots(
    scenario: Scenario, seed: int, run: int, years: Iterable[int], school: "School | None" = None
) -> dict[int, dict[str, Any]]:
    """One school looked at after some years, as copies of its arrays.

    scenario, seed, run : which school, as in `simulate`; years : whole numbers of simulated years, 0 for the first day
    school : a real school, whose roster and ties start the run
    Raises InputError for a year that the scenario does not simulate. Returns year -> {"teachers": (n_teachers,), "ties": (n_ties,), "goals": (n_domains,), "school": (1,)}, structured arrays whose
    fields docs/codebook.md lists with their units.
    """
    wanted = sorted(set(years))
    for year in wanted:
        check_whole("year", year, 0, scenario.years)
    state = start(scenario, seed, run, school)
    table, period = scenario.table()
    table = table.view(np.recarray)
    seen, simulated = {}, 0
    for year in wanted:
        kept = Recorded.empty(run, state.teachers.size, year - simulated, ("years",))
        simulate_years(state, table, period, year - simulated, *kept.arrays)
        simulated = year
        seen[year] = {
            "teachers": state.teachers.copy(),
            "ties": state.ties[: state.school[0].n_ties].copy(),
            "goals": state.goals.copy(),
            "school": state.school.copy(),
        }
    return seen
