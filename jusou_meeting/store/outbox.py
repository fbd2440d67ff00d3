"""送信箱: what a browser sent and what became of it; the stored answer is the acknowledgement."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from jusou_meeting.staff import Staff
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.vocabulary import Code, SessionId

Event = tuple[str, int]
"""What a browser calls one thing it sent: its own name for itself, and a growing number."""


class EventResult(Code):
    """結果: what became of an event."""

    APPLIED = "applied", "反映しました"
    CONFLICT = "conflict", "ほかの人が先に変更しました"
    REFUSED = "refused", "受け付けられませんでした"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAnswer:
    """回答: what became of an event, and the sentence for the person who sent it."""

    result: EventResult
    sentence: str = ""


class AlreadyAnswered(Exception):
    """The event was answered before, so nothing was done now."""

    def __init__(self, answer: EventAnswer) -> None:
        super().__init__(answer.result.label)
        self.answer = answer


class NotYourEvent(Exception):
    """The browser gave a name that belongs to another session."""

    def __init__(self) -> None:
        super().__init__("この画面の送信を確認できません。画面を読み込み直してください。")


class Outbox:
    """送信箱: the answers to the events of one session's browsers."""

    def __init__(self, file: MunicipalFile, staff: Staff) -> None:
        self._file = file
        self._session_id = staff.session_id

    def answer(self, event: Event) -> EventAnswer | None:
        """What became of an event; None = it never arrived, or changed nothing worth keeping."""
        with self._file.reading() as db:
            return _answer(db, event, self._session_id)

    def refuse(self, event: Event, answer: EventAnswer) -> EventAnswer:
        """Keep why an event was not applied; an answer given before stands, and is returned."""
        with self._file.writing() as db:
            known = _answer(db, event, self._session_id)
            if known is None:
                _keep(db, event, self._session_id, answer, None)
        return known or answer


def claim(db: Database, event: Event, session_id: SessionId | None) -> None:
    """Make sure, inside the transaction that applies it, that nobody answered this event before."""
    if (known := _answer(db, event, session_id)) is not None:
        raise AlreadyAnswered(known)


def applied(db: Database, event: Event, session_id: SessionId | None, seq: int | None) -> None:
    """Acknowledge an event in the transaction that applied it, with its place in the history."""
    _keep(db, event, session_id, EventAnswer(result=EventResult.APPLIED), seq)


def _answer(db: Database, event: Event, session_id: SessionId | None) -> EventAnswer | None:
    client, number = event
    stranger = db.query(
        "SELECT 1 FROM outbox_event WHERE client = ? AND session_id <> ? LIMIT 1", [client, session_id or ""]
    )
    if next(stranger, None) is not None:
        raise NotYourEvent
    row = next(db.query("SELECT * FROM outbox_event WHERE client = ? AND number = ?", [client, number]), None)
    if row is None:
        return None
    return EventAnswer(result=EventResult.stored(row["result"]), sentence=row["sentence"])


def _keep(
    db: Database, event: Event, session_id: SessionId | None, answer: EventAnswer, seq: int | None
) -> None:
    client, number = event
    db.table("outbox_event").insert(
        {
            "client": client,
            "number": number,
            "session_id": session_id,
            "result": answer.result.value,
            "sentence": answer.sentence,
            "seq": seq,
        }
    )
