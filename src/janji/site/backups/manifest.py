"""What an archive says of itself, as JSON that is read back strictly."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from janji.core.refusals import Refused

FORMAT = 1
NAME = "manifest.json"
SECRET_KEY = "keys/secret.key"  # noqa: S105 -- the name of a member
PERSON_KEY = "keys/person.key"
FILES = "files/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""The member that holds the database, by its kind."""

_HEX = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the database held at the moment of its copy.

    `house` tells installations apart: the hash of the first audit entry. `rows` counts every
    table, `migrations` names the last one of each app.
    """

    house: str
    migrations: Mapping[str, str]
    rows: Mapping[str, int]
    audit_number: int
    audit_hash: str
    facts: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `missing` are files the database names and the house had not."""

    janji: str
    made_at: datetime
    database_kind: str
    database_version: str
    contents: Contents
    missing: tuple[str, ...]
    members: Mapping[str, Member]

    @property
    def database_member(self) -> str:
        """The member that holds the database."""
        return DATABASES[self.database_kind]

    @property
    def files(self) -> dict[str, Member]:
        """The uploaded files, by their name in the database."""
        return {
            name.removeprefix(FILES): member
            for name, member in self.members.items()
            if name.startswith(FILES)
        }

    @property
    def size(self) -> int:
        """Bytes of all members unpacked."""
        return sum(member.size for member in self.members.values())


def version_key(version: str) -> tuple[int, ...]:
    """A version such as 0.2.0 for comparing."""
    return tuple(map(int, version.split(".")))


def to_json(manifest: Manifest) -> bytes:
    """The manifest as it stands in the archive."""
    said = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()


def from_json(raw: bytes) -> Manifest:
    """The manifest of an archive; refuses with `archive-manifest` what is not exactly one."""
    try:
        return _read(json.loads(raw))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as odd:
        raise Refused("archive-manifest") from odd


def _read(said: dict[str, Any]) -> Manifest:
    _require(said["format"] == FORMAT)
    made_at = datetime.fromisoformat(said["made_at"])
    _require(made_at.tzinfo is not None)
    _require(said["database_kind"] in DATABASES)
    contents = said["contents"]
    return Manifest(
        janji=_text(said["janji"], _VERSION),
        made_at=made_at,
        database_kind=said["database_kind"],
        database_version=_text(said["database_version"]),
        contents=Contents(
            house=_text(contents["house"]),
            migrations={_text(app): _text(name) for app, name in contents["migrations"].items()},
            rows={_text(table): _number(count) for table, count in contents["rows"].items()},
            audit_number=_number(contents["audit_number"]),
            audit_hash=_text(contents["audit_hash"]),
            facts=_number(contents["facts"]),
        ),
        missing=tuple(map(_text, said["missing"])),
        members={
            _text(name): Member(_number(one["size"]), _text(one["sha256"], _HEX))
            for name, one in said["members"].items()
        },
    )


def _text(value: object, pattern: re.Pattern[str] | None = None) -> str:
    _require(isinstance(value, str) and (pattern is None or pattern.fullmatch(value) is not None))
    return str(value)


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError
