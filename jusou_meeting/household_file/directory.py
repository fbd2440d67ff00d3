"""機関名簿: the directory of agencies as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from jusou_meeting.agency import Agency
from jusou_meeting.household_file.problem import HouseholdFileProblem, parsed, shown
from jusou_meeting.household_file.schema import DIRECTORY_FILE
from jusou_meeting.text import clean, clean_line
from jusou_meeting.vocabulary import AgencyId


def read_directory(data: bytes | str, *, new_id: Callable[[], AgencyId]) -> tuple[Agency, ...]:
    """The entries of a directory in their order, under new ids; HouseholdFileProblem when anything is wrong."""
    entries = parsed(data, DIRECTORY_FILE)["agencies"]
    names = Counter(clean_line(entry["name"]) for entry in entries)
    if twice := next((name for name, times in names.items() if times > 1), None):
        raise HouseholdFileProblem(
            f"agencies に{shown(twice)}が2回あります。同じ名前は一度だけにしてください。"
        )
    return tuple(Agency(id=new_id(), **_cleaned(entry)) for entry in entries)


def _cleaned(entry: dict[str, str]) -> dict[str, Any]:
    return {key: clean(said) if key == "remark" else clean_line(said) for key, said in entry.items()}
