"""Real advice networks, read, lived in and held against generated ones: `python -m tests.benchmarks.real_networks FOLDER`.

FOLDER holds two files for each school: NAME_roster.csv and NAME_ties.csv. Of each it is asked:

1. Does the receipt say what networkx counts in the same files, read by nobody but Python's own reader of tables?
2. Does every statistic lie in the middle 95 percent of what schools of the same size have that live some years under a scenario?
3. Does the school keep its number of advisers, its reciprocity and its density over ten years in which nothing but time passes?

A survey's scale is told with --scale trust=1..4, as for any command. The exit code is 1 where a receipt is wrong, fewer than nine of ten
statistics are inside, or a school does not stay itself.
"""

import argparse
import csv
import sys
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import numpy as np

import simulation as sim
from simulation.core.vocabulary import WEEKS_PER_YEAR
from simulation.declare.outcomes import N_TEACHER_MEANS, N_WEEKLY, N_YEARLY, TEACHER_STATES
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start
from simulation.school.network import statistics
from simulation.school.roster import School

#: What is compared. `seniority`: correlation of being asked with experience; `silent`: ask nobody; `isolated`: nor are asked.
COMPARED = ("density", "reciprocity", "in_degree_variation", "seniority", "silent", "isolated", "transitivity")
KEPT = ("out_degree", "reciprocity", "density")
#: What a receipt says of a network.
RECEIPT = ("teachers", "ties", "isolates", "density", "reciprocity")


def described(n: int, source: np.ndarray, target: np.ndarray, experience: np.ndarray) -> dict[str, float]:
    """The statistics COMPARED, and out_degree, of a network of n teachers; experience [years], NaN where unknown."""
    asks, asked = np.bincount(source, minlength=n), np.bincount(target, minlength=n)
    known = np.isfinite(experience)
    varied = known.sum() > 3 and asked[known].std() > 0.0 and experience[known].std() > 0.0
    return statistics(np.zeros(n, np.int64), source, target) | {
        "seniority": float(np.corrcoef(asked[known], experience[known])[0, 1]) if varied else np.nan,
        "silent": float((asks == 0).mean()),
        "isolated": float(((asks == 0) & (asked == 0)).mean()),
    }


def generated(scenario: sim.Scenario, teachers: int, runs: int, seed: int = 1) -> dict[str, np.ndarray]:
    """COMPARED, and out_degree -> (runs,) of schools of this size in the middle of their first year, when surveys are taken."""
    of_size = scenario.replace({"school.teachers": teachers, "population.size": 0.0, "policies": [], "years": 1})
    found = []
    for run in range(runs):
        state = start(of_size, seed, run)
        nothing = np.zeros((0, teachers, N_TEACHER_MEANS + len(TEACHER_STATES)))
        steps = Steps(state, *of_size.table(), np.zeros((1, N_WEEKLY + N_YEARLY)), np.zeros((0, N_WEEKLY)), nothing)
        for _ in range(WEEKS_PER_YEAR // 2):
            steps.week()
        place = np.cumsum(state.teachers.present != 0) - 1  # vacant posts are no members of the network
        ties = state.ties[: state.school[0].n_ties]
        staff = state.teachers[state.teachers.present != 0]
        found.append(described(len(staff), place[ties.source], place[ties.target], staff.experience))
    return {name: np.array([network[name] for network in found]) for name in (*COMPARED, "out_degree")}


def ties_of(roster: Path) -> Path:
    """The file of ties that belongs to a roster."""
    return roster.with_name(roster.name.replace("_roster", "_ties"))


def real(roster: Path, scales: Mapping[str, str] | None = None) -> tuple[School, dict[str, float]]:
    """A school from its two files, and what its network is like."""
    school = School.read([roster, ties_of(roster)], scales=dict(scales or {}))
    return school, described(school.n, school.source, school.target, school.experience)


def counted(roster: Path) -> dict[str, float]:
    """RECEIPT as networkx counts it: every row of the roster is a person, every row of two different people a tie."""
    with (
        roster.open(encoding="utf-8-sig", newline="") as people,
        ties_of(roster).open(encoding="utf-8-sig", newline="") as ties,
    ):
        graph = nx.DiGraph()
        graph.add_nodes_from(row["teacher"] for row in csv.DictReader(people))
        graph.add_edges_from((row["source"], row["target"]) for row in csv.DictReader(ties) if row["source"] != row["target"])
    figures = len(graph), graph.size(), nx.number_of_isolates(graph), nx.density(graph), nx.overall_reciprocity(graph)
    return dict(zip(RECEIPT, figures, strict=True))


def misread(roster: Path, school: School) -> list[str]:
    """What the receipt of a school says otherwise than networkx."""
    truth = counted(roster)
    return [
        f"{name} is {said:.6g} and ought to be {truth[name]:.6g}"
        for name in RECEIPT
        if abs((said := getattr(school.receipt, name)) - truth[name]) > 1e-12
    ]


def kept(school: School, scenario: sim.Scenario, runs: int, years: int = 10, seed: int = 1) -> dict[str, float]:
    """What is left of KEPT after `years` in which nothing but time passes, as a share of what there was."""
    rows = sim.simulate(scenario.replace({"years": years, "policies": []}), runs, seed, school=school).years
    last = rows[rows.year == years]
    before = described(school.n, school.source, school.target, school.experience)
    density = last.out_degree / (last.staff - 1.0)
    return {
        "out_degree": last.out_degree.mean() / before["out_degree"],
        "reciprocity": last.reciprocity.mean() / before["reciprocity"],
        "density": density.mean() / before["density"],
    }


def main(arguments: list[str]) -> int:
    """Print three tables; 1 when a receipt is wrong, fewer than nine of ten statistics are inside, or a school does not stay itself."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenario", default="second_structure")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--scale", action="append", default=[], metavar="MEASURE=SCALE")
    asked = parser.parse_args(arguments)
    scenario, scales = sim.Scenario.load(asked.scenario), dict(one.split("=", 1) for one in asked.scale)
    rosters = sorted(asked.folder.glob("*_roster.csv"))
    if not rosters:
        parser.error(f"{asked.folder} holds no file NAME_roster.csv")
    schools = {roster: real(roster, scales) for roster in rosters}
    faults = 0
    print("receipt".ljust(16) + "".join(f"{name:>12s}" for name in RECEIPT) + "  as networkx counts; set aside")
    for roster, (school, _) in schools.items():
        wrong = misread(roster, school)
        faults += len(wrong)
        figures = "".join(f"{getattr(school.receipt, name):12.4g}" for name in RECEIPT)
        print(
            f"{school.title:16s}{figures}  {'; '.join(wrong) or 'the same'}; {'; '.join(school.receipt.set_aside) or 'nothing'}"
        )
    inside, all_of_them, stays = 0, 0, True
    print("\nnetwork            n  " + "".join(f"{name:>30s}" for name in COMPARED))
    for school, there in schools.values():
        found, cells = generated(scenario, school.n, asked.runs), []
        for name in COMPARED:
            low, high = np.nanquantile(found[name], [0.025, 0.975])
            within = bool(low <= there[name] <= high) or not np.isfinite(there[name])
            inside, all_of_them = inside + within, all_of_them + 1
            cells.append(f"{there[name]:.2f} in {low:.2f} to {high:.2f}{' ' if within else '*'}")
        print(f"{school.title:16s} {school.n:3d} " + "".join(f"{cell:>30s}" for cell in cells), flush=True)
    print(f"{inside} of {all_of_them} inside\n\nnetwork, after ten years / before: " + ", ".join(KEPT))
    for school, _ in schools.values():
        ratios = kept(school, scenario, 2 * asked.runs)  # a school with two returned ties leaves much to luck
        stays &= all(abs(ratio - 1.0) <= 0.15 for ratio in ratios.values())
        print(f"{school.title:16s} {school.n:3d} " + " ".join(f"{ratios[name]:6.2f}" for name in KEPT), flush=True)
    return 0 if stays and not faults and inside >= 0.9 * all_of_them else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
