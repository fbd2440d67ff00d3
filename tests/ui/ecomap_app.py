"""One household's map on a page, over a real file: what the browser tests drive."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import streamlit as st

from jusou_meeting.ecomap.ties import Tie, resaid, said_as
from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.staff import Permission
from jusou_meeting.store import Conflict, Store
from jusou_meeting.ui.document_component import prepare_document
from jusou_meeting.ui.ecomap_component import EventKind, offered, show_ecomap
from jusou_meeting.vocabulary import Footing, SessionId

FILE = Path(st.query_params["file"])
LOG = FILE.with_suffix(".log")
WITHIN = {
    "client": (700, 400),
    "mother": (900, 400),
    "agency": (200, 200),
    "hospital": (1400, 200),
    "school": (1400, 700),
}


def painted(household, told=""):
    """A plain picture with the painter's contract; the painter itself is tested elsewhere."""
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 1600 900"})
    SubElement(svg, "rect", {"width": "1600", "height": "900", "fill": "#fafafa"})
    places = {i: tuple(household.positions.get(i, default)) for i, default in WITHIN.items()}
    frame = sign(svg, household.id, "household", "世帯")
    SubElement(
        frame,
        "rect",
        {"x": "550", "y": "300", "width": "500", "height": "200", "fill": "#eee", "stroke": "#444"},
    )
    places[household.id] = (800, 310)
    for tie in household.ties:
        (x1, y1), (x2, y2) = places[tie.a], places[tie.b]
        group = sign(svg, tie.id, "tie", f"{tie.a}と{tie.b}", **{"data-a": tie.a, "data-b": tie.b})
        for stroke, width in (("transparent", "24"), ("#222", "4")):
            SubElement(
                group, "line",
                {"x1": f"{x1}", "y1": f"{y1}", "x2": f"{x2}", "y2": f"{y2}", "stroke": stroke, "stroke-width": width},
            )  # fmt: skip
    for person in household.people:
        box(svg, person.id, "person", person.label, places[person.id])
    for involvement in household.involvements:
        box(svg, involvement.id, "agency", involvement.name, places[involvement.id])
    badge = sign(
        svg,
        "issue",
        "issue",
        "課題1",
        **{"data-of": "client", "transform": f"translate({places['client'][0]:g} 460)"},
    )
    SubElement(badge, "circle", {"r": "14", "fill": "#124"})
    if told:
        SubElement(svg, "text", {"x": "20", "y": "40"}).text = told
    return tostring(svg, encoding="unicode")


def sign(svg, record_id, kind, label, **more):
    return SubElement(
        svg,
        "g",
        {
            "data-id": record_id,
            "data-kind": kind,
            "tabindex": "0",
            "role": "button",
            "aria-label": label,
            **more,
        },
    )


def box(svg, record_id, kind, label, place):
    x, y = place
    group = sign(
        svg, record_id, kind, label,
        **{"transform": f"translate({x:g} {y:g})", "data-x": f"{x:g}", "data-y": f"{y:g}"},
    )  # fmt: skip
    SubElement(
        group,
        "rect",
        {"x": "-75", "y": "-30", "width": "150", "height": "60", "fill": "#fff", "stroke": "#222"},
    )
    SubElement(group, "text", {"text-anchor": "middle", "dy": "6"}).text = label


store = Store.open(FILE)
session = store.door.session(SessionId("session of 佐藤"), datetime.now(UTC))
staff = session.staff


def now():
    return store.cases.household(staff, "case", Footing.CONSENT)


def applied(event):
    """What the page does with an event; a line to the school is refused, one to the hospital came too late."""
    time.sleep(float(st.query_params.get("slow", "0")))
    with LOG.open("a", encoding="utf-8") as log:
        log.write(json.dumps([event.number, event.kind.value, event.id, event.other_id]) + "\n")
    if event.kind is EventKind.SELECT:
        st.session_state["selected"] = event.id
    if event.kind not in (EventKind.MOVE, EventKind.LINE, EventKind.WORD):
        return
    with store.cases.change(
        staff, Permission.EDIT_CASE, event.kind.label, case_id="case", footing=Footing.CONSENT,
        at=datetime.now(UTC), event=event.origin,
    ) as change:  # fmt: skip
        if event.kind is EventKind.MOVE:
            change.move(event.id, event.position)
        elif event.kind is EventKind.WORD:
            (tie,) = (t for t in now().ties if t.id == event.id)
            change.save(resaid(tie, event.word))
        else:
            change.save(a_line(event))
    time.sleep(float(st.query_params.get("linger", "0")))


def a_line(event):
    tie = said_as(Tie(id=f"tie-{event.number}", a=event.id, b=event.other_id), event.word)
    if event.other_id == "school":
        raise Stopped((Finding(Weight.STOPS, "この機関には線を引けません。"),))
    if event.other_id == "hospital":
        raise Conflict(tie, replace(tie, label="先の線"))
    return tie


@st.fragment(key="board")
def board():
    if "hostile" in st.query_params:
        svg = (FILE.parent / "hostile.svg").read_text("utf-8")
    else:
        svg = painted(now(), st.session_state.get("note", ""))
    show_ecomap(
        svg,
        key="map",
        outbox=store.outbox(staff),
        on_event=applied,
        selected=st.session_state.get("selected"),
        offers=offered(now(), store.directory.agencies()),
        readonly="readonly" in st.query_params,
    )
    st.text(f"選択 {st.session_state.get('selected')}")


st.set_page_config(page_title="地図", layout="wide")
prepare_document()
board()
st.button("全体を再実行")
st.text_input("題", key="note")
