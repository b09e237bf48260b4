"""Networks in the forms in which public collections keep them, made small: what is read of each, and what is said of those that are not."""

import networkx as nx
import numpy as np
import pytest

import simulation as sim
from simulation.school.readers.files import Source
from simulation.school.readers.form import RosterError
from tests.benchmarks.real_networks import RECEIPT, misread, real

from ..together import each

#: Six people, one of them alone; the second tie is returned.
TIES = {(1, 2): 4, (2, 1): 1, (2, 3): 3, (3, 4): 2, (4, 5): 3, (5, 1): 1}
GRID = "\n".join(" ".join("1" if (i, j) in TIES else "0" for j in range(1, 7)) for i in range(1, 7)) + "\n"


def lines(sep, prefix="", value=False):
    return "".join(f"{prefix}{a}{sep}{prefix}{b}{f'{sep}{v}' if value else ''}\n" for (a, b), v in TIES.items())


#: Name -> files, options, people: those of a list alone do not hold who is in no tie.
COLLECTIONS = {
    "SNAP: comments, tabs": ((("wiki.txt", "# Directed graph: votes\n# Nodes: 5 Edges: 6\nFromNodeId\tToNodeId\n" + lines("\t")),), {}, 5),
    "SNAP: the header is a comment": (
        (("wiki.txt", "# Directed graph\n# FromNodeId\tToNodeId\n" + lines("\t")),), {"columns": {"source": 1, "target": 2}}, 5,
    ),
    "KONECT: comments, values": ((("out.advice", "% asym weighted\n" + lines(" ", value=True)),), {"columns": {"source": 1, "target": 2, "value": 3}, "cut": 1}, 5),
    "Network Repository: Matrix Market": ((("soc.mtx", f"%%MatrixMarket matrix coordinate pattern general\n6 6 6\n{lines(' ')}"),), {}, 6),
    "Siena: a matrix of blanks": ((("s50-network1.dat", GRID),), {}, 6),
    "Lazega: a matrix that begins with a blank": ((("ELadv.dat", "".join(f" {row}\n" for row in GRID.splitlines())),), {}, 6),
    "Krackhardt: DL": ((("high-tec.dl", f"DL N=6 FORMAT=FULLMATRIX\nDATA:\n{GRID}"),), {}, 6),
    "Sampson: Pajek": ((("sampson.net", "*Vertices 6\n" + "".join(f'{k} "M{k}"\n' for k in range(1, 7)) + "*Arcs\n" + lines(" ")),), {}, 6),
    "Newman: GML": (
        (("polbooks.gml", 'Creator "Mark Newman"\ngraph\n[\n  directed 1\n' + "".join(f'  node\n  [\n    id {k}\n    label "B{k}"\n  ]\n' for k in range(1, 7))
          + "".join(f"  edge\n  [\n    source {a}\n    target {b}\n  ]\n" for a, b in TIES) + "]\n"),), {}, 6,
    ),
    "Gephi: tables of nodes and edges": (
        (("nodes.csv", "Id,Label\n" + "".join(f"{k},T{k}\n" for k in range(1, 7))),
         ("edges.csv", "Source,Target,Type,Id,Label,Weight\n" + "".join(f"{a},{b},Directed,{k},,1\n" for k, (a, b) in enumerate(TIES)))), {}, 6,
    ),
    "R: write.csv of an igraph": ((("g.csv", '"","from","to"\n' + "".join(f'"{k}","T{a}","T{b}"\n' for k, (a, b) in enumerate(TIES, 1))),), {}, 5),
    "HLSM: ties with a covariate, and a roster with decimals": (
        (("school_ties.csv", "source,target,same_grade\n" + "".join(f"{a},{b},{k % 2}\n" for k, (a, b) in enumerate(TIES))),
         ("school_roster.csv", "teacher,years_teaching,trust\n" + "".join(f"{k},{k}.4,3.{k}\n" for k in range(1, 7)))),
        {"scales": {"trust": "1..4"}}, 6,
    ),
    "NodeXL: two columns that are called alike": ((("x.csv", "Vertex 1,Vertex 2\n" + lines(",", "T")),), {"undirected": False}, 5),
}  # fmt: skip


def read(files, **options):
    return sim.School.read([Source(name, content.encode()) for name, content in files], **options)


@each("name", COLLECTIONS)
def test_what_public_collections_keep_is_read_as_it_is(name):
    files, options, people = COLLECTIONS[name]
    school = read(files, **options)
    graph = nx.DiGraph(TIES.keys())
    graph.add_nodes_from(range(1, people + 1))
    counted = people, graph.size(), nx.number_of_isolates(graph), nx.density(graph), nx.overall_reciprocity(graph)
    assert [getattr(school.receipt, name) for name in RECEIPT] == pytest.approx(counted)
    relabelled = nx.DiGraph(zip(school.source.tolist(), school.target.tolist(), strict=True))
    assert nx.is_isomorphic(relabelled, nx.DiGraph(TIES.keys()))  # the same people ask the same people


def test_a_folder_of_advice_networks_is_held_against_networkx(tmp_path):
    """What `python -m tests.benchmarks.real_networks FOLDER` asks of every school first."""
    (name, ties), (_, people) = COLLECTIONS["HLSM: ties with a covariate, and a roster with decimals"][0]
    roster = tmp_path / "school_roster.csv"
    (tmp_path / name).write_text(ties, encoding="utf-8")
    roster.write_text(people, encoding="utf-8")
    school, network = real(roster, {"trust": "1..4"})
    assert misread(roster, school) == []
    assert network["density"] == pytest.approx(6 / 30) and network["isolated"] == pytest.approx(1 / 6)
    assert np.isfinite(school.trust).all()
    (tmp_path / name).write_text(ties + "1,6,0\n", encoding="utf-8")
    assert [said.partition(" is ")[0] for said in misread(roster, school)] == ["ties", "isolates", "density", "reciprocity"]


def test_a_symmetric_matrix_market_is_a_network_of_edges():
    text = "%%MatrixMarket matrix coordinate pattern symmetric\n4 4 2\n2 1\n4 3\n"
    school = read([("sym.mtx", text)])
    assert (school.source.size, school.receipt.reciprocity) == (4, 1.0)


@each(
    "case",
    [
        ("x.dot", "digraph G {\n a -> b;\n}\n", "this is a drawing for Graphviz"),
        ("x.mtx", "%%MatrixMarket matrix coordinate pattern general\n4 5 1\n1 2\n", "it has 4 rows and 5 columns"),
        ("x.mtx", "%%MatrixMarket matrix coordinate\nx\n", "this is no Matrix Market file that can be read"),
        ("x.vna", "*node data\nid\na\nb\n", "a VNA file has a section *tie data"),
        ("x.json", '{"a": 1}', "this is no JSON of nodes and links that can be read"),
        ("x.json", "{", "this is no JSON of nodes and links that can be read"),
    ],
)
def test_what_is_no_network_that_can_be_read_is_said(case):
    name, text, sentence = case
    with pytest.raises(RosterError) as caught:
        read([(name, text)])
    assert sentence in str(caught.value) and "\n" not in str(caught.value)
