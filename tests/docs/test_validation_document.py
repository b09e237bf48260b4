"""docs/validation.md and docs/evidence.md say what the stored findings and the code say."""

import re

import pandas as pd
import pytest

from simulation.declare.parameter import evidence_table
from simulation.documents.validation import (
    DATA,
    EVIDENCE,
    TABLES,
    VALIDATION,
    collect,
    evidence_rows,
    refresh,
    rows_named,
    stored,
    table,
    unmet,
    uses,
    verdicts,
)
from simulation.parameters.effects import effect_rows
from simulation.parameters.scenario import InputError
from simulation.validation.effects import EXPERIMENTS
from simulation.validation.effects.judge import Answer, effect_table
from simulation.validation.effects.policies import POLICIES
from simulation.validation.patterns import PATTERNS

RENEW = "renew it with: python -m simulation.documents.validation"
FINDINGS = pd.DataFrame(
    [
        ("P01", "core", "c", "reproduced", "order [share]", 0.95, 0.92, 0.98, "at least 0.9", "reproduced"),
        ("P02", "core", "c", "inconclusive", "correlation [r]", 0.7, 0.5, 0.9, "0.3 to 0.8", "inconclusive"),
        ("P42", "secondary", "c", "not reproduced", "density [r]", -0.2, -0.3, -0.1, "at least 0", "not reproduced"),
    ],
    columns=["pattern", "strength", "claim", "verdict", "finding", "estimate", "low", "high", "allowed", "met"],
)
WRITTEN = """# Title
<!-- generated: tally -->
stale
<!-- end -->
words of a person
<!-- a subsection for each pattern that is not reproduced -->

### P02: old heading

<!-- generated: pattern P02 -->
<!-- end -->

What a person thinks of P02.
"""


@pytest.fixture
def data(tmp_path):
    FINDINGS.to_csv(tmp_path / "findings.csv", index=False)
    return tmp_path


def hand_written(path):
    return re.sub(r"<!-- generated: .*?<!-- end -->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


# ---------------------------------------------------------------- the documents as they are


@pytest.mark.parametrize("document", [VALIDATION, EVIDENCE], ids=lambda path: path.name)
def test_tables_of_the_documents_come_from_what_is_stored(document):
    text = document.read_text(encoding="utf-8")
    assert text == refresh(text), RENEW


def test_every_pattern_that_is_not_reproduced_has_a_subsection_and_no_other():
    missed = [id for id, verdict in verdicts().items() if verdict != "reproduced"]
    assert sorted(unmet(VALIDATION.read_text(encoding="utf-8"))) == missed


def test_the_stored_findings_are_those_of_declared_patterns():
    assert set(verdicts()) <= set(PATTERNS)
    assert {path.suffix for path in DATA.glob("*")} <= {".csv", ".json"}


def test_every_row_of_the_evidence_that_is_used_is_explained():
    assert set(re.findall(r"\bT\d{3}\b", hand_written(EVIDENCE))) == set(uses())


# ---------------------------------------------------------------- how they are made


def test_tables_are_renewed_and_what_people_wrote_stays(data):
    text = refresh(WRITTEN, data)
    assert "- Core patterns: 1 of 2 reproduced (50 %), 1 inconclusive, 0 not reproduced." in text
    assert "- Secondary patterns: 0 of 1 reproduced (0 %), 0 inconclusive, 1 not reproduced." in text
    assert "stale" not in text
    assert "words of a person" in text
    assert "What a person thinks of P02." in text
    assert "| correlation [r] | 0.70 [0.50, 0.90] | 0.3 to 0.8 | inconclusive |" in text
    assert refresh(text, data) == text


def test_a_pattern_that_is_missed_gets_a_subsection_in_its_place(data):
    more = WRITTEN + "\n## The next section\n\nIts text.\n"
    text = refresh(more.replace("P02", "P45"), data)  # P45 is reproduced by now, and somebody has written about it
    assert unmet(text) == ["P02", "P42", "P45"]
    assert f"### P42: {PATTERNS['P42'].claim}\n\n<!-- generated: pattern P42 -->\n| finding |" in text
    assert text.endswith("What a person thinks of P45.\n\n## The next section\n\nIts text.\n")
    assert refresh(text, data) == text


def test_the_subsection_of_a_pattern_that_is_reproduced_goes_unless_somebody_wrote_in_it(data):
    text = refresh(WRITTEN, data)
    FINDINGS.assign(verdict="reproduced").to_csv(data / "findings.csv", index=False)
    assert unmet(refresh(text, data)) == ["P02"]


def test_stored_effects_are_told_with_their_verdicts_and_reasons(tmp_path):
    asked, other = EXPERIMENTS["E33"], EXPERIMENTS["E75"]
    answers = [Answer(asked, (0.3, 0.29, 0.31), 400, 1.0), Answer(other, None, 400, 0.0)]
    effect_table(answers).to_csv(tmp_path / "effects.csv", index=False)
    assert "1 outside; 1 cannot be asked" in table("effect tally", tmp_path)
    text = table("effects", tmp_path)
    assert "| 0.15 (at most 0.27 either way) | student SD | 0.300 [0.290, 0.310] | outside | 400 (20) |" in text
    assert f"| not expressible |  | {other.reason} |" in text


def test_the_stored_effects_and_levels_are_all_that_the_evidence_has():
    assert list(stored("effects")["id"]) == list(effect_rows())
    assert set(stored("levels")["id"]) == set(evidence_table())
    assert set(stored("policies")["policy"]) == set(POLICIES)


def test_a_level_that_is_outside_has_a_remark_in_the_document():
    for row in table("levels").splitlines()[2:]:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[5] != "outside" or cells[7], row


@pytest.mark.parametrize("name", TABLES)
def test_what_is_not_stored_is_said_to_be_missing(name, tmp_path):
    assert table(name, tmp_path).strip()
    assert "nan" not in table(name, tmp_path)


def test_a_name_that_nothing_stands_behind_is_a_mistake():
    with pytest.raises(KeyError):
        table("astrology")


def test_stored_tables_of_robustness_mechanisms_and_levels_are_told(data):
    head = "pattern,variation,verdict,mark,finding,estimate,low,high,allowed,met\n"
    (data / "robustness.csv").write_text(head + "P01,20 teachers,inconclusive,shifted,x,1,0,2,at least 0.5,inconclusive\n")
    head = "mechanism,pattern,verdict,effect,finding,estimate,low,high,allowed,met\n"
    rest = ",x,1,0,2,at least 0,reproduced\n"
    (data / "ablation.csv").write_text(f"{head}trust,P01,not reproduced,lost{rest}norms,P01,reproduced,kept{rest}")
    (data / "levels.csv").write_text(
        "id,quantity,group,model,value,low,high,inside,kind,reason,error\n"
        "T001,weekly_hours,hours,47.123,46,45,48,True,output,,0.1\nT040,influence,influence,,0.03,0.03,0.04,,not comparable,why,\n"
    )
    assert "Of the reproduced patterns are 0 robust, 1 shifted, 0 fragile." in table("robustness", data)
    assert "| P01 | shifted | shifted |" in table("robustness", data)
    assert "Mechanisms without which no pattern is lost: `norms`." in table("ablation", data)
    assert re.search(r"\| `trust` \| .* \| none \| P01 \|", table("ablation", data))
    assert "| T001 | weekly hours | 47.1 | 46 | 45 to 48 | inside | output |  |" in table("levels", data)
    assert "| T040 | influence |  | 0.03 | 0.03 to 0.04 | not asked | not comparable | why |" in table("levels", data)
    assert "| shifted |" in table("verdicts", data)


def test_stored_tables_of_a_calibration_are_told(data):
    (data / "parameters.csv").write_text(
        "parameter,default,best,low,high,narrowing\n" + "".join(f"some.parameter_{k},1,1,0,2,{k / 30:.3f}\n" for k in range(30))
    )
    (data / "directions.csv").write_text('direction,singular,made_of\n1,10.25,"+1.00 a, -0.10 b"\n2,0.9,+1.00 c\n')
    (data / "recovery.csv").write_text("of,number,error,promised,guess\nall parameters,30,0.5,0.4,0.8\n")
    (data / "left_out.csv").write_text("group,targets,unknowing,left_out,fitted\nhours,T001 T002,3,2.5,0.5\n")
    assert "Of 2 directions in the space of the fitted parameters, the targets speak about 1." in table("identifiability", data)
    assert "| 1 | 10.2 | +1.00 a, -0.10 b |" in table("identifiability", data)
    assert "| `some.parameter_0` | 0.00 | `some.parameter_29` | 0.97 |" in table("identifiability", data)
    assert "| all parameters | 30 | 0.50 | 0.40 | 0.80 |" in table("recovery", data)
    assert "| hours | T001, T002 | 3.00 | 2.50 | 0.50 |" in table("cross validation", data)


def test_data_are_taken_from_the_folders_of_a_validation_and_a_calibration(data, tmp_path):
    place = tmp_path / "docs"
    collect(data, data=place)
    assert (place / "findings.csv").read_bytes() == (data / "findings.csv").read_bytes()
    assert {f.name for f in place.iterdir()} == {"findings.csv"}
    with pytest.raises(InputError, match="give the folder that `validate` or `calibrate` wrote"):
        collect(data, data, data=place)


def test_a_range_of_rows_names_those_between_that_exist():
    assert rows_named("NTPS (T035, T037 to T041)") == ["T035", "T037", "T038", "T039", "T040", "T041"]
    assert rows_named("T999 and none") == []


def test_the_evidence_table_says_who_leans_on_a_row():
    [row] = [line for line in evidence_rows().splitlines() if line.startswith("| T020 ")]
    assert "31 percent (28 to 34)" in row
    assert "`survey.enough_time`" in row
    assert "target: output" in row
    assert "P17" in row
