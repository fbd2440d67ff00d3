"""Who stands around a household, and who of them is asked to a meeting."""

import pytest
from builders import an_agency, an_involvement

from jusou_meeting.agency import InvolvementStatus, at_work, involved, is_surely_agency, listed, on_the_map
from jusou_meeting.text import folded


@pytest.mark.parametrize(
    ("said", "surely"),
    [
        ({"name": "団地の管理人", "field": "住宅"}, False),
        ({"name": "隣の家", "field": "地域"}, False),
        ({"name": "家主", "field": ""}, False),
        ({"name": "おばの友人", "field": "見守り"}, False),
        ({"name": "民生委員・児童委員", "field": "地域", "agency_id": "d1"}, True),
        ({"name": "こころの病院", "field": "医療"}, True),
        ({"name": "家主", "field": "介護", "outsider": True}, False),
    ],
)
def test_what_the_directory_has_or_whose_field_is_of_offices_is_surely_an_agency(said, surely):
    assert is_surely_agency(an_involvement(**said)) is surely


@pytest.mark.parametrize(
    ("field", "outside"),
    [
        ("家主", True),
        ("近隣", True),
        ("家主・近隣", True),
        ("住宅", False),
        ("地域", False),
        ("近隣・医療", False),
        ("", False),
    ],
)
def test_an_entry_whose_field_is_of_private_persons_alone_comes_as_no_agency(field, outside):
    entry = an_agency("d1", name="大山荘の大家", field=field)

    landlord = involved(entry, id="landlord")

    assert landlord.outsider is outside
    assert landlord.agency_id == (None if outside else "d1"), "an outsider is linked to no entry"
    assert at_work([landlord]) == (() if outside else (landlord,))
    assert is_surely_agency(landlord) is not outside
    assert on_the_map([entry], [landlord]) == {"d1": "landlord"}, "nobody is put on the map twice"


def test_at_work_is_whoever_is_engaged_and_no_outsider():
    around = (
        an_involvement("office"),
        an_involvement("landlord", name="家主", outsider=True),
        an_involvement("clinic", status=InvolvementStatus.CONSIDERED),
        an_involvement("school", status=InvolvementStatus.UNCONNECTED),
        an_involvement("before", status=InvolvementStatus.ENDED),
        an_involvement("unlisted", agency_id=None),
    )

    assert [involvement.id for involvement in at_work(around)] == ["office", "unlisted"]


def test_an_agency_called_as_in_the_directory_has_its_entry_and_its_field():
    directory = [an_agency("d1"), an_agency("d2", name="警察署", field="警察")]

    assert listed(an_involvement(name="警察署", field=""), directory) == an_involvement(
        name="警察署", field="警察", agency_id="d2"
    )
    assert listed(an_involvement(name="警察署", field="安全"), directory).field == "安全"
    assert listed(an_involvement(name="包括", agency_id="d1"), directory).agency_id == "d1"
    assert listed(an_involvement(name="警察署", outsider=True), directory).agency_id is None


def test_two_entries_of_one_name_are_told_apart_by_a_person():
    directory = [an_agency("d1", name="公民館"), an_agency("d2", name="公民館")]

    assert listed(an_involvement(name="公民館"), directory).agency_id is None


def test_an_agency_is_sought_by_kanji_or_by_either_kana_of_its_reading():
    agency = an_agency(name="ＮＰＯ生活サポートセンター", kana="せいかつサポートセンター")

    for typed in ("生活", "せい", "セイ", "ｾｲ", "さぽ", "サポ", "npo", "ＮＰＯ", "せいかつ さぽーと", "ﾎﾟｰﾄ"):
        assert any(folded(typed) in text for text in agency.sought_by), typed
    assert not any("けい" in text for text in agency.sought_by)
