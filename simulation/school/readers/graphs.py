"""Files of networks that networkx reads: GraphML, GEXF, GML and node-link JSON (D3), with what is known of people in the attributes of nodes."""

import io
import json
from typing import Any

from .files import Source
from .form import Choices, Found, Network, RosterError, Tie
from .kinds import read_table
from .packages import cell_text
from .rosters import WANTED
from .table import Row, Table
from .words import TIES, meaning_of, number

#: Attributes of nodes and edges that say how to draw, or repeat what is known.
_DRAWING = {
    "id",
    "x",
    "y",
    "z",
    "viz",
    "graphics",
    "color",
    "size",
    "shape",
    "position",
    "start",
    "end",
    "mode",
    "networkx_key",
}


def read_graph(source: Source, kind: str, choices: Choices, found: Found) -> None:
    """Add the people and ties of a graph file to what was found. Raises RosterError."""
    graph = _parsed(source, kind)
    names = _names(graph)
    nodes = [
        (names[node], {k: v for k, v in data.items() if k.lower() not in _DRAWING | {"label"}})
        for node, data in graph.nodes(data=True)
    ]
    _read_people(source, nodes, choices, found)
    edges = [
        (names[u], names[v], {k: v for k, v in data.items() if k.lower() not in _DRAWING})
        for u, v, data in graph.edges(data=True)
    ]
    net = Network(source.name, people=[name for name, _ in nodes])
    attributes = sorted({name for *_, data in edges for name in data})
    at = {
        meaning: attributes[place]
        for meaning, place in meaning_of(
            attributes, {k: v for k, v in TIES.items() if k not in ("source", "target")}, {}
        ).items()
    }
    if "value" not in at and choices.relation in attributes:
        at["value"] = choices.relation
    found.ignored += [f"ties.{name}" for name in attributes if name not in at.values() and name != "label"]
    net.valued = "value" in at
    for source_name, target_name, data in edges:
        told = {meaning: cell_text(data.get(name, "")) for meaning, name in at.items()}
        value = number(told.get("value", "")) if told.get("value") else (float("nan") if net.valued else 1.0)
        trust = number(told.get("trust", ""))
        if value is None or (trust is not None and not 0.0 <= trust <= 1.0):
            wrong = (
                f"{at['value']} = {told['value']!r} is not a number"
                if value is None
                else f"trust = {trust:g} is out of range; allowed is 0 to 1"
            )
            found.faults.append(f"{source.name}: the edge from {source_name} to {target_name}: {wrong}")
            continue
        net.ties.append(
            Tie(
                source_name,
                target_name,
                value,
                float("nan") if trust is None else trust,
                told.get("relation", ""),
                told.get("wave", ""),
                not graph.is_directed(),
            )
        )
    found.networks.append(net)


def _parsed(source: Source, kind: str):
    import networkx as nx

    if b"<!ENTITY" in source.raw.upper():
        raise RosterError(
            [f"{source.name}: the file declares entities of its own, which are not read; save it again without them"]
        )
    try:
        if kind == "graphml":
            return nx.read_graphml(io.BytesIO(source.raw))
        if kind == "gexf":
            return nx.read_gexf(io.BytesIO(source.raw))
        if kind == "json":
            return _node_link(json.loads(source.raw.decode("utf-8-sig")))
        return nx.parse_gml(source.raw.decode("utf-8-sig"), label=None)
    except Exception as error:  # XML, networkx and Unicode each have their own
        said = str(error) or type(error).__name__
        raise RosterError(
            [f"{source.name}: this is no {_CALLED[kind]} that can be read ({said}); export it again, or as GraphML"]
        ) from None


_CALLED = {"graphml": "GraphML", "gexf": "GEXF", "gml": "GML", "json": "JSON of nodes and links"}
#: Kinds of files that are read here.
GRAPHS = frozenset(_CALLED)


def _node_link(values):
    """The graph of nodes and links, also under the names that JavaScript libraries give them. Direction is told by `directed` alone."""
    import networkx as nx

    edges = next((key for key in ("links", "edges") if key in values), "links")
    return nx.node_link_graph({"directed": True, "multigraph": True} | values, edges=edges)


def _names(graph) -> dict[Any, str]:
    """What each node is called: its label if all have one of their own, its id otherwise."""
    for attribute in ("label", "name", "Label", "teacher"):
        labels = [str(data.get(attribute, "")) for _, data in graph.nodes(data=True)]
        if all(labels) and len(set(labels)) == len(labels):
            return dict(zip(graph.nodes, labels, strict=True))
    return {node: str(node) for node in graph.nodes}


def _read_people(source: Source, nodes: list[tuple[str, dict[str, Any]]], choices: Choices, found: Found) -> None:
    """What the nodes' attributes tell, as a roster; columns that nobody reads are named."""
    attributes = sorted({name for _, data in nodes for name in data})
    read = meaning_of(attributes, {k: v for k, v in WANTED.items() if k != "teacher"}, {})
    if not read and not choices.columns:
        found.ignored += [f"roster.{name}" for name in attributes if name not in ("name", "teacher")]
        return
    head = ["teacher", *(name for name in attributes if name not in ("name", "teacher"))]
    rows = [Row(k, [name, *(cell_text(data.get(column)) for column in head[1:])]) for k, (name, data) in enumerate(nodes, 1)]
    read_table(Table(source.name, source.stem, [Row(0, head), *rows], choices, "node", has_header=True), found, "roster")
