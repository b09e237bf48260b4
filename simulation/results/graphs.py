"""One school's advice network at the end of a year as a graph of people, from the tables that were recorded."""

from typing import TYPE_CHECKING, Any

from ..parameters.scenario import InputError
from ..school.network import graph_of_people
from ..words.people import name_of

if TYPE_CHECKING:
    import pandas as pd

    from .folder import Results


def graph(results: "Results", run: int, year: int) -> Any:
    """`Results.graph`: see there. Raises InputError when ties were not recorded, or not of this run and year."""
    if results.ties is None:
        raise InputError(
            'the ties of these results were not recorded; simulate them with record=("ties",), or `run --record ties`'
        )
    seen = results.years[results.years["run"] == run]
    if year not in set(seen["year"]):
        runs, years = results.years["run"], results.years["year"]
        raise InputError(
            f"run {run}, year {year} is not among the results; they hold runs {runs.min()} to {runs.max()}, years 1 to {years.max()}"
        )
    ties = results.ties[(results.ties["run"] == run) & (results.ties["year"] == year)]
    about = {"scenario": results.scenario.name, "seed": results.seed, "run": int(run), "year": int(year)}
    edges = zip(ties["source_person"].tolist(), ties["target_person"].tolist(), ties["trust"].tolist(), strict=True)
    return graph_of_people(_people(results, run, year, ties), edges, about)


def _people(results: "Results", run: int, year: int, ties: "pd.DataFrame") -> dict[int, dict[str, Any]]:
    """What is known of everybody by number: everybody in post when teachers were recorded, else everybody with a tie."""
    if (staff := results.teachers) is not None:
        rows = staff[(staff["run"] == run) & (staff["year"] == year)].drop(columns=["scenario", "run", "year"])
        people = rows.rename(columns={"teacher": "post"}).to_dict("records")
        return {int(one.pop("person")): {str(name): _plain(value) for name, value in one.items()} for one in people}
    holders = {
        int(person): int(post)
        for end in ("source", "target")
        for person, post in zip(ties[f"{end}_person"], ties[end], strict=True)
    }
    names = results.school["names"] if results.school else None
    return {
        person: {"post": post} | ({"name": name_of(names, post, person)} if names else {})
        for person, post in sorted(holders.items())
    }


def _plain(value: Any) -> Any:
    """A number of an array as Python's own, which files of graphs can hold."""
    return value.item() if hasattr(value, "item") else value
