"""項目: every key of a household file, what it says, and the attribute it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.consent import Consent, ConsentForm, ConsentGiver
from jusou_meeting.ecomap.ties import Confidence, Direction, Strength, Tie, TieStatus, TieWord
from jusou_meeting.household import HouseholdProfile, Kinship, Person, Sex
from jusou_meeting.household_file.shape import (
    CLOCK,
    DAY,
    FLAG,
    HOUSEHOLD_ID,
    INSTANT,
    LINE,
    LINES,
    NAME,
    ORDINAL,
    PAIR,
    TEXT,
    Shape,
    id_of,
    ids_of,
    or_null,
    word_of,
)
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import Attendee, Decision, Meeting, MeetingKind, Part, Remark
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleStanding
from jusou_meeting.vocabulary import Fact, Footing

FOOTINGS = {"本人の同意": Footing.CONSENT, MeetingKind.STATUTORY.label: Footing.STATUTORY}
"""The word that a file has for each footing: a 支援会議 says more to its writer than 社会福祉法第106条の6."""


@dataclass(frozen=True, slots=True)
class Entry:
    """項目: one key of a record."""

    key: str
    says: str
    """What it is, in Japanese; where it matters, what leaving it out means."""
    shape: Shape
    attribute: str = ""
    """The attribute of the fact; blank = called like the key."""
    required: bool = False

    @property
    def stands_for(self) -> str:
        """The attribute that it stands for."""
        return self.attribute or self.key


ID = Entry("id", "このファイルの中だけで使う短い名前（p1、母 など）。ほかから指さない記録には要らない", NAME)

FOOTING = Entry(
    "footing",
    "どの根拠で知ったか。「支援会議」と書いた記録は、重層的支援会議の画面や紙に出ない。"
    "書かなければ learned_in の会議に従い、それもなければ「本人の同意」",
    Shape(
        schema={"enum": list(FOOTINGS)},
        read=lambda value, ids: FOOTINGS[value],
        write=lambda value, names: next(word for word, footing in FOOTINGS.items() if footing is value),
    ),
)

LEARNED_IN = Entry(
    "learned_in",
    "知った会議の id。会議の中の記録はその会議、役割は assigned_in の会議が既定。会議の外なら null",
    or_null(id_of("meetings")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """記録の種類: the records of one list of the file."""

    key: str
    says: str
    fact: type[Fact]
    entries: tuple[Entry, ...]
    letter: str = ""
    """What ids begin with when we write them (p1); blank = nothing refers to such a record."""
    inside: tuple[RecordKind, ...] = ()
    """The lists within a record."""
    common: tuple[Entry, ...] = (ID, FOOTING, LEARNED_IN)
    """Which of the keys that records share it has."""
    told_apart: bool = True
    """Whether a record may be told differently in a 支援会議."""


HOUSEHOLD = RecordKind(
    key="household",
    says="世帯全体のこと",
    fact=HouseholdProfile,
    common=(LEARNED_IN,),  # its id is 世帯, and it always has an ordinary version
    entries=(
        Entry("route", "相談・把握の経緯", TEXT),
        Entry("strengths", "強み・できていること", LINES),
        Entry("note", "世帯についての覚え書き", TEXT),
        Entry("address", "住所", LINE),
        Entry("phone", "電話", LINE),
    ),
)

PEOPLE = RecordKind(
    key="people",
    says="世帯員と、離れて暮らす家族",
    fact=Person,
    letter="p",
    entries=(
        Entry("kinship", "本人から見た続柄", word_of(Kinship), required=True),
        Entry("label", "会議での呼び名（本人、子1 など）。書かなければ続柄", NAME),
        Entry("name", "氏名", LINE),
        Entry("kana", "氏名のよみ", LINE),
        Entry("sex", "性別。書かなければ「不明」", word_of(Sex)),
        Entry("birth_on", "生年月日", or_null(DAY)),
        Entry("age_band", "生年月日が分からないときの年代（40代、中学生 など）", LINE),
        Entry("deceased", "亡くなっていれば true", FLAG),
        Entry("lives_apart", "別に暮らしていれば true", FLAG),
        Entry("residence", "別に暮らす人の居所", LINE),
        Entry("note", "この人についての覚え書き", TEXT),
    ),
)

ISSUES = RecordKind(
    key="issues",
    says="課題。並べた順に地図の番号が付く",
    fact=Issue,
    letter="i",
    entries=(
        Entry("title", "課題の名前", NAME, required=True),
        Entry("subject", "誰の課題か（人の id）。書かなければ「世帯」", id_of("people", HOUSEHOLD_ID), "subject_id"),
        Entry("note", "課題の補足", TEXT),
    ),
)  # fmt: skip

AGENCIES = RecordKind(
    key="agencies",
    says="関与機関と、名簿にない近隣や地域",
    fact=Involvement,
    letter="a",
    entries=(
        Entry("name", "機関の名前。機関名簿に同じ名前があれば、つながる", NAME, required=True),
        Entry("field", "分野（介護、障がい、医療、地域 など）", LINE),
        Entry("status", "関与の状況。書かなければ「関与中」", word_of(InvolvementStatus)),
        Entry(
            "listed_as",
            "機関名簿での名前（name と違うとき）。名簿になければ、つながないまま取り込む。null なら、同じ名前があってもつながない",
            or_null(LINE),
        ),
        Entry(
            "outsider", "機関ではない人や場なら true（家主、近隣、地域 など）。機関名簿とはつながらない", FLAG
        ),
        Entry("note", "この機関の関わりの覚え書き", TEXT),
    ),
)

TIES = RecordKind(
    key="ties",
    says="関係線",
    fact=Tie,
    entries=(
        Entry("between", "両端の id を2つ。人、機関、または「世帯」", PAIR, required=True),
        Entry("word", "関係を表す言葉。強さ・葛藤・向き・状態がまとめて決まり、下の項目を書けばそちらが優先",
              or_null(word_of(TieWord))),
        Entry("direction", "向き。between の1つ目から2つ目へなら「→」", word_of(Direction)),
        Entry("label", "線に添える言葉（暴言、見守り など）", LINE),
        Entry("strength", "強さ", word_of(Strength)),
        Entry("stressful", "葛藤があれば true", FLAG),
        Entry("status", "状態", word_of(TieStatus)),
        Entry("confidence", "確かさ。書かなければ「確認」", word_of(Confidence)),
        Entry("since_on", "いつから", or_null(DAY)),
        Entry("source", "誰から聞いたか", LINE),
        Entry("note", "この関係についての覚え書き", TEXT),
    ),
)  # fmt: skip

CONSENTS = RecordKind(
    key="consents",
    says="情報を共有することへの同意",
    fact=Consent,
    entries=(
        Entry("person", "誰の情報か（人の id）", id_of("people"), "person_id", required=True),
        Entry("given_on", "同意した日", DAY, required=True),
        Entry("agencies", "共有してよい機関の id。書いた機関だけに及ぶ", ids_of("agencies"), "agency_ids"),
        Entry("about", "同意の範囲。書かなければ「支援の検討に必要な範囲」", TEXT),
        Entry("until_on", "いつまで（その日を含む）。書かなければ撤回まで", or_null(DAY)),
        Entry("withdrawn_on", "撤回した日", or_null(DAY)),
        Entry("given_by", "同意した人。書かなければ「本人」", word_of(ConsentGiver)),
        Entry("form", "同意の方法。書かなければ「書面」", word_of(ConsentForm)),
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
        Entry("job", "職名", LINE),
        Entry("name", "氏名", LINE),
        Entry("part", "会議での役目。書かなければ「出席」", word_of(Part)),
        Entry("host", "会議を開く事務局の人なら true", FLAG),
        Entry("remark", "備考（書面意見、議題3のみ など）", TEXT),
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
    ),
)

DECISIONS = RecordKind(
    key="decisions",
    says="会議の決定事項",
    fact=Decision,
    entries=(Entry("text", "決めたこと", TEXT, required=True),),
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
        Entry("same_sitting_as", "同じ日時・場所で続けて開いた、前の会議の id", or_null(id_of("meetings"))),
        Entry("ordinal", "第何回か。書かなければ、このファイルの中での順番", ORDINAL),
        Entry("reason", "支援会議を開く理由。開会した支援会議には要る", TEXT),
        Entry("next_time", "次回の予定", TEXT),
        Entry("opened_at", "開会した日時（日本の時刻）", or_null(INSTANT)),
        Entry("closed_at", "閉会した日時（日本の時刻）", or_null(INSTANT)),
    ),
    inside=(ATTENDEES, REMARKS, DECISIONS),
)

OF_THE_SITTING = ("held_on", "starts_at", "ends_at", "place")
"""The keys of a meeting that tell of its sitting."""

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
        Entry("outdated", "役割が書き直される前の内容への回答なら true", FLAG),
    ),
)

ROLES = RecordKind(
    key="roles",
    says="役割分担",
    fact=RoleAssignment,
    entries=(
        Entry("assignee", "担う機関または人の id", id_of("agencies", "people"), "assignee_id", required=True),
        Entry("task", "何をするか", TEXT, required=True),
        Entry("for", "誰に対してか（人の id、または「世帯」。いくつでも）", ids_of("people", HOUSEHOLD_ID), "for_ids"),
        Entry("issues", "どの課題か（課題の id。いくつでも）", ids_of("issues"), "issue_ids"),
        Entry("in_charge", "機関の中の担当者", LINE),
        Entry("due_on", "いつまで（日付）", or_null(DAY)),
        Entry("due_text", "日付で言えない期限や頻度（随時、月2回 など）", LINE),
        Entry("lead", "主担当機関としての役割なら true", FLAG),
        Entry("standing", "状況。書かなければ「継続中」", word_of(RoleStanding)),
        Entry("assigned_in", "割り当てた会議の id", or_null(id_of("meetings"))),
    ),
    inside=(CONFIRMATIONS,),
)  # fmt: skip

KINDS = (HOUSEHOLD, PEOPLE, ISSUES, AGENCIES, TIES, CONSENTS, MEETINGS, ROLES)
"""In the order in which a file is read and written."""
