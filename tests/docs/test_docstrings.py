"""Everything public says what it is, and what the package offers by name explains its arguments."""

import ast
import inspect
import re
from pathlib import Path

import simulation as sim

from ..together import each

PACKAGE = Path(__file__).parents[2] / "simulation"
MODULES = sorted(PACKAGE.rglob("*.py"))


def silent(tree: ast.Module) -> list[str]:
    """Public classes, functions and methods of a file without a docstring; a setter is spoken for by its property, and an
    overload by the function below it.
    """
    found = [] if ast.get_docstring(tree) else ["the module"]
    places = [("", node) for node in tree.body]
    while places:
        prefix, node = places.pop(0)
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
        if not ast.get_docstring(node) and not marks & {"setter", "overload"}:
            found.append(prefix + node.name)
        if isinstance(node, ast.ClassDef):
            places += [(f"{prefix}{node.name}.", inner) for inner in node.body]
    return found


@each("path", MODULES, lambda path: ".".join(path.relative_to(PACKAGE).with_suffix("").parts))
def test_everything_public_says_what_it_does(path):
    assert silent(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_what_says_nothing_would_be_found():
    source = '"""A module."""\ndef f():\n    pass\nclass C:\n    """A class."""\n    def g(self):\n        pass\ndef _h():\n    pass\n'
    assert silent(ast.parse(source)) == ["f", "C.g"]
    assert silent(ast.parse("x = 1")) == ["the module"]


def offered() -> dict[str, object]:
    """Functions that `simulation` and `simulation.plots` offer, and public methods of the classes they offer, by name."""
    named = {name: getattr(sim, name) for name in sim.__all__}
    named |= {f"plots.{name}": getattr(sim.plots, name) for name in sim.plots.__all__}
    found = {name: thing for name, thing in named.items() if inspect.isfunction(thing)}
    for name, kind in named.items():
        if inspect.isclass(kind):
            for method in vars(kind):
                thing = getattr(kind, method)
                if not method.startswith("_") and (inspect.isfunction(thing) or inspect.ismethod(thing)):
                    found[f"{name}.{method}"] = thing
    return found


@each("name", offered())
def test_what_is_offered_by_name_explains_every_argument(name):
    thing = offered()[name]
    told = set(re.findall(r"\w+", inspect.getdoc(thing)))
    assert [a for a in inspect.signature(thing).parameters if a not in told | {"self", "cls"}] == []


@each("name", ["simulate", "compare", "SchoolModel.step", "Scenario.replace", "plots.save_figure"])
def test_the_interface_is_looked_through_to_its_methods(name):
    assert name in offered()
