"""Settings from the environment: nonsense is refused loudly."""

import pytest

from janji.site import env


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
