"""How many schools a difference needs: pilot runs tell how far paired differences spread, and Student's t the rest.

Common random numbers make the spread of paired differences far smaller than that between schools, by how much depends on what
differs; so it is measured for the two scenarios in question, and nothing is assumed.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..inputs.quoting import did_you_mean
from ..parameters.scenario import InputError, Scenario
from ..statistics import decide
from ..words.outcomes import DECLARED, leading
from .policies import compare_several

if TYPE_CHECKING:
    import pandas as pd

#: Numbers of schools for which the least difference is told that they show.
SCHOOLS = (20, 50, 100, 200, 500, 1000)
PILOTS, POWER = 40, 0.8


def power(
    a: Scenario,
    b: Scenario,
    differences: Mapping[str, float] | None = None,
    *,
    pilots: int = PILOTS,
    power: float = POWER,
    seed: int = 1,
    years: tuple[int, ...] | None = None,
    workers: int | None = None,
    progress: bool = False,
    school=None,
) -> "pd.DataFrame":
    """How many schools show a difference between two scenarios in a paired comparison (two-sided, five percent).

    a, b : scenarios of the same schools; differences : outcome -> the true mean difference that must not be missed, in its unit; the leading outcomes without one when left out
    pilots : schools of the pilot run, 3 or more; power : how often the difference is to be seen, above 0.05 and below 1
    years, seed, workers, progress, school : as in `compare`; take another seed than that of the study itself
    Returns a row for each outcome: outcome, sd (of paired differences between schools), sd_at_most (the pilot leaves so much possible, with
    80 percent), difference, schools, schools_at_most (for sd_at_most; missing where ten million do not suffice), and shown_by_N: the least
    difference that N schools show, in the outcome's unit. Raises InputError.
    """
    import pandas as pd

    if isinstance(pilots, bool) or not isinstance(pilots, int) or not 3 <= pilots <= 100_000:
        raise InputError(f"pilots = {pilots!r} is not a whole number from 3 to 100000")
    if not 0.05 < power < 1.0:
        raise InputError(f"power = {power!r} is not above 0.05 and below 1; 0.8 is usual")
    wanted = dict(differences or {})
    for name, asked in wanted.items():
        if name not in DECLARED:
            raise InputError(f"{name!r} is not an outcome{did_you_mean(name, DECLARED, 'docs/codebook.md has all')}")
        if not asked or not abs(asked) < float("inf"):
            raise InputError(f"the difference of {name} is {asked!r}; give a number other than 0, in {DECLARED[name].unit}")
    if a.name == b.name:
        b = b.replace({"name": f"{b.name[:70]} (b)"})
    outcomes = tuple(wanted) or leading(6)
    found = compare_several(
        a, [b], pilots, seed, outcomes=outcomes, years=years, workers=workers, progress=progress, school=school
    )
    left, right = (found.values[found.values["scenario"] == s.name].set_index("run") for s in (a, b))
    rows = []
    for name in outcomes:
        apart = (right[name] - left[name]).dropna()
        if len(apart) < 2:
            raise InputError(
                f"{name} is unknown in all but {len(apart)} of {pilots} pilot schools; give more pilots or another outcome"
            )
        sd = float(apart.std(ddof=1))
        most, size = decide.sd_at_most(sd, len(apart)), wanted.get(name)
        needed = [decide.schools_for(size, spread, power) if size else None for spread in (sd, most)]
        rows.append((name, sd, most, size, *needed, *(decide.detectable(n, most, power) for n in SCHOOLS)))
    head = ["outcome", "sd", "sd_at_most", "difference", "schools", "schools_at_most", *(f"shown_by_{n}" for n in SCHOOLS)]
    table = pd.DataFrame(rows, columns=head)
    return table.astype({"difference": float, "schools": "Int64", "schools_at_most": "Int64"})
