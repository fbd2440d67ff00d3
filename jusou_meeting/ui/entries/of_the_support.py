"""支援の入力欄: what is asked of issues, roles and the answers to them, of the plan, and of safety."""

from __future__ import annotations

from jusou_meeting.household import Household
from jusou_meeting.issue import Issue, Sphere, Urgency
from jusou_meeting.other_meeting import Body, OtherMeeting
from jusou_meeting.plan import Goal, GoalStanding, Judgement, Plan, Term, Wish
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleReview, RoleStanding
from jusou_meeting.safety import AbuseHandling, AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.ui.entries.choice_of import assignees_of, issues_of, people_of, subjects_of
from jusou_meeting.ui.field import (
    Entry,
    choice,
    day,
    line,
    maybe,
    one_of,
    paragraph,
    pick,
    sentence,
    several,
    tick,
)
from jusou_meeting.vocabulary import Fact


def entries_of_the_support(fact: Fact, household: Household) -> tuple[Entry, ...] | None:
    """The fields of this fact; None = it is not of the support.

    A new role is asked for in the order in which a room says it; what only comes later is asked where it is put right.
    """
    match fact:
        case Issue():
            known = (
                one_of("subject_id", "誰の課題", subjects_of(household)),
                line("title", "課題"),
                paragraph("note", "くわしい状況"),
            )
            sorting = (
                maybe("sphere", "本人⇔まわり", Sphere),
                maybe("urgency", "急ぐ⇔急がない", Urgency),
                line("deferred_because", "いまは担当を置かないわけ"),
                line("deferred_until", "いつまで置かないか", placeholder="受診の相談が始まるまで"),
            )
            return (*known, *sorting) if fact.version else known
        case RoleAssignment():
            who = one_of("assignee_id", "誰が（機関・人）", assignees_of(household, fact.assignee_id))
            issues = several("issue_ids", "どの課題に", issues_of(household))
            whom = several("for_ids", "誰に", subjects_of(household))
            if not fact.version:
                due = line("due_text", "いつまで", placeholder="12/4、月2回、随時 など")
                return (
                    who, issues, sentence("task", "何を"), due,
                    whom, line("in_charge", "担当者"), tick("lead", "主担当機関"),
                )  # fmt: skip
            return (
                who,
                line("in_charge", "担当者"),
                whom,
                issues,
                sentence("task", "何を"),
                day("due_on", "いつまで（日付）"),
                line("due_text", "いつまで・どのくらい（言葉）", placeholder="月2回、次回会議まで"),
                tick("lead", "主担当機関"),
                choice("standing", "状況", RoleStanding),
                line("result", "結果・できなかった理由"),
            )
        case RoleReview():
            return (
                pick(
                    "standing",
                    "どうなったか",
                    RoleStanding,
                    unset=None if fact.version else RoleStanding.OPEN,
                ),
                line("result", "結果・できなかった理由"),
            )
        case Confirmation():
            return (
                pick("answer", "回答", Answer, but=(Answer.QUESTIONED, Answer.REPLIED)),
                line("text", "条件・理由・持ち帰る先"),
                day("until_on", "持ち帰りの返事の期限"),
            )
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
                line("lead_pending", "主担当が未定なら、誰がいつまでに決めるか"),
                day("starts_on", "計画期間の初日"),
                day("ends_on", "計画期間の末日"),
                day("monitoring_on", "次回モニタリング（日付）"),
                line("monitoring_text", "次回モニタリング（言葉）", placeholder="3か月後"),
                maybe("judgement", "プラン協議の結果", Judgement),
                paragraph("judgement_note", "修正・継続協議の内容、付け加えること"),
                day("decided_on", "支援決定の日"),
                day("handed_on", "本人に写しを渡した日"),
            )
        case OtherMeeting():
            return (
                choice("body", "会議体", Body),
                line("name", "会議の名前", placeholder="個別ケース検討会議"),
                paragraph("handling", "どう扱われているか・どう連携するか"),
                line("lead", "そこでの主担当"),
                day("since_on", "いつから"),
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
                choice("kind", "種別", AbuseKind, unset=None if fact.version else AbuseKind.OTHER),
                paragraph("text", "疑われる内容"),
                choice("handling", "通報・事実確認の判断", AbuseHandling),
                line("decided_by", "判断者"),
                day("decided_on", "判断の日"),
                line("handled_by", "事実確認をするところ"),
                day("due_on", "事実確認の期限"),
                paragraph("reason", "判断のわけ"),
            )
    return None
