"""Mesa's tools on a school: DataCollector, batch_run, and the page in the browser."""

import inspect
import os
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import mesa
import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.declare.outcomes import WEEKLY
from simulation.parameters.scenario import parameters

from .conftest import lived

ROOT = Path(__file__).parents[2]
TINY = {"scenario": "baseline", "school_teachers": 6, "years": 1}


# ---------------------------------------------------------------- DataCollector


def test_every_weekly_outcome_is_collected_every_week(model):
    table = lived(model, 10).datacollector.get_model_vars_dataframe()
    assert len(table) == 10
    assert [name.removeprefix("observed_") for name in table.columns] == ["seed", *(column.name for column in WEEKLY)]
    assert table["trust"].iloc[-1] == model.trust
    assert table.notna().all().all()


def test_some_states_of_every_teacher_are_collected_every_week(model):
    table = lived(model, 3).datacollector.get_agent_vars_dataframe()
    assert len(table) == 3 * 10
    last = table.xs(3, level="Step")
    np.testing.assert_array_equal(last["teacher_exhaustion"], model.state.teachers.exhaustion)
    np.testing.assert_array_equal(last["teacher_present"], model.state.teachers.present)


def test_no_name_is_collected_twice_or_shared_with_a_parameter(model):
    """batch_run lays parameters, outcomes and agents over one another in a row; the last of a name would hide the others."""
    parts = [
        {name.replace(".", "_") for name in parameters()},
        set(model.datacollector.model_reporters),
        set(model.datacollector.agent_reporters),
        {"RunId", "iteration", "Step", "AgentID", "rng", "run", "scenario"},
    ]
    assert sum(map(len, parts)) == len(set.union(*parts))


def test_a_collector_of_ones_own_takes_any_state(model):
    collector = mesa.DataCollector(model_reporters={"tired": lambda m: m.exhaustion}, agent_reporters={"standing": "standing"})
    model.step()
    collector.collect(model)
    assert collector.get_model_vars_dataframe()["tired"].item() == model.exhaustion
    assert len(collector.get_agent_vars_dataframe()) == 10


# ---------------------------------------------------------------- batch_run


def batch(parameters_, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        rows = mesa.batch_run(sim.SchoolModel, TINY | parameters_, display_progress=False, **options)
    return pd.DataFrame(rows)


def test_batch_run_gives_each_school_of_a_sweep_as_the_engine_does():
    rows = batch({"administrator_openness": [0.1, 0.9], "rng": [1, 2]})
    schools = rows.drop_duplicates("RunId")
    assert len(rows) == 4 * 6  # a row for every teacher
    assert sorted(zip(schools["administrator_openness"], schools["rng"], strict=True)) == [
        (0.1, 1),
        (0.1, 2),
        (0.9, 1),
        (0.9, 2),
    ]
    for school in schools.itertuples():
        scenario = sim.Scenario.load("baseline").replace(
            {"school.teachers": 6, "years": 1, "administrator.openness": school.administrator_openness}
        )
        last = sim.simulate(scenario, runs=1, seed=school.rng, record="weeks").weeks.iloc[-1]
        for outcome in ("trust", "exhaustion", "share_collaboration", "hours_total"):
            assert getattr(school, outcome) == last[outcome], outcome
        assert school.observed_administrator_openness == last["administrator_openness"]


def test_every_row_of_a_batch_tells_the_seed_it_came_from():
    """So that any of its schools can be looked at again, even when nobody chose a seed."""
    rows = batch({}, iterations=2).drop_duplicates("RunId")
    assert rows["seed"].nunique() == 2
    for row in rows.itertuples():
        assert lived(sim.SchoolModel(**TINY, seed=row.seed)).trust == row.trust


def test_batch_run_can_collect_on_the_way():
    rows = batch({"rng": 3}, data_collection_period=12).drop_duplicates("Step")
    weeks = sim.simulate(
        sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 1}), runs=1, seed=3, record="weeks"
    ).weeks
    assert rows["trust"].tolist()[:3] == weeks["trust"].iloc[[0, 12, 24]].tolist()


@pytest.mark.long
@pytest.mark.slow
def test_batch_run_works_with_processes_of_its_own(tmp_path):
    """Mesa starts them afresh, so the model must be found by its name alone."""
    script = tmp_path / "sweep.py"
    script.write_text(
        textwrap.dedent("""
        import mesa
        import simulation as sim

        if __name__ == "__main__":
            parameters = {"scenario": "baseline", "school_teachers": 6, "years": 1, "time_planning": [0.0, 6.0], "rng": 4}
            rows = mesa.batch_run(sim.SchoolModel, parameters, number_processes=2, display_progress=False)
            print(*sorted({(row["time_planning"], row["hours_total"]) for row in rows}))
        """)
    )
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    expected = sorted(
        {(row.time_planning, row.hours_total) for row in batch({"time_planning": [0.0, 6.0], "rng": 4}).itertuples()}
    )
    assert done.stdout.strip() == " ".join(map(str, expected))


# ---------------------------------------------------------------- the page


#: What a page hands over: fixed values, and controls in the form that Mesa gives them.
PARAMS = {
    **TINY,
    "rng": 1,
    "administrator_openness": {"type": "SliderFloat", "value": 0.4, "label": "openness", "min": 0.0, "max": 1.0, "step": 0.1},
    "goals_active": {"type": "SliderInt", "value": 4, "label": "goals", "min": 1, "max": 6, "step": 1},
}
VALUES = {name: value["value"] if isinstance(value, dict) else value for name, value in PARAMS.items()}


def test_a_school_can_be_made_again_from_a_pages_parameters():
    """As Reset does it: the class of the model shown, called with the values of the controls."""
    model = sim.SchoolModel(**VALUES)
    again = type(model)(**VALUES | {"administrator_openness": 0.7, "goals_active": 2})
    assert again.conditions.differences(model.conditions).keys() == {"administrator.openness", "goals.active"}
    assert again.seed == model.seed


def test_mesas_controls_accept_the_arguments_of_a_school():
    """Mesa 3.3 knows open arguments only by the name `kwargs`, and no version takes positional ones."""
    arguments = inspect.signature(sim.SchoolModel.__init__).parameters
    assert arguments["kwargs"].kind is inspect.Parameter.VAR_KEYWORD
    assert not any(a.kind is inspect.Parameter.VAR_POSITIONAL for a in arguments.values())
    assert all(a.default is not inspect.Parameter.empty for name, a in arguments.items() if name not in ("self", "kwargs"))


def test_a_school_does_not_pose_as_a_scenario_of_mesas(model):
    """Mesa 3.5 takes whatever `model.scenario` holds for one of its own kind, and refuses anything else."""
    assert model.scenario is None
    model.scenario = "something of Mesa's"
    assert model.scenario is None
    assert model.conditions.name == "baseline"


@pytest.fixture
def page():
    """Mesa's page around a school, rendered without a browser: the school on show, and the buttons by their text."""
    pytest.importorskip("altair", reason="Mesa draws its page with altair, which comes with mesa[viz]")
    solara = pytest.importorskip("solara")
    import ipyvuetify

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from mesa.visualization import SolaraViz, make_plot_component

        shown = solara.reactive(sim.SchoolModel(**VALUES))

        @solara.component
        def Page():
            with solara.AppLayout():
                SolaraViz(shown, components=[make_plot_component("share_collaboration")], model_params=PARAMS, name="A school")

        _, context = solara.render(Page(), handle_error=False)
        yield shown, {button.children[0]: button for button in context.find(ipyvuetify.Btn).widgets if button.children}
        context.close()


def test_mesas_page_shows_steps_and_resets_a_school(page):
    shown, buttons = page
    first = shown.value
    buttons["Step"].click()
    buttons["Step"].click()
    assert (shown.value.steps, shown.value.week) == (2, 2)
    buttons["Reset"].click()
    assert shown.value is not first
    assert (shown.value.steps, shown.value.week) == (0, 0)
    assert shown.value.conditions == first.conditions
    buttons["Step"].click()
    assert shown.value.week == 1
