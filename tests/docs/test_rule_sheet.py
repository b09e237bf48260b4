"""The rule sheet says every rule in words, is current, and shows each number beside the rules and steps that get it."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from simulation.documents import rule_sheet
from simulation.documents.rule_sheet import assumptions, numbers, origin, parameters_of, steps, unused
from simulation.documents.rule_sheet import rule_sheet as sheet
from simulation.documents.rule_sources import sources, use_of
from simulation.parameters.scenario import describe, parameters

from ..together import each

ROOT = Path(__file__).parents[2]
RULES = [source for source in sources().values() if source.mark == "rule"]


@cache
def written() -> str:
    return (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    """What stands under a heading, up to the next of the same depth or higher."""
    depth = heading.index(" ")
    after = written().split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{depth}}} ", after, maxsplit=1)[0]


def test_the_sheet_is_current():
    assert written() == sheet(), "renew it with: python -m simulation.documents.rule_sheet > docs/rules.md"


@each("rule", RULES, lambda rule: rule.name)
def test_every_rule_is_said_in_plain_words_once(rule):
    said = rule.in_words
    assert said, f'{rule.file}: {rule.name} has no line "In words (Title): ..." in its docstring'
    assert said.title and said.whom and 20 <= len(said.words) <= 420
    assert said.words.endswith(".")
    symbols = re.findall(r"[=*_\[\]|<>]|\b[a-z]+_[a-z_]+\b", said.words)
    assert symbols == [], "no formulas and no names of the code in what is said in words"
    assert written().count(f"`{rule.name}`") == 1
    assert f"R{numbers()[rule.name]} {said.title}" in written()


def test_rules_are_numbered_in_the_order_of_the_sheet():
    assert [int(n) for n in re.findall(r"^(?:#### |- \*\*)R(\d+) ", written(), flags=re.MULTILINE)] == list(
        range(1, len(numbers()) + 1)
    )
    assert len({source.in_words.title for source in sources().values() if source.in_words and source.in_words.title}) == len(
        numbers()
    )


def test_every_step_says_what_happens_in_it():
    for _, told in steps():
        for step in told:
            assert step.source.in_words.words in part(f"### {step.phase.name.capitalize()}")


def test_every_rule_can_be_agreed_with_or_not():
    entries = re.split(r"^#### ", written(), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert entry.count("☐") == 3, entry.splitlines()[0]


def test_without_the_numbers_it_has_the_same_words_and_is_much_shorter():
    short = rule_sheet.words_only(sheet())
    assert "|" not in short and "\n\n\n" not in short
    assert all(source.in_words.words.lower() in short.lower() for source in RULES)
    assert short.count("☐") == sheet().count("☐")
    assert len(short) < 0.7 * len(sheet())


def test_every_parameter_stands_beside_what_gets_it_with_its_value_and_meaning():
    for name in parameters():
        about = describe(name)
        row = rf"^\| {re.escape(about['meaning'])} \| {re.escape(format(about['default'], '.3g'))} \| .+ \| `{re.escape(name)}` \|$"
        assert re.search(row, written(), flags=re.MULTILINE), name
    for entry in numbers():
        for name in parameters_of(entry):
            assert f"| `{name}` |" in part(f"#### R{numbers()[entry]} {sources()[entry].in_words.title}")


def test_what_no_step_reads_is_what_holds_for_a_run_as_a_whole():
    assert [name for name in unused() if not name.startswith(("mechanisms.", "structure."))] == ["years"]


# ---------------------------------------------------------------- a second look: what steps read when they are lived


_SCRIPT = """
import json, sys, warnings
warnings.filterwarnings("ignore", "overflow")
import numpy as np
from simulation.declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY
from simulation.parameters.behaviour.structure import STRUCTURE
from simulation.parameters.scenario import Scenario
from simulation.documents.rule_sheet import PARTS
from simulation.school.founding import found_school
from simulation.school.state import empty_state

CHANGES = {
    "leaving.unexplained": 0.4, "administrator.turnover": 1.0, "induction.mentoring": 1.0, "external.members": 0.5,
    "adaptation.claim": 1.0, "adaptation.takeback": 1.0, "goals.churn": 1.0, "culture.egalitarian": 0.9, "hiring.vacancy": 0.2, "goals.active": 6, "goals.effort": 5.0, "roles.leaders": 0.5, "outside.recruiting": 1.0,
}
read = {}

class Record:
    def __init__(self, values, name):
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "name", name)

    def __getattr__(self, field):
        read.setdefault(self.name, set()).add(field)
        return float(self.values[field])

class Table:
    def __init__(self, name):
        self.name = name

    def __getitem__(self, audience):
        return Record(table[audience], self.name)

row, months = np.zeros(N_WEEKLY + N_YEARLY), np.zeros(N_MONTHLY)
week, year_end, summer, founding, survey, _ = (phases for _, phases in PARTS)  # no single school lives a summer between schools
for base, choice, account in (  # the last under the other account of every mechanism that has two
    ("baseline", "utility", 0.0), ("second_structure", "threshold", 0.0), ("second_structure", "imitation", 0.0), ("baseline", "habit", 1.0),
):
    of_structure = {f"structure.{name}": 1 for name in STRUCTURE if base == "second_structure"}
    table = Scenario.load(base).replace(CHANGES | of_structure | {"structure.choice": choice}).table()[0].view(np.recarray)[0]
    for name in [name for name in table.dtype.names if name.startswith("mechanisms_") and table[name][0] == 0.0]:
        table[name] = account
    founding[0].kernel(Record(table[0], "size"), 1, 0)
    state = empty_state(12, 3.5)
    found_school(state, Record(table[0], "founding"), 1, 0)
    for year in range(2):
        for now in range(36):
            state.school[0].week = now
            for phase in week:
                phase.kernel(state, Table(phase.name))
            survey[0].kernel(state, Table(survey[0].name), row[:N_WEEKLY])
            survey[1].kernel(state, Table(survey[1].name), months)
        for phase in year_end:
            phase.kernel(state, Table(phase.name))
        survey[2].kernel(state, Table(survey[2].name), months, row)
        for phase in summer:
            phase.kernel(state, Table(phase.name))
json.dump({name: sorted(fields) for name, fields in read.items()}, sys.stdout)
"""


@pytest.fixture(scope="module")
def lived() -> dict[str, set[str]]:
    """Step -> the parameters it read while a school was lived as plain Python."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], check=True, env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, timeout=300,
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    dotted = {name.replace(".", "_"): name for name in parameters()}
    return {step: {dotted[field] for field in fields} for step, fields in json.loads(done.stdout).items()}


#: What is handed on without being used: on the first day nobody holds a role that could be kept, there is always somebody to ask, and no
#: goal ends.
IDLE = {
    "founding": {
        *("standing.keeping", "network.return_odds"),
        *("choice.depth_coordination", "choice.depth_cooperation", "change.waste", "change.disillusion"),
    }
}


def test_the_sheet_gives_each_step_the_parameters_that_it_reads_when_it_is_lived(lived):
    for part, told in steps():
        if part == rule_sheet.BETWEEN_SCHOOLS:  # no school lives it alone
            continue
        for step in told:
            read = lived.get(step.phase.name, set())
            assert step.use.parameters - IDLE.get(step.phase.name, set()) == read, step.phase.name


# ---------------------------------------------------------------- how it is read from the sources


def test_a_parameter_belongs_to_the_rule_that_gets_it_also_by_way_of_variables_and_inner_functions():
    assert "adaptation.takeback" in use_of("turn_of_term").entries["chance_to_take_back"]
    assert "roles.duties" in use_of("situate").entries["slack_hours"]  # a sum, from an inner function
    assert "exhaustion.relief" in use_of("apply_consequences").entries["exhaustion_terms"]  # a field of a record
    assert "hours.capacity" not in use_of("apply_consequences").entries["efficacy_terms"]  # another field of the same record
    assert "ties.avoidance" in use_of("renew_ties").entries["strain_of_role"]  # an argument of an inner function
    assert "climate.rate" in use_of("sense_climate").entries["believed_after_results"]  # a rate beside the rule's result
    assert "ties.threshold" in use_of("renew_ties").own


def test_where_a_number_comes_from_is_told_in_short():
    assert origin("T061: 20 percent (Taie S, Lewis L (2023), NCES; high confidence)") == "T061: 20 percent"
    assert (
        origin("T020: 31 percent (A (2018); high confidence); T019: 4 h (B (2016); low confidence)")
        == "T020: 31 percent; T019: 4 h"
    )
    assert origin("calibrated; T024") == "fitted; T024"
    assert origin("Barrett (2009)") == "Barrett (2009)"


def test_what_a_rule_rests_on_is_named():
    taking = part("#### R2 Taking a shared goal back")
    assert "assumption A53, goals change hands at the turn of a term" in taking
    assert set(assumptions()) >= set(re.findall(r"assumption (A\d+)", written()))
    assert "Bryk & Schneider 2002" in rule_sheet.grounds(sources()["trust_after_work"])
    assert "McFadden 1974" in rule_sheet.grounds(sources()["chosen_form"])  # said once, for the whole file
