"""Files that a viewer brings: parsed with the same checks as on the command line, never executed, never kept."""

import tempfile
from pathlib import Path

from ...inputs.toml import parse_toml
from ...parameters.scenario import InputError, Scenario, ScenarioError, shipped
from ...school.roster import RosterError, School


def school_from(roster: str, ties: str) -> School:
    """A real school from the text of two CSV files. Raises RosterError; its sentences name the files and lines."""
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / "roster.csv", Path(folder) / "ties.csv"]
        for place, text in zip(places, (roster, ties), strict=True):
            place.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
        try:
            return School.from_csv(*places)
        except RosterError as error:
            raise RosterError([fault.replace(f"{folder}/", "").replace(f"{folder}\\", "") for fault in error.faults]) from None


def scenario_from(text: str, name: str) -> Scenario:
    """A scenario from the text of a TOML file; its base, if it names one, is a shipped scenario. Raises InputError."""
    base = parse_toml(text, "scenarios/baseline.toml", ScenarioError).get("base", "baseline")
    if not isinstance(base, str) or base not in shipped():
        raise InputError(
            f"base = {str(base)[:60]!r} is not a shipped scenario; in the browser a scenario can only differ from those."
        )
    stem = "".join(c for c in Path(name).stem if c.isalnum() or c in "-_ ")[:60].strip() or "your scenario"
    if stem in shipped():
        stem = f"your {stem}"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"{stem}.toml"
        place.write_text(text, encoding="utf-8")
        try:
            return Scenario.load(place)
        except ScenarioError as error:
            raise ScenarioError([fault.replace(f"{folder}/", "") for fault in error.faults], stem) from None
