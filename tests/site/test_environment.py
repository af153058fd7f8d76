"""Settings from the environment: nonsense is refused loudly."""

from pathlib import Path

import pytest

from janji.site import databases, env


@pytest.mark.parametrize("raw", ["abc", "-1", "99999", "80.5"])
def test_a_port_that_is_none(monkeypatch, raw):
    monkeypatch.setenv("JANJI_PORT", raw)
    with pytest.raises(env.BadEnvironment, match="JANJI_PORT"):
        env.integer("JANJI_PORT", 8000, low=1, high=65535)


def test_blank_is_not_set(monkeypatch):
    monkeypatch.setenv("JANJI_PORT", " ")
    assert env.integer("JANJI_PORT", 8000, low=1, high=65535) == 8000
    monkeypatch.setenv("X", "a, b,,")
    assert env.words("X", "") == ["a", "b"]


def test_a_switch_is_on_or_off(monkeypatch):
    monkeypatch.setenv("X", "yes")
    with pytest.raises(env.BadEnvironment):
        env.switch("X", default=False)
    monkeypatch.setenv("X", "1")
    assert env.switch("X", default=False)


def test_a_secret_is_made_once_and_kept_private(monkeypatch, tmp_path):
    monkeypatch.delenv("S", raising=False)
    first = env.secret("S", tmp_path / "home" / "key")
    assert len(first) > 40
    assert env.secret("S", tmp_path / "home" / "key") == first
    assert (tmp_path / "home" / "key").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("S", "given")
    assert env.secret("S", tmp_path / "home" / "key") == "given"


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("", "janji.kit.sqlite", "/srv/janji/janji.sqlite3"),
        ("sqlite:////var/janji/satu%20kantor.db", "janji.kit.sqlite", "/var/janji/satu kantor.db"),
        (
            "postgresql://janji:sandi@db:6432/kabupaten",
            "django.db.backends.postgresql",
            "kabupaten",
        ),
        ("postgres://janji@/kab?host=/run/postgresql", "django.db.backends.postgresql", "kab"),
    ],
)
def test_a_url_selects_the_database(url, engine, name):
    found = databases.configured(url, home=Path("/srv/janji"), connections=5)
    assert (found["ENGINE"], str(found["NAME"])) == (engine, name)


def test_a_postgresql_url_is_taken_apart():
    url = "postgresql://janji:r%40hasia@db:6432/kabupaten?sslmode=require&connect_timeout=9"
    found = databases.configured(url, home=Path("/srv/janji"), connections=5)
    said = {key: found[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    assert said == {"USER": "janji", "PASSWORD": "r@hasia", "HOST": "db", "PORT": "6432"}
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"] == "9"
    assert found["OPTIONS"]["pool"]["max_size"] == 5


@pytest.mark.parametrize(
    "url",
    [
        "mysql://janji:rahasia@db/janji",
        "postgresql://janji:rahasia@db:notaport/janji?sslmodus=1",
        "postgresql://janji:rahasia@db",
        "sqlite://janji:rahasia@relatif.db",
        "sqlite:///",
        "/var/lib/rahasia.sqlite3",
    ],
)
def test_a_url_that_names_no_database_is_refused_without_its_password(url):
    with pytest.raises(env.BadEnvironment, match="JANJI_DATABASE_URL") as refused:
        databases.configured(url, home=Path("/srv/janji"), connections=5)
    assert "rahasia" not in str(refused.value)
