"""支援の項目: the roles of the file with their answers, the plan, and what keeps people safe."""

from __future__ import annotations

from jusou_meeting.crossing import Crossing
from jusou_meeting.household_file.entry import ID, LEARNED_IN, Entry, RecordKind
from jusou_meeting.household_file.shape import (
    DAY,
    FLAG,
    HOUSEHOLD_ID,
    INSTANT,
    LINE,
    NAME,
    TEXT,
    id_of,
    ids_of,
    or_null,
    word_of,
)
from jusou_meeting.other_meeting import Body, OtherMeeting
from jusou_meeting.plan import Goal, GoalStanding, Judgement, Plan, Term, Wish
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleStanding
from jusou_meeting.safety import AbuseHandling, AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.vocabulary import Footing

CONFIRMATIONS = RecordKind(
    key="confirmations",
    says="役割への機関の回答と、質問への返答",
    fact=Confirmation,
    entries=(
        Entry("answer", "回答", word_of(Answer), required=True),
        Entry("answered_by", "回答した人の名前", LINE, required=True),
        Entry("answered_at", "回答した日時（日本の時刻）", INSTANT, required=True),
        Entry("answered_for", "回答した人の機関", LINE),
        Entry("text", "質問・条件など", TEXT),
        Entry("oral", "口頭で聞いて書き留めたなら true", FLAG),
        Entry("until_on", "持ち帰りなら、いつまでに返事をするか", or_null(DAY)),
        Entry("read_in", "役割を読み上げて確かめたなら、その会議の id", or_null(id_of("meetings"))),
        Entry("proposed_task", "役割の文言を提案したなら、その「何を」", TEXT),
        Entry("proposed_due", "役割の文言を提案したなら、その「いつまで」", LINE),
        Entry("outdated", "役割が書き直される前の内容への回答なら true", FLAG),
    ),
)

ROLES = RecordKind(
    key="roles",
    says="役割分担",
    fact=RoleAssignment,
    letter="r",
    entries=(
        Entry(
            "assignee", "担う機関または人の id。会議を主催する事務局なら「世帯」",
            id_of("agencies", "people", HOUSEHOLD_ID), "assignee_id", required=True,
        ),
        Entry("task", "何をするか", TEXT, required=True),
        Entry("for", "誰に対してか（人の id、または「世帯」。いくつでも）", ids_of("people", HOUSEHOLD_ID), "for_ids"),
        Entry("issues", "どの課題か（課題の id。いくつでも）", ids_of("issues"), "issue_ids"),
        Entry("in_charge", "機関の中の担当者", LINE),
        Entry("due_on", "いつまで（日付）", or_null(DAY)),
        Entry("due_text", "日付で言えない期限や頻度（随時、月2回 など）", LINE),
        Entry("lead", "主担当機関としての役割なら true", FLAG),
        Entry("standing", "状況。書かなければ「継続」", word_of(RoleStanding)),
        Entry("result", "結果、またはできなかった理由", TEXT),
        Entry("assigned_in", "割り当てた会議の id", or_null(id_of("meetings"))),
    ),
    inside=(CONFIRMATIONS,),
)  # fmt: skip

WISHES = RecordKind(
    key="wishes",
    letter="w",
    says="本人・家族の意向",
    fact=Wish,
    entries=(
        Entry("person", "誰の意向か（人の id）", id_of("people"), "person_id", required=True),
        Entry("words", "意向（本人の言葉で）。まだ聞けていなければ書かない", TEXT),
        Entry("told_by", "ほかの人から聞いたなら、誰からか（祖母 など）", LINE),
        Entry("unheard_because", "まだ聞けていないわけ", TEXT),
    ),
)

GOALS = RecordKind(
    key="goals",
    letter="g",
    says="目標",
    fact=Goal,
    entries=(
        Entry("text", "目標", TEXT, required=True),
        Entry("term", "長期目標か短期目標か。書かなければ「短期目標」", word_of(Term)),
        Entry("within", "期間（3か月 など）", LINE),
        Entry("issues", "どの課題のためか（課題の id。いくつでも）", ids_of("issues"), "issue_ids"),
        Entry("standing", "達成状況。書かなければ「取組中」", word_of(GoalStanding)),
        Entry("set_in", "立てた会議の id", or_null(id_of("meetings"))),
    ),
)

PLANS = RecordKind(
    key="plans",
    says="支援プランの枠。会議ごとにひとつ",
    fact=Plan,
    entries=(
        Entry("meeting", "話し合った会議の id", id_of("meetings"), "meeting_id", required=True),
        Entry("direction", "支援の方向性", TEXT),
        Entry("starts_on", "計画期間の初日", or_null(DAY)),
        Entry("ends_on", "計画期間の末日", or_null(DAY)),
        Entry("monitoring_on", "次回モニタリングの日", or_null(DAY)),
        Entry("monitoring_text", "次回モニタリングのめやす（言葉で）", LINE),
        Entry("judgement", "プラン協議の結果", or_null(word_of(Judgement))),
        Entry("judgement_note", "修正・継続協議の内容", TEXT),
        Entry("lead_pending", "主担当が未定なら、誰がいつまでに決めるか", LINE),
        Entry("decided_on", "支援決定の日", or_null(DAY)),
        Entry("handed_on", "本人に写しを渡した日", or_null(DAY)),
    ),
)

EMERGENCY_CONTACTS = RecordKind(
    key="emergency_contacts",
    letter="e",
    says="緊急時の対応",
    fact=EmergencyContact,
    entries=(
        Entry("situation", "どんなとき（暴力の危険、急病 など）", NAME, required=True),
        Entry("whom", "どこへ・誰へ", NAME, required=True),
        Entry("hours", "時間帯（日中、夜間 など）", LINE),
        Entry("how", "連絡のしかた（電話番号、場所）", LINE),
    ),
)

ABUSE_SUSPICIONS = RecordKind(
    key="abuse_suspicions",
    letter="b",
    says="虐待の疑いと、通報・事実確認の判断",
    fact=AbuseSuspicion,
    entries=(
        Entry("subject", "誰への虐待か（人の id）", id_of("people"), "subject_id", required=True),
        Entry("kind", "種別", word_of(AbuseKind), required=True),
        Entry("text", "疑われる内容", TEXT),
        Entry("handling", "判断。書かなければ「未判断」", word_of(AbuseHandling)),
        Entry("handled_by", "事実確認をするところ", LINE),
        Entry("decided_by", "判断者", LINE),
        Entry("decided_on", "判断の日", or_null(DAY)),
        Entry("due_on", "事実確認の期限", or_null(DAY)),
        Entry("reason", "判断のわけ", TEXT),
    ),
)

OTHER_MEETINGS = RecordKind(
    key="other_meetings",
    letter="o",
    says="他の会議体での扱い",
    fact=OtherMeeting,
    entries=(
        Entry("body", "会議体", word_of(Body), required=True),
        Entry("name", "会議の名前（その他のときは要る）", LINE),
        Entry("handling", "どう扱われているか、どう連携するか", TEXT),
        Entry("lead", "そこでの主担当", LINE),
        Entry("since_on", "いつから", or_null(DAY)),
    ),
)

CROSSINGS = RecordKind(
    key="crossings",
    says="支援会議で得た情報を、重層的支援会議へ移してよいかの判断",
    fact=Crossing,
    common=(ID, LEARNED_IN),  # it tells of what is known in confidence
    told_apart=False,
    footing=Footing.STATUTORY,
    entries=(
        Entry(
            "record",
            "どの記録か（人・課題・機関・関係線・役割・意向・目標・緊急時の対応・虐待の疑い・できごと・他の会議体の id、または「世帯」）",
            id_of(
                "people", "family_ties", "issues", "agencies", "ties", "roles", "wishes", "goals", "emergency_contacts",
                "abuse_suspicions", "events", "other_meetings", HOUSEHOLD_ID,
            ),
            "record_id",
            required=True,
        ),
        Entry("allowed", "移してよいなら true、移さないなら false", FLAG, required=True),
        Entry("reason", "移す根拠、または移さないわけ", TEXT),
        Entry("decided_by", "判断した人", LINE, required=True),
        Entry("decided_on", "判断の日", DAY, required=True),
    ),
)  # fmt: skip
