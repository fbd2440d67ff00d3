"""入力欄の並び: what is asked of each kind of fact, in the words of the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from jusou_meeting.agency import FIELDS, Agency, Involvement, InvolvementStatus
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent, ConsentForm, ConsentGiver
from jusou_meeting.crossing import Crossing
from jusou_meeting.ecomap.ties import Confidence, Direction, Strength, Tie, TieStatus
from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.household import Household, HouseholdProfile, Kinship, Person, Sex
from jusou_meeting.issue import COMMON_TITLES, Issue
from jusou_meeting.meeting import Attendee, Correction, Decision, Meeting, Part, Remark
from jusou_meeting.plan import Goal, GoalStanding, Judgement, Plan, Term, Wish
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Confirmation, RoleAssignment, RoleReview, RoleStanding
from jusou_meeting.safety import AbuseHandling, AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.ui.field import (
    Entry,
    choice,
    day,
    hour,
    line,
    lines,
    maybe,
    number,
    one_of,
    paragraph,
    several,
    tick,
)
from jusou_meeting.ui.form import Offer
from jusou_meeting.vocabulary import Fact, RecordId

WORDS: dict[type[Fact], str] = {
    HouseholdProfile: "世帯の概要",
    Person: "世帯員",
    Issue: "課題",
    Involvement: "関係機関",
    Tie: "関係線",
    RoleAssignment: "役割",
    Consent: "同意",
    Attendee: "出席者",
    Remark: "発言",
    Decision: "決定事項",
    Wish: "意向",
    Goal: "目標",
    Plan: "支援の方向性と期間",
    EmergencyContact: "緊急時の対応",
    AbuseSuspicion: "虐待の疑い",
    ResourceGap: "社会資源の不足",
    AgendaItem: "議題",
    Evaluation: "評価",
    Meeting: "会議の予定",
    RoleReview: "役割の振り返り",
    Confirmation: "役割への回答",
    Correction: "訂正",
    Crossing: "移行の判断",
}
"""What each kind of fact is called on screen and in the history."""


def people_of(household: Household) -> dict[RecordId, str]:
    """The people, as the room calls them."""
    return {person.id: _called(person.label, person.name) for person in household.people}


def subjects_of(household: Household) -> dict[RecordId, str]:
    """The household as a whole, and its people."""
    return {household.id: "世帯全体", **people_of(household)}


def agencies_of(household: Household) -> dict[RecordId, str]:
    """The agencies and outsiders on the map."""
    return {involvement.id: involvement.name for involvement in household.involvements}


def issues_of(household: Household) -> dict[RecordId, str]:
    """The issues with the numbers of the map."""
    numbers = household.issue_numbers
    return {
        issue.id: f"{numbers[issue.id]} {issue.title}（{household.called(issue.subject_id)}）"
        for issue in household.issues
    }


def _called(label: str, name: str) -> str:
    return f"{label}　{name}" if name and name != label else label


def _directions(tie: Tie, ends: Mapping[RecordId, str]) -> dict[Direction, str]:
    """The directions in the names of the two ends, as far as they are known."""
    a, b = ends.get(tie.a, "どこから"), ends.get(tie.b, "どこへ")
    return {
        Direction.NONE: "向きなし",
        Direction.FORWARD: f"{a} → {b}",
        Direction.BACKWARD: f"{b} → {a}",
        Direction.BOTH: f"{a} ↔ {b}（おたがい）",
    }


def offers_of(fact: Fact, directory: Callable[[], Iterable[Agency]]) -> tuple[Offer, ...]:
    """What may be chosen instead of typed."""
    match fact:
        case Issue():
            return (Offer("よくある課題から選ぶ", {title: {"title": title} for title in COMMON_TITLES}),)
        case Involvement():
            agencies = {
                "　".join(filter(None, (agency.name, agency.field, agency.address))): {
                    "name": agency.name,
                    "field": agency.field,
                }
                for agency in directory()
            }
            return (
                Offer("機関名簿から選ぶ", agencies),
                Offer("分野を選ぶ", {field: {"field": field} for field in FIELDS}),
            )
    return ()


def entries_of(fact: Fact, household: Household, attendees: Sequence[Attendee] = ()) -> tuple[Entry, ...]:
    """The fields that are asked for this fact of this household."""
    ends = {**subjects_of(household), **agencies_of(household)}
    match fact:
        case HouseholdProfile():
            return (
                paragraph("note", "世帯の概要"),
                line("route", "相談・把握の経緯"),
                lines("strengths", "強み・できていること"),
                lines("avoid", "避けるべき関わり方"),
                paragraph("safe_contact", "安全な連絡方法"),
                line("address", "住所（地図・投影には出ません）"),
                line("phone", "電話（地図・投影には出ません）"),
            )
        case Person():
            return (
                line("label", "呼び名"),
                choice(
                    "kinship", "続柄（本人から見て）", Kinship, unset=None if fact.version else Kinship.OTHER
                ),
                line("name", "氏名"),
                line("kana", "ふりがな"),
                choice("sex", "性別", Sex),
                line("age_band", "年代・年齢", placeholder="40代"),
                day("birth_on", "生年月日（わかるとき）"),
                tick("deceased", "亡くなっている"),
                tick("lives_apart", "別居している"),
                line("residence", "別居先・居所"),
                paragraph("note", "状況・メモ"),
            )
        case Issue():
            return (
                one_of("subject_id", "誰の課題", subjects_of(household)),
                line("title", "課題"),
                paragraph("note", "くわしい状況"),
            )
        case Involvement():
            return (
                line("name", "機関・関係者の名前"),
                line("field", "分野", placeholder="介護、障がい、医療 など"),
                choice("status", "関与の状況", InvolvementStatus),
                tick("outsider", "機関ではない（家主・近隣・地域など）"),
                paragraph("note", "メモ"),
            )
        case Tie():
            return (
                one_of("a", "どこから", ends),
                one_of("b", "どこへ", ends),
                choice("direction", "向き", Direction, words=_directions(fact, ends)),
                choice("strength", "強さ", Strength),
                tick("stressful", "葛藤がある"),
                choice("status", "状態", TieStatus),
                line("label", "線の上の言葉", placeholder="暴言、見守り など"),
                choice("confidence", "確かさ", Confidence),
                line("source", "誰から聞いたか"),
                day("since_on", "いつから"),
                paragraph("note", "メモ"),
            )
        case RoleAssignment():
            return (
                one_of("assignee_id", "誰が（機関・人）", {**agencies_of(household), **people_of(household)}),
                line("in_charge", "担当者"),
                several("for_ids", "誰に", subjects_of(household)),
                several("issue_ids", "どの課題に", issues_of(household)),
                line("task", "何を"),
                day("due_on", "いつまで（日付）"),
                line("due_text", "いつまで・どのくらい（言葉）", placeholder="月2回、次回会議まで"),
                tick("lead", "主担当機関"),
                choice("standing", "状況", RoleStanding),
                line("result", "結果・できなかった理由"),
            )
        case Consent():
            return (
                one_of("person_id", "誰の同意", people_of(household)),
                choice("given_by", "同意した人", ConsentGiver),
                choice("form", "方法", ConsentForm),
                day("given_on", "同意の日"),
                several("agency_ids", "共有してよい機関", agencies_of(household)),
                line("about", "共有してよい内容"),
                day("until_on", "いつまで有効"),
                day("withdrawn_on", "撤回の日"),
            )
        case Attendee():
            return (
                line("agency", "所属"),
                one_of("involvement_id", "地図の機関", agencies_of(household), optional=True),
                line("job", "職名"),
                line("name", "氏名"),
                choice("part", "役目", Part),
                tick("host", "会議の事務局（主催）"),
                tick("pledged", "守秘を承諾した"),
                hour("from_at", "遅れて来る時刻"),
                hour("until_at", "早く帰る時刻"),
                line("remark", "備考"),
            )
        case Remark():
            speakers = {attendee.id: attendee.title for attendee in attendees}
            return (
                one_of("speaker_id", "発言者", speakers, optional=True),
                paragraph("text", "発言の要旨"),
                tick("source_hidden", "情報源を秘匿する"),
            )
        case Decision():
            return (line("text", "決まったこと"),)
        case Wish():
            return (
                one_of("person_id", "誰の意向", people_of(household)),
                paragraph("words", "意向（本人の言葉で）"),
                line("told_by", "本人でなければ、誰から聞いたか", placeholder="祖母"),
                line("unheard_because", "まだ聞けていないわけ", placeholder="意思の表示が難しい"),
            )
        case Goal():
            return (
                choice("term", "長期・短期", Term),
                line("within", "期間", placeholder="3か月"),
                paragraph("text", "目標"),
                several("issue_ids", "どの課題のため", issues_of(household)),
                choice("standing", "達成状況", GoalStanding),
            )
        case Plan():
            return (
                paragraph("direction", "支援の方向性"),
                day("starts_on", "計画期間の初日"),
                day("ends_on", "計画期間の末日"),
                day("monitoring_on", "次回モニタリング（日付）"),
                line("monitoring_text", "次回モニタリング（言葉）", placeholder="3か月後"),
                maybe("judgement", "プラン協議の結果", Judgement),
                paragraph("judgement_note", "修正・継続協議の内容"),
                line("lead_pending", "主担当が未定なら、誰がいつまでに決めるか"),
                day("decided_on", "支援決定の日"),
                day("handed_on", "本人に写しを渡した日"),
            )
        case EmergencyContact():
            return (
                line("situation", "どんなとき", placeholder="暴力の危険、急病 など"),
                line("whom", "どこへ・誰へ", placeholder="110番"),
                line("hours", "時間帯", placeholder="日中、夜間 など"),
                line("how", "連絡のしかた（番号・場所）"),
            )
        case AbuseSuspicion():
            return (
                one_of("subject_id", "誰への虐待か", people_of(household)),
                choice("kind", "種別", AbuseKind),
                paragraph("text", "疑われる内容"),
                choice("handling", "通報・事実確認の判断", AbuseHandling),
                line("decided_by", "判断者"),
                day("decided_on", "判断の日"),
                line("handled_by", "事実確認をするところ"),
                day("due_on", "事実確認の期限"),
                paragraph("reason", "判断のわけ"),
            )
        case ResourceGap():
            return (
                line("text", "足りない支援や担い手"),
                line("field", "分野", placeholder="住宅、地域 など"),
            )
        case AgendaItem():
            return (line("title", "議題"), number("minutes", "およその分数"))
        case Evaluation():
            return (
                choice("outcome", "評価区分", Outcome),
                paragraph("text", "達成状況と見られた変化"),
                paragraph("remaining", "残された課題"),
                line("lead_after", "終結後の主担当"),
                paragraph("again_when", "次にどうなったら再び会議を開くか"),
            )
    raise TypeError(f"no screen asks for a {type(fact).__name__}")


WANTED: dict[type[Fact], tuple[str, ...]] = {
    Person: ("label", "kinship"),
    Issue: ("subject_id", "title"),
    Involvement: ("name",),
    Tie: ("a", "b"),
    RoleAssignment: ("assignee_id", "task"),
    Consent: ("person_id", "given_on"),
    Attendee: ("agency",),
    Remark: ("text",),
    Decision: ("text",),
    Wish: ("person_id",),
    Goal: ("text",),
    EmergencyContact: ("situation", "whom"),
    AbuseSuspicion: ("subject_id",),
    ResourceGap: ("text",),
    AgendaItem: ("title",),
}
"""The fields without which a fact says nothing."""
