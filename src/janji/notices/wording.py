"""Indonesian sentences of this room."""

REFUSALS = {
    "mail-address-missing": "Alamat e-mail belum diisi. Isi alamatnya, atau pilih “Tidak”.",
}

DEEDS = {
    "choose-mail": "mengatur e-mail pemberitahuan",
}

LONGEST_SUBJECT = 120
MAIL_FOOT = (
    "E-mail ini dikirim Janji menurut pilihan Anda sendiri. Ubah atau hentikan di Janji, pada"
    " Pemberitahuan → E-mail."
)


def mail_subject(sentence: str, count: int) -> str:
    """The subject of a mail: its only sentence, or how many there are."""
    said = sentence or f"{count} pemberitahuan yang belum dibaca"
    if len(said) > LONGEST_SUBJECT:
        said = said[:LONGEST_SUBJECT].rsplit(" ", 1)[0] + " …"
    return f"Janji: {said}"
