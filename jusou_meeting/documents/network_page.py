"""課題ネットワークのページ: the free-moving network as one HTML page that asks nothing of any other place."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import networkx as nx
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jusou_meeting.ecomap.network import Node, NodeKind, sentences
from jusou_meeting.ecomap.notation import CLIENT_TINT, INK, NAVY, PAPER, QUIET

_FOLDER = Path(__file__).with_name("network_page")
_templates = Environment(
    loader=FileSystemLoader(_FOLDER, encoding="utf-8"), autoescape=True, undefined=StrictUndefined
)

_COLUMN, _ROW = 400, 62
"""Pixels between two columns, and between two nodes of one."""
_WIDEST = 330
_LOOKS: dict[NodeKind, dict[str, Any]] = {
    NodeKind.SUBJECT: {"shape": "box", "color": {"background": CLIENT_TINT, "border": INK}, "borderWidth": 3},
    NodeKind.ISSUE: {
        "shape": "box",
        "color": {"background": NAVY, "border": NAVY},
        "shapeProperties": {"borderRadius": 18},
        "font": {"color": PAPER},
    },
    NodeKind.ROLE: {"shape": "box", "color": {"background": PAPER, "border": QUIET}},
    NodeKind.AGENCY: {"shape": "box", "color": {"background": "#fdf1dc", "border": INK}},
}
_WITHOUT_ROLE: dict[str, Any] = {
    "color": {"background": PAPER, "border": INK},
    "font": {"color": INK},
    "shapeProperties": {"borderDashes": [6, 5], "borderRadius": 6},
}


def network_page(graph: nx.DiGraph, *, title: str, notices: Sequence[str], picture: str = "") -> str:
    """The page of this network: without a `picture` for a frame of ours, with a painted map above it for a file of its own.

    `notices` say in the file how it is to be handled.
    pyvis keeps nodes and edges, and vis-network, which comes with it, draws them: under a template of ours, since that
    of pyvis calls a foreign host and runs what people typed.
    """
    nodes, edges = _drawn(graph)
    return _templates.get_template("page.html").render(
        title=title,
        notices=notices,
        picture=picture,
        nodes=nodes,
        edges=edges,
        kinds=[kind.label for kind in NodeKind],
        sentences=list(sentences(graph)),
        library=_library().read_text("utf-8"),
        script=(_FOLDER / "page.js").read_text("utf-8"),
        nonce=secrets.token_urlsafe(16),
    )


def _drawn(graph: nx.DiGraph) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    from pyvis.network import Network  # loads IPython: 0.2 s that only this page waits for

    network = Network(directed=True)
    for record_id, said in graph.nodes(data=True):
        node: Node = said["node"]
        column, place = said["place"]
        network.add_node(
            record_id,
            label=node.label or "（名称なし）",
            record=node.id,
            said=node.said,
            x=column * _COLUMN,
            y=place * _ROW,
            widthConstraint={"maximum": _WIDEST},
            **_look(node),
        )
    for before, after in graph.edges:
        network.add_edge(before, after)
    return network.nodes, network.edges


def _look(node: Node) -> dict[str, Any]:
    look = _LOOKS[node.kind] | (_WITHOUT_ROLE if node.without_role else {})
    return look | {"font": {"color": INK, "size": 17} | look.get("font", {})}


def _library() -> Path:
    import pyvis

    return Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
