"""What runs while the server runs."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import click
import streamlit as st

from jusou_meeting.server.first_run import CONSOLE_CODE, is_this_machine, still_asks
from jusou_meeting.server.live import live
from jusou_meeting.server.script_error import keep_personal_text_out_of_the_log
from jusou_meeting.server.whole_picture import paint_pictures_whole
from jusou_meeting.server.whole_step import take_steps_whole

COLLECT_EVERY = 60.0
"""Seconds; Streamlit's own collection after each run is off (runner.postScriptGC): it took 15 ms of every click.

What was imported stays as long as the server does and is set aside: looking through it stopped a click for 110 ms.
"""


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """The live push and the collection of rubbish; on the console, the code that a first visitor from afar needs."""
    keep_personal_text_out_of_the_log()
    take_steps_whole()
    paint_pictures_whole()
    if not is_this_machine(str(st.get_option("server.address"))) and await still_asks():
        click.echo(f"ほかの端末から、最初の画面で始めるためのコード：{CONSOLE_CODE}")
    gc.freeze()
    tasks = [asyncio.create_task(live.run()), asyncio.create_task(_collect())]
    yield {}
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _collect() -> None:
    await asyncio.sleep(COLLECT_EVERY)
    gc.collect()
    gc.freeze()  # by now the pages are imported as well
    while True:
        await asyncio.sleep(COLLECT_EVERY)
        gc.collect()
