"""What anyone reads of a signed paper: what it is, whether it still holds, and whether a file is it."""

from enum import StrEnum

from janji.core.agreement_life import State


class Verdict(StrEnum):
    """What a file turns out to be."""

    MATCH = "match"
    OTHER = "other"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


STATES = {
    State.IN_FORCE: ("good", "Berlaku"),
    State.SUPERSEDED: ("warn", "Sudah digantikan perubahan"),
    State.ENDED: ("warn", "Sudah berakhir"),
}

VERDICTS = {
    Verdict.MATCH: ("good", "Sama", "Berkas ini sama dengan naskah yang ditandatangani."),
    Verdict.OTHER: (
        "warn",
        "Naskah lain",
        "Berkas ini naskah yang ditandatangani, tetapi bukan yang ini. Buka naskahnya di bawah.",
    ),
    Verdict.DIFFERS: (
        "bad",
        "Berbeda",
        (
            "Berkas ini berbeda dari naskah yang ditandatangani. Satu huruf yang diubah, pemindaian, atau"
            " penyimpanan ulang sudah membuatnya berbeda; mintalah berkas aslinya kepada kantor."
        ),
    ),
    Verdict.UNKNOWN: (
        "warn",
        "Tidak dikenal",
        (
            "Berkas ini tidak sama dengan naskah mana pun yang ditandatangani di Janji. Bila naskahnya"
            " memuat kode, buka naskah itu dengan kodenya lalu bandingkan di sana."
        ),
    ),
}

NOT_FOUND = "Tidak ada naskah dengan kode ini. Periksa kedua belas huruf dan angkanya pada naskah."
TOO_LARGE = "Berkas ini terlalu besar. Naskah perjanjian paling besar {most} MB."
