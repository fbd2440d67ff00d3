"""会議の門: whether a meeting may begin, who may sit in it and who is there to answer, and whether its footing still bears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from jusou_meeting.consent import Consent, covered_agencies, in_force, limited_to
from jusou_meeting.contact_person import same_name
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.meeting import Attendee, Meeting, MeetingKind, Part, Phase, reason_findings
from jusou_meeting.membership import Membership, is_member
from jusou_meeting.programme import Programme
from jusou_meeting.role import RoleAssignment
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import CaseId, RecordId


def opening_findings(
    kind: MeetingKind,
    household: Household,
    attendees: Iterable[Attendee],
    *,
    reason: str,
    members: Iterable[Membership] = (),
    today: date,
) -> Iterator[Finding]:
    """Whether a meeting of this kind may begin with these people in the room.

    A 重層的支援会議 needs the consent of the 本人 in force today, to every agency that attends; where that is about some
    things alone, it is said of what, since no rule can tell what will be spoken of. A 支援会議 needs its
    reason (社会福祉法106条の6第2項: 必要な情報の交換及び支援体制の検討), and whoever attends is on its register of
    `members` or named for this meeting.
    """
    yield from reason_findings(kind, reason)
    if kind is MeetingKind.STATUTORY:
        yield from _membership_findings(household, attendees, members, today)
        return
    client = household.client
    if client is None:
        yield Finding(
            Weight.STOPS, "この世帯の「本人」が登録されていません。世帯の画面で続柄を「本人」にしてください。"
        )
        return
    yield from _consent_findings(client.id, household.consents, attendees, today)


def turn_findings(programme: Programme, case_id: CaseId) -> Iterator[Finding]:
    """Whether a household's turn may begin: whoever sits over another in this sitting closes that first."""
    for slot in programme.slots:
        if slot.phase is Phase.OPEN and slot.case_id != case_id:
            yield Finding(
                Weight.STOPS,
                f"同じ開催の{slot.case_number}の会議が、まだ開会中です。閉会してから、次の世帯を開会してください。",
                slot.meeting_id,
            )


def seating_findings(
    kind: MeetingKind,
    household: Household,
    attendee: Attendee,
    *,
    before: Attendee | None = None,
    members: Iterable[Membership] = (),
    today: date,
) -> Iterator[Finding]:
    """Whether somebody may be put on the list after the meeting began: the law asks it of whoever is in the room.

    `before` is the line as it stood: as long as it names the same agency, who attends for it may be corrected.
    """
    client = household.client
    if before is not None and _stands_for(before) == _stands_for(attendee):
        return
    if kind is MeetingKind.STATUTORY:
        yield from _membership_findings(household, (attendee,), members, today)
    elif client is not None:
        yield from _consent_findings(client.id, household.consents, (attendee,), today)


def admission_findings(
    kind: MeetingKind,
    household: Household,
    attendee: Attendee,
    *,
    name: str,
    members: Iterable[Membership] = (),
    today: date,
) -> Iterator[Finding]:
    """Whether somebody who gave this name at the door may sit down as this attendee."""
    yield from seating_findings(kind, household, attendee, members=members, today=today)
    yield from identity_findings(attendee, name)


def identity_findings(attendee: Attendee, name: str) -> Iterator[Finding]:
    """Whether whoever gave this name at the door is who stands on this line."""
    if attendee.name and not same_name(attendee.name, name):
        yield Finding(
            Weight.WARNS,
            f"名簿の氏名は「{attendee.name}」、入室を希望した方の氏名は「{name}」です。同じ方かどうか確かめてください。"
            "認めても、名簿の氏名は変わりません。",
            attendee.id,
        )


def line_of(name: str, agency: str, attendees: Iterable[Attendee]) -> Attendee | None:
    """The one line that whoever gave this name and agency at the door can stand on, to be confirmed by somebody; None = none, or several.

    A line without a name is that of whoever comes for the agency, which people may call shorter or longer than the list.
    """
    of_it = [a for a in attendees if _same_agency(a.agency, agency)]
    fits = [a for a in of_it if same_name(a.name, name)] or [a for a in of_it if not a.name.strip()]
    return fits[0] if len(fits) == 1 else None


def _same_agency(one: str, other: str) -> bool:
    here, there = folded(one), folded(other)
    return bool(here and there) and (here in there or there in here)


def footing_findings(
    meeting: Meeting, household: Household, attendees: Iterable[Attendee], *, today: date
) -> Iterator[Finding]:
    """Whether the footing of a meeting that is open still bears it: consent may end while people talk."""
    client = household.client
    if not meeting.is_open or meeting.kind is MeetingKind.STATUTORY or client is None:
        return
    if not any(in_force(household.consents, client.id, today)):
        yield Finding(
            Weight.STOPS,
            "本人の同意がなくなったため、この会議は続けられません。閉会してください。続けて話し合う必要があれば、"
            "支援会議（社会福祉法第106条の6）として開き直します。",
            client.id,
        )
        return
    attendees = tuple(attendees)
    for attendee in uncovered(household, attendees, on=today):
        yield Finding(
            Weight.STOPS,
            f"本人の同意が「{attendee.agency}」に及ばなくなりました。この機関に退席してもらってください（端末は切れています）。",
            attendee.id,
        )
    yield from _limit_findings(client.id, household.consents, attendees, today)


def uncovered(household: Household, attendees: Iterable[Attendee], *, on: date) -> Iterator[Attendee]:
    """Those in the room for an agency that no consent of the 本人 in force on this day names."""
    client = household.client
    covered = frozenset() if client is None else covered_agencies(household.consents, client.id, on)
    return (
        attendee
        for attendee in attendees
        if attendee.is_guest and attendee.person_id is None and attendee.involvement_id not in covered
    )


def unnamed(
    household: Household, attendees: Iterable[Attendee], members: Iterable[Membership], *, on: date
) -> Iterator[Attendee]:
    """Those who would sit in a 支援会議 without being of its office, on its register, or named for this meeting."""
    entries = {involvement.id: involvement.agency_id for involvement in household.involvements}
    members = tuple(members)
    for attendee in attendees:
        if not attendee.is_guest or attendee.named_once:
            continue
        entry = None if attendee.involvement_id is None else entries.get(attendee.involvement_id)
        if attendee.person_id is not None or not is_member(members, attendee.agency, entry, on):
            yield attendee


def _membership_findings(
    household: Household, attendees: Iterable[Attendee], members: Iterable[Membership], today: date
) -> Iterator[Finding]:
    names = [attendee.agency for attendee in unnamed(household, attendees, members, on=today)]
    if names:
        yield Finding(
            Weight.STOPS,
            f"「{'」「'.join(names)}」は、支援会議の構成員名簿にありません。名簿（事例の一覧の画面）に載せるか、"
            "この会議に限り構成員に指名してください（社会福祉法第106条の6第1項）。",
        )


def _stands_for(attendee: Attendee) -> tuple[object, ...]:
    return (
        attendee.involvement_id,
        attendee.person_id,
        attendee.agency,
        attendee.host,
        attendee.named_once,
        attendee.part is Part.ABSENT,
    )


def _consent_findings(
    client_id: RecordId, consents: tuple[Consent, ...], attendees: Iterable[Attendee], today: date
) -> Iterator[Finding]:
    if not any(in_force(consents, client_id, today)):
        yield Finding(
            Weight.STOPS,
            "本人の有効な同意がないため、重層的支援会議は開けません。"
            "同意を記録するか、支援会議（社会福祉法第106条の6）として開いてください。",
            client_id,
        )
        return
    covered, attendees = covered_agencies(consents, client_id, today), tuple(attendees)
    for attendee in attendees:
        if not attendee.is_guest:
            continue
        if attendee.person_id is not None:
            if attendee.person_id != client_id:
                yield Finding(
                    Weight.WARNS,
                    f"家族（{attendee.agency}）が出席します。本人が、家族に聞かせてよいと言っているか確かめてください。",
                    attendee.id,
                )
        elif attendee.involvement_id is None:
            yield Finding(
                Weight.STOPS,
                f"「{attendee.agency}」が地図のどの機関かが分からず、本人の同意が及ぶか確かめられません。"
                "地図の機関を選んでください。会議の事務局の人なら、そうと記してください。",
                attendee.id,
            )
        elif attendee.involvement_id not in covered:
            yield Finding(
                Weight.STOPS,
                f"本人の同意に「{attendee.agency}」が含まれていません。"
                "同意を取り直すか、この機関を出席者から外してください。",
                attendee.id,
            )
    yield from _limit_findings(client_id, consents, attendees, today)


def _limit_findings(
    client_id: RecordId, consents: tuple[Consent, ...], attendees: Iterable[Attendee], today: date
) -> Iterator[Finding]:
    bound: dict[tuple[str, ...], list[str]] = {}
    for attendee in attendees:
        if not attendee.is_guest or attendee.involvement_id is None:
            continue
        if about := limited_to(consents, client_id, attendee.involvement_id, today):
            bound.setdefault(about, []).append(attendee.agency)
    for about, agencies in bound.items():
        yield Finding(
            Weight.WARNS,
            f"本人の同意は、「{'」「'.join(about)}」についてだけです（{'・'.join(dict.fromkeys(agencies))}）。"
            "次第・資料と話し合いが、その範囲に収まるか確かめてください。広げるときは、同意を取り直します。",
            client_id,
        )


def is_there(
    attendees: Iterable[Attendee], household: Household, role: RoleAssignment, *, at: datetime
) -> bool:
    """Whether somebody of whoever has this role was in the room to answer then; whoever is only expected counts as there."""
    there = (a for a in attendees if a.was_there(at))
    if role.assignee_id == household.id:
        return any(a.host for a in there)
    return any(role.assignee_id in (a.involvement_id, a.person_id) for a in there)
