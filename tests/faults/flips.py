"""Single bits that flip in every file that a sweep, a run and a comparison leave. `verify` has to find each of them. Run by hand:

    python -m tests.faults.flips --count 200

A lock holds nothing that anybody reads, so it is left out.
"""

import argparse
import random
import tempfile
import warnings
from pathlib import Path

import simulation as sim
from simulation.experiments.sweep.figures import save_figures
from simulation.experiments.sweep.run import fill
from simulation.experiments.sweep.verify import verify
from tests.experiments.sweep.conftest import TINY

SMALL = {"school.teachers": 6, "years": 2}


def folders(place: Path, figures: bool = True) -> dict[str, Path]:
    """A folder of each kind, everything recorded."""
    scenario = sim.Scenario.load("baseline").replace(SMALL)
    store = fill(TINY, place / "sweep")
    if figures:
        save_figures(store)
    results = sim.simulate(scenario, runs=3, record=("weeks", "terms"))
    effect = sim.compare(scenario, scenario.replace({"time.planning": 4}), runs=3)
    return {"sweep": place / "sweep", "run": results.save(place / "run"), "comparison": effect.save(place / "comparison")}


def files(folder: Path) -> list[Path]:
    """What there is to damage."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("lock"))


def unnoticed(folder: Path, path: Path, chance: random.Random) -> str:
    """Flip one bit of a file, look whether it is found, and flip it back: what happened when it was not, else nothing."""
    whole = path.read_bytes()
    at, bit = chance.randrange(len(whole)), chance.randrange(8)
    damaged = bytearray(whole)
    damaged[at] ^= 1 << bit
    path.write_bytes(damaged)
    try:
        verdict = verify(folder, runs=1)
    except sim.InputError:
        return ""
    finally:
        path.write_bytes(whole)
    return "" if verdict.difference else f"{path.relative_to(folder)}: bit {bit} of byte {at} of {len(whole)}"


def main() -> None:
    """Flip bits and print what was not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="flips in each file")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tried, missed = 0, []
        for kind, folder in folders(Path(place)).items():
            for path in files(folder):
                found = [unnoticed(folder, path, chance) for _ in range(asked.count)]
                tried, missed = tried + len(found), missed + [f"{kind}: {text}" for text in found if text]
    print(f"{tried} flips, {len(missed)} not found", *missed, sep="\n")
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
