import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import docx
import pytest
import resvg_py
from builders import (
    NOW,
    a_confirmation,
    a_consent,
    a_goal,
    a_person,
    a_plan,
    a_remark,
    a_resource_gap,
    a_role,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_attendee,
    an_emergency_contact,
    an_evaluation,
    an_issue,
)
from meeting_of_a_household import (
    HIDDEN,
    HIDDEN_SPEAKER,
    NEXT_TIME,
    PLACE,
    REASON,
    a_picture,
    a_record,
    the_household,
    the_minutes,
    with_record,
)
from openxml_audit import OpenXmlValidator
from word_reader import body_text, faults, margin_texts, parts, rows

from jusou_meeting.consent import ConsentGiver
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.ecomap.relation import relations
from jusou_meeting.ecomap.ties import Direction, TieWord
from jusou_meeting.household import HouseholdProfile, Kinship
from jusou_meeting.issue import Sphere, Urgency
from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.minutes import minutes
from jusou_meeting.plan import Judgement, Term
from jusou_meeting.role import Answer, RoleStanding
from jusou_meeting.safety import AbuseHandling

ORGANISATION = "会津若松市　健康福祉部　地域福祉課"
BOTH_KINDS = pytest.mark.parametrize("kind", list(MeetingKind), ids=lambda kind: kind.value)


def written(paper, pictures=None, organisation=ORGANISATION):
    return minutes_document(paper, organisation=organisation, pictures=pictures)


@BOTH_KINDS
@pytest.mark.parametrize("roles", [0, 3, 16, 40])
def test_word_opens_the_minutes_of_any_household(kind, roles, tmp_path):
    file = tmp_path / "minutes.docx"
    file.write_bytes(written(the_minutes(kind, roles), a_picture()))
    result = OpenXmlValidator().validate(file)
    assert [str(error) for error in result.errors] == []
    assert faults(file.read_bytes()) == []
    assert docx.Document(str(file)).core_properties.category == "会議録"


@BOTH_KINDS
def test_all_that_was_recorded_stands_in_the_minutes(kind):
    paper = the_minutes(kind)
    file = written(paper)
    text = body_text(file)
    record, household = paper.record, paper.household
    for said in (PLACE, NEXT_TIME, household.case.title, *(d.text for d in record.decisions)):
        assert said in text
    assert rows(file, "協議の内容")[1:] == [[record.speaker(r), r.text] for r in record.remarks]
    assert [row[0] for row in rows(file, "出席者")[1:]] == [a.agency for a in record.attendees]
    assert [row[1:] for row in rows(file, "課題")[1:]] == [
        [household.called(issue.subject_id), issue.title, issue.note] for issue in household.issues
    ]
    for row, role in zip(rows(file, "役割分担表")[1:], paper.roles, strict=True):
        assert row[0] == str(role.number)
        assert row[1:3] == [role.issues, role.for_whom]
        assert row[3].startswith(role.task)
        assert row[4].replace("\n", "").endswith(role.assignee)
        assert row[5].replace("　", "") == role.due.replace("　", "")  # or a line turns there


def test_the_lead_agency_has_its_mark():
    lead, *others = rows(written(the_minutes()), "役割分担表")[1:]
    assert lead[4] == "◎生活サポート相談窓口\n（主任相談支援員）"
    assert not [row for row in others if "◎" in row[4]]


def test_the_paper_says_of_whom_it_tells_less_than_is_known_and_nothing_of_it_in_a_meeting_under_secrecy():
    note = "のことは、同意が確認できないため、一部だけを記載している。"
    members = (a_person(), a_person("sister", Kinship.OLDER_SISTER, note="服薬をやめている"))

    on_consent = body_text(written(the_minutes(MeetingKind.MULTILAYERED, people=members)))
    assert f"姉{note}" in on_consent
    assert "服薬をやめている" not in on_consent
    assert note not in body_text(written(the_minutes(MeetingKind.STATUTORY, people=members)))


def test_a_missing_number_is_explained():
    said = "欠けている№の役割は、取り消された。"
    assert said not in body_text(written(the_minutes()))
    gap = the_minutes(roles=(a_role("kept", "life"),), roles_ever=("removed", "kept"))
    assert said in body_text(written(gap))


def test_a_missing_number_of_an_issue_is_explained_too():
    said = "欠けている№の課題は、取り消された。"
    assert said not in body_text(written(the_minutes()))
    file = written(the_minutes(issues=(an_issue("kept", "c"),), issues_ever=("removed", "kept"), roles=()))
    assert said in body_text(file)
    assert rows(file, "課題")[1][0] == "2"


def test_an_answer_with_a_condition_stands_beside_the_task():
    roles = rows(written(the_minutes()), "役割分担表")
    assert roles[6][3].endswith("（回答：持ち帰り。課長の判断が要る）")
    assert [row[6] for row in roles[1:]] == [
        "承諾", "承諾", "承諾（口頭）", "承諾", "承諾", "質問", *["承諾"] * 7, "未確認",
    ]  # fmt: skip


def test_the_paper_says_whose_role_was_read_out_without_them():
    roles = (a_role("visit", "life"), a_role("letter", "clinic"))
    read_out = [a_confirmation(f"c{r.id}", r.id, oral=True, read_in="meeting") for r in roles]

    def told(*roles):
        paper = the_minutes(
            roles=roles, confirmations=tuple(c for c in read_out if c.role_id in {r.id for r in roles})
        )
        return body_text(written(paper))

    assert "読み上げ 1／1。役割を一つずつ読み上げ、担当機関に確かめた。" in told(roles[0])
    both = told(*roles)
    assert (
        "読み上げ 2／2。役割を一つずつ読み上げ、出席した担当機関に確かめた。№2の担当は、その場にいない。"
        in both
    )


def test_an_expert_who_answered_before_they_left_was_there_and_one_who_left_unasked_was_not():
    role = a_role("visit", "life")
    answer = a_confirmation("before", "visit", oral=True)
    read_out = replace(answer, id="c", read_in="meeting", answered_at=NOW + timedelta(minutes=9))
    left = replace(an_attendee(involvement_id="life"), until_at=(local(NOW) + timedelta(minutes=5)).time())

    def told(*said):
        household = the_household(roles=(role,), confirmations=said)
        return body_text(written(minutes(a_record(attendees=(left,)), household)))

    assert "その場にいない" not in told(answer, read_out)
    assert "№1の担当は、その場にいない。" in told(read_out)


def test_the_paper_says_which_role_was_put_otherwise_after_it_was_read_out():
    role = a_role("visit", "life", wording=2)
    read_out = a_confirmation("c", "visit", wording=1, read_in="meeting")

    told = body_text(written(the_minutes(roles=(role,), confirmations=(read_out,))))

    assert "読み上げ 1／1。役割を一つずつ読み上げ、担当機関に確かめた。№1は、そのあとで文言を改めた。" in told


def test_a_question_that_was_confirmed_since_stays_on_the_paper():
    role = a_role("visit", "life", wording=1)
    asked = a_confirmation("q", "visit", answer=Answer.QUESTIONED, text="訪問は午前か", wording=0)
    agreed = a_confirmation("c", "visit", wording=1, answered_at=NOW + timedelta(minutes=9))
    file = written(the_minutes(roles=(role,), confirmations=(asked, agreed)))
    assert [row[3] for row in rows(file, "役割についてのやりとり")] == [
        "内容",
        "質問（前の内容への回答）：訪問は午前か",
        "承諾",
    ]
    assert "役割についてのやりとり" not in body_text(
        written(the_minutes(roles=(role,), confirmations=(agreed,)))
    )


def test_of_a_role_that_has_ended_what_was_said_in_an_earlier_meeting_is_not_told_again():
    def told(**said):
        role = a_role("visit", "life", assigned_in="first", **said)
        asked = a_confirmation(
            "q", "visit", answer=Answer.QUESTIONED, text="訪問は午前か", answered_at=NOW - timedelta(days=30)
        )
        agreed = a_confirmation("c", "visit", answered_at=NOW - timedelta(days=29))
        thanked = a_confirmation(
            "r",
            "visit",
            answer=Answer.REPLIED,
            text="月1回は見守りを続ける",
            answered_at=NOW + timedelta(minutes=9),
        )
        file = written(the_minutes(roles=(role,), confirmations=(asked, agreed, thanked)))
        return [row[3] for row in rows(file, "役割についてのやりとり")[1:]]

    last = "返答：月1回は見守りを続ける"
    assert told() == ["質問：訪問は午前か", "承諾", last], "it stands, and its conditions are looked for"
    assert told(standing=RoleStanding.DONE) == [last]


def test_a_role_of_an_earlier_meeting_says_how_it_stands():
    earlier = (
        a_role("kept", "life", assigned_in="first"),
        a_role("done", "life", assigned_in="first", standing=RoleStanding.DONE),
        a_role("new", "life", assigned_in="meeting"),
        a_role("prepared", "life", assigned_in=None),
    )
    table = rows(written(the_minutes(roles=earlier)), "役割分担表")
    assert [row[6] for row in table[1:]] == ["未確認\n継続", "未確認\n完了", "未確認", "未確認"]


def test_the_note_explains_a_due_date_of_the_table_itself():
    assert "期限の「R8.11.30」は、令和8年11月30日を示す。" in body_text(written(the_minutes()))


def test_a_statutory_meeting_says_its_ground_reason_and_secrecy_and_asks_for_no_consent():
    text = body_text(written(the_minutes(MeetingKind.STATUTORY)))
    assert "社会福祉法第106条の6第1項" in text
    assert "第106条の6第5項" in text
    assert REASON in text
    assert "☐重層的支援会議" in text
    assert "☑支援会議" in text
    assert "本人の同意\n" not in text
    assert "R9.3.31" not in text
    assert "令和9年3月31日" not in text
    assert "罰金" not in text


def test_a_meeting_on_consent_names_the_consent_it_rested_on():
    file = written(the_minutes(MeetingKind.MULTILAYERED))
    consent = dict(rows(file, "会議の概要"))["本人の同意"]
    assert consent == (
        "☑あり　☐なし\n令和8年11月10日　本人から書面により　（令和9年3月31日まで有効）\n"
        "範囲：支援の検討に必要な範囲\n共有先：生活サポート相談窓口、市建築住宅課"
    )
    assert "守秘義務" not in dict(rows(file, "会議の概要"))


def test_the_column_of_secrecy_stands_where_it_is_asked_or_somebody_accepted_it():
    def columns(kind, **said):
        paper = the_minutes(kind)
        attendees = (an_attendee("life", agency="窓口", **said),)
        return rows(written(replace(paper, record=replace(paper.record, attendees=attendees))), "出席者")

    assert columns(MeetingKind.STATUTORY)[0] == ["所属", "職名", "氏名", "備考", "守秘"]
    assert columns(MeetingKind.MULTILAYERED)[0] == ["所属", "職名", "氏名", "備考"]
    assert columns(MeetingKind.MULTILAYERED, pledged=True)[1][-1] == "承諾"


def test_a_consent_of_another_day_person_or_withdrawn_does_not_stand_in_the_minutes():
    others = (
        a_consent("over", given_on=date(2026, 1, 1), until_on=date(2026, 11, 25)),
        a_consent("withdrawn", given_on=date(2026, 1, 1), withdrawn_on=date(2026, 11, 26)),
        a_consent("child's", "child", given_by=ConsentGiver.PARENT),
    )
    file = written(the_minutes(MeetingKind.MULTILAYERED, consents=others))
    assert dict(rows(file, "会議の概要"))["本人の同意"] == "☐あり　☑なし"


def test_a_hidden_source_is_never_named():
    paper = the_minutes()
    said = rows(written(paper), "協議の内容")[1 + HIDDEN]
    assert said == ["（情報源は秘匿）", paper.record.remarks[HIDDEN].text]
    assert HIDDEN_SPEAKER not in body_text(written(paper))


def test_the_paper_keeps_names_addresses_and_whoever_told_to_itself():
    secrets = {
        "name": "若松 花子",
        "kana": "わかまつ はなこ",
        "address": "東山町1-2-3",
        "phone": "0242-00-0000",
        "source": "隣の家の人",
        "birth": "昭和37年",
    }
    paper = the_minutes(
        people=(
            a_person(
                "client", name=secrets["name"], kana=secrets["kana"], birth_on=date(1962, 1, 8), age_band=""
            ),
        ),
        profile=HouseholdProfile(id="household", address=secrets["address"], phone=secrets["phone"]),
        ties=(a_tie("life", "client", source=secrets["source"]),),
    )
    everything = b"".join(parts(written(paper)).values()).decode("utf-8", "replace")
    assert [secret for secret in secrets.values() if secret in everything] == []
    assert rows(written(paper), "世帯構成")[1] == ["本人", "64歳", ""]


def test_the_number_of_the_document_and_the_papers_that_came_back_stand_in_the_overview():
    paper = the_minutes()
    plain = dict(rows(written(paper), "会議の概要"))
    assert not {"文書番号", "資料の回収"} & plain.keys()
    meeting = replace(paper.record.meeting, document_number="地福第12号", papers_returned="12部中12部")
    told = dict(rows(written(with_record(paper, meeting=meeting)), "会議の概要"))
    assert (told["文書番号"], told["資料の回収"]) == ("地福第12号", "12部中12部")


def test_a_role_that_was_taken_back_says_until_when_its_agency_answers():
    taken = a_confirmation(
        "c", "visit", answer=Answer.TAKEN_BACK, text="課長に聞く", until_on=date(2026, 12, 8), oral=True
    )
    (row,) = rows(
        written(the_minutes(roles=(a_role("visit", "life", assigned_in="meeting"),), confirmations=(taken,))),
        "役割分担表",
    )[1:]
    assert row[6] == "持ち帰り（口頭）（R8.12.8まで）"
    assert row[3].endswith("（回答：課長に聞く）")


def test_who_died_or_lives_apart_is_said_in_words():
    people = rows(written(the_minutes()), "世帯構成")
    assert people[3] == ["配偶者（子の母）", "", "死亡　10年前に死別"]
    assert people[4] == ["子の姉（娘）", "女", "別居（県外）　年1回電話"]


def test_what_is_empty_says_so():
    paper = the_minutes(
        MeetingKind.MULTILAYERED, 0, people=(), issues=(), ties=(), profile=HouseholdProfile(id="household")
    )
    meeting = replace(paper.record.meeting, next_time="")
    paper = with_record(paper, meeting=meeting, attendees=(), remarks=(), decisions=())
    text = body_text(written(paper))
    for heading in (
        "出席者",
        "世帯構成",
        "課題",
        "協議の内容",
        "決定事項",
        "役割分担表",
        "次回",
        "関係",
    ):
        assert f"{heading}\n記録なし" in text
    assert rows(written(paper), "経緯と強み") == [
        ["経緯", "記録なし"],
        ["強み", "記録なし"],
        ["備考", "記録なし"],
    ]


def test_an_invented_household_is_marked_on_every_page():
    file = written(the_minutes(), a_picture())
    assert [text.count("見本・架空の世帯") for text in margin_texts(file, "header")] == [1, 1]
    assert body_text(file).count("見本・架空の世帯") == 2
    real = the_minutes(case=replace(the_minutes().household.case, sample=False))
    assert "見本" not in body_text(written(real)) + "".join(margin_texts(written(real), "header"))


def test_every_page_says_number_kind_care_organisation_and_page():
    file = written(the_minutes(), a_picture())
    for header in margin_texts(file, "header"):
        assert all(said in header for said in ("R8-0002", "支援会議", "取扱注意"))
    assert margin_texts(file, "footer") == [f"{ORGANISATION}\t1／1"] * 2
    for footer in ("word/footer1.xml", "word/footer2.xml"):
        assert b"PAGE" in parts(file)[footer]
        assert b"NUMPAGES" in parts(file)[footer]


def test_minutes_of_a_meeting_still_open_are_a_draft():
    paper = the_minutes()
    assert "会議録（案）" not in body_text(written(paper))
    still_open = with_record(paper, meeting=replace(paper.record.meeting, closed_at=None))
    assert "会議録（案）" in body_text(written(still_open))


def test_the_map_stands_on_its_side_on_the_last_page():
    picture = a_picture(alternative_text="父と母を含むエコマップ。\n強い関係は民生委員。")
    file = written(the_minutes(), picture)
    first, last = docx.Document(io.BytesIO(file)).sections
    assert first.page_width < first.page_height
    assert last.page_width > last.page_height
    document = parts(file)["word/document.xml"].decode()
    assert document.count("父と母を含むエコマップ。&#10;強い関係は民生委員。") == 2
    assert parts(file)["word/media/picture1.svg"].decode() == picture.svg
    assert picture.png in parts(file).values()
    assert rows(file, "関係")[1:3] == [
        ["子 ― 本人", "葛藤（暴言）", "確認", "本人からの聞き取りのみ"],
        ["本人 → 子", "養育", "確認", "生活費をすべて負担"],
    ]


def test_a_wide_and_a_tall_map_both_stay_on_their_page():
    for width, height in ((2000, 200), (200, 2000)):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
        png = bytes(resvg_py.svg_to_bytes(svg_string=svg))
        (shape,) = docx.Document(
            io.BytesIO(written(the_minutes(), a_picture(svg=svg, png=png)))
        ).inline_shapes
        assert shape.width.mm <= 263.1
        assert shape.height.mm <= 143.1
        assert shape.width / shape.height == pytest.approx(width / height, rel=0.01)


def test_the_same_record_gives_the_same_bytes():
    paper = the_minutes()
    assert written(paper, a_picture()) == written(the_minutes(), a_picture())
    another = with_record(paper, decisions=paper.record.decisions[:1])
    assert written(another, a_picture()) != written(paper, a_picture())


def test_the_file_names_the_office_and_no_person():
    file = written(the_minutes())
    properties = docx.Document(io.BytesIO(file)).core_properties
    assert (properties.author, properties.last_modified_by) == (ORGANISATION, ORGANISATION)
    assert properties.subject == "R8-0002"
    assert properties.title == "令和8年度　第1回　支援会議　会議録"
    assert properties.created.isoformat() == "2026-11-26T06:02:00+00:00"
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_dependence_between_mother_and_son_reads_both_ways():
    tie = replace(a_tie("client", "child", TieWord.DEPENDENCE), since_on=date(2024, 6, 1))
    (row,) = rows(written(the_minutes(ties=(tie,))), "関係")[1:]
    assert row == ["本人 ― 子", "依存", "確認", "R6.6.1から"]


def test_whoever_reaches_out_to_one_another_stands_there_as_in_the_tables_of_the_map():
    paper = the_minutes(ties=(replace(a_tie("client", "child"), direction=Direction.BOTH),))
    [row] = relations(paper.household)

    assert rows(written(paper), "関係")[1][0] == f"本人 {row.direction} 子"


def test_a_kinship_that_the_label_does_not_tell_is_added():
    people = (
        a_person("daughter", Kinship.DAUGHTER, label="花子さん"),
        a_person("aunt", Kinship.AUNT, label="父方のおば"),
        a_person("friend", Kinship.OTHER, label="内縁の夫"),
    )
    table = rows(written(the_minutes(people=people)), "世帯構成")
    assert [row[0] for row in table[1:]] == ["花子さん（娘）", "父方のおば", "内縁の夫"]


def test_the_plan_stands_in_the_minutes_of_its_own_meeting_and_the_wishes_in_their_words(tmp_path):
    paper = the_minutes(MeetingKind.MULTILAYERED)
    meeting_id = paper.record.meeting.id
    household = replace(
        paper.household,
        profile=replace(
            paper.household.profile, avoid=("予告なしの訪問",), safe_contact="平日の午後に本人の携帯へ"
        ),
        wishes=(
            a_wish(words="眠れない。窓口が一つなら話せる"),
            a_wish("heard-of", words="家から出る時間がほしい", told_by="祖母", unheard_because="同意なし"),
            a_wish("unheard", words="", unheard_because="意思の表示が難しい"),
        ),
        goals=(a_goal(), a_goal("far", term=Term.LONG, text="安心して暮らす", within="6か月")),
        plans=(
            a_plan(
                meeting_id=meeting_id,
                direction="安全を先に、家計と睡眠を入口に",
                starts_on=date(2026, 8, 1),
                ends_on=date(2027, 1, 31),
                monitoring_on=date(2026, 10, 30),
                judgement=Judgement.AMENDED,
                judgement_note="訪問は前の日までに電話する",
                lead_pending="8月の次回までに決める",
            ),
            a_plan("other", meeting_id="another", direction="別の会議の方向性"),
        ),
        emergency_contacts=(an_emergency_contact(situation="暴力の危険", whom="110番", hours="夜間"),),
        abuse_suspicions=(
            an_abuse_suspicion(
                handling=AbuseHandling.REPORTED, decided_by="高齢福祉課長", decided_on=date(2026, 6, 18)
            ),
        ),
    )
    record = replace(
        paper.record,
        resource_gaps=(a_resource_gap(field="住宅"),),
        evaluations=(an_evaluation(text="短期目標は二つ達成", lead_after="障がい者総合相談窓口"),),
    )
    file = written(replace(paper, household=household, record=record))
    path = tmp_path / "minutes.docx"
    path.write_bytes(file)
    assert OpenXmlValidator().validate(path).is_valid
    text = body_text(file)
    for said in (
        "「眠れない。窓口が一つなら話せる」",
        "未確認（同意なし）　祖母によれば「家から出る時間がほしい」",
        "未確認（意思の表示が難しい）",
        "予告なしの訪問",
        "平日の午後に本人の携帯へ",
        "安全を先に、家計と睡眠を入口に",
        "令和8年8月1日から令和9年1月31日まで",
        "修正して適切",
        "訪問は前の日までに電話する",
        "未定：8月の次回までに決める",
        "暴力の危険",
        "判断者：高齢福祉課長",
        "片付けを一緒に進める担い手",
        "障がい者総合相談窓口",
    ):
        assert said in text
    assert text.index("安心して暮らす") < text.index("眠れないことを医師に話せる")
    assert "別の会議の方向性" not in text


def test_the_issues_are_told_as_the_room_sorted_them_and_why_nobody_takes_one():
    later = an_issue(
        "later", title="就労", sphere=Sphere.CLIENT, urgency=Urgency.LATER, note="半年前から",
        deferred_because="受診が先", deferred_until="次回",
    )  # fmt: skip
    paper = the_minutes()
    plain, sorted_out = rows(written(paper), "課題"), replace(paper.household, issues=(later,))

    [head, row] = rows(written(replace(paper, household=sorted_out)), "課題")

    assert "整理" not in plain[0]
    assert head == ["№", "対象", "課題", "整理", "内容"]
    assert row[2:] == ["就労", "本人・急がない", "半年前から\nいまは担当を置かない：受診が先、次回"]


def test_a_name_that_somebody_typed_into_a_sentence_is_printed_and_the_paper_does_not_deny_it():
    paper = with_record(the_minutes(), remarks=(a_remark(text="俊介さんは夜に出歩く"),))
    text = body_text(written(paper))

    assert "俊介さんは夜に出歩く" in text
    assert "世帯員の氏名、住所、生年月日の欄はない。" in text
    assert "記載していない" not in text
