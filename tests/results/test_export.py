"""Data that travel: every format gives back what was written, and says what it is."""

import re

import numpy as np
import pandas as pd
import pyreadstat
import pytest

import simulation as sim
from simulation.cli import main
from simulation.core import extras
from simulation.declare.columns import Column
from simulation.declare.outcomes import TEACHER_COLUMNS, TERM_COLUMNS, YEAR_COLUMNS
from simulation.inputs.writing import table_for_spreadsheet
from simulation.parameters.scenario import InputError, parameters
from simulation.results import export, files, formats
from simulation.results.columns import LONGEST, RESERVED, accepted, column
from simulation.results.export import export_table, export_tables, tables_in
from simulation.results.place import write_folder
from simulation.results.stored import StoredTables


@pytest.fixture(scope="module")
def real():
    """A real school with everything recorded, and a name as people have them."""
    school = sim.School.from_csv("sample")
    object.__setattr__(school, "names", ("Müller-李", "=2+5", *school.names[2:]))
    scenario = sim.Scenario.load("baseline").replace({"years": 2, "leaving.unexplained": 0.3})
    return sim.simulate(scenario, 2, 4, record=("weeks", "terms", "ties"), school=school)


READ = {
    "csv": pd.read_csv,
    "dta": pd.read_stata,
    "sav": lambda path: pyreadstat.read_sav(path)[0],
    "parquet": pd.read_parquet,
}


@pytest.mark.parametrize("format", READ)
def test_every_number_of_every_table_comes_back(real, format, tmp_path):
    real.export(tmp_path, format)
    for name in ("years", "weeks", "teachers", "ties"):
        written = getattr(real, name)
        kept = {"convert_categoricals": False} if format == "dta" else {}
        again = READ[format](tmp_path / f"{name}.{format}", **kept)
        assert list(again.columns) == list(written.columns)  # all of them are names that packages take
        for column_ in written.columns:
            if pd.api.types.is_numeric_dtype(written[column_]):
                np.testing.assert_array_equal(again[column_].to_numpy(float), written[column_].to_numpy(float), err_msg=column_)
            elif format != "csv":
                assert again[column_].tolist() == written[column_].tolist(), column_


def test_names_of_people_travel_and_no_spreadsheet_calculates_them(real, tmp_path):
    real.export(tmp_path, "csv")
    names = set(pd.read_csv(tmp_path / "teachers.csv")["name"])
    assert {"Müller-李", "'=2+5"} <= names and "=2+5" not in names
    plain = sim.simulate(real.scenario, 1, 4, record="teachers")
    plain.export(tmp_path / "plain", "csv")
    assert "name" not in pd.read_csv(tmp_path / "plain" / "teachers.csv")


@pytest.mark.parametrize("text", ["=1+1", "+49+1", "-2+3", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_calculate_is_shown_instead(text):
    frame = pd.DataFrame({"name": [text, "Ada", None], "number": [-1.0, 2.0, 3.0]})
    safe = table_for_spreadsheet(frame)
    assert safe["name"].tolist()[:2] == [f"'{text}", "Ada"] and pd.isna(safe["name"][2])
    assert safe["number"].tolist() == [-1.0, 2.0, 3.0]


def test_stata_and_spss_know_labels_units_and_words_for_numbers(real, tmp_path):
    for format, read in (("dta", pyreadstat.read_dta), ("sav", pyreadstat.read_sav)):
        real.export(tmp_path, format)
        _, known = read(tmp_path / f"teachers.{format}")
        assert known.column_names_to_labels["exhaustion"] == "exhaustion [0..1]"
        assert known.column_names_to_labels["hours_total"] == "working week [h/week]"
        assert known.variable_value_labels["role"] == {0: "no", 1: "yes"}
        assert known.variable_value_labels["left"][2] == "moved to another school"
        assert known.file_label.startswith("baseline with ")


def test_the_mapping_names_every_column_with_what_it_means(real, tmp_path):
    real.export(tmp_path, "csv")
    rows = pd.read_csv(tmp_path / "columns.csv")
    assert set(rows["table"]) == {"years", "weeks", "teachers", "ties"}
    for name in ("years", "teachers", "ties"):
        of_table = rows[rows["table"] == name]
        assert of_table["name_in_the_results"].tolist() == list(getattr(real, name).columns)
        assert of_table[["label", "unit", "meaning"]].notna().all().all(), of_table[of_table["meaning"].isna()]
    book = (tmp_path / "codebook.md").read_text()
    assert "| exhaustion | exhaustion | exhaustion | 0..1 |" in book


def test_nothing_is_replaced_unless_it_is_asked_for(real, tmp_path):
    written = real.export(tmp_path, "csv")
    before = {file: file.read_bytes() for file in written}
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match=r"teachers.csv and 3 more files would be replaced; give another place .* --replace"):
        real.export(tmp_path, "csv")
    assert real.export(tmp_path, "csv", replace=True) == written
    real.export(tmp_path, "parquet")  # beside the others: the mapping is the same
    assert {file: file.read_bytes() for file in written} == before
    assert (tmp_path / "mine.txt").read_text() == "mine"
    other = sim.simulate(real.scenario, 1, 4)
    with pytest.raises(InputError, match=r"codebook.md and 1 more files would be replaced"):
        other.export(tmp_path / "x", "dta") and other.export(tmp_path, "dta")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".export")]


def test_a_format_that_there_is_not_and_a_place_that_cannot_be_written_are_refused(real, tmp_path, monkeypatch):
    with pytest.raises(InputError, match="'xlsx' is no format of an export; allowed are: csv, dta, sav, parquet, graphml"):
        real.export(tmp_path / "x", "xlsx")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        real.export(tmp_path / "file" / "x", "csv")
    monkeypatch.setattr(extras.importlib.util, "find_spec", lambda module: None)
    with pytest.raises(extras.MissingExtraError, match=r"a file of SPSS needs .*pyreadstat"):
        real.export(tmp_path / "x", "sav")
    assert not (tmp_path / "x").exists()


def test_a_fault_on_the_way_leaves_nothing_behind(real, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(formats.WRITERS, "csv", full)
    with pytest.raises(InputError, match=r"cannot be written .No space left on device"):
        real.export(tmp_path / "x", "csv")
    assert not (tmp_path / "x").exists()


def test_every_declared_column_has_a_label_and_keeps_its_name():
    declared = [c.name for c in (*YEAR_COLUMNS, *TEACHER_COLUMNS, *TERM_COLUMNS)]
    assert all(new == old for old, new in accepted(declared).items())
    for name in (*declared, *parameters()):
        assert column(name).label and column(name).meaning, name
    assert column("trust_low").label == "trust: lower end of the 95 percent interval"


def test_names_are_what_packages_take_and_no_two_are_alike():
    hard = [
        "a.b", "a_b", "A_B", "a b", "if", "_all", "str7", "2nd", "Größe", "李", "", "x" * 40, "x" * 41, "administrator.openness",
        "administrator_openness", "with", "to", "trailing_",
    ]  # fmt: skip
    names = accepted(hard)
    assert list(names) == hard
    assert len({new.lower() for new in names.values()}) == len(hard)
    for new in names.values():
        assert new[0].isalpha() and len(new) <= LONGEST and new.replace("_", "a").isalnum() and new.isascii()
        assert new.lower() not in RESERVED and not new.endswith("_")
    assert names["administrator_openness"] == "administrator_openness"  # what was fine stays, whatever comes before it
    assert names["administrator.openness"] == "administrator_openness_2"


def test_a_folder_of_csv_brings_a_script_that_reads_every_table_into_r(real, tmp_path):
    """R is not here: the script is short, and what it names is looked for."""
    real.export(tmp_path, "csv")
    script = (tmp_path / "read.R").read_text()
    assert re.findall(r'^(\w+) <- read_table\("(\w+)"\)$', script, re.MULTILINE) == [
        (name, name) for name in ("years", "weeks", "teachers", "ties")
    ]
    columns = pd.read_csv(tmp_path / "columns.csv")
    assert {*re.findall(r"(?:columns|about)\$(\w+)", script)} == {"table", "column", "label", "unit"} <= {*columns.columns}
    for table, about in columns.groupby("table"):
        assert about["column"].tolist() == list(pd.read_csv(tmp_path / f"{table}.csv", nrows=1).columns)
    for opened, closed in ("()", "[]", "{}"):
        assert script.count(opened) == script.count(closed)


def test_a_column_is_called_the_same_in_every_table_of_an_export(tmp_path):
    """Where two names meet in one table only, the other tables must not keep the name that is taken there."""
    tables = {
        "design": pd.DataFrame({"point": [0], "a.b": [0.5]}),
        "runs": pd.DataFrame({"point": [0], "a.b": [0.5], "a_b": [0.7]}),
    }
    export_tables({name: lambda name=name: [tables[name]] for name in tables}, tmp_path, "csv", "x")
    design, runs = (pd.read_csv(tmp_path / f"{name}.csv") for name in tables)
    assert list(runs.columns) == ["point", "a_b_2", "a_b"]
    assert list(design.columns) == ["point", "a_b_2"] and design["a_b_2"][0] == runs["a_b_2"][0] == 0.5


def test_odd_tables_can_be_written_in_every_format(tmp_path):
    odd = pd.DataFrame(
        {
            "seed": np.array([4294967295, 0]), "precise": [True, False], "error": ["", None], "effect_size": [np.inf, np.nan],
            "point": pd.array([1, 2], dtype="int64"), "a.b": ["é" * 300, "x"],
        }
    )  # fmt: skip
    told = {"a.b": Column("a.b", "a label " * 20, "unit", "meaning")}
    for format, read in READ.items():
        export_tables({"odd": lambda: [odd]}, tmp_path / format, format, "odd " * 40, told=told)
        again = read(tmp_path / format / f"odd.{format}")
        assert again["seed"].tolist() == [4294967295, 0]
        assert again["a_b"].tolist() == ["é" * 300, "x"]
        if format in ("dta", "sav"):
            assert again["effect_size"].isna().all()
        empty = export_table("odd", lambda: [odd.iloc[:0]], tmp_path / f"empty.{format}", "empty", told=told)
        assert len(read(next(file for file in empty if file.suffix == f".{format}"))) == 0


def test_each_kind_of_table_says_what_its_low_and_high_are_the_ends_of(tmp_path):
    ends = ["low", "high"]
    found = {"effects": ["outcome", "difference", *ends], "equivalence": ["margin", *ends], "levels": ends, "targets": ends}
    found |= {"parameters": ends, "conditions": ends, "effects_1": ends, "discovery": ends}
    said = {
        name: {column(end, name, beside=names).meaning.removeprefix("lower").removeprefix("upper") for end in ends}
        for name, names in found.items()
    }
    of_trials = ["effect", *ends, "model", "model_low", "model_high"]
    export_tables({"effects": lambda: [pd.DataFrame(0.1, [0], of_trials)]}, tmp_path, "csv", "x")
    rows = pd.read_csv(tmp_path / "columns.csv").set_index("column")["meaning"]
    assert said["effects"] == said["effects_1"] == {" end of the 95 percent interval"}
    assert said["equivalence"] == {" end of the 90 percent interval"}
    assert said["levels"] == said["targets"] == {" end of the band that is accepted"}
    assert (
        said["parameters"] == {" end of the range that was searched"}
        and "90 percent of the schools" in said["conditions"].pop()
    )
    assert said["discovery"] == {" end of the box"}
    assert "the difference lie" in rows["low"] and rows["model_high"] == "upper end of the 95 percent interval"


# ---------------------------------------------------------------- folders


def a_folder(place):
    """A folder of results that vouches for one table."""
    years = pd.DataFrame({"run": [0, 1], "influence": [0.25, 0.5]})
    return write_folder(place, lambda aside: years.to_parquet(aside / "years.parquet", index=False), {})


def test_an_export_never_goes_over_the_tables_it_is_made_of(tmp_path, capsys):
    folder = a_folder(tmp_path / "r")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for out, more in ((folder, ["--format", "parquet", "--replace"]), (folder / "years.parquet", ["--replace"]), (folder, [])):
        assert main(["export", str(folder), "--out", str(out), *more]) == 2
        assert f"{folder} holds results, and their tables would be damaged; give another place" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_only_tables_that_the_manifest_vouches_for_are_exported(tmp_path):
    folder = a_folder(tmp_path / "r")
    odd = 'x"); system("rm -rf ~"); ("'
    for name in ("columns.csv", "mine.csv", f"{odd}.csv"):
        (folder / name).write_text("a,b\n1,2\n")
    assert main(["export", str(folder)]) == 0
    assert sorted(path.name for path in (folder / "export").glob("*.csv")) == ["columns.csv", "years.csv"]
    assert set(tables_in(folder, None)) == {"years", "mine", odd}  # a manifest that tells of no files
    assert export._as_script([odd]).endswith('read_table("x\\"); system(\\"rm -rf ~\\"); (\\"")\n')


def test_a_table_that_swells_is_refused_before_it_is_read_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_ROOMY", 1_000_000)
    path = tmp_path / "years.parquet"
    pd.DataFrame({"run": np.zeros(1_000_000)}).to_parquet(path)
    stored = StoredTables(tmp_path, {"years": path.name}, {})
    for read in (
        lambda: next(stored.pieces("years")),
        lambda: stored.read("years", ["run"]),
        stored.check,
        tables_in(tmp_path, None)["years"],
        tables_in(tmp_path, {path.name: files.digest_of(path)})["years"],
    ):
        with pytest.raises(
            InputError, match=r"years.parquet is damaged \(a file of .* was not written by this program\); run it again"
        ):
            read()
