"""印刷するリンク: the addresses that 役割票 carry, made when they are printed; the file keeps their hashes alone."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from starlette.requests import Request

from jusou_meeting.correction_link import link_path, links_on_paper
from jusou_meeting.documents.role_sheet import Link
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.join_code import address_for_others
from jusou_meeting.meeting import Attendee
from jusou_meeting.minutes import Minutes
from jusou_meeting.server.cookie import token_in
from jusou_meeting.staff import Staff
from jusou_meeting.store import Store, hashed
from jusou_meeting.vocabulary import RecordId, SessionId


def links_for_paper(store: Store, staff: Staff, request: Request, minutes: Minutes) -> dict[RecordId, Link]:
    """Of each agency the link that its sheet carries; none where devices are off, or no device reaches this server.

    Whoever prints again before they sign out prints the same links, so that no sheet goes out of date; one that was
    stopped is followed by another.
    """
    address, token = _address(request), token_in(request, by_projector=False)
    if address is None or token is None or not store.devices.on:
        return {}
    now, meeting_id = datetime.now(UTC), minutes.record.meeting.id
    wanted, links = request.query_params.get("agency"), {}
    for sheet, attendee in links_on_paper(minutes, today=today_in_tokyo(now)):
        if wanted in (None, sheet.involvement_id):
            ended = store.correction_links.ended(meeting_id, attendee.id)
            secret = hashed(f"printed:{token}:{attendee.id}:{ended}")
            link_id = SessionId(hashed(secret))
            store.correction_links.offer(link_id, meeting_id, attendee.id, by=staff, at=now)
            links[sheet.involvement_id] = Link(f"{address}{link_path(secret)}", _whose(attendee))
    return links


def _whose(attendee: Attendee) -> str:
    return f"{attendee.name}さん" if attendee.name else "会議に出た方"


def _address(request: Request) -> str | None:
    """Where others open this server; None = they do not."""
    return address_for_others(
        request.url.scheme,
        request.headers.get("host", ""),
        bound=str(st.get_option("server.address") or ""),
        port=int(st.get_option("server.port")),
        https=bool(st.get_option("server.sslCertFile")),
        names=st.get_option("server.allowedHosts"),
    )
