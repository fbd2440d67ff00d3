"""Every test of the map lays its lines itself, whatever others laid before it."""

import pytest

from jusou_meeting.ecomap import line_words, roads


@pytest.fixture
def forget():
    """From here on no line is kept, and no place of words on one."""

    def nothing_is_kept():
        for kept in (roads.laid, line_words.placed, line_words.room_of):
            kept.cache_clear()

    return nothing_is_kept


@pytest.fixture(autouse=True)
def _alone(forget):
    forget()
    yield
    forget()
