"""What the shipped policies do to pupils' growth, on twins, against what trials allow: `python -m tests.benchmarks.policy_effects`.

A twin is the same school with the same luck without the policy. Ceilings are those of trials of school-wide programmes: 0.06 student SD in
the first year, 0.08 in the third, 0.10 in the fifth and later; less for mentoring, which reaches a tenth of a staff, and for time
alone, of which no trial exists. `python -m tests.benchmarks.policy_effects --runs 100 --scenario second_structure`.
"""

import argparse
import sys
from collections.abc import Iterator

import numpy as np

import simulation as sim
from simulation.parameters.scenario import BASELINE, shipped

#: Years after a policy's start, and what it may be worth there [student SD a year].
AFTER = (1, 3, 5, 10)
USUAL = (0.06, 0.08, 0.10, 0.10)
CEILINGS = {"mentored_novices": (0.01, 0.02, 0.02, 0.02)} | dict.fromkeys(
    ("four_hours_for_teams", "ten_hours"), (0.03, 0.05, 0.06, 0.06)
)
#: Scenario -> the one that it is to be compared with: the baseline, where nothing else is said.
TWINS = {"high_poverty_supported": "high_poverty"}
#: What is no policy: another school, another country, or the frame itself.
NO_POLICY = {
    BASELINE,
    "country_mix",
    "high_poverty",
    "korea",
    "large_secondary_school",
    "second_structure",
    "small_rural_school",
}


def policies() -> list[str]:
    """Shipped scenarios that change something about the baseline's school."""
    return [name for name in shipped() if name not in NO_POLICY]


def on(name: str, frame: sim.Scenario, years: int) -> sim.Scenario:
    """The policy `name` in a school with the settings of `frame`, where the policy's file does not say otherwise."""
    own, plain = sim.Scenario.load(name), sim.Scenario.load(BASELINE)
    settings = {field: frame.get(field) for field in frame.differences(plain) if field != "policies"}
    stated = set(own.differences(plain))
    return own.replace({field: value for field, value in settings.items() if field not in stated} | {"years": years})


def effects(name: str, frame: sim.Scenario, runs: int, seed: int = 1, outcome: str = "student_growth", **changes) -> np.ndarray:
    """Differences (runs, 10) of an outcome in the first to tenth year after the start of a policy, school by school."""
    start = min((policy.start for policy in sim.Scenario.load(name).policies), default=1)
    years = start + AFTER[-1] - 1
    arms = (on(arm, frame, years).replace(changes) for arm in (name, TWINS.get(name, BASELINE)))
    with_it, without = (sim.simulate(arm, runs, seed).years.pivot(index="run", columns="year", values=outcome) for arm in arms)
    return (with_it - without).to_numpy()[:, start - 1 :]


def judged(frame: sim.Scenario, runs: int, seed: int = 1) -> Iterator[tuple[str, np.ndarray, np.ndarray, bool]]:
    """Policy, mean effects and their standard errors in the years AFTER, and whether all lie below their ceilings."""
    for name in policies():
        difference = effects(name, frame, runs, seed)[:, np.array(AFTER) - 1]
        mean, error = difference.mean(axis=0), difference.std(axis=0, ddof=1) / np.sqrt(runs)
        yield name, mean, error, bool((mean <= np.array(CEILINGS.get(name, USUAL))).all())


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a policy is above its ceiling."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scenario", default="second_structure", help="whose settings hold in both arms")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    above = 0
    print(f"{'policy':26s}" + "".join(f"year {after:<9d}" for after in AFTER))
    for name, mean, error, below in judged(sim.Scenario.load(asked.scenario), asked.runs, asked.seed):
        cells = "".join(f"{m:+.3f} ({e:.3f}) " for m, e in zip(mean, error, strict=True))
        print(f"{name:26s}{cells}{'' if below else 'above its ceiling'}", flush=True)
        above += not below
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
