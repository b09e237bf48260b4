"""Several real schools in one call: a folder, or a column that tells them apart; each for itself, or with what they have in common."""

import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.experiments.compare import Effect
from simulation.experiments.policies import Policies
from simulation.experiments.sweep.verify import verify
from simulation.results.folder import Results
from simulation.school.readers.form import RosterError
from simulation.school.several import read_each

ROSTER = "Schule;Lehrkraft;Erfahrung;exhaustion [0..6]\n" + "".join(
    f"{school};{k};{k};{k},5\n" for school in ("Süd", "Nord") for k in range(1, 6)
)
TIES = "Schule;von;nach\nNord;1;2\nNord;2;3\nSüd;3;4\nSüd;4;3\nSüd;5;1\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a German roster of two schools, and their ties."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.csv").write_text(ROSTER, encoding="cp1252")
    (tmp_path / "t.csv").write_text(TIES, encoding="cp1252")
    return tmp_path


def test_a_column_tells_schools_apart_whatever_people_are_called_in_each(place):
    north, south = read_each(["r.csv"], "t.csv")
    assert (north.title, south.title) == ("Nord", "Süd")
    assert (north.n, north.source.size, south.source.size) == (5, 2, 3)
    assert north.receipt.measured == {"exhaustion": 5}
    assert north.receipt.words == ["--roster", "r.csv", "--ties", "t.csv", "--only", "Nord"]
    (place / "alone.csv").write_text(
        "".join(line for line in ROSTER.replace("Nord;", "").splitlines(True) if "Süd" not in line).replace("Schule;", "")
    )
    (place / "ties.csv").write_text("von;nach\n1;2\n2;3\n")
    assert north.identity()["digest"] == sim.School.read("alone.csv", "ties.csv").identity()["digest"]


def test_a_folder_holds_a_school_for_each_beginning_of_names(place):
    folder = place / "schools"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}_roster.csv").write_text("teacher\n1\n2\n3\n4\n")
        (folder / f"{name}_ties.csv").write_text("source,target\n1,2\n")
    (folder / "c.csv").write_text("source,target\n1,2\n3,4\n")
    (folder / "notes.md").write_text("not a school")
    assert [(school.title, school.n, school.source.size) for school in read_each([folder])] == [
        ("a", 4, 1),
        ("b", 4, 1),
        ("c", 4, 2),
    ]
    (place / "empty").mkdir()
    with pytest.raises(RosterError, match="there is no file of a school in this folder"):
        read_each([place / "empty"])


def test_one_school_is_read_as_ever(place):
    (place / "one.csv").write_text("school,source,target\nX,1,2\nX,3,4\n")
    (one,) = read_each(["one.csv"])
    assert one.identity() == sim.School.read("one.csv").identity()
    assert read_each(["sample"])[0].identity() == sim.School.read("sample").identity()


def test_a_file_without_the_column_and_a_blank_in_it_are_told(place):
    (place / "t2.csv").write_text("von;nach\n1;2\n")
    with pytest.raises(RosterError, match=r"t2\.csv: it has no column school, and other files have"):
        read_each(["r.csv"], "t2.csv")
    (place / "t3.csv").write_text(TIES + "West;1;2\n", encoding="utf-8")
    with pytest.raises(RosterError, match=r"school West has ties here and nobody in r\.csv"):
        read_each(["r.csv"], "t3.csv")
    (place / "r2.csv").write_text(ROSTER + ";9;1;1\n", encoding="utf-8")
    with pytest.raises(RosterError, match="line 12: the school is blank"):
        read_each(["r2.csv"])


def test_commands_ask_whether_schools_are_seen_apart_or_together(place, capsys):
    small = ["--roster", "r.csv", "--ties", "t.csv", "--runs", "2", "--years", "1", "--no-figures", "--quiet"]
    for arguments, sentence in {
        ("run", *small): "say --apart to see each for itself, --pooled",
        ("run", *small, "--only", "West"): "--only West: there is no such school; allowed are Nord, Süd",
        ("run", "--pooled", "--runs", "2"): "--pooled came without several schools",
        ("run", "--only", "Nord"): "--only came without --roster",
        ("sweep", "openness_and_time", *small[:4]): "this command takes one; say which with --only SCHOOL",
        ("run", *small, "--apart", "--anonymous", "key.csv"): "--anonymous writes a key for one school",
    }.items():
        assert main(list(arguments)) == 2
        assert sentence in capsys.readouterr().err
    assert main(["school", "r.csv", "--ties", "t.csv"]) == 0
    assert "Nord: 5 teachers, 2 ties" in capsys.readouterr().out
    assert not (place / "results").exists()


def test_what_schools_have_in_common_is_their_mean_run_by_run(place, capsys):
    small = ["--roster", "r.csv", "--ties", "t.csv", "--runs", "3", "--years", "1", "--no-figures", "--quiet", "--pooled"]
    assert main(["run", *small, "--out", "all"]) == 0
    assert "Means over 2 schools: Nord, Süd" in capsys.readouterr().out
    apart = [Results.load(place / "all" / name).years for name in ("Nord", "Süd")]
    pooled = pd.read_csv(place / "all" / "pooled" / "years.csv")
    assert pooled["exhaustion"].tolist() == pytest.approx(((apart[0]["exhaustion"] + apart[1]["exhaustion"]) / 2).tolist())
    assert pd.read_csv(place / "all" / "pooled" / "schools.csv")["school"].tolist() == ["Nord", "Süd"]
    assert verify(place / "all" / "Nord", 1, school=read_each(["r.csv"], "t.csv")[0]).difference == ""
    assert main(["compare", "baseline", "--change", "time.planning=5", *small, "--out", "both"]) == 0
    effects = pd.read_csv(place / "both" / "pooled" / "effects.csv").set_index("outcome")
    differences = [
        Effect.load(place / "both" / name).table.set_index("outcome").loc["hours_total", "difference"]
        for name in ("Nord", "Süd")
    ]
    assert effects.loc["hours_total", "difference"] == pytest.approx(sum(differences) / 2)


def test_several_scenarios_of_several_schools_have_a_table_in_common(place, capsys):
    small = ["--roster", "r.csv", "--ties", "t.csv", "--runs", "3", "--years", "1", "--no-figures", "--quiet", "--pooled"]
    assert main(["compare", "baseline", "goal_council", "ten_hours", *small, "--outcome", "influence", "--out", "x"]) == 0
    assert "Means over 2 schools, each of which weighs the same: Nord, Süd." in capsys.readouterr().out
    pooled = pd.read_csv(place / "x" / "pooled" / "effects.csv").set_index("scenario")
    assert list(pooled.index) == ["goal_council", "ten_hours"]
    apart = [Policies.load(place / "x" / name) for name in ("Nord", "Süd")]
    for name in pooled.index:
        differences = [one.table.set_index("scenario").loc[name, "difference"] for one in apart]
        assert pooled.loc[name, "difference"] == pytest.approx(sum(differences) / 2)
    assert (pooled["schools"] == 3).all()  # three runs, each the mean of both schools
    north = read_each(["r.csv"], "t.csv")[0]
    assert verify(place / "x" / "Nord", 2, school=north).difference == ""
    with pytest.raises(sim.InputError, match=r"as they were read: --roster r\.csv --ties t\.csv --only Nord"):
        verify(place / "x" / "Nord", 2)


def test_a_real_schools_network_is_drawn_for_chosen_years(place, capsys):
    small = ["run", "--roster", "sample", "--runs", "1", "--years", "3", "--quiet"]
    for years, sentence in {
        "1,9": "9 is not a simulated year; allowed are 1 to 3",
        "1,": "a blank is not a simulated year",
    }.items():
        assert main([*small, "--networks", years]) == 2
        assert sentence in capsys.readouterr().err
    assert main([*small, "--networks", "1", "--no-figures"]) == 2
    results = sim.simulate(
        sim.Scenario.load("baseline").replace({"years": 3}), 1, record=("teachers", "ties"), school=sim.School.read("sample")
    )
    figure = sim.plots.figures(results, only=["network_by_year"], years=[1, 3])["network_by_year"]
    titles = [axes.get_title("left").split(":")[0] for axes in figure.axes]
    assert [title for title in titles if title] == ["Year 1", "Year 3"]


def test_a_school_without_ties_among_others_that_have_some_is_named(place):
    (place / "t4.csv").write_text(TIES.replace("Süd;3;4\nSüd;4;3\nSüd;5;1\n", ""), encoding="cp1252")
    for how in ((["r.csv"], "t4.csv"), (["r.csv", "t4.csv"],)):
        with pytest.raises(RosterError, match=r"school Süd has no line with ties in r\.csv, t4\.csv, and other schools have"):
            read_each(*how)
    assert not any(school.ties_known for school in read_each(["r.csv"]))
