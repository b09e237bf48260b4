"""How the project is built: imports only look up the list below, and each part leans on what it may lean on."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from .conftest import APART, FIRST, QUICK, TESTS, TOGETHER
from .together import each

pytestmark = pytest.mark.quick

PACKAGE = Path(__file__).parents[1] / "simulation"

#: From a scenario file to what people see. A part may import itself and what stands before it.
ORDER = (
    "core", "declare", "inputs", "parameters", "rules", "school", "engine", "statistics", "words", "results", "ensemble", "country", "plots",
    "experiments", "validation", "lessons", "living", "pages", "report", "portable", "archive", "mesa_view", "web", "documents", "cli",
)  # fmt: skip

#: Parts that the engine calls in its innermost loop know only what is named here, besides themselves.
NARROW = {"core": set(), "declare": {"core"}, "inputs": {"core"}, "rules": {"core"}}

#: Whatever lies between a scenario and its results works without anybody looking.
UNSEEN = ORDER[: ORDER.index("ensemble") + 1]
FOR_SHOW = {"mesa", "solara", "matplotlib"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def name_of(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def part_of(path):
    return name_of(path).partition(".")[0]


@cache
def imports(path, for_types=True):
    """Dotted names of all modules a file imports, wherever the import stands; ours begin with `simulation`.

    for_types : also what stands under `if TYPE_CHECKING`, which no program loads
    """
    here = ("simulation", *path.relative_to(PACKAGE).parent.parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not for_types:
        tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))]
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else ()
            module = ".".join((*above, *((node.module,) if node.module else ())))
            names += [f"{module}.{alias.name}" for alias in node.names]
    return tuple(names)


def ours(path):
    """Parts of the package that a file imports; its version and other names of the package itself do not count."""
    names = (name.split(".") for name in imports(path))
    return {name[1] for name in names if name[0] == "simulation" and name[1] != "__version__"}


def foreign(path):
    """Top-level names of everything else that a file imports."""
    return {name.partition(".")[0] for name in imports(path)} - {"simulation"}


every_module = each("path", MODULES, name_of)


@every_module
def test_every_part_has_its_place_and_imports_only_what_stands_before_it(path):
    part = part_of(path)
    assert part in ORDER
    assert ours(path) <= set(ORDER[: ORDER.index(part) + 1])


@each("path", [path for path in MODULES if part_of(path) in NARROW], name_of)
def test_rules_and_what_they_stand_on_know_nothing_of_schools(path):
    assert ours(path) <= NARROW[part_of(path)] | {part_of(path)}


@each("path", [path for path in MODULES if part_of(path) == "rules"], name_of)
def test_a_rule_needs_nothing_but_arithmetic(path):
    assert foreign(path) <= {"math"}


@each("path", [path for path in MODULES if part_of(path) in UNSEEN], name_of)
def test_from_parameters_to_ensembles_nothing_draws_and_nothing_needs_mesa(path):
    assert not foreign(path) & FOR_SHOW


@every_module
def test_networkx_stays_with_the_advice_network(path):
    """And with the reader of its formats. Figures may ask it where to put people, and nothing else."""
    if "networkx" not in foreign(path) or name_of(path) in {"school.network", "school.readers.graphs"}:
        return
    assert part_of(path) == "plots"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "nx"}
    used |= {name.rpartition(".")[2] for name in imports(path) if name.startswith("networkx.")}
    assert all(word.endswith("_layout") for word in used)


def modules_imported(path):
    """Files of the package that a file loads at any time; a package stands for its `__init__`."""
    known = {name_of(module).removesuffix(".__init__"): module for module in MODULES}
    for name in imports(path, for_types=False):
        own = name.removeprefix("simulation.")
        if (found := known.get(own) or known.get(own.rpartition(".")[0])) and found != path:
            yield found


def circles(edges):
    """Groups of modules that import one another in a circle, whichever way round (networkx's strongly connected components)."""
    import networkx as nx

    return [sorted(map(name_of, group)) for group in nx.strongly_connected_components(nx.DiGraph(edges)) if len(group) > 1]


def test_no_module_leads_back_to_itself():
    edges = [(path, other) for path in MODULES for other in modules_imported(path)]
    assert len(edges) > len(MODULES)
    assert circles(edges) == []


def test_a_circle_would_be_seen():
    a, b, c = MODULES[:3]
    assert circles([(a, b), (b, c), (c, a)]) == [sorted(map(name_of, (a, b, c)))]


@each("part", sorted({part_of(path) for path in MODULES}))
def test_every_room_says_what_it_is_for(part):
    """The first line of its `__init__`, which is a sentence and not a list."""
    assert ast.get_docstring(ast.parse((PACKAGE / part / "__init__.py").read_text(encoding="utf-8")))


@each("path", [*MODULES, *sorted(PACKAGE.parent.joinpath("tests").rglob("*.py"))])
def test_no_file_is_too_long_to_be_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 800


def prints(tree):
    """Lines with a call of print outside the `if __name__ == "__main__"` block of a file."""
    main = [node for node in tree.body if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)]
    spared = {id(node) for block in main for node in ast.walk(block)}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in spared)
    return [node.lineno for node in calls if getattr(node.func, "id", "") == "print"]


@each("path", [path for path in MODULES if part_of(path) != "cli"], name_of)
def test_the_library_never_prints(path):
    assert prints(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_these_checks_would_see_what_they_look_for(tmp_path):
    """A check that reads no imports and no prints would always be content."""
    assert "rules" in ours(PACKAGE / "engine" / "phases" / "choice.py")
    assert "school" in ours(PACKAGE / "ensemble/simulate.py")
    assert "networkx" in foreign(PACKAGE / "school" / "network.py")
    assert "mesa" in foreign(PACKAGE / "mesa_view" / "model.py")
    assert prints(ast.parse("def f():\n    print(1)\nif __name__ == '__main__':\n    print(2)\n")) == [2]


def loaded_after(statement):
    """Which heavy libraries a fresh interpreter holds after a statement."""
    heavy = ("numba", "pandas", "matplotlib", "mesa", "solara", "networkx", "scipy")
    code = f"import sys\n{statement}\nprint(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    return set(done.stdout.split())


def test_importing_the_package_costs_nothing():
    """A name is loaded when it is first used, so `import simulation` brings neither compiler nor tables nor pictures."""
    assert loaded_after("import simulation") == set()


def test_reading_a_scenario_needs_no_compiler_and_no_tables():
    assert not loaded_after("import simulation; simulation.Scenario.load('baseline')") & {
        "numba",
        "pandas",
        "matplotlib",
        "mesa",
    }


def test_simulating_needs_neither_mesa_nor_pictures():
    assert not loaded_after("import simulation; simulation.simulate") & {"mesa", "matplotlib", "solara", "pandas"}


def test_every_public_name_can_be_had_and_no_other():
    import simulation

    assert set(simulation.__all__) == set(dir(simulation))
    for name in simulation.__all__:
        assert getattr(simulation, name) is not None
    with pytest.raises(AttributeError, match="public are: Scenario"):
        _ = simulation.scenario_that_is_not_there


def test_files_and_folders_that_tests_are_handed_out_by_are_there():
    """A test file that was moved would lose its place without a word."""
    assert [place for place in (*FIRST, *APART, *TOGETHER, *QUICK) if not (TESTS / place).exists()] == []
