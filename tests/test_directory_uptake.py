"""What a list would change in the directory: nothing twice, nothing by silence, and every difference in words."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from builders import TODAY, a_contact_person, an_agency
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_meeting.contact_person import contact_findings
from jusou_meeting.directory_table import read_table, written_table
from jusou_meeting.directory_uptake import Listing, uptake
from jusou_meeting.finding import Weight
from jusou_meeting.text import clean_line, folded

HEADINGS = "機関名,よみ,分野,住所,氏名,職名,いつから,いつまで"
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


def test_since_and_until_of_a_person_are_taken_and_told_in_words():
    before = Listing((PARK,), (a_contact_person(agency_id="park", job="主事", since_on=TODAY),))
    found = taken(
        before,
        "公民館,,,,山田 一郎,,,2027/3/31",
        "公民館,,,,佐藤,,R8.4.1,",
        "公民館,,,,田中,,2027/4/1,2026/4/1",
    )

    assert found.entries[0].said == (
        "山田 一郎 の担当の終了：（なし） → 令和9年3月31日",
        "担当者：佐藤（令和8年4月1日～）",
        "担当者：田中（令和9年4月1日～令和8年4月1日）",
    )
    assert [(p.since_on, p.until_on) for p in found.people[:2]] == [
        (TODAY, date(2027, 3, 31)),
        (date(2026, 4, 1), None),
    ]
    assert told(found) == ["4行目：「田中」：担当の終わりの日が、始まりの日より前です。"]


def test_whoever_left_and_comes_anew_on_a_later_day_is_somebody_new():
    left = a_contact_person(agency_id="park", until_on=TODAY - timedelta(days=1))
    before = Listing((PARK,), (left,))

    [again] = taken(before, f"公民館,,,,山田 一郎,,{TODAY},").people
    assert (again.id, again.since_on) == ("new-1", TODAY)
    assert taken(before, f"公民館,,,,山田 一郎,,{left.until_on},").people == ()


def test_whoever_stands_there_twice_without_a_day_that_tells_which_stops_the_list():
    there = a_contact_person(agency_id="park")
    one, other = replace(there, id="one", since_on=TODAY), replace(there, id="other")
    unclear = taken(Listing((PARK,), (one, other)), f"公民館,,,,山田 一郎,園長,{TODAY},")
    assert told(unclear)[0].startswith("2行目：名簿の「公民館」に「山田 一郎」が二人以上いて、")

    later = replace(other, since_on=TODAY + timedelta(days=9))
    [person] = taken(Listing((PARK,), (one, later)), f"公民館,,,,山田 一郎,園長,{TODAY},").people
    assert (person.id, person.job) == ("one", "園長")


def test_two_of_one_name_that_the_directory_does_not_know_as_two_are_a_slip_of_the_pen():
    for before in (NONE, Listing((PARK,), ())):
        found = taken(before, "公民館,,地域,北町,,", "公民館,,地域,きた町,,")
        assert "「公民館」が、所在地の違う機関として二つ以上書いてあります。" in told(found)[0]
        assert not found.can_be_taken


words = st.text(min_size=1, max_size=12).map(clean_line).filter(lambda said: folded(said).strip("'"))
cells = st.text(max_size=12).map(clean_line)
days = st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1))


@st.composite
def directories(draw):
    """What people may have entered: agencies of one name, and people who come, leave, and come again."""
    agencies = [
        an_agency(
            f"a{n}", name=draw(words), field=draw(cells), kind="", address=draw(cells), remark=draw(cells)
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    names = draw(st.lists(words, min_size=1, max_size=3))
    people = [
        a_contact_person(
            f"p{n}",
            agency_id=draw(st.sampled_from(agencies)).id,
            name=draw(st.sampled_from(names)),
            job=draw(cells),
            since_on=draw(days),
            until_on=draw(days),
        )
        for n in range(draw(st.integers(0, 5)) if agencies else 0)
    ]
    return Listing(tuple(agencies), tuple(people))


def unmistakable(listing):
    """Whether no two agencies, and of those who have not left no two people of an agency, are called alike."""
    names = [folded(agency.name) for agency in listing.agencies]
    there = [p for p in listing.people if p.until_on is None or p.until_on >= TODAY]
    called = [(p.agency_id, folded(p.name)) for p in there]
    possible = all(not list(contact_findings(person)) for person in there)
    return possible and len(set(names)) == len(names) and len(set(called)) == len(called)


@settings(deadline=None)
@given(directories())
def test_a_directory_that_is_written_and_read_again_changes_nothing(listing):
    table = read_table(written_table(*listing, today=TODAY))
    found = uptake(table, listing, today=TODAY, new_id=lambda: "new")

    assert not found.can_be_taken
    if unmistakable(listing):
        assert (found.agencies, found.people, found.entries) == ((), (), ())
        assert [f.sentence for f in found.findings if f.weight is Weight.STOPS] == []
        assert found.alike == len(listing.agencies)


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
        "「障害」は、まだない分野です。この名前の分野ができます。似た分野に「障がい」があります。",
    ]
    assert found.can_be_taken


def test_a_new_field_is_told_beside_those_that_may_be_meant():
    before = Listing((PARK, an_agency("club", field="居場所")), ())
    found = taken(
        before,
        "あ,あ,子ども,,,",
        "い,い,居場所づくり,,,",
        "う,う,生活保護,,,",
        "え,え,高齢者,,,",
        "お,お,司法,,,",
    )

    assert told(found) == [
        "「子ども」は、まだない分野です。この名前の分野ができます。似た分野に「こども」があります。",
        "「居場所づくり」は、まだない分野です。この名前の分野ができます。似た分野に「居場所」があります。",
        "「生活保護」は、まだない分野です。この名前の分野ができます。似た分野に「生活困窮」があります。",
        "「高齢者」は、まだない分野です。この名前の分野ができます。",
        "「司法」は、まだない分野です。この名前の分野ができます。",
        "いまある分野は、調整、介護、障がい、こども、子育て、生活困窮、医療、保健、教育、就労、住宅、権利擁護、警察、地域、参加支援、"
        "環境、居場所です。",
    ]


def test_a_list_as_large_as_may_be_is_compared_with_a_directory_as_large():
    lines = [f"機関{n},き,介護,,担当{n},係長" for n in range(4_000)]
    before = after(NONE, taken(NONE, *lines))

    assert taken(before, *lines).alike == 4_000
