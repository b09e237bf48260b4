"""The tables of outcomes and fields that notebooks look things up in say what the declarations and the codebook say."""

import simulation as sim
from simulation.documents.codebook import codebook
from simulation.parameters.scenario import parameters


def test_outcomes_describe_every_column_of_the_table_of_years(plain):
    table = sim.outcomes()
    assert list(plain.years.columns[4:]) == list(table.index)
    assert list(table.columns) == ["label", "subject", "unit", "low", "high", "theme", "better", "meaning"]
    years = plain.years[table.index]
    assert (years.min() >= table["low"] - 1e-12).all() and (years.max() <= table["high"] + 1e-12).all()


def test_fields_describe_every_number_of_a_scenario():
    table = sim.fields()
    assert set(table.index) == set(parameters())
    scenario = sim.Scenario()
    assert all(scenario.get(name) == row.default and row.low <= row.default <= row.high for name, row in table.iterrows())
    assert set(table["changes"]) == {"first day", "dated", "personal"}
    lines = codebook()
    assert all(f"| `{name}` |" in lines and row.meaning in lines for name, row in table.iterrows())


def test_a_field_changes_when_its_description_says_so():
    """A policy takes what is dated or personal, for some teachers only what is personal."""
    table = sim.fields()
    for name, kinds in {"school.teachers": "first day", "school.poverty": "dated", "time.paperwork": "personal"}.items():
        assert table.changes[name] == kinds
    for only, allowed in (("everyone", {"dated", "personal"}), ("novices", {"personal"})):
        for name, row in table.groupby("changes").head(2).iterrows():
            policy = {"name": "p", "only": only, "set": {name: row.low}}
            try:
                sim.Scenario().replace({"policies": [policy]})
            except sim.ScenarioError:
                assert row.changes not in allowed, name
            else:
                assert row.changes in allowed, name
