"""The case itself is put right from the heading of its household."""

from dataclasses import replace
from datetime import UTC, datetime

from builders import a_role, a_staff, an_agency, an_evaluation
from screens import labels, press, read

from jusou_meeting.vocabulary import Footing


def case(room):
    return room.store.cases.all(a_staff())[0]


def entry_of(room):
    return press(room.screen("case/household.py"), "直す・しまう")


def close(room):
    meeting = replace(room.record.meeting, closed_at=datetime.now(UTC))
    with room.change("閉会", meeting="meeting") as change:
        change.save(meeting)


def test_a_name_is_put_right_and_taken_back_with_the_same_button_as_everything(room):
    window = entry_of(room)
    window.text_input(key="case-entry:title").set_value("80代の母と40代の子の世帯")
    press(window, "名前を直す")
    assert case(room).title == "80代の母と40代の子の世帯"
    assert "R8-0001　80代の母と40代の子の世帯" in read(window)

    press(window, next(b for b in window.button if b.label.startswith("元に戻す：事例の名前を直す")).label)
    assert case(room).title == "8050の世帯"


def test_a_household_is_begun_with_those_who_live_together_and_those_who_live_elsewhere(room):
    listed = room.screen("case/list.py")
    listed.text_input(key="new-case:title").set_value("離婚した母と子の世帯")
    listed.multiselect(key="new-case:together").set_value(["息子"])
    listed.multiselect(key="new-case:apart").set_value(["元夫", "姉"])
    press(listed, "登録する")

    case = next(case for case in room.store.cases.all(a_staff()) if case.title == "離婚した母と子の世帯")
    people = room.store.cases.household(a_staff(), case.id, Footing.CONSENT).people
    assert {person.label: person.lives_apart for person in people} == {
        "本人": False, "息子": False, "元夫": True, "姉": True,
    }  # fmt: skip


def test_a_household_is_begun_with_the_agencies_of_the_directory_that_are_at_work_in_it(room):
    listed = room.screen("case/list.py")
    listed.text_input(key="new-case:title").set_value("祖母と孫の世帯")
    listed.multiselect(key="new-case:involved").set_value(["police"])
    press(listed, "登録する")

    case = next(case for case in room.store.cases.all(a_staff()) if case.title == "祖母と孫の世帯")
    household = room.store.cases.household(a_staff(), case.id, Footing.CONSENT)
    [police] = household.involvements
    assert (police.name, police.field, police.agency_id) == ("警察署", "警察", "police")
    assert household.ties == household.roles == ()


def test_a_landlord_of_the_directory_is_registered_as_no_agency(room):
    landlord = an_agency("landlord", name="大山荘の大家", field="家主")
    room.store.directory.add(a_staff(), [landlord], at=datetime.now(UTC))
    listed = room.screen("case/list.py")
    listed.text_input(key="new-case:title").set_value("家賃の滞る世帯")
    listed.multiselect(key="new-case:involved").set_value(["landlord", "police"])
    press(listed, "登録する")

    case = next(case for case in room.store.cases.all(a_staff()) if case.title == "家賃の滞る世帯")
    around = room.store.cases.household(a_staff(), case.id, Footing.CONSENT).involvements
    assert {each.name: each.outsider for each in around} == {"大山荘の大家": True, "警察署": False}


def test_a_family_known_without_consent_is_registered_so_from_the_first(room):
    listed = room.screen("case/list.py")
    listed.text_input(key="new-case:title").set_value("連絡のつかない世帯")
    listed.multiselect(key="new-case:together").set_value(["母"])
    listed.multiselect(key="new-case:involved").set_value(["police"])
    listed.checkbox(key="new-case:confidential").check()
    press(listed, "登録する")

    cases = room.store.cases
    case = next(case for case in cases.all(a_staff()) if case.title == "連絡のつかない世帯")
    seen = {footing: cases.household(a_staff(), case.id, footing) for footing in Footing}
    assert [person.label for person in seen[Footing.CONSENT].people] == ["本人"]
    assert [person.label for person in seen[Footing.STATUTORY].people] == ["本人", "母"]
    assert [len(seen[footing].involvements) for footing in (Footing.CONSENT, Footing.STATUTORY)] == [0, 1]


def test_a_case_needs_a_name(room):
    window = entry_of(room)
    window.text_input(key="case-entry:title").set_value("　")
    press(window, "名前を直す")

    assert "事例の名前を入れてください。" in read(window)
    assert case(room).title == "8050の世帯"


def test_before_a_case_is_put_away_it_is_said_what_would_be_called_to_mind_no_more(room):
    close(room)
    told = "しまうと、「やること」に出なくなるものが{}件あります：{}。"
    assert told.format(1, "会議録の確定1件") in read(entry_of(room))

    room.save(a_role("visit"))
    with room.change(footing=Footing.STATUTORY) as change:
        change.save(a_role("secret", task="夜に声をかける"))
    assert told.format(3, "役割2件、会議録の確定1件") in read(entry_of(room))

    press(entry_of(room), "一覧からしまう")
    assert "しまうと" not in read(entry_of(room))


def test_a_case_opened_by_mistake_is_put_away_and_found_again_below_the_list(room):
    press(entry_of(room), "一覧からしまう")
    assert case(room).put_away_on is None, "people sit over it"

    close(room)
    press(entry_of(room), "一覧からしまう")
    assert case(room).put_away_on is not None

    listed = room.screen("case/list.py")
    (folded,) = [each for each in listed.expander if each.label == "しまった事例（1件）"]
    assert "8050の世帯" in "\n".join(text.value for text in folded.text)
    assert "開く" in labels(folded)

    press(entry_of(room), "一覧に戻す")
    assert case(room).put_away_on is None


def test_the_household_says_that_its_case_has_ended_until_a_meeting_is_held_again(room):
    room.save(an_evaluation())
    close(room)
    window = room.screen("case/household.py")

    assert any("終結（R" in mark.value for mark in window.markdown)
    assert "終結　閉会" in read(window)
