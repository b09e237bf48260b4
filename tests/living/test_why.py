"""What is told of a person's choices is what the engine weighed, listening changes nothing, and a twin differs by one thing only."""

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.core.vocabulary import DOMAINS, FORMS, JOINT
from simulation.declare.outcomes import TEACHER_COLUMNS
from simulation.declare.terms import TERM_WORDS, TERMS, term_name
from simulation.engine.phases.choice import choose
from simulation.engine.phases.matching import match
from simulation.engine.phases.situation import situate
from simulation.inputs.faults import InputError
from simulation.living.choices import considered, ties_that_matter
from simulation.living.school import LivingSchool
from simulation.living.why import Life, Twin, Why, share_goal
from simulation.school.state import State

OPEN = {"school.teachers": 10, "years": 2, "time.planning": 3.0, "administrator.openness": 0.4, "goals.active": 5}

#: A post whose holder stays for both years.
HERS = 4


@pytest.fixture(scope="module")
def scenario():
    return sim.Scenario.load("baseline").replace(OPEN)


@pytest.fixture(scope="module")
def before(scenario):
    """A school in the week of a choice, as the phase of choice finds it, and the parameters of that week."""
    living = LivingSchool(scenario, seed=3, run=1)
    living.go_to(40)
    state = State(*(array.copy() for array in living.state))
    situate(state, living.parameters)
    return state, living.parameters


@pytest.fixture(scope="module")
def folder(scenario, tmp_path_factory):
    return sim.simulate(scenario, runs=2, seed=3, record="terms").save(tmp_path_factory.mktemp("why") / "x")


@pytest.fixture(scope="module")
def told(folder):
    return sim.why(sim.Results.load(folder), run=1, teacher=HERS)


# ---------------------------------------------------------------- one choice


def test_what_is_told_is_what_the_engine_chooses(before):
    state, p = before
    weighed = {post: considered(state, p, post) for post in range(10)}
    chosen = State(*(array.copy() for array in state))
    choose(chosen, p)
    present = np.flatnonzero(state.teachers["present"])
    assert [len(weighed[post]) for post in present] == [5] * len(present)
    for post in present:
        for one in weighed[post]:
            assert one.wish == chosen.teachers["chosen"][post, one.domain]
    assert len({one.wish for own in weighed.values() for one in own}) > 2  # there was something to choose


def test_terms_add_up_to_utilities_and_chances_are_those_of_the_theory(before):
    """McFadden (1974): exp(utility) over the sum, among the forms that can be chosen at all."""
    state, p = before
    for post in np.flatnonzero(state.teachers["present"]).tolist():
        for one in considered(state, p, post):
            for form, terms in one.terms.items():
                assert sum(terms.values()) == pytest.approx(one.utility[form], abs=1e-12)
            possible = one.chances > 0.0
            weights = np.where(possible, np.exp(one.utility), 0.0)
            assert one.chances == pytest.approx(weights / weights.sum(), abs=3e-6)


def test_a_tie_adds_what_is_lost_without_it(before):
    state, p = before
    whole = {post: considered(state, p, post) for post in range(10)}
    adds = {post: ties_that_matter(state, p, post, own) for post, own in whole.items() if own}
    idle = [c for c in range(10) if not state.teachers["form"][c].any()]
    assert max(value for own in adds.values() for value in own.values()) > 0.002
    assert all(own[c] <= 1e-6 for own in adds.values() for c in idle if c in own)  # whoever does nothing is no example
    post, own = max(adds.items(), key=lambda item: len(item[1]))
    others = State(*(array.copy() for array in state))
    ties = others.ties[: others.school[0].n_ties]
    colleague = next(iter(own))
    keep = ~np.isin(ties["source"], [post, colleague]) | ~np.isin(ties["target"], [post, colleague])
    others.ties[: keep.sum()] = ties[keep]
    others.school[0].n_ties = keep.sum()
    lost = np.mean([b.chances[0] - a.chances[0] for a, b in zip(whole[post], considered(others, p, post), strict=True)])
    assert own[colleague] == pytest.approx(lost, abs=1e-9)


# ---------------------------------------------------------------- a life


def test_listening_changes_nothing_and_the_terms_are_those_of_the_tables(folder, told):
    recorded = sim.Results.load(folder).teachers.query(f"run == 1 and teacher == {HERS}").set_index("year")
    for year, rows in told.states.groupby("year"):
        sums = rows.groupby(["state", "term"])["moved"].sum()
        for state, terms in TERMS.items():
            for term in terms:
                assert sums[state, term] == pytest.approx(recorded.loc[year, term_name(state, term)], abs=1e-12)
    assert set(told.states["person"]) <= set(recorded["person"])
    assert {"year", "week", "goal", "chosen", "did", *(f"chance_{form}" for form in FORMS)} <= set(told.decisions.columns)
    assert told.decisions[[f"chance_{form}" for form in FORMS]].sum(axis=1).to_numpy() == pytest.approx(1.0)


def test_it_is_told_in_sentences_and_as_tables(folder, told, capsys, tmp_path):
    arguments = ["why", str(folder), "--run", "1", "--teacher", str(HERS), "--out", str(tmp_path / "tables")]
    assert main([*arguments, "--had", "administrator.openness=0.9", "--year", "2"]) == 0
    said = capsys.readouterr().out
    assert f"Year 1: Teacher {HERS + 1}" in said and "Exhaustion" in said and "She chose" in said and "openness" in said
    names = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert names == ["choices.csv", "decisions.csv", "states.csv", "ties.csv", "twin.csv"]
    for wrong, words in (
        (["--teacher", "99"], "posts are numbered 0 to 9"),
        (["--run", "7"], "it holds schools 0 to 1"),
        (["--shared", "curiculum"], "did you mean curriculum"),
        (["--shared", "budget", "--had", "time.planning=2"], "one twin at a time"),
        (["--out", str(tmp_path / "tables")], "there already"),
    ):
        assert main(["why", str(folder), *wrong]) == 2
        assert words in capsys.readouterr().err


def test_a_twin_without_a_difference_has_none(told, scenario):
    twin = told.had(changes={"administrator.openness": scenario.get("administrator.openness")}, year=2)
    assert (twin.table["difference"] == 0.0).all() and "nothing of hers would have differed" in twin.text()


def test_a_twin_differs_from_the_year_of_the_change_on(told):
    twin = told.had(changes={"time.paperwork": 14.0}, year=2)
    table = twin.table
    assert (table[table["year"] == 1]["difference"] == 0.0).all() and (table[table["year"] == 2]["difference"] != 0.0).any()


def test_there_is_no_twin_of_nobody(folder):
    gone = sim.why(sim.Results.load(folder), run=1, teacher=2)
    assert set(gone.states["year"]) == {1}
    with pytest.raises(InputError, match="nobody holds post 2 in year 2"):
        gone.had(changes={"time.planning": 1.0}, year=2)


def test_the_goal_that_would_have_been_shared_is_one_that_the_principal_kept(told):
    kept = told.decisions.query("year == 1 and owner == 'administrator'")["goal"]
    shared = told.decisions.query("year == 1 and owner == 'joint'")["goal"]
    twin = told.had(shared=kept.iloc[0], year=1)
    assert "had the principal shared" in twin.text().lower() and twin.year == 1 and (twin.table["difference"] != 0.0).any()
    with pytest.raises(InputError, match="not the administrator's to share"):
        told.had(shared=shared.iloc[0], year=1)


def test_sharing_a_goal_is_what_a_principal_does_who_shares_all(scenario):
    """The same goal on the first day, once shared by the intervention and once by a principal who keeps nothing."""
    plain = {"mechanisms.settling": 0}
    kept, given = (LivingSchool(scenario.replace(plain | {"administrator.openness": o}), seed=3, run=1) for o in (0.0, 1.0))
    domains = np.flatnonzero(given.state.goals["owner"] == JOINT)
    assert domains.size
    for d in domains:
        share_goal(kept.state, d, kept.parameters[2])
    for name in ("owner", "stage", "fit", "effort", "age"):
        assert kept.state.goals[name][domains].tolist() == given.state.goals[name][domains].tolist()


def test_where_thresholds_decide_there_are_terms_and_no_chances(scenario):
    told = sim.why(scenario.replace({"structure.choice": "threshold", "years": 1}), run=1, teacher=2, seed=3)
    assert len(told.choices) and told.decisions["chance_individual"].isna().all() and told.text()
    assert set(told.decisions["goal"]) <= set(DOMAINS)


def test_partners_are_sought_after_the_choice(before, told):
    """`did` may be humbler than `chosen`, and never deeper where nobody gives orders."""
    state, p = (State(*(array.copy() for array in before[0])), before[1])
    choose(state, p)
    match(state, p)
    depth = {form: at for at, form in enumerate(FORMS)}
    free = told.decisions[told.decisions["owner"] != "administrator"]
    assert (free["did"].map(depth) <= free["chosen"].map(depth)).all()


def test_a_twin_is_told_of_from_the_year_that_was_asked_for():
    """She came in the second year, the change is of the third: the first year that is told is the third and no later one."""
    was = np.zeros((5, 1, len(TEACHER_COLUMNS)))
    at = {column.name: k for k, column in enumerate(TEACHER_COLUMNS)}
    was[:, 0, at["person"]] = [1, 2, 2, 2, 2]
    would = was.copy()
    would[2:, 0, at["influence"]] = [0.1, 0.2, 0.3]
    twin = Twin(Life(None, [], was), Life(None, [], would), 0, "x", 3)
    assert [line.partition(":")[0] for line in twin.text().splitlines()] == ["Had x, in year 3", "Had x, in year 5"]


def test_each_holder_of_a_post_is_told_apart_and_only_what_she_weighed_is_told(scenario):
    """Two newcomers follow in one post, in one year; the first never had an hour, so nothing spoke for or against anything."""
    rows = [(1, who, state, term, -0.1) for who in (2, 40, 41) for state, words in TERM_WORDS.items() for term in words]
    states = pd.DataFrame(rows, columns=["year", "person", "state", "term", "moved"])
    chances = [(1, 2, "individual", 0.5), (1, 40, "individual", 1.0), (1, 41, "individual", 1.0), (1, 41, "coordination", 0.4)]
    decisions = pd.DataFrame(chances, columns=["year", "person", "chosen", "chance_individual"])
    weighed = [
        (1, person, form, "disposition", value)
        for person, form, value in ((2, "coordination", 0.4), (41, "coordination", -0.4))
    ]
    choices = pd.DataFrame(weighed, columns=["year", "person", "form", "term", "utility"])
    ties = pd.DataFrame([(1, 2, "Ann", 0.1)], columns=["year", "person", "name", "adds"])
    life = Life(scenario, ["A", "B", "Cleo"], np.zeros((1, 3, 1)))
    told = Why(scenario, 1, 0, 2, states, choices, decisions, ties, _life=life).text()
    first, second, third = told.split("\n\n")[1:]
    assert first.startswith("Year 1: Cleo\n") and "She chose once, and joint work never." in first and "example of Ann" in first
    assert second.startswith("Year 1: new in Cleo's post\n") and second.endswith("never; once her week left no hours for it.")
    assert (
        third.startswith("Year 1: somebody else, new in Cleo's post\n")
        and "She chose 2 times, and joint work once; once her" in third
    )
    assert (
        "What spoke most for coordination: how much" in first
        and "Nothing spoke for coordination; against it: how much" in third
    )
    assert "Ann" not in third
