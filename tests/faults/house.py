"""A house of its own: a real server process on a real database, and clerks who use it over HTTP."""

import contextlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.cast import PASSWORD
from tests.faults.clerk import Clerk, Gone
from tools.postgres import free_port

ROOT = Path(__file__).parents[2]


class House:
    """One installation. `url` names its database; without it, it is a SQLite file in its home."""

    def __init__(self, home, url=""):
        self.home, self.port = Path(home), free_port()
        self.environment = os.environ | {
            "JANJI_HOME": str(home),
            "JANJI_DATABASE_URL": url,
            "JANJI_PORT": str(self.port),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        # An installed house has its programs compiled; without that each start compiles them all.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache" / "bytecode")
        self.server = None

    def fill(self):
        """The cast and a service at the counter."""
        self.python("import django; django.setup(); from tests.faults.fill import fill; fill()")

    def python(self, script):
        """Runs a script inside the house; what it prints."""
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "janji.site.settings"}
        done = subprocess.run(  # noqa: S603 -- our own program
            [sys.executable, "-c", script],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        """Starts the server and waits until it answers."""
        with (self.home / "said").open("a") as said:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "janji.site.cli", "serve"],
                env=self.environment,
                cwd=self.home,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        try:
            self._await_answer()
        except AssertionError:
            # Whoever waits no longer leaves no server behind for the tests that follow.
            self.kill()
            raise

    def _await_answer(self):
        deadline = time.monotonic() + 180
        while not self._answers():
            assert self.server.poll() is None, (self.home / "said").read_text()
            assert time.monotonic() < deadline, (self.home / "said").read_text()
            time.sleep(0.05)

    def clerk(self):
        """Someone before the browser, not signed in yet."""
        return Clerk(f"http://127.0.0.1:{self.port}")

    def kill(self):
        """Ends every process of the server at once, without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def kill_one_process(self):
        """Ends one process of those that answer; the server starts another one."""
        answering = self._answering()
        os.kill(random.choice(answering), signal.SIGKILL)  # noqa: S311 -- any of them will do

    def _answering(self):
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
        named = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children.split()}
        # The background worker is a command of its own.
        return [pid for pid, command in named.items() if b"worker" not in command.split(b"\0")]

    def stop(self):
        """Ends the server as an administrator would, if it runs."""
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(30)

    def _answers(self):
        try:
            return self.clerk().get("/masuk/")[0] == 200
        except Gone:
            return False


class Crew:
    """Several clerks who receive requests as fast as they can, and write down what was acknowledged."""

    def __init__(self, house, prefix, size=6, clerks=None):
        self.acknowledged, self.refused, self.lost = [], [], []
        self._stop = threading.Event()
        clerks = clerks or [house.clerk().sign_in("operator", PASSWORD) for _ in range(size)]
        self._threads = [
            threading.Thread(target=self._work, args=(clerk, f"{prefix} {place}"))
            for place, clerk in enumerate(clerks)
        ]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, count):
        """Waits until so many more requests were acknowledged."""
        wanted, deadline = len(self.acknowledged) + count, time.monotonic() + 60
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < deadline, (self.refused[-1:], self.lost[-1:])
            time.sleep(0.01)

    def _work(self, clerk, prefix):
        for number in itertools.count():
            if self._stop.is_set():
                return
            name = f"{prefix} {number}"
            try:
                status, page, _ = clerk.receive(name)
            except Gone:
                self.lost.append(name)
                time.sleep(0.05)
            else:
                if status == 302:
                    self.acknowledged.append(name)
                else:
                    self.refused.append((status, page))
                    time.sleep(0.05)


TELL = """
import json, django
django.setup()
from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.registers.services.models import RequestNumber, RequestStep, ServiceRequest
requests = list(ServiceRequest.objects.values_list("pk", "applicant", "number"))
print(json.dumps({
    "names": [name for _, name, _ in requests],
    "numbers": sorted(number for _, _, number in requests),
    "last": sum(RequestNumber.objects.values_list("last", flat=True)),
    "steps": RequestStep.objects.values("request").distinct().count(),
    "noted": AuditEntry.objects.filter(subject__startswith="services.servicerequest:").count(),
    "broken": list(audit.broken_links()),
}))
"""


def whole(house):
    """What the register holds; fails when anything is stored in part."""
    told = json.loads(house.python(TELL))
    count = len(told["names"])
    assert told["broken"] == []
    assert told["last"] == told["steps"] == told["noted"] == count
    assert len(set(told["numbers"])) == count
    return set(told["names"])
