"""The hour on C02 with the whole room: a coordinator, a wall, phones and thirty devices, while things break."""

import os
import re
import statistics
import time
from pathlib import Path

import pytest
import script_C02 as script
from devices import Load, a_room
from playwright.sync_api import expect
from replay import MeetingRoom, told
from word_reader import body_text, rows

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "hour_C02.json"
WHO_MAY_JOIN = [who for who in script.PEOPLE if who not in (script.LAWYER, script.CLINIC)]
"""The lawyer looks on for one item only, and the clinic sent a letter."""
ANSWERING = (script.CW, script.MINSEI, script.HOKATSU)

pytestmark = pytest.mark.browser


@pytest.fixture
def room(tmp_path, visitors):
    with a_room() as devices:
        room = MeetingRoom(tmp_path, visitors, devices)
        try:
            yield room
        finally:
            room.stop()


def nothing_lost_and_nothing_doubled(room):
    """Every answer that a device has shown as taken is in the file, and none is there twice."""
    answers = room.answers()
    assert [which for which, times in answers.items() if times != 1] == []
    answered = {role_id for role_id, _ in answers}
    for device in room.devices.devices:
        if device.answers:
            assert device.acknowledged <= answered, device.agency
    return len(answers)


def held(room, steps, accidents):
    """Each step, then what the phones say; and at its place each accident. Returns the spans in which nothing broke."""
    steady, start = [], time.time()
    for number, step in enumerate(steps):
        accident = accidents.get(number)
        if accident is None:
            step(room.c)
            room.phones_answer()
            continue
        room.everybody_is_back()
        steady.append((start, time.time() - 0.5))
        before = told(room.path)
        accident(lambda step=step: step(room.c))
        room.everybody_is_back()
        assert told(room.path) >= before, f"after step {number}"
        room.phones_answer()
        start = time.time()
    room.everybody_is_back()
    return [*steady, (start, time.time())]


def after_it(broken):
    """The step is taken, and then this breaks."""

    def accident(step):
        step()
        broken()

    return accident


def said(found, load, cpu, seconds):
    lines = [
        f"{name}: {len(taken)} changes, p50 {statistics.median(taken):.0f} ms, "
        f"p95 {statistics.quantiles(taken, n=20)[-1]:.0f} ms"
        for name, taken in found.items()
    ]
    return "\n".join(
        (
            "",
            *lines,
            f"server: {cpu / seconds:.0%} of a core, {load.memory:.0f} MB (load {os.getloadavg()[0]:.1f})",
        )
    )


@pytest.mark.nightly
def test_a_few_lines_reach_everybody_while_the_server_dies_a_network_goes_and_pages_reload(room):
    steps = [
        script.remark("10月14日"),
        script.role("生活保護", (1,), "12/2 来所時"),
        script.role("家計と住まい", (1, 2), "11/30"),
        script.decision(0),
        script.remark("年金は"),
    ]
    room.coordinator_begins(HOUSEHOLD)
    room.c.prepare("支援会議", reason=script.REASON, agencies=WHO_MAY_JOIN[:6], at_once=True)
    room.meeting_is_open()
    room.code_is_given()
    room.phone_joins(script.LIFE, "田中")
    room.devices_join(6, WHO_MAY_JOIN[:6], answering=ANSWERING)
    room.wall_is_lit()

    held(
        room,
        steps,
        {
            1: after_it(room.server_dies),
            2: lambda step: room.network_is_cut(3, step),
            3: after_it(room.everything_is_reloaded),
        },
    )

    assert set(told(room.path).values()) == {1}
    assert sum(told(room.path).values()) == len(steps)
    assert nothing_lost_and_nothing_doubled(room) == 2
    assert all(device.returns >= 2 for device in room.devices.devices)

    with room.store.file.writing() as db:
        db.execute("DELETE FROM confirmation")  # a planted loss, which the check must see
    with pytest.raises(AssertionError, match=re.escape(script.CW)):
        nothing_lost_and_nothing_doubled(room)


@pytest.mark.nightly
def test_the_hour_reaches_thirty_devices_a_wall_and_two_phones_whatever_breaks(room, capsys):
    room.coordinator_begins(HOUSEHOLD)
    script.made_ready(room.c)
    room.c.open()
    room.meeting_is_open()
    steps = [step for _, step in script.SCRIPT]
    steps.pop(0)(room.c)
    room.code_is_given()
    room.phone_joins(script.LIFE, "田中")
    room.phone_joins(script.SHAKYO, "渡部")
    room.devices_join(30, WHO_MAY_JOIN, answering=ANSWERING)
    room.wall_is_lit()
    room.everybody_is_back()
    load, begun = Load(room.server.process), time.monotonic()
    steady = held(
        room,
        steps[:38],
        {
            12: after_it(room.everything_is_reloaded),
            30: lambda step: room.network_is_cut(60, step),
        },
    )
    cpu, seconds = load.cpu(), time.monotonic() - begun
    steady += held(room, steps[38:], {1: after_it(room.server_dies), 9: after_it(room.server_dies)})
    found = room.latencies(steady)
    with capsys.disabled():
        print(said(found, Load(room.server.process), cpu, seconds))  # noqa: T201  # what it measured

    words = told(room.path)
    for line in (*script.REMARKS, script.HIDDEN, *script.DECISIONS, *script.ROLES, script.GAP, script.WISH):
        assert words[line] == 1, line
    nothing_lost_and_nothing_doubled(room)
    room.c.close(next_time=script.NEXT_TIME, returned="12部中12部")
    minutes = Path(room.c.paper("会議録").path()).read_bytes()
    text = body_text(minutes)
    for line in (*script.DECISIONS, *script.ROLES, script.GAP, script.WISH):
        assert line in text, line
    assert text.count(script.DECISIONS[0]) == text.count(script.GAP) == 1
    for task, agency in script.ROLES.items():
        assert any(task in " ".join(row) and agency in " ".join(row) for row in rows(minutes, "役割分担表"))
    assert "読み上げ 14／14" in text
    for phone in room.phones:
        expect(phone.get_by_text(re.compile("終わりました|参加コード|サインイン")).first).to_be_visible(
            timeout=20_000
        )
