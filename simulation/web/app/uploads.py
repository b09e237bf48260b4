"""Files that a viewer brings: parsed in memory with the same checks as on the command line, never executed, never kept."""

from pathlib import Path

from ...parameters.scenario import Scenario, shipped
from ...school.codes import key_text, with_codes
from ...school.roster import School


def school_from(roster: str, ties: str, codes: bool = False) -> tuple[School, str]:
    """A real school from the text of two CSV files; and, with codes in place of names, the key that says whose they are.

    Raises RosterError; its sentences name the files and lines.
    """
    school = School.from_text(roster, ties)
    if not codes:
        return school, ""
    other, key = with_codes(school)
    return other, key_text(key)


def scenario_from(text: str, name: str) -> Scenario:
    """A scenario from the text of a TOML file; its base, if it names one, is a shipped scenario. Raises InputError."""
    stem = "".join(c for c in Path(name).stem if c.isalnum() or c in "-_ ")[:60].strip() or "your scenario"
    if stem in shipped():
        stem = f"your {stem}"
    return Scenario.from_toml(text, stem)
