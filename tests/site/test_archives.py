"""An archive is believed only when every byte of it is as it was sealed (K-05)."""

import hashlib
import io
import stat
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.site import cli
from janji.site.backups import archives
from janji.site.backups import manifest as manifests
from janji.site.backups.manifest import Contents, Manifest, Member
from janji.site.terminal import Progress

AT = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
MEMBERS = {
    "keys/secret.key": b"kunci-sesi-contoh",
    "keys/person.key": b"kunci-orang-contoh",
    "database.sqlite3": b"basis data contoh " * 9,
    "files/evidence/2019/04/bukti.pdf": b"%PDF-1.4 contoh",
}
CONTENTS = Contents("a" * 64, {"kit": "0002_initial"}, {"kit_auditentry": 3}, 3, "b" * 64, 0)


def manifest(members, **more):
    said = {
        "janji": "0.1.0",
        "made_at": AT,
        "database_kind": "sqlite",
        "database_version": "3.40.1",
        "contents": CONTENTS,
        "missing": (),
        "members": members,
    }
    return Manifest(**said | more)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A sound archive, a few hundred bytes long."""
    path = tmp_path_factory.mktemp("archive") / "janji-20261126-140000.zip"
    with path.open("w+b") as file, archives.ArchiveWriter(file, AT, Progress()) as writer:
        for name, data in MEMBERS.items():
            writer.add(name, io.BytesIO(data), size=len(data))
        writer.finish(manifest(writer.members))
    return path


def refusal(path):
    with pytest.raises(Refused) as refused:
        archives.check(path, Progress())
    return refused.value.code


def test_a_sound_archive_says_what_it_holds(archive):
    found = archives.check(archive, Progress())
    assert found.contents == CONTENTS
    assert found.files == {
        "evidence/2019/04/bukti.pdf": Member(15, hashlib.sha256(b"%PDF-1.4 contoh").hexdigest())
    }
    with zipfile.ZipFile(archive) as any_tool:
        assert any_tool.testzip() is None


def test_every_flipped_byte_is_found(archive, tmp_path):
    sound, path = archive.read_bytes(), tmp_path / "a.zip"
    believed = []
    for place in range(len(sound)):
        damaged = bytearray(sound)
        damaged[place] ^= 0x20
        path.write_bytes(damaged)
        try:
            archives.check(path, Progress())
            believed.append(place)
        except Refused:
            pass
    assert len(sound) > 1000
    assert believed == []


@given(st.data())
def test_whatever_is_changed_is_found(archive, tmp_path_factory, data):
    sound = archive.read_bytes()
    start = data.draw(st.integers(0, len(sound) - 1))
    length = data.draw(st.integers(1, 40))
    put = data.draw(st.binary(max_size=40))
    damaged = sound[:start] + put + sound[start + length :]
    if damaged == sound:
        return
    path = tmp_path_factory.getbasetemp() / "changed.zip"
    path.write_bytes(damaged)
    assert refusal(path).startswith("archive-")


@pytest.mark.parametrize("part", [0, 1, 3, 4, 64, 200, -65, -64, -1])
def test_a_truncated_archive_is_refused(archive, tmp_path, part):
    path = tmp_path / "short.zip"
    path.write_bytes(archive.read_bytes()[:part])
    assert refusal(path) in {"archive-foreign", "archive-seal-broken"}


def sealed(path, members, said=None, change=None):
    """A ZIP made by someone else, with a right seal and a manifest that fits."""
    digests = {name: Member(len(data), hashlib.sha256(data).hexdigest()) for name, data in members}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = b"0" * archives.SEAL
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(info)
            made.writestr(info, data)
        made.writestr(manifests.NAME, said or manifests.to_json(manifest(digests)))
    body = held.getvalue()[: -archives.SEAL]
    path.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    return path


def test_the_hand_made_seal_is_right(tmp_path):
    assert archives.check(sealed(tmp_path / "a.zip", MEMBERS.items()), Progress()).janji == "0.1.0"


@pytest.mark.parametrize(
    "name",
    [
        "../jahat.sh",
        "/etc/cron.d/jahat",
        "files/../../jahat",
        "files/evidence/../../../jahat",
        "files/a\\..\\b",
        "files//ganda",
        "files/./a",
        "files/",
        "files/baris\nbaru",
        "files/" + "a" * 300,
        "janji.sqlite3",
        "keys/lain.key",
        "C:/jahat",
    ],
)
def test_a_hostile_name_is_refused(tmp_path, name):
    path = sealed(tmp_path / "a.zip", [*MEMBERS.items(), (name, b"jahat")])
    assert refusal(path) == "archive-hostile"


def as_link(info):
    if info.filename.startswith("files/"):
        info.external_attr = (stat.S_IFLNK | 0o777) << 16


def test_a_link_is_refused(tmp_path):
    assert refusal(sealed(tmp_path / "a.zip", MEMBERS.items(), change=as_link)) == "archive-hostile"


def test_a_member_named_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = sealed(tmp_path / "a.zip", [*MEMBERS.items(), ("database.sqlite3", b"lain")])
    assert refusal(path) == "archive-hostile"


def test_members_that_share_bytes_are_refused(tmp_path):
    """A bomb of David Fifield's kind: many members over the same compressed bytes."""
    path = sealed(tmp_path / "a.zip", MEMBERS.items())
    raw = bytearray(path.read_bytes())
    # The central directory's second entry points to where the first one's bytes are.
    second = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 4)
    raw[second + 42 : second + 46] = (0).to_bytes(4, "little")
    body = bytes(raw[: -archives.SEAL])
    path.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    assert refusal(path) == "archive-hostile"


def test_a_member_longer_than_promised_is_refused_before_it_is_read(tmp_path):
    digests = {name: Member(len(data), "0" * 64) for name, data in MEMBERS.items()}
    bomb = [*[*MEMBERS.items()][:2], ("database.sqlite3", b"\0" * 5_000_000)]
    said = manifests.to_json(manifest({name: digests[name] for name, _ in bomb}))
    assert refusal(sealed(tmp_path / "a.zip", bomb, said)) == "archive-damaged"


@pytest.mark.parametrize("lacking", ["keys/person.key", "database.sqlite3"])
def test_a_member_that_lacks_is_named(tmp_path, lacking):
    path = sealed(tmp_path / "a.zip", [one for one in MEMBERS.items() if one[0] != lacking])
    with pytest.raises(Refused) as refused:
        archives.check(path, Progress())
    assert refused.value.facts["where"] == lacking


def test_a_wrong_checksum_names_the_member(tmp_path):
    digests = {
        name: Member(len(data), hashlib.sha256(data).hexdigest()) for name, data in MEMBERS.items()
    }
    wrong = digests | {"keys/person.key": Member(digests["keys/person.key"].size, "0" * 64)}
    path = sealed(tmp_path / "a.zip", MEMBERS.items(), manifests.to_json(manifest(wrong)))
    with pytest.raises(Refused) as refused:
        archives.check(path, Progress())
    assert refused.value.facts["where"] == "keys/person.key"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}",
        b"[]",
        b'{"format": 2}',
        b"\xff",
        b"[" * 100_000,
        manifests.to_json(manifest({})).replace(b'"0.1.0"', b'"0.1.0; rm"'),
        manifests.to_json(manifest({})).replace(b"+00:00", b""),
        manifests.to_json(manifest({})).replace(b'"sqlite"', b'"oracle"'),
        manifests.to_json(manifest({"database.sqlite3": Member(-1, "0" * 64)})),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path, said):
    assert refusal(sealed(tmp_path / "a.zip", MEMBERS.items(), said or b" ")) == "archive-manifest"


@pytest.mark.parametrize("data", [b"", b"resep rendang", b"%PDF-1.7", b"PK\x03\x04" + b"x" * 200])
def test_a_foreign_file_gets_one_sentence(tmp_path, capsys, data):
    path = tmp_path / "salah.zip"
    path.write_bytes(data)
    assert cli.run(["backup", "--check", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "salah.zip" in said.err
    assert len(said.err.splitlines()) == 1


def test_a_check_says_what_the_archive_holds(archive, capsys):
    assert cli.run(["backup", "--check", str(archive)]) == 0
    assert "3 baris dan 1 berkas" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["folder", "--check", "arsip.zip"]])
def test_a_folder_or_an_archive_must_be_named(arguments, capsys):
    assert cli.run(["backup", *arguments]) == 1
    assert "janji backup /media/cadangan" in capsys.readouterr().err
