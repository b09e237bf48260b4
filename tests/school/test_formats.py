"""Workbooks and data of statistics packages, as other programs write them: what is read is what was written."""

import datetime
import io

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from simulation.school.readers.files import LARGEST_UNPACKED, Source, bounded
from simulation.school.readers.form import ChoiceNeededError, RosterError
from simulation.school.readers.packages import cell_text
from simulation.school.roster import School

ROSTER = [["teacher", "experience", "group"], [1, 3.5, "math"], [2, 12, "math"], [3, None, "arts"], [4, 7.0, None]]
TIES = [["from", "to", "how often"], [1, 2, 3], [2, 3, 1], [4, 1, 2]]


def workbook(**sheets):
    """A workbook's bytes: title -> rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(*files, **choices):
    return School.read([Source(name, raw) for name, raw in files], **choices)


def check(school):
    assert school.names == ("1", "2", "3", "4")
    assert list(zip(school.source.tolist(), school.target.tolist(), strict=True)) == [(0, 1), (1, 2), (3, 0)]
    assert school.experience[[0, 1, 3]].tolist() == [3.5, 12.0, 7.0] and school.experience[2] != school.experience[2]
    assert [school.group_names[g] if g >= 0 else "" for g in school.group] == ["math", "math", "arts", ""]


def test_a_workbook_may_hold_roster_and_ties_in_two_sheets_or_in_two_files():
    check(read(("school.xlsx", workbook(Staff=ROSTER, Advice=TIES, Empty=[]))))
    check(read(("staff.xlsx", workbook(Sheet1=ROSTER)), ("advice.xlsx", workbook(Sheet1=TIES))))
    assert read(("school.xlsx", workbook(Staff=ROSTER, Advice=TIES))).ignored == ("ties.how often",)


def test_sheets_with_a_matrix_each_are_relations_called_after_them():
    def sheet(*pairs):
        return [["", 1, 2, 3, 4], *([i, *(int((i, j) in pairs) for j in range(1, 5))] for i in range(1, 5))]

    book = workbook(advice=sheet((1, 2), (2, 3), (4, 1)), trust=sheet((1, 4)), people=ROSTER)
    with pytest.raises(ChoiceNeededError, match=r"advice \(3 ties\), trust \(1 tie\)"):
        read(("school.xlsx", book))
    check(read(("school.xlsx", book), relation="advice"))


def test_cells_are_written_as_a_text_file_would_have_them():
    cells = [3.0, 3.5, True, None, float("nan"), " a ", datetime.date(2026, 1, 2), 7]
    assert [cell_text(cell) for cell in cells] == ["3", "3.5", "1", "", "", "a", "2026-01-02", "7"]


def stata(rows, **more):
    frame = pd.DataFrame(rows[1:], columns=[str(name).replace(" ", "_") for name in rows[0]])
    file = io.BytesIO()
    frame.to_stata(file, write_index=False, **more)
    return file.getvalue()


def test_a_stata_file_is_read_with_the_labels_of_its_groups():
    roster = [["teacher", "experience", "group"], [1, 3.5, 1], [2, 12.0, 1], [3, None, 2], [4, 7.0, None]]
    labels = {"group": {1: "math", 2: "arts"}}
    check(read(("staff.dta", stata(roster, value_labels=labels)), ("advice.dta", stata(TIES))))


def test_an_spss_file_is_read_with_its_labels_and_what_it_calls_missing(tmp_path):
    frame = pd.DataFrame({"teacher": [1, 2, 3, 4], "experience": [3.5, 12.0, -77.0, 7.0], "group": [1.0, 1.0, 2.0, -77.0]})
    missing = {"experience": [-77], "group": [-77]}
    labels = {"group": {1: "math", 2: "arts"}}
    pyreadstat.write_sav(frame, str(tmp_path / "s.sav"), variable_value_labels=labels, missing_ranges=missing)
    pyreadstat.write_sav(pd.DataFrame(TIES[1:], columns=["from", "to", "often"]), str(tmp_path / "t.sav"))
    check(School.read([tmp_path / "s.sav", tmp_path / "t.sav"]))


def test_wide_nominations_of_a_statistics_package_are_read():
    rows = [["id", "advice1", "advice2"], [1, 2.0, None], [2, 3.0, 1.0], [3, None, None], [4, 1.0, None]]
    school = read(("w.dta", stata(rows)))
    assert school.source.tolist() == [0, 1, 1, 3] and school.target.tolist() == [1, 0, 2, 0]


def test_a_sheet_with_a_cell_far_out_is_refused_before_it_fills_memory():
    book = openpyxl.Workbook()
    book.active.append(["teacher"])
    book.active.cell(1_048_576, 16_384).value = "x"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(RosterError, match="a sheet has more than 5,000,000 cells, empty ones among them"):
        read(("far.xlsx", file.getvalue()))


def test_a_file_that_unpacks_to_more_than_anybody_needs_is_refused(monkeypatch):
    raw = workbook(a=ROSTER)
    assert LARGEST_UNPACKED > 10_000_000
    monkeypatch.setattr("simulation.school.readers.files.LARGEST_UNPACKED", 1000)
    with pytest.raises(RosterError, match="unpacks to more than"):
        bounded("a.xlsx", raw)
