"""会議の入力欄: what is asked of the meeting itself, of who is there, and of what is said in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jusou_meeting.agency import Agency
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.correction_request import CorrectionRequest, Settlement
from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.household import Household
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    Correction,
    Decision,
    Meeting,
    MeetingKind,
    MeetingRecord,
    Part,
    Remark,
)
from jusou_meeting.preparation_sheet import QUESTIONS, PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.ui.entries.choice_of import agencies_of, askable_of, speakers_of
from jusou_meeting.ui.field import (
    Entry,
    choice,
    day,
    hour,
    line,
    maybe,
    number,
    one_of,
    paragraph,
    several,
    tick,
)
from jusou_meeting.vocabulary import Fact


def entries_of_the_meeting(
    fact: Fact,
    household: Household,
    record: MeetingRecord | None,
    directory: Callable[[], Iterable[Agency]],
    people: Callable[[], Iterable[ContactPerson]],
) -> tuple[Entry, ...] | None:
    """The fields of this fact; None = it is not of a meeting."""
    match fact:
        case Meeting():
            return (
                paragraph("reason", "支援会議を開く理由")
                if fact.kind is MeetingKind.STATUTORY
                else paragraph("without_consent", "同意のない家族について、共有する項目と根拠"),
                line("document_number", "文書番号", placeholder="8地福第123号"),
                day("next_on", "次の開催日"),
                hour("next_at", "次の開始時刻"),
                line("next_place", "次の場所"),
                line("next_time", "次回（確かめること、日が未定なら決め方）"),
                day("corrections_until", "訂正の申出を受け付ける期限"),
                line("papers_returned", "資料の回収", placeholder="12部中12部"),
            )
        case Attendee():
            agenda = () if record is None else record.agenda
            items = {item.id: f"{place} {item.title}" for place, item in enumerate(agenda, start=1)}
            return (
                line("agency", "所属（名簿と会議録に載る名前）"),
                one_of("involvement_id", "地図の機関", agencies_of(household), optional=True),
                one_of(
                    "person_id",
                    "本人・家族として出る人",
                    askable_of(household, fact.person_id),
                    optional=True,
                ),
                line("job", "職名"),
                line("name", "氏名"),
                choice("part", "役目", Part),
                maybe("attendance", "来たことを確かめたら", Attendance),
                several("item_ids", "この議題だけに出る", items),
                hour("from_at", "遅れて来る時刻"),
                hour("until_at", "早く帰る時刻"),
                tick("host", "会議の事務局（主催）"),
                tick("pledged", "守秘を承諾した"),
                tick("named_once", "この会議に限り、構成員に指名する（支援会議）"),
                line("remark", "備考", placeholder="書面意見"),
            )
        case AgendaItem():
            return (line("title", "議題"), number("minutes", "およその分数"))
        case Remark():
            speakers = {} if record is None else speakers_of(record, household, directory(), people())
            return (
                one_of("speaker_id", "発言者", speakers, optional=True),
                (paragraph if fact.version else line)("text", "発言の要旨"),
                tick("source_hidden", "情報源を秘匿する（文書と投影に、誰の発言かを出さない）"),
            )
        case Decision():
            return (line("text", "決まったこと"),)
        case ResourceGap():
            return (
                line("text", "足りない支援や担い手"),
                line("field", "分野", placeholder="住宅、地域 など"),
            )
        case Evaluation():
            return (
                choice("outcome", "評価区分", Outcome),
                paragraph("text", "達成状況と見られた変化"),
                paragraph("remaining", "残された課題"),
                line("lead_after", "終結後の主担当"),
                paragraph("again_when", "次にどうなったら再び会議を開くか"),
            )
        case Correction():
            return (
                paragraph("text", "訂正の内容（どこを、どう）"),
                line("asked_by", "申し出た人・機関"),
                day("corrected_on", "訂正の日"),
            )
        case PreparationSheet():
            return (
                *(paragraph(field, question) for field, question in QUESTIONS.items()),
                line("answered_by", "記入した人（職・氏名）"),
                day("answered_on", "記入の日"),
            )
        case CorrectionRequest():
            asked = (
                line("passage", "会議録のどこ"),
                paragraph("text", "どう直すか"),
                line("asked_by", "申出人（機関・職・氏名）"),
                day("asked_on", "申出の日"),
            )
            settled = (
                maybe("settlement", "扱い", Settlement),
                paragraph("answer", "どう直したか、または取り入れないわけ"),
            )
            return asked + settled if fact.version else asked
    return None
