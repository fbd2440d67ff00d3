"""役割分担: who does what for whom on which issue by when, and the agency's answer to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.issue import Issue
from jusou_meeting.vocabulary import Code, Fact, RecordId


class RoleStanding(Code):
    """役割の状況: whether the role still stands."""

    OPEN = "open", "継続"
    DONE = "done", "完了"
    CHANGED = "changed", "事情が変わり不可"
    UNDONE = "undone", "未実施"


NOT_DONE = (RoleStanding.CHANGED, RoleStanding.UNDONE)
"""What is told with its reason: the two are not the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAssignment(Fact):
    """役割: 誰が・誰に・どの課題に・何を・いつまで."""

    assignee_id: RecordId
    """The involvement (agency) or person who takes it; the household itself = the office that holds the meetings."""
    task: str
    in_charge: str = ""
    """The person at the agency; blank = the agency will say."""
    for_ids: tuple[RecordId, ...] = ()
    """People, or the household itself; empty = not said yet."""
    issue_ids: tuple[RecordId, ...] = ()
    due_on: date | None = None
    due_text: str = ""
    """A frequency or an event instead of, or beside, a date (月2回, 次回会議, 随時)."""
    wording: int = 1
    """Counts how often the room put it otherwise: an answer is for one wording."""
    lead: bool = False
    """主担当機関 in this household."""
    standing: RoleStanding = RoleStanding.OPEN
    result: str = ""
    """What came of it, or why nothing did."""
    assigned_in: RecordId | None = None
    """The meeting that assigned it; None = before any meeting."""


class Answer(Code):
    """回答: what an agency says of a role it was given, and the coordinator's word to its question."""

    ACCEPTED = "accepted", "承諾"
    CONDITIONAL = "conditional", "条件付き"
    TAKEN_BACK = "taken_back", "持ち帰り"
    DECLINED = "declined", "辞退"
    QUESTIONED = "questioned", "質問"
    REPLIED = "replied", "返答"

    @property
    def wants_words(self) -> bool:
        """Whether it says nothing without its condition, reason or question."""
        return self is not Answer.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Fact):
    """役割の確認: one answer to one wording of a role; it is never undone, only followed by another."""

    role_id: RecordId
    wording: int
    """Of the role, as it read when it was answered."""
    answer: Answer
    text: str = ""
    answered_by: str
    """The name of the person who answered."""
    answered_for: str = ""
    """Their agency."""
    oral: bool = False
    """口頭: said in the room and noted by the coordinator."""
    until_on: date | None = None
    """持ち帰り: the day by which the agency will say."""
    read_in: RecordId | None = None
    """The meeting that had this role read out when it was said; None = it was not read out."""
    proposed_task: str = ""
    """文言の提案: how a question would put the task; blank = as it is put."""
    proposed_due: str = ""
    """The same of until when, in a line."""
    answered_at: datetime

    @property
    def proposes(self) -> bool:
        """Whether it asks to put the role in other words, which the coordinator takes or not."""
        return bool(self.proposed_task or self.proposed_due)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReview(Fact):
    """役割の振り返り: what a meeting found had come of a role that was given before it."""

    meeting_id: RecordId
    role_id: RecordId
    standing: RoleStanding
    result: str = ""
    """What came of it; where it was not done, why."""


def reworded(before: RoleAssignment, after: RoleAssignment) -> RoleAssignment:
    """The role as it is now put; who at the agency does it, who leads and what came of it put nothing otherwise."""
    said = ("assignee_id", "task", "for_ids", "issue_ids", "due_on", "due_text")
    alike = all(getattr(before, name) == getattr(after, name) for name in said)
    return replace(after, wording=before.wording + (not alike))


def given_again(role: RoleAssignment, *, id: RecordId, meeting_id: RecordId) -> RoleAssignment:
    """A role that was not done, as a meeting would give it once more: by when, and what the agency says, is asked anew."""
    return RoleAssignment(
        id=id,
        assignee_id=role.assignee_id,
        task=role.task,
        in_charge=role.in_charge,
        for_ids=role.for_ids,
        issue_ids=role.issue_ids,
        lead=role.lead,
        assigned_in=meeting_id,
    )


def answer_findings(confirmation: Confirmation) -> Iterator[Finding]:
    """A condition, a refusal, a question: what needs words has them; what is taken back comes again by a day."""
    said = confirmation.text.strip() or confirmation.proposes
    if confirmation.answer.wants_words and not said:
        yield Finding(
            Weight.STOPS, f"「{confirmation.answer.label}」の内容（条件・理由・質問など）を書いてください。"
        )
    if confirmation.answer is Answer.TAKEN_BACK and confirmation.until_on is None:
        yield Finding(Weight.STOPS, "「持ち帰り」は、いつまでに返事をするか（日付）を入れてください。")


def hearsay_findings(confirmation: Confirmation) -> Iterator[Finding]:
    """Whoever is not in the room accepts nothing by word of mouth, unless it is said how that was heard."""
    unsaid = confirmation.oral and not confirmation.text.strip()
    if confirmation.answer is Answer.ACCEPTED and unsaid:
        yield Finding(
            Weight.STOPS,
            f"「{confirmation.answered_for}」は、その場にいません。承諾をどう聞いたか（電話など）を書いてください。",
            confirmation.role_id,
        )


def latest_answers(
    roles: Iterable[RoleAssignment], confirmations: Iterable[Confirmation]
) -> dict[RecordId, Confirmation]:
    """The agency's last answer to each role as it now reads; an answer to an earlier wording no longer counts."""
    wordings = {role.id: role.wording for role in roles}
    said = (c for c in confirmations if c.answer is not Answer.REPLIED)
    current = (c for c in said if wordings.get(c.role_id) == c.wording)
    return {c.role_id: c for c in sorted(current, key=lambda c: c.answered_at)}


def answer_to_keep(role: RoleAssignment, confirmations: Iterable[Confirmation]) -> Confirmation | None:
    """How the agency took the role on before it was put as it is now; None = it did not, or has said more since.

    A proposal of other words takes nothing back; a question does, even one that was replied to.
    """
    words = exchange(role.id, confirmations)
    said = [c for c in words if c.answer is not Answer.REPLIED and not c.proposes]
    took = said and said[-1].answer in (Answer.ACCEPTED, Answer.CONDITIONAL)
    return said[-1] if took and said[-1].wording < role.wording else None


def read_in(
    roles: Iterable[RoleAssignment], confirmations: Iterable[Confirmation], meeting_id: RecordId
) -> frozenset[RecordId]:
    """The roles that were read out in this meeting as they now read, and answered there."""
    wordings = {role.id: role.wording for role in roles}
    return frozenset(
        said.role_id
        for said in confirmations
        if said.read_in == meeting_id and wordings.get(said.role_id) == said.wording
    )


def exchange(role_id: RecordId, confirmations: Iterable[Confirmation]) -> tuple[Confirmation, ...]:
    """やりとり: all that was ever said to this role, in whatever wording, oldest first; what was said again counts once."""
    said = sorted((c for c in confirmations if c.role_id == role_id), key=lambda c: c.answered_at)
    return tuple(
        now
        for before, now in zip((None, *said), said, strict=False)
        if before is None or not _again(before, now)
    )


def _again(before: Confirmation, now: Confirmation) -> bool:
    what = ("wording", "answer", "text", "until_on", "proposed_task", "proposed_due")
    return now.read_in is not None and all(getattr(before, name) == getattr(now, name) for name in what)


def open_question(said: Sequence[Confirmation]) -> Confirmation | None:
    """The last question or proposal of an exchange that nobody replied to yet.

    A reply is for the last of what waits, and for all else of its kind: whether a wording is taken says nothing of a
    question. An answer of the agency leaves nothing open.
    """
    waiting: list[Confirmation] = []
    for word in said:
        if word.answer is Answer.QUESTIONED:
            waiting.append(word)
        elif word.answer is Answer.REPLIED and waiting:
            waiting = [asked for asked in waiting if asked.proposes is not waiting[-1].proposes]
        else:
            waiting = []
    return waiting[-1] if waiting else None


def review_findings(review: RoleReview) -> Iterator[Finding]:
    """What was not done, or can no longer be, is told with its reason."""
    if review.standing in NOT_DONE and not review.result.strip():
        yield Finding(
            Weight.STOPS, f"「{review.standing.label}」には、その理由を書いてください。", review.role_id
        )


def is_earlier(role: RoleAssignment, ended: Collection[RecordId], crossed: Collection[RecordId] = ()) -> bool:
    """Whether a meeting that has `ended` gave it, or one from which it `crossed`; what was noted before a meeting is earlier once one has ended."""
    if role.assigned_in is None:
        return bool(ended) or role.id in crossed
    return role.assigned_in in ended


def role_removal_findings(
    role: RoleAssignment, ended: Collection[RecordId], crossed: Collection[RecordId] = ()
) -> Iterator[Finding]:
    """A role of an earlier meeting stays until a meeting has said what came of it, and after that, too."""
    if is_earlier(role, ended, crossed):
        yield Finding(
            Weight.STOPS,
            f"「{role.task}」は、前の会議までの役割なので消せません。会議の「前回」の欄で、どうなったかを記してください。"
            "書き間違いなら、内容を直してください。",
            role.id,
        )


def standing_findings(
    before: RoleAssignment | None,
    after: RoleAssignment,
    ended: Collection[RecordId],
    reviews: Iterable[RoleReview],
    crossed: Collection[RecordId] = (),
) -> Iterator[Finding]:
    """What was not done, or can no longer be, says why; of an earlier role it is a meeting that finds so."""
    if after.standing not in NOT_DONE or (before is not None and before.standing is after.standing):
        return
    if not after.result.strip():
        yield Finding(
            Weight.STOPS,
            f"状況を「{after.standing.label}」にするときは、その理由を書いてください。",
            after.id,
        )
    found = any(review.role_id == after.id and review.standing is after.standing for review in reviews)
    if is_earlier(after, ended, crossed) and not found:
        yield Finding(
            Weight.STOPS,
            f"前の会議までの役割を「{after.standing.label}」にするのは、会議の「前回」の欄です。",
            after.id,
        )


def refusals(
    roles: Iterable[RoleAssignment], confirmations: Iterable[Confirmation]
) -> tuple[Confirmation, ...]:
    """辞退: the answers by which nobody carries a role any more."""
    last = latest_answers(roles, confirmations).values()
    return tuple(answer for answer in last if answer.answer is Answer.DECLINED)


def carried(
    roles: Iterable[RoleAssignment], confirmations: Iterable[Confirmation]
) -> tuple[RoleAssignment, ...]:
    """The roles that stand and were not declined."""
    standing = tuple(role for role in roles if role.standing is RoleStanding.OPEN)
    declined = {answer.role_id for answer in refusals(standing, confirmations)}
    return tuple(role for role in standing if role.id not in declined)


def carriers(
    roles: Iterable[RoleAssignment], confirmations: Iterable[Confirmation]
) -> dict[RecordId, tuple[RecordId, ...]]:
    """Who carries each issue: whoever has a role for it that stands and was not declined."""
    by: dict[RecordId, tuple[RecordId, ...]] = {}
    for role in carried(roles, confirmations):
        for issue_id in role.issue_ids:
            by[issue_id] = tuple(dict.fromkeys((*by.get(issue_id, ()), role.assignee_id)))
    return by


def undecided(
    issues: Iterable[Issue],
    roles: Iterable[RoleAssignment],
    confirmations: Iterable[Confirmation],
    *,
    lead_pending: str = "",
) -> Iterator[Finding]:
    """Issues nobody took, no lead, roles without a time, and roles that nobody carries any more."""
    standing = [role for role in roles if role.standing is RoleStanding.OPEN]
    confirmations = tuple(confirmations)
    answers = latest_answers(standing, confirmations)
    taken = carriers(standing, confirmations)
    for issue in issues:
        if issue.id not in taken and issue.deferred:
            yield Finding(
                Weight.WARNS,
                f"課題「{issue.title}」には、いまは担当を置かないと決めています（{issue.deferred}）。",
                issue.id,
            )
        elif issue.id not in taken:
            yield Finding(Weight.WARNS, f"課題「{issue.title}」に担当がありません。", issue.id)
    leading = [role for role in standing if role.lead]
    leads = len(leading)
    if leads == 0 and lead_pending:
        yield Finding(
            Weight.WARNS, f"主担当機関は未定です（{lead_pending}）。それまでは包括化支援員が暫定です。"
        )
    elif leads == 0:
        yield Finding(Weight.WARNS, "主担当機関が決まっていません。")
    if leads > 1:
        yield Finding(Weight.WARNS, f"主担当機関が{leads}つの役割に付いています。")
    if leads and not any(role.in_charge for role in leading):
        yield Finding(Weight.WARNS, "主たる援助者（主担当機関の担当者）が決まっていません。", leading[0].id)
    for role in standing:
        if role.due_on is None and not role.due_text:
            yield Finding(Weight.WARNS, f"役割「{role.task}」の期限がありません。", role.id)
        answer = answers.get(role.id)
        if answer is not None and answer.answer is Answer.DECLINED:
            yield Finding(
                Weight.WARNS,
                f"役割「{role.task}」は辞退されました{_why(answer)}。担い手を決め直してください。",
                role.id,
            )


def unanswered(roles: Iterable[RoleAssignment], confirmations: Iterable[Confirmation]) -> Iterator[Finding]:
    """Roles that nobody answered, and those with a question or a proposal that waits."""
    standing = [role for role in roles if role.standing is RoleStanding.OPEN]
    confirmations = tuple(confirmations)
    answers = latest_answers(standing, confirmations)
    for role in standing:
        answer = answers.get(role.id)
        asked = open_question(exchange(role.id, confirmations))
        if asked and asked.proposes:
            yield Finding(Weight.WARNS, f"役割「{role.task}」に文言の提案が出たままです。", role.id)
        elif asked:
            yield Finding(Weight.WARNS, f"役割「{role.task}」に質問が出たままです{_why(asked)}。", role.id)
        elif answer is None:
            yield Finding(Weight.WARNS, f"役割「{role.task}」の確認がまだです。", role.id)
        elif answer.answer is Answer.QUESTIONED:
            left = f"役割「{role.task}」の質問に返答しましたが、確認がまだです。"
            yield Finding(Weight.WARNS, left, role.id)


def _why(answer: Confirmation) -> str:
    return f"（{answer.text}）" if answer.text else ""
