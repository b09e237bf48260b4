"""Stored numbers of a few scenarios, so that no change of results goes unannounced: `python -m tests.baseline.numbers` renews them.

They are renewed only under a new version, which CHANGELOG.md must know: a paper that names a version names its numbers. Before a
version is out, add --same-version while you work on it.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import simulation as sim

STORED = Path(__file__).with_name("numbers.json")
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"

#: Between them they use every mechanism: mandates, roles with release, another country, dated shocks, policies, many kinds of schools.
SCENARIOS = (
    "baseline", "contrived_collegiality", "country_mix", "hybrid_roles", "korea", "large_secondary_school", "mentored_novices",
    "pandemic_shock",
)  # fmt: skip
RUNS, YEARS, SEED = 4, 4, 1


def numbers(name: str) -> dict:
    """Means over schools in every year, ten significant digits, and a digest of all yearly and personal values, which is that of every machine."""
    scenario = sim.Scenario.load(name).replace({"years": YEARS})
    results = sim.simulate(scenario, runs=RUNS, seed=SEED, record=("years", "teachers"))
    columns = [c for c in results.years.columns if c not in ("scenario", "run", "year")]
    means = results.years.groupby("year")[columns].mean()
    content = b"".join(
        table[c].to_numpy("float64").tobytes()
        for table in (results.years, results.teachers)
        for c in table.columns
        if c not in ("scenario", "teacher", "person")
    )
    return {
        "digest": hashlib.sha256(content).hexdigest()[:32],
        "means": {c: [float(f"{value:.10g}") for value in means[c]] for c in columns},
    }


def announced(version: str) -> bool:
    """True when the changelog has a section for the version."""
    return re.search(rf"^## {re.escape(version)}\b", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE) is not None


def main(arguments: list[str]) -> int:
    """Compute and store. 2 when the version has not risen or the changelog does not know it."""
    before = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {"version": ""}
    if before["version"] == sim.__version__ and "--same-version" not in arguments:
        print(
            f"numbers.json holds those of version {sim.__version__}; raise the version first: its numbers are no longer the same"
        )
        return 2
    if not announced(sim.__version__):
        print(f"CHANGELOG.md has no section for version {sim.__version__}; say there what changes and why")
        return 2
    made = {name: numbers(name) for name in SCENARIOS}
    version = before["version"] if "--same-version" in arguments else sim.__version__
    STORED.write_text(json.dumps({"version": version, "scenarios": made}, indent=1) + "\n", encoding="utf-8")
    print(f"stored {len(made)} scenarios of version {version} in {STORED.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
