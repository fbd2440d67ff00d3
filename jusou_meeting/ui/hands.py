"""画面の手: what hands did on the map of a screen: choosing looks, all else changes the household."""

from __future__ import annotations

from dataclasses import replace

from jusou_meeting.agency import Involvement
from jusou_meeting.ecomap.event import CHANGES, EcomapEvent, EventKind
from jusou_meeting.ecomap.folding import Folding
from jusou_meeting.ecomap.hands import Hands
from jusou_meeting.finding import stopped
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import begin, choose
from jusou_meeting.ui.views import let_the_wall_follow
from jusou_meeting.ui.workspace import new_id


class HandsOnScreen:
    """画面の手: one person's hands on the map as it is on their screen."""

    def __init__(self, desk: Desk, folding: Folding) -> None:
        self._desk = desk
        self._folding = folding
        self._hands = Hands(desk, desk.household, new_id=new_id)

    def take(self, event: EcomapEvent) -> None:
        """Do what was done, and have in hand what it was done to; Stopped, NotAllowed or Conflict when that cannot be.

        A folded map is drawn elsewhere than the one whose places are kept: on it nothing is moved, and whoever is added
        stands where there is room.
        """
        if self._folding.stand_ins:
            if event.kind is EventKind.MOVE:
                raise stopped("分野をたたんだ図では、記号を動かせません。ひろげてから動かしてください。")
            if self._folding.drawn & {event.id, event.other_id} and event.kind in CHANGES:
                raise stopped("たたんだ分野や、束ねた線は直せません。ひろげてから直してください。")
            event = replace(event, position=None)
        if event.kind is EventKind.UNLISTED:
            begin(self._desk, Involvement(id=new_id(), name=event.said))
        elif event.kind in CHANGES:
            made = self._hands.take(event)
            if made is not None:
                choose(made)
        else:
            choose(event.id)
            let_the_wall_follow(self._desk)
