"""操作できるエコマップ: shows the painted map in the browser and hands over what was done to it, once each."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from jusou_meeting.ecomap.event import CHANGES, EcomapEvent, EventKind, read_delivery
from jusou_meeting.finding import Stopped, stopped
from jusou_meeting.staff import NotAllowed
from jusou_meeting.store import Conflict
from jusou_meeting.store.outbox import AlreadyAnswered, EventAnswer, EventResult, NotYourEvent, Outbox
from jusou_meeting.ui.ecomap_component.offer import offered
from jusou_meeting.ui.workspace import at_hand
from jusou_meeting.vocabulary import RecordId

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["CHANGES", "EcomapEvent", "EventKind", "offered", "show_ecomap"]

_KEPT = 10
"""Sentences kept for a browser that was interrupted before it could show them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """処理済み: how far this session has come with what a browser sent."""

    client: str
    number: int = 0
    told: tuple[tuple[int, str], ...] = ()
    """What was not applied, and why."""


def show_ecomap(
    svg: str,
    *,
    key: str,
    outbox: Outbox,
    on_event: Callable[[EcomapEvent], None],
    selected: RecordId | None = None,
    seen: Collection[RecordId] | None = None,
    offers: Mapping[str, Any] | None = None,
    taken_at: Mapping[str, str] | None = None,
    revision: int = 0,
    readonly: bool = False,
) -> None:
    """Show a painted map that can be pointed at, with what is not `seen` faded (None = all is); `on_event` gets everything done to it, in order, once each.

    `offers` is what may be chosen where a hand is, as `offered` tells it. `taken_at` is how the
    server is asked to keep what one hand did and paint at once (None = all comes here); of two pictures the one of the higher
    `revision` stays.

    `on_event` runs before the page does. What changes the household saves with ``event=event.origin``, so that it is
    never applied twice even if this process ends in the middle; it refuses by raising Stopped, NotAllowed or Conflict,
    and the person sees the sentence. `key` is one per household and has no two underscores in a row.
    """

    @at_hand()
    def hand_over() -> None:
        handled = st.session_state.get(f"{key}:handled")
        for further in deliver(
            (st.session_state.get(key) or {}).get("events"),
            handled,
            on_event=on_event,
            outbox=outbox,
            readonly=readonly,
        ):
            st.session_state[f"{key}:handled"] = further

    handled: Handled | None = st.session_state.get(f"{key}:handled")
    _component()(
        key=key,
        data={
            "key": key,
            "svg": svg,
            "selected": selected,
            "seen": None if seen is None else sorted(seen),
            "offers": offers,
            "takenAt": None if taken_at is None else urlencode(taken_at),
            "revision": revision,
            "readonly": readonly,
            "handled": None if handled is None else _for_browser(handled),
        },
        on_events_change=hand_over,
    )


def deliver(
    sent: object,
    handled: Handled | None,
    *,
    on_event: Callable[[EcomapEvent], None],
    outbox: Outbox,
    readonly: bool = False,
) -> Iterator[Handled]:
    """Hand over what was sent and not handled yet, and say after each event how far it went."""
    delivery = read_delivery(sent)
    if delivery is None:
        return
    if handled is None or handled.client != delivery.client:
        handled = Handled(client=delivery.client)
    for number, event in delivery.events:
        if number <= handled.number:
            continue
        answer = _answer((delivery.client, number), event, on_event, outbox, readonly=readonly)
        handled = replace(handled, number=number)
        if answer.result is not EventResult.APPLIED:
            handled = replace(handled, told=(*handled.told[1 - _KEPT :], (number, answer.sentence)))
        yield handled


def _answer(
    origin: tuple[str, int],
    event: EcomapEvent | None,
    on_event: Callable[[EcomapEvent], None],
    outbox: Outbox,
    *,
    readonly: bool,
) -> EventAnswer:
    try:
        if (known := outbox.answer(origin)) is not None:
            return known
        if event is None:
            raise stopped("この操作を読み取れませんでした。もう一度お試しください。")
        if readonly and event.kind in CHANGES:
            raise stopped("この画面では変更できません。")
        on_event(event)
    except AlreadyAnswered as already:
        return already.answer
    except NotYourEvent as stranger:
        return EventAnswer(result=EventResult.REFUSED, sentence=str(stranger))
    except Conflict as conflict:
        sentence = f"{conflict}いまの図を確かめて、もう一度操作してください。"
        return outbox.refuse(origin, EventAnswer(result=EventResult.CONFLICT, sentence=sentence))
    except (Stopped, NotAllowed) as refused:
        return outbox.refuse(origin, EventAnswer(result=EventResult.REFUSED, sentence=str(refused)))
    return EventAnswer(result=EventResult.APPLIED)


def _for_browser(handled: Handled) -> dict[str, Any]:
    told = [{"number": number, "sentence": sentence} for number, sentence in handled.told]
    return {"client": handled.client, "number": handled.number, "told": told}


@functools.cache
def _component() -> ComponentRenderer:
    folder = Path(__file__).parent
    return st.components.v2.component(
        "jusou_ecomap",
        html=(folder / "ecomap.html").read_text("utf-8"),
        css=(folder / "ecomap.css").read_text("utf-8"),
        js="\n".join(part.read_text("utf-8") for part in sorted(folder.glob("*.js"))),
    )
