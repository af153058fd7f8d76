"""Addresses of this room."""

from django.urls import path

from janji.rewards.views import decisions, offices, proposals, rules

app_name = "rewards"
urlpatterns = [
    path("", decisions.decisions, name="decisions"),
    path("usulan/", proposals.proposals, name="proposals"),
    path("usulan/<int:pk>/", proposals.proposal, name="proposal"),
    path("usulan/<int:pk>/putuskan/", decisions.decide, name="decide"),
    path("usulan/<int:pk>/terima/", decisions.receive, name="receive"),
    path("usulan/<int:pk>/keberatan/", decisions.object_to, name="object"),
    path("usulan/<int:pk>/jawaban/", decisions.answer, name="answer"),
    path("usulan/<int:pk>/final/", decisions.close, name="close"),
    path("usulan/<int:pk>/surat.pdf", decisions.letter_pdf, name="letter-pdf"),
    path("usulan/<int:pk>/surat.docx", decisions.letter_docx, name="letter-docx"),
    path("berkas/<int:pk>/", decisions.file, name="file"),
    path("saran/<int:year>/", proposals.suggestions, name="suggestions"),
    path("aturan/", rules.rules, name="rules"),
    path("aturan/baru/", rules.new_rule, name="new-rule"),
    path("aturan/contoh/", rules.take_shipped, name="take-shipped"),
    path("aturan/<int:pk>/", rules.rule, name="rule"),
    path("aturan/<int:pk>/ubah/", rules.edit_rule, name="edit-rule"),
    path("aturan/<int:pk>/berlakukan/", rules.activate, name="activate-rule"),
    path("aturan/<int:pk>/akhiri/", rules.end, name="end-rule"),
    path("aturan/<int:pk>/versi-baru/", rules.follow, name="follow-rule"),
    path(
        "kantor/<slug:slug>/<int:year>/usulkan/<int:pk>/",
        proposals.propose,
        name="propose",
    ),
    path("kantor/<slug:slug>/", offices.office, name="office"),
    path("kantor/<slug:slug>/<int:year>/<slug:code>/", offices.delivery, name="delivery"),
]
