"""世帯ファイル: one case as JSON that a person can write by hand; samples, tests, import and export use it.

The schema is `schema.HOUSEHOLD_FILE`, told in Japanese in `sample_data/README.md`.
"""

from jusou_meeting.household_file.contents import HouseholdContents
from jusou_meeting.household_file.directory import read_directory
from jusou_meeting.household_file.problem import HouseholdFileProblem
from jusou_meeting.household_file.read import read_household_file
from jusou_meeting.household_file.write import write_household_file

__all__ = [
    "HouseholdContents",
    "HouseholdFileProblem",
    "read_directory",
    "read_household_file",
    "write_household_file",
]
