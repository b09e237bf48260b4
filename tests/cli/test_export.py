"""`export`: any folder of results for other programs."""

import networkx as nx
import pandas as pd
import pyreadstat
import pytest

from .conftest import TINY


@pytest.fixture
def folder(command, files):
    """A run of a real school with teachers and ties."""
    assert (
        command(
            "run", "baseline", *files, *TINY[2:], "--no-figures", "--record", "teachers", "--record", "ties", "--out", "r"
        ).code
        == 0
    )
    return "r"


def test_a_run_is_exported_into_its_folder_and_never_over_an_earlier_export(command, folder, place):
    done = command("export", folder)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Wrote r/export/teachers.csv, r/export/ties.csv, r/export/years.csv, r/export/codebook.md, r/export/columns.csv "
        "and r/export/read.R\n"
    )
    assert "Ada" in set(pd.read_csv(place / "r/export/teachers.csv")["name"])
    again = command("export", folder)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("r/export/teachers.csv and 2 more files would be replaced; give another place with --out")
    assert command("export", folder, "--replace").code == 0
    assert command("export", folder, "--format", "sav", "--out", "spss").code == 0
    table, known = pyreadstat.read_sav(str(place / "spss" / "teachers.sav"))
    assert known.variable_value_labels["left"][1] == "left teaching" and len(table)


def test_networks_are_exported_by_school_and_year(command, folder, place):
    done = command("export", folder, "--format", "graphml", "--run", 1, "--year", 2)
    assert done.out == "Wrote r/export/ties_run1_year2.graphml\n"
    graph = nx.read_graphml(place / "r/export/ties_run1_year2.graphml")
    assert graph.number_of_edges() and {"post", "name", "exhaustion"} <= set(next(iter(graph.nodes(data=True)))[1])


def test_a_comparison_is_exported(command, place):
    assert (
        command("compare", "baseline", "--change", "administrator.openness=0.9", *TINY, "--no-figures", "--out", "c").code == 0
    )
    assert command("export", "c", "--format", "dta").code == 0
    effects, known = pyreadstat.read_dta(str(place / "c/export/effects.dta"))
    pd.testing.assert_frame_equal(effects, pd.read_csv(place / "c/effects.csv"), check_dtype=False)
    assert known.column_names_to_labels["low"] == "lower end of the interval [unit of the outcome]"
    assert (place / "c/export/years_b.dta").exists()


def test_the_main_table_alone_goes_into_a_file_whose_ending_says_the_format(command, folder, place):
    assert command("export", folder, "--out", "here/mine.dta").out == "Wrote here/mine.dta and here/mine-codebook.md\n"
    assert len(pd.read_stata(place / "here/mine.dta")) == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "xlsx"], "'xlsx' is no format of an export; allowed are: csv, dta, sav, parquet, graphml"),
        (["--format", "dta", "--out", "x.csv"], "--format dta and --out x.csv say different formats"),
        (["--run", "0"], "--run and --year are for --format graphml"),
        (["--format", "graphml", "--run", "7"], "run 7, year 1 is not among the results; they hold runs 0 to 1, years 1 to 2"),
    ],
)
def test_what_cannot_be_exported_ends_with_2_and_a_sentence(command, folder, arguments, told):
    done = command("export", folder, *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err and "Traceback" not in done.err


def test_a_table_that_was_changed_is_not_exported(command, folder, place):
    path = place / "r" / "ties.parquet"
    path.write_bytes(path.read_bytes()[:-9] + b"X" * 9)
    done = command("export", folder)
    assert done.code == 2 and "r/ties.parquet is damaged (its content is not what was written); run it again" in done.err
    assert not (place / "r" / "export").exists()
