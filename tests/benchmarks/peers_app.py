"""C01 on one page, drawn by us and by the ready-made tools for the same work: what the benchmark clicks on."""

import os
from pathlib import Path

import streamlit as st
from builders import TODAY, a_staff
from households_on_a_map import of_the_plan
from pyvis.network import Network
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis
from streamlit.components.v1 import html
from streamlit_agraph import Config, Edge, Node, agraph

from jusou_meeting.ecomap.graph import household_graph
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.store import Store
from jusou_meeting.ui.document_component import prepare_document
from jusou_meeting.ui.ecomap_component import show_ecomap

HEIGHT = 600


@st.cache_resource
def household():
    return of_the_plan("C01")


def graph():
    """The ends of the map with their names, and which are joined: what each ready-made tool is given."""
    names = {person.id: person.label for person in household().people}
    names |= {involvement.id: involvement.name for involvement in household().involvements}
    names[household().id] = "世帯"
    return names, list(household_graph(household()).edges())


def ours():
    show_ecomap(
        paint(compose(household(), on=TODAY)),
        key="map",
        outbox=Store.open(Path(os.environ["JUSOU_DB"])).outbox(a_staff()),
        on_event=lambda event: None,
    )


def pyvis():
    names, edges = graph()
    network = Network(height=f"{HEIGHT}px", width="100%", cdn_resources="in_line")
    for node, name in names.items():
        network.add_node(node, label=name)
    for a, b in edges:
        network.add_edge(a, b)
    html(network.generate_html(), height=HEIGHT + 20)


def streamlit_agraph():
    names, edges = graph()
    nodes = [Node(id=node, label=name) for node, name in names.items()]
    agraph(nodes, [Edge(source=a, target=b) for a, b in edges], Config(width=1200, height=HEIGHT))


def link_analysis():
    names, edges = graph()
    nodes = [{"data": {"id": node, "label": "end", "name": name}} for node, name in names.items()]
    lines = [
        {"data": {"id": f"e{n}", "label": "tie", "source": a, "target": b}} for n, (a, b) in enumerate(edges)
    ]
    st_link_analysis(
        {"nodes": nodes, "edges": lines},
        node_styles=[NodeStyle("end", "#97c2fc", "name")],
        edge_styles=[EdgeStyle("tie")],
        height=HEIGHT,
    )


TOOLS = {
    "ours": ours,
    "pyvis": pyvis,
    "streamlit-agraph": streamlit_agraph,
    "st-link-analysis": link_analysis,
}

st.set_page_config(page_title="地図", layout="wide")
prepare_document()
chosen = [name for name in TOOLS if st.button(name)]
for name in chosen:
    TOOLS[name]()
