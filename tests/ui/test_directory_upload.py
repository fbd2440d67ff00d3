"""機関名簿を一度に読み込む: looked at before it is taken, taken once, and refused with its lines."""

from datetime import UTC, datetime

from builders import a_staff, an_agency
from screens import press, read, tables

from jusou_meeting.ui.directory_upload import SAMPLE

LIST = "機関名,よみ,分野,氏名,職名\nひがし園,ひがしえん,こども,山田 花子,園長\n警察署,けいさつしょ,警察,,\n"


def chosen(room, content):
    window = room.screen("office/people.py")
    window.session_state["directory-upload"] = True
    window.run()
    return choose(window, content)


def choose(window, content):
    window.file_uploader(key="directory-file").set_value(("名簿.csv", content, "text/csv"))
    window.run()
    assert not window.exception
    return window


def test_a_list_is_looked_at_then_taken_and_is_then_all_there(room):
    window = chosen(room, LIST.encode("cp932"))
    assert "新しい機関 1　変わる機関 1　いまと同じ機関 0" in read(window)
    assert "担当者：園長　山田 花子" in tables(window)
    assert "機関名のよみ：（なし） → けいさつしょ" in tables(window)
    assert len(room.store.directory.agencies()) == 1

    press(window, "この2機関を名簿に読み込む")
    assert {a.name: a.kana for a in room.store.directory.agencies()} == {
        "警察署": "けいさつしょ", "ひがし園": "ひがしえん",
    }  # fmt: skip
    assert [person.name for person in room.store.directory.people()] == ["山田 花子"]
    assert "いまと同じ機関 2" in read(window)
    assert not [button for button in window.button if button.key == "directory-take"]


def test_a_list_that_cannot_be_read_says_where_and_has_no_button(room):
    window = chosen(room, f"{LIST},,,佐藤,\n".encode())
    assert "4行目：機関名がありません。" in read(window)
    assert not [button for button in window.button if button.key == "directory-take"]


def test_whoever_presses_after_somebody_else_changed_the_directory_looks_again(room):
    window = chosen(room, LIST.encode())
    room.store.directory.add(a_staff(), [an_agency("fast", name="ひがし園")], at=datetime.now(UTC))

    press(window, "この2機関を名簿に読み込む")
    assert "機関名簿が、そのあとに変わりました。" in read(window)
    assert len(room.store.directory.agencies()) == 2
    assert "変わる機関 2" in read(window)


def test_cells_are_words_and_never_markup_or_a_formula(room):
    window = chosen(
        room, '機関名,よみ,分野\n"=1+1 <img src=x onerror=alert(1)>",**太字**,:red[赤]\n'.encode()
    )
    shown = tables(window)
    assert "<img" not in shown
    assert "=1+1 &lt;img" in shown
    press(window, "この1機関を名簿に読み込む")
    assert room.store.directory.agencies()[-1].name == "=1+1 <img src=x onerror=alert(1)>"


def test_the_sample_is_handed_out_by_our_own_door(room):
    window = room.screen("office/people.py")
    window.session_state["directory-upload"] = True
    assert SAMPLE in [link.proto.url for link in window.run().get("link_button")]
