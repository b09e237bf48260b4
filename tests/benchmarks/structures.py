"""The second structure against the first: effects, levels, patterns and cost side by side: `python -m tests.benchmarks.structures`.

The same questions as `validate` asks, put to both worlds; the second is laid beneath every arm of every experiment, so that what an
experiment sets itself stands. With `--effort 0.2` a rough answer takes minutes. Cost is that of a week lived by a teacher, years before
the first day included; both worlds take turns in one process, and the median of the ratios counts.
"""

import argparse
import time
from statistics import median

import numpy as np

import simulation as sim
from simulation.core.vocabulary import WEEKS_PER_YEAR
from simulation.parameters.scenario import BASELINE
from simulation.validation.calibration.study import world_of
from simulation.validation.effects.judge import in_words, judge_effects, tally
from simulation.validation.effects.policies import beyond, sizes
from simulation.validation.effects.policies import in_words as of_policies
from simulation.validation.laboratory import Laboratory
from simulation.validation.robustness import VariedLaboratory, unless_set
from simulation.validation.targets import OUTPUT, RUNS, observe, target_table
from simulation.validation.validate import tally as of_patterns
from simulation.validation.validate import validate

SECOND = "second_structure"


def laboratory(name: str, effort: float, seed: int) -> Laboratory:
    """A laboratory in a world: the baseline's, or that of a scenario."""
    if name == BASELINE:
        return Laboratory(seed, effort)
    return VariedLaboratory(seed, effort, beneath=unless_set(world_of(name)))


def cost(names=(BASELINE, SECOND), teachers: int = 40, years: int = 8, runs: int = 40, repeats: int = 9) -> float:
    """Cost of a teacher-week in the second of two worlds, relative to the first: median over repeats that take turns."""
    worlds = [sim.Scenario.load(name).replace({"school.teachers": teachers, "years": years}) for name in names]
    taken = []
    for turn in range(repeats + 1):
        each = []
        for world in worlds:
            began = time.process_time()
            sim.simulate(world, runs, seed=1, workers=1)
            weeks = runs * teachers * (years + world.mechanisms.settling) * WEEKS_PER_YEAR
            each.append((time.process_time() - began) / weeks)
        if turn > 0:  # the first turn compiles
            taken.append(each)
    return median(there / here for here, there in taken)


def targets(name: str, effort: float, seed: int) -> str:
    """How many counted core targets are inside, and which are not."""
    runs = max(20, round(RUNS * effort))
    changes = world_of(name)
    table = target_table(observe(changes, runs, seed))
    counted = table[table.inside.notna() & (table.kind == OUTPUT)]
    inside = counted.inside.astype(bool)
    columns = ["id", "quantity", "model", "value", "low", "high", "error"]
    return f"{int(inside.sum())} of {len(counted)} inside\n{counted[~inside][columns].to_string()}"


def main(arguments: list[str] | None = None) -> None:
    """Print what is asked for, of both worlds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help="effects, policies, targets, patterns, cost; all when left out")
    parser.add_argument("--effort", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worlds", nargs="*", default=[BASELINE, SECOND])
    asked = parser.parse_args(arguments)
    parts = asked.parts or ["effects", "policies", "targets", "patterns", "cost"]
    for name in asked.worlds:
        lab = laboratory(name, asked.effort, asked.seed)
        print(f"== {name}", flush=True)
        if "effects" in parts:
            answers = judge_effects(laboratory=lab)
            for answer in answers:
                if answer.found is not None and answer.verdict != "inside":
                    row = answer.experiment.row
                    found = ", ".join(f"{x:+.3f}" for x in answer.found)
                    allowed = "{:g} to {:g}".format(*answer.experiment.allowed)
                    print(
                        f"{row.id} {answer.verdict:12s} {found}  allowed {allowed} {row.confidence} {row.intervention}: {row.outcome}"
                    )
            for sure, counts in tally(answers).items():
                print(f"effects of {sure} confidence: {in_words(counts)}", flush=True)
        if "policies" in parts:
            table = sizes(lab)
            print(of_policies(table), beyond(table).to_string(), sep="\n", flush=True)
        if "targets" in parts:
            print("core targets:", targets(name, asked.effort, asked.seed), flush=True)
        if "patterns" in parts:
            judged = validate(laboratory=lab)
            for judgement in judged:
                if judgement.verdict != "reproduced":
                    missed = [
                        (f.what, round(f.estimate, 3), f.allowed) for f in judgement.findings if f.verdict != "reproduced"
                    ]
                    print(judgement.pattern.id, judgement.pattern.strength, judgement.verdict, missed)
            print("patterns:", of_patterns(judged), flush=True)
    if "cost" in parts:
        print(f"cost of a teacher-week, second over first: {cost():.3f}")


if __name__ == "__main__":
    np.set_printoptions(precision=3)
    main()
