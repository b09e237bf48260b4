"""The documents and the code say the same, and nothing in the project points to the machine it was made on."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from simulation.core.vocabulary import KINDS, WEEKS_PER_CYCLE, WEEKS_PER_TERM, WEEKS_PER_YEAR
from simulation.declare.outcomes import N_TEACHER_MEANS, N_WEEKLY, N_YEARLY, TEACHER_STATES
from simulation.declare.parameter import evidence_table
from simulation.documents.codebook import codebook
from simulation.documents.model_tables import COUNTRY, MODEL, moments, refresh, table
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start
from simulation.parameters.behaviour.structure import APART
from simulation.parameters.describe import BASELINE_HEAD, as_toml
from simulation.parameters.scenario import Scenario, parameters

pytestmark = pytest.mark.quick

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "simulation").rglob("*.py"))
RULES = sorted((ROOT / "simulation" / "rules").glob("*.py"))


@cache
def model_text() -> str:
    return MODEL.read_text(encoding="utf-8")


@cache
def hand_written() -> str:
    """The model text without what is generated."""
    return re.sub(r"<!-- generated: .*?<!-- end -->", "", model_text(), flags=re.DOTALL)


@cache
def cited(pattern: str) -> frozenset[str]:
    """Everything of a kind (assumptions, patterns, evidence) that the package's sources name."""
    return frozenset(found for path in SOURCES for found in re.findall(pattern, path.read_text(encoding="utf-8")))


# ---------------------------------------------------------------- what is generated


def test_the_codebook_is_current():
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == codebook(), (
        "renew it with: python -m simulation.documents.codebook > docs/codebook.md"
    )


def test_the_tables_of_the_model_text_are_current():
    for page in (model_text(), COUNTRY.read_text(encoding="utf-8")):
        assert page == refresh(page), "renew them with: python -m simulation.documents.model_tables"


def test_renewing_tables_leaves_what_people_wrote_alone():
    written = (
        "before\n<!-- generated: week -->\n",
        "<!-- end -->\nbetween\n<!-- generated: parameters voice -->\n",
        "<!-- end -->\nafter",
    )
    made = (table("week") + "\n", table("parameters voice") + "\n")
    renewed = refresh(written[0] + "stale\n" + written[1] + written[2])
    assert renewed == written[0] + made[0] + written[1] + made[1] + written[2]
    assert "| `choose` |" in made[0]
    assert "`voice.gain` = " in made[1]
    with pytest.raises(KeyError):
        refresh("<!-- generated: astrology -->\n<!-- end -->")


def test_the_baseline_file_says_what_the_declarations_say():
    written = (ROOT / "scenarios" / "baseline.toml").read_text(encoding="utf-8")
    assert written == as_toml(Scenario.from_dict(BASELINE_HEAD)), (
        "renew it with: python -m simulation.parameters.describe > scenarios/baseline.toml"
    )


# ---------------------------------------------------------------- what the text promises


def test_assumptions_are_numbered_without_gaps():
    numbers = [int(n) for n in re.findall(r"^- \*\*A(\d+) ", hand_written(), flags=re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_assumption_is_listed_and_cited_where_the_code_makes_it():
    listed = frozenset(re.findall(r"^- \*\*(A\d+) ", hand_written(), flags=re.MULTILINE))
    assert cited(r"\bA\d{1,2}\b") == listed
    assert frozenset(re.findall(r"\bA\d{1,2}\b", hand_written())) == listed


def test_patterns_and_evidence_that_the_code_cites_exist():
    assert cited(r"\bP\d\d\b") <= set(re.findall(r"\bP\d\d\b", hand_written()))
    assert cited(r"\bT\d{3}\b") | set(re.findall(r"\bT\d{3}\b", hand_written())) <= evidence_table().keys()


def test_every_rule_is_named_in_the_model_text():
    named = set(re.findall(r"\w+", hand_written()))
    for path in RULES:
        for name in functions(path):
            assert name in named, f"rules/{path.name} has {name}, which docs/model.md does not mention"


def test_every_file_of_rules_has_its_submodel():
    assert {path.name for path in RULES} - {"__init__.py"} <= set(re.findall(r"`rules/(\w+\.py)`", hand_written()))


def test_the_model_text_names_parameters_that_exist_and_leaves_out_none():
    groups = "|".join({name.partition(".")[0] for name in parameters() if "." in name})
    named = set(re.findall(rf"(?<![\w/.])((?:{groups})\.\w+)", hand_written()))
    assert named <= set(parameters())
    of_kinds = {name for name in parameters() if name.startswith("kinds.") and name[6:].partition("_")[0] in KINDS}
    behind_one_name = {name for name in parameters() if name.startswith("domains.")} | of_kinds | {"years"}
    assert "`domains.<domain>`" in hand_written()
    for ending in {name.partition("_")[2] for name in of_kinds}:
        assert f"`kinds.<kind>{'_' * bool(ending)}{ending}`" in hand_written()
    assert named == set(parameters()) - behind_one_name


def test_every_link_of_the_documents_leads_somewhere():
    for document in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


WATCHED = {
    "years": 3,
    "school.teachers": 14,
    "leaving.unexplained": 0.2,
    "administrator.turnover": 0.4,
    "joint_work.tolerance": 0.6,
    "administrator.openness": 0.6,
    "goals.effort": 8.0,
    "accountability.pressure": 0.8,
    "adaptation.control": 2.0,
    "adaptation.takeback": 1.0,
    "adaptation.claim": 0.6,
    "induction.mentoring": 0.6,
    "external.members": 0.2,
    "outside.recruiting": 0.6,
    "roles.leaders": 0.45,
    "standing.keeping": 0.5,
    "kinds.union": 0.3,
    "mechanisms.settling": 0,
    "office.loyalty": 0.0,
    "mechanisms.lasting_growth": 1,
    "mechanisms.own_ties": 1,
    "policies": [
        {
            "name": "a hard winter",
            "weeks": (14, 24),
            "set": {
                "accountability.pressure": 0.7,
                "school.poverty": 0.8,
                "school.materials": 0.2,
                "administrator.openness": 0.7,
                "time.paperwork": 6.0,
                "administrator.mandated": 3.0,
            },
        },
        {"name": "a network and no union", "start": 2, "set": {"external.members": 0.5, "kinds.union": 0.0}},
    ],
}


#: Moments of the model text -> weeks of the year (from 0) in which they fall; HIRING is a summer, at a post filled in it.
LAST, HIRING = WEEKS_PER_YEAR - 1, -1
CYCLE = {week for week in range(WEEKS_PER_YEAR) if week % WEEKS_PER_CYCLE in (0, WEEKS_PER_CYCLE - 1)}
TERM = set(range(WEEKS_PER_TERM, WEEKS_PER_YEAR, WEEKS_PER_TERM))
WEEKS = {
    "never": set(),
    "hiring": {HIRING},
    "summer": {HIRING, LAST},
    "term": {HIRING, LAST} | TERM,
    "cycle": {HIRING} | CYCLE,
    "cycle, term": {HIRING} | CYCLE | TERM,
    "week": {HIRING, *range(WEEKS_PER_YEAR)},
}


def watch(scenario: Scenario, run: int) -> dict[tuple[str, str], set[int]]:
    """Entity and state -> the weeks of the year in which it changed in one school, as in WEEKS."""
    state = start(scenario, 2, run)
    years = np.zeros((scenario.years, N_WEEKLY + N_YEARLY))
    nothing = np.zeros((0, state.teachers.size, N_TEACHER_MEANS + len(TEACHER_STATES)))
    steps = Steps(state, *scenario.table(), years, np.zeros((0, N_WEEKLY)), nothing)
    arrays = {"teacher": state.teachers, "tie": state.ties, "goal": state.goals, "school": state.school}
    changes = {(entity, name): set() for entity in arrays for name in moments(entity)}
    while not steps.over:
        week = int(state.school[0].week)
        before = {entity: array.copy() for entity, array in arrays.items()}
        steps.week()
        hired = (week == LAST) & (state.teachers.present != 0) & (state.teachers.tenure == 0)
        for entity, name in changes:
            array = arrays[entity]
            differs = (before[entity][name] != array[name]).reshape(len(array), -1).any(axis=1)
            new = hired if entity == "teacher" else np.zeros(len(array), bool)
            changes[entity, name] |= {week for _ in differs[~new].nonzero()[0]} | {HIRING for _ in differs[new].nonzero()[0]}
    return changes


def test_states_change_when_the_model_text_says_and_only_then():
    runs = {"baseline": 6, "second_structure": 6} | dict.fromkeys(APART.values(), 2)
    schools = [watch(Scenario.load(base).replace(WATCHED), run) for base, n in runs.items() for run in range(n)]
    changes = {key: set().union(*(school[key] for school in schools)) for key in schools[0]}
    rarer = {
        "hiring": "never",
        "summer": "hiring",
        "term": "summer",
        "cycle": "summer",
        "cycle, term": "cycle",
        "week": "cycle, term",
    }
    for (entity, name), seen in changes.items():
        moment = moments(entity)[name]
        if (entity, name) == ("school", "week"):
            continue  # the clock itself: it is put forward between two weeks
        assert seen <= WEEKS[moment], f"{entity}.{name} changed in weeks {sorted(seen - WEEKS[moment])}"
        assert moment == "never" or seen - WEEKS[rarer[moment]], f"{entity}.{name} never changed beyond {rarer[moment]}"


# ---------------------------------------------------------------- the sources themselves


def functions(path: Path, decorators: tuple[str, ...] = ("rule", "kernel", "inner")) -> dict[str, str | None]:
    """Public compiled functions of a file -> docstring."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
            if any(isinstance(mark, ast.Name) and mark.id in decorators for mark in marks):
                found[node.name] = ast.get_docstring(node)
    return found


def test_every_rule_and_kernel_says_what_it_does():
    described = {f"{path.name}: {name}": text for path in SOURCES for name, text in functions(path).items()}
    assert len(described) > 80
    assert [name for name, text in described.items() if not text] == []


REGISTRY = re.compile(r"\b(pypi|pythonhosted|npmjs|anaconda)\.(org|com|io)\b|https?://\S+/simple\b", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.:/~*$}-])/(home|Users|root|work|tmp|mnt|srv)/\w|\b[A-Z]:\\\\?Users\b")


def project_files() -> list[Path]:
    """Every file that is, or would be, under version control; all but caches where there is no version control."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
        return [path for name in listed if name and (path := ROOT / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if path.is_file() and not {".venv", "__pycache__"} & set(path.parts)]


def test_the_project_names_no_registry_and_no_place_on_somebodys_machine():
    files = project_files()
    assert ROOT / "docs" / "model.md" in files
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for pattern in (REGISTRY, MACHINE):
            found = pattern.search(text)
            assert found is None, f"{path.relative_to(ROOT)} has {found[0]!r}"


@pytest.mark.parametrize(
    "text", ["see https://py" + "pi.org/p", "open('/ho" + "me/ann/x')", "https://mirror/sim" + "ple", "C:\\Us" + "ers"]
)
def test_such_places_would_be_found(text):
    assert REGISTRY.search(text) or MACHINE.search(text)
