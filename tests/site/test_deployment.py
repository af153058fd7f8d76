"""What we hand to administrators says what the code does: settings, commands, addresses, limits."""

import ast
import re
import shlex

import pytest
from django.conf import settings
from django.urls import resolve

from janji.site import cli, databases, middleware, serving
from tests.contract.house import ROOT, sources

DEPLOY = ROOT / "deploy"
MANUAL = ROOT / "docs" / "manual" / "pemasangan.md"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = (DEPLOY / "container" / "compose.yaml").read_text()
IMAGE = (DEPLOY / "container" / "Containerfile").read_text()
NGINX = (DEPLOY / "proxy" / "nginx.conf").read_text()
CADDY = (DEPLOY / "proxy" / "Caddyfile").read_text()
SETTING = re.compile(r"\bJANJI_[A-Z_]*[A-Z]\b")
OF_COMPOSE = {"JANJI_IMAGE"}
"""What compose.yaml itself asks, and Janji never sees."""


READERS = {"text", "integer", "switch", "choice", "token", "words", "secret"}
"""How `env` is asked."""


def read_settings():
    """Every setting the code reads, with its default where the source spells it out."""
    found = {databases.NAME: None}
    for _, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.args[0]
            asks = ast.unparse(node.func).removeprefix("env.") in READERS
            if asks and isinstance(name, ast.Constant) and str(name.value).startswith("JANJI_"):
                given = [
                    *node.args[1:2],
                    *(one.value for one in node.keywords if one.arg == "default"),
                ]
                default = given[0].value if given and isinstance(given[0], ast.Constant) else None
                found[name.value] = default
    return found


def told_settings():
    """The table of the manual: a setting and its default."""
    row = re.compile(r"^\| `(JANJI_[A-Z_]+)` \| .+ \| (.+) \|$", re.M)
    return dict(row.findall(MANUAL.read_text()))


def test_the_manual_tells_every_setting_and_no_other():
    assert len(read_settings()) >= 15
    assert set(told_settings()) == set(read_settings())


def test_the_manual_tells_the_defaults():
    told, compared = told_settings(), 0
    for name, default in read_settings().items():
        if default in (None, ""):
            continue
        said = str(int(default)) if isinstance(default, bool) else str(default)
        assert told[name] == f"`{said}`", name
        compared += 1
    assert compared >= 9


@pytest.mark.parametrize(
    "path",
    [
        *sorted(
            path for path in DEPLOY.rglob("*") if path.is_file() and "secrets" not in path.parts
        ),
        *sorted((ROOT / "docs").rglob("*.md")),
        ROOT / "README.md",
        ROOT / "README.id.md",
        ROOT / "Makefile",
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_setting_named_exists(path):
    known = set(read_settings())
    named = {one.removesuffix("_FILE") for one in SETTING.findall(path.read_text())}
    assert named - known <= (OF_COMPOSE if path.name == "compose.yaml" else set())


def called_commands():
    """Where a command is called from, and its words after `janji`."""
    for unit in UNITS:
        (line,) = re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.M)
        yield unit.name, shlex.split(line)[1:]
    yield "Containerfile", ast.literal_eval(re.search(r"^CMD (\[.+\])$", IMAGE, re.M).group(1))
    for command in re.findall(r"command: \[(.+)\]", COMPOSE):
        yield "compose.yaml", command.split(", ")
    for command in re.findall(r"test: \[CMD, janji, (.+)\]", COMPOSE):
        yield "compose.yaml", command.split(", ")


def test_every_command_called_can_be_called():
    calls = list(called_commands())
    assert len(calls) >= 6
    for _, words in calls:
        cli._parser().parse_args(words)


def test_every_command_of_the_manual_exists():
    known = set(cli._parser()._subparsers._group_actions[0].choices)
    said = set(re.findall(r"(?:bin/janji|`janji|run --rm server) ([a-z-]+)", MANUAL.read_text()))
    assert {"serve", "found", "worker"} <= said <= known


def test_everyone_has_time_to_end():
    """Requests, then what the worker began, then the end of the processes."""
    longest = serving.GRACE + 5
    for unit in UNITS:
        text = unit.read_text()
        if "Type=exec" in text:
            assert "KillMode=mixed" in text
            assert int(re.search(r"TimeoutStopSec=(\d+)", text).group(1)) >= longest
    times = re.findall(r"stop_grace_period: (\d+)s", COMPOSE)
    assert min(map(int, times)) >= longest


def test_the_units_are_equally_hardened():
    hardened = [
        re.search(r"^UMask=0077\n.+?(?=\n\n|\Z)", unit.read_text(), re.M | re.S).group(0)
        for unit in UNITS
    ]
    rules = [{line for line in one.splitlines() if not line.startswith("#")} for one in hardened]
    assert len(rules) == 3
    assert rules[0] == rules[1] == rules[2]
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="} <= rules[0]


def test_proxies_let_through_what_janji_takes():
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    assert f"client_max_body_size {most}m;" in NGINX
    assert f"max_size {most}MB" in CADDY
    for proxy in (NGINX, CADDY):
        assert middleware.HEADER in proxy
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in NGINX
    assert "Strict-Transport-Security" not in NGINX + CADDY


def test_proxies_limit_and_close_addresses_that_exist():
    limited = re.findall(r"location (?:~ \^)?(/\S*) \{\n\s+limit_req ", NGINX)
    assert len(limited) == 2
    for address in ("/masuk/", "/ikuti/", "/survei/contoh/"):
        assert not getattr(resolve(address).func, "login_required", True), address
        assert any(re.match(one, address) for one in limited), address
    closed = set(re.findall(r"location = (/\S+) \{\n\s+return 404;", NGINX))
    assert closed == set(re.search(r"@inside path (.+)", CADDY).group(1).split())
    assert closed < middleware.PROBES


def test_health_is_asked_where_it_is_answered():
    asked = re.findall(r"127\.0\.0\.1:8000(/\w+)", IMAGE)
    assert asked
    assert set(asked) <= middleware.PROBES
