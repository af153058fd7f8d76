"""How a rule says no: with a code and facts. The sentence is added at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class Refused(Exception):
    """A rule says no. `code` names the rule, `facts` let a page explain it."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must look at. Several can stand beside each other.

    `where` is a path into the thing examined, such as `objectives[2].indicators[0].target`.
    """

    code: str
    where: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
