"""F-01: a house that lost its power does not collect again what is there."""

import pytest
from django.core.management import call_command

from janji.site import static_files


@pytest.fixture
def brought(tmp_path, settings):
    """A release that brings one style."""
    brought = tmp_path / "brought"
    brought.mkdir()
    (brought / "satu.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [brought]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return brought


@pytest.fixture
def folder(brought, tmp_path, settings):
    """Where the server of this test finds its styles."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return settings.STATIC_ROOT


@pytest.fixture
def collected(folder, monkeypatch):
    """They were collected once; how often they are from now on."""
    static_files.collect()
    assert static_files.are_collected()
    assert static_files.missing() == []
    times = []

    def count(*arguments, **named):
        times.append(arguments)
        call_command(*arguments, **named)

    monkeypatch.setattr(static_files, "call_command", count)
    return times


def test_what_is_there_is_left_alone(collected):
    static_files.collect()
    assert collected == []


def lose_one(folder):
    next(folder.glob("satu.*.css")).unlink()


def lose_the_list(folder):
    (folder / static_files.LIST).unlink()


def tear_the_list(folder):
    (folder / static_files.LIST).write_text('{"paths": {')


def come_from_another_release(folder):
    (folder / static_files.MARK).write_text("0" * 64)


def be_cut_off_before_the_end(folder):
    (folder / static_files.MARK).unlink()


@pytest.mark.parametrize(
    "happen",
    [lose_one, lose_the_list, tear_the_list, come_from_another_release, be_cut_off_before_the_end],
)
def test_what_is_not_as_it_was_is_collected_once(collected, folder, happen):
    happen(folder)
    static_files.collect()
    assert len(collected) == 1
    assert static_files.are_collected()
    assert static_files.missing() == []
    static_files.collect()
    assert len(collected) == 1


def test_another_content_is_seen_though_its_name_stays(collected, brought):
    (brought / "satu.css").write_text("a { color: tan }")
    static_files.collect()
    static_files.collect()
    assert len(collected) == 1
