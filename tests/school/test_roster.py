"""Import of a real school: what files are accepted, what is said about those that are not, and what the school is then."""

import csv
import dataclasses
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from simulation.declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY, TEACHER_COLUMNS
from simulation.engine.year import simulate_years
from simulation.parameters.scenario import InputError, Scenario
from simulation.school.founding import found_school
from simulation.school.readers.form import in_order, key_of, tidy
from simulation.school.readers.words import is_code, is_unknown
from simulation.school.roster import RosterError, School
from simulation.school.state import empty_state, no_ties

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "advice_networks"
REAL_ROSTERS = sorted(REAL.glob("*_roster.csv"))
needs_real_schools = pytest.mark.skipif(
    not REAL_ROSTERS, reason="the advice networks of real schools are not beside the project"
)

ROSTER = "teacher,experience,grade\nAda,12,one\nBen,0.5,two\nCleo,,one\nDan,33,three\n"
TIES = "source,target,trust\nAda,Ben,0.7\nBen,Ada,\nCleo,Ada,1\n"
NO_TIES = "source,target\n"


@pytest.fixture
def read(tmp_path):
    """Write two files and read the school in them."""

    def write_and_read(roster, ties=TIES):
        for name, content in (("elm_roster.csv", roster), ("elm_ties.csv", ties)):
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return School.from_csv(tmp_path / "elm_roster.csv", str(tmp_path / "elm_ties.csv"))

    return write_and_read


@pytest.fixture
def faults(read, tmp_path):
    """What is wrong with two files, one sentence for each fault, without the folder's name."""

    def read_and_fail(roster, ties=NO_TIES):
        with pytest.raises(RosterError) as caught:
            read(roster, ties)
        return [fault.replace(str(tmp_path), "").lstrip("/\\") for fault in caught.value.faults]

    return read_and_fail


# ---------------------------------------------------------------- files that are accepted


def test_a_school_is_what_its_files_say(read):
    school = read(ROSTER)
    assert school.n == 4
    assert school.title == "elm"
    assert school.names == ("Ada", "Ben", "Cleo", "Dan")
    np.testing.assert_array_equal(school.experience, [12.0, 0.5, math.nan, 33.0])
    np.testing.assert_array_equal(school.group, [0, 1, 0, 2])
    assert school.group_names == ("one", "two", "three")
    np.testing.assert_array_equal(school.source, [0, 1, 2])
    np.testing.assert_array_equal(school.target, [1, 0, 0])
    np.testing.assert_array_equal(school.trust, [0.7, math.nan, 1.0])
    assert school.ignored == ()
    kinds = {name: getattr(school, name).dtype.str[1:] for name in ("experience", "group", "source", "target", "trust")}
    assert kinds == {"experience": "f8", "group": "i8", "source": "i8", "target": "i8", "trust": "f8"}


def test_a_school_that_was_read_cannot_be_changed(read):
    school = read(ROSTER)
    with pytest.raises(AttributeError):
        school.title = "oak"
    with pytest.raises(ValueError):
        school.experience[0] = 5.0


@pytest.mark.parametrize(
    "roster, ties",
    [
        ("\ufeff" + ROSTER, "\ufeff" + TIES),
        (ROSTER.replace("\n", "\r\n"), TIES.replace("\n", "\r\n")),
        (ROSTER.replace("\n", "\r"), TIES.replace("\n", "\r")),
        (ROSTER + "\n\n,,\n", TIES + "\n , ,\n\n"),
        (ROSTER.replace("\nBen", "\n\nBen"), TIES.rstrip("\n")),
        (ROSTER.replace(",", " , "), TIES.replace(",", "\t,  ")),
        (ROSTER.replace("teacher,experience,grade", "ID,Years_Teaching,Department"), TIES.replace("source", "Source")),
        (ROSTER.replace("teacher", "name"), TIES),
        (ROSTER.replace("Cleo,,", "Cleo,NA,"), TIES.replace("Ada,\n", "Ada,n/a\n")),
        (ROSTER.replace("Ada", '"Ada"'), TIES.replace("Ada,Ben", 'Ada, "Ben"')),
        (ROSTER.replace(",", ";").replace("0.5", "0,5"), TIES.replace(",", ";").replace("0.7", "0,7")),
        (ROSTER.replace(",", "\t").replace("0.5", "0,5"), TIES.replace(",", "\t")),
        (ROSTER.replace(",", "|"), TIES.replace(",", "|")),
        ("sep=;\n" + ROSTER.replace(",", ";"), '"sep=;"\r\n' + TIES.replace(",", ";")),
        (ROSTER.replace("0.5", '"0,5"'), TIES),
        (ROSTER.encode("utf-16"), TIES.encode("utf-16-le")),
        (ROSTER.encode("utf-16-be"), TIES.encode("utf-32")),
        ("\n".join(ROSTER.split("\n")[k] for k in (0, 4, 2, 1, 3)), "\n".join(TIES.split("\n")[k] for k in (0, 3, 2, 1))),
        (ROSTER.replace("teacher", "Lehrkraft").replace("experience", "Berufserfahrung").replace("grade", "Fach"), TIES),
        (ROSTER, TIES.replace("source", "Sender").replace("target", "Receiver_ID")),
    ],
    ids=[
        "byte-order mark", "Windows line ends", "old Macintosh line ends", "trailing blank lines", "a blank line between",
        "spaces around", "other column names", "teachers under name", "NA for unknown", "needless quotes",
        "semicolons and decimal commas", "tabs", "bars", "sep=", "a quoted decimal comma", "UTF-16 without a mark", "UTF-16 and UTF-32",
        "other order of lines", "German column names", "sender and receiver",
    ],
)  # fmt: skip
def test_the_ways_of_spreadsheets_do_not_change_a_school(read, roster, ties):
    assert read(roster, ties).identity() == read(ROSTER, TIES).identity()


def test_a_name_may_hold_a_comma_in_quotes_and_letters_of_any_language(read):
    school = read('teacher\n"Doe, Jane"\n"O""Brien, Pat"\nJosé\n李雷\n', 'source,target\n"Doe, Jane",李雷\n')
    assert school.names == ("Doe, Jane", "José", 'O"Brien, Pat', "李雷")
    assert (school.source[0], school.target[0]) == (0, 3)


def test_columns_nobody_reads_are_left_alone_and_listed(read):
    school = read(
        "id,teacher,Room,experience,years_teaching,,grade,department\n1,Ada,x,3,4,,a,b\n2,Ben,,5,6,,a,b\n3,Cleo,,7,8,,a,b\n4,Dan,,9,1,,a,b\n",
        "source,target,same_grade\nAda,Ben,1\n",
    )
    assert school.names == ("Ada", "Ben", "Cleo", "Dan")
    assert school.experience.tolist() == [3.0, 5.0, 7.0, 9.0]
    assert school.group_names == ("a",)
    assert school.ignored == ("roster.id", "roster.Room", "roster.years_teaching", "roster.department", "ties.same_grade")


def test_a_roster_of_names_alone_is_a_school_of_unknown_experience_and_groups(read):
    school = read("teacher\nAda\nBen\nCleo\nDan\n", "source,target\nAda,Ben\n")
    assert np.isnan(school.experience).all()
    assert (school.group == -1).all()
    assert school.group_names == ()
    assert np.isnan(school.trust).all()


def test_a_school_in_which_nobody_turns_to_anybody_is_a_school(read):
    school = read(ROSTER, NO_TIES)
    assert school.source.shape == school.target.shape == school.trust.shape == (0,)
    assert school.start(Scenario(), 1, 0).school[0].n_ties == 0


@pytest.mark.parametrize("n", [4, 500])
def test_the_smallest_and_the_largest_school_are_accepted(read, n):
    school = read("teacher\n" + "\n".join(f"t{i}" for i in range(n)), NO_TIES)
    assert school.n == n
    assert school.start(Scenario(), 1, 0).teachers.present.sum() == n


def test_limits_of_experience_and_trust_belong_to_the_range(read):
    school = read(ROSTER.replace("33", "60").replace("12", "0"), "source,target,trust\nAda,Ben,0\nBen,Ada,1.0\n")
    assert school.experience[[0, 3]].tolist() == [0.0, 60.0]
    assert school.trust.tolist() == [0.0, 1.0]


printable = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(printable, min_size=4, max_size=12, unique_by=key_of), data=st.data())
def test_what_a_csv_writer_wrote_is_read_back(read, names, data):
    """In any order of lines and dialect; only what stands for an unknown value is no name."""
    assume(not any(is_unknown(name) or is_code(name) for name in names))
    pairs = data.draw(st.lists(st.sampled_from([(a, b) for a in names for b in names if a != b]), unique=True))
    comma, ends = data.draw(st.sampled_from(",;\t|")), data.draw(st.sampled_from(["\n", "\r\n"]))
    letters = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    files = []
    for head, rows in ((["teacher", "group"], [[name, "a"] for name in names]), (["source", "target"], pairs)):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=comma, lineterminator=ends, quoting=csv.QUOTE_ALL)
        writer.writerows([head, *data.draw(st.permutations(rows))])
        files.append(text.getvalue().encode(letters))
    school = read(*files)
    assert school.names == tuple(sorted(map(tidy, names), key=lambda name: in_order(key_of(name))))
    assert {(school.names[s], school.names[t]) for s, t in zip(school.source, school.target, strict=True)} == {
        (tidy(a), tidy(b)) for a, b in pairs
    }
    keys = list(zip(school.source.tolist(), school.target.tolist(), strict=True))
    assert keys == sorted(keys)


# ---------------------------------------------------------------- files that are not


def test_a_roster_error_is_an_input_error_and_its_message_holds_every_fault(read, tmp_path):
    with pytest.raises(InputError) as caught:
        read(ROSTER.replace("12", "-3"), TIES.replace("0.7", "7"))
    assert str(caught.value).splitlines() == caught.value.faults
    assert caught.value.faults[0].startswith(str(tmp_path / "elm_roster.csv"))
    assert caught.value.faults[1].startswith(str(tmp_path / "elm_ties.csv"))


FAULTY_ROSTERS = {
    "empty": ("", "elm_roster.csv: the file is empty; give a header, such as teacher"),
    "blank lines only": ("\n \n", "the file is empty"),
    "header only": ("teacher\n", "elm_roster.csv: 0 teachers came; allowed are 4 to 500"),
    "three teachers": ("teacher\na\nb\nc\n", "3 teachers came; allowed are 4 to 500"),
    "501 teachers": ("id\n" + "\n".join(map(str, range(501))), "501 teachers came; allowed are 4 to 500"),
    "misspelt column": (
        "techer,years\nAda,3\n",
        "no column teacher or id or name; did you mean 'techer'? the header has techer, years; rename the column, or say which it is",
    ),
    "no header": (
        "Ada,12\nBen,4\n",
        "the file has no header, and its columns begin with 1: Ada, 2: 12; say which is which, as in --column",
    ),
    "column twice": ("teacher,teacher\nAda,Ben\n", "the header has 2 columns 'teacher'; keep one"),
    "bare decimal comma": (ROSTER.replace("0.5", "0,5"), "line 3: the header has 3 columns and this line 4; "),
    "too few values": (ROSTER.replace("Cleo,,one", "Cleo"), "line 4: the header has 3 columns and this line 1; "),
    "word for a number": (
        ROSTER.replace("12", "long"),
        "line 2: experience = 'long' is not a number; allowed is 0 to 60 years, or",
    ),
    "negative": (ROSTER.replace("12", "-1"), "line 2: experience = '-1' is out of range; allowed is 0 to 60 years, or nothing"),
    "infinite": (ROSTER.replace("12", "inf"), "line 2: experience = 'inf' is not a number"),
    "digits of another script": (ROSTER.replace("12", "１２"), "line 2: experience = '１２' is not a number"),
    "digits with an underscore": (ROSTER.replace("12", "1_2"), "line 2: experience = '1_2' is not a number"),
    "no end of digits": (
        ROSTER.replace("12", "1" * 400),
        "line 2: experience = '111111111111111111111111111111111111... is not a number",
    ),
    "a name that moves the cursor": (
        ROSTER.replace("Ada", "A\x1b[2Jda"),
        "line 2: teacher = 'A\\x1b[2Jda' holds the control character \\x1b; remove it",
    ),
    "a name in two lines": (
        ROSTER.replace("Ada", '"Ada\nEve"'),
        "line 2: teacher = 'Ada\\nEve' holds the control character \\n",
    ),
    "a name without end": (ROSTER.replace("Ada", "a" * 201), "has 201 letters; at most 200 are taken"),
    "no end of columns": (ROSTER + "," * 1000 + "\n", "line 6: this line has 1,001 columns; at most 1,000 are taken"),
    "no end of lines": (b"teacher\n" + b"\n" * 600_000, "it has more than 300,000 lines"),
    "no end of bytes": (b"x" * 8_000_001, "the file is larger than 8 MB, the most that is taken"),
    "older than 60 years": (ROSTER.replace("12", "60.5"), "line 2: experience = '60.5' is out of range"),
    "same name twice": (ROSTER + " Ada ,3,one\n", "line 6: 'Ada' stands on line 2 already; give each teacher another name"),
    "same number twice": ("id,grade\n1,a\n2,a\n3,a\n01.0,b\n", "line 5: '01' stands on line 2 already"),
    "blank name": (ROSTER + ",3,one\n", "line 6: the teacher is blank; give every teacher a name or a number"),
    "unknown name": (ROSTER + "NA,3,one\n", "line 6: the teacher is 'NA', which stands for unknown; give every teacher a name"),
    "open quote": (ROSTER + '"Eve,3,one\n', "line 6: this cannot be read as separated values"),
    "bytes": (b"teacher\n\x00\x01\x02Ada\n", "elm_roster.csv: the file is no text at all; save it as CSV (UTF-8)"),
    "broken workbook": (b"PK\x03\x04rest", "elm_roster.csv: the file is damaged; save it again"),
}


@pytest.mark.parametrize("roster, sentence", FAULTY_ROSTERS.values(), ids=FAULTY_ROSTERS)
def test_a_roster_that_cannot_be_used_is_said_to_be_so_in_one_sentence(faults, roster, sentence):
    found = faults(roster)
    assert len(found) == 1
    assert found[0].startswith("elm_roster.csv")
    assert sentence in found[0]


FAULTY_TIES = {
    "empty": ("", "elm_ties.csv: the file is empty; give a header, such as teacher, or source and target"),
    "misspelt columns": (
        "source,targets\nAda,Ben\n",
        "no column target or to; did you mean 'targets'? the header has source, targets",
    ),
    "only strangers": (
        "source,target\nAda,Eve\nFay,Ben\n",
        "no tie joins two people of the roster; Eve, Fay; write names the same",
    ),
    "misspelt name": (
        "source,target\nAda,Cloe\n",
        "no tie joins two people of the roster; Cloe, which may be Cleo; write names",
    ),
    "trust on a survey's scale": (
        TIES.replace("0.7", "3.4"),
        "line 2: trust = '3.4' is out of range; allowed is 0 to 1, or nothing where it is unknown; a survey's scale is declared in",
    ),
    "negative trust": (TIES.replace("0.7", "-0.1"), "line 2: trust = '-0.1' is out of range"),
    "word for trust": (TIES.replace("0.7", "high"), "line 2: trust = 'high' is not a number"),
    "word for a value": ("source,target,value\nAda,Ben,often\n", "line 2: value = 'often' is not a number"),
    "too many values": (TIES + "Dan,Ben,0.5,0.5\n", "line 5: the header has 3 columns and this line 4"),
}


@pytest.mark.parametrize("ties, sentence", FAULTY_TIES.values(), ids=FAULTY_TIES)
def test_ties_that_cannot_be_used_are_said_to_be_so_in_one_sentence(faults, ties, sentence):
    found = faults(ROSTER, ties)
    assert len(found) == 1
    assert found[0].startswith("elm_ties.csv")
    assert sentence in found[0]


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(RosterError) as caught:
        School.from_csv(tmp_path / "nowhere.csv", tmp_path / "folder")
    assert caught.value.faults == [
        f"{tmp_path / 'nowhere.csv'}: there is no such file; check the path",
        f"{tmp_path / 'folder'}: this is a folder; give the path of a file",
    ]


def test_faults_of_both_files_come_together_in_the_order_of_their_lines(faults):
    found = faults(
        "teacher,experience\nAda,x\nAda,3\n,4\nDan,-1\nEve,3,5\n",
        "source,target,trust\nAda,Ben,high\nDan,Zoe,9\nEve,Ada,,\nEve,Ada,0.2,1\n",
    )
    assert [fault.split(":")[0] for fault in found] == [
        *(f"elm_roster.csv, line {number}" for number in (2, 3, 4, 5, 6)),
        *(f"elm_ties.csv, line {number}" for number in (2, 3, 5)),
    ]


def test_ties_are_checked_as_far_as_possible_when_the_roster_cannot_be_read(faults):
    found = faults("no such column\n", TIES + "Ada,Ben,2\nEve,Fay,\n")
    assert ["elm_ties.csv, line 5" in fault for fault in found] == [False, True]


def test_a_message_stays_short_however_much_is_wrong_and_the_error_keeps_it_all(read):
    roster = "teacher,experience\n" + "".join(f"t{i},-1\n" for i in range(32))
    with pytest.raises(RosterError) as caught:
        read(roster, NO_TIES)
    lines = str(caught.value).splitlines()
    assert len(caught.value.faults) == 32
    assert lines[:-1] == caught.value.faults[:20]
    assert lines[-1] == "and 12 more"


pieces = st.lists(
    st.sampled_from(["teacher", "source", "target", "a", "b", ",", ";", '"', "\n", "\r\n", " ", "3", "-1", "é", "\0"])
)
file_contents = st.binary(max_size=40) | pieces.map("".join).map(str.encode)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roster=file_contents | st.just(ROSTER.encode()), ties=file_contents | st.just(TIES.encode()))
def test_whatever_the_files_hold_there_is_a_school_or_a_complete_message(read, roster, ties):
    try:
        school = read(roster, ties)
    except RosterError as error:
        assert error.faults
        assert str(error).strip()
    else:
        assert school.n == len(set(school.names)) >= 4


# ---------------------------------------------------------------- the first day


def settled(school, scenario=None, seed=1, run=0):
    state = school.start(scenario or Scenario(), seed, run)
    n_ties = state.school[0].n_ties
    return state, state.ties[:n_ties]


def test_the_first_day_has_the_people_and_ties_of_the_files(read):
    school = read(ROSTER)
    state, ties = settled(school)
    known = ~np.isnan(school.experience)
    np.testing.assert_array_equal(state.teachers.experience[known], school.experience[known])
    np.testing.assert_array_equal(state.teachers.group, school.group)
    assert state.school[0].n_groups == 3
    np.testing.assert_array_equal(ties.source, school.source)
    np.testing.assert_array_equal(ties.target, school.target)
    np.testing.assert_array_equal(ties.trust[[0, 2]], [0.7, 1.0])
    assert (state.teachers.present == 1).all()
    assert state.school[0].n_present == 4


def test_what_the_files_do_not_tell_is_drawn_and_differs_from_run_to_run(read):
    school = read(ROSTER)
    firsts = [settled(school, run=run) for run in range(20)]
    assert len({state.teachers.experience[2] for state, _ in firsts}) > 5
    assert len({ties.trust[1] for _, ties in firsts}) == 20
    assert all(0.2 <= ties.trust[1] <= 0.95 for _, ties in firsts)
    assert len({state.teachers.resilience[0] for state, _ in firsts}) == 20


def test_the_same_seed_and_run_give_the_same_first_day(read):
    school = read(ROSTER)
    first, again, other = (school.start(Scenario(), seed, 3) for seed in (7, 7, 8))
    assert all(a.tobytes() == b.tobytes() for a, b in zip(first, again, strict=True))
    assert first.teachers.tobytes() != other.teachers.tobytes()


def test_a_school_of_which_only_names_are_known_has_the_staff_that_would_be_drawn(read):
    """Whatever a roster cannot tell comes from the same draws as in an ordinary school of that size."""
    scenario = Scenario()
    school = read("teacher\n" + "\n".join(f"t{i}" for i in range(23)), NO_TIES)
    ordinary = empty_state(23, scenario.network.out_degree)
    found_school(ordinary, scenario.table()[0].view(np.recarray)[0, 0], 5, 2)
    state = school.start(scenario, 5, 2)
    for name in ("experience", "group", "expertise", "resilience", "disposition", "wished", "exhaustion"):
        np.testing.assert_array_equal(state.teachers[name], ordinary.teachers[name])
    assert state.goals.tobytes() == ordinary.goals.tobytes()
    assert state.school[0].n_groups == ordinary.school[0].n_groups


def test_experience_makes_experts_in_a_real_school_as_in_any(read):
    school = read("teacher,experience\n" + "".join(f"t{i},{0 if i < 20 else 20}\n" for i in range(40)), NO_TIES)
    expertise = np.mean([settled(school, run=run)[0].teachers.expertise for run in range(10)], axis=0)
    assert expertise[20:].mean() - expertise[:20].mean() > 0.1


def test_everybody_is_content_with_those_whom_the_file_names(read):
    school = read("teacher\n" + "\n".join(f"t{i}" for i in range(40)), "source,target\nt0,t1\nt0,t2\nt3,t0\n")
    state, _ = settled(school)
    assert state.teachers.wished[:4].tolist() == [2, 0, 0, 1]
    assert state.teachers.wished.sum() == 3
    assert state.school[0].asking == 3 / 40


def test_in_a_network_that_need_not_keep_its_shape_who_names_nobody_wishes_for_some(read):
    school = read("teacher\n" + "\n".join(f"t{i}" for i in range(40)), "source,target\nt0,t1\nt0,t2\nt3,t0\n")
    school = dataclasses.replace(school, own_ties=False)
    states = [settled(school, run=run)[0] for run in range(10)]
    assert all(state.teachers.wished[0] == 2 and state.teachers.wished[3] == 1 for state in states)
    assert np.mean([state.teachers.wished[4:].mean() for state in states]) == pytest.approx(3.5, abs=0.4)


def test_a_teacher_of_unknown_group_joins_one_of_the_known_groups(read):
    state, _ = settled(read("teacher,grade\nAda,one\nBen,two\nCleo,\nDan,\nEve,one\n", NO_TIES))
    assert state.teachers.group[[0, 1, 4]].tolist() == [0, 1, 0]
    assert set(state.teachers.group[2:4]) <= {0, 1}


def test_a_school_with_many_ties_has_room_for_half_as_many_again(read):
    """Room for ties follows the file and not only the scenario; no school needs more than a tie for every pair."""
    names = [f"t{i}" for i in range(40)]
    pairs = [(a, b) for a in names for b in names if a != b]
    for kept in (0, 300, len(pairs)):
        ties = "source,target\n" + "".join(f"{a},{b}\n" for a, b in pairs[:kept])
        school = read("teacher\n" + "\n".join(names), ties)
        state, known = settled(school, Scenario().replace({"network.out_degree": 1.0}))
        assert known.size == kept
        assert state.ties.size >= min(1.5 * kept, len(pairs)) + 24


def test_a_state_made_for_another_school_is_refused(read):
    scenario = Scenario()
    small, large = read(ROSTER), read("teacher\n" + "\n".join("abcdefgh"), NO_TIES)
    with pytest.raises(ValueError, match=r"School\.state"):
        small.fill(large.state(scenario), scenario.table()[0].view(np.recarray)[0, 0], 1, 0)


def test_identity_is_plain_and_changes_with_every_fact(read):
    base = read(ROSTER).identity()
    assert json.loads(json.dumps(base)) == base
    assert base["names"] == ["Ada", "Ben", "Cleo", "Dan"]
    changed = [
        read(ROSTER.replace("12", "13")),
        read(ROSTER.replace("three", "one")),
        read(ROSTER.replace("Dan", "Dana")),
        read(ROSTER, TIES.replace("0.7", "0.6")),
        read(ROSTER, TIES.replace("Cleo,Ada", "Cleo,Ben")),
    ]
    assert len({base["digest"], *(school.identity()["digest"] for school in changed)}) == 6


# ---------------------------------------------------------------- real schools


def one_year(school, scenario, seed=1, run=0):
    """The state after a year, and its row of the table of years."""
    scenario = scenario.replace({"years": 1})
    state = school.start(scenario, seed, run)
    table, period = scenario.table()
    years = np.zeros((1, N_WEEKLY + N_YEARLY))
    teachers = np.zeros((0, school.n, len(TEACHER_COLUMNS)))
    nothing = np.zeros((0, N_WEEKLY))
    simulate_years(
        state,
        table=table.view(np.recarray),
        period=period,
        n_years=1,
        years=years,
        weeks=nothing,
        teachers=teachers,
        ties=no_ties(),
        row=np.zeros(N_WEEKLY),
        months=np.zeros(N_MONTHLY),
    )
    return state, years[0]


def holes(state):
    """Names of the variables that are not numbers somewhere."""
    arrays = (state.teachers, state.ties[: state.school[0].n_ties], state.goals, state.school)
    return [name for array in arrays for name in array.dtype.names if not np.isfinite(np.asarray(array[name], float)).all()]


def test_a_small_school_lives_a_year(read):
    state, row = one_year(read(ROSTER), Scenario())
    assert holes(state) == []
    assert np.isfinite(row).all()


@needs_real_schools
def test_all_ten_real_schools_are_there():
    assert len(REAL_ROSTERS) == 10


@needs_real_schools
@pytest.mark.parametrize("roster", REAL_ROSTERS, ids=lambda path: path.stem)
def test_a_real_school_is_read_as_it_stands_and_lives_a_year(roster):
    ties = roster.with_name(roster.name.replace("roster", "ties"))
    school = School.from_csv(roster, ties)
    with roster.open() as file:
        people = list(csv.DictReader(file))
    with ties.open() as file:
        advice = list(csv.DictReader(file))
    assert school.names == tuple(person["teacher"] for person in people)
    assert school.experience.tolist() == [float(person["years_teaching"]) for person in people]
    assert {(school.names[s], school.names[t]) for s, t in zip(school.source, school.target, strict=True)} == {
        (tie["source"], tie["target"]) for tie in advice
    }
    assert school.ignored == ("roster.trust", "ties.same_grade")
    first = school.start(Scenario(), 1, 0)
    n_ties = first.school[0].n_ties
    np.testing.assert_array_equal(first.ties.source[:n_ties], school.source)
    np.testing.assert_array_equal(first.teachers.experience, school.experience)
    state, row = one_year(school, Scenario())
    assert holes(state) == []
    assert np.isfinite(row).all()
    assert 0 < state.school[0].n_ties <= state.ties.size


# ---------------------------------------------------------------- measured people


MEASURED = (
    "teacher,role,fte,self_efficacy [1..9],exhaustion (MBI),job satisfaction {1..4},disposition,influence [1-4],influence_budget [NTPS],trust 1..5\n"
    "Ada,,1,9,54,4,0.9,4,1,5\nBen,lead teacher,0.5,1,0,1,,,,\nCleo,,,5,27,2.5,0.1,2.5,4,1\nDan,teacher,50%,NA,-9,99,,,,\n"
)


def test_measured_people_begin_as_they_were_measured(read):
    school = read(MEASURED, "source,target\nAda,Ben\nCleo,Ben\nDan,Ada\n")
    assert school.ignored == ()
    state, ties = settled(school)
    drawn, _ = settled(read("teacher\nAda\nBen\nCleo\nDan\n", "source,target\nAda,Ben\nCleo,Ben\nDan,Ada\n"))
    t, other = state.teachers, drawn.teachers
    np.testing.assert_allclose(t.self_efficacy[:3], [1.0, 0.0, 0.5])
    np.testing.assert_allclose(t.exhaustion[:3], [1.0, 0.0, 0.5])
    np.testing.assert_allclose(t.satisfaction[:3], [1.0, 0.0, 0.5])
    np.testing.assert_allclose(t.disposition[[0, 2]], [0.9, 0.1])
    np.testing.assert_allclose(t.voice[0], [1.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    np.testing.assert_allclose(t.voice[2], [0.5, 1.0, 0.5, 0.5, 0.5, 0.5])
    np.testing.assert_allclose(ties.trust[:2], [1.0, 0.0])  # trust in colleagues is trust in everybody whom one names
    for name in ("self_efficacy", "exhaustion", "satisfaction"):
        assert t[name][3] == other[name][3]  # what is unknown is drawn as ever
    assert t.disposition[1] == other.disposition[1]
    assert school.receipt.measured["self_efficacy"] == 3 and school.receipt.measured["influence_budget"] == 2


def test_formal_roles_fall_on_those_who_hold_them_and_on_nobody_else(read):
    for run in range(5):
        teachers = settled(read(MEASURED, NO_TIES), run=run)[0].teachers
        assert teachers.role.tolist() == [0, 1, 0, 0]
        assert teachers.standing.tolist() == [0.1, 0.25, 0.1, 0.1]
    flags = settled(read("teacher,formal leader\nAda,yes\nBen,no\nCleo,1\nDan,\n", NO_TIES))[0].teachers
    assert flags.role.tolist() == [1, 0, 1, 0]


def test_who_works_part_time_has_part_of_the_hours(read):
    half, whole = read(MEASURED, NO_TIES), read(MEASURED.replace("0.5,1,0", "1,1,0").replace("50%", "100%"), NO_TIES)
    scenario = Scenario().replace({"years": 1})
    (part, _), (full, _) = one_year(half, scenario), one_year(whole, scenario)
    np.testing.assert_allclose(half.fte[[0, 1, 3]], [1.0, 0.5, 0.5])
    assert settled(half)[0].teachers.fte.tolist() == [1.0, 0.5, 1.0, 0.5]
    for name in ("classroom", "paperwork"):
        assert 0.3 < part.teachers[name][[1, 3]].mean() / full.teachers[name][[1, 3]].mean() < 0.7, name
    assert abs(part.teachers.total[[1, 3]] - full.teachers.total[[1, 3]]).min() > 8.0


def test_a_measure_without_a_scale_is_set_aside_and_one_outside_its_scale_is_a_fault(read, faults):
    school = read("teacher,exhaustion\nAda,30\nBen,12\nCleo,0\nDan,54\n", NO_TIES)
    assert school.ignored == ("roster.exhaustion",) and np.isnan(school.measured).all()
    assert "exhaustion, a column without its scale: declare it in the header, as in" in school.receipt.set_aside[0]
    (said,) = faults("teacher,exhaustion [0..6]\nAda,30\nBen,1\nCleo,0\nDan,6\n")
    assert said.startswith("elm_roster.csv, line 2: exhaustion = '30' is out of range; allowed is 0 to 6")
    reversed_ = read("teacher,satisfaction [4..1]\nAda,1\nBen,2\nCleo,4\nDan,\n", NO_TIES)
    assert reversed_.receipt.measured == {"satisfaction": 3}
    np.testing.assert_allclose(settled(reversed_)[0].teachers.satisfaction[[0, 2]], [1.0, 0.0])


def test_a_principal_is_left_out_with_all_ties_or_counted_as_is_said(tmp_path):
    (tmp_path / "r.csv").write_text("teacher,position\nAda,\nBen,\nCleo,\nDan,\nEve,Principal\n")
    (tmp_path / "t.csv").write_text("source,target\nAda,Eve\nEve,Ben\nBen,Cleo\n")
    paths = (tmp_path / "r.csv", tmp_path / "t.csv")
    without, counted = (School.read(*paths, principal=what) for what in ("aside", "teacher"))
    assert (without.n, without.source.size) == (4, 1)
    assert without.receipt.set_aside == ["1 principal, who is no teacher: Eve", "2 ties of principals, who are no teachers"]
    assert (counted.n, counted.source.size, counted.role.tolist()) == (5, 3, [0, 0, 0, 0, 1])


def test_ties_that_no_file_tells_are_drawn_as_in_any_other_school(tmp_path):
    (tmp_path / "r.csv").write_text("teacher\n" + "\n".join(f"t{k}" for k in range(20)))
    school = School.read(tmp_path / "r.csv")
    firsts = [settled(school, run=run)[1] for run in range(2)]
    assert not school.ties_known and min(map(len, firsts)) > 20 and firsts[0].tobytes() != firsts[1].tobytes()
    assert "no ties came: they are drawn anew in every run" in school.receipt.notes[0]
    assert school.identity()["digest"] != School.read(tmp_path / "r.csv", _no_ties(tmp_path)).identity()["digest"]


def _no_ties(folder):
    (folder / "none.csv").write_text(NO_TIES)
    return folder / "none.csv"


# ---------------------------------------------------------------- the school that comes with the program


def test_the_sample_school_is_found_by_its_name_and_is_like_a_real_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sample = School.from_csv("sample")
    assert (sample.title, len(sample.names), len(sample.group_names)) == ("sample", 24, 6)
    assert 2 < len(sample.source) / len(sample.names) < 5
    assert np.isnan(sample.experience).any() and np.isnan(sample.trust).any()  # as in a survey, something is left out
    assert sample.ignored == ()


def test_a_roster_without_ties_is_refused_unless_it_is_a_shipped_schools_name(tmp_path):
    with pytest.raises(RosterError, match=r"elm.csv came without the one of ties; without it, allowed are: sample"):
        School.from_csv(tmp_path / "elm.csv")


@pytest.mark.parametrize("world", ["baseline", "second_structure"])
def test_a_career_that_is_known_makes_nobody_another_person(world):
    """Whoever has the experience that would have been drawn is who would have been drawn: tenure, traits and likings, too."""
    names = [f"T{k:02d}" for k in range(20)]
    scenario = Scenario.load(world).replace({"school.teachers": 20})
    unknown = School.from_text("teacher\n" + "\n".join(names), NO_TIES).start(scenario, 3, 0).teachers
    lines = [f"{name},{experience:g}" for name, experience in zip(names, unknown.experience, strict=True)]
    known = School.from_text("teacher,experience\n" + "\n".join(lines), NO_TIES).start(scenario, 3, 0).teachers
    for state in ("experience", "tenure", "demand", "disposition", "paperwork_deviation", "attraction", "won", "expertise"):
        np.testing.assert_array_equal(known[state], unknown[state], err_msg=state)
    assert world == "baseline" or known.tenure.max() > 3
