"""世帯の項目: the people of the file, what troubles them, who stands around them, and what they let be shared."""

from __future__ import annotations

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.consent import Consent, ConsentForm, ConsentGiver
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.ecomap.ties import Confidence, Direction, Strength, Tie, TieStatus, TieWord
from jusou_meeting.household import Being, HouseholdProfile, Kinship, Person, Sex
from jusou_meeting.household_file.entry import LEARNED_IN, Entry, RecordKind
from jusou_meeting.household_file.shape import (
    DAY,
    FLAG,
    HOUSEHOLD_ID,
    LINE,
    LINES,
    NAME,
    TEXT,
    id_of,
    ids_of,
    or_null,
    pair_of,
    word_of,
)
from jusou_meeting.issue import Issue, Sphere, Urgency
from jusou_meeting.life_event import LifeEvent

HOUSEHOLD = RecordKind(
    key="household",
    says="世帯全体のこと",
    fact=HouseholdProfile,
    common=(LEARNED_IN,),  # its id is 世帯, and it always has an ordinary version
    entries=(
        Entry("route", "相談・把握の経緯", TEXT),
        Entry("strengths", "強み・できていること", LINES),
        Entry("avoid", "避けるべき関わり方", LINES),
        Entry("safe_contact", "安全な連絡方法", TEXT),
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
        Entry("being", "胎児か動物なら、そう書く。書かなければ「人」", word_of(Being)),
        Entry("deceased", "亡くなっていれば true", FLAG),
        Entry("key_person", "家族のキーパーソンなら true", FLAG),
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
        Entry("sphere", "本人の課題か、まわりの課題か", or_null(word_of(Sphere))),
        Entry("urgency", "急ぐか、急がないか", or_null(word_of(Urgency))),
        Entry("deferred_because", "いまは担当を置かないと決めたなら、そのわけ", TEXT),
        Entry("deferred_until", "いつまで担当を置かないか（言葉で）", LINE),
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
    letter="t",
    says="関係線",
    fact=Tie,
    entries=(
        Entry("between", "両端の id を2つ。人、機関、または「世帯」",
              pair_of("people", "agencies", HOUSEHOLD_ID), required=True),
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

FAMILY_TIES = RecordKind(
    key="family_ties",
    letter="f",
    says="家族のつながり。続柄だけで分かる夫婦・親子は、書かなくても線になる",
    fact=FamilyTie,
    entries=(
        Entry("between", "2人の id。親子なら、親、子の順", pair_of("people"), required=True),
        Entry("bond", "つながりの種類。書かなければ「夫婦」", word_of(Bond)),
        Entry("custody", "親子で、別れた父母のうち親権をもつ親なら true", FLAG),
        Entry("since_on", "いつから（結婚、離婚、縁組などの日）", or_null(DAY)),
        Entry("note", "このつながりについての覚え書き", TEXT),
    ),
)

EVENTS = RecordKind(
    key="events",
    letter="v",
    says="年表に並ぶできごと",
    fact=LifeEvent,
    entries=(
        Entry("text", "できごと", TEXT, required=True),
        Entry(
            "subject",
            "誰のことか（人の id）。書かなければ「世帯」",
            id_of("people", HOUSEHOLD_ID),
            "subject_id",
        ),
        Entry(
            "happened",
            "いつのことか。分かるところまで（2018-04-12、平成30年4月ごろ、H30、中学2年の秋 など）",
            LINE,
        ),
        Entry("source", "誰から聞いたか", LINE),
        Entry("confidence", "確かさ。書かなければ「確認」", word_of(Confidence)),
    ),
)

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
