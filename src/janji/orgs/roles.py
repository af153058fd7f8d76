"""The roles and what each permits: one table, read by `access`."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a role may do in its office. The value is the deed in a refusal's sentence."""

    VIEW = "melihat data"
    DRAFT_AGREEMENT = "menyusun perjanjian"
    SIGN_AS_FIRST = "menandatangani sebagai Pihak Pertama"
    SIGN_AS_SECOND = "menandatangani sebagai Pihak Kedua"
    RECORD_ACTUAL = "mengisi realisasi"
    SET_SCORING = "mengatur penilaian"
    MANAGE_ACCOUNTS = "mengelola akun"
    MANAGE_ORGS = "mengelola organisasi"
    SEE_HISTORY = "melihat riwayat"
    MANAGE_CALENDAR = "mengatur kalender kerja"
    SERVE_COUNTER = "melayani permohonan"
    MANAGE_SERVICES = "mengatur katalog layanan"
    ENTER_SURVEY = "mencatat jawaban survei"
    MANAGE_SURVEY = "mengatur survei"
    KEEP_RECORDS = "mencatat pada register"
    CHECK_RECORDS = "memeriksa catatan register"
    DEFINE_INDICATOR = "menyusun definisi operasional"
    SIGN_DEFINITION = "menetapkan definisi operasional"
    PROPOSE_AGREEMENT = "mengajukan perjanjian"
    END_AGREEMENT = "mengakhiri perjanjian"
    SUBMIT_QUARTER = "menyampaikan pengukuran"
    VERIFY_QUARTER = "memverifikasi pengukuran"
    APPROVE_QUARTER = "menyetujui pengukuran"
    ACCEPT_QUARTER = "menerima pengukuran"
    REOPEN_QUARTER = "membuka kembali pengukuran"
    EXPLAIN_ACHIEVEMENT = "menulis analisis capaian"
    KEEP_BUDGET = "mencatat anggaran"
    SUPERVISE = "mengawasi kinerja"
    ANSWER_SUPERIOR = "menjawab pengawasan"
    EVALUATE = "mengevaluasi kinerja"
    KEEP_REWARD_RULES = "mengatur aturan penghargaan dan sanksi"
    PROPOSE_REWARD = "mengusulkan penghargaan atau sanksi"
    DECIDE_REWARD = "memutuskan penghargaan atau sanksi"
    OBJECT = "mengajukan keberatan"
    DELEGATE = "menunjuk pengganti sementara"


class Role(StrEnum):
    """What an account is in an office."""

    HEAD = "head"
    CLERK = "clerk"
    RECORDER = "recorder"
    VILLAGE_CLERK = "village_clerk"
    SECTION_HEAD = "section_head"
    PLANNER = "planner"
    VERIFIER = "verifier"
    SUPERIOR = "superior"
    SUPERVISOR = "supervisor"
    EVALUATOR = "evaluator"
    INSPECTOR = "inspector"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The role's name for readers."""
        return _LABELS[self]

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role permits."""
        return _PERMISSIONS[self]


_LABELS = {
    Role.HEAD: "Kepala kantor",
    Role.CLERK: "Petugas loket",
    Role.RECORDER: "Operator data",
    Role.VILLAGE_CLERK: "Petugas desa",
    Role.SECTION_HEAD: "Kepala seksi",
    Role.PLANNER: "Perencana",
    Role.VERIFIER: "Verifikator",
    Role.SUPERIOR: "Atasan (Pihak Kedua)",
    Role.SUPERVISOR: "Pengawas kinerja",
    Role.EVALUATOR: "Evaluator",
    Role.INSPECTOR: "Inspektorat",
    Role.ADMIN: "Administrator",
}

_P = Permission
_PERMISSIONS = {
    Role.HEAD: frozenset(
        {
            _P.VIEW,
            _P.DRAFT_AGREEMENT,
            _P.PROPOSE_AGREEMENT,
            _P.SIGN_AS_FIRST,
            _P.SIGN_DEFINITION,
            _P.APPROVE_QUARTER,
            _P.EXPLAIN_ACHIEVEMENT,
            _P.ANSWER_SUPERIOR,
            _P.OBJECT,
            _P.DELEGATE,
            _P.SEE_HISTORY,
            _P.MANAGE_CALENDAR,
        }
    ),
    Role.CLERK: frozenset({_P.VIEW, _P.SERVE_COUNTER, _P.ENTER_SURVEY}),
    Role.RECORDER: frozenset(
        {_P.VIEW, _P.RECORD_ACTUAL, _P.SERVE_COUNTER, _P.ENTER_SURVEY, _P.KEEP_RECORDS}
    ),
    Role.VILLAGE_CLERK: frozenset({_P.VIEW, _P.KEEP_RECORDS}),
    Role.SECTION_HEAD: frozenset(
        {
            _P.VIEW,
            _P.RECORD_ACTUAL,
            _P.SERVE_COUNTER,
            _P.MANAGE_SERVICES,
            _P.ENTER_SURVEY,
            _P.MANAGE_SURVEY,
            _P.KEEP_RECORDS,
            _P.CHECK_RECORDS,
            _P.DEFINE_INDICATOR,
            _P.SUBMIT_QUARTER,
            _P.EXPLAIN_ACHIEVEMENT,
            _P.ANSWER_SUPERIOR,
        }
    ),
    Role.PLANNER: frozenset(
        {
            _P.VIEW,
            _P.DRAFT_AGREEMENT,
            _P.PROPOSE_AGREEMENT,
            _P.RECORD_ACTUAL,
            _P.SUBMIT_QUARTER,
            _P.EXPLAIN_ACHIEVEMENT,
            _P.KEEP_BUDGET,
            _P.ANSWER_SUPERIOR,
            _P.SEE_HISTORY,
            _P.MANAGE_SERVICES,
            _P.MANAGE_SURVEY,
            _P.KEEP_RECORDS,
            _P.CHECK_RECORDS,
            _P.DEFINE_INDICATOR,
        }
    ),
    Role.VERIFIER: frozenset({_P.VIEW, _P.VERIFY_QUARTER, _P.SEE_HISTORY}),
    Role.SUPERIOR: frozenset(
        {
            _P.VIEW,
            _P.SIGN_AS_SECOND,
            _P.END_AGREEMENT,
            _P.ACCEPT_QUARTER,
            _P.REOPEN_QUARTER,
            _P.SUPERVISE,
            _P.DECIDE_REWARD,
            _P.DELEGATE,
            _P.SET_SCORING,
            _P.SEE_HISTORY,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            _P.VIEW,
            _P.END_AGREEMENT,
            _P.ACCEPT_QUARTER,
            _P.REOPEN_QUARTER,
            _P.SUPERVISE,
            _P.KEEP_REWARD_RULES,
            _P.PROPOSE_REWARD,
            _P.SEE_HISTORY,
        }
    ),
    Role.EVALUATOR: frozenset({_P.VIEW, _P.EVALUATE, _P.PROPOSE_REWARD, _P.SEE_HISTORY}),
    Role.INSPECTOR: frozenset({_P.VIEW, _P.SEE_HISTORY}),
    Role.ADMIN: frozenset(
        {_P.VIEW, _P.MANAGE_ACCOUNTS, _P.MANAGE_ORGS, _P.SEE_HISTORY, _P.MANAGE_CALENDAR}
    ),
}
