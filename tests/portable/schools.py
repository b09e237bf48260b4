"""Schools for the portable engine: what Node is asked for, and what the Python engine gives for the same."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

import simulation as sim
from simulation.engine.year import simulate_years
from simulation.ensemble.simulate import start
from simulation.pages.files import STATIC
from simulation.portable.file import ENGINE
from simulation.portable.scenario import portable_scenario
from simulation.results.recorder import Recorded, what_to_record

NODE = shutil.which("node")
ROWS = ("years", "weeks", "teacher_rows", "tie_rows")


def case(name="baseline", changes=None, *, seed=1, run=0, record=("years",), weekly=False) -> dict:
    """One school to be simulated; `weekly` where the page's clock drives it and not one call."""
    scenario = sim.Scenario.load(name).replace(changes or {})
    return {"scenario": scenario, "seed": seed, "run": run, "record": what_to_record(record), "weekly": weekly}


def in_node(folder: Path, **job):
    """What run.mjs answers to a job."""
    job = {what: [one | {"scenario": portable_scenario(one["scenario"])} for one in work] for what, work in job.items()}
    path = folder / "job.json"
    path.write_text(json.dumps({"engine": str(ENGINE), "modules": str(STATIC / "portable"), **job}), encoding="utf-8")
    done = subprocess.run([NODE, Path(__file__).with_name("run.mjs"), path], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_python(case) -> dict[str, np.ndarray]:
    """Every array of a case: the state after its last summer, and all rows that were recorded."""
    scenario, record = case["scenario"], case["record"]
    state = start(scenario, case["seed"], case["run"], explain="terms" in record)
    table, period = scenario.table()
    kept = Recorded.empty(case["run"], state.teachers.size, scenario.years, record, state.ties.size)
    simulate_years(state, table.view(np.recarray), period, scenario.years, *kept.arrays)
    return state._asdict() | dict(zip(ROWS, kept.arrays, strict=False))


def differences(case, there: dict[str, str]) -> list[str]:
    """What is not the same to the last bit, as places; NaN is NaN whatever its bits. `scratch` has no meaning between kernels."""
    found = []
    for name, here in in_python(case).items():
        bits = base64.b64decode(there[name])
        if len(bits) != here.nbytes:
            found.append(f"{name}: {len(bits)} bytes for {here.nbytes}")
            continue
        other = np.frombuffer(bits, here.dtype).reshape(here.shape)
        for field in here.dtype.names or [None]:
            a, b = (here, other) if field is None else (here[field], other[field])
            same = a == b
            if a.dtype.kind == "f":
                same = (np.ascontiguousarray(a).view("i8") == np.ascontiguousarray(b).view("i8")) | (np.isnan(a) & np.isnan(b))
            if name != "scratch" and not same.all():
                found.append(f"{name}{'.' + field if field else ''}: {(~same).sum()} of {same.size}")
    return found
