"""配付: the files that leave the building's software: the papers of a meeting, and the map as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from jusou_meeting.distribution import numbers_on_paper
from jusou_meeting.documents.agenda import agenda_document
from jusou_meeting.documents.attendance import attendance_document
from jusou_meeting.documents.certificate import certificate_document
from jusou_meeting.documents.comparison import comparison_document
from jusou_meeting.documents.composed import composed
from jusou_meeting.documents.copies import numbered_copies
from jusou_meeting.documents.corrections import corrections_document
from jusou_meeting.documents.ecomap import ecomap_document
from jusou_meeting.documents.invitation import invitation_document
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.documents.network_page import network_page
from jusou_meeting.documents.paper import MapPicture
from jusou_meeting.documents.picture import png
from jusou_meeting.documents.plan import plan_document
from jusou_meeting.documents.preparation_sheet import preparation_sheet_document
from jusou_meeting.documents.role_sheet import Link, role_sheet_document
from jusou_meeting.documents.roles import blank_role_table_document, role_table_document
from jusou_meeting.documents.said import case_marks, ground
from jusou_meeting.ecomap.caption import caption
from jusou_meeting.ecomap.comparison import compare
from jusou_meeting.ecomap.network import issue_network
from jusou_meeting.ecomap.notation import STANDARD, Preset
from jusou_meeting.ecomap.scene import Scene
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.finding import stopped
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import local, today_in_tokyo, wareki
from jusou_meeting.mask import Audience, masked
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.minutes import Minutes, minutes
from jusou_meeting.moment import Moment
from jusou_meeting.plan_draft import plan_draft
from jusou_meeting.role_sheet import role_sheets
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import RecordId

_PRINT_WIDTH = 3000
"""Pixels: 300 dpi over the width of a landscape A4 page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """会議のひとそろい: all that the papers of one meeting are written from."""

    record: MeetingRecord
    household: Household
    """As the footing of the meeting may know it."""
    meetings: tuple[MeetingRecord, ...]
    """All that were held on this household."""
    organisation: str
    preset: Preset = STANDARD
    """How its map is drawn."""
    agency: RecordId | None = None
    """Whose 役割票 alone is wanted; None = those of all."""
    links: Mapping[RecordId, Link] = field(default_factory=dict)
    """What the 役割票 of an agency carries to ask for corrections from a device; they are no part of the record."""
    final_minutes: bytes | None = None
    """The minutes as they were kept when they were made final; None = they were not."""

    @property
    def gathered(self) -> Minutes:
        """What the papers say."""
        return minutes(self.record, self.household, self.meetings)


def _minutes(of: Occasion) -> bytes:
    if of.final_minutes is not None:
        return of.final_minutes
    return minutes_file(of.record, of.household, of.meetings, organisation=of.organisation, preset=of.preset)


def _plan(of: Occasion) -> bytes:
    return plan_document(plan_draft(of.gathered, of.meetings), organisation=of.organisation)


def _role_sheets(of: Occasion) -> bytes:
    return role_sheet_document(of.gathered, organisation=of.organisation, agency=of.agency, links=of.links)


def _gathered(write: Callable[..., bytes]) -> Callable[[Occasion], bytes]:
    return lambda of: write(of.gathered, organisation=of.organisation)


_PAPERS: dict[str, tuple[str, Callable[[Occasion], bytes]]] = {
    "minutes": ("会議録", _minutes),
    "plan": ("支援プラン案", _plan),
    "roles": ("役割分担表", _gathered(role_table_document)),
    "role-sheets": ("役割票", _role_sheets),
    "blank-roles": ("役割分担表（手書き用）", _gathered(blank_role_table_document)),
    "invitation": ("開催通知案", _gathered(invitation_document)),
    "preparation-sheets": ("準備シート", _gathered(preparation_sheet_document)),
    "agenda": ("次第", _gathered(agenda_document)),
    "attendance": ("出席者名簿", _gathered(attendance_document)),
    "certificate": ("確定の証", _gathered(certificate_document)),
    "corrections": ("会議録の訂正", _gathered(corrections_document)),
}
NUMBERED = ("agenda", "blank-roles")
"""Those that are handed out in the room, and counted back."""

PAPERS = tuple(_PAPERS)
"""The papers of a meeting, each by the word in its address, its command and the access log."""


def meeting_paper(what: str, of: Occasion) -> bytes:
    """The .docx of one of `PAPERS`; Stopped when the meeting has no such paper."""
    return _PAPERS[what][1](of)


def numbered_paper(paper: bytes, record: MeetingRecord) -> bytes:
    """A paper once for each numbered copy of this meeting, with its number; Stopped when none were numbered."""
    marks = numbers_on_paper(record.distributions)
    if not marks:
        raise stopped("先に、出席者の資料に番号を付けてください（「資料の番号と回収」）。")
    return numbered_copies(paper, marks)


def paper_name(what: str, of: Occasion) -> str:
    """What its file is called: the case by its number, and nobody's name."""
    meeting, (name, _) = of.record.meeting, _PAPERS[what]
    if what == "plan" and meeting.kind is MeetingKind.STATUTORY:
        name = "支援方針案"
    if of.agency is not None:
        name += "".join(f" {s.called}" for s in role_sheets(of.gathered) if s.involvement_id == of.agency)
    return f"{of.household.case.number} 第{meeting.ordinal}回{meeting.kind.label} {name}"


def minutes_file(
    record: MeetingRecord,
    household: Household,
    meetings: Iterable[MeetingRecord],
    *,
    organisation: str,
    preset: Preset = STANDARD,
) -> bytes:
    """会議録.docx of this meeting, with the map of its day; `meetings` are all that were held on this household."""
    gathered = minutes(record, household, meetings)
    scene = composed(
        _without_notes(gathered.household),
        on=gathered.drawn_on,
        caption=caption(household, gathered.drawn_on, record=record),
        preset=preset,
    )
    return minutes_document(gathered, organisation=organisation, pictures=map_picture(scene))


def _without_notes(household: Household) -> Household:
    """The household for a map that leaves the screen: its sign for a note is to be chosen, and leads nowhere on paper."""
    return replace(
        household,
        people=tuple(replace(person, note="") for person in household.people),
        involvements=tuple(replace(involvement, note="") for involvement in household.involvements),
    )


def map_picture(scene: Scene) -> MapPicture:
    """The map for paper: the same SVG as on the screen, and a picture of it for readers that draw none."""
    svg = paint(scene)
    return MapPicture(svg=svg, png=png(svg, width_px=_PRINT_WIDTH), alternative_text=scene.description)


def ecomap_file(
    household: Household,
    *,
    suffix: str,
    organisation: str,
    at: datetime,
    author: str = "",
    preset: Preset = STANDARD,
    nameless: bool = False,
    large: bool = False,
    record: MeetingRecord | None = None,
) -> bytes:
    """The map of this instant's day, as it may leave, as .svg, .png or .docx, or as .html with the 課題ネットワーク under it.

    `author` is whoever had it made; blank = not said. `nameless` = as whoever does not know the household may see it;
    then it does not name its author either. `large` = its Word file is A3. `record` = for the room of this meeting.
    """
    on = today_in_tokyo(at)
    said = caption(household, on, author="" if nameless else author)
    household = limited(household, on=on, record=record)
    if nameless:
        household = masked(household, Audience.STRANGER, on=on)
    scene = composed(_without_notes(household), on=on, caption=said, preset=preset)
    svg = paint(scene)
    match suffix:
        case ".docx":
            return ecomap_document(
                household, map_picture(scene), organisation=organisation, at=at, large=large
            )
        case ".svg":
            return svg.encode()
        case ".html":
            return network_file(household, picture=svg).encode()
        case _:
            return png(svg, width_px=_PRINT_WIDTH)


def _plainly(moment: Moment, *, by_hour: bool) -> str:
    """When it was, and nothing of what was then."""
    return f"{wareki(moment.day)}　{local(moment.at):%H:%M:%S}" if by_hour else wareki(moment.day)


def network_file(household: Household, *, picture: str = "") -> str:
    """The 課題ネットワーク of a household as a page, under a painted map where there is one."""
    title = f"{household.case.number}　{'エコマップと' * bool(picture)}課題ネットワーク"
    notices = case_marks(household)
    return network_page(issue_network(household), title=title, notices=notices, picture=picture)


def comparison_file(
    before: Household,
    after: Household,
    *,
    now: Household,
    moments: tuple[Moment, Moment],
    organisation: str,
    at: datetime,
    preset: Preset = STANDARD,
    nameless: bool = False,
) -> bytes:
    """比較.docx of a household at two moments, as it may leave; `at` is when it is made, and `now` the household then.

    `nameless` = as whoever does not know the household may see it; of the moments only the days are told, and of two on one
    day the hours.
    """
    on = today_in_tokyo(at)
    consents = tuple(replace(c, about="") for c in now.consents) if nameless else now.consents
    basis = ground(replace(now, consents=consents), on)
    before, after = (limited(replace(h, consents=now.consents), on=on) for h in (before, after))
    if nameless:
        before, after = (
            masked(household, Audience.STRANGER, on=moment.day)
            for household, moment in zip((before, after), moments, strict=True)
        )
    on_one_day = moments[0].day == moments[1].day
    said = [f"{_plainly(each, by_hour=on_one_day)}の時点" if nameless else each.on_paper for each in moments]
    moments = replace(moments[0], said=said[0]), replace(moments[1], said=said[1])
    compared = compare(before, after, on=moments[1].day)
    earlier, later = (
        map_picture(
            composed(
                _without_notes(household),
                on=moment.day,
                caption=(moment.said,),
                preset=preset,
                marks=compared.marks,
            )
        )
        for household, moment in zip((compared.before, compared.after), moments, strict=True)
    )
    return comparison_document(
        compared,
        moments=moments,
        pictures=(earlier, later),
        basis=basis,
        organisation=organisation,
        at=at,
    )
