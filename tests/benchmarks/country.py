"""What a tenth of the United States takes: `python -m tests.benchmarks.country [schools] [years]`. Ten thousand schools for ten years when left out.

Reports seconds by stage and the peak of memory.
"""

import resource
import sys
import time

from simulation.country.crew import Crew
from simulation.country.live import Living
from simulation.country.tables import Kept
from simulation.parameters.country import Country

#: Schools and commuting zones of the United States.
SCHOOLS, REGIONS = 99_388, 593


def measure(schools: int, years: int, workers: int = 2, institution: str = "market") -> dict[str, float]:
    """Seconds by stage and in all, teachers, and the peak of memory [MB]."""
    regions = max(1, round(REGIONS * schools / SCHOOLS))
    country = Country.load("country_market").replace(
        {"places.schools": schools, "places.regions": regions, "years": years, "institution": institution}
    )
    with Crew(workers) as crew:
        Living.begin(country.replace({"places.schools": regions}), 1, crew).year(crew)  # whatever is compiled is compiled now
        began, kept = time.perf_counter(), Kept(country, 1)
        living = Living.begin(country, 1, crew)
        for _ in range(years):
            living.year(crew, kept)
        kept.results(living.seconds)
    told = {"teachers": float(living.land.places.posts.sum()), "seconds": time.perf_counter() - began}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    return told | {stage: round(value, 2) for stage, value in living.seconds.items()} | {"peak": peak}


if __name__ == "__main__":
    asked = [int(text) for text in sys.argv[1:]]
    schools, years = (*asked, *(10_000, 10)[len(asked) :])
    found = measure(schools, years)
    print(", ".join(f"{name} {value:,.1f}" for name, value in found.items()))
    weeks = found["teachers"] * 36 * years
    print(
        f"{1e6 * found['seconds'] / weeks:.3f} microseconds a teacher and week, {1024 * found['peak'] / found['teachers']:.2f} kB a teacher"
    )
