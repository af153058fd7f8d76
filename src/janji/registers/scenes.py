"""What the registers' own examples begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from janji.orgs.models import OrgUnit, User


@dataclass(frozen=True, slots=True)
class Scene:
    """The example's district in its year: its villages in the order of their codes, who acts there.

    `people` are the example's accounts by name; what they enter, they enter at `at`.
    """

    office: OrgUnit
    villages: tuple[OrgUnit, ...]
    people: Mapping[str, User]
    year: int
    at: datetime
