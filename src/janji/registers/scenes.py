"""What the registers' own examples begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from janji.orgs.models import OrgUnit, User


@dataclass(frozen=True, slots=True)
class Scene:
    """The example's district in its year: its villages in the order of their codes, who acts there.

    `people` are the example's accounts by name, there since `begins`; the year is over at `at`.
    """

    office: OrgUnit
    villages: tuple[OrgUnit, ...]
    people: Mapping[str, User]
    year: int
    at: datetime
    begins: datetime | None = None

    def after(self, day: date) -> datetime:
        """When what happened on a day was written down: two days later, or with the first accounts.

        Where nobody says since when there are accounts, everything is written down at the end.
        """
        if self.begins is None:
            return self.at
        soon = datetime.combine(day + timedelta(days=2), self.at.timetz())
        return min(max(soon, self.begins), self.at)
