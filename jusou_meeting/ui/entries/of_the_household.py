"""世帯の入力欄: what is asked of the people, their issues, agencies and ties, and of consent."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.consent import Consent, ConsentForm, ConsentGiver
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.ecomap.ties import Confidence, Direction, Strength, Tie, TieStatus
from jusou_meeting.household import Being, Household, HouseholdProfile, Kinship, Person, Sex
from jusou_meeting.kin import listed
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.ui.entries.choice_of import agencies_of, people_of, subjects_of
from jusou_meeting.ui.field import Entry, choice, day, line, lines, one_of, paragraph, sentence, several, tick
from jusou_meeting.vocabulary import Fact, RecordId


def entries_of_the_household(fact: Fact, household: Household) -> tuple[Entry, ...] | None:
    """The fields of this fact; None = it is not of the household."""
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
                    "kinship",
                    "続柄（本人から見て）",
                    Kinship,
                    words={kinship: listed(kinship) for kinship in Kinship},
                    unset=None if fact.version else Kinship.OTHER,
                ),
                line("name", "氏名"),
                line("kana", "ふりがな"),
                choice("sex", "性別", Sex, words=_sexes(fact)),
                line("age_band", "年代・年齢", placeholder="40代"),
                day("birth_on", "生年月日（わかるとき）"),
                choice("being", "人・胎児・動物", Being),
                tick("key_person", "家族のキーパーソン（★）"),
                tick("deceased", "亡くなっている"),
                tick("lives_apart", "別居している"),
                line("residence", "別居先・居所"),
                paragraph("note", "状況・メモ"),
            )
        case Involvement():
            return (
                sentence("name", "機関・関係者の名前"),
                line("field", "分野", placeholder="介護、障がい、医療 など"),
                choice("status", "関与の状況", InvolvementStatus),
                tick("outsider", "機関ではない（家主・近隣・地域など）"),
                paragraph("note", "メモ"),
            )
        case Tie():
            ends = {**subjects_of(household), **agencies_of(household)}
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
        case FamilyTie():
            people = people_of(household)
            return (
                one_of("a", "誰が（親子なら親）", people),
                one_of("b", "誰と（親子なら子）", people),
                choice("bond", "つながり", Bond, unset=None if fact.version else Bond.MARRIED),
                tick("custody", "親権をもつ"),
                day("since_on", "いつから（結婚・離婚・縁組など）"),
                paragraph("note", "メモ"),
            )
        case LifeEvent():
            return (
                line(
                    "happened",
                    "いつ（分かるところまで）",
                    placeholder="平成30年4月ごろ、中学2年の秋",
                ),
                one_of("subject_id", "誰の", subjects_of(household)),
                paragraph("text", "できごと"),
                choice("confidence", "確かさ", Confidence),
                line("source", "誰から聞いたか"),
            )
        case Consent():
            return (
                one_of("person_id", "誰の同意", people_of(household)),
                choice("given_by", "同意した人", ConsentGiver, words=_givers()),
                choice("form", "方法", ConsentForm),
                day("given_on", "同意の日"),
                several("agency_ids", "共有してよい機関", agencies_of(household)),
                line("about", "共有してよい内容"),
                day("until_on", "いつまで有効"),
                day("withdrawn_on", "撤回の日"),
            )
    return None


def _givers() -> dict[ConsentGiver, str]:
    """本人 is also what the person is called whom the case is about, and a consent may be of another."""
    return {giver: "その人自身" if giver is ConsentGiver.SELF else giver.label for giver in ConsentGiver}


def _sexes(person: Person) -> dict[Sex, str]:
    """Where nobody stated it, what is taken from the 続柄 instead; a new person may get one in the same form."""
    by_kinship = person.kinship.sex
    unstated = Sex.UNKNOWN.label if by_kinship is Sex.UNKNOWN else f"{by_kinship.label}（続柄から）"
    return {
        Sex.MALE: Sex.MALE.label,
        Sex.FEMALE: Sex.FEMALE.label,
        Sex.UNKNOWN: unstated if person.version else "続柄のとおり（分からなければ不明）",
    }


def _directions(tie: Tie, ends: Mapping[RecordId, str]) -> dict[Direction, str]:
    """The directions in the names of the two ends, as far as they are known."""
    a, b = ends.get(tie.a, "どこから"), ends.get(tie.b, "どこへ")
    return {
        Direction.NONE: "向きなし",
        Direction.FORWARD: f"{a} → {b}",
        Direction.BACKWARD: f"{b} → {a}",
        Direction.BOTH: f"{a} ↔ {b}（おたがい）",
    }
