from datetime import timedelta

from builders import NOW

from jusou_meeting.server.back_off import BackOff


def seconds(count):
    return timedelta(seconds=count)


def test_five_slips_are_free_and_then_each_wait_is_twice_the_last():
    tries, now, waits = BackOff(), NOW, []
    for _ in range(12):
        tries.wrong("佐藤", now)
        waits.append(tries.wait("佐藤", now).total_seconds())
        now += tries.wait("佐藤", now)

    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_the_wait_passes_and_nobody_is_locked_out_for_good():
    tries = BackOff()
    for _ in range(5):
        tries.wrong("佐藤", NOW)

    assert tries.wait("佐藤", NOW + seconds(29)) == seconds(1)
    assert tries.wait("佐藤", NOW + seconds(30)) == timedelta()


def test_the_right_try_wipes_the_slate_and_so_does_a_quiet_while():
    tries = BackOff()
    for _ in range(4):
        tries.wrong("佐藤", NOW)
        tries.wrong("鈴木", NOW)
    tries.right("佐藤")
    tries.wrong("佐藤", NOW)
    tries.wrong("鈴木", NOW + timedelta(minutes=16))

    assert tries.wait("佐藤", NOW) == timedelta()
    assert tries.wait("鈴木", NOW + timedelta(minutes=16)) == timedelta()


def test_one_persons_slips_are_not_anothers():
    tries = BackOff()
    for _ in range(5):
        tries.wrong(("sato", "192.0.2.1"), NOW)

    assert tries.wait(("sato", "192.0.2.2"), NOW) == timedelta()


def test_however_many_names_are_tried_the_memory_stays_small():
    tries = BackOff()
    for name in range(12_000):
        tries.wrong(name, NOW)

    assert len(tries._tries) == 10_000
