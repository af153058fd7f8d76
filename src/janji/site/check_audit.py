"""Memeriksa ekspor rantai riwayat tanpa Janji: cukup Python 3, tanpa pustaka lain.

    python periksa_riwayat.py EKSPOR [YANG_DIKETAHUI ...]

EKSPOR dibuat dengan “janji audit --export”. YANG_DIKETAHUI ialah ekspor lama, berkas jangkar, atau
NOMOR:SIDIK seperti tercetak; ekspor itu harus masih memuat apa yang sudah diketahui.
Kode keluar: 0 utuh, 1 ada yang salah, 2 berkas tidak terbaca.

Cara menyegel: number, at, by, deed, subject, facts, previous_hash disusun sebagai larik JSON tanpa
spasi, kunci facts urut abjad, UTF-8; SHA-256-nya (heksadesimal) ialah hash. previous_hash ialah hash
catatan sebelumnya, kosong bagi yang pertama.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

FIELDS = ("number", "at", "by", "deed", "subject", "facts", "previous_hash")
MOST_SHOWN = 100


def seal(entry: dict[str, Any]) -> str:
    """The hash that an entry should have."""
    text = json.dumps(
        [entry[name] for name in FIELDS], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


class Check:
    """Looks at the lines of an export while they stream by; what is wrong, one sentence each."""

    def __init__(self, known: dict[int, str]) -> None:
        self.known, self.seen = known, {0: ""}
        self.count, self.whole = 0, True
        self.last: tuple[int, str] = (0, "")
        self.end: tuple[int, str] | None = None

    def of(self, lines: Iterable[str]) -> Iterator[str]:
        """Everything that is wrong."""
        for place, line in enumerate(lines, start=1):
            said = json.loads(line)
            if place == 1:
                self._begin(said)
            elif said["type"] == "entry":
                yield from self._look(said)
            elif said["type"] == "end":
                self.end = (said["number"], said["hash"])
        if self.whole:
            yield from self._finish()
        for number, expected in sorted(self.known.items()):
            if self.seen.get(number, expected) != expected:
                yield f"catatan {number} dahulu lain: rantai ini dihitung ulang"

    def _begin(self, said: dict[str, Any]) -> None:
        if said["type"] != "janji-audit" or said["format"] != 1:
            raise ValueError("baris pertama bukan pembuka ekspor riwayat format 1")
        self.whole = said["whole"]

    def _look(self, entry: dict[str, Any]) -> Iterator[str]:
        number, (last, last_hash) = entry["number"], self.last
        self.count += 1
        if seal(entry) != entry["hash"]:
            yield f"catatan {number}: isinya tidak sesuai dengan sidiknya"
        if number <= last:
            yield f"catatan {number}: berada sesudah catatan {last}"
        elif self.whole and number > last + 1:
            yield f"catatan {last + 1} sampai {number - 1} hilang"
        elif self.whole and entry["previous_hash"] != last_hash:
            yield f"catatan {number}: tidak menyambung catatan {last} yang ada di sini"
        if number in self.known:
            self.seen[number] = entry["hash"]
        self.last = (number, entry["hash"])

    def _finish(self) -> Iterator[str]:
        if self.end is None:
            yield "baris penutup tidak ada: ekspor ini terpotong"
        elif self.end != self.last:
            yield f"rantai berakhir pada {self.end[0]}, catatan di sini berakhir pada {self.last[0]}"
        for number in sorted(set(self.known) - set(self.seen)):
            yield f"catatan {number} pernah diketahui, tetapi tidak ada: ini salinan yang lebih lama"


def known_in(source: str, kinds: Sequence[str] = ("entry", "anchor", "end")) -> dict[int, str]:
    """What an earlier export, a file of anchors or a printed end knew."""
    printed = re.fullmatch(r"\s*(\d+)\s*:\s*([0-9a-f]{64})\s*", source)
    if printed:
        return {int(printed[1]): printed[2]}
    with Path(source).open(encoding="utf-8") as lines:
        # A line of another kind need not be understood to be passed over.
        wanted = [f'"type": "{kind}"' for kind in kinds]
        said = (json.loads(line) for line in lines if any(one in line for one in wanted))
        return {one["number"]: one["hash"] for one in said if one["type"] in kinds}


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    if not arguments:
        return say(str(__doc__), 2)
    wrong = 0
    try:
        # What Janji itself kept as anchors is known, too.
        known = known_in(arguments[0], kinds=["anchor"])
        for source in arguments[1:]:
            known.update(known_in(source))
        check = Check(known)
        with Path(arguments[0]).open(encoding="utf-8") as lines:
            for sentence in check.of(lines):
                wrong += 1
                if wrong <= MOST_SHOWN:
                    say(f"SALAH: {sentence}")
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return say(f"TIDAK TERBACA: {type(fault).__name__}: {fault}", 2)
    part = "" if check.whole else ", sebagian dari rantai: hanya segel masing-masing yang diperiksa"
    say(f"{check.count} catatan{part}")
    return say(f"{wrong} kesalahan.", 1) if wrong else say("Utuh.", 0)


def say(line: str, code: int = 0) -> int:
    """A line for people; the exit code that goes with it."""
    sys.stdout.write(line + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
