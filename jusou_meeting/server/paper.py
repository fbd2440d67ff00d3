"""文書を渡す: a paper is made when it is asked for, by whoever may have it, and leaves its line in the access log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from jusou_meeting.agency_sheet import agency_sheet
from jusou_meeting.directory_table import sample_table, written_table
from jusou_meeting.documents.agency_sheet import agency_sheet_document
from jusou_meeting.documents.chronology import chronology_document
from jusou_meeting.documents.handout import (
    NUMBERED,
    PAPERS,
    Occasion,
    comparison_file,
    ecomap_file,
    meeting_paper,
    network_file,
    numbered_paper,
    paper_name,
)
from jusou_meeting.documents.next_meeting import next_meeting_file
from jusou_meeting.documents.programme import programme_document
from jusou_meeting.finding import Stopped
from jusou_meeting.household_file import write_household_file
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.minutes import minutes
from jusou_meeting.moment import moment
from jusou_meeting.server.gate import SESSION
from jusou_meeting.server.plain_page import message_page
from jusou_meeting.server.printed_link import links_for_paper
from jusou_meeting.sharing import leaving_as, tells_of_household
from jusou_meeting.staff import NotAllowed, Permission, Staff, require
from jusou_meeting.store import Store
from jusou_meeting.store.served import served
from jusou_meeting.text import file_name
from jusou_meeting.vocabulary import AgencyId, CaseId, Footing, RecordId, SittingId

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".html": "text/html; charset=utf-8",
    ".docx": _WORD,
}


@dataclass(frozen=True, slots=True)
class Issued:
    """One file as it leaves; its name tells the case number and nobody's name."""

    name: str
    media_type: str
    content: bytes
    framed: bool = False
    """Looked at in a frame of our own, and not taken."""

    @property
    def headers(self) -> dict[str, str]:
        """How a browser is to take it."""
        if self.framed:
            return {"content-security-policy": "frame-ancestors 'self'"}
        return {"content-disposition": f"attachment; filename*=UTF-8''{quote(self.name)}"}


_NAMELESS = "（名前を伏せた図）"
_NUMBERED = "（番号入り）"

Maker = Callable[[Store, Staff, Request], Issued]


class _NoSuchPaper(Exception):
    """The address names none of ours."""


def _issued(make: Maker) -> Callable[[Request], Awaitable[Response]]:
    """The route of a paper: made in a thread of its own, and when there is none for whoever asks, a page that says so."""

    @wraps(make)
    async def issue(request: Request) -> Response:
        store, staff = served(), request.scope[SESSION].staff
        try:
            if store is None:
                raise NotAllowed(Permission.EXPORT)
            issued = await run_in_threadpool(make, store, staff, request)
        except (NotAllowed, _NoSuchPaper) as refused:
            if store is not None and isinstance(refused, NotAllowed):
                await run_in_threadpool(
                    store.door.log_refusal,
                    request.url.path,
                    at=datetime.now(UTC),
                    staff=staff,
                    screen="papers",
                )
            return message_page("この文書はありません", "文書がないか、書き出す権限がありません。", 404)
        except Stopped as refusal:
            return message_page("この文書はまだありません", str(refusal), 409)
        return Response(issued.content, media_type=issued.media_type, headers=issued.headers)

    return issue


@contextmanager
def _named() -> Iterator[None]:
    """Round what an address names: what it leaves out or gets wrong is no fault of ours, as one in the making is."""
    try:
        yield
    except KeyError as missing:
        raise _NoSuchPaper from missing


def _asked_case(staff: Staff, request: Request) -> tuple[CaseId, Footing]:
    """The case that an address names, and on which footing; NotAllowed when nothing of it may be taken on that."""
    case_id = CaseId(request.path_params["case_id"])
    with _named():
        footing = Footing.stored(request.query_params.get("footing", Footing.CONSENT.value))
    require(staff, Permission.EXPORT, case_id, footing)
    return case_id, footing


@_issued
def word_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """One of the papers of a meeting as .docx; `?agency=` is the one whose 役割票 is wanted alone, `?links` with the addresses to ask for corrections, `?numbered` once for each numbered copy."""
    what, meeting_id = request.path_params["what"], RecordId(request.path_params["meeting_id"])
    if what not in PAPERS:
        raise _NoSuchPaper
    case_id, record = store.cases.meeting(staff, meeting_id)
    footing = record.meeting.kind.footing
    require(staff, Permission.EXPORT, case_id, footing)
    household = store.cases.household_on_paper(staff, case_id, record)
    meetings = store.cases.meetings(staff, case_id, footing)
    wants_links = what == "role-sheets" and "links" in request.query_params
    of = Occasion(
        record=record,
        household=household,
        meetings=meetings,
        organisation=store.municipality,
        preset=store.preset,
        agency=RecordId(request.query_params["agency"]) if "agency" in request.query_params else None,
        links=links_for_paper(store, staff, request, minutes(record, household, meetings))
        if wants_links
        else {},
        final_minutes=store.cases.final_paper(staff, meeting_id),
    )
    content = meeting_paper(what, of)
    numbered = what in NUMBERED and "numbered" in request.query_params
    if numbered:
        content = numbered_paper(content, record)
    _log(store, staff, what, case_id, footing if tells_of_household(what) else None, meeting_id)
    return Issued(file_name(f"{paper_name(what, of)}{_NUMBERED * numbered}", ".docx"), _WORD, content)


@_issued
def ecomap_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The map of one household as .svg, .png or .docx, or with its network as .html; `?footing=statutory` with what was learned in 支援会議, `?nameless` with letters for names, `?a3` for paper twice as large, `?meeting=` as .docx once for each numbered copy of this meeting."""
    suffix = f".{request.path_params['suffix']}"
    if suffix not in _PICTURES:
        raise _NoSuchPaper
    case_id, footing = _asked_case(staff, request)
    household = store.cases.household(staff, case_id, footing)
    nameless, large = ("nameless" in request.query_params, "a3" in request.query_params)
    meeting_id = RecordId(request.query_params["meeting"]) if "meeting" in request.query_params else None
    record = None
    if meeting_id is not None:
        of_case, record = store.cases.meeting(staff, meeting_id)
        if of_case != case_id or record.meeting.kind.footing is not footing:
            raise NotAllowed(Permission.EXPORT)
    content = ecomap_file(
        household,
        suffix=suffix,
        organisation=store.municipality,
        at=datetime.now(UTC),
        author=staff.signed,
        preset=store.preset,
        nameless=nameless,
        large=large,
        record=record,
    )
    numbered = record is not None and suffix == ".docx"
    if record is not None and numbered:
        content = numbered_paper(content, record)
    _log(store, staff, leaving_as("ecomap", nameless=nameless), case_id, footing, meeting_id)
    name = f"{household.case.number} エコマップ{'（A3）' * large}{_NAMELESS * nameless}{_NUMBERED * numbered}"
    return Issued(file_name(name, suffix), _PICTURES[suffix], content)


@_issued
def network_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The 課題ネットワーク of one household as a page to be looked at in a frame of our own."""
    case_id, footing = _asked_case(staff, request)
    household = store.cases.household(staff, case_id, footing)
    store.door.log("view", at=datetime.now(UTC), staff=staff, screen="network", case_id=case_id)
    return Issued("", _PICTURES[".html"], network_file(household).encode(), framed=True)


@_issued
def comparison_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The household at two moments as .docx; `?since=` and `?until=` are their keys, `?nameless` has letters for names."""
    (case_id, footing), asked = _asked_case(staff, request), request.query_params
    now, meetings = datetime.now(UTC), store.cases.meetings(staff, case_id, footing)
    acts = store.cases.acts(staff, case_id, footing, most=-1)  # the page that asks may be old
    with _named():
        since, until = (moment(asked[name], meetings, now, acts) for name in ("since", "until"))
    before, after = (store.cases.household_at(staff, case_id, footing, m.at) for m in (since, until))
    nameless = "nameless" in asked
    content = comparison_file(
        before,
        after,
        now=store.cases.household(staff, case_id, footing),
        moments=(since, until),
        organisation=store.municipality,
        at=now,
        preset=store.preset,
        nameless=nameless,
    )
    _log(store, staff, leaving_as("comparison", nameless=nameless), case_id, footing)
    name = f"{after.case.number} エコマップの比較{_NAMELESS * nameless}"
    return Issued(file_name(name, ".docx"), _WORD, content)


@_issued
def chronology_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The household in time as .docx."""
    case_id, footing = _asked_case(staff, request)
    household = store.cases.household(staff, case_id, footing)
    meetings = store.cases.meetings(staff, case_id, footing)
    content = chronology_document(household, meetings, organisation=store.municipality, at=datetime.now(UTC))
    _log(store, staff, "chronology", case_id, footing)
    return Issued(file_name(f"{household.case.number} 年表", ".docx"), _WORD, content)


@_issued
def agency_sheet_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """What one agency has to do over all cases as .docx; `?agency=` is its name, `?entry=` its entry in the directory, `?to=` and `?from=` the successor and whoever hands over to them."""
    require(staff, Permission.EXPORT)
    asked, now = request.query_params, datetime.now(UTC)
    if "agency" not in asked:
        raise _NoSuchPaper
    entry = AgencyId(asked["entry"]) if "entry" in asked else None
    cases = zip(*(store.work.open_cases(staff, footing) for footing in Footing), strict=True)
    sheet = agency_sheet(
        asked["agency"], entry, cases, today=today_in_tokyo(now), in_charge=asked.get("to", "")
    )
    handover = (asked.get("from", ""), asked["to"]) if "to" in asked else None
    content = agency_sheet_document(sheet, organisation=store.municipality, at=now, handover=handover)
    for told in sheet.cases:
        _log(store, staff, "agency-sheet", told.case.id, told.footing)
    name = f"{'やること' if handover is None else '引き継ぎシート'} {sheet.agency}"
    return Issued(file_name(name, ".docx"), _WORD, content)


@_issued
def programme_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The households of one sitting by the clock as .docx."""
    programme = store.sittings.of(staff, SittingId(request.path_params["sitting_id"]))
    for slot in programme.slots:
        require(staff, Permission.EXPORT, slot.case_id, slot.kind.footing)
    content = programme_document(programme, organisation=store.municipality)
    for slot in programme.slots:
        _log(store, staff, "programme", slot.case_id, None, slot.meeting_id)
    return Issued(file_name(f"一日の予定 {programme.sitting.held_on}", ".docx"), _WORD, content)


@_issued
def directory_sample(store: Store, staff: Staff, request: Request) -> Issued:
    """The table that an office fills in with its own agencies, as .csv."""
    require(staff, Permission.HAND_OVER)
    return Issued("機関名簿（見本）.csv", "text/csv; charset=utf-8", sample_table())


@_issued
def directory(store: Store, staff: Staff, request: Request) -> Issued:
    """The directory as it is today, in the shape in which one is read, as .csv."""
    require(staff, Permission.HAND_OVER)
    now = datetime.now(UTC)
    content = written_table(*store.directory.listing(), today=today_in_tokyo(now))
    store.door.log("export", at=now, staff=staff, screen="directory")
    return Issued(f"機関名簿 {today_in_tokyo(now)}.csv", "text/csv; charset=utf-8", content)


@_issued
def calendar_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The next meeting as a calendar file."""
    meeting_id = RecordId(request.path_params["meeting_id"])
    case_id, record = store.cases.meeting(staff, meeting_id)
    footing = record.meeting.kind.footing
    require(staff, Permission.EXPORT, case_id, footing)
    number = store.cases.household(staff, case_id, footing).case.number
    content = next_meeting_file(record, case_number=number)
    _log(store, staff, "calendar", case_id, None, meeting_id)
    return Issued(file_name(f"{number} 次回", ".ics"), "text/calendar; charset=utf-8", content)


@_issued
def household_paper(store: Store, staff: Staff, request: Request) -> Issued:
    """The household file of one case."""
    case_id = CaseId(request.path_params["case_id"])
    contents = store.cases.contents(staff, case_id)
    _log(store, staff, "household", case_id, Footing.STATUTORY)
    name = file_name(f"{contents.case.number} 世帯ファイル", ".json")
    return Issued(
        name, "application/json", write_household_file(contents, store.directory.agencies()).encode()
    )


def _log(
    store: Store,
    staff: Staff,
    screen: str,
    case_id: CaseId,
    footing: Footing | None,
    meeting_id: RecordId | None = None,
) -> None:
    store.door.log(
        "export",
        at=datetime.now(UTC),
        staff=staff,
        screen=screen,
        case_id=case_id,
        meeting_id=meeting_id,
        footing=footing,
    )
