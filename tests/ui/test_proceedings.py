"""The line over the meeting knows the item that it is at, and the one that comes next."""

from builders import NOW, an_agenda_item
from screens import press, read


def test_an_item_that_was_begun_is_not_begun_again_where_the_agenda_was_put_otherwise(room):
    for place, (title, begun_at) in enumerate(
        (("役割分担", NOW.replace(minute=30)), ("状況", NOW.replace(minute=10)), ("次回", None)), start=1
    ):
        room.save(an_agenda_item(title, title=title, place=place, begun_at=begun_at))
    window = room.coordinator()
    assert "次第 1/3　役割分担" in read(window)

    window = press(window, "次へ：次回")

    assert "次第 3/3　次回" in read(window)
    assert [item.begun_at for item in room.record.agenda][:2] == [
        NOW.replace(minute=30),
        NOW.replace(minute=10),
    ]
