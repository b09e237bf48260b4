"""Are schools found again? Schools are simulated under known conditions, surveyed, and fitted; how often do the intervals hold the truth?

python -m tests.benchmarks.recovery [--schools 30] [--simulated 4000] [--respondents 25] [--seed 100]

Each has a set of the evidence's and conditions drawn from the priors, that nobody tells the fit, and chance of its own. Of its teachers some
answer, not always as they feel; the survey knows them alone. Prints, for each condition, the share of schools whose interval held the truth beside the stated rate
with what chance allows, and how wide intervals are; at the end the seconds of one fit.
"""

import argparse
import os
import sys
import time

import numpy as np

import simulation as sim
from simulation.experiments.fit.fit import RELIABILITY
from simulation.experiments.fit.library import CONDITIONS, SPREADS
from simulation.experiments.fit.observed import Observed, Seen
from simulation.experiments.fit.weigh import RATE
from simulation.experiments.uncertainty import posterior, stored_sets

#: What the survey asks each teacher, and what it learns of the school as a whole.
PERSONAL = (
    "self_efficacy",
    "exhaustion",
    "job_satisfaction",
    "influence",
    "ambiguity",
    "hours_total",
    "hours_paperwork",
    "hours_collective",
)
SHARES = ("monthly_collaboration", "monthly_cooperation", "burnout_rate")


def school(number: int, seed: int, respondents: int) -> tuple[dict[str, float], Observed]:
    """The conditions of a school and what its survey found. The school of a number and seed is always the same."""
    rng = np.random.default_rng([seed, number])
    truth = {name: float(rng.uniform(*ends)) for name, ends in CONDITIONS.items()}
    scenario = sim.Scenario.load("baseline").replace({"years": 1} | dict.fromkeys(SPREADS, 0.0))
    under = stored_sets().scenario(scenario, int(rng.integers(len(posterior())))).replace(truth)
    lived = sim.simulate(under, 1, seed + number, record="teachers", workers=1)
    staff, year = lived.teachers, lived.years.iloc[0]
    n = min(respondents, len(staff))
    who = rng.choice(len(staff), n, replace=False)
    accident = (
        np.sqrt(1.0 / RELIABILITY - 1.0) * staff[list(PERSONAL)].std() * (staff[list(PERSONAL)].max() <= 1.0)
    )  # of asking
    asked = staff[list(PERSONAL)].iloc[who] + rng.normal(size=(n, len(PERSONAL))) * accident.to_numpy()
    # the deviation of those who answered from all; the table of teachers holds states at the year's end and that of years their means
    seen = [
        Seen(
            name,
            float(np.clip(year[name] + asked[name].mean() - staff[name].mean(), 0.0, 168.0)),
            n,
            float(asked[name].std(ddof=1)),
        )
        for name in PERSONAL
    ]
    for name in SHARES:
        yes = round(float(year[name]) * len(staff))
        seen.append(Seen(name, rng.hypergeometric(yes, len(staff) - yes, n) / n, n))
    return truth, Observed(f"school {number}", tuple(seen))


def recovered(schools: int, seed: int, respondents: int, **options) -> tuple[np.ndarray, np.ndarray, list[sim.Fit]]:
    """Whether each interval holds the truth, and its share of the prior's, both (schools, conditions); and the fits."""
    truths, observed = zip(*(school(k, seed, respondents) for k in range(schools)), strict=True)
    fits = sim.fit_each(observed, **options)
    held = [
        [r.low <= truth[r.condition] <= r.high for r in one.conditions.itertuples()]
        for truth, one in zip(truths, fits, strict=True)
    ]
    wide = [
        (
            (one.conditions["high"] - one.conditions["low"])
            / (RATE * (one.conditions["prior_high"] - one.conditions["prior_low"]))
        ).tolist()
        for one in fits
    ]
    return np.array(held), np.array(wide), fits


def main(arguments: list[str]) -> None:
    """Print coverage, width and seconds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--schools", type=int, default=30)
    parser.add_argument("--simulated", type=int, default=4000)
    parser.add_argument("--respondents", type=int, default=25)
    parser.add_argument("--seed", type=int, default=100)
    given = parser.parse_args(arguments)
    held, wide, fits = recovered(given.schools, given.seed, given.respondents, simulated=given.simulated)
    print(
        f"{given.schools} schools, {given.respondents} respondents, {given.simulated} simulated schools; intervals at {RATE:.0%}"
    )
    for c, name in enumerate(fits[0].conditions["condition"]):
        print(f"  {name:26} held {held[:, c].mean():4.0%}  width {wide[:, c].mean():4.0%} of the prior's")
    chance = 2.0 * np.sqrt(RATE * (1.0 - RATE) / held.size)
    print(f"  {'all':26} held {held.mean():5.1%}; stated {RATE:.0%}, and {RATE - chance:.0%} to {RATE + chance:.0%} is chance")
    print(f"  the model can be like {sum(one.possible for one in fits)} of {len(fits)}")
    began, busy = time.perf_counter(), time.process_time()
    sim.fit(school(0, given.seed, given.respondents)[1], simulated=given.simulated)
    print(
        f"  one fit: {time.perf_counter() - began:.0f} s, of which {time.process_time() - busy:.0f} s of processor; {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
