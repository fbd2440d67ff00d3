"""Whatever people type, the paper gets written and says it as typed."""

import unicodedata

import docx
import pytest
from builders import (
    NOW,
    a_case,
    a_confirmation,
    a_consent,
    a_correction,
    a_decision,
    a_goal,
    a_meeting,
    a_person,
    a_plan,
    a_profile,
    a_remark,
    a_role,
    a_sitting,
    a_tie,
    a_wish,
    an_agenda_item,
    an_attendee,
    an_emergency_contact,
    an_involvement,
    an_issue,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from meeting_of_a_household import a_picture, a_record, the_household
from openxml_audit import OpenXmlValidator
from word_reader import body_text, faults, margin_texts, parts

from jusou_meeting.documents import paper as paper_module
from jusou_meeting.documents.handout import Occasion, meeting_paper
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Kinship
from jusou_meeting.meeting import Final, MeetingKind, Part
from jusou_meeting.minutes import minutes
from jusou_meeting.text import clean

FRAGMENTS = (
    "<script>alert(1)</script>", "A&B <甲> \"乙\" '丙'", "]]>", "{{氏名}}", "=cmd|'/C calc'!A0", "&#0;", "%s %(x)s {0}",
    "𠮷田", "葛\U000e0100城", "\ufa19谷", "か\u3099ん", "👨\u200d👩\u200d👧", "☑☐✓", "\x00", "\x0b", "\x1b[31m",
    "\ud842\udfb7", "\ud842", "\ufffe", "\U0001fffe", "\u202e逆さ", "\u2028", "\r\n", "\n\n", "\t", "\u200b", "\ufeff",
    "　全角　空白　", "長い" * 1000, "x" * 2000, "https://例え.jp/" + "a" * 180,
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=4).map("".join)


class Said:
    """Every text that was put in, each with a number of its own so that one cannot stand for another."""

    def __init__(self, text):
        self._text = text
        self.texts = []

    def __call__(self):
        text = f"〔{len(self.texts)}〕{self._text}〕"
        self.texts.append(text)
        return text


def hostile_minutes(text, kind):
    """Minutes whose every field says this text, and the texts that must be found in them."""
    say = Said(text)
    household = the_household(
        kind,
        0,
        case=a_case(number=say(), title=say()),
        profile=a_profile(route=say(), strengths=(say(), say()), note=say()),
        people=(
            a_person("client", label=say(), age_band=say(), note=say()),
            a_person("child", Kinship.CHILD, label=say(), lives_apart=True, residence=say()),
        ),
        issues=(an_issue("issue", title=say(), note=say()),),
        involvements=(an_involvement("agency", name=say()),),
        ties=(a_tie("agency", "client", TieWord.GOOD, label=say(), note=say()),),
        roles=(
            a_role(
                "role",
                task=say(),
                in_charge=say(),
                due_text=say(),
                issue_ids=("issue",),
                assigned_in="meeting",
            ),
        ),
        confirmations=(a_confirmation("answer", "role", text=say()),),
        consents=(
            (a_consent("consent", about=say()), a_consent("of the child", "child"))
            if kind is MeetingKind.MULTILAYERED
            else ()
        ),
    )
    record = a_record(
        kind,
        sitting=a_sitting(place=say()),
        meeting=a_meeting(kind=kind, reason=say() if kind is MeetingKind.STATUTORY else "", next_time=say()),
        attendees=(
            an_attendee("speaker", agency=say(), job=say(), name=say(), remark=say()),
            an_attendee("absent", agency=say(), remark=say(), part=Part.ABSENT),
        ),
        remarks=(a_remark("remark", speaker_id="speaker", text=say()),),
        decisions=(a_decision("decision", text=say()),),
    )
    organisation, description = say(), say()
    picture = a_picture(alternative_text=description)
    file = minutes_document(minutes(record, household), organisation=organisation, pictures=picture)
    return file, [said for said in say.texts if said != description]


PAPERS_OF_A_MEETING = (
    "plan",
    "roles",
    "blank-roles",
    "invitation",
    "agenda",
    "attendance",
    "corrections",
    "role-sheets",
    "certificate",
)


def hostile_papers(text, kind):
    """Each paper but the minutes, whose every field says this text, with the texts that must be found in it."""
    say = Said(text)
    case, place, organisation, number = say(), say(), say(), say()
    person, issue, task, agency, in_charge, due = say(), say(), say(), say(), say(), say()
    answer, wish, goal, direction, contact, strength = say(), say(), say(), say(), say(), say()
    reason, job, name, item, correction, asked_by = say(), say(), say(), say(), say(), say()
    household = the_household(
        kind,
        0,
        case=a_case(number=case),
        profile=a_profile(strengths=(strength,)),
        people=(a_person("client", label=person),),
        issues=(an_issue("issue", title=issue),),
        involvements=(an_involvement("agency", name=agency),),
        roles=(
            a_role("earlier", task=task, in_charge=in_charge, due_text=due, issue_ids=("issue",), lead=True),
        ),
        confirmations=(a_confirmation("answer", "earlier", text=answer),),
        wishes=(a_wish(words=wish),),
        goals=(a_goal(text=goal),),
        plans=(a_plan(direction=direction, footing=kind.footing),),
        emergency_contacts=(an_emergency_contact(whom=contact),),
    )
    record = a_record(
        kind,
        sitting=a_sitting(place=place),
        meeting=a_meeting(kind=kind, reason=reason, document_number=number, papers_returned=number),
        attendees=(an_attendee("speaker", agency=agency, job=job, name=name, item_ids=("item",)),),
        agenda=(an_agenda_item("item", title=item),),
        corrections=(a_correction(text=correction, asked_by=asked_by),),
        final=Final(at=NOW, by=name, paper_hash="0" * 64),
    )
    role = (task, agency, in_charge, due, answer, issue, person)
    on_the_plan = (case, *role, wish, goal, direction, contact, strength)
    expected = {
        "plan": on_the_plan if kind is MeetingKind.MULTILAYERED else (*on_the_plan, reason),
        "roles": (case, *role),
        "blank-roles": (case, person, issue, agency),
        "invitation": (case, place, organisation, number),
        "agenda": (case, place, item, task, agency, due),
        "attendance": (case, place, agency, job, name, number),
        "corrections": (case, correction, asked_by, name),
        "role-sheets": (case, organisation, *role, contact),
        "certificate": (case, name),
    }
    of = Occasion(record=record, household=household, meetings=(record,), organisation=organisation)
    return {what: (meeting_paper(what, of), expected[what]) for what in PAPERS_OF_A_MEETING}


@settings(max_examples=15, deadline=None)
@given(TEXT, st.sampled_from(MeetingKind))
def test_every_text_is_found_as_typed_in_the_other_papers_too(text, kind):
    for what, (file, texts) in hostile_papers(text, kind).items():
        assert untold(texts, file) == [], what


@pytest.mark.parametrize("kind", list(MeetingKind), ids=lambda kind: kind.value)
def test_word_opens_each_paper_of_hostile_text(kind, tmp_path):
    for what, (file, _) in hostile_papers("".join(FRAGMENTS), kind).items():
        path = tmp_path / f"{what}.docx"
        path.write_bytes(file)
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == [], what
        assert faults(file) == []


def lost(text, kind=MeetingKind.STATUTORY):
    """The texts that went in and are not found as typed."""
    file, texts = hostile_minutes(text, kind)
    return untold(texts, file)


def untold(texts, file):
    """Those that the file does not say as typed, wherever its lines turn; a wide space may have become such a turn."""
    turns = str.maketrans("", "", "\n　")
    found = body_text(file).translate(turns)
    return [said for said in texts if clean(said).translate(turns) not in found]


@settings(max_examples=40, deadline=None)
@given(TEXT, st.sampled_from(MeetingKind))
def test_every_text_is_found_as_typed(text, kind):
    assert lost(text, kind) == []


@pytest.mark.parametrize("kind", list(MeetingKind), ids=lambda kind: kind.value)
def test_word_opens_a_paper_of_hostile_text(kind, tmp_path):
    file = tmp_path / "hostile.docx"
    file.write_bytes(hostile_minutes("".join(FRAGMENTS), kind)[0])
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    assert faults(file.read_bytes()) == []
    docx.Document(str(file))


@pytest.mark.parametrize(
    ("spoiled", "text"),
    [
        (lambda text: unicodedata.normalize("NFC", clean(text)), "\ufa19谷"),
        (lambda text: clean(text).replace("\U000e0100", ""), "葛\U000e0100城"),
        (lambda text: clean(text)[:1900], "x" * 2000),
        (lambda text: clean(text).replace("\t", " "), "前\t後"),
    ],
    ids=["normalised", "variant lost", "cut short", "tab lost"],
)
def test_a_paper_that_changes_a_text_is_found_out(monkeypatch, spoiled, text):
    assert lost(text) == []
    monkeypatch.setattr(paper_module, "clean", spoiled)
    assert lost(text) != []


def test_nothing_typed_reaches_word_as_markup():
    file, _ = hostile_minutes("<w:r><w:t>甲</w:t></w:r>{{氏名}}", MeetingKind.STATUTORY)
    assert b"&lt;w:r&gt;" in parts(file)["word/document.xml"]


def test_long_numbers_and_offices_stay_on_their_line_in_header_and_footer():
    file, _ = hostile_minutes("長" * 2000, MeetingKind.STATUTORY)
    assert max(map(len, margin_texts(file, "header") + margin_texts(file, "footer"))) < 80
