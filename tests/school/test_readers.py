"""Files of a school in every form: the same network is read from all, and what is ambiguous is asked, never guessed."""

import json
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulation.school.readers.files import Source
from simulation.school.readers.form import ChoiceNeededError, RosterError
from simulation.school.roster import School

from ..together import each

#: Seven people, eight ties with values from 1 to 4; Hal is alone. Ann and Bo, and Cy and Di, ask one another.
PEOPLE = ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Hal")
TIES = {
    ("Ann", "Bo"): 4, ("Bo", "Ann"): 2, ("Cy", "Di"): 1, ("Di", "Cy"): 3, ("Ed", "Ann"): 1, ("Ed", "Flo"): 2, ("Flo", "Cy"): 4,
    ("Bo", "Cy"): 1,
}  # fmt: skip
AT_CUT = {1: 8, 2: 5, 3: 3, 4: 2}


def read(*files, **choices):
    """A school from texts or bytes: (name, content) each."""
    sources = [Source(name, text if isinstance(text, bytes) else text.encode()) for name, text in files]
    return School.read(sources, **choices)


def pairs(school):
    return {(school.names[s], school.names[t]) for s, t in zip(school.source, school.target, strict=True)}


def receipt(*files, **choices):
    return read(*files, **choices).receipt


def matrix(corner="", sep=",", names=True, top=True, value=lambda a, b: TIES.get((a, b), 0)):
    rows = [[*([a] if names else []), *(str(value(a, b)) for b in PEOPLE)] for a in PEOPLE]
    head = [[*([corner] if names else []), *PEOPLE]] if top else []
    return "\n".join(sep.join(row) for row in head + rows) + "\n"


LIST = "source,target,weight\n" + "".join(f"{a},{b},{v}\n" for (a, b), v in TIES.items())
ROSTER = "teacher,group\n" + "".join(f"{name},g{k % 2}\n" for k, name in enumerate(PEOPLE))
NUMBER = {name: k for k, name in enumerate(PEOPLE, 1)}
PAJEK = "*Vertices 7\r\n" + "".join(f'{k} "{name}" 0.1 0.2 0.5\r\n' for name, k in NUMBER.items()) + "*Arcs\r\n"
PAJEK += "".join(f"{NUMBER[a]} {NUMBER[b]} {v}\r\n" for (a, b), v in TIES.items())
GRAPHML = (
    '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="w" for="edge" attr.name="weight" '
    'attr.type="int"/><graph edgedefault="directed">'
    + "".join(f'<node id="{name}"/>' for name in PEOPLE)
    + "".join(f'<edge source="{a}" target="{b}"><data key="w">{v}</data></edge>' for (a, b), v in TIES.items())
    + "</graph></graphml>"
)
GEXF = (
    '<?xml version="1.0"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed"><nodes>'
    + "".join(f'<node id="{k}" label="{name}"/>' for name, k in NUMBER.items())
    + "</nodes><edges>"
    + "".join(
        f'<edge id="{i}" source="{NUMBER[a]}" target="{NUMBER[b]}" weight="{v}"/>' for i, ((a, b), v) in enumerate(TIES.items())
    )
    + "</edges></graph></gexf>"
)
GML = "graph [\n directed 1\n" + "".join(f' node [ id {k} label "{name}" ]\n' for name, k in NUMBER.items())
GML += "".join(f" edge [ source {NUMBER[a]} target {NUMBER[b]} value {v} ]\n" for (a, b), v in TIES.items()) + "]\n"
DL_CELLS = matrix(sep=" ", names=False, top=False)
FORMS = {
    "list and roster": (("r.csv", ROSTER), ("t.csv", LIST)),
    "list and roster the other way round": (("t.csv", LIST), ("r.csv", ROSTER)),
    "list under other names": (("r.csv", ROSTER), ("t.tsv", LIST.replace("source,target", "Ego ID,Alter ID").replace(",", "\t"))),
    "blanks between": (("r.csv", ROSTER), ("t.dat", LIST.replace(",", "  "))),
    "matrix with names": (("m.csv", matrix()),),
    "matrix with a corner": (("m.csv", matrix("teacher", ";")),),
    "matrix as R writes it": (("m.txt", matrix(sep=" ", top=False).replace("Ann 0", "Ann Bo Cy Di Ed Flo Hal\nAnn 0", 1)),),
    "matrix with names above": (("m.csv", matrix(names=False)),),
    "matrix with names beside": (("m.csv", matrix(top=False)),),
    "matrix under the names of R": (
        ("r.csv", "id,teacher\n" + "".join(f"{k},{name}\n" for name, k in NUMBER.items())),
        ("m.csv", matrix(names=False).replace(",".join(PEOPLE), ",".join(f"V{k}" for k in range(1, 8)))),
    ),
    "matrix without names and a roster": (("r.csv", ROSTER), ("m.dat", matrix(sep=" ", names=False, top=False))),
    "Pajek": (("n.net", PAJEK),),
    "Pajek matrix": (("n.net", PAJEK.partition("*Arcs")[0] + "*Matrix\r\n" + DL_CELLS),),
    "GraphML": (("g.graphml", GRAPHML),),
    "GEXF": (("g.gexf", GEXF),),
    "GML": (("g.gml", GML),),
    "JSON of D3 and networkx": (
        ("g.json", json.dumps({
            "directed": True, "multigraph": False, "graph": {}, "nodes": [{"id": name} for name in PEOPLE],
            "links": [{"source": a, "target": b, "weight": v} for (a, b), v in TIES.items()],
        })),
    ),
    "VNA": (
        ("n.vna", "*Node data\nID\n" + "\n".join(PEOPLE) + "\n*Node properties\nID x y\nAnn 1 2\n*Tie data\nfrom to advice\n"
         + "".join(f"{a} {b} {v}\n" for (a, b), v in TIES.items())),
    ),
    "Matrix Market and a roster": (
        ("r.csv", ROSTER),
        ("n.mtx", f"%%MatrixMarket matrix coordinate integer general\n% advice\n7 7 {len(TIES)}\n"
         + "".join(f"{NUMBER[a]} {NUMBER[b]} {v}\n" for (a, b), v in TIES.items())),
    ),
    "list under comments": (
        ("r.csv", ROSTER),
        ("snap.txt", "# Directed graph: advice\n# Nodes: 7 Edges: 8\nFromNodeId\tToNodeId\tweight\n" + LIST.partition("\n")[2].replace(",", "\t")),
    ),
    "DL": (("d.dl", f"DL N = 7 FORMAT = FULLMATRIX\nLABELS:\n{','.join(PEOPLE)}\nDATA:\n{DL_CELLS}"),),
    "DL, labels in the data": (("d.txt", "dl n=7\nformat = fullmatrix\nlabels embedded\ndata:\n" + matrix(sep=" ")),),
    "DL list": (
        ("d.dl", f"dl n=7 format=edgelist1\nlabels:\n{' '.join(PEOPLE)}\ndata:\n" + "".join(f"{NUMBER[a]} {NUMBER[b]} {v}\n" for (a, b), v in TIES.items())),
    ),
}  # fmt: skip


@pytest.mark.parametrize("files", FORMS.values(), ids=FORMS)
def test_the_same_network_is_read_from_every_form(files):
    school = read(*files, cut=2)
    assert school.names == PEOPLE
    assert pairs(school) == {pair for pair, value in TIES.items() if value >= 2}
    assert any("3 ties with a value below the cut of 2" in sentence for sentence in school.receipt.set_aside)
    with pytest.raises(ChoiceNeededError, match=r"values from 1 to 4.*with --cut 1/2/3/4 there are 8/5/3/2 ties") as caught:
        read(*files)
    assert caught.value.option == "cut"


@pytest.mark.parametrize(("cut", "left"), AT_CUT.items())
def test_a_receipt_has_the_figures_of_the_network(cut, left):
    found = receipt(("m.csv", matrix()), cut=cut)
    kept = {pair for pair, value in TIES.items() if value >= cut}
    assert (found.teachers, found.ties) == (7, left)
    assert found.density == pytest.approx(left / 42)
    assert found.reciprocity == pytest.approx(sum(pair[::-1] in kept for pair in kept) / left)
    assert found.isolates == 7 - len({name for pair in kept for name in pair})
    assert json.loads(json.dumps(found.as_json()))["ties"] == left


def test_a_cut_of_one_leaves_ties_without_values_as_they_are():
    assert receipt(("t.csv", PLAIN), cut=1).ties == 8


def test_a_receipt_is_empty_where_nothing_was_set_aside():
    assert receipt(("r.csv", ROSTER), ("t.csv", LIST), cut=1).set_aside == []


# ---------------------------------------------------------------- what is asked


PLAIN = "source,target\n" + "".join(f"{a},{b}\n" for a, b in TIES)
TWO = "from,to,network\n" + "".join(f"{a},{b},advice\n{a},{b},friends\n" for a, b in list(TIES)[:4]) + "Ed,Ann,advice\n"
WAVES = "ego,alter,wave\n" + "".join(f"{a},{b},{1 + k % 2}\n" for k, (a, b) in enumerate(TIES))
PAJEK_TWO = PAJEK.replace("*Arcs\r\n", '*Arcs :1 "advice"\r\n') + '*Arcs :2 "friends"\r\n1 7 1\r\n'
ASKED = {
    "relation": ((("t.csv", TWO),), r"the files hold 2 relations: advice \(5 ties\), friends \(4 ties\); choose one with --relation NAME"),
    "wave": ((("t.csv", WAVES),), r"the files hold 2 waves: 1 \(4 ties\), 2 \(4 ties\); choose one with --wave NAME"),
    "undirected": ((("t.csv", PLAIN.replace("source,target", "node1,node2")),), r"tells who asks whom; say --directed if .* --undirected"),
    "column": ((("a.dat", "01 1 3\n02 2 5\n03 1 7\n04 2 9\n"),), r"the file has no header.* --column teacher=1 --column experience=3"),
    "missing": ((("t.csv", LIST.replace("Ed,Flo,2", "Ed,Flo,9")),), r"values up to 4, and 9, which may be .* --missing 9 .* --missing none"),
    "principal": (
        (("r.csv", "teacher,role\n" + "".join(f"{p},\n" for p in PEOPLE[:6]) + "Hal,Principal\n"), ("t.csv", PLAIN)),
        r"Hal is a principal, .* --principal aside .* --principal teacher",
    ),
}  # fmt: skip


@pytest.mark.parametrize("option", ASKED)
def test_what_can_be_read_in_two_ways_is_asked_for_in_one_sentence(option):
    files, sentence = ASKED[option]
    with pytest.raises(ChoiceNeededError, match=sentence) as caught:
        read(*files)
    assert caught.value.option == option
    assert len(caught.value.faults) == 1


def test_a_chosen_relation_is_read_and_the_others_are_named_as_set_aside():
    advice = read(("t.csv", TWO), relation="Advice")
    assert advice.source.size == 5
    assert advice.receipt.set_aside == ["1 relation that was not chosen: friends (4 ties)"]
    assert "Ed" in read(("t.csv", TWO), relation="friends").names  # a colleague all the same
    with pytest.raises(RosterError, match=r"--relation advise: there is no such relation in the files; did you mean advice\?"):
        read(("t.csv", TWO), relation="advise")
    with pytest.raises(RosterError, match="the files name no relation; leave it out"):
        read(("t.csv", PLAIN), relation="advice")
    friends = read(("n.net", PAJEK_TWO), relation="friends")
    assert pairs(friends) == {("Ann", "Hal")}


def test_files_of_several_relations_are_relations_called_after_them():
    files = (("advice.csv", matrix()), ("friends.csv", matrix(value=lambda a, b: int((a, b) == ("Ed", "Hal")))))
    with pytest.raises(ChoiceNeededError, match=r"2 relations: advice \(8 ties\), friends \(1 tie\)"):
        read(*files)
    assert pairs(read(*files, relation="friends")) == {("Ed", "Hal")}


def test_a_wave_is_chosen_by_its_number():
    assert read(("t.csv", WAVES), wave=2).source.size == 4
    with pytest.raises(RosterError, match="--wave 3: there is no such wave"):
        read(("t.csv", WAVES), wave=3)


def test_an_undirected_tie_is_one_both_ways_and_an_edge_is_so_by_itself():
    edges = "source,target\nAnn,Bo\nCy,Di\n"
    one_way, both = receipt(("t.csv", edges)), receipt(("t.csv", edges), undirected=True)
    assert (one_way.ties, one_way.reciprocity) == (2, 0.0)
    assert (both.ties, both.reciprocity) == (4, 1.0)
    for name, text in (
        ("n.net", "*Vertices 4\n1 Ann\n2 Bo\n3 Cy\n4 Di\n*Edges\n1 2\n3 4\n"),
        ("n.paj", "*Network advice\n*Vertices 4\n1 Ann\n2 Bo\n3 Cy\n4 Di\n*Edgeslist\n1 2\n3 4\n"),
        ("g.graphml", GRAPHML.partition("<node")[0].replace('"directed"', '"undirected"') + '<edge source="Ann" target="Bo"/><edge source="Cy" target="Di"/></graph></graphml>'),
        ("d.dl", "dl n=4 format=lowerhalf diagonal=absent\nlabels:\nAnn,Bo,Cy,Di\ndata:\n1\n0 0\n0 0 1\n"),
    ):  # fmt: skip
        assert (receipt((name, text)).ties, receipt((name, text)).reciprocity) == (4, 1.0), name


def test_a_matrix_of_which_only_half_is_filled_is_asked_about():
    half = matrix(value=lambda a, b: int(PEOPLE.index(a) < PEOPLE.index(b)))
    with pytest.raises(ChoiceNeededError, match="only the half above the diagonal is filled"):
        read(("m.csv", half))
    assert receipt(("m.csv", half), undirected=True).density == 1.0
    assert receipt(("m.csv", half), undirected=False).density == 0.5


# ---------------------------------------------------------------- what is set aside


def aside(text, *more, **choices):
    """What was set aside of a list, besides columns, and the school."""
    school = read(("r.csv", ROSTER), ("t.csv", text), *more, **choices)
    return school.receipt.set_aside, school


@pytest.mark.parametrize(
    ("lines", "sentence", "left"),
    [
        ("Ann,Bo,1\nAnn,Bo,1\n", "1 repeat merged with the tie that it repeats", 1),
        ("Ann,Bo,1\nCy,Cy,1\n", "1 self-tie: nobody asks oneself", 1),
        ("Ann,Bo,1\nCy,Di,-1\n", "1 negative tie, with a value below 0", 1),
        ("Ann,Bo,1\nCy,Di,0\nDi,Cy,0\n", "2 lines with value 0, which say that there is no tie", 1),
        ("Ann,Bo,1\nCy,Di,NA\nDi,Cy,-9\nBo,Cy,99\n", "3 missing values: whether there is a tie is unknown", 1),
        ("Ann,Bo,1\nCy,Di,11\n", "1 structural tie (11), fixed and not chosen: counted as a tie like all others", 2),
        ("Ann,Bo,1\nCy,Di,10\n", "1 structural zero (10): a tie that cannot be is none", 1),
        ("Ann,Bo,1\nCy,Di,10\nBo,Di,9\n", "1 missing value: whether there is a tie is unknown", 1),
        ("Ann,Bo,1\nCy,Zoe,1\n", "1 tie with people outside the roster: Zoe", 1),
        ("Ann,Bo,1\nCy,Anne,1\n", "1 tie with people outside the roster: Anne, which may be Ann", 1),
        ("Ann,Bo,1\nCy,NA,\n", "1 line with a missing target: Cy named nobody there", 1),
        ("Ann,Bo,1\n.,Bo,1\n", "1 line with a missing source, which says of nobody whom they ask", 1),
    ],
)
def test_what_is_no_tie_is_set_aside_and_said(lines, sentence, left):
    said, school = aside("source,target,value\n" + lines)
    assert sentence in said
    assert school.source.size == left


def test_values_that_look_like_codes_are_values_when_that_is_said():
    text = LIST.replace("Ed,Flo,2", "Ed,Flo,9")
    assert read(("t.csv", text), missing=["9"], cut=1).source.size == 7
    assert read(("t.csv", text), missing=["none"], cut=5).source.size == 1
    tens = "source,target,value\n" + "".join(f"{a},{b},{k + 3}\n" for k, (a, b) in enumerate(TIES))  # 3 to 10, of ten
    assert read(("t.csv", tens), cut=9).source.size == 2


def test_a_repeat_counts_with_its_strongest_value_in_any_order():
    for lines in ("Ann,Bo,1\nAnn,Bo,3\nCy,Di,2\n", "Ann,Bo,3\nCy,Di,2\nAnn,Bo,1\n"):
        _, school = aside("source,target,value\n" + lines, cut=3)
        assert pairs(school) == {("Ann", "Bo")}


def test_codes_for_missing_are_no_group_no_experience_and_nobody():
    roster = "id,years_teaching,dept\n1,99,NULL\n2,-9,.\n3,7,-9\n4,8,99\n5,,math\n6,9,math\n"
    school = read(("r.csv", roster), ("t.csv", "i,j\n1,2\n2,99\n3,4\n"))
    assert school.group_names == ("math",)
    assert school.group.tolist() == [-1, -1, -1, -1, 0, 0]
    assert school.receipt.unknown_experience == 3
    said = " ".join(school.receipt.set_aside)
    assert "dept of 4 people: -9, ., 99, NULL stand for missing values" in said
    assert "years_teaching: -9, 99 stand for missing values" in said
    assert "1 missing value" in said and "99" not in school.names
    alone = read(("t.csv", "i,j\n1,2\n2,99\n3,4\n"))
    assert alone.names == ("1", "2", "3", "4")
    many = read(("t.csv", "i,j\n" + "".join(f"{k},{k + 1}\n" for k in range(1, 110))))
    assert "99" in many.names  # among numbers like it, it is one


def test_one_person_is_one_however_the_number_or_the_letters_are_written():
    school = read(("r.csv", "id,group\n01,Jose\u0301\n2.0,José\n3,b\n4,b\n"), ("t.csv", "from,to\n1,2\n2.0,3\n03,01\n"))
    assert school.group_names == ("José", "b")
    assert pairs(school) == {("01", "2"), ("2", "3"), ("3", "01")}
    names = read(("r.csv", "teacher\nJose\u0301\nB\nC\nD\n"), ("t.csv", "from,to\nJosé,B\n"))
    assert pairs(names) == {("José", "B")}


def test_marks_that_nobody_sees_make_nobody_another_person():
    """Excel leaves marks of direction with Arabic and Hebrew names, and Word soft hyphens."""
    school = read(
        ("roster.csv", "teacher\n\u200f\u0644\u064a\u0644\u0649\u200e\nAnna\u00adlena\nBo\nCy\n"),
        ("ties.csv", "source,target\n\u0644\u064a\u0644\u0649,Annalena\n"),
    )
    assert sorted(school.names) == sorted(["\u0644\u064a\u0644\u0649", "Annalena", "Bo", "Cy"])
    assert len(school.source) == 1


def test_names_with_blanks_and_apostrophes_stay_whole():
    school = read(
        ("r.csv", "name\nAnn Lee\nBo O'Neil\nCy Fox\nDi Poe\n"), ("t.csv", "from,to\nAnn Lee,Bo O'Neil\nCy  Fox,Ann Lee\n")
    )
    assert pairs(school) == {("Ann Lee", "Bo O'Neil"), ("Cy Fox", "Ann Lee")}
    assert pairs(read(("n.net", '*Vertices 4\n1 O\'Neil\n2 "B C"\n3 d\n4 e\n*Arcs\n1 2\n'))) == {("O'Neil", "B C")}


def test_a_list_without_a_header_is_read_when_it_can_be_nothing_else():
    words = read(("t.txt", "a b\nb c\nc d\n"))
    assert pairs(words) == {("a", "b"), ("b", "c"), ("c", "d")}
    assert "t.txt has no header; its columns were read as source, target" in words.receipt.notes
    with pytest.raises(ChoiceNeededError, match="or --column source=1 --column target=2 if it is a list of ties"):
        read(("t.txt", "1 2\n2 3\n3 4\n"))
    assert read(("t.txt", "1 2\n2 3\n3 4\n"), columns={"source": 1, "target": 2}).source.size == 3


def test_columns_that_nobody_reads_are_named():
    school = read(
        ("r.csv", ROSTER.replace("group", "shoe size")),
        ("t.csv", PLAIN.replace("target\n", "target,since\n").replace("\n", ",2\n").replace("since,2", "since")),
    )
    assert school.ignored == ("roster.shoe size", "ties.since")
    assert school.receipt.set_aside == ["2 columns that nobody reads: roster.shoe size, ties.since"]


def test_columns_under_any_name_are_read_when_they_are_pointed_out():
    roster = "Kürzel,Alter des Dienstes,Etage\n" + "".join(f"{name},{k},E{k % 2}\n" for k, name in enumerate(PEOPLE))
    ties = PLAIN.replace("source,target", "wer,wen")
    columns = {"teacher": "Kürzel", "experience": 2, "group": "Etage", "source": "wer", "target": "wen"}
    school = read(("r.csv", roster), ("t.csv", ties), columns=columns)
    assert school.experience.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert pairs(school) == set(TIES)
    with pytest.raises(RosterError, match="--column group=Haus: no file has such a column"):
        read(("r.csv", roster), ("t.csv", ties), columns=columns | {"group": "Haus"})


# ---------------------------------------------------------------- nominations


WIDE = "teacher;dept;advice_1;advice_2;friend1;friend2\nAnn;a;Bo;Cy;Di;\nBo;a;Ann;Ann;;\nCy;b;;;Ann;Bo\nDi;b;-9;-9;-9;-9\n"


def test_a_row_of_nominations_names_colleagues_nobody_or_was_not_answered():
    advice = read(("w.csv", WIDE), relation="advice")
    assert pairs(advice) == {("Ann", "Bo"), ("Ann", "Cy"), ("Bo", "Ann")}
    assert (advice.receipt.named_nobody, advice.receipt.not_answered) == (1, 1)
    assert "1 repeat merged with the tie that it repeats" in advice.receipt.set_aside
    assert advice.group_names == ("a", "b")
    with pytest.raises(ChoiceNeededError, match=r"advice \(4 ties\), friend \(3 ties\)"):
        read(("w.csv", WIDE))
    told = (
        WIDE.replace("friend2", "responded")
        .replace("Di;\n", "Di;1\n")
        .replace("Ann;Ann;;", "Ann;Ann;;0")
        .replace("Ann;Bo\n", "Ann;1\n")
    )
    assert read(("w.csv", told.replace(";-9\n", ";0\n")), relation="advice").receipt.not_answered == 2


def test_numbered_answers_to_a_scale_are_no_nominations():
    items = "id,item1,item2,mood1,mood2\n1,2,3,1,4\n2,3,4,2,2\n3,1,2,3,3\n4,2,2,1,4\n"
    school = read(("r.csv", items), ("t.csv", "i,j\n1,2\n3,4\n"))
    assert school.source.size == 2
    assert school.ignored == ("roster.item1", "roster.item2", "roster.mood1", "roster.mood2")


def test_a_row_of_a_matrix_that_is_unknown_was_not_answered():
    text = matrix(value=lambda a, b: "NA" if a == "Flo" else int((a, b) in TIES))
    found = receipt(("m.csv", text))
    assert (found.not_answered, found.named_nobody, found.ties) == (1, 1, 7)
    assert "6 missing values: whether there is a tie is unknown" in found.set_aside


def test_a_list_of_nearly_every_pair_asks_which_column_says_that_there_is_a_tie():
    rows = [(a, b, int((a, b) in TIES), int(TIES.get((a, b), 0) > 2)) for a in PEOPLE for b in PEOPLE if a != b]
    text = "sender,receiver,turns_to,likes\n" + "".join(f"{a},{b},{x},{y}\n" for a, b, x, y in rows)
    with pytest.raises(ChoiceNeededError, match="choose one of turns_to, likes with --relation NAME"):
        read(("t.csv", text))
    assert read(("t.csv", text), relation="likes").source.size == AT_CUT[3]


# ---------------------------------------------------------------- what cannot be read


BROKEN = {
    "UCINET's own": (("net.##h", b"\x00\x01"), "in UCINET choose Data > Export > DL"),
    "old workbook": (("a.xls", b"\xd0\xcf\x11\xe0rest"), r"workbook of the old kind \(.xls\); save it as .xlsx or as CSV"),
    "broken GraphML": (("g.graphml", "<?xml version='1.0'?><graphml><graph></graphml>"), "this is no GraphML that can be read"),
    "entities": (
        ("g.graphml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><graphml/>'),
        "declares entities of its own",
    ),
    "broken GML": (("g.gml", "graph [ node ["), "this is no GML that can be read"),
    "Pajek without vertices": (("n.net", "1 2\n"), "line 1: this is no Pajek file"),
    "Pajek with a stranger": (("n.net", "*Vertices 4\n*Arcs\n1 9\n"), "line 3: '9' is no number of a vertex from 1 to 4"),
    "Pajek of two kinds": (("n.net", "*Vertices 9 4\n*Edges\n1 9\n"), "line 1: this network has two kinds of vertices"),
    "DL too short": (
        ("d.dl", "dl n=4 format=fullmatrix\ndata:\n1 0 1\n"),
        "16 numbers and 4 names are wanted, and 3 and 4 came",
    ),
    "no Stata": (("a.dta", b"nothing of the kind"), "this is no Stata file that can be read"),
    "no SPSS": (("a.sav", b"$FL2 nothing of the kind"), "this is no SPSS file that can be read"),
    "too large": (("t.csv", b"a" * 8_000_001), "larger than 8 MB"),
    "a name that moves the cursor, in ties": (
        ("t.csv", PLAIN + "A\x1b[2Jda,Ben\n"),
        r"holds the control character \\x1b; remove it",
    ),
    "a name that moves the cursor, in a graph": (
        ("n.net", '*Vertices 4\n1 "A\x1b[2Jda"\n*Arcs\n1 2\n'),
        r"n.net: 'A\\x1b\[2Jda' holds the control character",
    ),
    "a name without end, in a matrix": (
        ("m.csv", f",a,b,c,{'d' * 201}\na,0,1,0,0\nb,0,0,1,0\nc,0,0,0,0\n{'d' * 201},0,0,0,1\n"),
        "has 201 letters",
    ),
    "no end of lines": (("t.csv", "source,target\n" + "\n" * 600_000), "more than 300,000 lines"),
    "no number of vertices": (("n.net", "*Vertices ²\n"), "gives no number of vertices"),
    "no end of vertices": (("n.net", f"*Vertices {'9' * 5000}\n"), "gives no number of vertices"),
    "cut of nothing": (("t.csv", PLAIN), "--cut 2 came, and the ties have no values"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_said_with_what_to_do(name):
    file, sentence = BROKEN[name]
    with pytest.raises(RosterError, match=sentence) as caught:
        read(file, **({"cut": 2} if name == "cut of nothing" else {}))
    assert len(caught.value.faults) == 1


def test_digits_that_are_no_numbers_are_letters_of_a_name():
    school = read(("t.csv", "source,target\n²,98\n１,²\n98,c\nd,e\n"))
    assert school.names == ("98", "²", "１", "c", "d", "e")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(["t.csv", "n.net", "g.graphml", "g.gml", "d.dl", "a.dta", "x"]),
    text=st.lists(
        st.sampled_from(["*Vertices 4", "*Arcs", "*Matrix", "dl n=4", "data:", "1 2", "a,b", "source,target", "1", ";", '"', "graph [", "<graphml>", "NA", "-9", "é"])
    ).map("\n".join),
)  # fmt: skip
def test_whatever_a_file_holds_there_is_a_school_or_a_complete_message(name, text):
    try:
        school = read((name, text))
    except RosterError as error:
        assert error.faults and str(error).strip()
    else:
        assert school.n >= 4


# ---------------------------------------------------------------- orders, and speed


@settings(max_examples=25, deadline=None)
@given(data=st.data(), form=st.sampled_from(["list", "wide", "pajek"]))
def test_the_order_of_lines_moves_no_number(data, form):
    lines = {
        "list": ("t.csv", "source,target,weight\n", LIST.splitlines()[1:], {"cut": 2}),
        "wide": ("w.csv", WIDE.splitlines()[0] + "\n", WIDE.splitlines()[1:], {"relation": "advice"}),
        "pajek": ("n.net", PAJEK.partition("*Arcs\r\n")[0] + "*Arcs\n", PAJEK.split("*Arcs\r\n")[1].splitlines(), {"cut": 2}),
    }
    name, head, rest, choices = lines[form]
    shuffled = data.draw(st.permutations(rest))
    first, other = (read((name, head + "\n".join(order) + "\n"), **choices) for order in (rest, shuffled))
    assert first.identity() == other.identity()


def test_the_order_of_a_roster_moves_no_number_of_the_first_day():
    from simulation.parameters.scenario import Scenario

    rows = ROSTER.splitlines()[1:]
    schools = [read(("r.csv", "teacher,group\n" + "\n".join(order)), ("t.csv", PLAIN)) for order in (rows, rows[::-1])]
    first, other = (school.start(Scenario(), 1, 0) for school in schools)
    assert all(a.tobytes() == b.tobytes() for a, b in zip(first, other, strict=True))


def test_a_large_school_is_read_in_less_than_two_seconds():
    rng = random.Random(1)
    names = [f"T{k:03d}" for k in range(500)]
    ties = set()
    while len(ties) < 4000:
        ties.add(tuple(rng.sample(names, 2)))
    roster = "teacher,experience\n" + "".join(f"{name},{rng.randrange(40)}\n" for name in names)
    began = time.process_time()
    school = read(
        ("r.csv", roster),
        ("t.csv", "source,target,value\n" + "".join(f"{a},{b},{rng.randint(1, 5)}\n" for a, b in ties)),
        cut=1,
    )
    assert time.process_time() - began < 2.0
    assert (school.n, school.source.size) == (500, 4000)


@pytest.mark.parametrize(
    "file",
    [
        ("n.net", '*Vertices 5\n1 "Smith"\n2 "Ng"\n3 "Ott"\n4 "smith "\n5 "Smith"\n*Arcs\n1 2\n5 3\n3 4'),
        ("d.dl", "DL N=5 FORMAT=EDGELIST1\nLABELS:\nSmith,Ng,Ott,smith,Smith\nDATA:\n1 2\n5 3\n3 4"),
        ("e.dl", "dl n=5\nformat = fullmatrix\nlabels embedded\ndata:\nSmith Ng Ott smith Smith\nSmith 0 1 0 0 0\nNg 0 0 0 0 0\n"
                 "Ott 0 0 0 1 0\nsmith 0 0 0 0 0\nSmith 0 0 1 0 0"),
    ],
)  # fmt: skip
def test_two_people_of_one_name_stay_two(file):
    school = read(file)
    assert school.names == ("1", "2", "3", "4", "5")
    assert list(zip(school.source.tolist(), school.target.tolist(), strict=True)) == [(0, 1), (2, 3), (4, 2)]
    assert "several people share Smith" in str(receipt(file))


# ---------------------------------------------------------------- files that are easily read as something else

ROWS = "a,{}\nb,{}\nc,{}\nd,{}\n"
#: File -> its ties, none of which is drawn, or the experience of its people in order where it holds no tie.
AS_PEOPLE_HAVE_THEM = {
    "a German roster with ages": ("r.csv", "Name;Alter;Erfahrung\na;40;3,5\nb;50;12\nc;60;25\nd;30;7\n", [3.5, 12, 25, 7]),
    "numbers with ages": ("r.csv", "ID;Alter\n1;40\n2;50\n3;60\n4;30\n", [None] * 4),
    "a roster with years of coming and going": ("r.csv", "teacher,start,end\n" + ROWS.format(*["2001,2020"] * 4), [None] * 4),
    "an ego and alters": ("t.csv", "id,alter\n1,2\n1,3\n2,3\n3,4\n", "12 13 23 34"),
    "lines with numbers of their own": ("t.csv", "id,from,to\ne1,a,b\ne2,b,c\ne3,c,d\n", "ab bc cd"),
    "undirected lines of Gephi": ("t.csv", "Source,Target,Type\na,b,Undirected\nb,c,Directed\nc,d,Directed\n", "ab ba bc cd"),
    "nobody named": ("t.csv", "wer;wen\na;b\nb;niemand\nc;d\nd;none\n", "ab cd"),
    "several in a cell": ("n.csv", 'name,advice\na,"b; c"\nb,c\nc,"d, a"\nd,\n', "ab ac bc ca cd"),
    "one in a cell": ("n.csv", "name,advice\na,b\nb,c\nc,d\nd,\n", "ab bc cd"),
    "last names first": ("n.csv", "name;help\na, x;b, x / c, x\nb, x;a, x\nc, x;d, x\nd, x;\n", "ab ac ba cd"),
    "advice of Stata": ("n.csv", "id,rat1,rat2\n1,2,3\n2,3,\n3,,\n4,1,99\n", "12 13 23 41"),
    "a scale and no nominations": ("r.csv", "id;collaboration\n1;2,5\n2;3\n3;4\n4;1\n", [None] * 4),
    "crosses in a matrix": ("m.csv", ";a;b;c;d\na;;x;;\nb;;;X;\nc;x;;;x\nd;;;;x\n", "ab bc ca cd"),
    "yes and no in a matrix": ("m.csv", ";a;b;c;d\na;nein;ja;nein;nein\nb;nein;nein;ja;nein\nc;ja;nein;nein;ja\nd;ja;nein;nein;nein\n", "ab bc ca cd da"),
    "a matrix without zeros": ("m.csv", ",a,b,c,d\na,,1,,\nb,,,1,\nc,1,,,1\nd,1,,,\n", "ab bc ca cd da"),
}  # fmt: skip


@each("name", AS_PEOPLE_HAVE_THEM, str)
def test_files_that_look_like_something_else_are_read_as_what_they_are(name):
    file, text, told = AS_PEOPLE_HAVE_THEM[name]
    school = read((file, text))
    assert school.n == 4
    if isinstance(told, str):
        assert {"".join(name[0] for name in pair) for pair in pairs(school)} == set(told.split())
        assert not any("missing value" in line for line in school.receipt.set_aside) or "Stata" in name
    else:
        assert not school.ties_known
        assert [None if years != years else years for years in school.experience.tolist()] == told


@each(
    "case",
    [
        ("r.csv", "teacher,experience\n" + ROWS.format(1, 3, 5, 7) + "Total,16\n", "Total is what lines of sums are called"),
        ("m.csv", ";a;b;c;d;fte\na;0;1;0;0;1\nb;1;0;0;0;1\nc;0;0;0;1;1\nd;0;0;0;0;0\n", "fte stands among the people of this matrix"),
    ],
)  # fmt: skip
def test_what_stands_among_people_and_is_nobody_is_refused(case):
    file, text, says = case
    with pytest.raises(RosterError, match=says):
        read((file, text))
