"""The papers of the room get numbers and come back, one press each."""

from builders import an_attendee
from screens import press, read

from jusou_meeting.meeting import Part


def in_the_papers(room):
    return room.coordinator("書類")


def test_whoever_is_expected_gets_a_number_and_what_comes_back_is_counted(room):
    room.save(an_attendee("absent", agency="法テラス", part=Part.ABSENT))
    room.save(an_attendee("doctor", agency="こころの病院"))
    window = in_the_papers(room)

    press(window, "2人の資料に番号を付ける")
    assert [(c.number, c.attendee_id) for c in room.record.distributions] == [(1, "attendee"), (3, "doctor")]

    pills = next(g for g in window.button_group if g.label == "戻った資料を押す")
    pills.set_value([3]).run()
    assert [c.number for c in room.record.distributions if c.returned] == [3]
    assert "回収　2部中1部（未回収　№1 地域包括支援センター）" in read(window)

    press(window, "全部戻った")
    assert "回収　2部中2部" in read(window)
    assert not [b for b in window.button if b.label == "全部戻った"]


def test_papers_with_their_numbers_are_offered_once_there_are_numbers(room):
    def offered(window):
        return [link.proto.label for link in window.get("link_button") if "番号入り" in link.proto.label]

    window = in_the_papers(room)
    assert offered(window) == []
    press(window, "1人の資料に番号を付ける")

    assert offered(window) == ["番号入りの次第", "番号入りの役割分担表（手書き用）", "番号入りのエコマップ"]
