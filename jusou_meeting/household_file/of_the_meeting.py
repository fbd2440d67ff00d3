"""会議の項目: the meetings of the file and all that stands within one."""

from __future__ import annotations

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.correction_request import CorrectionRequest, Settlement
from jusou_meeting.distribution import Distribution
from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.household_file.entry import ID, LEARNED_IN, Entry, RecordKind
from jusou_meeting.household_file.shape import (
    CLOCK,
    DAY,
    FLAG,
    HOUSEHOLD_ID,
    INSTANT,
    LINE,
    MINUTES,
    NAME,
    ORDINAL,
    TEXT,
    id_of,
    ids_of,
    made_of,
    or_null,
    word_of,
)
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    Correction,
    Decision,
    Meeting,
    MeetingKind,
    Part,
    Remark,
)
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import RoleReview, RoleStanding

AGENDA = RecordKind(
    key="agenda",
    says="会議の次第",
    fact=AgendaItem,
    letter="d",
    entries=(
        Entry("title", "議題", NAME, required=True),
        Entry("minutes", "およその分数", MINUTES),
        Entry("place", "順番。書かなければ、並べた順", MINUTES),
        Entry("begun_at", "その議題に入った日時（日本の時刻）", or_null(INSTANT)),
    ),
)

ATTENDEES = RecordKind(
    key="attendees",
    says="会議の出席者",
    fact=Attendee,
    letter="s",
    entries=(
        Entry("agency", "所属機関（agencies の id）。agency か agency_name のどちらかは要る",
              or_null(id_of("agencies")), "involvement_id"),
        Entry("agency_name", "会議録に載る所属の名前。書かなければ agency の名前", NAME, "agency"),
        Entry("person", "本人・家族として出るなら、その人の id", or_null(id_of("people")), "person_id"),
        Entry("job", "職名", LINE),
        Entry("name", "氏名", LINE),
        Entry("part", "会議での役目。書かなければ「出席」", word_of(Part)),
        Entry("attendance", "来たことを確かめていれば、どう来たか", or_null(word_of(Attendance))),
        Entry("host", "会議を開く事務局の人なら true", FLAG),
        Entry("from_at", "遅れて来る時刻", or_null(CLOCK)),
        Entry("until_at", "早く帰る時刻", or_null(CLOCK)),
        Entry("items", "その議題だけに出るなら、議題の id（agenda の id。いくつでも）", ids_of("agenda"), "item_ids"),
        Entry("pledged", "守秘を承諾していれば true", FLAG),
        Entry("pledged_at", "守秘を承諾した日時（日本の時刻）", or_null(INSTANT)),
        Entry("named_once", "支援会議の構成員名簿になく、この会議に限り構成員に指名したなら true", FLAG),
        Entry("remark", "備考（書面意見 など）", TEXT),
    ),
)  # fmt: skip

REMARKS = RecordKind(
    key="remarks",
    says="会議での発言",
    fact=Remark,
    entries=(
        Entry("text", "発言の要点", TEXT, required=True),
        Entry("speaker", "発言した人（attendees の id）", or_null(id_of("attendees")), "speaker_id"),
        Entry("said_at", "発言した日時（日本の時刻）", or_null(INSTANT)),
        Entry("source_hidden", "情報源を秘匿するなら true", FLAG),
        Entry(
            "became",
            "この発言からできた記録（決定事項・課題・役割・社会資源の不足の id、避けるべき関わり方なら「世帯」）",
            made_of("decisions", "issues", "roles", "resource_gaps", HOUSEHOLD_ID),
        ),
    ),
)

DECISIONS = RecordKind(
    key="decisions",
    says="会議の決定事項",
    fact=Decision,
    letter="k",
    entries=(
        Entry("text", "決めたこと", TEXT, required=True),
        Entry("decided_at", "決めた日時（日本の時刻）", or_null(INSTANT)),
    ),
)

RESOURCE_GAPS = RecordKind(
    key="resource_gaps",
    says="会議で分かった社会資源の不足",
    fact=ResourceGap,
    letter="f",
    entries=(
        Entry("text", "足りない支援や担い手", TEXT, required=True),
        Entry("field", "分野（住宅、介護、地域 など）", LINE),
    ),
)

EVALUATIONS = RecordKind(
    key="evaluations",
    says="プランの評価",
    fact=Evaluation,
    entries=(
        Entry("outcome", "評価区分", word_of(Outcome), required=True),
        Entry("text", "達成状況と見られた変化", TEXT),
        Entry("remaining", "残された課題", TEXT),
        Entry("lead_after", "終結後の主担当", LINE),
        Entry("again_when", "次にどうなったら再び会議を開くか", TEXT),
    ),
)

REVIEWS = RecordKind(
    key="reviews",
    says="前の会議までの役割が、その後どうなったか",
    fact=RoleReview,
    entries=(
        Entry("role", "どの役割か（roles の id）", id_of("roles"), "role_id", required=True),
        Entry("standing", "この会議で確かめた状況", word_of(RoleStanding), required=True),
        Entry("result", "結果。できなかったなら、その理由", TEXT),
    ),
)

CORRECTIONS = RecordKind(
    key="corrections",
    says="会議録を確定したあとの訂正",
    fact=Correction,
    entries=(
        Entry("text", "訂正の内容", TEXT, required=True),
        Entry("corrected_on", "訂正した日", DAY, required=True),
        Entry("asked_by", "訂正を申し出た人・機関", LINE),
    ),
)

CORRECTION_REQUESTS = RecordKind(
    key="correction_requests",
    says="出席者からの訂正の申出",
    fact=CorrectionRequest,
    entries=(
        Entry("text", "どう直すか", TEXT, required=True),
        Entry("passage", "会議録のどこか", LINE),
        Entry("asked_by", "申し出た人・機関", LINE),
        Entry(
            "attendee",
            "自分のリンクから申し出た出席者（attendees の id）。紙なら書かない",
            or_null(id_of("attendees")),
            "attendee_id",
        ),
        Entry("asked_on", "申出の日", DAY, required=True),
        Entry("settlement", "扱い。決めていなければ書かない", or_null(word_of(Settlement))),
        Entry("answer", "どう直したか、または取り入れないわけ", TEXT),
    ),
)

DISTRIBUTIONS = RecordKind(
    key="distributions",
    says="番号を付けて配った資料",
    fact=Distribution,
    entries=(
        Entry("number", "資料の番号", ORDINAL, required=True),
        Entry(
            "attendee",
            "受け取った人（attendees の id）。予備なら書かない",
            or_null(id_of("attendees")),
            "attendee_id",
        ),
        Entry("returned", "回収していれば true", FLAG),
    ),
)

PREPARATION_SHEETS = RecordKind(
    key="preparation_sheets",
    says="出席を頼んだ機関が、会議の前に答えた準備シート",
    fact=PreparationSheet,
    entries=(
        Entry(
            "attendee",
            "どの機関の答えか（attendees の id）",
            id_of("attendees"),
            "attendee_id",
            required=True,
        ),
        Entry("known", "把握している世帯の状況", TEXT),
        Entry("done", "現在の取組", TEXT),
        Entry("wanted", "加わってほしい支援関係機関", TEXT),
        Entry("asked", "ほかの機関にお願いしたいこと", TEXT),
        Entry("answered_by", "記入した人（職・氏名）", LINE),
        Entry("answered_on", "記入の日", DAY, required=True),
        Entry("on_device", "機関が自分の端末で書いたものなら true", FLAG),
    ),
)

MEETINGS = RecordKind(
    key="meetings",
    says="開いた会議",
    fact=Meeting,
    letter="m",
    common=(ID, LEARNED_IN),  # its footing is its kind's
    told_apart=False,
    entries=(
        Entry("kind", "会議の種別", word_of(MeetingKind), required=True),
        Entry("held_on", "開催日。same_sitting_as を書くとき以外は要る", DAY),
        Entry("starts_at", "開始の時刻", or_null(CLOCK)),
        Entry("ends_at", "終了の時刻", or_null(CLOCK)),
        Entry("place", "場所", LINE),
        Entry(
            "same_sitting_as",
            "同じ日・場所で続けて開いた、前の会議の id。時刻を書かなければ、それも同じ",
            or_null(id_of("meetings")),
        ),
        Entry("ordinal", "第何回か。書かなければ、このファイルの中での順番", ORDINAL),
        Entry("reason", "支援会議を開く理由。開会した支援会議には要る", TEXT),
        Entry("without_consent", "同意のない家族について、共有する項目と根拠", TEXT),
        Entry("next_time", "次回の予定（言葉で）", TEXT),
        Entry("next_on", "次回の日", or_null(DAY)),
        Entry("next_at", "次回の時刻", or_null(CLOCK)),
        Entry("next_place", "次回の場所", LINE),
        Entry("document_number", "文書番号", LINE),
        Entry("corrections_until", "訂正の申出を受け付ける期限", or_null(DAY)),
        Entry("papers_returned", "資料の回収（12部中12部 など）", LINE),
        Entry("opened_at", "開会した日時（日本の時刻）", or_null(INSTANT)),
        Entry("closed_at", "閉会した日時（日本の時刻）", or_null(INSTANT)),
    ),
    inside=(
        AGENDA,
        ATTENDEES,
        REMARKS,
        DECISIONS,
        RESOURCE_GAPS,
        EVALUATIONS,
        REVIEWS,
        CORRECTIONS,
        CORRECTION_REQUESTS,
        DISTRIBUTIONS,
        PREPARATION_SHEETS,
    ),
)

OF_THE_SITTING = ("held_on", "place")
"""The keys of a meeting that tell of its sitting."""
