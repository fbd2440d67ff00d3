"""After 閉会 each who joined keeps a link to their own part, asks there to have it put right, and reads the answer."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import a_remark, a_role, a_staff, an_attendee, an_involvement
from city import City
from plain_form import PlainForm
from running_server import running_server
from word_reader import body_text

from jusou_meeting.correction_request import Settlement
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import Final
from jusou_meeting.sharing import SharedThing
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import hashed
from jusou_meeting.vocabulary import Footing

NOTHING = "このページは開けません"
ADMINISTRATOR = a_staff(StaffRole.ADMINISTRATOR)


class Town(City):
    """A city whose meeting somebody joined by phone, and that can be closed."""

    def save(self, *facts):
        with self.change(meeting="meeting") as change:
            for fact in facts:
                change.save(fact)

    @property
    def record(self):
        return self.store.cases.meeting(self.staff, "meeting")[1]

    def close(self, *, days=7):
        """閉会, with so many days for corrections."""
        super().close(corrections_until=today_in_tokyo(datetime.now(UTC)) + timedelta(days=days))


@pytest.fixture
def town(tmp_path):
    town = Town(tmp_path)
    town.save(
        an_involvement("other-agency", name="市社会福祉協議会"),
        an_attendee("other", agency="市社会福祉協議会", involvement_id="other-agency", host=True),
        a_role("own-role", task="月2回の訪問", assignee_id="agency"),
        a_role("other-role", task="家計の相談を受ける", assignee_id="other-agency"),
        a_remark("own", text="電話が減った", speaker_id="attendee"),
        a_remark("others", text="通帳を預けたいそうだ", speaker_id="other"),
    )
    return town


@pytest.fixture
def server(town):
    with running_server(town.path) as running:
        yield running


@pytest.fixture
def phone(town):
    return town.session(StaffRole.PARTICIPANT, name="鈴木", attendee_id="attendee")


def last_page(server, phone):
    return PlainForm(server, "/", token=phone, headers={"accept": "text/html"}).page


def link_on(page):
    found = re.search(r'href="(/correct\?link=[0-9a-f]+)"', page.text)
    return found and found[1]


@pytest.fixture
def known_server(town):
    """The server under a name by which other devices reach it."""
    with running_server(town.path, STREAMLIT_SERVER_ALLOWED_HOSTS="127.0.0.1 kaigi.example") as running:
        yield running


def printed(server, token, query="links"):
    """What the 役割票 say, as whoever holds this cookie prints them."""
    desk = PlainForm(server, "/join", token=token)
    answer = desk.session.get(f"{server.url}/papers/role-sheets/meeting?{query}")
    assert answer.status_code == 200
    return body_text(answer.content)


def links_in(text):
    return re.findall(r"http://kaigi.example:\d+(/correct\?link=[0-9a-f]{64})", text)


def asking(server, path):
    form = PlainForm(server, path)
    filled = dict(re.findall(r'name="(link|request)" value="([^"]+)"', form.page.text))
    return form, filled


def test_the_phone_keeps_a_link_to_its_own_part_and_reads_the_answer(server, town, phone):
    town.close()
    path = link_on(last_page(server, phone))
    assert path == link_on(last_page(server, phone))
    assert path.split("=")[1] not in town.path.read_bytes().decode("latin-1") + server.log.read_text("utf-8")

    form, filled = asking(server, path)
    assert "月2回の訪問" in form.page.text
    assert "電話が減った" in form.page.text
    for others in ("家計の相談を受ける", "通帳を預けたい", "市社会福祉協議会", "重層的支援会議　第", "会津"):
        assert others not in form.page.text
    for _ in range(2):
        assert form.send(text="月1回です<b>", passage="役割1", **filled).status_code == 303
    [request] = town.record.correction_requests
    assert (request.text, request.passage, request.attendee_id) == ("月1回です<b>", "役割1", "attendee")
    assert request.asked_by == "地域包括支援センター"

    town.save(replace(request, settlement=Settlement.DECLINED, answer="会議で確かめたとおり"))
    page = PlainForm(server, path).page.text
    assert "月1回です&lt;b&gt;" in page
    assert "取り入れない" in page
    assert "会議で確かめたとおり" in page
    [seen] = town.store.cases.sharings(town.staff, "case", Footing.CONSENT)
    assert (seen.thing, seen.receiver) == (SharedThing.OWN_PART, "地域包括支援センター")


def ended_by_time(town):
    yesterday = today_in_tokyo(datetime.now(UTC)) - timedelta(days=1)
    town.save(replace(town.record.meeting, corrections_until=yesterday))


def made_final(town):
    with town.change("確定", meeting="meeting") as change:
        change.make_final(
            "meeting", Final(at=datetime.now(UTC), by="佐藤", paper_hash="0"), paper=b"PK", household_file="{}",
            form_hash="0", seen=town.store.cases.last_seq("case"),
        )  # fmt: skip


def withdrawn(town):
    [link] = [s for s in town.store.door.sessions_of("meeting") if s.role is StaffRole.CORRESPONDENT]
    town.store.door.send_out(link.id, by=town.staff, at=datetime.now(UTC))


def shut_out(town):
    town.store.devices.switch(on=False, by=ADMINISTRATOR, at=datetime.now(UTC))
    town.store.devices.switch(on=True, by=ADMINISTRATOR, at=datetime.now(UTC))


def without_consent(town):
    consent = town.store.cases.household(town.staff, "case", Footing.CONSENT).consents[0]
    town.save(replace(consent, withdrawn_on=today_in_tokyo(datetime.now(UTC))))


def test_once_the_minutes_are_final_the_answer_is_read_until_the_period_ends_and_nothing_more_is_asked(
    server, town, phone
):
    town.close()
    path = link_on(last_page(server, phone))
    form, filled = asking(server, path)
    form.send(text="月1回です", passage="役割1", **filled)
    [request] = town.record.correction_requests
    town.save(replace(request, settlement=Settlement.TAKEN, answer="月1回に直しました"))
    made_final(town)

    assert link_on(last_page(server, phone)) == path
    page = PlainForm(server, path).page.text
    assert "月1回に直しました" in page
    assert "会議録は確定しました。" in page
    assert "<form" not in page
    assert form.send(text="やはり月2回です", **{**filled, "request": "f" * 16}).status_code == 303
    assert len(town.record.correction_requests) == 1
    link_id, over = hashed(path.split("=")[1]), datetime.now(UTC) + timedelta(days=8)
    assert town.store.correction_links.own_part(link_id, over) is None


def test_no_link_begins_once_the_minutes_are_final(server, town, phone):
    town.close()
    made_final(town)

    assert link_on(last_page(server, phone)) is None


@pytest.mark.parametrize("end", [ended_by_time, withdrawn, shut_out, without_consent])
def test_a_link_that_ended_shows_nothing_and_takes_nothing(server, town, phone, end):
    town.close()
    path = link_on(last_page(server, phone))
    form, filled = asking(server, path)
    end(town)

    assert link_on(last_page(server, phone)) is None
    answers = [PlainForm(server, path).page, form.send(text="月1回です", **filled)]
    answers.append(PlainForm(server, "/correct?link=wrong").page)
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert NOTHING in answers[0].text
    assert town.record.correction_requests == ()
    assert [line["action"] for line in town.log()[-3:]] == ["correction_failed"] * 3


def test_who_was_sent_out_before_the_end_has_no_link(server, town, phone):
    town.store.door.send_out(hashed(phone), by=town.staff, at=datetime.now(UTC))
    town.close()

    page = last_page(server, phone)
    assert "参加は終わりました" in page.text
    assert link_on(page) is None


def test_the_last_page_leads_whoever_stays_to_the_door_of_the_next_household(server, town, phone):
    town.close()
    assert '<a href="/join">会議に参加</a>' in last_page(server, phone).text


def test_a_link_is_no_key_to_anything_else(server, town, phone):
    town.close()
    secret = link_on(last_page(server, phone)).split("=")[1]
    inside = PlainForm(server, "/papers/minutes/meeting", token=secret, headers={"accept": "text/html"})
    assert "サインイン" in inside.page.text


def test_guessing_links_is_slow(server, town, phone):
    town.close()
    path = link_on(last_page(server, phone))
    form = PlainForm(server, path, address="192.0.2.40")
    for number in range(6):
        form.session.get(f"{server.url}/correct?link={number}")
    assert form.session.get(server.url + path).status_code == 404
    assert PlainForm(server, path, address="192.0.2.41").page.status_code == 200


def test_printed_sheets_carry_a_link_to_the_own_part_of_each_agency(known_server, town):
    town.close()
    desk = town.session()
    [own, others] = links_in(printed(known_server, desk))

    page = asking(known_server, own)[0].page.text
    assert "月2回の訪問" in page
    assert "電話が減った" in page
    assert "家計の相談" not in page
    assert "通帳" not in page
    assert "家計の相談" in asking(known_server, others)[0].page.text
    assert links_in(printed(known_server, desk)) == [own, others]  # printed again: no sheet goes out of date
    assert links_in(printed(known_server, desk, "agency=agency&links")) == [own]
    assert len([s for s in town.store.door.sessions_of("meeting") if s.role is StaffRole.CORRESPONDENT]) == 2
    secret = own.rpartition("=")[2].encode()
    assert secret not in town.path.read_bytes() + known_server.log.read_bytes()


def test_a_printed_link_that_was_stopped_is_followed_by_another(known_server, town):
    town.close()
    desk = town.session()
    [lost] = links_in(printed(known_server, desk, "agency=agency&links"))
    [link] = [s for s in town.store.door.sessions_of("meeting") if s.role is StaffRole.CORRESPONDENT]
    town.store.door.send_out(link.id, by=town.staff, at=datetime.now(UTC))

    [anew] = links_in(printed(known_server, desk, "agency=agency&links"))
    assert NOTHING in asking(known_server, lost)[0].page.text
    assert "月2回の訪問" in asking(known_server, anew)[0].page.text


def test_nothing_is_printed_where_no_link_would_be_used(known_server, town):
    assert links_in(printed(known_server, town.session())) == []  # not closed yet
    town.close()
    assert links_in(printed(known_server, town.session(), "")) == []  # not asked for
    town.store.devices.switch(on=False, by=ADMINISTRATOR, at=datetime.now(UTC))
    assert links_in(printed(known_server, town.session())) == []


def test_a_server_that_no_other_device_reaches_prints_no_address(server, town):
    town.close()

    assert "correct?link" not in printed(server, town.session())
