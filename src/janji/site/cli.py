"""The command line: `janji <perintah>`.

Reading a document and computing achievements need no database and start no framework;
what does is imported when its command runs.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from janji.core.achievement_lines import answer
from janji.core.agreement import AgreementText
from janji.core.agreement_json import to_json
from janji.core.refusals import Refused
from janji.documents import wording
from janji.documents.reading import read_file
from janji.kit import wording as kit_wording
from janji.site import check_report
from janji.site import wording as site_wording
from janji.site.backups import archives, keys
from janji.site.survey_index import survey_index_json
from janji.site.terminal import Progress

OCR_HINT = " Atau kenali hurufnya dengan: janji read --ocr BERKAS."


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0 when it did what was asked."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does: nothing is wrong.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="janji", description="Perjanjian Kinerja, dari janji sampai bukti."
    )
    commands = parser.add_subparsers(title="perintah", required=True, metavar="PERINTAH")

    read = commands.add_parser("read", help="baca sebuah dokumen Perjanjian Kinerja")
    read.add_argument("file", metavar="BERKAS", type=Path)
    read.add_argument("--json", action="store_true", help="tulis hasil bacaan sebagai JSON")
    read.add_argument(
        "--ocr",
        action="store_true",
        help="kenali huruf pada hasil pindai dengan Tesseract; semuanya perlu diperiksa",
    )
    read.set_defaults(command=_read)
    check_report.add_to(commands)

    index = commands.add_parser(
        "survey-index", help="hitung indeks kepuasan masyarakat dari CSV atau XLSX"
    )
    index.add_argument("file", metavar="BERKAS", type=Path)
    index.add_argument(
        "--five-points",
        metavar="A,B,C,D,E",
        type=_five_points,
        help="nilai 1–4 untuk setiap nilai 1–5, misalnya 1,1,2,3,4",
    )
    index.set_defaults(command=_survey_index)

    lines = commands.add_parser(
        "achievement", help="hitung capaian: satu JSON per baris dari masukan standar"
    )
    lines.set_defaults(command=_achievement)

    commands.add_parser("demo", help="muat contoh Kecamatan Ajibarang 2019").set_defaults(
        command=_in_house("demo")
    )

    serve = commands.add_parser("serve", help="jalankan Janji di komputer ini")
    serve.add_argument(
        "--no-worker",
        action="store_true",
        help="tanpa pekerja latar; jalankan janji worker sendiri",
    )
    serve.set_defaults(command=_in_house("serve"))

    facts = commands.add_parser("facts", help="hitung ulang nilai tersimpan yang sudah usang")
    facts.add_argument(
        "--check",
        action="store_true",
        help="bandingkan semua nilai tersimpan dengan barisnya, tanpa mengubah apa pun",
    )
    facts.add_argument("--all", action="store_true", help="hitung ulang semuanya dari baris")
    facts.set_defaults(command=_in_house("facts"))

    worker = commands.add_parser("worker", help="hitung nilai tersimpan di latar belakang")
    worker.add_argument("--beside", type=int, metavar="PROSES", help=argparse.SUPPRESS)
    worker.add_argument(
        "--check", action="store_true", help="periksa apakah pekerja di mesin ini masih bekerja"
    )
    worker.set_defaults(command=_in_house("worker"))

    found = commands.add_parser(
        "found", help="mulai pemasangan kosong: pemerintah dan administrator"
    )
    found.add_argument(
        "--region", required=True, metavar="KODE", help="kode wilayah, misalnya 33.02"
    )
    found.add_argument("--username", default="admin", metavar="NAMA")
    found.set_defaults(command=_in_house("found"))

    regions = commands.add_parser("regions", help="muat wilayah dari daftar nasional")
    regions.add_argument("prefix", nargs="?", metavar="KODE", help="kode awal, misalnya 33.02")
    regions.set_defaults(command=_in_house("regions"))

    password = commands.add_parser(
        "password", help="buat kata sandi sekali pakai untuk sebuah akun"
    )
    password.add_argument("username", metavar="NAMA")
    password.set_defaults(command=_in_house("password"))
    _add_keeping(commands)
    return parser


def _add_keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Commands that keep a house safe."""
    backup = commands.add_parser("backup", help="cadangkan basis data, berkas, dan kunci")
    backup.add_argument("folder", nargs="?", metavar="FOLDER", type=Path)
    backup.add_argument(
        "--keep", type=_positive, metavar="N", help="sisakan N cadangan terbaru di folder itu"
    )
    backup.add_argument(
        "--check", type=Path, metavar="ARSIP", help="periksa sebuah arsip tanpa memulihkannya"
    )
    backup.set_defaults(command=_backup)

    restore = commands.add_parser("restore", help="pulihkan cadangan ke tempat yang kosong")
    restore.add_argument("archive", metavar="ARSIP", type=Path)
    restore.set_defaults(command=_restore)

    migrate = commands.add_parser(
        "migrate", help="perbarui tabel, atau kembalikan ke tabel rilis sebelumnya"
    )
    migrate.add_argument("--back-to", metavar="RILIS", help="rilis yang dituju, misalnya 0.1.0")
    migrate.add_argument(
        "--accept-loss",
        action="store_true",
        help="lanjutkan meskipun data yang hanya dikenal rilis ini hilang",
    )
    migrate.add_argument(
        "--without-backup", action="store_true", help="jangan buat cadangan lebih dulu"
    )
    migrate.set_defaults(command=_in_house("migrate"))

    _add_audit(commands)
    doctor = commands.add_parser(
        "doctor", help="periksa pemasangan ini: apa yang salah, apa obatnya"
    )
    doctor.set_defaults(command=_doctor)


def _add_audit(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Everything about the chain of deeds; without an option it is verified."""
    audit = commands.add_parser("audit", help="periksa atau ekspor rantai riwayat")
    audit.add_argument("--verify", action="store_true", help="periksa seluruh rantai (bawaan)")
    audit.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="BERKAS|NOMOR:SIDIK",
        help="bandingkan dengan ekspor, cadangan, atau jangkar yang disimpan di luar",
    )
    audit.add_argument("--files", action="store_true", help="periksa juga sidik setiap berkas")
    audit.add_argument("--export", metavar="BERKAS", type=Path, help="tulis seluruh rantai")
    audit.add_argument(
        "--anchor", action="store_true", help="tampilkan ujung rantai, untuk dicatat di luar"
    )
    audit.add_argument(
        "--checker", metavar="BERKAS", type=Path, help="tulis program pemeriksa yang mandiri"
    )
    audit.set_defaults(command=_in_house("audit"))


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("tulis bilangan 1 atau lebih")
    return int(text)


def _backup(options: argparse.Namespace) -> int:
    if (options.check is None) == (options.folder is None):
        return _refuse(Refused("backup-arguments"))
    if options.check is None:
        return _in_house("backup")(options)
    try:
        manifest = archives.check(options.check, Progress())
    except Refused as refusal:
        return _refuse(refusal)
    rows = sum(manifest.contents.rows.values())
    _say(f"Utuh: {options.check}, Janji {manifest.janji}, {manifest.made_at:%d-%m-%Y %H.%M}.")
    _say(f"Isinya {rows} baris dan {len(manifest.files)} berkas.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    try:
        options.manifest = keys.checked(options.archive)
    except Refused as refusal:
        return _refuse(refusal)
    return _in_house("restore")(options)


def _doctor(options: argparse.Namespace) -> int:
    del options
    from janji.site.doctor.examining import doctor  # noqa: PLC0415 -- starts Django when it can

    return doctor()


def _refuse(refusal: Refused) -> int:
    sentence = site_wording.REFUSALS[refusal.code]
    sys.stderr.write(sentence.format_map({k: str(v) for k, v in refusal.facts.items()}) + "\n")
    return 1


def _in_house(name: str) -> Callable[[argparse.Namespace], int]:
    def command(options: argparse.Namespace) -> int:
        from janji.site import house  # noqa: PLC0415 -- starts Django, which reading must not pay for

        return house.run(name, options)

    return command


def _read(options: argparse.Namespace) -> int:
    try:
        text = read_file(options.file, ocr=options.ocr)
    except Refused as refusal:
        sentence = wording.REFUSALS[refusal.code]
        scanned = refusal.code == "document-scanned"
        hint = OCR_HINT if scanned else ""
        facts = {k: str(v) for k, v in refusal.facts.items()}
        sys.stderr.write(sentence.format_map(facts) + hint + "\n")
        return check_report.SCANNED if scanned else 1
    if options.json:
        _say(json.dumps(to_json(text), ensure_ascii=False, indent=2))
    else:
        _say(_summary(text))
    return 0


def _five_points(text: str) -> dict[int, int]:
    """`1,1,2,3,4` as a mapping from 1–5 to 1–4."""
    parts = text.split(",")
    if len(parts) != 5 or not all(part.strip().isdigit() for part in parts):
        raise argparse.ArgumentTypeError("tulis lima angka, misalnya 1,1,2,3,4")
    return dict(enumerate(map(int, parts), start=1))


def _survey_index(options: argparse.Namespace) -> int:
    try:
        found = survey_index_json(options.file, mapping=options.five_points)
    except Refused as refusal:
        sentence = (wording.REFUSALS | kit_wording.REFUSALS)[refusal.code]
        sys.stderr.write(sentence.format_map({k: str(v) for k, v in refusal.facts.items()}) + "\n")
        return 1
    _say(json.dumps(found, ensure_ascii=False, indent=2))
    return 0


def _summary(text: AgreementText) -> str:
    """What was read, in a few lines for a person."""
    lines = [
        f"Perjanjian Kinerja {text.year or 'tanpa tahun'}: {text.org_unit or 'kantor tidak terbaca'}",
        f"Pihak Pertama: {text.first_party.name or '–'}, {text.first_party.position or '–'}",
        f"Pihak Kedua: {text.second_party.name or '–'}, {text.second_party.position or '–'}",
    ]
    for objective in text.objectives:
        lines.append(f"Sasaran {objective.number or ''}: {objective.text}")
        lines += [
            f"  – {indicator.text}: {indicator.target.raw if indicator.target else 'tanpa target'}"
            for indicator in objective.indicators
        ]
    lines += [f"Program: {line.name}" for line in text.programmes]
    lines += [
        "Periksa: " + wording.PROBLEMS[problem.code].format_map(problem.facts)
        for problem in text.problems
    ]
    return "\n".join(lines)


def _achievement(options: argparse.Namespace) -> int:
    del options
    for line in sys.stdin:
        if line.strip():
            _say(answer(line))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
