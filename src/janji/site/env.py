"""What the environment tells us. Nonsense is refused loudly, at start.

Every setting `NAME` may also be written in a file that `NAME_FILE` names, as containers hand over secrets.
"""

import os
import secrets
from collections.abc import Collection
from pathlib import Path


class BadEnvironment(Exception):
    """A setting in the environment cannot be used; the message says which and why."""


def text(name: str, default: str) -> str:
    """A setting as text; blank counts as not set."""
    given = os.environ.get(name, "").strip()
    file = os.environ.get(f"{name}_FILE", "").strip()
    if file and not given:
        try:
            given = Path(file).read_text().strip()
        except OSError as closed:
            raise BadEnvironment(f"{name}_FILE: berkas {file} tidak dapat dibaca.") from closed
    return given or default


def integer(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between `low` and `high`."""
    raw = text(name, str(default))
    if not raw.isdigit() or not low <= int(raw) <= high:
        raise BadEnvironment(f"{name} harus bilangan bulat {low}–{high}, bukan {raw!r}.")
    return int(raw)


def switch(name: str, *, default: bool) -> bool:
    """`1` or `0`."""
    raw = text(name, "1" if default else "0")
    if raw not in {"0", "1"}:
        raise BadEnvironment(f"{name} harus 1 atau 0, bukan {raw!r}.")
    return raw == "1"


def choice(name: str, allowed: Collection[str]) -> str:
    """One of some words, or blank."""
    raw = text(name, "")
    if raw and raw not in allowed:
        raise BadEnvironment(f"{name} harus {' atau '.join(allowed)}, bukan {raw!r}.")
    return raw


def token(name: str, *, least: int) -> str:
    """A secret others must know, long enough not to be guessed, or blank; it is never repeated."""
    raw = text(name, "")
    if raw and len(raw) < least:
        raise BadEnvironment(f"{name} terlalu pendek. Pakai paling sedikit {least} huruf acak.")
    return raw


def words(name: str, default: str) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def home() -> Path:
    """Where database, files and keys live."""
    return Path(text("JANJI_HOME", "data")).resolve()


def secret(name: str, kept_in: Path) -> str:
    """A secret from the environment, or one made once and kept readable by its owner only."""
    given = text(name, "")
    if given:
        return given
    try:
        if not kept_in.exists():
            kept_in.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(kept_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
        return kept_in.read_text().strip()
    except OSError as closed:
        raise BadEnvironment(
            f"Folder {kept_in.parent} tidak dapat ditulis. Pilih folder lain dengan JANJI_HOME."
        ) from closed
