"""How far a school drifts when nothing but time passes: `python -m tests.benchmarks.steady --runs 300`.

The drift of an outcome is the difference of its means over the last and the first three years, in standard deviations between schools
in a year. A steady school drifts by less than a quarter in thirty years, whatever the outcome.
"""

import argparse
import sys

import numpy as np
import pandas as pd

import simulation as sim

MOST = 0.25


def drifts(scenario: sim.Scenario, runs: int, seed: int = 1, years: int = 30) -> pd.DataFrame:
    """Drift of every outcome that differs between schools [SD of schools], and its standard error, the strongest first.

    Columns first, last (means over three years), spread (SD between schools in a year), drift, error.
    """
    rows = sim.simulate(scenario.replace({"years": years, "policies": []}), runs, seed).years
    outcomes = [name for name in rows.columns if name not in ("scenario", "run", "year")]
    spread = rows.groupby("year")[outcomes].std().mean()
    first = rows[rows.year <= 3].groupby("run")[outcomes].mean()
    last = rows[rows.year > years - 3].groupby("run")[outcomes].mean()
    change = last - first
    table = pd.DataFrame(
        {
            "first": first.mean(),
            "last": last.mean(),
            "spread": spread,
            "drift": change.mean() / spread,
            "error": change.std() / np.sqrt(runs) / spread,
        }
    )
    return table[spread > 1e-9].sort_values("drift", key=abs, ascending=False)


def careers(scenario: sim.Scenario, runs: int, seed: int = 1, years: int = 30) -> pd.DataFrame:
    """Mean experience [years], share of teachers of up to three years, and mean tenure [years], in every year."""
    people = sim.simulate(scenario.replace({"years": years, "policies": []}), runs, seed, record=("years", "teachers")).teachers
    people = people.dropna(subset="experience").assign(novices=lambda table: table.experience <= 3.0)
    return people.groupby("year")[["experience", "novices", "tenure"]].mean()


def main(arguments: list[str]) -> int:
    """Print the table; 1 when an outcome drifts too far."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scenario", default="second_structure")
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    scenario = sim.Scenario.load(asked.scenario)
    table = drifts(scenario, asked.runs, asked.seed)
    print(table.round(3).to_string())
    print(careers(scenario, max(20, asked.runs // 4), asked.seed).loc[[1, 2, 3, 5, 10, 20, 30]].round(3).to_string())
    return int((table.drift.abs() > MOST).any())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
