"""What a list would change in the directory: nothing twice, nothing by silence, and every difference in words."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from builders import TODAY, a_contact_person, an_agency

from jusou_meeting.directory_table import read_table
from jusou_meeting.directory_uptake import Listing, uptake

HEADINGS = "機関名,よみ,分野,住所,氏名,職名"
PARK = an_agency("park", name="公民館", kana="こうみんかん", field="地域", address="北町")
NONE = Listing((), ())


def taken(before, *lines):
    ids = (f"new-{n}" for n in count(1))
    table = read_table("\n".join((HEADINGS, *lines)).encode())
    return uptake(table, before, today=TODAY, new_id=lambda: next(ids))


def after(before, found):
    """The directory once this was taken."""
    agencies = {a.id: a for a in (*before.agencies, *found.agencies)}
    people = {p.id: p for p in (*before.people, *found.people)}
    return Listing(tuple(agencies.values()), tuple(people.values()))


def told(found):
    return [finding.sentence for finding in found.findings]


def test_a_new_agency_comes_with_its_people():
    found = taken(NONE, "ひがし園,ひがしえん,こども,見本町,山田 花子,園長", "ひがし園,,,,鈴木 太郎,主任")

    [agency] = found.agencies
    assert (agency.name, agency.kana, agency.field, agency.address) == (
        "ひがし園",
        "ひがしえん",
        "こども",
        "見本町",
    )
    assert [(p.agency_id, p.name, p.job) for p in found.people] == [
        (agency.id, "山田 花子", "園長"), (agency.id, "鈴木 太郎", "主任"),
    ]  # fmt: skip
    assert [tuple(entry) for entry in found.entries] == [
        (
            "ひがし園",
            True,
            ("機関名のよみ：ひがしえん", "分野：こども", "所在地：見本町", "担当者：園長　山田 花子", "担当者：主任　鈴木 太郎"),
        )
    ]  # fmt: skip
    assert found.findings == ()
    assert found.can_be_taken


def test_the_same_list_again_changes_nothing_however_it_spells():
    once = after(NONE, taken(NONE, "第１ひがし園,ひがしえん,こども,見本町,山田　花子,園長"))
    again = taken(once, "第1ひがし園,ひがしえん,こども,見本町,山田花子,園長")

    assert (again.agencies, again.people, again.entries, again.alike) == ((), (), (), 1)
    assert not again.can_be_taken


def test_what_is_there_under_the_same_name_is_told_otherwise_and_a_blank_cell_leaves_it():
    before = Listing((PARK,), (a_contact_person(agency_id="park", job="主事"),))
    found = taken(before, "公民館,,地域,南町,山田 一郎,係長")

    assert found.agencies == (replace(PARK, address="南町"),)
    assert [(p.id, p.job) for p in found.people] == [("contact", "係長")]
    assert found.entries == (("公民館", False, ("所在地：北町 → 南町", "山田 一郎 の職名：主事 → 係長")),)


def test_who_is_not_in_the_list_stays_and_who_left_is_not_brought_back():
    left = a_contact_person(agency_id="park", until_on=TODAY - timedelta(days=1))
    other = a_contact_person("other", agency_id="park", name="佐々木")
    before = Listing((PARK, an_agency("elsewhere")), (left, other))
    found = taken(before, "公民館,,,,山田 一郎,")

    assert (found.agencies, found.people) == ((), ())
    assert told(found) == [
        "2行目：「公民館」の「山田 一郎」は、担当を終えた方として載っているので、読みません。"
    ]


def test_whoever_comes_later_is_known_already():
    coming = a_contact_person(agency_id="park", since_on=TODAY + timedelta(days=9))
    assert taken(Listing((PARK,), (coming,)), "公民館,,,,山田 一郎,").people == ()


def test_of_two_entries_of_one_name_the_address_tells_which_or_nothing_is_taken():
    south = replace(PARK, id="south", address="南町")
    before = Listing((PARK, south), ())

    assert taken(before, "公民館,,保健,南 町,,").agencies == (replace(south, field="保健", address="南 町"),)
    unclear = taken(before, "公民館,,保健,,,", "ひがし園,ひがしえん,こども,,,")
    assert told(unclear)[0].startswith("2行目：名簿に「公民館」が二つ以上あり、どれか分かりません。")
    assert not unclear.can_be_taken


def test_a_new_agency_without_field_or_reading_and_a_field_that_is_new_are_noticed():
    found = taken(NONE, "あ,,,,,", "い,,,,,", "う,う,障害,,,")

    assert told(found) == [
        "2・3行目：分野がありません。地図では、同じ分野の機関が近くに並びます。",
        "2・3行目：機関名のよみがありません。よみがあると、地図でかな二文字から出せます。",
        "「障害」は、まだない分野です。この名前の分野ができます。",
    ]
    assert found.can_be_taken


def test_a_list_as_large_as_may_be_is_compared_with_a_directory_as_large():
    lines = [f"機関{n},き,介護,,担当{n},係長" for n in range(4_000)]
    before = after(NONE, taken(NONE, *lines))

    assert taken(before, *lines).alike == 4_000
