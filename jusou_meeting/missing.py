"""足りないところ: what a meeting on this household has not said yet; rules that notice, for the coordinator alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from jusou_meeting.carried_over import to_review
from jusou_meeting.correction_request import period_findings
from jusou_meeting.ecomap.gap import doubtful, map_gaps, unconnected
from jusou_meeting.evaluation import Outcome
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.mask import Audience, spoken
from jusou_meeting.meeting import Attendance, MeetingKind, MeetingRecord
from jusou_meeting.meeting_gate import is_there
from jusou_meeting.role import (
    RoleStanding,
    hearsay_findings,
    latest_answers,
    unanswered,
    undecided,
)
from jusou_meeting.safety import abuse_findings
from jusou_meeting.unconsented import unshown_findings, without_consent_findings
from jusou_meeting.vocabulary import Code
from jusou_meeting.written_name import name_findings


class Remedy(Code):
    """直し方: what is done about what is missing; first what a meeting can still do before it closes."""

    DECIDE = "decide", "決める"
    ANSWER = "answer", "役割の返事と結果を確かめる"
    HEAR = "hear", "本人に聞く"
    RECORD = "record", "会議の記録を補う"
    CONNECT = "connect", "つなぐ"
    CHECK = "check", "記録を確かめ直す"
    REWORD = "reword", "書きぶりを確かめる"
    CONSENT = "consent", "同意を得るか、根拠を記す"


_OF_A_REPORT = ("虐待", "通告", "通報", "要対協", "要保護児童")
"""Words by which a family would first learn of a suspicion."""


def of_the_meeting(household: Household, record: MeetingRecord) -> dict[Remedy, tuple[Finding, ...]]:
    """What this meeting has not said yet, by what is done about it; suspicions that nobody decided on come first.

    A lead that the plan of this meeting leaves to somebody until a day is 未定, not forgotten.
    """
    pending = _lead_pending(household, record)
    roles, confirmations = household.roles, household.confirmations
    decisions = undecided(household.issues, roles, confirmations, lead_pending=pending)
    return _by_kind(
        {
            Remedy.DECIDE: (*abuse_findings(household.abuse_suspicions), *decisions),
            Remedy.ANSWER: (
                *_unreviewed(household, record),
                *_going_on_without_a_day(household, record),
                *_going_on_after_the_end(household, record),
                *unanswered(roles, confirmations),
                *_hearsay(household, record),
            ),
            Remedy.HEAR: _unheard(household),
            Remedy.RECORD: _unrecorded(household, record),
        }
    )


def on_the_map(household: Household, on: date) -> dict[Remedy, tuple[Finding, ...]]:
    """What the map shows to be missing on this day, by what is done about it."""
    return _by_kind({Remedy.CONNECT: unconnected(household), Remedy.CHECK: doubtful(household, on)})


def in_its_words(household: Household, record: MeetingRecord | None) -> dict[Remedy, tuple[Finding, ...]]:
    """What papers would tell as it was written, and had better not, and what the next meeting is not shown; never for a wall."""
    to_sign = () if record is None else _on_the_signed_page(household, record)
    unshown = () if record is None else unshown_findings(household, record)
    return _by_kind({Remedy.REWORD: (*name_findings(household, record), *to_sign), Remedy.CONSENT: unshown})


def _on_the_signed_page(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    if record.meeting.kind is MeetingKind.STATUTORY:
        return
    hidden = {remark.became for remark in record.remarks if remark.source_hidden}
    for role in household.standing_roles:
        word = next((word for word in _OF_A_REPORT if word in role.task), "")
        why = "は、情報源を秘匿した発言からつくりました" if role.id in hidden else f"に「{word}」とあります"
        if word or role.id in hidden:
            yield Finding(
                Weight.WARNS,
                f"役割「{role.task}」{why}。本人が署名する支援プランにも、書いたとおりに出ます。",
                role.id,
            )


def _by_kind(found: Mapping[Remedy, Iterable[Finding]]) -> dict[Remedy, tuple[Finding, ...]]:
    told = {remedy: tuple(findings) for remedy, findings in found.items()}
    return {remedy: findings for remedy, findings in told.items() if findings}


def missing(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    """What this meeting has not said yet, one after another."""
    return chain.from_iterable(of_the_meeting(household, record).values())


def _unreviewed(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    if earlier := to_review(household, record):
        yield Finding(
            Weight.WARNS, f"前回までの役割のうち、結果を確かめていないものが{len(earlier)}件あります。"
        )


def _going_on_without_a_day(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    going_on = {review.role_id for review in record.reviews if review.standing is RoleStanding.OPEN}
    for role in household.roles:
        if role.id in going_on and role.due_on is not None and role.due_on <= record.sitting.held_on:
            yield Finding(
                Weight.WARNS,
                f"役割「{role.task}」は継続ですが、期限（{wareki_short(role.due_on)}）が来ています。次の期限を書いてください。",
                role.id,
            )


def _going_on_after_the_end(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    left = len(household.standing_roles)
    if left and any(evaluation.outcome is Outcome.CLOSED for evaluation in record.evaluations):
        yield Finding(
            Weight.WARNS,
            f"終結としましたが、続いている役割が{left}件あります。終えるか、誰が続けるかを確かめてください。",
        )


def _unheard(household: Household) -> Iterator[Finding]:
    heard = {wish.person_id for wish in household.wishes if wish.heard}
    for person in household.people:
        if person.id not in heard and person.can_be_asked and not person.lives_apart:
            why = next((w.unheard_because for w in household.wishes if w.person_id == person.id), "")
            said = f"（{why}）" if why else ""
            yield Finding(
                Weight.WARNS, f"「{person.label}」の意向が、本人からは未確認です{said}。", person.id
            )


def _unrecorded(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    meeting = record.meeting
    expected = sum(a.is_only_expected for a in record.attendees)
    if expected and not meeting.is_prepared:
        yield Finding(
            Weight.WARNS, f"来たかどうかを確かめていない人が{expected}人います（「出席者」の欄で記します）。"
        )
    for attendee in record.attendees:
        if attendee.attendance is Attendance.PROXY and not attendee.name and attendee.person_id is None:
            yield Finding(
                Weight.WARNS,
                f"「{attendee.agency}」の代理で来た方の氏名がありません（「出席者」の欄で入れます）。",
            )
    unpledged = sum(a.came and not a.pledged for a in record.attendees)
    if meeting.kind is MeetingKind.STATUTORY and unpledged:
        yield Finding(Weight.WARNS, f"守秘の承諾を確かめていない出席者が{unpledged}人います。")
    nobody = sum(r.speaker_id is None and not r.source_hidden for r in record.remarks)
    if nobody:
        yield Finding(
            Weight.WARNS, f"誰の発言かを書いていない発言が{nobody}件あります（「記録」の欄で直せます）。"
        )
    yield from without_consent_findings(household, record)
    if not meeting.says_next and not any(e.outcome is Outcome.CLOSED for e in record.evaluations):
        yield Finding(
            Weight.WARNS,
            "次回（または次回を開かないこと）が決まっていません（「書類」の欄か、閉会のときに書きます）。",
        )


def _hearsay(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    answers = latest_answers(household.roles, household.confirmations)
    for role in household.standing_roles:
        answer = answers.get(role.id)
        if answer is not None and not is_there(record.attendees, household, role, at=answer.answered_at):
            for finding in hearsay_findings(answer):
                yield replace(finding, weight=Weight.WARNS)


def may_be_projected(finding: Finding, household: Household) -> bool:
    """Whether the room may be shown that this is missing; a suspicion of abuse is never put on a wall."""
    return all(finding.about != suspicion.id for suspicion in household.abuse_suspicions)


def projectable(household: Household, shown: Household, record: MeetingRecord, on: date) -> frozenset[str]:
    """The keys of what is missing and may be told on the wall, by what the wall is `shown` of this household."""
    findings = (*missing(shown, record), *map_gaps(shown, on))
    return frozenset(finding.key for finding in findings if may_be_projected(finding, household))


def projected(
    key: str, household: Household, record: MeetingRecord, audience: Audience, *, on: date
) -> Finding | None:
    """The finding that was put on the wall, in words that its audience may read; None = it is not missing any more."""
    if not key:
        return None
    known, told = (
        (*missing(each, record), *map_gaps(each, on))
        for each in (household, spoken(household, audience, on=on))
    )
    return next(
        (
            words
            for finding, words in zip(known, told, strict=True)
            if finding.key == key and may_be_projected(finding, household)
        ),
        None,
    )


def finality_findings(household: Household, record: MeetingRecord, *, today: date) -> Iterator[Finding]:
    """Whether the minutes of a meeting may be made final: who does what, and who leads, must be on the paper.

    Everything else that is missing only warns: people stood up at the hour.
    """
    if record.meeting.closed_at is None:
        yield Finding(Weight.STOPS, "会議録は、閉会してから確定します。")
    standing = household.standing_roles
    for role in standing:
        if not role.task.strip() or not household.holds(role.assignee_id):
            yield Finding(
                Weight.STOPS,
                f"役割「{role.task or '（内容なし）'}」に、誰が・何をするかがそろっていません。",
                role.id,
            )
    led = any(role.lead and role.in_charge for role in standing)
    if any(evaluation.outcome is Outcome.CLOSED for evaluation in record.evaluations):
        if not any(evaluation.lead_after for evaluation in record.evaluations):
            yield Finding(Weight.STOPS, "終結後の主担当を書いてください（プランの「評価」）。")
    elif not led and not _lead_pending(household, record):
        yield Finding(
            Weight.STOPS,
            "主担当機関と主たる援助者（担当者）を役割に記すか、決まっていなければ、"
            "誰がいつまでに決めるかを書いてください（プランの「方向性」）。",
        )
    yield from period_findings(record.meeting.corrections_until, record.correction_requests, today)
    yield from missing(household, record)
    yield from chain.from_iterable(in_its_words(household, record).values())


def _lead_pending(household: Household, record: MeetingRecord) -> str:
    plan = household.plan_of(record.meeting.id)
    return "" if plan is None else plan.lead_pending
