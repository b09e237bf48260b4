"""Kernels and rules are read by name: columns, arguments and codes; a number in their place would hide what is meant."""

import ast
from pathlib import Path

import pytest

from simulation.core.vocabulary import first_place, numbered
from simulation.declare.outcomes import N_MONTHLY, TEACHER_COLUMNS, WEEK_COLUMNS, YEAR_COLUMNS
from simulation.engine import observe
from simulation.school.state import N_SCRATCH, workspace

from ..together import each

ROOT = Path(__file__).parents[2]
COMPILED = [path for part in ("engine", "rules", "school") for path in sorted((ROOT / "simulation" / part).rglob("*.py"))]
REFERENCE = sorted((ROOT / "tests" / "reference").glob("*.py"))
#: Arrays whose columns have names.
ROWS = {"row", "rows", "scratch", "months", "means", "terms", "named"}
#: States of teachers, ties and goals that hold a code.
CODES = {"form", "departure", "appointed", "work", "owner", "stage"}


def columns_by_number(tree):
    """Lines in which a column of such an array is addressed by a literal number."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and getattr(node.value, "attr", getattr(node.value, "id", "")) in ROWS:
            places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            if any(isinstance(part, ast.Constant) for place in places for part in ast.walk(place)):
                yield node.lineno


@each("path", COMPILED, lambda path: f"{path.parent.name}/{path.name}")
def test_no_column_is_addressed_by_a_number(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kernels = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert [line for kernel in kernels for line in columns_by_number(kernel)] == []


def test_a_column_addressed_by_a_number_would_be_seen():
    tree = ast.parse("row[22] += 1.0\nrows[i, at + 3] = 0.0\nstate.scratch[:, 2]\nrow[W.exhaustion] += 1.0\nstate.school[0]")
    assert list(columns_by_number(tree)) == [1, 2, 3]


def codes_by_number(tree):
    """Lines in which a state that holds a code is set to or compared with a number."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            pairs = [pair for target in node.targets for pair in spelt_out(target, node.value)]
        elif isinstance(node, ast.Compare):
            pairs = [(node.left, other) for other in node.comparators]
        else:
            continue
        for state, value in pairs:
            state = state.value if isinstance(state, ast.Subscript) else state
            if getattr(state, "attr", "") in CODES and any(isinstance(part, ast.Constant) for part in outcomes(value)):
                yield node.lineno


def outcomes(value):
    """What an expression may come to: itself, or the branches of a choice."""
    return [*outcomes(value.body), *outcomes(value.orelse)] if isinstance(value, ast.IfExp) else [value]


def spelt_out(target, value):
    """What is assigned to what, one by one where tuples are."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


@each("path", [*COMPILED, *REFERENCE], lambda path: f"{path.parent.name}/{path.name}")
def test_no_code_is_a_number(path):
    """What 2 means for an owner and for a departure is said once, in core/vocabulary.py."""
    assert list(codes_by_number(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_code_that_is_a_number_would_be_seen():
    lines = "t.departure == 1\ntie.work = 2 if a else 0\nt.form[d] = 0\ngoal.owner, goal.age = 0, 0\ngoal.owner = NOBODY\nt.tenure = 0"
    assert sorted(codes_by_number(ast.parse(lines))) == [1, 2, 3, 4]


def calls_by_place(tree, most=8):
    """Lines of calls that hand over more than so many arguments without their names."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > most]


@each("path", [*COMPILED, *REFERENCE], lambda path: f"{path.parent.name}/{path.name}")
def test_more_than_eight_arguments_are_given_by_name(path):
    assert calls_by_place(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_a_long_call_by_place_would_be_seen():
    assert calls_by_place(
        ast.parse("f(1, 2, 3, 4, 5, 6, 7, 8)\nf(1, 2, 3, 4, 5, 6, 7, 8, 9)\nf(1, 2, 3, 4, 5, 6, 7, 8, a=9)")
    ) == [2]


@pytest.mark.parametrize(
    ("places", "columns"), [(observe.W, WEEK_COLUMNS), (observe.Y, YEAR_COLUMNS), (observe.T, TEACHER_COLUMNS)]
)
def test_a_place_is_where_the_column_of_that_name_stands(places, columns):
    assert places._asdict() == {column.name: k for k, column in enumerate(columns)}


def test_every_month_has_room_for_what_is_gathered_in_it():
    assert len(observe.M) == N_MONTHLY


def test_columns_that_do_not_stand_side_by_side_are_refused():
    """A loop from the first of them would fill somebody else's column."""
    places = numbered(("share_a", "other", "share_b", "share_c"))
    assert first_place(places, "share", ("b", "c")) == 2
    for scattered in (("a", "b"), ("c", "b")):
        with pytest.raises(ValueError, match="must stand side by side"):
            first_place(places, "share", scattered)


def test_a_workspace_has_no_more_columns_than_there_are():
    assert workspace("hours", "depth") == (0, 1)
    with pytest.raises(ValueError, match=f"9 columns of the workspace are wanted .* and it has {N_SCRATCH}"):
        workspace(*"abcdefghi")


# ---------------------------------------------------------------- numbers inside rules and phases

#: Noughts, ones, halves and twos are arithmetic: the middle of a scale, a mean, a rounding.
PLAIN = {0, 1, 2, 0.5}
#: Whatever else stands in compiled code, and what it is. All other numbers are declared parameters.
STATED = {
    "burnout_of": "what the composite is made of (A14)",
    "social_pull": "the usual exhaustion, which the intercepts of the forms could take up",
    "student_growth_of": "usual values, which growth.base could take up (A22)",
    "conditions_of": "usual values, which growth.base could take up (A67)",
    "lasting_growth_of": "the usual turnover, which growth.base could take up (A68)",
    "rating_after": "a mean of three",
    "quit_intention_of": "usual values, which leaving.base could take up",
    "chosen_form": "a utility beyond which nothing changes, so that nothing overflows",
    "shifted": "the deviation has full force in the middle (A1)",
    "classroom_hours": "a least week, and a most that is covered for absent colleagues",
    "success_of": "weeks of a year",
    "lesson_and_strain": "a guard against dividing by nothing",
    "size_of_school": "the smallest and the largest school",
    "open_school": "first states (A39), and numbers of draws",
    "take_up": "first states (A39)",
    "weave_ties": "bounds of trust on the first day",
    "advisers_wished": "the shape of a distribution (A71)",
    "ask_somebody": "three kinds of colleagues in turn",
    "bring_ties": "bounds of trust on the first day",
    "expertise_after": "weeks of a year",
    "begin_here": "first states (A39)",
    "worth_of_conditions": "usual values, which market.rooted could take up",
    "score_of_applicant": "the shape of what experience is worth (A86)",
    "strength": "the shape of what experience is worth (A86)",
    "draw_person": "first states and bounds of traits (A39), the shape of a distribution (A11), and numbers of draws",
    "draw_staff": "the longest career (A41)",
    "career_so_far": "summers after which no career is remembered (A70)",
    "_fill": "more than any score: who keeps a role stands before all others",
}


def numbers(function):
    """Numbers that stand in a function and are not plain arithmetic."""
    found = (node.value for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Constant))
    return {value for value in found if isinstance(value, int | float) and value not in PLAIN}


def test_every_number_in_a_rule_or_a_phase_is_declared_or_stated():
    """A coefficient inside a formula has no bounds, no source and no place in the codebook."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in COMPILED]
    compiled = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    with_numbers = {function.name for function in compiled if numbers(function)}
    assert with_numbers == set(STATED)
