"""Commands that open the house: they need settings and a database."""

import argparse
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable

import django
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from janji.core.refusals import Refused
from janji.site import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
try:
    django.setup()
except env.BadEnvironment as wrong:
    sys.exit(str(wrong))

# Only now: these rooms define models and need the apps to be ready.
from django.conf import settings

from janji.calendars.actions import seed_calendar
from janji.indicators.refreshing import differing_facts, refresh_facts
from janji.kit import failures, refusals
from janji.kit.wording import FAILURES
from janji.orgs import actions, regions
from janji.orgs.models import OrgUnit, Region, User
from janji.registers.facts import keeping
from janji.registers.facts.models import Fact
from janji.site import auditing, background, databases, example, logs, serving, static_files
from janji.site.backups import commands as backups
from janji.site.backups import mark
from janji.site.terminal import say

MOST_DIFFERENCES = 20
CALENDAR_SINCE = 2019
"""The first year whose days off a new installation knows."""


def run(name: str, options: argparse.Namespace) -> int:
    """Runs a command by its name; a refusal becomes a sentence on the error output."""
    commands: dict[str, Callable[[argparse.Namespace], int | None]] = {
        "serve": serve,
        "demo": demo,
        "found": found,
        "regions": load_regions,
        "password": password,
        "audit": check_audit,
        "facts": facts,
        "worker": worker,
        "backup": backups.backup,
        "restore": backups.restore,
        "migrate": backups.migrate,
    }
    try:
        if name != "restore":
            mark.require_finished(settings.HOME)
        return commands[name](options) or 0
    except Refused as refusal:
        sys.stderr.write(refusals.sentence(refusal) + "\n")
    except env.BadEnvironment as wrong:
        sys.stderr.write(f"{wrong}\n")
    except DatabaseError as wrong:
        failure = failures.failure_of(wrong)
        said = FAILURES[failure].title if failure else type(wrong).__name__
        sys.stderr.write(refusals.sentence(Refused("database-unusable", said=said)) + "\n")
    return 1


def prepare() -> None:
    """The database has today's tables, and was backed up before they changed.

    Of several machines that start at once, one does it.
    """
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with databases.one_at_a_time():
        backups.before_migrating()
        call_command("migrate", verbosity=0, interactive=False)


def serve(options: argparse.Namespace) -> None:
    """Migrates, loads the example into an empty house, says where it is, and serves until stopped."""
    port = env.integer("JANJI_PORT", 8000, low=1, high=65535)
    host = env.text("JANJI_HOST", "127.0.0.1")
    serving.require_free(host, port)
    serving.share_figures()
    say("Menyiapkan Janji …")
    prepare()
    static_files.collect()
    _greet()
    say(f"\nJanji siap: http://{host}:{port}   (hentikan dengan Ctrl+C)")
    with_worker = env.switch("JANJI_WORKER", default=True) and not options.no_worker
    serving.serve(host, port, with_worker=with_worker)


def _greet() -> None:
    """Fills an empty house with the example, unless it waits for its own government."""
    if OrgUnit.objects.exists():
        if example.is_loaded():
            names = ", ".join(account.username for account in example.ACCOUNTS)
            say(f"Akun contoh: {names}. Lupa kata sandinya? Jalankan: janji password NAMA")
    elif env.switch("JANJI_EXAMPLE", default=True):
        _load_example()
    else:
        say("Pemasangan ini masih kosong. Mulai dengan: janji found --region KODE")


def demo(options: argparse.Namespace) -> None:
    """Loads the example; twice is the same as once."""
    del options
    prepare()
    _load_example()


def _load_example() -> None:
    say("Memuat contoh: Kecamatan Ajibarang 2019 …")
    given = env.text("JANJI_DEMO_PASSWORD", "")
    loaded = example.load(password=given or None)
    if not loaded:
        say("Contoh sudah ada; tidak ada yang diubah.")
        return
    say("\nAkun contoh (data contoh, angka triwulan rekaan):")
    width = max(len(account.username) for account in example.ACCOUNTS)
    for account in example.ACCOUNTS:
        secret = "" if given else f"{loaded[account.username]}   "
        say(f"  {account.username:<{width}}  {secret}{account.what}")
    if given:
        say("Kata sandinya: isi JANJI_DEMO_PASSWORD.")
    else:
        say("Kata sandi di atas hanya ditampilkan sekali ini.")


def found(options: argparse.Namespace) -> None:
    """An empty installation: its government, its regions and its first administrator."""
    prepare()
    regions.load_regions(options.region)
    region = Region.objects.filter(code=options.region).first()
    if region is None:
        raise Refused("region-unknown", code=options.region)
    made = actions.found_installation(
        government_name=region.name,
        region=region,
        username=options.username,
        password=None,
        by=None,
        at=timezone.now(),
    )
    seed_calendar(
        org_unit=made.government,
        first_year=CALENDAR_SINCE,
        last_year=timezone.localdate().year + 1,
        by=None,
        at=timezone.now(),
    )
    say(
        f"{made.government} siap. Administrator: {options.username}, kata sandi sekali pakai: {made.password}"
    )


def load_regions(options: argparse.Namespace) -> None:
    """Regions of the country, or of one code and everything below it."""
    prepare()
    count = regions.load_regions(options.prefix)
    say(f"{count} wilayah dimuat.")


def password(options: argparse.Namespace) -> None:
    """A one-time password for someone who can reach the machine but not the house."""
    prepare()
    user = User.objects.filter(username=options.username).first()
    if user is None:
        raise Refused("account-unknown", username=options.username)
    made = actions.reset_password(user=user, based_on=user.edition, by=None, at=timezone.now())
    say(f"Kata sandi sekali pakai untuk {user.username}: {made}")


def facts(options: argparse.Namespace) -> None:
    """Counts stale facts anew, or compares all facts with their rows."""
    prepare()
    if not options.check:
        if options.all:
            keeping.forget()
        say(f"{refresh_facts(as_of=timezone.localdate())} buku register dihitung ulang.")
        return
    wrong = list(differing_facts())
    for one in wrong[:MOST_DIFFERENCES]:
        said = f"{one.fact.variable} TW {one.fact.first}–{one.fact.last}"
        say(f"{one.fact.ledger}: {said} tersimpan {one.fact.value}, barisnya {one.counted}")
    if wrong:
        raise Refused("facts-differ", count=len(wrong))
    say(f"{Fact.objects.count()} nilai tersimpan sesuai dengan barisnya.")


def worker(options: argparse.Namespace) -> None:
    """Keeps facts fresh until it is stopped, or says whether this machine's worker lives."""
    if options.check:
        last = background.last_turn(socket.gethostname())
        if last is None or timezone.now() - last > background.SILENT:
            raise Refused("worker-silent")
        say(
            f"Pekerja latar bekerja; putaran terakhir {timezone.localtime(last):%d-%m-%Y %H.%M.%S}."
        )
        return
    logs.guard()
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    background.work_until(stop, beside=options.beside)


def check_audit(options: argparse.Namespace) -> None:
    """Whether the audit chain holds, or the chain itself for someone else to check."""
    prepare()
    auditing.audit(options, at=timezone.now())
