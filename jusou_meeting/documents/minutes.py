"""会議録のWord: the paper of one meeting with its table of roles and the ecomap as its last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jusou_meeting.consent import Consent
from jusou_meeting.documents.discussion import write_discussion
from jusou_meeting.documents.paper import Column, MapPicture, Paper
from jusou_meeting.documents.said import (
    assigned,
    attends,
    came_back,
    checked,
    head_and_marks,
    held,
    imprint,
    left_out,
    name_of,
    next_time,
)
from jusou_meeting.documents.support import write_support
from jusou_meeting.ecomap.family_tie import FamilyTie, in_words
from jusou_meeting.ecomap.relation import arrow
from jusou_meeting.ecomap.ties import Tie, describe
from jusou_meeting.household import SAMPLE, Being, Household, HouseholdProfile, Kinship, Person, Sex, age
from jusou_meeting.issue import Issue
from jusou_meeting.japanese_date import wareki, wareki_short
from jusou_meeting.law import SECRECY
from jusou_meeting.meeting import Attendance, Attendee, MeetingKind, MeetingRecord, Part, pledge
from jusou_meeting.minutes import Minutes, RoleRow
from jusou_meeting.plan import wish_in_words
from jusou_meeting.role import RoleStanding, carriers
from jusou_meeting.vocabulary import RecordId

_WISHES = (
    Column("誰の", 30),
    Column("意向", 135),
)
_ATTENDEES = (
    Column("所属", 56),
    Column("職名", 34),
    Column("氏名", 28),
    Column("備考", 47),
)
_PLEDGED_ATTENDEES = (*_ATTENDEES[:-1], Column("備考", 31), Column("守秘", 16, centered=True))
_PEOPLE = (
    Column("続柄・呼び名", 34, centered=True),
    Column("年齢・性別", 30, centered=True),
    Column("状況", 101),
)
_ISSUES = (
    Column("№", 10, centered=True),
    Column("対象", 30),
    Column("課題", 55),
    Column("内容", 70),
)
_SORTED_ISSUES = (
    Column("№", 10, centered=True),
    Column("対象", 26),
    Column("課題", 50),
    Column("整理", 24, centered=True),
    Column("内容", 55),
)
_ROLES = (
    Column("№", 8, centered=True),
    Column("課題", 29),
    Column("対象", 16),
    Column("内容", 43),
    Column("担当機関\n（担当者）", 31),
    Column("期限", 18),
    Column("確認", 20, centered=True),
)
_EXCHANGE = (
    Column("№", 8, centered=True),
    Column("日時", 31),
    Column("誰が", 50),
    Column("内容", 76),
)
_TIES = (
    Column("誰から誰へ", 62),
    Column("関係", 35),
    Column("確かさ", 18, centered=True),
    Column("備考", 50),
)


def minutes_document(minutes: Minutes, *, organisation: str, pictures: MapPicture | None) -> bytes:
    """The .docx of these minutes, written in the name of this organisation; None = no map is drawn."""
    case = minutes.household.case
    head, marks = head_and_marks(minutes, "会議録")
    paper = Paper(head=head, marks=marks, foot=organisation)
    paper.title(minutes.title)
    if case.sample:
        paper.notice(SAMPLE)
    _write_overview(paper, minutes, organisation)
    _write_attendees(paper, minutes.record)
    _write_household(paper, minutes)
    write_discussion(paper, minutes)
    write_support(paper, minutes)
    _write_roles(paper, minutes)
    paper.heading("次回")
    paper.body(next_time(minutes.record.meeting))
    if pictures is not None:
        paper.turn_to_landscape()
        paper.title(f"別紙　エコマップ（{wareki(minutes.drawn_on)}現在）")
        if case.sample:
            paper.notice(SAMPLE)
        paper.picture(pictures)
    return paper.file(imprint(minutes, minutes.title, organisation, category="会議録"))


def _write_overview(paper: Paper, minutes: Minutes, organisation: str) -> None:
    meeting, sitting, case = minutes.record.meeting, minutes.record.sitting, minutes.household.case
    consented = meeting.kind is MeetingKind.MULTILAYERED
    rows = [("文書番号", meeting.document_number)] if meeting.document_number else []
    rows += [
        ("事例", f"{case.number}　{case.title}"),
        ("日時", held(minutes.record)),
        ("場所", sitting.place or "（記録なし）"),
        (
            "会議の区分",
            f"{checked(consented)}重層的支援会議（本人の同意による）\n"
            f"{checked(not consented)}支援会議（社会福祉法第106条の6による）",
        ),
    ]
    if consented:
        rows.append(("本人の同意", "\n".join(_consent_lines(minutes.consents, minutes.household))))
        if meeting.without_consent:
            rows.append(("同意のない\n家族について", meeting.without_consent))
    else:
        rows += [
            ("根拠", "社会福祉法第106条の6第1項"),
            ("開催の理由", meeting.reason),
            ("守秘義務", SECRECY),
        ]
    if returned := came_back(minutes.record):
        rows.append(("資料の回収", returned))
    rows.append(("作成", organisation))
    paper.labelled("会議の概要", rows)


def _consent_lines(consents: tuple[Consent, ...], household: Household) -> Iterator[str]:
    yield f"{checked(bool(consents))}あり　{checked(not consents)}なし"
    for consent in consents:
        until = "撤回されるまで" if consent.until_on is None else f"{wareki(consent.until_on)}まで"
        yield f"{wareki(consent.given_on)}　{consent.given_by.label}から{consent.form.label}により　（{until}有効）"
        yield f"範囲：{consent.about}"
        shared_with = "、".join(household.called(i) for i in consent.agency_ids if household.holds(i))
        if shared_with:
            yield f"共有先：{shared_with}"


def _write_attendees(paper: Paper, record: MeetingRecord) -> None:
    attendees = record.attendees
    there = [attendee for attendee in attendees if attendee.came]
    bound = [attendee for attendee in there if attendee.person_id is None]
    pledged = bool(bound) and all(attendee.pledged for attendee in bound)
    whose = "出席者" if len(bound) == len(there) else "本人・家族を除く出席者"
    paper.caption(f"出席者{_count(attendees)}")
    asked = record.meeting.kind is MeetingKind.STATUTORY or any(attendee.pledged for attendee in attendees)
    paper.table(
        "出席者",
        _PLEDGED_ATTENDEES if asked else _ATTENDEES,
        [(a.agency, a.job, name_of(a), _attendee_remark(a, record), *[pledge(a)] * asked) for a in attendees],
        notes=[f"{whose}の全員が、守秘を承諾した。"] * pledged,
    )


def _count(attendees: Sequence[Attendee]) -> str:
    """How many came; of whom nobody said that they did is not counted among them."""
    if not attendees:
        return ""
    came = sum(attendee.came for attendee in attendees)
    expected = sum(attendee.is_only_expected for attendee in attendees)
    absent = f"、欠席{len(attendees) - came - expected}人"
    return f"（出席{came}人{absent}{f'、出欠の記録なし{expected}人' if expected else ''}）"


def _attendee_remark(attendee: Attendee, record: MeetingRecord) -> str:
    part = "" if attendee.part is Part.MEMBER else attendee.part.label
    remark = f"{part}（{attendee.remark}）" if part and attendee.remark else part or attendee.remark
    unseen = attendee.is_only_expected and not record.meeting.is_prepared
    by_proxy = attendee.attendance is Attendance.PROXY
    how = "出欠の記録なし" if unseen else Attendance.PROXY.label if by_proxy else ""
    under_secrecy = record.meeting.kind is MeetingKind.STATUTORY
    named = "この会議に限り構成員に指名" * (attendee.named_once and under_secrecy)
    return "\n".join(filter(None, (remark, how, *attends(attendee, record.agenda), named)))


def _write_household(paper: Paper, minutes: Minutes) -> None:
    household = minutes.household
    paper.heading("事例の概要")
    _write_people(paper, minutes)
    _write_background(paper, household.profile)
    if household.wishes:
        paper.heading("本人・家族の意向", level=2)
        wishes = [(household.called(wish.person_id), wish_in_words(wish)) for wish in household.wishes]
        paper.table("本人・家族の意向", _WISHES, wishes)
    _write_issues(paper, minutes)
    paper.heading("関係", level=2)
    kin = [_family_cells(tie, household) for tie in household.family_ties]
    paper.table("関係", _TIES, [*kin, *(_tie_cells(tie, household) for tie in household.ties)])


def _write_people(paper: Paper, minutes: Minutes) -> None:
    paper.heading("世帯構成", level=2)
    people = [_person_row(person, minutes) for person in minutes.household.people]
    notes = ["世帯員の氏名、住所、生年月日の欄はない。"]
    if minutes.told_less_of:
        who = "、".join(minutes.told_less_of)
        notes.append(f"{who}のことは、同意が確認できないため、一部だけを記載している。")
    paper.table("世帯構成", _PEOPLE, people, notes=notes)


def _write_background(paper: Paper, profile: HouseholdProfile) -> None:
    paper.heading("経緯と強み", level=2)
    rows = [
        ("経緯", profile.route),
        ("強み", "\n".join(profile.strengths)),
        ("備考", profile.note),
    ]
    if profile.avoid:
        rows.append(("避けるべき\n関わり方", "\n".join(profile.avoid)))
    if profile.safe_contact:
        rows.append(("安全な連絡方法", profile.safe_contact))
    paper.labelled("経緯と強み", rows)


def _write_issues(paper: Paper, minutes: Minutes) -> None:
    household, numbers = minutes.household, minutes.household.issue_numbers
    paper.heading("課題", level=2)
    is_sorted = any(issue.sorted_as for issue in household.issues)
    carried = carriers(household.roles, household.confirmations)
    issues = [
        (
            str(numbers[issue.id]),
            household.called(issue.subject_id),
            issue.title,
            *(issue.sorted_as,) * is_sorted,
            "\n".join(filter(None, (issue.note, "" if issue.id in carried else _deferral(issue)))),
        )
        for issue in household.issues
    ]
    notes = ["№は、エコマップの課題の番号と同じである。"] * bool(issues)
    shown = [numbers[issue.id] for issue in household.issues]
    notes += left_out("課題", shown, gone="取り消された", keeps=minutes.keeps_issues)
    if is_sorted:
        notes.append("整理は、本人の課題かまわりの課題か、急ぐか急がないかである。")
    paper.table("課題", _SORTED_ISSUES if is_sorted else _ISSUES, issues, notes=notes)


def _deferral(issue: Issue) -> str:
    return f"いまは担当を置かない：{issue.deferred}" if issue.deferred else ""


def _person_row(person: Person, minutes: Minutes) -> tuple[str, str, str]:
    known_as = person.label
    if person.kinship is not Kinship.OTHER and person.kinship.label not in person.label:
        known_as = f"{person.label}（{person.kinship.label}）"
    sex = "" if person.known_sex is Sex.UNKNOWN else person.known_sex.label
    apart = f"別居（{person.residence}）" if person.residence else "別居"
    status = [
        *[person.being.label] * (person.being is not Being.HUMAN),
        *["死亡"] * person.deceased,
        *["キーパーソン"] * person.key_person,
        *[apart] * person.lives_apart,
        *[person.note] * bool(person.note),
    ]
    return (
        known_as,
        "・".join(part for part in (age(person, minutes.drawn_on), sex) if part),
        "　".join(status),
    )


def _write_roles(paper: Paper, minutes: Minutes) -> None:
    paper.heading("役割分担表")
    notes = ["◎は、主担当機関である。"] * bool(minutes.roles)
    dated = next((role.due_on for role in minutes.household.roles if role.due_on), None)
    if dated:
        notes.append(f"期限の「{wareki_short(dated)}」は、{wareki(dated)}を示す。")
    shown = [role.number for role in minutes.roles]
    notes += left_out("役割", shown, gone="取り消された", keeps=minutes.keeps_roles)
    if minutes.read_aloud:
        notes.append(_read_aloud(minutes))
    meeting = minutes.record.meeting.id
    paper.table("役割分担表", _ROLES, [_role_cells(row, meeting) for row in minutes.roles], notes=notes)
    _write_exchanges(paper, minutes)


def _read_aloud(minutes: Minutes) -> str:
    absent, since = ("・".join(map(str, each)) for each in (minutes.not_there, minutes.reworded_since))
    return (
        f"{minutes.read_aloud}。役割を一つずつ読み上げ、{'出席した' * bool(absent)}担当機関に確かめた。"
        + f"№{absent}の担当は、その場にいない。" * bool(absent)
        + f"№{since}は、そのあとで文言を改めた。" * bool(since)
    )


def _write_exchanges(paper: Paper, minutes: Minutes) -> None:
    """A question once asked stays on the paper, also when the role was confirmed since; of a role that had ended, the paper of its time tells it."""
    opened_at = minutes.record.meeting.opened_at
    said = [
        (str(role.number), said.when, said.who, said.what)
        for role in minutes.roles
        if role.more_said
        for said in role.exchange
        if minutes.is_agreed(role) or (opened_at is not None and opened_at <= said.at)
    ]
    if said:
        paper.caption("役割についてのやりとり")
        paper.table("役割についてのやりとり", _EXCHANGE, said)


def _role_cells(row: RoleRow, meeting_id: RecordId) -> tuple[str, ...]:
    task = f"{row.task}\n（回答：{row.answer_text}）" if row.answer_text else row.task
    answer = row.answer
    stands = row.standing is not RoleStanding.OPEN or row.assigned_in not in (None, meeting_id)
    return (
        str(row.number),
        row.issues,
        row.for_whom,
        task,
        assigned(row, 8),
        row.due,
        f"{answer}\n{row.standing.label}" if stands else answer,
    )


def _family_cells(tie: FamilyTie, household: Household) -> tuple[str, ...]:
    return _ends(tie, household), f"家族：{in_words(tie)}", "", _since_and_note(tie)


def _tie_cells(tie: Tie, household: Household) -> tuple[str, ...]:
    return _ends(tie, household), describe(tie), tie.confidence.label, _since_and_note(tie)


def _ends(tie: Tie | FamilyTie, household: Household) -> str:
    return f"{household.called(tie.a)} {arrow(tie)} {household.called(tie.b)}"


def _since_and_note(tie: Tie | FamilyTie) -> str:
    since = "" if tie.since_on is None else f"{wareki_short(tie.since_on)}から"
    return "　".join(part for part in (since, tie.note) if part)
