"""A country whose worker processes are killed in the middle of a year: `python -m tests.faults.country` kills one in each of some years.

Numbers have to be those of threads; what the dead worker had is lived here.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from concurrent.futures import ProcessPoolExecutor

from simulation.country.live import simulate_country
from simulation.parameters.country import Country


def told(results):
    """All tables as text."""
    return [getattr(results, name).to_csv() for name in ("years", "market", "hires", "leavers")]


def kill_one(pool: ProcessPoolExecutor, after: float) -> threading.Thread:
    """Kill one of a pool's own processes after so many seconds."""

    def kill() -> None:
        time.sleep(after)
        for process in list(pool._processes.values())[:1]:
            os.kill(process.pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def main(schools: int = 300, years: int = 4, after: float = 1.0) -> bool:
    """True when a killed worker moved no bit."""
    country = Country.load("country_market").replace({"places.schools": schools, "places.regions": 5, "years": years})
    whole = told(simulate_country(country, seed=1))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        pool.submit(time.sleep, 0.0).result()
        killer = kill_one(pool, after)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            mine = told(simulate_country(country, seed=1, executor=pool))
        killer.join()
    lost = [str(one.message) for one in said if "worker was lost" in str(one.message)]
    print(
        f"{schools} schools, {years} years: {len(lost)} years with a lost worker; {'the same' if mine == whole else 'OTHER'} bits"
    )
    return mine == whole and bool(lost)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
