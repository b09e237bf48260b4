"""A school with codes in place of names: no name is left, the key is its owner's, and a person keeps her code."""

import csv
import os
import re
import stat

import pytest

from simulation.inputs.writing import for_spreadsheet
from simulation.school.codes import KeyFileError, coded
from simulation.school.roster import School

ROSTER = "teacher,experience,group\nAda,12,one\nBen,3,one\nCleo,25,two\nDan,,two\n=cmd|x,1,two\n"
TIES = "source,target,trust\nBen,Ada,0.8\nDan,Cleo,\n"


@pytest.fixture
def school():
    return School.from_text(ROSTER, TIES, "elm")


def key_of(path):
    with path.open(newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def test_everything_but_the_names_stays(school, tmp_path):
    other = coded(school, tmp_path / "key.csv", tmp_path / "results")
    assert all(re.fullmatch(r"T\d{3}", name) for name in other.names)
    assert len(set(other.names)) == 5
    key = key_of(tmp_path / "key.csv")
    assert sorted(key.values()) == sorted(map(for_spreadsheet, school.names))

    def told(one, called):
        people = {
            called(name): (str(one.experience[i]), one.group_names[one.group[i]], one.role[i], str(one.fte[i]))
            for i, name in enumerate(one.names)
        }
        ties = {
            (called(one.names[a]), called(one.names[b]), str(t))
            for a, b, t in zip(one.source, one.target, one.trust, strict=True)
        }
        return people, ties

    assert told(other, key.get) == told(school, for_spreadsheet)
    assert list(zip(other.source, other.target, strict=True)) == sorted(zip(other.source, other.target, strict=True))


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind")
def test_the_key_is_for_its_owner_alone_whatever_the_umask(school, tmp_path):
    before = os.umask(0)
    try:
        coded(school, tmp_path / "key.csv", tmp_path / "results")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key.csv").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key.csv"]


def test_a_person_keeps_her_code_and_a_newcomer_gets_one_of_her_own(school, tmp_path):
    first = coded(school, tmp_path / "key.csv", tmp_path / "results")
    assert coded(school, tmp_path / "key.csv", tmp_path / "results").identity() == first.identity()
    more = coded(School.from_text(ROSTER + "Eve,2,one\n", TIES), tmp_path / "key.csv", tmp_path / "results")
    (new,) = set(more.names) - set(first.names)
    assert key_of(tmp_path / "key.csv")[new] == "Eve"
    assert len(key_of(tmp_path / "key.csv")) == 6


def test_codes_say_nothing_about_the_order_of_a_roster(tmp_path):
    names = "teacher,experience\n" + "\n".join(f"n{i},{i % 50}" for i in range(100))
    schools = [coded(School.from_text(names, "source,target\n"), tmp_path / f"{k}.csv", tmp_path / "r") for k in range(2)]
    assert all(list(one.names) == sorted(one.names) for one in schools)  # as codes stand, and not as names would
    staffs = [one.experience.tolist() for one in schools]
    assert staffs[0] != staffs[1] and sorted(staffs[0]) == sorted(staffs[1])


def test_what_was_set_aside_is_said_without_the_names_that_were(tmp_path):
    ties = TIES + "Ben,Zacharias,\nBen,Ada,\nDan,Dan,\n"
    school = School.from_text(ROSTER + "Ada,12,one\n", ties, "elm")
    assert "Zacharias" in str(school.described()) and "says of Ada" in str(school.described())
    told = coded(school, tmp_path / "key.csv", tmp_path / "results").described()
    assert not any(name in str(told) for name in (*school.names, "Zacharias"))
    assert "1 tie with people outside the roster" in told["receipt"]["set_aside"]
    assert told["receipt"]["words"][-2:] == ["--anonymous", "key.csv"]


def test_no_digest_of_a_name_is_left_from_which_it_could_be_guessed(school, tmp_path):
    told = str(coded(school, tmp_path / "key.csv", tmp_path / "results").identity())
    assert not any(name in told for name in school.names)
    assert school.identity()["digest"] not in told


@pytest.mark.parametrize("place", ["results/key.csv", "results/deep/../key.csv"])
def test_a_key_among_the_results_is_refused(school, tmp_path, place):
    (tmp_path / "results" / "deep").mkdir(parents=True)
    with pytest.raises(KeyFileError, match="which is passed on with the results; give it another place"):
        coded(school, tmp_path / place, tmp_path / "results")
    assert list((tmp_path / "results").rglob("*.csv")) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"my thesis\n",
        b"name,code\nAda,T001\n",
        b"code,name\nT001\n",
        b"code,name\nT001,Ada\nT001,Ben\n",
        b"code,name\nT1,Ada\nT2,Ada\n",
        b"\xff",
    ],
)
def test_a_file_that_is_no_key_is_never_written_over(school, tmp_path, content):
    (tmp_path / "key.csv").write_bytes(content)
    with pytest.raises(KeyFileError):
        coded(school, tmp_path / "key.csv", tmp_path / "results")
    assert (tmp_path / "key.csv").read_bytes() == content


def test_a_key_that_cannot_be_written_is_told_so(school, tmp_path):
    with pytest.raises(KeyFileError, match="cannot be written"):
        coded(school, tmp_path / "nowhere" / "key.csv", tmp_path / "results")
