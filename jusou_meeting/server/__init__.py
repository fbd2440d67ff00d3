"""ASGI: the door in front of Streamlit, its plain forms, and the live push."""

from __future__ import annotations

from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from jusou_meeting.server.correction import correct
from jusou_meeting.server.first_run import start
from jusou_meeting.server.font import font
from jusou_meeting.server.gate import Gate
from jusou_meeting.server.hands import take
from jusou_meeting.server.join import join
from jusou_meeting.server.lifespan import lifespan
from jusou_meeting.server.live import listen
from jusou_meeting.server.municipal_file import open_at_start
from jusou_meeting.server.paper import (
    agency_sheet_paper,
    calendar_paper,
    chronology_paper,
    comparison_paper,
    directory,
    directory_sample,
    ecomap_paper,
    household_paper,
    network_paper,
    programme_paper,
    word_paper,
)
from jusou_meeting.server.plain_page import FormRefused, refused_form, style
from jusou_meeting.server.projector import project
from jusou_meeting.server.script_error import on_route_error, on_script_error
from jusou_meeting.server.sign_in import choose_password, enter, leave

__all__ = ["as_served", "open_at_start"]

_routes: list[Route | WebSocketRoute] = [
    Route("/start", start, methods=["GET", "POST"]),
    Route("/enter", enter, methods=["GET", "POST"]),
    Route("/password", choose_password, methods=["GET", "POST"]),
    Route("/leave", leave, methods=["GET", "POST"]),
    Route("/join", join, methods=["GET", "POST"]),
    Route("/correct", correct, methods=["GET", "POST"]),
    Route("/project/{meeting_id}", project, methods=["GET"]),
    Route("/papers/ecomap/{case_id}.{suffix}", ecomap_paper),
    Route("/papers/comparison/{case_id}.docx", comparison_paper),
    Route("/papers/chronology/{case_id}.docx", chronology_paper),
    Route("/papers/network/{case_id}.html", network_paper),
    Route("/papers/household/{case_id}.json", household_paper),
    Route("/papers/calendar/{meeting_id}.ics", calendar_paper),
    Route("/papers/agency-sheet.docx", agency_sheet_paper),
    Route("/papers/directory-sample.csv", directory_sample),
    Route("/papers/directory.csv", directory),
    Route("/papers/programme/{sitting_id}.docx", programme_paper),
    Route("/papers/{what}/{meeting_id}", word_paper),
    Route("/hands", take, methods=["POST"]),
    Route("/door.css", style),
    Route("/fonts/{name}", font),
    WebSocketRoute("/live", listen),
]

_not_for_projectors = {route.path.split("/")[1] for route in _routes} - {"live", "fonts"}

as_served: dict[str, Any] = {
    "routes": _routes,
    "middleware": [Middleware(Gate, own=_not_for_projectors)],
    "lifespan": lifespan,
    "on_script_error": on_script_error,
    "exception_handlers": {FormRefused: refused_form, Exception: on_route_error},
}
"""How Streamlit serves a script of ours."""
