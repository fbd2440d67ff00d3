"""The hour as its minutes tell it: earlier roles first, then item by item, and each decision once."""

from dataclasses import replace
from datetime import timedelta

from builders import NOW, a_decision, a_remark, a_review, a_role, an_agenda_item
from meeting_of_a_household import the_minutes, with_record
from word_reader import body_text, rows

from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.role import RoleStanding


def written(paper):
    return minutes_document(paper, organisation="地域福祉課", pictures=None)


def an_hour_by_its_items():
    """Minutes of an hour whose 次第 was followed by the clock, its last item never reached."""
    return with_record(
        the_minutes(),
        agenda=(
            an_agenda_item("state", title="世帯の状況", begun_at=NOW),
            an_agenda_item("roles", title="役割分担", begun_at=NOW + timedelta(minutes=30)),
            an_agenda_item("end", title="資料の回収"),
        ),
        remarks=(
            a_remark("before", text="録音はしない", said_at=NOW - timedelta(minutes=1)),
            a_remark("rent", text="家賃を5か月滞納", said_at=NOW + timedelta(minutes=4)),
            a_remark("visit", text="一度に何人も訪ねない", said_at=NOW + timedelta(minutes=31)),
        ),
        decisions=(
            a_decision("window", text="窓口を一つにする", decided_at=NOW + timedelta(minutes=33)),
            a_decision("night", text="夜間は当直へ", decided_at=NOW + timedelta(minutes=40)),
        ),
    )


def test_what_was_said_stands_under_the_item_it_was_said_to():
    file = written(an_hour_by_its_items())
    assert rows(file, "協議の内容")[1:] == [["", "録音はしない"]]
    assert rows(file, "主な意見（世帯の状況）")[1:] == [["", "家賃を5か月滞納"]]
    assert rows(file, "主な意見（役割分担）")[1:] == [["", "一度に何人も訪ねない"]]
    assert "取り上げた記録のない議題：資料の回収" in body_text(file)


def test_items_to_which_nothing_was_noted_are_named_once_and_the_roles_were_spoken_of_when_there_are_some():
    hour = an_hour_by_its_items()
    begun, roles, end = hour.record.agenda
    quiet = [
        an_agenda_item(f"quiet{n}", title=f"議題{n}", begun_at=NOW + timedelta(hours=2 + n)) for n in range(3)
    ]
    passed = replace(roles, begun_at=None, title="役割分担・次回の確認")
    text = body_text(written(with_record(hour, agenda=(begun, *quiet, passed, end))))

    assert "発言・決定の記録のない議題：議題0、議題1" in text
    assert "（発言の記録なし）" not in text
    assert "取り上げた記録のない議題：資料の回収" in text


def test_an_item_names_its_decisions_by_their_numbers_and_each_is_told_once():
    text = body_text(written(an_hour_by_its_items()))
    assert "決まったこと：決定事項(1)、(2)" in text
    assert text.count("窓口を一つにする") == text.count("夜間は当直へ") == 1


def test_a_remark_that_became_something_is_told_once_there_and_only_named_here():
    hour = an_hour_by_its_items()
    before, rent, visit = hour.record.remarks
    decided, *more = hour.record.decisions
    same = replace(rent, text=decided.text, became=decided.id)
    paper = with_record(hour, remarks=(before, same, replace(visit, became=more[0].id)))

    file = written(paper)

    assert rows(file, "主な意見（世帯の状況）")[1:] == [["", "（→決定事項(1)）"]]
    assert rows(file, "主な意見（役割分担）")[1:] == [["", "一度に何人も訪ねない（→決定事項(2)）"]]
    assert body_text(file).count("窓口を一つにする") == 1


def test_what_came_of_earlier_roles_stands_before_the_discussion():
    roles = (
        a_role("calls", "life", task="電話を受ける", assigned_in="first"),
        a_role("visit", "house", task="安否を見る", assigned_in="first", standing=RoleStanding.DONE),
        a_role("left", "house", task="空き家を探す", assigned_in="first"),
        a_role("new", "life", task="新しい役割", assigned_in="meeting"),
    )
    paper = with_record(
        the_minutes(roles=roles),
        reviews=(
            a_review("second", "visit", result="父はけがなし"),
            a_review("first", "calls", standing=RoleStanding.OPEN, result="9回に減った"),
            a_review("of-a-role-not-known-here", "unknown"),
        ),
    )
    file = written(paper)
    assert rows(file, "前回までの役割の確認")[1:] == [
        ["1", "電話を受ける", "生活サポート相談窓口", "継続", "9回に減った"],
        ["2", "安否を見る", "市建築住宅課", "完了", "父はけがなし"],
    ]
    text = body_text(file)
    assert "№3の役割は、この会議で確認した記録がない。" in text
    assert text.index("前回までの役割の確認") < text.index("協議の内容")
    assert "前回までの役割の確認" not in body_text(written(the_minutes(roles=roles)))
